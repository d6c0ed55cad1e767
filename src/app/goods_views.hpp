#pragma once

#include "app/access.hpp"
#include "app/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Goods on their way and on shelves, as lines to be shown.

namespace imdad::app {

/// Empty: any.
struct ShipmentFilter {
    std::string from;
    std::string to;
    std::string unit;
    bool open = false;  ///< only what is still on its way
};

struct ShipmentLine {
    std::string dispatch;     ///< its id
    std::uint64_t entry = 0;  ///< its number in the journal
    std::string planned;      ///< id of the planned shipment that it carries out; empty: none
    std::string from;
    std::string to;
    std::string unit;
    std::string lot;
    std::string expiry;
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::string sent_on;
    std::string expected;
    std::int64_t amount = 0;      ///< smallest issue units, as all that follow
    std::int64_t open = 0;        ///< still on its way
    std::int64_t taken_back = 0;  ///< by a void or an expiry
    bool late = false;            ///< open after the day on which it was expected
};

/// Of the last ones first.
struct ShipmentPage {
    std::vector<ShipmentLine> lines;
    std::optional<std::uint64_t> next;  ///< where the next page begins; none: there is no more
};

/// Errors: those of `open_session`.
[[nodiscard]] Answer<ShipmentPage> list_shipments(const Access& access,
                                                  const ShipmentFilter& filter,
                                                  const Page& page);

/// What became of a dispatch: a receipt, or what was taken back.
struct ShipmentEvent {
    std::uint64_t entry = 0;
    std::string kind;
    std::string on;
    std::string user;  ///< `@name`
    std::string lot;
    std::int64_t amount = 0;
    std::int64_t damaged = 0;
    std::int64_t missing = 0;
    std::int64_t surplus = 0;
    int vvm_stage = 0;  ///< 0: not said
    std::string reason;
    bool stands = true;  ///< false: it was reversed
};

struct ShipmentView {
    ShipmentLine line;
    std::vector<ShipmentEvent> events;  ///< in the order of the journal
};

/// `dispatch`: its id, or as many of its first digits as name only one. Errors: those of
/// `open_session`; `unknown_dispatch`, `several_dispatches`.
[[nodiscard]] Answer<ShipmentView> show_shipment(const Access& access, const std::string& dispatch);

/// Empty: any.
struct StockFilter {
    std::string at;
    std::string unit;
    std::string stage;  ///< on_hand, quarantined, delivered
};

struct StockHeld {
    std::string at;
    std::string stage;
    std::string unit;
    std::string lot;
    std::string expiry;
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::int64_t amount = 0;
    bool expired = false;   ///< as of `access.today`
    bool recalled = false;  ///< neither sent nor used until the recall is lifted
};

/// By place, stage and product; first what expires first. Errors: those of `open_session`;
/// `unknown_stage`.
[[nodiscard]] Answer<std::vector<StockHeld>> list_stock(const Access& access,
                                                        const StockFilter& filter);

}  // namespace imdad::app
