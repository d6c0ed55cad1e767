#include "report/plan_page.hpp"

#include "report/page_style.hpp"

#include <algorithm>
#include <cmath>
#include <regex>

#include "markup.hpp"
#include "small_plan.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

using model::Audience;
using testing::small_plan;
using testing::Tag;
using testing::tags_of;

std::string page_for(Audience audience) {
    const auto plan = small_plan();
    return plan_page(plan.scenario, plan.result, plan.shapes, audience);
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

class PlanPage : public ::testing::TestWithParam<Audience> {};

INSTANTIATE_TEST_SUITE_P(Both,
                         PlanPage,
                         ::testing::Values(Audience::public_, Audience::restricted));

TEST(PublicPage, NamesNoPlaceNoLaneNoLotNoDateOfAShipment) {
    const std::string page = page_for(Audience::public_);
    for (const char* secret : testing::kSecrets) {
        EXPECT_FALSE(holds(page, secret)) << secret;
    }
    EXPECT_FALSE(holds(page, "20.654")) << "the point of a place";
    EXPECT_FALSE(holds(page, "RESTRICTED"));
    // What is held back is not dropped in silence.
    EXPECT_EQ(count_of(page, "see the restricted edition"), 7U);
    EXPECT_TRUE(holds(page, "people in need are of 2021"));
    EXPECT_TRUE(holds(page, "North East"));
}

TEST(RestrictedPage, NamesPlacesAndShipmentsAndStampsEveryPage) {
    const std::string page = page_for(Audience::restricted);
    for (const char* shown : {"PL-CLINIC",
                              "Omega central store",
                              "Quiet Valley clinic",
                              "LOT-77Q",
                              "2022-08-08",
                              "2022-08-01"}) {
        EXPECT_TRUE(holds(page, shown)) << shown;
    }
    // Once at the top of the screen and once in the head that is repeated on every sheet.
    EXPECT_TRUE(holds(page, "<p class=\"stamp\">RESTRICTED"));
    EXPECT_TRUE(holds(page, "<strong>RESTRICTED</strong></p></div>"));
}

TEST_P(PlanPage, AsksNothingOfTheNetwork) {
    const std::string page = page_for(GetParam());
    for (const Tag& tag : tags_of(page)) {
        EXPECT_FALSE(tag.name == "link" || tag.name == "img" || tag.name == "iframe" ||
                     tag.name == "object")
            << tag.name;
        EXPECT_EQ(tag.value("src"), "");
        const std::string href = tag.value("href");
        if (!href.empty() && tag.name != "a") {
            EXPECT_EQ(href[0], '#') << href;
        }
        EXPECT_FALSE(holds(href, "javascript:"));
    }
    EXPECT_FALSE(holds(page, "@import"));
    EXPECT_EQ(count_of(page, "url("), count_of(page, "url(#"));
    EXPECT_EQ(count_of(page, "http://"), 0U);
    EXPECT_EQ(count_of(page, "https://"), count_of(page, "<a href=\"https://"));
    EXPECT_TRUE(holds(page, "default-src 'none'"));
}

TEST_P(PlanPage, IsWellFormedWithUniqueIdsAndLiveLinks) {
    const std::string page = page_for(GetParam());
    testing::expect_well_formed(page);
    std::set<std::string> ids;
    for (const Tag& tag : tags_of(page)) {
        const std::string id = tag.value("id");
        EXPECT_TRUE(id.empty() || ids.insert(id).second) << id;
    }
    for (const Tag& tag : tags_of(page)) {
        const std::string href = tag.value("href");
        EXPECT_TRUE(!href.starts_with('#') || ids.contains(href.substr(1))) << href;
    }
    for (const char* pattern : {"p0", "pu"}) {
        EXPECT_TRUE(ids.contains(pattern)) << pattern;
    }
}

TEST_P(PlanPage, HasHeadingsInOrderAndHeadersInEveryTable) {
    int level = 0;
    int first_level = 0;
    for (const Tag& tag : tags_of(page_for(GetParam()))) {
        if (!tag.closing && tag.name.size() == 2 && tag.name[0] == 'h' &&
            std::isdigit(static_cast<unsigned char>(tag.name[1])) != 0) {
            EXPECT_LE(tag.name[1] - '0', level + 1) << tag.name;
            level = tag.name[1] - '0';
            first_level += level == 1 ? 1 : 0;
        }
        if (!tag.closing && tag.name == "th") {
            EXPECT_TRUE(tag.value("scope") == "col" || tag.value("scope") == "row")
                << tag.attributes;
        }
    }
    EXPECT_EQ(first_level, 1);
    const std::string page = page_for(GetParam());
    EXPECT_EQ(count_of(page, "<table"), count_of(page, "<caption>"));
    EXPECT_TRUE(holds(page, "<html lang=\"en\" dir=\"ltr\">"));
}

TEST_P(PlanPage, SaysInWordsWhatEachPictureShows) {
    const std::string page = page_for(GetParam());
    for (const Tag& tag : tags_of(page)) {
        if (tag.name == "svg" && !tag.closing) {
            if (tag.value("aria-hidden") == "true") {
                continue;
            }
            EXPECT_EQ(tag.value("role"), "img");
            const std::string_view rest = std::string_view(page).substr(tag.end, 900);
            EXPECT_TRUE(rest.starts_with("<title id=")) << rest.substr(0, 40);
            EXPECT_TRUE(holds(rest, "</title><desc id=")) << rest.substr(0, 200);
        }
    }
}

TEST_P(PlanPage, SaysWhatTheNamesOfRulesStandFor) {
    EXPECT_TRUE(holds(page_for(GetParam()),
                      "<dt>R1</dt><dd><bdi>Half of &lt;all&gt; children.</bdi></dd>"));
}

TEST(PublicPage, EscapesEveryName) {
    const std::string page = page_for(Audience::public_);
    EXPECT_FALSE(holds(page, "<b>&"));
    EXPECT_TRUE(holds(page, "West &lt;b&gt;&amp;"));
    EXPECT_TRUE(holds(page, "Small &amp; &quot;sharp&quot;"));
}

TEST(PublicPage, MarksTheWorstOffAreaOnTheMap) {
    const std::string page = page_for(Audience::public_);
    EXPECT_TRUE(holds(page, "class=\"ring\""));
    EXPECT_TRUE(holds(page, "Worst-off: North East, 20.0\u00A0%"));
    EXPECT_TRUE(holds(page, "<path class=\"k1\" id=\"m2\""));
    EXPECT_TRUE(holds(page, "<circle class=\"ku\" id=\"m4\""));
    EXPECT_TRUE(holds(page, "1 area has neither shape nor point"));
    EXPECT_TRUE(holds(page, "illustrative, derived network</tspan>"));
}

TEST(PublicPage, ShowsWhoGetsLessAndWhoGetsMore) {
    const std::string page = page_for(Audience::public_);
    EXPECT_TRUE(holds(page, "Against first come, first served"));
    EXPECT_TRUE(holds(page, "2 areas get less under this plan, 1 get more, 1 the same."));
    EXPECT_TRUE(holds(page, "<td class=\"n\">\u221220.0</td>"));
    EXPECT_TRUE(holds(page, "mostly <bdi>Series of two</bdi>: \u221210 people"));
}

TEST(PublicPage, HasTheSameBytesEachTime) {
    EXPECT_EQ(page_for(Audience::public_), page_for(Audience::public_));
    EXPECT_EQ(page_for(Audience::restricted), page_for(Audience::restricted));
}

TEST(PublicPage, StandsWithoutShapesBaselinesOrAnyAreaWithinReach) {
    auto plan = small_plan();
    plan.shapes = {};
    plan.result.baselines.clear();
    auto& measures = plan.result.chosen.measures;
    measures.worst_area.reset();
    measures.worst_vital_group.reset();
    measures.areas.clear();
    measures.groups.clear();
    measures.weeks.clear();
    const std::string page = plan_page(plan.scenario, plan.result, plan.shapes, Audience::public_);
    testing::expect_well_formed(page);
    EXPECT_TRUE(holds(page, "there is no map"));
    EXPECT_TRUE(holds(page, "No area that a plan can reach has a need."));
}

TEST(PageStyle, UsesLogicalDirectionsOnly) {
    const std::string style = page_style();
    const std::regex physical(
        R"([;{\s](left|right|top|bottom|width|height|(min|max)-(width|height)|inset|float|(margin|padding|border|scroll-margin)-(left|right|top|bottom))\s*:)");
    std::smatch found;
    EXPECT_FALSE(std::regex_search(style, found, physical)) << found.str();
    EXPECT_FALSE(holds(style, "text-align:left"));
    EXPECT_FALSE(holds(style, "text-align:right"));
}

/// Relative luminance, WCAG 2.2, of `#rrggbb` or `#rgb`.
double luminance(std::string colour) {
    if (colour.size() == 4) {
        colour = {'#', colour[1], colour[1], colour[2], colour[2], colour[3], colour[3]};
    }
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double channel = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        const double linear =
            channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
        sum += linear * std::array<double, 3>{0.2126, 0.7152, 0.0722}[i];
    }
    return sum;
}

double contrast(const std::string& a, const std::string& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

std::string variable(const std::string& style, const std::string& name) {
    const std::size_t at = style.find("--" + name + ":#");
    EXPECT_NE(at, std::string::npos) << name;
    const std::size_t from = at + name.size() + 3;
    return style.substr(from, style.find_first_of(";}", from) - from);
}

TEST(PageStyle, KeepsTextReadableOnEveryGround) {
    const std::string style = page_style();
    for (const char* text : {"ink", "quiet", "accent", "alarm"}) {
        for (const std::string& ground : {std::string("#ffffff"),
                                          variable(style, "soft"),
                                          std::string("#fff8e3"),
                                          std::string("#f7fafb")}) {
            EXPECT_GE(contrast(variable(style, text), ground), 4.5) << text << " on " << ground;
        }
    }
    EXPECT_GE(contrast(variable(style, "ink"), variable(style, "tint")), 4.5);
    // Every other colour of text in the drawings, on the ground of the maps.
    const std::regex text_fill(R"((?:text|\.country|text\.worst)[^{}]*\{[^}]*fill:(#[0-9a-f]{6}))");
    int checked = 0;
    for (std::sregex_iterator it(style.begin(), style.end(), text_fill), end; it != end;
         ++it, ++checked) {
        EXPECT_GE(contrast((*it)[1].str(), "#eceeea"), 4.5) << it->str();
    }
    EXPECT_GE(checked, 4);
}

/// A thousand areas with shapes of forty points and twelve programmes.
testing::SmallPlan large_plan() {
    model::ScenarioData data = testing::small_scenario();
    model::PlanResult result = testing::small_result();
    exchange::MapShapes shapes;
    data.needs.clear();
    for (std::size_t p = 2; p < 12; ++p) {
        model::Programme programme = data.programmes[0];
        programme.programme_id = fmt::format("p{}", p);
        programme.name = fmt::format("Programme number {}", p);
        data.programmes.push_back(programme);
    }
    std::vector<model::NamedPlan*> plans = {&result.chosen};
    for (auto& baseline : result.baselines) {
        plans.push_back(&baseline);
    }
    for (auto* plan : plans) {
        plan->plan = {};
        plan->measures.groups.clear();
        plan->measures.areas.clear();
        plan->measures.weeks.clear();
        plan->measures.worst_vital_group.reset();
        plan->measures.programmes.resize(1);
        for (std::size_t p = 1; p < 12; ++p) {
            plan->measures.programmes.push_back(plan->measures.programmes[0]);
            plan->measures.programmes.back().programme = model::ProgrammeIndex(p);
        }
    }
    for (std::size_t i = 0; i < 1000; ++i) {
        model::Area area = data.areas[2];
        area.pcode = fmt::format("AA1{:04}", i);
        area.name = fmt::format("District of the name {}", i);
        const model::AreaIndex index(data.areas.size());
        data.areas.push_back(area);
        exchange::Ring ring;
        for (int corner = 0; corner < 40; ++corner) {
            const double angle = corner * 0.15708;
            ring.push_back({.lon = static_cast<double>(i % 40) + 0.5 * std::cos(angle),
                            .lat = static_cast<double>(i / 40) + 0.5 * std::sin(angle)});
        }
        ring.push_back(ring.front());
        shapes.shapes.push_back({.pcode = area.pcode, .polygons = {{ring}}});
        for (auto* plan : plans) {
            model::AreaMeasure measure;
            measure.area = index;
            measure.coverage = testing::share(static_cast<double>(i % 97) / 97);
            plan->measures.areas.push_back(measure);
            for (std::size_t p = 0; p < 12; ++p) {
                model::GroupMeasure group;
                group.area = index;
                group.programme = model::ProgrammeIndex(p);
                group.target = model::Persons(12'345);
                group.served = model::Persons(5'432);
                group.coverage = measure.coverage;
                plan->measures.groups.push_back(group);
            }
        }
    }
    return {*model::Scenario::build(std::move(data)), std::move(result), std::move(shapes)};
}

TEST(PublicPage, StaysSmallForAThousandAreas) {
    const auto plan = large_plan();
    const std::string page = plan_page(plan.scenario, plan.result, plan.shapes, Audience::public_);
    EXPECT_GT(count_of(page, "<path class=\"k"), 999U);
    EXPECT_LE(page.size(), 1'500'000U);
}

}  // namespace
}  // namespace imdad::report
