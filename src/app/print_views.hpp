#pragma once

#include "app/print_desk.hpp"

#include <optional>
#include <string>

/// Screens on paper: each is made of the documents that the API answers its screen with, so that no
/// figure can differ, and asks for what the screen asks for, so that nobody reads more of it.
/// Errors: those of what the screen reads; `unknown_language`.

namespace imdad::app {

[[nodiscard]] Answer<report::PrintDocument> print_status(const Access& access,
                                                         const PrintWish& wish,
                                                         const std::string& id);

[[nodiscard]] Answer<report::PrintDocument> print_brief(const Access& access,
                                                        const PrintWish& wish,
                                                        const std::string& party);

[[nodiscard]] Answer<report::PrintDocument> print_today(const Access& access,
                                                        const PrintWish& wish);

/// Any entity of the register: facts, what stands beneath, next steps, history.
[[nodiscard]] Answer<report::PrintDocument> print_record(const Access& access,
                                                         const PrintWish& wish,
                                                         const std::string& kind,
                                                         const std::string& id);

/// Empty: any. `unit`: one has to be chosen; without it US dollars, else the first one.
struct PledgesAsked {
    std::string unit;
    std::string donor;
    bool open = false;
    std::string sort;  ///< late (default), amount, donor
};

[[nodiscard]] Answer<report::PrintDocument> print_pledges(const Access& access,
                                                          const PrintWish& wish,
                                                          const PledgesAsked& asked);

[[nodiscard]] Answer<report::PrintDocument> print_pledge(const Access& access,
                                                         const PrintWish& wish,
                                                         const std::string& pledge);

[[nodiscard]] Answer<report::PrintDocument> print_donor(const Access& access,
                                                        const PrintWish& wish,
                                                        const std::string& donor);

[[nodiscard]] Answer<report::PrintDocument> print_trace(const Access& access,
                                                        const PrintWish& wish,
                                                        const std::string& id);

/// Without a unit the first one; without a stage what is on hand, where there is any.
struct BalancesAsked {
    std::string unit;
    std::string stage;
    std::string holder;
};

[[nodiscard]] Answer<report::PrintDocument> print_balances(const Access& access,
                                                           const PrintWish& wish,
                                                           const BalancesAsked& asked);

[[nodiscard]] Answer<report::PrintDocument> print_trial_balance(const Access& access,
                                                                const PrintWish& wish);

[[nodiscard]] Answer<report::PrintDocument> print_exceptions(const Access& access,
                                                             const PrintWish& wish,
                                                             std::optional<base::Day> from,
                                                             std::optional<base::Day> to);

[[nodiscard]] Answer<report::PrintDocument> print_audit(const Access& access,
                                                        const PrintWish& wish);

/// Empty: any.
struct StockAsked {
    std::string at;
    std::string unit;
    std::string stage;
};

[[nodiscard]] Answer<report::PrintDocument> print_stock(const Access& access,
                                                        const PrintWish& wish,
                                                        const StockAsked& asked);

}  // namespace imdad::app
