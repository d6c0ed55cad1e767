#include "lp/relaxation.hpp"

#include "lp/legend.hpp"
#include "lp/mps_writer.hpp"
#include "lp/solve.hpp"
#include "plan/planner.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "benchmarks/instances/generator.hpp"
#include "mps_file.hpp"
#include "support/plan_point.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

/// The relaxation is of use only if no plan is worth more than its optimum. No solver is needed to
/// see that: a plan, written as values of the file's columns, must keep every row of the file and
/// give the objective its own value. Here on generated instances; tests/property has the features
/// that these lack.

namespace imdad::benchmarks {
namespace {

constexpr double kTolerance = 1e-6;  ///< packs, litres and persons: rounding of decimals

const InstanceSize kTiny{"tiny", 12, 3, 2, 6};
const InstanceSize kSmallest{"S", 100, 10, 5, 12};

model::Scenario scenario_of(model::ScenarioData data) {
    auto scenario = model::Scenario::build(std::move(data));
    EXPECT_TRUE(scenario.has_value());
    return std::move(*scenario);
}

using Values = std::map<std::string, double>;

/// An instance, its relaxation, and the file as it was written.
struct Written {
    explicit Written(model::Scenario made)
        : scenario(std::move(made)),
          built(plan::build_problem(scenario, {.policy = scenario->header.policy})),
          relaxation(built.problem, lp::value_aim(plan::slopes(scenario->header.policy))) {
        const auto path =
            std::filesystem::temp_directory_path() /
            fmt::format("imdad_relaxation_{}.mps",
                        ::testing::UnitTest::GetInstance()->current_test_info()->name());
        lp::write_mps(relaxation,
                      "test",
                      lp::commodity_lines(relaxation, built.problem, scenario.data()),
                      path);
        file = read_mps(path);
        std::filesystem::remove(path);
    }

    /// A plan as values of columns: nobody is served in a way that the relaxation does not know.
    [[nodiscard]] Values values_of(const model::Plan& plan) const {
        const auto point = test_support::point_of(scenario, built, relaxation, plan);
        EXPECT_EQ(point.unknown, std::vector<std::string>());
        return point.values;
    }

    model::Scenario scenario;
    plan::BuiltProblem built;
    lp::Relaxation relaxation;
    MpsFile file;
};

/// Rows and bounds of `file` that `values` breaks.
std::vector<std::string> broken(const MpsFile& file, const Values& values) {
    std::vector<std::string> names;
    std::map<std::string, double> left;
    for (const auto& [name, value] : values) {
        const MpsFile::Column& column = file.columns.at(name);
        if (value < -kTolerance || (column.bounded && value > column.upper + kTolerance)) {
            names.push_back(name);
        }
        for (const auto& [row, coefficient] : column.entries) {
            left[row] += coefficient * value;
        }
    }
    for (const auto& [row, sense] : file.senses) {
        const auto right = file.right.find(row);
        const double slack = (right == file.right.end() ? 0 : right->second) - left[row];
        if ((sense == 'L' ? slack : -slack) < -kTolerance) {
            names.push_back(row);
        }
    }
    return names;
}

double objective(const MpsFile& file, const Values& values) {
    double sum = 0;
    for (const auto& [name, value] : values) {
        const auto& entries = file.columns.at(name).entries;
        const auto entry = entries.find(file.objective);
        sum -= entry == entries.end() ? 0 : entry->second * value;
    }
    return sum;
}

void expect_plans_inside(const Written& written) {
    const model::PlanResult result =
        plan::make_plan(written.scenario, {.policy = written.scenario->header.policy});
    std::vector<const model::NamedPlan*> plans = {&result.chosen};
    for (const model::NamedPlan& baseline : result.baselines) {
        plans.push_back(&baseline);
    }
    for (const model::NamedPlan* plan : plans) {
        SCOPED_TRACE(plan->name);
        const Values values = written.values_of(plan->plan);
        EXPECT_EQ(broken(written.file, values), std::vector<std::string>());
        EXPECT_GT(plan->measures.value, 0);
        EXPECT_NEAR(objective(written.file, values) / plan->measures.value, 1, 1e-9);
    }
}

TEST(Relaxation, EveryPlanKeepsItsRowsAndIsWorthItsObjective) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        expect_plans_inside(Written(scenario_of(generate_instance(kTiny, seed))));
    }
}

TEST(Relaxation, EveryPlanOfTheSmallestInstanceKeepsItsRows) {
    expect_plans_inside(Written(scenario_of(generate_instance(kSmallest, 1))));
}

TEST(Relaxation, ATimeThatIsUpIsNoOptimum) {
    const Written written(scenario_of(generate_instance(kSmallest, 1)));
    EXPECT_EQ(lp::solve(written.relaxation, {.seconds_max = 1e-6}).status,
              lp::Solution::Status::time_limit);
}

TEST(Relaxation, OtherPoliciesHaveTheirOwnValue) {
    for (const model::Policy policy : {model::Policy::balanced, model::Policy::most_served}) {
        model::ScenarioData data = generate_instance(kTiny, 3);
        data.header.policy = policy;
        expect_plans_inside(Written(scenario_of(std::move(data))));
    }
}

TEST(Relaxation, ValuesThatNoPlanMayTakeBreakRows) {
    const Written written(scenario_of(generate_instance(kTiny, 1)));
    const model::PlanResult result = plan::make_plan(written.scenario, {});
    const Values values = written.values_of(result.chosen.plan);
    for (const char* const kind : {"start", "ship", "serve", "segment"}) {
        SCOPED_TRACE(kind);
        Values more = values;
        for (auto& [name, value] : more) {
            if (name.starts_with(kind)) {
                value = 3 * value + 1;
            }
        }
        EXPECT_FALSE(broken(written.file, more).empty());
    }
}

TEST(Relaxation, RightHandSidesAreThoseOfTheScenario) {
    const Written written(scenario_of(generate_instance(kTiny, 2)));
    const engine::Problem& problem = written.built.problem;
    std::map<std::string, int> rows;
    for (const auto& [row, sense] : written.file.senses) {
        int first = 0;
        int storage_class = 0;
        int week = 0;
        ++rows[row.substr(0, row.find('_'))];
        EXPECT_EQ(sense, row.starts_with("flow") ? 'G' : 'L');
        if (std::sscanf(row.c_str(), "lane_a%d_c%d_t%d", &first, &storage_class, &week) == 3) {
            const model::Lane& lane = written.scenario->lanes[static_cast<std::size_t>(first)];
            EXPECT_EQ(storage_class, 1);
            EXPECT_DOUBLE_EQ(written.file.right.at(row),
                             static_cast<double>(lane.room.cm3[1]) / 1e3);
        } else if (std::sscanf(row.c_str(), "need_u%d_t%d", &first, &week) == 2) {
            EXPECT_DOUBLE_EQ(
                written.file.right.at(row),
                static_cast<double>(problem.need_at(static_cast<engine::Id>(first), week)));
        } else if (std::sscanf(row.c_str(), "store_n%d_c%d", &first, &storage_class) == 2) {
            const model::Place& place = written.scenario->places[static_cast<std::size_t>(first)];
            EXPECT_EQ(storage_class, 1);
            const double litres = static_cast<double>(place.room.cm3[1]) / 1e3;
            EXPECT_GE(written.file.right.at(row), litres);
            // What is left of opened units is less than one pack for each lot and need.
            EXPECT_LE(written.file.right.at(row), litres + 0.16 * 4 * 20);
            if (place.kind != model::PlaceKind::facility) {
                EXPECT_DOUBLE_EQ(written.file.right.at(row), litres);
            }
        }
    }
    EXPECT_EQ(rows["group"], static_cast<int>(problem.groups.size()));
    for (const char* const kind : {"flow", "lane", "store", "need"}) {
        EXPECT_GT(rows[kind], 0) << kind;
    }
    EXPECT_EQ(written.file.senses.size(), written.relaxation.size().rows);
    EXPECT_EQ(written.file.columns.size(), written.relaxation.size().columns);
    EXPECT_FALSE(written.file.maximises);
    EXPECT_TRUE(written.file.ended);
}

/// The rows of a column, worked out from the scenario and the column's name.
std::map<std::string, double> expected_entries(const Written& written, const std::string& name) {
    const model::ScenarioData& data = written.scenario.data();
    unsigned a = 0;
    unsigned b = 0;
    unsigned k = 0;
    int t = 0;
    const auto litres = [&] {
        const engine::Id product = written.relaxation.commodities().at(k).product;
        return static_cast<double>(data.products.at(product).pack_cm3.value()) / 1000;
    };
    if (std::sscanf(name.c_str(), "start_n%u_k%u_t%d", &a, &k, &t) == 3) {
        return {{fmt::format("flow_n{}_k{}_t{}", a, k, t), 1},
                {fmt::format("store_n{}_c1_t{}", a, t), litres()}};
    }
    if (std::sscanf(name.c_str(), "stock_n%u_k%u_t%d", &a, &k, &t) == 3) {
        return {{fmt::format("flow_n{}_k{}_t{}", a, k, t), -1},
                {fmt::format("flow_n{}_k{}_t{}", a, k, t + 1), 1},
                {fmt::format("store_n{}_c1_t{}", a, t + 1), litres()}};
    }
    if (std::sscanf(name.c_str(), "ship_a%u_k%u_t%d", &a, &k, &t) == 3) {
        const model::Lane& lane = data.lanes.at(a);
        const int arrival = t + (lane.lead_days + 3) / 7;
        return {{fmt::format("flow_n{}_k{}_t{}", lane.from.value(), k, t), -1},
                {fmt::format("flow_n{}_k{}_t{}", lane.to.value(), k, arrival), 1},
                {fmt::format("lane_a{}_c1_t{}", a, t), litres()},
                {fmt::format("store_n{}_c1_t{}", lane.to.value(), arrival), litres()}};
    }
    if (std::sscanf(name.c_str(), "serve_u%u_n%u_k%u_t%d_j0", &a, &b, &k, &t) == 4) {
        const engine::Id product = written.relaxation.commodities().at(k).product;
        // Programme and product have the same number in generated instances.
        const double units = 1 / (1 - data.serves.at(product).wastage_rate.to_double());
        return {{fmt::format("flow_n{}_k{}_t{}", b, k, t), -units / 10},
                {fmt::format("need_u{}_t{}", a, t), 1},
                {fmt::format("group_g{}", written.built.problem.units.at(a).group), -1}};
    }
    return {};
}

TEST(Relaxation, ColumnsEnterTheRowsOfTheirPlaceTheirWayAndTheirWeek) {
    const Written written(scenario_of(generate_instance(kTiny, 4)));
    std::map<std::string, int> checked;
    for (const auto& [name, column] : written.file.columns) {
        if (name.starts_with("segment")) {
            continue;
        }
        SCOPED_TRACE(name);
        ++checked[name.substr(0, name.find('_'))];
        const auto expected = expected_entries(written, name);
        EXPECT_EQ(column.entries.size(), expected.size());
        for (const auto& [row, coefficient] : expected) {
            const auto entry = column.entries.find(row);
            ASSERT_NE(entry, column.entries.end()) << row;
            EXPECT_NEAR(entry->second, coefficient, 1e-12) << row;
        }
    }
    for (const char* const kind : {"start", "stock", "ship", "serve"}) {
        EXPECT_GT(checked[kind], 0) << kind;
    }
}

TEST(Relaxation, SegmentsOfAGroupAreItsTargetAndItsWeight) {
    const Written written(scenario_of(generate_instance(kTiny, 2)));
    for (std::size_t g = 0; g < written.built.problem.groups.size(); ++g) {
        const engine::Group& group = written.built.problem.groups[g];
        double persons = 0;
        double worth = 0;
        double before = std::numeric_limits<double>::infinity();
        for (int j = 0; j < 16; ++j) {
            const auto& column = written.file.columns.at(fmt::format("segment_g{}_j{}", g, j));
            const double slope = -column.entries.at(written.file.objective);
            EXPECT_TRUE(column.bounded);
            EXPECT_LT(slope, before);
            before = slope;
            persons += column.upper;
            worth += slope * column.upper;
        }
        const auto target = static_cast<double>(group.target);
        EXPECT_NEAR(persons, target, 1e-9 * target);
        EXPECT_NEAR(worth, group.weight * target, 1e-9 * worth);
    }
}

TEST(Relaxation, NothingLeavesOnAClosedLane) {
    const Written written(scenario_of(generate_instance(kSmallest, 1)));
    std::size_t closed = 0;
    for (const model::Closure& closure : written.scenario->closures) {
        const auto from = (closure.from - written.scenario->header.start).count() / 7;
        const auto to = (closure.to - written.scenario->header.start).count() / 7;
        for (auto t = from; t <= to; ++t) {
            for (std::size_t k = 0; k < written.relaxation.commodities().size(); ++k) {
                const auto column = fmt::format("ship_a{}_k{}_t{}", closure.lane.value(), k, t);
                EXPECT_FALSE(written.file.columns.contains(column)) << column;
                ++closed;
            }
        }
    }
    EXPECT_GT(closed, 0U);
}

TEST(Relaxation, EarmarkedGoodsServeInTheirRegionOnly) {
    const Written written(scenario_of(generate_instance(kSmallest, 1)));
    std::size_t earmarked = 0;
    for (const auto& [name, column] : written.file.columns) {
        unsigned unit = 0;
        unsigned node = 0;
        unsigned k = 0;
        if (std::sscanf(name.c_str(), "serve_u%u_n%u_k%u", &unit, &node, &k) != 3) {
            continue;
        }
        const engine::Id earmark = written.relaxation.commodities()[k].earmark;
        if (earmark != engine::kNone) {
            const model::Need& need = written.scenario[written.built.need_of[unit]];
            EXPECT_TRUE(written.scenario.lies_in(written.scenario.area_of(need),
                                                 written.scenario->earmarks[earmark].areas.front()))
                << name;
            ++earmarked;
        }
    }
    EXPECT_GT(earmarked, 0U);
}

/// One facility with room for one pack, served from a depot every week; two needs share each pack.
model::ScenarioData one_pack_of_room() {
    model::ScenarioData data;
    data.header = {.name = "one-pack", .start = *base::parse_day("2022-07-25"), .weeks = 2};
    data.areas = {{.pcode = "XX", .level = 0, .name = "XX"},
                  {.pcode = "XX1", .level = 1, .name = "XX1", .parent = model::AreaIndex(0)}};
    data.places = {{.place_id = "depot",
                    .kind = model::PlaceKind::store,
                    .level = 3,
                    .area = model::AreaIndex(1)},
                   {.place_id = "facility", .area = model::AreaIndex(1)}};
    data.places[1].room.cm3[1] = 1000;
    data.lanes = {{.lane_id = "road", .from = model::PlaceIndex(0), .to = model::PlaceIndex(1)}};
    data.products = {{.product_id = "vaccine",
                      .pack_units = 10,
                      .storage_class = model::StorageClass::cold,
                      .pack_cm3 = model::VolumeCm3(1000)}};
    data.programmes = {{.programme_id = "routine", .cell = "infants"}};
    data.serves = {{.programme = model::ProgrammeIndex(0),
                    .product = model::ProductIndex(0),
                    .units_per_person = model::Fixed9::from_integer(1),
                    .wastage_rate = model::Fixed9::from_nano(300'000'000)}};
    for (const std::int64_t persons : {2, 10}) {
        data.needs.push_back({.programme = model::ProgrammeIndex(0),
                              .place = model::PlaceIndex(1),
                              .from = data.header.start,
                              .to = data.header.start + std::chrono::days(13),
                              .persons = model::Persons(persons)});
    }
    data.batches = {{.product = model::ProductIndex(0), .lot = "a"}};
    data.supplies = {{.supply_id = "stock",
                      .batch = model::BatchIndex(0),
                      .packs = model::Packs(2),
                      .place = model::PlaceIndex(0),
                      .available_on = data.header.start}};
    return data;
}

TEST(Relaxation, RestsOfOpenedUnitsTakeNoRoom) {
    // Week 0 serves 1 and 5 persons from ceil(10/7) + ceil(50/7) = 10 units, a whole pack, of which
    // 60/7 are used. The pack of week 1 fits into the place by the books, and must fit here too.
    const Written written(scenario_of(one_pack_of_room()));
    const model::PlanResult result = plan::make_plan(written.scenario, {.baselines = false});
    ASSERT_EQ(result.chosen.measures.programmes.at(0).served.value(), 12);
    expect_plans_inside(written);
    const Values values = written.values_of(result.chosen.plan);
    EXPECT_NEAR(values.at("stock_n1_k0_t0"), 1 - 6.0 / 7, 1e-9);
    EXPECT_NEAR(values.at("ship_a0_k0_t1"), 1, 1e-9);
}

}  // namespace
}  // namespace imdad::benchmarks
