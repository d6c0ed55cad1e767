#include "http/authenticate.hpp"

#include <fstream>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>

namespace imdad::http {

namespace {

using Hash = std::array<unsigned char, 32>;

constexpr std::string_view kScheme = "bearer ";

std::optional<unsigned> digit_of(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    return c >= 'a' && c <= 'f' ? std::optional(static_cast<unsigned>(c - 'a' + 10)) : std::nullopt;
}

std::optional<Hash> hash_of(std::string_view digits) {
    Hash hash{};
    if (digits.size() != hash.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t at = 0; at < hash.size(); ++at) {
        const auto high = digit_of(digits[2 * at]);
        const auto low = digit_of(digits[2 * at + 1]);
        if (!high || !low) {
            return std::nullopt;
        }
        hash[at] = static_cast<unsigned char>(*high * 16 + *low);
    }
    return hash;
}

/// RFC 7235: the name of the scheme is written in any case.
bool has_scheme(std::string_view text) {
    if (text.size() <= kScheme.size()) {
        return false;
    }
    for (std::size_t at = 0; at < kScheme.size(); ++at) {
        const char c = text[at];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[at]) {
            return false;
        }
    }
    return true;
}

Problem unknown(std::string code, std::string line) {
    return {.status = 401,
            .code = std::move(code),
            .lines = {std::move(line)},
            .next = "Send `Authorization: Bearer TOKEN` with a token of yours.",
            .headers = {{"WWW-Authenticate", "Bearer realm=\"imdad\""}}};
}

}  // namespace

Hash sha256(std::string_view text) {
    Hash hash{};
    // The reinterpretation is what the C interface of the library asks for.
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
    return hash;
}

app::Answer<Tokens> Tokens::read(const std::filesystem::path& file) {
    std::ifstream lines(file);
    if (!lines) {
        throw base::Failure(base::Failure::Kind::not_found,
                            fmt::format("{}: the file of tokens cannot be read", file.string()));
    }
    using std::filesystem::perms;
    const perms open =
        std::filesystem::status(file).permissions() & (perms::group_write | perms::others_write);
    if (open != perms::none) {
        return app::no("token_file_open",
                       fmt::format("{0}: others than its owner may write it, and so let in whom "
                                   "they like. Run `chmod go-w {0}`.",
                                   file.string()));
    }
    Tokens tokens;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::istringstream words(line);
        std::string user;
        std::string digits;
        std::string more;
        words >> user >> digits >> more;
        if (user.empty() || user.starts_with('#')) {
            continue;
        }
        const std::optional<Hash> hash = hash_of(digits);
        if (!hash || !more.empty()) {
            return app::no("bad_token_file",
                           fmt::format("{}:{}: a line is the name of a user and the SHA-256 of a "
                                       "token in 64 hexadecimal digits; make one with `printf %s "
                                       "\"$TOKEN\" | sha256sum`",
                                       file.string(),
                                       number));
        }
        tokens.all_.push_back({user, *hash});
    }
    return tokens;
}

tl::expected<std::string, Problem> Tokens::authenticate(const Request& request) const {
    const std::string_view given = request.header("authorization");
    if (!has_scheme(given)) {
        return tl::unexpected(unknown("no_token", "the request bears no token"));
    }
    const Hash hash = sha256(given.substr(kScheme.size()));
    const One* found = nullptr;
    for (const One& one : all_) {
        if (CRYPTO_memcmp(one.hash.data(), hash.data(), hash.size()) == 0) {
            found = &one;
        }
    }
    if (found == nullptr) {
        return tl::unexpected(unknown("unknown_token", "this server knows no such token"));
    }
    return found->user;
}

}  // namespace imdad::http
