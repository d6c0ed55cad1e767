#include "app/trace.hpp"

#include <algorithm>
#include <set>

#include "chain_books.hpp"

/// A chain can be followed both ways, joins nothing that is not joined in the books, says how well
/// each link is proved, and adds up.

namespace imdad::app {
namespace {

using report::Grade;
using report::TraceRow;
using report::TraceView;
using testing::code_of;

class Trace : public testing::ChainBooks {
 protected:
    [[nodiscard]] TraceView traced(const std::string& id) const {
        const auto view = trace(as("amina"), id);
        EXPECT_TRUE(view.has_value()) << (view ? "" : view.error().lines.front());
        return view.value_or(TraceView());
    }

    [[nodiscard]] static const TraceRow* find(const TraceView& view, const std::string& id) {
        const auto found = std::ranges::find(view.rows, id, &TraceRow::id);
        return found == view.rows.end() ? nullptr : &*found;
    }

    [[nodiscard]] static std::set<std::string> kinds(const TraceView& view) {
        std::set<std::string> found;
        for (const TraceRow& row : view.rows) {
            found.insert(row.kind);
        }
        return found;
    }
};

const std::set<std::string> kWholeChain = {"consultation",
                                           "outcome",
                                           "agreement",
                                           "action_plan",
                                           "activity",
                                           "pledge",
                                           "commit",
                                           "dispatch",
                                           "post_receipt",
                                           "deliver",
                                           "use"};

TEST_F(Trace, FollowsTheWholeChainFromEitherEnd) {
    begin_chain();
    post("deliver", goods("kabul", "team", 100, {{"document", kDocument}}));
    const std::string used = post("use", goods("team", "", 80));
    for (const std::string& id : {std::string("meeting/1"),
                                  std::string("mou"),
                                  std::string("plan"),
                                  std::string("vaccines"),
                                  std::string("gift"),
                                  std::string("penta/A1"),
                                  std::string("A1"),
                                  first_.substr(0, 8),
                                  used,
                                  std::string("team")}) {
        const TraceView view = traced(id);
        for (const std::string& kind : kWholeChain) {
            EXPECT_TRUE(kinds(view).contains(kind)) << id << " lacks " << kind;
        }
    }
    const TraceView view = traced(used);
    EXPECT_EQ(view.asked_kind, "entry");
    EXPECT_FALSE(find(view, "other"));  // another activity of the plan
    // A tree: every row stands under the first that it follows from.
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        const TraceRow& row = view.rows[i];
        ASSERT_EQ(row.from.empty(), row.depth == 0) << row.id;
        if (!row.from.empty()) {
            EXPECT_LT(row.from.front(), i);
            EXPECT_EQ(row.depth, view.rows[row.from.front()].depth + 1) << row.id;
        }
    }
    EXPECT_EQ(find(view, used)->quantity, 80);
    EXPECT_EQ(find(view, used)->depth, kWholeChain.size() - 1);
}

TEST_F(Trace, KeepsApartWhatWentToTwoPlaces) {
    begin_chain();
    const std::string herat = move("kabul", "herat", 200);
    const std::string mazar = move("kabul", "mazar", 300);
    const std::string there =
        post("deliver", goods("mazar", "team", 10, {{"document", kDocument}}));
    const TraceView view = traced(herat);
    EXPECT_TRUE(find(view, first_));  // where it came from
    EXPECT_FALSE(find(view, mazar));
    EXPECT_FALSE(find(view, there));
    // What came after it left cannot be what it was.
    const std::string later = move("UNICEF", "kabul", 100, "mona", "committed");
    EXPECT_FALSE(find(traced(herat), later));
    const TraceView lot = traced("A1");
    EXPECT_TRUE(find(lot, herat) && find(lot, mazar) && find(lot, there));
    // A recall sets both apart in one entry, and joins them not.
    const std::string recall = post(
        "recall", {{"unit", "penta"}, {"lot", "A1"}, {"reason", "maker"}, {"document", kDocument}});
    const TraceView after = traced(herat);
    EXPECT_EQ(std::ranges::count(after.rows, recall, &TraceRow::id), 1);
    EXPECT_EQ(find(after, recall)->holder, "herat");
    EXPECT_EQ(find(after, recall)->to, "");
    EXPECT_EQ(find(after, recall)->postings.size(), 2U);
    EXPECT_FALSE(find(after, there));
    const TraceView all = traced(recall);
    EXPECT_EQ(std::ranges::count(all.rows, recall, &TraceRow::id), 3);
}

TEST_F(Trace, ReceiptComesFromItsOwnDispatchOnly) {
    begin_chain();
    const std::string one =
        post("dispatch", goods("kabul", "herat", 100, {{"stage", "on_hand"}}), "lina");
    const std::string two =
        post("dispatch", goods("kabul", "herat", 50, {{"stage", "on_hand"}}), "lina");
    // Both are on their way in one account.
    const std::string receipt = post(
        "post_receipt", {{"refers_to", two}, {"to", "herat"}, {"lot", "A1"}, {"amount", "50"}});
    const TraceView view = traced(receipt);
    EXPECT_TRUE(find(view, two));
    EXPECT_FALSE(find(view, one));
    EXPECT_FALSE(find(traced(one), receipt));
}

TEST_F(Trace, ShowsWhatWasTakenBackAndDoesNotFollowIt) {
    begin_chain();
    const std::string wrong =
        post("deliver", goods("kabul", "team", 70, {{"document", kDocument}}));
    post("reverse", {{"refers_to", wrong}, {"reason", "other team"}}, "lina", "2022-07-25");
    const std::string right =
        post("deliver", goods("kabul", "team", 60, {{"document", kDocument}}));
    const std::string used = post("use", goods("team", "", 60));
    const TraceView view = traced("gift");
    ASSERT_TRUE(find(view, wrong));
    EXPECT_NE(find(view, wrong)->reversed.find("other team"), std::string::npos);
    EXPECT_NE(find(view, wrong)->reversed.find("2022-07-25"), std::string::npos);
    EXPECT_EQ(find(view, right)->reversed, "");
    // What was used came from the delivery that stands.
    EXPECT_EQ(find(view, used)->from_count, 1U);
    EXPECT_FALSE(find(traced(wrong), used));
    EXPECT_TRUE(view.conservation.front().holds);
    // A commitment that was taken back does not put its pledge under the activity.
    post("pledge", {{"unit", "USD"}, {"holder", "QAT"}, {"pledge", "money"}, {"amount", "500"}});
    const std::string taken_back = post("commit",
                                        {{"unit", "USD"},
                                         {"pledge", "money"},
                                         {"amount", "500"},
                                         {"to", "WHO"},
                                         {"activity", "other"},
                                         {"instrument", "mou"}});
    post("reverse", {{"refers_to", taken_back}, {"reason", "typing"}});
    EXPECT_TRUE(find(traced("money"), "money")->from.empty());
    EXPECT_NE(find(traced("other"), taken_back)->reversed, "");
}

TEST_F(Trace, GradesEachLinkByItsProof) {
    begin_chain();
    const std::string alone = move("kabul", "herat", 100, "lina");
    const std::string given =
        post("deliver", goods("kabul", "team", 10, {{"document", kDocument}}));
    const std::string lost = post("write_off",
                                  goods("kabul",
                                        "",
                                        5,
                                        {{"stage", "on_hand"},
                                         {"to_stage", "damaged"},
                                         {"reason", "wet"},
                                         {"approver", "lina"},
                                         {"document", kDocument}}));
    const std::string unproved = post("write_off",
                                      goods("kabul",
                                            "",
                                            5,
                                            {{"stage", "on_hand"},
                                             {"to_stage", "damaged"},
                                             {"reason", "wet"},
                                             {"approver", "lina"}}));
    const TraceView view = traced("gift");
    EXPECT_EQ(find(view, first_)->grade, Grade::counter_signed);
    EXPECT_EQ(find(view, first_)->proof, "both_ends");
    EXPECT_EQ(find(view, alone)->grade, Grade::booked);
    EXPECT_EQ(find(view, given)->grade, Grade::document);
    EXPECT_EQ(find(view, lost)->grade, Grade::counter_signed);
    EXPECT_EQ(find(view, unproved)->grade, Grade::booked);
    EXPECT_EQ(find(view, "mou")->grade, Grade::booked);
}

TEST_F(Trace, AddsUpPerPledgeAndUnit) {
    begin_chain();
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
    const TraceView view = traced("gift");
    ASSERT_EQ(view.conservation.size(), 1U);
    const report::ConservationLine& line = view.conservation.front();
    EXPECT_TRUE(line.holds);
    std::vector<std::string> went;
    for (const report::StageAmount& one : line.went) {
        went.push_back(one.stage + ' ' + one.amount);
    }
    EXPECT_EQ(went, (std::vector<std::string>{"committed 400", "on_hand 590", "lost 10"}));
    EXPECT_EQ(line.came.front().text, "1,000");
}

TEST_F(Trace, DoesNotTakeInWhatStandsBesideIt) {
    begin_chain();
    post("pledge", {{"unit", "USD"}, {"holder", "QAT"}, {"pledge", "money"}, {"amount", "500"}});
    const std::string beside = post("commit",
                                    {{"unit", "USD"},
                                     {"pledge", "money"},
                                     {"amount", "500"},
                                     {"to", "WHO"},
                                     {"activity", "vaccines"},
                                     {"instrument", "mou"}});
    EXPECT_FALSE(find(traced("gift"), beside));
    EXPECT_FALSE(find(traced("gift"), "money"));
    EXPECT_TRUE(find(traced("vaccines"), beside));
    EXPECT_TRUE(find(traced("vaccines"), "gift"));
    EXPECT_EQ(traced("meeting/1").conservation.size(), 2U);
}

TEST_F(Trace, FollowsPledgesThatArePassedOn) {
    begin_chain();
    post("pledge", {{"unit", "USD"}, {"holder", "QAT"}, {"pledge", "money"}, {"amount", "500"}});
    post("pledge",
         {{"unit", "USD"},
          {"holder", "WHO"},
          {"pledge", "part"},
          {"amount", "200"},
          {"parent", "money"}});
    post("revise",
         {{"unit", "USD"},
          {"pledge", "money"},
          {"amount", "700"},
          {"reason", "more"},
          {"document", kDocument}});
    const TraceView view = traced("part");
    ASSERT_TRUE(find(view, "money"));
    EXPECT_EQ(find(view, "part")->from.size(), 1U);
    EXPECT_TRUE(find(traced("money"), "part"));
    EXPECT_EQ(find(traced("money"), "money")->quantity, 700);
    EXPECT_EQ(find(traced("money"), "money")->amount, "7.00 USD");
}

TEST_F(Trace, NamesEveryMeaningOfAWord) {
    begin_chain();
    add_or_fail("consultation", "gift", {{"title.en", "t"}});
    const auto both = trace(as("amina"), "gift");
    ASSERT_EQ(code_of(both), "ambiguous_id");
    EXPECT_NE(both.error().lines.front().find("consultation:gift"), std::string::npos);
    EXPECT_NE(both.error().lines.front().find("pledge:gift"), std::string::npos);
    EXPECT_EQ(traced("pledge:gift").asked_kind, "pledge");
    EXPECT_EQ(code_of(trace(as("amina"), "nothing")), "unknown_id");
    EXPECT_EQ(code_of(trace(as("amina"), "lot:gift")), "unknown_id");
    EXPECT_EQ(code_of(trace(as("amina"), first_.substr(0, 7))), "unknown_id");
    EXPECT_EQ(code_of(trace(as("nobody"), "gift")), "unknown_user");
}

TEST_F(Trace, ShowsTheBooksOnlyToWhoMayReadThem) {
    begin_chain();
    for (const char* const hidden : {"gift", "meeting", "mou", "A1", "kabul"}) {
        EXPECT_EQ(code_of(trace(as("rita"), hidden)), "unknown_id") << hidden;
    }
    step_or_fail(edit_entity(step(), "instrument", "mou", {{"classification", "public"}}));
    const auto view = trace(as("rita"), "mou");
    ASSERT_TRUE(view.has_value());
    EXPECT_TRUE(view->ledger_hidden);
    EXPECT_EQ(view->rows.size(), 1U);
    EXPECT_TRUE(view->conservation.empty());
}

TEST_F(Trace, FollowsStockThatAnActivityWasAllocated) {
    begin_chain();
    const std::string opening = post("opening_balance",
                                     {{"unit", "penta"},
                                      {"holder", "store"},
                                      {"lot", "B1"},
                                      {"expiry", "2023-03-31"},
                                      {"amount", "40"},
                                      {"reason", "counted"}});
    post("allocate",
         {{"unit", "penta"},
          {"holder", "store"},
          {"lot", "B1"},
          {"expiry", "2023-03-31"},
          {"stage", "on_hand"},
          {"amount", "30"},
          {"to_activity", "other"},
          {"instrument", "mou"}});
    const TraceView view = traced("other");
    EXPECT_TRUE(find(view, opening));
    EXPECT_FALSE(find(view, "gift"));
    EXPECT_TRUE(find(traced("B1"), "meeting"));
    EXPECT_EQ(traced("B1").conservation.front().pledge, "");
}

}  // namespace
}  // namespace imdad::app
