#include <algorithm>
#include <string>
#include <vector>

#include "commands.hpp"
#include "script.hpp"
#include "simulated_disk.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

/// The power fails at every sync and every write of a script, and of what was not synced anything
/// may be left: nothing acknowledged is lost, nothing is half done. That the test would see a loss
/// is shown with the durability that may lose.

namespace imdad::store {
namespace {

/// The moment before a write or sync.
struct Moment {
    SimulatedDisk::Image image;
    SimulatedDisk::Operation next;
    std::uint64_t acknowledged = 0;  ///< operations
};

std::vector<Moment> moments_of_script(Durability durability) {
    SimulatedDisk disk(empty_books());
    std::vector<Moment> moments;
    std::uint64_t acknowledged = 0;
    disk.watch([&](SimulatedDisk::Operation next) {
        moments.push_back({disk.image(), next, acknowledged});
        for (auto& [name, file] : moments.back().image) {
            file.now.clear();  // gone with the power
        }
    });
    auto connection = open_on(disk, durability);
    auto books = std::make_unique<LedgerBooks>(*connection);
    while (acknowledged < kOperations) {
        const auto posted = books->post(operation(books->names(), acknowledged), kNow);
        if (!posted) {
            ADD_FAILURE() << "operation " << acknowledged << ": " << posted.error().error.message;
            break;
        }
        ++acknowledged;
        if (acknowledged == kOperations / 2) {  // closed in order, and opened again
            books.reset();
            connection.reset();
            connection = open_on(disk, durability);
            books = std::make_unique<LedgerBooks>(*connection);
        }
    }
    moments.push_back({disk.image(), SimulatedDisk::Operation::sync, acknowledged});
    disk.watch({});
    return moments;
}

struct Damage {
    int losses = 0;
    int others = 0;
    std::string first;
};

Damage damage_at(const std::vector<Moment>& moments, std::uint64_t seeds_at_syncs) {
    Damage damage;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const bool sync = moments[i].next == SimulatedDisk::Operation::sync;
        const std::uint64_t seeds = sync ? seeds_at_syncs : 1;
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            const std::uint64_t used = sync ? seed : 2 + i;
            const SimulatedDisk disk(after_power_loss(moments[i].image, used));
            const std::string fault = fault_of_books(disk, moments[i].acknowledged);
            if (!fault.empty()) {
                ++(fault.starts_with("lost") ? damage.losses : damage.others);
                damage.first = damage.first.empty()
                                   ? fmt::format("moment {}, seed {}: {}", i, used, fault)
                                   : damage.first;
            }
        }
    }
    return damage;
}

TEST(PowerLoss, NothingAcknowledgedIsLostAndNothingIsHalfDone) {
    const std::vector<Moment> moments = moments_of_script(Durability::full);
    const auto syncs = std::ranges::count(moments, SimulatedDisk::Operation::sync, &Moment::next);
    EXPECT_GT(syncs, static_cast<std::int64_t>(kOperations));  // one each, and those of copying
    EXPECT_GT(moments.size(), 5 * kOperations);
    for (const char* const name : {"books.db", "books.db-wal"}) {  // also while the log is copied
        EXPECT_TRUE(std::ranges::any_of(moments, [&](const Moment& moment) {
            const auto file = moment.image.find(name);
            return file != moment.image.end() && !file->second.unsynced.empty();
        })) << name;
    }
    const Damage damage = damage_at(moments, 8);
    EXPECT_EQ(damage.losses + damage.others, 0) << damage.first;
}

TEST(PowerLoss, WouldBeSeenWithoutASyncForEachCommit) {
    const Damage damage = damage_at(moments_of_script(Durability::fast), 2);
    EXPECT_GT(damage.losses, 0);
    EXPECT_EQ(damage.others, 0) << damage.first;  // it loses the last ones, and no more
}

/// The disk itself: what is synced stays, what is not may go, and torn means torn.
TEST(SimulatedDisk, KeepsWhatIsSyncedAndTearsWhatIsNot) {
    SimulatedDisk::Image image;
    SimulatedDisk::File& file = image["f"];
    file.exists = file.exists_durably = true;
    file.durable = std::string(4096, 'a');
    file.unsynced = {{0, std::string(4096, 'b'), false}, {4096, std::string(512, 'c'), false}};
    EXPECT_EQ(after_power_loss(image, 0).at("f").now, std::string(4096, 'a'));
    EXPECT_EQ(after_power_loss(image, 1).at("f").now,
              std::string(4096, 'b') + std::string(512, 'c'));
    int torn = 0;
    int reordered = 0;
    for (std::uint64_t seed = 2; seed < 100; ++seed) {
        const std::string now = after_power_loss(image, seed).at("f").now;
        const std::string first = now.substr(0, 4096);
        const auto kept = std::ranges::count(first, 'b');
        EXPECT_EQ(kept % 512, 0);
        torn += kept > 0 && kept < 4096 ? 1 : 0;
        reordered += kept == 0 && now.size() > 4096 ? 1 : 0;
    }
    EXPECT_GT(torn, 10);
    EXPECT_GT(reordered, 5);
}

}  // namespace
}  // namespace imdad::store
