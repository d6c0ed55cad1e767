#include "app/key_file.hpp"

#include "app/output_folder.hpp"
#include "app/random_id.hpp"
#include "exchange/file_bytes.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace imdad::app {

namespace {

using Seed = std::array<unsigned char, 32>;

constexpr std::string_view kHead = "imdad signing key 1\n";

std::optional<Seed> parse_hex(std::string_view text) {
    Seed seed{};
    if (text.size() != seed.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < seed.size(); ++i) {
        const char* const from = text.data() + 2 * i;
        const auto [end, error] = std::from_chars(from, from + 2, seed[i], 16);
        if (error != std::errc() || end != from + 2) {
            return std::nullopt;
        }
    }
    return seed;
}

bool is_key_name(const std::string& name) {
    return !name.empty() && name.find_first_of(" \t\r\n+:") == std::string::npos;
}

/// A file that is only ever its owner's: made so, not made and then closed to others.
void write_new(const std::string& path, const std::string& text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        throw_failure(errno, path);
    }
    const bool synced =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    if (!synced) {
        ::unlink(path.c_str());
        throw_failure(error, path);
    }
}

Answer<ledger::SigningKey> read_key(const std::string& path) {
    struct stat status{};

    if (::stat(path.c_str(), &status) != 0) {
        throw_failure(errno, path);
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return no("key_file_open",
                  fmt::format("{0} can be read by others than its owner, so anybody may have "
                              "signed with it; run `chmod 600 {0}`, or better make a new key.",
                              path));
    }
    const std::string text = exchange::read_bytes(path);
    const std::size_t end = text.find('\n', kHead.size());
    if (text.starts_with(kHead) && end != std::string::npos) {
        const std::string name = text.substr(kHead.size(), end - kHead.size());
        std::string_view rest = std::string_view(text).substr(end + 1);
        while (rest.ends_with('\n')) {
            rest.remove_suffix(1);
        }
        if (const std::optional<Seed> seed = parse_hex(rest); seed && is_key_name(name)) {
            return ledger::signing_key(name, *seed);
        }
    }
    return no("bad_key_file",
              fmt::format("{} is there and holds no key of Imdad; it is left as it is.", path));
}

}  // namespace

std::string hex_text(std::span<const unsigned char> bytes) {
    std::string text;
    for (const unsigned char byte : bytes) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

Answer<KeyFile> key_file(const std::string& path, const std::string& name) {
    if (std::filesystem::exists(path)) {
        Answer<ledger::SigningKey> key = read_key(path);
        if (!key) {
            return tl::unexpected(std::move(key.error()));
        }
        return KeyFile{.key = std::move(*key), .made = false};
    }
    if (!is_key_name(name)) {
        return no("bad_key_name",
                  fmt::format("'{}' cannot name a key: one word without + and :", name));
    }
    Seed seed{};
    fill_random(seed);
    write_new(path, fmt::format("{}{}\n{}\n", kHead, name, hex_text(seed)));
    return KeyFile{.key = ledger::signing_key(name, seed), .made = true};
}

std::string text_of_key(const ledger::PublicKey& key) {
    return fmt::format("{}:{}", key.name, hex_text(key.key));
}

Answer<ledger::PublicKey> parse_key(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    const auto key = colon == std::string::npos
                         ? std::nullopt
                         : parse_hex(std::string_view(text).substr(colon + 1));
    if (!key || !is_key_name(text.substr(0, colon))) {
        return no("bad_key",
                  fmt::format("'{}' is no public key: NAME:HEX with 64 hexadecimal digits, as "
                              "`imdad checkpoint` shows it.",
                              text));
    }
    return ledger::PublicKey{.name = text.substr(0, colon), .key = *key};
}

}  // namespace imdad::app
