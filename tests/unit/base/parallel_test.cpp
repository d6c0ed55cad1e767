#include "base/parallel.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace imdad::base {
namespace {

TEST(RunTasks, RunsEachTaskOnceAtAnyThreadCount) {
    for (const int threads : {0, 1, 2, 7}) {
        std::vector<std::atomic<int>> runs(100);
        run_tasks(runs.size(), threads, [&](std::size_t i) { ++runs[i]; });
        for (const auto& count : runs) {
            EXPECT_EQ(count.load(), 1);
        }
    }
    run_tasks(0, 4, [](std::size_t) { FAIL() << "there is no task"; });
}

TEST(RunTasks, AnExceptionReachesTheCallerAfterTheOthersHaveEnded) {
    std::atomic<int> done = 0;
    EXPECT_THROW(run_tasks(8,
                           3,
                           [&](std::size_t i) {
                               if (i == 2) {
                                   throw std::runtime_error("two");
                               }
                               ++done;
                           }),
                 std::runtime_error);
    EXPECT_GE(done.load(), 1);
}

}  // namespace
}  // namespace imdad::base
