#pragma once

#include "quantify/needs.hpp"

#include <string>

/// Derived needs for people and for programs: `imdad needs DIR --explain`.

namespace imdad::quantify {

/// Plain text: totals per programme, then one block per need with its formula, the numbers put in
/// and every input with unit and source, then errors and warnings. Ends with a newline.
[[nodiscard]] std::string needs_table(const DerivedNeeds& derived);

/// One JSON object {programmes, needs, errors, warnings}; counts as numbers, inputs as text as they
/// were used. One element per line, ends with a newline. Bytes that are not UTF-8 are replaced.
[[nodiscard]] std::string needs_json(const DerivedNeeds& derived);

}  // namespace imdad::quantify
