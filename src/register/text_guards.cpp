#include "register/guards.hpp"
#include "register/text_under_step.hpp"

#include <algorithm>

namespace imdad::registry {

TextUnderStep text_of(const View& view, Kind kind, const std::string& id) {
    TextUnderStep text;
    const auto add_parties = [&](const Terms& terms) {
        for (const Signatory& signatory : terms.parties) {
            if (std::ranges::find(text.parties, signatory.party) == text.parties.end()) {
                text.parties.push_back(signatory.party);
            }
        }
    };
    const auto read = [&](const auto* entity) {
        IMDAD_ASSERT(entity != nullptr, "there is no such text");
        text.terms = &entity->terms;
        text.acts = &entity->acts;
        text.comments = &entity->comments;
        text.attachments = &entity->attachments;
        add_parties(entity->terms);
    };
    if (kind == Kind::amendment) {
        const auto* amendment = view.find<Amendment>(id);
        read(amendment);
        const auto* base = view.find<Instrument>(amendment->instrument);
        IMDAD_ASSERT(base != nullptr, "an amendment without its instrument");
        add_parties(base->terms);
        text.parent = base->parent;
    } else {
        const auto* instrument = view.find<Instrument>(id);
        read(instrument);
        text.parent = instrument->parent;
    }
    return text;
}

namespace guards {

namespace {

TextUnderStep text_of(const Step& step) {
    return registry::text_of(step.view, step.kind, step.id);
}

const PartyAct* act_of(const TextUnderStep& text, const std::string& party) {
    const auto found = std::ranges::find(*text.acts, party, &PartyAct::party);
    return found == text.acts->end() ? nullptr : &*found;
}

bool may_sign(const Party& party, const std::string& holder, Day day) {
    return std::ranges::any_of(party.mandates, [&](const Mandate& mandate) {
        return mandate.capacity == Mandate::Capacity::signatory && mandate.holder == holder &&
               mandate.holds_on(day);
    });
}

}  // namespace

Lacks two_parties(const Step& step) {
    const auto count = text_of(step).terms->parties.size();
    if (count < 2) {
        return {{LackCode::too_few_parties, {std::to_string(count)}}};
    }
    return {};
}

Lacks focal_points(const Step& step) {
    Lacks lacks;
    for (const Signatory& signatory : text_of(step).terms->parties) {
        if (signatory.focal_point.empty()) {
            lacks.push_back({LackCode::focal_point_missing, {signatory.party}});
        }
    }
    return lacks;
}

Lacks terms_complete(const Step& step) {
    const Terms& terms = *text_of(step).terms;
    Lacks lacks;
    if (terms.title.en.empty()) {
        lacks.push_back({LackCode::term_missing, {"title"}});
    }
    if (terms.objectives.empty()) {
        lacks.push_back({LackCode::term_missing, {"list of objectives"}});
    }
    if (!terms.financial_clause) {
        lacks.push_back({LackCode::term_missing, {"flag of the financial clause"}});
    }
    if (!terms.period.complete()) {
        lacks.push_back({LackCode::period_invalid, {text_of(terms.period)}});
    }
    return lacks;
}

Lacks text_attached(const Step& step) {
    if (!has_attachment(*text_of(step).attachments, Attachment::Kind::text)) {
        return {{LackCode::text_missing, {}}};
    }
    return {};
}

Lacks accepted_by_all(const Step& step) {
    const TextUnderStep text = text_of(step);
    Lacks lacks;
    for (const std::string& party : text.parties) {
        const PartyAct* act = act_of(text, party);
        if (act == nullptr || !act->accepted_on) {
            lacks.push_back({LackCode::acceptance_missing, {party}});
        }
    }
    return lacks;
}

Lacks comments_resolved(const Step& step) {
    const TextUnderStep text = text_of(step);
    const auto count = std::ranges::count(*text.comments, false, &ReviewComment::resolved);
    if (count > 0) {
        return {{LackCode::comments_open, {std::to_string(count)}}};
    }
    return {};
}

Lacks signed_by_all(const Step& step) {
    const TextUnderStep text = text_of(step);
    Lacks lacks;
    for (const std::string& id : text.parties) {
        const PartyAct* act = act_of(text, id);
        if (act == nullptr || !act->signed_on || act->signed_by.empty()) {
            lacks.push_back({LackCode::signature_missing, {id}});
            continue;
        }
        const std::string day = base::to_text(*act->signed_on);
        if (*act->signed_on > step.context.today) {
            lacks.push_back({LackCode::signature_in_future,
                             {act->signed_by, day, base::to_text(step.context.today)}});
        }
        const auto* party = step.view.find<Party>(id);
        if (party == nullptr || !may_sign(*party, act->signed_by, *act->signed_on)) {
            lacks.push_back({LackCode::signatory_not_authorised, {act->signed_by, id, day}});
        }
    }
    return lacks;
}

Lacks signed_file(const Step& step) {
    if (!has_attachment(*text_of(step).attachments, Attachment::Kind::signed_file)) {
        return {{LackCode::signed_file_missing, {}}};
    }
    return {};
}

Lacks recorded_by_another(const Step& step) {
    const TextUnderStep text = text_of(step);
    for (const PartyAct& act : *text.acts) {
        if (act.signed_on && act.recorded_by == step.context.actor.id) {
            return {
                {LackCode::four_eyes, {step.context.actor.id, "the signature of " + act.party}}};
        }
    }
    return {};
}

Lacks inside_parent(const Step& step) {
    const TextUnderStep text = text_of(step);
    if (text.parent.empty()) {
        return {};
    }
    const auto* parent = step.view.find<Instrument>(text.parent);
    if (parent == nullptr) {
        return {{LackCode::no_such_reference, {"parent", "instrument", text.parent}}};
    }
    if (!text.terms->period.inside(parent->terms.period)) {
        return {{LackCode::outside_parent,
                 {text_of(text.terms->period), parent->id, text_of(parent->terms.period)}}};
    }
    return {};
}

}  // namespace guards

}  // namespace imdad::registry
