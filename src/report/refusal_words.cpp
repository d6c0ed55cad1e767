#include "report/refusal_words.hpp"

#include "report/web_texts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <regex>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

using Sentences = std::map<std::string, std::string, std::less<>>;
using Written = std::optional<std::string>;

const Sentences* sentences_of(const ReaderLanguage& language) {
    static const auto kFrench = nlohmann::json::parse(kRefusalsFr).get<Sentences>();
    static const auto kArabic = nlohmann::json::parse(kRefusalsAr).get<Sentences>();
    return language.code() == "fr" ? &kFrench : language.code() == "ar" ? &kArabic : nullptr;
}

/// How what is put into a sentence is written, as web/src/lib/refusals.svelte.ts does it.
class Writer {
 public:
    Writer(const ReaderLanguage& language, const Sentences& said)
        : language_(&language), said_(&said) {}

    /// By what stands behind the number of a hole, `day` of `{0:day}`. Nothing: there are no words
    /// for it.
    [[nodiscard]] Written written(std::string_view way, const std::string& text) const;

 private:
    using Way = Written (Writer::*)(const std::string& text) const;

    [[nodiscard]] Written named(std::string_view group, std::string_view code) const;
    [[nodiscard]] Written list(std::string_view group, const std::string& codes) const;
    [[nodiscard]] Written word(const std::string& text) const;
    [[nodiscard]] Written day(const std::string& text) const;
    [[nodiscard]] Written number(const std::string& text) const;
    [[nodiscard]] Written period(const std::string& text) const;
    [[nodiscard]] Written state(const std::string& text) const;
    [[nodiscard]] Written step(const std::string& text) const;
    [[nodiscard]] Written account(const std::string& text) const;
    [[nodiscard]] Written accounts(const std::string& text) const;
    [[nodiscard]] Written grant(const std::string& text) const;
    [[nodiscard]] Written act(const std::string& text) const;
    [[nodiscard]] Written role(const std::string& text) const;

    [[nodiscard]] const char* comma() const { return language_->code() == "ar" ? "، " : ", "; }

    const ReaderLanguage* language_;
    const Sentences* said_;
};

Written Writer::named(std::string_view group, std::string_view code) const {
    const std::string text = language_->word(group, code);
    std::string bare(code);
    std::ranges::replace(bare, '_', ' ');  // so a code is shown that has no text
    return text == bare ? std::nullopt : Written(text);
}

std::vector<std::string> split(std::string_view text, std::string_view between) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; (at = text.find(between)) != std::string_view::npos;) {
        parts.emplace_back(text.substr(0, at));
        text.remove_prefix(at + between.size());
    }
    parts.emplace_back(text);
    return parts;
}

/// Codes of one group, as the refusals list them: `signed, in_force or suspended`.
Written Writer::list(std::string_view group, const std::string& codes) const {
    std::string text;
    for (const std::string& some : split(codes, ", ")) {
        for (const std::string& code : split(some, " or ")) {
            const Written one = named(group, code);
            if (!one) {
                return std::nullopt;
            }
            text += (text.empty() ? "" : comma()) + *one;
        }
    }
    return text;
}

Written Writer::word(const std::string& text) const {
    const auto found = said_->find("word." + text);
    return found == said_->end() ? std::nullopt : Written(found->second);
}

Written Writer::day(const std::string& text) const {
    const bool is_day =
        text.size() >= 5 && text[4] == '-' &&
        std::all_of(text.begin(), text.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
    return is_day ? Written(language_->day(text)) : std::nullopt;
}

Written Writer::number(const std::string& text) const {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && at == end ? language_->number(value) : text;
}

/// `2022-01-01 to 2022-12-31`; without an end there is nothing behind the `to`.
Written Writer::period(const std::string& text) const {
    std::string written;
    for (const std::string& one : split(text, " to ")) {
        written += written.empty() ? "" : " – ";
        written += one.empty() ? "…" : language_->day(one);
    }
    return written;
}

/// `in_force`, or `in_force for 2022-01-01 to 2022-12-31`.
Written Writer::state(const std::string& text) const {
    const std::size_t at = text.find(" for ");
    if (at == std::string::npos) {
        return list("state", text);
    }
    const Written own = named("state", text.substr(0, at));
    return own ? Written(fmt::format("{} ({})", *own, *period(text.substr(at + 5)))) : std::nullopt;
}

/// `step from draft to review`, or the name of an act.
Written Writer::step(const std::string& text) const {
    constexpr std::string_view kBegin = "step from ";
    const std::size_t to = text.find(" to ");
    if (!text.starts_with(kBegin) || to == std::string::npos) {
        return named("act", text);
    }
    const Written from = named("state", text.substr(kBegin.size(), to - kBegin.size()));
    const Written end = named("state", text.substr(to + 4));
    return from && end ? Written(fmt::format(
                             "{} {} {}", *from, language_->is_right_to_left() ? "←" : "→", *end))
                       : std::nullopt;
}

/// `on_hand of OPV at KBL-1, lot L7 to 2026-03-31, pledge P-1`, behind a number where there is one.
Written Writer::account(const std::string& text) const {
    static const std::regex kAccount(R"(^(?:(\d+) )?(\w+) of (.+?) at ([^,]+)(.*)$)");
    static const std::regex kExpiry(R"(^(.+) to (\d{4}-\d\d-\d\d)$)");
    std::smatch match;
    if (!std::regex_match(text, match, kAccount)) {
        return std::nullopt;
    }
    const Written stage = named("stage", match[2].str());
    if (!stage) {
        return std::nullopt;
    }
    std::string written = match[1].matched ? *number(match[1].str()) + " " : "";
    written += match[3].str() + comma() + match[4].str() + comma() + *stage;
    for (const std::string& part : split(match[5].str(), ", ")) {
        if (part.empty()) {
            continue;
        }
        const std::size_t space = std::min(part.find(' '), part.size() - 1);
        const std::string value = part.substr(space + 1);
        std::smatch expiry;
        written += fmt::format("{}{} {}",
                               comma(),
                               language_->field(part.substr(0, space)),
                               std::regex_match(value, expiry, kExpiry)
                                   ? fmt::format("{} ({})", expiry[1].str(), *day(expiry[2].str()))
                                   : value);
    }
    return written;
}

Written Writer::accounts(const std::string& text) const {
    std::string written;
    for (const std::string& part : split(text, "; ")) {
        const Written one = account(part);
        if (!one) {
            return std::nullopt;
        }
        written += (written.empty() ? "" : language_->code() == "ar" ? "؛ " : " ; ") + *one;
    }
    return written;
}

/// `focal_point:WHO@KBL-1`: the role in words, its limits as they are.
Written Writer::grant(const std::string& text) const {
    const std::size_t at = std::min(text.find_first_of(":@#"), text.size());
    return language_->word("role", text.substr(0, at)) + text.substr(at);
}

Written Writer::act(const std::string& text) const {
    const Written own = named("act", text);
    return own ? own : named("kind", text);
}

Written Writer::role(const std::string& text) const {
    const Written own = list("role", text);
    return own ? own : word(text);
}

Written Writer::written(std::string_view way, const std::string& text) const {
    static constexpr auto kWays = std::to_array<std::pair<std::string_view, Way>>({
        {"day", &Writer::day},
        {"number", &Writer::number},
        {"period", &Writer::period},
        {"state", &Writer::state},
        {"step", &Writer::step},
        {"account", &Writer::account},
        {"accounts", &Writer::accounts},
        {"grant", &Writer::grant},
        {"act", &Writer::act},
        {"role", &Writer::role},
        {"word", &Writer::word},
    });
    if (const auto* const found =
            std::ranges::find(kWays, way, &std::pair<std::string_view, Way>::first);
        found != kWays.end()) {
        return (this->*found->second)(text);
    }
    if (way == "moment") {
        return language_->moment(text);
    }
    if (way == "amount") {
        return language_->with_unit(text);
    }
    if (way == "field") {
        return language_->field(text);
    }
    if (way == "kind" || way == "strength" || way == "outcometype") {
        return named(way, text);
    }
    return list(way, text);  // stage, amendmentclass
}

/// The sentence with what is put into it.
Markup filled(const Writer& writer,
              std::string_view sentence,
              const std::vector<std::string>& arguments) {
    Markup result;
    for (std::size_t open = 0; (open = sentence.find('{')) != std::string_view::npos;) {
        result += Markup::text(sentence.substr(0, open));
        const std::size_t close = sentence.find('}', open);
        std::string_view hole = sentence.substr(open + 1, close - open - 1);
        sentence.remove_prefix(close + 1);
        std::size_t at = 0;
        const auto [rest, error] = std::from_chars(hole.data(), hole.data() + hole.size(), at);
        const std::string put = error == std::errc() && at < arguments.size() ? arguments[at] : "";
        hole.remove_prefix(static_cast<std::size_t>(rest - hole.data()));
        if (hole.empty()) {
            result += Markup::name(put);
            continue;
        }
        Written written = writer.written(hole.substr(1), put);
        if (!written) {
            written = writer.written("word", put);
        }
        result += written ? Markup::name(*written) : Markup::name(put, "en");
    }
    return result + Markup::text(sentence);
}

}  // namespace

std::optional<Markup> refusal_words(const ReaderLanguage& language, const RefusalParts& parts) {
    const Sentences* const said = sentences_of(language);
    const auto found = said == nullptr ? Sentences::const_iterator() : said->find(parts.code);
    if (said == nullptr || found == said->end()) {
        return std::nullopt;
    }
    const Writer writer(language, *said);
    Markup words;
    if (const auto row = said->find("word.row"); parts.row > 0 && row != said->end()) {
        words += filled(writer, row->second, {std::to_string(parts.row)});
    }
    if (!parts.about.empty()) {
        words += Markup::name(parts.about) + Markup::text(language.code() == "fr" ? " : " : ": ");
    }
    return words + filled(writer, found->second, parts.arguments);
}

Markup refusal_line(const ReaderLanguage& language,
                    const std::string& line,
                    const RefusalParts& parts) {
    const std::optional<Markup> words = refusal_words(language, parts);
    return words ? *words : Markup::name(line, "en");
}

}  // namespace imdad::report
