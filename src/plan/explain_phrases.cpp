#include "plan/explain_phrases.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <iterator>

namespace imdad::plan {

std::string english(const model::Phrase& phrase) {
    if (phrase.code.empty()) {
        return phrase.value;
    }
    const auto row = std::ranges::find(kPhrases, phrase.code, &base::Sentence::key);
    IMDAD_ASSERT(row != kPhrases.end(), "a phrase is none of the table");
    std::vector<std::string> arguments;
    arguments.reserve(phrase.arguments.size());
    std::ranges::transform(phrase.arguments, std::back_inserter(arguments), english);
    return base::filled(*row, std::move(arguments)).text;
}

std::string phrases_document() {
    std::string document = "{";
    for (const base::Sentence& row : kPhrases) {
        std::string text = base::numbered(row.text);
        for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2) {
            text.insert(at, 1, '\\');
        }
        document += fmt::format("{}\n \"{}\": \"{}\"", document == "{" ? "" : ",", row.key, text);
    }
    return document + "\n}\n";
}

}  // namespace imdad::plan
