#include "app/plan_flows.hpp"

#include "app/plan_rows.hpp"
#include "exchange/numbers.hpp"

#include <algorithm>
#include <utility>

namespace imdad::app {

LaneWeek PlanFlows::sum(const std::vector<LaneWeek>& lane,
                        std::string_view from,
                        std::string_view to) const {
    LaneWeek total;
    for (std::size_t week = 0; week < weeks.size(); ++week) {
        if (from <= weeks[week] && weeks[week] <= to) {
            total.packs += lane[week].packs;
            total.millilitres += lane[week].millilitres;
        }
    }
    return total;
}

PlanFlows read_flows(const std::filesystem::path& plan) {
    std::map<std::string, std::map<std::string, LaneWeek, std::less<>>, std::less<>> sums;
    std::map<std::string, std::size_t, std::less<>> weeks;
    for_rows(
        plan / "shipments.csv",
        {"lane", "departure", "packs", "litres"},
        [&](const std::vector<std::string_view>& cells) {
            auto lane = sums.find(cells[0]);
            if (lane == sums.end()) {
                lane = sums.emplace(cells[0], std::map<std::string, LaneWeek, std::less<>>()).first;
            }
            auto week = lane->second.find(cells[1]);
            if (week == lane->second.end()) {
                week = lane->second.emplace(cells[1], LaneWeek()).first;
                weeks.emplace(cells[1], 0);
            }
            week->second.packs += number_of(cells[2]);
            week->second.millilitres += exchange::parse_scaled(cells[3], 3).value;
        });
    PlanFlows flows;
    flows.weeks.reserve(weeks.size());
    for (auto& [week, position] : weeks) {
        position = flows.weeks.size();
        flows.weeks.push_back(week);
    }
    for (const auto& [lane, of_week] : sums) {
        std::vector<LaneWeek>& values = flows.lanes[lane];
        values.resize(weeks.size());
        for (const auto& [week, value] : of_week) {
            values[weeks.find(week)->second] = value;
        }
    }
    return flows;
}

std::shared_ptr<const PlanFlows> FlowCache::of(const std::filesystem::path& plan) {
    std::error_code none;
    const auto time = std::filesystem::last_write_time(plan / "shipments.csv", none);
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find(kept_, plan, &Kept::plan);
    if (found != kept_.end() && found->time == time) {
        std::rotate(found, found + 1, kept_.end());
        return kept_.back().flows;
    }
    if (found != kept_.end()) {
        kept_.erase(found);
    }
    kept_.push_back({plan, time, std::make_shared<const PlanFlows>(read_flows(plan))});
    if (kept_.size() > kKept) {
        kept_.erase(kept_.begin());
    }
    return kept_.back().flows;
}

}  // namespace imdad::app
