#include "app/register_chain.hpp"

#include "app/register_words.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <array>

namespace imdad::app {

namespace {

LinkId outcome_id(const registry::Consultation& consultation, const std::string& outcome) {
    return {LinkKind::outcome, consultation.id + '/' + outcome};
}

LinkKind kind_of(registry::Outcome::Link link) {
    switch (link) {
        case registry::Outcome::Link::instrument:
            return LinkKind::instrument;
        case registry::Outcome::Link::action_point:
            return LinkKind::action_point;
        case registry::Outcome::Link::pledge:
            return LinkKind::pledge;
        case registry::Outcome::Link::none:
            break;
    }
    IMDAD_ASSERT(false, "an outcome that is linked to nothing has no kind of link");
    return LinkKind::outcome;
}

}  // namespace

std::string_view word_of(LinkKind kind) {
    constexpr auto kWords = std::to_array<std::string_view>({"consultation",
                                                             "outcome",
                                                             "agreement",
                                                             "action_plan",
                                                             "activity",
                                                             "action_point",
                                                             "pledge"});
    return kWords.at(static_cast<std::size_t>(kind));
}

RegisterChain::RegisterChain(const Session& session, const ledger::Book* book) {
    add_entities(session);
    if (book != nullptr) {
        for (const auto& [key, facts] : book->pledges()) {
            all_.emplace(LinkKind::pledge, book->names().text(key.first));
        }
        for (const auto& [key, facts] : book->pledges()) {
            if (!facts.parent.empty()) {
                link({LinkKind::pledge, book->names().text(facts.parent)},
                     {LinkKind::pledge, book->names().text(key.first)});
            }
        }
    }
    add_links(session.books->entities().current());
}

void RegisterChain::add_entities(const Session& session) {
    const registry::Register& entities = session.books->entities().current();
    const registry::Actor actor = session.actor();
    const auto add_all = [&](LinkKind kind, const auto& table) {
        for (const auto& [id, entity] : table) {
            if (may_see(entities, actor, entity)) {
                all_.emplace(kind, id);
            }
        }
    };
    add_all(LinkKind::consultation, entities.consultations);
    add_all(LinkKind::instrument, entities.instruments);
    add_all(LinkKind::action_plan, entities.action_plans);
    add_all(LinkKind::activity, entities.activities);
    add_all(LinkKind::action_point, entities.action_points);
    for (const auto& [id, consultation] : entities.consultations) {
        if (may_see(entities, actor, consultation)) {
            for (const registry::Outcome& outcome : consultation.outcomes) {
                all_.insert(outcome_id(consultation, outcome.id));
            }
        }
    }
}

void RegisterChain::add_links(const registry::Register& entities) {
    for (const auto& [id, consultation] : entities.consultations) {
        for (const registry::Outcome& outcome : consultation.outcomes) {
            link({LinkKind::consultation, id}, outcome_id(consultation, outcome.id));
            if (outcome.link != registry::Outcome::Link::none) {
                link(outcome_id(consultation, outcome.id),
                     {kind_of(outcome.link), outcome.linked_id});
            }
        }
    }
    for (const auto& [id, instrument] : entities.instruments) {
        const LinkId self{LinkKind::instrument, id};
        if (!instrument.source_outcome.empty()) {
            link({LinkKind::outcome,
                  instrument.source_consultation + '/' + instrument.source_outcome},
                 self);
        } else if (!instrument.source_consultation.empty()) {
            link({LinkKind::consultation, instrument.source_consultation}, self);
        }
        for (const std::string& upper : {instrument.parent, instrument.predecessor}) {
            if (!upper.empty()) {
                link({LinkKind::instrument, upper}, self);
            }
        }
    }
    for (const auto& [id, plan] : entities.action_plans) {
        link({LinkKind::instrument, plan.instrument}, {LinkKind::action_plan, id});
    }
    for (const auto& [id, activity] : entities.activities) {
        link({LinkKind::action_plan, activity.plan}, {LinkKind::activity, id});
    }
}

void RegisterChain::link(const LinkId& upper, const LinkId& lower) {
    if (!has(upper) || !has(lower)) {
        return;
    }
    std::vector<LinkId>& uppers = above_[lower];
    if (std::ranges::find(uppers, upper) == uppers.end()) {
        uppers.push_back(upper);
        below_[upper].push_back(lower);
    }
}

std::vector<LinkId> RegisterChain::above(const LinkId& id) const {
    const auto found = above_.find(id);
    return found == above_.end() ? std::vector<LinkId>() : found->second;
}

void RegisterChain::add(LinkIds from, const Links& links, LinkIds& target) const {
    LinkIds seen;
    while (!from.empty()) {
        const LinkId id = *from.begin();
        from.erase(from.begin());
        if (!has(id) || !seen.insert(id).second) {
            continue;
        }
        if (const auto next = links.find(id); next != links.end()) {
            from.insert(next->second.begin(), next->second.end());
        }
    }
    target.insert(seen.begin(), seen.end());
}

}  // namespace imdad::app
