#include "support/plan_point.hpp"

#include "plan/calendar.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace imdad::test_support {

namespace {

/// Packs, litres and persons: rounding of decimals.
bool above(double found, double allowed) {
    return found > allowed + 1e-6 * std::max(1.0, std::abs(allowed));
}

class Translation {
 public:
    Translation(const model::Scenario& scenario,
                const plan::BuiltProblem& built,
                const lp::Relaxation& relaxation)
        : scenario_(scenario),
          built_(built),
          relaxation_(relaxation),
          weeks_(static_cast<std::size_t>(scenario->header.weeks)) {
        relaxation.each_column([&](const lp::Column& column) { names_.insert(name_of(column)); });
    }

    PlanPoint translate(const model::Plan& plan) {
        for (const model::Start& start : plan.starts) {
            add_start(start);
        }
        for (const model::Shipment& shipment : plan.shipments) {
            add_shipment(shipment);
        }
        for (const model::Service& service : plan.services) {
            add_service(service);
        }
        add_stock();
        add_cumulated();
        add_coverage();
        PlanPoint point = judged(relaxation_, std::move(values_));
        point.unknown = std::move(unknown_);
        return point;
    }

 private:
    bool add(const std::string& column, double amount) {
        if (!names_.contains(column)) {
            return false;
        }
        values_[column] += amount;
        return true;
    }

    void demand(const std::string& column, double amount) {
        if (!add(column, amount)) {
            unknown_.push_back(column);
        }
    }

    /// The commodity of a lot; none if R has no part of it.
    [[nodiscard]] std::size_t commodity_of(model::BatchIndex batch) const {
        const auto& commodities = relaxation_.commodities();
        const auto found = std::ranges::find_if(commodities, [&](const lp::Commodity& commodity) {
            return std::ranges::find(commodity.lots, batch.value()) != commodity.lots.end();
        });
        return static_cast<std::size_t>(found - commodities.begin());
    }

    void change_stock(std::size_t node, std::size_t commodity, int week, double packs) {
        auto& changes = changes_[{node, commodity}];
        changes.resize(weeks_);
        changes[static_cast<std::size_t>(week)] += packs;
    }

    void add_start(const model::Start& start) {
        const model::Supply& supply = scenario_[start.supply];
        const int week = supply.status == model::SupplyStatus::on_hand
                             ? 0
                             : plan::Calendar(scenario_->header)
                                   .first_week_from(supply.available_on +
                                                    std::chrono::days(supply.clearance_days));
        const std::size_t k = commodity_of(supply.batch);
        const auto packs = static_cast<double>(start.packs.value());
        add(fmt::format("start_n{}_k{}_t{}", supply.place.value(), k, week), packs);
        change_stock(supply.place.value(), k, week, packs);
    }

    void add_shipment(const model::Shipment& shipment) {
        const model::Lane& lane = scenario_[shipment.lane];
        const std::size_t k = commodity_of(shipment.batch);
        const auto packs = static_cast<double>(shipment.packs.value());
        add(fmt::format("ship_a{}_k{}_t{}", shipment.lane.value(), k, shipment.week), packs);
        change_stock(lane.from.value(), k, shipment.week, -packs);
        change_stock(lane.to.value(), k, shipment.week + (lane.lead_days + 3) / 7, packs);
    }

    void add_service(const model::Service& service) {
        const std::size_t k = commodity_of(service.batch);
        const auto u = static_cast<std::size_t>(std::ranges::find(built_.need_of, service.need) -
                                                built_.need_of.begin());
        const engine::NeedUnit& unit = built_.problem.units[u];
        const std::size_t product = scenario_[service.batch].product.value();
        const auto& options = built_.problem.programmes[unit.programme].options;
        const auto option = std::ranges::find(options, product, &engine::Option::product);
        const engine::Dose& dose = option->doses[static_cast<std::size_t>(service.dose - 1)];
        const auto persons = static_cast<double>(service.persons.value());
        if (counts(unit.area)) {
            demand(fmt::format("serve_u{}_n{}_k{}_t{}_j{}",
                               u,
                               service.place.value(),
                               k,
                               service.week,
                               service.dose - 1),
                   persons);
            given_[{u, product, service.dose - 1}].resize(weeks_);
            given_[{u, product, service.dose - 1}][static_cast<std::size_t>(service.week)] +=
                persons;
            if (service.dose == static_cast<int>(option->doses.size())) {
                served_[unit.group] += persons;
            }
        }
        const double units = persons * static_cast<double>(dose.units_numerator) /
                             static_cast<double>(dose.units_denominator);
        change_stock(service.place.value(),
                     k,
                     service.week,
                     -units / static_cast<double>(built_.problem.products[product].pack_units));
    }

    /// Whether the aim of the relaxation counts who is served in this area.
    [[nodiscard]] bool counts(engine::Id area) const {
        const lp::Aim& aim = relaxation_.aim();
        return aim.kind == lp::Aim::Kind::value ||
               std::ranges::find(aim.areas, area, &lp::Aim::Area::area) != aim.areas.end();
    }

    void add_stock() {
        for (const auto& [key, changes] : changes_) {
            const auto& [node, k] = key;
            if (k == relaxation_.commodities().size()) {
                continue;
            }
            const lp::Commodity& goods = relaxation_.commodities()[k];
            const bool storable = built_.problem.products[goods.product].storable;
            double stock = 0;
            for (std::size_t t = 0; t < changes.size(); ++t) {
                stock = (storable ? stock : 0) + changes[t];
                const std::string name = fmt::format("stock_n{}_k{}_t{}", node, k, t);
                if (stock < -1e-6) {
                    unknown_.push_back(name + " below zero");
                }
                if (storable) {
                    add(name, stock);
                }
            }
        }
    }

    void add_cumulated() {
        for (const auto& [key, by_week] : given_) {
            const auto& [u, product, dose] = key;
            double sum = 0;
            for (std::size_t t = 0; t < weeks_; ++t) {
                sum += by_week[t];
                add(fmt::format("given_u{}_p{}_j{}_t{}", u, product, dose, t), sum);
                if (dose == 0) {
                    add(fmt::format("begun_u{}_t{}", u, t), sum);
                }
            }
        }
    }

    void add_coverage() {
        const lp::Aim& aim = relaxation_.aim();
        const auto target = [&](engine::Id group) {
            return static_cast<double>(built_.problem.groups[group].target);
        };
        if (aim.kind == lp::Aim::Kind::value) {
            const auto segments = static_cast<int>(aim.slopes.size());
            for (const auto& [group, persons] : served_) {
                const double width = target(group) / segments;
                for (int j = 0; j < segments; ++j) {
                    add(fmt::format("segment_g{}_j{}", group, j),
                        std::clamp(persons - j * width, 0.0, width));
                }
            }
            return;
        }
        double worst = 1;
        for (const lp::Aim::Area& area : aim.areas) {
            double coverage = 0;
            for (const lp::Aim::Share& share : area.shares) {
                const double persons = std::min(served_[share.group], target(share.group));
                add(fmt::format("segment_g{}_j0", share.group), persons);
                coverage += share.weight * persons / target(share.group);
            }
            const auto& counted = relaxation_.areas();
            if (std::ranges::find(counted, area.area) != counted.end()) {
                worst = std::min(worst, coverage);
            }
        }
        demand("worst", worst);
    }

    const model::Scenario& scenario_;
    const plan::BuiltProblem& built_;
    const lp::Relaxation& relaxation_;
    std::size_t weeks_;
    std::set<std::string> names_;
    std::map<std::string, double> values_;
    std::vector<std::string> unknown_;
    std::map<engine::Id, double> served_;  ///< persons by group
    std::map<std::tuple<std::size_t, std::size_t, int>, std::vector<double>> given_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> changes_;
};

}  // namespace

PlanPoint judged(const lp::Relaxation& relaxation, std::map<std::string, double> values) {
    PlanPoint point{.values = std::move(values), .broken = {}, .unknown = {}};
    std::map<lp::Row, double> activity;
    relaxation.each_column([&](const lp::Column& column) {
        const std::string name = name_of(column);
        const auto found = point.values.find(name);
        if (found == point.values.end()) {
            return;
        }
        if (above(found->second, column.upper) || above(0, found->second)) {
            point.broken.push_back(name);
        }
        point.objective += column.objective / relaxation.scale() * found->second;
        for (const auto& [row, coefficient] : column.entries) {
            activity[row] += coefficient * found->second;
        }
    });
    relaxation.each_row([&](const lp::Row& row, double right) {
        const double left = activity[row];
        const lp::Sense sense = lp::sense_of(row.kind);
        if ((sense != lp::Sense::at_least && above(left, right)) ||
            (sense != lp::Sense::at_most && above(right, left))) {
            point.broken.push_back(name_of(row));
        }
    });
    return point;
}

PlanPoint point_of(const model::Scenario& scenario,
                   const plan::BuiltProblem& built,
                   const lp::Relaxation& relaxation,
                   const model::Plan& plan) {
    return Translation(scenario, built, relaxation).translate(plan);
}

}  // namespace imdad::test_support
