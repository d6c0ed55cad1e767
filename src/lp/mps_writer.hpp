#pragma once

#include "lp/relaxation.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// Writes a relaxation as a free-format MPS file, row by row and column by column. Names are those
/// of `lp/rows.hpp`. The objective, `minus_value` or `minus_worst_off`, is to be minimised: several
/// solvers overlook the section OBJSENSE and would find 0.

namespace imdad::lp {

/// Overwrites `file`. `head`: lines of comment. Throws `base::Failure`.
void write_mps(const Relaxation& relaxation,
               const std::string& name,
               const std::vector<std::string>& head,
               const std::filesystem::path& file);

}  // namespace imdad::lp
