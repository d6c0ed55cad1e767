#pragma once

#include "report/told.hpp"
#include "report/trace_view.hpp"

#include <optional>
#include <string>
#include <vector>

/// Pledges as they are listed and shown. Amounts are texts as people read them; those of `raw`
/// whole numbers of minor or issue units, as text.

namespace imdad::report {

/// One resource of one pledge.
struct PledgeLine {
    std::string pledge;
    std::string unit;
    std::string donor;
    std::string earmark;
    std::string level;
    std::vector<StageAmount> stages;  ///< where it is now; those that are not zero
    std::string due;  ///< the day on which it is to arrive, else that on which it lapses
    std::optional<std::int64_t> days_late;  ///< something is still outstanding after that day
    std::vector<std::string> agreements;    ///< under which it is committed
    std::vector<std::string> external;      ///< types of those that are external
    std::string parent;
    bool shared = false;

    /// Empty for a stage with nothing.
    [[nodiscard]] std::string at(std::string_view stage) const;
};

struct PledgeEvent {
    std::string date;
    std::string kind;  ///< of the command
    std::string amount;
    std::string level;  ///< of the pledge afterwards; empty: it did not change
    std::string to;
    std::string agreement;
    std::string activity;
    std::string who;
    std::string reason;
    std::string document;  ///< SHA-256; empty: none
    std::string reversed;
    std::string id;
    std::vector<Told> told = {};  ///< the same as `reversed`, for other languages
};

struct PledgeView {
    PledgeLine line;
    std::vector<PledgeEvent> history;
    std::vector<std::string> passed_on_as;
    std::string worth;  ///< of the level, at the price that is booked; empty: no price
    ConservationLine conservation;
    // Sums of all pledges in the unit: what counts, and what would count twice.
    std::string direct;
    std::string passed_on;
    std::string shared;
};

[[nodiscard]] std::string pledges_table(const std::vector<PledgeLine>& lines);
[[nodiscard]] std::string pledges_json(const std::vector<PledgeLine>& lines);
[[nodiscard]] std::string pledge_table(const std::vector<PledgeView>& resources);
[[nodiscard]] std::string pledge_json(const std::vector<PledgeView>& resources);

}  // namespace imdad::report
