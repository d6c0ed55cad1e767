#include "report/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

constexpr std::int64_t kWhole = model::Fixed9::kScale;

/// Bytes of the code point that starts at `at`; a stray byte counts as one.
std::size_t code_point_size(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    std::size_t size = 1;
    if (byte >= 0xF0) {
        size = 4;
    } else if (byte >= 0xE0) {
        size = 3;
    } else if (byte >= 0xC0) {
        size = 2;
    }
    return std::min(size, text.size() - at);
}

/// Combining marks of the Latin and Arabic scripts stand on the letter before.
bool is_combining(std::string_view code_point) {
    if (code_point.size() != 2) {
        return false;
    }
    const auto value = static_cast<unsigned>(static_cast<unsigned char>(code_point[0]) & 0x1FU)
                           << 6U |
                       static_cast<unsigned>(static_cast<unsigned char>(code_point[1]) & 0x3FU);
    return (value >= 0x300 && value <= 0x36F) || (value >= 0x610 && value <= 0x61A) ||
           (value >= 0x64B && value <= 0x65F) || value == 0x670;
}

std::string cut(std::string_view given, std::size_t width) {
    std::string text = plain(given);
    if (display_width(text) <= width) {
        return text;
    }
    std::string result;
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = code_point_size(text, at);
        const std::string_view code_point = std::string_view(text).substr(at, size);
        const bool combining = is_combining(code_point);
        if (!combining && columns + 1 >= width) {
            break;
        }
        columns += combining ? 0U : 1U;
        result += code_point;
        at += size;
    }
    return width == 0 ? "" : result + "…";
}

}  // namespace

std::string grouped(std::int64_t value) {
    const std::string digits = std::to_string(value);
    const std::size_t sign = value < 0 ? 1 : 0;
    std::string result = digits.substr(0, sign);
    for (std::size_t i = sign; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0) {
            result += ',';
        }
        result += digits[i];
    }
    return result;
}

std::string percent(model::Fixed9 share, std::string_view gap) {
    if (share.nano() == 0) {
        return fmt::format("0{}%", gap);
    }
    if (share.nano() == kWhole) {
        return fmt::format("100{}%", gap);
    }
    const auto permille = static_cast<std::int64_t>(base::floor_div(share.nano(), kWhole / 1000));
    if (permille == 0) {
        return fmt::format("<0.1{}%", gap);
    }
    return fmt::format("{}.{}{}%", permille / 10, permille % 10, gap);
}

std::string points(std::int64_t nano_difference) {
    const std::int64_t size =
        (nano_difference < 0 ? -nano_difference : nano_difference) / (kWhole / 1000);
    if (size == 0) {
        return "0.0";
    }
    return fmt::format("{}{}.{}", nano_difference < 0 ? "\u2212" : "+", size / 10, size % 10);
}

std::string index_text(model::Fixed9 value) {
    return fmt::format(
        "{}.{:04}", value.nano() / kWhole, value.nano() % kWhole / (kWhole / 10'000));
}

std::string html(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            case '\'':
                result += "&#39;";
                break;
            default:
                // Control characters are not allowed in a page; tab and line end are only space.
                result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
        }
    }
    return result;
}

std::string plain(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // U+0080 to U+009F, the second set of control characters, are C2 80 to C2 9F.
        const bool second_set =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        result += byte < 0x20 || byte == 0x7F || second_set ? ' ' : text[i];
        i += second_set ? 1 : 0;
    }
    return result;
}

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = code_point_size(text, at);
        columns += is_combining(text.substr(at, size)) ? 0U : 1U;
        at += size;
    }
    return columns;
}

std::string padded(std::string_view text, std::size_t width) {
    std::string result = cut(text, width);
    return result.append(width - display_width(result), ' ');
}

std::string padded_front(std::string_view text, std::size_t width) {
    const std::string result = cut(text, width);
    return std::string(width - display_width(result), ' ') + result;
}

}  // namespace imdad::report
