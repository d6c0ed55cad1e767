#include "register/decide.hpp"
#include "register/edit_rules.hpp"
#include "register/instruments.hpp"
#include "register/lacks.hpp"

#include <algorithm>

#include "world.hpp"

/// Commands besides steps: who may enter, edit, accept, sign, amend, renew and move what, and what
/// is refused under which code.

namespace imdad::registry::test_support {
namespace {

using Codes = std::vector<std::string>;

World signed_world(State state = State::in_force) {
    World world{.reg = complete()};
    auto& mou = world.reg.instruments.at("mou");
    mou.state = state;
    mou.predecessor.clear();
    mou.versions = {{.number = "1", .since = day("2022-07-26"), .terms = mou.terms}};
    return world;
}

World in_state(State state) {
    World world{.reg = complete()};
    auto& mou = world.reg.instruments.at("mou");
    mou.state = state;
    mou.acts.clear();
    return world;
}

Instrument new_instrument() {
    return {.id = "new",
            .source_consultation = "c1",
            .source_outcome = "1",
            .terms = {.title = {.en = "New"}, .parties = {{"oic", ""}, {"who", ""}}}};
}

TEST(Add, EntersAnEntityInItsFirstStateWithTheNextReference) {
    World world{.reg = complete()};
    world.does(focal_point("who"), Add{new_instrument(), ""});
    EXPECT_EQ(world.reg.instruments.at("new").reference, "MOU/WHO/2022/001");
    Instrument second = new_instrument();
    second.id = "second";
    world.does(amina(), Add{second, "OIC"});
    EXPECT_EQ(world.reg.instruments.at("second").reference, "MOU/OIC/2022/001");
    second.id = "third";
    world.does(amina(), Add{second, "WHO"});
    EXPECT_EQ(world.reg.instruments.at("third").reference, "MOU/WHO/2022/002");
    ASSERT_FALSE(world.changes.empty());
    const auto& list = world.changes.front().list;
    ASSERT_FALSE(list.empty());
    EXPECT_EQ(list.front(), (Change{Kind::instrument, "new", "id", "", "new"}));
}

TEST(Add, RefusesWhatIsTakenOrMalformed) {
    const World world{.reg = complete()};
    const auto refused = [&](const auto& make) {
        Instrument instrument = new_instrument();
        make(instrument);
        return world.lacks(amina(), Add{instrument, ""});
    };
    EXPECT_EQ(refused([](auto& i) { i.id = "mou"; }), Codes{"id_taken"});
    EXPECT_EQ(refused([](auto& i) { i.id = ""; }), Codes{"id_not_allowed"});
    EXPECT_EQ(refused([](auto& i) { i.id = "a b"; }), Codes{"id_not_allowed"});
    EXPECT_EQ(refused([](auto& i) { i.id = std::string(101, 'a'); }), Codes{"id_not_allowed"});
    EXPECT_EQ(refused([](auto& i) { i.state = State::signed_by_all; }),
              Codes{"field_not_editable"});
    EXPECT_EQ(refused([](auto& i) { i.acts = {{.party = "who"}}; }), Codes{"field_not_editable"});
    EXPECT_EQ(refused([](auto& i) { i.predecessor = "old"; }), Codes{"field_not_editable"});
    EXPECT_EQ(refused([](auto& i) { i.parent = "nowhere"; }), Codes{"no_such_reference"});
    EXPECT_EQ(refused([](auto& i) { i.source_consultation = "c9"; }), Codes{"no_such_reference"});
    EXPECT_EQ(refused([](auto& i) { i.terms.parties.push_back({"who", "twice"}); }),
              Codes{"no_such_field"});
    EXPECT_EQ(
        refused([](auto& i) { i.terms.parties.insert(i.terms.parties.begin(), {"unesco", ""}); }),
        Codes{"no_such_reference"});
    EXPECT_EQ(refused([](auto& i) { i.reference = "MOU/WHO/22/1"; }), Codes{"reference_malformed"});
    EXPECT_EQ(refused([](auto& i) { i.reference = "FWK/WHO/2022/003"; }),
              Codes{"reference_malformed"});
    EXPECT_EQ(refused([](auto& i) { i.reference = "MOU/IOM/2022/001"; }),
              Codes{"reference_malformed"});
    EXPECT_EQ(refused([](auto& i) { i.reference = "MOU/WHO/2022/0001"; }),
              Codes{"reference_malformed"});
    EXPECT_EQ(refused([](auto& i) { i.reference = "MOU/WHO/2022/000"; }),
              Codes{"reference_malformed"});
    EXPECT_EQ(refused([](auto& i) {
                  i.type = InstrumentType::framework;
                  i.reference = "FWK/WHO/2022/001";
              }),
              Codes{"reference_taken"});
    EXPECT_EQ(refused([](auto& i) { i.reference = "MOU/WHO/2019/1234"; }), Codes{});
    EXPECT_EQ(world.lacks(amina(), Add{new_instrument(), "IOM"}), Codes{"reference_malformed"});
    EXPECT_EQ(world.lacks(focal_point("iom"), Add{new_instrument(), ""}), Codes{"role_missing"});
    EXPECT_EQ(world.lacks(person("p", Role::planner), Add{new_instrument(), ""}),
              Codes{"role_missing"});
    EXPECT_EQ(world.lacks(focal_point("who"), Add{Party{.id = "x", .names = {.en = "X"}}, ""}),
              Codes{"role_missing"});
}

TEST(Add, APartyHasAnEnglishName) {
    World world{.reg = complete()};
    Party party{.id = "msf", .code = "MSF", .names = {.fr = "Médecins sans frontières"}};
    EXPECT_EQ(world.lacks(amina(), Add{party, ""}), Codes{"field_needed"});
    party.names.en = "Doctors without borders";
    world.does(amina(), Add{party, ""});
}

TEST(Add, ActivitiesEnterPlansThatAreInDraftOrUnderReview) {
    World world{.reg = complete()};
    const Add command{Activity{.id = "new", .plan = "plan"}, ""};
    EXPECT_EQ(world.lacks(person("p", Role::planner), command), Codes{});
    world.reg.action_plans.at("plan").state = State::active;
    EXPECT_EQ(world.lacks(person("p", Role::planner), command), Codes{"plan_not_open"});
    world.reg.action_plans.at("plan").state = State::under_review;
    EXPECT_EQ(world.lacks(person("p", Role::planner), command), Codes{});
    EXPECT_EQ(world.lacks(amina(), Add{Activity{.id = "new"}, ""}), Codes{"no_such_reference"});
}

TEST(Add, AnActionPointKnowsItsAuthorAndItsFirstDueDate) {
    World world{.reg = complete()};
    world.does(person("m", Role::monitor),
               Add{ActionPoint{.id = "new",
                               .origin = ActionPoint::Origin::shipment,
                               .origin_id = "s1",
                               .due = day("2022-10-10")},
                   ""});
    const auto& point = world.reg.action_points.at("new");
    EXPECT_EQ(point.author, "m");
    EXPECT_EQ(point.first_due, day("2022-10-10"));
    EXPECT_EQ(world.lacks(amina(), Add{ActionPoint{.id = "x", .adequate = true}, ""}),
              Codes{"field_not_editable"});
}

TEST(Edit, WritesWhatTheRulesOpenAndNothingElse) {
    World world{.reg = complete()};
    world.does(focal_point("who"),
               edit(Kind::instrument,
                    "mou",
                    {{"terms.title.fr", "Mémorandum"}, {"terms.parties[who].focal_point", "x"}}));
    EXPECT_EQ(world.reg.instruments.at("mou").terms.title.fr, "Mémorandum");
    const auto refused = [&](const std::string& field, const std::string& value) {
        return world.lacks(amina(), edit(Kind::instrument, "mou", {{field, value}}));
    };
    EXPECT_EQ(refused("state", "signed"), Codes{"field_not_editable"});
    EXPECT_EQ(refused("id", "other"), Codes{"field_not_editable"});
    EXPECT_EQ(refused("reference", "FWK/WHO/2022/009"), Codes{"field_not_editable"});
    EXPECT_EQ(refused("acts[who].accepted_on", "2022-07-01"), Codes{"field_not_editable"});
    EXPECT_EQ(refused("versions[1].since", "2022-07-01"),
              (Codes{"field_not_editable",
                     "field_not_editable",
                     "field_not_editable",
                     "field_not_editable",
                     "field_not_editable"}));
    EXPECT_EQ(refused("terms.period.start", "soon"), Codes{"no_such_field"});
    EXPECT_EQ(refused("terms.parties[xyz].focal_point", "x"), Codes{"no_such_reference"});
    EXPECT_EQ(world.lacks(amina(), edit(Kind::instrument, "nothing", {})), Codes{"no_such_entity"});
    EXPECT_EQ(world.lacks(focal_point("iom"), edit(Kind::instrument, "mou", {{"parent", ""}})),
              Codes{"field_not_for_role"});
    EXPECT_EQ(
        world.lacks(person("a", Role::auditor), edit(Kind::activity, "act", {{"lead", "oic"}})),
        Codes{"field_not_for_role"});
    EXPECT_EQ(world.lacks(amina(), edit(Kind::instrument, "mou", {{"terms.subject", "health"}})),
              Codes{});
    EXPECT_TRUE(decide(world.reg,
                       world.context(amina()),
                       edit(Kind::instrument, "mou", {{"parent", "parent"}}))
                    ->list.empty());
}

TEST(Edit, TermsAreFrozenFromReviewOn) {
    for (const State state : states_of(Kind::instrument)) {
        World world{.reg = complete()};
        world.reg.instruments.at("mou").state = state;
        const auto codes =
            world.lacks(amina(), edit(Kind::instrument, "mou", {{"terms.subject", "other"}}));
        const bool forming = state == State::proposed || state == State::draft;
        EXPECT_EQ(codes, forming ? Codes{} : Codes{"field_not_editable"}) << word_of(state);
    }
}

TEST(Edit, DocumentsAreAddedAndNeverChanged) {
    World world = in_state(State::review);
    world.does(amina(),
               edit(Kind::instrument,
                    "mou",
                    {{"attachments[n].kind", "other"}, {"attachments[n].sha256", sha('9')}}));
    for (const FieldValue& field :
         {FieldValue{"attachments[n].sha256", sha('8')}, FieldValue{"attachments[t].id", ""}}) {
        const auto codes = world.lacks(amina(), edit(Kind::instrument, "mou", {field}));
        EXPECT_NE(std::ranges::find(codes, "field_kept_once_given"), codes.end()) << field.field;
    }
    world.reg.instruments.at("mou").state = State::archived;
    const auto codes =
        world.lacks(amina(), edit(Kind::instrument, "mou", {{"attachments[z].name", "late"}}));
    EXPECT_NE(std::ranges::find(codes, "field_not_editable"), codes.end());
}

TEST(Edit, AnOutcomeOnceRecordedIsFollowedUpAndNeverMadeStronger) {
    World world{.reg = complete()};
    auto& meeting = world.reg.consultations.at("c1");
    meeting.outcomes[0].strength = Strength::explored;
    const Edit stronger = edit(Kind::consultation, "c1", {{"outcomes[1].strength", "agreed"}});
    meeting.state = State::held;
    EXPECT_EQ(world.lacks(amina(), stronger), Codes{});
    for (const State state : {State::outcomes_recorded, State::followed_up}) {
        meeting.state = state;
        EXPECT_EQ(world.lacks(amina(), stronger), Codes{"field_not_editable"});
        EXPECT_NE(
            world.lacks(amina(), edit(Kind::consultation, "c1", {{"outcomes[2].link", "pledge"}})),
            Codes{})
            << "a link brings no new outcome";
    }
    meeting.state = State::outcomes_recorded;
    EXPECT_EQ(
        world.lacks(amina(), edit(Kind::consultation, "c1", {{"outcomes[1].waived_reason", "no"}})),
        Codes{});
}

TEST(Edit, TargetsArePromisedBeforeAndActualFiguresComeDuringTheWork) {
    World world{.reg = complete()};
    const Edit target = edit(Kind::activity, "act", {{"indicators[i1].target", "5"}});
    const Edit actual = edit(Kind::activity, "act", {{"indicators[i1].actual", "5"}});
    world.reg.activities.at("act").state = State::under_way;
    EXPECT_EQ(world.lacks(amina(), target), Codes{"field_not_editable"});
    EXPECT_EQ(world.lacks(person("m", Role::monitor), actual), Codes{});
    world.reg.activities.at("act").state = State::identified;
    EXPECT_EQ(world.lacks(amina(), target), Codes{});
    world.reg.activities.at("act").state = State::closed;
    EXPECT_EQ(world.lacks(amina(), actual), Codes{"field_not_editable"});
    EXPECT_EQ(
        world.lacks(amina(), edit(Kind::activity, "act", {{"final_report_accepted_by", "me"}})),
        Codes{"field_not_editable"});
}

TEST(Edit, DaysOfWhatHappenedAreNotInTheFutureAndStayOnceTheyCount) {
    World world{.reg = complete()};
    auto& activity = world.reg.activities.at("act");
    const auto start = [&](const std::string& value) {
        return world.lacks(amina(), edit(Kind::activity, "act", {{"actual_start", value}}));
    };
    activity.state = State::ready;
    EXPECT_EQ(start("2022-10-01"), Codes{});
    EXPECT_EQ(start("2022-10-02"), Codes{"day_in_future"});
    EXPECT_EQ(start(""), Codes{});
    activity.state = State::under_way;
    EXPECT_EQ(start("2022-09-30"), Codes{});
    EXPECT_EQ(start("2022-10-02"), Codes{"day_in_future"});
    EXPECT_EQ(start(""), Codes{"field_needed"});
    EXPECT_EQ(world.lacks(amina(), edit(Kind::consultation, "c1", {{"held_on", "2022-10-02"}})),
              Codes{"day_in_future"});
}

TEST(EditRules, EachNamesAFieldThatExists) {
    const auto known = [](Kind kind, std::string_view field) {
        return with_type_of(kind, [&]<typename T>(T*) {
            T probe{};
            std::string path(field);
            if (const auto bracket = path.find("[]"); bracket != std::string::npos) {
                path.insert(bracket + 1, "k");
                return assign(probe, path, "");
            }
            bool found = false;
            T::fields(probe, [&](std::string_view name, auto&) {
                found = found || name == path || path.starts_with(std::string(name) + '.');
            });
            return found && (path.find('.') == std::string::npos || assign(probe, path, ""));
        });
    };
    for (const EditRule& rule : edit_rules()) {
        EXPECT_TRUE(known(rule.kind, rule.field)) << word_of(rule.kind) << ' ' << rule.field;
    }
}

TEST(Accept, TakesAUserOfTheParty) {
    World world = in_state(State::review);
    const Accept command{Kind::instrument, "mou", "who"};
    EXPECT_EQ(world.lacks(focal_point("oic"), command), Codes{"role_of_party_missing"});
    EXPECT_EQ(world.lacks(amina(), command), Codes{"role_of_party_missing"});
    // The text is not public: for a reader it is not there.
    EXPECT_EQ(world.lacks(person("r", Role::reader, "who"), command), Codes{"no_such_entity"});
    EXPECT_EQ(world.lacks(focal_point("iom"), Accept{Kind::instrument, "mou", "iom"}),
              Codes{"not_a_party"});
    world.does(focal_point("who"), command);
    EXPECT_EQ(world.reg.instruments.at("mou").acts[0].accepted_by, "fp.who");
    EXPECT_EQ(world.reg.instruments.at("mou").acts[0].accepted_on, world.today);
    world = in_state(State::draft);
    EXPECT_EQ(world.lacks(focal_point("who"), command), Codes{"not_in_state"});
    EXPECT_EQ(world.lacks(amina(), Accept{Kind::amendment, "none", "who"}),
              Codes{"no_such_entity"});
    EXPECT_EQ(world.lacks(amina(), Accept{Kind::action_plan, "plan", "who"}),
              Codes{"no_such_entity"});
}

TEST(Accept, AChangedTextIsAcceptedAnew) {
    World world = in_state(State::review);
    world.does(focal_point("who"), Accept{Kind::instrument, "mou", "who"});
    world.does(amina(), to(Kind::instrument, "mou", State::draft, "the period changes"));
    EXPECT_TRUE(world.reg.instruments.at("mou").acts.empty());
}

TEST(Accept, TheFinalReportIsAcceptedByAnotherThanTheLead) {
    World world{.reg = complete()};
    auto& activity = world.reg.activities.at("act");
    activity.state = State::completed;
    activity.final_report_accepted_by.clear();
    const Accept command{Kind::activity, "act", ""};
    EXPECT_EQ(world.lacks(person("m", Role::monitor, "who"), command),
              Codes{"final_report_by_lead"});
    EXPECT_EQ(world.lacks(focal_point("oic"), command), Codes{"role_missing"});
    activity.final_report_sha256.clear();
    EXPECT_EQ(world.lacks(person("m", Role::monitor), command), Codes{"final_report_missing"});
    activity.final_report_sha256 = sha('1');
    world.does(person("m", Role::monitor), command);
    EXPECT_EQ(world.reg.activities.at("act").final_report_accepted_by, "m");
    world.reg.activities.at("act").state = State::under_way;
    EXPECT_EQ(world.lacks(person("m", Role::monitor), command), Codes{"not_in_state"});
}

TEST(Sign, RecordsWhoSignedForWhomAndWhoSaysSo) {
    World world = in_state(State::signature);
    const Sign command{Kind::instrument, "mou", "who", "sg.who", day("2022-09-30")};
    EXPECT_EQ(world.lacks(focal_point("oic"), command), Codes{"role_of_party_missing"});
    EXPECT_EQ(world.lacks(person("p", Role::planner, "who"), command),
              Codes{"role_of_party_missing"});
    Sign tomorrow = command;
    tomorrow.signed_on = day("2022-10-02");
    EXPECT_EQ(world.lacks(amina(), tomorrow), Codes{"signature_in_future"});
    Sign nobody = command;
    nobody.signed_by.clear();
    EXPECT_EQ(world.lacks(amina(), nobody), Codes{"signature_missing"});
    world.does(focal_point("who"), command);
    const PartyAct& act = world.reg.instruments.at("mou").acts.at(0);
    EXPECT_EQ(act.signed_by, "sg.who");
    EXPECT_EQ(act.recorded_by, "fp.who");
    EXPECT_EQ(world.lacks(amina(), Sign{Kind::instrument, "mou", "iom", "x", world.today}),
              Codes{"not_a_party"});
    world = in_state(State::review);
    EXPECT_EQ(world.lacks(amina(), command), Codes{"not_in_state"});
    EXPECT_EQ(world.lacks(amina(), Sign{Kind::activity, "act", "who", "x", world.today}),
              Codes{"no_such_entity"});
}

TEST(OpenAmendment, ClonesTheTermsUnderTheNextNumberOneAtATime) {
    World world = signed_world();
    const OpenAmendment command{"mou", Amendment::Class::dates, "more time"};
    world.does(focal_point("who"), command);
    const Amendment& amendment = world.reg.amendments.at("mou-A1");
    EXPECT_EQ(amendment.terms, world.reg.instruments.at("mou").terms);
    EXPECT_EQ(amendment.number, 1);
    EXPECT_EQ(world.lacks(amina(), command), Codes{"amendment_open"});
    world.does(amina(), to(Kind::amendment, "mou-A1", State::withdrawn, "not needed"));
    world.does(amina(), command);
    EXPECT_TRUE(world.reg.amendments.contains("mou-A2"));
    OpenAmendment no_reason = command;
    no_reason.reason.clear();
    EXPECT_EQ(world.lacks(amina(), no_reason), (Codes{"amendment_open", "reason_missing"}));
    EXPECT_EQ(signed_world().lacks(focal_point("iom"), command), Codes{"role_missing"});
    EXPECT_EQ(signed_world().lacks(amina(), OpenAmendment{"no"}), Codes{"no_such_entity"});
}

TEST(OpenAmendment, AmendsWhatIsSignedAndHasNotEnded) {
    for (const State state : states_of(Kind::instrument)) {
        const auto codes = signed_world(state).lacks(
            amina(), OpenAmendment{"mou", Amendment::Class::dates, "why"});
        EXPECT_EQ(codes, is_live(state) ? Codes{} : Codes{"base_changed"}) << word_of(state);
    }
}

TEST(OpenAmendment, FreezesTheStatusUntilItIsClosed) {
    for (const State state : {State::signed_by_all, State::in_force, State::suspended}) {
        World world = signed_world(state);
        world.does(amina(), OpenAmendment{"mou", Amendment::Class::dates, "more time"});
        for (const Transition& row : transitions()) {
            if (row.kind == Kind::instrument && row.from == state && row.triggers.command) {
                const auto codes =
                    world.lacks(amina(), to(Kind::instrument, "mou", row.to, "because"));
                EXPECT_NE(std::ranges::find(codes, "amendment_open"), codes.end())
                    << word_of(row.from) << ' ' << word_of(row.to);
            }
        }
    }
}

TEST(Renew, OpensTheSuccessorInDraftUnderANewReference) {
    World world = signed_world();
    const Period period{day("2025-08-01"), day("2026-12-31")};
    world.does(focal_point("oic"), Renew{"mou", "mou2", period});
    const Instrument& successor = world.reg.instruments.at("mou2");
    EXPECT_EQ(successor.state, State::draft);
    EXPECT_EQ(successor.predecessor, "mou");
    EXPECT_EQ(successor.reference, "FWK/WHO/2022/003");
    EXPECT_EQ(successor.terms.period, period);
    EXPECT_TRUE(successor.acts.empty() && successor.versions.empty());
    EXPECT_EQ(world.lacks(amina(), Renew{"mou", "mou3", period}), Codes{"successor_exists"});
    world.does(amina(), to(Kind::instrument, "mou2", State::withdrawn, "not agreed"));
    EXPECT_EQ(world.lacks(amina(), Renew{"mou", "mou3", period}), Codes{});
    EXPECT_EQ(world.lacks(amina(), Renew{"mou", "mou", period}), Codes{"id_taken"});
    EXPECT_EQ(world.lacks(amina(), Renew{"mou", "", period}), Codes{"id_not_allowed"});
    EXPECT_EQ(world.lacks(amina(), Renew{"mou", "mou3", {}}), Codes{"period_invalid"});
    EXPECT_EQ(world.lacks(amina(), Renew{"nothing", "mou3", period}), Codes{"no_such_entity"});
    EXPECT_EQ(world.lacks(focal_point("iom"), Renew{"mou", "mou3", period}), Codes{"role_missing"});
    EXPECT_EQ(signed_world(State::terminated).lacks(amina(), Renew{"mou", "mou3", period}),
              Codes{"not_in_state"});
}

TEST(MoveDue, KeepsTheFirstDateAndCountsSlips) {
    World world{.reg = complete()};
    world.does(amina(), MoveDue{"ap", day("2022-10-15"), "visa"});
    world.does(amina(), MoveDue{"ap", day("2022-10-10"), "visa came"});
    world.does(person("walid", Role::logistics), MoveDue{"ap", day("2022-11-01"), "flight"});
    const ActionPoint& point = world.reg.action_points.at("ap");
    EXPECT_EQ(point.first_due, day("2022-09-30"));
    EXPECT_EQ(point.due, day("2022-11-01"));
    EXPECT_EQ(point.slips, 2);
    EXPECT_EQ(world.lacks(amina(), MoveDue{"ap", day("2022-11-01"), ""}),
              (Codes{"reason_missing", "due_unchanged"}));
    EXPECT_EQ(world.lacks(amina(), MoveDue{"no", day("2022-11-01"), ""}), Codes{"no_such_entity"});
    EXPECT_EQ(world.lacks(person("x", Role::auditor), MoveDue{"ap", day("2022-12-01"), "x"}),
              Codes{"role_missing"});
    world.reg.action_points.at("ap").state = State::done;
    EXPECT_EQ(world.lacks(amina(), MoveDue{"ap", day("2022-12-01"), "x"}), Codes{"not_in_state"});
    EXPECT_EQ(world.lacks(amina(), edit(Kind::action_point, "ap", {{"due", "2022-12-01"}})),
              Codes{"field_not_editable"});
}

TEST(SetState, OfNothingIsRefused) {
    const World world{.reg = complete()};
    EXPECT_EQ(world.lacks(amina(), to(Kind::activity, "none", State::planned)),
              Codes{"no_such_entity"});
    EXPECT_EQ(world.lacks(amina(), to(Kind::party, "oic", State::archived)), Codes{"no_such_step"});
}

TEST(Lacks, EachSentenceIsFilledByItsArguments) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(LackCode::code_count); ++i) {
        const Lack lack{static_cast<LackCode>(i), {"A", "B", "C", "D", "E", "F"}};
        const std::string text = sentence(lack);
        EXPECT_TRUE(text.ends_with('.')) << text;
        EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
        EXPECT_FALSE(code_text(lack.code).empty());
    }
}

}  // namespace
}  // namespace imdad::registry::test_support
