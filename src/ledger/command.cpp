#include "ledger/command.hpp"

#include "base/assert.hpp"

#include <initializer_list>
#include <type_traits>

namespace imdad::ledger {

namespace {

struct KindRow {
    std::string_view name;
    FieldRule rule;
};

constexpr std::uint64_t bits(std::initializer_list<Field> fields) {
    std::uint64_t result = 0;
    for (const Field field : fields) {
        result |= std::uint64_t{1} << static_cast<unsigned>(field);
    }
    return result;
}

using enum Field;

// What every command may say about itself.
constexpr std::uint64_t kNotes = bits({reason, document});
constexpr std::uint64_t kMark = bits({earmark, pledge, activity});
constexpr std::uint64_t kLot = bits({lot, expiry});
constexpr std::uint64_t kWhat = bits({holder, unit, amount});

/// In the order of `Kind`.
constexpr auto kKinds = std::to_array<KindRow>({
    {"define_unit", {bits({unit, unit_kind}), bits({decimals}) | kNotes}},
    {"opening_balance", {kWhat | bits({reason}), kLot | bits({earmark, pledge}) | kNotes}},
    {"pledge",
     {kWhat | bits({pledge}), bits({earmark, to, expected, deadline, parent, shared}) | kNotes}},
    {"revise", {bits({pledge, unit, reason, document}), bits({amount})}},
    {"withdraw", {bits({pledge, unit, reason}), kNotes}},
    {"lapse", {bits({pledge, unit}), kNotes}},
    {"cancel_balance", {bits({pledge, unit, amount, reason}), bits({earmark}) | kNotes}},
    {"commit",
     {bits({pledge, unit, amount, to}),
      bits({earmark, activity, instrument, expected, exception, approver}) | kNotes}},
    {"release_commitment", {kWhat | bits({pledge, reason}), bits({earmark, activity}) | kNotes}},
    {"receive", {kWhat | bits({pledge, to}), kLot | bits({earmark, activity, vvm_stage}) | kNotes}},
    {"dispatch",
     {kWhat | bits({to, stage}),
      kLot | kMark | bits({refers_to, expected, tolerance_ppm, deadline}) | kNotes}},
    {"post_receipt",
     {bits({refers_to, to}), kLot | bits({amount, damaged, last, vvm_stage, exception}) | kNotes}},
    {"void_dispatch", {bits({refers_to, reason}), kNotes}},
    {"expire_dispatch", {bits({refers_to}), kNotes}},
    {"quarantine", {kWhat | bits({reason}), kLot | kMark | bits({vvm_stage}) | kNotes}},
    {"release", {kWhat | bits({reason, approver}), kLot | kMark | kNotes}},
    {"recall", {bits({unit, lot, reason, document}), 0}},
    {"lift_recall", {bits({unit, lot, reason, document, approver}), 0}},
    {"deliver", {kWhat | bits({to, document}), kLot | kMark | kNotes}},
    {"use", {kWhat, kLot | kMark | bits({stage, exception}) | kNotes}},
    {"count",
     {bits({holder, unit, stage}),
      kLot | kMark | bits({amount, to_stage, approver, tolerance_ppm}) | kNotes}},
    {"write_off", {kWhat | bits({stage, to_stage, reason, approver}), kLot | kMark | kNotes}},
    {"give_back", {kWhat | bits({stage, to, reason}), kLot | kMark | kNotes}},
    {"re_earmark",
     {kWhat | bits({stage, approver, document, reason}), kLot | kMark | bits({to_earmark})}},
    {"exchange", {kWhat | bits({to_unit, to_amount, rate, rate_date, source}), kMark | kNotes}},
    {"value",
     {bits({unit, to_unit, to_amount, rate_date, price_source}),
      bits({pledge, lot, source}) | kNotes}},
    {"reverse", {bits({refers_to, reason}), bits({approver}) | kNotes}},
    {"allocate",
     {kWhat | bits({stage}),
      kLot | kMark | bits({to_activity, instrument, exception, approver}) | kNotes}},
});
static_assert(kKinds.size() == kKindCount);

constexpr auto kFields = std::to_array<std::string_view>(
    {"approver",      "holder",   "to",          "unit",       "lot",          "expiry",
     "earmark",       "pledge",   "stage",       "to_stage",   "amount",       "damaged",
     "refers_to",     "reason",   "document",    "exception",  "last",         "vvm_stage",
     "tolerance_ppm", "deadline", "unit_kind",   "decimals",   "to_earmark",   "to_unit",
     "to_amount",     "rate",     "rate_date",   "source",     "price_source", "parent",
     "shared",        "activity", "to_activity", "instrument", "expected"});
static_assert(kFields.size() == kFieldCount);

const KindRow& row_of(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    IMDAD_ASSERT(index < kKinds.size(), "a kind of command that is in no table");
    return kKinds[index];
}

}  // namespace

std::string_view to_text(Kind kind) {
    return row_of(kind).name;
}

std::string_view to_text(Field field) {
    return kFields[static_cast<std::size_t>(field)];
}

std::string_view to_text(UnitKind kind) {
    static constexpr std::array<std::string_view, 6> kTexts = {
        "none", "currency", "medicine", "goods", "seats", "expert_days"};
    const auto index = static_cast<std::size_t>(kind);
    return index < kTexts.size() ? kTexts[index] : "unknown";
}

const FieldRule& field_rule(Kind kind) {
    return row_of(kind).rule;
}

std::optional<std::string_view> first_difference(const Command& a, const Command& b) {
    if (a.kind != b.kind) {
        return "kind";
    }
    if (a.business_date != b.business_date) {
        return "business_date";
    }
    if (a.device_time_ms != b.device_time_ms) {
        return "device_time_ms";
    }
    if (a.actor != b.actor) {
        return "actor";
    }
    // Field by field of `a`, beside the same field of `b`: both are walked in the same order.
    std::array<bool, kFieldCount> equal{};
    for_each_field(a, [&]<typename Value>(Field field, const Value& left) {
        for_each_field(b, [&]<typename Other>(Field other, const Other& right) {
            if constexpr (std::is_same_v<Value, Other>) {
                if (field == other) {
                    equal[static_cast<std::size_t>(field)] = left == right;
                }
            }
        });
    });
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (!equal[i]) {
            return kFields[i];
        }
    }
    return std::nullopt;
}

}  // namespace imdad::ledger
