#include "app/shipment_weeks.hpp"

#include "app/plan_rows.hpp"

#include <map>
#include <set>

namespace imdad::app {

std::vector<ShipmentWeek> shipment_weeks(const std::filesystem::path& plan) {
    std::map<std::string, ShipmentWeek, std::less<>> weeks;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lanes;
    const std::filesystem::path file = plan / "shipments.csv";
    if (!std::filesystem::is_regular_file(file)) {
        return {};
    }
    for_rows(file, {"departure", "lane", "packs"}, [&](const auto& cells) {
        const std::string week(cells[0]);
        ShipmentWeek& sums = weeks[week];
        sums.week = week;
        ++sums.shipments;
        sums.packs += number_of(cells[2]);
        lanes[week].emplace(cells[1]);
    });
    std::vector<ShipmentWeek> list;
    list.reserve(weeks.size());
    for (auto& [week, sums] : weeks) {
        sums.lanes = static_cast<std::int64_t>(lanes[week].size());
        list.push_back(std::move(sums));
    }
    return list;
}

}  // namespace imdad::app
