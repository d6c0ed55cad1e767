#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What a plan folder says, summed for a screen: who is served in which week, and who is better or
/// worse off under another plan.

namespace imdad::app {

struct AreaWeeks {
    std::string pcode;
    std::string name;
    std::int64_t target = 0;  ///< persons, over all weeks
    std::int64_t served = 0;
    std::vector<std::int64_t> targets;  ///< persons who need it from that week on
    std::vector<std::int64_t> serveds;  ///< persons served in that week
};

struct CoverageGrid {
    std::vector<std::string> programmes;  ///< all of the plan
    std::vector<std::string> weeks;       ///< Mondays
    std::vector<AreaWeeks> areas;         ///< the one with the lowest coverage first
};

/// `scenario`: for names of areas. `programme` empty: all of them. Persons of several programmes
/// are added: it is services that are counted then. Errors: `unknown_programme`.
/// Throws `base::Failure`.
[[nodiscard]] Answer<CoverageGrid> coverage_grid(const std::filesystem::path& scenario,
                                                 const std::filesystem::path& plan,
                                                 const std::string& programme);

struct AreaDifference {
    std::string pcode;
    std::string name;
    std::int64_t target = 0;
    std::int64_t served = 0;        ///< by the plan
    std::int64_t served_other = 0;  ///< by the other one
};

/// Areas in which the two plans serve differently, those who gain most by `plan` first. Errors and
/// exceptions: those of `coverage_grid`.
[[nodiscard]] Answer<std::vector<AreaDifference>> plan_differences(
    const std::filesystem::path& scenario,
    const std::filesystem::path& plan,
    const std::filesystem::path& other,
    const std::string& programme);

/// Which reasons are asked for; empty: of all.
struct ReasonsWanted {
    std::string area;  ///< P-code
    std::string programme;
    std::size_t from = 0;
    std::size_t limit = 0;
};

/// The JSON of `imdad explain` cut down to a page of its groups, those with the most people short
/// first, with what all of those asked for come to: `group_count`, `short`, `kinds [{kind, persons,
/// groups}]`, and `areas` and `programmes` that have reasons at all.
[[nodiscard]] nlohmann::ordered_json reasons_view(nlohmann::ordered_json explanation,
                                                  const ReasonsWanted& wanted);

}  // namespace imdad::app
