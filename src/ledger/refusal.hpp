#pragma once

#include "base/result.hpp"
#include "ledger/names.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Every refusal of the ledger, in one table: a stable code and a sentence with holes. The sentence
/// says what is wrong, why, and what would be right, with the numbers and their difference.

namespace imdad::ledger {

enum class Refusal : std::uint8_t {
    no_id,
    no_actor,
    unknown_kind,
    no_date,
    date_in_future,
    clock_went_back,
    field_missing,
    field_not_used,
    negative,
    too_large,
    unknown_unit,
    unit_exists,
    bad_decimals,
    unit_not_for_this,
    lot_missing,
    lot_not_used,
    expiry_missing,
    lot_expiry_differs,
    lot_recalled,
    lot_not_recalled,
    lot_already_recalled,
    expired,
    bad_vvm_stage,
    same_person,
    approver_missing,
    reason_missing,
    stage_not_allowed,
    same_place,
    not_enough,
    pledge_exists,
    unknown_pledge,
    parent_is_itself,
    level_unchanged,
    already_committed,
    nothing_left,
    not_lapsed_yet,
    no_deadline,
    unknown_dispatch,
    already_resolved,
    other_destination,
    other_lot,
    nothing_received,
    deadline_not_passed,
    deadline_before_date,
    way_out_missing,
    same_earmark,
    rate_not_positive,
    unknown_entry,
    already_reversed,
    not_reversible,
    reverse_other_way,
    id_with_other_body,
    bad_tolerance,
    unknown_parent,
    wrong_sequence,
    repeated_id,
    other_postings,
    other_discrepancy,
    other_leaf,
    balance_differs,
    balance_missing,
    tail_cut,
    root_differs,
    note_malformed,
    signature_wrong,
    nobody_known_signed,
    same_activity,
};

inline constexpr std::size_t kRefusalCount = 67;

[[nodiscard]] std::string_view code_of(Refusal refusal);

/// The sentence with its holes, for translators.
[[nodiscard]] std::string_view sentence_of(Refusal refusal);

/// An error that also keeps what filled the holes of its sentence, so that it can be said again in
/// another language.
struct Refused : base::Error {
    std::vector<std::string> arguments;  ///< one per hole, in order
};

/// What the rules decide with.
template <typename T>
using Ruled = tl::expected<T, Refused>;

/// `where`: the field concerned, or the id. `arguments`: one per hole, in order.
[[nodiscard]] tl::unexpected<Refused> refuse(Refusal refusal,
                                             std::string_view where,
                                             std::initializer_list<std::string> arguments = {});

}  // namespace imdad::ledger
