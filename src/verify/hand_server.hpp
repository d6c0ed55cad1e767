#pragma once

#include "verify/hand_book.hpp"

#include <map>
#include <span>
#include <tuple>
#include <vector>

/// Serves people from the books of a plan made by hand, in the order of the section "By hand".
/// A person is started only together with every later dose: units, a week in which the place is
/// open, and room under the absorption rows are held for all doses at once. So later doses come
/// before first doses by construction, and nobody is left with half a series.

namespace imdad::verify {

class HandServer {
 public:
    HandServer(const Rules& rules, HandBook& book);

    /// Serves in `week` what can be served; call with weeks ascending, departures done.
    void serve_week(int week);

    /// Every service so far, in the plan's own order.
    [[nodiscard]] std::vector<model::Service> services() const;

 private:
    /// Services that share their opened units: need, place, batch, use-by, dose.
    using Opening = std::tuple<NeedIndex, PlaceIndex, BatchIndex, Day, int>;

    struct Opened {
        Int128 promised = 0;  ///< persons for whom units are held or used
        Int128 served = 0;
    };

    struct Leg {
        int week = 0;
        Shelf::iterator entry;
    };

    /// One try at starting persons: doses 1, 2, ... of one product at one place.
    struct Attempt {
        NeedIndex need;
        PlaceIndex place;
        int week = 0;
        Int128 most = 0;  ///< persons who may be started
        std::span<const Shelf::iterator> goods;
        const Course* course = nullptr;
        std::vector<Leg> legs;
    };

    void serve_place(PlaceIndex place, int week);
    [[nodiscard]] std::vector<Shelf::iterator> goods_in_order(PlaceIndex place);
    void serve_need(NeedIndex need,
                    PlaceIndex place,
                    int week,
                    std::span<const Shelf::iterator> goods);
    bool extend(Attempt& attempt, ProductIndex product);
    [[nodiscard]] bool suits(const Attempt& attempt, const Leg& leg) const;
    [[nodiscard]] Int128 persons_possible(const Attempt& attempt) const;
    [[nodiscard]] Int128 absorption_room(const Attempt& attempt) const;
    [[nodiscard]] bool units_suffice(const Attempt& attempt, Int128 persons) const;
    [[nodiscard]] bool shipments_can_spare(
        const Attempt& attempt,
        BatchIndex batch,
        const std::map<std::pair<BatchIndex, Day>, Int128>& wanted) const;
    [[nodiscard]] Int128 units_more(const Attempt& attempt, std::size_t leg, Int128 persons) const;
    void promise(const Attempt& attempt, Int128 persons);
    void hand_over(int week);
    [[nodiscard]] int oldest_week(NeedIndex need, int week) const;
    [[nodiscard]] bool asked_for(NeedIndex need, PlaceIndex place, int week) const;
    [[nodiscard]] Int128 waiting_now(NeedIndex need, int week) const;
    [[nodiscard]] static Opening opening(const Attempt& attempt, std::size_t leg);

    const Rules& rules_;
    HandBook& book_;
    std::vector<std::vector<NeedIndex>> needs_at_;      // per place
    std::vector<std::vector<std::int64_t>> unmet_;      // [need][week of the need]
    std::vector<std::vector<Int128>> absorption_left_;  // [row][week]
    std::vector<Int128> counted_;                       // per lock: persons promised the last dose
    std::map<Opening, Opened> opened_;
    std::vector<std::map<Opening, Int128>> due_;  // [week]: persons to hand over
    std::vector<model::Service> services_;
};

}  // namespace imdad::verify
