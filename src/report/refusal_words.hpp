#pragma once

#include "report/markup.hpp"
#include "report/reader_language.hpp"

#include <optional>
#include <string>
#include <vector>

/// What is refused, and what a step still lacks, in the language of whoever reads a page.

namespace imdad::report {

/// A line of a refusal in parts, as `app::Reason` has them.
struct RefusalParts {
    std::string code;  ///< which sentence of web/src/refusals; empty: there is only the line
    std::vector<std::string> arguments;
    std::size_t row = 0;  ///< of what was sent; 0: none
    std::string about = {};
};

/// Nothing where the language has no sentence for it, or is English: then the line beside it is
/// shown.
[[nodiscard]] std::optional<Markup> refusal_words(const ReaderLanguage& language,
                                                  const RefusalParts& parts);

/// The same, else the line in English, marked as such.
[[nodiscard]] Markup refusal_line(const ReaderLanguage& language,
                                  const std::string& line,
                                  const RefusalParts& parts);

}  // namespace imdad::report
