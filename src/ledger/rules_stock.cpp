#include "ledger/rules.hpp"

#include <fmt/format.h>

/// What happens to stock where it lies, and the correction of any booking.

namespace imdad::ledger::rules {

namespace {

bool can_be_counted(Stage stage) {
    return stage == Stage::on_hand || stage == Stage::quarantined || stage == Stage::delivered;
}

Ruling counted_stage(const Case& c) {
    if (!can_be_counted(c.command.stage)) {
        return refuse(Refusal::stage_not_allowed,
                      "stage",
                      {std::string(to_text(c.command.kind)),
                       std::string(to_text(c.command.stage)),
                       "on_hand, quarantined or delivered"});
    }
    return {};
}

Ruling way_out(const Case& c) {
    if (!is_loss(c.command.to_stage)) {
        return refuse(Refusal::way_out_missing, "to_stage", {std::string(to_text(c.command.kind))});
    }
    return {};
}

/// Kinds that have their own way back, or nothing to take back. Empty: reversed by an entry.
struct OtherWay {
    bool reversible = true;
    std::string_view instead;
};

OtherWay other_way(Kind kind) {
    switch (kind) {
        case Kind::define_unit:
        case Kind::value:
        case Kind::reverse:
        case Kind::void_dispatch:
        case Kind::expire_dispatch:
            return {.reversible = false, .instead = {}};
        case Kind::dispatch:
            return {.reversible = false, .instead = "void_dispatch"};
        case Kind::recall:
            return {.reversible = false, .instead = "lift_recall"};
        case Kind::lift_recall:
            return {.reversible = false, .instead = "recall"};
        default:
            return {};
    }
}

}  // namespace

Ruling quarantine(const Case& c) {
    const AccountKey from = c.account(Stage::on_hand);
    c.move(from, at(from, Stage::quarantined), c.command.amount);
    return {};
}

Ruling release(const Case& c) {
    const AccountKey from = c.account(Stage::quarantined);
    c.move(from, at(from, Stage::on_hand), c.command.amount);
    return {};
}

Ruling recall(const Case& c) {
    // A recall may name a lot that nobody here has: it then holds for what arrives later.
    const LotFacts* facts = c.book.lot(c.command.unit, c.command.lot);
    if (facts == nullptr) {
        return {};
    }
    if (facts->recalled) {
        return refuse(Refusal::lot_already_recalled, "lot", {c.text(c.command.lot)});
    }
    for (const AccountKey& key : facts->on_hand) {
        c.move(key, at(key, Stage::quarantined), c.book.balance(key));
    }
    return {};
}

Ruling lift_recall(const Case& c) {
    // The stock stays quarantined: each place releases its own after it has looked at it.
    const LotFacts* facts = c.book.lot(c.command.unit, c.command.lot);
    if (facts == nullptr || !facts->recalled) {
        return refuse(Refusal::lot_not_recalled, "lot", {c.text(c.command.lot)});
    }
    return {};
}

Ruling count(const Case& c) {
    if (auto fits = counted_stage(c); !fits) {
        return fits;
    }
    const AccountKey key = c.account(c.command.stage);
    const std::int64_t booked = c.book.balance(key);
    const std::int64_t difference = c.command.amount - booked;
    if (difference != 0 && c.command.reason.empty()) {
        return refuse(Refusal::reason_missing, "reason", {"count"});
    }
    if (difference < 0) {
        if (auto fits = way_out(c); !fits) {
            return fits;
        }
        if (c.command.approver.empty()) {
            return refuse(Refusal::approver_missing, "approver", {"count"});
        }
        c.move(key, at(key, c.command.to_stage), -difference);
    } else {
        c.move(at(key, Stage::surplus), key, difference);
    }
    constexpr base::Int128 kMillion = 1'000'000;
    const std::int64_t size = difference < 0 ? -difference : difference;
    c.out.discrepancy = {
        .missing = difference < 0 ? size : 0,
        .surplus = difference > 0 ? size : 0,
        .beyond_tolerance = size * kMillion > base::Int128{booked} * c.command.tolerance_ppm};
    return {};
}

Ruling write_off(const Case& c) {
    if (auto fits = counted_stage(c).and_then([&] { return way_out(c); }); !fits) {
        return fits;
    }
    const AccountKey from = c.account(c.command.stage);
    c.move(from, at(from, c.command.to_stage), c.command.amount);
    return {};
}

Ruling reverse(const Case& c) {
    const Seen* seen = c.book.seen(c.command.refers_to);
    const std::string id = to_text(c.command.refers_to);
    if (seen == nullptr) {
        return refuse(Refusal::unknown_entry, "refers_to", {id});
    }
    if (seen->reversed_by != 0) {
        return refuse(
            Refusal::already_reversed, "refers_to", {id, fmt::format("{}", seen->reversed_by - 1)});
    }
    const Entry original = c.journal.at(seen->sequence);
    const std::string kind(to_text(original.command.kind));
    const OtherWay other = other_way(original.command.kind);
    if (!other.instead.empty()) {
        return refuse(Refusal::reverse_other_way, "refers_to", {kind, std::string(other.instead)});
    }
    if (!other.reversible || original.derived.postings.empty()) {
        return refuse(Refusal::not_reversible, "refers_to", {kind});
    }
    // What took two people is not undone by one.
    if (!original.command.approver.empty() && c.command.approver.empty()) {
        return refuse(Refusal::approver_missing, "approver", {"reverse"});
    }
    for (const Posting& posting : original.derived.postings) {
        c.post(posting.account, -posting.amount);
    }
    return {};
}

}  // namespace imdad::ledger::rules
