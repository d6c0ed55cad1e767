#pragma once

#include "model/scenario.hpp"
#include "network/geo.hpp"
#include "network/rules.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Areas and places looked up by "what lies in here, at which level of the chain", while places are
/// being added.

namespace imdad::network {

class Atlas {
 public:
    /// Requires: references of `data` exist and every parent has a lower level than its child.
    explicit Atlas(const model::ScenarioData& data);

    /// `area` or the area around it that has exactly `level`; none if there is no such one.
    [[nodiscard]] model::AreaIndex ancestor(model::AreaIndex area, int level) const;

    /// The outermost area around `area`.
    [[nodiscard]] model::AreaIndex root(model::AreaIndex area) const;

    [[nodiscard]] const model::Area& operator[](model::AreaIndex area) const {
        return areas_[area.value()];
    }

    [[nodiscard]] const model::Place& operator[](model::PlaceIndex place) const {
        return places_[place.value()];
    }

    [[nodiscard]] std::size_t area_count() const { return areas_.size(); }

    [[nodiscard]] std::size_t place_count() const { return places_.size(); }

    [[nodiscard]] std::size_t stated_place_count() const { return stated_places_; }

    [[nodiscard]] std::vector<model::Place> added_places() const;

    /// 0 pool to 5 facility; deeper levels count as 5, every pool as 0 and every entry as 1.
    [[nodiscard]] std::size_t chain_level(model::PlaceIndex place) const;

    /// Places in `area` or inside it at that chain level, in order of the table.
    [[nodiscard]] std::span<const model::PlaceIndex> places(model::AreaIndex area,
                                                            std::size_t chain_level) const;

    model::PlaceIndex add(model::Place place);

    /// Gives an added place its room and appends `note` to its origin.
    void set_room(model::PlaceIndex place, const model::ClassRoom& room, const std::string& note);

    [[nodiscard]] std::optional<Point> point(model::AreaIndex area) const;
    [[nodiscard]] std::optional<Point> point(model::PlaceIndex place) const;

    /// Middle of the places in the area that have a point; else of the areas in it.
    [[nodiscard]] std::optional<Point> middle(model::AreaIndex area) const;

    /// The area's own figure, else the sum of what is known of the areas just inside it.
    [[nodiscard]] std::optional<std::int64_t> population(model::AreaIndex area) const {
        return populations_[area.value()];
    }

    /// Population of the country (national store), first-level area, district or, for a facility,
    /// of its own area; shared evenly between the places of the same chain level there.
    [[nodiscard]] std::optional<std::int64_t> people_served(model::PlaceIndex place) const;

 private:
    void enter(model::PlaceIndex place);
    void sum_populations();

    const std::vector<model::Area>& areas_;
    std::vector<model::Place> places_;
    std::size_t stated_places_ = 0;
    std::vector<std::array<std::vector<model::PlaceIndex>, kChainLevels>> in_area_;
    std::vector<std::optional<std::int64_t>> populations_;
    std::vector<std::optional<std::int64_t>> stated_people_;
};

}  // namespace imdad::network
