#include "quantify/row_quantifier.hpp"

#include "quantify/sentences.hpp"

#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>

namespace imdad::quantify {

namespace {

using base::Fixed9;
using model::QuantificationMethod;

constexpr int kDefaultPeriodDays = 30;

const char* to_text(QuantificationMethod method) {
    switch (method) {
        case QuantificationMethod::demographic:
            return "demographic";
        case QuantificationMethod::morbidity:
            return "morbidity";
        case QuantificationMethod::consumption:
            return "consumption";
        case QuantificationMethod::kit:
            return "kit";
    }
    return "";
}

}  // namespace

RowQuantifier::RowQuantifier(const model::ScenarioData& data,
                             const model::Quantification& row,
                             DerivedNeeds& report)
    : data_(data), row_(row), report_(report) {
    explanation_.programme = data.programmes[row.programme.value()].programme_id;
    explanation_.at = row.area.exists() ? data.areas[row.area.value()].pcode
                                        : data.places[row.place.value()].place_id;
    explanation_.method = to_text(row.method);
    explanation_.source = row.source;
    explanation_.origin = model::to_text(row.origin);
    explanation_.row = row.row;
}

void RowQuantifier::run() {
    switch (row_.method) {
        case QuantificationMethod::demographic:
            demographic();
            break;
        case QuantificationMethod::morbidity:
            morbidity();
            break;
        case QuantificationMethod::consumption:
            consumption();
            break;
        case QuantificationMethod::kit:
            kit();
            break;
    }
    add_buffer();
    if (ok_) {
        warn_unused();
        finish();
    }
}

void RowQuantifier::demographic() {
    start_with_population();
    times_percentage("share", row_.share);
    times_percentage("coverage_target", row_.coverage_target);
    const std::int64_t served = row_.already_served.value_or(0);
    if (served < 0) {
        error("bad_value", "already_served", say("needs.served_negative"));
        return;
    }
    input("already_served",
          fmt::format("{}", served),
          "persons",
          row_.already_served ? kQuantificationFile : "default: nobody");
    explanation_.formula += " - already_served";
    explanation_.with_numbers += fmt::format(" - {}", served);
    if (ok_ && !persons_.subtract(static_cast<std::uint64_t>(served))) {
        warn("nothing_left", "already_served", say("needs.nothing_left"));
    }
}

void RowQuantifier::morbidity() {
    start_with_population();
    if (!row_.cases_per_1000) {
        error("missing_input", "cases_per_1000", say("needs.cases_missing"));
        return;
    }
    if (row_.cases_per_1000->nano() < 0) {
        error("bad_value", "cases_per_1000", say("needs.cases_negative"));
        return;
    }
    persons_.multiply(*row_.cases_per_1000);
    persons_.multiply(1, 1000);
    factor("cases_per_1000 / 1000", row_.cases_per_1000->text() + " / 1000");
    input("cases_per_1000",
          row_.cases_per_1000->text(),
          "cases per 1,000 people in the horizon",
          kQuantificationFile);
}

void RowQuantifier::consumption() {
    if (!row_.consumption) {
        error("missing_input", "consumption", say("needs.use_missing"));
    } else if (row_.consumption->nano() < 0) {
        error("bad_value", "consumption", say("needs.use_negative"));
    }
    if (!row_.reporting_rate) {
        error("missing_input", "reporting_rate", say("needs.reporting_missing"));
    } else if (row_.reporting_rate->nano() <= 0 || row_.reporting_rate->nano() > Fixed9::kScale) {
        error("bad_value",
              "reporting_rate",
              say("needs.not_a_reporting_rate", row_.reporting_rate->text()));
    }
    const int period_days = row_.period_days.value_or(kDefaultPeriodDays);
    if (!row_.stockout_days) {
        error("missing_input", "stockout_days", say("needs.stockout_missing"));
    } else if (period_days <= 0 || *row_.stockout_days < 0 || *row_.stockout_days >= period_days) {
        error("bad_value",
              "stockout_days",
              say("needs.stockout_days", *row_.stockout_days, period_days));
    }
    if (!ok_) {
        return;
    }
    const auto period = static_cast<std::uint64_t>(period_days);
    const auto days_with_stock = static_cast<std::uint64_t>(period_days - *row_.stockout_days);
    const auto horizon_days = static_cast<std::uint64_t>(data_.header.weeks) * 7;
    persons_ = ExactFraction(1);
    persons_.multiply(*row_.consumption);
    persons_.divide(*row_.reporting_rate);
    persons_.multiply(period, days_with_stock);
    persons_.multiply(horizon_days, period);
    explanation_.formula =
        "consumption / reporting_rate / (1 - stockout_days / period_days) x horizon_days / "
        "period_days";
    explanation_.with_numbers = fmt::format("{} / {} / (1 - {} / {}) x {} / {}",
                                            row_.consumption->text(),
                                            row_.reporting_rate->text(),
                                            *row_.stockout_days,
                                            period,
                                            horizon_days,
                                            period);
    input("consumption",
          row_.consumption->text(),
          "persons served in the period",
          kQuantificationFile);
    input("reporting_rate", row_.reporting_rate->text(), "share", kQuantificationFile);
    input("stockout_days", fmt::format("{}", *row_.stockout_days), "days", kQuantificationFile);
    input("period_days",
          fmt::format("{}", period),
          "days",
          row_.period_days ? kQuantificationFile : "default: a month of 30 days");
    input("horizon_days",
          fmt::format("{}", horizon_days),
          "days",
          fmt::format("datapackage.json, {} weeks", data_.header.weeks));
}

void RowQuantifier::kit() {
    start_with_population();
    if (row_.share) {
        times_percentage("share", row_.share);
    } else if (!row_.population) {
        // An area's whole population in need is too large a statement to be made by leaving a cell
        // empty.
        error("missing_input", "share", say("needs.people_missing"));
    }
}

void RowQuantifier::add_buffer() {
    if (!row_.buffer_weeks) {
        return;
    }
    if (row_.buffer_weeks->nano() < 0) {
        error("bad_value", "buffer_weeks", say("needs.buffer_negative"));
        return;
    }
    if (!ok_) {
        return;
    }
    // (weeks + buffer) / weeks in billionths, as one fraction; both stay far below 2^64.
    const std::uint64_t weeks = static_cast<std::uint64_t>(data_.header.weeks) * Fixed9::kScale;
    persons_.multiply(weeks + static_cast<std::uint64_t>(row_.buffer_weeks->nano()), weeks);
    explanation_.formula = fmt::format("({}) x (1 + buffer_weeks / weeks)", explanation_.formula);
    explanation_.with_numbers = fmt::format("({}) x (1 + {} / {})",
                                            explanation_.with_numbers,
                                            row_.buffer_weeks->text(),
                                            data_.header.weeks);
    input("buffer_weeks",
          row_.buffer_weeks->text(),
          "weeks of the average need",
          kQuantificationFile);
    input("weeks", fmt::format("{}", data_.header.weeks), "weeks", "datapackage.json");
}

void RowQuantifier::warn_unused() {
    const bool demographic = row_.method == QuantificationMethod::demographic;
    const bool morbidity = row_.method == QuantificationMethod::morbidity;
    const bool consumption = row_.method == QuantificationMethod::consumption;
    const bool kit = row_.method == QuantificationMethod::kit;
    const auto unused = std::to_array<std::pair<const char*, bool>>({
        {"population", row_.population.has_value() && consumption},
        {"share", row_.share.has_value() && !demographic && !kit},
        {"coverage_target", row_.coverage_target.has_value() && !demographic},
        {"already_served", row_.already_served.has_value() && !demographic},
        {"cases_per_1000", row_.cases_per_1000.has_value() && !morbidity},
        {"consumption", row_.consumption.has_value() && !consumption},
        {"reporting_rate", row_.reporting_rate.has_value() && !consumption},
        {"stockout_days", row_.stockout_days.has_value() && !consumption},
        {"growth_rate", row_.growth_rate.has_value() && consumption},
    });
    for (const auto& [column, stated] : unused) {
        if (stated) {
            warn("unused_input", column, say("needs.not_used", explanation_.method));
        }
    }
}

void RowQuantifier::finish() {
    const auto persons = persons_.ceil(kMostPersons);
    if (!persons) {
        error("too_large",
              "method",
              say("needs.too_many_persons", explanation_.with_numbers, kMostPersons));
        return;
    }
    explanation_.persons = model::Persons(*persons);
    model::Need need;
    need.programme = row_.programme;
    need.place = row_.place;
    need.area = row_.area;
    need.from = data_.header.start;
    need.to = data_.header.start + std::chrono::days(7 * data_.header.weeks - 1);
    need.persons = explanation_.persons;
    need.source = row_.source;
    need.origin = {
        model::Origin::Kind::derived,
        fmt::format(
            "{} method, line {} of {}", explanation_.method, row_.row, kQuantificationFile)};
    need.derived = true;
    need.row = row_.row;
    report_.needs.push_back(std::move(need));
    report_.explanations.push_back(std::move(explanation_));
}

}  // namespace imdad::quantify
