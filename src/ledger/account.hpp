#pragma once

#include "base/date.hpp"
#include "ledger/names.hpp"

#include <compare>
#include <cstdint>
#include <string_view>

/// Accounts. An account is (holder, stage, unit, lot with expiry, earmark, pledge, activity). The
/// earmark, the pledge and the activity are part of the key, so what a donor gave for one thing, or
/// what one activity paid for, cannot go to another without a movement that says so; the expiry is
/// part of the lot. What is only promised belongs to no activity yet: a commitment or an allocation
/// gives it to one.
///
/// Signs: what is somewhere is positive; where it came from is negative. A pledge of 100 is -100 at
/// `pledged` and +100 at `uncommitted`.

namespace imdad::ledger {

enum class Stage : std::uint8_t {
    none,
    // Where things come from: balances at or below zero.
    pledged,  ///< minus the level of a pledge
    surplus,  ///< arrived or found without having been announced
    opening,  ///< there before the journal began
    // On the way.
    uncommitted,
    committed,
    on_hand,  ///< goods in store, money received
    quarantined,
    in_transit,
    delivered,  ///< handed to who serves people
    used,       ///< consumed there: what follows `delivered`
    // Ways out.
    lost,
    damaged,
    expired,
    wasted,
    diverted,
    returned,
    cancelled,
    // Currency exchange: what left in one currency and came in another; either sign.
    exchanged,
    exchange_difference,
};

inline constexpr std::size_t kStageCount = 20;

[[nodiscard]] std::string_view to_text(Stage stage);

/// Stages that may be below zero.
[[nodiscard]] constexpr bool may_be_negative(Stage stage) {
    return stage == Stage::pledged || stage == Stage::surplus || stage == Stage::opening ||
           stage == Stage::exchanged || stage == Stage::exchange_difference;
}

/// The ways out that a write-off or a count may name.
[[nodiscard]] constexpr bool is_loss(Stage stage) {
    return stage >= Stage::lost && stage <= Stage::diverted;
}

/// The first day of 1970 stands for "no date".
inline constexpr base::Day kNoDay{};

struct AccountKey {
    Name holder;  ///< place or party
    Stage stage = Stage::none;
    Name unit;
    Name lot;  ///< goods only
    base::Day expiry = kNoDay;
    Name earmark;
    Name pledge;
    Name activity;

    friend auto operator<=>(const AccountKey&, const AccountKey&) = default;
};

/// `key` at another stage, and at another holder.
[[nodiscard]] inline AccountKey at(AccountKey key, Stage stage) {
    key.stage = stage;
    return key;
}

[[nodiscard]] inline AccountKey at(AccountKey key, Stage stage, Name holder) {
    key.stage = stage;
    key.holder = holder;
    return key;
}

/// "on_hand of penta at kabul, lot A1 to 2023-01-31, earmark x, pledge p".
[[nodiscard]] std::string describe(const AccountKey& key, const Names& names);

struct Posting {
    AccountKey account;
    std::int64_t amount = 0;  ///< minor units of a currency, smallest issue units of a product

    friend auto operator<=>(const Posting&, const Posting&) = default;
};

}  // namespace imdad::ledger
