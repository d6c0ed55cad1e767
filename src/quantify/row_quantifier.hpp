#pragma once

#include "quantify/exact_fraction.hpp"
#include "quantify/needs.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// One row of quantification.csv on its way to a need: reads its inputs, writes down what it read,
/// and complains about everything that is wrong before it gives up.

namespace imdad::quantify {

inline constexpr const char* kQuantificationFile = "quantification.csv";

class RowQuantifier {
 public:
    /// Problems are appended to `report`. Both must outlive the quantifier.
    RowQuantifier(const model::ScenarioData& data,
                  const model::Quantification& row,
                  DerivedNeeds& report);

    /// Appends the need and its explanation to the report, or only errors.
    void run();

 private:
    void demographic();
    void morbidity();
    void consumption();
    void kit();
    void add_buffer();
    void finish();

    /// Starts the fraction with the population of the row, or of the area brought to the start
    /// year.
    void start_with_population();
    void area_population(const model::Area& area);
    void grow(const model::Area& area);

    /// Multiplies by a column that must be stated, from 0 to 1.
    void times_percentage(const char* column, const std::optional<base::Fixed9>& value);
    void warn_unused();

    void error(const char* code, const char* column, base::Said message);
    void warn(const char* code, const char* column, base::Said message);
    void input(std::string name, std::string value, std::string unit, std::string source);
    void factor(std::string_view name, std::string_view number);
    [[nodiscard]] std::string where(const char* column) const;

    const model::ScenarioData& data_;
    const model::Quantification& row_;
    DerivedNeeds& report_;
    Explanation explanation_;
    ExactFraction persons_{0};
    bool ok_ = true;
};

}  // namespace imdad::quantify
