#include "app/trace_texts.hpp"

#include "app/amount_text.hpp"
#include "app/ledger_told.hpp"
#include "app/proof_grade.hpp"
#include "app/wording.hpp"
#include "exchange/numbers.hpp"
#include "ledger/balances.hpp"
#include "report/catalogue.hpp"
#include "store/adopted_plans.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;
using report::ChainStage;
using report::TraceRow;

std::int64_t narrow(base::Int128 amount) {
    constexpr base::Int128 kMost = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(amount, -kMost, kMost));
}

/// The id by which people quote an entry: its first digits, as `trace` takes them.
std::string short_id(ledger::Id id) {
    constexpr std::size_t kShown = 8;
    const std::string full = ledger::to_text(id);
    // Ids that count up begin alike: then the first digits mean nothing.
    return full.starts_with("00000000") ? full : full.substr(0, kShown);
}

bool changes_level(Kind kind) {
    return kind == Kind::pledge || kind == Kind::revise || kind == Kind::withdraw ||
           kind == Kind::lapse || kind == Kind::cancel_balance;
}

std::string state_and(registry::State state, const std::string& rest) {
    return joined({in_words(registry::word_of(state)), rest}, ": ");
}

report::Told word(const char* group, std::string_view code) {
    return {"word", {{"group", group}, {"code", std::string(code)}}};
}

report::Told words(const std::string& text) {
    return {"text", {{"text", text}}};
}

report::Told title(const registry::Names& title) {
    return {"title", {{"en", title.en}, {"fr", title.fr}, {"ar", title.ar}}};
}

}  // namespace

void TraceTexts::read_plans() {
    store::Connection& connection = session_.books->connection();
    store::Transaction transaction(connection, store::Transaction::Kind::read);
    for (const store::AdoptedPlan& plan : store::read_plans(connection)) {
        for (const store::PlannedShipment& one :
             store::read_planned_shipments(connection, plan.id)) {
            planned_[one.id] = {static_cast<std::int64_t>(one.number), plan.name};
        }
    }
    transaction.commit();
}

TraceRow TraceTexts::row_of(const LinkId& link) const {
    TraceRow row;
    switch (link.first) {
        case LinkKind::consultation:
            row = consultation(link.second);
            break;
        case LinkKind::outcome:
            row = outcome(link.second);
            break;
        case LinkKind::instrument:
            row = instrument(link.second);
            break;
        case LinkKind::action_plan:
            row = action_plan(link.second);
            break;
        case LinkKind::activity:
            row = activity(link.second);
            break;
        case LinkKind::action_point:
            row = action_point(link.second);
            break;
        case LinkKind::pledge:
            IMDAD_ASSERT(false, "a pledge is told for each of its units");
    }
    row.kind = word_of(link.first);
    row.id = link.second;
    row.proof = row.proof.empty() ? "booked" : row.proof;
    return row;
}

TraceRow TraceTexts::consultation(const std::string& id) const {
    const registry::Consultation& entity = entities_.consultations.at(id);
    std::vector<std::string> parties;
    parties.reserve(entity.participants.size());
    for (const registry::Participant& participant : entity.participants) {
        parties.push_back(participant.party);
    }
    TraceRow row;
    row.stage = ChainStage::consultation;
    row.what = state_and(entity.state, joined({entity.title.en, entity.place}, ", "));
    row.told = {
        word("state", registry::word_of(entity.state)), title(entity.title), words(entity.place)};
    row.date = day_text(entity.held_on ? entity.held_on : entity.scheduled_on);
    row.holder = joined(parties, ", ");
    const Proof proof = proof_of(entity);
    row.grade = proof.grade;
    row.proof = proof.by;
    return row;
}

TraceRow TraceTexts::outcome(const std::string& id) const {
    TraceRow row;
    row.stage = ChainStage::outcome;
    for (const auto& [name, consultation] : entities_.consultations) {
        for (const registry::Outcome& outcome : consultation.outcomes) {
            if (name + '/' + outcome.id == id) {
                row.what = joined(
                    {std::string(registry::word_of(outcome.strength)), outcome.summary}, ": ");
                row.told = {word("strength", registry::word_of(outcome.strength)),
                            words(outcome.summary)};
                row.date = day_text(consultation.held_on);
                const Proof proof = proof_of(consultation);
                row.grade = proof.grade;
                row.proof = proof.by;
            }
        }
    }
    return row;
}

TraceRow TraceTexts::instrument(const std::string& id) const {
    const registry::Instrument& entity = entities_.instruments.at(id);
    const Proof proof = proof_of(entity);
    std::vector<std::string> parties;
    std::optional<base::Day> signed_on;
    parties.reserve(entity.terms.parties.size());
    for (const registry::Signatory& party : entity.terms.parties) {
        parties.push_back(party.party);
    }
    for (const registry::PartyAct& act : entity.acts) {
        signed_on = std::max(signed_on, act.signed_on);
    }
    TraceRow row;
    row.stage = ChainStage::agreement;
    row.what = state_and(
        entity.state,
        joined({in_words(registry::word_of(entity.type)), entity.reference, entity.terms.title.en},
               ", "));
    row.told = {word("state", registry::word_of(entity.state)),
                word("type", registry::word_of(entity.type)),
                words(entity.reference),
                title(entity.terms.title)};
    row.date = day_text(signed_on ? signed_on : entity.terms.period.start);
    row.holder = joined(parties, ", ");
    row.proof = proof.by;
    row.grade = proof.grade;
    if (const registry::Worth& worth = entity.terms.worth; worth.stated()) {
        const int places = exchange::currency_exponent(worth.currency).value_or(0);
        row.amount =
            fmt::format("{} {}", exchange::scaled_text(worth.minor_units, places), worth.currency);
    }
    return row;
}

TraceRow TraceTexts::action_plan(const std::string& id) const {
    const registry::ActionPlan& entity = entities_.action_plans.at(id);
    TraceRow row;
    row.stage = ChainStage::plan;
    row.what = state_and(entity.state, entity.title.en);
    row.told = {word("state", registry::word_of(entity.state)), title(entity.title)};
    row.date = day_text(entity.period.start);
    return row;
}

TraceRow TraceTexts::activity(const std::string& id) const {
    const registry::Activity& entity = entities_.activities.at(id);
    const Proof proof = proof_of(entity);
    TraceRow row;
    row.stage = ChainStage::activity;
    row.what = state_and(entity.state,
                         joined({in_words(registry::word_of(entity.type)), entity.title.en}, ", "));
    row.told = {word("state", registry::word_of(entity.state)),
                word("type", registry::word_of(entity.type)),
                title(entity.title)};
    row.date =
        day_text(entity.actual_start ? entity.actual_start : registry::planned_start(entity));
    row.holder = entity.lead;
    row.to = joined(entity.places, ", ");
    row.proof = proof.by;
    row.grade = proof.grade;
    return row;
}

TraceRow TraceTexts::action_point(const std::string& id) const {
    const registry::ActionPoint& entity = entities_.action_points.at(id);
    const Proof proof = proof_of(entity);
    TraceRow row;
    row.stage = ChainStage::agreement;
    row.what = state_and(entity.state, entity.title);
    row.told = {word("state", registry::word_of(entity.state)), words(entity.title)};
    row.date = day_text(entity.due);
    row.holder = session_.shown(entity.assignee);
    row.proof = proof.by;
    row.grade = proof.grade;
    return row;
}

TraceRow TraceTexts::row_of(ledger::Name pledge,
                            ledger::Name unit,
                            std::optional<std::size_t> movement) const {
    const ledger::Book& book = trail_->book();
    const ledger::PledgeFacts* facts = book.pledge(pledge, unit);
    TraceRow row;
    row.stage = ChainStage::pledge;
    row.kind = word_of(LinkKind::pledge);
    row.id = text(pledge);
    row.proof = "booked";
    if (facts != nullptr) {
        row.quantity = facts->level();
        row.unit = text(unit);
        row.decimals = decimals_of(book, unit);
        row.amount = amount_with_unit(book, unit, facts->level());
        row.holder = text(facts->donor);
        row.what =
            report::say_count("trace.levels", static_cast<std::int64_t>(facts->history.size()));
        row.told = {{"levels", {{"n", fmt::format("{}", facts->history.size())}}}};
        if (!facts->parent.empty()) {
            row.what +=
                "; " + report::say("trace.passes_on", fmt::arg("parent", text(facts->parent)));
            row.told.push_back({"passes_on", {{"parent", text(facts->parent)}}});
        }
        if (facts->shared) {
            row.what += "; " + report::say("trace.shared");
            row.told.push_back({"shared", {}});
        }
    }
    if (movement) {
        add_entry(row, *movement);
    }
    return row;
}

void TraceTexts::add_entry(TraceRow& row, std::size_t movement) const {
    const BookedMovement& moved = trail_->movements()[movement];
    const Command& command = trail_->command(movement);
    const Proof proof = proof_of(*trail_, movement);
    row.proof = proof.by;
    row.grade = proof.grade;
    row.date = base::to_text(command.business_date);
    row.who = session_.shown(ledger::to_text(command.actor));
    if (!command.approver.empty()) {
        row.who += " + " + session_.shown(ledger::to_text(command.approver));
    }
    for (const ledger::Posting& posting : moved.postings) {
        row.postings.push_back(
            {ledger::describe(posting.account, trail_->book().names()), posting.amount});
    }
    if (const ledger::Entry* reversal = trail_->reversal_of(moved.sequence)) {
        const std::string day = base::to_text(reversal->command.business_date);
        const std::string reason = session_.named(reversal->command.reason);
        row.reversed =
            report::say("trace.reversed", fmt::arg("day", day), fmt::arg("reason", reason));
        row.told.push_back({"reversed", {{"day", day}, {"reason", reason}}});
    }
}

TraceRow TraceTexts::row_of(std::size_t movement) const {
    const Command& command = trail_->command(movement);
    const BookedMovement& moved = trail_->movements()[movement];
    const ledger::AccountKey& first = moved.postings.front().account;
    const base::Int128 amount = moved_amount(command, moved);
    TraceRow row;
    row.stage = changes_level(command.kind)    ? ChainStage::pledge
                : command.kind == Kind::commit ? ChainStage::commitment
                                               : ChainStage::movement;
    row.kind = ledger::to_text(command.kind);
    row.id = ledger::to_text(command.id);
    row.label = short_id(command.id);
    add_details(row, movement);
    row.quantity = narrow(amount);
    row.unit = text(first.unit);
    row.decimals = decimals_of(trail_->book(), first.unit);
    row.amount = amount_with_unit(trail_->book(), first.unit, amount);
    row.holder = text(first.holder);
    for (const ledger::Posting& posting : moved.postings) {
        if (posting.amount > 0 && posting.account.holder != first.holder) {
            row.to = text(posting.account.holder);
        }
    }
    add_entry(row, movement);
    return row;
}

/// Lot, way out, instrument, what a receipt found, why.
void TraceTexts::add_details(TraceRow& row, std::size_t movement) const {
    const Command& command = trail_->command(movement);
    const BookedMovement& moved = trail_->movements()[movement];
    const ledger::Derived& derived = trail_->entries()[moved.sequence].derived;
    const ledger::AccountKey& last = moved.postings.back().account;
    std::vector<std::string> parts;
    const auto add = [&](std::string part, report::Told told) {
        parts.push_back(std::move(part));
        row.told.push_back(std::move(told));
    };
    if (const std::string& lot = text(last.lot); last.expiry != ledger::kNoDay && !lot.empty()) {
        const std::string expiry = base::to_text(last.expiry);
        add(report::say("trace.lot_to", fmt::arg("lot", lot), fmt::arg("expiry", expiry)),
            {"lot_to", {{"lot", lot}, {"expiry", expiry}}});
    } else if (!lot.empty()) {
        add(report::say("trace.lot", fmt::arg("lot", lot)), {"lot", {{"lot", lot}}});
    }
    if (const std::string& under = text(command.instrument); !under.empty()) {
        add(report::say("trace.under", fmt::arg("instrument", under)),
            {"under", {{"instrument", under}}});
    }
    const ledger::Name activity = command.kind == Kind::allocate ? command.to_activity
                                  : command.kind == Kind::commit ? command.activity
                                                                 : ledger::Name{};
    if (!activity.empty()) {
        add(report::say("trace.for_activity", fmt::arg("activity", text(activity))),
            {"for_activity", {{"activity", text(activity)}}});
    }
    if (ledger::is_loss(command.to_stage)) {
        const std::string_view stage = ledger::to_text(command.to_stage);
        add(in_words(stage), word("stage", stage));
    }
    if (const auto found = planned_.find(command.refers_to); found != planned_.end()) {
        const auto& [number, plan] = found->second;
        add(report::say("trace.planned", fmt::arg("number", number), fmt::arg("plan", plan)),
            {"planned", {{"number", fmt::format("{}", number)}, {"plan", plan}}});
    }
    if (command.damaged > 0) {
        add(report::say("trace.damaged", fmt::arg("amount", command.damaged)),
            {"damaged", {{"damaged", fmt::format("{}", command.damaged)}}});
    }
    if (const ledger::Discrepancy& found = derived.discrepancy;
        found.missing != 0 || found.surplus != 0) {
        add(report::say("books.discrepancy",
                        fmt::arg("missing", found.missing),
                        fmt::arg("surplus", found.surplus)),
            discrepancy_told(found));
    }
    if (command.exception) {
        add(report::say("trace.exception"), {"exception", {}});
    }
    if (std::string reason = session_.named(command.reason); !reason.empty()) {
        add(reason, words(reason));
    }
    row.what = joined(parts, "; ");
}

report::ConservationLine TraceTexts::conservation(ledger::Name pledge, ledger::Name unit) const {
    const ledger::Book& book = trail_->book();
    const ledger::Conservation sums = ledger::conservation(book, pledge, unit);
    report::ConservationLine line{
        .pledge = text(pledge), .unit = text(unit), .came = {}, .went = {}, .holds = sums.holds()};
    const auto add =
        [&](std::vector<report::StageAmount>& to, const char* stage, base::Int128 amount) {
            if (amount != 0) {
                to.push_back({stage, fmt::format("{}", amount), amount_text(book, unit, amount)});
            }
        };
    add(line.came, "pledged", sums.pledged);
    add(line.came, "surplus", sums.surplus);
    add(line.came, "opening", sums.opening);
    add(line.went, "uncommitted", sums.uncommitted);
    add(line.went, "committed", sums.committed);
    add(line.went, "on_hand", sums.on_hand);
    add(line.went, "quarantined", sums.quarantined);
    add(line.went, "in_transit", sums.in_transit);
    add(line.went, "delivered", sums.delivered);
    add(line.went, "lost", sums.lost);
    add(line.went, "returned", sums.returned);
    add(line.went, "cancelled", sums.cancelled);
    add(line.went, "exchanged", sums.exchanged);
    return line;
}

}  // namespace imdad::app
