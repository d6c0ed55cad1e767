#include "app/ledger_words.hpp"

#include "app/amount_text.hpp"
#include "app/asked_sentences.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <type_traits>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Field;

template <typename E>
std::optional<E> parse_by_text(std::string_view word, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (ledger::to_text(static_cast<E>(i)) == word) {
            return static_cast<E>(i);
        }
    }
    return std::nullopt;
}

constexpr std::size_t kUnitKindCount = 6;

template <typename E>
std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view word = ledger::to_text(static_cast<E>(i));
        if (word != "none") {
            text += fmt::format("{}{}", text.empty() ? "" : ", ", word);
        }
    }
    return text;
}

std::optional<ledger::PriceSource> parse_price_source(std::string_view word) {
    using enum ledger::PriceSource;
    if (word == "donor") {
        return donor;
    }
    if (word == "catalogue") {
        return catalogue;
    }
    return word == "market" ? std::optional(market) : std::nullopt;
}

std::optional<ledger::Hash> parse_hash(std::string_view text) {
    ledger::Hash hash{};
    if (text.size() != hash.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const char* const from = text.data() + 2 * i;
        const auto [end, error] = std::from_chars(from, from + 2, hash[i], 16);
        if (error != std::errc() || end != from + 2) {
            return std::nullopt;
        }
    }
    return hash;
}

template <typename T>
std::optional<T> parse_whole(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

/// `value` if there is one; what would be right if not.
template <typename T>
std::optional<std::string> put(T& target, const std::optional<T>& value, std::string right) {
    if (!value) {
        return right;
    }
    target = *value;
    return std::nullopt;
}

template <typename T>
std::optional<std::string> read(T& target, std::string_view text, ledger::Names& names) {
    if constexpr (std::same_as<T, ledger::Name>) {
        target = names.intern(text);
        return std::nullopt;
    } else if constexpr (std::same_as<T, std::string>) {
        target = text;
        return std::nullopt;
    } else if constexpr (std::same_as<T, ledger::Id>) {
        return put(target, ledger::parse_id(text), "an id of 32 hexadecimal digits");
    } else if constexpr (std::same_as<T, base::Day>) {
        return put(target, base::parse_day(text), "a day as YYYY-MM-DD");
    } else if constexpr (std::same_as<T, ledger::Stage>) {
        return put(target, parse_stage(text), words<ledger::Stage>(ledger::kStageCount));
    } else if constexpr (std::same_as<T, ledger::UnitKind>) {
        return put(target,
                   parse_by_text<ledger::UnitKind>(text, kUnitKindCount),
                   words<ledger::UnitKind>(kUnitKindCount));
    } else if constexpr (std::same_as<T, ledger::PriceSource>) {
        return put(target, parse_price_source(text), "donor, catalogue or market");
    } else if constexpr (std::same_as<T, ledger::Hash>) {
        return put(target, parse_hash(text), "a SHA-256 of 64 hexadecimal digits");
    } else if constexpr (std::same_as<T, base::Fixed9>) {
        return put(target, base::Fixed9::parse(text), "a decimal with up to nine places");
    } else if constexpr (std::same_as<T, bool>) {
        return put(target,
                   text == "true"    ? std::optional(true)
                   : text == "false" ? std::optional(false)
                                     : std::nullopt,
                   "true or false");
    } else {
        static_assert(std::integral<T>, "a field of a command of no kind known here");
        return put(target, parse_whole<T>(text), "a whole number");
    }
}

std::string hex_of(const ledger::Hash& hash) {
    std::string text;
    for (const unsigned char byte : hash) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

std::string_view text_of(ledger::PriceSource source) {
    static constexpr std::array<std::string_view, 4> kTexts = {
        "none", "donor", "catalogue", "market"};
    return kTexts.at(static_cast<std::size_t>(source));
}

template <typename T>
std::string written(const T& value, const ledger::Names& names) {
    if constexpr (std::same_as<T, ledger::Name>) {
        return names.text(value);
    } else if constexpr (std::same_as<T, std::string>) {
        return value;
    } else if constexpr (std::same_as<T, ledger::Id>) {
        return ledger::to_text(value);
    } else if constexpr (std::same_as<T, base::Day>) {
        return base::to_text(value);
    } else if constexpr (std::same_as<T, ledger::Stage> || std::same_as<T, ledger::UnitKind>) {
        return std::string(ledger::to_text(value));
    } else if constexpr (std::same_as<T, ledger::PriceSource>) {
        return std::string(text_of(value));
    } else if constexpr (std::same_as<T, ledger::Hash>) {
        return hex_of(value);
    } else if constexpr (std::same_as<T, base::Fixed9>) {
        return value.text();
    } else if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else {
        static_assert(std::integral<T>, "a field of a command of no kind known here");
        return fmt::format("{}", std::int64_t{value});
    }
}

/// A field with what it has, in the sentence that says how that is written.
Told field_said(const ledger::Command& command, Field field, const std::string& value) {
    const std::string_view name = ledger::to_text(field);
    Told said = say("posting_field", name, value);
    ledger::for_each_field(command, [&]<typename T>(Field one, const T& /*value*/) {
        if (one != field) {
            return;
        }
        if constexpr (std::same_as<T, base::Day>) {
            said = say("posting_day", name, value);
        } else if constexpr (std::same_as<T, ledger::Stage>) {
            said = say("posting_stage", name, value);
        } else if constexpr (std::same_as<T, ledger::UnitKind> ||
                             std::same_as<T, ledger::PriceSource> || std::same_as<T, bool>) {
            said = say("posting_word", name, value);
        }
    });
    return said;
}

}  // namespace

std::optional<ledger::Kind> parse_kind(std::string_view word) {
    return parse_by_text<ledger::Kind>(word, ledger::kKindCount);
}

std::optional<Field> parse_field(std::string_view word) {
    return parse_by_text<Field>(word, ledger::kFieldCount);
}

std::optional<ledger::Stage> parse_stage(std::string_view word) {
    return parse_by_text<ledger::Stage>(word, ledger::kStageCount);
}

std::optional<std::string> set_field(ledger::Command& command,
                                     Field field,
                                     std::string_view text,
                                     ledger::Names& names) {
    std::optional<std::string> right;
    ledger::for_each_field(command, [&](Field one, auto& value) {
        if (one == field) {
            right = read(value, text, names);
        }
    });
    return right;
}

std::vector<std::pair<Field, std::string>> given_fields(const ledger::Command& command,
                                                        const ledger::Names& names) {
    std::vector<std::pair<Field, std::string>> given;
    const ledger::Command nothing;
    ledger::for_each_field(command, [&]<typename T>(Field field, const T& value) {
        ledger::for_each_field(nothing, [&]<typename U>(Field other, const U& empty) {
            if constexpr (std::same_as<T, U>) {
                if (field == other && !(value == empty)) {
                    given.emplace_back(field, written(value, names));
                }
            }
        });
    });
    return given;
}

SaidLine command_line(const ledger::Command& command,
                      const ledger::Names& names,
                      const ledger::Book& book) {
    const std::string_view kind = ledger::to_text(command.kind);
    const std::string day = base::to_text(command.business_date);
    const bool has_amount = command.amount != 0 && !(command.unit == ledger::Name{});
    std::vector<Told> sentences = {
        has_amount
            ? say("posting_of", kind, day, amount_with_unit(book, command.unit, command.amount))
            : say("posting", kind, day)};
    for (const auto& [field, value] : given_fields(command, names)) {
        const bool is_said = has_amount && (field == Field::amount || field == Field::unit);
        if (!is_said) {
            sentences.push_back(field_said(command, field, value));
        }
    }
    return said_line(std::move(sentences));
}

}  // namespace imdad::app
