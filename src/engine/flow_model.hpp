#pragma once

#include "engine/price_bound.hpp"
#include "engine/saddle.hpp"

#include <vector>

/// The relaxation as a sparse linear programme for `Saddle`. Rows and columns stand for packs,
/// cm3, units and persons; sizes and prices of the preconditioning come from need downstream and
/// from what the next person of each group is worth.

namespace imdad::engine {

/// Shares of one area in the coverage of the worst-off one: its groups, each with its weight.
struct AreaShareOfGroup {
    Id group = kNone;
    double weight = 0;  ///< of the area's groups together 1
};

struct WorstOffAim {
    std::vector<std::vector<AreaShareOfGroup>> areas;  ///< those that some plan can serve
};

/// What would pass every week if all need were met evenly: packs by presence and link, persons by
/// use; and what a pack or person of it is worth to those below.
struct ExpectedFlows {
    std::vector<double> presence;
    std::vector<double> pack_worth;  ///< by presence
    std::vector<double> link;
    std::vector<double> use;
    std::vector<double> person_worth;  ///< by unit
};

/// `person_worth`: by group.
[[nodiscard]] ExpectedFlows expected_flows(const Problem& problem,
                                           const CommodityNet& net,
                                           const std::vector<double>& person_worth);

/// Flows of a solution of the relaxation, packs and persons.
struct Flows {
    std::size_t weeks = 0;
    std::vector<float> begin;  ///< by beginning
    std::vector<float> stock;  ///< by row of the net: left at the end of that week
    std::vector<float> ship;   ///< link x week of departure
    std::vector<float> serve;  ///< use x week
};

class FlowModel {
 public:
    /// For the value. `marginal`: what the next person of each group is about worth.
    FlowModel(const Problem& problem,
              const CommodityNet& net,
              const Worth& worth,
              const std::vector<double>& marginal);

    /// For the worst-off area.
    FlowModel(const Problem& problem, const CommodityNet& net, const WorstOffAim& aim);

    /// For the value and for the coverage of the worst-off area together, where the whole of it is
    /// worth `worst_off_worth`; a worth without groups, or a weight of 0, leaves one of them out.
    FlowModel(const Problem& problem,
              const CommodityNet& net,
              const Worth& worth,
              const std::vector<double>& marginal,
              const WorstOffAim& aim,
              double worst_off_worth);

    /// For the persons whom the locks ask for at least: each of them who is served is worth 1.
    [[nodiscard]] static FlowModel of_locks(const Problem& problem, const CommodityNet& net);

    [[nodiscard]] const SparseLp& lp() const { return lp_; }

    /// Prices of scarce things out of the duals of all rows.
    [[nodiscard]] Prices prices_from(std::span<const float> y) const;

    /// Weight of each area of the aim, out of the duals.
    [[nodiscard]] std::vector<double> area_weights_from(std::span<const float> y) const;

    [[nodiscard]] Flows flows_from(std::span<const float> x) const;

 private:
    struct Entry {
        std::uint32_t row;
        double value;
    };

    FlowModel(const Problem& problem, const CommodityNet& net);

    void expect(const std::vector<double>& person_worth);
    [[nodiscard]] std::vector<double> with_locks(std::vector<double> person_worth) const;
    void add_groups(const std::vector<double>& person_worth);
    void add_areas(double worst_off_worth);
    void add_columns();
    void number_rows();
    void add_beginnings();
    void add_stocks();
    void add_ships();
    void add_uses();
    void add_backlogs();
    void add_dues();
    void add_segments(const Worth& worth);
    void add_theta(double worst_off_worth);
    void add_kept();
    void add_locks(const Use& use, int week, double size, std::vector<Entry>& entries);
    void add_room(Id presence, int week, double size, std::vector<Entry>& entries);
    void add_column(double objective, double upper, double size, const std::vector<Entry>& entries);
    std::uint32_t limit_row(std::vector<std::uint32_t>& ids, std::size_t index, double right);
    void finish();
    [[nodiscard]] std::size_t due_row(Id unit, Id option, Id dose, int week) const;
    [[nodiscard]] std::size_t late_row(Id unit, Id option, Id dose, int week) const;
    [[nodiscard]] bool can_be_completed(const Use& use, int week) const;

    const Problem& problem_;
    const CommodityNet& net_;
    const WorstOffAim* aim_ = nullptr;
    std::size_t weeks_;
    SparseLp lp_;
    ExpectedFlows expected_;
    std::vector<std::uint32_t> lane_rows_, store_rows_, maximum_rows_, absorption_rows_;
    std::vector<std::uint32_t> lock_most_rows_, lock_least_rows_;  ///< by lock
    bool keeping_ = false;
    std::size_t need_rows_ = 0;               ///< first of unit x week
    std::vector<std::size_t> due_rows_;       ///< by unit: first row of its series
    std::size_t group_rows_ = 0;              ///< first of the groups
    std::size_t area_rows_ = 0;               ///< first of the areas
    std::vector<std::vector<Entry>> served_;  ///< by group: rows that a person served enters
    std::vector<double> volume_price_sum_, volume_size_sum_;  ///< by row: for its expected price
};

}  // namespace imdad::engine
