#pragma once

#include "report/markup.hpp"
#include "report/reader_language.hpp"

#include <optional>

#include <nlohmann/json_fwd.hpp>

/// Sentences of explanations in the language of whoever reads.

namespace imdad::report {

/// `sentence`: `{code, arguments}` as explanation.json has it, or null. Nothing where the language
/// has no words for it, or is English: then the line beside it is shown.
[[nodiscard]] std::optional<Markup> explanation_words(const ReaderLanguage& language,
                                                      const nlohmann::ordered_json& sentence);

}  // namespace imdad::report
