#include "exchange/personal_values.hpp"

#include "exchange/personal_spelling.hpp"
#include "exchange/personal_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>
#include <vector>

namespace imdad::exchange {

namespace {

constexpr std::size_t kPhoneDigitsMin = 9;
constexpr std::size_t kPhoneDigitsMax = 15;  // ITU-T E.164

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> beginnings) {
    return std::ranges::any_of(beginnings,
                               [&](std::string_view start) { return text.starts_with(start); });
}

/// Arabic-Indic and Persian digits as 0 to 9, no-break spaces as spaces, direction marks left out.
std::string plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (lead == 0xD9 && next >= 0xA0 && next <= 0xA9) {
            out += static_cast<char>('0' + (next - 0xA0));
            ++i;
        } else if (lead == 0xDB && next >= 0xB0 && next <= 0xB9) {
            out += static_cast<char>('0' + (next - 0xB0));
            ++i;
        } else if (lead == 0xC2 && next == 0xA0) {
            out += ' ';
            ++i;
        } else if (lead == 0xE2 && next == 0x80 && i + 2 < text.size()) {
            const auto last = static_cast<unsigned char>(text[i + 2]);
            if (last >= 0x90 && last <= 0x95) {
                out += '-';
            }
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// Addresses of offices: they are answered by whoever is on duty.
bool is_office(std::string_view local_part) {
    static constexpr auto kOffices = std::to_array<std::string_view>(
        {"info",  "contact",  "office",  "support", "help",    "admin", "secretar",
         "media", "press",    "data",    "hdx",     "logisti", "enqui", "mail",
         "hello", "communic", "procure", "supply",  "pharma",  "coord", "humanitarian"});
    std::string lower(local_part);
    std::ranges::transform(
        lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return starts_with_any(lower, kOffices);
}

bool holds_email(std::string_view text) {
    for (std::size_t at = text.find('@'); at != std::string_view::npos;
         at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 &&
               (is_letter(text[begin - 1]) || is_digit(text[begin - 1]) ||
                std::string_view("._-+%").find(text[begin - 1]) != std::string_view::npos)) {
            --begin;
        }
        std::size_t end = at + 1;
        std::size_t dot = 0;
        while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) ||
                                     text[end] == '.' || text[end] == '-')) {
            dot = text[end] == '.' ? end : dot;
            ++end;
        }
        const bool domain = dot > at + 1 && end > dot + 2 && is_letter(text[dot + 1]);
        if (begin < at && domain && !is_office(text.substr(begin, at - begin))) {
            return true;
        }
    }
    return false;
}

struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string digits;
};

/// Digits from `at` on with at most one or two separators of telephone numbers between them.
Run run_from(std::string_view text, std::size_t at) {
    Run run{.begin = at, .end = at, .digits = {}};
    std::size_t gap = 0;
    for (std::size_t i = at; i < text.size() && gap <= 2; ++i) {
        if (is_digit(text[i])) {
            run.digits += text[i];
            run.end = i + 1;
            gap = 0;
        } else if (std::string_view(" -./()").find(text[i]) != std::string_view::npos) {
            ++gap;
        } else {
            break;
        }
    }
    return run;
}

bool round_number(std::string_view digits) {
    return digits.ends_with("0000");
}

/// A number with '+' and country code anywhere in the text.
bool holds_international(std::string_view text) {
    for (std::size_t at = text.find('+'); at != std::string_view::npos;
         at = text.find('+', at + 1)) {
        std::size_t first = at + 1;
        while (first < text.size() && (text[first] == ' ' || text[first] == '(')) {
            ++first;
        }
        const bool free = at == 0 || (!is_digit(text[at - 1]) && !is_letter(text[at - 1]));
        if (!free || first >= text.size() || first > at + 2 || !is_digit(text[first]) ||
            text[first] == '0') {
            continue;
        }
        const Run run = run_from(text, first);
        if (run.digits.size() >= kPhoneDigitsMin && run.digits.size() <= kPhoneDigitsMax &&
            !round_number(run.digits)) {
            return true;
        }
    }
    return false;
}

/// "tel. 070 123 4567" within a text.
bool holds_announced(std::string_view text) {
    bool number = false;
    for (std::size_t i = 0; i < text.size() && !number; ++i) {
        if (is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1]))) {
            const Run run = run_from(text, i);
            number = run.digits.size() >= kPhoneDigitsMin && run.digits.size() <= kPhoneDigitsMax &&
                     !round_number(run.digits);
        }
    }
    return number && std::ranges::any_of(folded_words(text), announces_phone);
}

/// Modulo 10 with weights 3 and 1 from the right. Source: GS1 General Specifications, 7.9.
bool passes_trade_check(std::string_view digits) {
    if (digits.size() != 8 && digits.size() != 12 && digits.size() != 13 && digits.size() != 14 &&
        digits.size() != 18) {
        return false;
    }
    int sum = 0;
    int weight = 1;
    for (std::size_t i = digits.size(); i > 0; --i) {
        sum += (digits[i - 1] - '0') * weight;
        weight = 4 - weight;
    }
    return sum % 10 == 0;
}

int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

/// Century, birth date and governorate of an Egyptian number.
bool is_egyptian(std::string_view digits) {
    return digits.size() == 14 && (digits[0] == '2' || digits[0] == '3') &&
           number_of(digits.substr(3, 2)) >= 1 && number_of(digits.substr(3, 2)) <= 12 &&
           number_of(digits.substr(5, 2)) >= 1 && number_of(digits.substr(5, 2)) <= 31 &&
           (number_of(digits.substr(7, 2)) <= 35 || digits.substr(7, 2) == "88");
}

/// The two check digits of a Turkish number.
bool is_turkish(std::string_view d) {
    if (d.size() != 11 || d[0] == '0') {
        return false;
    }
    int odd = 0;
    int even = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        (i % 2 == 0 ? odd : even) += d[i] - '0';
    }
    const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
    return d[9] - '0' == tenth && d[10] - '0' == (odd + even + tenth) % 10;
}

/// The check digit of an Iranian number.
bool is_iranian(std::string_view d) {
    if (d.size() != 10) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        sum += (d[i] - '0') * (10 - static_cast<int>(i));
    }
    const int rest = sum % 11;
    return d[9] - '0' == (rest < 2 ? rest : 11 - rest);
}

/// Lengths of the groups of digits between hyphens; none if there is anything else.
std::vector<std::size_t> hyphen_groups(std::string_view text) {
    std::vector<std::size_t> groups(1, 0);
    for (const char c : text) {
        if (c == '-') {
            groups.push_back(0);
        } else if (is_digit(c)) {
            ++groups.back();
        } else {
            return {};
        }
    }
    return groups;
}

/// Pakistan (CNIC), United Arab Emirates, Afghanistan (e-tazkira), in the way their cards write it.
bool is_card_number(std::string_view text) {
    const std::vector<std::size_t> groups = hyphen_groups(text);
    using Groups = std::vector<std::size_t>;
    return groups == Groups{5, 7, 1} || (groups == Groups{3, 4, 7, 1} && text.starts_with("784")) ||
           (groups == Groups{4, 4, 5} && (text.starts_with("13") || text.starts_with("14")));
}

std::optional<int> year_of_date(std::string_view text) {
    const auto digits_at = [&](std::size_t from, std::size_t count) {
        return from + count <= text.size() &&
               std::ranges::all_of(text.substr(from, count), is_digit);
    };
    const auto separator = [&](std::size_t at) {
        return at < text.size() && (text[at] == '-' || text[at] == '/' || text[at] == '.');
    };
    if (text.size() == 10 && digits_at(0, 4) && separator(4) && digits_at(5, 2) && separator(7) &&
        digits_at(8, 2)) {
        return number_of(text.substr(0, 4));
    }
    if (text.size() == 10 && digits_at(0, 2) && separator(2) && digits_at(3, 2) && separator(5) &&
        digits_at(6, 4)) {
        return number_of(text.substr(6, 4));
    }
    return std::nullopt;
}

/// hh:mm anywhere.
bool holds_moment(std::string_view text) {
    for (std::size_t at = text.find(':'); at != std::string_view::npos;
         at = text.find(':', at + 1)) {
        if (at >= 2 && at + 2 < text.size() && is_digit(text[at - 2]) && is_digit(text[at - 1]) &&
            is_digit(text[at + 1]) && is_digit(text[at + 2])) {
            return true;
        }
    }
    return false;
}

void look_at_numbers(std::string_view text, CellLook& look) {
    const std::size_t first = text.find_first_of("0123456789");
    const Run run = run_from(text, first);
    const bool whole = run.end == text.size() && text.find_first_not_of(" (") == first;
    look.phone = holds_international(text) || (!whole && holds_announced(text));
    look.identity = is_card_number(text);
    look.moment = holds_moment(text);
    if (const auto year = year_of_date(text)) {
        look.date = true;
        look.year = *year;
        return;
    }
    if (!whole) {
        return;
    }
    look.digits = run.digits;
    look.plain_digits = run.digits.size() == text.size();
    look.trade_number = passes_trade_check(run.digits);
    look.identity_checked =
        is_egyptian(run.digits) || is_turkish(run.digits) || is_iranian(run.digits);
    const bool national = run.digits.size() >= kPhoneDigitsMin && run.digits.size() <= 11 &&
                          run.digits[0] == '0' && run.digits[1] != '0';
    const bool abroad = run.digits.size() >= 12 && run.digits.size() <= kPhoneDigitsMax + 2 &&
                        run.digits.starts_with("00") && run.digits[2] != '0';
    // 1.234 and 0.1234567 are numbers.
    const bool decimal = std::ranges::count(text, '.') == 1 && text.find(' ') == text.npos &&
                         text.find('-') == text.npos;
    look.phone_maybe = (national || abroad) && !decimal;
}

void look_at_words(std::string_view text, CellLook& look) {
    constexpr std::size_t kNameBytesMax = 90;
    if (text.size() > kNameBytesMax) {
        return;
    }
    const std::vector<std::string> words = folded_words(text);
    const bool institution = std::ranges::any_of(words, is_institution);
    look.known_name =
        !institution && words.size() <= 6 && std::ranges::any_of(words, is_given_name);
    look.name_shape = !institution && words.size() >= 2 && words.size() <= 5;
}

}  // namespace

CellLook look_at(std::string_view cell) {
    CellLook look;
    const std::string folded = plain(cell);
    std::string_view text = folded;
    while (!text.empty() && (text.front() == ' ' || text.front() == '\'' || text.front() == '\t')) {
        text.remove_prefix(1);  // the apostrophe makes a spreadsheet keep a leading zero
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    const auto digits = std::ranges::count_if(text, is_digit);
    look.email = text.find('@') != std::string_view::npos && holds_email(text);
    if (digits == 0) {
        look_at_words(text, look);
    } else if (digits >= 4) {
        look_at_numbers(text, look);
    }
    return look;
}

}  // namespace imdad::exchange
