#pragma once

#include "engine/problem.hpp"

#include <cstdint>
#include <vector>

/// Remembers for which weeks nothing can be brought to a place, so that it is not searched again.
/// While a plan is filled, rows only fill up; where something is given back after all (room in a
/// store whose own stock is used sooner, packs left on the way), the node is reported by `freed`,
/// and what was remembered of the places behind it holds no longer.

namespace imdad::engine {

class FailedRoutes {
 public:
    explicit FailedRoutes(const Problem& problem);

    /// Position of (unit, its place number `place`, its option) in the memory of units.
    [[nodiscard]] std::size_t slot(Id unit, std::size_t place, Id option) const;

    /// True if no goods of the product can come to the place for use in `week`, whoever asks.
    [[nodiscard]] bool none_for_place(Id place, Id product, int week) const {
        return holds(by_place_[problem_.pair(place, product)], place, week);
    }

    /// True if no goods that the unit of the slot may have can come to the place for that week.
    /// What is remembered while only lots with an earmark are brought does not hold afterwards.
    [[nodiscard]] bool none_for_unit(std::size_t slot, Id place, int week, bool earmarked) const {
        return holds((earmarked ? earmarked_by_unit_ : by_unit_)[slot], place, week);
    }

    void remember_for_place(Id place, Id product, WeekMask weeks) {
        remember(by_place_[problem_.pair(place, product)], place, weeks);
    }

    void remember_for_unit(std::size_t slot, Id place, WeekMask weeks, bool earmarked) {
        remember((earmarked ? earmarked_by_unit_ : by_unit_)[slot], place, weeks);
    }

    /// More than before may come to the node or through it.
    void freed(Id node) { freed_[node] = ++now_; }

 private:
    struct Memory {
        WeekMask weeks = 0;
        std::uint32_t since = 0;  ///< holds if nothing was freed upstream after this moment
    };

    [[nodiscard]] bool stale(const Memory& memory, Id place) const;

    [[nodiscard]] bool holds(const Memory& memory, Id place, int week) const {
        return has_week(memory.weeks, week) && !stale(memory, place);
    }

    void remember(Memory& memory, Id place, WeekMask weeks);

    const Problem& problem_;
    std::vector<Memory> by_place_;  ///< node x product
    std::vector<Memory> by_unit_;   ///< unit x its places x its options
    std::vector<Memory> earmarked_by_unit_;
    std::vector<std::size_t> first_slot_;  ///< by unit
    std::vector<std::uint32_t> freed_;     ///< by node: the last moment at which it was freed
    std::uint32_t now_ = 0;
};

}  // namespace imdad::engine
