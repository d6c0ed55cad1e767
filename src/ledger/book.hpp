#pragma once

#include "ledger/entry.hpp"
#include "ledger/flat_map.hpp"

#include <cstdint>
#include <vector>

/// The book: what a journal folds into. Balances, units, pledges as levels, lots, what is on its
/// way, which ids were seen. It only states what is; what may be is decided in decide.hpp.

namespace imdad::ledger {

/// No amount and no balance is larger, so that JSON readers keep every digit (2^53) and sums of a
/// few postings cannot overflow.
inline constexpr std::int64_t kAmountMax = 9'000'000'000'000'000;

struct UnitFacts {
    UnitKind kind = UnitKind::none;
    std::uint8_t decimals = 0;
};

struct PledgeLevel {
    std::uint64_t sequence = 0;  ///< of the entry that set it
    base::Day date = kNoDay;
    std::int64_t level = 0;
};

/// One resource of a pledge.
struct PledgeFacts {
    Name donor;
    Name earmark;
    Name parent;
    bool shared = false;
    base::Day lapses = kNoDay;
    std::vector<PledgeLevel> history;  ///< never empty; the last is the level of today

    [[nodiscard]] std::int64_t level() const { return history.back().level; }
};

struct LotFacts {
    base::Day expiry = kNoDay;
    bool recalled = false;
    std::vector<AccountKey> on_hand;  ///< accounts that ever held it, in order of first use
};

/// A dispatch, from its first phase on.
struct Dispatch {
    AccountKey from;
    AccountKey in_transit;        ///< held by the destination
    std::int64_t amount = 0;      ///< dispatched
    std::int64_t open = 0;        ///< still on its way; 0 = resolved
    std::int64_t taken_back = 0;  ///< by a void or an expiry
    std::int32_t tolerance_ppm = 0;
    base::Day deadline = kNoDay;
    base::Day expected = kNoDay;  ///< day of arrival
    Id planned;                   ///< the planned shipment that it carries out
    std::uint64_t first_event =
        0;                         ///< sequence of the first entry that resolves any of it; 0: none
    std::uint64_t last_event = 0;  ///< and of the last one
};

struct Seen {
    std::uint64_t sequence = 0;
    std::uint64_t reversed_by = 0;  ///< sequence of the reversing entry plus 1; 0 = it stands
};

/// Price of one unit in kind: beside the quantities, never in them.
struct Price {
    Name currency;
    std::int64_t amount = 0;
    base::Day date = kNoDay;
    PriceSource source = PriceSource::none;
    std::uint64_t sequence = 0;
};

/// What a price belongs to; empty names mean "any".
struct PriceKey {
    Name unit;
    Name lot;
    Name pledge;

    friend auto operator<=>(const PriceKey&, const PriceKey&) = default;
};

inline std::size_t hash_of(const PriceKey& key) {
    Hasher hasher;
    hasher.add(std::uint64_t{key.unit.value} << 32U | key.lot.value);
    hasher.add(key.pledge.value);
    return hasher.value();
}

struct AccountState {
    std::int64_t balance = 0;
};

class Book {
 public:
    /// `names`: the table that all commands and entries number their names by; must outlive the
    /// book.
    explicit Book(const Names& names) : names_(&names) {}

    [[nodiscard]] const Names& names() const { return *names_; }

    /// Number of entries folded in, which is the sequence number of the next.
    [[nodiscard]] std::uint64_t size() const { return size_; }

    [[nodiscard]] std::int64_t last_recorded_ms() const { return last_recorded_ms_; }

    /// 0 for an account that was never used.
    [[nodiscard]] std::int64_t balance(const AccountKey& key) const;

    [[nodiscard]] const UnitFacts* unit(Name unit) const { return units_.find(unit); }

    [[nodiscard]] const PledgeFacts* pledge(Name pledge, Name unit) const {
        return pledges_.find({pledge, unit});
    }

    [[nodiscard]] const LotFacts* lot(Name unit, Name lot) const { return lots_.find({unit, lot}); }

    [[nodiscard]] const Dispatch* dispatch(Id id) const { return dispatches_.find(id); }

    [[nodiscard]] const Seen* seen(Id id) const { return seen_.find(id); }

    /// The latest price of (unit, lot, pledge); of (unit, pledge) or of the unit if there is none.
    [[nodiscard]] const Price* price(Name unit, Name lot, Name pledge) const;

    /// All in order of first use.
    [[nodiscard]] const std::vector<std::pair<AccountKey, AccountState>>& accounts() const {
        return accounts_.items();
    }

    [[nodiscard]] const std::vector<std::pair<NamePair, PledgeFacts>>& pledges() const {
        return pledges_.items();
    }

    [[nodiscard]] const std::vector<std::pair<Id, Dispatch>>& dispatches() const {
        return dispatches_.items();
    }

    /// Adds an entry. Requires: it is what `decide` made of its command on this book, or `check`
    /// found no fault with it; `journal` gives the entries before it.
    void fold(const Entry& entry, const Journal& journal);

    /// What is folded from here on can be taken back, until `keep`: a journal that is being written
    /// may end as it was. Costs as much as what changes, however large the book is.
    void mark();
    void keep();

    /// Requires: `mark`, and no `keep` since.
    void take_back();

 private:
    template <typename Act>
    void each_map(Act act);

    void fold_pledge(const Entry& entry, const Command& command, int sign);
    void fold_dispatch(const Entry& entry);
    void fold_lot(const Posting& posting);
    void fold_reversal(const Entry& entry, const Entry& original);

    const Names* names_;
    std::uint64_t size_ = 0;
    std::int64_t last_recorded_ms_ = 0;
    FlatMap<AccountKey, AccountState> accounts_;
    FlatMap<Name, UnitFacts> units_;
    FlatMap<NamePair, PledgeFacts> pledges_;
    FlatMap<NamePair, LotFacts> lots_;  ///< unit and lot
    FlatMap<Id, Dispatch> dispatches_;
    FlatMap<Id, Seen> seen_;
    FlatMap<PriceKey, Price> prices_;
    std::uint64_t marked_size_ = 0;
    std::int64_t marked_recorded_ms_ = 0;
};

}  // namespace imdad::ledger
