#pragma once

#include "model/measures.hpp"
#include "model/phrase.hpp"

#include <vector>

/// Why not all that the locks ask for can be had.

namespace imdad::plan {

/// One sentence: what holds it back, by the prices of the certificate of the aim `locks`; the
/// largest parts of the bound first. Empty where no bound has this aim: all can be had.
[[nodiscard]] model::Phrase lock_note(const model::Scenario& scenario,
                                      const std::vector<model::CertifiedBound>& bounds);

}  // namespace imdad::plan
