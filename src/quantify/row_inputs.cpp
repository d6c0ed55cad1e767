#include "quantify/row_quantifier.hpp"
#include "quantify/sentences.hpp"

#include <chrono>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

/// How a row's inputs are read, checked and written down.

namespace imdad::quantify {

namespace {

using base::Fixed9;

constexpr int kMostGrowthYears = 100;

int start_year(const model::Header& header) {
    return static_cast<int>(std::chrono::year_month_day(header.start).year());
}

}  // namespace

void RowQuantifier::start_with_population() {
    if (row_.population) {
        if (*row_.population < 0) {
            error("bad_value", "population", say("needs.population_negative"));
            return;
        }
        persons_ = ExactFraction(static_cast<std::uint64_t>(*row_.population));
        factor("population", fmt::format("{}", *row_.population));
        input("population", fmt::format("{}", *row_.population), "persons", kQuantificationFile);
        if (row_.growth_rate) {
            warn("no_growth", "growth_rate", say("needs.growth_not_used"));
        }
        return;
    }
    if (!row_.area.exists()) {
        error(
            "missing_input", "population", say("needs.place_without_population", explanation_.at));
        return;
    }
    area_population(data_.areas[row_.area.value()]);
}

void RowQuantifier::area_population(const model::Area& area) {
    if (!area.population) {
        error("missing_input", "population", say("needs.no_population", area.pcode));
        return;
    }
    if (*area.population < 0) {
        error("bad_value", "population", say("needs.area_population_negative", area.pcode));
        return;
    }
    persons_ = ExactFraction(static_cast<std::uint64_t>(*area.population));
    factor("population", fmt::format("{}", *area.population));
    input("population",
          fmt::format("{}", *area.population),
          "persons",
          area.population_year ? fmt::format("areas.csv, {}, {}", area.pcode, *area.population_year)
                               : fmt::format("areas.csv, {}, no year", area.pcode));
    if (row_.growth_rate) {
        grow(area);
    }
}

void RowQuantifier::grow(const model::Area& area) {
    const std::int64_t rate = row_.growth_rate->nano();
    if (rate <= -Fixed9::kScale || rate > Fixed9::kScale) {
        error("bad_value", "growth_rate", say("needs.not_a_growth_rate", row_.growth_rate->text()));
        return;
    }
    if (!area.population_year) {
        error("missing_input", "growth_rate", say("needs.population_without_year", area.pcode));
        return;
    }
    const std::int64_t years = std::int64_t{start_year(data_.header)} - *area.population_year;
    if (std::abs(years) > kMostGrowthYears) {
        error("bad_value",
              "growth_rate",
              say("needs.population_too_far",
                  area.pcode,
                  *area.population_year,
                  std::abs(years),
                  kMostGrowthYears));
        return;
    }
    const auto grown = static_cast<std::uint64_t>(Fixed9::kScale + rate);
    for (std::int64_t year = 0; year < std::abs(years); ++year) {
        if (years > 0) {
            persons_.multiply(grown, Fixed9::kScale);
        } else {
            persons_.multiply(Fixed9::kScale, grown);
        }
    }
    factor("(1 + growth_rate)^years", fmt::format("(1 + {})^{}", row_.growth_rate->text(), years));
    input("growth_rate", row_.growth_rate->text(), "share a year", kQuantificationFile);
    input("years",
          fmt::format("{}", years),
          "years",
          fmt::format("from {} to the year of the start, {}",
                      *area.population_year,
                      start_year(data_.header)));
}

void RowQuantifier::times_percentage(const char* column, const std::optional<Fixed9>& value) {
    if (!value) {
        error("missing_input", column, say("needs.share_missing", explanation_.method));
        return;
    }
    if (value->nano() < 0 || value->nano() > Fixed9::kScale) {
        error("bad_value", column, say("needs.not_a_share", value->text()));
        return;
    }
    persons_.multiply(*value);
    factor(column, value->text());
    input(column, value->text(), "share", kQuantificationFile);
}

void RowQuantifier::error(const char* code, const char* column, base::Said message) {
    ok_ = false;
    report_.errors.push_back({code, std::move(message), where(column), {}});
}

void RowQuantifier::warn(const char* code, const char* column, base::Said message) {
    report_.warnings.push_back({code, std::move(message), where(column), {}});
}

void RowQuantifier::input(std::string name,
                          std::string value,
                          std::string unit,
                          std::string source) {
    explanation_.inputs.push_back(
        {std::move(name), std::move(value), std::move(unit), std::move(source)});
}

void RowQuantifier::factor(std::string_view name, std::string_view number) {
    const char* sign = explanation_.formula.empty() ? "" : " x ";
    explanation_.formula += sign;
    explanation_.formula += name;
    explanation_.with_numbers += sign;
    explanation_.with_numbers += number;
}

std::string RowQuantifier::where(const char* column) const {
    return fmt::format("{}:{}, column {}", kQuantificationFile, row_.row, column);
}

}  // namespace imdad::quantify
