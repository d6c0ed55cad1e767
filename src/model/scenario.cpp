#include "model/scenario.hpp"

#include "model/scenario_checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::model {

Scenario::Scenario(ScenarioData data) : data_(std::move(data)) {
    for (std::uint32_t i = 0; i < data_.areas.size(); ++i) {
        area_by_pcode_.emplace(data_.areas[i].pcode, i);
    }
    for (std::uint32_t i = 0; i < data_.places.size(); ++i) {
        place_by_id_.emplace(data_.places[i].place_id, i);
    }
    for (std::uint32_t i = 0; i < data_.lanes.size(); ++i) {
        lane_by_id_.emplace(data_.lanes[i].lane_id, i);
    }
}

base::Result<Scenario> Scenario::build(ScenarioData data) {
    if (auto fault = first_fault(data)) {
        return tl::unexpected(base::error_of(std::move(*fault)));
    }
    return Scenario(std::move(data));
}

AreaIndex Scenario::area_of(const Need& need) const {
    return need.area.exists() ? need.area : (*this)[need.place].area;
}

bool Scenario::lies_in(AreaIndex area, AreaIndex ancestor) const {
    while (area.exists()) {
        if (area == ancestor) {
            return true;
        }
        area = (*this)[area].parent;
    }
    return false;
}

AreaIndex Scenario::country_of(AreaIndex area) const {
    while ((*this)[area].parent.exists()) {
        area = (*this)[area].parent;
    }
    return area;
}

namespace {

template <typename IndexType>
std::optional<IndexType> find_in(const std::unordered_map<std::string, std::uint32_t>& table,
                                 std::string_view id) {
    const auto found = table.find(std::string(id));
    if (found == table.end()) {
        return std::nullopt;
    }
    return IndexType(found->second);
}

}  // namespace

std::optional<AreaIndex> Scenario::find_area(std::string_view pcode) const {
    return find_in<AreaIndex>(area_by_pcode_, pcode);
}

std::optional<PlaceIndex> Scenario::find_place(std::string_view place_id) const {
    return find_in<PlaceIndex>(place_by_id_, place_id);
}

std::optional<LaneIndex> Scenario::find_lane(std::string_view lane_id) const {
    return find_in<LaneIndex>(lane_by_id_, lane_id);
}

std::int64_t programme_weight_nano(const Programme& programme) {
    const std::int64_t ven = programme.ven == Ven::vital       ? 4
                             : programme.ven == Ven::essential ? 2
                                                               : 1;
    return ven * programme.weight.nano();
}

}  // namespace imdad::model
