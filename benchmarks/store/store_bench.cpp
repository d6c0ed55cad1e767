#include "benchmarks/store/store_bench.hpp"

#include "base/assert.hpp"
#include "store/group_writer.hpp"
#include "store/ledger_audit.hpp"
#include "store/ledger_queries.hpp"
#include "store/migrations.hpp"
#include "store/statements.hpp"

#include <algorithm>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <thread>

#include "benchmarks/store/transfers.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace imdad::benchmarks {

namespace {

namespace sql = store::sql;
using ledger::Command;
using ledger::Names;
using store::Connection;
using store::LedgerBooks;
using store::Statement;

class Watch {
 public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

 private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

store::Location on_server(const std::string& server, const std::string& database) {
    return {store::Backend::postgresql,
            fmt::format("postgresql://imdad@/{}?host={}", database, server)};
}

/// Books of their own, an SQLite file in the folder or a database of the server, gone at the end.
class Books {
 public:
    explicit Books(StorePlace place) : place_(std::move(place)) {
        static int number = 0;
        name_ = fmt::format("store_bench_{}_{}", ::getpid(), ++number);
        if (place_.backend() == store::Backend::postgresql) {
            location_ = on_server(place_.server, name_);
            store::connect(on_server(place_.server, "postgres"), false)
                ->execute("CREATE DATABASE " + name_);
        } else {
            std::filesystem::create_directories(place_.folder);
            location_ = {store::Backend::sqlite, (place_.folder / (name_ + ".db")).string()};
        }
    }

    Books(const Books&) = delete;
    Books& operator=(const Books&) = delete;

    ~Books() {
        if (place_.backend() == store::Backend::postgresql) {
            try {
                store::connect(on_server(place_.server, "postgres"), false)
                    ->execute(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
            } catch (const std::exception& error) {
                fmt::print(stderr, "{} is left on the server: {}\n", name_, error.what());
            }
            return;
        }
        for (const char* const suffix : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(location_.text + suffix, ignored);
        }
    }

    [[nodiscard]] std::unique_ptr<Connection> connect(
        store::Durability durability = store::Durability::full) const {
        return store::connect(location_, true, durability);
    }

    /// With the tables of today.
    [[nodiscard]] std::unique_ptr<Connection> open(
        store::Durability durability = store::Durability::full) const {
        auto connection = connect(durability);
        if (const auto done = store::migrate(*connection); !done) {
            throw std::runtime_error(done.error().message);
        }
        return connection;
    }

    /// Drops the pages of the file from memory, as far as the system does it. A server keeps its
    /// own.
    void forget() const {
        if (place_.backend() == store::Backend::postgresql) {
            return;
        }
        const int file = ::open(location_.text.c_str(), O_RDONLY | O_CLOEXEC);
        ::fsync(file);
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        ::close(file);
    }

 private:
    StorePlace place_;
    std::string name_;
    store::Location location_;
};

template <typename Outcome>
void require(const Outcome& outcome) {
    if (!outcome) {
        throw std::runtime_error(outcome.error().error.message);
    }
}

void begin(Connection& connection) {
    LedgerBooks books(connection);
    require(books.post(beginning(books.names()), kNow));
}

/// The rows of a journal, its postings and accounts, to be inserted elsewhere.
struct Rows {
    struct Entry {
        std::vector<unsigned char> id, body, leaf;
        std::string kind, actor;
        std::int64_t date = 0, recorded = 0;
        std::vector<std::pair<std::int64_t, std::int64_t>> postings;  ///< account, amount
    };

    std::vector<std::vector<std::string>> account_texts;
    std::vector<std::int64_t> account_expiries;
    std::vector<std::pair<std::int64_t, std::int64_t>> balances;
    std::vector<Entry> entries;
};

std::vector<unsigned char> copy_of(store::Bytes bytes) {
    return {bytes.begin(), bytes.end()};
}

Rows read_rows(Connection& connection) {
    Rows rows;
    Statement& accounts = connection.prepare(sql::kReadAccounts.sql);
    accounts.with(std::int64_t{0});
    while (accounts.step()) {
        rows.account_expiries.push_back(accounts.integer(5));
        auto& texts = rows.account_texts.emplace_back();
        for (const int column : {1, 2, 3, 4, 6, 7, 8}) {
            texts.emplace_back(accounts.text(column));
        }
    }
    Statement& entries = connection.prepare(
        "SELECT id, kind, business_date, recorded_at_ms, actor, body, leaf FROM journal "
        "ORDER BY sequence");
    while (entries.step()) {
        rows.entries.push_back({copy_of(entries.bytes(0)),
                                copy_of(entries.bytes(5)),
                                copy_of(entries.bytes(6)),
                                std::string(entries.text(1)),
                                std::string(entries.text(4)),
                                entries.integer(2),
                                entries.integer(3),
                                {}});
    }
    Statement& postings = connection.prepare(
        "SELECT sequence, account, amount FROM posting ORDER BY sequence, number");
    while (postings.step()) {
        rows.entries.at(static_cast<std::size_t>(postings.integer(0)))
            .postings.emplace_back(postings.integer(1), postings.integer(2));
    }
    Statement& balances = connection.prepare("SELECT account, amount FROM balance");
    while (balances.step()) {
        rows.balances.emplace_back(balances.integer(0), balances.integer(1));
    }
    return rows;
}

void insert_entry(Connection& connection, const Rows::Entry& entry, std::int64_t sequence) {
    connection.prepare(sql::kAppendEntry.sql)
        .with(sequence,
              store::Bytes(entry.id),
              std::string_view(entry.kind),
              entry.date,
              entry.recorded,
              std::string_view(entry.actor),
              store::Bytes(entry.body),
              store::Bytes(entry.leaf))
        .run();
    Statement& posting = connection.prepare(sql::kAppendPosting.sql);
    std::int64_t number = 0;
    for (const auto& [account, amount] : entry.postings) {
        posting.with(sequence, number++, account, amount).run();
    }
}

/// Plain inserts of the same rows: one thread, the entries from `first` on in so many transactions
/// of equal size. Accounts, balances and the entries before are inserted beforehand and not timed.
double seconds_of_plain_inserts(const StorePlace& place,
                                const Rows& rows,
                                std::int64_t first,
                                std::int64_t transactions) {
    const Books file(place);
    const auto connection = file.open();
    {
        store::Transaction transaction(*connection, store::Transaction::Kind::write);
        for (std::size_t i = 0; i < rows.account_texts.size(); ++i) {
            const auto& texts = rows.account_texts[i];
            connection->prepare(sql::kAppendAccount.sql)
                .with(static_cast<std::int64_t>(i),
                      std::string_view(texts[0]),
                      std::string_view(texts[1]),
                      std::string_view(texts[2]),
                      std::string_view(texts[3]),
                      rows.account_expiries[i],
                      std::string_view(texts[4]),
                      std::string_view(texts[5]),
                      std::string_view(texts[6]))
                .run();
        }
        for (const auto& [account, amount] : rows.balances) {
            connection->prepare(sql::kSetBalance.sql).with(account, amount).run();
        }
        for (std::int64_t i = 0; i < first; ++i) {
            insert_entry(*connection, rows.entries[static_cast<std::size_t>(i)], i);
        }
        transaction.commit();
    }
    const auto count = static_cast<std::int64_t>(rows.entries.size()) - first;
    const Watch watch;
    for (std::int64_t done = 0, number = 1; number <= transactions; ++number) {
        store::Transaction transaction(*connection, store::Transaction::Kind::write);
        for (const std::int64_t end = count * number / transactions; done < end; ++done) {
            insert_entry(
                *connection, rows.entries[static_cast<std::size_t>(first + done)], first + done);
        }
        transaction.commit();
    }
    return watch.seconds();
}

/// Fills books without waiting for the disk; what is measured afterwards only reads.
void fill(const Books& file, std::int64_t transfers) {
    const auto connection = file.open(store::Durability::fast);
    begin(*connection);
    LedgerBooks books(*connection);
    constexpr std::int64_t kList = 20'000;
    for (std::int64_t done = 0; done < transfers;) {
        std::vector<Command> commands;
        for (; done < transfers && commands.size() < kList; ++done) {
            commands.push_back(transfer(books.names(), 0, static_cast<std::uint64_t>(done)));
        }
        require(books.post(commands, kNow));
    }
}

}  // namespace

StoreFigure run_transfers(const StorePlace& place, std::int64_t writers, std::int64_t transfers) {
    const Books file(place);
    StoreFigure figure{.stage = "durable transfers",
                       .backend = place.backend(),
                       .writers = writers,
                       .count = transfers};
    begin(*file.open());
    const std::int64_t first = static_cast<std::int64_t>(kUnits * (kPlaces + 1));
    {
        store::GroupWriter writer([&] { return file.open(); });
        std::latch ready(writers + 1);
        std::vector<std::thread> threads;
        for (std::int64_t t = 0; t < writers; ++t) {
            threads.emplace_back([&, t] {
                const std::int64_t mine = transfers * (t + 1) / writers - transfers * t / writers;
                ready.arrive_and_wait();
                for (std::int64_t i = 0; i < mine; ++i) {
                    const auto posted = writer.post(
                        [&](Names& names) {
                            return std::vector{transfer(names,
                                                        static_cast<std::uint64_t>(t),
                                                        static_cast<std::uint64_t>(i))};
                        },
                        kNow);
                    IMDAD_ASSERT(posted.has_value(), "transfers of the benchmark fit");
                }
            });
        }
        ready.arrive_and_wait();
        const Watch watch;
        for (std::thread& thread : threads) {
            thread.join();
        }
        figure.seconds = watch.seconds();
        figure.transactions = static_cast<std::int64_t>(writer.counts().transactions);
    }
    const Rows rows = read_rows(*file.open());
    figure.entries = static_cast<std::int64_t>(rows.entries.size());
    figure.plain_seconds = seconds_of_plain_inserts(place, rows, first, figure.transactions);
    return figure;
}

StoreFigure run_import(const StorePlace& place, std::int64_t transfers, std::int64_t list) {
    const Books file(place);
    StoreFigure figure{
        .stage = "bulk import, postings", .backend = place.backend(), .count = 2 * transfers};
    const auto connection = file.open();
    begin(*connection);
    LedgerBooks books(*connection);
    books.catch_up();
    const std::int64_t first = static_cast<std::int64_t>(books.book().size());
    for (std::int64_t done = 0; done < transfers; ++figure.transactions) {
        std::vector<Command> commands;  // made by whoever reads the file: not the books' time
        for (; done < transfers && commands.size() < static_cast<std::size_t>(list); ++done) {
            commands.push_back(transfer(books.names(), 0, static_cast<std::uint64_t>(done)));
        }
        const Watch watch;
        require(books.post(commands, kNow));
        figure.seconds += watch.seconds();
    }
    const Rows rows = read_rows(*connection);
    figure.entries = static_cast<std::int64_t>(rows.entries.size());
    figure.plain_seconds = seconds_of_plain_inserts(place, rows, first, figure.transactions);
    return figure;
}

std::vector<StoreFigure> run_reads(const StorePlace& place,
                                   std::int64_t transfers,
                                   std::int64_t runs) {
    const Books file(place);
    fill(file, transfers);
    std::vector<StoreFigure> figures;
    const auto measure = [&](std::string stage, auto&& work) {
        for (std::int64_t run = 0; run < runs; ++run) {
            file.forget();
            const Watch watch;
            const auto connection = file.connect();
            const std::int64_t count = work(*connection);
            figures.push_back({.stage = stage,
                               .backend = place.backend(),
                               .entries = transfers,
                               .count = count,
                               .seconds = watch.seconds()});
        }
    };
    measure("audit", [](Connection& connection) {
        const ledger::AuditReport report = audit_journal(connection, {});
        IMDAD_ASSERT(report.clean(), "books of the benchmark are in order");
        return static_cast<std::int64_t>(report.entry_count);
    });
    measure("balances of a place, cold", [](Connection& connection) {
        return static_cast<std::int64_t>(read_balances(connection, {.holder = "place-007"}).size());
    });
    measure("balances of a product, cold", [](Connection& connection) {
        return static_cast<std::int64_t>(read_balances(connection, {.unit = "product-03"}).size());
    });
    std::int64_t account = 0;
    std::int64_t middle = transfers / 2;
    {
        const auto connection = file.open();
        account =
            read_balances(*connection, {.holder = "place-007", .stage = ledger::Stage::on_hand})
                .front()
                .account;
    }
    constexpr std::int64_t kRows = 50;
    const auto list = [&](std::optional<std::int64_t> of, std::int64_t below) {
        return [=](Connection& connection) {
            return static_cast<std::int64_t>(
                read_movements(connection, of, {.sequence = below, .number = 0}, kRows).size());
        };
    };
    measure("newest movements, cold", list(std::nullopt, INT64_MAX));
    measure("movements from the middle, cold", list(std::nullopt, middle));
    measure("newest movements of an account, cold", list(account, INT64_MAX));
    measure("movements of an account from the middle, cold", list(account, middle));
    return figures;
}

}  // namespace imdad::benchmarks
