#include "plan/explain_phrases.hpp"

#include <iostream>

/// Prints web/src/explanations/en.json: `build/release/tools/explanations/imdad_explanations >
/// web/src/explanations/en.json` after a change of a sentence.

int main() {
    std::cout << imdad::plan::phrases_document();
}
