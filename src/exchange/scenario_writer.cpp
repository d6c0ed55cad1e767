#include "base/assert.hpp"
#include "exchange/datapackage.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/numbers.hpp"
#include "exchange/scenario_folder.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/table_writer.hpp"

#include <fmt/format.h>

/// write_scenario: each table in the order of its columns, every value as load_scenario reads it.

namespace imdad::exchange {

namespace {

using model::ScenarioData;

class ScenarioWriter {
 public:
    ScenarioWriter(const ScenarioData& data, const std::filesystem::path& directory)
        : data_(data), directory_(directory) {}

    void write_all() const {
        areas();
        places();
        lanes();
        closures();
        products();
        packaging();
        programmes();
        serves();
        needs();
        quantification();
        absorption();
        stock_and_supplies();
        policy();
        funds();
        prices();
        earmarks();
        eligibility();
        locks();
        write_bytes(directory_ / kDatapackageFile,
                    datapackage_text(data_.header, !data_.locks.empty()));
    }

 private:
    void save(TableWriter& table) const { write_bytes(directory_ / table.file(), table.take()); }

    [[nodiscard]] std::string_view id(model::AreaIndex i) const {
        return i.exists() ? std::string_view(data_.areas[i.value()].pcode) : "";
    }

    [[nodiscard]] std::string_view id(model::PlaceIndex i) const {
        return i.exists() ? std::string_view(data_.places[i.value()].place_id) : "";
    }

    [[nodiscard]] std::string_view id(model::LaneIndex i) const {
        return i.exists() ? std::string_view(data_.lanes[i.value()].lane_id) : "";
    }

    [[nodiscard]] std::string_view id(model::ProductIndex i) const {
        return i.exists() ? std::string_view(data_.products[i.value()].product_id) : "";
    }

    [[nodiscard]] std::string_view id(model::ProgrammeIndex i) const {
        return i.exists() ? std::string_view(data_.programmes[i.value()].programme_id) : "";
    }

    [[nodiscard]] std::string_view id(model::EarmarkIndex i) const {
        return i.exists() ? std::string_view(data_.earmarks[i.value()].earmark_id) : "";
    }

    template <typename Row>
    [[nodiscard]] std::string_view at(const Row& row) const {
        return row.place.exists() ? id(row.place) : id(row.area);
    }

    template <typename Indices>
    [[nodiscard]] std::string list(const Indices& indices) const {
        std::string text;
        for (const auto index : indices) {
            text += (text.empty() ? "" : ";") + std::string(id(index));
        }
        return text;
    }

    static void room(TableWriter& table, const model::ClassRoom& room) {
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            table.word(room.stated(c) ? short_scaled_text(room.cm3[c], 3) : "");
        }
    }

    static std::string money(std::int64_t minor, const std::string& currency) {
        return scaled_text(minor, currency_exponent(currency).value_or(2));
    }

    void areas() const;
    void places() const;
    void lanes() const;
    void closures() const;
    void products() const;
    void packaging() const;
    void programmes() const;
    void serves() const;
    void needs() const;
    void quantification() const;
    void absorption() const;
    void stock_and_supplies() const;
    void policy() const;
    void funds() const;
    void prices() const;
    void earmarks() const;
    void eligibility() const;
    void locks() const;

    const ScenarioData& data_;
    const std::filesystem::path& directory_;
};

void ScenarioWriter::areas() const {
    TableWriter table(kAreas.view());
    for (const model::Area& row : data_.areas) {
        table.row();
        table.word(row.pcode);
        table.number(row.level);
        table.text(row.name);
        table.text(row.name_ar);
        table.text(row.name_fr);
        table.word(id(row.parent));
        table.number(row.population);
        table.number(row.population_year);
        table.decimal(row.weight);
        table.measured(row.lat);
        table.measured(row.lon);
        table.origin(row.origin);
    }
    save(table);
}

void ScenarioWriter::places() const {
    TableWriter table(kPlaces.view());
    for (const model::Place& row : data_.places) {
        table.row();
        table.word(row.place_id);
        table.text(row.name);
        table.choice(row.kind);
        table.number(row.level);
        table.word(id(row.area));
        table.measured(row.lat);
        table.measured(row.lon);
        room(table, row.room);
        table.text(row.owner);
        table.choice(row.sensitivity);
        table.origin(row.origin);
        table.number(row.tier);
    }
    save(table);
}

void ScenarioWriter::lanes() const {
    TableWriter table(kLanes.view());
    for (const model::Lane& row : data_.lanes) {
        table.row();
        table.word(row.lane_id);
        table.word(id(row.from));
        table.word(id(row.to));
        table.word(row.mode);
        table.decimal(row.distance_km);
        table.number(row.lead_days);
        table.number(row.every_weeks);
        table.number(row.first_week);
        table.decimal(row.cost_per_m3);
        room(table, row.room);
        table.origin(row.origin);
    }
    save(table);
}

void ScenarioWriter::closures() const {
    TableWriter table(kClosures.view());
    for (const model::Closure& row : data_.closures) {
        table.row();
        table.choice(row.what);
        table.word(row.lane.exists()    ? id(row.lane)
                   : row.place.exists() ? id(row.place)
                                        : id(row.area));
        table.date(row.from);
        table.date(row.to);
        table.text(row.reason);
        table.origin(row.origin);
    }
    save(table);
}

void ScenarioWriter::products() const {
    TableWriter table(kProducts.view());
    for (const model::Product& row : data_.products) {
        const bool goods = row.kind == model::ProductKind::goods;
        table.row();
        table.word(row.product_id);
        table.text(row.name);
        table.choice(row.kind);
        table.text(row.unit);
        table.number(row.pack_units);
        if (goods) {
            table.choice(row.storage_class);
            table.number(row.pack_cm3.value());
            table.number(row.companion_ambient_cm3.value());
        } else {
            table.word("");
            table.word("");
            table.word("");
        }
        table.word(row.currency.empty() ? "" : money(row.unit_price_minor, row.currency));
        table.word(row.currency);
        table.number(row.shelf_life_days);
        table.number(row.min_remaining_days);
    }
    save(table);
}

void ScenarioWriter::packaging() const {
    TableWriter table(kPackaging.view());
    for (const model::Product& product : data_.products) {
        for (const model::Packaging& row : product.packaging) {
            table.row();
            table.word(product.product_id);
            table.number(row.level);
            table.choice(row.storage_class);
            table.number(row.pack_cm3.value());
            table.number(row.ship_multiple);
            table.number(row.max_days);
        }
    }
    save(table);
}

void ScenarioWriter::programmes() const {
    TableWriter table(kProgrammes.view());
    for (const model::Programme& row : data_.programmes) {
        table.row();
        table.word(row.programme_id);
        table.text(row.name);
        table.text(row.cell);
        table.choice(row.ven);
        table.decimal(row.weight);
        table.word(row.waits ? "waits" : "lost");
        table.number(row.max_wait_weeks);
        table.number(row.serve_level);
    }
    save(table);
}

void ScenarioWriter::serves() const {
    TableWriter table(kServes.view());
    for (const model::Serves& row : data_.serves) {
        table.row();
        table.word(id(row.programme));
        table.word(id(row.product));
        table.decimal(row.units_per_person);
        table.decimal(row.wastage_rate);
        table.number(row.series_dose);
        if (row.series_dose == 1) {
            table.word("");
        } else {
            table.number(row.min_interval_weeks);
        }
        table.number(row.max_interval_weeks);
    }
    save(table);
}

void ScenarioWriter::needs() const {
    const model::Day last = data_.header.start + std::chrono::days(7 * data_.header.weeks - 1);
    TableWriter table(kNeeds.view());
    for (const model::Need& row : data_.needs) {
        if (row.derived) {
            continue;
        }
        const bool whole_horizon = row.from == data_.header.start && row.to == last;
        table.row();
        table.word(id(row.programme));
        table.word(at(row));
        table.date(whole_horizon ? std::nullopt : std::optional(row.from));
        table.date(whole_horizon ? std::nullopt : std::optional(row.to));
        table.number(row.persons.value());
        table.word(row.group);
        table.word(row.activity);
        table.text(row.source);
        table.origin(row.origin);
    }
    save(table);
}

void ScenarioWriter::quantification() const {
    TableWriter table(kQuantification.view());
    for (const model::Quantification& row : data_.quantifications) {
        table.row();
        table.word(id(row.programme));
        table.word(at(row));
        table.choice(row.method);
        table.number(row.population);
        table.decimal(row.share);
        table.decimal(row.coverage_target);
        table.number(row.already_served);
        table.decimal(row.cases_per_1000);
        table.decimal(row.consumption);
        table.decimal(row.reporting_rate);
        std::string stockout = row.stockout_days ? std::to_string(*row.stockout_days) : "";
        if (row.stockout_days && row.period_days) {
            stockout += "/" + std::to_string(*row.period_days);
        }
        table.word(stockout);
        table.decimal(row.growth_rate);
        table.decimal(row.buffer_weeks);
        table.text(row.source);
        table.origin(row.origin);
    }
    save(table);
}

void ScenarioWriter::absorption() const {
    TableWriter table(kAbsorption.view());
    for (const model::Absorption& row : data_.absorptions) {
        table.row();
        table.word(at(row));
        table.word(list(row.programmes));
        table.date(row.from);
        table.date(row.to);
        table.number(row.persons_per_week.value());
        table.origin(row.origin);
    }
    save(table);
}

/// One row of the files may be two supplies of the model: the part that carries an earmark with a
/// reserve share below one, and behind it the free part of the same row.
void ScenarioWriter::stock_and_supplies() const {
    TableWriter stock(kStock.view());
    TableWriter supplies(kSupplies.view());
    for (std::size_t i = 0; i < data_.supplies.size(); ++i) {
        const model::Supply& row = data_.supplies[i];
        const model::Batch& batch = data_.batches[row.batch.value()];
        std::int64_t packs = row.packs.value();
        const bool shared =
            batch.earmark.exists() &&
            data_.earmarks[batch.earmark.value()].reserve_share < model::Fixed9::from_integer(1);
        if (shared) {
            if (i + 1 < data_.supplies.size() && data_.supplies[i + 1].supply_id == row.supply_id) {
                packs += data_.supplies[++i].packs.value();
            }
            const base::Int128 share = data_.earmarks[batch.earmark.value()].reserve_share.nano();
            IMDAD_ASSERT(base::ceil_div(share * packs, base::Fixed9::kScale) == row.packs.value(),
                         "a supply under a reserve share is followed by the free rest of its row");
        }
        const bool on_hand = row.status == model::SupplyStatus::on_hand;
        TableWriter& table = on_hand ? stock : supplies;
        table.row();
        if (on_hand) {
            table.word(id(row.place));
        } else {
            table.word(row.supply_id);
            table.text(row.source);
            table.text(row.pledge);
        }
        table.word(id(batch.product));
        table.word(batch.lot);
        table.date(batch.expiry);
        table.number(packs);
        if (!on_hand) {
            table.word(id(row.place));
            table.date(row.available_on);
            table.number(row.clearance_days);
        }
        table.word(id(batch.earmark));
        if (!on_hand) {
            table.word(row.activity);
            table.choice(static_cast<int>(row.status) - 1);
        }
        table.origin(row.origin);
    }
    save(stock);
    save(supplies);
}

void ScenarioWriter::policy() const {
    TableWriter table(kPolicy.view());
    for (const model::StockPolicy& row : data_.stock_policies) {
        table.row();
        table.number(row.level);
        table.word(id(row.product));
        table.decimal(row.min_weeks);
        table.decimal(row.max_weeks);
        table.decimal(row.closing_weeks);
    }
    save(table);
}

void ScenarioWriter::funds() const {
    TableWriter table(kFunds.view());
    for (const model::Fund& row : data_.funds) {
        table.row();
        table.word(row.fund_id);
        table.text(row.source);
        table.text(row.pledge);
        table.word(money(row.amount_minor, row.currency));
        table.word(row.currency);
        table.date(row.available_on);
        table.date(row.valid_until);
        table.text(row.use);
        table.decimal(row.overhead_rate);
        table.word(id(row.earmark));
        table.origin(row.origin);
    }
    save(table);
}

void ScenarioWriter::prices() const {
    TableWriter table(kPrices.view());
    for (const model::Price& row : data_.prices) {
        table.row();
        table.word(id(row.product));
        table.text(row.supplier);
        table.word(money(row.unit_price_minor, row.currency));
        table.word(row.currency);
        table.number(row.lead_days);
        table.word(id(row.place));
        table.number(row.max_packs_per_week ? std::optional(row.max_packs_per_week->value())
                                            : std::nullopt);
    }
    save(table);
}

void ScenarioWriter::earmarks() const {
    TableWriter table(kEarmarks.view());
    for (const model::Earmark& row : data_.earmarks) {
        const std::span<const model::AreaIndex> all(row.areas);
        table.row();
        table.word(row.earmark_id);
        table.text(row.donor);
        table.word(list(all.first(row.country_count)));
        table.word(list(all.subspan(row.country_count)));
        table.word(list(row.programmes));
        table.word(list(row.products));
        table.word(fmt::format("{}", fmt::join(row.activities, ";")));
        table.date(row.from);
        table.date(row.to);
        table.number(row.category);
        table.decimal(row.reserve_share);
    }
    save(table);
}

void ScenarioWriter::eligibility() const {
    TableWriter table(kEligibility.view());
    for (const model::Eligibility& row : data_.eligibilities) {
        table.row();
        table.word(id(row.recipient));
        table.word(id(row.product));
        table.choice(row.state);
        table.date(row.until);
    }
    save(table);
}

/// Scenarios without locks have no file of them, so that their bytes are what they always were; a
/// file left from before is emptied.
void ScenarioWriter::locks() const {
    if (data_.locks.empty() && !std::filesystem::exists(directory_ / kLocks.file)) {
        return;
    }
    TableWriter table(kLocks.view());
    for (const model::Lock& row : data_.locks) {
        const auto persons = [](const std::optional<model::Persons>& figure) {
            return figure ? std::optional(figure->value()) : std::nullopt;
        };
        table.row();
        table.word(row.lock_id);
        table.word(at(row));
        table.word(id(row.programme));
        table.word(id(row.product));
        table.date(row.from);
        table.date(row.to);
        table.number(persons(row.at_least));
        table.number(persons(row.at_most));
        table.text(row.reason);
        table.text(row.set_by);
        table.origin(row.origin);
    }
    save(table);
}

}  // namespace

void write_scenario(const model::ScenarioData& data, const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) {
        throw base::Failure(base::Failure::Kind::io,
                            directory.string() + ": cannot be made: " + error.message());
    }
    ScenarioWriter(data, directory).write_all();
}

}  // namespace imdad::exchange
