#include "plan/explain_helps.hpp"

#include "plan/explain_confirm.hpp"
#include "plan/explain_free_packs.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/explain_text.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::kClasses;
using engine::kNone;
using model::Help;

/// More than this nobody reads; the rest have lower prices still.
constexpr std::size_t kHelpsMost = 200;

/// Prices below this share of the largest one are noise.
constexpr double kNothing = 1e-5;

class HelpFinder {
 public:
    HelpFinder(const HelpInput& input, model::Explanation& explanation)
        : input_(input),
          problem_(input.built.problem),
          words_(input.scenario),
          explanation_(explanation),
          began_(std::chrono::steady_clock::now()) {}

    void find() {
        if (input_.request.progress) {
            input_.request.progress("pricing what would help");
        }
        add_supplies();
        add_lanes();
        add_stores();
        add_maxima();
        add_absorptions();
        add_locks();
        add_earmarks();
        std::ranges::stable_sort(candidates_, std::greater<>(), [](const Candidate& candidate) {
            return candidate.help.price.value_or(0);
        });
        std::erase_if(candidates_, [least = largest_price() * kNothing](const Candidate& one) {
            return *one.help.price < least;
        });
        if (candidates_.size() > kHelpsMost) {
            candidates_.resize(kHelpsMost);
        }
        add_closures();
        confirm_helps(input_, candidates_, began_, explanation_);
        for (Candidate& candidate : candidates_) {
            explanation_.helps.push_back(std::move(candidate.help));
        }
    }

 private:
    [[nodiscard]] std::size_t weeks() const { return static_cast<std::size_t>(problem_.weeks); }

    void add(Help::Kind kind,
             const std::vector<Thing>& things,
             model::Phrase what,
             const char* unit,
             double price,
             std::vector<int> weeks,
             double amount,
             std::function<void(engine::Problem&, double)> raise) {
        if (price <= 0) {
            return;
        }
        Candidate candidate;
        candidate.help = {.kind = kind,
                          .things = words_.ids(things),
                          .what = english(what),
                          .unit = unit,
                          .price = price,
                          .weeks = std::move(weeks),
                          .remark = {},
                          .what_sentence = std::move(what)};
        candidate.amount = amount;
        candidate.raise = std::move(raise);
        candidates_.push_back(std::move(candidate));
    }

    [[nodiscard]] double largest_price() const {
        return candidates_.empty() ? 0 : candidates_.front().help.price.value_or(0);
    }

    void add_supplies() {
        for (const engine::Beginning& beginning : input_.relaxation.net().beginnings) {
            std::vector<Thing> things;
            things.reserve(beginning.supplies.size());
            for (const Id s : beginning.supplies) {
                things.push_back({Thing::Table::supply, input_.built.supply_of[s].value()});
            }
            const Id first = beginning.supplies.front();
            const model::Batch& batch =
                input_.scenario[input_.scenario[input_.built.supply_of[first]].batch];
            add(Help::Kind::supply,
                things,
                batch.earmark.exists() ? phrase("more_packs_earmarked",
                                                input_.scenario[batch.product].name,
                                                input_.scenario[batch.earmark].earmark_id,
                                                words_.supplies(things))
                                       : phrase("more_packs",
                                                input_.scenario[batch.product].name,
                                                words_.supplies(things)),
                "pack",
                input_.prices.supply[first],
                {beginning.week},
                static_cast<double>(beginning.packs),
                [first](engine::Problem& problem, double step) {
                    problem.supplies[first].packs += std::llround(step);
                });
        }
    }

    /// Sum over the weeks of one row, and the weeks that have a price.
    std::pair<double, std::vector<int>> over_weeks(const std::vector<double>& rows,
                                                   std::size_t row) const {
        std::pair<double, std::vector<int>> result;
        for (std::size_t t = 0; t < weeks(); ++t) {
            const double price = rows[row * weeks() + t];
            if (price > 0) {
                result.first += price;
                result.second.push_back(static_cast<int>(t));
            }
        }
        return result;
    }

    void add_lanes() {
        for (Id a = 0; a < problem_.arcs.size(); ++a) {
            for (std::size_t c = 0; c < kClasses; ++c) {
                auto [price, when] = over_weeks(input_.prices.lane, a * kClasses + c);
                add(Help::Kind::lane,
                    {{Thing::Table::lane, a, c}},
                    phrase("more_on_lane", Wording::storage_class(c), words_.lane(a)),
                    "litre",
                    1000 * price,
                    std::move(when),
                    static_cast<double>(problem_.arcs[a].room[c]) / 1000,
                    [a, c](engine::Problem& problem, double step) {
                        problem.arcs[a].room[c] += std::llround(1000 * step);
                    });
            }
        }
    }

    void add_stores() {
        for (Id n = 0; n < problem_.nodes.size(); ++n) {
            for (std::size_t c = 0; c < kClasses; ++c) {
                auto [price, when] = over_weeks(input_.prices.store, n * kClasses + c);
                add(Help::Kind::store,
                    {{Thing::Table::place, n, c}},
                    phrase("more_in_store", Wording::storage_class(c), words_.place(n)),
                    "litre",
                    1000 * price,
                    std::move(when),
                    static_cast<double>(problem_.nodes[n].room[c]) / 1000,
                    [n, c](engine::Problem& problem, double step) {
                        problem.nodes[n].room[c] += std::llround(1000 * step);
                    });
            }
        }
    }

    void add_maxima() {
        for (std::size_t pair = 0; pair < problem_.max_row.size(); ++pair) {
            const Id row = problem_.max_row[pair];
            if (row == kNone) {
                continue;
            }
            auto [price, when] = over_weeks(input_.prices.maximum, row);
            const std::size_t node = pair / problem_.products.size();
            const std::size_t product = pair % problem_.products.size();
            add(Help::Kind::maximum_stock,
                {{Thing::Table::place, node, kClasses}, {Thing::Table::product, product}},
                phrase("more_maximum", input_.scenario->products[product].name, words_.place(node)),
                "unit",
                price,
                std::move(when),
                static_cast<double>(problem_.max_units[row]),
                [row](engine::Problem& problem, double step) {
                    problem.max_units[row] += std::llround(step);
                });
        }
    }

    void add_absorptions() {
        for (std::size_t row = 0; row < problem_.absorption.size(); ++row) {
            auto [price, when] = over_weeks(input_.prices.absorption, row);
            add(Help::Kind::absorption,
                {{Thing::Table::absorption, row}},
                phrase("more_absorbed", words_.absorption(row)),
                "person a week",
                price,
                std::move(when),
                static_cast<double>(problem_.absorption[row].persons_per_week),
                [row](engine::Problem& problem, double step) {
                    problem.absorption[row].persons_per_week += std::llround(step);
                });
        }
    }

    /// One person more let in, and one person fewer asked for.
    void add_locks() {
        for (Id l = 0; l < problem_.locks.size(); ++l) {
            const engine::LockRow& row = problem_.locks[l];
            if (row.at_most < engine::kUnlimited) {
                add(Help::Kind::lock,
                    {{Thing::Table::lock, l}},
                    phrase("more_let_in", words_.lock(l)),
                    "person",
                    input_.prices.lock_most[l],
                    {},
                    static_cast<double>(row.at_most),
                    [l](engine::Problem& problem, double step) {
                        problem.locks[l].at_most += std::llround(step);
                    });
            }
            add(Help::Kind::lock,
                {{Thing::Table::lock, l}},
                phrase("fewer_asked", words_.lock(l)),
                "person",
                input_.prices.lock_least[l],
                {},
                static_cast<double>(row.at_least),
                [l](engine::Problem& problem, double step) {
                    auto& least = problem.locks[l].at_least;
                    least = std::max<std::int64_t>(0, least - std::llround(step));
                });
        }
    }

    /// What the next person of each group is worth at these prices; 0 where all are served.
    [[nodiscard]] std::vector<double> margins(const engine::PriceBound& found) const {
        std::vector<double> result;
        for (Id g = 0; g < problem_.groups.size(); ++g) {
            const auto target = static_cast<double>(problem_.groups[g].target);
            result.push_back(
                found.best[g] >= target * (1 - 1e-9)
                    ? 0
                    : engine::next_worth(problem_, input_.worth, g, found.best[g] + 1e-9 * target));
        }
        return result;
    }

    /// One pack without its earmark: of each earmark and product the supply that gains most.
    void add_earmarks() {
        if (std::ranges::all_of(problem_.lots,
                                [](const engine::Lot& lot) { return lot.earmark == kNone; })) {
            return;
        }
        const engine::PriceBound found = engine::bound_from(
            problem_, input_.relaxation.net(), input_.prices, input_.worth, input_.request.threads);
        engine::Problem free = problem_;
        for (engine::Lot& lot : free.lots) {
            lot.earmark = kNone;
        }
        const engine::CommodityNet net = engine::build_commodity_net(free);
        const auto pack = worth_of_packs(free, net, input_.prices, found.cost, margins(found));
        std::map<std::pair<Id, Id>, std::pair<double, Id>> best;
        for (const engine::Beginning& beginning : net.beginnings) {
            const double worth = pack[net.presences[beginning.presence].row_of(beginning.week)];
            for (const Id s : beginning.supplies) {
                const engine::Lot& lot = problem_.lots[problem_.supplies[s].lot];
                const double gain = worth - input_.prices.supply[s];
                auto& known = best[{lot.earmark, lot.product}];
                if (lot.earmark != kNone && gain > known.first) {
                    known = {gain, s};
                }
            }
        }
        for (const auto& [key, value] : best) {
            if (key.first != kNone && value.first > 0) {
                add_earmark(value.second, value.first);
            }
        }
    }

    void add_earmark(Id s, double gain) {
        const model::SupplyIndex index = input_.built.supply_of[s];
        const model::Batch& batch = input_.scenario[input_.scenario[index].batch];
        const model::Earmark& earmark = input_.scenario[batch.earmark];
        const std::vector<Thing> things = {{Thing::Table::supply, index.value()},
                                           {Thing::Table::earmark, batch.earmark.value()}};
        add(Help::Kind::earmark,
            things,
            earmark.donor.empty() ? phrase("earmark_lifted",
                                           earmark.earmark_id,
                                           input_.scenario[batch.product].name,
                                           words_.supplies(things))
                                  : phrase("earmark_of_lifted",
                                           earmark.earmark_id,
                                           earmark.donor,
                                           input_.scenario[batch.product].name,
                                           words_.supplies(things)),
            "pack",
            gain,
            {problem_.supplies[s].week},
            static_cast<double>(problem_.supplies[s].packs),
            [s](engine::Problem& problem, double step) {
                const std::int64_t packs =
                    std::min<std::int64_t>(std::llround(step), problem.supplies[s].packs);
                engine::Supply freed = problem.supplies[s];
                problem.supplies[s].packs -= packs;
                freed.packs = packs;
                engine::Lot lot = problem.lots[freed.lot];
                lot.earmark = kNone;
                freed.lot = static_cast<Id>(problem.lots.size());
                problem.lots.push_back(lot);
                problem.supplies.push_back(freed);
            });
    }

    void add_closures() {
        for (const std::size_t row : input_.closures) {
            Candidate candidate;
            candidate.help.kind = Help::Kind::closure;
            candidate.help.things = words_.ids({{Thing::Table::closure, row}});
            candidate.help.what_sentence = phrase("closure_lifted", words_.closure(row));
            candidate.help.what = english(candidate.help.what_sentence);
            candidate.help.unit = "closure";
            candidate.closure = row;
            candidates_.push_back(std::move(candidate));
        }
    }

    const HelpInput& input_;
    const engine::Problem& problem_;
    Wording words_;
    model::Explanation& explanation_;
    std::chrono::steady_clock::time_point began_;
    std::vector<Candidate> candidates_;
};

}  // namespace

void find_helps(const HelpInput& input, model::Explanation& explanation) {
    HelpFinder(input, explanation).find();
}

}  // namespace imdad::plan
