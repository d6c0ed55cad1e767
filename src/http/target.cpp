#include "http/target.hpp"

#include "http/sentences.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::http {

namespace {

std::optional<unsigned> digit_of(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return static_cast<unsigned>(c - 'a' + 10);
    }
    if (c >= 'A' && c <= 'F') {
        return static_cast<unsigned>(c - 'A' + 10);
    }
    return std::nullopt;
}

/// How many bytes follow a first byte of UTF-8; no value: it begins no character.
std::optional<std::size_t> following(unsigned char first) {
    return first < 0x80                     ? std::optional<std::size_t>(0)
           : first >= 0xC2 && first <= 0xDF ? std::optional<std::size_t>(1)
           : first >= 0xE0 && first <= 0xEF ? std::optional<std::size_t>(2)
           : first >= 0xF0 && first <= 0xF4 ? std::optional<std::size_t>(3)
                                            : std::nullopt;
}

bool is_plain_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::optional<std::size_t> more = following(first);
        if (first < 0x20 || first == 0x7F || !more || at + *more >= text.size()) {
            return false;
        }
        for (std::size_t i = 1; i <= *more; ++i) {
            if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) {
                return false;
            }
        }
        at += 1 + *more;
    }
    return true;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus_is_space) {
            plain += ' ';
        } else if (text[at] != '%') {
            plain += text[at];
        } else {
            const auto high = at + 2 < text.size() ? digit_of(text[at + 1]) : std::nullopt;
            const auto low = at + 2 < text.size() ? digit_of(text[at + 2]) : std::nullopt;
            if (!high || !low) {
                return std::nullopt;
            }
            plain += static_cast<char>(*high * 16 + *low);
            at += 2;
        }
    }
    return is_plain_utf8(plain) ? std::optional(plain) : std::nullopt;
}

/// Calls `take` with each part of `text` between separators.
template <typename Take>
bool each_part(std::string_view text, char separator, const Take& take) {
    while (true) {
        const std::size_t end = text.find(separator);
        if (!take(text.substr(0, end))) {
            return false;
        }
        if (end == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::string_view Target::parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

tl::expected<Target, app::Told> parse_target(std::string_view text) {
    if (!text.starts_with('/')) {
        return tl::unexpected(say("target_without_slash"));
    }
    Target target;
    const std::size_t mark = text.find('?');
    const bool path_is_good =
        each_part(text.substr(1, mark - (mark == std::string_view::npos ? 0 : 1)),
                  '/',
                  [&](std::string_view part) {
                      std::optional<std::string> segment = decoded(part, false);
                      if (segment) {
                          target.segments.push_back(std::move(*segment));
                      }
                      return segment.has_value();
                  });
    if (!path_is_good) {
        return tl::unexpected(say("broken_path"));
    }
    if (mark == std::string_view::npos || mark + 1 == text.size()) {
        return target;
    }
    std::optional<app::Told> problem;
    each_part(text.substr(mark + 1), '&', [&](std::string_view part) {
        const std::size_t equals = part.find('=');
        std::optional<std::string> name = decoded(part.substr(0, equals), true);
        std::optional<std::string> value = decoded(
            equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1), true);
        if (!name || !value) {
            problem = say("broken_query");
        } else if (std::ranges::find(target.query, *name, [](const auto& one) {
                       return one.first;
                   }) != target.query.end()) {
            problem = say("given_twice", *name);
        } else {
            target.query.emplace_back(std::move(*name), std::move(*value));
        }
        return !problem;
    });
    if (problem) {
        return tl::unexpected(std::move(*problem));
    }
    return target;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        safe += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return safe;
}

}  // namespace imdad::http
