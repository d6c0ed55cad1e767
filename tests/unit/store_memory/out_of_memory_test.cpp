#include "store/copy_books.hpp"
#include "store/register_books.hpp"

#include <new>
#include <optional>

#include "database.hpp"
#include "script.hpp"
#include "shortage.hpp"
#include "support/scale.hpp"

/// Memory runs out at the n-th allocation of a script that posts, runs steps of the register and
/// makes a backup: it is said, nothing is half done, and the same connection goes on when there is
/// memory again.

namespace imdad::store {
namespace {

constexpr std::uint64_t kPosts = 18;  ///< every kind of operation three times
constexpr std::uint64_t kSteps = 10;

registry::Context context() {
    return {.actor = {"amina", {{registry::Role::secretariat, ""}}},
            .today = kToday,
            .now_ms = kNow,
            .facts = {}};
}

registry::Add party(std::uint64_t number) {
    registry::Party party;
    party.id = party.code = fmt::format("P{}", number);
    party.names = {.en = "Party of a name that no string keeps within itself", .fr = "", .ar = ""};
    party.roles = {registry::PartyRole::donor};
    return {.entity = party, .org = {}};
}

/// Books of one file, and the commands of the script on them.
class Client {
 public:
    Client(const Location& location, const Location& backup)
        : backup_(backup),
          connection_(connect_sqlite(location.text,
                                     {.create = true, .durability = Durability::fast, .vfs = {}})),
          books_(*connection_),
          register_(*connection_) {}

    static constexpr std::uint64_t kCommands = kPosts + kSteps + 2;

    /// Whether it was carried out; what memory could not do is thrown.
    bool carry_out(std::uint64_t number) {
        if (number < kPosts) {
            return books_.post(operation(books_.names(), number), kNow).has_value();
        }
        if (number < kPosts + kSteps) {
            StepId id{};
            id[15] = static_cast<unsigned char>(number);
            const std::string request = fmt::format("add party {}", number);
            return register_.run(id, request, context(), party(number)).has_value();
        }
        if (number == kPosts + kSteps) {
            books_.catch_up();
            return books_.book().size() == entries_of(kPosts);
        }
        const auto to = connect(backup_, true);
        // A copy that failed has left nothing, one that was made is not made again.
        return migrate(*to).has_value() &&
               (copy_books(*connection_, *to).has_value() || entries_in(*to) > 0);
    }

 private:
    static std::uint64_t entries_in(Connection& connection) {
        LedgerBooks books(connection);
        books.catch_up();
        return books.book().size();
    }

    Location backup_;
    std::unique_ptr<Connection> connection_;
    LedgerBooks books_;
    RegisterBooks register_;
};

void expect_whole(const Location& location) {
    const auto connection = connect(location, false);
    Statement& rows = connection->prepare("PRAGMA integrity_check");
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.text(0), "ok");
    rows.reset();
    LedgerBooks books(*connection);
    const ledger::AuditReport report = audit_journal(*connection, {});
    EXPECT_TRUE(report.clean()) << report.findings.front().message;
    EXPECT_EQ(report.entry_count, entries_of(kPosts));
    RegisterBooks steps(*connection);
    const auto findings = steps.audit({});
    EXPECT_TRUE(findings.empty()) << findings.front().message;
    EXPECT_EQ(steps.size(), kSteps);
}

/// Runs the script, of which the n-th allocation fails. Gives the allocations that were made.
std::uint64_t run_short_of_memory(std::uint64_t n, Shortage shortage, bool& met) {
    const FreshDatabase place(Backend::sqlite);
    const FreshDatabase copy(Backend::sqlite);
    (void)place.open_migrated();
    std::uint64_t allocations = 0;
    met = false;
    {
        Client client(place.location(), copy.location());
        run_short(n, shortage);
        for (std::uint64_t number = 0; number < Client::kCommands; ++number) {
            bool done = false;
            bool failed = false;
            try {
                done = client.carry_out(number);
            } catch (const std::bad_alloc&) {
                failed = true;
            } catch (const base::Failure&) {
                failed = true;
            }
            if (failed && !met) {
                met = true;
                allocations = have_enough();
                done = client.carry_out(number);  // on the same connection, sent again
            }
            if (!done) {
                (void)have_enough();
                ADD_FAILURE() << "command " << number << (failed ? " failed" : " was refused");
                return allocations;
            }
        }
        if (!met) {
            allocations = have_enough();
        }
    }
    expect_whole(place.location());
    expect_whole(copy.location());
    return allocations;
}

/// Every one with --long; else as many, evenly apart.
void expect_all_survived(Shortage shortage) {
    constexpr std::uint64_t kSamples = 150;
    bool met = false;
    const std::uint64_t all = run_short_of_memory(UINT64_MAX, shortage, met);
    ASSERT_FALSE(met);
    ASSERT_GT(all, 1000U);
    const std::uint64_t stride = test_support::scale() > 1 ? 1 : all / kSamples;
    std::uint64_t failures = 0;
    for (std::uint64_t n = 1; n <= all && !::testing::Test::HasFailure(); n += stride) {
        SCOPED_TRACE(fmt::format("allocation {} of {}", n, all));
        (void)run_short_of_memory(n, shortage, met);
        failures += met ? 1U : 0U;
    }
    // SQLite goes on without some of what it asks for; most cannot be done without.
    EXPECT_GT(failures, all / stride / 2);
}

TEST(OutOfMemory, EveryAllocationThatFailsOnce) {
    expect_all_survived(Shortage::once);
}

TEST(OutOfMemory, EveryAllocationFromWhichOnAllFail) {
    expect_all_survived(Shortage::for_ever);
}

/// Before main, because SQLite takes its allocator before it is used first.
const bool kInstalled = [] {
    install_in_sqlite();
    return true;
}();

}  // namespace
}  // namespace imdad::store
