#include "desk.hpp"
#include <gtest/gtest.h>

/// What belongs to an activity stays with it until a movement says otherwise, and what became of it
/// can be told at any time.

namespace imdad::ledger::test {
namespace {

class Activities : public testing::Test {
 protected:
    Activities() {
        desk.define("EUR", UnitKind::currency, 2);
        desk.define("USD", UnitKind::currency, 2);
        desk.define("kit", UnitKind::goods);
        Command pledged = desk.command(Kind::pledge);
        pledged.holder = desk.n("donor");
        pledged.pledge = desk.n("gift");
        pledged.unit = desk.n("kit");
        pledged.amount = 100;
        accept(pledged);
        Command opening = of("kit", Kind::opening_balance, 40);
        opening.holder = desk.n("kabul");
        opening.reason = "count of 1 June";
        accept(opening);
    }

    Command of(std::string_view unit, Kind kind, std::int64_t amount) {
        Command c = desk.command(kind);
        c.unit = desk.n(unit);
        c.amount = amount;
        return c;
    }

    Command commit(std::int64_t amount, std::string_view activity) {
        Command c = of("kit", Kind::commit, amount);
        c.pledge = desk.n("gift");
        c.to = desk.n("agency");
        c.activity = desk.n(activity);
        c.instrument = desk.n("mou");
        return c;
    }

    Command allocate(std::int64_t amount, std::string_view from, std::string_view to) {
        Command c = of("kit", Kind::allocate, amount);
        c.holder = desk.n("kabul");
        c.stage = Stage::on_hand;
        c.activity = desk.n(from);
        c.to_activity = desk.n(to);
        c.instrument = desk.n("mou");
        return c;
    }

    Command dispatch(std::int64_t amount, std::string_view activity) {
        Command c = of("kit", Kind::dispatch, amount);
        c.holder = desk.n("kabul");
        c.to = desk.n("herat");
        c.stage = Stage::on_hand;
        c.activity = desk.n(activity);
        return c;
    }

    void accept(const Command& c) {
        const auto answer = desk.send(c);
        ASSERT_TRUE(answer.has_value()) << answer.error().message;
    }

    std::int64_t balance(Stage stage, std::string_view activity) {
        std::int64_t total = 0;
        for (const Posting& posting :
             balances(desk.book, {.stage = stage, .activity = desk.n(activity)})) {
            total += posting.amount;
        }
        return total;
    }

    ActivityResource resource(std::string_view activity, std::string_view unit = "kit") {
        for (const ActivityResource& one : activity_resources(desk.book)) {
            if (one.activity == desk.n(activity) && one.unit == desk.n(unit)) {
                return one;
            }
        }
        return {};
    }

    Desk desk;
};

TEST_F(Activities, ACommitmentGivesToAnActivityAndIsTakenBackFromIt) {
    accept(commit(60, "campaign"));
    EXPECT_EQ(balance(Stage::committed, "campaign"), 60);
    EXPECT_EQ(balance(Stage::committed, ""), 0);
    Command release = of("kit", Kind::release_commitment, 10);
    release.pledge = desk.n("gift");
    release.holder = desk.n("agency");
    release.reason = "fewer are needed";
    EXPECT_EQ(desk.code(release), "not_enough");
    release.activity = desk.n("training");
    EXPECT_EQ(desk.code(release), "not_enough");
    release.activity = desk.n("campaign");
    accept(release);
    EXPECT_EQ(balance(Stage::committed, "campaign"), 50);
    EXPECT_EQ(balance(Stage::uncommitted, ""), 50);
    EXPECT_TRUE(conservation(desk.book, desk.n("gift"), desk.n("kit")).holds());
}

TEST_F(Activities, WhatOneHasAnotherCannotShip) {
    accept(allocate(25, "", "campaign"));
    EXPECT_EQ(desk.code(dispatch(26, "campaign")), "not_enough");
    EXPECT_EQ(desk.code(dispatch(16, "")), "not_enough");
    EXPECT_EQ(desk.code(dispatch(1, "training")), "not_enough");
    accept(dispatch(25, "campaign"));
    accept(dispatch(15, ""));
    EXPECT_EQ(balance(Stage::in_transit, "campaign"), 25);
}

TEST_F(Activities, AnAllocationIsFromOneToAnotherAndOfWhatIsThere) {
    EXPECT_EQ(desk.code(allocate(5, "", "")), "same_activity");
    Command elsewhere = allocate(5, "", "campaign");
    elsewhere.stage = Stage::delivered;
    EXPECT_EQ(desk.code(elsewhere), "stage_not_allowed");
    EXPECT_EQ(desk.code(allocate(41, "", "campaign")), "not_enough");
    accept(allocate(40, "", "campaign"));
    accept(allocate(10, "campaign", "training"));
    accept(allocate(5, "training", ""));
    EXPECT_EQ(balance(Stage::on_hand, "campaign"), 30);
    EXPECT_EQ(balance(Stage::on_hand, "training"), 5);
    EXPECT_EQ(balance(Stage::on_hand, ""), 5);
    accept(commit(10, ""));
    Command committed = allocate(10, "", "campaign");
    committed.stage = Stage::committed;
    committed.holder = desk.n("agency");
    committed.pledge = desk.n("gift");
    committed.lot = desk.n("A");
    EXPECT_EQ(desk.code(committed), "field_not_used");
    committed.lot = {};
    accept(committed);
    EXPECT_EQ(balance(Stage::committed, "campaign"), 10);
}

TEST_F(Activities, AnExceptionIsAnsweredForByTwo) {
    Command urgent = allocate(5, "", "campaign");
    urgent.exception = true;
    EXPECT_EQ(desk.code(urgent), "approver_missing");
    urgent.approver = {1, 2};
    EXPECT_EQ(desk.code(urgent), "reason_missing");
    urgent.reason = "earthquake";
    accept(urgent);
}

TEST_F(Activities, WhatBecameOfTheirResourcesAddsUp) {
    accept(commit(60, "campaign"));
    accept(allocate(30, "", "campaign"));
    accept(dispatch(20, "campaign"));
    Command receipt = desk.command(Kind::post_receipt);
    receipt.refers_to = desk.journal.entries.back().command.id;
    receipt.to = desk.n("herat");
    receipt.amount = 21;
    receipt.damaged = 1;
    receipt.last = true;
    accept(receipt);
    Command deliver = of("kit", Kind::deliver, 8);
    deliver.holder = desk.n("herat");
    deliver.to = desk.n("clinic");
    deliver.document[0] = 1;
    EXPECT_EQ(desk.code(deliver), "not_enough");
    deliver.activity = desk.n("campaign");
    accept(deliver);
    Command use = of("kit", Kind::use, 3);
    use.holder = desk.n("clinic");
    use.activity = desk.n("campaign");
    accept(use);
    Command write_off = of("kit", Kind::write_off, 1);
    write_off.holder = desk.n("herat");
    write_off.activity = desk.n("campaign");
    write_off.stage = Stage::quarantined;
    write_off.to_stage = Stage::damaged;
    write_off.reason = "crushed";
    write_off.approver = {1, 2};
    accept(write_off);
    const ActivityResource all = resource("campaign");
    EXPECT_EQ(all.got, base::Int128{90});
    EXPECT_EQ(all.surplus, base::Int128{2});
    EXPECT_EQ(all.delivered, base::Int128{8});
    EXPECT_EQ(all.used, base::Int128{3});
    EXPECT_EQ(all.lost, base::Int128{1});
    EXPECT_EQ(all.returned, base::Int128{0});
    EXPECT_EQ(all.outstanding, base::Int128{90 + 2 - 8 - 1});
    EXPECT_EQ(activity_resources(desk.book).size(), 1U);
}

TEST_F(Activities, MoneyThatIsExchangedStaysWithItsActivity) {
    Command opening = of("EUR", Kind::opening_balance, 1'000);
    opening.holder = desk.n("agency");
    opening.reason = "bank statement";
    accept(opening);
    Command give = of("EUR", Kind::allocate, 600);
    give.holder = desk.n("agency");
    give.stage = Stage::on_hand;
    give.to_activity = desk.n("campaign");
    give.instrument = desk.n("mou");
    accept(give);
    Command exchange = of("EUR", Kind::exchange, 100);
    exchange.holder = desk.n("agency");
    exchange.activity = desk.n("campaign");
    exchange.to_unit = desk.n("USD");
    exchange.to_amount = 108;
    exchange.rate = base::Fixed9::parse("1.1").value();
    exchange.rate_date = day("2023-05-31");
    exchange.source = desk.n("ECB");
    accept(exchange);
    EXPECT_EQ(resource("campaign", "EUR").got, base::Int128{600});
    EXPECT_EQ(resource("campaign", "EUR").outstanding, base::Int128{500});
    EXPECT_EQ(resource("campaign", "EUR").delivered, base::Int128{100});
    EXPECT_EQ(resource("campaign", "USD").got, base::Int128{108});
    EXPECT_EQ(resource("campaign", "USD").outstanding, base::Int128{108});
}

/// What is only promised belongs to no activity, so a new earmark cannot be asked for in the name
/// of one.
TEST_F(Activities, APromiseIsOfNone) {
    Command change = of("kit", Kind::re_earmark, 5);
    change.holder = desk.n("donor");
    change.pledge = desk.n("gift");
    change.stage = Stage::uncommitted;
    change.to_earmark = desk.n("flood");
    change.reason = "letter";
    change.document[0] = 1;
    change.approver = {1, 2};
    change.activity = desk.n("campaign");
    EXPECT_EQ(desk.code(change), "field_not_used");
    change.activity = {};
    accept(change);
}

}  // namespace
}  // namespace imdad::ledger::test
