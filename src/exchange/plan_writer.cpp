#include "base/assert.hpp"
#include "base/parallel.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/numbers.hpp"
#include "exchange/plan_calendar.hpp"
#include "exchange/plan_folder.hpp"
#include "exchange/plan_json.hpp"
#include "exchange/plan_tables.hpp"
#include "exchange/table_writer.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <vector>

/// write_plan_folder: the CSV files of a plan and plan.json.

namespace imdad::exchange {

namespace {

class PlanWriter {
 public:
    PlanWriter(const model::Scenario& scenario, const model::PlanResult& result)
        : scenario_(scenario), result_(result) {}

    [[nodiscard]] std::string shipments() const {
        TableWriter table(kShipments.view());
        for (const model::Shipment& row : result_.chosen.plan.shipments) {
            const model::Lane& lane = scenario_[row.lane];
            table.row();
            table.word(lane.lane_id);
            goods(table, row.batch);
            table.date(row.use_by);
            table.date(monday(scenario_, row.week));
            table.date(monday(scenario_, row.week + lead_weeks(lane)));
            table.number(row.packs.value());
            const model::Product& product = scenario_[scenario_[row.batch].product];
            const base::Int128 cm3 = volume_on_lane(scenario_, lane, product, row.packs);
            IMDAD_ASSERT(cm3 <= std::numeric_limits<std::int64_t>::max(),
                         "a plan ships no more than the scenario holds");
            table.word(scaled_text(static_cast<std::int64_t>(cm3), 3));
        }
        return table.take();
    }

    [[nodiscard]] std::string service() const {
        TableWriter table(kService.view());
        for (const model::Service& row : result_.chosen.plan.services) {
            const model::Need& need = scenario_[row.need];
            table.row();
            table.word(scenario_[need.programme].programme_id);
            table.word(need.place.exists() ? scenario_[need.place].place_id
                                           : scenario_[need.area].pcode);
            table.number(static_cast<std::int64_t>(row.need.value()) + 1);
            table.word(scenario_[row.place].place_id);
            goods(table, row.batch);
            table.date(row.use_by);
            table.number(row.dose);
            table.date(monday(scenario_, row.week));
            table.number(row.persons.value());
            table.number(row.units.value());
        }
        return table.take();
    }

    [[nodiscard]] std::string supply_use() const {
        std::map<model::SupplyIndex, model::Packs> started;
        for (const model::Start& start : result_.chosen.plan.starts) {
            started[start.supply] += start.packs;
        }
        TableWriter table(kSupplyUse.view());
        for (std::size_t i = 0; i < scenario_->supplies.size(); ++i) {
            const model::Supply& supply = scenario_->supplies[i];
            const auto found = started.find(model::SupplyIndex(i));
            const model::Packs packs = found == started.end() ? model::Packs() : found->second;
            table.row();
            table.word(supply.supply_id);
            table.word(scenario_[supply.place].place_id);
            goods(table, supply.batch);
            table.date(monday(scenario_, start_week(scenario_, supply)));
            table.number(supply.packs.value());
            table.number(packs.value());
            table.number((supply.packs - packs).value());
        }
        return table.take();
    }

    [[nodiscard]] std::string coverage() const {
        TableWriter table(kCoverage.view());
        for (const model::WeekMeasure& row : result_.chosen.measures.weeks) {
            table.row();
            table.word(scenario_[row.area].pcode);
            table.word(scenario_[row.programme].programme_id);
            table.date(monday(scenario_, row.week));
            table.number(row.target.value());
            table.number(row.served.value());
            table.number(row.started.value());
        }
        return table.take();
    }

    [[nodiscard]] std::string stock() const {
        TableWriter table(kStockBook.view());
        for (const model::StockRow& row : result_.stock) {
            table.row();
            table.word(scenario_[row.place].place_id);
            goods(table, row.batch);
            table.date(row.use_by);
            table.date(monday(scenario_, row.week));
            table.number(row.opening.value());
            table.number(row.started.value());
            table.number(row.arrived.value());
            table.number(row.departed.value());
            table.number(row.used.value());
            table.number(row.closing.value());
        }
        return table.take();
    }

 private:
    void goods(TableWriter& table, model::BatchIndex index) const {
        const model::Batch& batch = scenario_[index];
        table.word(scenario_[batch.product].product_id);
        table.word(batch.lot);
        table.word(batch.earmark.exists() ? std::string_view(scenario_[batch.earmark].earmark_id)
                                          : "");
    }

    const model::Scenario& scenario_;
    const model::PlanResult& result_;
};

}  // namespace

std::vector<std::string> write_plan_folder(const model::Scenario& scenario,
                                           const model::PlanResult& result,
                                           const std::filesystem::path& directory,
                                           int threads) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) {
        throw base::Failure(base::Failure::Kind::io,
                            directory.string() + ": cannot be made: " + error.message());
    }
    const PlanWriter writer(scenario, result);

    struct Table {
        std::string_view file;
        std::string (PlanWriter::*bytes)() const;
    };

    // The large ones first, so that no thread is left alone with one at the end.
    constexpr std::array<Table, 5> kTables = {{{kService.file, &PlanWriter::service},
                                               {kStockBook.file, &PlanWriter::stock},
                                               {kShipments.file, &PlanWriter::shipments},
                                               {kCoverage.file, &PlanWriter::coverage},
                                               {kSupplyUse.file, &PlanWriter::supply_use}}};
    base::run_tasks(kTables.size(), threads, [&](std::size_t i) {
        write_bytes(directory / kTables[i].file, (writer.*kTables[i].bytes)());
    });
    std::vector<std::string> files;
    files.reserve(kTables.size() + 1);
    for (const Table& table : kTables) {
        files.emplace_back(table.file);
    }
    std::ranges::sort(files);
    write_bytes(directory / kPlanFile, plan_json_text(scenario, result, files));
    files.emplace_back(kPlanFile);
    std::ranges::sort(files);
    return files;
}

void write_coverage(const model::Scenario& scenario,
                    const model::Measures& measures,
                    const std::filesystem::path& directory) {
    model::PlanResult result;
    result.chosen.measures = measures;
    write_bytes(directory / kCoverage.file, PlanWriter(scenario, result).coverage());
}

}  // namespace imdad::exchange
