#include "plan/explain_phrases.hpp"

#include "base/assert.hpp"

#include <algorithm>

namespace imdad::plan {

std::string english(const model::Phrase& phrase) {
    if (phrase.code.empty()) {
        return phrase.value;
    }
    const auto row = std::ranges::find(kPhrases, phrase.code, &PhraseRow::code);
    IMDAD_ASSERT(row != kPhrases.end(), "a phrase is none of the table");
    std::string text;
    std::string_view rest = row->text;
    for (const model::Phrase& argument : phrase.arguments) {
        const std::size_t hole = rest.find("{}");
        text += rest.substr(0, hole);
        text += english(argument);
        rest.remove_prefix(hole + 2);
    }
    text += rest;
    return text;
}

std::string phrases_document() {
    std::string document = "{";
    for (const PhraseRow& row : kPhrases) {
        document += fmt::format("{}\n \"{}\": \"", document == "{" ? "" : ",", row.code);
        std::size_t hole = 0;
        for (std::size_t at = 0; at < row.text.size(); ++at) {
            const char one = row.text[at];
            if (one == '{') {
                document += fmt::format("{{{}}}", hole++);
                ++at;
            } else {
                document += one == '"' ? "\\\"" : std::string(1, one);
            }
        }
        document += '"';
    }
    return document + "\n}\n";
}

}  // namespace imdad::plan
