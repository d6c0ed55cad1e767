#include "verify/certificate_costs.hpp"

#include "base/parallel.hpp"
#include "verify/certificate_ways.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::verify {

namespace {

/// No cost of a dose leaves this; courses of a few doses then stay inside 128 bits.
constexpr Int128 kDoseMost = Int128{1} << 116;
constexpr int kDosesMost = 256;

/// units of one dose / units of a pack: what part of a pack's price a dose bears.
struct Part {
    Int128 numerator = 0;
    Int128 denominator = 1;

    /// Rounded down; none if it is out of range.
    [[nodiscard]] std::optional<Int128> of(Int128 price) const {
        // Nearly always one comparison is enough.
        if (numerator > kDoseMost / kPiMost && price > 0 && numerator > kDoseMost / price) {
            return std::nullopt;
        }
        return price * numerator / denominator;
    }
};

using WeekCosts = std::array<Int128, kMaxWeeks>;

/// One product's ways, and who may be served with what comes by them.
class ProductCosts {
 public:
    ProductCosts(Relaxation& relaxation, const PriceBook& book, ProductIndex product, int threads)
        : relaxation_(relaxation),
          book_(book),
          product_(product),
          weeks_(relaxation.weeks()),
          commodities_(relaxation.commodities(product)),
          accepting_(relaxation.accepting_weeks(product)),
          pi_(commodities_.size()) {
        const ProductWays ways(relaxation, book, product);
        in_range_ = ways.in_range();
        if (in_range_) {
            base::run_tasks(commodities_.size(), threads, [&](std::size_t k) {
                pi_[k] = ways.cheapest(commodities_[k]);
            });
        }
    }

    [[nodiscard]] bool in_range() const { return in_range_; }

    /// Lowers the unit's costs where this product is cheaper. False if a figure is out of range.
    bool lower(std::size_t unit, Int128* costs) const {
        const NeedUnit& row = relaxation_.units()[unit];
        const Course* course = relaxation_.rules().service.course(
            relaxation_.scenario()[row.need].programme, product_);
        if (course == nullptr || commodities_.empty()) {
            return true;
        }
        std::vector<WeekCosts> doses(course->doses.size());
        if (!dose_costs(row, *course, doses)) {
            return false;
        }
        const WeekCosts& chain = cheapest_chain(*course, doses);
        for (int t = 0; t < weeks_; ++t) {
            costs[t] = std::min(costs[t], chain[static_cast<std::size_t>(t)]);
        }
        return true;
    }

 private:
    /// e(u,p,j,t): least over places and commodities.
    bool dose_costs(const NeedUnit& unit,
                    const Course& course,
                    std::vector<WeekCosts>& doses) const {
        std::vector<Part> parts;
        const Int128 pack_units =
            std::max<std::int64_t>(1, relaxation_.scenario()[product_].pack_units);
        for (const model::Serves* dose : course.doses) {
            const UnitsPerPerson units = units_per_person(*dose);
            parts.push_back({units.numerator, units.denominator * pack_units});
            doses[parts.size() - 1].fill(kNoWay);
        }
        const std::vector<WeekSet> allowed = weeks_of_commodities(unit.need);
        for (const PlaceIndex place : unit.places) {
            const WeekCosts packs = pack_costs(place, allowed);
            for (int t = 0; t < weeks_; ++t) {
                const Int128 pack = packs[static_cast<std::size_t>(t)];
                if (pack == kNoWay) {
                    continue;
                }
                const Int128 people = absorption_price(place, unit.need, t);
                const std::optional<Int128> locks = lock_price(place, unit.need, t);
                for (std::size_t j = 0; j < parts.size(); ++j) {
                    const std::optional<Int128> cost = parts[j].of(pack);
                    if (!cost) {
                        return false;
                    }
                    const bool last = j + 1 == parts.size();
                    if (last && !locks) {
                        continue;  // a lock lets nobody be served there
                    }
                    Int128& least = doses[j][static_cast<std::size_t>(t)];
                    least = std::min(least, *cost + people + (last ? *locks : 0));
                }
            }
        }
        return course.doses.size() <= kDosesMost;
    }

    /// By commodity: weeks in which it may serve the need as far as the need decides.
    std::vector<WeekSet> weeks_of_commodities(NeedIndex need) const {
        const AreaIndex area = relaxation_.rules().service.area_of(need);
        std::vector<WeekSet> result;
        result.reserve(commodities_.size());
        for (const Commodity& commodity : commodities_) {
            const BatchIndex lot = relaxation_.scenario()[commodity.supplies.front()].batch;
            result.push_back(relaxation_.earmark_weeks(lot, need) & accepting_[area.value()]);
        }
        return result;
    }

    /// Price of the cheapest pack that may be used at `place`, by week.
    WeekCosts pack_costs(PlaceIndex place, const std::vector<WeekSet>& allowed) const {
        WeekCosts result;
        result.fill(kNoWay);
        WeekSet weeks = relaxation_.open_weeks(place);
        if (const AreaIndex area = relaxation_.scenario()[place].area; area.exists()) {
            weeks &= accepting_[area.value()];
        }
        for (std::size_t k = 0; k < commodities_.size(); ++k) {
            const Int128* pi = &pi_[k][place.value() * static_cast<std::size_t>(weeks_)];
            const WeekSet usable = weeks & allowed[k];
            for (int t = 0; t < weeks_; ++t) {
                const auto week = static_cast<std::size_t>(t);
                if (usable.test(week)) {
                    result[week] = std::min(result[week], pi[t]);
                }
            }
        }
        return result;
    }

    [[nodiscard]] Int128 absorption_price(PlaceIndex place, NeedIndex need, int week) const {
        Int128 sum = 0;
        if (!book_.absorption.empty()) {
            relaxation_.rules().absorption.for_each(
                place, relaxation_.scenario()[need].programme, week, [&](std::size_t row) {
                    sum += book_.absorption.at(row, 0, week);
                });
        }
        return sum;
    }

    /// What the locks add to the cost of a last dose; none if one of them lets nobody have it.
    [[nodiscard]] std::optional<Int128> lock_price(PlaceIndex place,
                                                   NeedIndex need,
                                                   int week) const {
        const LockRules& locks = relaxation_.rules().locks;
        Int128 sum = 0;
        bool barred = false;
        locks.for_each(need, place, product_, week, [&](std::size_t lock) {
            barred = barred || (locks.has_most(lock) && locks.at_most(lock) == 0);
            sum += Int128{book_.lock_most[lock]} - book_.lock_least[lock];
        });
        return barred ? std::nullopt : std::optional(sum);
    }

    /// Backwards over the doses: from each week on, the cheapest week of the next one that its
    /// intervals allow. The costs of the first dose become those of the whole course.
    const WeekCosts& cheapest_chain(const Course& course, std::vector<WeekCosts>& doses) const {
        for (std::size_t j = doses.size() - 1; j > 0; --j) {
            const model::Serves& next = *course.doses[j];
            const std::int64_t longest = next.max_interval_weeks.value_or(weeks_);
            for (int t = 0; t < weeks_; ++t) {
                Int128 least = kNoWay;
                const auto last = std::min<std::int64_t>(weeks_ - 1, t + longest);
                for (std::int64_t r = std::int64_t{t} + next.min_interval_weeks; r <= last; ++r) {
                    least = std::min(least, doses[j][static_cast<std::size_t>(r)]);
                }
                Int128& cost = doses[j - 1][static_cast<std::size_t>(t)];
                cost = cost == kNoWay || least == kNoWay ? kNoWay : cost + least;
            }
        }
        return doses.front();
    }

    const Relaxation& relaxation_;
    const PriceBook& book_;
    ProductIndex product_;
    int weeks_;
    bool in_range_ = true;
    std::vector<Commodity> commodities_;
    std::vector<WeekSet> accepting_;
    std::vector<std::vector<Int128>> pi_;  ///< by commodity: place x week
};

}  // namespace

base::Result<Costs> serving_costs(Relaxation& relaxation,
                                  const PriceBook& book,
                                  const std::function<bool(std::size_t unit)>& wanted,
                                  int threads) {
    constexpr std::size_t kTogether = 1024;
    const auto weeks = static_cast<std::size_t>(relaxation.weeks());
    const std::size_t units = relaxation.units().size();
    Costs costs{relaxation.weeks(), std::vector<Int128>(units * weeks, kNoWay)};
    const model::Scenario& scenario = relaxation.scenario();
    std::vector<bool> used(scenario->products.size(), false);
    for (const model::Serves& row : scenario->serves) {
        used[row.product.value()] = true;
    }
    for (std::size_t p = 0; p < used.size(); ++p) {
        if (!used[p]) {
            continue;
        }
        const ProductCosts product(relaxation, book, ProductIndex(p), threads);
        const std::size_t parts = (units + kTogether - 1) / kTogether;
        std::vector<char> in_range(parts + 1, 1);
        in_range[parts] = product.in_range() ? 1 : 0;
        base::run_tasks(product.in_range() ? parts : 0, threads, [&](std::size_t part) {
            for (std::size_t u = part * kTogether; u < std::min(units, (part + 1) * kTogether);
                 ++u) {
                if (wanted(u) && !product.lower(u, &costs.cheapest[u * weeks])) {
                    in_range[part] = 0;
                }
            }
        });
        if (std::ranges::count(in_range, 0) > 0) {
            const std::string& id = scenario->products[p].product_id;
            return base::fail(
                "too_large", fmt::format("the price of a pack of {} would leave 128 bits", id), id);
        }
    }
    return costs;
}

}  // namespace imdad::verify
