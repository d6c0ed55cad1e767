#include "plan/explain_breaches.hpp"

#include "base/assert.hpp"

#include <utility>

namespace imdad::plan {

using engine::Id;
using engine::kNone;

namespace {

double count(const std::vector<Thing>& things) {
    return static_cast<double>(things.size());
}

}  // namespace

Lifted::Lifted(const model::Scenario& scenario,
               const model::PlanOptions& options,
               LimitSet set,
               const std::vector<bool>& wanted)
    : built(build_problem(without_limits(scenario, set), options_without(options, set))) {
    IMDAD_ASSERT(built.problem.units.size() == wanted.size(), "lifting limits keeps the needs");
    for (Id u = 0; u < wanted.size(); ++u) {
        if (!wanted[u]) {
            built.problem.units[u].places.clear();
        }
    }
    net = engine::build_commodity_net(built.problem);
}

WayCosts Breaches::costs() const {
    return {.start = [this](Id s) { return count(at_start(s)); },
            .ship = [this](const engine::Link& link,
                           int t) { return count(at_ship(link, t)) + delay(link); },
            .stay = [this](const engine::Presence& here, int) { return count(at_stay(here)); },
            .serve = [this](const engine::Use& use, int t) { return count(at_serve(use, t)); },
            .per_person = false};
}

std::vector<Thing> Breaches::at(const WayStep& step) const {
    switch (step.kind) {
        case WayStep::Kind::start:
            return at_start(step.what);
        case WayStep::Kind::ship:
            return at_ship(lifted_.net.links[step.what], step.week);
        case WayStep::Kind::stay:
            return at_stay(lifted_.net.presences[step.what]);
        case WayStep::Kind::serve:
            return at_serve(lifted_.net.uses[step.what], step.week);
    }
    return {};
}

/// Long ways only where there is no shorter one.
double Breaches::delay(const engine::Link& link) const {
    return lifts(Limit::lead_times) ? 1e-3 * original_.arcs[link.arc].lead_weeks : 0;
}

std::vector<Thing> Breaches::at_start(Id s) const {
    Things things;
    const model::SupplyIndex index = lifted_.built.supply_of[s];
    const model::Supply& row = scenario_[index];
    const model::Batch& batch = scenario_[row.batch];
    if (lifts(Limit::earmarks) && batch.earmark.exists()) {
        things.push_back({Thing::Table::earmark, batch.earmark.value()});
    }
    const bool late =
        row.status != model::SupplyStatus::on_hand &&
        calendar_.first_week_from(row.available_on + std::chrono::days(row.clearance_days)) > 0;
    const bool uncommitted =
        row.status == model::SupplyStatus::announced || row.status == model::SupplyStatus::pledged;
    if ((lifts(Limit::expiry) && ends_too_soon(batch)) || (lifts(Limit::supply_dates) && late) ||
        (lifts(Limit::commitment) && uncommitted)) {
        things.push_back({Thing::Table::supply, index.value()});
    }
    return things;
}

/// Inside the horizon there is a week in which it may not be used or not come any more.
bool Breaches::ends_too_soon(const model::Batch& batch) const {
    if (batch.expiry == model::kNoLimit) {
        return false;
    }
    const int day = calendar_.offset(batch.expiry);
    const int last = original_.weeks - 1;
    return engine::last_usable_week(day) < last ||
           day - scenario_[batch.product].min_remaining_days < 7 * last;
}

bool Breaches::shuts(const model::Closure& row, Id node) const {
    const model::PlaceIndex place(node);
    const model::AreaIndex area = scenario_[place].area;
    return row.place == place || (row.what == model::Closure::What::area && area.exists() &&
                                  scenario_.lies_in(area, row.area));
}

std::vector<Thing> Breaches::at_ship(const engine::Link& link, int week) const {
    Things things;
    const engine::Arc& arc = original_.arcs[link.arc];
    const model::Lane& lane = scenario_->lanes[link.arc];
    if (lifts(Limit::closures)) {
        add_closures(week, things, [&](const model::Closure& row) {
            return row.lane == model::LaneIndex(link.arc) || shuts(row, arc.from) ||
                   shuts(row, arc.to);
        });
    }
    const bool is_round =
        week >= lane.first_week && (week - lane.first_week) % lane.every_weeks == 0;
    if ((lifts(Limit::rounds) && !is_round) || (lifts(Limit::lead_times) && arc.lead_weeks > 0)) {
        things.push_back({Thing::Table::lane, link.arc});
    }
    if (lifts(Limit::rooms)) {
        const Id product =
            lifted_.net.commodities[lifted_.net.presences[link.source].commodity].product;
        const std::int64_t packs = original_.packing(product, arc.from).ship_multiple;
        for (std::size_t c = 0; c < engine::kClasses; ++c) {
            if (packs * engine::CommodityNet::volume(original_, product, arc.to, c) > arc.room[c]) {
                things.push_back({Thing::Table::lane, link.arc, c});
            }
        }
    }
    return things;
}

std::vector<Thing> Breaches::at_stay(const engine::Presence& here) const {
    Things things;
    if (!lifts(Limit::rooms)) {
        return things;
    }
    const Id product = lifted_.net.commodities[here.commodity].product;
    for (std::size_t c = 0; c < engine::kClasses; ++c) {
        if (engine::CommodityNet::volume(original_, product, here.node, c) >
            original_.nodes[here.node].room[c]) {
            things.push_back({Thing::Table::place, here.node, c});
        }
    }
    if (!original_.max_row.empty()) {
        const Id row = original_.max_row[original_.pair(here.node, product)];
        if (row != kNone && original_.products[product].pack_units > original_.max_units[row]) {
            things.push_back({Thing::Table::place, here.node, engine::kClasses});
        }
    }
    return things;
}

std::vector<Thing> Breaches::at_serve(const engine::Use& use, int week) const {
    Things things;
    const Id node = lifted_.net.presences[use.presence].node;
    if (lifts(Limit::closures)) {
        add_closures(week, things, [&](const model::Closure& row) { return shuts(row, node); });
    }
    if (lifts(Limit::eligibility)) {
        const Id product =
            lifted_.net.commodities[lifted_.net.presences[use.presence].commodity].product;
        add_refusals(product, use.unit, node, week, things);
    }
    if (lifts(Limit::locks)) {
        const Id product =
            lifted_.net.commodities[lifted_.net.presences[use.presence].commodity].product;
        original_.each_lock(use.unit, node, product, week, [&](Id lock) {
            if (original_.locks[lock].at_most == 0) {
                things.push_back({Thing::Table::lock, lock});
            }
        });
    }
    return things;
}

void Breaches::add_refusals(Id product, Id unit, Id node, int week, Things& things) const {
    for (std::size_t i = 0; i < scenario_->eligibilities.size(); ++i) {
        const model::Eligibility& row = scenario_->eligibilities[i];
        const auto inside = [&](Id area) {
            return area != kNone && scenario_.lies_in(model::AreaIndex(area), row.recipient);
        };
        if (row.state != model::Eligibility::State::accepts && row.product.value() == product &&
            (!row.until || calendar_.week_of(*row.until) >= week) &&
            (inside(original_.units[unit].area) || inside(original_.nodes[node].area))) {
            things.push_back({Thing::Table::eligibility, i});
        }
    }
}

model::Scenario without_limits(const model::Scenario& scenario, LimitSet lifted) {
    model::ScenarioData data = scenario.data();
    if (has(lifted, Limit::closures)) {
        data.closures.clear();
    }
    if (has(lifted, Limit::eligibility)) {
        data.eligibilities.clear();
    }
    if (has(lifted, Limit::locks)) {
        data.locks.clear();
    }
    for (model::Batch& batch : data.batches) {
        batch.earmark = has(lifted, Limit::earmarks) ? model::EarmarkIndex() : batch.earmark;
        batch.expiry = has(lifted, Limit::expiry) ? model::kNoLimit : batch.expiry;
    }
    if (has(lifted, Limit::expiry)) {
        for (model::Product& product : data.products) {
            product.min_remaining_days = 0;
        }
    }
    if (has(lifted, Limit::rooms)) {
        for (model::Place& place : data.places) {
            place.room = {};
        }
        data.stock_policies.clear();
    }
    for (model::Lane& lane : data.lanes) {
        if (has(lifted, Limit::rooms)) {
            lane.room = {};
        }
        if (has(lifted, Limit::rounds)) {
            lane.every_weeks = 1;
            lane.first_week = 0;
        }
        if (has(lifted, Limit::lead_times)) {
            lane.lead_days = 0;
        }
    }
    if (has(lifted, Limit::supply_dates)) {
        for (model::Supply& supply : data.supplies) {
            supply.available_on = data.header.start;
            supply.clearance_days = 0;
        }
    }
    if (has(lifted, Limit::series)) {
        for (model::Serves& serves : data.serves) {
            serves.min_interval_weeks = 0;
            serves.max_interval_weeks.reset();
        }
    }
    base::Result<model::Scenario> built = model::Scenario::build(std::move(data));
    IMDAD_ASSERT(built.has_value(), "a scenario without limits is still one");
    return std::move(*built);
}

model::PlanOptions options_without(model::PlanOptions options, LimitSet lifted) {
    if (has(lifted, Limit::commitment)) {
        options.include_announced = true;
        options.include_pledged = true;
    }
    return options;
}

}  // namespace imdad::plan
