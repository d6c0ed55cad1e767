#include "register/guards.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace imdad::registry::guards {

namespace {

/// Whether what an outcome is linked to can be what came of it.
bool fits(const Outcome& outcome) {
    switch (outcome.type) {
        case Outcome::Type::instrument_to_develop:
        case Outcome::Type::instrument_to_renew:
            return outcome.link == Outcome::Link::instrument ||
                   outcome.link == Outcome::Link::action_point;
        case Outcome::Type::pledge_announced:
            return outcome.link == Outcome::Link::pledge ||
                   outcome.link == Outcome::Link::action_point;
        case Outcome::Type::action:
        case Outcome::Type::information:
            return true;
    }
    return true;
}

bool link_exists(const Outcome& outcome, const Step& step) {
    switch (outcome.link) {
        case Outcome::Link::none:
            return false;
        case Outcome::Link::instrument:
            return step.view.find<Instrument>(outcome.linked_id) != nullptr;
        case Outcome::Link::action_point:
            return step.view.find<ActionPoint>(outcome.linked_id) != nullptr;
        case Outcome::Link::pledge:
            return std::ranges::find(step.context.facts.pledges, outcome.linked_id) !=
                   step.context.facts.pledges.end();
    }
    return false;
}

}  // namespace

Lacks held_in_the_past(const Step& step) {
    const auto& consultation = step.entity<Consultation>();
    if (!consultation.held_on) {
        return {{LackCode::held_date_missing, {}}};
    }
    if (*consultation.held_on > step.context.today) {
        return {{LackCode::held_date_in_future,
                 {base::to_text(*consultation.held_on), base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks two_partners(const Step& step) {
    const auto count = step.entity<Consultation>().participants.size();
    if (count < 2) {
        return {{LackCode::too_few_partners, {std::to_string(count)}}};
    }
    return {};
}

Lacks new_date(const Step& step) {
    const auto& consultation = step.entity<Consultation>();
    if (!consultation.scheduled_on || *consultation.scheduled_on < step.context.today) {
        const std::string stated =
            consultation.scheduled_on ? base::to_text(*consultation.scheduled_on) : "none";
        return {{LackCode::new_date_missing, {base::to_text(step.context.today), stated}}};
    }
    return {};
}

Lacks outcomes_complete(const Step& step) {
    const auto& consultation = step.entity<Consultation>();
    if (consultation.outcomes.empty()) {
        return {{LackCode::outcome_missing, {}}};
    }
    Lacks lacks;
    for (const Outcome& outcome : consultation.outcomes) {
        const std::array<std::pair<const std::string*, const char*>, 4> texts{
            {{&outcome.summary, "summary"},
             {&outcome.quotation, "quotation"},
             {&outcome.source, "source"},
             {&outcome.language, "language of the quotation"}}};
        for (const auto& [text, name] : texts) {
            if (text->empty()) {
                lacks.push_back({LackCode::outcome_incomplete, {outcome.id, name}});
            }
        }
    }
    return lacks;
}

Lacks outcomes_followed(const Step& step) {
    Lacks lacks;
    for (const Outcome& outcome : step.entity<Consultation>().outcomes) {
        const std::string link(word_of(outcome.link));
        if (!outcome.waived_reason.empty()) {
            continue;
        }
        if (outcome.link == Outcome::Link::none) {
            lacks.push_back({LackCode::outcome_without_follow_up, {outcome.id}});
        } else if (!link_exists(outcome, step)) {
            lacks.push_back(
                {LackCode::outcome_link_unknown, {outcome.id, link, outcome.linked_id}});
        } else if (!fits(outcome)) {
            lacks.push_back({LackCode::outcome_link_unfit,
                             {outcome.id, std::string(word_of(outcome.type)), link}});
        }
    }
    return lacks;
}

}  // namespace imdad::registry::guards
