#pragma once

#include "verify/checker.hpp"

#include <string>

#include "support/chain.hpp"
#include <gtest/gtest.h>

namespace imdad::verify {

using namespace imdad::test_support;

inline std::string all_messages(const Verdict& verdict) {
    std::string text;
    for (const Violation& violation : verdict.violations) {
        text += violation.code + ": " + violation.message + "\n";
    }
    return text;
}

inline void expect_accepted(const model::Scenario& scenario, const model::Plan& plan) {
    const Verdict verdict = check(scenario, plan);
    EXPECT_TRUE(verdict.accepted) << all_messages(verdict);
    EXPECT_TRUE(verdict.violations.empty());
    EXPECT_TRUE(verdict.counts.empty());
    EXPECT_GT(verdict.constraints_checked, 0U);
}

/// Where a fault must be seen. `rows`: how many rows it breaks, all of the same kind.
struct Fault {
    std::string code;
    std::string place;
    std::string product;
    int week = -1;
    std::size_t rows = 1;
};

/// The plan is refused for this fault and for nothing else; returns the first violated row.
inline Violation expect_only(const model::Scenario& scenario,
                             const model::Plan& plan,
                             const Fault& fault) {
    const Verdict verdict = check(scenario, plan);
    EXPECT_FALSE(verdict.accepted);
    EXPECT_EQ(verdict.counts.size(), 1U) << all_messages(verdict);
    if (verdict.violations.empty()) {
        ADD_FAILURE() << "no violation kept";
        return {};
    }
    const Violation& first = verdict.violations.front();
    EXPECT_EQ(first.code, fault.code) << first.message;
    EXPECT_EQ(first.place, fault.place) << first.message;
    EXPECT_EQ(first.product, fault.product) << first.message;
    EXPECT_EQ(first.week, fault.week) << first.message;
    EXPECT_EQ(verdict.violations.size(), fault.rows) << all_messages(verdict);
    EXPECT_TRUE(first.message.ends_with('.')) << first.message;
    EXPECT_FALSE(first.unit.empty());
    EXPECT_NE(first.message.find(fault.product), std::string::npos) << first.message;
    if (verdict.counts.contains(fault.code)) {
        EXPECT_EQ(verdict.counts.at(fault.code), fault.rows);
    }
    return first;
}

/// Goods of a second product, "spare", that lie at the store and serve nobody: shipping some of
/// them breaks nothing else.
struct Spare {
    ProductIndex product;
    BatchIndex lot;
    SupplyIndex supply;
};

inline Spare add_spare(Chain& chain, PlaceIndex place, Day expiry = model::kNoLimit) {
    Spare spare;
    spare.product = chain.builder.product("spare", 10, 1000);
    spare.lot = chain.builder.batch(spare.product, "S1", expiry);
    spare.supply = chain.builder.stock(place, spare.lot, 20);
    chain.plan.start(spare.supply, 20);
    return spare;
}

}  // namespace imdad::verify
