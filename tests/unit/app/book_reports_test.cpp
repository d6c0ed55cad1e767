#include "app/agreement_status.hpp"
#include "app/exceptions_report.hpp"
#include "app/party_brief.hpp"
#include "app/pledge_views.hpp"
#include "app/trace.hpp"
#include "store/adopted_plans.hpp"

#include <algorithm>

#include "chain_books.hpp"

/// What the books say of pledges, plans and parties: nothing that nobody reported, nothing of
/// others, and every exception.

namespace imdad::app {
namespace {

using testing::code_of;
using Texts = std::vector<std::string>;

class BookReports : public testing::ChainBooks {
 protected:
    [[nodiscard]] Access on(const std::string& day, const std::string& user = "amina") const {
        Access access = as(user);
        access.today = base::parse_day(day).value();
        return access;
    }

    [[nodiscard]] report::StatusView status_on(const std::string& day) const {
        const auto view = status(on(day), "mou");
        EXPECT_TRUE(view.has_value());
        return view.value_or(report::StatusView());
    }

    [[nodiscard]] static const report::StatusActivity& activity(const report::StatusView& view,
                                                                const std::string& id) {
        const auto& activities = view.agreements.at(0).plans.at(0).activities;
        return *std::ranges::find(activities, id, &report::StatusActivity::id);
    }

    [[nodiscard]] Texts exceptions_of(std::optional<base::Day> from = {},
                                      std::optional<base::Day> to = {}) const {
        Texts found;
        const auto lines = exceptions(as("amina"), from, to);
        for (const report::ExceptionLine& line : *lines) {
            found.push_back(line.what);
        }
        return found;
    }
};

TEST_F(BookReports, StatusSaysWhatWasNeededGotAndDelivered) {
    begin_chain();
    post("deliver", goods("kabul", "team", 100, {{"document", kDocument}}));
    post("use", goods("team", "", 80));
    const report::StatusView view = status_on("2022-07-25");
    const report::StatusActivity& vaccines = activity(view, "vaccines");
    ASSERT_EQ(vaccines.resources.size(), 1U);
    const report::StatusResource& penta = vaccines.resources.front();
    EXPECT_EQ(penta.needed, 1000);
    EXPECT_EQ(penta.got, 1000);
    EXPECT_EQ(penta.outstanding, 900);
    EXPECT_EQ(penta.delivered, 100);
    EXPECT_EQ(penta.used, 80);
    // What nobody has reported is no figure, and no nought.
    EXPECT_FALSE(vaccines.indicators.front().actual.has_value());
    EXPECT_FALSE(vaccines.indicators.front().permille().has_value());
    EXPECT_EQ(vaccines.milestones.front().days_overdue, 5);
    EXPECT_EQ(activity(status_on("2022-07-20"), "vaccines").milestones.front().days_overdue, 0);
    EXPECT_TRUE(activity(view, "other").resources.empty());
    EXPECT_EQ(code_of(status(as("amina"), "nothing")), "unknown_id");
    EXPECT_EQ(code_of(status(as("rita"), "mou")), "unknown_id");
    EXPECT_EQ(status(as("amina"), "plan")->agreements.front().plans.size(), 1U);
    // The public reads what is needed, and no figure of the ledger.
    for (const auto& [kind, id] : {std::pair("instrument", "mou"),
                                   std::pair("action_plan", "plan"),
                                   std::pair("activity", "vaccines")}) {
        step_or_fail(edit_entity(step(), kind, id, {{"classification", "public"}}));
    }
    const auto seen = status(as("rita"), "mou");
    ASSERT_TRUE(seen.has_value());
    ASSERT_EQ(seen->agreements.size(), 1U);
    ASSERT_EQ(seen->agreements.front().plans.at(0).activities.size(), 1U);
    const auto& resource = seen->agreements.front().plans[0].activities[0].resources.front();
    EXPECT_EQ(resource.needed, 1000);
    EXPECT_FALSE(resource.booked);
    EXPECT_TRUE(seen->ledger_hidden);
}

TEST_F(BookReports, StatusKeepsExternalGiftsApart) {
    begin_chain();
    post("pledge", {{"unit", "USD"}, {"holder", "TUR"}, {"pledge", "others"}, {"amount", "900"}});
    post("commit",
         {{"unit", "USD"},
          {"pledge", "others"},
          {"amount", "900"},
          {"to", "WHO"},
          {"instrument", "grant"}});
    const report::StatusView view = status_on("2022-07-25");
    ASSERT_EQ(view.agreements.size(), 2U);
    EXPECT_FALSE(view.agreements[0].external);
    EXPECT_TRUE(view.agreements[0].committed.empty());
    EXPECT_TRUE(view.agreements[1].external);
    ASSERT_EQ(view.agreements[1].committed.size(), 1U);
    EXPECT_EQ(view.agreements[1].committed.front().amount, "9.00 USD");
    EXPECT_TRUE(activity(view, "vaccines").resources.size() == 1U);
    const auto pledges = list_pledges(as("amina"), {.donor = "TUR", .unit = {}});
    ASSERT_EQ(pledges->size(), 1U);
    EXPECT_EQ(pledges->front().external, Texts{"bilateral_grant"});
    EXPECT_TRUE(list_pledges(as("amina"), {.donor = "SAU", .unit = {}})->front().external.empty());
}

TEST_F(BookReports, StatusSetsPlannedShipmentsBesideWhatWasSent) {
    begin_chain();
    const auto planned =
        [&](std::int64_t number, std::uint64_t id, const char* leaves, int amount) {
            return store::PlannedShipment{
                .id = {.high = 9, .low = id},
                .number = number,
                .lane = "l",
                .from = "kabul",
                .to = "herat",
                .unit = "penta",
                .lot = "A1",
                .expiry = {},
                .earmark = "",
                .activity = "vaccines",
                .amount = amount,
                .departure = base::parse_day(leaves).value(),
                .arrival = base::parse_day(leaves).value() + std::chrono::days(2)};
        };
    store::Transaction transaction(books_->connection(), store::Transaction::Kind::write);
    // Of two plans of one name the later one is carried out.
    for (const std::uint64_t plan : {1U, 2U}) {
        store::append_plan(
            books_->connection(),
            {.id = {.high = 8, .low = plan},
             .name = "s",
             .shipments = {},
             .actor = actor("amina"),
             .approver = actor("lina"),
             .on = as("").today,
             .recorded_at_ms = as("").now_ms},
            {planned(1, plan * 10, "2022-07-24", 50), planned(2, plan * 10 + 1, "2022-07-28", 70)});
    }
    transaction.commit();
    const std::string sent =
        post("dispatch",
             goods("kabul",
                   "herat",
                   40,
                   {{"stage", "on_hand"}, {"refers_to", ledger::to_text({.high = 9, .low = 20})}}),
             "lina");
    post("post_receipt",
         {{"refers_to", sent}, {"to", "herat"}, {"lot", "A1"}, {"amount", "30"}},
         "mona");
    const report::StatusView view = status_on("2022-07-25");
    ASSERT_EQ(activity(view, "vaccines").shipments.size(), 1U);
    const report::StatusShipments& sums = activity(view, "vaccines").shipments.front();
    EXPECT_EQ(sums.planned, 120);
    EXPECT_EQ(sums.planned_by_today, 50);
    EXPECT_EQ(sums.due_by_today, 0);
    EXPECT_EQ(sums.shipped, 40);
    EXPECT_EQ(sums.received, 30);
    const auto chain = trace(as("amina"), sent);
    ASSERT_TRUE(chain.has_value());
    const auto shipment = std::ranges::find(chain->rows, sent, &report::TraceRow::id);
    EXPECT_NE(shipment->what.find("carries out shipment 1 of plan s"), std::string::npos);
    EXPECT_EQ(activity(status_on("2022-07-24"), "vaccines").shipments.front().planned_by_today, 50);
    EXPECT_EQ(activity(status_on("2022-07-23"), "vaccines").shipments.front().planned_by_today, 0);
    post("void_dispatch", {{"refers_to", sent}, {"reason", "road closed"}}, "lina");
    EXPECT_EQ(activity(status_on("2022-07-26"), "vaccines").shipments.front().shipped, 30);
    EXPECT_EQ(activity(status_on("2022-07-26"), "vaccines").shipments.front().due_by_today, 50);
}

TEST_F(BookReports, PledgesSayHowLateTheyAreAndWhatTheyWere) {
    post("pledge",
         {{"unit", "USD"},
          {"holder", "QAT"},
          {"pledge", "money"},
          {"amount", "500"},
          {"expected", "2022-07-30"}});
    post("revise",
         {{"unit", "USD"},
          {"pledge", "money"},
          {"amount", "700"},
          {"reason", "more"},
          {"document", kDocument}});
    post("pledge",
         {{"unit", "USD"},
          {"holder", "WHO"},
          {"pledge", "part"},
          {"amount", "200"},
          {"parent", "money"}});
    const PledgeFilter open{.donor = "QAT", .unit = "USD", .open = true};
    EXPECT_FALSE(list_pledges(on("2022-07-30"), open)->front().days_late.has_value());
    EXPECT_EQ(list_pledges(on("2022-08-02"), open)->front().days_late, 3);
    const auto shown = show_pledge(as("amina"), "money");
    ASSERT_EQ(shown->size(), 1U);
    const report::PledgeView& view = shown->front();
    ASSERT_EQ(view.history.size(), 2U);
    EXPECT_EQ(view.history[0].level, "5.00");
    EXPECT_EQ(view.history[1].level, "7.00");
    EXPECT_EQ(view.history[1].amount, "2.00");
    EXPECT_EQ(view.history[1].document, kDocument);
    EXPECT_EQ(view.passed_on_as, Texts{"part"});
    EXPECT_EQ(view.direct, "7.00");
    EXPECT_EQ(view.passed_on, "2.00");
    EXPECT_TRUE(view.conservation.holds);
    EXPECT_EQ(code_of(show_pledge(as("amina"), "none")), "no_such_pledge");
    EXPECT_EQ(code_of(list_pledges(as("rita"), {})), "role_missing");
    post("withdraw", {{"unit", "USD"}, {"pledge", "money"}, {"reason", "no"}});
    EXPECT_TRUE(list_pledges(on("2022-08-02"), open)->empty());
}

TEST_F(BookReports, ExceptionsMissNothing) {
    begin_chain();
    EXPECT_EQ(exceptions_of(), Texts{});
    // The agreement is only proposed; and 100 more than is left.
    post("pledge", {{"unit", "USD"}, {"holder", "QAT"}, {"pledge", "money"}, {"amount", "100"}});
    post("commit",
         {{"unit", "USD"},
          {"pledge", "money"},
          {"amount", "200"},
          {"to", "WHO"},
          {"instrument", "mou"},
          {"exception", "true"},
          {"reason", "flood"},
          {"approver", "lina"}});
    const auto lines = exceptions(as("amina"), {}, {});
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_EQ((*lines)[0].what, "not_in_force");
    EXPECT_EQ((*lines)[0].who, "@amina");
    EXPECT_EQ((*lines)[0].approver, "@lina");
    EXPECT_EQ((*lines)[0].reason, "flood");
    EXPECT_EQ((*lines)[0].date, "2022-07-24");
    EXPECT_EQ((*lines)[1].what, "over_committed");
    EXPECT_NE((*lines)[1].detail.find("1.00 USD"), std::string::npos);
    const std::string sent =
        post("dispatch", goods("kabul", "herat", 100, {{"stage", "on_hand"}}), "lina");
    post("post_receipt",
         {{"refers_to", sent},
          {"to", "herat"},
          {"lot", "A1"},
          {"amount", "90"},
          {"last", "true"},
          {"reason", "short"}},
         "mona");
    post("count", goods("herat", "", 95, {{"stage", "on_hand"}, {"reason", "found"}}), "mona");
    post("deliver", goods("kabul", "team", 10, {{"document", kDocument}}));
    post("use",
         goods("team", "", 5, {{"exception", "true"}, {"reason", "not seen"}}),
         "mona",
         "2022-07-25");
    post("recall",
         {{"unit", "penta"}, {"lot", "A1"}, {"reason", "maker"}, {"document", kDocument}},
         "lina",
         "2022-07-25");
    const Texts all = {
        "not_in_force", "over_committed", "receipt_differs", "count_differs", "expired", "recall"};
    EXPECT_EQ(exceptions_of(), all);
    const auto day = base::parse_day("2022-07-25");
    EXPECT_EQ(exceptions_of(day, {}), (Texts{"expired", "recall"}));
    EXPECT_EQ(exceptions_of({}, *day - std::chrono::days(1)).size(), 4U);
    EXPECT_EQ(code_of(exceptions(as("rita"), {}, {})), "role_missing");
}

TEST_F(BookReports, BriefSaysWhatWasAgreedInWhichWordsAndWhatToAskFor) {
    begin_chain();
    post("pledge", {{"unit", "USD"}, {"holder", "WHO"}, {"pledge", "own"}, {"amount", "500"}});
    const auto view = brief(on("2022-08-01"), "WHO");
    ASSERT_TRUE(view.has_value());
    EXPECT_EQ(view->name_en, "World Health");
    ASSERT_EQ(view->outcomes.size(), 1U);
    EXPECT_EQ(view->outcomes.front().strength, "agreed");
    EXPECT_EQ(view->outcomes.front().quotation, "agreed to develop");
    ASSERT_EQ(view->agreements.size(), 2U);
    EXPECT_EQ(view->agreements[0].id, "mou");
    EXPECT_EQ(view->agreements[0].reported, "agreed");
    EXPECT_TRUE(view->agreements[1].external);
    ASSERT_EQ(view->activities.size(), 2U);
    EXPECT_EQ(view->activities[1].result, "infants: no figure of 300");
    ASSERT_EQ(view->gifts.size(), 1U);
    ASSERT_EQ(view->overdue.size(), 1U);
    EXPECT_EQ(view->overdue.front().days, 12);
    // The text of the memorandum and what the pledge is for; the grant is the affair of others.
    ASSERT_EQ(view->asks.size(), 2U);
    EXPECT_EQ(view->asks.front(), "Agree on the text of MOU/WHO/2022/001.");
    EXPECT_NE(view->asks.back().find("5.00 USD"), std::string::npos);
    EXPECT_EQ(view->classification, "restricted");
    EXPECT_EQ(code_of(brief(as("amina"), "none")), "no_such_entity");
    const auto seen = brief(on("2022-08-01", "rita"), "WHO");
    EXPECT_TRUE(seen->ledger_hidden && seen->outcomes.empty() && seen->gifts.empty());
    EXPECT_EQ(seen->classification, "public");
}

}  // namespace
}  // namespace imdad::app
