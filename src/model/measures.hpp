#pragma once

#include "model/certificate.hpp"
#include "model/plan.hpp"

#include <optional>
#include <string>
#include <vector>

/// What a plan achieves, in the words of docs/method/planning.md. Coverages are exact decimals
/// in [0, 1], rounded down at the ninth place. Every figure is *planned*, not delivered or used.

namespace imdad::model {

struct CoverageSpread {
    Fixed9 minimum;  ///< over the areas of the programme that any plan can serve
    Fixed9 p10;      ///< tenth percentile of the same areas, nearest rank
    Fixed9 mean;     ///< served / target

    friend bool operator==(const CoverageSpread&, const CoverageSpread&) = default;
};

struct ProgrammeMeasure {
    ProgrammeIndex programme;
    Persons target;
    Persons served;
    Persons started;  ///< first doses; equals served where there is one dose
    CoverageSpread coverage;

    friend bool operator==(const ProgrammeMeasure&, const ProgrammeMeasure&) = default;
};

/// One programme in one area: group (d,g). Level-0 areas included.
struct GroupMeasure {
    AreaIndex area;
    ProgrammeIndex programme;
    Persons target;
    Persons served;
    Persons started;
    bool reachable = true;  ///< some plan can serve at least one person
    std::string reason;     ///< why none can, if not reachable
    Fixed9 coverage;

    friend bool operator==(const GroupMeasure&, const GroupMeasure&) = default;
};

struct AreaMeasure {
    AreaIndex area;
    Fixed9 coverage;  ///< weighted mean over its groups
    bool reachable = true;
    std::string reason;

    friend bool operator==(const AreaMeasure&, const AreaMeasure&) = default;
};

struct WeekMeasure {
    AreaIndex area;
    ProgrammeIndex programme;
    int week = 0;
    Persons target;
    Persons served;
    Persons started;

    friend bool operator==(const WeekMeasure&, const WeekMeasure&) = default;
};

/// Persons whom a lock counts.
struct LockMeasure {
    std::size_t lock = 0;  ///< position in the scenario's locks
    Persons served;
    Persons missing;  ///< what at_least asks for above them

    friend bool operator==(const LockMeasure&, const LockMeasure&) = default;
};

struct PeopleBounds {
    Persons at_least;
    Persons at_most;

    friend bool operator==(const PeopleBounds&, const PeopleBounds&) = default;
};

struct Fairness {
    Fixed9 minimum;
    Fixed9 p10;
    Fixed9 mean;
    Fixed9 gini;
    Fixed9 theil;
    /// Share of people (largest target of the area) living in areas under 20, 40, 60, 80 %.
    std::array<Fixed9, 4> under;

    friend bool operator==(const Fairness&, const Fairness&) = default;
};

struct Measures {
    std::vector<ProgrammeMeasure> programmes;  ///< scenario order, those with a target
    std::vector<GroupMeasure> groups;          ///< by area, then programme
    std::vector<AreaMeasure> areas;            ///< areas of level >= 1 with a group, scenario order
    std::vector<WeekMeasure> weeks;            ///< by area, programme, week; rows with any figure
    std::optional<std::size_t> worst_area;     ///< position in `areas`, reachable ones only
    std::optional<std::size_t>
        worst_vital_group;           ///< position in `groups`, reachable, vital, level >= 1
    std::vector<LockMeasure> locks;  ///< in the order of the scenario
    PeopleBounds people;
    Fairness fairness;
    double value = 0;  ///< the objective, see "Value"

    friend bool operator==(const Measures&, const Measures&) = default;
};

/// One line of the stock book, units.
struct StockRow {
    PlaceIndex place;
    BatchIndex batch;
    Day use_by = kNoLimit;
    int week = 0;
    Units opening;
    Units started;
    Units arrived;
    Units departed;
    Units used;
    Units closing;

    friend bool operator==(const StockRow&, const StockRow&) = default;
};

struct NamedPlan {
    std::string name;  ///< "plan", "pro_rata", "first_come_first_served", "priority_greedy"
    Plan plan;
    Measures measures;
};

/// Everything that reports and files are made from. Holds no time of day, duration or memory
/// figure.
struct PlanResult {
    NamedPlan chosen;
    std::vector<NamedPlan> baselines;
    std::vector<StockRow> stock;        ///< of the chosen plan, by place, batch, use-by, week
    std::vector<std::string> not_used;  ///< loaded and checked but not used by this planner yet
    std::vector<std::string> notes;  ///< facts a reader must know, e.g. weeks below minimum stock
    /// At most one for each aim; what the chosen plan is measured against.
    std::vector<CertifiedBound> bounds;
    /// Value of a plan of the same scenario that may split packs and persons, where one was found:
    /// what lies between it and the chosen plan is due to whole packs. By floating point.
    std::optional<double> split_value;
    std::string inputs_sha256;
    std::string engine_version;
};

}  // namespace imdad::model
