#include "plan/baselines.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace imdad::plan {

namespace {

using engine::Filling;
using engine::Id;

/// Raises units to a number of persons, each in its earliest weeks. Rows only fill up, so a week in
/// which a unit found nothing is not asked again; `Filling::finish` looks once more.
class Raising {
 public:
    explicit Raising(Filling& filling)
        : filling_(filling), next_week_(filling.problem().units.size(), 0) {}

    void raise(Id unit, std::int64_t level) {
        int& week = next_week_[unit];
        while (week < filling_.problem().weeks && filling_.served(unit) < level) {
            if (filling_.need_left(unit, week) <= 0 ||
                filling_.serve(unit, week, level - filling_.served(unit), false) == 0) {
                ++week;
            }
        }
    }

 private:
    Filling& filling_;
    std::vector<int> next_week_;
};

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
    Raising raising(filling);
    const auto raise_all_to = [&](const auto& share_of) {
        for (Id unit = 0; unit < problem.units.size(); ++unit) {
            const engine::NeedUnit& row = problem.units[unit];
            const double share = std::min(1.0, share_of(row.programme));
            raising.raise(unit, static_cast<std::int64_t>(share * static_cast<double>(row.total)));
        }
    };
    // Everybody's share, all units together a twentieth of it at a time, so that behind a lane or
    // store that is too small for all nobody is full before the others have begun.
    constexpr int kParts = 20;
    for (int part = 1; part <= kParts; ++part) {
        raise_all_to([&](Id programme) { return shares[programme] * part / kParts; });
    }
    // Then what could not move is shared out again, five points at a time.
    constexpr double kStep = 0.05;
    constexpr int kRounds = 20;
    for (int round = 1; round <= kRounds; ++round) {
        raise_all_to([&](Id programme) { return shares[programme] + kStep * round; });
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
    Raising raising(filling);
    for (const Id group : order) {
        for (const Id unit : problem.groups[group].units) {
            raising.raise(unit, problem.units[unit].total);
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
