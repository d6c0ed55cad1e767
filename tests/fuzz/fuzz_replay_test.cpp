#include "exchange/scenario_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "folder_fixture.hpp"
#include <gtest/gtest.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using namespace imdad::exchange_test;

void feed(const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

TEST(FuzzReplay, EveryInputOfTheCorpusIsRead) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("tests/fuzz/corpus")) {
        std::ifstream in(entry.path(), std::ios::binary);
        SCOPED_TRACE(entry.path().filename().string());
        feed({std::istreambuf_iterator<char>(in), {}});
        ++count;
    }
    EXPECT_GE(count, 10U);
}

TEST(FuzzReplay, EveryFileOfTheSmallScenarioIsReadCutAtAnyPlace) {
    const Files files = small_scenario();
    char number = 0;
    for (const auto& [file, bytes] : files) {
        for (std::size_t cut = 0; cut <= bytes.size(); cut += 1 + bytes.size() / 12) {
            SCOPED_TRACE(file);
            feed(static_cast<char>(19 + number) + bytes.substr(0, cut));
        }
        ++number;
    }
}

TEST(FuzzReplay, EveryTableIsReadWithAnyByteChanged) {
    Files files = small_scenario();
    files.emplace(
        "locks.csv",
        "lock_id,at,programme,product,from,to,at_least,at_most,reason,set_by,origin\n"
        "L1,XT0201,measles,,2022-08-01,2022-08-14,20,20,half of the team,EPI,assumed: x\n");
    char number = 0;
    std::uint64_t state = 7;
    for (const auto& table : imdad::exchange::scenario_tables()) {
        // Tables that the format got later have the numbers after all others, see scenario_fuzz.
        const char chosen = static_cast<char>(number < 18 ? number : number + 20);
        const std::string bytes = chosen + files.at(std::string(table.file));
        ++number;
        for (int i = 0; i < 300; ++i) {
            std::string changed = bytes;
            for (int j = 0; j < 3; ++j) {
                state = state * 6364136223846793005ULL + 1442695040888963407ULL;
                const std::size_t at = 1 + (state >> 33U) % (changed.size() - 1);
                changed[at] = "\",\n\r\0\xE9;-=9x"[(state >> 20U) % 11];
            }
            feed(changed);
        }
    }
}

}  // namespace
