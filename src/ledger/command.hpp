#pragma once

#include "base/date.hpp"
#include "base/fixed.hpp"
#include "ledger/account.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Commands: what people ask the ledger to book. One flat record with one table of which kind
/// takes which field (command.cpp), instead of a type per kind: it is a row for the store, it is
/// compared and encoded field by field in one place, and a field that means nothing for its kind
/// is refused rather than ignored.

namespace imdad::ledger {

enum class Kind : std::uint8_t {
    define_unit,
    opening_balance,
    // Pledges.
    pledge,          ///< a new level
    revise,          ///< another level
    withdraw,        ///< all of it, before anything was committed
    lapse,           ///< what was not committed when its date passed
    cancel_balance,  ///< a part or all of what is not committed
    commit,
    release_commitment,
    // Goods and money.
    receive,       ///< committed to on hand: money paid in, goods taken in
    dispatch,      ///< first phase: on its way, reserved
    post_receipt,  ///< second phase: arrived, in part or whole
    void_dispatch,
    expire_dispatch,  ///< voided because its deadline passed
    quarantine,
    release,
    recall,  ///< a lot, everywhere
    lift_recall,
    deliver,
    use,
    count,
    write_off,
    give_back,  ///< to the donor or supplier
    re_earmark,
    exchange,  ///< money into another currency
    value,     ///< price of goods in kind; moves nothing
    reverse,
    allocate,  ///< to an activity, from one, or from one to another
};

inline constexpr std::size_t kKindCount = 28;

/// Products are `medicine` (kept by lot, each with an expiry date) or `goods` (lot and expiry if
/// known).
enum class UnitKind : std::uint8_t { none, currency, medicine, goods, seats, expert_days };

enum class PriceSource : std::uint8_t { none, donor, catalogue, market };

using Hash = std::array<unsigned char, 32>;

/// Units of measure: `amount`, `damaged`, `to_amount` in minor units of a currency or smallest
/// issue units of a product. A field at its default is one that is not given.
struct Command {
    Id id;  ///< made by the client; the same id is the same command
    Kind kind = Kind::define_unit;
    base::Day business_date = kNoDay;
    std::int64_t device_time_ms = 0;  ///< UTC, of the device that it was entered on
    Id actor;

    Id approver;  ///< second pair of eyes; another than `actor`
    Name holder;  ///< place or party that has it; the donor of a pledge
    Name to;      ///< place or party that gets it
    Name unit;
    Name lot;
    base::Day expiry = kNoDay;
    Name earmark;
    Name pledge;
    Stage stage = Stage::none;     ///< from which stage, where several are possible; of a use
                                   ///< delivered if not given
    Stage to_stage = Stage::none;  ///< which way out
    std::int64_t amount = 0;
    std::int64_t damaged = 0;  ///< of a receipt: arrived, not usable
    Id refers_to;              ///< the dispatch that is resolved, the entry that is reversed, the
                               ///< planned shipment that a dispatch carries out
    std::string reason;
    Hash document{};                 ///< SHA-256 of the source document or proof
    bool exception = false;          ///< over-commitment; under no instrument in force; use of what
                                     ///< has expired; receipt under another lot
    bool last = false;               ///< of a receipt: nothing more will come, the rest is short
    std::uint8_t vvm_stage = 0;      ///< 1 to 4; from 3 on the vial must not be used
    std::int32_t tolerance_ppm = 0;  ///< of a dispatch: parts per million that may differ
    base::Day deadline = kNoDay;     ///< of a dispatch; of a pledge: the day it lapses
    UnitKind unit_kind = UnitKind::none;
    std::uint8_t decimals = 0;  ///< of a currency: places after the point, ISO 4217
    Name to_earmark;
    Name to_unit;                ///< the other currency; the currency of a price
    std::int64_t to_amount = 0;  ///< got in the other currency; the price of one unit
    base::Fixed9 rate;           ///< `to_unit` per `unit`, both in whole units
    base::Day rate_date = kNoDay;
    Name source;  ///< of a rate or price: who published it
    PriceSource price_source = PriceSource::none;
    Name parent;          ///< pledge that this one passes on
    bool shared = false;  ///< a flow to several destinations, not to be counted for one of them
    Name activity;        ///< of the register: whose it is, or becomes with a commitment
    Name to_activity;
    Name instrument;              ///< of the register: under which it is committed or allocated
    base::Day expected = kNoDay;  ///< day on which what is promised or sent is to arrive
};

/// Fields after the head, in the order of the record.
enum class Field : std::uint8_t {
    approver,
    holder,
    to,
    unit,
    lot,
    expiry,
    earmark,
    pledge,
    stage,
    to_stage,
    amount,
    damaged,
    refers_to,
    reason,
    document,
    exception,
    last,
    vvm_stage,
    tolerance_ppm,
    deadline,
    unit_kind,
    decimals,
    to_earmark,
    to_unit,
    to_amount,
    rate,
    rate_date,
    source,
    price_source,
    parent,
    shared,
    activity,
    to_activity,
    instrument,
    expected,
};

inline constexpr std::size_t kFieldCount = 35;

[[nodiscard]] std::string_view to_text(Kind kind);
[[nodiscard]] std::string_view to_text(Field field);
[[nodiscard]] std::string_view to_text(UnitKind kind);

/// Which fields `kind` must and may have, one bit per field.
struct FieldRule {
    std::uint64_t required = 0;
    std::uint64_t optional = 0;
};

[[nodiscard]] const FieldRule& field_rule(Kind kind);

/// Calls `visit(field, value)` for each field after the head, in order.
template <typename AnyCommand, typename Visitor>
void for_each_field(AnyCommand& c, Visitor&& visit) {
    visit(Field::approver, c.approver);
    visit(Field::holder, c.holder);
    visit(Field::to, c.to);
    visit(Field::unit, c.unit);
    visit(Field::lot, c.lot);
    visit(Field::expiry, c.expiry);
    visit(Field::earmark, c.earmark);
    visit(Field::pledge, c.pledge);
    visit(Field::stage, c.stage);
    visit(Field::to_stage, c.to_stage);
    visit(Field::amount, c.amount);
    visit(Field::damaged, c.damaged);
    visit(Field::refers_to, c.refers_to);
    visit(Field::reason, c.reason);
    visit(Field::document, c.document);
    visit(Field::exception, c.exception);
    visit(Field::last, c.last);
    visit(Field::vvm_stage, c.vvm_stage);
    visit(Field::tolerance_ppm, c.tolerance_ppm);
    visit(Field::deadline, c.deadline);
    visit(Field::unit_kind, c.unit_kind);
    visit(Field::decimals, c.decimals);
    visit(Field::to_earmark, c.to_earmark);
    visit(Field::to_unit, c.to_unit);
    visit(Field::to_amount, c.to_amount);
    visit(Field::rate, c.rate);
    visit(Field::rate_date, c.rate_date);
    visit(Field::source, c.source);
    visit(Field::price_source, c.price_source);
    visit(Field::parent, c.parent);
    visit(Field::shared, c.shared);
    visit(Field::activity, c.activity);
    visit(Field::to_activity, c.to_activity);
    visit(Field::instrument, c.instrument);
    visit(Field::expected, c.expected);
}

/// The name of the first field in which two commands differ, the id left aside; none if equal.
[[nodiscard]] std::optional<std::string_view> first_difference(const Command& a, const Command& b);

}  // namespace imdad::ledger
