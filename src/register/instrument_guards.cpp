#include "register/guards.hpp"
#include "register/instruments.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::registry::guards {

namespace {

/// The instrument under the step, or the one that the amendment under the step will have made.
Instrument instrument_after(const Step& step) {
    if (step.kind == Kind::amendment) {
        const auto& amendment = step.entity<Amendment>();
        const auto* base = step.view.find<Instrument>(amendment.instrument);
        IMDAD_ASSERT(base != nullptr, "an amendment without its instrument");
        Instrument after = *base;
        after.terms = amendment.terms;
        return after;
    }
    return step.entity<Instrument>();
}

std::string state_text(const Instrument& instrument) {
    return std::string(word_of(instrument.state));
}

Lacks parent_is(const Step& step, bool signed_is_enough) {
    const auto& instrument = step.entity<Instrument>();
    if (instrument.parent.empty()) {
        return {};
    }
    const auto* parent = step.view.find<Instrument>(instrument.parent);
    if (parent == nullptr) {
        return {{LackCode::no_such_reference, {"parent", "instrument", instrument.parent}}};
    }
    if (parent->state == State::in_force ||
        (signed_is_enough && parent->state == State::signed_by_all)) {
        return {};
    }
    return {{signed_is_enough ? LackCode::parent_not_signed : LackCode::parent_not_in_force,
             {parent->id, state_text(*parent)}}};
}

const std::vector<OpenCommitment>& open_commitments(const Step& step) {
    static const std::vector<OpenCommitment> kNone;
    const auto& all = step.context.facts.open_commitments;
    const auto found = all.find(step.id);
    return found == all.end() ? kNone : found->second;
}

}  // namespace

Lacks source_known(const Step& step) {
    const auto& instrument = step.entity<Instrument>();
    if (!instrument.source_reason.empty() || !instrument.predecessor.empty()) {
        return {};
    }
    const auto* consultation = step.view.find<Consultation>(instrument.source_consultation);
    if (consultation == nullptr || instrument.source_outcome.empty()) {
        return {{LackCode::source_missing, {}}};
    }
    const auto outcome =
        std::ranges::find(consultation->outcomes, instrument.source_outcome, &Outcome::id);
    if (outcome == consultation->outcomes.end()) {
        return {{LackCode::no_such_reference,
                 {"source_outcome", "outcome", instrument.source_outcome}}};
    }
    if (outcome->strength < Strength::agreed) {
        return {{LackCode::source_too_weak,
                 {consultation->id, outcome->id, std::string(word_of(outcome->strength))}}};
    }
    return {};
}

Lacks parent_signed(const Step& step) {
    return parent_is(step, true);
}

Lacks parent_in_force(const Step& step) {
    return parent_is(step, false);
}

Lacks started(const Step& step) {
    const auto start = start_of_force(step.entity<Instrument>());
    if (!start) {
        return {{LackCode::period_invalid, {text_of(step.entity<Instrument>().terms.period)}}};
    }
    if (*start > step.context.today) {
        return {
            {LackCode::not_started, {base::to_text(*start), base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks signed_before_start(const Step& step) {
    const auto& instrument = step.entity<Instrument>();
    Lacks lacks;
    if (instrument.entry_into_force || !instrument.terms.period.start) {
        return lacks;
    }
    for (const PartyAct& act : instrument.acts) {
        if (act.signed_on && *act.signed_on > *instrument.terms.period.start) {
            lacks.push_back({LackCode::signed_after_start,
                             {act.party,
                              base::to_text(*act.signed_on),
                              base::to_text(*instrument.terms.period.start)}});
        }
    }
    return lacks;
}

Lacks no_party_blocked(const Step& step) {
    Lacks lacks;
    for (const Signatory& signatory : instrument_after(step).terms.parties) {
        const auto* party = step.view.find<Party>(signatory.party);
        if (party != nullptr && party->blocked) {
            lacks.push_back({LackCode::party_blocked, {party->id, party->blocked_reason}});
        }
    }
    return lacks;
}

Lacks umbrella_free(const Step& step) {
    const Instrument after = instrument_after(step);
    Lacks lacks;
    // An amendment of what is not in force takes nobody's place.
    if (step.kind == Kind::amendment && after.state != State::in_force) {
        return lacks;
    }
    step.view.each<Instrument>([&](const Instrument& other) {
        if (other.id == after.id || other.id == after.predecessor ||
            other.state != State::in_force) {
            return;
        }
        if (const auto pair = umbrella_conflict(after, other)) {
            lacks.push_back({LackCode::umbrella_taken,
                             {other.id, pair->first, pair->second, after.terms.subject}});
        }
    });
    return lacks;
}

Lacks predecessor_free(const Step& step) {
    const auto& instrument = step.entity<Instrument>();
    const auto* predecessor = step.view.find<Instrument>(instrument.predecessor);
    if (predecessor == nullptr || !can_be_superseded(predecessor->state)) {
        return {};
    }
    Lacks lacks;
    if (const Amendment* amendment = open_amendment(step.view, predecessor->id)) {
        lacks.push_back(
            {LackCode::predecessor_not_free,
             {predecessor->id, fmt::format("has the open amendment {}", amendment->id)}});
    }
    for (const std::string& child : live_children(step.view, predecessor->id)) {
        if (child != instrument.id) {
            lacks.push_back(
                {LackCode::predecessor_not_free,
                 {predecessor->id, fmt::format("has {} under it, which has not ended", child)}});
        }
    }
    return lacks;
}

Lacks no_open_amendment(const Step& step) {
    if (const Amendment* amendment = open_amendment(step.view, step.id)) {
        return {{LackCode::amendment_open, {amendment->id}}};
    }
    return {};
}

Lacks children_not_frozen(const Step& step) {
    Lacks lacks;
    for (const std::string& child : live_descendants(step.view, step.id)) {
        const auto* instrument = step.view.find<Instrument>(child);
        const Amendment* amendment = open_amendment(step.view, child);
        // Those that this step would move: in force, or suspended together with what resumes.
        const bool moves =
            instrument->state == State::in_force || !instrument->suspended_with.empty();
        if (amendment != nullptr && moves) {
            lacks.push_back({LackCode::child_amendment_open, {amendment->id, child}});
        }
    }
    return lacks;
}

Lacks not_over(const Step& step) {
    const auto& end = step.entity<Instrument>().terms.period.end;
    if (!end || *end < step.context.today) {
        return {{LackCode::period_over,
                 {end ? base::to_text(*end) : "?", base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks over(const Step& step) {
    const auto& end = step.entity<Instrument>().terms.period.end;
    if (!end || *end >= step.context.today) {
        return {{LackCode::period_not_over,
                 {end ? base::to_text(*end) : "?", base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks termination_document(const Step& step) {
    if (!has_attachment(step.entity<Instrument>().attachments, Attachment::Kind::termination)) {
        return {{LackCode::termination_document_missing, {}}};
    }
    return {};
}

Lacks notice_elapsed(const Step& step) {
    const auto& instrument = step.entity<Instrument>();
    if (!instrument.notice_given_on) {
        return {{LackCode::notice_missing, {}}};
    }
    const Day end = *instrument.notice_given_on + std::chrono::days(instrument.terms.notice_days);
    if (end > step.context.today) {
        return {{LackCode::notice_running,
                 {base::to_text(*instrument.notice_given_on),
                  std::to_string(instrument.terms.notice_days),
                  base::to_text(end),
                  base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks commitments_assigned(const Step& step) {
    const auto& open = open_commitments(step);
    Lacks lacks;
    for (const OpenCommitment& commitment : open) {
        if (std::ranges::find(step.dispositions, commitment.id, &Disposition::commitment) ==
            step.dispositions.end()) {
            lacks.push_back({LackCode::commitment_unassigned, {commitment.id, commitment.text}});
        }
    }
    for (const Disposition& disposition : step.dispositions) {
        if (std::ranges::find(open, disposition.commitment, &OpenCommitment::id) == open.end()) {
            lacks.push_back({LackCode::commitment_unknown, {disposition.commitment}});
        }
    }
    return lacks;
}

Lacks children_ended(const Step& step) {
    Lacks lacks;
    for (const std::string& child : live_children(step.view, step.id)) {
        lacks.push_back(
            {LackCode::child_not_ended, {child, state_text(*step.view.find<Instrument>(child))}});
    }
    return lacks;
}

Lacks nothing_open(const Step& step) {
    Lacks lacks = children_ended(step);
    for (const OpenCommitment& commitment : open_commitments(step)) {
        lacks.push_back({LackCode::commitment_open, {commitment.id, commitment.text}});
    }
    step.view.each<ActionPlan>([&](const ActionPlan& plan) {
        if (plan.instrument == step.id && plan.state != State::completed &&
            plan.state != State::cancelled) {
            lacks.push_back(
                {LackCode::plan_not_ended, {plan.id, std::string(word_of(plan.state))}});
        }
    });
    return lacks;
}

}  // namespace imdad::registry::guards
