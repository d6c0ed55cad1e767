#include "register/instruments.hpp"

#include <algorithm>

namespace imdad::registry {

std::string_view code_of(InstrumentType type) {
    switch (type) {
        case InstrumentType::memorandum_of_understanding:
            return "MOU";
        case InstrumentType::cooperation_agreement:
            return "COA";
        case InstrumentType::framework:
            return "FWK";
        case InstrumentType::joint_action_plan:
            return "JAP";
        case InstrumentType::work_plan:
            return "WPL";
        case InstrumentType::bilateral_grant:
            return "BGR";
        case InstrumentType::contribution_letter:
            return "CTL";
        case InstrumentType::tripartite_donation_agreement:
            return "TDA";
        case InstrumentType::response_plan:
            return "RPL";
        case InstrumentType::trust_fund_charter:
            return "TFC";
    }
    return "";
}

std::optional<Day> start_of_force(const Instrument& instrument) {
    const auto& start = instrument.terms.period.start;
    if (!start || !instrument.entry_into_force) {
        return start;
    }
    return std::max(*start, *instrument.entry_into_force);
}

const Amendment* open_amendment(const View& view, std::string_view instrument) {
    const Amendment* found = nullptr;
    view.each<Amendment>([&](const Amendment& amendment) {
        if (amendment.instrument == instrument && is_open(amendment)) {
            found = &amendment;
        }
    });
    return found;
}

std::vector<std::string> live_children(const View& view, std::string_view instrument) {
    std::vector<std::string> children;
    view.each<Instrument>([&](const Instrument& child) {
        if (!child.parent.empty() && child.parent == instrument && is_live(child.state)) {
            children.push_back(child.id);
        }
    });
    return children;
}

std::vector<std::string> live_descendants(const View& view, std::string_view instrument) {
    std::vector<std::string> all = live_children(view, instrument);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::string& child : live_children(view, all[i])) {
            if (std::ranges::find(all, child) == all.end()) {
                all.push_back(std::move(child));
            }
        }
    }
    return all;
}

std::optional<std::pair<std::string, std::string>> umbrella_conflict(const Instrument& one,
                                                                     const Instrument& other) {
    if (one.type != InstrumentType::framework || other.type != InstrumentType::framework ||
        one.terms.subject != other.terms.subject || !one.several_frameworks_reason.empty() ||
        !other.several_frameworks_reason.empty()) {
        return std::nullopt;
    }
    std::vector<std::string> shared;
    for (const Signatory& signatory : one.terms.parties) {
        if (std::ranges::find(other.terms.parties, signatory.party, &Signatory::party) !=
            other.terms.parties.end()) {
            shared.push_back(signatory.party);
        }
    }
    if (shared.size() < 2) {
        return std::nullopt;
    }
    return std::pair(shared[0], shared[1]);
}

std::optional<Strength> reported_strength(const View& view, const Instrument& instrument) {
    std::optional<Strength> strongest;
    view.each<Consultation>([&](const Consultation& consultation) {
        for (const Outcome& outcome : consultation.outcomes) {
            const bool source = consultation.id == instrument.source_consultation &&
                                outcome.id == instrument.source_outcome;
            const bool linked =
                outcome.link == Outcome::Link::instrument && outcome.linked_id == instrument.id;
            if (source || linked) {
                strongest = std::max(strongest.value_or(outcome.strength), outcome.strength);
            }
        }
    });
    return strongest;
}

}  // namespace imdad::registry
