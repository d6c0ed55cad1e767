#include "ledger/book.hpp"

#include "base/assert.hpp"

#include <algorithm>

namespace imdad::ledger {

namespace {

/// By how much the entry moved the account of a pledge's level; the level rises as it falls.
std::int64_t level_change(const Entry& entry) {
    std::int64_t change = 0;
    for (const Posting& posting : entry.derived.postings) {
        change -= posting.account.stage == Stage::pledged ? posting.amount : 0;
    }
    return change;
}

/// How much of a dispatch an entry takes off the way, or puts back on it when below zero.
std::int64_t taken_off_the_way(const Entry& entry) {
    std::int64_t taken = 0;
    for (const Posting& posting : entry.derived.postings) {
        taken -= posting.account.stage == Stage::in_transit ? posting.amount : 0;
    }
    return taken;
}

}  // namespace

std::int64_t Book::balance(const AccountKey& key) const {
    const AccountState* state = accounts_.find(key);
    return state == nullptr ? 0 : state->balance;
}

const Price* Book::price(Name unit, Name lot, Name pledge) const {
    for (const PriceKey& key :
         {PriceKey{unit, lot, pledge}, PriceKey{unit, {}, pledge}, PriceKey{unit, {}, {}}}) {
        if (const Price* found = prices_.find(key)) {
            return found;
        }
    }
    return nullptr;
}

void Book::fold_lot(const Posting& posting) {
    const AccountKey& key = posting.account;
    if (key.lot.empty()) {
        return;
    }
    LotFacts& facts = lots_[{key.unit, key.lot}];
    facts.expiry = key.expiry;
    if (key.stage == Stage::on_hand && accounts_.find(key) == nullptr) {
        facts.on_hand.push_back(key);
    }
}

void Book::fold_pledge(const Entry& entry, const Command& command, int sign) {
    PledgeFacts& facts = pledges_[{command.pledge, command.unit}];
    if (command.kind == Kind::pledge && sign > 0) {
        facts.donor = command.holder;
        facts.earmark = command.earmark;
        facts.parent = command.parent;
        facts.shared = command.shared;
        facts.lapses = command.deadline;
    }
    const std::int64_t before = facts.history.empty() ? 0 : facts.level();
    facts.history.push_back(
        {entry.sequence, entry.command.business_date, before + level_change(entry)});
}

void Book::fold_dispatch(const Entry& entry) {
    const Command& command = entry.command;
    if (command.kind == Kind::dispatch) {
        Dispatch dispatch;
        for (const Posting& posting : entry.derived.postings) {
            (posting.amount < 0 ? dispatch.from : dispatch.in_transit) = posting.account;
        }
        dispatch.amount = dispatch.open = command.amount;
        dispatch.tolerance_ppm = command.tolerance_ppm;
        dispatch.deadline = command.deadline;
        dispatch.expected = command.expected;
        dispatch.planned = command.refers_to;
        dispatches_[command.id] = dispatch;
        return;
    }
    Dispatch* dispatch = dispatches_.find(command.refers_to);
    IMDAD_ASSERT(dispatch != nullptr, "a dispatch that is resolved exists");
    const std::int64_t taken = taken_off_the_way(entry);
    dispatch->open -= taken;
    dispatch->first_event = dispatch->first_event == 0 ? entry.sequence : dispatch->first_event;
    dispatch->last_event = entry.sequence;
    dispatch->taken_back += command.kind == Kind::post_receipt ? 0 : taken;
}

void Book::fold_reversal(const Entry& entry, const Entry& original) {
    const Command& reversed = original.command;
    seen_[reversed.id].reversed_by = entry.sequence + 1;
    if (reversed.kind == Kind::pledge || reversed.kind == Kind::revise) {
        fold_pledge(entry, reversed, -1);
    } else if (reversed.kind == Kind::post_receipt) {
        dispatches_[reversed.refers_to].open -= taken_off_the_way(entry);
    }
}

void Book::fold(const Entry& entry, const Journal& journal) {
    IMDAD_ASSERT(entry.sequence == size_, "entries are folded in their order");
    const Command& command = entry.command;
    for (const Posting& posting : entry.derived.postings) {
        fold_lot(posting);
        accounts_[posting.account].balance += posting.amount;
    }
    seen_[command.id].sequence = entry.sequence;
    switch (command.kind) {
        case Kind::define_unit:
            units_[command.unit] = {command.unit_kind, command.decimals};
            break;
        case Kind::pledge:
        case Kind::revise:
            fold_pledge(entry, command, 1);
            break;
        case Kind::dispatch:
        case Kind::post_receipt:
        case Kind::void_dispatch:
        case Kind::expire_dispatch:
            fold_dispatch(entry);
            break;
        case Kind::recall:
        case Kind::lift_recall:
            lots_[{command.unit, command.lot}].recalled = command.kind == Kind::recall;
            break;
        case Kind::value:
            prices_[{command.unit, command.lot, command.pledge}] = {command.to_unit,
                                                                    command.to_amount,
                                                                    command.rate_date,
                                                                    command.price_source,
                                                                    entry.sequence};
            break;
        case Kind::reverse:
            fold_reversal(entry, journal.at(seen_[command.refers_to].sequence));
            break;
        default:
            break;
    }
    last_recorded_ms_ = entry.recorded_at_ms;
    ++size_;
}

template <typename Act>
void Book::each_map(Act act) {
    act(accounts_);
    act(units_);
    act(pledges_);
    act(lots_);
    act(dispatches_);
    act(seen_);
    act(prices_);
}

void Book::mark() {
    each_map([](auto& map) { map.mark(); });
    marked_size_ = size_;
    marked_recorded_ms_ = last_recorded_ms_;
}

void Book::keep() {
    each_map([](auto& map) { map.keep(); });
}

void Book::take_back() {
    each_map([](auto& map) { map.take_back(); });
    size_ = marked_size_;
    last_recorded_ms_ = marked_recorded_ms_;
}

}  // namespace imdad::ledger
