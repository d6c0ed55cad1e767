#pragma once

#include "engine/problem.hpp"
#include "lp/aim.hpp"
#include "lp/rows.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

/// The relaxation R of docs/method/certificates.md as a linear programme. Every plan that the
/// checker accepts is a point of it, with the plan's own value, so no plan is worth more than its
/// optimum. Rows and columns are enumerated, never stored: a large scenario has tens of millions.
///
/// Goods have columns only in weeks in which they can be at a place and can still be of use there
/// to somebody; that changes nothing in the optimum.
///
///     max       sum worth[g,j] segment[g,j]     or     scale x worst     or     sum kept[l]
///     flow      start + stock[t-1] + ship in - ship out - stock[t] - sum packs per person x serve
///               >= 0                                                 what is over is thrown away
///     store     sum litres x (start + stock[t-1] + ship in) <= litres of the place + opened
///     maximum   sum pack units x (start + stock[t-1] + ship in) <= maximum stock + opened
///     lane      sum litres x ship <= litres of the departure
///     absorb    sum serve <= persons per week
///     need      sum serve of first doses <= need of the week         where need is lost
///     starts    sum serve of first doses + begun[t-1] - begun[t] <= 0         where need waits
///     waits     begun[t] - begun[a-1] <= need of weeks a - max_wait .. t
///     doses     sum serve of dose j + given[j,t-1] - given[j,t] = 0           where doses are many
///     early     given[j,t] - given[j-1, t - min_interval] <= 0
///     late      given[j-1,t] - given[j, min(t + max_interval, T-1)] <= 0
///     complete  given[j,T-1] - given[j-1,T-1] = 0
///     group     sum segment - sum serve of last doses <= 0
///     area      worst - sum weight / target x segment <= 0
///     lock      sum serve of last doses that the lock counts <= at_most, >= at_least (or >= kept)
///
/// Spans (a,t) that another span already says are left out: a = 0 or a > max_wait.

namespace imdad::lp {

/// Lots of one product that R does not tell apart.
struct Commodity {
    engine::Id product = engine::kNone;
    engine::Id earmark = engine::kNone;
    int last_use = 0;      ///< last week of use
    int last_arrival = 0;  ///< last week of arrival
    std::vector<engine::Id> lots;
};

struct RelaxationSize {
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t nonzeros = 0;  ///< without the objective
};

class Relaxation {
 public:
    /// `problem` must outlive the result. Areas of the aim that no column serves are left out.
    Relaxation(const engine::Problem& problem, Aim aim);

    using RowVisitor = std::function<void(const Row&, double right)>;
    using ColumnVisitor = std::function<void(const Column&)>;

    /// The same order at every call.
    void each_row(const RowVisitor& visit) const;

    /// All columns of one kind after those of another; entries in no order, each row once. The same
    /// order at every call.
    void each_column(const ColumnVisitor& visit) const;

    [[nodiscard]] const std::vector<Commodity>& commodities() const { return commodities_; }

    /// Areas with a row, in order of the aim: those that some column serves.
    [[nodiscard]] const std::vector<engine::Id>& areas() const { return areas_; }

    /// Objective of one unit of what is asked for. 1 for the value; for the worst-off area a power
    /// of ten that keeps what one person adds well above a solver's tolerance.
    [[nodiscard]] double scale() const { return scale_; }

    [[nodiscard]] const Aim& aim() const { return aim_; }

    [[nodiscard]] const RelaxationSize& size() const { return size_; }

 private:
    struct Supply {
        engine::Id node = 0;
        engine::Id commodity = 0;
        int week = 0;
        std::int64_t packs = 0;
    };

    /// One way to serve: a dose of an option with a commodity at a place, in some weeks.
    struct Service {
        engine::Id unit = 0;
        std::size_t option = 0;
        std::size_t dose = 0;
        engine::Id node = 0;
        engine::Id commodity = 0;
        engine::WeekMask weeks = 0;
    };

    using ServiceVisitor = std::function<void(const Service&)>;

    // relaxation_build.cpp
    void find_commodities();
    void find_starting_weeks();
    void find_useful_weeks(engine::Id commodity);
    void find_present_weeks(engine::Id commodity);
    void find_services();
    void give_room_to_opened_units();
    /// `lots_at`: by node, lots of `goods` that can come to it.
    void give_room_to_opened_units_of(const Commodity& goods,
                                      const std::vector<std::int64_t>& lots_at);
    void mark_rows();

    [[nodiscard]] bool fits_at(engine::Id node, engine::Id product) const;
    [[nodiscard]] bool fits_on(const engine::Arc& arc, engine::Id product) const;
    /// Weeks in which the contract lets `commodity` leave on `arc`, whatever it is good for.
    [[nodiscard]] engine::WeekMask open_departures(const engine::Arc& arc,
                                                   engine::Id commodity) const;
    [[nodiscard]] engine::WeekMask departures(engine::Id arc, engine::Id commodity) const;
    /// Weeks of a dose that the contract allows, whether goods are there or not.
    [[nodiscard]] engine::WeekMask usable(engine::Id unit,
                                          engine::Id node,
                                          engine::Id commodity,
                                          const engine::Option& option,
                                          std::size_t dose) const;
    /// All ways to serve `unit` with goods that can be there, of options that `served_` names.
    void each_service_of(engine::Id unit, const ServiceVisitor& visit) const;

    [[nodiscard]] bool is_served(engine::Id unit) const {
        const auto& options = served_[unit];
        return std::find(options.begin(), options.end(), true) != options.end();
    }

    [[nodiscard]] engine::WeekMask& weeks(engine::Id node, engine::Id commodity) {
        return weeks_[commodity * problem_->nodes.size() + node];
    }

    [[nodiscard]] engine::WeekMask weeks(engine::Id node, engine::Id commodity) const {
        return weeks_[commodity * problem_->nodes.size() + node];
    }

    [[nodiscard]] bool waits(engine::Id unit) const {
        return problem_->programmes[problem_->units[unit].programme].max_wait > 0;
    }

    [[nodiscard]] std::int64_t cm3(engine::Id product,
                                   engine::Id node,
                                   std::size_t storage_class) const;
    [[nodiscard]] engine::Id maximum_row(engine::Id node, engine::Id product) const;

    // relaxation_rows.cpp
    void each_goods_row(const RowVisitor& visit) const;
    void each_need_row(const RowVisitor& visit) const;
    void each_waits_row(engine::Id unit, const RowVisitor& visit) const;
    /// Spans of weeks a..t that have a row of waiting need.
    void each_span(engine::Id unit, const std::function<void(int a, int t)>& visit) const;
    void each_series_row(engine::Id unit, const RowVisitor& visit) const;
    void each_lock_row(const RowVisitor& visit) const;

    // relaxation_columns.cpp
    /// Rows of room into which packs come at `node`, with what one pack takes of each.
    void add_room_entries(engine::Id node,
                          engine::Id commodity,
                          int week,
                          std::vector<Entry>& entries) const;
    void each_start(const ColumnVisitor& visit) const;
    void each_stock(const ColumnVisitor& visit) const;
    void each_ship(const ColumnVisitor& visit) const;
    // relaxation_people.cpp
    void each_serve(const ColumnVisitor& visit) const;
    void add_service_entries(const Service& service, int week, std::vector<Entry>& entries) const;
    void each_begun(const ColumnVisitor& visit) const;
    void each_given(const ColumnVisitor& visit) const;
    [[nodiscard]] std::vector<Entry> given_entries(engine::Id unit,
                                                   const engine::Option& option,
                                                   engine::Id dose,
                                                   int week) const;
    void each_segment(const ColumnVisitor& visit) const;
    void each_covered(const ColumnVisitor& visit) const;
    void each_worst(const ColumnVisitor& visit) const;
    void each_kept(const ColumnVisitor& visit) const;

    const engine::Problem* problem_;
    Aim aim_;
    double scale_ = 1;
    std::vector<Commodity> commodities_;
    std::vector<std::vector<engine::Id>> of_product_;  ///< commodities by product
    std::vector<engine::WeekMask> starting_;           ///< by unit: weeks that may serve its need
    std::vector<engine::WeekMask> weeks_;              ///< by commodity, then node
    std::vector<Supply> supplies_;                     ///< by node, commodity, week
    std::vector<double> opened_litres_;                ///< by node x class
    std::vector<double> opened_units_;                 ///< by row of maximum stock
    std::vector<std::vector<bool>> served_;            ///< by unit, option: all doses can be given
    std::vector<engine::Id> areas_;
    // Rows that some column enters.
    std::vector<engine::WeekMask> lane_rows_;     ///< by arc x class
    std::vector<engine::WeekMask> store_rows_;    ///< by node x class
    std::vector<engine::WeekMask> maximum_rows_;  ///< by row of maximum stock
    std::vector<engine::WeekMask> absorb_rows_;   ///< by row of absorption
    std::vector<engine::WeekMask> need_rows_;     ///< by unit, where need is lost
    std::vector<bool> group_rows_;  ///< groups that the aim counts and some column serves
    RelaxationSize size_;
};

}  // namespace imdad::lp
