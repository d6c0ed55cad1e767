#pragma once

#include <string>

namespace imdad::app {

/// Every sentence about a problem of a scenario, whoever finds it, as JSON: key to text, holes
/// numbered from 0 (`{0}`). What the catalogues of other languages translate (web/src/problems).
[[nodiscard]] std::string problem_sentences_document();

}  // namespace imdad::app
