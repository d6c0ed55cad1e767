#include "app/output_folder.hpp"

#include <cerrno>
#include <utility>

#include "temporary_folder.hpp"
#include <gtest/gtest.h>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

std::size_t entry_count(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void publish_plan(const fs::path& target, const std::string& content) {
    base::Result<OutputFolder> folder = OutputFolder::prepare(target);
    ASSERT_TRUE(folder.has_value()) << folder.error().message;
    const fs::path staging = folder->begin();
    write_text(staging / "plan.json", content);
    folder->publish();
}

}  // namespace

TEST(OutputFolder, AppearsOnlyWhenPublished) {
    const TemporaryFolder home;
    base::Result<OutputFolder> folder = OutputFolder::prepare(home / "a/b/plan");
    ASSERT_TRUE(folder.has_value());
    write_text(folder->begin() / "plan.json", "{}");
    EXPECT_FALSE(fs::exists(home / "a/b/plan"));
    folder->publish();
    EXPECT_EQ(read_text(home / "a/b/plan/plan.json"), "{}");
}

TEST(OutputFolder, ReplacesAnEarlierPlanAndLeavesNothingBeside) {
    const TemporaryFolder home;
    publish_plan(home / "plan", "old");
    write_text(home / "plan/stock.csv", "of the old plan only");
    publish_plan(home / "plan", "new");
    EXPECT_EQ(read_text(home / "plan/plan.json"), "new");
    EXPECT_FALSE(fs::exists(home / "plan/stock.csv"));
    EXPECT_EQ(entry_count(home.path()), 1U);
}

TEST(OutputFolder, KeepsTheEarlierPlanWhenNothingIsPublished) {
    const TemporaryFolder home;
    publish_plan(home / "plan", "old");
    {
        base::Result<OutputFolder> folder = OutputFolder::prepare(home / "plan");
        ASSERT_TRUE(folder.has_value());
        write_text(folder->begin() / "plan.json", "half");
    }
    EXPECT_EQ(read_text(home / "plan/plan.json"), "old");
    EXPECT_EQ(entry_count(home.path()), 1U);
}

TEST(OutputFolder, FillsAnEmptyFolder) {
    const TemporaryFolder home;
    fs::create_directory(home / "plan");
    publish_plan(home / "plan", "new");
    EXPECT_EQ(read_text(home / "plan/plan.json"), "new");
}

TEST(OutputFolder, TakesATrailingSlash) {
    const TemporaryFolder home;
    publish_plan(home / "plan/", "new");
    EXPECT_EQ(read_text(home / "plan/plan.json"), "new");
}

TEST(OutputFolder, RefusesToReplaceAFolderWithOtherFiles) {
    const TemporaryFolder home;
    publish_plan(home / "plan", "old");
    write_text(home / "plan/my notes.txt", "do not lose me");
    const base::Result<OutputFolder> folder = OutputFolder::prepare(home / "plan");
    ASSERT_FALSE(folder.has_value());
    EXPECT_EQ(folder.error().code, "not_replaceable");
    EXPECT_NE(folder.error().message.find("my notes.txt"), std::string::npos);
    EXPECT_EQ(read_text(home / "plan/my notes.txt"), "do not lose me");
}

TEST(OutputFolder, RefusesToReplaceAPlanMadeByHand) {
    const TemporaryFolder home;
    fs::create_directory(home / "plan");
    write_text(home / "plan/shipments.csv", "lane,product,lot,departure,packs\n");
    const base::Result<OutputFolder> folder = OutputFolder::prepare(home / "plan");
    ASSERT_FALSE(folder.has_value());
    EXPECT_NE(folder.error().message.find("by hand"), std::string::npos);
}

TEST(OutputFolder, RefusesToReplaceAFile) {
    const TemporaryFolder home;
    write_text(home / "plan", "a file");
    const base::Result<OutputFolder> folder = OutputFolder::prepare(home / "plan");
    ASSERT_FALSE(folder.has_value());
    EXPECT_EQ(read_text(home / "plan"), "a file");
}

TEST(OutputFolder, DoesNotReplaceWhatSomebodyPutThereMeanwhile) {
    const TemporaryFolder home;
    base::Result<OutputFolder> folder = OutputFolder::prepare(home / "plan");
    ASSERT_TRUE(folder.has_value());
    write_text(folder->begin() / "plan.json", "mine");
    fs::create_directory(home / "plan");
    write_text(home / "plan/theirs.txt", "theirs");
    EXPECT_THROW(folder->publish(), base::Failure);
    EXPECT_EQ(read_text(home / "plan/theirs.txt"), "theirs");
}

TEST(OutputFolder, RemovesWhatAKilledRunLeft) {
    const TemporaryFolder home;
    // No process has the largest number that the kernel allows.
    fs::create_directory(home / ".plan.partial-4194304");
    publish_plan(home / "plan", "new");
    EXPECT_EQ(entry_count(home.path()), 1U);
}

TEST(OutputFolder, LeavesTheStagingFolderOfALivingRun) {
    const TemporaryFolder home;
    fs::create_directory(home / ".plan.partial-1");
    publish_plan(home / "plan", "new");
    EXPECT_TRUE(fs::exists(home / ".plan.partial-1"));
}

TEST(ThrowFailure, TellsAFullDiskFromOtherFaults) {
    const auto kind_of = [](int error_number) {
        try {
            throw_failure(error_number, "x");
        } catch (const base::Failure& failure) {
            return failure.kind();
        }
    };
    EXPECT_EQ(kind_of(ENOSPC), base::Failure::Kind::storage_full);
    EXPECT_EQ(kind_of(EROFS), base::Failure::Kind::storage_full);
    EXPECT_EQ(kind_of(ENOENT), base::Failure::Kind::not_found);
    EXPECT_EQ(kind_of(EACCES), base::Failure::Kind::io);
}

}  // namespace imdad::app
