#include "describe.hpp"

#include <fmt/format.h>

namespace imdad::exchange_test {

namespace {

std::string text(const std::string& value) {
    return "'" + value + "'";
}

std::string text(std::int64_t value) {
    return std::to_string(value);
}

std::string text(std::size_t value) {
    return std::to_string(value);
}

std::string text(int value) {
    return std::to_string(value);
}

std::string text(bool value) {
    return value ? "yes" : "no";
}

std::string text(double value) {
    return fmt::format("{}", value);
}

std::string text(base::Fixed9 value) {
    return value.text();
}

std::string text(base::Day value) {
    return std::to_string(value.time_since_epoch().count());
}

std::string text(const model::Origin& value) {
    return text(model::to_text(value));
}

template <typename Tag>
std::string text(base::Index<Tag> value) {
    return value.exists() ? "#" + std::to_string(value.value()) : "none";
}

template <typename Tag>
std::string text(base::Count<Tag> value) {
    return std::to_string(value.value());
}

template <typename Enum>
    requires std::is_enum_v<Enum>
std::string text(Enum value) {
    return std::to_string(static_cast<int>(value));
}

// Before the template for lists, which must find them.
std::string text(const model::Source& source);
std::string text(const model::Packaging& row);

template <typename Value>
std::string text(const std::optional<Value>& value) {
    return value ? text(*value) : "none";
}

template <typename Value>
std::string text(const std::vector<Value>& values) {
    std::string result = "[";
    for (const Value& value : values) {
        result += text(value) + " ";
    }
    return result + "]";
}

std::string text(const model::ClassRoom& room) {
    std::string result;
    for (const std::int64_t cm3 : room.cm3) {
        result += std::to_string(cm3) + "/";
    }
    return result;
}

std::string text(const model::Source& source) {
    return source.title + "|" + source.path;
}

std::string text(const model::Packaging& row) {
    return fmt::format("{}:{}:{}:{}:{}",
                       row.level,
                       text(row.storage_class),
                       text(row.pack_cm3),
                       row.ship_multiple,
                       text(row.max_days));
}

class Description {
 public:
    template <typename... Values>
    void row(const char* table, const Values&... values) {
        result_ += table;
        ((result_ += " " + text(values)), ...);
        result_ += '\n';
    }

    [[nodiscard]] const std::string& result() const { return result_; }

 private:
    std::string result_;
};

void describe_network(Description& out, const model::ScenarioData& data) {
    const model::Header& h = data.header;
    out.row("header",
            h.name,
            h.title,
            h.label,
            h.start,
            h.weeks,
            h.currency,
            h.policy,
            h.policy_chosen_by,
            h.audience,
            h.sources,
            h.licences);
    for (const auto& rule : h.rules) {
        out.row("rule", rule.name, rule.text);
    }
    for (const auto& r : data.areas) {
        out.row("area",
                r.pcode,
                r.level,
                r.name,
                r.name_ar,
                r.name_fr,
                r.parent,
                r.population,
                r.population_year,
                r.weight,
                r.lat,
                r.lon,
                r.origin);
    }
    for (const auto& r : data.places) {
        out.row("place",
                r.place_id,
                r.name,
                r.kind,
                r.level,
                r.area,
                r.lat,
                r.lon,
                r.room,
                r.owner,
                r.sensitivity,
                r.origin,
                r.tier);
    }
    for (const auto& r : data.lanes) {
        out.row("lane",
                r.lane_id,
                r.from,
                r.to,
                r.mode,
                r.distance_km,
                r.lead_days,
                r.every_weeks,
                r.first_week,
                r.cost_per_m3,
                r.room,
                r.origin);
    }
    for (const auto& r : data.closures) {
        out.row("closure", r.what, r.lane, r.place, r.area, r.from, r.to, r.reason, r.origin);
    }
}

void describe_demand(Description& out, const model::ScenarioData& data) {
    for (const auto& r : data.products) {
        out.row("product",
                r.product_id,
                r.name,
                r.kind,
                r.unit,
                r.pack_units,
                r.storage_class,
                r.pack_cm3,
                r.companion_ambient_cm3,
                r.unit_price_minor,
                r.currency,
                r.shelf_life_days,
                r.min_remaining_days,
                r.packaging);
    }
    for (const auto& r : data.programmes) {
        out.row("programme",
                r.programme_id,
                r.name,
                r.cell,
                r.ven,
                r.weight,
                r.waits,
                r.max_wait_weeks,
                r.serve_level);
    }
    for (const auto& r : data.serves) {
        out.row("serves",
                r.programme,
                r.product,
                r.units_per_person,
                r.wastage_rate,
                r.series_dose,
                r.min_interval_weeks,
                r.max_interval_weeks);
    }
    for (const auto& r : data.needs) {
        out.row("need",
                r.programme,
                r.place,
                r.area,
                r.from,
                r.to,
                r.persons,
                r.group,
                r.activity,
                r.source,
                r.origin,
                r.derived);
    }
    for (const auto& r : data.quantifications) {
        out.row("quantification",
                r.programme,
                r.place,
                r.area,
                r.method,
                r.population,
                r.share,
                r.coverage_target,
                r.already_served,
                r.cases_per_1000,
                r.consumption,
                r.reporting_rate,
                r.stockout_days,
                r.period_days,
                r.growth_rate,
                r.buffer_weeks,
                r.source,
                r.origin);
    }
    for (const auto& r : data.absorptions) {
        out.row("absorption",
                r.place,
                r.area,
                r.programmes,
                r.from,
                r.to,
                r.persons_per_week,
                r.origin);
    }
    for (const auto& r : data.eligibilities) {
        out.row("eligibility", r.recipient, r.product, r.state, r.until);
    }
    for (const auto& r : data.locks) {
        out.row("lock",
                r.lock_id,
                r.place,
                r.area,
                r.programme,
                r.product,
                r.from,
                r.to,
                r.at_least,
                r.at_most,
                r.reason,
                r.set_by,
                r.origin);
    }
}

void describe_supply(Description& out, const model::ScenarioData& data) {
    for (const auto& r : data.batches) {
        out.row("batch", r.product, r.lot, r.expiry, r.earmark);
    }
    for (const auto& r : data.supplies) {
        out.row("supply",
                r.supply_id,
                r.source,
                r.pledge,
                r.batch,
                r.packs,
                r.place,
                r.available_on,
                r.clearance_days,
                r.activity,
                r.status,
                r.origin);
    }
    for (const auto& r : data.stock_policies) {
        out.row("policy", r.level, r.product, r.min_weeks, r.max_weeks, r.closing_weeks);
    }
    for (const auto& r : data.funds) {
        out.row("fund",
                r.fund_id,
                r.source,
                r.pledge,
                r.amount_minor,
                r.currency,
                r.available_on,
                r.valid_until,
                r.use,
                r.overhead_rate,
                r.earmark,
                r.origin);
    }
    for (const auto& r : data.prices) {
        out.row("price",
                r.product,
                r.supplier,
                r.unit_price_minor,
                r.currency,
                r.lead_days,
                r.place,
                r.max_packs_per_week);
    }
    for (const auto& r : data.earmarks) {
        out.row("earmark",
                r.earmark_id,
                r.donor,
                r.areas,
                r.country_count,
                r.programmes,
                r.products,
                r.activities,
                r.from,
                r.to,
                r.category,
                r.reserve_share);
    }
}

}  // namespace

std::string describe(const model::ScenarioData& data) {
    Description out;
    describe_network(out, data);
    describe_demand(out, data);
    describe_supply(out, data);
    return out.result();
}

}  // namespace imdad::exchange_test
