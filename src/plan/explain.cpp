#include "plan/explain.hpp"

#include "engine/relaxed.hpp"
#include "plan/exact_prices.hpp"
#include "plan/explain_helps.hpp"
#include "plan/explain_limits.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/explain_prices.hpp"
#include "plan/explain_shortfalls.hpp"
#include "plan/explain_text.hpp"
#include "plan/explain_ways.hpp"
#include "plan/measures.hpp"
#include "plan/policy.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::kNone;
using model::CauseKind;

/// A way that costs at least this share of what the next person is worth is too dear: prices are
/// approximate.
constexpr double kTooDear = 0.9;

/// Parts of a price below this share are noise of the method that found it.
constexpr double kNoise = 0.02;

constexpr int kIterations = 4000;

/// A certificate is rough if its bound lies this far, relative, above the optimum.
constexpr double kRough = 1e-6;

/// What causes are added up by.
struct CauseKey {
    CauseKind kind = CauseKind::unknown;
    std::vector<Thing> things;
    LimitSet together = 0;
    LimitSet or_else = 0;

    friend auto operator<=>(const CauseKey&, const CauseKey&) = default;
};

struct CauseSum {
    double persons = 0;
    double unit_price = 0;
    std::set<int> weeks;
    std::set<Thing> things;
    int need_from = engine::kWeeksMax;
    int need_to = -1;
};

/// Persons who ask in one week, with the cheapest way to serve one of them.
struct Item {
    Id unit = kNone;
    int week = 0;  ///< of need
    std::int64_t persons = 0;
    double cost = Ways::kNoWay;
    int start = -1;  ///< week of the first dose on the cheapest way
};

std::vector<CauseKind> kinds_of(LimitSet set, CauseKind but) {
    std::vector<CauseKind> kinds;
    for (std::size_t l = 0; l < kLimits; ++l) {
        const CauseKind kind = kind_of(static_cast<Limit>(l));
        if (has(set, static_cast<Limit>(l)) && kind != but) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

engine::Worth worth_under(const engine::Problem& problem, model::Policy policy) {
    std::vector<double> by_segment;
    for (const std::int64_t slope : slopes(policy)) {
        by_segment.push_back(static_cast<double>(slope));
    }
    return engine::worth_of_value(problem, by_segment);
}

class Explainer {
 public:
    Explainer(const model::Scenario& scenario,
              const model::Plan& plan,
              const ExplainRequest& request)
        : scenario_(scenario),
          plan_(plan),
          request_(request),
          built_(as_kept(scenario, plan, build_problem(scenario, plan.options))),
          problem_(built_.problem),
          worth_(worth_under(problem_, plan.options.policy)),
          short_(shortfalls_of(scenario, built_, plan)),
          relaxation_(problem_),
          words_(scenario) {}

    model::Explanation explain(const model::Certificate* value) {
        find_prices(value);
        const PricedSteps steps(built_, relaxation_.net(), *prices_);
        const WayCosts costs = steps.costs();
        const Ways ways(problem_, relaxation_.net(), costs);
        say("finding causes");
        std::vector<std::vector<Item>> items = items_of_groups(ways);
        find_obstacles(items);
        for (Id g = 0; g < problem_.groups.size(); ++g) {
            result_.plan_value +=
                engine::worth_at(problem_, worth_, g, static_cast<double>(short_.served[g]));
            if (!items[g].empty()) {
                explain_group(g, items[g], ways, steps);
            } else if (is_asked_for(g)) {
                ++result_.groups_served;
            }
        }
        std::ranges::stable_sort(
            result_.groups, std::greater<>(), [](const model::GroupCauses& group) {
                return static_cast<double>(group.persons_short()) * group.next_worth;
            });
        if (request_.helps) {
            const std::vector<std::size_t> closures(closures_.begin(), closures_.end());
            find_helps({.scenario = scenario_,
                        .options = plan_.options,
                        .built = built_,
                        .relaxation = relaxation_,
                        .prices = *prices_,
                        .worth = worth_,
                        .marginal = marginals(),
                        .closures = closures,
                        .request = request_},
                       result_);
        }
        return std::move(result_);
    }

 private:
    void say(std::string_view stage) const {
        if (request_.progress) {
            request_.progress(stage);
        }
    }

    [[nodiscard]] double next_worth(Id g) const {
        const auto served = static_cast<double>(short_.served[g]);
        return engine::next_worth(problem_, worth_, g, served);
    }

    [[nodiscard]] bool is_asked_for(Id g) const {
        const engine::Group& group = problem_.groups[g];
        return (!request_.area ||
                scenario_.lies_in(model::AreaIndex(group.area), *request_.area)) &&
               (!request_.programme || request_.programme->value() == group.programme);
    }

    /// Those of the certificate, unless better ones are quick to find: a search ends as soon as its
    /// bound is good enough, and then single prices may be far from those of the optimum.
    void find_prices(const model::Certificate* value) {
        if (value != nullptr) {
            prices_ = prices_of(built_, *value);
        }
        if (relaxation_.net().rows <= kExactRows) {
            say("working out prices");
            auto exact = exact_prices(
                problem_, lp::value_aim(slopes(plan_.options.policy)), {}, request_.seconds);
            if (exact &&
                (!prices_ || bound_at(*prices_) > (1 + kRough) * bound_at(exact->prices))) {
                prices_ = std::move(exact->prices);
                return;
            }
        }
        result_.from_certificate = prices_.has_value();
        if (prices_) {
            return;
        }
        say("working out prices");
        prices_ =
            relaxation_
                .solve({.worth = worth_, .marginal = marginals()},
                       {.iterations = kIterations, .threads = [&] { return request_.threads; }})
                .prices;
    }

    [[nodiscard]] std::vector<double> marginals() const {
        std::vector<double> marginal;
        marginal.reserve(problem_.groups.size());
        for (Id g = 0; g < problem_.groups.size(); ++g) {
            marginal.push_back(std::max(1e-12, next_worth(g)));
        }
        return marginal;
    }

    [[nodiscard]] double bound_at(const engine::Prices& prices) const {
        return engine::bound_from(problem_, relaxation_.net(), prices, worth_, request_.threads)
            .bound;
    }

    /// Who is short, by group, with the cheapest way.
    std::vector<std::vector<Item>> items_of_groups(const Ways& ways) {
        const auto weeks = static_cast<std::size_t>(problem_.weeks);
        std::vector<std::vector<Item>> items(problem_.groups.size());
        first_goods_.assign(problem_.groups.size(), std::nullopt);
        for (Id u = 0; u < problem_.units.size(); ++u) {
            const Id g = problem_.units[u].group;
            const auto* missing = &short_.persons[u * weeks];
            if (!is_asked_for(g) ||
                std::all_of(missing, missing + weeks, [](std::int64_t n) { return n == 0; })) {
                continue;
            }
            const std::vector<double> cost = ways.costs_of(u);
            for (int t = 0; t < problem_.weeks; ++t) {
                if (cost[static_cast<std::size_t>(t)] < Ways::kNoWay) {
                    first_goods_[g] = std::min(t, first_goods_[g].value_or(t));
                    break;
                }
            }
            const int wait = problem_.programmes[problem_.units[u].programme].max_wait;
            for (int t = 0; t < problem_.weeks; ++t) {
                Item item{.unit = u, .week = t, .persons = missing[t]};
                for (int s = t; s <= std::min(t + wait, problem_.weeks - 1); ++s) {
                    if (cost[static_cast<std::size_t>(s)] < item.cost) {
                        item.cost = cost[static_cast<std::size_t>(s)];
                        item.start = s;
                    }
                }
                if (item.persons > 0) {
                    items[g].push_back(item);
                }
            }
        }
        return items;
    }

    void find_obstacles(const std::vector<std::vector<Item>>& items) {
        std::vector<Stranded> stranded;
        for (const auto& group : items) {
            for (const Item& item : group) {
                if (item.start < 0) {
                    at_obstacle_[{item.unit, item.week}] = stranded.size();
                    stranded.push_back({item.unit, item.week, item.persons});
                }
            }
        }
        if (!stranded.empty()) {
            say("lifting limits in turn");
            obstacles_ = obstacles_of(scenario_, built_, plan_.options, stranded, request_.threads);
        }
    }

    void explain_group(Id g, std::vector<Item>& items, const Ways& ways, const PricedSteps& steps) {
        causes_.clear();
        const engine::Group& group = problem_.groups[g];
        model::GroupCauses causes;
        causes.area = model::AreaIndex(group.area);
        causes.programme = model::ProgrammeIndex(group.programme);
        causes.target = model::Persons(group.target);
        causes.served = model::Persons(short_.served[g]);
        causes.next_worth = next_worth(g);
        causes.first_goods = first_goods_[g];
        std::ranges::stable_sort(items, {}, &Item::cost);
        auto served = static_cast<double>(short_.served[g]);
        const Item* dearest = nullptr;
        for (const Item& item : items) {
            if (item.start < 0) {
                add_obstacle(item);
                continue;
            }
            const double paid_for = persons_paid_for(g, served, item);
            served += static_cast<double>(item.persons);
            if (paid_for > 0) {
                add({.kind = CauseKind::whole_packs}, paid_for, item);
            }
            const double left = static_cast<double>(item.persons) - paid_for;
            if (left > 0) {
                add_payments(item, left, ways, steps);
                if (dearest == nullptr || item.persons > dearest->persons) {
                    dearest = &item;
                }
            }
        }
        if (dearest != nullptr) {
            causes.way_sentence = sentence_of(ways.way(dearest->unit, dearest->start));
            causes.way = english(causes.way_sentence);
        }
        list_causes(causes);
        result_.groups.push_back(std::move(causes));
    }

    /// How many of them a plan that may split packs would serve at these prices, after `served`.
    [[nodiscard]] double persons_paid_for(Id g, double served, const Item& item) const {
        const double width = static_cast<double>(problem_.groups[g].target) /
                             static_cast<double>(worth_.slopes.size());
        for (std::size_t j = 0; j < worth_.slopes.size(); ++j) {
            if (item.cost >= kTooDear * worth_.on(g, j)) {
                return std::clamp(static_cast<double>(j) * width - served,
                                  0.0,
                                  static_cast<double>(item.persons));
            }
        }
        return static_cast<double>(item.persons);
    }

    CauseSum& add(const CauseKey& key, double persons, const Item& item) {
        CauseSum& sum = causes_[key];
        sum.persons += persons;
        sum.need_from = std::min(sum.need_from, item.week);
        sum.need_to = std::max(sum.need_to, item.week);
        return sum;
    }

    void add_obstacle(const Item& item) {
        const Obstacle& obstacle = obstacles_[at_obstacle_.at({item.unit, item.week})];
        CauseSum& sum = add({.kind = obstacle.kind,
                             .things = obstacle.things,
                             .together = obstacle.together,
                             .or_else = obstacle.or_else},
                            static_cast<double>(item.persons),
                            item);
        sum.weeks.insert(obstacle.weeks.begin(), obstacle.weeks.end());
        for (const Thing& thing : obstacle.things) {
            if (thing.table == Thing::Table::closure) {
                closures_.insert(thing.row);
            }
        }
    }

    /// Shares the persons out over what the cheapest way of one of them pays for.
    void add_payments(const Item& item,
                      double persons,
                      const Ways& ways,
                      const PricedSteps& steps) {
        std::vector<Payment> payments;
        double total = 0;
        for (const WayStep& step : ways.way(item.unit, item.start)) {
            for (Payment& payment : steps.payments(step)) {
                total += payment.amount;
                payments.push_back(std::move(payment));
            }
        }
        std::erase_if(payments,
                      [&](const Payment& payment) { return payment.amount < kNoise * total; });
        if (payments.empty()) {
            add({.kind = CauseKind::no_worth}, persons, item);
            return;
        }
        double counted = 0;
        for (const Payment& payment : payments) {
            counted += payment.amount;
        }
        for (const Payment& payment : payments) {
            // Lots of one product are one cause, whichever of them a way starts from.
            CauseKey key{.kind = payment.kind, .things = payment.things};
            if (payment.kind == CauseKind::supply) {
                key.things = same_goods(payment.things.front().row);
            }
            CauseSum& sum = add(key, persons * payment.amount / counted, item);
            sum.weeks.insert(payment.week);
            sum.things.insert(payment.things.begin(), payment.things.end());
            sum.unit_price = std::max(sum.unit_price, steps.unit_price(payment));
        }
    }

    [[nodiscard]] std::vector<Thing> same_goods(std::size_t supply) const {
        const model::Batch& batch = scenario_[scenario_->supplies[supply].batch];
        std::vector<Thing> things = {{Thing::Table::product, batch.product.value()}};
        if (batch.earmark.exists()) {
            things.push_back({Thing::Table::earmark, batch.earmark.value()});
        }
        return things;
    }

    /// Whole persons who add up to those short, by largest remainder.
    void round_persons(std::int64_t persons) {
        std::vector<std::pair<double, CauseSum*>> rests;
        for (auto& [key, sum] : causes_) {
            const double whole = std::floor(sum.persons + 1e-6);
            rests.emplace_back(sum.persons - whole, &sum);
            sum.persons = whole;
            persons -= std::llround(whole);
        }
        std::ranges::stable_sort(rests, std::greater<>(), &std::pair<double, CauseSum*>::first);
        for (std::size_t i = 0; i < rests.size() && persons > 0; ++i, --persons) {
            rests[i].second->persons += 1;
        }
        std::erase_if(causes_, [](const auto& one) { return one.second.persons <= 0; });
    }

    void list_causes(model::GroupCauses& group) {
        round_persons(group.persons_short());
        for (const auto& [key, sum] : causes_) {
            model::Cause cause;
            cause.kind = key.kind;
            cause.together = kinds_of(key.together, key.kind);
            cause.or_else = kinds_of(key.or_else, key.kind);
            cause.persons = sum.persons;
            cause.worth = sum.persons * group.next_worth;
            cause.unit_price = sum.unit_price;
            cause.weeks.assign(sum.weeks.begin(), sum.weeks.end());
            cause.need_from = sum.need_from;
            cause.need_to = sum.need_to;
            const std::vector<Thing> things =
                sum.things.empty() || key.kind == CauseKind::maximum_stock
                    ? key.things
                    : std::vector<Thing>(sum.things.begin(), sum.things.end());
            cause.things = words_.ids(things);
            cause.sentence = sentence_of(cause, key, things, group);
            cause.text = english(cause.sentence);
            group.causes.push_back(std::move(cause));
        }
        std::ranges::stable_sort(group.causes, std::greater<>(), &model::Cause::persons);
    }

    [[nodiscard]] model::Phrase sentence_of(const model::Cause& cause,
                                            const CauseKey& key,
                                            const std::vector<Thing>& things,
                                            const model::GroupCauses& group) const {
        switch (cause.kind) {
            case CauseKind::whole_packs:
                return phrase("whole_packs");
            case CauseKind::no_worth:
                return phrase("no_worth");
            case CauseKind::lock:
                // It is in the way of all of them, or of the next ones.
                if (key.together == 0) {
                    return words_.scarce(cause, things, group.next_worth);
                }
                return words_.obstacle(cause,
                                       {.kind = key.kind,
                                        .together = key.together,
                                        .or_else = key.or_else,
                                        .things = key.things},
                                       group.first_goods);
            case CauseKind::supply:
            case CauseKind::lane_full:
            case CauseKind::store_full:
            case CauseKind::maximum_stock:
            case CauseKind::absorption:
                return words_.scarce(cause, things, group.next_worth);
            default:
                return words_.obstacle(cause,
                                       {.kind = key.kind,
                                        .together = key.together,
                                        .or_else = key.or_else,
                                        .things = key.things},
                                       group.first_goods);
        }
    }

    /// `Measles S1 at Port from 2022-08-01; lane nat-south (...) on 2022-08-01; used at Cedar
    /// hospital in the week of 2022-08-08`.
    [[nodiscard]] model::Phrase sentence_of(const std::vector<WayStep>& way) const {
        model::Phrase all;
        const engine::CommodityNet& net = relaxation_.net();
        for (const WayStep& step : way) {
            if (step.kind == WayStep::Kind::stay) {
                continue;
            }
            const Id node = net.presences[step.presence].node;
            model::Phrase one;
            if (step.kind == WayStep::Kind::start) {
                const model::Supply& row = scenario_[built_.supply_of[step.what]];
                one = phrase("way_starts",
                             scenario_[scenario_[row.batch].product].name,
                             row.supply_id,
                             words_.place(node),
                             words_.monday(step.week));
            } else if (step.kind == WayStep::Kind::ship) {
                one = phrase(
                    "way_ships", words_.lane(net.links[step.what].arc), words_.monday(step.week));
            } else {
                one = phrase("way_used", words_.place(node), words_.monday(step.week));
            }
            all = all.empty() ? std::move(one)
                              : phrase("list_semicolon", std::move(all), std::move(one));
        }
        return all;
    }

    const model::Scenario& scenario_;
    const model::Plan& plan_;
    const ExplainRequest& request_;
    BuiltProblem built_;
    const engine::Problem& problem_;
    engine::Worth worth_;
    Shortfalls short_;
    engine::Relaxation relaxation_;
    Wording words_;
    std::optional<engine::Prices> prices_;
    std::vector<std::optional<int>> first_goods_;
    std::map<std::pair<Id, int>, std::size_t> at_obstacle_;
    std::vector<Obstacle> obstacles_;
    std::map<CauseKey, CauseSum> causes_;
    std::set<std::size_t> closures_;
    model::Explanation result_;
};

}  // namespace

model::Explanation explain(const model::Scenario& scenario,
                           const model::Plan& plan,
                           const model::Certificate* value,
                           const ExplainRequest& request) {
    return Explainer(scenario, plan, request).explain(value);
}

}  // namespace imdad::plan
