#include "exchange/certificate_json.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/numbers.hpp"
#include "exchange/personal_data.hpp"
#include "exchange/plan_calendar.hpp"
#include "exchange/plan_folder.hpp"
#include "exchange/plan_json.hpp"
#include "exchange/plan_tables.hpp"
#include "exchange/table_reader.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>

/// read_plan_folder: rows in any order, columns in any order, everything that is stated compared
/// with the scenario. Whether the plan can be carried out is for the checker to say.

namespace imdad::exchange {

namespace {

using model::BatchIndex;
using model::Day;
using model::EarmarkIndex;
using model::Plan;
using model::ProductIndex;

/// Where product, lot and earmark stand in a table.
struct GoodsColumns {
    std::size_t product;
    std::size_t lot;
    std::size_t earmark;
};

template <typename Index, typename Rows, typename Id>
std::map<std::string, Index, std::less<>> index_of(const Rows& rows, Id id) {
    std::map<std::string, Index, std::less<>> result;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        result.emplace(rows[i].*id, Index(i));
    }
    return result;
}

class PlanReader {
 public:
    PlanReader(const model::Scenario& scenario,
               const std::filesystem::path& directory,
               ProblemList& problems)
        : scenario_(scenario),
          directory_(directory),
          problems_(problems),
          products_(index_of<ProductIndex>(scenario->products, &model::Product::product_id)),
          earmarks_(index_of<EarmarkIndex>(scenario->earmarks, &model::Earmark::earmark_id)) {
        for (std::size_t b = 0; b < scenario->batches.size(); ++b) {
            batches_[scenario->batches[b].product].emplace_back(b);
        }
        for (std::size_t i = 0; i < scenario->supplies.size(); ++i) {
            supplies_.emplace(scenario->supplies[i].supply_id, i);
        }
    }

    [[nodiscard]] Plan read(PlanReadOutcome& outcome) {
        Plan plan;
        plan.by_hand = !exists(kService.file);
        by_hand_ = plan.by_hand;
        read_options(plan, outcome);
        read_table(kShipments.view(), true, [&](TableReader& row) { shipment(row, plan); });
        if (plan.by_hand) {
            if (exists(kSupplyUse.file)) {
                file_problem(Severity::warning,
                             kSupplyUse.file,
                             "ignored_file",
                             "without service.csv the plan is taken as made by hand, and starts "
                             "are worked out",
                             "both files or none");
            }
        } else {
            read_table(kService.view(), true, [&](TableReader& row) { service(row, plan); });
            read_table(kSupplyUse.view(), true, [&](TableReader& row) { start(row, plan); });
        }
        std::ranges::sort(plan.shipments);
        std::ranges::sort(plan.services);
        std::ranges::sort(plan.starts);
        return plan;
    }

 private:
    [[nodiscard]] bool exists(std::string_view file) const {
        return std::filesystem::exists(directory_ / file);
    }

    // What is wrong with a plan is told on the command line, which speaks English.
    static void refuse(TableReader& row,
                       std::size_t column,
                       std::string code,
                       std::string message,
                       std::string right) {
        row.refuse(column,
                   std::move(code),
                   base::only_english(std::move(message)),
                   base::only_english(std::move(right)));
    }

    static void warn(TableReader& row,
                     std::size_t column,
                     std::string code,
                     std::string message,
                     std::string right) {
        row.warn(column,
                 std::move(code),
                 base::only_english(std::move(message)),
                 base::only_english(std::move(right)));
    }

    void file_problem(Severity severity,
                      std::string_view file,
                      std::string code,
                      std::string message,
                      std::string right) {
        problems_.add({severity,
                       std::move(code),
                       std::string(file),
                       0,
                       "",
                       "",
                       base::only_english(std::move(message)),
                       base::only_english(std::move(right))});
    }

    void read_options(Plan& plan, PlanReadOutcome& outcome) {
        if (!exists(kPlanFile)) {
            if (!plan.by_hand) {
                file_problem(Severity::warning,
                             kPlanFile,
                             "missing_file",
                             "the file is missing; the default options hold",
                             "the file as it was written");
            }
            return;
        }
        const std::string text = read_bytes(directory_ / kPlanFile);
        PlanHeader header = parse_plan_json(text, problems_);
        plan.options = std::move(header.options);
        for (std::size_t l = 0; l < scenario_->locks.size(); ++l) {
            for (const auto& [id, missing] : header.shortfalls) {
                if (id == scenario_->locks[l].lock_id) {
                    plan.shortfalls.push_back({l, model::Persons(missing)});
                }
            }
        }
        outcome.inputs_sha256 = std::move(header.inputs_sha256);
        ReadCertificates certificates = parse_certificates(scenario_, text, kPlanFile, problems_);
        outcome.bounds = std::move(certificates.bounds);
        outcome.out_of_reach = std::move(certificates.out_of_reach);
    }

    template <typename Read>
    void read_table(const TableView& table, bool required, Read read) {
        if (!exists(table.file)) {
            if (required) {
                file_problem(Severity::critical,
                             table.file,
                             "missing_file",
                             "the file is missing; without it there is no plan",
                             "the file, at least its header row");
            }
            return;
        }
        std::string bytes = read_bytes(directory_ / table.file);
        if (!free_of_personal_data(table, bytes, problems_)) {
            return;
        }
        TableReader reader(table,
                           bytes,
                           problems_,
                           by_hand_ ? MissingColumns::allowed : MissingColumns::warned_of);
        while (reader.usable() && reader.next()) {
            read(reader);
        }
    }

    /// The id's index; none, reported, if the scenario does not have it.
    template <typename Index>
    Index known(TableReader& row, std::size_t column, std::optional<Index> found) {
        if (!found && !row.empty(column)) {
            refuse(row,
                   column,
                   "dangling_reference",
                   fmt::format("'{}' is not in the scenario", shown(row.cell(column))),
                   "an id of the scenario that the plan is for");
        }
        return found.value_or(Index());
    }

    template <typename Index>
    static std::optional<Index> lookup(const std::map<std::string, Index, std::less<>>& ids,
                                       std::string_view id) {
        const auto found = ids.find(id);
        return found == ids.end() ? std::nullopt : std::optional(found->second);
    }

    BatchIndex batch(TableReader& row, const GoodsColumns& columns) {
        const ProductIndex product =
            known(row, columns.product, lookup(products_, row.cell(columns.product)));
        const EarmarkIndex earmark =
            known(row, columns.earmark, lookup(earmarks_, row.cell(columns.earmark)));
        if (row.refused() || !product.exists()) {
            return {};
        }
        const std::string_view lot = row.cell(columns.lot);
        const bool any_lot = by_hand_ && lot.empty();
        const bool any_earmark = !row.has(columns.earmark);
        BatchIndex result;
        int fitting = 0;
        for (const BatchIndex candidate : batches_[product]) {
            const model::Batch& other = scenario_[candidate];
            if ((any_lot || other.lot == lot) && (any_earmark || other.earmark == earmark)) {
                result = candidate;
                ++fitting;
            }
        }
        if (fitting == 1) {
            return result;
        }
        if (fitting == 0) {
            refuse(row,
                   columns.lot,
                   "dangling_reference",
                   "the scenario has no such lot of this product under this earmark",
                   "a lot of stock.csv or supplies.csv with its earmark");
        } else {
            refuse(row,
                   columns.lot,
                   "ambiguous_lot",
                   fmt::format("{} lots of the scenario fit", fitting),
                   "the lot, and its earmark if it has one");
        }
        return {};
    }

    /// Week of the horizon whose Monday the cell states.
    int week(TableReader& row, std::size_t column) {
        const auto day = row.date(column);
        if (!day) {
            return 0;
        }
        if (!base::is_monday(*day)) {
            const auto weekday = std::chrono::weekday(*day).iso_encoding();
            refuse(row,
                   column,
                   "not_a_monday",
                   "weeks are named by their Mondays",
                   base::to_text(*day - std::chrono::days(weekday - 1)));
            return 0;
        }
        const auto days = (*day - scenario_->header.start).count();
        if (days < 0 || days >= std::int64_t{7} * scenario_->header.weeks) {
            refuse(row,
                   column,
                   "outside_horizon",
                   "this week is not in the horizon",
                   fmt::format("a Monday from {} to {}",
                               base::to_text(scenario_->header.start),
                               base::to_text(monday(scenario_, scenario_->header.weeks - 1))));
            return 0;
        }
        return static_cast<int>(days / 7);
    }

    /// Refuses a row that states something else than what follows from the scenario.
    void compare(TableReader& row, std::size_t column, std::string_view expected) {
        if (!row.empty(column) && row.cell(column) != expected) {
            refuse(
                row, column, "contradiction", "the scenario says otherwise", std::string(expected));
        }
    }

    void compare_number(TableReader& row, std::size_t column, std::int64_t expected) {
        const auto stated = row.whole(column);
        if (stated && *stated != expected) {
            refuse(row,
                   column,
                   "contradiction",
                   "the scenario says otherwise",
                   std::to_string(expected));
        }
    }

    /// Remembers the key; a second row with it is refused, because it may be a slip or meant.
    template <typename Key>
    bool first_with(TableReader& row,
                    std::size_t column,
                    std::map<Key, std::size_t>& seen,
                    const Key& key) {
        const auto [earlier, added] = seen.try_emplace(key, row.line());
        if (!added) {
            refuse(row,
                   column,
                   "duplicate_row",
                   fmt::format("line {} is the same but for the quantity", earlier->second),
                   "one row with the sum");
        }
        return added;
    }

    /// False (and warned of) for a row that moves or serves nothing.
    static bool not_zero(TableReader& row, std::size_t column, std::int64_t quantity) {
        if (quantity == 0) {
            warn(row,
                 column,
                 "no_quantity",
                 "nothing is moved, used or started here; the row is ignored",
                 "no such row");
        }
        return quantity != 0;
    }

    void shipment(TableReader& row, Plan& plan) {
        model::Shipment result;
        result.lane =
            known(row, kShipments["lane"], scenario_.find_lane(row.cell(kShipments["lane"])));
        result.batch =
            batch(row, {kShipments["product"], kShipments["lot"], kShipments["earmark"]});
        result.use_by = row.date(kShipments["use_by"]).value_or(model::kNoLimit);
        result.week = week(row, kShipments["departure"]);
        const model::Packs packs(row.whole(kShipments["packs"]).value_or(0));
        if (row.refused()) {
            return;
        }
        compare_shipment(row, result, packs);
        if (!row.refused() && first_with(row, kShipments["lane"], shipments_, result) &&
            not_zero(row, kShipments["packs"], packs.value())) {
            result.packs = packs;
            plan.shipments.push_back(result);
        }
    }

    /// The arrival and the litres that the row states follow from the rest of it.
    void compare_shipment(TableReader& row, const model::Shipment& shipment, model::Packs packs) {
        const model::Lane& lane = scenario_[shipment.lane];
        const Day arrival = monday(scenario_, shipment.week + lead_weeks(lane));
        const auto stated_arrival = row.date(kShipments["arrival"]);
        if (stated_arrival && *stated_arrival != arrival) {
            refuse(row,
                   kShipments["arrival"],
                   "contradiction",
                   "what departs in that week arrives in another",
                   base::to_text(arrival));
        }
        const auto cm3 =
            volume_on_lane(scenario_, lane, scenario_[scenario_[shipment.batch].product], packs);
        const auto stated_cm3 = row.scaled(kShipments["litres"], 3);
        if (stated_cm3 && *stated_cm3 != cm3) {
            refuse(row,
                   kShipments["litres"],
                   "contradiction",
                   "so many packs take another room on this lane",
                   cm3 <= std::numeric_limits<std::int64_t>::max()
                       ? scaled_text(static_cast<std::int64_t>(cm3), 3)
                       : "fewer packs");
        }
    }

    void service(TableReader& row, Plan& plan) {
        model::Service result;
        result.need = need(row);
        result.place =
            known(row, kService["place"], scenario_.find_place(row.cell(kService["place"])));
        result.batch = batch(row, {kService["product"], kService["lot"], kService["earmark"]});
        result.use_by = row.date(kService["use_by"]).value_or(model::kNoLimit);
        result.dose = row.small(kService["dose"]).value_or(1);
        result.week = week(row, kService["week"]);
        const model::Persons persons(row.whole(kService["persons"]).value_or(0));
        const model::Units units(row.whole(kService["units"]).value_or(0));
        if (row.refused() || !first_with(row, kService["need"], services_, result)) {
            return;
        }
        if (not_zero(row, kService["persons"], persons.value() | units.value())) {
            result.persons = persons;
            result.units = units;
            plan.services.push_back(result);
        }
    }

    model::NeedIndex need(TableReader& row) {
        const auto number = row.whole(kService["need"]);
        if (!number) {
            return {};
        }
        if (*number > static_cast<std::int64_t>(scenario_->needs.size())) {
            refuse(row,
                   kService["need"],
                   "dangling_reference",
                   fmt::format("the scenario has {} need units", scenario_->needs.size()),
                   "a need unit of the scenario");
            return {};
        }
        const model::NeedIndex index(static_cast<std::size_t>(*number - 1));
        const model::Need& unit = scenario_[index];
        compare(row, kService["programme"], scenario_[unit.programme].programme_id);
        compare(row,
                kService["at"],
                unit.place.exists() ? scenario_[unit.place].place_id : scenario_[unit.area].pcode);
        return index;
    }

    void start(TableReader& row, Plan& plan) {
        const model::SupplyIndex index = supply(row);
        const std::int64_t started = row.whole(kSupplyUse["started"]).value_or(0);
        if (row.refused() || !index.exists()) {
            return;
        }
        const model::Supply& supply = scenario_[index];
        const model::Batch& goods = scenario_[supply.batch];
        compare(row, kSupplyUse["place"], scenario_[supply.place].place_id);
        compare(row, kSupplyUse["product"], scenario_[goods.product].product_id);
        compare(row, kSupplyUse["lot"], goods.lot);
        compare(row,
                kSupplyUse["week"],
                base::to_text(monday(scenario_, start_week(scenario_, supply))));
        compare_number(row, kSupplyUse["packs"], supply.packs.value());
        if (started <= supply.packs.value()) {
            compare_number(row, kSupplyUse["left"], supply.packs.value() - started);
        }
        if (row.refused() || !first_with(row, kSupplyUse["supply"], starts_, index)) {
            return;
        }
        if (started > 0) {
            plan.starts.push_back({index, model::Packs(started)});
        }
    }

    /// The supply of that id and earmark: a row under a reserve share is two supplies of one id.
    model::SupplyIndex supply(TableReader& row) {
        const std::string_view id = row.word(kSupplyUse["supply"]);
        const EarmarkIndex earmark =
            known(row, kSupplyUse["earmark"], lookup(earmarks_, row.cell(kSupplyUse["earmark"])));
        if (row.refused()) {
            return {};
        }
        const auto [first, last] = supplies_.equal_range(id);
        for (auto found = first; found != last; ++found) {
            if (scenario_[scenario_[found->second].batch].earmark == earmark) {
                return found->second;
            }
        }
        refuse(row,
               kSupplyUse["supply"],
               "dangling_reference",
               first == last ? "the scenario has no such supply"
                             : "the supply has no part under this earmark",
               "a supply of the scenario with its earmark");
        return {};
    }

    const model::Scenario& scenario_;
    const std::filesystem::path& directory_;
    ProblemList& problems_;
    std::map<std::string, ProductIndex, std::less<>> products_;
    std::map<std::string, EarmarkIndex, std::less<>> earmarks_;
    std::map<ProductIndex, std::vector<BatchIndex>> batches_;
    std::multimap<std::string, model::SupplyIndex, std::less<>> supplies_;
    std::map<model::Shipment, std::size_t> shipments_;  ///< line by key (quantities left at 0)
    std::map<model::Service, std::size_t> services_;
    std::map<model::SupplyIndex, std::size_t> starts_;
    bool by_hand_ = false;
};

}  // namespace

PlanReadOutcome read_plan_folder(const model::Scenario& scenario,
                                 const std::filesystem::path& directory) {
    if (!std::filesystem::is_directory(directory)) {
        throw base::Failure(base::Failure::Kind::not_found,
                            directory.string() + ": is not a folder");
    }
    PlanReadOutcome outcome;
    PlanReader reader(scenario, directory, outcome.problems);
    Plan plan = reader.read(outcome);
    if (outcome.problems.count(Severity::critical) == 0) {
        outcome.plan = std::move(plan);
    }
    return outcome;
}

}  // namespace imdad::exchange
