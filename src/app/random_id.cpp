#include "app/random_id.hpp"

#include "app/asked_sentences.hpp"
#include "app/output_folder.hpp"
#include "exchange/file_bytes.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sys/random.h>

namespace imdad::app {

void fill_random(std::span<unsigned char> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = getrandom(bytes.data() + done, bytes.size() - done, 0);
        if (got < 0 && errno != EINTR) {
            throw_failure(errno, "the system gives no random bytes");
        }
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
}

ledger::Id random_id() {
    ledger::Id id;
    while (id.empty()) {
        std::array<unsigned char, 16> bytes{};
        fill_random(bytes);
        std::memcpy(&id.high, bytes.data(), 8);
        std::memcpy(&id.low, bytes.data() + 8, 8);
    }
    return id;
}

Answer<ledger::Id> given_or_random_id(const std::string& text) {
    if (text.empty()) {
        return random_id();
    }
    const auto id = ledger::parse_id(text);
    if (!id || id->empty()) {
        return no(say("bad_id", text), "id");
    }
    return *id;
}

ledger::Id derived_id(ledger::Id base, std::string_view what, std::uint64_t number) {
    const std::string text = fmt::format("{} {} {}", ledger::to_text(base), what, number);
    return ledger::parse_id(exchange::sha256_hex(text).substr(0, 32)).value();
}

}  // namespace imdad::app
