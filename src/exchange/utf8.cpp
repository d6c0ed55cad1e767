#include "exchange/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace imdad::exchange {

std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (byte(i) & 0xC0U) == 0x80U;
    };
    const unsigned lead = byte(at);
    if (lead < 0x80U) {
        return 1;
    }
    if (lead >= 0xC2U && lead <= 0xDFU) {
        return continues(at + 1) ? 2 : 0;
    }
    if (lead >= 0xE0U && lead <= 0xEFU) {
        if (!continues(at + 1) || !continues(at + 2)) {
            return 0;
        }
        const unsigned second = byte(at + 1);
        const bool overlong = lead == 0xE0U && second < 0xA0U;
        const bool surrogate = lead == 0xEDU && second >= 0xA0U;
        return overlong || surrogate ? 0 : 3;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        if (!continues(at + 1) || !continues(at + 2) || !continues(at + 3)) {
            return 0;
        }
        const unsigned second = byte(at + 1);
        const bool overlong = lead == 0xF0U && second < 0x90U;
        const bool too_high = lead == 0xF4U && second >= 0x90U;
        return overlong || too_high ? 0 : 4;
    }
    return 0;
}

std::size_t first_bad_byte(std::string_view text, std::size_t from) {
    constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    std::size_t at = from;
    while (at < text.size()) {
        // Eight bytes at a time while all are ASCII and none is NUL; most files are nothing else.
        while (at + 8 <= text.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, 8);
            if ((word & kHigh) != 0 || ((word - kOnes) & ~word & kHigh) != 0) {
                break;
            }
            at += 8;
        }
        if (at >= text.size()) {
            break;
        }
        if (text[at] == '\0') {
            return at;
        }
        const std::size_t length = sequence_length(text, at);
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return text.size();
}

}  // namespace imdad::exchange
