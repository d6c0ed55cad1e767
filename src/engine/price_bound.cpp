#include "engine/price_bound.hpp"

#include "base/parallel.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace imdad::engine {

namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();

/// Groups are worked out in so many fixed portions, so that sums do not depend on threads.
constexpr std::size_t kPortions = 64;

class Sweep {
 public:
    Sweep(const Problem& problem, const CommodityNet& net, const Prices& prices)
        : problem_(problem),
          net_(net),
          prices_(prices),
          weeks_(static_cast<std::size_t>(problem.weeks)) {}

    /// Price of a pack at every presence and week, places before those that they feed.
    void price_packs(std::vector<double>& pi) {
        pi.assign(net_.rows, kNoWay);
        for (const Beginning& beginning : net_.beginnings) {
            double& start = pi[net_.presences[beginning.presence].row_of(beginning.week)];
            start = std::min(start, prices_.supply[beginning.supplies.front()]);
        }
        for (Id p = 0; p < net_.presences.size(); ++p) {
            const Presence& here = net_.presences[p];
            const Id product = net_.commodities[here.commodity].product;
            for (std::size_t i = net_.links_to[p]; i < net_.links_to[p + 1]; ++i) {
                arrive(net_.links[i], here, product, pi);
            }
            const bool storable = problem_.products[product].storable;
            for (int t = here.from; t <= here.to; ++t) {
                double& price = pi[here.row_of(t)];
                if (storable && t > here.from) {
                    price = std::min(price, pi[here.row_of(t - 1)]);
                }
                price += room_at(here.node, product, t);
            }
        }
    }

 private:
    void arrive(const Link& link, const Presence& here, Id product, std::vector<double>& pi) const {
        const Presence& source = net_.presences[link.source];
        const int lead = problem_.arcs[link.arc].lead_weeks;
        for (int t = source.from; t <= source.to; ++t) {
            if (!has_week(link.weeks, t)) {
                continue;
            }
            double price = pi[source.row_of(t)];
            for (std::size_t c = 0; c < kClasses; ++c) {
                const double each =
                    prices_.lane[(link.arc * kClasses + c) * weeks_ + static_cast<std::size_t>(t)];
                if (each > 0) {
                    price += each * static_cast<double>(
                                        CommodityNet::volume(problem_, product, here.node, c));
                }
            }
            double& there = pi[here.row_of(t + lead)];
            there = std::min(there, price);
        }
    }

    [[nodiscard]] double room_at(Id node, Id product, int week) const {
        double price = 0;
        for (std::size_t c = 0; c < kClasses; ++c) {
            const double each =
                prices_.store[(node * kClasses + c) * weeks_ + static_cast<std::size_t>(week)];
            if (each > 0) {
                price +=
                    each * static_cast<double>(CommodityNet::volume(problem_, product, node, c));
            }
        }
        if (!problem_.max_row.empty()) {
            const Id row = problem_.max_row[problem_.pair(node, product)];
            if (row != kNone) {
                price += prices_.maximum[row * weeks_ + static_cast<std::size_t>(week)] *
                         static_cast<double>(problem_.products[product].pack_units);
            }
        }
        return price;
    }

    const Problem& problem_;
    const CommodityNet& net_;
    const Prices& prices_;
    std::size_t weeks_;
};

/// Cheapest way to serve one person of a unit, by week of the first dose.
class PersonCosts {
 public:
    PersonCosts(const Problem& problem,
                const CommodityNet& net,
                const Prices& prices,
                std::span<const double> pi)
        : problem_(problem), net_(net), prices_(prices), pi_(pi), weeks_(problem.weeks) {}

    void of_unit(Id unit, std::span<double> cost) {
        std::ranges::fill(cost, kNoWay);
        const auto& options = problem_.programmes[problem_.units[unit].programme].options;
        std::size_t i = net_.uses_of[unit];
        const std::size_t end = net_.uses_of[unit + 1];
        while (i < end) {
            const Id option = net_.uses[i].option;
            const std::size_t doses = options[option].doses.size();
            by_dose_.assign(doses * cost.size(), kNoWay);
            for (; i < end && net_.uses[i].option == option; ++i) {
                add_use(net_.uses[i]);
            }
            for (std::size_t d = doses - 1; d > 0; --d) {
                chain(options[option].doses[d], d, cost.size());
            }
            for (std::size_t t = 0; t < cost.size(); ++t) {
                cost[t] = std::min(cost[t], by_dose_[t]);
            }
        }
    }

 private:
    void add_use(const Use& use) {
        const Presence& here = net_.presences[use.presence];
        const auto size = static_cast<std::size_t>(weeks_);
        const Id programme = problem_.units[use.unit].programme;
        const Option& option = problem_.programmes[programme].options[use.option];
        const bool locked = problem_.is_locked(use.unit) && use.dose + 1 == option.doses.size();
        for (int t = here.from; t <= here.to; ++t) {
            if (!has_week(use.weeks, t)) {
                continue;
            }
            const auto week = static_cast<std::size_t>(t);
            double price = use.packs_per_person * pi_[here.row_of(t)];
            for (const Id row : problem_.nodes[here.node].absorption) {
                const AbsorptionRow& limit = problem_.absorption[row];
                if (limit.programmes[programme] && has_week(limit.weeks, t)) {
                    price += prices_.absorption[row * size + week];
                }
            }
            if (locked) {
                problem_.each_lock(use.unit, here.node, option.product, t, [&](Id lock) {
                    price += prices_.lock_most[lock] - prices_.lock_least[lock];
                });
            }
            double& best = by_dose_[use.dose * size + week];
            best = std::min(best, price);
        }
    }

    /// Adds to dose d - 1 the cheapest dose d that may follow it.
    void chain(const Dose& dose, std::size_t d, std::size_t size) {
        for (std::size_t t = 0; t < size; ++t) {
            double next = kNoWay;
            const std::size_t first = t + static_cast<std::size_t>(dose.min_interval);
            const std::size_t last =
                std::min(size - 1, t + static_cast<std::size_t>(dose.max_interval));
            for (std::size_t r = first; r <= last; ++r) {
                next = std::min(next, by_dose_[d * size + r]);
            }
            by_dose_[(d - 1) * size + t] += next;
        }
    }

    const Problem& problem_;
    const CommodityNet& net_;
    const Prices& prices_;
    std::span<const double> pi_;
    int weeks_;
    std::vector<double> by_dose_;
};

struct Offer {
    double cost = 0;
    double persons = 0;
};

/// Persons of a unit by ascending cost, as many as its rows of need allow each time.
class UnitOffers {
 public:
    explicit UnitOffers(const Problem& problem) : problem_(problem), weeks_(problem.weeks) {}

    void add(Id unit, std::span<const double> cost, double most, std::vector<Offer>& offers) {
        order_.clear();
        for (int t = 0; t < weeks_; ++t) {
            if (cost[static_cast<std::size_t>(t)] < most) {
                order_.push_back(t);
            }
        }
        std::ranges::stable_sort(
            order_, {}, [&](int t) { return cost[static_cast<std::size_t>(t)]; });
        taken_.assign(static_cast<std::size_t>(weeks_), 0);
        const int wait = problem_.programmes[problem_.units[unit].programme].max_wait;
        for (const int t : order_) {
            const std::int64_t persons = room(unit, t, wait);
            if (persons > 0) {
                taken_[static_cast<std::size_t>(t)] = persons;
                offers.push_back({cost[static_cast<std::size_t>(t)], static_cast<double>(persons)});
            }
        }
    }

 private:
    [[nodiscard]] std::int64_t room(Id unit, int week, int wait) const {
        if (wait == 0) {
            return problem_.need_at(unit, week);
        }
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        const bool ever = wait >= problem_.weeks;
        std::int64_t inside = 0;  // need that may be served in first..last, less what is taken
        for (int t = 0; t <= week; ++t) {
            inside += problem_.need_at(unit, t) - taken_[static_cast<std::size_t>(t)];
        }
        for (int last = week; last < weeks_; ++last) {
            if (last > week) {
                inside += problem_.need_at(unit, last) - taken_[static_cast<std::size_t>(last)];
            }
            least = std::min(least, inside);
            if (!ever) {
                std::int64_t shorter = inside;
                for (int first = 1; first <= week; ++first) {
                    shorter += taken_[static_cast<std::size_t>(first - 1)];
                    if (first - 1 - wait >= 0) {
                        shorter -= problem_.need_at(unit, first - 1 - wait);
                    }
                    least = std::min(least, shorter);
                }
            }
        }
        return least;
    }

    const Problem& problem_;
    int weeks_;
    std::vector<int> order_;
    std::vector<std::int64_t> taken_;
};

/// Fills the group from the cheapest offer on, as long as a person is worth more than it costs.
double gain_of(const Problem& problem,
               const Worth& worth,
               Id group,
               std::vector<Offer>& offers,
               double& persons) {
    std::ranges::stable_sort(offers, {}, &Offer::cost);
    const double width = static_cast<double>(problem.groups[group].target) /
                         static_cast<double>(worth.slopes.size());
    double gain = 0;
    std::size_t segment = 0;
    double left = width;
    persons = 0;
    for (const Offer& offer : offers) {
        double rest = offer.persons;
        while (rest > 0 && segment < worth.slopes.size()) {
            const double margin = worth.on(group, segment) - offer.cost;
            if (margin <= 0) {
                return gain;
            }
            const double step = std::min(rest, left);
            gain += step * margin;
            persons += step;
            rest -= step;
            left -= step;
            if (left <= 0) {
                ++segment;
                left = width;
            }
        }
    }
    return gain;
}

/// Locks have a part in it of their own: what is served below an `at_least` costs its price, and
/// while `keeping`, a person who is asked for is worth 1 and is at most what the lock asks for.
double sum_of_locks(const Problem& problem, const Prices& prices, bool keeping) {
    double sum = 0;
    for (std::size_t l = 0; l < problem.locks.size(); ++l) {
        const auto least = static_cast<double>(problem.locks[l].at_least);
        if (problem.locks[l].at_most < kUnlimited) {
            sum += prices.lock_most[l] * static_cast<double>(problem.locks[l].at_most);
        }
        sum += keeping ? std::max(0.0, 1 - prices.lock_least[l]) * least
                       : -prices.lock_least[l] * least;
    }
    return sum;
}

double sum_of_rows(const Problem& problem, const CommodityNet& net, const Prices& prices) {
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    double sum = 0;
    for (const Beginning& beginning : net.beginnings) {
        sum += prices.supply[beginning.supplies.front()] * static_cast<double>(beginning.packs);
    }
    for (std::size_t i = 0; i < problem.arcs.size() * kClasses; ++i) {
        const auto room = static_cast<double>(problem.arcs[i / kClasses].room[i % kClasses]);
        for (std::size_t t = 0; t < weeks; ++t) {
            sum += prices.lane[i * weeks + t] * room;
        }
    }
    const std::size_t products = problem.products.size();
    for (Id n = 0; n < problem.nodes.size(); ++n) {
        for (std::size_t c = 0; c < kClasses; ++c) {
            const auto* row = &prices.store[(n * kClasses + c) * weeks];
            const double total = std::accumulate(row, row + weeks, 0.0);
            if (total <= 0) {
                continue;
            }
            auto room = static_cast<double>(problem.nodes[n].room[c]);
            for (Id p = 0; p < products; ++p) {
                room += net.opened[n * products + p] *
                        static_cast<double>(CommodityNet::volume(problem, p, n, c)) /
                        static_cast<double>(problem.products[p].pack_units);
            }
            sum += total * room;
        }
        for (Id p = 0; p < products && !problem.max_row.empty(); ++p) {
            const Id row = problem.max_row[problem.pair(n, p)];
            if (row != kNone) {
                const auto* first = &prices.maximum[row * weeks];
                sum += std::accumulate(first, first + weeks, 0.0) *
                       (static_cast<double>(problem.max_units[row]) + net.opened[n * products + p]);
            }
        }
    }
    for (std::size_t row = 0; row < problem.absorption.size(); ++row) {
        for (std::size_t t = 0; t < weeks; ++t) {
            sum += prices.absorption[row * weeks + t] *
                   static_cast<double>(problem.absorption[row].persons_per_week);
        }
    }
    return sum;
}

}  // namespace

Prices::Prices(const Problem& problem) {
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    supply.assign(problem.supplies.size(), 0);
    lane.assign(problem.arcs.size() * kClasses * weeks, 0);
    store.assign(problem.nodes.size() * kClasses * weeks, 0);
    maximum.assign(problem.max_units.size() * weeks, 0);
    absorption.assign(problem.absorption.size() * weeks, 0);
    lock_most.assign(problem.locks.size(), 0);
    lock_least.assign(problem.locks.size(), 0);
}

void scale(Prices& prices, double factor) {
    for (auto* row : {&prices.supply,
                      &prices.lane,
                      &prices.store,
                      &prices.maximum,
                      &prices.absorption,
                      &prices.lock_most,
                      &prices.lock_least}) {
        for (double& price : *row) {
            price *= factor;
        }
    }
}

Worth worth_of_value(const Problem& problem, std::span<const double> slopes) {
    Worth worth;
    const double sum = std::accumulate(slopes.begin(), slopes.end(), 0.0);
    for (const double slope : slopes) {
        worth.slopes.push_back(slope / sum * static_cast<double>(slopes.size()));
    }
    for (const Group& group : problem.groups) {
        worth.scale.push_back(group.weight);
    }
    return worth;
}

double worth_at(const Problem& problem, const Worth& worth, Id group, double persons) {
    const double width = static_cast<double>(problem.groups[group].target) /
                         static_cast<double>(worth.slopes.size());
    double sum = 0;
    for (std::size_t j = 0; j < worth.slopes.size() && persons > 0; ++j, persons -= width) {
        sum += worth.on(group, j) * std::min(persons, width);
    }
    return sum;
}

double next_worth(const Problem& problem, const Worth& worth, Id group, double persons) {
    const double width = static_cast<double>(problem.groups[group].target) /
                         static_cast<double>(worth.slopes.size());
    const auto segment =
        std::min(worth.slopes.size() - 1, static_cast<std::size_t>(std::max(0.0, persons) / width));
    return worth.on(group, segment);
}

PriceBound bound_from(const Problem& problem,
                      const CommodityNet& net,
                      const Prices& prices,
                      const Worth& worth,
                      int threads,
                      bool keeping) {
    PriceBound result;
    Sweep(problem, net, prices).price_packs(result.pi);
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    result.cost.resize(problem.units.size() * weeks);
    result.best.assign(problem.groups.size(), 0);
    std::vector<double> gains(kPortions, 0);
    base::run_tasks(kPortions, threads, [&](std::size_t portion) {
        const std::size_t first = portion * problem.groups.size() / kPortions;
        const std::size_t end = (portion + 1) * problem.groups.size() / kPortions;
        PersonCosts costs(problem, net, prices, result.pi);
        UnitOffers unit_offers(problem);
        std::vector<Offer> offers;
        for (auto g = static_cast<Id>(first); g < end; ++g) {
            offers.clear();
            const double most = worth.on(g, 0);
            for (const Id u : problem.groups[g].units) {
                const std::span<double> cost(&result.cost[u * weeks], weeks);
                costs.of_unit(u, cost);
                if (most > 0 || problem.is_locked(u)) {  // locks may pay by themselves
                    unit_offers.add(u, cost, most, offers);
                }
            }
            gains[portion] += gain_of(problem, worth, g, offers, result.best[g]);
        }
    });
    result.rows = sum_of_rows(problem, net, prices) + sum_of_locks(problem, prices, keeping);
    result.bound = std::accumulate(gains.begin(), gains.end(), result.rows);
    return result;
}

}  // namespace imdad::engine
