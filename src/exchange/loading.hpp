#pragma once

#include "exchange/scenario_folder.hpp"
#include "exchange/table_reader.hpp"
#include "model/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What the parts of load_scenario share while a folder is read. Internal to this module.

namespace imdad::exchange {

/// Ids of one file with the row each became, or the mark that its row was refused.
class IdTable {
 public:
    static constexpr std::uint32_t kRefused = 0xFFFFFFFFU;

    struct Entry {
        std::uint32_t index = kRefused;
        std::size_t line = 0;
    };

    /// False (and unchanged) if the id is there already.
    bool add(std::string_view id, Entry entry) {
        return entries_.try_emplace(std::string(id), entry).second;
    }

    [[nodiscard]] const Entry* find(std::string_view id) const {
        const auto found = entries_.find(id);
        return found == entries_.end() ? nullptr : &found->second;
    }

    void refuse(std::string_view id) { entries_.find(id)->second.index = kRefused; }

    void move(std::string_view id, std::uint32_t index) { entries_.find(id)->second.index = index; }

 private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view id) const {
            return std::hash<std::string_view>()(id);
        }
    };

    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

struct PlaceOrArea {
    model::PlaceIndex place;
    model::AreaIndex area;
};

/// A running sum that must stay far below the limits of 64-bit arithmetic.
class GuardedSum {
 public:
    explicit GuardedSum(base::Int128 limit) : limit_(limit) {}

    /// False (and unchanged) if the sum would pass the limit.
    [[nodiscard]] bool add(base::Int128 value) {
        if (value > limit_ - sum_) {
            return false;
        }
        sum_ += value;
        return true;
    }

 private:
    base::Int128 limit_;
    base::Int128 sum_ = 0;
};

struct Loading {
    std::filesystem::path directory;
    model::ScenarioData data;
    ProblemList problems;
    std::vector<TableTotal> totals;
    std::vector<base::Said> not_used;
    std::map<std::string, std::string> digests;  ///< SHA-256 by file name
    bool dates_known = false;                    ///< the header states a usable horizon
    model::Day first{};                          ///< of the horizon, if known
    model::Day last{};                           ///< likewise
    bool usable = true;                          ///< a scenario can still come out

    IdTable areas, places, lanes, products, programmes, earmarks, locks;
    std::vector<std::size_t> programme_lines;  ///< per row of data.programmes

    /// Per programme: nano units that one person takes with the product that takes most, all doses
    /// and the wastage included. Set by load_serves.
    std::vector<base::Int128> units_per_person_nano;

    // Sums of what is planned, each below 2^53 (2^60 for cm3), so that no later product of two of
    // them with a small factor leaves 64 bits.
    GuardedSum persons{base::Int128{1} << 53};
    GuardedSum needed_units{base::Int128{1} << 53};
    GuardedSum supplied_units{base::Int128{1} << 53};
    GuardedSum supplied_cm3{base::Int128{1} << 60};

    /// The files that datapackage.json lists.
    std::vector<std::string> resources;

    /// Bytes of a file of the folder; none if it is missing (reported if it must not be, or is
    /// listed). Whoever asks also notes their digest.
    [[nodiscard]] std::optional<std::string> bytes_of(std::string_view file, bool required);

    void note_digest(std::string_view file, std::string_view bytes);

    /// Reads `table` row by row; `row` says whether it kept the row. The totals are noted.
    void read(const TableView& table, const std::function<bool(TableReader&)>& row);

    /// Lines of the table being read: no fewer than its rows.
    [[nodiscard]] std::size_t lines() const { return lines_; }

    /// The total of the table being read, for `row` to add a figure.
    TableTotal& total() { return totals.back(); }

    /// Reports a duplicate id (refusing the row) or notes it as the next row of its table.
    void define(IdTable& ids,
                TableReader& row,
                std::size_t column,
                std::string_view id,
                std::size_t next_index);

    /// The row that the cell names; none if it is empty or dangling (reported, row refused).
    template <typename IndexType>
    [[nodiscard]] IndexType reference(TableReader& row, std::size_t column, const IdTable& ids) {
        const std::string_view id = row.word(column);
        return id.empty() ? IndexType() : resolve<IndexType>(row, column, id, ids);
    }

    template <typename IndexType>
    [[nodiscard]] std::vector<IndexType> references(TableReader& row,
                                                    std::size_t column,
                                                    const IdTable& ids) {
        std::vector<IndexType> result;
        for (const std::string_view id : row.words(column)) {
            const auto index = resolve<IndexType>(row, column, id, ids);
            if (index.exists()) {
                result.push_back(index);
            }
        }
        return result;
    }

    [[nodiscard]] PlaceOrArea at(TableReader& row, std::size_t column);

    /// Reports (and refuses) a period that ends before it begins, warns of one outside the horizon.
    void check_period(TableReader& row,
                      std::size_t from_column,
                      std::size_t to_column,
                      std::optional<model::Day> from,
                      std::optional<model::Day> to);

    /// Money in minor units; the currency is filled in. 0 if nothing (usable) is stated.
    [[nodiscard]] std::int64_t money(TableReader& row,
                                     std::size_t column,
                                     std::size_t currency_column,
                                     std::string& currency);

 private:
    void read_rows(const TableView& table,
                   std::string& bytes,
                   const std::function<bool(TableReader&)>& row);

    template <typename IndexType>
    [[nodiscard]] IndexType resolve(TableReader& row,
                                    std::size_t column,
                                    std::string_view id,
                                    const IdTable& ids) {
        const IdTable::Entry* const entry = ids.find(id);
        if (entry != nullptr && entry->index != IdTable::kRefused) {
            return IndexType(entry->index);
        }
        dangling(row, column, id, entry);
        return {};
    }

    void dangling(TableReader& row,
                  std::size_t column,
                  std::string_view id,
                  const IdTable::Entry* entry);

    std::size_t lines_ = 0;
};

/// The horizon, the options and the sources of datapackage.json; `usable` and `dates_known` are
/// set.
void load_header(Loading& loading);

void load_areas(Loading& loading);
void load_places(Loading& loading);
void load_lanes(Loading& loading);
void load_closures(Loading& loading);

void load_products(Loading& loading);
void load_packaging(Loading& loading);
void load_programmes(Loading& loading);
void load_serves(Loading& loading);

void load_earmarks(Loading& loading);
void load_needs(Loading& loading);
void load_quantification(Loading& loading);
void load_absorption(Loading& loading);
void load_eligibility(Loading& loading);
void load_locks(Loading& loading);

void load_stock_and_supplies(Loading& loading);
void load_stock_policy(Loading& loading);
void load_funds(Loading& loading);
void load_prices(Loading& loading);

/// Warnings that need the whole scenario: need out of reach, programmes without product or supply.
void check_reach(Loading& loading);

/// What is loaded and not used by the planner yet, file by file.
void list_not_used(Loading& loading);

}  // namespace imdad::exchange
