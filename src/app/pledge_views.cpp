#include "app/pledge_views.hpp"

#include "app/amount_text.hpp"
#include "app/books.hpp"
#include "app/external.hpp"
#include "app/ledger_sight.hpp"
#include "app/sentences.hpp"
#include "app/trace_texts.hpp"
#include "ledger/balances.hpp"
#include "report/catalogue.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;
using ledger::NamePair;

/// What is not yet where it was promised to be.
bool is_open(const ledger::Book& book, NamePair resource) {
    const ledger::Conservation sums = ledger::conservation(book, resource.first, resource.second);
    return sums.uncommitted > 0 || sums.committed > 0 || sums.in_transit > 0;
}

bool is_of(const LedgerTrail& trail, std::size_t movement, NamePair resource) {
    const auto& postings = trail.movements()[movement].postings;
    return std::ranges::any_of(postings, [&](const ledger::Posting& posting) {
        return posting.account.pledge == resource.first && posting.account.unit == resource.second;
    });
}

/// The day on which it is to arrive, by the last that said so; else that on which it lapses.
base::Day due_of(const LedgerTrail& trail, NamePair resource) {
    base::Day due = trail.book().pledge(resource.first, resource.second)->lapses;
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        const Command& command = trail.command(i);
        const bool says = command.kind == Kind::pledge || command.kind == Kind::commit;
        if (says && command.expected != ledger::kNoDay && trail.stands(i) &&
            is_of(trail, i, resource)) {
            due = command.expected;
        }
    }
    return due;
}

void add_agreements(report::PledgeLine& line,
                    const LedgerTrail& trail,
                    const registry::Register& entities,
                    NamePair resource) {
    const auto add = [](std::vector<std::string>& to, const std::string& text) {
        if (std::ranges::find(to, text) == to.end()) {
            to.push_back(text);
        }
    };
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        const Command& command = trail.command(i);
        if (command.instrument.empty() || !trail.stands(i) || !is_of(trail, i, resource)) {
            continue;
        }
        const std::string& id = trail.book().names().text(command.instrument);
        add(line.agreements, id);
        const auto found = entities.instruments.find(id);
        if (found != entities.instruments.end() && is_external(found->second.type)) {
            add(line.external, std::string(registry::word_of(found->second.type)));
        }
    }
}

std::vector<report::PledgeEvent> history_of(const Session& session,
                                            const LedgerTrail& trail,
                                            NamePair resource) {
    const ledger::Book& book = trail.book();
    const auto& levels = book.pledge(resource.first, resource.second)->history;
    std::vector<report::PledgeEvent> events;
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        const Command& command = trail.command(i);
        const bool of_promise =
            command.kind <= Kind::release_commitment ||
            (command.kind == Kind::re_earmark && command.stage == ledger::Stage::uncommitted);
        if (!of_promise || !is_of(trail, i, resource)) {
            continue;
        }
        const BookedMovement& movement = trail.movements()[i];
        const auto level =
            std::ranges::find(levels, movement.sequence, &ledger::PledgeLevel::sequence);
        report::PledgeEvent event;
        event.date = base::to_text(command.business_date);
        event.kind = ledger::to_text(command.kind);
        event.amount = amount_text(book, resource.second, moved_amount(command, movement));
        event.level = level == levels.end() ? "" : amount_text(book, resource.second, level->level);
        event.to = book.names().text(command.to);
        event.agreement = book.names().text(command.instrument);
        event.activity = book.names().text(command.activity);
        event.who = session.shown(ledger::to_text(command.actor));
        event.reason = session.named(command.reason);
        event.id = ledger::to_text(command.id);
        if (command.document != ledger::Hash{}) {
            for (const unsigned char byte : command.document) {
                event.document += fmt::format("{:02x}", byte);
            }
        }
        if (const ledger::Entry* reversal = trail.reversal_of(movement.sequence)) {
            const std::string day = base::to_text(reversal->command.business_date);
            const std::string reason = session.named(reversal->command.reason);
            event.reversed =
                report::say("trace.reversed", fmt::arg("day", day), fmt::arg("reason", reason));
            event.told.push_back({"reversed", {{"day", day}, {"reason", reason}}});
        }
        events.push_back(std::move(event));
    }
    return events;
}

report::PledgeView view_of(const Session& session, const LedgerTrail& trail, NamePair resource) {
    const ledger::Book& book = trail.book();
    const ledger::PledgeFacts& facts = *book.pledge(resource.first, resource.second);
    report::PledgeView view;
    view.line =
        pledge_line(trail, session.books->entities().current(), resource, session.access.today);
    view.history = history_of(session, trail, resource);
    for (const auto& [other, child] : book.pledges()) {
        if (child.parent == resource.first && other.second == resource.second) {
            view.passed_on_as.push_back(book.names().text(other.first));
        }
    }
    ledger::AccountKey account;
    account.unit = resource.second;
    account.pledge = resource.first;
    if (const auto worth = ledger::worth(book, account, facts.level())) {
        view.worth = amount_with_unit(book, worth->currency, worth->amount);
    }
    view.conservation = TraceTexts(session, &trail).conservation(resource.first, resource.second);
    if (LedgerSight(session).sees_all()) {
        const ledger::PledgeTotals totals = ledger::pledge_totals(book, resource.second);
        view.direct = amount_text(book, resource.second, totals.direct);
        view.passed_on = amount_text(book, resource.second, totals.passed_on);
        view.shared = amount_text(book, resource.second, totals.shared);
    }
    return view;
}

/// Register and ledger of one moment, for reading.
Answer<Session> open_both(const Access& access) {
    Answer<Session> session = open_session(access, Task::read_ledger);
    if (session) {
        session->books->entities().catch_up();
        session->books->ledger().catch_up();
    }
    return session;
}

}  // namespace

report::PledgeLine pledge_line(const LedgerTrail& trail,
                               const registry::Register& entities,
                               NamePair resource,
                               base::Day today) {
    const ledger::Book& book = trail.book();
    const ledger::Names& names = book.names();
    const ledger::PledgeFacts& facts = *book.pledge(resource.first, resource.second);
    const ledger::Conservation sums = ledger::conservation(book, resource.first, resource.second);
    report::PledgeLine line;
    line.pledge = names.text(resource.first);
    line.unit = names.text(resource.second);
    line.donor = names.text(facts.donor);
    line.earmark = names.text(facts.earmark);
    line.level = amount_text(book, resource.second, facts.level());
    line.parent = names.text(facts.parent);
    line.shared = facts.shared;
    for (const auto& [stage, amount] : {std::pair("uncommitted", sums.uncommitted),
                                        std::pair("committed", sums.committed),
                                        std::pair("on_hand", sums.on_hand),
                                        std::pair("quarantined", sums.quarantined),
                                        std::pair("in_transit", sums.in_transit),
                                        std::pair("delivered", sums.delivered),
                                        std::pair("lost", sums.lost),
                                        std::pair("returned", sums.returned),
                                        std::pair("cancelled", sums.cancelled),
                                        std::pair("exchanged", sums.exchanged)}) {
        if (amount != 0) {
            line.stages.push_back(
                {stage, fmt::format("{}", amount), amount_text(book, resource.second, amount)});
        }
    }
    const base::Day due = due_of(trail, resource);
    if (due != ledger::kNoDay) {
        line.due = base::to_text(due);
        if (due < today && is_open(book, resource)) {
            line.days_late = (today - due).count();
        }
    }
    add_agreements(line, trail, entities, resource);
    return line;
}

Answer<std::vector<report::PledgeLine>> list_pledges(const Access& access,
                                                     const PledgeFilter& filter) {
    const Answer<Session> session = open_both(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const LedgerTrail trail(session->books->ledger());
    const ledger::Book& book = trail.book();
    const LedgerSight sight(*session);
    std::vector<report::PledgeLine> lines;
    for (const auto& [resource, facts] : book.pledges()) {
        const bool wanted =
            sight.sees_pledge(resource.first, resource.second) &&
            (filter.donor.empty() || filter.donor == book.names().text(facts.donor)) &&
            (filter.unit.empty() || filter.unit == book.names().text(resource.second)) &&
            (!filter.open || is_open(book, resource));
        if (wanted) {
            lines.push_back(
                pledge_line(trail, session->books->entities().current(), resource, access.today));
        }
    }
    return lines;
}

Answer<std::vector<report::PledgeView>> show_pledge(const Access& access,
                                                    const std::string& pledge) {
    const Answer<Session> session = open_both(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const LedgerTrail trail(session->books->ledger());
    const LedgerSight sight(*session);
    std::vector<report::PledgeView> views;
    bool hidden = false;
    for (const auto& [resource, facts] : trail.book().pledges()) {
        if (trail.book().names().text(resource.first) != pledge) {
            continue;
        }
        if (sight.sees_pledge(resource.first, resource.second)) {
            views.push_back(view_of(*session, trail, resource));
        } else {
            hidden = true;
        }
    }
    if (views.empty()) {
        Refusal refusal = refusal_of(tell("no_such_pledge", pledge));
        refusal.concealed = hidden;
        return tl::unexpected(std::move(refusal));
    }
    return views;
}

}  // namespace imdad::app
