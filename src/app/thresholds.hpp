#pragma once

#include "app/approvals.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Above which amount a commitment takes two people, unit by unit.

namespace imdad::app {

struct ThresholdLine {
    std::string unit;
    std::optional<std::int64_t> amount;  ///< minor or issue units; no value: none any more
    std::string user;                    ///< `@name` of who set it
    std::string recorded_utc;
};

/// Every setting, the latest of each unit counts.
[[nodiscard]] Answer<std::vector<ThresholdLine>> list_thresholds(const Access& access);

/// What became of a setting: it counts, or it is a proposal.
struct ThresholdSet {
    std::optional<ProposalLine> proposal;
    bool replayed = false;  ///< this key asked for just this before
};

/// `amount`: no value takes the threshold away. One that lets more through than the one before is
/// kept as a proposal: else whoever sets it could lift it, commit, and put it back.
/// `key`: of the request; empty: it is not kept.
/// Errors: those of `open_session`; `unknown_unit`, `negative`, `threshold_unchanged`, `bad_id`,
/// `id_with_other_body`.
[[nodiscard]] Answer<ThresholdSet> set_threshold(const Access& access,
                                                 const std::string& unit,
                                                 std::optional<std::int64_t> amount,
                                                 const std::string& key = {});

/// The row of `proposal_tasks`.
[[nodiscard]] ProposalTask threshold_task();

}  // namespace imdad::app
