#pragma once

#include "lp/relaxation.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// Writes a relaxation as a free-format MPS file, row by row and column by column. Names are those
/// of `lp/rows.hpp`; the objective, `value` or `worst_off`, is maximised (section OBJSENSE).

namespace imdad::lp {

/// Overwrites `file`. `head`: lines of comment. Throws `base::Failure`.
void write_mps(const Relaxation& relaxation,
               const std::string& name,
               const std::vector<std::string>& head,
               const std::filesystem::path& file);

}  // namespace imdad::lp
