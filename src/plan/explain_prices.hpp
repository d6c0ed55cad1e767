#pragma once

#include "engine/price_bound.hpp"
#include "model/certificate.hpp"
#include "plan/explain_limits.hpp"
#include "plan/explain_ways.hpp"
#include "plan/problem_builder.hpp"

#include <optional>
#include <vector>

/// Prices of a certificate as the engine has them, and what each step of a way pays to whom.

namespace imdad::plan {

/// Inverse of `value_certificate`. Nothing if the certificate names what the problem does not have.
[[nodiscard]] std::optional<engine::Prices> prices_of(const BuiltProblem& built,
                                                      const model::Certificate& certificate);

/// Part of the price of a step.
struct Payment {
    model::CauseKind kind = model::CauseKind::supply;
    std::vector<Thing> things;  ///< whose price it is
    int week = 0;
    double amount = 0;  ///< for the packs of one person
};

/// Costs of ways at given prices. All arguments must outlive the object.
class PricedSteps {
 public:
    PricedSteps(const BuiltProblem& built,
                const engine::CommodityNet& net,
                const engine::Prices& prices)
        : built_(built), problem_(built.problem), net_(net), prices_(prices) {}

    [[nodiscard]] WayCosts costs() const;

    /// What is paid for a step; nothing that is free.
    [[nodiscard]] std::vector<Payment> payments(const WayStep& step) const;

    /// Of one litre, unit or person a week, over all weeks of the row; of a pack of the supply.
    [[nodiscard]] double unit_price(const Payment& payment) const;

 private:
    [[nodiscard]] double ship(const engine::Link& link, int week) const;
    [[nodiscard]] double stay(const engine::Presence& here, int week) const;
    [[nodiscard]] double serve(const engine::Use& use, int week) const;
    [[nodiscard]] double lane_price(engine::Id arc, std::size_t c, int week) const;
    [[nodiscard]] double store_price(engine::Id node, std::size_t c, int week) const;
    [[nodiscard]] double maximum_price(engine::Id node, engine::Id product, int week) const;
    [[nodiscard]] engine::Id product_at(engine::Id presence) const;

    /// Locks that count a person given this dose in `week`: none unless it is the last one.
    template <typename Visit>
    void each_lock_of(const engine::Use& use, int week, const Visit& visit) const {
        const auto& options = problem_.programmes[problem_.units[use.unit].programme].options;
        if (use.dose + 1 == options[use.option].doses.size()) {
            const engine::Presence& here = net_.presences[use.presence];
            problem_.each_lock(use.unit, here.node, product_at(use.presence), week, visit);
        }
    }

    const BuiltProblem& built_;
    const engine::Problem& problem_;
    const engine::CommodityNet& net_;
    const engine::Prices& prices_;
};

}  // namespace imdad::plan
