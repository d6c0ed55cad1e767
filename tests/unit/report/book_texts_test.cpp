#include "report/amounts.hpp"
#include "report/brief_view.hpp"
#include "report/exceptions_view.hpp"
#include "report/pledge_view.hpp"
#include "report/status_view.hpp"
#include "report/trace_layout.hpp"
#include "report/trace_svg.hpp"
#include "report/trace_text.hpp"

#include <algorithm>

#include "markup.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Texts, drawings and pages of the books: nothing from the books can change what they are, long
/// chains stay readable, and what is unknown says so.

namespace imdad::report {
namespace {

TraceRow row(ChainStage stage, const std::string& kind, std::vector<std::size_t> from) {
    TraceRow made;
    made.stage = stage;
    made.kind = kind;
    made.id = kind;
    made.from_count = from.size();
    made.from = std::move(from);
    return made;
}

/// A pledge, its commitment, and `count` shipments from it to as many places.
TraceView wide(std::size_t count) {
    TraceView view{
        .asked_kind = "pledge",
        .asked_id = "a<b>&\"c\"",
        .rows = {row(ChainStage::pledge, "pledge", {}), row(ChainStage::commitment, "commit", {0})},
        .conservation = {{.pledge = "a<b>",
                          .unit = "penta",
                          .came = {{"pledged", "10", "10"}},
                          .went = {{"lost", "10", "10"}},
                          .holds = true}}};
    for (std::size_t i = 0; i < count; ++i) {
        TraceRow sent = row(ChainStage::movement, "dispatch", {1});
        sent.holder = "kabul";
        sent.to = fmt::format("<place {}>", i % 3 == 0 ? 0 : i);
        sent.unit = "penta";
        sent.quantity = 10;
        sent.amount = "10 penta";
        sent.grade = i == 0 ? Grade::booked : Grade::document;
        view.rows.push_back(std::move(sent));
    }
    return view;
}

TEST(Amounts, ArePrintedInGroupsWithTheirDecimals) {
    EXPECT_EQ(amount_text(0, 2), "0.00");
    EXPECT_EQ(amount_text(5, 2), "0.05");
    EXPECT_EQ(amount_text(123456789, 2), "1,234,567.89");
    EXPECT_EQ(amount_text(-1234567, 0), "-1,234,567");
    EXPECT_EQ(amount_text(-123, 3), "-0.123");
    EXPECT_EQ(amount_text(999, 0), "999");
    EXPECT_EQ(amount_text(1000, 0), "1,000");
}

TEST(TraceDrawing, IsWellFormedAndCarriesItsTitleAndNoScript) {
    const std::string svg = trace_svg(wide(3), *ReaderLanguage::find("en"));
    testing::expect_well_formed(svg);
    EXPECT_EQ(svg.find("<script"), std::string::npos);
    EXPECT_EQ(svg.find("<place"), std::string::npos);
    EXPECT_EQ(svg.find("href"), std::string::npos);
    EXPECT_NE(svg.find("<title id=\"title\">\u2068Pledge\u2069 \u2068a&lt;b&gt;"),
              std::string::npos);
    EXPECT_NE(svg.find("<desc id=\"about\">A chain of 5 links."), std::string::npos);
    EXPECT_NE(svg.find("It adds up."), std::string::npos);
    EXPECT_EQ(svg, trace_svg(wide(3), *ReaderLanguage::find("en")));
}

TEST(TraceDrawing, SpeaksTheLanguageOfTheReader) {
    const std::string svg = trace_svg(wide(3), *ReaderLanguage::find("fr"));
    testing::expect_well_formed(svg);
    for (const char* const part : {"Annonce",
                                   "Engagement",
                                   "Expédition",
                                   "annoncé",
                                   "perdu",
                                   "Le compte y est.",
                                   "inscrit"}) {
        EXPECT_NE(svg.find(part), std::string::npos) << part;
    }
    for (const char* const part : {"Pledge", "Dispatch", "pledged", "It adds up", "booked<"}) {
        EXPECT_EQ(svg.find(part), std::string::npos) << part;
    }
}

TEST(TraceDrawing, RunsAsTheLanguageIsRead) {
    const std::string svg = trace_svg(wide(3), *ReaderLanguage::find("ar"));
    testing::expect_well_formed(svg);
    EXPECT_NE(svg.find("direction=\"rtl\""), std::string::npos);
    // 900 wide, a margin of 24, boxes of 178: what was promised stands at the right, and the line
    // to what was committed goes from its left edge to the left.
    EXPECT_NE(svg.find("<rect x=\"698\""), std::string::npos);
    EXPECT_NE(svg.find("<text x=\"867\" y=\"128\" class=\"k\">تعهد</text>"), std::string::npos);
    EXPECT_NE(svg.find("d=\"M698 139C667 139 667 139 636 139\""), std::string::npos);
    EXPECT_EQ(svg.find("<rect x=\"24\""), std::string::npos);
}

TEST(TraceDrawing, GroupsManyMovementsByPlaceWithCountAndSum) {
    EXPECT_EQ(layout_of(wide(18)).boxes.size(), 20U);
    // 27 shipments, of which 9 go to one place: 19 places are still too many.
    const TraceLayout many = layout_of(wide(27));
    ASSERT_EQ(many.boxes.size(), 3U);
    EXPECT_EQ(many.boxes.back().count, 27U);
    EXPECT_EQ(many.boxes.back().amount, "270 penta");
    EXPECT_EQ(many.lines.size(), 2U);
    EXPECT_EQ(many.lines.back().grade, Grade::booked);  // the weakest
    const TraceLayout some = layout_of(wide(24));
    ASSERT_EQ(some.boxes.size(), 2U + 17U);
    EXPECT_EQ(some.boxes[2].count, 8U);
    EXPECT_EQ(some.boxes[2].amount, "80 penta");
    EXPECT_LT(layout_of(wide(500)).lines_most, 19U);
}

TEST(TraceDrawing, PutsEachStepBehindTheOneThatItFollowsFrom) {
    TraceView view = wide(1);
    view.rows.push_back(row(ChainStage::movement, "post_receipt", {2}));
    view.rows.push_back(row(ChainStage::movement, "deliver", {3}));
    const TraceLayout layout = layout_of(view);
    for (const TraceLine& line : layout.lines) {
        EXPECT_LT(layout.boxes[line.from].column, layout.boxes[line.to].column);
    }
    EXPECT_EQ(layout.columns.size(), 5U);  // columns without boxes are left out
}

TEST(TraceTable, ShowsTreeGradesAndSums) {
    TraceView view = wide(2);
    view.rows[0].grade = Grade::counter_signed;
    view.rows[1].depth = 1;
    view.rows[2].reversed = "REVERSED";
    view.rows[3].from = {1, 2, 0};
    view.rows[3].from_count = 5;
    view.conservation[0].holds = false;
    const std::string text = trace_table(view);
    EXPECT_NE(text.find("  Commitment"), std::string::npos);
    EXPECT_NE(text.find("REVERSED"), std::string::npos);
    EXPECT_NE(text.find("also from 3, 1 and 2 more"), std::string::npos);
    EXPECT_NE(text.find("Links: 2 booked, 1 with a document, 1 counter-signed."),
              std::string::npos);
    EXPECT_NE(text.find("IS NOT"), std::string::npos);
    const auto json = nlohmann::json::parse(trace_json(view));
    EXPECT_EQ(json["rows"][3]["from"], (std::vector<int>{2, 3, 1}));
    EXPECT_EQ(json["rows"][0]["amount"], nullptr);
    EXPECT_EQ(json["conservation"][0]["went"]["lost"], "10");
}

TEST(Status, CountsTheWayFromBaselineToTarget) {
    StatusIndicator one;
    EXPECT_FALSE(one.permille().has_value());
    one.baseline = 100;
    one.target = 400;
    EXPECT_FALSE(one.permille().has_value());
    one.actual = 300;
    EXPECT_EQ(one.permille(), 666);
    one.actual = 99;
    EXPECT_EQ(one.permille(), -4);
    one.target = 0;  // fewer is better
    one.actual = 25;
    EXPECT_EQ(one.permille(), 750);
    one.target = 100;
    EXPECT_FALSE(one.permille().has_value());
    EXPECT_EQ(permille_text(std::nullopt), "no figure");
    EXPECT_EQ(permille_text(666), "66.6 %");
    EXPECT_EQ(permille_text(-4), "-0.4 %");
}

TEST(Status, NeverFillsInWhatNobodyReported) {
    StatusActivity activity;
    activity.id = "a";
    activity.indicators.emplace_back().title = "infants";
    activity.resources.emplace_back().unit = "penta";
    activity.resources.emplace_back().unit = "USD";
    activity.resources.back().booked = false;
    activity.has_seats = true;
    activity.seats_offered = 40;
    const StatusView view{.today = "2022-07-25",
                          .agreements = {{.id = "mou",
                                          .state = "",
                                          .type = "",
                                          .reference = "",
                                          .title = "",
                                          .period = "",
                                          .parties = "",
                                          .plans = {{.id = "p",
                                                     .state = "",
                                                     .title = "",
                                                     .period = "",
                                                     .activities = {activity}}},
                                          .committed = {}}},
                          .overdue = {}};
    const std::string text = status_table(view);
    EXPECT_NE(text.find("Seats: offered 40, booked no figure, attended no figure"),
              std::string::npos);
    EXPECT_EQ(text.find("100"), std::string::npos);
    const auto json = nlohmann::json::parse(status_json(view));
    const auto& told = json["agreements"][0]["plans"][0]["activities"][0];
    EXPECT_TRUE(told["indicators"][0]["actual"].is_null());
    EXPECT_TRUE(told["resources"][0]["needed"].is_null());
    EXPECT_EQ(told["resources"][0]["got"], 0);
    EXPECT_TRUE(told["resources"][1]["got"].is_null());
    EXPECT_EQ(told["seats"]["offered"], 40);
}

BriefView hostile_brief() {
    BriefView view;
    view.id = "X";
    view.type = "organisation";
    view.name_en = "<b>X & \"Y\"</b>";
    view.name_ar = "\u0645\u0646\u0638\u0645\u0629";
    view.classification = "confidential";
    view.today = "2022-07-25";
    for (int i = 0; i < 40; ++i) {
        view.outcomes.push_back({.strength = "explored",
                                 .summary = "<script>",
                                 .quotation = "\"a\" < b",
                                 .language = "en\"",
                                 .source = "s",
                                 .date = "2022-07-22",
                                 .meeting = "m"});
        view.overdue.push_back({.what = "<td>", .due = "2022-07-01", .days = 24});
        view.asks.emplace_back("<li>");
    }
    return view;
}

TEST(Brief, IsAPageThatNothingInTheBooksCanChange) {
    const std::string page = brief_page(hostile_brief());
    testing::expect_well_formed(page);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("CONFIDENTIAL"), std::string::npos);
    EXPECT_NE(page.find("explored"), std::string::npos);
    EXPECT_NE(page.find("lang=\"ar\" dir=\"rtl\""), std::string::npos);
    // 40 outcomes, 6 of them here.
    EXPECT_NE(page.find("34 more are in the books."), std::string::npos);
}

TEST(Brief, SaysWhereNothingIsRecorded) {
    BriefView view;
    view.name_en = "X";
    view.type = "state";
    view.classification = "public";
    const std::string text = brief_text(view);
    EXPECT_NE(text.find("Nothing is recorded."), std::string::npos);
    testing::expect_well_formed(brief_page(view));
    EXPECT_EQ(nlohmann::json::parse(brief_json(hostile_brief()))["next"].size(), 40U);
}

TEST(Exceptions, SayWhoWhenAndWhy) {
    ExceptionLine line;
    line.what = "over_committed";
    line.date = "2022-07-24";
    line.who = "@amina";
    line.approver = "@lina";
    line.detail = "1.00 USD more than was pledged";
    line.reason = "flood";
    const std::string text = exceptions_table({line});
    for (const char* const part :
         {"over-commitment", "2022-07-24", "@amina + @lina", "1.00 USD more", "flood"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(exceptions_table({}), "No exception in these days.\n");
    EXPECT_EQ(nlohmann::json::parse(exceptions_json({line}))["exceptions"][0]["approver"], "@lina");
}

TEST(Pledges, AreListedWithWhatIsExternalAndLate) {
    PledgeLine line;
    line.pledge = "p";
    line.unit = "USD";
    line.level = "5.00";
    line.days_late = 3;
    line.external = {"bilateral_grant"};
    line.stages = {{"delivered", "500", "5.00"}};
    const std::string text = pledges_table({line});
    EXPECT_NE(text.find("external (bilateral grant)"), std::string::npos);
    EXPECT_NE(text.find("Days late"), std::string::npos);
    EXPECT_EQ(text.find("uncommitted"), std::string::npos);  // nothing is
    EXPECT_EQ(nlohmann::json::parse(pledges_json({line}))["pledges"][0]["stages"]["delivered"],
              "500");
}

}  // namespace
}  // namespace imdad::report
