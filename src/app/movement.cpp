#include "app/movement.hpp"

#include "app/posting_rules.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"

#include <algorithm>
#include <span>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

Movement::Movement(Session session, ledger::Id id, const MovementOptions& options)
    : session_(std::move(session)),
      id_(id),
      of_ids_(id),
      on_(options.access.today),
      dry_run_(options.dry_run),
      transaction_(std::make_unique<store::Transaction>(session_.books->connection(),
                                                        store::Transaction::Kind::write)) {
    session_.books->entities().catch_up_within();
    session_.books->ledger().catch_up_within();
}

Answer<Movement> Movement::begin(const MovementOptions& options) {
    Answer<Session> session = open_session(options.access, Task::post);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Answer<ledger::Id> id = given_or_random_id(options.id);
    if (!id) {
        return tl::unexpected(id.error());
    }
    return Movement(std::move(*session), *id, options);
}

void Movement::begin_row(std::uint64_t number, base::Day on) {
    of_ids_ = derived_id(id_, "row", number);
    on_ = on;
    next_ = 0;
}

ledger::Command Movement::command(ledger::Kind kind) {
    ledger::Command command;
    command.id = derived_id(of_ids_, "movement", next_++);
    command.kind = kind;
    command.business_date = on_;
    command.device_time_ms = session_.access.now_ms;
    command.actor = session_.user.actor;
    return command;
}

std::vector<ledger::Entry> Movement::made_before() {
    std::vector<ledger::Entry> entries;
    for (std::uint64_t number = 0;; ++number) {
        const ledger::Seen* seen = book().seen(derived_id(of_ids_, "movement", number));
        if (seen == nullptr) {
            return entries;
        }
        entries.push_back(session_.books->ledger().entry(seen->sequence));
    }
}

Answer<ledger::Entry> Movement::post(const ledger::Command& command, bool by_plan) {
    const std::vector<Objection> found = by_plan ? objections_to_instrument(session_, command)
                                                 : objections(session_, command, nullptr);
    if (!found.empty()) {
        Refusal refusal{.code = found.front().code, .lines = {}, .field = found.front().field};
        for (const Objection& objection : found) {
            refusal.add(objection.message, objection.reason);
        }
        return tl::unexpected(std::move(refusal));
    }
    auto posted =
        session_.books->ledger().post_within(std::span(&command, 1), session_.access.now_ms);
    if (!posted) {
        const ledger::Refused& error = posted.error().error;
        Refusal refusal{.code = error.code, .lines = {}, .field = error.where};
        refusal.add(error.message, reason_of(error));
        return tl::unexpected(std::move(refusal));
    }
    return std::move(posted->answers.front().entry);
}

bool Movement::finish() {
    if (!dry_run_) {
        transaction_->commit();
    }
    return !dry_run_;
}

Answer<ledger::Name> known_name(const Movement& movement,
                                const std::string& what,
                                const std::string& text,
                                const std::string& field) {
    const auto name = movement.book().names().find(text);
    if (!name || text.empty()) {
        return no(tell("name_not_in_ledger", what, text), field);
    }
    return *name;
}

void sort_by_expiry(std::vector<ShelfAccount>& accounts, const ledger::Names& names) {
    std::ranges::sort(accounts, {}, [&](const ShelfAccount& account) {
        const ledger::AccountKey& key = account.key;
        return std::tuple(key.expiry == ledger::kNoDay,
                          key.expiry,
                          std::string_view(names.text(key.lot)),
                          std::string_view(names.text(key.earmark)),
                          std::string_view(names.text(key.pledge)),
                          std::string_view(names.text(key.activity)));
    });
}

bool matches(const GoodsFilter& filter,
             const ledger::AccountKey& key,
             const ledger::Names& names,
             bool exact) {
    const auto fits = [&](const std::string& wanted, ledger::Name name) {
        return (wanted.empty() && !exact) || names.text(name) == wanted;
    };
    return fits(filter.unit, key.unit) && fits(filter.lot, key.lot) &&
           fits(filter.earmark, key.earmark) && fits(filter.pledge, key.pledge) &&
           fits(filter.activity, key.activity);
}

bool is_usable(const ledger::AccountKey& key, const ledger::Book& book, base::Day day) {
    const ledger::LotFacts* lot = key.lot.empty() ? nullptr : book.lot(key.unit, key.lot);
    const bool recalled = lot != nullptr && lot->recalled;
    return !recalled && (key.expiry == ledger::kNoDay || key.expiry >= day);
}

std::vector<ShelfAccount> shelf(const Movement& movement,
                                ledger::Name holder,
                                const GoodsFilter& filter,
                                base::Day day) {
    const ledger::Book& book = movement.book();
    std::vector<ShelfAccount> found;
    for (const auto& [key, state] : book.accounts()) {
        if (key.stage == ledger::Stage::on_hand && key.holder == holder && state.balance > 0 &&
            matches(filter, key, book.names()) && is_usable(key, book, day)) {
            found.push_back({key, state.balance});
        }
    }
    sort_by_expiry(found, book.names());
    return found;
}

}  // namespace imdad::app
