#include "plan/baselines.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace imdad::plan {

namespace {

using engine::Filling;
using engine::Id;

/// Raises the unit to `level` persons, earliest weeks first.
bool raise_to(Filling& filling, Id unit, std::int64_t level) {
    bool moved = false;
    for (int t = 0; t < filling.problem().weeks && filling.served(unit) < level; ++t) {
        if (filling.need_left(unit, t) > 0 &&
            filling.serve(unit, t, level - filling.served(unit), false) > 0) {
            moved = true;
        }
    }
    return moved;
}

/// Part of each programme's need that the supplies cover: what everybody would get if nothing stood
/// in the way. A product that serves several programmes is divided by their needs.
std::vector<double> covered_shares(const engine::Problem& problem) {
    std::vector<std::int64_t> needed(problem.products.size(), 0);
    for (const engine::NeedUnit& unit : problem.units) {
        for (const auto& option : problem.programmes[unit.programme].options) {
            for (const auto& dose : option.doses) {
                needed[option.product] += engine::units_for(dose, unit.total);
            }
        }
    }
    std::vector<std::int64_t> supplied(problem.products.size(), 0);
    for (const engine::Supply& supply : problem.supplies) {
        const Id product = problem.lots[supply.lot].product;
        supplied[product] +=
            supply.week < problem.weeks ? supply.packs * problem.products[product].pack_units : 0;
    }
    std::vector<double> shares;
    for (const engine::Programme& programme : problem.programmes) {
        double share = 0;
        for (const auto& option : programme.options) {
            share += static_cast<double>(supplied[option.product]) /
                     static_cast<double>(std::max<std::int64_t>(1, needed[option.product]));
        }
        shares.push_back(std::min(1.0, share));
    }
    return shares;
}

}  // namespace

void fill_pro_rata(Filling& filling) {
    const engine::Problem& problem = filling.problem();
    const auto shares = covered_shares(problem);
    // First everybody's share; then what could not move is shared out again, ten points at a time.
    constexpr double kStep = 0.1;
    constexpr int kRounds = 11;
    for (int round = 0; round < kRounds; ++round) {
        for (Id unit = 0; unit < problem.units.size(); ++unit) {
            const engine::NeedUnit& row = problem.units[unit];
            const double share = std::min(1.0, shares[row.programme] + kStep * round);
            raise_to(
                filling, unit, static_cast<std::int64_t>(share * static_cast<double>(row.total)));
        }
    }
    filling.finish();
}

void fill_first_come_first_served(Filling& filling) {
    const engine::Problem& problem = filling.problem();
    for (int t = 0; t < problem.weeks; ++t) {
        for (Id unit = 0; unit < problem.units.size(); ++unit) {
            const std::int64_t wanted = filling.need_left(unit, t);
            if (wanted > 0) {
                filling.serve(unit, t, wanted, true);
            }
        }
    }
    filling.finish();
}

void fill_priority_greedy(Filling& filling) {
    const engine::Problem& problem = filling.problem();
    std::vector<Id> order(problem.groups.size());
    std::iota(order.begin(), order.end(), Id{0});
    std::ranges::sort(order, [&](Id a, Id b) {
        const auto key = [&](Id g) {
            const engine::Group& group = problem.groups[g];
            return std::tuple(-group.weight, group.programme, -group.target, g);
        };
        return key(a) < key(b);
    });
    for (const Id group : order) {
        for (const Id unit : problem.groups[group].units) {
            raise_to(filling, unit, problem.units[unit].total);
        }
    }
    filling.finish();
}

const std::vector<Baseline>& baselines() {
    static const std::vector<Baseline> kAll = {
        {"pro_rata", fill_pro_rata},
        {"first_come_first_served", fill_first_come_first_served},
        {"priority_greedy", fill_priority_greedy}};
    return kAll;
}

}  // namespace imdad::plan
