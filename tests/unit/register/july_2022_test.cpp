#include "register/commitment.hpp"
#include "register/instruments.hpp"

#include <map>

#include "world.hpp"

/// The case of July 2022: what was said with which strength, and what a register may make of it.
/// Quotations are the words of the reports as they came to us. The day of the meeting with the ICRC
/// is not in them; the last day of the reports stands in its place.

namespace imdad::registry::test_support {
namespace {

using Codes = std::vector<std::string>;

Outcome outcome(const std::string& id,
                Outcome::Type type,
                Strength strength,
                const std::string& summary,
                const std::string& quotation) {
    return {.id = id,
            .type = type,
            .strength = strength,
            .summary = summary,
            .quotation = quotation,
            .source = "news report of 24 July 2022",
            .language = "en"};
}

void meets(World& world,
           const std::string& id,
           const std::string& partner,
           const std::string& on,
           const std::vector<Outcome>& outcomes) {
    Consultation meeting{.id = id, .held_on = day(on)};
    meeting.participants = {{"oic", "Assistant Secretary-General for humanitarian affairs"},
                            {partner, "head"}};
    world.does(amina(), Add{meeting, ""});
    world.does(amina(), to(Kind::consultation, id, State::held));
    for (const Outcome& one : outcomes) {
        const std::string at = "outcomes[" + one.id + "].";
        world.does(amina(),
                   edit(Kind::consultation,
                        id,
                        {{at + "type", std::string(word_of(one.type))},
                         {at + "strength", std::string(word_of(one.strength))},
                         {at + "summary", one.summary},
                         {at + "quotation", one.quotation},
                         {at + "source", one.source},
                         {at + "language", one.language}}));
    }
    world.does(amina(), to(Kind::consultation, id, State::outcomes_recorded));
}

void proposes(World& world,
              const std::string& id,
              InstrumentType type,
              const std::string& partner,
              const std::string& meeting,
              const std::string& source) {
    world.does(amina(),
               Add{Instrument{.id = id,
                              .type = type,
                              .source_consultation = meeting,
                              .source_outcome = source,
                              .terms = {.title = {.en = id},
                                        .parties = {{"oic", "fp.oic"}, {partner, "fp"}}}},
                   ""});
}

class July2022 : public testing::Test {
 protected:
    void SetUp() override {
        using enum Outcome::Type;
        using enum Strength;
        world.today = day("2022-07-25");
        world.reg = parties();
        Party fund{.id = "ahtf",
                   .type = Party::Type::trust_fund,
                   .code = "AHTF",
                   .names = {.en = "Afghanistan Humanitarian Trust Fund"},
                   .held_by = "idb"};
        world.does(amina(), Add{fund, ""});
        world.does(amina(),
                   edit(Kind::party,
                        "oic",
                        {{"mandates[envoy].holder", "Special Envoy for Afghanistan"},
                         {"mandates[envoy].capacity", "envoy"},
                         {"mandates[envoy].subject", "Afghanistan"}}));
        meets(world,
              "who-2022-07-22",
              "who",
              "2022-07-22",
              {outcome("1",
                       information,
                       discussed,
                       "support for health in Afghanistan and the Sahel",
                       "mobilising resources, better access to COVID-19 vaccines"),
               outcome("2",
                       instrument_to_develop,
                       agreed,
                       "a new memorandum of understanding",
                       "agreed to develop a new memorandum of understanding"),
               outcome("3",
                       instrument_to_develop,
                       agreed,
                       "an action plan",
                       "agreed to develop an action plan")});
        meets(world,
              "iom-2022-07-21",
              "iom",
              "2022-07-21",
              {outcome("1",
                       instrument_to_develop,
                       explored,
                       "an enhanced framework",
                       "explored ways to strengthen co-operation"),
               outcome("2",
                       action,
                       stressed,
                       "joint action on emergency relief, root causes and durable solutions",
                       "stressed joint action across the nexus")});
        meets(world,
              "icrc-2022-07",
              "icrc",
              "2022-07-25",
              {outcome("1",
                       information,
                       signed_by_all,
                       "co-operation agreement and work plans",
                       "had been signed"),
               outcome("2",
                       action,
                       stressed,
                       "people affected in conflict areas",
                       "stressed more joint effort"),
               outcome("3",
                       action,
                       agreed,
                       "seminars and workshops on humanitarian law",
                       "agreed to hold")});
        proposes(world,
                 "who-mou",
                 InstrumentType::memorandum_of_understanding,
                 "who",
                 "who-2022-07-22",
                 "2");
        proposes(
            world, "who-plan", InstrumentType::joint_action_plan, "who", "who-2022-07-22", "3");
        proposes(world, "iom-framework", InstrumentType::framework, "iom", "iom-2022-07-21", "1");
        proposes(world,
                 "icrc-agreement",
                 InstrumentType::cooperation_agreement,
                 "icrc",
                 "icrc-2022-07",
                 "1");
    }

    Codes lacks_of_step(const std::string& id, State state) {
        return world.lacks(amina(), to(Kind::instrument, id, state));
    }

    World world;
};

TEST_F(July2022, OutcomesCarryTheStrengthOfTheReportsAndNoMore) {
    const std::map<std::string, std::vector<std::string>> said{
        {"who-2022-07-22", {"discussed", "agreed", "agreed"}},
        {"iom-2022-07-21", {"explored", "stressed"}},
        {"icrc-2022-07", {"signed", "stressed", "agreed"}}};
    for (const auto& [id, strengths] : said) {
        const auto& outcomes = world.reg.consultations.at(id).outcomes;
        ASSERT_EQ(outcomes.size(), strengths.size());
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            EXPECT_EQ(word_of(outcomes[i].strength), strengths[i]) << id << ' ' << i;
            EXPECT_EQ(world.lacks(amina(),
                                  edit(Kind::consultation,
                                       id,
                                       {{"outcomes[" + outcomes[i].id + "].strength",
                                         strengths[i] == "signed" ? "agreed" : "signed"}})),
                      Codes{"field_not_editable"});
        }
    }
}

TEST_F(July2022, TheMemorandumWithWhoIsADraftThatLacksItsText) {
    world.does(amina(), to(Kind::instrument, "who-mou", State::draft));
    world.does(amina(), to(Kind::instrument, "who-plan", State::draft));
    EXPECT_EQ(world.reg.instruments.at("who-mou").reference, "MOU/WHO/2022/001");
    EXPECT_EQ(lacks_of_step("who-mou", State::review),
              (Codes{"term_missing", "term_missing", "period_invalid", "text_missing"}));
    EXPECT_EQ(lacks_of_step("who-mou", State::signed_by_all), Codes{"no_such_step"});
    EXPECT_EQ(reported_strength(View(world.reg), world.reg.instruments.at("who-mou")),
              Strength::agreed);
    const auto allowed = may_commit(world.reg, amina(), {"who-mou", world.today});
    ASSERT_FALSE(allowed);
    EXPECT_EQ(allowed.error().front().code, LackCode::instrument_not_in_force);
}

TEST_F(July2022, WhatWasExploredWithIomIsNoDraftAndNeverSigned) {
    EXPECT_EQ(lacks_of_step("iom-framework", State::draft), Codes{"source_too_weak"});
    EXPECT_EQ(lacks_of_step("iom-framework", State::signed_by_all), Codes{"no_such_step"});
    EXPECT_EQ(lacks_of_step("iom-framework", State::in_force), Codes{"no_such_step"});
    // Even with a reason and everything else in place: nobody signed.
    world.does(amina(),
               edit(Kind::instrument,
                    "iom-framework",
                    {{"source_reason", "drafting asked for by the Secretary General"},
                     {"terms.objectives", "co-operation"},
                     {"terms.financial_clause", "false"},
                     {"terms.period.start", "2022-09-01"},
                     {"terms.period.end", "2024-08-31"},
                     {"attachments[t].kind", "text"},
                     {"attachments[t].sha256", sha('1')}}));
    world.does(amina(), to(Kind::instrument, "iom-framework", State::draft));
    world.does(amina(), to(Kind::instrument, "iom-framework", State::review));
    world.does(focal_point("oic"), Accept{Kind::instrument, "iom-framework", "oic"});
    EXPECT_EQ(lacks_of_step("iom-framework", State::signature), Codes{"acceptance_missing"});
    world.does(focal_point("iom"), Accept{Kind::instrument, "iom-framework", "iom"});
    world.does(amina(), to(Kind::instrument, "iom-framework", State::signature));
    EXPECT_EQ(lacks_of_step("iom-framework", State::signed_by_all),
              (Codes{"signature_missing", "signature_missing", "signed_file_missing"}));
    EXPECT_EQ(reported_strength(View(world.reg), world.reg.instruments.at("iom-framework")),
              Strength::explored);
}

TEST_F(July2022, WhatIsReportedSignedWithTheIcrcIsShownSoAndStillNeedsItsProof) {
    const Instrument& agreement = world.reg.instruments.at("icrc-agreement");
    EXPECT_EQ(reported_strength(View(world.reg), agreement), Strength::signed_by_all);
    EXPECT_EQ(agreement.state, State::proposed);
    EXPECT_EQ(lacks_of_step("icrc-agreement", State::signed_by_all), Codes{"no_such_step"});
    world.does(amina(), to(Kind::instrument, "icrc-agreement", State::draft));
    // The seminars were agreed: they stand in a plan, which waits for the agreement.
    world.does(amina(), Add{ActionPlan{.id = "icrc-plan", .instrument = "icrc-agreement"}, ""});
    Activity seminar = complete().activities.at("act");
    seminar.plan = "icrc-plan";
    seminar.lead = "icrc";
    seminar.actual_start.reset();
    seminar.actual_end.reset();
    seminar.indicators[0].actual.reset();
    seminar.final_report_sha256.clear();
    seminar.final_report_accepted_by.clear();
    seminar.seats = {20, {}, {}, ""};
    world.does(amina(), Add{seminar, ""});
    const auto codes = world.lacks(amina(), to(Kind::action_plan, "icrc-plan", State::agreed));
    EXPECT_EQ(codes.front(), "instrument_not_signed");
}

TEST_F(July2022, TheCharterOfTheTrustFundHasASignatureButNoAmount) {
    world.does(amina(),
               Add{Instrument{.id = "charter",
                              .type = InstrumentType::trust_fund_charter,
                              .source_reason = "signed before the consultations",
                              .terms = {.title = {.en = "Charter of the fund"},
                                        .parties = {{"oic", "fp.oic"}, {"idb", "fp.idb"}}}},
                   "ISDB"});
    EXPECT_EQ(world.reg.instruments.at("charter").reference, "TFC/ISDB/2022/001");
    EXPECT_FALSE(world.reg.instruments.at("charter").terms.worth.stated());
    world.does(amina(),
               edit(Kind::instrument,
                    "charter",
                    {{"terms.objectives", "channel of the organisation for Afghanistan"},
                     {"terms.financial_clause", "true"},
                     {"terms.period.start", "2022-03-21"},
                     {"terms.period.end", "2025-12-31"},
                     {"attachments[t].kind", "text"},
                     {"attachments[t].sha256", sha('1')}}));
    world.does(amina(), to(Kind::instrument, "charter", State::draft));
    world.does(amina(), to(Kind::instrument, "charter", State::review));
    for (const std::string party : {"oic", "idb"}) {
        world.does(focal_point(party), Accept{Kind::instrument, "charter", party});
    }
    world.does(amina(), to(Kind::instrument, "charter", State::signature));
    for (const std::string party : {"oic", "idb"}) {
        world.does(bilal(),
                   Sign{Kind::instrument, "charter", party, "sg." + party, day("2022-03-21")});
    }
    EXPECT_EQ(lacks_of_step("charter", State::signed_by_all), Codes{"signed_file_missing"});
    world.does(amina(),
               edit(Kind::instrument,
                    "charter",
                    {{"attachments[s].kind", "signed_file"}, {"attachments[s].sha256", sha('2')}}));
    world.does(amina(), to(Kind::instrument, "charter", State::signed_by_all));
    world.passes_to(world.today);
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "charter"), State::in_force);
    EXPECT_TRUE(may_commit(world.reg, amina(), {"charter", world.today}));
}

TEST_F(July2022, ConsultationsAreFollowedUpWhenEachOutcomeHasSomethingOrAReason) {
    const SetState follow = to(Kind::consultation, "who-2022-07-22", State::followed_up);
    EXPECT_EQ(world.lacks(amina(), follow),
              (Codes{"outcome_without_follow_up",
                     "outcome_without_follow_up",
                     "outcome_without_follow_up"}));
    world.does(amina(),
               edit(Kind::consultation,
                    "who-2022-07-22",
                    {{"outcomes[1].waived_reason", "information"},
                     {"outcomes[2].link", "instrument"},
                     {"outcomes[2].linked_id", "who-mou"},
                     {"outcomes[3].link", "instrument"},
                     {"outcomes[3].linked_id", "who-plan"}}));
    world.does(amina(), follow);
}

}  // namespace
}  // namespace imdad::registry::test_support
