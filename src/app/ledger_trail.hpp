#pragma once

#include "ledger/flat_map.hpp"
#include "store/ledger_books.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// The journal as movements from account to account, so that what came can be followed to where it
/// went and back. Goods and money mix in an account and nowhere else, and an account is of one
/// holder, stage, unit, lot, earmark, pledge and activity: whatever was in it may have left it by
/// any later movement out of it. So it is by account that flows are followed, and nothing is
/// guessed.

namespace imdad::app {

/// An entry, or the part of a recall that concerns one account: goods of two stores that one recall
/// sets apart have nothing to do with each other.
struct BookedMovement {
    std::uint64_t sequence = 0;
    std::vector<ledger::Posting> postings;
};

class LedgerTrail {
 public:
    /// Reads every entry of the book as it is caught up.
    explicit LedgerTrail(store::LedgerBooks& ledger);

    [[nodiscard]] const ledger::Book& book() const { return *book_; }

    /// By sequence.
    [[nodiscard]] const std::vector<ledger::Entry>& entries() const { return entries_; }

    /// In the order of their entries; reversals are none, see `reversal_of`.
    [[nodiscard]] const std::vector<BookedMovement>& movements() const { return movements_; }

    [[nodiscard]] const ledger::Command& command(std::size_t movement) const {
        return entries_[movements_[movement].sequence].command;
    }

    /// The entry that took this one back; null if it stands.
    [[nodiscard]] const ledger::Entry* reversal_of(std::uint64_t sequence) const;

    [[nodiscard]] bool stands(std::size_t movement) const {
        return reversal_of(movements_[movement].sequence) == nullptr;
    }

    /// Movements that stand and may have brought what `movement` moves, in order. What is on its
    /// way belongs to one dispatch, so a receipt comes from that dispatch alone.
    [[nodiscard]] std::vector<std::size_t> before(std::size_t movement) const;

    /// All that may have brought any of it, or moved it on, however far, the given ones among them:
    /// `back` to where they came from, else on to where they went. In order. What was taken back is
    /// among them and leads no further.
    [[nodiscard]] std::vector<std::size_t> reached(const std::vector<std::size_t>& from,
                                                   bool back) const;

    /// The movement of a dispatch; none if there is no such dispatch.
    [[nodiscard]] std::optional<std::size_t> dispatch(ledger::Id id) const;

    /// Dispatches that carry out a planned shipment, in order.
    [[nodiscard]] std::vector<std::size_t> carriers(ledger::Id planned) const;

    /// Receipts and returns of a dispatch, in order.
    [[nodiscard]] std::vector<std::size_t> resolutions(ledger::Id dispatch) const;

 private:
    /// Movements into and out of an account, in order.
    struct Use {
        std::vector<std::size_t> in;
        std::vector<std::size_t> out;
    };

    class Search;

    void add(BookedMovement movement);
    void add_parts(const ledger::Entry& entry);

    const ledger::Book* book_;
    std::vector<ledger::Entry> entries_;
    std::vector<BookedMovement> movements_;
    ledger::FlatMap<ledger::AccountKey, Use> accounts_;
    ledger::FlatMap<ledger::Id, std::size_t> dispatches_;
    ledger::FlatMap<ledger::Id, std::vector<std::size_t>> carriers_;
    ledger::FlatMap<ledger::Id, std::vector<std::size_t>> resolutions_;
};

/// The amount that a movement is about: what was sent, what arrived, by how much a count or a level
/// differs. In units of the first posting.
[[nodiscard]] base::Int128 moved_amount(const ledger::Command& command,
                                        const BookedMovement& movement);

}  // namespace imdad::app
