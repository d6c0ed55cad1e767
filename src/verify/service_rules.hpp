#pragma once

#include "verify/calendar.hpp"
#include "verify/findings.hpp"

#include <optional>
#include <span>

/// The checker's own reading of who needs what, where they may be served, and with which goods
/// (section "People").

namespace imdad::verify {

/// Doses of one product for one programme, 1, 2, ... in order.
struct Course {
    std::vector<const model::Serves*> doses;

    [[nodiscard]] int last() const { return static_cast<int>(doses.size()); }

    [[nodiscard]] bool has(int dose) const { return dose >= 1 && dose <= last(); }

    [[nodiscard]] const model::Serves& operator[](int dose) const {
        return *doses[static_cast<std::size_t>(dose - 1)];
    }
};

/// Units opened for `persons` in all: ceil(persons x units_per_person / (1 - wastage_rate)).
[[nodiscard]] Int128 units_opened(const model::Serves& serves, Int128 persons);

class ServiceRules {
 public:
    ServiceRules(const model::Scenario& scenario, const Calendar& calendar);

    /// Null if the product does not serve the programme.
    [[nodiscard]] const Course* course(ProgrammeIndex programme, ProductIndex product) const;

    /// Persons of the need unit in weeks 0..`week`, the horizon's part of its period only.
    [[nodiscard]] std::int64_t need_up_to(NeedIndex need, int week) const;

    [[nodiscard]] bool is_serving_place(NeedIndex need, PlaceIndex place) const;

    /// Need units that `place` may serve, ascending.
    [[nodiscard]] std::vector<NeedIndex> needs_served_at(PlaceIndex place) const;

    /// Area of the need's people; none for a need at a place without area.
    [[nodiscard]] AreaIndex area_of(NeedIndex need) const;

    /// What the batch's earmark forbids about using it for `need` in `week`; none if it may be
    /// used.
    [[nodiscard]] std::optional<Kind> earmark_breach(BatchIndex batch,
                                                     NeedIndex need,
                                                     int week) const;

    /// The recipient around `area` that refuses or defers `product` in `week`; none if it may be
    /// used there.
    [[nodiscard]] AreaIndex refusing_area(ProductIndex product, AreaIndex area, int week) const;

 private:
    struct Refusal {
        AreaIndex recipient;
        WeekSet weeks;
    };

    struct CourseRow {
        ProgrammeIndex programme;
        ProductIndex product;
        Course course;
    };

    [[nodiscard]] bool earmark_allows_area(const model::Earmark& earmark, AreaIndex area) const;
    [[nodiscard]] bool lies_in_one_of(AreaIndex area, std::span<const AreaIndex> named) const;
    void find_serving_levels();

    const model::Scenario& scenario_;
    const Calendar& calendar_;
    std::vector<CourseRow> courses_;  // by programme, product
    std::vector<int> serving_level_;  // per need; kNoLevel: nobody serves it
    std::vector<std::vector<NeedIndex>> needs_at_area_;
    std::vector<std::vector<NeedIndex>> needs_at_place_;
    std::vector<std::vector<Refusal>> refusals_;  // per product
};

}  // namespace imdad::verify
