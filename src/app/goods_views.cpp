#include "app/goods_views.hpp"

#include "app/books.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_words.hpp"
#include "app/movement.hpp"
#include "app/sentences.hpp"
#include "app/shipments.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Dispatch;
using ledger::Kind;
using ledger::Stage;

/// Whether the name stands for `wanted`; empty: any.
bool fits(const std::string& wanted, const std::string& is) {
    return wanted.empty() || wanted == is;
}

Answer<Session> open_ledger(const Access& access) {
    Answer<Session> session = open_session(access, Task::read_ledger);
    if (session) {
        session->books->ledger().catch_up();
    }
    return session;
}

ShipmentLine line_of(Session& session, ledger::Id id, const Dispatch& dispatch) {
    store::LedgerBooks& ledger = session.books->ledger();
    const ledger::Names& names = ledger.book().names();
    const ledger::AccountKey& key = dispatch.in_transit;
    const std::uint64_t sequence = ledger.book().seen(id)->sequence;
    ShipmentLine line{.dispatch = ledger::to_text(id),
                      .entry = sequence,
                      .planned = dispatch.planned.empty() ? "" : ledger::to_text(dispatch.planned),
                      .from = names.text(dispatch.from.holder),
                      .to = names.text(key.holder),
                      .unit = names.text(key.unit),
                      .lot = names.text(key.lot),
                      .expiry = day_text(key.expiry),
                      .earmark = names.text(key.earmark),
                      .pledge = names.text(key.pledge),
                      .activity = names.text(key.activity)};
    line.sent_on = day_text(ledger.entry(sequence).command.business_date);
    line.expected = day_text(dispatch.expected);
    line.amount = dispatch.amount;
    line.open = dispatch.open;
    line.taken_back = dispatch.taken_back;
    line.late = dispatch.open > 0 && dispatch.expected != ledger::kNoDay &&
                dispatch.expected < session.access.today;
    return line;
}

/// What a later entry did to the dispatch.
ShipmentEvent event_of(const Session& session, const ledger::Entry& entry) {
    const ledger::Command& command = entry.command;
    const ledger::Book& book = session.books->ledger().book();
    const ledger::Seen* const seen = book.seen(command.id);
    ShipmentEvent event{.entry = entry.sequence,
                        .kind = std::string(ledger::to_text(command.kind)),
                        .on = day_text(command.business_date),
                        .user = session.shown(ledger::to_text(command.actor)),
                        .lot = book.names().text(command.lot),
                        .amount = command.amount,
                        .damaged = command.damaged,
                        .missing = entry.derived.discrepancy.missing,
                        .surplus = entry.derived.discrepancy.surplus,
                        .vvm_stage = command.vvm_stage,
                        .reason = command.reason,
                        .stands = seen == nullptr || seen->reversed_by == 0};
    if (command.kind != Kind::post_receipt) {
        // What is taken back is all that was still on its way: no field says how much.
        event.amount = 0;
        for (const ledger::Posting& posting : entry.derived.postings) {
            event.amount = std::max(event.amount, posting.amount);
        }
    }
    return event;
}

Answer<ledger::Id> id_of(const ledger::Book& book,
                         const LedgerSight& sight,
                         const std::string& text) {
    if (const auto whole = ledger::parse_id(text)) {
        const ledger::Dispatch* const dispatch = book.dispatch(*whole);
        if (dispatch != nullptr && sight.sees(dispatch->in_transit)) {
            return *whole;
        }
    }
    std::vector<ledger::Id> found;
    bool hidden = false;
    for (const auto& [id, dispatch] : book.dispatches()) {
        if (text.empty() || !ledger::to_text(id).starts_with(text)) {
            continue;
        }
        if (sight.sees(dispatch.in_transit)) {
            found.push_back(id);
        } else {
            hidden = true;
        }
    }
    if (found.empty()) {
        Refusal none = refusal_of(tell("no_such_dispatch", text), "dispatch");
        none.concealed = hidden;
        return tl::unexpected(std::move(none));
    }
    if (found.size() > 1) {
        return no(tell("several_dispatches", found.size(), text), "dispatch");
    }
    return found.front();
}

}  // namespace

Answer<ShipmentPage> list_shipments(const Access& access,
                                    const ShipmentFilter& filter,
                                    const Page& page) {
    Answer<Session> session = open_ledger(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const ledger::Book& book = session->books->ledger().book();
    const ledger::Names& names = book.names();
    const LedgerSight sight(*session);
    ShipmentPage shown;
    // The book has them in the order of their entries: the newest are the last.
    for (const auto& [id, dispatch] : std::views::reverse(book.dispatches())) {
        if ((filter.open && dispatch.open <= 0) || !sight.sees(dispatch.in_transit) ||
            !fits(filter.from, names.text(dispatch.from.holder)) ||
            !fits(filter.to, names.text(dispatch.in_transit.holder)) ||
            !fits(filter.unit, names.text(dispatch.in_transit.unit)) ||
            (page.before && book.seen(id)->sequence >= *page.before)) {
            continue;
        }
        if (shown.lines.size() == page.limit) {
            shown.next = shown.lines.back().entry;
            break;
        }
        shown.lines.push_back(line_of(*session, id, dispatch));
    }
    return shown;
}

Answer<ShipmentView> show_shipment(const Access& access, const std::string& dispatch) {
    Answer<Session> session = open_ledger(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    const ledger::Book& book = ledger.book();
    const Answer<ledger::Id> id = id_of(book, LedgerSight(*session), dispatch);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const Dispatch& found = *book.dispatch(*id);
    ShipmentView view{.line = line_of(*session, *id, found), .events = {}};
    for (std::uint64_t i = found.first_event; i != 0 && i <= found.last_event; ++i) {
        const ledger::Entry entry = ledger.entry(i);
        const Kind kind = entry.command.kind;
        if (entry.command.refers_to == *id &&
            (kind == Kind::post_receipt || kind == Kind::void_dispatch ||
             kind == Kind::expire_dispatch)) {
            view.events.push_back(event_of(*session, entry));
        }
    }
    return view;
}

Answer<std::vector<StockHeld>> list_stock(const Access& access, const StockFilter& filter) {
    const Answer<Session> session = open_ledger(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const ledger::Book& book = session->books->ledger().book();
    const ledger::Names& names = book.names();
    const auto stage = parse_stage(filter.stage.empty() ? "none" : filter.stage);
    const auto is_stock = [](Stage one) {
        return one == Stage::on_hand || one == Stage::quarantined || one == Stage::delivered;
    };
    if (!filter.stage.empty() && (!stage || !is_stock(*stage))) {
        return no(tell("stage_of_goods"), "stage");
    }
    const LedgerSight sight(*session);
    std::vector<ShelfAccount> accounts;
    for (const auto& [key, state] : book.accounts()) {
        const ledger::UnitFacts* const unit = book.unit(key.unit);
        const bool product = unit == nullptr || unit->kind != ledger::UnitKind::currency;
        if (state.balance != 0 && is_stock(key.stage) && product && sight.sees(key) &&
            (filter.stage.empty() || key.stage == *stage) &&
            fits(filter.at, names.text(key.holder)) && fits(filter.unit, names.text(key.unit))) {
            accounts.push_back({key, state.balance});
        }
    }
    sort_by_expiry(accounts, names);
    std::ranges::stable_sort(accounts, {}, [&](const ShelfAccount& account) {
        return std::tuple(std::string_view(names.text(account.key.holder)),
                          account.key.stage,
                          std::string_view(names.text(account.key.unit)));
    });
    std::vector<StockHeld> lines;
    lines.reserve(accounts.size());
    for (const auto& [key, amount] : accounts) {
        const ledger::LotFacts* const lot = key.lot.empty() ? nullptr : book.lot(key.unit, key.lot);
        lines.push_back(
            {.at = names.text(key.holder),
             .stage = std::string(ledger::to_text(key.stage)),
             .unit = names.text(key.unit),
             .lot = names.text(key.lot),
             .expiry = day_text(key.expiry),
             .earmark = names.text(key.earmark),
             .pledge = names.text(key.pledge),
             .activity = names.text(key.activity),
             .amount = amount,
             .expired = key.expiry != ledger::kNoDay && key.expiry < session->access.today,
             .recalled = lot != nullptr && lot->recalled});
    }
    return lines;
}

}  // namespace imdad::app
