#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Stores at a glance: which of them has something to do, and how long what is there lasts.

namespace imdad::app {

struct PlaceCounts {
    std::int64_t lots = 0;         ///< on the shelf, by product and lot
    std::int64_t expired = 0;      ///< of those
    std::int64_t recalled = 0;     ///< lots there that are called back
    std::int64_t quarantined = 0;  ///< lots in quarantine
    std::int64_t awaited = 0;      ///< dispatches on their way there
    std::int64_t late = 0;         ///< of those, expected before the day
    std::int64_t due = 0;          ///< shipments of the plan in force that should have left
};

struct PlaceLine {
    std::string at;
    PlaceCounts counts;
};

struct Places {
    std::string today;
    PlaceCounts all;
    std::int64_t late_places = 0;  ///< with a dispatch that is late
    std::int64_t due_places =
        0;  ///< with a shipment that is due: one thing to do for who works there
    std::vector<PlaceLine> lines;
};

/// Every place that holds, awaits or owes goods as of `access.today`, the one with the most to do
/// first. `find`: part of its id, in large or small letters; empty: any. `called`: ids of places
/// that are meant too, whose names have what is sought. Errors: those of `open_session`.
[[nodiscard]] Answer<Places> list_places(const Access& access,
                                         const std::string& find,
                                         const std::set<std::string>& called = {});

struct CoverLine {
    std::string unit;
    std::int64_t usable = 0;           ///< on the shelf, neither expired nor recalled
    std::int64_t taken = 0;            ///< used, handed over or sent, less what came back
    std::int64_t over_days = 0;        ///< in how many days
    std::optional<std::int64_t> days;  ///< how long it lasts at that rate; none: nothing was taken
};

struct StockCover {
    std::string at;
    std::string today;
    std::vector<CoverLine> lines;  ///< by product
};

/// By what left the shelf in the 90 days up to `access.today`, or since its first movement if that
/// was later. Errors: those of `open_session`; `unknown_name`.
/// Complexity: O(entries of the journal), as a stock card.
[[nodiscard]] Answer<StockCover> stock_cover(const Access& access, const std::string& at);

}  // namespace imdad::app
