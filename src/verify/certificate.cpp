#include "verify/certificate.hpp"

#include "base/parallel.hpp"
#include "verify/certificate_worth.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

namespace imdad::verify {

namespace {

using model::Certificate;

constexpr int kScaleBitsMost = 80;
constexpr Int128 kScalable = Int128{1} << 96;  // times 1e9 it still fits

std::string name_of(const model::Scenario& scenario, AreaIndex area) {
    return area.value() < scenario->areas.size() ? scenario[area].pcode
                                                 : fmt::format("number {}", area.value());
}

bool contains(std::span<const AreaIndex> areas, AreaIndex area) {
    return std::ranges::find(areas, area) != areas.end();
}

/// What is wrong with the shares; none if nothing is.
std::optional<base::Error> shares_fault(const model::Scenario& scenario,
                                        const Certificate& certificate,
                                        const std::map<AreaIndex, Int128>& weights,
                                        std::span<const AreaIndex> out_of_reach) {
    if (certificate.aim != Certificate::Aim::worst_off) {
        return certificate.shares.empty()
                   ? std::nullopt
                   : std::optional(base::Error{
                         "shares_not_asked", "only a bound on the worst-off area has shares", ""});
    }
    AreaIndex before;
    Int128 sum = 0;
    for (const model::AreaShare& row : certificate.shares) {
        const std::string name = name_of(scenario, row.area);
        const auto fault = [&](std::string code, std::string_view why) {
            return base::Error{std::move(code), fmt::format("share of {}: {}", name, why), name};
        };
        if (row.area.value() >= scenario->areas.size()) {
            return fault("no_such_area", "the scenario has no such area");
        }
        if (before.exists() && before >= row.area) {
            return before == row.area
                       ? fault("share_repeated", "it is stated twice")
                       : fault("shares_not_in_order", "it stands after a later area");
        }
        before = row.area;
        if (row.share < 0) {
            return fault("share_negative", "a share below 0 proves nothing");
        }
        if (contains(out_of_reach, row.area)) {
            return fault("share_out_of_reach",
                         "the area is listed as out of reach and stands outside the minimum");
        }
        if (!weights.contains(row.area)) {
            return fault("share_without_need", "no need of the horizon is counted there");
        }
        sum += row.share;
    }
    return sum > 0 ? std::nullopt
                   : std::optional(base::Error{
                         "shares_missing", "a bound on the worst-off area needs shares", ""});
}

/// Slopes of the aim for each group.
base::Result<std::vector<Slopes>> all_slopes(const model::Scenario& scenario,
                                             model::Policy policy,
                                             const Certificate& certificate,
                                             const std::vector<NeedGroup>& groups,
                                             const std::map<AreaIndex, Int128>& weights) {
    std::map<AreaIndex, std::int64_t> shares;
    Int128 sum = 0;
    for (const model::AreaShare& row : certificate.shares) {
        shares[row.area] = row.share;
        sum += row.share;
    }
    std::vector<Slopes> result;
    for (const NeedGroup& group : groups) {
        base::Result<Slopes> slopes = Slopes{};
        if (certificate.aim == Certificate::Aim::value) {
            slopes = value_slopes(scenario, group, policy, certificate.scale_bits);
        } else if (const auto share = shares.find(group.area); share != shares.end()) {
            slopes = worst_off_slopes(scenario,
                                      group,
                                      share->second,
                                      sum,
                                      weights.at(group.area),
                                      certificate.scale_bits);
        }
        if (!slopes) {
            return tl::unexpected(slopes.error());
        }
        result.push_back(*slopes);
    }
    return result;
}

/// Sum of G over the groups, rounded up.
CheckedSum gains(const Relaxation& relaxation,
                 const std::vector<NeedGroup>& groups,
                 const std::vector<Slopes>& slopes,
                 const Costs& costs,
                 int threads) {
    std::vector<CheckedSum> gain(groups.size());
    base::run_tasks(groups.size(), threads, [&](std::size_t g) {
        gain[g] = most_gain(relaxation, groups[g], slopes[g], costs);
    });
    CheckedSum sum;
    for (const CheckedSum& one : gain) {
        sum.add(one);
    }
    return sum.divide_up(kWorthSegments);
}

/// From 2^-bits to 1e-9, rounded up.
CheckedSum to_nano(const CheckedSum& sum, int bits) {
    const Int128 one = Int128{1} << bits;
    CheckedSum result(sum.value() / one);
    return result.multiply(base::Fixed9::kScale)
        .add(base::ceil_div(sum.value() % one * base::Fixed9::kScale, one));
}

/// (bound - plan) / bound, rounded up. Requires: 0 <= plan <= bound.
model::Fixed9 gap_between(Int128 bound, Int128 plan) {
    if (bound == 0) {
        return {};
    }
    // Where the difference is too large to scale, both lose the same low bits.
    Int128 above = bound - plan;
    Int128 below = bound;
    while (above > kScalable) {
        above = above / 2 + 1;
        below /= 2;
    }
    const Int128 nano = base::ceil_div(above * base::Fixed9::kScale, below);
    return model::Fixed9::from_nano(
        static_cast<std::int64_t>(std::min<Int128>(nano, base::Fixed9::kScale)));
}

tl::unexpected<base::Error> too_large() {
    return base::fail("too_large", "the bound would leave 128 bits");
}

}  // namespace

base::Result<Int128> bound_of(const model::Scenario& scenario,
                              const model::PlanOptions& options,
                              const Certificate& certificate,
                              std::span<const AreaIndex> out_of_reach,
                              int threads,
                              std::span<const Int128> kept) {
    const int bits = certificate.scale_bits;
    if (bits < 0 || bits > kScaleBitsMost) {
        return base::fail("scale_out_of_range",
                          fmt::format("scale_bits is {}, not 0 to {}", bits, kScaleBitsMost));
    }
    Relaxation relaxation(scenario, options);
    const std::vector<NeedGroup> groups = need_groups(relaxation);
    const std::map<AreaIndex, Int128> weights = programme_weights(scenario, groups);
    if (std::optional<base::Error> fault =
            shares_fault(scenario, certificate, weights, out_of_reach)) {
        return tl::unexpected(std::move(*fault));
    }
    const base::Result<PriceBook> book = read_prices(relaxation, certificate.prices);
    if (!book) {
        return tl::unexpected(book.error());
    }
    const auto slopes = all_slopes(scenario, options.policy, certificate, groups, weights);
    if (!slopes) {
        return tl::unexpected(slopes.error());
    }
    std::vector<bool> counts(relaxation.units().size(), false);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const std::size_t unit : groups[g].units) {
            counts[unit] = (*slopes)[g].front() > 0;
            // What a lock asks for may be worth its price where the aim counts nobody.
            for (const std::size_t lock :
                 relaxation.rules().locks.of_need(relaxation.units()[unit].need)) {
                counts[unit] = counts[unit] || book->lock_least[lock] > 0;
            }
        }
    }
    const auto costs =
        serving_costs(relaxation, *book, [&](std::size_t unit) { return counts[unit]; }, threads);
    if (!costs) {
        return tl::unexpected(costs.error());
    }
    CheckedSum sum = priced_rows(relaxation, *book);
    sum.add(lock_rows(relaxation, *book, kept, certificate.aim == Certificate::Aim::locks, bits));
    sum.add(gains(relaxation, groups, *slopes, *costs, threads));
    const CheckedSum nano = to_nano(sum, bits);
    if (!sum.fits() || !nano.fits()) {
        return too_large();
    }
    return certificate.aim == Certificate::Aim::worst_off
               ? std::min<Int128>(nano.value(), base::Fixed9::kScale)
               : nano.value();
}

base::Result<model::CertifiedBound> certify(const model::Scenario& scenario,
                                            const model::Plan& plan,
                                            const Certificate& certificate,
                                            std::span<const AreaIndex> out_of_reach,
                                            int threads) {
    const std::vector<Int128> kept = counted_by_locks(scenario, plan);
    const auto bound = bound_of(scenario, plan.options, certificate, out_of_reach, threads, kept);
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    model::CertifiedBound result{.certificate = certificate, .bound_nano = *bound};
    if (certificate.aim == Certificate::Aim::value) {
        const base::Result<Int128> value = value_of(scenario, plan);
        if (!value) {
            return tl::unexpected(value.error());
        }
        result.plan_nano = *value;
    } else if (certificate.aim == Certificate::Aim::locks) {
        result.plan_nano = kept_of(scenario, plan);
    } else {
        // There is a worst-off area: shares lie on areas that count.
        const std::optional<WorstOff> worst = worst_off_of(scenario, plan, out_of_reach);
        result.plan_nano = worst ? worst->coverage_nano : 0;
    }
    if (result.plan_nano > result.bound_nano) {
        return base::fail("above_bound",
                          "the plan reaches more than the bound: the plan, the bound or the list "
                          "of areas out of reach is wrong");
    }
    result.gap = gap_between(result.bound_nano, result.plan_nano);
    return result;
}

std::vector<AreaIndex> not_proved_out_of_reach(const model::Scenario& scenario,
                                               const model::PlanOptions& options,
                                               std::span<const AreaIndex> areas,
                                               int threads) {
    std::vector<AreaIndex> result;
    if (areas.empty()) {
        return result;
    }
    Relaxation relaxation(scenario, options);
    std::vector<bool> listed(scenario->areas.size(), false);
    for (const AreaIndex area : areas) {
        listed[area.value()] = true;
    }
    const auto area_of = [&](std::size_t unit) {
        return relaxation.rules().service.area_of(relaxation.units()[unit].need);
    };
    const auto costs = serving_costs(
        relaxation,
        no_prices(relaxation),
        [&](std::size_t unit) { return listed[area_of(unit).value()]; },
        threads);
    std::vector<bool> reached(scenario->areas.size(), false);
    for (std::size_t u = 0; costs && u < relaxation.units().size(); ++u) {
        for (int t = 0; t < costs->weeks; ++t) {
            if (costs->at(u, t) != kNoWay) {
                reached[area_of(u).value()] = true;
            }
        }
    }
    for (const AreaIndex area : areas) {
        if (!costs || reached[area.value()]) {
            result.push_back(area);
        }
    }
    return result;
}

}  // namespace imdad::verify
