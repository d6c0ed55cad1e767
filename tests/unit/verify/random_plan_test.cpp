#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include "expect_verdict.hpp"
#include "naive_judge.hpp"

/// Random small scenarios, random feasible plans grown row by row, random single changes: the
/// checker must agree with the naive judge on every one of them.

namespace imdad::verify {
namespace {

class Dice {
 public:
    explicit Dice(unsigned seed) : engine_(seed) {}

    int roll(int low, int high) {
        return low + static_cast<int>(engine_() % static_cast<unsigned>(high - low + 1));
    }

    bool chance(int percent) { return roll(1, 100) <= percent; }

    template <typename T>
    const T& pick(const std::vector<T>& items) {
        return items[static_cast<std::size_t>(roll(0, static_cast<int>(items.size()) - 1))];
    }

    template <typename Index>
    Index index(std::size_t count) {
        return Index(static_cast<std::size_t>(roll(0, static_cast<int>(count) - 1)));
    }

 private:
    std::mt19937 engine_;
};

constexpr int kWeeks = 7;

void add_random_network(Dice& dice, ScenarioBuilder& builder, std::vector<AreaIndex>& areas) {
    const AreaIndex country = builder.area("AA");
    const AreaIndex region = builder.area("AA01", country);
    areas = {country, region, builder.area("AA0101", region), builder.area("AA0102", region)};
    const PlaceIndex port = builder.place("port", 1, country);
    const PlaceIndex store = builder.place("store", 3, region);
    builder.lane("port-store", port, store, dice.roll(0, 10));
    for (int i = 0; i < 3; ++i) {
        const PlaceIndex post = builder.place(
            "post" + std::to_string(i), dice.chance(80) ? 5 : 4, areas[i % 2 == 0 ? 2 : 3]);
        builder.lane("store-post" + std::to_string(i), store, post, dice.roll(0, 4));
        if (dice.chance(30)) {
            builder.lane("port-post" + std::to_string(i), port, post, dice.roll(3, 12));
        }
    }
    for (model::Lane& lane : builder.data().lanes) {
        lane.every_weeks = dice.chance(25) ? 2 : 1;
        lane.first_week = dice.chance(20) ? 1 : 0;
        for (std::int64_t& room : lane.room.cm3) {
            room = dice.chance(30) ? 100 * dice.roll(2, 20) : model::kNotStated;
        }
    }
    for (model::Place& place : builder.data().places) {
        for (std::int64_t& room : place.room.cm3) {
            room = dice.chance(20) ? 100 * dice.roll(5, 40) : model::kNotStated;
        }
    }
}

void add_random_goods(Dice& dice, ScenarioBuilder& builder) {
    for (int p = 0; p < 3; ++p) {
        const ProductIndex product =
            builder.product("product" + std::to_string(p), dice.roll(1, 4), 100);
        builder[product].storage_class = static_cast<model::StorageClass>(dice.roll(0, 2));
        builder[product].companion_ambient_cm3 = model::VolumeCm3(dice.chance(50) ? 20 : 0);
        builder[product].min_remaining_days = dice.chance(30) ? dice.roll(1, 20) : 0;
        if (p == 2 && dice.chance(40)) {
            builder[product].kind =
                dice.chance(60) ? model::ProductKind::seats : model::ProductKind::expert_days;
        }
        for (const int level : {1, 3, 5}) {
            if (dice.chance(30)) {
                model::Packaging& packaging = builder.packaging(product, level);
                packaging.pack_cm3 = model::VolumeCm3(50);
                packaging.storage_class = model::StorageClass::frozen;
                packaging.ship_multiple = dice.roll(1, 2);
                packaging.max_days =
                    dice.chance(50) ? std::optional<int>(dice.roll(6, 30)) : std::nullopt;
            }
        }
    }
    if (dice.chance(30)) {
        const int level = dice.chance(50) ? 3 : 5;
        builder.maximum_stock(level, dice.chance(50) ? "2.5" : "6");
        if (dice.chance(40)) {
            builder.maximum_stock(level, dice.chance(50) ? "1" : "9", ProductIndex(0));
        }
    }
}

void add_random_people(Dice& dice, ScenarioBuilder& builder, const std::vector<AreaIndex>& areas) {
    const std::vector<std::string> rates = {"0", "0.1", "0.5"};
    const std::vector<std::string> units = {"0.4", "1", "1.3"};
    for (int g = 0; g < 3; ++g) {
        const ProgrammeIndex programme =
            builder.programme("programme" + std::to_string(g), dice.chance(60));
        if (dice.chance(40)) {
            builder[programme].max_wait_weeks = dice.roll(0, 2);
        }
        for (std::size_t p = 0; p < 3; ++p) {
            if (!dice.chance(60)) {
                continue;
            }
            builder.serves(programme, ProductIndex(p), dice.pick(units), dice.pick(rates));
            if (dice.chance(35)) {
                model::Serves& second = builder.serves(programme,
                                                       ProductIndex(p),
                                                       dice.pick(units),
                                                       dice.pick(rates),
                                                       2,
                                                       dice.roll(0, 2));
                if (dice.chance(50)) {
                    second.max_interval_weeks = second.min_interval_weeks + dice.roll(0, 2);
                }
            }
        }
        for (int n = 0; n < 3; ++n) {
            const int first = dice.roll(-2, kWeeks - 1);
            const int last = first + dice.roll(0, 6);
            if (dice.chance(80)) {
                builder.need(programme, dice.pick(areas), dice.roll(1, 40), first, last);
            } else {
                builder.need(programme, dice.index<PlaceIndex>(5), dice.roll(1, 40), first, last);
            }
        }
    }
    for (int i = 0; i < 2; ++i) {
        if (dice.chance(40)) {
            builder.absorption(
                dice.pick(areas), dice.roll(2, 12), {ProgrammeIndex(0), ProgrammeIndex(2)});
        }
        if (dice.chance(40)) {
            builder.absorption(dice.index<PlaceIndex>(5), dice.roll(2, 12)).from = monday(2);
        }
        if (dice.chance(30)) {
            builder.refuse(dice.pick(areas), dice.index<ProductIndex>(3)).until =
                sunday(dice.roll(0, 4));
        }
        if (dice.chance(40)) {
            const int week = dice.roll(0, kWeeks - 1);
            builder.close(dice.index<PlaceIndex>(5), week, week).from = sunday(week);
        }
        if (dice.chance(30)) {
            builder.close(dice.pick(areas), kWeeks - 1, kWeeks - 1);
            builder.close(LaneIndex(0), 1, 1);
        }
    }
}

void add_random_supplies(Dice& dice,
                         ScenarioBuilder& builder,
                         const std::vector<AreaIndex>& areas) {
    const EarmarkIndex gift = builder.earmark("gift");
    if (dice.chance(70)) {
        builder[gift].areas = {dice.pick(areas)};
    }
    if (dice.chance(40)) {
        builder[gift].programmes = {ProgrammeIndex(0), ProgrammeIndex(1)};
    }
    if (dice.chance(40)) {
        builder[gift].from = monday(1);
        builder[gift].to = sunday(4);
    }
    for (std::size_t p = 0; p < 3; ++p) {
        for (int b = 0; b < 2; ++b) {
            const Day expiry = dice.chance(50)
                                   ? monday(dice.roll(2, 9)) + std::chrono::days(dice.roll(0, 6))
                                   : model::kNoLimit;
            const BatchIndex batch = builder.batch(ProductIndex(p),
                                                   "L" + std::to_string(b),
                                                   expiry,
                                                   dice.chance(30) ? gift : EarmarkIndex());
            builder.stock(PlaceIndex(0), batch, dice.roll(1, 20));
            const std::vector<model::SupplyStatus> statuses = {model::SupplyStatus::committed,
                                                               model::SupplyStatus::in_transit,
                                                               model::SupplyStatus::pledged};
            builder.supply(dice.index<PlaceIndex>(5),
                           batch,
                           dice.roll(1, 20),
                           dice.roll(0, kWeeks),
                           dice.pick(statuses));
            builder.data().supplies.back().clearance_days = dice.roll(0, 8);
        }
    }
}

model::Scenario random_scenario(Dice& dice) {
    ScenarioBuilder builder(kWeeks);
    std::vector<AreaIndex> areas;
    add_random_network(dice, builder, areas);
    add_random_goods(dice, builder);
    add_random_people(dice, builder, areas);
    add_random_supplies(dice, builder, areas);
    return builder.build();
}

/// Use-bys that goods of the batch can have: its expiry, and what any stay at a level makes of it.
Day random_use_by(Dice& dice, const model::Scenario& scenario, BatchIndex batch) {
    std::vector<Day> use_bys = {scenario[batch].expiry, scenario[batch].expiry};
    for (const model::Packaging& packaging : scenario[scenario[batch].product].packaging) {
        if (packaging.max_days) {
            for (int week = 0; week < kWeeks; ++week) {
                use_bys.push_back(std::min(scenario[batch].expiry,
                                           monday(week) + std::chrono::days(*packaging.max_days)));
            }
        }
    }
    return dice.pick(use_bys);
}

/// States the units that the rule asks for, whatever the persons are.
void restate_units(const model::Scenario& scenario, model::Plan& plan) {
    std::ranges::sort(plan.services);
    const auto key = [](const model::Service& s) {
        return std::tuple(s.need, s.place, s.batch, s.use_by, s.dose);
    };
    std::int64_t persons = 0;
    std::int64_t units = 0;
    for (std::size_t i = 0; i < plan.services.size(); ++i) {
        model::Service& service = plan.services[i];
        // What was opened is carried on, except for seats.
        if (i == 0 || key(plan.services[i - 1]) != key(service) ||
            scenario[scenario[service.batch].product].kind == model::ProductKind::seats) {
            persons = 0;
            units = 0;
        }
        persons += service.persons.value();
        for (const model::Serves& serves : scenario->serves) {
            if (serves.programme == scenario[service.need].programme &&
                serves.product == scenario[service.batch].product &&
                serves.series_dose == service.dose) {
                const __int128 needed =
                    static_cast<__int128>(persons) * serves.units_per_person.nano();
                const __int128 left = model::Fixed9::kScale - serves.wastage_rate.nano();
                const auto all = static_cast<std::int64_t>((needed + left - 1) / left);
                service.units = model::Units(all - units);
                units = all;
            }
        }
    }
}

/// Proposes one more piece of plan: a shipment, or the doses of some persons. May be infeasible.
void propose(Dice& dice, const model::Scenario& scenario, model::Plan& plan) {
    const auto batch = dice.index<BatchIndex>(scenario->batches.size());
    const Day use_by = random_use_by(dice, scenario, batch);
    const int week = dice.roll(0, kWeeks - 1);
    if (dice.chance(50)) {
        plan.shipments.push_back({dice.index<LaneIndex>(scenario->lanes.size()),
                                  batch,
                                  use_by,
                                  week,
                                  model::Packs(dice.roll(1, 6))});
        return;
    }
    model::Service service{dice.index<NeedIndex>(scenario->needs.size()),
                           dice.index<PlaceIndex>(scenario->places.size()),
                           batch,
                           use_by,
                           1,
                           week,
                           model::Persons(dice.roll(1, 6)),
                           model::Units(0)};
    plan.services.push_back(service);
    for (const model::Serves& serves : scenario->serves) {
        if (serves.programme == scenario[service.need].programme &&
            serves.product == scenario[batch].product && serves.series_dose == 2) {
            service.dose = 2;
            service.week = week + serves.min_interval_weeks + dice.roll(0, 1);
            plan.services.push_back(service);
        }
    }
    restate_units(scenario, plan);
}

model::Plan random_feasible_plan(Dice& dice, const model::Scenario& scenario) {
    model::Plan plan;
    plan.options.include_pledged = dice.chance(50);
    for (std::size_t i = 0; i < scenario->supplies.size(); ++i) {
        model::Plan more = plan;
        more.starts.push_back({SupplyIndex(i), model::Packs(dice.roll(1, 20))});
        more.starts.back().packs = std::min(more.starts.back().packs, scenario->supplies[i].packs);
        if (naive_accepts(scenario, more)) {
            plan = std::move(more);
        }
    }
    for (int i = 0; i < 250; ++i) {
        model::Plan more = plan;
        propose(dice, scenario, more);
        if (naive_accepts(scenario, more)) {
            plan = std::move(more);
        }
    }
    return plan;
}

void change_shipment(Dice& dice, const model::Scenario& scenario, model::Shipment& row) {
    switch (dice.roll(0, 5)) {
        case 0:
            row.week += dice.chance(50) ? 1 : -1;
            break;
        case 1:
            row.packs += model::Packs(dice.roll(1, 2));
            break;
        case 2:
            row.packs -= model::Packs(dice.roll(1, 2));
            break;
        case 3:
            row.lane = dice.index<LaneIndex>(scenario->lanes.size());
            break;
        case 4:
            row.batch = dice.index<BatchIndex>(scenario->batches.size());
            break;
        default:
            row.use_by += std::chrono::days(dice.roll(-7, 7));
            break;
    }
}

void change_service(Dice& dice,
                    const model::Scenario& scenario,
                    model::Plan& plan,
                    std::size_t position) {
    model::Service& row = plan.services[position];
    switch (dice.roll(0, 8)) {
        case 0:
            row.week += dice.chance(50) ? 1 : -1;
            break;
        case 1:
            row.persons += model::Persons(1);
            break;
        case 2:
            row.persons -= model::Persons(1);
            break;
        case 3:
            row.need = dice.index<NeedIndex>(scenario->needs.size());
            break;
        case 4:
            row.place = dice.index<PlaceIndex>(scenario->places.size());
            break;
        case 5:
            row.dose = dice.roll(1, 3);
            break;
        case 6:
            row.batch = dice.index<BatchIndex>(scenario->batches.size());
            break;
        case 7:
            row.use_by += std::chrono::days(dice.roll(-7, 7));
            break;
        default:
            row.units += model::Units(dice.chance(50) ? 1 : -1);
            return;
    }
    if (dice.chance(85)) {
        restate_units(scenario, plan);
    }
}

/// One random change to one row of the plan.
model::Plan changed(Dice& dice, const model::Scenario& scenario, model::Plan plan) {
    const int kind = dice.roll(0, 99);
    if (kind < 40 && !plan.shipments.empty()) {
        const auto at =
            static_cast<std::size_t>(dice.roll(0, static_cast<int>(plan.shipments.size()) - 1));
        if (kind < 30) {
            change_shipment(dice, scenario, plan.shipments[at]);
        } else if (kind < 38) {
            plan.shipments.erase(plan.shipments.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
            plan.shipments.push_back(plan.shipments[at]);
        }
    } else if (kind < 90 && !plan.services.empty()) {
        const auto at =
            static_cast<std::size_t>(dice.roll(0, static_cast<int>(plan.services.size()) - 1));
        if (kind < 80) {
            change_service(dice, scenario, plan, at);
        } else if (kind < 88) {
            plan.services.erase(plan.services.begin() + static_cast<std::ptrdiff_t>(at));
            restate_units(scenario, plan);
        } else {
            plan.services.push_back(plan.services[at]);
        }
    } else if (!plan.starts.empty()) {
        model::Start& start = plan.starts[static_cast<std::size_t>(
            dice.roll(0, static_cast<int>(plan.starts.size()) - 1))];
        start.packs += model::Packs(dice.roll(-2, 2));
    }
    return plan;
}

TEST(RandomPlans, AreJudgedAsTheNaiveJudgeDoesBeforeAndAfterOneChange) {
    std::size_t accepted = 0;
    std::size_t refused = 0;
    std::set<std::string> codes;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        const model::Scenario scenario = random_scenario(dice);
        const model::Plan plan = random_feasible_plan(dice, scenario);
        ASSERT_TRUE(check(scenario, plan).accepted) << "seed " << seed << "\n"
                                                    << all_messages(check(scenario, plan));
        for (int i = 0; i < 60; ++i) {
            const model::Plan other = changed(dice, scenario, plan);
            const Verdict verdict = check(scenario, other);
            ASSERT_EQ(verdict.accepted, naive_accepts(scenario, other))
                << "seed " << seed << ", change " << i << "\n"
                << all_messages(verdict);
            ++(verdict.accepted ? accepted : refused);
            for (const auto& [code, count] : verdict.counts) {
                codes.insert(code);
            }
        }
    }
    // The changes must exercise both verdicts and most kinds of constraint.
    EXPECT_GT(accepted, 300U);
    EXPECT_GT(refused, 1000U);
    EXPECT_GT(codes.size(), 30U);
}

TEST(RandomPlans, MadeByHandAreOnlyEverRefusedForTheirShipments) {
    const std::set<std::string> of_people = {"not_a_serving_place",
                                             "product_does_not_serve",
                                             "unknown_dose",
                                             "serves_while_place_closed",
                                             "serves_while_area_closed",
                                             "used_after_use_by",
                                             "earmark_area",
                                             "earmark_programme",
                                             "earmark_product",
                                             "earmark_activity",
                                             "earmark_period",
                                             "refused_for_need",
                                             "refused_at_place",
                                             "units_not_by_rule",
                                             "need_exceeded",
                                             "need_exceeded_so_far",
                                             "waited_too_long",
                                             "dose_too_early",
                                             "dose_too_late",
                                             "series_not_completed",
                                             "absorption_exceeded",
                                             "duplicate_row",
                                             "start_exceeds_supply",
                                             "supply_not_included",
                                             "supply_after_horizon",
                                             "starts_too_short_dated"};
    std::int64_t served = 0;
    for (unsigned seed = 1; seed <= 100; ++seed) {
        Dice dice(seed + 1000);
        const model::Scenario scenario = random_scenario(dice);
        model::Plan plan;
        for (int i = 0; i < 40; ++i) {
            propose(dice, scenario, plan);
        }
        plan.services.clear();
        for (model::Shipment& shipment : plan.shipments) {
            shipment.use_by = model::kNoLimit;
        }
        plan.by_hand = true;
        const model::Plan completed = complete_by_hand(scenario, plan);
        const Verdict verdict = check(scenario, plan);
        EXPECT_EQ(verdict.accepted, naive_accepts(scenario, completed)) << "seed " << seed;
        for (const auto& [code, count] : verdict.counts) {
            EXPECT_FALSE(of_people.contains(code)) << "seed " << seed << "\n"
                                                   << all_messages(verdict);
        }
        served += verdict.served.value();
    }
    EXPECT_GT(served, 500);
}

}  // namespace
}  // namespace imdad::verify
