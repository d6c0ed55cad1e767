#pragma once

#include "app/goods_views.hpp"
#include "app/place_views.hpp"
#include "app/shipments.hpp"
#include "app/stock_moves.hpp"

#include <nlohmann/json_fwd.hpp>

/// What was done with goods, as documents for programs: the same keys for whoever asks, on the
/// command line or over the network.

namespace imdad::app {

/// `written`, `replayed`, `movement`, `sent [{line, dispatch, planned, from, to, unit, lot, expiry,
/// earmark, pledge, activity, amount, expected}]`, `not_sent [{line, planned, from, unit, amount,
/// reason}]`.
[[nodiscard]] nlohmann::ordered_json shipped_json(const ShipOutcome& outcome);

/// `written`, `replayed`, `movement`, `received [{line, dispatch, to, unit, lot, sent_lot, amount,
/// damaged, missing, surplus, action_point}]`.
[[nodiscard]] nlohmann::ordered_json received_json(const ReceiveOutcome& outcome);

/// `written`, `replayed`, `movement`, `needs_second_person`, `proposal`, `lines [{line, kind, at,
/// to, unit, lot, expiry, earmark, pledge, activity, stage, to_stage, amount}]`.
[[nodiscard]] nlohmann::ordered_json moved_json(const StockOutcome& outcome);

/// `shipments [{dispatch, entry, planned, from, to, unit, lot, expiry, earmark, pledge, activity,
/// sent_on, expected, amount, open, taken_back, late}]`.
[[nodiscard]] nlohmann::ordered_json shipments_json(const std::vector<ShipmentLine>& lines);

/// As above, then `events [{entry, kind, on, who, lot, amount, damaged, missing, surplus,
/// vvm_stage, reason, stands}]`.
[[nodiscard]] nlohmann::ordered_json shipment_json(const ShipmentView& view);

/// `stock [{at, stage, unit, lot, expiry, earmark, pledge, activity, amount, expired, recalled}]`.
[[nodiscard]] nlohmann::ordered_json stock_json(const std::vector<StockHeld>& lines);

/// `today`, `place_count`, `all {lots, expired, recalled, quarantined, awaited, late, due}`,
/// `places [{at, the same}]`.
[[nodiscard]] nlohmann::ordered_json places_json(const Places& places);

/// `at`, `today`, `cover [{unit, usable, taken, over_days, days}]`; `days` may be null.
[[nodiscard]] nlohmann::ordered_json cover_json(const StockCover& cover);

}  // namespace imdad::app
