#include "register/field_kinds.hpp"

#include <set>

#include "world.hpp"

namespace imdad::registry::test_support {
namespace {

std::string value_of(const FieldList& fields, const std::string& path) {
    for (const auto& [field, value] : fields) {
        if (field == path) {
            return value;
        }
    }
    return "";
}

TEST(Fields, EveryEntityReadsBackFromItsFields) {
    const Register reg = complete();
    const auto check = [](const auto& table) {
        for (const auto& [id, entity] : table) {
            auto again = std::remove_cvref_t<decltype(entity)>();
            for (const auto& [field, value] : fields_of(entity)) {
                ASSERT_TRUE(assign(again, field, value)) << field << " = " << value;
            }
            EXPECT_EQ(again, entity) << id;
        }
    };
    check(reg.parties);
    check(reg.consultations);
    check(reg.instruments);
    check(reg.action_plans);
    check(reg.activities);
    check(reg.action_points);
}

TEST(Fields, PathsNameMembersAndKeys) {
    const FieldList fields = fields_of(complete().instruments.at("mou"));
    EXPECT_EQ(value_of(fields, "terms.parties[who].focal_point"), "fp.who");
    EXPECT_EQ(value_of(fields, "acts[oic].signed_on"), "2022-07-25");
    EXPECT_EQ(value_of(fields, "terms.objectives"), "co-operation in health\ntechnical assistance");
    EXPECT_EQ(value_of(fields, "terms.financial_clause"), "true");
    EXPECT_EQ(value_of(fields, "type"), "framework");
    EXPECT_EQ(value_of(fields_of(complete().activities.at("act")), "quarters"), "2022-Q4\n2023-Q2");
}

TEST(Fields, ValuesThatAreNotOfTheTypeAreRefusedAndChangeNothing) {
    Activity activity = complete().activities.at("act");
    const Activity before = activity;
    for (const auto& [field, value] :
         std::vector<std::pair<std::string, std::string>>{{"nothing", "x"},
                                                          {"", "x"},
                                                          {"lead.name", "x"},
                                                          {"state", "flying"},
                                                          {"actual_end", "2022-02-30"},
                                                          {"seats.offered", "20.5"},
                                                          {"seats.offered", "12 "},
                                                          {"no_cost", "yes"},
                                                          {"quarters", "2022-Q5"},
                                                          {"indicators", "x"},
                                                          {"indicators[i1]", "x"},
                                                          {"indicators[i1].colour", "red"},
                                                          {"indicators[i2].id", "i3"},
                                                          {"indicators[].id", "x"},
                                                          {"indicators[i2].target", "many"}}) {
        EXPECT_FALSE(assign(activity, field, value)) << field;
        EXPECT_EQ(activity, before) << field;
    }
}

TEST(Fields, ElementsComeWithTheirFirstValueAndGoWithTheirKey) {
    Consultation meeting;
    EXPECT_TRUE(assign(meeting, "outcomes[2].quotation", ""));
    EXPECT_TRUE(meeting.outcomes.empty());
    EXPECT_TRUE(assign(meeting, "outcomes[2].quotation", "agreed"));
    ASSERT_EQ(meeting.outcomes.size(), 1U);
    EXPECT_EQ(meeting.outcomes[0].id, "2");
    EXPECT_TRUE(assign(meeting, "outcomes[2].id", ""));
    EXPECT_TRUE(meeting.outcomes.empty());
}

TEST(Quarters, AreParsedAndCoverTheirDays) {
    EXPECT_EQ(parse_quarter("2022-Q3"), (Quarter{2022, 3}));
    for (const char* text : {"2022-Q0", "2022-Q5", "22-Q1", "2022Q1", "2022-q1", "2022-Q11", ""}) {
        EXPECT_FALSE(parse_quarter(text)) << text;
    }
    EXPECT_EQ(text_of(Quarter{2022, 3}), "2022-Q3");
    EXPECT_EQ(days_of({2022, 3}), (Period{day("2022-07-01"), day("2022-09-30")}));
    EXPECT_EQ(days_of({2024, 1}), (Period{day("2024-01-01"), day("2024-03-31")}));
    EXPECT_EQ(days_of({2023, 4}), (Period{day("2023-10-01"), day("2023-12-31")}));
}

TEST(Changes, AreAppliedAllOrNothing) {
    Register reg = complete();
    const Register before = reg;
    Changes changes{.actor = "amina"};
    changes.list = {{Kind::instrument, "mou", "state", "proposed", "draft"},
                    {Kind::instrument, "mou", "terms.subject", "education", "health"}};
    const auto applied = apply(reg, changes);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, "changed_meanwhile");
    EXPECT_EQ(applied.error().where, "instrument mou terms.subject");
    EXPECT_NE(applied.error().message.find("\"health\""), std::string::npos);
    EXPECT_EQ(reg, before);

    changes.list = {{Kind::instrument, "mou", "state", "proposed", "draft"},
                    {Kind::instrument, "mou", "colour", "", "red"}};
    EXPECT_EQ(apply(reg, changes).error().code, "no_such_field");
    EXPECT_EQ(reg, before);

    changes.list = {{Kind::party, "nobody", "names.en", "", "Nobody"}};
    EXPECT_EQ(apply(reg, changes).error().code, "changed_meanwhile");
    EXPECT_EQ(reg, before);
}

TEST(Changes, GiveEveryDifferenceOnceAndLeadFromOneStateToTheOther) {
    const Register before = complete();
    View view(before);
    auto& mou = view.edit<Instrument>("mou");
    mou.terms.parties.erase(mou.terms.parties.begin());
    mou.terms.parties.push_back({"iom", "fp.iom"});
    mou.attachments[0].name = "text.pdf";
    mou.notice_given_on.reset();
    view.add(ActionPoint{.id = "new", .title = "t"});
    Register after = before;
    const Changes changes{.list = view.changes()};
    ASSERT_TRUE(apply(after, changes));
    EXPECT_EQ(after.instruments.at("mou"), mou);
    EXPECT_EQ(after.action_points.at("new").title, "t");
    std::set<std::pair<std::string, std::string>> seen;
    for (const Change& change : changes.list) {
        EXPECT_TRUE(seen.emplace(change.id, change.field).second) << change.field;
        EXPECT_NE(change.before, change.after);
    }
    EXPECT_EQ(apply(after, changes).error().code, "changed_meanwhile");
}

TEST(Fields, SaysWhatFitsWhereSomethingElseWasWritten) {
    EXPECT_EQ(what_fits<Party>("type"), "it holds one of state, organisation, trust_fund");
    EXPECT_EQ(what_fits<Party>("blocked"), "it holds true or false");
    EXPECT_EQ(what_fits<Party>("mandates[m1].from"), "it holds a day such as 2022-07-24");
    EXPECT_EQ(what_fits<Party>("names.de"), "there is no such field; there are en, fr, ar");
    EXPECT_EQ(what_fits<Party>("mandates.from"),
              "it is a list: write [key] behind it, then one of .id, holder, capacity, subject, "
              "from, until, source");
    EXPECT_NE(what_fits<Party>("colour").find("there is no such field; there are id, state"),
              std::string::npos);
    EXPECT_EQ(what_fits<Party>("roles"),
              "it holds lines, each one of donor, recipient, implementer, coordinator, "
              "fund_holder, technical_lead");
}

TEST(PlainLists, AreToldFromTextsAndFromListsOfElements) {
    EXPECT_TRUE(holds_plain_list<Party>("roles"));
    EXPECT_TRUE(holds_plain_list<Instrument>("terms.objectives"));
    EXPECT_TRUE(holds_plain_list<Instrument>("versions[1].terms.results"));
    EXPECT_TRUE(holds_plain_list<Activity>("quarters"));
    EXPECT_FALSE(holds_plain_list<Party>("names.en"));
    EXPECT_FALSE(holds_plain_list<Party>("mandates"));
    EXPECT_FALSE(holds_plain_list<Party>("mandates[sg].holder"));
    EXPECT_FALSE(holds_plain_list<Party>("colour"));
}

}  // namespace
}  // namespace imdad::registry::test_support
