#include "app/approvals.hpp"
#include "app/exceptions_report.hpp"
#include "app/ledger_views.hpp"
#include "app/recalls.hpp"
#include "app/register_views.hpp"
#include "app/shipments.hpp"

#include <algorithm>

#include "fresh_books.hpp"

/// Shipments and receipts in bulk, goods under another lot than the papers say, lots that are
/// called back and dispatches that are taken back.

namespace imdad::app {
namespace {

using testing::code_of;
using testing::write_text;

class ShipmentsFile : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("lina", {"logistics"});
        add_user_or_fail("sami", {"logistics"});
        ASSERT_EQ(
            codes("amina",
                  fmt::format(
                      "kind,id,business_date,unit,unit_kind,holder,lot,expiry,amount,reason\n"
                      "define_unit,{},2022-07-01,penta,medicine,,,,,\n"
                      "opening_balance,{},2022-07-02,penta,,kabul,LATE,2023-06-30,100,counted\n"
                      "opening_balance,{},2022-07-02,penta,,kabul,SOON,2022-12-31,10,counted\n",
                      id(1),
                      id(2),
                      id(3))),
            std::vector<std::string>{});
    }

    [[nodiscard]] MovementOptions options(const std::string& movement = "",
                                          bool dry_run = false,
                                          const std::string& user = "lina") const {
        return {.access = as(user), .id = movement, .dry_run = dry_run};
    }

    [[nodiscard]] ShipOutcome ship_csv(const std::string& csv,
                                       const std::string& movement = "",
                                       bool dry_run = false) {
        write_text(folder / "ship.csv", csv);
        auto outcome = ship_file(options(movement, dry_run), "", (folder / "ship.csv").string());
        EXPECT_TRUE(outcome.has_value()) << outcome.error().lines.front();
        return outcome.value_or(ShipOutcome{});
    }

    [[nodiscard]] ReceiveOutcome receive_csv(const std::string& csv,
                                             const std::string& movement = "",
                                             bool dry_run = false) {
        write_text(folder / "receive.csv", csv);
        auto outcome = receive_file(options(movement, dry_run), (folder / "receive.csv").string());
        EXPECT_TRUE(outcome.has_value()) << outcome.error().lines.front();
        return outcome.value_or(ReceiveOutcome{});
    }

    /// Sum of what is at `holder` in `stage`.
    [[nodiscard]] std::int64_t there(const std::string& holder,
                                     const std::string& stage,
                                     const std::string& lot = "") const {
        std::int64_t sum = 0;
        const auto lines = balances(as("lina"), {});
        EXPECT_TRUE(lines.has_value());
        for (const BalanceLine& line : *lines) {
            const bool of_lot = lot.empty() || line.lot == lot;
            sum += line.holder == holder && line.stage == stage && of_lot ? line.amount : 0;
        }
        return sum;
    }

    static std::string problems_of(const std::vector<RowProblem>& problems) {
        std::string text;
        for (const RowProblem& problem : problems) {
            text += fmt::format("{} {} {}; ", problem.line, problem.column, problem.code);
        }
        return text;
    }

    [[nodiscard]] std::string send(std::int64_t amount, const std::string& lot = "LATE") {
        const auto sent = ship({.options = options(),
                                .from = "kabul",
                                .to = "herat",
                                .goods = {.unit = "penta", .lot = lot},
                                .amount = amount,
                                .expected = {}});
        EXPECT_TRUE(sent.has_value()) << sent.error().lines.front();
        return sent ? sent->sent.front().dispatch : "";
    }
};

constexpr const char* kTwoShipments =
    "from,to,unit,amount,on\n"
    "kabul,herat,penta,15,2022-07-20\n"
    "kabul,farah,penta,80,\n";

TEST_F(ShipmentsFile, AllRowsAreSentEachWithWhatThoseBeforeItLeft) {
    const ShipOutcome outcome = ship_csv(kTwoShipments);
    ASSERT_TRUE(outcome.problems.empty()) << problems_of(outcome.problems);
    EXPECT_TRUE(outcome.written);
    ASSERT_EQ(outcome.sent.size(), 3U);
    EXPECT_EQ(outcome.sent[0].line, 2U);
    EXPECT_EQ(outcome.sent[0].lot, "SOON");
    EXPECT_EQ(outcome.sent[0].amount, 10);
    EXPECT_EQ(outcome.sent[1].line, 2U);
    EXPECT_EQ(outcome.sent[1].amount, 5);
    EXPECT_EQ(outcome.sent[2].line, 3U);
    EXPECT_EQ(there("kabul", "on_hand"), 15);
    EXPECT_EQ(there("herat", "in_transit"), 15);
}

TEST_F(ShipmentsFile, SentAgainItDoesNothingTwiceAndOtherRowsUnderTheIdAreRefused) {
    const std::string movement(32, 'a');
    EXPECT_FALSE(ship_csv(kTwoShipments, movement, /*dry_run=*/true).written);
    EXPECT_EQ(there("kabul", "on_hand"), 110);
    EXPECT_TRUE(ship_csv(kTwoShipments, movement).written);
    const ShipOutcome again = ship_csv(kTwoShipments, movement);
    EXPECT_TRUE(again.replayed);
    EXPECT_FALSE(again.written);
    EXPECT_EQ(again.sent.size(), 3U);
    EXPECT_EQ(there("kabul", "on_hand"), 15);
    const ShipOutcome other = ship_csv(
        "from,to,unit,amount,on\n"
        "kabul,herat,penta,15,2022-07-20\n"
        "kabul,farah,penta,1,\n",
        movement);
    EXPECT_EQ(problems_of(other.problems), "3  id_with_other_body; ");
    // A row more is a row more: those before it are answered as they were.
    const ShipOutcome more =
        ship_csv(std::string(kTwoShipments) + "kabul,balkh,penta,4,\n", movement);
    EXPECT_TRUE(more.written);
    EXPECT_EQ(there("kabul", "on_hand"), 11);
}

TEST_F(ShipmentsFile, OfAFileWithFaultsEachIsToldAndNothingIsSent) {
    const ShipOutcome cells = ship_csv(
        "from,to,unit,amount,expected,planned\n"
        "kabul,herat,penta,ten,,\n"
        "kabul,herat,penta,0,,\n"
        "kabul,herat,penta,5,soon,\n"
        "kabul,,penta,5,,\n"
        ",herat,,,,7\n");
    EXPECT_EQ(problems_of(cells.problems),
              "2 amount not_a_number; 2 amount cell_missing; 3 amount out_of_range; 3 amount "
              "cell_missing; 4 expected not_a_day; 5 to cell_missing; 6 planned "
              "planned_and_by_hand; ");
    const ShipOutcome rows = ship_csv(
        "from,to,unit,amount\n"
        "kabul,herat,penta,100\n"
        "kabul,farah,penta,11\n"
        "nowhere,farah,penta,1\n"
        "kabul,kabul,penta,1\n");
    EXPECT_EQ(problems_of(rows.problems),
              "3 amount not_enough; 4 from unknown_name; 5 to same_place; ");
    EXPECT_FALSE(rows.written);
    EXPECT_EQ(problems_of(ship_csv("from,colour\nkabul,red\n").problems),
              "1 colour unknown_column; ");
    EXPECT_EQ(problems_of(ship_csv("planned\n7\n").problems), "2 planned no_plan; ");
    EXPECT_EQ(there("kabul", "on_hand"), 110);
}

TEST_F(ShipmentsFile, ReceiptsInBulkShortDamagedAndTooMany) {
    const ShipOutcome sent = ship_csv(
        "from,to,unit,lot,amount\n"
        "kabul,herat,penta,LATE,40\n"
        "kabul,farah,penta,LATE,30\n");
    ASSERT_EQ(sent.sent.size(), 2U);
    const std::string csv = fmt::format(
        "dispatch,amount,damaged,last,vvm_stage\n"
        "{0},20,,,\n"
        "{0},10,5,true,1\n"
        "{1},31,,,\n",
        sent.sent[0].dispatch,
        sent.sent[1].dispatch.substr(0, 12));
    const std::string movement(32, 'b');
    EXPECT_FALSE(receive_csv(csv, movement, /*dry_run=*/true).written);
    const ReceiveOutcome outcome = receive_csv(csv, movement);
    ASSERT_TRUE(outcome.problems.empty()) << problems_of(outcome.problems);
    ASSERT_EQ(outcome.received.size(), 3U);
    EXPECT_EQ(outcome.received[1].line, 3U);
    EXPECT_EQ(outcome.received[1].missing, 5);
    EXPECT_FALSE(outcome.received[1].action_point.empty());
    EXPECT_EQ(outcome.received[2].surplus, 1);
    EXPECT_EQ(there("herat", "on_hand"), 30);
    EXPECT_EQ(there("herat", "quarantined"), 5);
    EXPECT_EQ(there("herat", "lost"), 5);
    EXPECT_EQ(there("farah", "on_hand"), 31);
    EXPECT_TRUE(receive_csv(csv, movement).replayed);
    const ReceiveOutcome wrong = receive_csv(
        "dispatch,amount,last\n"
        "ffffffffffff,1,\n" +
        sent.sent[0].dispatch + ",1,perhaps\n");
    EXPECT_EQ(problems_of(wrong.problems), "3 last not_yes_or_no; ");
    const ReceiveOutcome refused =
        receive_csv("dispatch,amount\nffffffffffff,1\n" + sent.sent[0].dispatch + ",1\n");
    EXPECT_EQ(problems_of(refused.problems), "2 dispatch unknown_dispatch; 3  already_resolved; ");
}

TEST_F(ShipmentsFile, GoodsUnderAnotherLotStandOnTheShelfAsTheyAreAndSomebodyExplains) {
    const std::string dispatch = send(40);
    ReceiveRequest request{.options = options(), .dispatch = dispatch, .amount = {}};
    request.lot = "OTHER";
    request.expiry = base::parse_day("2023-03-31");
    EXPECT_EQ(code_of(receive(request)), "reason_missing");
    request.reason = "cartons are marked OTHER";
    request.options.id = std::string(32, 'c');
    const auto received = receive(request);
    ASSERT_TRUE(received.has_value()) << received.error().lines.front();
    EXPECT_EQ(received->received.front().sent_lot, "LATE");
    EXPECT_EQ(there("herat", "on_hand", "OTHER"), 40);
    EXPECT_EQ(there("herat", "on_hand", "LATE"), 0);
    EXPECT_EQ(there("herat", "lost"), 0);
    const std::string point = received->received.front().action_point;
    ASSERT_TRUE(show_entity(as("amina"), "action_point", point).has_value());
    EXPECT_TRUE(receive(request)->replayed);
    request.lot = "THIRD";
    EXPECT_EQ(code_of(receive(request)), "id_with_other_body");
    const auto bent = exceptions(as("amina"), {}, {});
    ASSERT_TRUE(bent.has_value());
    ASSERT_EQ(bent->size(), 1U);
    EXPECT_EQ(bent->front().what, "other_lot");
    EXPECT_EQ(bent->front().detail, "sent as LATE, came as OTHER");
    EXPECT_EQ(bent->front().reason, "cartons are marked OTHER");
}

TEST_F(ShipmentsFile, WhatThePapersSayIsNoException) {
    ReceiveRequest request{.options = options(), .dispatch = send(40), .amount = {}};
    request.lot = "LATE";
    request.expiry = base::parse_day("2023-06-30");
    EXPECT_EQ(code_of(receive(request)), "");
    EXPECT_TRUE(exceptions(as("amina"), {}, {})->empty());
}

TEST_F(ShipmentsFile, ARecallStopsALotWhereverItIs) {
    const std::string dispatch = send(40);
    RecallRequest request{.options = options(std::string(32, 'd'), /*dry_run=*/true),
                          .unit = "penta",
                          .lot = "LATE",
                          .reason = "alert 5",
                          .document = std::string(64, 'e')};
    EXPECT_FALSE(recall_lot(request)->written);
    EXPECT_EQ(there("kabul", "on_hand", "LATE"), 60);
    request.options.dry_run = false;
    const auto recalled = recall_lot(request);
    ASSERT_TRUE(recalled.has_value()) << recalled.error().lines.front();
    ASSERT_EQ(recalled->lines.size(), 2U);
    EXPECT_EQ(recalled->lines[0].at, "herat");
    EXPECT_EQ(recalled->lines[0].stage, "in_transit");
    EXPECT_EQ(recalled->lines[1].at, "kabul");
    EXPECT_EQ(recalled->lines[1].to_stage, "quarantined");
    EXPECT_EQ(there("kabul", "quarantined", "LATE"), 60);
    EXPECT_EQ(code_of(receive({.options = options(), .dispatch = dispatch, .amount = {}})), "");
    EXPECT_EQ(there("herat", "quarantined", "LATE"), 40);
    EXPECT_TRUE(recall_lot(request)->replayed);
    request.reason = "another";
    EXPECT_EQ(code_of(recall_lot(request)), "id_with_other_body");
    request.options.id.clear();
    EXPECT_EQ(code_of(recall_lot(request)), "lot_already_recalled");
    request.document = "no hash";
    EXPECT_EQ(code_of(recall_lot(request)), "bad_document");
    request.unit = "nothing";
    EXPECT_EQ(code_of(recall_lot(request)), "unknown_name");
}

TEST_F(ShipmentsFile, ARecallIsLiftedByTwoPeopleAndEachPlaceReleasesItsOwn) {
    RecallRequest request{.options = options(),
                          .unit = "penta",
                          .lot = "LATE",
                          .reason = "alert 5",
                          .document = std::string(64, 'e')};
    ASSERT_EQ(code_of(recall_lot(request)), "");
    request.reason = "tested";
    const auto proposed = lift_recall(request);
    ASSERT_TRUE(proposed.has_value());
    EXPECT_FALSE(proposed->written);
    ASSERT_FALSE(proposed->proposal.empty());
    const auto approved = approve_proposal(as("sami"), proposed->proposal, false);
    ASSERT_TRUE(approved.has_value()) << approved.error().lines.front();
    EXPECT_EQ(there("kabul", "quarantined", "LATE"), 100);
    EXPECT_EQ(problems_of(lift_recall(request)->problems), "0 lot lot_not_recalled; ");
}

TEST_F(ShipmentsFile, WhatIsTakenBackIsOnTheShelfAgain) {
    const std::string dispatch = send(40);
    ASSERT_EQ(code_of(receive({.options = options(), .dispatch = dispatch, .amount = 15})), "");
    const VoidRequest request{.options = options(std::string(32, 'f')),
                              .dispatch = dispatch.substr(0, 10),
                              .reason = "truck broke down"};
    const auto voided = void_dispatch(request);
    ASSERT_TRUE(voided.has_value()) << voided.error().lines.front();
    ASSERT_EQ(voided->lines.size(), 1U);
    EXPECT_EQ(voided->lines.front().at, "kabul");
    EXPECT_EQ(voided->lines.front().amount, 25);
    EXPECT_EQ(there("kabul", "on_hand", "LATE"), 85);
    EXPECT_TRUE(void_dispatch(request)->replayed);
    EXPECT_EQ(code_of(void_dispatch({.options = options(), .dispatch = dispatch, .reason = "x"})),
              "already_resolved");
}

TEST_F(ShipmentsFile, AllThatIsDueUnderAUsedIdIsAnsweredForTheSameRequestOnly) {
    const auto sent = ship({.options = options(),
                            .from = "kabul",
                            .to = "herat",
                            .goods = {.unit = "penta"},
                            .amount = 5,
                            .expected = base::parse_day("2022-07-25")});
    ASSERT_TRUE(sent.has_value());
    ReceiveDueRequest request{.options = options(std::string(32, '9')), .to = "herat"};
    EXPECT_EQ(receive_due(request)->received.size(), 1U);
    EXPECT_TRUE(receive_due(request)->replayed);
    request.to.clear();
    EXPECT_EQ(code_of(receive_due(request)), "id_with_other_body");
    request.to = "herat";
    request.options.access.today += std::chrono::days(1);
    EXPECT_EQ(code_of(receive_due(request)), "id_with_other_body");
}

}  // namespace
}  // namespace imdad::app
