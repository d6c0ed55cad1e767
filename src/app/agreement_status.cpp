#include "app/agreement_status.hpp"

#include "app/amount_text.hpp"
#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/external.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_trail.hpp"
#include "app/register_words.hpp"
#include "app/wording.hpp"
#include "ledger/balances.hpp"
#include "register/due.hpp"
#include "report/catalogue.hpp"
#include "store/adopted_plans.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Kind;

std::int64_t narrow(base::Int128 amount) {
    constexpr base::Int128 kMost = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(amount, -kMost, kMost));
}

/// What a status is made of.
struct Sources {
    const Session* session = nullptr;
    const registry::Register* entities = nullptr;
    const LedgerTrail* trail = nullptr;  ///< null: the ledger may not be read
    std::optional<LedgerSight> sight;    ///< with the trail
    std::map<std::string, std::vector<ledger::ActivityResource>> resources;  ///< by activity
    std::map<std::string, std::map<std::string, report::StatusShipments>> shipments;
};

/// Of each scenario, the plan adopted last is the one that is carried out.
std::vector<store::AdoptedPlan> plans_in_force(store::Connection& connection) {
    std::map<std::string, store::AdoptedPlan> latest;
    for (store::AdoptedPlan& plan : store::read_plans(connection)) {
        latest.insert_or_assign(plan.name, std::move(plan));
    }
    std::vector<store::AdoptedPlan> plans;
    plans.reserve(latest.size());
    for (auto& [name, plan] : latest) {
        plans.push_back(std::move(plan));
    }
    return plans;
}

/// What was sent for a planned shipment, and what of it arrived.
void add_carried_out(report::StatusShipments& sums, const LedgerTrail& trail, ledger::Id planned) {
    for (const std::size_t carrier : trail.carriers(planned)) {
        const ledger::Command& sent = trail.command(carrier);
        sums.shipped += sent.amount;
        for (const std::size_t end : trail.resolutions(sent.id)) {
            if (!trail.stands(end)) {
                continue;
            }
            const ledger::Command& command = trail.command(end);
            if (command.kind == Kind::post_receipt) {
                sums.received += command.amount + command.damaged;
            } else {
                sums.shipped -= narrow(moved_amount(command, trail.movements()[end]));
            }
        }
    }
}

void add_shipments(Sources& sources) {
    store::Connection& connection = sources.session->books->connection();
    const base::Day today = sources.session->access.today;
    std::vector<store::PlannedShipment> planned;
    {
        store::Transaction transaction(connection, store::Transaction::Kind::read);
        for (const store::AdoptedPlan& plan : plans_in_force(connection)) {
            for (store::PlannedShipment& one : store::read_planned_shipments(connection, plan.id)) {
                planned.push_back(std::move(one));
            }
        }
        transaction.commit();
    }
    for (const store::PlannedShipment& one : planned) {
        report::StatusShipments& sums = sources.shipments[one.activity][one.unit];
        sums.unit = one.unit;
        sums.planned += one.amount;
        sums.planned_by_today += one.departure <= today ? one.amount : 0;
        sums.due_by_today += one.arrival <= today ? one.amount : 0;
        add_carried_out(sums, *sources.trail, one.id);
    }
}

report::StatusIndicator indicator_of(const registry::Indicator& one) {
    return {.id = one.id,
            .title = one.title,
            .unit = one.unit,
            .baseline = one.baseline,
            .target = one.target,
            .actual = one.actual,
            .actual_on = day_text(one.actual_on),
            .no_actual_reason = one.no_actual_reason};
}

report::StatusMilestone milestone_of(const registry::Milestone& one, base::Day today) {
    const bool overdue = one.due && *one.due < today && !one.reached_on;
    return {.id = one.id,
            .title = one.title,
            .due = day_text(one.due),
            .reached_on = day_text(one.reached_on),
            .days_overdue = overdue ? (today - *one.due).count() : 0};
}

/// What the activity needs, and what it got without having said that it needs it.
std::vector<report::StatusResource> resources_of(const Sources& sources,
                                                 const registry::Activity& activity) {
    std::vector<report::StatusResource> resources;
    for (const registry::ResourceNeed& need : activity.resources) {
        report::StatusResource& one = resources.emplace_back();
        one.unit = need.resource;
        one.needed = need.needed;
        one.booked = sources.trail != nullptr;
    }
    if (sources.trail == nullptr) {
        return resources;
    }
    const ledger::Book& book = sources.trail->book();
    if (const auto found = sources.resources.find(activity.id); found != sources.resources.end()) {
        for (const ledger::ActivityResource& has : found->second) {
            const std::string& unit = book.names().text(has.unit);
            auto row = std::ranges::find(resources, unit, &report::StatusResource::unit);
            if (row == resources.end()) {
                row = resources.insert(resources.end(), report::StatusResource());
                row->unit = unit;
            }
            row->got = narrow(has.got);
            row->outstanding = narrow(has.outstanding);
            row->delivered = narrow(has.delivered);
            row->used = narrow(has.used);
            row->returned = narrow(has.returned);
            row->lost = narrow(has.lost);
        }
    }
    for (report::StatusResource& one : resources) {
        if (const auto unit = book.names().find(one.unit)) {
            one.decimals = decimals_of(book, *unit);
        }
    }
    return resources;
}

report::StatusActivity activity_of(const Sources& sources, const registry::Activity& activity) {
    report::StatusActivity status;
    status.id = activity.id;
    status.state = in_words(registry::word_of(activity.state));
    status.type = in_words(registry::word_of(activity.type));
    status.title = activity.title.en;
    status.lead = activity.lead;
    std::vector<std::string> quarters;
    quarters.reserve(activity.quarters.size());
    for (const registry::Quarter quarter : activity.quarters) {
        quarters.push_back(registry::text_of(quarter));
    }
    status.when = joined(quarters, " ");
    for (const registry::Indicator& one : activity.indicators) {
        status.indicators.push_back(indicator_of(one));
    }
    for (const registry::Milestone& one : activity.milestones) {
        status.milestones.push_back(milestone_of(one, sources.session->access.today));
    }
    status.resources = resources_of(sources, activity);
    status.has_seats = registry::traits_of(activity.type).seats;
    status.seats_offered = activity.seats.offered;
    status.seats_booked = activity.seats.booked;
    status.seats_attended = activity.seats.attended;
    if (const auto found = sources.shipments.find(activity.id); found != sources.shipments.end()) {
        for (const auto& [unit, sums] : found->second) {
            status.shipments.push_back(sums);
        }
    }
    return status;
}

report::StatusPlan plan_of(const Sources& sources, const registry::ActionPlan& plan) {
    report::StatusPlan status{.id = plan.id,
                              .state = in_words(registry::word_of(plan.state)),
                              .title = plan.title.en,
                              .period = registry::text_of(plan.period),
                              .activities = {}};
    for (const auto& [id, activity] : sources.entities->activities) {
        if (activity.plan == plan.id &&
            may_see(*sources.entities, sources.session->actor(), activity)) {
            status.activities.push_back(activity_of(sources, activity));
        }
    }
    return status;
}

/// Commitments under `instrument` that stand; of an agreement with plans, those for no activity.
std::vector<report::StatusCommitted> committed_under(const Sources& sources,
                                                     const registry::Instrument& instrument) {
    std::vector<report::StatusCommitted> committed;
    if (sources.trail == nullptr) {
        return committed;
    }
    const LedgerTrail& trail = *sources.trail;
    const ledger::Names& names = trail.book().names();
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        const ledger::Command& command = trail.command(i);
        if (command.kind != Kind::commit || !trail.stands(i) ||
            names.text(command.instrument) != instrument.id ||
            (!command.activity.empty() && !is_external(instrument.type))) {
            continue;
        }
        if (!sources.sight->sees_pledge(command.pledge, command.unit)) {
            continue;
        }
        const ledger::PledgeFacts* facts = trail.book().pledge(command.pledge, command.unit);
        committed.push_back({.pledge = names.text(command.pledge),
                             .donor = facts == nullptr ? "" : names.text(facts->donor),
                             .amount = amount_with_unit(trail.book(), command.unit, command.amount),
                             .on = base::to_text(command.business_date),
                             .to = names.text(command.to)});
    }
    return committed;
}

report::StatusAgreement agreement_of(const Sources& sources,
                                     const registry::Instrument& instrument,
                                     const std::string& only_plan) {
    std::vector<std::string> parties;
    parties.reserve(instrument.terms.parties.size());
    for (const registry::Signatory& party : instrument.terms.parties) {
        parties.push_back(party.party);
    }
    report::StatusAgreement status{.id = instrument.id,
                                   .state = in_words(registry::word_of(instrument.state)),
                                   .type = in_words(registry::word_of(instrument.type)),
                                   .reference = instrument.reference,
                                   .title = instrument.terms.title.en,
                                   .period = registry::text_of(instrument.terms.period),
                                   .parties = joined(parties, ", "),
                                   .external = is_external(instrument.type),
                                   .plans = {},
                                   .committed = {}};
    for (const auto& [id, plan] : sources.entities->action_plans) {
        if (plan.instrument == instrument.id && (only_plan.empty() || only_plan == id) &&
            may_see(*sources.entities, sources.session->actor(), plan)) {
            status.plans.push_back(plan_of(sources, plan));
        }
    }
    if (only_plan.empty()) {
        status.committed = committed_under(sources, instrument);
    }
    return status;
}

/// Overdue action points whose origin is among `origins`.
std::vector<report::StatusPoint> overdue_of(const Sources& sources,
                                            const std::set<std::string>& origins) {
    const base::Day today = sources.session->access.today;
    std::vector<report::StatusPoint> points;
    for (const std::string& id : registry::overdue_action_points(*sources.entities, today)) {
        const registry::ActionPoint& point = sources.entities->action_points.at(id);
        if (origins.contains(point.origin_id) &&
            may_see(*sources.entities, sources.session->actor(), point)) {
            points.push_back({.id = id,
                              .title = point.title,
                              .assignee = sources.session->shown(point.assignee),
                              .due = day_text(point.due),
                              .days_overdue = (today - *point.due).count(),
                              .slips = point.slips});
        }
    }
    return points;
}

/// The agreement and all that stand under it, in the order of the tree.
std::vector<std::string> tree_of(const registry::Register& entities, const std::string& root) {
    std::vector<std::string> tree = {root};
    for (std::size_t i = 0; i < tree.size(); ++i) {
        for (const auto& [id, instrument] : entities.instruments) {
            if (instrument.parent == tree[i] && std::ranges::find(tree, id) == tree.end()) {
                tree.push_back(id);
            }
        }
    }
    return tree;
}

/// The agreement that `id` means, and the plan if it means one; empty if it means neither.
std::pair<std::string, std::string> meant(const Sources& sources, const std::string& id) {
    const registry::Actor actor = sources.session->actor();
    for (const auto& [name, instrument] : sources.entities->instruments) {
        if ((name == id || instrument.reference == id) &&
            may_see(*sources.entities, actor, instrument)) {
            return {name, ""};
        }
    }
    const auto plan = sources.entities->action_plans.find(id);
    if (plan != sources.entities->action_plans.end() &&
        may_see(*sources.entities, actor, plan->second) &&
        sources.entities->instruments.contains(plan->second.instrument)) {
        return {plan->second.instrument, id};
    }
    return {};
}

/// Everything that an overdue action point may have come from.
std::set<std::string> origins_of(const Sources& sources, const report::StatusView& view) {
    std::set<std::string> origins;
    for (const report::StatusAgreement& agreement : view.agreements) {
        origins.insert(agreement.id);
        const registry::Instrument& entity = sources.entities->instruments.at(agreement.id);
        if (!entity.source_consultation.empty()) {
            origins.insert(entity.source_consultation);
        }
        for (const report::StatusPlan& plan : agreement.plans) {
            origins.insert(plan.id);
            for (const report::StatusActivity& activity : plan.activities) {
                origins.insert(activity.id);
            }
        }
    }
    if (sources.trail != nullptr) {
        // Discrepancies of shipments for these activities.
        for (std::size_t i = 0; i < sources.trail->movements().size(); ++i) {
            const ledger::Command& command = sources.trail->command(i);
            const auto& account = sources.trail->movements()[i].postings.front().account;
            if (origins.contains(sources.trail->book().names().text(account.activity))) {
                origins.insert(ledger::to_text(command.id));
                origins.insert(ledger::to_text(command.refers_to));
            }
        }
    }
    return origins;
}

/// What was got and used is summed over all who gave. So a focal point is told it of what its own
/// party has a part in, and of nothing else.
bool may_see_sums(const Session& session, const std::string& instrument) {
    const registry::Actor actor = session.actor();
    if ((registry::roles_of(actor) & roles_for(Task::read_ledger)) == 0) {
        return false;
    }
    const registry::View view(session.books->entities().current());
    return !sees_own_only(actor) ||
           std::ranges::any_of(registry::parties_of(view, registry::Kind::instrument, instrument),
                               [&](const std::string& party) { return speaks_for(actor, party); });
}

}  // namespace

Answer<report::StatusView> status(const Access& access, const std::string& id) {
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Books& books = *session->books;
    books.entities().catch_up();
    Sources sources{.session = &*session,
                    .entities = &books.entities().current(),
                    .trail = nullptr,
                    .sight = {},
                    .resources = {},
                    .shipments = {}};
    std::optional<LedgerTrail> trail;
    const auto [root, plan] = meant(sources, id);
    if (root.empty()) {
        Refusal none = refusal_of(say("no_agreement_or_plan", id));
        none.concealed = is_there(*sources.entities, registry::Kind::instrument, id) ||
                         is_there(*sources.entities, registry::Kind::action_plan, id);
        return tl::unexpected(std::move(none));
    }
    if (may_see_sums(*session, root)) {
        books.ledger().catch_up();
        sources.sight.emplace(*session);
        sources.trail = &trail.emplace(books.ledger());
        for (const auto& resource : ledger::activity_resources(trail->book())) {
            sources.resources[trail->book().names().text(resource.activity)].push_back(resource);
        }
        add_shipments(sources);
    }
    report::StatusView view;
    view.today = base::to_text(access.today);
    view.ledger_hidden = sources.trail == nullptr;
    for (const std::string& one :
         plan.empty() ? tree_of(*sources.entities, root) : std::vector<std::string>{root}) {
        const registry::Instrument& instrument = sources.entities->instruments.at(one);
        if (may_see(*sources.entities, session->actor(), instrument)) {
            view.agreements.push_back(agreement_of(sources, instrument, plan));
        }
    }
    view.overdue = overdue_of(sources, origins_of(sources, view));
    return view;
}

}  // namespace imdad::app
