#pragma once

#include "app/movement.hpp"
#include "store/adopted_plans.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// Shipments and receipts inside a movement that is under way: for one of them, for all that are
/// due, and for the rows of a file. Inside of `app` only.

namespace imdad::app {

/// The last adopted plan and how much of each of its shipments was sent.
class PlannedWork {
 public:
    /// `plan`: its name; empty: the last adopted. Errors: `no_plan`.
    [[nodiscard]] static Answer<PlannedWork> read(Movement& movement, const std::string& plan);

    /// All that departs by the day of the movement. `from`: only from there; empty: from anywhere.
    [[nodiscard]] Answer<void> send_due(const std::string& from, ShipOutcome& outcome);

    /// Errors: `no_planned_shipment`.
    [[nodiscard]] Answer<void> send_number(std::int64_t number,
                                           const std::string& from,
                                           ShipOutcome& outcome);

 private:
    explicit PlannedWork(Movement& movement) : movement_(&movement) {}

    [[nodiscard]] Answer<void> send_rest(const store::PlannedShipment& shipment,
                                         const std::string& asked,
                                         ShipOutcome& outcome);
    [[nodiscard]] Answer<ledger::AccountKey> given_to(const ShelfAccount& account,
                                                      std::int64_t amount,
                                                      const store::PlannedShipment& shipment);

    Movement* movement_;
    std::string asked_plan_;
    std::string name_;
    std::vector<store::PlannedShipment> shipments_;  ///< by day of departure
    std::map<ledger::Id, std::int64_t> sent_;
};

/// A dispatch out of an account, not yet posted.
[[nodiscard]] ledger::Command dispatch_command(Movement& movement,
                                               const ledger::AccountKey& from,
                                               ledger::Name to,
                                               std::int64_t amount);

[[nodiscard]] SentLine sent_line(const Movement& movement, const ledger::Command& command);

/// `id_with_other_body`.
[[nodiscard]] tl::unexpected<Refusal> other_body(const Movement& movement);

/// As `ship`, without writing. True if just this was done before: then nothing is posted anew.
[[nodiscard]] Answer<bool> ship_by_hand(Movement& movement,
                                        const ShipRequest& request,
                                        ShipOutcome& outcome);

/// By its id, or as many of its first digits as name only one that is on its way, else the first
/// that was. Errors: `unknown_dispatch`, `several_dispatches`.
[[nodiscard]] Answer<ledger::Id> dispatch_named(const Movement& movement, const std::string& text);

/// As `receive`, without writing. True if just this was done before.
[[nodiscard]] Answer<bool> receive_one(Movement& movement,
                                       const ReceiveRequest& request,
                                       ReceiveOutcome& outcome);

/// Adds what a movement of this id, asked for in the same words, sent before; false: it is new.
/// Errors: `id_with_other_body`.
[[nodiscard]] Answer<bool> sent_before(Movement& movement,
                                       const std::string& asked,
                                       ShipOutcome& outcome);

/// How a request for what a plan asks for is kept beside what it sent: the same words for the same
/// request.
[[nodiscard]] std::string words_of_due(const std::string& plan,
                                       const std::string& from,
                                       base::Day on);
[[nodiscard]] std::string words_of_number(const std::string& plan,
                                          const std::string& from,
                                          std::int64_t number);

}  // namespace imdad::app
