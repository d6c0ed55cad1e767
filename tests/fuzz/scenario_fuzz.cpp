#include "base/assert.hpp"
#include "exchange/datapackage.hpp"
#include "exchange/scenario_folder.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/table_reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "describe.hpp"
#include "folder_fixture.hpp"

/// One input: its first byte says what is read, the rest are the bytes of a file.
///   0..17   that table of the format, every cell by the getter of its column
///   18      datapackage.json
///   19..37  a whole folder whose file number (byte - 19) is replaced; what loads is written,
///           loaded and written again, which must change nothing
///   38..    tables that the format got since, so that inputs kept before mean what they meant

namespace {

using namespace imdad;
using namespace imdad::exchange;

constexpr std::size_t kOldTables = 18;
constexpr std::size_t kNewTables = 38;

void read_cell(TableReader& row, std::size_t column, CellType type) {
    switch (type) {
        case CellType::text:
            (void)row.text(column);
            break;
        case CellType::id:
        case CellType::word:
        case CellType::reference:
        case CellType::at:
            (void)row.word(column);
            break;
        case CellType::word_list:
        case CellType::reference_list:
            (void)row.words(column);
            break;
        case CellType::choice:
            (void)row.choice(column);
            break;
        case CellType::whole:
            (void)row.whole(column);
            break;
        case CellType::decimal:
            (void)row.decimal(column);
            break;
        case CellType::litres:
            (void)row.litres_as_cm3(column);
            break;
        case CellType::money:
            (void)row.money(column, 4);
            break;
        case CellType::date:
            (void)row.date(column);
            break;
        case CellType::degrees:
            (void)row.degrees(column);
            break;
        case CellType::days_of_days:
            (void)row.days_of_days(column);
            break;
        case CellType::origin:
            (void)row.origin(column);
            break;
    }
}

void check_problems(const ProblemList& problems) {
    for (const Problem& problem : problems.kept()) {
        IMDAD_ASSERT(!problem.code.empty() && !problem.file.empty() && !problem.message.empty(),
                     "a problem says what and where");
    }
}

void read_table(const TableView& table, std::string bytes) {
    ProblemList problems;
    TableReader row(table, bytes, problems);
    while (row.usable() && row.next()) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            read_cell(row, i, table.columns[i].type);
        }
    }
    check_problems(problems);
}

std::string write_and_describe(const LoadOutcome& outcome, LoadOutcome& again) {
    const exchange_test::TempFolder folder;
    write_scenario(outcome.scenario->data(), folder.path());
    again = load_scenario(folder.path());
    IMDAD_ASSERT(again.scenario.has_value(), "what was loaded loads again");
    IMDAD_ASSERT(
        again.problems.count(Severity::critical) == 0 && again.problems.count(Severity::error) == 0,
        "what was written is right");
    return exchange_test::describe(again.scenario->data());
}

void load_folder(std::size_t replaced, const std::string& bytes) {
    exchange_test::Files files = exchange_test::small_scenario();
    auto file = files.begin();
    std::advance(file, static_cast<std::ptrdiff_t>(replaced % files.size()));
    file->second = bytes;
    const LoadOutcome first = exchange_test::load(files);
    check_problems(first.problems);
    if (!first.scenario) {
        return;
    }
    // Rows that were refused leave gaps in the numbering of stock, so the first writing may
    // renumber; the second must not.
    LoadOutcome second;
    LoadOutcome third;
    const std::string one = write_and_describe(first, second);
    const std::string two = write_and_describe(second, third);
    IMDAD_ASSERT(one == two, "writing and loading changes nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::size_t selected = data[0] % (kNewTables + scenario_tables().size() - kOldTables);
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (selected < kOldTables) {
        read_table(scenario_tables()[selected], bytes);
    } else if (selected >= kNewTables) {
        read_table(scenario_tables()[kOldTables + selected - kNewTables], bytes);
    } else if (selected == 18) {
        ProblemList problems;
        std::vector<std::string> resources;
        (void)parse_datapackage(bytes, problems, resources);
        check_problems(problems);
    } else {
        load_folder(selected - 19, bytes);
    }
    return 0;
}
