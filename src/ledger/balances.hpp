#pragma once

#include "ledger/book.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Questions to a book: balances, the trial balance, conservation, totals of pledges.

namespace imdad::ledger {

/// Which accounts; what is not given means any.
struct AccountFilter {
    std::optional<Name> holder;
    std::optional<Stage> stage;
    std::optional<Name> unit;
    std::optional<Name> lot;
    std::optional<Name> earmark;
    std::optional<Name> pledge;
    std::optional<Name> activity;

    [[nodiscard]] bool matches(const AccountKey& key) const;
};

/// The accounts that match and are not zero, by the texts of (unit, holder, stage, lot, expiry,
/// earmark, pledge, activity): the same order whatever the order of booking.
[[nodiscard]] std::vector<Posting> balances(const Book& book, const AccountFilter& filter = {});

/// Sums per stage, [stage]. 128 bits, because a stage may have many accounts.
using StageSums = std::array<base::Int128, kStageCount>;

[[nodiscard]] StageSums sum_by_stage(const Book& book, const AccountFilter& filter);

/// One unit of the trial balance.
struct TrialBalanceRow {
    Name unit;
    StageSums sums{};

    /// Sum over all stages: zero in any book.
    [[nodiscard]] base::Int128 total() const;
};

/// By the text of the unit.
[[nodiscard]] std::vector<TrialBalanceRow> trial_balance(const Book& book);

/// The conservation of one resource of one pledge (an empty pledge: of what came under none):
///     pledged + surplus + opening
///   = uncommitted + committed + on_hand + quarantined + in_transit + delivered + lost + returned
///     + cancelled + exchanged
/// `delivered` here is delivered and used: what was used was delivered first. `lost` is lost,
/// damaged, expired, wasted and diverted. `exchanged` is what left in exchange for another
/// currency, minus what came (so below zero for the currency that was bought), differences of
/// the rate included.
struct Conservation {
    base::Int128 pledged = 0;
    base::Int128 surplus = 0;
    base::Int128 opening = 0;
    base::Int128 uncommitted = 0;
    base::Int128 committed = 0;
    base::Int128 on_hand = 0;
    base::Int128 quarantined = 0;
    base::Int128 in_transit = 0;
    base::Int128 delivered = 0;
    base::Int128 lost = 0;
    base::Int128 returned = 0;
    base::Int128 cancelled = 0;
    base::Int128 exchanged = 0;

    [[nodiscard]] base::Int128 came() const { return pledged + surplus + opening; }

    [[nodiscard]] base::Int128 went() const {
        return uncommitted + committed + on_hand + quarantined + in_transit + delivered + lost +
               returned + cancelled + exchanged;
    }

    /// Besides the sum: the level of the pledge is what its account says, and what is on its way
    /// is what the open dispatches say.
    bool level_agrees = true;
    bool dispatches_agree = true;

    [[nodiscard]] bool holds() const {
        return came() == went() && level_agrees && dispatches_agree;
    }
};

[[nodiscard]] Conservation conservation(const Book& book, Name pledge, Name unit);

/// What became of one resource that an activity got, by commitments and allocations less what was
/// taken away again:
///     got + surplus = outstanding + delivered + returned + lost
/// `outstanding` is committed, on hand, quarantined and in transit; `delivered` and `lost` as
/// above. Money that was exchanged counts as delivered in the currency that it left, and what was
/// bought with it as got in the other.
struct ActivityResource {
    Name activity;
    Name unit;
    base::Int128 got = 0;
    base::Int128 surplus = 0;
    base::Int128 outstanding = 0;
    base::Int128 delivered = 0;
    base::Int128 used = 0;  ///< of what was delivered
    base::Int128 returned = 0;
    base::Int128 lost = 0;
};

/// By the texts of (activity, unit). Complexity: reads all accounts.
[[nodiscard]] std::vector<ActivityResource> activity_resources(const Book& book);

/// What was pledged in one unit, so that nothing counts twice: pledges that pass on another are
/// beside the total, and so are shared flows, as in the Financial Tracking Service of OCHA.
struct PledgeTotals {
    base::Int128 direct = 0;
    base::Int128 passed_on = 0;
    base::Int128 shared = 0;
};

[[nodiscard]] PledgeTotals pledge_totals(const Book& book, Name unit);

/// Worth of a quantity in kind at the price that holds for it; none without a price.
struct Worth {
    Name currency;
    base::Int128 amount = 0;  ///< minor units
};

[[nodiscard]] std::optional<Worth> worth(const Book& book,
                                         const AccountKey& account,
                                         std::int64_t quantity);

}  // namespace imdad::ledger
