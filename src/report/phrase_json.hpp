#pragma once

#include "model/phrase.hpp"

#include <nlohmann/json_fwd.hpp>

/// The parts of a sentence, for programs.

namespace imdad::report {

/// `{code, arguments}`, an argument being a text or again the parts of a sentence; null where there
/// is none.
[[nodiscard]] nlohmann::ordered_json phrase_json(const model::Phrase& said);

}  // namespace imdad::report
