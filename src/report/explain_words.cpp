#include "report/explain_words.hpp"

#include "report/web_texts.hpp"

#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

using Json = nlohmann::ordered_json;
using Sentences = std::map<std::string, std::string, std::less<>>;

/// Deeper is nothing that `plan` says; a file may hold anything.
constexpr int kDepth = 64;

const Sentences* sentences_of(const ReaderLanguage& language) {
    static const auto kFrench = nlohmann::json::parse(kExplanationsFr).get<Sentences>();
    static const auto kArabic = nlohmann::json::parse(kExplanationsAr).get<Sentences>();
    return language.code() == "fr" ? &kFrench : language.code() == "ar" ? &kArabic : nullptr;
}

/// What stands for itself, as the hole says: `{0:day}`, `{1:number}`, `{2}`.
Markup value(const ReaderLanguage& language, std::string_view way, const std::string& text) {
    return Markup::name(way == "day"      ? language.day(text)
                        : way == "number" ? language.decimal(text)
                                          : text);
}

std::optional<Markup> words(const ReaderLanguage& language,
                            const Sentences& said,
                            const Json& phrase,
                            int depth) {
    if (depth > kDepth || !phrase.is_object() || !phrase.contains("code") ||
        !phrase["code"].is_string() || !phrase.contains("arguments") ||
        !phrase["arguments"].is_array()) {
        return std::nullopt;
    }
    const auto found = said.find(phrase["code"].get_ref<const std::string&>());
    if (found == said.end()) {
        return std::nullopt;
    }
    Markup result;
    std::string_view rest = found->second;
    for (std::size_t open = 0; (open = rest.find('{')) != std::string_view::npos;) {
        result += Markup::text(rest.substr(0, open));
        const std::size_t close = rest.find('}', open);
        std::string_view hole = rest.substr(open + 1, close - open - 1);
        rest.remove_prefix(close + 1);
        const auto at = static_cast<std::size_t>(hole.front() - '0');
        hole.remove_prefix(hole.size() > 1 ? 2 : 1);
        if (at >= phrase["arguments"].size()) {
            return std::nullopt;
        }
        const Json& put = phrase["arguments"][at];
        if (put.is_string()) {
            result += value(language, hole, put.get_ref<const std::string&>());
        } else if (const auto inner = words(language, said, put, depth + 1)) {
            result += *inner;
        } else {
            return std::nullopt;
        }
    }
    return result + Markup::text(rest);
}

}  // namespace

std::optional<Markup> explanation_words(const ReaderLanguage& language, const Json& sentence) {
    const Sentences* const said = sentences_of(language);
    return said == nullptr ? std::nullopt : words(language, *said, sentence, 0);
}

}  // namespace imdad::report
