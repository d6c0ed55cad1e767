#include "report/reader_language.hpp"

#include "base/assert.hpp"
#include "report/numbers.hpp"
#include "report/web_texts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

// Signs that keep what is put in from turning the text around it.
// NOLINTBEGIN(misc-misleading-bidirectional): they are ended by another text
constexpr std::string_view kIsolate = "\u2068";
constexpr std::string_view kLeftToRight = "\u2066";
// NOLINTEND(misc-misleading-bidirectional)
constexpr std::string_view kEnd = "\u2069";

constexpr std::array<std::string_view, 3> kCodes{"en", "fr", "ar"};

using Forms = std::map<std::string, std::string, std::less<>>;
using Catalogue = std::map<std::string, Forms, std::less<>>;

constexpr const char* kOther = "other";

/// A text without plural forms is one with the form `other` alone.
Catalogue read_catalogue(const char* json) {
    Catalogue texts;
    const nlohmann::json document = nlohmann::json::parse(json);
    for (const auto& [key, text] : document.items()) {
        if (text.is_string()) {
            texts[key][kOther] = text.get<std::string>();
        } else {
            texts[key] = text.get<Forms>();
        }
    }
    return texts;
}

/// In French a space stands before these signs, and a line does not begin with one.
std::string unbroken(std::string_view text) {
    constexpr std::string_view kNoBreak = "\u00A0";
    constexpr std::array<std::string_view, 6> kAfter = {":", ";", "?", "!", "%", "»"};
    std::string whole;
    whole.reserve(text.size());
    while (!text.empty()) {
        const std::string_view rest = text.substr(1);
        const bool stays =
            text.front() == ' ' &&
            (whole.ends_with("«") || std::ranges::any_of(kAfter, [&](std::string_view sign) {
                 return rest.starts_with(sign);
             }));
        whole += stays ? kNoBreak : text.substr(0, 1);
        text = rest;
    }
    return whole;
}

Catalogue unbroken(Catalogue texts) {
    for (auto& [key, forms] : texts) {
        for (auto& [form, text] : forms) {
            text = unbroken(text);
        }
    }
    return texts;
}

/// Categories of plural of whole numbers, by CLDR.
std::string_view plural_en(std::int64_t n) {
    return n == 1 ? "one" : kOther;
}

std::string_view plural_fr(std::int64_t n) {
    constexpr std::int64_t kMillion = 1'000'000;
    return n == 0 || n == 1 ? "one" : n % kMillion == 0 ? "many" : kOther;
}

std::string_view plural_ar(std::int64_t n) {
    constexpr std::int64_t kHundred = 100;
    const std::int64_t rest = n % kHundred;
    return n == 0                    ? "zero"
           : n == 1                  ? "one"
           : n == 2                  ? "two"
           : rest >= 3 && rest <= 10 ? "few"
           : rest >= 11              ? "many"
                                     : kOther;
}

std::string day_en(int year, int month, int day) {
    constexpr std::array kMonths{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{} {}, {}", kMonths.at(static_cast<std::size_t>(month - 1)), day, year);
}

std::string day_fr(int year, int month, int day) {
    constexpr std::array kMonths{"janv.",
                                 "févr.",
                                 "mars",
                                 "avr.",
                                 "mai",
                                 "juin",
                                 "juil.",
                                 "août",
                                 "sept.",
                                 "oct.",
                                 "nov.",
                                 "déc."};
    return fmt::format("{} {} {}", day, kMonths.at(static_cast<std::size_t>(month - 1)), year);
}

/// With the marks that keep day, month and year in this order.
std::string day_ar(int year, int month, int day) {
    return fmt::format("{:02}\u200F/{:02}\u200F/{}", day, month, year);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// `-1234.50`: whether it is a decimal number without anything else.
bool is_decimal(std::string_view text) {
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view places = text.substr(std::min(point + 1, text.size()));
    return !whole.empty() && std::ranges::all_of(whole, is_digit) &&
           std::ranges::all_of(places, is_digit) && (point == text.size() || !places.empty());
}

/// A text in pieces: what stands in the catalogue, and the names of what is put into it.
struct Piece {
    std::string_view text;
    bool is_place = false;
};

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    while (!text.empty()) {
        const std::size_t begin = text.find('{');
        const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
        if (end == std::string_view::npos) {
            pieces.push_back({text, false});
            break;
        }
        if (begin > 0) {
            pieces.push_back({text.substr(0, begin), false});
        }
        pieces.push_back({text.substr(begin + 1, end - begin - 1), true});
        text.remove_prefix(end + 1);
    }
    return pieces;
}

const TextValue* value_of(const TextValues& values, std::string_view name) {
    const auto found =
        std::ranges::find(values, name, &std::pair<std::string_view, TextValue>::first);
    return found == values.end() ? nullptr : &found->second;
}

}  // namespace

struct ReaderLanguage::Row {
    std::string_view code;
    bool right_to_left = false;
    std::string_view group;    ///< between thousands
    std::string_view point;    ///< before what is less than one
    std::string_view minus;    ///< before what is less than nothing
    std::string_view percent;  ///< behind a figure
    std::string_view (*plural)(std::int64_t);
    std::string (*day)(int, int, int);
    Catalogue texts;

    [[nodiscard]] const std::string& form(std::string_view key, const TextValues& values) const {
        const auto found = texts.find(key);
        IMDAD_ASSERT(found != texts.end(), "a printed page asks for a text that is not there");
        const Forms& forms = found->second;
        const TextValue* const n = forms.size() > 1 ? value_of(values, "n") : nullptr;
        if (n != nullptr && std::holds_alternative<std::int64_t>(*n)) {
            const auto form = forms.find(plural(std::get<std::int64_t>(*n)));
            if (form != forms.end()) {
                return form->second;
            }
        }
        const auto other = forms.find(kOther);
        IMDAD_ASSERT(other != forms.end(), "a text has no form for other numbers");
        return other->second;
    }

    [[nodiscard]] const std::string* word(std::string_view key) const {
        const auto found = texts.find(key);
        return found == texts.end() || found->second.size() != 1 ? nullptr
                                                                 : &found->second.begin()->second;
    }

    /// `1234.5`, or with a sign: grouped.
    [[nodiscard]] std::string grouped(std::string_view plain) const {
        constexpr std::size_t kGroup = 3;
        const bool below = plain.starts_with('-');
        plain.remove_prefix(below ? 1 : 0);
        const std::size_t whole = std::min(plain.find('.'), plain.size());
        std::string text(below ? minus : "");
        for (std::size_t at = 0; at < whole; ++at) {
            if (at > 0 && (whole - at) % kGroup == 0) {
                text += group;
            }
            text += plain[at];
        }
        if (whole < plain.size()) {
            text += point;
            text += plain.substr(whole + 1);
        }
        return text;
    }
};

std::span<const ReaderLanguage::Row> ReaderLanguage::rows() {
    static const std::array<Row, kCodes.size()> kRows{{
        {.code = "en",
         .group = ",",
         .point = ".",
         .minus = "-",
         .percent = "%",
         .plural = plural_en,
         .day = day_en,
         .texts = read_catalogue(kWebTextsEn)},
        {.code = "fr",
         .group = "\u202F",
         .point = ",",
         .minus = "-",
         .percent = "\u00A0%",
         .plural = plural_fr,
         .day = day_fr,
         .texts = unbroken(read_catalogue(kWebTextsFr))},
        {.code = "ar",
         .right_to_left = true,
         .group = ",",
         .point = ".",
         .minus = "\u200E-",
         .percent = "\u200E%\u200E",
         .plural = plural_ar,
         .day = day_ar,
         .texts = read_catalogue(kWebTextsAr)},
    }};
    return kRows;
}

std::optional<ReaderLanguage> ReaderLanguage::find(std::string_view code) {
    for (const Row& row : rows()) {
        if (row.code == code) {
            return ReaderLanguage(row);
        }
    }
    return std::nullopt;
}

std::span<const std::string_view> ReaderLanguage::codes() {
    return kCodes;
}

std::string_view ReaderLanguage::code() const {
    return row_->code;
}

bool ReaderLanguage::is_right_to_left() const {
    return row_->right_to_left;
}

Markup ReaderLanguage::say(std::string_view key, const TextValues& values) const {
    Markup markup;
    for (const Piece& piece : pieces_of(row_->form(key, values))) {
        const TextValue* const value = piece.is_place ? value_of(values, piece.text) : nullptr;
        if (value == nullptr) {
            markup += Markup::text(piece.is_place ? std::string_view() : piece.text);
        } else if (const auto* const figure = std::get_if<std::int64_t>(value)) {
            markup += Markup::text(number(*figure));
        } else {
            markup += Markup::name(std::get<std::string>(*value));
        }
    }
    return markup;
}

std::string ReaderLanguage::plain(std::string_view key, const TextValues& values) const {
    std::string text;
    for (const Piece& piece : pieces_of(row_->form(key, values))) {
        const TextValue* const value = piece.is_place ? value_of(values, piece.text) : nullptr;
        if (value == nullptr) {
            text += piece.is_place ? std::string_view() : piece.text;
        } else if (const auto* const figure = std::get_if<std::int64_t>(value)) {
            text += number(*figure);
        } else {
            text += fmt::format("{}{}{}", kIsolate, std::get<std::string>(*value), kEnd);
        }
    }
    return text;
}

std::string ReaderLanguage::word(std::string_view group, std::string_view code) const {
    std::string key = fmt::format("{}.{}", group, code);
    std::ranges::replace(key, ' ', '_');
    if (const std::string* const text = row_->word(key)) {
        return *text;
    }
    std::string text(code);
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::string ReaderLanguage::field(std::string_view path) const {
    std::string bare;
    bool within = false;
    for (const char c : path) {
        within = within || c == '[';
        if (!within) {
            bare += c;
        }
        within = within && c != ']';
    }
    if (const std::string* const own = row_->word("field." + bare)) {
        return *own;
    }
    const std::size_t dot = bare.rfind('.');
    const std::string last = dot == std::string::npos ? bare : bare.substr(dot + 1);
    if (dot != std::string::npos && std::ranges::find(kCodes, last) != kCodes.end()) {
        return plain("field.in",
                     {{"field", field(bare.substr(0, dot))}, {"language", word("language", last)}});
    }
    return word("field", last);
}

std::string ReaderLanguage::number(std::int64_t value) const {
    return row_->grouped(fmt::format("{}", value));
}

std::string ReaderLanguage::number(double value, int places) const {
    // Halves go away from nothing, as in browsers; the format alone would send them to the even.
    const double scale = std::pow(10.0, places);
    const double rounded = std::round(value * scale) / scale;
    return row_->grouped(fmt::format("{:.{}f}", rounded == 0 ? 0.0 : rounded, places));
}

std::string ReaderLanguage::decimal(std::string_view text) const {
    std::string bare(text);
    std::erase(bare, ',');
    return is_decimal(bare) ? row_->grouped(bare) : std::string(text);
}

std::string ReaderLanguage::with_unit(std::string_view text) const {
    const std::size_t gap = text.find(' ');
    return gap == std::string_view::npos
               ? decimal(text)
               : decimal(text.substr(0, gap)) + std::string(text.substr(gap));
}

std::string ReaderLanguage::minor(std::string_view whole, int places) const {
    if (!is_decimal(whole) || whole.find('.') != std::string_view::npos) {
        return std::string(whole);
    }
    const bool below = whole.starts_with('-');
    std::string digits(whole.substr(below ? 1 : 0));
    const auto behind = static_cast<std::size_t>(places);
    if (digits.size() <= behind) {
        digits.insert(0, behind + 1 - digits.size(), '0');
    }
    std::string plain = (below ? "-" : "") + digits.substr(0, digits.size() - behind);
    if (behind > 0) {
        plain += '.' + digits.substr(digits.size() - behind);
    }
    return row_->grouped(plain);
}

std::string ReaderLanguage::percent_of(double share, int places) const {
    constexpr double kPercent = 100.0;
    std::string text = number(share * kPercent, places);
    if (places > 0 && text.ends_with('0')) {
        text = number(share * kPercent, 0);
    }
    return text + std::string(row_->percent);
}

std::string ReaderLanguage::percent(double share) const {
    constexpr double kLeast = 0.001;
    constexpr double kMost = 0.999;
    if (share > 0 && share < kLeast) {
        return fmt::format("{}<{}{}", kLeftToRight, percent_of(kLeast, 1), kEnd);
    }
    if (share < 1 && share > kMost) {
        return fmt::format("{}>{}{}", kLeftToRight, percent_of(kMost, 1), kEnd);
    }
    return percent_of(share, share < 0.1 || share > 0.99 ? 1 : 0);
}

std::string ReaderLanguage::day(std::string_view text) const {
    const auto figures = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count)) {
            value = is_digit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
        }
        return value;
    };
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
        return std::string(text);
    }
    const int year = figures(0, 4);
    const int month = figures(5, 2);
    const int day = figures(8, 2);
    return year < 0 || month < 1 || month > 12 || day < 1 ? std::string(text)
                                                          : row_->day(year, month, day);
}

std::string ReaderLanguage::moment(std::string_view text) const {
    constexpr std::size_t kTime = 11;  // behind `2022-07-24 `
    if (text.size() < kTime + 5) {
        return day(text);
    }
    return plain("print.moment",
                 {{"day", day(text)}, {"time", std::string(text.substr(kTime, 5))}});
}

}  // namespace imdad::report
