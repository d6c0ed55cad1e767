#include "http/problem.hpp"

#include <iostream>

/// Prints web/src/refusals/en.json: `build/release/tools/refusals/imdad_refusals >
/// web/src/refusals/en.json` after a change of a sentence.

int main() {
    std::cout << imdad::http::refusals_document();
}
