#include "lp/solve.hpp"

#include "lp/mps_writer.hpp"
#include "plan/policy.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>

#include "line.hpp"
#include <gtest/gtest.h>

namespace imdad::test_support {
namespace {

using Status = lp::Solution::Status;

/// A line in which supply, lane, store, absorption and a series are all short.
Line crowded() {
    Line line;
    line.simple(37, "0.3");
    line.builder.serves(line.infants, line.vaccine, "1", "0.3", 2, 1).max_interval_weeks = 2;
    line.builder[line.road].room.cm3[0] = 9000;
    line.builder[line.post].room.cm3[0] = 8000;
    line.builder.absorption(line.district, 7);
    return line;
}

class Solved {
 public:
    Solved(const Line& line, bool worst_off)
        : scenario_(line.builder.build()),
          built_(plan::build_problem(scenario_, {})),
          relaxation_(built_.problem,
                      worst_off ? lp::worst_off_aim(scenario_, built_.problem)
                                : lp::value_aim(plan::slopes(model::Policy::most_served))),
          solution_(lp::solve(relaxation_)) {
        EXPECT_EQ(solution_.status, Status::optimal);
    }

    [[nodiscard]] const lp::Relaxation& relaxation() const { return relaxation_; }

    [[nodiscard]] const lp::Solution& solution() const { return solution_; }

    [[nodiscard]] double dual(const std::string& wanted) const {
        double found = std::numeric_limits<double>::quiet_NaN();
        std::size_t i = 0;
        relaxation_.each_row([&](const lp::Row& row, double) {
            if (name_of(row) == wanted) {
                found = solution_.duals[i];
            }
            ++i;
        });
        return found;
    }

 private:
    model::Scenario scenario_;
    plan::BuiltProblem built_;
    lp::Relaxation relaxation_;
    lp::Solution solution_;
};

TEST(Solve, DualsHaveTheStatedSignsAndAddUpToTheObjective) {
    for (const bool worst_off : {false, true}) {
        const Solved solved(crowded(), worst_off);
        const lp::Solution& solution = solved.solution();
        double sum = 0;
        std::size_t i = 0;
        solved.relaxation().each_row([&](const lp::Row& row, double right) {
            const double dual = solution.duals.at(i++);
            sum += dual * right;
            switch (sense_of(row.kind)) {
                case lp::Sense::at_most:
                    EXPECT_GE(dual, -1e-9) << name_of(row);
                    break;
                case lp::Sense::at_least:
                    EXPECT_LE(dual, 1e-9) << name_of(row);
                    break;
                case lp::Sense::equal:
                    break;
            }
        });
        EXPECT_EQ(i, solution.duals.size());
        i = 0;
        solved.relaxation().each_column([&](const lp::Column& column) {
            const double reduced = solution.reduced_costs.at(i);
            const double value = solution.columns.at(i++);
            EXPECT_GE(value, -1e-9) << name_of(column);
            EXPECT_LE(value, column.upper + 1e-9) << name_of(column);
            if (reduced > 1e-9) {
                sum += reduced * column.upper;
            }
        });
        EXPECT_EQ(i, solution.columns.size());
        EXPECT_GT(solution.objective, 0);
        EXPECT_NEAR(sum, solution.objective, 1e-7);
    }
}

TEST(Solve, ADualIsWhatOneMoreLitreBrings) {
    Line line;
    line.simple().builder[line.road].room.cm3[0] = 3000;
    EXPECT_NEAR(Solved(line, false).dual("lane_a0_c0_t2"), 1, 1e-9);
    EXPECT_NEAR(Solved(line, true).dual("lane_a0_c0_t2"), 1.0 / 40, 1e-9);
}

TEST(Solve, AReducedCostIsWhatOneMorePackBrings) {
    const Solved solved(Line().simple(25), false);
    std::size_t i = 0;
    solved.relaxation().each_column([&](const lp::Column& column) {
        if (column.kind == lp::Column::Kind::start) {
            EXPECT_NEAR(solved.solution().reduced_costs[i], 1, 1e-9);
            EXPECT_NEAR(solved.solution().columns[i], 25, 1e-9);
        }
        ++i;
    });
}

TEST(Solve, AFileThatIsNoneFails) {
    EXPECT_EQ(lp::solve_mps("no/such/file.mps").status, Status::failed);
    EXPECT_FALSE(lp::solve_mps("no/such/file.mps").message.empty());
}

TEST(Solve, ReadsFromTheFileWhatTheArraysSay) {
    const auto path = std::filesystem::temp_directory_path() / "imdad_solve_test.mps";
    for (const bool worst_off : {false, true}) {
        const Solved solved(crowded(), worst_off);
        lp::write_mps(solved.relaxation(), "test", {"a comment"}, path);
        const lp::Solution read = lp::solve_mps(path);
        ASSERT_EQ(read.status, Status::optimal) << read.message;
        EXPECT_NEAR(
            -read.objective / solved.relaxation().scale(), solved.solution().objective, 1e-7);
        EXPECT_EQ(read.columns.size(), solved.relaxation().size().columns);
        EXPECT_EQ(read.duals.size(), solved.relaxation().size().rows);
    }
    std::filesystem::remove(path);
}

TEST(MpsWriter, SaysSoWhenTheFileCannotBeWritten) {
    const Solved solved(crowded(), false);
    EXPECT_THROW(lp::write_mps(solved.relaxation(), "test", {}, "no/such/folder/x.mps"),
                 base::Failure);
}

}  // namespace
}  // namespace imdad::test_support
