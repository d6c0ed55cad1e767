#pragma once

#include "register/party.hpp"

#include <vector>

namespace imdad::app {

/// The bytes of data/member_states.csv, built into the program so that it has them wherever it
/// runs.
extern const char* const kMemberStatesCsv;

/// Those states as parties: id and code are the ISO 3166 alpha-3 code.
[[nodiscard]] std::vector<registry::Party> member_states();

}  // namespace imdad::app
