#include "store/group_writer.hpp"
#include "store/ledger_audit.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <optional>
#include <thread>

#include "database.hpp"
#include "script.hpp"
#include "simulated_disk.hpp"
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// Reads, writes and syncs fail, the disk is full: it is said, nothing is half done, and the books
/// go on when the fault is gone.

namespace imdad::store {
namespace {

using base::Failure;
using Fault = SimulatedDisk::Fault;
using Operation = SimulatedDisk::Operation;

constexpr std::uint64_t kShort = 14;  ///< operations: every kind of them twice

/// A connection and its books, which may be opened anew.
class Client {
 public:
    explicit Client(const SimulatedDisk& disk) : disk_(disk) {}

    /// Posts the operation. Anything but an answer and a failure of the disk is an error.
    std::optional<Failure::Kind> post(std::uint64_t number) {
        try {
            if (connection_ == nullptr) {
                connection_ = open_on(disk_);
                books_ = std::make_unique<LedgerBooks>(*connection_);
            }
            const auto posted = books_->post(operation(books_->names(), number), kNow);
            EXPECT_TRUE(posted.has_value()) << posted.error().error.message;
            return std::nullopt;
        } catch (const Failure& failure) {
            EXPECT_GT(std::string_view(failure.what()).size(), 20U);
            return failure.kind();
        }
    }

    [[nodiscard]] std::uint64_t entries() {
        books_->catch_up();
        return books_->book().size();
    }

    void close() {
        books_.reset();
        connection_.reset();
    }

 private:
    const SimulatedDisk& disk_;
    std::unique_ptr<Connection> connection_;
    std::unique_ptr<LedgerBooks> books_;
};

struct Way {
    Operation operation;
    bool for_ever;
    bool reopens;
    bool forgets = false;
};

/// Runs the script with a fault at the n-th operation of the disk; false if it was not met.
bool run_with_fault(const SimulatedDisk::Image& empty, const Way& way, std::uint64_t n) {
    SimulatedDisk disk(empty);
    Client client(disk);
    disk.fail({way.operation, n, way.for_ever, way.forgets});
    for (std::uint64_t number = 0; number < kShort; ++number) {
        std::optional<Failure::Kind> failed = client.post(number);
        if (failed && way.for_ever && way.operation != Operation::read) {
            // What is in memory can still be read; nothing can be written.
            EXPECT_TRUE(client.post(number).has_value());
        }
        for (int attempt = 0; failed && attempt < 2; ++attempt) {
            EXPECT_NE(*failed, Failure::Kind::storage_full);
            disk.mend();
            if (way.reopens) {
                client.close();
            }
            failed = client.post(number);  // the same again, whatever became of it
        }
        EXPECT_FALSE(failed.has_value()) << "operation " << number << " after the fault";
    }
    EXPECT_EQ(client.entries(), entries_of(kShort));
    // What was acknowledged before and after the fault outlives the power too.
    const SimulatedDisk::Image left = after_power_loss(disk.image(), 0);
    const bool met = disk.met();
    disk.mend();
    client.close();
    EXPECT_EQ(fault_of_books(SimulatedDisk(left), kShort), "");
    EXPECT_EQ(fault_of_books(disk, kShort), "");
    return met;
}

void expect_all_survived(const Way& way, std::uint64_t at_least) {
    const SimulatedDisk::Image empty = empty_books();
    std::uint64_t n = 1;
    while (run_with_fault(empty, way, n) && !::testing::Test::HasFailure()) {
        ++n;
    }
    EXPECT_FALSE(::testing::Test::HasFailure()) << "number " << n;
    EXPECT_GE(n, at_least) << "the script met fewer operations of the disk than it should";
}

TEST(DiskFault, EveryReadThatFails) {
    for (const bool for_ever : {false, true}) {
        expect_all_survived({Operation::read, for_ever, false}, 20);
        expect_all_survived({Operation::read, for_ever, true}, 20);
    }
}

TEST(DiskFault, EveryWriteThatFails) {
    for (const bool for_ever : {false, true}) {
        expect_all_survived({Operation::write, for_ever, false}, 5 * kShort);
        expect_all_survived({Operation::write, for_ever, true}, 5 * kShort);
    }
}

TEST(DiskFault, EverySyncThatFails) {
    for (const bool for_ever : {false, true}) {
        expect_all_survived({Operation::sync, for_ever, false}, kShort);
        expect_all_survived({Operation::sync, for_ever, true}, kShort);
    }
}

/// After a failed sync Linux shows what it could not write as if it were there. The connection
/// that saw the failure writes it anew.
TEST(DiskFault, EverySyncThatFailsAndForgets) {
    for (const bool for_ever : {false, true}) {
        expect_all_survived({Operation::sync, for_ever, false, true}, kShort);
        expect_all_survived({Operation::sync, for_ever, true, true}, kShort);
    }
}

/// The same, but the process is killed at the failure, so that nobody knows of it any more. The
/// one after it reads what will never be durable; what it acknowledges must be so all the same.
TEST(DiskFault, ASyncThatForgotBeforeTheProcessWasKilled) {
    const SimulatedDisk::Image empty = empty_books();
    for (std::uint64_t n = 1;; ++n) {
        SimulatedDisk disk(empty);
        Client client(disk);
        disk.fail({Operation::sync, n, false, true});
        std::uint64_t number = 0;
        while (number < kShort && !client.post(number)) {
            ++number;
        }
        if (!disk.met()) {
            ASSERT_GT(n, kShort);
            return;
        }
        // The failure may also be one of copying the log, of which nobody is told.
        const SimulatedDisk after_kill(disk.image());
        Client next(after_kill);
        const std::uint64_t acknowledged = std::min(number + 1, kShort);
        ASSERT_FALSE(next.post(acknowledged - 1).has_value());
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            const SimulatedDisk left(after_power_loss(after_kill.image(), seed));
            ASSERT_EQ(fault_of_books(left, acknowledged), "") << "sync " << n << ", seed " << seed;
        }
    }
}

/// The disk is full at every size from that of the empty books on.
TEST(DiskFault, AFullDiskIsSaidAndGoneOnWithWhenThereIsRoom) {
    const SimulatedDisk::Image empty = empty_books();
    constexpr std::size_t kStep = 3000;
    std::size_t room = 0;
    for (bool met = true; met && !::testing::Test::HasFailure(); room += kStep) {
        SimulatedDisk disk(empty);
        disk.limit(disk.size() + room);
        Client client(disk);
        met = false;
        for (std::uint64_t number = 0; number < kShort; ++number) {
            if (const auto failed = client.post(number)) {
                met = true;
                EXPECT_EQ(*failed, Failure::Kind::storage_full);
                EXPECT_EQ(client.post(number), Failure::Kind::storage_full);
                EXPECT_EQ(client.entries(), entries_of(number)) << "reading goes on";
                disk.limit(std::nullopt);
                EXPECT_FALSE(client.post(number).has_value());
            }
        }
        const SimulatedDisk::Image left = after_power_loss(disk.image(), 0);
        client.close();
        EXPECT_EQ(fault_of_books(SimulatedDisk(left), kShort), "");
        EXPECT_EQ(fault_of_books(disk, kShort), "");
    }
    EXPECT_GT(room, 10 * kStep);
}

/// A real file that may not grow any more. The limit is of the process, so it is another one.
TEST(DiskFault, ALimitOfTheSizeOfFilesIsAFullDisk) {
    const FreshDatabase place(Backend::sqlite);
    (void)place.open_migrated();
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        try {
            const auto connection = place.open();
            LedgerBooks books(*connection);
            const rlimit narrow{300'000, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &narrow);
            std::uint64_t number = 0;
            try {
                for (; number < kOperations; ++number) {
                    if (!books.post(operation(books.names(), number), kNow)) {
                        ::_exit(3);
                    }
                }
                ::_exit(4);
            } catch (const Failure& failure) {
                if (failure.kind() != Failure::Kind::storage_full || number < 2) {
                    ::_exit(5);
                }
            }
            const rlimit wide{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &wide);
            for (; number < kOperations; ++number) {
                if (!books.post(operation(books.names(), number), kNow)) {
                    ::_exit(6);
                }
            }
            ::_exit(0);
        } catch (...) {
            ::_exit(7);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    const auto connection = place.open();
    LedgerBooks books(*connection);
    books.catch_up();
    EXPECT_EQ(books.book().size(), entries_of(kOperations));
    EXPECT_TRUE(audit_journal(*connection, {}).clean());
}

/// A commit for many fails: all of them are told, none is acknowledged, and they may try again.
TEST(DiskFault, AFailedCommitIsAFailureForAllThatShareIt) {
    SimulatedDisk disk(empty_books());
    std::atomic<int> failures = 0;
    std::atomic<int> refusals = 0;
    constexpr int kThreads = 16;
    {
        GroupWriter writer([&] { return open_on(disk); });
        const auto post = [&](std::uint64_t id) {
            return writer.post(
                [&](ledger::Names& names) {
                    return std::vector{opening(names, id, "kit", "store", 1)};
                },
                kNow);
        };
        ASSERT_TRUE(writer.post([](ledger::Names& names) { return operation(names, 0); }, kNow)
                        .has_value());
        disk.fail({Operation::sync, 1, true});
        std::vector<std::thread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&, thread] {
                const auto id = static_cast<std::uint64_t>(5000 + thread);
                while (true) {
                    try {
                        refusals += post(id).has_value() ? 0 : 1;
                        return;
                    } catch (const Failure&) {
                        if (++failures == 2 * kThreads) {
                            disk.mend();
                        }
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        std::uint64_t entries = 0;
        ASSERT_TRUE(
            writer.ask([&](const ledger::Book& book) { entries = book.size(); }).has_value());
        EXPECT_EQ(entries, entries_of(1) + kThreads);
    }
    EXPECT_EQ(refusals, 0);
    EXPECT_GE(failures, 2 * kThreads);
    const auto connection = open_on(disk);
    LedgerBooks books(*connection);
    EXPECT_TRUE(audit_journal(*connection, {}).clean());
}

}  // namespace
}  // namespace imdad::store
