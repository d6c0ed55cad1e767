#pragma once

#include "base/result.hpp"
#include "engine/problem.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

/// The linear relaxation of a planning problem: packs and persons may be split. Every plan that the
/// checker accepts is a point of it with the plan's own value, so no plan is worth more than its
/// optimum. Rows and columns are enumerated, never stored: a large instance has tens of millions.
///
/// Commodity k is a product with one earmark, or without. Places n, lanes a, need units u, groups g
/// and weeks t are those of the engine's problem. Weeks in which a commodity cannot be at a place
/// yet, or can be of no use there any more, have no row and no column.
///
///     max    sum_g sum_j worth[g,j] x segment[g,j]
///     flow   [n,k,t]  start + stock[t-1] + ship in - ship out - stock[t]
///                       - units per person / pack units x serve >= 0     what is over is thrown
///                       away
///     lane   [a,c,t]  sum_k litres x ship <= litres of the departure
///     store  [n,c,t]  sum_k litres x (start + stock[t-1] + ship in) <= litres of the place +
///     opened need   [u,t]    sum of serve <= need of the week group  [g]      sum_j segment - sum
///     of serve <= 0 0 <= segment[g,j] <= target / 16,  0 <= start <= supply,  all others >= 0
///
/// Start, stock and ship count packs, serve and segment persons. worth[g,j] = 16 weight slope_j /
/// sum of slopes, so the objective is the value of docs/method/planning.md, "Measures".
///
/// `opened`: in the books a unit leaves when it is opened; here it leaves as it is used. What is
/// left of opened units, below one unit for each need unit and lot, takes no room in a plan, so the
/// store row gives it room. Without it a plan could lie outside the relaxation.

namespace imdad::benchmarks {

struct Row {
    enum class Kind : std::uint8_t { flow, lane, store, need, group };
    Kind kind = Kind::flow;
    engine::Id first = 0;   ///< n, a, n, u, g
    engine::Id second = 0;  ///< k, class, class, -, -
    int week = 0;

    friend auto operator<=>(const Row&, const Row&) = default;
};

struct Entry {
    Row row;
    double coefficient = 0;
};

struct Column {
    enum class Kind : std::uint8_t { start, stock, ship, serve, segment };
    Kind kind = Kind::start;
    engine::Id first = 0;   ///< n, n, a, u, g
    engine::Id second = 0;  ///< k, k, k, n, j
    engine::Id third = 0;   ///< serve: k
    int week = 0;
    double objective = 0;
    double upper = std::numeric_limits<double>::infinity();
    std::span<const Entry> entries;  ///< valid during the visit only
};

struct Commodity {
    engine::Id product = engine::kNone;
    engine::Id earmark = engine::kNone;
    std::vector<engine::Id> lots;
};

struct RelaxationSize {
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t nonzeros = 0;
};

class Relaxation {
 public:
    /// `problem` must outlive the result. `slopes`: one per segment of coverage, falling.
    /// Errors: `not_in_relaxation`, naming every feature of the problem that these rows do not
    /// hold: seats, use-by dates, multiples, series, waiting, absorption, stock policies.
    [[nodiscard]] static base::Result<Relaxation> build(const engine::Problem& problem,
                                                        std::span<const std::int64_t> slopes);

    /// Flow and store rows by place, then lane, need and group rows. `right` is the right-hand
    /// side; flow rows are >=, all others <=.
    void each_row(const std::function<void(const Row&, double right)>& visit) const;

    /// All columns of one kind after those of another; entries in no order, each row once.
    void each_column(const std::function<void(const Column&)>& visit) const;

    [[nodiscard]] const std::vector<Commodity>& commodities() const { return commodities_; }

    [[nodiscard]] const RelaxationSize& size() const { return size_; }

 private:
    struct Window {
        int earliest = 0;
        int latest = -1;  ///< both included; empty if before `earliest`
    };

    struct Supply {
        engine::Id node = 0;
        engine::Id commodity = 0;
        int week = 0;
        std::int64_t packs = 0;
    };

    Relaxation(const engine::Problem& problem, std::span<const std::int64_t> slopes);

    void find_commodities();
    void find_windows(engine::Id commodity);
    void merge_supplies();
    void give_room_to_opened_units();
    void mark_rows();

    [[nodiscard]] const Window& window(engine::Id node, engine::Id commodity) const {
        return windows_[commodity * problem_->nodes.size() + node];
    }

    /// Weeks in which `commodity` may serve `unit` at `node`, reachability left aside.
    [[nodiscard]] engine::WeekMask usable(engine::Id unit,
                                          engine::Id node,
                                          engine::Id commodity) const;
    [[nodiscard]] engine::WeekMask departures(engine::Id arc, engine::Id commodity) const;
    /// Litres of one pack in `storage_class` at the level of `node`.
    [[nodiscard]] double litres(engine::Id commodity,
                                engine::Id node,
                                std::size_t storage_class) const;
    void add_store_entries(engine::Id node,
                           engine::Id commodity,
                           int week,
                           std::vector<Entry>& entries) const;

    void each_start(const std::function<void(const Column&)>& visit) const;
    void each_stock(const std::function<void(const Column&)>& visit) const;
    void each_ship(const std::function<void(const Column&)>& visit) const;
    void each_serve(const std::function<void(const Column&)>& visit) const;
    void each_segment(const std::function<void(const Column&)>& visit) const;

    const engine::Problem* problem_;
    std::vector<double> slope_shares_;  ///< slope / sum of slopes
    std::vector<Commodity> commodities_;
    std::vector<std::vector<engine::Id>> of_product_;  ///< commodities by product
    std::vector<engine::WeekMask> needed_;             ///< by unit: weeks with need
    std::vector<Window> windows_;                      ///< by commodity, then node
    std::vector<Supply> supplies_;                     ///< by node, commodity, week
    std::vector<double> opened_litres_;                ///< by node x class
    // Rows that some column enters.
    std::vector<engine::WeekMask> lane_rows_;   ///< by arc x class
    std::vector<engine::WeekMask> store_rows_;  ///< by node x class
    std::vector<engine::WeekMask> need_rows_;   ///< by unit
    std::vector<bool> group_rows_;
    RelaxationSize size_;
};

}  // namespace imdad::benchmarks
