#include "benchmarks/http/books.hpp"

#include "app/books.hpp"
#include "app/credentials.hpp"
#include "app/manage_users.hpp"
#include "store/statements.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>
#include <vector>

#include "benchmarks/store/transfers.hpp"

namespace imdad::benchmarks {

namespace {

constexpr std::int64_t kList = 20'000;
constexpr std::int64_t kTokenDays = 365;
constexpr const char* kUser = "amina";

app::Access access_to(const std::string& location) {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return {.books = location,
            .user = kUser,
            .today = std::chrono::floor<std::chrono::days>(now),
            .now_ms = now.time_since_epoch().count()};
}

template <typename T>
T taken(app::Answer<T> answer) {
    if (!answer) {
        throw std::runtime_error(answer.error().lines.front());
    }
    return std::move(*answer);
}

void post(store::LedgerBooks& books, std::vector<ledger::Command>& commands, ledger::Id actor) {
    for (ledger::Command& command : commands) {
        command.actor = actor;
    }
    if (const auto posted = books.post(commands, kNow); !posted) {
        throw std::runtime_error(posted.error().error.message);
    }
    commands.clear();
}

}  // namespace

MadeBooks make_books(const std::string& location, std::int64_t movements) {
    const auto begin = std::chrono::steady_clock::now();
    const app::Access access = access_to(location);
    static_cast<void>(taken(app::init_books(access)));
    MadeBooks made{.token =
                       taken(app::add_token(access, "load", app::Scope::write, kTokenDays)).secret};
    ledger::Id actor;
    {
        const auto books = taken(app::Books::open(location));
        actor = books->users().find(kUser).value().actor;
    }
    // Nobody waits for the disk here: a power failure leaves no books worth keeping.
    const auto connection =
        store::connect(store::parse_location(location).value(), false, store::Durability::fast);
    store::LedgerBooks books(*connection);
    std::vector<ledger::Command> commands = beginning(books.names());
    post(books, commands, actor);
    for (std::int64_t done = 0; done < movements;) {
        commands.reserve(kList);
        for (; done < movements && std::ssize(commands) < kList; ++done) {
            commands.push_back(transfer(books.names(), 0, static_cast<std::uint64_t>(done)));
        }
        post(books, commands, actor);
    }
    made.entries = static_cast<std::int64_t>(books.book().size());
    made.accounts = std::ssize(books.book().accounts());
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return made;
}

std::int64_t count_entries(const std::string& location) {
    const auto connection = store::connect(store::parse_location(location).value(), false);
    store::Statement& count = connection->prepare(store::sql::kCountEntries.sql);
    count.step();
    const std::int64_t entries = count.integer(0);
    count.reset();
    return entries;
}

}  // namespace imdad::benchmarks
