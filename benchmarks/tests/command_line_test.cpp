#include "benchmarks/plan/command_line.hpp"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "mps_file.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::benchmarks {
namespace {

struct Ended {
    int status = 0;
    std::string out;
    std::string messages;
};

Ended run(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "imdad_bench");
    std::ostringstream out;
    std::ostringstream messages;
    const int status =
        run_command_line(static_cast<int>(arguments.size()), arguments.data(), out, messages);
    return {status, out.str(), messages.str()};
}

TEST(BenchCommandLine, PlanPrintsOneJsonObjectWithEveryKey) {
    const Ended ended = run({"plan",
                             "--instance",
                             "S",
                             "--seed",
                             "2",
                             "--gap",
                             "0.005",
                             "--threads",
                             "2",
                             "--baselines",
                             "--format",
                             "json"});
    ASSERT_EQ(ended.status, 0) << ended.messages;
    const auto json = nlohmann::json::parse(ended.out);
    for (const char* const key :
         {"instance",           "seed",       "threads", "facilities",   "districts",
          "products",           "weeks",      "seconds", "cpu_seconds",  "cpu_seconds",
          "generation_seconds", "peak_mb",    "value",   "bound",        "gap",
          "gap_requested",      "target",     "served",  "served_share", "worst_area",
          "unreachable_areas",  "baselines",  "mps",     "engine",       "policy",
          "worst_off_bound",    "split_value"}) {
        EXPECT_TRUE(json.contains(key)) << key;
    }
    EXPECT_EQ(json.at("facilities"), 100);
    EXPECT_GE(json.at("bound"), json.at("value"));
    EXPECT_GE(json.at("gap"), 0);
    EXPECT_GE(json.at("worst_off_bound"), json.at("worst_area").at("coverage"));
    EXPECT_GT(json.at("value"), 0);
    EXPECT_GT(json.at("served"), 0);
    EXPECT_LE(json.at("served"), json.at("target"));
    EXPECT_GT(json.at("worst_area").at("coverage"), 0);
    ASSERT_EQ(json.at("baselines").size(), 3U);
    for (const auto& baseline : json.at("baselines")) {
        EXPECT_GT(baseline.at("value"), 0) << baseline;
    }
}

TEST(BenchCommandLine, ThreadsChangeNoFigureOfThePlan) {
    const auto plan_of = [](const char* threads) {
        const Ended ended =
            run({"plan", "--instance", "S", "--threads", threads, "--format", "json"});
        auto json = nlohmann::json::parse(ended.out);
        for (const char* const key :
             {"threads", "seconds", "cpu_seconds", "generation_seconds", "peak_mb"}) {
            json.erase(key);
        }
        return json;
    };
    EXPECT_EQ(plan_of("1"), plan_of("3"));
}

TEST(BenchCommandLine, PlanWritesTheRelaxation) {
    const auto path = std::filesystem::temp_directory_path() / "imdad_bench_command.mps";
    const Ended ended = run({"plan", "--instance", "S", "--mps", path.c_str(), "--format", "json"});
    ASSERT_EQ(ended.status, 0) << ended.messages;
    const MpsFile file = read_mps(path);
    std::filesystem::remove(path);
    const auto json = nlohmann::json::parse(ended.out);
    EXPECT_EQ(file.name, "imdad_S_seed_1");
    EXPECT_EQ(json.at("mps").at("rows"), file.senses.size());
    EXPECT_EQ(json.at("mps").at("columns"), file.columns.size());
}

TEST(BenchCommandLine, TableSaysWhatIsProved) {
    const Ended greedy = run({"plan", "--instance", "S", "--engine", "greedy"});
    EXPECT_NE(greedy.out.find("bound, gap  none"), std::string::npos) << greedy.out;
    const Ended ended = run({"plan", "--instance", "S", "--policy", "most_served"});
    ASSERT_EQ(ended.status, 0) << ended.messages;
    EXPECT_NE(ended.out.find("bound, gap"), std::string::npos) << ended.out;
    EXPECT_NE(ended.out.find("in any plan"), std::string::npos) << ended.out;
    EXPECT_NE(ended.out.find("worst area"), std::string::npos) << ended.out;
}

TEST(BenchCommandLine, HelpSaysWhatGapDoes) {
    const Ended ended = run({"plan", "--help"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_NE(ended.out.find("under the bound"), std::string::npos) << ended.out;
}

TEST(BenchCommandLine, WrongArgumentsAreNamedAndExitWithTwo) {
    const std::vector<std::pair<std::vector<const char*>, std::string>> cases = {
        {{}, "subcommand"},
        {{"plan"}, "--instance"},
        {{"plan", "--instance", "XL"}, "XL"},
        {{"plan", "--instance", "S", "--seed", "one"}, "one"},
        {{"plan", "--instance", "S", "--gap", "2"}, "--gap"},
        {{"plan", "--instance", "S", "--threads", "0"}, "--threads"},
        {{"plan", "--instance", "S", "--format", "csv"}, "csv"},
        {{"plan", "--instance", "S", "--nonsense"}, "--nonsense"},
        {{"scenario"}, "folder"}};
    for (const auto& [arguments, named] : cases) {
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 2) << ended.messages;
        EXPECT_NE(ended.messages.find(named), std::string::npos) << ended.messages;
        EXPECT_TRUE(ended.out.empty()) << ended.out;
    }
}

TEST(BenchCommandLine, ScenarioTimesEveryStage) {
    const Ended ended = run({"scenario", "examples/tutorial", "--format", "json"});
    ASSERT_EQ(ended.status, 0) << ended.messages;
    const auto json = nlohmann::json::parse(ended.out);
    for (const char* const key : {"load_seconds",
                                  "derive_seconds",
                                  "plan_seconds",
                                  "verify_seconds",
                                  "plan_cpu_seconds",
                                  "peak_mb",
                                  "value"}) {
        EXPECT_TRUE(json.at(key).is_number()) << key;
    }
    EXPECT_EQ(json.at("plans_verified"), 4);
    EXPECT_GT(json.at("constraints_checked"), 100);
}

TEST(BenchCommandLine, AFolderThatIsNotThereIsAFailure) {
    const Ended ended = run({"scenario", "no/such/folder"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_NE(ended.messages.find("no/such/folder"), std::string::npos) << ended.messages;
}

TEST(BenchCommandLine, AFileThatCannotBeWrittenIsAFailure) {
    const Ended ended = run({"plan", "--instance", "S", "--mps", "no/such/folder/s.mps"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_NE(ended.messages.find("no/such/folder/s.mps"), std::string::npos) << ended.messages;
}

}  // namespace
}  // namespace imdad::benchmarks
