#include "verify/certificate_worth.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace imdad::verify {

namespace {

constexpr Slopes kWorstFirst = {
    32768, 16384, 8192, 4096, 2048, 1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1};

// round(1e6 ln((j + 2) / (j + 1))): part of the contract, so that no logarithm decides.
constexpr Slopes kBalanced = {693147,
                              405465,
                              287682,
                              223144,
                              182322,
                              154151,
                              133531,
                              117783,
                              105361,
                              95310,
                              87011,
                              80043,
                              74108,
                              68993,
                              64539,
                              60625};

constexpr Int128 kDivisorMost = Int128{1} << 125;

constexpr Slopes kMostServed = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

tl::unexpected<base::Error> too_large(const model::Scenario& scenario, const NeedGroup& group) {
    const std::string name =
        fmt::format("{} in {}", scenario[group.programme].programme_id, scenario[group.area].pcode);
    return base::fail("too_large", fmt::format("the worth of {} would leave 128 bits", name), name);
}

/// Persons who may start in one week at one cost.
struct Offer {
    Int128 cost = 0;
    Int128 persons = 0;
};

/// The rows of need of one unit: how many more may start in a week, given who starts already.
class UnitNeed {
 public:
    UnitNeed(const Relaxation& relaxation, NeedIndex need) : weeks_(relaxation.weeks()) {
        const model::Programme& programme =
            relaxation.scenario()[relaxation.scenario()[need].programme];
        // Lost need is need that waits for no week at all.
        wait_ = programme.waits ? std::min(programme.max_wait_weeks.value_or(weeks_), weeks_) : 0;
        for (int t = 0; t < weeks_; ++t) {
            up_to_[index(t)] = relaxation.rules().service.need_up_to(need, t);
        }
    }

    /// Starts as many as the rows allow.
    Int128 saturate_week(int week) {
        // The starts of a..b are at most the need of max(0, a - wait)..b, for all a <= week <= b.
        Int128 end = kNoWay;
        for (int b = week; b < weeks_; ++b) {
            end = std::min(end, up_to_[index(b)] - started_[index(b)]);
        }
        Int128 begin = kNoWay;
        for (int a = 0; a <= week; ++a) {
            const Int128 started = a > 0 ? started_[index(a - 1)] : 0;
            const Int128 gone = a > wait_ ? up_to_[index(a - wait_ - 1)] : 0;
            begin = std::min(begin, started - gone);
        }
        const Int128 more = std::max<Int128>(0, begin + end);
        for (int b = week; b < weeks_; ++b) {
            started_[index(b)] += more;
        }
        return more;
    }

 private:
    static std::size_t index(int week) { return static_cast<std::size_t>(week); }

    int weeks_;
    int wait_ = 0;
    std::array<Int128, kMaxWeeks> up_to_ = {};
    std::array<Int128, kMaxWeeks> started_ = {};  ///< cumulated
};

/// By ascending cost, those who cost less than `most`.
void add_offers(const Relaxation& relaxation,
                std::size_t unit,
                const Costs& costs,
                Int128 most,
                std::vector<Offer>& offers) {
    std::vector<std::pair<Int128, int>> by_cost;
    for (int t = 0; t < costs.weeks; ++t) {
        if (costs.at(unit, t) < most) {
            by_cost.emplace_back(costs.at(unit, t), t);
        }
    }
    if (by_cost.empty()) {
        return;
    }
    std::ranges::sort(by_cost);
    UnitNeed need(relaxation, relaxation.units()[unit].need);
    for (const auto& [cost, week] : by_cost) {
        if (const Int128 persons = need.saturate_week(week); persons > 0) {
            offers.push_back({cost, persons});
        }
    }
}

}  // namespace

const Slopes& phi_slopes(model::Policy policy) {
    switch (policy) {
        case model::Policy::worst_first:
            return kWorstFirst;
        case model::Policy::balanced:
            return kBalanced;
        case model::Policy::most_served:
            break;
    }
    return kMostServed;
}

Int128 sum_of(const Slopes& slopes) {
    Int128 sum = 0;
    for (const Int128 slope : slopes) {
        sum += slope;
    }
    return sum;
}

std::vector<NeedGroup> need_groups(const Relaxation& relaxation) {
    std::map<std::pair<AreaIndex, ProgrammeIndex>, NeedGroup> groups;
    const ServiceRules& service = relaxation.rules().service;
    for (std::size_t u = 0; u < relaxation.units().size(); ++u) {
        const NeedIndex need = relaxation.units()[u].need;
        const AreaIndex area = service.area_of(need);
        const ProgrammeIndex programme = relaxation.scenario()[need].programme;
        NeedGroup& group = groups[{area, programme}];
        group.area = area;
        group.programme = programme;
        group.target += service.need_up_to(need, relaxation.weeks() - 1);
        group.units.push_back(u);
    }
    std::vector<NeedGroup> result;
    result.reserve(groups.size());
    for (auto& [key, group] : groups) {
        result.push_back(std::move(group));
    }
    return result;
}

std::map<AreaIndex, Int128> programme_weights(const model::Scenario& scenario,
                                              const std::vector<NeedGroup>& groups) {
    std::map<AreaIndex, Int128> result;
    for (const NeedGroup& group : groups) {
        if (scenario[group.area].level > 0) {
            result[group.area] += model::programme_weight_nano(scenario[group.programme]);
        }
    }
    return result;
}

base::Result<Slopes> value_slopes(const model::Scenario& scenario,
                                  const NeedGroup& group,
                                  model::Policy policy,
                                  int scale_bits) {
    // w x 16 x slope / sum of slopes, w being the product of two decimals.
    const std::int64_t programme = model::programme_weight_nano(scenario[group.programme]);
    const std::int64_t area = scenario[group.area].weight.nano();
    const std::int64_t common_programme = std::gcd(programme, base::Fixed9::kScale);
    const std::int64_t common_area = std::gcd(area, base::Fixed9::kScale);
    const Slopes& phi = phi_slopes(policy);
    const Int128 below = sum_of(phi) * (base::Fixed9::kScale / common_programme) *
                         (base::Fixed9::kScale / common_area);
    Slopes result = {};
    for (std::size_t j = 0; j < kWorthSegments; ++j) {
        CheckedSum above(programme / common_programme);
        above.multiply(area / common_area).multiply(kWorthSegments).multiply(phi[j]);
        const CheckedSum slope = scaled_up(above.value(), below, scale_bits);
        if (!above.fits() || !slope.fits()) {
            return too_large(scenario, group);
        }
        result[j] = slope.value();
    }
    return result;
}

base::Result<Slopes> worst_off_slopes(const model::Scenario& scenario,
                                      const NeedGroup& group,
                                      std::int64_t share,
                                      Int128 all_shares,
                                      Int128 area_weight,
                                      int scale_bits) {
    CheckedSum above(share);
    above.multiply(model::programme_weight_nano(scenario[group.programme]));
    CheckedSum below(all_shares);
    below.multiply(area_weight).multiply(group.target);
    Slopes result = {};
    if (!above.fits() || !below.fits() || below.value() > kDivisorMost) {
        return too_large(scenario, group);
    }
    if (below.value() > 0) {
        const CheckedSum slope = scaled_up(above.value(), below.value(), scale_bits);
        if (!slope.fits()) {
            return too_large(scenario, group);
        }
        result.fill(slope.value());
    }
    return result;
}

CheckedSum most_gain(const Relaxation& relaxation,
                     const NeedGroup& group,
                     const Slopes& slopes,
                     const Costs& costs) {
    std::vector<Offer> offers;
    for (const std::size_t unit : group.units) {
        add_offers(relaxation, unit, costs, slopes.front(), offers);
    }
    std::ranges::sort(offers, {}, &Offer::cost);
    CheckedSum gain;
    std::size_t segment = 0;
    Int128 room = group.target;  // in sixteenths of a person, as everything below
    for (const Offer& offer : offers) {
        Int128 left = offer.persons * static_cast<Int128>(kWorthSegments);
        while (left > 0 && segment < kWorthSegments && slopes[segment] > offer.cost) {
            const Int128 taken = std::min(left, room);
            gain.add_product(taken, slopes[segment] - offer.cost);
            left -= taken;
            room -= taken;
            if (room == 0) {
                ++segment;
                room = group.target;
            }
        }
    }
    return gain;
}

}  // namespace imdad::verify
