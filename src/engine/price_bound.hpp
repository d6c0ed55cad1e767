#pragma once

#include "engine/commodities.hpp"

#include <span>
#include <vector>

/// The bound of docs/method/certificates.md in floating point: fast, for the search. What leaves
/// the program is worked out again in integers by `verify`.

namespace imdad::engine {

/// Prices of scarce things, all >= 0. Rows that do not exist keep 0.
struct Prices {
    std::vector<double> supply;      ///< per pack, by supply
    std::vector<double> lane;        ///< per cm3, arc x class x week of departure
    std::vector<double> store;       ///< per cm3, node x class x week
    std::vector<double> maximum;     ///< per unit, row of maximum stock x week
    std::vector<double> absorption;  ///< per person, row of absorption x week
    std::vector<double> lock_most;   ///< per person, by lock: of its at_most
    std::vector<double> lock_least;  ///< per person, by lock: of its at_least

    /// All 0.
    explicit Prices(const Problem& problem);
    Prices() = default;
};

/// Multiplies every price.
void scale(Prices& prices, double factor);

/// What one more person of a group is worth: `scale[g] * slopes[j] + extra[g]` on the j-th of equal
/// segments of its target. Falling.
struct Worth {
    std::vector<double> scale;  ///< by group
    std::vector<double> slopes;
    std::vector<double> extra;  ///< by group: worth on every segment besides; empty: none

    [[nodiscard]] double on(Id group, std::size_t segment) const {
        return scale[group] * slopes[segment] + (extra.empty() ? 0 : extra[group]);
    }
};

/// The value of a plan: w x segments x slope / sum of slopes per person.
[[nodiscard]] Worth worth_of_value(const Problem& problem, std::span<const double> slopes);

/// What a group is worth when it holds this many persons.
[[nodiscard]] double worth_at(const Problem& problem, const Worth& worth, Id group, double persons);

/// Worth of the next person of the group.
[[nodiscard]] double next_worth(const Problem& problem,
                                const Worth& worth,
                                Id group,
                                double persons);

struct PriceBound {
    double bound = 0;
    double rows = 0;           ///< part of the bound that prices times rows make up
    std::vector<double> pi;    ///< price of a pack, by row of the net; infinite: no way
    std::vector<double> cost;  ///< of one person, unit x week of the first dose
    std::vector<double> best;  ///< persons that each group would be given at these prices
};

/// Works the bound out. Same result at any number of threads. `keeping`: the bound is on the
/// persons whom the locks ask for and who are served, each person of an `at_least` being worth 1.
[[nodiscard]] PriceBound bound_from(const Problem& problem,
                                    const CommodityNet& net,
                                    const Prices& prices,
                                    const Worth& worth,
                                    int threads,
                                    bool keeping = false);

}  // namespace imdad::engine
