#pragma once

#include "model/measures.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// What every edition of the report says about a plan beyond its measures: who loses against a
/// baseline, why areas cannot be reached, how need is met week by week, where the numbers come
/// from.

namespace imdad::report {

/// `Bala Murghab, Badghis, Afghanistan`: the area, its first-level area and its country.
[[nodiscard]] std::string full_name(const model::Scenario& scenario, model::AreaIndex area);

/// The largest target among the programmes of an area: people who need something there, as far as a
/// lower bound can be given without knowing how the programmes overlap.
/// Shape: one per area of the scenario.
[[nodiscard]] std::vector<model::Persons> largest_targets(const model::Scenario& scenario,
                                                          const model::Measures& measures);

/// Coverage per area of the scenario; areas without a measure, and those that no plan can reach,
/// hold `kNoCoverage`.
inline constexpr model::Fixed9 kNoCoverage = model::Fixed9::from_nano(-1);
[[nodiscard]] std::vector<model::Fixed9> coverage_by_area(const model::Scenario& scenario,
                                                          const model::Measures& measures);

/// One area under the plan and under a baseline.
struct AreaChange {
    model::AreaIndex area;
    model::Fixed9 plan;
    model::Fixed9 baseline;
    model::ProgrammeIndex
        programme;  ///< whose served persons differ most in the same direction; may be none
    std::int64_t persons = 0;  ///< plan minus baseline, of that programme

    [[nodiscard]] std::int64_t difference() const { return plan.nano() - baseline.nano(); }
};

struct Changes {
    std::vector<AreaChange> losers;   ///< less coverage under the plan, largest loss first
    std::vector<AreaChange> winners;  ///< more, largest gain first
    std::size_t same = 0;
};

/// Ties go to the area that stands first in the scenario. Areas that no plan can reach take no
/// part.
[[nodiscard]] Changes changes_against(const model::Scenario& scenario,
                                      const model::Measures& plan,
                                      const model::Measures& baseline);

/// Reasons with the number of areas that they keep out of reach, most frequent first, ties by text.
[[nodiscard]] std::vector<std::pair<std::string, std::size_t>> unreachable_reasons(
    const model::Measures& measures);
[[nodiscard]] std::size_t unreachable_count(const model::Measures& measures);

/// One programme week by week, summed over all areas, cumulated. Shape: one per week of the
/// horizon.
struct WeekCurve {
    model::ProgrammeIndex programme;
    model::Persons target;  ///< over the horizon
    std::vector<model::Persons> needed;
    std::vector<model::Persons> served;
    std::vector<model::Persons> started;
};

/// In order of `measures.programmes`.
[[nodiscard]] std::vector<WeekCurve> week_curves(const model::Scenario& scenario,
                                                 const model::Measures& measures);

using Tally = std::map<std::string, std::size_t>;
using Ranked = std::vector<std::pair<std::string, std::size_t>>;

/// Most frequent first, ties in order of text. Where there are more than `shown` different texts,
/// those that differ in their figures only are counted together, each figure written as `…`:
/// `rule 5, 12 km` and `rule 5, 7 km` become `rule …, … km`. Codes such as `R7` are no figures.
[[nodiscard]] Ranked ranked(const Tally& tally, std::size_t shown);

/// Rows of one table by origin, in the order of `Origin::Kind`, with its notes.
struct OriginCount {
    std::string table;
    std::array<std::size_t, 4> rows{};
    Tally notes;  ///< "derived: great-circle x 1.3"
};

/// Tables that hold rows, in the order of docs/scenario-format.md. Rows that quantification derived
/// are counted as their own table.
[[nodiscard]] std::vector<OriginCount> origin_counts(const model::Scenario& scenario);

/// `part / whole` as a share, rounded down; 0 for an empty whole.
[[nodiscard]] model::Fixed9 share_of(model::Persons part, model::Persons whole);

/// What the plan counts on that is not committed, as a sentence; empty if nothing is.
[[nodiscard]] std::string uncommitted_text(const model::PlanOptions& options);

/// The last day of the horizon.
[[nodiscard]] model::Day last_day(const model::Scenario& scenario);

/// Monday of a week.
[[nodiscard]] model::Day monday_of(const model::Scenario& scenario, int week);

}  // namespace imdad::report
