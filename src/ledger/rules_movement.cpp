#include "ledger/rules.hpp"

#include <algorithm>

#include <fmt/format.h>

/// Movements between places and parties. A dispatch is the first of two phases: it takes what it
/// moves off the shelf at once, so the second phase can never find it gone.

namespace imdad::ledger::rules {

namespace {

Ruling different_places(const Case& c) {
    if (c.command.holder == c.command.to) {
        return refuse(Refusal::same_place, "to", {c.text(c.command.holder), c.text(c.command.to)});
    }
    return {};
}

/// A lot that is to be sent on or given to people: neither recalled nor expired.
Ruling usable(const Case& c) {
    const AccountKey key = c.account(Stage::on_hand);
    const LotFacts* facts = key.lot.empty() ? nullptr : c.book.lot(key.unit, key.lot);
    if (facts != nullptr && facts->recalled) {
        return refuse(Refusal::lot_recalled, "lot", {c.text(key.lot)});
    }
    if (key.expiry != kNoDay && c.command.business_date > key.expiry && !c.command.exception) {
        return refuse(Refusal::expired,
                      "expiry",
                      {c.text(key.lot),
                       base::to_text(key.expiry),
                       fmt::format("{}", (c.command.business_date - key.expiry).count()),
                       base::to_text(c.command.business_date)});
    }
    return {};
}

Ruled<const Dispatch*> open_dispatch(const Case& c) {
    const std::string id = to_text(c.command.refers_to);
    const Dispatch* dispatch = c.book.dispatch(c.command.refers_to);
    if (dispatch == nullptr) {
        return refuse(Refusal::unknown_dispatch, "refers_to", {id});
    }
    if (dispatch->open == 0) {
        return refuse(Refusal::already_resolved, "refers_to", {id});
    }
    return dispatch;
}

/// Back to where it came from; a recalled lot does not go back on the shelf.
void take_back(const Case& c, const Dispatch& dispatch) {
    AccountKey to = dispatch.from;
    if (to.stage == Stage::on_hand) {
        to.stage = c.arrival_stage(to.unit, to.lot);
    }
    c.move(dispatch.in_transit, to, dispatch.open);
}

std::string lot_text(const Case& c, Name lot) {
    return lot.empty() ? "none" : c.text(lot);
}

std::string day_text(base::Day day) {
    return day == kNoDay ? "none" : base::to_text(day);
}

bool is_other_lot(const Command& command, const AccountKey& papers) {
    const bool expiry_differs = command.expiry != kNoDay && command.expiry != papers.expiry;
    return command.lot != papers.lot || expiry_differs;
}

/// The goods as they stand on the shelf: as the papers say, or, where somebody answers for it,
/// under the lot that is printed on them. They are the same goods, so nothing is lost and nothing
/// found.
Ruled<AccountKey> arrived_as(const Case& c, const AccountKey& papers) {
    const Command& command = c.command;
    AccountKey arrived = papers;
    if (!is_other_lot(command, papers)) {
        return arrived;
    }
    if (auto named = check_named_lot(c.book, papers.unit, command.lot, command.expiry); !named) {
        return tl::unexpected(named.error());
    }
    const LotFacts* const facts =
        command.lot.empty() ? nullptr : c.book.lot(papers.unit, command.lot);
    arrived.lot = command.lot;
    arrived.expiry = command.expiry == kNoDay && facts != nullptr ? facts->expiry : command.expiry;
    return arrived;
}

Ruling receipt_fits(const Case& c, const Dispatch& dispatch) {
    const Command& command = c.command;
    const AccountKey& there = dispatch.in_transit;
    if (command.to != there.holder) {
        return refuse(Refusal::other_destination,
                      "to",
                      {to_text(command.refers_to), c.text(there.holder), c.text(command.to)});
    }
    if (is_other_lot(command, there) && !command.exception) {
        return refuse(Refusal::other_lot,
                      "lot",
                      {to_text(command.refers_to),
                       lot_text(c, there.lot),
                       day_text(there.expiry),
                       lot_text(c, command.lot),
                       day_text(command.expiry)});
    }
    if (command.exception && command.reason.empty()) {
        return refuse(Refusal::reason_missing, "reason", {"post_receipt"});
    }
    if (command.amount == 0 && command.damaged == 0 && !command.last) {
        return refuse(Refusal::nothing_received, "amount");
    }
    return {};
}

}  // namespace

Ruling receive(const Case& c) {
    AccountKey from = c.account(Stage::committed);
    from.lot = {};
    from.expiry = kNoDay;
    const AccountKey to = c.account(c.arrival_stage(c.command.unit, c.command.lot));
    c.move(from, at(to, to.stage, c.command.to), c.command.amount);
    return {};
}

Ruling dispatch(const Case& c) {
    const Command& command = c.command;
    if (command.stage != Stage::on_hand && command.stage != Stage::committed) {
        return refuse(Refusal::stage_not_allowed,
                      "stage",
                      {"dispatch", std::string(to_text(command.stage)), "on_hand or committed"});
    }
    if (auto fits = different_places(c).and_then([&] { return usable(c); }); !fits) {
        return fits;
    }
    if (command.deadline != kNoDay && command.deadline < command.business_date) {
        return refuse(Refusal::deadline_before_date,
                      "deadline",
                      {base::to_text(command.deadline), base::to_text(command.business_date)});
    }
    AccountKey from = c.account(command.stage);
    const AccountKey to = at(from, Stage::in_transit, command.to);
    if (command.stage == Stage::committed) {
        // What is committed has no lot yet; the donor's shipment is where the lot appears.
        from.lot = {};
        from.expiry = kNoDay;
    }
    c.move(from, to, command.amount);
    return {};
}

Ruling post_receipt(const Case& c) {
    const auto found = open_dispatch(c);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const Dispatch& dispatch = **found;
    if (auto fits = receipt_fits(c, dispatch); !fits) {
        return fits;
    }
    const AccountKey& there = dispatch.in_transit;
    const Ruled<AccountKey> as = arrived_as(c, there);
    if (!as) {
        return tl::unexpected(as.error());
    }
    const std::int64_t arrived = c.command.amount + c.command.damaged;
    const std::int64_t taken = std::min(arrived, dispatch.open);
    const std::int64_t surplus = arrived - taken;
    const std::int64_t missing = c.command.last ? dispatch.open - taken : 0;
    c.post(there, -taken - missing);
    c.post(at(*as, c.arrival_stage(as->unit, as->lot)), c.command.amount);
    // Damaged goods wait in quarantine for the two people who write them off.
    c.post(at(*as, Stage::quarantined), c.command.damaged);
    c.post(at(there, Stage::lost), missing);
    c.post(at(*as, Stage::surplus), -surplus);
    constexpr base::Int128 kMillion = 1'000'000;
    c.out.discrepancy = {
        .missing = missing,
        .surplus = surplus,
        .beyond_tolerance = (base::Int128{missing} + surplus) * kMillion >
                            base::Int128{dispatch.amount} * dispatch.tolerance_ppm};
    return {};
}

Ruling void_dispatch(const Case& c) {
    const auto found = open_dispatch(c);
    if (!found) {
        return tl::unexpected(found.error());
    }
    take_back(c, **found);
    return {};
}

Ruling expire_dispatch(const Case& c) {
    const auto found = open_dispatch(c);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const Dispatch& dispatch = **found;
    const std::string id = to_text(c.command.refers_to);
    if (dispatch.deadline == kNoDay) {
        return refuse(Refusal::no_deadline, "refers_to", {"dispatch " + id});
    }
    if (c.command.business_date <= dispatch.deadline) {
        return refuse(
            Refusal::deadline_not_passed,
            "business_date",
            {id, base::to_text(dispatch.deadline), base::to_text(c.command.business_date)});
    }
    take_back(c, dispatch);
    return {};
}

Ruling deliver(const Case& c) {
    if (auto fits = different_places(c).and_then([&] { return usable(c); }); !fits) {
        return fits;
    }
    const AccountKey from = c.account(Stage::on_hand);
    c.move(from, at(from, Stage::delivered, c.command.to), c.command.amount);
    return {};
}

Ruling use(const Case& c) {
    // What was used after its expiry happened, and is booked; but somebody must say so.
    if (c.command.exception && c.command.reason.empty()) {
        return refuse(Refusal::reason_missing, "reason", {"use"});
    }
    const Stage stage = c.command.stage == Stage::none ? Stage::delivered : c.command.stage;
    if (stage != Stage::delivered && stage != Stage::on_hand) {
        return refuse(Refusal::stage_not_allowed,
                      "stage",
                      {"use", std::string(to_text(stage)), "delivered or on_hand"});
    }
    if (auto fits = usable(c); !fits) {
        return fits;
    }
    const AccountKey from = c.account(stage);
    c.move(from, at(from, Stage::used), c.command.amount);
    return {};
}

Ruling give_back(const Case& c) {
    if (c.command.stage != Stage::on_hand && c.command.stage != Stage::quarantined) {
        return refuse(
            Refusal::stage_not_allowed,
            "stage",
            {"give_back", std::string(to_text(c.command.stage)), "on_hand or quarantined"});
    }
    if (auto fits = different_places(c); !fits) {
        return fits;
    }
    const AccountKey from = c.account(c.command.stage);
    c.move(from, at(from, Stage::returned, c.command.to), c.command.amount);
    return {};
}

}  // namespace imdad::ledger::rules
