#include "register/amendments.hpp"
#include "register/guards.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::registry::guards {

namespace {

const Instrument& base_of(const Step& step) {
    const auto* base = step.view.find<Instrument>(step.entity<Amendment>().instrument);
    IMDAD_ASSERT(base != nullptr, "an amendment without its instrument");
    return *base;
}

std::string text_of_classes(const std::vector<Amendment::Class>& classes) {
    std::vector<std::string_view> words;
    words.reserve(classes.size());
    for (const Amendment::Class change_class : classes) {
        words.push_back(word_of(change_class));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

Lacks class_fits(const Step& step) {
    const auto& amendment = step.entity<Amendment>();
    const auto classes = touched_classes(base_of(step), amendment.terms);
    if (classes.empty()) {
        return {{LackCode::nothing_changed, {}}};
    }
    if (gravest(classes) != amendment.change_class) {
        return {{LackCode::class_unfit,
                 {std::string(word_of(amendment.change_class)), text_of_classes(classes)}}};
    }
    return {};
}

Lacks light_way_allowed(const Step& step) {
    const auto classes = touched_classes(base_of(step), step.entity<Amendment>().terms);
    if (needs_full_review(classes)) {
        return {{LackCode::full_review_needed, {text_of_classes(classes)}}};
    }
    return {};
}

Lacks children_stay_inside(const Step& step) {
    const auto& amendment = step.entity<Amendment>();
    const Period& period = amendment.terms.period;
    Lacks lacks;
    const auto check = [&](const std::string& id, const Period& child) {
        if (!child.inside(period)) {
            lacks.push_back({LackCode::child_outside, {id, text_of(child), text_of(period)}});
        }
    };
    // What has ended, or is not yet agreed, is judged when it takes its own next step.
    step.view.each<Instrument>([&](const Instrument& child) {
        if (child.parent == amendment.instrument &&
            (child.state == State::signed_by_all || child.state == State::in_force ||
             child.state == State::suspended)) {
            check(child.id, child.terms.period);
        }
    });
    step.view.each<ActionPlan>([&](const ActionPlan& plan) {
        if (plan.instrument == amendment.instrument && plan.state != State::draft &&
            plan.state != State::completed && plan.state != State::cancelled) {
            check(plan.id, plan.period);
        }
    });
    return lacks;
}

Lacks base_amendable(const Step& step) {
    const Instrument& base = base_of(step);
    if (base.state == State::signed_by_all || base.state == State::in_force ||
        base.state == State::suspended) {
        return {};
    }
    return {{LackCode::base_changed, {base.id, std::string(word_of(base.state))}}};
}

Lacks amended_period_open(const Step& step) {
    const Period& period = step.entity<Amendment>().terms.period;
    const std::string today = base::to_text(step.context.today);
    Lacks lacks;
    if (period.end && *period.end < step.context.today) {
        lacks.push_back({LackCode::period_over, {base::to_text(*period.end), today}});
    }
    // What is in force cannot cease to have begun.
    if (base_of(step).state == State::in_force && period.start &&
        *period.start > step.context.today) {
        lacks.push_back({LackCode::not_started, {base::to_text(*period.start), today}});
    }
    return lacks;
}

}  // namespace imdad::registry::guards
