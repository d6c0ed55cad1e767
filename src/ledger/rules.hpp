#pragma once

#include "ledger/decide.hpp"
#include "ledger/refusal.hpp"

#include <string>

/// Inside of `derive`: one function per kind of command, grouped by file. The head, the fields and
/// the lots are checked before, the limits after, in decide.cpp.

namespace imdad::ledger::rules {

using Ruling = Ruled<void>;

struct Case {
    const Book& book;
    const Journal& journal;
    const Command& command;
    Derived& out;

    /// Adds to the posting of `account`, or makes one; nothing for an amount of zero.
    void post(const AccountKey& account, std::int64_t amount) const;

    /// From one account to another.
    void move(const AccountKey& from, const AccountKey& to, std::int64_t amount) const {
        post(from, -amount);
        post(to, amount);
    }

    /// The account that the fields of the command name, at `stage`.
    [[nodiscard]] AccountKey account(Stage stage) const;

    /// Where usable goods go: `on_hand`, or `quarantined` if the lot is recalled or its monitor
    /// says that it must not be used.
    [[nodiscard]] Stage arrival_stage(Name unit, Name lot) const;

    [[nodiscard]] const std::string& text(Name name) const { return book.names().text(name); }
};

/// Medicines have a lot, a lot that is new has its expiry, one that is known keeps it.
[[nodiscard]] Ruling check_named_lot(const Book& book, Name unit, Name lot, base::Day expiry);

[[nodiscard]] Ruling define_unit(const Case& c);
[[nodiscard]] Ruling opening_balance(const Case& c);

// rules_pledge.cpp
[[nodiscard]] Ruling pledge(const Case& c);
[[nodiscard]] Ruling revise(const Case& c);
[[nodiscard]] Ruling withdraw(const Case& c);
[[nodiscard]] Ruling lapse(const Case& c);
[[nodiscard]] Ruling cancel_balance(const Case& c);
[[nodiscard]] Ruling commit(const Case& c);
[[nodiscard]] Ruling release_commitment(const Case& c);
[[nodiscard]] Ruling re_earmark(const Case& c);
[[nodiscard]] Ruling allocate(const Case& c);
[[nodiscard]] Ruling exchange(const Case& c);
[[nodiscard]] Ruling value(const Case& c);

// rules_movement.cpp
[[nodiscard]] Ruling receive(const Case& c);
[[nodiscard]] Ruling dispatch(const Case& c);
[[nodiscard]] Ruling post_receipt(const Case& c);
[[nodiscard]] Ruling void_dispatch(const Case& c);
[[nodiscard]] Ruling expire_dispatch(const Case& c);
[[nodiscard]] Ruling deliver(const Case& c);
[[nodiscard]] Ruling use(const Case& c);
[[nodiscard]] Ruling give_back(const Case& c);

// rules_stock.cpp
[[nodiscard]] Ruling quarantine(const Case& c);
[[nodiscard]] Ruling release(const Case& c);
[[nodiscard]] Ruling recall(const Case& c);
[[nodiscard]] Ruling lift_recall(const Case& c);
[[nodiscard]] Ruling count(const Case& c);
[[nodiscard]] Ruling write_off(const Case& c);
[[nodiscard]] Ruling reverse(const Case& c);

}  // namespace imdad::ledger::rules
