#pragma once

#include "engine/problem.hpp"

#include <cstdint>
#include <vector>

/// What is left of every limited row: room per (arc, class, week), room per (node, class, week) at
/// the weekly peak, and maximum stock per (node, product, week). Reserving may leave a row
/// negative; whoever reserves looks first, or checks afterwards and takes it back.

namespace imdad::engine {

class Rooms {
 public:
    explicit Rooms(const Problem& problem);

    /// Weeks in which `packs` packs of the product fit on the arc (room only, not its rounds).
    [[nodiscard]] WeekMask arc_fits(Id arc, Id product, std::int64_t packs) const;

    /// Weeks in which `packs` more packs fit into the node, maximum stock included.
    [[nodiscard]] WeekMask node_fits(Id node, Id product, std::int64_t packs) const;

    /// Takes (packs > 0) or gives back (packs < 0) room on the arc.
    void take_arc(Id arc, Id product, int week, std::int64_t packs);

    /// Takes or gives back room in the node in weeks from..to, and `units` of its maximum stock.
    void take_node(Id node, Id product, int from, int to, std::int64_t packs, std::int64_t units);

    /// True if room of the product at the node may be what keeps the least shipment of some product
    /// out in some week; may be true without need, never false wrongly.
    [[nodiscard]] bool tight(Id node, Id product) const;

    /// True if no row of the node is overdrawn in any week.
    [[nodiscard]] bool node_holds(Id node, Id product) const;

 private:
    [[nodiscard]] std::size_t row(Id owner, std::size_t storage_class) const {
        return (owner * kClasses + storage_class) * weeks_;
    }

    const Problem& problem_;
    std::size_t weeks_;
    std::vector<std::int64_t> arc_left_;
    std::vector<std::int64_t> node_left_;
    std::vector<std::int64_t> max_left_;
    std::vector<std::uint8_t> arc_limited_;  ///< bit per class: a figure is stated
    std::vector<std::uint8_t> node_limited_;
    std::array<Room, kLevels> least_;  ///< by level: room that the least shipment never exceeds
};

}  // namespace imdad::engine
