#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Plan against actual. What nobody has reported has no value here and is shown as "no figure",
/// never as nothing. Amounts are whole minor or issue units, with their places after the point.

namespace imdad::report {

struct StatusIndicator {
    std::string id;
    std::string title;
    std::string unit;
    std::optional<std::int64_t> baseline;
    std::optional<std::int64_t> target;
    std::optional<std::int64_t> actual;
    std::string actual_on;
    std::string no_actual_reason;

    /// How far it is from the baseline to the target, in thousandths, rounded down; may be below 0
    /// or above 1,000. No value if a figure is missing or there is no way to go.
    [[nodiscard]] std::optional<std::int64_t> permille() const;
};

struct StatusMilestone {
    std::string id;
    std::string title;
    std::string due;
    std::string reached_on;
    std::int64_t days_overdue = 0;  ///< 0: it is not
};

struct StatusResource {
    std::string unit;
    int decimals = 0;
    std::optional<std::int64_t> needed;
    bool booked = true;  ///< false: the ledger is hidden, so the rest is no figure
    std::int64_t got = 0;
    std::int64_t outstanding = 0;  ///< committed, on hand, quarantined, in transit
    std::int64_t delivered = 0;
    std::int64_t used = 0;  ///< of what was delivered
    std::int64_t returned = 0;
    std::int64_t lost = 0;
};

/// Planned shipments of the plans in force, in smallest issue units.
struct StatusShipments {
    std::string unit;
    std::int64_t planned = 0;
    std::int64_t planned_by_today = 0;  ///< to have left by today
    std::int64_t shipped = 0;
    std::int64_t due_by_today = 0;  ///< to have arrived by today
    std::int64_t received = 0;
};

struct StatusActivity {
    std::string id;
    std::string state;
    std::string type;
    std::string title;
    std::string lead;
    std::string when;
    std::vector<StatusIndicator> indicators;
    std::vector<StatusMilestone> milestones;
    std::vector<StatusResource> resources;
    std::optional<std::int64_t> seats_offered;
    std::optional<std::int64_t> seats_booked;
    std::optional<std::int64_t> seats_attended;
    bool has_seats = false;
    std::vector<StatusShipments> shipments;
};

struct StatusPlan {
    std::string id;
    std::string state;
    std::string title;
    std::string period;
    std::vector<StatusActivity> activities;
};

struct StatusPoint {
    std::string id;
    std::string title;
    std::string assignee;
    std::string due;
    std::int64_t days_overdue = 0;
    std::int64_t slips = 0;
};

/// Of a pledge, what was committed under one agreement for no activity of a plan.
struct StatusCommitted {
    std::string pledge;
    std::string donor;
    std::string amount;  ///< with its unit
    std::string on;
    std::string to;
};

struct StatusAgreement {
    std::string id;
    std::string state;
    std::string type;
    std::string reference;
    std::string title;
    std::string period;
    std::string parties;
    bool external = false;  ///< what stands under it is no result of a plan
    std::vector<StatusPlan> plans;
    std::vector<StatusCommitted> committed;
};

struct StatusView {
    std::string today;
    std::vector<StatusAgreement> agreements;  ///< the one that was asked for, then those under it
    std::vector<StatusPoint> overdue;         ///< action points, the longest first
    bool ledger_hidden = false;
};

[[nodiscard]] std::string status_table(const StatusView& view);
[[nodiscard]] std::string status_json(const StatusView& view);

/// `43.1 %`, rounded down; `no figure` without a value.
[[nodiscard]] std::string permille_text(std::optional<std::int64_t> permille);

}  // namespace imdad::report
