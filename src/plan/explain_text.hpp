#pragma once

#include "model/explanation.hpp"
#include "plan/calendar.hpp"
#include "plan/explain_limits.hpp"

#include <string>
#include <utility>
#include <vector>

/// Causes in the words of a planner: ids, names and Mondays.

namespace imdad::plan {

class Wording {
 public:
    explicit Wording(const model::Scenario& scenario)
        : scenario_(scenario), calendar_(scenario->header) {}

    /// `National store (nat)`.
    [[nodiscard]] std::string place(std::size_t row) const;

    /// `lane nat-south (National store to South store)`.
    [[nodiscard]] std::string lane(std::size_t row) const;

    /// `ambient`, `maximum`.
    [[nodiscard]] static std::string storage_class(std::size_t c);

    /// Mondays: up to three by themselves, else first, last and number.
    [[nodiscard]] std::string weeks(const std::vector<int>& weeks) const;

    [[nodiscard]] std::string monday(int week) const;

    /// `S1, S2, S3 and 5 more`, with what and where.
    [[nodiscard]] std::string supplies(const std::vector<Thing>& things) const;

    /// Persons in Cedar, teams of which programmes.
    [[nodiscard]] std::string absorption(std::size_t row) const;
    [[nodiscard]] std::string lock(std::size_t row) const;

    [[nodiscard]] std::string closure(std::size_t row) const;

    /// {"lane", "nat-south"} and so on, in the order of the things, no pair twice.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> ids(
        const std::vector<Thing>& things) const;

    /// A cause with a price.
    [[nodiscard]] std::string scarce(const model::Cause& cause,
                                     const std::vector<Thing>& things,
                                     double next_worth) const;

    /// A cause without a way. `first_goods`: week, if any.
    [[nodiscard]] std::string obstacle(const model::Cause& cause,
                                       const Obstacle& obstacle,
                                       std::optional<int> first_goods) const;

 private:
    [[nodiscard]] std::string limit_phrase(Limit limit, const Obstacle& obstacle) const;
    [[nodiscard]] std::string earmarks(const std::vector<Thing>& things) const;
    [[nodiscard]] std::string refusals(const std::vector<Thing>& things) const;
    [[nodiscard]] std::string rooms(const std::vector<Thing>& things) const;
    [[nodiscard]] std::string lanes(const std::vector<Thing>& things, Limit limit) const;

    const model::Scenario& scenario_;
    Calendar calendar_;
};

/// `12`, `3.4`, `0.056`: three figures that matter, no exponent.
[[nodiscard]] std::string three_figures(double value);

}  // namespace imdad::plan
