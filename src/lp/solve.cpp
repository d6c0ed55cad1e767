#include "lp/solve.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

#include <ClpSimplex.hpp>
#include <ClpSolve.hpp>
#include <CoinError.hpp>
#include <CoinPackedMatrix.hpp>

namespace imdad::lp {

namespace {

constexpr int kQuiet = -1;  ///< at 0 a file that cannot be read is still reported on the output

/// The relaxation as arrays, one column after the other.
class Arrays {
 public:
    explicit Arrays(const Relaxation& relaxation) {
        const RelaxationSize& size = relaxation.size();
        rows_.reserve(size.rows);
        relaxation.each_row([&](const Row& row, double right) {
            const Sense sense = sense_of(row.kind);
            index_.emplace_back(row, static_cast<int>(rows_.size()));
            rows_.emplace_back(sense == Sense::at_most ? -COIN_DBL_MAX : right,
                               sense == Sense::at_least ? COIN_DBL_MAX : right);
        });
        std::ranges::sort(index_);
        indices_.reserve(size.nonzeros);
        elements_.reserve(size.nonzeros);
        relaxation.each_column([&](const Column& column) {
            for (const auto& [row, coefficient] : column.entries) {
                indices_.push_back(position_of(row));
                elements_.push_back(coefficient);
            }
            starts_.push_back(static_cast<CoinBigIndex>(indices_.size()));
            lower_.push_back(0);
            upper_.push_back(std::min(column.upper, COIN_DBL_MAX));
            // CLP minimises.
            cost_.push_back(-column.objective);
        });
    }

    void load(ClpSimplex& model) const {
        const auto columns = static_cast<int>(cost_.size());
        const auto rows = static_cast<int>(rows_.size());
        std::vector<double> row_lower;
        std::vector<double> row_upper;
        for (const auto& [lower, upper] : rows_) {
            row_lower.push_back(lower);
            row_upper.push_back(upper);
        }
        model.loadProblem(columns,
                          rows,
                          starts_.data(),
                          indices_.data(),
                          elements_.data(),
                          lower_.data(),
                          upper_.data(),
                          cost_.data(),
                          row_lower.data(),
                          row_upper.data());
    }

 private:
    [[nodiscard]] int position_of(const Row& row) const {
        const auto found = std::ranges::lower_bound(index_, row, {}, &std::pair<Row, int>::first);
        IMDAD_ASSERT(found != index_.end() && found->first == row,
                     "a column enters rows that exist");
        return found->second;
    }

    std::vector<std::pair<Row, int>> index_;  ///< sorted by row
    std::vector<std::pair<double, double>> rows_;
    std::vector<CoinBigIndex> starts_ = {0};
    std::vector<int> indices_;
    std::vector<double> elements_;
    std::vector<double> lower_;
    std::vector<double> upper_;
    std::vector<double> cost_;
};

Solution::Status status_of(const ClpSimplex& model) {
    switch (model.status()) {
        case 0:
            return Solution::Status::optimal;
        case 1:
            return Solution::Status::infeasible;
        case 2:
            return Solution::Status::unbounded;
        case 3:
            return Solution::Status::time_limit;
        default:
            return Solution::Status::failed;
    }
}

/// `unit`: objective of the model per unit of what is reported; negative where it is turned round.
Solution solve_loaded(ClpSimplex& model, double unit, const SolveOptions& options) {
    constexpr double kTolerance = 1e-9;
    model.setPrimalTolerance(kTolerance);
    model.setDualTolerance(kTolerance);
    if (options.seconds_max > 0) {
        model.setMaximumSeconds(options.seconds_max);
    }
    ClpSolve how;
    model.initialSolve(how);
    Solution solution;
    solution.status = status_of(model);
    if (solution.status == Solution::Status::failed) {
        solution.message = "CLP stopped on difficulties with the figures";
        return solution;
    }
    const bool has_point =
        solution.status == Solution::Status::optimal ||
        (solution.status == Solution::Status::time_limit && model.primalFeasible());
    if (!has_point) {
        return solution;
    }
    solution.objective = model.objectiveValue() / unit;
    const auto copy = [](const double* from, int count) {
        return std::vector<double>(from, from + count);
    };
    const auto scaled = [&](const double* from, int count) {
        auto values = copy(from, count);
        for (double& value : values) {
            value /= unit;
        }
        return values;
    };
    solution.columns = copy(model.primalColumnSolution(), model.numberColumns());
    solution.reduced_costs = scaled(model.dualColumnSolution(), model.numberColumns());
    solution.duals = scaled(model.dualRowSolution(), model.numberRows());
    return solution;
}

/// CLP's errors do not derive from std::exception, so they end here.
template <typename Body>
Solution guarded(Body&& body) {
    try {
        return body();
    } catch (const CoinError& error) {
        return {.status = Solution::Status::failed,
                .message = error.className() + "::" + error.methodName() + ": " + error.message()};
    }
}

}  // namespace

Solution solve(const Relaxation& relaxation, const SolveOptions& options) {
    return guarded([&] {
        ClpSimplex model;
        model.setLogLevel(kQuiet);
        Arrays(relaxation).load(model);
        return solve_loaded(model, -relaxation.scale(), options);
    });
}

Solution solve_mps(const std::filesystem::path& file, const SolveOptions& options) {
    return guarded([&]() -> Solution {
        ClpSimplex model;
        model.setLogLevel(kQuiet);
        if (const int errors = model.readMps(file.c_str(), true, false); errors != 0) {
            return {.status = Solution::Status::failed,
                    .message = "CLP cannot read " + file.string()};
        }
        return solve_loaded(model, 1, options);
    });
}

Solution optimum_of_value(const engine::Problem& problem,
                          std::span<const std::int64_t> slopes,
                          const SolveOptions& options) {
    return solve(Relaxation(problem, value_aim(slopes)), options);
}

Solution optimum_of_locks(const engine::Problem& problem, const SolveOptions& options) {
    return solve(Relaxation(problem, lock_aim()), options);
}

Solution optimum_of_worst_off(const model::Scenario& scenario,
                              const engine::Problem& problem,
                              std::span<const engine::Id> out_of_reach,
                              const SolveOptions& options) {
    return solve(Relaxation(problem, worst_off_aim(scenario, problem, out_of_reach)), options);
}

}  // namespace imdad::lp
