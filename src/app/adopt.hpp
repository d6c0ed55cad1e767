#pragma once

#include "app/approvals.hpp"
#include "app/verify_plan.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// `imdad adopt`: what a plan ships is reserved in the books, under the activities that pay for it.

namespace imdad::app {

struct AdoptRequest {
    Access access;
    std::filesystem::path snapshot;  ///< folder that `imdad snapshot` made
    std::filesystem::path plan;      ///< folder that `imdad plan` made of it
    std::string id;                  ///< of the adoption, 32 hexadecimal digits; empty: drawn here
    std::string activity;            ///< takes what no activity of its own takes; may be empty
    bool emergency = false;          ///< although an agreement is not in force
    std::string reason;              ///< of the emergency
    bool dry_run = false;
    std::string plan_id;      ///< of a server: what people call the plan instead of its folder
    std::string key;          ///< of a request, 32 hexadecimal digits; empty: it is not kept
    bool day_is_said = true;  ///< `access.today` was asked for, and is not the day of the clock
};

/// A command of the ledger, in words.
struct AdoptedLine {
    std::string kind;  ///< `allocate` or `commit`
    std::string holder;
    std::string unit;
    std::string lot;
    std::string pledge;
    std::string activity;
    std::int64_t amount = 0;  ///< smallest issue units
    std::string row;          ///< of the scenario: "stock:17"
};

/// Lines of one kind, activity and unit together.
struct AdoptedSum {
    std::string kind;
    std::string activity;
    std::string unit;
    std::int64_t amount = 0;
    std::size_t commands = 0;
};

struct AdoptOutcome {
    VerifyOutcome verified;  ///< if it is not accepted, or of another scenario, nothing was written
    std::vector<AdoptedLine> lines;  ///< none if this key proposed it before
    std::vector<AdoptedSum> sums;    ///< of `lines`, by kind, activity and unit
    std::size_t shipments = 0;
    std::string id;
    std::optional<ProposalLine> proposal;  ///< kept for the second person; none if not written
    bool replayed = false;  ///< this id adopted the same before, or this key proposed it

    /// The plan may be adopted.
    [[nodiscard]] bool usable() const { return verified.accepted() && !verified.scenario_changed; }
};

/// Proposes the adoption, after everything that would be posted has been tried on the books. When
/// another user approves it, it is tried again on the books and the folders as they are then, and
/// posted in one transaction: stock and commitments that the plan takes are given to the activities
/// that pay for them, what was only promised is committed, and the shipments are kept as planned.
/// Refused as a whole if any row that the snapshot gave is not in the books as it was: the row is
/// named.
///
/// The activity of a shipment is the one that its goods belong to already; else the only one that
/// is planned, ready or under way, takes the product as a resource and works in the whole country
/// that the goods go to; else `activity`. What is on its way cannot be given to an activity before
/// it arrives.
/// Errors: those of `open_session` and `propose_within`; `no_snapshot`, `snapshot_malformed`,
/// `other_books`, `books_moved`, `no_activity`, `several_activities`, `several_countries`,
/// `bad_id`, `id_with_other_body`, and those of the ledger and of `objections`, naming the row.
/// Throws `base::Failure`.
[[nodiscard]] Answer<AdoptOutcome> adopt_plan(const AdoptRequest& request);

/// `plan_id` of what a proposal adopts; empty: it adopts nothing, or a folder of the command line.
[[nodiscard]] std::string plan_of_adoption(const store::Proposal& proposal);

/// The row of `proposal_tasks`.
[[nodiscard]] ProposalTask adopt_task();

}  // namespace imdad::app
