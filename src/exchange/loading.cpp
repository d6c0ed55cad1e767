#include "exchange/loading.hpp"

#include "base/parallel.hpp"
#include "exchange/datapackage.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/numbers.hpp"
#include "exchange/personal_data.hpp"
#include "exchange/repeated_lines.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::exchange {

namespace {

/// Tables in which the same row twice means twice as much.
bool adds_up(const TableView& table) {
    return table.file == kStock.file || table.file == kNeeds.file ||
           table.file == kQuantification.file;
}

void warn_of_repeats(ProblemList& problems,
                     const TableView& table,
                     const std::vector<RepeatedLine>& repeats) {
    for (const RepeatedLine& repeat : repeats) {
        problems.add({Severity::warning,
                      "repeated_row",
                      std::string(table.file),
                      repeat.line,
                      "",
                      "",
                      say("row_repeated", repeat.first),
                      say("right.one_row")});
    }
}

}  // namespace

std::optional<std::string> Loading::bytes_of(std::string_view file, bool required) {
    const std::filesystem::path path = directory / file;
    if (!std::filesystem::exists(path)) {
        if (required) {
            usable = false;
            problems.add({Severity::critical,
                          "missing_file",
                          std::string(file),
                          0,
                          "",
                          "",
                          say("required_file_missing"),
                          file == kDatapackageFile ? say("right.scenario_folder")
                                                   : say("right.file_with_header")});
        } else if (std::ranges::find(resources, file) != resources.end()) {
            // A rule or a stock that was meant must not vanish; lanes can be derived.
            problems.add({file == kLanes.file ? Severity::error : Severity::critical,
                          "missing_file",
                          std::string(file),
                          0,
                          "",
                          "",
                          say("listed_file_missing"),
                          say("right.file_or_no_resource")});
        }
        return std::nullopt;
    }
    return read_bytes(path);
}

void Loading::note_digest(std::string_view file, std::string_view bytes) {
    digests[std::string(file)] = sha256_hex(bytes);
}

void Loading::read(const TableView& table, const std::function<bool(TableReader&)>& row) {
    auto bytes = bytes_of(table.file, table.required);
    if (!bytes) {
        return;
    }
    totals.push_back({std::string(table.file), 0, 0, "", 0, 0});
    lines_ = static_cast<std::size_t>(std::ranges::count(*bytes, '\n')) + 1;
    constexpr std::size_t kLarge = 1'000'000;
    if (bytes->size() < kLarge) {
        note_digest(table.file, *bytes);
        if (adds_up(table)) {
            warn_of_repeats(problems, table, repeated_lines(*bytes));
        }
        read_rows(table, *bytes, row);
        return;
    }
    // The digest of a large file takes a quarter of the time of its rows: beside them, then, and on
    // a copy, because the reader takes the quotes out of cells in place.
    const std::string original = *bytes;
    std::vector<RepeatedLine> repeats;
    base::run_tasks(2, 2, [&](std::size_t task) {
        if (task == 0) {
            read_rows(table, *bytes, row);
        } else {
            note_digest(table.file, original);
            if (adds_up(table)) {
                repeats = repeated_lines(original);
            }
        }
    });
    warn_of_repeats(problems, table, repeats);
}

void Loading::read_rows(const TableView& table,
                        std::string& bytes,
                        const std::function<bool(TableReader&)>& row) {
    if (!free_of_personal_data(table, bytes, problems)) {
        usable = false;
        return;
    }
    TableReader reader(table, bytes, problems);
    if (!reader.usable()) {
        usable = usable && !table.required;
        return;
    }
    while (reader.next()) {
        totals.back().rows_kept += row(reader) ? 1U : 0U;
    }
    totals.back().rows_read = reader.rows_read();
    if (table.required && totals.back().rows_kept == 0) {
        usable = false;
        const bool none = totals.back().rows_read == 0;
        problems.add({Severity::critical,
                      none ? "no_rows" : "nothing_left",
                      std::string(table.file),
                      0,
                      "",
                      "",
                      none ? say("file_without_rows") : say("every_row_refused"),
                      say("right.at_least_one_row")});
    }
}

void Loading::define(IdTable& ids,
                     TableReader& row,
                     std::size_t column,
                     std::string_view id,
                     std::size_t next_index) {
    if (id.empty()) {
        return;  // reported when the cell was read
    }
    if (const IdTable::Entry* const earlier = ids.find(id)) {
        row.refuse(column, "duplicate_id", say("id_twice", earlier->line), say("right.id_once"));
        return;
    }
    const auto index = row.refused() ? IdTable::kRefused : static_cast<std::uint32_t>(next_index);
    ids.add(id, {index, row.line()});
}

void Loading::dangling(TableReader& row,
                       std::size_t column,
                       std::string_view id,
                       const IdTable::Entry* entry) {
    if (entry == nullptr) {
        row.bad(column,
                "dangling_reference",
                say("id_does_not_exist", shown(id)),
                say("right.id_that_exists"));
    } else {
        row.bad(column,
                "dangling_reference",
                say("id_refused", shown(id), entry->line),
                say("right.id_not_refused"));
    }
}

PlaceOrArea Loading::at(TableReader& row, std::size_t column) {
    const std::string_view id = row.word(column);
    if (id.empty()) {
        return {};
    }
    const IdTable::Entry* const place = places.find(id);
    if (place != nullptr && place->index != IdTable::kRefused) {
        return {model::PlaceIndex(place->index), {}};
    }
    const IdTable::Entry* const area = areas.find(id);
    if (area != nullptr && area->index != IdTable::kRefused) {
        return {{}, model::AreaIndex(area->index)};
    }
    dangling(row, column, id, place != nullptr ? place : area);
    return {};
}

void Loading::check_period(TableReader& row,
                           std::size_t from_column,
                           std::size_t to_column,
                           std::optional<model::Day> from,
                           std::optional<model::Day> to) {
    if (from && to && *to < *from) {
        row.refuse(to_column, "period_reversed", say("period_reversed"), say("right.period"));
        return;
    }
    if (!dates_known) {
        return;
    }
    const bool after = from && *from > last;
    const bool before = to && *to < first;
    if (after || before) {
        row.warn(after ? from_column : to_column,
                 "outside_horizon",
                 after ? say("period_after_horizon") : say("period_before_horizon"),
                 say("right.period_in_horizon", base::to_text(first), base::to_text(last)));
    }
}

std::int64_t Loading::money(TableReader& row,
                            std::size_t column,
                            std::size_t currency_column,
                            std::string& currency) {
    currency = row.word(currency_column);
    if (row.empty(column) && currency.empty()) {
        return 0;
    }
    if (currency.empty()) {
        currency = data.header.currency;
    }
    const auto exponent = currency_exponent(currency);
    if (!exponent) {
        row.bad(currency_column, "unknown_currency", say("not_a_currency"), say("right.currency"));
        currency.clear();
        return 0;
    }
    return row.money(column, *exponent).value_or(0);
}

}  // namespace imdad::exchange
