#include "ledger/decide.hpp"

#include "desk.hpp"
#include <gtest/gtest.h>

/// Each rule both ways: what it lets through, and what it refuses with its code.

namespace imdad::ledger::test {
namespace {

std::string fmt_number(std::uint64_t sequence) {
    return "by entry number " + std::to_string(sequence);
}

/// A desk with money and vaccine in the chain, so that every rule has something to act on.
class Rules : public testing::Test {
 protected:
    Rules() {
        desk.define("EUR", UnitKind::currency, 2);
        desk.define("USD", UnitKind::currency, 2);
        desk.define("JPY", UnitKind::currency);
        desk.define("penta", UnitKind::medicine);
        desk.define("tent", UnitKind::goods);
        desk.define("seat", UnitKind::seats);
        accept(pledge("grant", "EUR", 10'000));
        accept(pledge("vaccine", "penta", 1'000));
        accept(commit("grant", "EUR", 6'000));
        accept(commit("vaccine", "penta", 800));
        accept(receive("grant", "EUR", 5'000));
        accept(receive("vaccine", "penta", 500));
    }

    Command pledge(std::string_view id, std::string_view unit, std::int64_t level) {
        Command c = desk.command(Kind::pledge);
        c.holder = desk.n("donor");
        c.pledge = desk.n(id);
        c.unit = desk.n(unit);
        c.amount = level;
        return c;
    }

    Command of_pledge(Kind kind, std::string_view id, std::string_view unit, std::int64_t amount) {
        Command c = desk.command(kind);
        c.pledge = desk.n(id);
        c.unit = desk.n(unit);
        c.amount = amount;
        c.reason = "letter of 1 June";
        return c;
    }

    Command revise(std::string_view id, std::string_view unit, std::int64_t level) {
        Command c = of_pledge(Kind::revise, id, unit, level);
        c.document[0] = 1;
        return c;
    }

    Command commit(std::string_view id, std::string_view unit, std::int64_t amount) {
        Command c = of_pledge(Kind::commit, id, unit, amount);
        c.to = desk.n("agency");
        return c;
    }

    /// `amount` of "penta" at `holder`, or of "EUR" if `pledge` is "grant".
    Command stock(Kind kind,
                  std::string_view holder,
                  std::int64_t amount,
                  std::string_view id = "vaccine") {
        Command c = desk.command(kind);
        c.holder = desk.n(holder);
        c.pledge = desk.n(id);
        c.unit = desk.n(id == "grant" ? "EUR" : "penta");
        c.amount = amount;
        if (id != "grant") {
            c.lot = desk.n("A1");
            c.expiry = day("2024-03-31");
        }
        return c;
    }

    Command receive(std::string_view id, std::string_view, std::int64_t amount) {
        Command c = stock(Kind::receive, "agency", amount, id);
        c.to = desk.n("kabul");
        return c;
    }

    Command dispatch(std::int64_t amount) {
        Command c = stock(Kind::dispatch, "kabul", amount);
        c.to = desk.n("herat");
        c.stage = Stage::on_hand;
        return c;
    }

    Command receipt(Id of, std::int64_t amount) {
        Command c = desk.command(Kind::post_receipt);
        c.refers_to = of;
        c.to = desk.n("herat");
        c.lot = desk.n("A1");
        c.amount = amount;
        return c;
    }

    Command deliver(std::int64_t amount) {
        Command c = stock(Kind::deliver, "kabul", amount);
        c.to = desk.n("clinic");
        c.document[0] = 2;
        return c;
    }

    Command write_off(std::int64_t amount) {
        Command c = stock(Kind::write_off, "kabul", amount);
        c.stage = Stage::on_hand;
        c.to_stage = Stage::damaged;
        c.reason = "flood";
        c.approver = {1, 2};
        return c;
    }

    Command lot_command(Kind kind) {
        Command c = desk.command(kind);
        c.unit = desk.n("penta");
        c.lot = desk.n("A1");
        c.reason = "notice of the maker";
        c.document[0] = 3;
        if (kind == Kind::lift_recall) {
            c.approver = {1, 2};
        }
        return c;
    }

    Command reverse(Id of) {
        Command c = desk.command(Kind::reverse);
        c.refers_to = of;
        c.reason = "typing error";
        return c;
    }

    Entry accept(const Command& c) {
        const auto answer = desk.send(c);
        EXPECT_TRUE(answer) << to_text(c.kind) << ": "
                            << (answer ? "" : answer.error().code + ": " + answer.error().message);
        for (const char* id : {"grant", "vaccine", "", "child"}) {
            for (const char* unit : {"EUR", "USD", "penta", "tent", "seat"}) {
                EXPECT_TRUE(conservation(desk.book, desk.n(id), desk.n(unit)).holds())
                    << to_text(c.kind) << " " << id << " " << unit;
            }
        }
        return answer ? answer->entry : Entry{};
    }

    /// Refused with `code`, and nothing changed.
    void refuse(const Command& c, const std::string& code, const std::string& part = "") {
        const auto before = desk.stored();
        const auto answer = desk.send(c);
        ASSERT_FALSE(answer) << to_text(c.kind) << " should be refused: " << code;
        EXPECT_EQ(answer.error().code, code) << answer.error().message;
        EXPECT_NE(answer.error().message.find(part), std::string::npos) << answer.error().message;
        EXPECT_EQ(desk.stored(), before);
    }

    /// Refused after one edit of an acceptable command.
    template <typename Edit>
    void refuse_with(Command c, const std::string& code, Edit edit) {
        edit(c);
        refuse(c, code);
    }

    std::int64_t sum(Stage stage, std::string_view unit = "penta") {
        return static_cast<std::int64_t>(
            sum_by_stage(desk.book, {.unit = desk.n(unit)})[static_cast<std::size_t>(stage)]);
    }

    Desk desk;
};

TEST_F(Rules, TheHeadOfACommandIsComplete) {
    refuse_with(deliver(1), "no_id", [](Command& c) { c.id = {}; });
    refuse_with(deliver(1), "no_actor", [](Command& c) { c.actor = {}; });
    refuse_with(deliver(1), "no_date", [](Command& c) { c.business_date = kNoDay; });
    refuse_with(
        deliver(1), "unknown_kind", [](Command& c) { c.kind = static_cast<Kind>(kKindCount); });
    refuse_with(
        deliver(1), "date_in_future", [](Command& c) { c.business_date += std::chrono::days(2); });
    Command tomorrow = deliver(1);
    tomorrow.business_date += std::chrono::days(1);
    accept(tomorrow);
    desk.now -= 1;
    refuse(deliver(1), "clock_went_back", "1 ms");
}

TEST_F(Rules, FieldsThatAreMissingOrMeanNothingAreNamed) {
    refuse_with(deliver(1), "field_missing", [](Command& c) { c.to = {}; });
    refuse_with(deliver(1), "field_missing", [](Command& c) { c.amount = 0; });
    refuse_with(deliver(1), "field_missing", [](Command& c) { c.document = {}; });
    refuse_with(deliver(1), "field_not_used", [](Command& c) { c.deadline = day("2024-01-01"); });
    refuse_with(deliver(1), "negative", [](Command& c) { c.amount = -1; });
    refuse_with(deliver(1), "too_large", [](Command& c) { c.amount = kAmountMax + 1; });
    refuse_with(dispatch(1), "bad_tolerance", [](Command& c) { c.tolerance_ppm = 1'000'001; });
    refuse_with(dispatch(1), "bad_tolerance", [](Command& c) { c.tolerance_ppm = -1; });
    refuse_with(
        receive("vaccine", "penta", 1), "bad_vvm_stage", [](Command& c) { c.vvm_stage = 5; });
}

TEST_F(Rules, EveryKindRefusesEachFieldThatItMustHaveAndLacks) {
    for (std::size_t k = 0; k < kKindCount; ++k) {
        const auto kind = static_cast<Kind>(k);
        const std::uint64_t required = field_rule(kind).required;
        EXPECT_EQ(required & field_rule(kind).optional & ~(std::uint64_t{3} << 13U), 0U)
            << to_text(kind);
        EXPECT_NE(required, 0U) << to_text(kind);
        refuse(desk.command(kind), "field_missing", std::string(to_text(kind)));
    }
}

TEST_F(Rules, UnitsAreDefinedOnceWithTheirDecimals) {
    Command c = desk.command(Kind::define_unit);
    c.unit = desk.n("KWD");
    c.unit_kind = UnitKind::currency;
    c.decimals = 5;
    refuse(c, "bad_decimals");
    c.decimals = 3;
    accept(c);
    c.id.low += 100;
    refuse(c, "unit_exists");
    c.unit = desk.n("syringe");
    c.unit_kind = UnitKind::goods;
    refuse(c, "bad_decimals");
    refuse_with(c, "unknown_kind", [](Command& x) { x.unit_kind = static_cast<UnitKind>(6); });
    refuse(pledge("p", "XXX", 5), "unknown_unit");
}

TEST_F(Rules, GoodsAreKeptByLotAndMoneyIsNot) {
    refuse_with(deliver(1), "lot_missing", [](Command& c) {
        c.lot = {};
        c.expiry = kNoDay;
    });
    refuse_with(receive("vaccine", "penta", 1), "expiry_missing", [&](Command& c) {
        c.lot = desk.n("new");
        c.expiry = kNoDay;
    });
    refuse_with(deliver(1), "lot_expiry_differs", [](Command& c) { c.expiry = day("2030-01-01"); });
    refuse_with(stock(Kind::quarantine, "kabul", 1, "grant"), "lot_not_used", [&](Command& c) {
        c.reason = "r";
        c.lot = desk.n("A1");
    });
    Command known = deliver(1);
    known.expiry = kNoDay;  // the lot is known, and so is its expiry
    EXPECT_EQ(accept(known).derived.postings[0].account.expiry, day("2024-03-31"));
    Command tents = stock(Kind::opening_balance, "kabul", 3);
    tents.reason = "stock of May";
    tents.unit = desk.n("tent");
    tents.lot = {};
    refuse(tents, "lot_missing");
    tents.expiry = kNoDay;
    accept(tents);
}

TEST_F(Rules, APledgeIsALevelWithItsHistory) {
    refuse(pledge("grant", "EUR", 5), "pledge_exists");
    refuse(revise("none", "EUR", 5), "unknown_pledge");
    refuse(revise("grant", "EUR", 10'000), "level_unchanged");
    accept(revise("grant", "EUR", 12'000));
    refuse(revise("grant", "EUR", 5'999), "not_enough", "1 short");
    const Id down = accept(revise("grant", "EUR", 6'000)).command.id;
    const PledgeFacts& facts = *desk.book.pledge(desk.n("grant"), desk.n("EUR"));
    ASSERT_EQ(facts.history.size(), 3U);
    EXPECT_EQ(facts.history[1].level, 12'000);
    EXPECT_EQ(facts.level(), 6'000);
    refuse(commit("grant", "EUR", 1), "not_enough");
    accept(reverse(down));
    EXPECT_EQ(desk.book.pledge(desk.n("grant"), desk.n("EUR"))->level(), 12'000);
    accept(commit("grant", "EUR", 6'000));
}

TEST_F(Rules, APledgeIsWithdrawnOnlyAsAWholeAndLapsesOnlyAfterItsDay) {
    const auto whole = [&](Kind kind, std::string_view id, std::string_view unit) {
        return of_pledge(kind, id, unit, 0);
    };
    refuse(whole(Kind::withdraw, "grant", "EUR"), "already_committed");
    accept(pledge("small", "EUR", 70));
    accept(whole(Kind::withdraw, "small", "EUR"));
    EXPECT_EQ(sum(Stage::cancelled, "EUR"), 70);
    refuse(whole(Kind::withdraw, "small", "EUR"), "already_committed");
    refuse(whole(Kind::lapse, "grant", "EUR"), "no_deadline");
    Command dated = pledge("dated", "EUR", 90);
    dated.deadline = day("2023-05-31");
    refuse(dated, "deadline_before_date");
    dated.deadline = day("2023-06-01");
    accept(dated);
    refuse(whole(Kind::lapse, "dated", "EUR"), "not_lapsed_yet");
    desk.now += 86'400'000;
    accept(whole(Kind::lapse, "dated", "EUR"));
    refuse(whole(Kind::lapse, "dated", "EUR"), "nothing_left");
    accept(of_pledge(Kind::cancel_balance, "grant", "EUR", 4'000));
    refuse(of_pledge(Kind::cancel_balance, "grant", "EUR", 1), "not_enough");
    accept(revise("small", "EUR", 75));
    refuse(of_pledge(Kind::cancel_balance, "small", "EUR", 6), "not_enough");
    accept(of_pledge(Kind::cancel_balance, "small", "EUR", 5));
    EXPECT_EQ(desk.book.pledge(desk.n("small"), desk.n("EUR"))->level(), 75);
    accept(pledge("zero", "EUR", 1));
    accept(revise("zero", "EUR", 0));
    refuse(whole(Kind::withdraw, "zero", "EUR"), "nothing_left");
}

TEST_F(Rules, MoreThanWasPledgedIsCommittedOnlyByTwoWithAReason) {
    Command c = commit("grant", "EUR", 4'001);
    refuse(c, "not_enough", "4000 there, 4001 asked, 1 short");
    c.exception = true;
    refuse(c, "approver_missing");
    c.approver = c.actor;
    refuse(c, "same_person");
    c.approver = {1, 2};
    c.reason = "";
    refuse(c, "reason_missing");
    c.reason = "cholera";
    accept(c);
    EXPECT_EQ(sum(Stage::uncommitted, "EUR"), -1);
    accept(revise("grant", "EUR", 10'001));
    Command back = of_pledge(Kind::release_commitment, "grant", "EUR", 5'002);
    back.holder = desk.n("agency");
    refuse(back, "not_enough");
    back.amount = 5'001;
    accept(back);
    EXPECT_EQ(sum(Stage::uncommitted, "EUR"), 5'001);
}

TEST_F(Rules, ReceiptOfWhatWasCommittedAndNoMore) {
    refuse(receive("vaccine", "penta", 301), "not_enough", "1 short");
    Command hot = receive("vaccine", "penta", 100);
    hot.vvm_stage = 3;
    accept(hot);
    EXPECT_EQ(sum(Stage::quarantined), 100);
    Command good = receive("vaccine", "penta", 200);
    good.vvm_stage = 2;
    accept(good);
    EXPECT_EQ(sum(Stage::on_hand), 700);
}

TEST_F(Rules, ADispatchReservesAtOnceAndIsResolvedOnce) {
    refuse(dispatch(501), "not_enough", "1 short");
    refuse_with(dispatch(1), "same_place", [&](Command& c) { c.to = c.holder; });
    refuse_with(dispatch(1), "stage_not_allowed", [](Command& c) { c.stage = Stage::delivered; });
    refuse_with(
        dispatch(1), "deadline_before_date", [](Command& c) { c.deadline = day("2023-05-31"); });
    const Id id = accept(dispatch(400)).command.id;
    refuse(deliver(101), "not_enough");
    refuse(receipt({4, 4}, 1), "unknown_dispatch");
    refuse_with(receipt(id, 1), "other_destination", [&](Command& c) { c.to = desk.n("kabul"); });
    refuse_with(receipt(id, 1), "other_lot", [&](Command& c) { c.lot = desk.n("B2"); });
    refuse_with(receipt(id, 1), "other_lot", [](Command& c) { c.expiry = day("2025-01-01"); });
    refuse(receipt(id, 0), "nothing_received");
    accept(receipt(id, 150));
    EXPECT_EQ(sum(Stage::in_transit), 250);
    EXPECT_EQ(desk.book.dispatch(id)->open, 250);
    accept(receipt(id, 250));
    refuse(receipt(id, 1), "already_resolved");
    Command back = desk.command(Kind::void_dispatch);
    back.refers_to = id;
    back.reason = "never left";
    refuse(back, "already_resolved");
    refuse(reverse(id), "reverse_other_way", "void_dispatch");
}

/// The papers say A1, the cartons B2: the same goods stand on the shelf under what is printed on
/// them.
TEST_F(Rules, AReceiptUnderAnotherLotIsAnExceptionWithItsReason) {
    const Id id = accept(dispatch(400)).command.id;
    const auto other = [&](std::int64_t amount) {
        Command c = receipt(id, amount);
        c.lot = desk.n("B2");
        c.expiry = day("2024-01-31");
        c.exception = true;
        c.reason = "cartons are marked B2";
        return c;
    };
    refuse_with(other(1), "reason_missing", [](Command& c) { c.reason.clear(); });
    refuse_with(other(1), "lot_missing", [](Command& c) {
        c.lot = {};
        c.expiry = kNoDay;
    });
    refuse_with(other(1), "expiry_missing", [](Command& c) { c.expiry = kNoDay; });
    refuse_with(other(1), "lot_expiry_differs", [&](Command& c) { c.lot = desk.n("A1"); });
    Command damaged = other(150);
    damaged.damaged = 10;
    accept(damaged);
    const auto at_depot = [&](const char* lot, const char* expiry, Stage stage) {
        Command c = stock(Kind::use, "depot", 1);
        AccountKey key{.holder = receipt(id, 1).to,
                       .stage = stage,
                       .unit = c.unit,
                       .lot = desk.n(lot),
                       .expiry = day(expiry),
                       .earmark = c.earmark,
                       .pledge = c.pledge,
                       .activity = c.activity};
        return desk.book.balance(key);
    };
    EXPECT_EQ(at_depot("B2", "2024-01-31", Stage::on_hand), 150);
    EXPECT_EQ(at_depot("B2", "2024-01-31", Stage::quarantined), 10);
    EXPECT_EQ(at_depot("A1", "2024-03-31", Stage::in_transit), 240);
    EXPECT_EQ(sum(Stage::lost), 0);
    EXPECT_EQ(sum(Stage::surplus), 0);
    // From now on the lot is known: its expiry need not be said again, nor can it be another.
    refuse_with(other(1), "lot_expiry_differs", [](Command& c) { c.expiry = day("2025-01-01"); });
    Command rest = other(250);
    rest.expiry = kNoDay;
    accept(rest);
    EXPECT_EQ(at_depot("B2", "2024-01-31", Stage::on_hand), 400);
    EXPECT_EQ(sum(Stage::surplus), -10);
    EXPECT_EQ(desk.book.dispatch(id)->open, 0);
}

TEST_F(Rules, ADonorShipsStraightFromWhatIsCommitted) {
    Command c = dispatch(301);
    c.stage = Stage::committed;
    c.holder = desk.n("agency");
    refuse(c, "not_enough");
    c.amount = 300;
    const Id id = accept(c).command.id;
    EXPECT_EQ(sum(Stage::committed), 0);
    Command back = desk.command(Kind::void_dispatch);
    back.refers_to = id;
    back.reason = "flight cancelled";
    accept(back);
    EXPECT_EQ(sum(Stage::committed), 300);
}

TEST_F(Rules, ShortSurplusAndDamagedArePostingsOfTheirOwn) {
    Command sent = dispatch(100);
    sent.tolerance_ppm = 50'000;
    const Id id = accept(sent).command.id;
    Command c = receipt(id, 90);
    c.damaged = 4;
    c.last = true;
    Entry entry = accept(c);
    EXPECT_EQ(entry.derived.discrepancy.missing, 6);
    EXPECT_TRUE(entry.derived.discrepancy.beyond_tolerance);
    EXPECT_EQ(sum(Stage::lost), 6);
    EXPECT_EQ(sum(Stage::quarantined), 4);
    sent = dispatch(100);
    sent.tolerance_ppm = 50'000;
    const Id second = accept(sent).command.id;
    entry = accept(receipt(second, 105));
    EXPECT_EQ(entry.derived.discrepancy,
              (Discrepancy{.missing = 0, .surplus = 5, .beyond_tolerance = false}));
    EXPECT_EQ(sum(Stage::surplus), -5);
    // The receipt that was wrong is reversed, and the dispatch is on its way again.
    accept(reverse(entry.command.id));
    EXPECT_EQ(desk.book.dispatch(second)->open, 100);
    accept(receipt(second, 100));
    refuse(reverse(entry.command.id), "already_reversed");
}

TEST_F(Rules, ADispatchExpiresOnlyAfterItsDeadline) {
    Command c = dispatch(10);
    c.deadline = day("2023-06-02");
    const Id id = accept(c).command.id;
    const Id without = accept(dispatch(10)).command.id;
    const auto expire = [&](Id of) {
        Command e = desk.command(Kind::expire_dispatch);
        e.refers_to = of;
        return e;
    };
    desk.now += 86'400'000;
    refuse(expire(id), "deadline_not_passed");
    desk.now += 86'400'000;
    refuse(expire(without), "no_deadline");
    const Entry entry = accept(expire(id));
    EXPECT_EQ(sum(Stage::on_hand), 490);
    refuse(receipt(id, 10), "already_resolved");
    refuse(reverse(entry.command.id), "not_reversible");
}

TEST_F(Rules, ExpiredLotsAreNeitherSentNorGivenAndUseOfThemNeedsAReason) {
    accept(deliver(20));
    desk.now += std::int64_t{305} * 86'400'000;  // 2024-04-01
    refuse(dispatch(1), "expired", "1 days before 2024-04-01");
    refuse(deliver(1), "expired");
    Command use = stock(Kind::use, "clinic", 5);
    refuse(use, "expired");
    use.exception = true;
    refuse(use, "reason_missing");
    use.reason = "given before anybody looked";
    accept(use);
    EXPECT_EQ(sum(Stage::used), 5);
    accept(write_off(480));
    Command on_the_day = deliver(1);
    on_the_day.business_date = day("2024-03-31");
    refuse(on_the_day, "not_enough");  // not expired on its last day, but nothing is left
}

TEST_F(Rules, WhatIsUsedComesFromWhatWasDeliveredOrFromTheOwnShelf) {
    accept(deliver(20));
    refuse(stock(Kind::use, "kabul", 5), "not_enough");
    Command own = stock(Kind::use, "kabul", 5);
    own.stage = Stage::on_hand;
    accept(own);
    EXPECT_EQ(sum(Stage::on_hand), 475);
    Command said = stock(Kind::use, "clinic", 5);
    said.stage = Stage::delivered;
    accept(said);
    EXPECT_EQ(sum(Stage::delivered), 15);
    EXPECT_EQ(sum(Stage::used), 10);
    Command quarantined = stock(Kind::use, "kabul", 5);
    quarantined.stage = Stage::quarantined;
    refuse(quarantined, "stage_not_allowed");
}

TEST_F(Rules, ARecallTakesTheLotOffEveryShelfUntilItIsLifted) {
    const Id way = accept(dispatch(100)).command.id;
    const Id other = accept(dispatch(50)).command.id;
    accept(deliver(30));
    refuse(lot_command(Kind::lift_recall), "lot_not_recalled");
    accept(lot_command(Kind::recall));
    EXPECT_EQ(sum(Stage::on_hand), 0);
    EXPECT_EQ(sum(Stage::quarantined), 320);
    refuse(lot_command(Kind::recall), "lot_already_recalled");
    refuse(dispatch(1), "lot_recalled");
    refuse(deliver(1), "lot_recalled");
    refuse(stock(Kind::use, "clinic", 1), "lot_recalled");
    accept(receipt(way, 100));
    EXPECT_EQ(sum(Stage::quarantined), 420);
    Command back = desk.command(Kind::void_dispatch);
    back.refers_to = other;
    back.reason = "stopped";
    accept(back);
    EXPECT_EQ(sum(Stage::quarantined), 470);
    Command release = stock(Kind::release, "kabul", 1);
    release.reason = "tested";
    release.approver = {1, 2};
    refuse(release, "lot_recalled");
    accept(receive("vaccine", "penta", 10));
    EXPECT_EQ(sum(Stage::quarantined), 480);
    accept(lot_command(Kind::lift_recall));
    release.id.low += 500;
    accept(release);
    EXPECT_EQ(sum(Stage::on_hand), 1);
    Command unknown = lot_command(Kind::recall);
    unknown.lot = desk.n("Z9");
    accept(unknown);
    Command late = receive("vaccine", "penta", 10);
    late.lot = desk.n("Z9");
    accept(late);
    EXPECT_EQ(sum(Stage::on_hand), 1);
}

TEST_F(Rules, QuarantineAndReleaseMoveNoMoreThanIsThere) {
    Command away = stock(Kind::quarantine, "kabul", 501);
    away.reason = "power failure";
    refuse(away, "not_enough");
    away.amount = 200;
    accept(away);
    Command back = stock(Kind::release, "kabul", 201);
    back.reason = "tested";
    back.approver = back.actor;
    refuse(back, "same_person");
    back.approver = {1, 2};
    refuse(back, "not_enough");
    back.amount = 200;
    accept(back);
}

TEST_F(Rules, WriteOffsTakeTwoPeopleAndSayWhatBecameOfIt) {
    refuse_with(write_off(1), "field_missing", [](Command& c) { c.approver = {}; });
    refuse_with(write_off(1), "same_person", [](Command& c) { c.approver = c.actor; });
    refuse_with(write_off(1), "way_out_missing", [](Command& c) { c.to_stage = Stage::used; });
    refuse_with(write_off(1), "stage_not_allowed", [](Command& c) { c.stage = Stage::in_transit; });
    refuse(write_off(501), "not_enough");
    for (const Stage way :
         {Stage::lost, Stage::damaged, Stage::expired, Stage::wasted, Stage::diverted}) {
        Command c = write_off(1);
        c.to_stage = way;
        accept(c);
    }
    EXPECT_EQ(conservation(desk.book, desk.n("vaccine"), desk.n("penta")).lost, 5);
}

TEST_F(Rules, ACountExplainsItsDifference) {
    Command c = stock(Kind::count, "kabul", 500);
    c.stage = Stage::on_hand;
    EXPECT_TRUE(accept(c).derived.postings.empty());
    c = stock(Kind::count, "kabul", 490);
    c.stage = Stage::on_hand;
    refuse(c, "reason_missing");
    c.reason = "shelf by shelf";
    refuse(c, "way_out_missing");
    c.to_stage = Stage::lost;
    refuse(c, "approver_missing");
    c.approver = {1, 2};
    c.tolerance_ppm = 20'000;
    EXPECT_EQ(accept(c).derived.discrepancy,
              (Discrepancy{.missing = 10, .surplus = 0, .beyond_tolerance = false}));
    c = stock(Kind::count, "kabul", 492);
    c.stage = Stage::on_hand;
    c.reason = "two behind the fridge";
    EXPECT_EQ(accept(c).derived.discrepancy,
              (Discrepancy{.missing = 0, .surplus = 2, .beyond_tolerance = true}));
    c.id.low += 900;
    c.stage = Stage::committed;
    refuse(c, "stage_not_allowed");
}

TEST_F(Rules, GoodsGoBackAndNothingElseDoes) {
    Command c = stock(Kind::give_back, "kabul", 501);
    c.stage = Stage::on_hand;
    c.to = desk.n("donor");
    c.reason = "not registered here";
    refuse(c, "not_enough");
    c.amount = 5;
    refuse_with(c, "stage_not_allowed", [](Command& x) { x.stage = Stage::delivered; });
    refuse_with(c, "same_place", [](Command& x) { x.to = x.holder; });
    accept(c);
    EXPECT_EQ(sum(Stage::returned), 5);
}

TEST_F(Rules, AnEarmarkCannotLeakAndChangesOnlyWithTheDonor) {
    Command earmarked = pledge("child", "EUR", 100);
    earmarked.earmark = desk.n("measles");
    accept(earmarked);
    refuse(commit("child", "EUR", 10), "not_enough");
    Command fits = commit("child", "EUR", 10);
    fits.earmark = desk.n("measles");
    accept(fits);
    Command change = stock(Kind::re_earmark, "donor", 91, "grant");
    change.pledge = desk.n("child");
    change.stage = Stage::uncommitted;
    change.earmark = desk.n("measles");
    change.to_earmark = desk.n("cholera");
    change.reason = "letter of the donor";
    change.document[0] = 9;
    refuse(change, "field_missing");
    change.approver = {1, 2};
    refuse(change, "not_enough");
    change.amount = 90;
    refuse_with(change, "same_earmark", [](Command& c) { c.to_earmark = c.earmark; });
    refuse_with(change, "stage_not_allowed", [](Command& c) { c.stage = Stage::delivered; });
    const Id id = accept(change).command.id;
    fits = commit("child", "EUR", 90);
    fits.earmark = desk.n("cholera");
    accept(fits);
    Command undo = reverse(id);
    undo.approver = {1, 2};
    refuse(undo, "not_enough");
    Command lot = stock(Kind::re_earmark, "agency", 1);
    lot.stage = Stage::committed;
    lot.approver = {1, 2};
    lot.reason = "r";
    lot.document[0] = 1;
    lot.to_earmark = desk.n("x");
    refuse(lot, "field_not_used");
}

TEST_F(Rules, MoneyIsExchangedAtAStatedRateAndTheDifferenceIsKept) {
    Command c = stock(Kind::exchange, "kabul", 1'001, "grant");
    c.to_unit = desk.n("JPY");
    c.to_amount = 1'660;
    c.rate = base::Fixed9::parse("165.5").value();
    c.rate_date = day("2023-05-31");
    c.source = desk.n("ECB");
    refuse_with(c, "field_missing", [](Command& x) { x.source = {}; });
    refuse_with(c, "rate_not_positive", [](Command& x) { x.rate = base::Fixed9::from_nano(-1); });
    refuse_with(c, "unit_not_for_this", [&](Command& x) { x.to_unit = desk.n("penta"); });
    refuse_with(c, "unknown_unit", [&](Command& x) { x.to_unit = desk.n("XXX"); });
    refuse_with(c, "same_place", [](Command& x) { x.to_unit = x.unit; });
    refuse_with(c, "not_enough", [](Command& x) { x.amount = 5'001; });
    refuse_with(c, "too_large", [](Command& x) {
        x.amount = kAmountMax;
        x.rate = base::Fixed9::from_integer(9'000'000'000);
    });
    accept(c);
    // 10.01 EUR at 165.5 are 1656.655 JPY, rounded 1657; the bank gave 1660.
    EXPECT_EQ(sum(Stage::on_hand, "JPY"), 1'660);
    EXPECT_EQ(sum(Stage::exchanged, "JPY"), -1'657);
    EXPECT_EQ(sum(Stage::exchange_difference, "JPY"), -3);
    EXPECT_EQ(sum(Stage::exchanged, "EUR"), 1'001);
}

TEST_F(Rules, APriceMovesNoDose) {
    Command c = desk.command(Kind::value);
    c.unit = desk.n("penta");
    c.pledge = desk.n("vaccine");
    c.to_unit = desk.n("USD");
    c.to_amount = 95;
    c.rate_date = day("2023-01-01");
    refuse(c, "field_missing");
    c.price_source = PriceSource::catalogue;
    refuse_with(c, "unit_not_for_this", [&](Command& x) { x.to_unit = desk.n("seat"); });
    refuse_with(c, "unit_not_for_this", [&](Command& x) { x.unit = desk.n("EUR"); });
    refuse_with(
        c, "unknown_kind", [](Command& x) { x.price_source = static_cast<PriceSource>(4); });
    const auto before = desk.stored();
    accept(c);
    EXPECT_EQ(desk.stored(), before);
    const AccountKey key = stock(Kind::count, "kabul", 0).pledge.empty()
                               ? AccountKey{}
                               : AccountKey{.unit = desk.n("penta"), .pledge = desk.n("vaccine")};
    EXPECT_TRUE(worth(desk.book, key, 200)->amount == 19'000);
    EXPECT_FALSE(worth(desk.book, {.unit = desk.n("tent")}, 1));
    refuse(reverse(c.id), "not_reversible");
}

TEST_F(Rules, AnEntryIsReversedOnceWithAReasonAndByTwoIfItTookTwo) {
    refuse(reverse({8, 8}), "unknown_entry");
    const Entry entry = accept(write_off(7));
    const Id id = entry.command.id;
    refuse_with(reverse(id), "field_missing", [](Command& c) { c.reason = ""; });
    refuse(reverse(id), "approver_missing");
    Command c = reverse(id);
    c.approver = {1, 2};
    const Entry back = accept(c);
    ASSERT_EQ(back.derived.postings.size(), 2U);
    EXPECT_EQ(back.derived.postings[0].amount, -entry.derived.postings[0].amount);
    EXPECT_EQ(sum(Stage::damaged), 0);
    refuse(reverse(id), "already_reversed", fmt_number(back.sequence));
    refuse(reverse(back.command.id), "not_reversible");
    const Id received = accept(receive("vaccine", "penta", 300)).command.id;
    accept(deliver(700));
    refuse(reverse(received), "not_enough", "200 short");
    accept(lot_command(Kind::recall));
    refuse(reverse(accept(lot_command(Kind::lift_recall)).command.id), "reverse_other_way");
}

TEST_F(Rules, TheSameIdIsTheSameCommandAndAnotherBodyIsNamed) {
    const Command c = deliver(5);
    const Entry first = accept(c);
    const auto again = desk.send(c);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(again->entry.sequence, first.sequence);
    EXPECT_EQ(sum(Stage::delivered), 5);
    refuse_with(c, "id_with_other_body", [](Command& x) { x.amount = 6; });
    Command other = c;
    other.to = desk.n("hospital");
    refuse(other, "id_with_other_body", "`to`");
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        Command changed;
        for_each_field(changed, [&]<typename Value>(Field field, Value& value) {
            if (static_cast<std::size_t>(field) == i) {
                if constexpr (std::is_same_v<Value, std::string>) {
                    value = "x";
                } else if constexpr (std::is_same_v<Value, Name>) {
                    value = Name{1};
                } else if constexpr (std::is_same_v<Value, Id>) {
                    value = Id{1, 1};
                } else if constexpr (std::is_same_v<Value, Hash>) {
                    value[0] = 1;
                } else if constexpr (std::is_same_v<Value, base::Day>) {
                    value += std::chrono::days(1);
                } else if constexpr (std::is_same_v<Value, base::Fixed9>) {
                    value = base::Fixed9::from_nano(1);
                } else {
                    value = static_cast<Value>(1);
                }
            }
        });
        EXPECT_EQ(first_difference({}, changed), to_text(static_cast<Field>(i)));
    }
    EXPECT_FALSE(first_difference(c, c));
}

TEST_F(Rules, PledgesThatPassOnAndSharedOnesAreBesideTheTotal) {
    Command child = pledge("child", "EUR", 100);
    child.parent = desk.n("child");
    refuse(child, "parent_is_itself");
    child.parent = desk.n("nobody");
    refuse(child, "unknown_parent");
    child.parent = desk.n("grant");
    accept(child);
    Command shared = pledge("regional", "EUR", 40);
    shared.shared = true;
    accept(shared);
    const PledgeTotals totals = pledge_totals(desk.book, desk.n("EUR"));
    EXPECT_TRUE(totals.direct == 10'000 && totals.passed_on == 100 && totals.shared == 40);
}

TEST_F(Rules, NoBalanceGrowsBeyondWhatTheLedgerHolds) {
    Command c = stock(Kind::opening_balance, "store", kAmountMax);
    c.reason = "r";
    accept(c);
    c.id.low += 700;
    c.amount = 1;
    refuse(c, "too_large");
    c.holder = desk.n("other store");
    accept(c);
    // One more by a movement, where only the account that it goes to is full.
    Command move = stock(Kind::dispatch, "other store", 1);
    move.to = desk.n("store");
    move.stage = Stage::on_hand;
    Command arrival = receipt(accept(move).command.id, 1);
    arrival.to = desk.n("store");
    refuse(arrival, "too_large");
}

TEST_F(Rules, CheckFindsWhatDecideWouldNotHaveMade) {
    const Command c = deliver(5);
    Entry entry = decide(desk.book, desk.journal, c, desk.now).value().entry;
    Derived scratch;
    EXPECT_TRUE(check(desk.book, desk.journal, entry, scratch));
    const auto code = [&](const Entry& e) {
        const auto fits = check(desk.book, desk.journal, e, scratch);
        return fits ? std::string() : fits.error().code;
    };
    Entry changed = entry;
    changed.derived.postings[1].account.holder = desk.n("elsewhere");
    EXPECT_EQ(code(changed), "other_postings");
    changed = entry;
    changed.derived.discrepancy.surplus = 1;
    EXPECT_EQ(code(changed), "other_discrepancy");
    changed = entry;
    changed.sequence += 1;
    EXPECT_EQ(code(changed), "wrong_sequence");
    accept(c);
    changed = entry;
    changed.sequence += 1;
    EXPECT_EQ(code(changed), "repeated_id");
}

TEST_F(Rules, BalancesComeInTheOrderOfTheirTexts) {
    const auto rows = balances(desk.book, {.unit = desk.n("penta")});
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(desk.names.text(rows[0].account.holder), "agency");
    EXPECT_EQ(desk.names.text(rows[1].account.holder), "donor");
    EXPECT_EQ(rows[1].account.stage, Stage::pledged);
    EXPECT_EQ(rows[2].account.stage, Stage::uncommitted);
    EXPECT_EQ(rows[3].amount, 500);
    EXPECT_TRUE(balances(desk.book, {.stage = Stage::used}).empty());
    const auto trial = trial_balance(desk.book);
    ASSERT_EQ(trial.size(), 2U);
    EXPECT_EQ(desk.names.text(trial[0].unit), "EUR");
    EXPECT_TRUE(trial[0].total() == 0 && trial[1].total() == 0);
}

}  // namespace
}  // namespace imdad::ledger::test
