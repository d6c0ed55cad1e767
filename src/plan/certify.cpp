#include "plan/certify.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::kNone;
using model::RowPrice;

/// Largest price in a certificate, as a power of two; what is left to 63 bits is for the sums.
constexpr int kPriceBits = 48;
constexpr int kScaleBitsMost = 80;

/// Prices below this share of the largest one are left out: they say nothing.
constexpr double kNothing = 1e-13;

class PriceList {
 public:
    PriceList(const BuiltProblem& built, const engine::Prices& prices)
        : problem_(built.problem), built_(built), prices_(prices) {}

    void write_to(model::Certificate& certificate) const {
        double largest = 0;
        for (const auto* row : {&prices_.supply,
                                &prices_.lane,
                                &prices_.store,
                                &prices_.maximum,
                                &prices_.absorption,
                                &prices_.lock_most,
                                &prices_.lock_least}) {
            for (const double price : *row) {
                largest = std::max(largest, price);
            }
        }
        certificate.scale_bits =
            largest <= 0 ? 40
                         : std::clamp(kPriceBits - static_cast<int>(std::ceil(std::log2(largest))),
                                      0,
                                      kScaleBitsMost);
        const double unit = std::ldexp(1.0, certificate.scale_bits);
        const auto add =
            [&](RowPrice::Row row, std::size_t first, std::size_t second, int week, double price) {
                const auto whole = static_cast<std::int64_t>(std::llround(price * unit));
                if (price > kNothing * largest && whole > 0) {
                    certificate.prices.push_back({.row = row,
                                                  .first = static_cast<std::uint32_t>(first),
                                                  .second = static_cast<std::uint32_t>(second),
                                                  .week = week,
                                                  .price = whole});
                }
            };
        for (std::size_t s = 0; s < prices_.supply.size(); ++s) {
            if (problem_.supplies[s].week < problem_.weeks) {
                add(RowPrice::Row::supply, built_.supply_of[s].value(), 0, 0, prices_.supply[s]);
            }
        }
        each(prices_.lane, [&](std::size_t i, int week, double price) {
            add(RowPrice::Row::lane, i / engine::kClasses, i % engine::kClasses, week, price);
        });
        each(prices_.store, [&](std::size_t i, int week, double price) {
            add(RowPrice::Row::store, i / engine::kClasses, i % engine::kClasses, week, price);
        });
        const std::size_t products = problem_.products.size();
        for (std::size_t pair = 0; pair < problem_.max_row.size(); ++pair) {
            const Id row = problem_.max_row[pair];
            for (int t = 0; row != kNone && t < problem_.weeks; ++t) {
                add(RowPrice::Row::maximum,
                    pair / products,
                    pair % products,
                    t,
                    prices_.maximum[row * weeks() + static_cast<std::size_t>(t)]);
            }
        }
        each(prices_.absorption, [&](std::size_t i, int week, double price) {
            add(RowPrice::Row::absorption, i, 0, week, price);
        });
        for (std::size_t l = 0; l < problem_.locks.size(); ++l) {
            if (problem_.locks[l].at_most < engine::kUnlimited) {
                add(RowPrice::Row::lock_most, l, 0, 0, prices_.lock_most[l]);
            }
            add(RowPrice::Row::lock_least, l, 0, 0, prices_.lock_least[l]);
        }
        std::ranges::sort(certificate.prices);
    }

 private:
    [[nodiscard]] std::size_t weeks() const { return static_cast<std::size_t>(problem_.weeks); }

    template <typename Visit>
    void each(const std::vector<double>& rows, const Visit& visit) const {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] > 0) {
                visit(i / weeks(), static_cast<int>(i % weeks()), rows[i]);
            }
        }
    }

    const engine::Problem& problem_;
    const BuiltProblem& built_;
    const engine::Prices& prices_;
};

}  // namespace

CountedAreas counted_areas(const model::Scenario& scenario,
                           const engine::Problem& problem,
                           const std::vector<std::string>& reasons) {
    std::map<Id, std::vector<Id>> groups;
    for (Id g = 0; g < problem.groups.size(); ++g) {
        if (scenario->areas[problem.groups[g].area].level >= 1) {
            groups[problem.groups[g].area].push_back(g);
        }
    }
    CountedAreas result;
    for (const auto& [area, members] : groups) {
        if (std::ranges::none_of(members, [&](Id g) { return reasons[g].empty(); })) {
            continue;
        }
        const auto weight = [&](Id g) {
            return static_cast<double>(
                model::programme_weight_nano(scenario->programmes[problem.groups[g].programme]));
        };
        double sum = 0;
        for (const Id g : members) {
            sum += weight(g);
        }
        auto& shares = result.aim.areas.emplace_back();
        for (const Id g : members) {
            shares.push_back({.group = g, .weight = weight(g) / sum});
        }
        result.areas.emplace_back(area);
    }
    return result;
}

model::Certificate value_certificate(const BuiltProblem& built, const engine::Prices& prices) {
    model::Certificate certificate;
    certificate.aim = model::Certificate::Aim::value;
    PriceList(built, prices).write_to(certificate);
    return certificate;
}

model::Certificate lock_certificate(const BuiltProblem& built, const engine::Prices& prices) {
    model::Certificate certificate;
    certificate.aim = model::Certificate::Aim::locks;
    PriceList(built, prices).write_to(certificate);
    return certificate;
}

model::Certificate worst_off_certificate(const BuiltProblem& built,
                                         const engine::Prices& prices,
                                         const CountedAreas& counted,
                                         const std::vector<double>& weights) {
    model::Certificate certificate;
    certificate.aim = model::Certificate::Aim::worst_off;
    PriceList(built, prices).write_to(certificate);
    // The prices belong to weights that add up to one; with no price at all any weights will do.
    const double largest = *std::ranges::max_element(weights);
    for (std::size_t d = 0; d < weights.size(); ++d) {
        const auto share =
            static_cast<std::int64_t>(std::llround(std::ldexp(weights[d] / largest, 40)));
        if (share > 0) {
            certificate.shares.push_back({counted.areas[d], share});
        }
    }
    return certificate;
}

}  // namespace imdad::plan
