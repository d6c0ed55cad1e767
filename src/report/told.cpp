#include "report/told.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

constexpr std::string_view kBetween = " \u00B7 ";

/// Words of somebody, whatever runs around them.
std::string isolated(const std::string& text) {
    // NOLINTNEXTLINE(misc-misleading-bidirectional): it is ended in the same text
    return text.empty() ? text : "\u2068" + text + "\u2069";
}

const std::string& value_of(const Told& told, std::string_view name) {
    static const std::string kNone;
    const auto found =
        std::ranges::find(told.values, name, &std::pair<std::string, std::string>::first);
    return found == told.values.end() ? kNone : found->second;
}

TextValue written(const ReaderLanguage& language,
                  const std::string& name,
                  const std::string& value) {
    constexpr auto kNumbers = std::to_array<std::string_view>(
        {"n", "missing", "surplus", "damaged", "number", "actual", "target"});
    if (std::ranges::find(kNumbers, name) != kNumbers.end()) {
        std::int64_t number = 0;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), number);
        if (error == std::errc() && end == value.data() + value.size()) {
            return number;
        }
    }
    if (value.empty()) {
        return std::string("\u2013");
    }
    return name == "day" || name == "expiry"       ? language.day(value)
           : name == "state" || name == "strength" ? language.word(name, value)
           : name == "amount"                      ? language.with_unit(value)
                                                   : value;
}

/// A title in the language of the reader, else in one that there is, with that language.
std::pair<std::string, std::string> title_of(const ReaderLanguage& language, const Told& told) {
    if (const std::string& own = value_of(told, language.code()); !own.empty()) {
        return {own, ""};
    }
    for (const std::string_view code : ReaderLanguage::codes()) {
        if (const std::string& other = value_of(told, code); !other.empty()) {
            return {other, std::string(code)};
        }
    }
    return {};
}

TextValues values_of(const ReaderLanguage& language, const Told& told) {
    TextValues values;
    values.reserve(told.values.size());
    for (const auto& [name, value] : told.values) {
        values.emplace_back(name, written(language, name, value));
    }
    return values;
}

std::string word_of(const ReaderLanguage& language, const Told& told) {
    return language.word(value_of(told, "group"), value_of(told, "code"));
}

}  // namespace

Markup told_markup(const ReaderLanguage& language, const std::vector<Told>& told) {
    Markup text;
    for (const Told& one : told) {
        Markup part;
        if (one.code == "text") {
            part = Markup::name(value_of(one, "text"));
        } else if (one.code == "title") {
            const auto [title, other] = title_of(language, one);
            part = Markup::name(title, other);
        } else if (one.code == "word") {
            part = Markup::text(word_of(language, one));
        } else {
            part = language.say("told." + one.code, values_of(language, one));
        }
        if (!part.empty()) {
            text += (text.empty() ? Markup() : Markup::text(kBetween)) + part;
        }
    }
    return text;
}

std::string told_plain(const ReaderLanguage& language, const std::vector<Told>& told) {
    std::string text;
    for (const Told& one : told) {
        const std::string part = one.code == "text"    ? isolated(value_of(one, "text"))
                                 : one.code == "title" ? isolated(title_of(language, one).first)
                                 : one.code == "word"
                                     ? word_of(language, one)
                                     : language.plain("told." + one.code, values_of(language, one));
        if (!part.empty()) {
            text += (text.empty() ? std::string() : std::string(kBetween)) + part;
        }
    }
    return text;
}

nlohmann::ordered_json told_json(const std::vector<Told>& told) {
    nlohmann::ordered_json parts = nlohmann::ordered_json::array();
    for (const Told& one : told) {
        nlohmann::ordered_json values = nlohmann::ordered_json::object();
        for (const auto& [name, value] : one.values) {
            values[name] = value;
        }
        parts.push_back({{"code", one.code}, {"values", std::move(values)}});
    }
    return parts;
}

std::vector<Told> told_of(const nlohmann::ordered_json& json) {
    std::vector<Told> told;
    told.reserve(json.size());
    for (const auto& part : json) {
        Told one{.code = part["code"].get<std::string>(), .values = {}};
        for (const auto& [name, value] : part["values"].items()) {
            one.values.emplace_back(name, value.get<std::string>());
        }
        told.push_back(std::move(one));
    }
    return told;
}

}  // namespace imdad::report
