#include "register/guards.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace imdad::registry {

namespace {

/// Hundredths of a per cent as per cent: 9950 is 99.50.
std::string per_cent(std::int64_t basis_points) {
    return fmt::format("{}.{:02}", basis_points / 100, basis_points % 100);
}

/// Shares that are stated must be whole; `needed` ones must be stated.
void check_shares(const Activity& activity,
                  const std::vector<Share>& shares,
                  const char* what,
                  Lacks& lacks) {
    std::int64_t sum = 0;
    bool negative = false;
    for (const Share& share : shares) {
        negative = negative || share.basis_points < 0 || share.basis_points > kWholeInBasisPoints;
        sum += negative ? 0 : share.basis_points;
    }
    if (negative || sum != kWholeInBasisPoints) {
        lacks.push_back(
            {LackCode::shares_not_whole, {activity.id, what, negative ? "?" : per_cent(sum)}});
    }
}

void check_time(const Activity& activity, const ActionPlan& plan, Lacks& lacks) {
    if (activity.quarters.empty()) {
        lacks.push_back({LackCode::quarter_missing, {activity.id}});
    }
    for (const Quarter quarter : activity.quarters) {
        const Period days = days_of(quarter);
        // A plan may begin or end inside a quarter: the two need common days only.
        if (!plan.period.complete() || *days.end < *plan.period.start ||
            *plan.period.end < *days.start) {
            lacks.push_back({LackCode::quarter_outside_plan,
                             {activity.id, text_of(quarter), text_of(plan.period)}});
        }
    }
}

void check_indicators(const Activity& activity, Lacks& lacks) {
    if (activity.indicators.empty()) {
        lacks.push_back({LackCode::indicator_missing, {activity.id}});
    }
    for (const Indicator& indicator : activity.indicators) {
        if (!indicator.baseline) {
            lacks.push_back(
                {LackCode::indicator_incomplete, {activity.id, indicator.id, "baseline"}});
        }
        if (!indicator.target) {
            lacks.push_back(
                {LackCode::indicator_incomplete, {activity.id, indicator.id, "target"}});
        }
    }
}

void check_type(const Activity& activity, Lacks& lacks) {
    const ActivityTraits traits = traits_of(activity.type);
    if (traits.mission) {
        const Mission& mission = activity.mission;
        const auto need = [&](bool given, const char* what) {
            if (!given) {
                lacks.push_back({LackCode::mission_incomplete, {activity.id, what}});
            }
        };
        need(!mission.skill.empty(), "skill");
        need(!mission.language.empty(), "language");
        need(mission.period.complete(), "dates");
    }
    if (traits.seats && activity.seats.offered.value_or(0) <= 0) {
        lacks.push_back({LackCode::seats_missing, {activity.id}});
    }
    if (traits.humanitarian_law && !activity.humanitarian_law) {
        lacks.push_back({LackCode::law_tag_missing, {activity.id}});
    }
}

}  // namespace

Lacks lacks_of_details(const Activity& activity, const ActionPlan& plan) {
    Lacks lacks;
    if (activity.lead.empty()) {
        lacks.push_back({LackCode::lead_missing, {activity.id}});
    }
    check_time(activity, plan, lacks);
    if (activity.places.empty()) {
        lacks.push_back({LackCode::place_missing, {activity.id}});
    }
    check_shares(activity, activity.sectors, "sector", lacks);
    // A place says in which country it lies: country shares are needed only where they are given.
    if (!activity.countries.empty()) {
        check_shares(activity, activity.countries, "country", lacks);
    }
    check_indicators(activity, lacks);
    if (activity.budget_line.empty() && !activity.no_cost) {
        lacks.push_back({LackCode::budget_missing, {activity.id}});
    }
    check_type(activity, lacks);
    return lacks;
}

namespace guards {

namespace {

const ActionPlan& plan_of(const Step& step) {
    const auto* plan = step.view.find<ActionPlan>(step.entity<Activity>().plan);
    IMDAD_ASSERT(plan != nullptr, "an activity without its plan");
    return *plan;
}

}  // namespace

Lacks details_complete(const Step& step) {
    return lacks_of_details(step.entity<Activity>(), plan_of(step));
}

Lacks plan_agreed(const Step& step) {
    const ActionPlan& plan = plan_of(step);
    if (plan.state == State::agreed || plan.state == State::active) {
        return {};
    }
    return {{LackCode::plan_not_agreed, {plan.id, std::string(word_of(plan.state))}}};
}

Lacks plan_active(const Step& step) {
    const ActionPlan& plan = plan_of(step);
    if (plan.state == State::active) {
        return {};
    }
    return {{LackCode::plan_not_active, {plan.id, std::string(word_of(plan.state))}}};
}

Lacks resources_allocated(const Step& step) {
    const auto& activity = step.entity<Activity>();
    Lacks lacks;
    if (!activity.resource_waiver.empty()) {
        return lacks;
    }
    const auto& facts = step.context.facts.activities;
    const auto found = facts.find(activity.id);
    for (const ResourceNeed& need : activity.resources) {
        std::int64_t allocated = 0;
        if (found != facts.end()) {
            const auto& resources = found->second.resources;
            const auto resource =
                std::ranges::find(resources, need.resource, &ResourceFacts::resource);
            allocated = resource == resources.end() ? 0 : resource->allocated;
        }
        if (allocated < need.needed) {
            lacks.push_back(
                {LackCode::resource_short,
                 {need.resource, std::to_string(allocated), std::to_string(need.needed)}});
        }
    }
    return lacks;
}

Lacks really_started(const Step& step) {
    const auto& start = step.entity<Activity>().actual_start;
    if (!start) {
        return {{LackCode::start_missing, {}}};
    }
    if (*start > step.context.today) {
        return {{LackCode::start_in_future,
                 {base::to_text(*start), base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks returns_where_it_was(const Step& step) {
    const State from = step.entity<Activity>().held_from;
    if (from != step.to) {
        return {{LackCode::held_from_elsewhere, {std::string(word_of(from))}}};
    }
    return {};
}

Lacks not_held_by_plan(const Step& step) {
    const std::string& plan = step.entity<Activity>().held_with;
    if (!plan.empty()) {
        return {{LackCode::held_by_plan, {plan}}};
    }
    return {};
}

}  // namespace guards

}  // namespace imdad::registry
