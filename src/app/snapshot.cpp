#include "app/snapshot.hpp"

#include "app/books.hpp"
#include "app/interrupt.hpp"
#include "app/ledger_words.hpp"
#include "app/needs_left.hpp"
#include "app/output_folder.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/numbers.hpp"
#include "exchange/table_reader.hpp"
#include "store/facts.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kBooksJson = "books.json";
constexpr const char* kBooksCsv = "books.csv";
constexpr const char* kLeftOutCsv = "left-out.csv";
constexpr const char* kServedCsv = "served.csv";
constexpr const char* kShapes = "boundaries.geojson";

std::string id_text(ledger::Id id) {
    return id.empty() ? "" : ledger::to_text(id);
}

std::string books_csv(const SnapshotRows& rows, const ledger::Names& names) {
    exchange::CsvWriter csv;
    csv.row();
    for (const char* column : {"table",
                               "row",
                               "holder",
                               "stage",
                               "unit",
                               "lot",
                               "expiry",
                               "earmark",
                               "pledge",
                               "activity",
                               "dispatch",
                               "amount"}) {
        csv.cell(std::string_view(column));
    }
    for (const BookedRow& row : rows.rows) {
        const ledger::AccountKey& account = row.source.account;
        csv.row();
        csv.cell(std::string_view(row.table));
        csv.cell(std::string_view(row.row));
        csv.text_cell(names.text(account.holder));
        csv.cell(ledger::to_text(account.stage));
        csv.text_cell(names.text(account.unit));
        csv.text_cell(names.text(account.lot));
        csv.cell(std::string_view(day_text(account.expiry)));
        csv.text_cell(names.text(account.earmark));
        csv.text_cell(names.text(account.pledge));
        csv.text_cell(names.text(account.activity));
        csv.cell(std::string_view(id_text(row.source.dispatch)));
        csv.cell(row.source.amount);
    }
    return csv.take();
}

std::string left_out_csv(const std::vector<LeftOutLine>& lines) {
    exchange::CsvWriter csv;
    csv.row();
    for (const char* column :
         {"holder", "stage", "unit", "lot", "earmark", "pledge", "activity", "amount", "reason"}) {
        csv.cell(std::string_view(column));
    }
    for (const LeftOutLine& line : lines) {
        csv.row();
        for (const std::string* cell : {&line.holder,
                                        &line.stage,
                                        &line.unit,
                                        &line.lot,
                                        &line.earmark,
                                        &line.pledge,
                                        &line.activity}) {
            csv.text_cell(*cell);
        }
        csv.cell(std::string_view(line.amount));
        csv.text_cell(line.reason);
    }
    return csv.take();
}

/// An amount as people write it: money with its decimals.
std::string amount_text(const ledger::Book& book, ledger::Name unit, base::Int128 amount) {
    const ledger::UnitFacts* facts = book.unit(unit);
    const int decimals = facts == nullptr ? 0 : facts->decimals;
    const bool fits = amount <= ledger::kAmountMax && amount >= -ledger::kAmountMax;
    return decimals > 0 && fits ? exchange::scaled_text(static_cast<std::int64_t>(amount), decimals)
                                : fmt::format("{}", amount);
}

std::vector<LeftOutLine> left_out_lines(const SnapshotRows& rows, const ledger::Book& book) {
    const ledger::Names& names = book.names();
    std::vector<LeftOutLine> lines;
    for (const LeftOut& left : rows.left_out) {
        const ledger::AccountKey& account = left.source.account;
        lines.push_back({.holder = names.text(account.holder),
                         .stage = std::string(ledger::to_text(account.stage)),
                         .unit = names.text(account.unit),
                         .lot = names.text(account.lot),
                         .earmark = names.text(account.earmark),
                         .pledge = names.text(account.pledge),
                         .activity = names.text(account.activity),
                         .amount = amount_text(book, account.unit, left.amount),
                         .reason = left.reason});
    }
    std::ranges::stable_sort(lines, {}, &LeftOutLine::reason);
    return lines;
}

std::string served_csv(const std::vector<ServedLine>& lines) {
    exchange::CsvWriter csv;
    csv.row();
    for (const char* column : {"place", "product", "programme", "at", "persons", "units"}) {
        csv.cell(std::string_view(column));
    }
    for (const ServedLine& line : lines) {
        csv.row();
        for (const std::string* cell : {&line.place, &line.product, &line.programme, &line.at}) {
            csv.text_cell(*cell);
        }
        csv.cell(line.persons);
        csv.cell(line.units);
    }
    return csv.take();
}

struct Taken {
    model::ScenarioData data;
    SnapshotRows rows;
    std::vector<ServedLine> served;
    std::string ledger_log;
    std::uint64_t entries = 0;
    ledger::Hash root{};
};

/// Reads the books in one transaction, so that everything is of one moment.
Answer<Taken> take(const Session& session, const model::Scenario& scenario, base::Day as_of) {
    Books& books = *session.books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::read);
    books.entities().catch_up_within();
    books.ledger().catch_up_within();
    Taken taken{.data = scenario.data(),
                .rows = {},
                .served = {},
                .ledger_log = store::fact(books.connection(), kLedgerLog).value_or(""),
                .entries = books.ledger().book().size(),
                .root = books.ledger().root()};
    const std::vector<BookedSource> sources =
        booked_sources(books.connection(), books.ledger(), as_of);
    const std::vector<HandedOver> handed =
        handed_over(books.ledger(), scenario->header.start, as_of);
    transaction.commit();
    auto served = leave_needs(taken.data, scenario, handed, as_of);
    if (!served) {
        return no(served.error());
    }
    taken.served = std::move(*served);
    taken.rows = lay_over(
        taken.data, scenario, sources, books.ledger().book(), books.entities().current(), as_of);
    model::Header& header = taken.data.header;
    header.title += fmt::format(", from the books of {}", base::to_text(as_of));
    return taken;
}

std::string hex(const ledger::Hash& hash) {
    std::string text;
    for (const unsigned char byte : hash) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

void write(const SnapshotRequest& request,
           const Taken& taken,
           const SnapshotOutcome& outcome,
           const ledger::Names& names,
           OutputFolder& folder) {
    const DeferInterrupts deferred;
    const fs::path& staging = folder.begin();
    exchange::write_scenario(taken.data, staging);
    if (fs::exists(request.scenario_folder / kShapes)) {
        exchange::write_bytes(staging / kShapes,
                              exchange::read_bytes(request.scenario_folder / kShapes));
    }
    nlohmann::ordered_json about;
    about["imdad_snapshot"] = 1;
    about["books"] = taken.ledger_log;
    about["as_of"] = base::to_text(request.as_of);
    about["entries"] = taken.entries;
    about["ledger_root"] = hex(taken.root);
    about["scenario"] = taken.data.header.name;
    exchange::write_bytes(staging / kBooksJson, about.dump(2) + '\n');
    exchange::write_bytes(staging / kBooksCsv, books_csv(taken.rows, names));
    exchange::write_bytes(staging / kLeftOutCsv, left_out_csv(outcome.left_out));
    exchange::write_bytes(staging / kServedCsv, served_csv(taken.served));
    stop_if_interrupted();
    folder.publish();
}

}  // namespace

Answer<SnapshotOutcome> take_snapshot(const SnapshotRequest& request) {
    const Answer<Session> session = open_session(request.access, Task::read_whole_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    base::Result<OutputFolder> folder =
        OutputFolder::prepare(request.to, OutputFolder::Contents::snapshot);
    if (!folder) {
        return no(folder.error());
    }
    SnapshotOutcome outcome{.base = load(request.scenario_folder), .to = request.to};
    if (!outcome.base.usable()) {
        return outcome;
    }
    const Answer<Taken> taken = take(*session, *outcome.base.scenario, request.as_of);
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    const ledger::Names& names = session->books->ledger().names();
    outcome.start = taken->data.header.start;
    outcome.weeks = taken->data.header.weeks;
    for (const model::Supply& supply : taken->data.supplies) {
        (supply.status == model::SupplyStatus::on_hand ? outcome.stock_rows
                                                       : outcome.supply_rows) += 1;
    }
    outcome.fund_rows = taken->data.funds.size();
    for (const ServedLine& line : taken->served) {
        outcome.people_served += line.persons;
    }
    outcome.left_out = left_out_lines(taken->rows, session->books->ledger().book());
    for (const UnitTotal& total : taken->rows.totals) {
        const ledger::Book& book = session->books->ledger().book();
        const auto number = [&](base::Int128 amount) {
            return amount_text(book, names.find(total.unit).value_or(ledger::Name{}), amount);
        };
        outcome.totals.push_back({.unit = total.unit,
                                  .booked = number(total.booked),
                                  .stock = number(total.stock),
                                  .supplies = number(total.supplies),
                                  .funds = number(total.funds),
                                  .left_out = number(total.left_out)});
    }
    write(request, *taken, outcome, names, *folder);
    outcome.written = true;
    return outcome;
}

Answer<BooksOfSnapshot> read_books_of_snapshot(const fs::path& folder) {
    if (!fs::exists(folder / kBooksJson) || !fs::exists(folder / kBooksCsv)) {
        return no("no_snapshot",
                  fmt::format("{} is no snapshot of books: `imdad snapshot` makes one, with {} and "
                              "{}.",
                              folder.string(),
                              kBooksJson,
                              kBooksCsv));
    }
    const auto malformed = [&](const std::string& what) {
        return no("snapshot_malformed",
                  fmt::format("{}: {}; take the snapshot again.", folder.string(), what));
    };
    BooksOfSnapshot books;
    const auto about = nlohmann::json::parse(
        exchange::read_bytes(folder / kBooksJson), nullptr, /*allow_exceptions=*/false);
    if (!about.is_object() || about.value("imdad_snapshot", 0) != 1 || !about.contains("books") ||
        !about["books"].is_string() || !about.contains("as_of") || !about["as_of"].is_string() ||
        !about.contains("entries") || !about["entries"].is_number_unsigned()) {
        return malformed("books.json does not say of which books it is");
    }
    books.ledger_log = about["books"];
    books.entries = about["entries"];
    const auto as_of = base::parse_day(std::string(about["as_of"]));
    if (!as_of) {
        return malformed("books.json names no day");
    }
    books.as_of = *as_of;
    std::string bytes = exchange::read_bytes(folder / kBooksCsv);
    exchange::ProblemList problems;
    exchange::CsvReader reader(bytes, kBooksCsv, problems);
    exchange::CsvRow cells;
    constexpr std::size_t kColumns = 12;
    for (bool header = true; reader.next(cells); header = false) {
        if (cells.broken || cells.cells.size() != kColumns) {
            return malformed(fmt::format("books.csv:{} has not twelve cells", cells.line));
        }
        if (header) {
            continue;
        }
        const auto text = [&](std::size_t i) {
            return std::string(exchange::without_guard(cells.cells[i]));
        };
        BooksOfSnapshot::Row row{.line = cells.line,
                                 .table = text(0),
                                 .row = text(1),
                                 .holder = text(2),
                                 .stage = text(3),
                                 .unit = text(4),
                                 .lot = text(5),
                                 .expiry = base::parse_day(text(6)).value_or(ledger::kNoDay),
                                 .earmark = text(7),
                                 .pledge = text(8),
                                 .activity = text(9),
                                 .dispatch = text(10)};
        const std::string amount = text(11);
        const auto [end, fault] =
            std::from_chars(amount.data(), amount.data() + amount.size(), row.amount);
        if (fault != std::errc() || end != amount.data() + amount.size() || row.amount <= 0) {
            return malformed(fmt::format(
                "books.csv:{}, amount '{}' is no number above zero", cells.line, amount));
        }
        books.rows.push_back(std::move(row));
    }
    return books;
}

}  // namespace imdad::app
