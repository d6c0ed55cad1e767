#pragma once

#include "engine/week_mask.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

/// The planning problem on indices: nodes, arcs, lots, need units, weeks. It knows nothing of
/// files or of humanitarian words; `plan` builds it from a scenario and translates back.
/// Whole numbers only: packs and units as counts, room in cm3, days counted from the first Monday.

namespace imdad::engine {

using Id = std::uint32_t;
inline constexpr Id kNone = std::numeric_limits<Id>::max();
inline constexpr std::int64_t kUnlimited = std::int64_t{1}
                                           << 60;  ///< room that no sum of goods reaches
inline constexpr int kNever = 1'000'000;           ///< a day beyond every horizon
inline constexpr std::size_t kClasses = 4;
inline constexpr std::size_t kLevels = 10;

using Room = std::array<std::int64_t, kClasses>;

struct Packing {
    std::size_t storage_class = 0;
    std::int64_t pack_cm3 = 0;
    std::int64_t ship_multiple = 1;  ///< on arcs that leave this level
    int max_days = kNever;           ///< after arrival at this level
};

struct Product {
    bool has_volume = true;
    bool storable = true;  ///< false: used in the week of arrival or lost (seats)
    std::int64_t pack_units = 1;
    std::int64_t companion_cm3 = 0;  ///< per pack, in class 0
    std::array<Packing, kLevels> at_level;
};

struct Node {
    std::size_t level = 0;
    Room room = {kUnlimited, kUnlimited, kUnlimited, kUnlimited};
    WeekMask serves = 0;  ///< weeks in which people can be served here
    Id area = kNone;
    std::vector<Id> absorption;  ///< rows that count persons served here
};

struct Arc {
    Id from = kNone;
    Id to = kNone;
    int lead_weeks = 0;
    WeekMask departs = 0;  ///< open rounds
    Room room = {kUnlimited, kUnlimited, kUnlimited, kUnlimited};
    std::int64_t cost = 0;  ///< breaks ties only
};

struct Lot {
    Id product = kNone;
    Id earmark = kNone;
    int expiry_day = kNever;
    int last_arrival_week = kWeeksMax;  ///< minimum remaining shelf life
};

struct Supply {
    Id lot = kNone;
    Id node = kNone;
    int week = 0;
    std::int64_t packs = 0;
};

/// units per person and dose = units_numerator / units_denominator.
struct Dose {
    std::int64_t units_numerator = 1;
    std::int64_t units_denominator = 1;
    int min_interval = 0;
    int max_interval = kWeeksMax;
};

/// One product, with all its doses, that serves a programme.
struct Option {
    Id product = kNone;
    std::vector<Dose> doses;
};

struct Programme {
    std::vector<Option> options;
    int max_wait = 0;  ///< weeks that need waits; 0: lost; kWeeksMax: for ever
};

struct NeedUnit {
    Id programme = kNone;
    Id group = kNone;
    Id area = kNone;
    Id activity = kNone;
    std::vector<Id> places;
    std::int64_t total = 0;
};

struct Group {
    Id area = kNone;
    Id programme = kNone;
    std::int64_t target = 0;
    double weight = 0;
    std::vector<Id> units;
};

struct EarmarkRule {
    std::vector<bool> areas;       ///< by area
    std::vector<bool> programmes;  ///< by programme
    std::vector<bool> activities;  ///< by activity; empty: any
    WeekMask weeks = 0;
};

struct AbsorptionRow {
    std::vector<bool> programmes;
    WeekMask weeks = 0;  ///< in which the row holds
    std::int64_t persons_per_week = 0;
};

/// Persons given the last dose who count, over the weeks together: at least and at most so many.
/// Which units it counts stands in `Problem::locks_of`.
struct LockRow {
    Id node = kNone;     ///< served there; kNone: wherever
    Id product = kNone;  ///< with this product; kNone: whatever
    WeekMask weeks = 0;
    std::int64_t at_least = 0;
    std::int64_t at_most = kUnlimited;
};

/// Nodes from which a place can be supplied, itself first, each after all nodes that it feeds;
/// with the arcs towards positions earlier in the list.
struct Upstream {
    struct Link {
        Id arc = kNone;
        std::uint32_t to_position = 0;
    };

    std::vector<Id> nodes;
    std::vector<std::vector<Link>> links;  ///< by position
    std::vector<int> lead_weeks;           ///< by position: of the quickest way to the place
};

struct Problem {
    int weeks = 0;
    std::vector<Product> products;
    std::vector<Node> nodes;
    std::vector<Arc> arcs;
    std::vector<Lot> lots;
    std::vector<Supply> supplies;
    std::vector<Programme> programmes;
    std::vector<NeedUnit> units;
    std::vector<Group> groups;
    std::vector<std::int64_t> need;  ///< unit x week
    std::vector<EarmarkRule> earmarks;
    std::vector<std::vector<WeekMask>> ineligible;  ///< by product, then area; empty: none
    std::vector<AbsorptionRow> absorption;
    std::vector<LockRow> locks;
    std::vector<std::vector<Id>> locks_of;  ///< by unit; empty where there are no locks
    std::vector<Id> max_row;                ///< node x product -> row of max_units, or kNone
    std::vector<std::int64_t> max_units;    ///< maximum stock of a row, units

    struct ClosingTarget {
        Id node = kNone;
        Id product = kNone;
        std::int64_t units = 0;
    };

    std::vector<ClosingTarget> closing;
    std::vector<Upstream> upstream;            ///< by node; empty where nothing asks for it
    std::vector<std::vector<Id>> supplies_at;  ///< by node x product, in order of preference

    [[nodiscard]] std::int64_t need_at(Id unit, int week) const {
        return need[unit * static_cast<std::size_t>(weeks) + static_cast<std::size_t>(week)];
    }

    [[nodiscard]] std::size_t pair(Id node, Id product) const {
        return node * products.size() + product;
    }

    [[nodiscard]] const Packing& packing(Id product, Id node) const {
        return products[product].at_level[nodes[node].level];
    }

    [[nodiscard]] bool is_locked(Id unit) const {
        return !locks_of.empty() && !locks_of[unit].empty();
    }

    /// Calls `visit(lock)` for each lock that counts a person of the unit who is given the last
    /// dose of `product` at `node` in `week`.
    template <typename Visit>
    void each_lock(Id unit, Id node, Id product, int week, Visit visit) const {
        if (!is_locked(unit)) {
            return;
        }
        for (const Id id : locks_of[unit]) {
            const LockRow& lock = locks[id];
            if ((lock.node == kNone || lock.node == node) &&
                (lock.product == kNone || lock.product == product) && has_week(lock.weeks, week)) {
                visit(id);
            }
        }
    }

    /// Weeks in which a lock lets nobody of the unit be given the last dose of it there.
    [[nodiscard]] WeekMask barred(Id unit, Id node, Id product) const;

    /// Weeks in which `lot` may serve `unit` at `node`: earmark and eligibility.
    [[nodiscard]] WeekMask allowed(Id lot, Id unit, Id node) const;
};

/// Last week in which goods with this use-by day may be used or may leave; -1 if none.
[[nodiscard]] constexpr int last_usable_week(int use_by_day) {
    return use_by_day < 6 ? -1 : (use_by_day >= kNever ? kWeeksMax : (use_by_day - 6) / 7);
}

/// Use-by day after coming to a node in `week`.
[[nodiscard]] constexpr int use_by_after(int use_by_day, int max_days, int week) {
    if (max_days >= kNever) {
        return use_by_day;
    }
    const int limited = 7 * week + max_days;
    return limited < use_by_day ? limited : use_by_day;
}

/// Fills `upstream` for the places of all need units and closing targets, and `supplies_at`.
/// Requires: arcs without a cycle.
void index_problem(Problem& problem);

}  // namespace imdad::engine
