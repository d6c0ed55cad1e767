#pragma once

#include <string>
#include <vector>

namespace imdad::model {

/// A sentence, or a part of one, that is in no language yet: which one, and what is put into its
/// holes. Where the code is empty, `value` stands for itself: a name, an id, a number, a date
/// (2022-08-01). The sentences of explanations are in plan/explain_phrases.hpp.
struct Phrase {
    std::string code;
    std::vector<Phrase> arguments;
    std::string value;

    [[nodiscard]] bool empty() const { return code.empty() && value.empty(); }
};

}  // namespace imdad::model
