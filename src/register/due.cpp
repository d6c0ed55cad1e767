#include "register/due.hpp"

#include "register/decide.hpp"
#include "register/instruments.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace imdad::registry {

namespace {

constexpr std::array kWarningDays{30, 90, 180};

/// Number of instruments above it.
std::size_t depth_of(const Register& current, const Instrument& instrument) {
    std::size_t depth = 0;
    const Instrument* at = &instrument;
    while (!at->parent.empty() && depth < current.instruments.size()) {
        const auto parent = current.instruments.find(at->parent);
        if (parent == current.instruments.end()) {
            break;
        }
        at = &parent->second;
        ++depth;
    }
    return depth;
}

Context as_system(const Context& context) {
    Context system = context;
    system.actor = {"system", {{Role::system, ""}}};
    return system;
}

DueStep step_to(const Register& current, const Context& context, const std::string& id, State to) {
    return {Kind::instrument,
            id,
            to,
            lacks_of(current, context, SetState{.kind = Kind::instrument, .id = id, .to = to})};
}

std::optional<DueStep> due_step(const Register& current,
                                const Context& context,
                                const Instrument& instrument) {
    const auto& end = instrument.terms.period.end;
    const bool over = end && *end < context.today;
    if (instrument.state == State::signed_by_all) {
        const auto start = start_of_force(instrument);
        if (!start || *start > context.today) {
            return std::nullopt;
        }
        DueStep entry = step_to(current, context, instrument.id, State::in_force);
        // Over before it could enter into force: it never will.
        return entry.lacks.empty() || !over
                   ? entry
                   : step_to(current, context, instrument.id, State::expired);
    }
    if ((instrument.state == State::in_force || instrument.state == State::suspended) && over) {
        return step_to(current, context, instrument.id, State::expired);
    }
    return std::nullopt;
}

}  // namespace

std::vector<DueStep> due_steps(const Register& current, const Context& context) {
    const Context system = as_system(context);

    struct Ordered {
        DueStep step;
        std::size_t rank = 0;
    };

    std::vector<Ordered> steps;
    for (const auto& [id, instrument] : current.instruments) {
        if (auto step = due_step(current, system, instrument)) {
            const std::size_t depth = depth_of(current, instrument);
            const std::size_t rank =
                step->to == State::in_force ? depth : 2 * current.instruments.size() - depth;
            steps.push_back({std::move(*step), rank});
        }
    }
    std::ranges::stable_sort(steps, {}, &Ordered::rank);
    std::vector<DueStep> sorted;
    sorted.reserve(steps.size());
    for (Ordered& ordered : steps) {
        sorted.push_back(std::move(ordered.step));
    }
    return sorted;
}

std::vector<DueStep> suggested_steps(const Register& current, const Context& context) {
    std::vector<DueStep> steps;
    for (const auto& [id, activity] : current.activities) {
        const auto start = planned_start(activity);
        if (activity.state == State::ready && start && *start <= context.today) {
            steps.push_back(
                {Kind::activity,
                 id,
                 State::under_way,
                 lacks_of(current,
                          context,
                          SetState{.kind = Kind::activity, .id = id, .to = State::under_way})});
        }
    }
    return steps;
}

std::vector<ExpiryWarning> expiry_warnings(const Register& current, Day today) {
    std::vector<ExpiryWarning> warnings;
    for (const auto& [id, instrument] : current.instruments) {
        const auto& end = instrument.terms.period.end;
        if ((instrument.state != State::in_force && instrument.state != State::suspended) || !end ||
            *end < today) {
            continue;
        }
        const std::int64_t left = (*end - today).count();
        const auto within =
            std::ranges::find_if(kWarningDays, [&](int days) { return left <= days; });
        if (within == kWarningDays.end()) {
            continue;
        }
        ExpiryWarning warning{id, left, *within, ""};
        for (const auto& [other_id, other] : current.instruments) {
            if (other.predecessor == id && other.state != State::withdrawn &&
                other.state != State::archived) {
                warning.successor = other_id;
            }
        }
        warnings.push_back(std::move(warning));
    }
    std::ranges::stable_sort(warnings, {}, &ExpiryWarning::days_left);
    return warnings;
}

std::vector<std::string> overdue_action_points(const Register& current, Day today) {
    std::vector<const ActionPoint*> points;
    for (const auto& [id, point] : current.action_points) {
        if (is_overdue(point, today)) {
            points.push_back(&point);
        }
    }
    std::ranges::stable_sort(points, {}, [](const ActionPoint* point) { return *point->due; });
    std::vector<std::string> ids;
    ids.reserve(points.size());
    for (const ActionPoint* point : points) {
        ids.push_back(point->id);
    }
    return ids;
}

}  // namespace imdad::registry
