#pragma once

#include "model/explanation.hpp"

#include <string>
#include <vector>

/// What every edition of an explanation says: names of causes, and causes added up.

namespace imdad::report {

/// `Lane full`.
[[nodiscard]] std::string cause_name(model::CauseKind kind);

/// Persons of one programme who are short for one kind of cause, over all areas. Programmes overlap
/// and are never added up.
struct CauseSum {
    model::ProgrammeIndex programme;
    model::CauseKind kind = model::CauseKind::unknown;
    double persons = 0;
    std::size_t groups = 0;
};

/// Most persons first; ties by programme and kind.
[[nodiscard]] std::vector<CauseSum> cause_sums(const model::Explanation& explanation);

/// A value or price with three figures that matter, thousands grouped.
[[nodiscard]] std::string figure(double value);

}  // namespace imdad::report
