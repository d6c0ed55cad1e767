#pragma once

#include "base/result.hpp"
#include "model/certificate.hpp"
#include "model/plan.hpp"

#include <optional>
#include <span>
#include <vector>

/// The checker of certificates: what follows from stated prices, and what a plan reaches, in
/// integers, as docs/method/certificates.md says. Nobody needs to trust whoever found the prices.

namespace imdad::verify {

/// The bound that follows from the prices, in 1e-9, rounded up: on the value, or on the coverage
/// of the worst-off area (at most 1e9).
/// `out_of_reach`: areas outside the minimum. `threads` changes the speed only. `kept`: persons of
/// each lock whom the plan serves; where they are fewer than the lock asks for, the bound is one on
/// plans that keep as much of it. Empty: all that is asked for. Of the aim `locks`: persons, 1e9
/// each.
/// Errors, naming the row in `where`: `price_negative`, `no_such_row`, `row_repeated`,
/// `rows_not_in_order`, `scale_out_of_range`, `shares_missing`, `shares_not_asked`,
/// `share_negative`, `share_repeated`, `shares_not_in_order`, `no_such_area`,
/// `share_out_of_reach`, `share_without_need`, `too_large` (a sum would leave 128 bits).
[[nodiscard]] base::Result<base::Int128> bound_of(const model::Scenario& scenario,
                                                  const model::PlanOptions& options,
                                                  const model::Certificate& certificate,
                                                  std::span<const model::AreaIndex> out_of_reach,
                                                  int threads = 1,
                                                  std::span<const base::Int128> kept = {});

/// Persons whom each lock counts under an accepted plan, in the order of the scenario.
[[nodiscard]] std::vector<base::Int128> counted_by_locks(const model::Scenario& scenario,
                                                         const model::Plan& plan);

/// Persons whom the locks ask for at least and the plan serves, in 1e-9.
[[nodiscard]] base::Int128 kept_of(const model::Scenario& scenario, const model::Plan& plan);

/// Value of an accepted plan, from its services, in 1e-9, rounded down. Errors: `too_large`.
[[nodiscard]] base::Result<base::Int128> value_of(const model::Scenario& scenario,
                                                  const model::Plan& plan);

struct WorstOff {
    model::AreaIndex area;
    base::Int128 coverage_nano = 0;  ///< rounded down
};

/// The area that an accepted plan leaves worst off, the first of equals; none if there is no area
/// of level 1 or deeper with need outside `out_of_reach`.
[[nodiscard]] std::optional<WorstOff> worst_off_of(const model::Scenario& scenario,
                                                   const model::Plan& plan,
                                                   std::span<const model::AreaIndex> out_of_reach);

/// The certificate with its bound, what the plan reaches, and the gap between.
/// Errors: as `bound_of`; `above_bound` if the plan reaches more
/// than the bound, which then one of the two has wrong.
[[nodiscard]] base::Result<model::CertifiedBound> certify(
    const model::Scenario& scenario,
    const model::Plan& plan,
    const model::Certificate& certificate,
    std::span<const model::AreaIndex> out_of_reach,
    int threads = 1);

/// Those of `areas` for which it is not proved that nobody there can be served: at prices of 0
/// there is a way, if packs and persons may be split. Empty: all are proved.
[[nodiscard]] std::vector<model::AreaIndex> not_proved_out_of_reach(
    const model::Scenario& scenario,
    const model::PlanOptions& options,
    std::span<const model::AreaIndex> areas,
    int threads = 1);

}  // namespace imdad::verify
