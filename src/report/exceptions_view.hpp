#pragma once

#include "report/told.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What was done although a rule says otherwise, and what did not come as it was sent: each with
/// who, when and why.

namespace imdad::report {

struct ExceptionLine {
    std::string what;  ///< a name of the catalogue's `exception.` texts
    std::string date;  ///< business day
    std::string recorded_utc;
    std::string who;
    std::string approver;
    std::string amount;  ///< with its unit
    std::string holder;
    std::string lot;
    std::string pledge;
    std::string activity;
    std::string agreement;
    std::string detail;  ///< in which state the agreement was, by how much a limit was passed
    std::string reason;
    std::string reversed;
    std::vector<Told> told;  ///< detail and reversal, to be said in any language
    std::string kind;        ///< of the command
    std::string id;
    std::uint64_t entry = 0;
};

[[nodiscard]] std::string exceptions_table(const std::vector<ExceptionLine>& lines);
[[nodiscard]] std::string exceptions_json(const std::vector<ExceptionLine>& lines);

}  // namespace imdad::report
