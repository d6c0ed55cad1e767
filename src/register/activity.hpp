#pragma once

#include "register/states.hpp"
#include "register/values.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// One thing that a plan does, somewhere, in some quarters, with figures by which to tell whether
/// it did. Counts only: nobody who is helped is named anywhere.

namespace imdad::registry {

enum class ActivityType : std::uint8_t {
    medical_supplies,
    vaccine_access,
    technical_assistance,
    training,
    capacity_building,
    humanitarian_law_seminar,
    humanitarian_law_workshop,
    humanitarian_seminar,
    humanitarian_workshop,
    emergency_relief,
    conflict_affected_people,
    protection,
    mental_health,
    rehabilitation,
    migration_root_causes,
    durable_solutions,
    displacement_response,
    service_salaries,
    service_running_costs
};

template <>
struct EnumWords<ActivityType> {
    static constexpr auto kWords = std::to_array<std::string_view>({"medical_supplies",
                                                                    "vaccine_access",
                                                                    "technical_assistance",
                                                                    "training",
                                                                    "capacity_building",
                                                                    "humanitarian_law_seminar",
                                                                    "humanitarian_law_workshop",
                                                                    "humanitarian_seminar",
                                                                    "humanitarian_workshop",
                                                                    "emergency_relief",
                                                                    "conflict_affected_people",
                                                                    "protection",
                                                                    "mental_health",
                                                                    "rehabilitation",
                                                                    "migration_root_causes",
                                                                    "durable_solutions",
                                                                    "displacement_response",
                                                                    "service_salaries",
                                                                    "service_running_costs"});
};

/// What the rules ask of a type of activity besides what they ask of all.
struct ActivityTraits {
    bool seats = false;             ///< offered >= booked >= attended, and an attendance list
    bool mission = false;           ///< skill, language and dates of the expert
    bool humanitarian_law = false;  ///< must carry the tag of international humanitarian law
};

[[nodiscard]] ActivityTraits traits_of(ActivityType type);

/// A code list share in hundredths of a per cent; the shares of one list sum to 10,000.
struct Share {
    std::string code;
    std::int64_t basis_points = 0;

    static constexpr std::string Share::* kKey = &Share::code;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("code", self.code);
        visit("basis_points", self.basis_points);
    }

    friend bool operator==(const Share&, const Share&) = default;
};

inline constexpr std::int64_t kWholeInBasisPoints = 10'000;

/// All figures in `unit`, whole numbers; a zero is a figure, no value is not.
struct Indicator {
    std::string id;
    std::string title;
    std::string unit;
    std::optional<std::int64_t> baseline;
    std::optional<std::int64_t> target;
    std::optional<std::int64_t> actual;
    std::optional<Day> actual_on;
    std::string no_actual_reason;

    static constexpr std::string Indicator::* kKey = &Indicator::id;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("title", self.title);
        visit("unit", self.unit);
        visit("baseline", self.baseline);
        visit("target", self.target);
        visit("actual", self.actual);
        visit("actual_on", self.actual_on);
        visit("no_actual_reason", self.no_actual_reason);
    }

    friend bool operator==(const Indicator&, const Indicator&) = default;
};

struct Milestone {
    std::string id;
    std::string title;
    std::optional<Day> due;
    std::optional<Day> reached_on;

    static constexpr std::string Milestone::* kKey = &Milestone::id;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("title", self.title);
        visit("due", self.due);
        visit("reached_on", self.reached_on);
    }

    friend bool operator==(const Milestone&, const Milestone&) = default;
};

/// What the activity takes of one resource (a currency, or an item in its unit). What was
/// committed and delivered of it is the ledger's, see `Facts`.
struct ResourceNeed {
    std::string resource;
    std::int64_t needed = 0;

    static constexpr std::string ResourceNeed::* kKey = &ResourceNeed::resource;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("resource", self.resource);
        visit("needed", self.needed);
    }

    friend bool operator==(const ResourceNeed&, const ResourceNeed&) = default;
};

struct Seats {
    std::optional<std::int64_t> offered;
    std::optional<std::int64_t> booked;
    std::optional<std::int64_t> attended;
    std::string attendance_sha256;  ///< of the list, which stays where it was signed

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("offered", self.offered);
        visit("booked", self.booked);
        visit("attended", self.attended);
        visit("attendance_sha256", self.attendance_sha256);
    }

    friend bool operator==(const Seats&, const Seats&) = default;
};

struct Mission {
    std::string skill;
    std::string language;
    Period period;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("skill", self.skill);
        visit("language", self.language);
        visit("period", self.period);
    }

    friend bool operator==(const Mission&, const Mission&) = default;
};

struct Activity {
    static constexpr Kind kKind = Kind::activity;

    std::string id;
    State state = initial_state(kKind);
    Classification classification = Classification::restricted;
    std::string plan;
    ActivityType type = ActivityType::medical_supplies;
    Names title;
    std::string lead;  ///< party
    std::vector<Quarter> quarters;
    std::vector<std::string> places;
    std::vector<Share> sectors;
    std::vector<Share> countries;
    std::vector<Indicator> indicators;
    std::vector<Milestone> milestones;
    std::string budget_line;
    bool no_cost = false;
    std::vector<ResourceNeed> resources;
    std::string resource_waiver;  ///< why it may start without its resources
    bool humanitarian = false;    ///< the three parts of the nexus marker
    bool development = false;
    bool peace = false;
    bool humanitarian_law = false;  ///< international humanitarian law
    Mission mission;
    Seats seats;
    std::optional<Day> actual_start;
    std::optional<Day> actual_end;
    std::string final_report_sha256;
    std::string final_report_accepted_by;
    std::vector<Attachment> attachments;
    State held_from = State::none;  ///< state to which it returns from on_hold
    std::string held_with;          ///< the plan whose suspension put it on hold
    std::string state_reason;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("plan", self.plan);
        visit("type", self.type);
        visit("title", self.title);
        visit("lead", self.lead);
        visit("quarters", self.quarters);
        visit("places", self.places);
        visit("sectors", self.sectors);
        visit("countries", self.countries);
        visit("indicators", self.indicators);
        visit("milestones", self.milestones);
        visit("budget_line", self.budget_line);
        visit("no_cost", self.no_cost);
        visit("resources", self.resources);
        visit("resource_waiver", self.resource_waiver);
        visit("humanitarian", self.humanitarian);
        visit("development", self.development);
        visit("peace", self.peace);
        visit("humanitarian_law", self.humanitarian_law);
        visit("mission", self.mission);
        visit("seats", self.seats);
        visit("actual_start", self.actual_start);
        visit("actual_end", self.actual_end);
        visit("final_report_sha256", self.final_report_sha256);
        visit("final_report_accepted_by", self.final_report_accepted_by);
        visit("attachments", self.attachments);
        visit("held_from", self.held_from);
        visit("held_with", self.held_with);
        visit("state_reason", self.state_reason);
    }

    friend bool operator==(const Activity&, const Activity&) = default;
};

/// IATI code list ActivityStatus, version 2.03: 1 pipeline, 2 implementation, 3 finalisation,
/// 4 closed, 5 cancelled, 6 suspended. Requires: a state of an activity.
[[nodiscard]] int iati_status(State state);

/// Field work and accounts are at an end, or nothing will be done.
[[nodiscard]] constexpr bool is_ended(const Activity& activity) {
    return activity.state == State::completed || activity.state == State::closed ||
           activity.state == State::cancelled || activity.state == State::terminated_partial;
}

/// First day of the first quarter, if there is one.
[[nodiscard]] std::optional<Day> planned_start(const Activity& activity);

}  // namespace imdad::registry
