#pragma once

#include "model/explanation.hpp"
#include "plan/calendar.hpp"
#include "plan/explain_limits.hpp"

#include <string>
#include <utility>
#include <vector>

/// Causes in the words of a planner: ids, names and Mondays, as phrases of explain_phrases.hpp.

namespace imdad::plan {

class Wording {
 public:
    explicit Wording(const model::Scenario& scenario)
        : scenario_(scenario), calendar_(scenario->header) {}

    /// `National store (nat)`.
    [[nodiscard]] model::Phrase place(std::size_t row) const;

    /// `lane nat-south (National store to South store)`.
    [[nodiscard]] model::Phrase lane(std::size_t row) const;

    /// `ambient`, `maximum stock`.
    [[nodiscard]] static model::Phrase storage_class(std::size_t c);

    /// Mondays: up to three by themselves, else first, last and number.
    [[nodiscard]] model::Phrase weeks(const std::vector<int>& weeks) const;

    [[nodiscard]] std::string monday(int week) const;

    /// `S1, S2, S3 and 5 more`, with what and where.
    [[nodiscard]] model::Phrase supplies(const std::vector<Thing>& things) const;

    /// Persons in Cedar, teams of which programmes.
    [[nodiscard]] model::Phrase absorption(std::size_t row) const;
    [[nodiscard]] model::Phrase lock(std::size_t row) const;

    [[nodiscard]] model::Phrase closure(std::size_t row) const;

    /// {"lane", "nat-south"} and so on, in the order of the things, no pair twice.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> ids(
        const std::vector<Thing>& things) const;

    /// A cause with a price.
    [[nodiscard]] model::Phrase scarce(const model::Cause& cause,
                                       const std::vector<Thing>& things,
                                       double next_worth) const;

    /// A cause without a way. `first_goods`: week, if any.
    [[nodiscard]] model::Phrase obstacle(const model::Cause& cause,
                                         const Obstacle& obstacle,
                                         std::optional<int> first_goods) const;

 private:
    [[nodiscard]] model::Phrase limit_phrase(Limit limit, const Obstacle& obstacle) const;
    [[nodiscard]] model::Phrase earmarks(const std::vector<Thing>& things) const;
    [[nodiscard]] model::Phrase refusals(const std::vector<Thing>& things) const;
    [[nodiscard]] model::Phrase rooms(const std::vector<Thing>& things) const;
    [[nodiscard]] model::Phrase lanes(const std::vector<Thing>& things, Limit limit) const;

    const model::Scenario& scenario_;
    Calendar calendar_;
};

/// `12`, `3.4`, `0.056`: three figures that matter, no exponent.
[[nodiscard]] std::string three_figures(double value);

}  // namespace imdad::plan
