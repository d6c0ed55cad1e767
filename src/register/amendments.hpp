#pragma once

#include "register/instrument.hpp"

#include <vector>

/// What an amendment really changes, whatever its class says: a value must not slip through as a
/// correction, and one amendment of 20 % after the other must not double it unseen.

namespace imdad::registry {

/// Terms of the last version that went through the full review: what 20 % is measured against.
/// Requires: the instrument has been signed.
[[nodiscard]] const Terms& last_reviewed_terms(const Instrument& instrument);

/// Classes of the changes from the terms of today to those of the amendment, each once, in the
/// order of `Amendment::Class`. Changes of focal points and titles are corrections.
[[nodiscard]] std::vector<Amendment::Class> touched_classes(const Instrument& instrument,
                                                            const Terms& amended);

/// By the weight of what it does: correction, dates, value up to 20 %, other, parties, results,
/// value above 20 %. Requires: `classes` not empty.
[[nodiscard]] Amendment::Class gravest(const std::vector<Amendment::Class>& classes);

/// Value above 20 %, and results.
[[nodiscard]] bool needs_full_review(const std::vector<Amendment::Class>& classes);

}  // namespace imdad::registry
