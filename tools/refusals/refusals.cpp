#include "app/problem_sentences.hpp"
#include "http/problem.hpp"

#include <iostream>
#include <string_view>
#include <vector>

/// Prints web/src/refusals/en.json: `build/release/tools/refusals/imdad_refusals >
/// web/src/refusals/en.json` after a change of a sentence; with `problems`,
/// web/src/problems/en.json, what is said about a problem of an input file.

int main(int argc, char** argv) {
    const std::vector<std::string_view> words(argv, argv + argc);
    if (words.size() == 2 && words[1] == "problems") {
        std::cout << imdad::app::problem_sentences_document();
    } else {
        std::cout << imdad::http::refusals_document();
    }
}
