#pragma once

#include "verify/checker.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

/// What the checks found, kept as plain numbers until the end: a plan can break a million rows,
/// and only the first thousand of them, in order of week and kind, are worth a sentence.

namespace imdad::verify {

using base::Int128;

/// One kind of constraint. The order is the order of reporting within a week.
enum class Kind : std::uint8_t {
    // rows that mean nothing
    unknown_reference,
    week_outside_horizon,
    quantity_not_positive,
    quantity_out_of_range,
    duplicate_row,
    // supplies
    supply_not_included,
    supply_after_horizon,
    start_exceeds_supply,
    starts_too_short_dated,
    // lanes
    lane_before_first_week,
    lane_not_on_round,
    lane_closed,
    place_closed,
    area_closed,
    arrives_after_horizon,
    departs_after_use_by,
    arrives_too_short_dated,
    not_a_multiple,
    lane_capacity_exceeded,
    lane_companion_exceeded,
    // books and stores
    use_by_not_in_book,
    book_below_zero,
    seats_stored,
    store_capacity_exceeded,
    store_companion_exceeded,
    maximum_stock_exceeded,
    // services
    not_a_serving_place,
    product_does_not_serve,
    unknown_dose,
    serves_while_place_closed,
    serves_while_area_closed,
    used_after_use_by,
    earmark_area,
    earmark_programme,
    earmark_product,
    earmark_activity,
    earmark_period,
    refused_for_need,
    refused_at_place,
    units_not_by_rule,
    // needs
    need_exceeded,
    need_exceeded_so_far,
    waited_too_long,
    dose_too_early,
    dose_too_late,
    series_not_completed,
    absorption_exceeded,
    // locks
    lock_exceeded,
    lock_not_kept,
    lock_shortfall_wrong,
};
inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::lock_shortfall_wrong) + 1;

/// Stable code of a kind, as in reports and tests.
[[nodiscard]] std::string_view code_of(Kind kind);

/// One violated row. The order of the members is the order of reporting, whatever the order of
/// the plan's rows was. `detail` is one more figure that the sentence of the kind needs.
struct Finding {
    int week = -1;
    Kind kind = Kind::unknown_reference;
    model::PlaceIndex place{};
    model::AreaIndex area{};
    model::ProductIndex product{};
    model::LaneIndex lane{};
    model::BatchIndex batch{};
    model::ProgrammeIndex programme{};
    std::int64_t detail = 0;
    std::int64_t found = 0;
    std::int64_t allowed = 0;

    friend auto operator<=>(const Finding&, const Finding&) = default;
};

/// Nearest 64-bit figure, for reports only.
[[nodiscard]] std::int64_t saturate(Int128 value);

/// Counts every row compared and every row violated; keeps the first `kKept` violations in order.
class Findings {
 public:
    static constexpr std::size_t kKept = 1000;

    void add(const Finding& finding);

    /// Counts one row compared; a violation unless it holds.
    void expect(bool holds, const Finding& finding) {
        ++rows_;
        if (!holds) {
            add(finding);
        }
    }

    /// Counts one row `found <= allowed`, whose two figures complete `finding`.
    void expect_at_most(Int128 found, Int128 allowed, Finding finding) {
        ++rows_;
        if (found > allowed) {
            finding.found = saturate(found);
            finding.allowed = saturate(allowed);
            add(finding);
        }
    }

    /// Counts rows that hold without having been compared one by one.
    void count_rows(std::size_t rows) { rows_ += rows; }

    /// Names and sentences for what was kept. `served` is left to the caller.
    [[nodiscard]] Verdict verdict(const model::Scenario& scenario);

 private:
    void keep_first();

    std::vector<Finding> kept_;
    std::array<std::size_t, kKindCount> counts_ = {};
    std::size_t rows_ = 0;
};

}  // namespace imdad::verify
