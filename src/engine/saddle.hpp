#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

/// A first-order method for large sparse linear programmes: the primal-dual hybrid gradient with
/// reflection, Halpern anchoring and restarts. Sources: Chambolle and Pock, "A first-order
/// primal-dual algorithm for convex problems" (2011); Pock and Chambolle, "Diagonal
/// preconditioning" (2011); Lu and Yang, "Restarted Halpern PDHG for linear programming" (2024).
/// Step lengths come from the sizes that flows and prices are expected to have ("flow-magnitude
/// preconditioning"): with them the number of iterations does not grow with the network.

namespace imdad::engine {

/// max objective x, subject to A x >= right, 0 <= x <= upper.
struct SparseLp {
    std::vector<float> objective;     ///< by column
    std::vector<float> upper;         ///< by column; infinite: none
    std::vector<float> column_size;   ///< by column: what x is expected to be, > 0
    std::vector<float> right;         ///< by row
    std::vector<float> row_price;     ///< by row: what its dual is expected to be, > 0
    std::vector<std::size_t> begins;  ///< first entry of each column; one more at the end
    std::vector<std::uint32_t> rows;  ///< by entry
    std::vector<float> values;        ///< by entry

    [[nodiscard]] std::size_t columns() const { return objective.size(); }
};

/// Where a run stands: both points, and how much longer dual steps are than primal ones.
struct SaddlePoint {
    std::vector<float> x;
    std::vector<float> y;
    double omega = 1;
};

/// One run of the method; keeps its state, so that it can be looked at and continued.
class Saddle {
 public:
    /// `lp` must outlive the object and be complete.
    explicit Saddle(const SparseLp& lp);

    /// Starts where another run stood, instead of at 0. False, and nothing done, if that was not of
    /// as many rows and columns.
    bool start_from(const SaddlePoint& point);

    [[nodiscard]] SaddlePoint point() const { return {x_next_, y_next_, omega_}; }

    /// Does so many iterations, or fewer if `stop` becomes true (looked at every eighth). Equal
    /// numbers of iterations give equal values at any number of threads.
    void iterate(int iterations, int threads, const std::function<bool()>& stop);

    [[nodiscard]] std::span<const float> x() const { return x_next_; }

    [[nodiscard]] std::span<const float> y() const { return y_next_; }

    [[nodiscard]] int iterations() const { return total_; }

    /// Distance between the last two points, in the norm of the steps, relative to the first one.
    [[nodiscard]] double movement() const {
        return first_movement_ > 0 ? movement_ / first_movement_ : 0;
    }

 private:
    struct Portion {
        std::size_t from = 0;
        std::size_t to = 0;
    };

    void transpose();
    void set_steps();
    void cut();
    void column_step(Portion columns, bool keep, double& moved);
    void row_step(Portion rows, bool keep, double& moved);
    void after_eighth();
    void restart();

    const SparseLp& lp_;
    std::vector<std::size_t> row_begins_;
    std::vector<std::uint32_t> row_columns_;
    std::vector<float> row_values_;
    std::vector<float> tau_, sigma_;
    std::vector<float> x_bar_, x_anchor_, x_next_;  ///< reflected; of the epoch; stepped to
    std::vector<float> y_, y_anchor_, y_next_;
    std::vector<Portion> column_portions_, row_portions_;
    std::vector<double> column_moved_, row_moved_;
    double omega_ = 1;
    double movement_ = 0;
    double last_movement_ = 0;
    double epoch_movement_ = 0;
    double first_movement_ = 0;
    int epoch_ = 0;  ///< iterations since the last restart
    int total_ = 0;
};

}  // namespace imdad::engine
