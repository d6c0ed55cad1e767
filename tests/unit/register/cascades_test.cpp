#include "register/amendments.hpp"
#include "register/commitment.hpp"
#include "register/due.hpp"
#include "register/instruments.hpp"
#include "register/reference.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

#include "world.hpp"

/// What follows from a step, all of it in one list; amendments; the calendar; commitments.

namespace imdad::registry::test_support {
namespace {

using Codes = std::vector<std::string>;

State activity_state(const World& world, const std::string& id) {
    return state_in(world.reg, Kind::activity, "act." + id);
}

TEST(Suspension, TakesEverythingUnderItInOneList) {
    World world = running();
    world.does(amina(), to(Kind::instrument, "mou", State::suspended, "no access"));
    EXPECT_EQ(world.changes.size(), 1U);
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "work"), State::suspended);
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan"), State::suspended);
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan2"), State::suspended);
    EXPECT_EQ(activity_state(world, "ready"), State::on_hold);
    EXPECT_EQ(activity_state(world, "under_way"), State::on_hold);
    EXPECT_EQ(activity_state(world, "planned"), State::planned);
    EXPECT_EQ(activity_state(world, "completed"), State::completed);
    EXPECT_EQ(world.reg.action_plans.at("plan").state_reason, "suspended with mou");
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "parent"), State::in_force);
}

TEST(Suspension, ResumesWhatWasSuspendedWithItAndNothingElse) {
    World world = running();
    const Register before = world.reg;
    world.does(amina(), to(Kind::instrument, "mou", State::suspended, "no access"));
    EXPECT_EQ(world.lacks(amina(), to(Kind::activity, "act.ready", State::ready)),
              (Codes{"held_by_plan", "plan_not_agreed"}));
    EXPECT_EQ(world.lacks(amina(), to(Kind::instrument, "work", State::in_force, "why")),
              Codes{"parent_not_in_force"});
    world.does(amina(), to(Kind::instrument, "mou", State::in_force, "access again"));
    for (auto& [id, instrument] : world.reg.instruments) {
        EXPECT_EQ(instrument.state, before.instruments.at(id).state) << id;
        EXPECT_TRUE(instrument.suspended_with.empty());
    }
    for (auto& [id, plan] : world.reg.action_plans) {
        EXPECT_EQ(plan.state, before.action_plans.at(id).state) << id;
        EXPECT_TRUE(plan.suspended_with.empty());
    }
    for (auto& [id, activity] : world.reg.activities) {
        EXPECT_EQ(activity.state, before.activities.at(id).state) << id;
        EXPECT_TRUE(activity.held_with.empty());
    }
}

TEST(Suspension, OfAPlanUnderReviewResumesItsActivitiesToo) {
    World world = running();
    world.does(amina(), to(Kind::action_plan, "plan", State::under_review, "half time"));
    world.does(amina(), to(Kind::instrument, "mou", State::suspended, "no access"));
    EXPECT_EQ(activity_state(world, "under_way"), State::on_hold);
    world.does(amina(), to(Kind::instrument, "mou", State::in_force, "access again"));
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan"), State::under_review);
    EXPECT_EQ(activity_state(world, "under_way"), State::under_way);
}

TEST(Suspension, LeavesAChildWhoseTimeIsOverToExpire) {
    World world = running();
    world.reg.instruments.at("work").terms.period.end = day("2022-10-31");
    world.reg.action_plans.at("plan2").period.end = day("2022-10-31");
    world.does(amina(), to(Kind::instrument, "mou", State::suspended, "no access"));
    world.today = day("2022-11-01");
    world.does(amina(), to(Kind::instrument, "mou", State::in_force, "access again"));
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "work"), State::suspended);
    world.passes_to(day("2022-11-01"));
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "work"), State::expired);
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan2"), State::under_review);
}

TEST(Suspension, LeavesAChildSuspendedWhoseUmbrellaIsTakenMeanwhile) {
    World world = running();
    auto& work = world.reg.instruments.at("work");
    work.type = InstrumentType::framework;
    work.terms.subject = "training";
    world.does(amina(), to(Kind::instrument, "mou", State::suspended, "no access"));
    Instrument other = world.reg.instruments.at("parent");
    other.id = "other";
    other.reference = "FWK/WHO/2022/007";
    other.terms.subject = "training";
    world.reg.instruments.emplace("other", other);
    world.does(amina(), to(Kind::instrument, "mou", State::in_force, "access again"));
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "work"), State::suspended);
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan2"), State::suspended);
    EXPECT_EQ(world.lacks(amina(), to(Kind::instrument, "work", State::in_force, "why")),
              Codes{"umbrella_taken"});
    world.reg.instruments.at("other").state = State::expired;
    world.does(amina(), to(Kind::instrument, "work", State::in_force, "free again"));
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan2"), State::agreed);
}

TEST(Termination, RecordsWhatBecomesOfEachCommitmentAndPutsPlansUnderReview) {
    World world = running();
    world.facts.open_commitments["mou"] = {{"k1", "100 USD"}, {"k2", "40 kits"}};
    world.reg.instruments.at("work").state = State::expired;
    world.reg.action_plans.at("plan2").state = State::completed;
    world.does(amina(), to(Kind::instrument, "mou", State::suspended, "no access"));
    SetState end = to(Kind::instrument, "mou", State::terminated, "by agreement");
    EXPECT_EQ(world.lacks(amina(), end), (Codes{"commitment_unassigned", "commitment_unassigned"}));
    end.dispositions = {{"k1", Disposition::Way::run_off}, {"k9", Disposition::Way::cancel}};
    EXPECT_EQ(world.lacks(amina(), end), (Codes{"commitment_unassigned", "commitment_unknown"}));
    end.dispositions = {{"k1", Disposition::Way::run_off}, {"k2", Disposition::Way::cancel}};
    world.does(amina(), end);
    EXPECT_EQ(world.reg.instruments.at("mou").dispositions, end.dispositions);
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan"), State::under_review);
    EXPECT_EQ(activity_state(world, "under_way"), State::on_hold);
    EXPECT_TRUE(world.reg.activities.at("act.under_way").held_with.empty());
    const auto& point = world.reg.action_points.at("action_plan:plan:1");
    EXPECT_EQ(point.title, "Settle action plan plan: instrument mou is terminated");
    EXPECT_EQ(point.author, "amina");
    EXPECT_EQ(world.lacks(amina(), to(Kind::action_plan, "plan", State::active)),
              Codes{"instrument_not_in_force"});
}

TEST(Cancellation, OfAPlanCancelsWhatHasNotBegun) {
    World world = running();
    world.does(amina(), to(Kind::action_plan, "plan", State::under_review, "no money"));
    EXPECT_EQ(world.lacks(amina(), to(Kind::action_plan, "plan", State::cancelled, "no money")),
              (Codes{"activity_running", "activity_running"}));
    for (const char* id : {"act.under_way", "act.on_hold"}) {
        world.does(amina(), to(Kind::activity, id, State::cancelled, "no money"));
    }
    world.does(amina(), to(Kind::action_plan, "plan", State::cancelled, "no money"));
    for (const char* id : {"identified", "planned", "ready"}) {
        EXPECT_EQ(activity_state(world, id), State::cancelled) << id;
    }
    EXPECT_EQ(activity_state(world, "completed"), State::completed);
}

TEST(Outcomes, WithADueDateOpenActionPoints) {
    World world{.reg = complete()};
    auto& meeting = world.reg.consultations.at("c1");
    meeting.state = State::held;
    Outcome action{.id = "2",
                   .type = Outcome::Type::action,
                   .summary = "Send the list",
                   .quotation = "will send",
                   .source = "minutes",
                   .language = "en",
                   .due = day("2022-10-15"),
                   .responsible = "who"};
    meeting.outcomes.push_back(action);
    action.id = "3";
    action.waived_reason = "done in the room";
    meeting.outcomes.push_back(action);
    world.does(amina(), to(Kind::consultation, "c1", State::outcomes_recorded));
    ASSERT_EQ(world.reg.action_points.size(), 2U);
    const ActionPoint& point = world.reg.action_points.at("consultation:c1:1");
    EXPECT_EQ(point.assignee, "who");
    EXPECT_EQ(point.due, day("2022-10-15"));
    EXPECT_EQ(point.first_due, day("2022-10-15"));
    EXPECT_EQ(world.reg.consultations.at("c1").outcomes[1].linked_id, "consultation:c1:1");
    world.does(amina(), to(Kind::consultation, "c1", State::followed_up));
}

TEST(Renewal, SupersedesItsPredecessorWhenItEntersIntoForce) {
    World world = running();
    world.reg.instruments.at("work").state = State::expired;
    world.does(amina(), Renew{"mou", "mou2", {day("2022-11-01"), day("2026-12-31")}});
    auto& successor = world.reg.instruments.at("mou2");
    successor.attachments = world.reg.instruments.at("mou").attachments;
    world.does(amina(), to(Kind::instrument, "mou2", State::review));
    for (const std::string party : {"oic", "who"}) {
        world.does(focal_point(party), Accept{Kind::instrument, "mou2", party});
    }
    world.does(amina(), to(Kind::instrument, "mou2", State::signature));
    for (const std::string party : {"oic", "who"}) {
        world.does(bilal(), Sign{Kind::instrument, "mou2", party, "sg." + party, world.today});
    }
    world.does(amina(), to(Kind::instrument, "mou2", State::signed_by_all));
    world.passes_to(day("2022-10-31"));
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "mou"), State::in_force);
    world.passes_to(day("2022-11-01"));
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "mou2"), State::in_force);
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "mou"), State::superseded);
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan"), State::under_review);
}

/// Takes the amendment from draft to merged, by way of review if `fully`.
void merge(World& world, const std::string& id, bool fully) {
    auto& amendment = world.reg.amendments.at(id);
    amendment.attachments = world.reg.instruments.at("mou").attachments;
    const auto parties = [&] {
        std::set<std::string> ids;
        for (const auto& list : {world.reg.amendments.at(id).terms.parties,
                                 world.reg.instruments.at("mou").terms.parties}) {
            for (const Signatory& signatory : list) {
                ids.insert(signatory.party);
            }
        }
        return ids;
    }();
    if (fully) {
        world.does(amina(), to(Kind::amendment, id, State::review));
        for (const std::string& party : parties) {
            world.does(focal_point(party), Accept{Kind::amendment, id, party});
        }
    }
    world.does(amina(), to(Kind::amendment, id, State::signature));
    for (const std::string& party : parties) {
        world.does(bilal(), Sign{Kind::amendment, id, party, "sg." + party, world.today});
    }
    world.does(amina(), to(Kind::amendment, id, State::merged));
}

void open(World& world, Amendment::Class change_class, std::vector<FieldValue> fields) {
    world.does(amina(), OpenAmendment{"mou", change_class, "why"});
    const std::string id =
        "mou-A" + std::to_string(world.reg.instruments.at("mou").versions.size());
    world.does(amina(), edit(Kind::amendment, id, std::move(fields)));
}

TEST(AmendmentMerge, KeepsBothVersionsAndTouchesNothingBefore) {
    World world = running();
    const Terms first = world.reg.instruments.at("mou").terms;
    open(world, Amendment::Class::dates, {{"terms.period.end", "2026-07-31"}});
    EXPECT_EQ(world.reg.instruments.at("mou").terms, first);
    merge(world, "mou-A1", false);
    const Instrument& mou = world.reg.instruments.at("mou");
    EXPECT_EQ(mou.terms.period.end, day("2026-07-31"));
    ASSERT_EQ(mou.versions.size(), 2U);
    EXPECT_EQ(mou.versions[0].terms, first);
    EXPECT_EQ(mou.versions[1].terms, mou.terms);
    EXPECT_EQ(mou.versions[1].amendment, "mou-A1");
    EXPECT_FALSE(mou.versions[1].fully_reviewed);
    EXPECT_EQ(mou.state, State::in_force);
    EXPECT_EQ(world.reg.amendments.at("mou-A1").terms, mou.terms);
}

TEST(AmendmentMerge, TwentyPerCentIsCountedFromTheLastFullReview) {
    World world = running();
    open(world, Amendment::Class::value_small, {{"terms.worth.minor_units", "1200000"}});
    merge(world, "mou-A1", false);
    open(world, Amendment::Class::value_small, {{"terms.worth.minor_units", "1200001"}});
    EXPECT_EQ(world.lacks(amina(), to(Kind::amendment, "mou-A2", State::signature)),
              (Codes{"class_unfit", "full_review_needed", "text_missing"}));
    world.does(amina(), edit(Kind::amendment, "mou-A2", {{"class", "value_large"}}));
    merge(world, "mou-A2", true);
    open(world, Amendment::Class::value_small, {{"terms.worth.minor_units", "1440001"}});
    merge(world, "mou-A3", false);
    EXPECT_EQ(world.reg.instruments.at("mou").versions.size(), 4U);
    EXPECT_EQ(last_reviewed_terms(world.reg.instruments.at("mou")).worth.minor_units, 1'200'001);
}

TEST(AmendmentMerge, ANewPartySignsAndTheUmbrellaIsLookedAtAgain) {
    World world = running();
    open(world, Amendment::Class::parties, {{"terms.parties[iom].focal_point", "fp.iom"}});
    Instrument other = world.reg.instruments.at("mou");
    other.id = "other";
    other.reference = "FWK/IOM/2022/001";
    other.terms.parties = {{"oic", "fp.oic"}, {"iom", "fp.iom"}};
    other.several_frameworks_reason = "two regions";
    world.reg.instruments.emplace("other", other);
    merge(world, "mou-A1", true);
    EXPECT_EQ(world.reg.instruments.at("mou").terms.parties.size(), 3U);

    World taken = running();
    other.several_frameworks_reason.clear();
    taken.reg.instruments.emplace("other", other);
    const Transition& row = *find_transition(Kind::amendment, State::signature, State::merged);
    World ready = ready_for(row);
    ready.reg.instruments.emplace("other", other);
    auto& amendment = ready.reg.amendments.at("mou-A1");
    amendment.terms.parties.push_back({"iom", "fp.iom"});
    amendment.acts.push_back(
        {.party = "iom", .signed_by = "sg.iom", .signed_on = day("2022-09-01")});
    EXPECT_EQ(ready.lacks(actor_for(row), command_of(row)), Codes{"umbrella_taken"});
}

TEST(AmendmentClasses, AreToldFromTheTermsAndNotFromTheLabel) {
    using Class = Amendment::Class;
    World world = running();
    const Instrument& mou = world.reg.instruments.at("mou");
    const auto touched = [&](const auto& make) {
        Terms terms = mou.terms;
        make(terms);
        return touched_classes(mou, terms);
    };
    using Classes = std::vector<Class>;
    EXPECT_EQ(touched([](Terms&) {}), Classes{});
    EXPECT_EQ(touched([](Terms& t) { t.title.fr = "x"; }), Classes{Class::correction});
    EXPECT_EQ(touched([](Terms& t) { t.parties[0].focal_point = "x"; }),
              Classes{Class::correction});
    EXPECT_EQ(touched([](Terms& t) { t.period.start = day("2022-08-02"); }), Classes{Class::dates});
    for (const auto& [worth, expected] : std::vector<std::pair<std::int64_t, Class>>{
             {1'200'000, Class::value_small},
             {1'200'001, Class::value_large},
             {800'000, Class::value_small},
             {799'999, Class::value_large},
             {std::numeric_limits<std::int64_t>::max(), Class::value_large},
             {std::numeric_limits<std::int64_t>::min(), Class::value_large}}) {
        EXPECT_EQ(touched([&](Terms& t) { t.worth.minor_units = worth; }), Classes{expected})
            << worth;
    }
    EXPECT_EQ(touched([](Terms& t) { t.worth = {}; }), Classes{Class::value_large});
    EXPECT_EQ(touched([](Terms& t) { t.results.clear(); }), Classes{Class::results});
    EXPECT_EQ(touched([](Terms& t) { t.parties.push_back({"iom", ""}); }), Classes{Class::parties});
    for (const auto& make :
         std::vector<std::function<void(Terms&)>>{[](Terms& t) { t.subject = "x"; },
                                                  [](Terms& t) { t.objectives.clear(); },
                                                  [](Terms& t) { t.notice_days = 0; },
                                                  [](Terms& t) { t.financial_clause = false; }}) {
        EXPECT_EQ(touched(make), Classes{Class::other});
    }
    EXPECT_EQ(gravest({Class::dates, Class::results, Class::parties}), Class::results);
    EXPECT_EQ(gravest({Class::value_large, Class::results}), Class::value_large);
    EXPECT_EQ(gravest({Class::dates, Class::value_small, Class::other}), Class::other);
    EXPECT_EQ(gravest({Class::correction, Class::dates}), Class::dates);
    EXPECT_EQ(gravest({Class::value_small, Class::dates}), Class::value_small);
    EXPECT_EQ(gravest({Class::other, Class::parties}), Class::parties);
}

TEST(Due, EntersParentsFirstAndExpiresChildrenFirst) {
    World world = running();
    world.reg.instruments.at("parent").state = State::signed_by_all;
    world.reg.instruments.at("mou").state = State::signed_by_all;
    world.reg.instruments.at("work").state = State::signed_by_all;
    for (const char* id : {"parent", "mou", "work"}) {
        world.reg.instruments.at(id).entry_into_force = day("2022-09-01");
    }
    const auto entering = due_steps(world.reg, world.context(amina()));
    ASSERT_EQ(entering.size(), 3U);
    EXPECT_EQ(entering[0].id, "parent");
    EXPECT_EQ(entering[1].id, "mou");
    EXPECT_EQ(entering[2].id, "work");
    EXPECT_TRUE(entering[0].lacks.empty());
    EXPECT_EQ(entering[1].lacks.at(0).code, LackCode::parent_not_in_force);
    world.passes_to(world.today);
    for (const char* id : {"parent", "mou", "work"}) {
        EXPECT_EQ(state_in(world.reg, Kind::instrument, id), State::in_force) << id;
    }
    world.today = day("2028-01-01");
    const auto ending = due_steps(world.reg, world.context(amina()));
    ASSERT_EQ(ending.size(), 3U);
    EXPECT_EQ(ending[0].id, "work");
    EXPECT_EQ(ending[2].id, "parent");
    world.passes_to(world.today);
    for (const char* id : {"parent", "mou", "work"}) {
        EXPECT_EQ(state_in(world.reg, Kind::instrument, id), State::expired) << id;
    }
    EXPECT_EQ(state_in(world.reg, Kind::action_plan, "plan"), State::under_review);
}

TEST(Due, SaysWhatHoldsAStepUp) {
    World world = running();
    world.does(amina(), OpenAmendment{"mou", Amendment::Class::dates, "more time"});
    world.reg.instruments.at("work").state = State::expired;
    world.today = day("2025-08-01");
    const auto steps = due_steps(world.reg, world.context(amina()));
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].to, State::expired);
    EXPECT_EQ(steps[0].lacks.at(0).code, LackCode::amendment_open);
}

TEST(Due, WhatNeverEnteredIntoForceExpires) {
    World world = running();
    world.reg.instruments.at("work").state = State::signed_by_all;
    world.reg.parties.at("who").blocked = true;
    auto steps = due_steps(world.reg, world.context(amina()));
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].to, State::in_force);
    EXPECT_EQ(steps[0].lacks.at(0).code, LackCode::party_blocked);
    world.passes_to(day("2025-08-01"));
    EXPECT_EQ(state_in(world.reg, Kind::instrument, "work"), State::expired);
}

TEST(Due, UnderWayIsSuggestedAndNeverTaken) {
    World world = running();
    EXPECT_TRUE(suggested_steps(world.reg, {amina(), day("2022-09-30"), 0, {}}).empty());
    const auto steps = suggested_steps(world.reg, world.context(amina()));
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].id, "act.ready");
    EXPECT_EQ(steps[0].to, State::under_way);
    EXPECT_TRUE(steps[0].lacks.empty());
    world.passes_to(day("2022-12-31"));
    EXPECT_EQ(activity_state(world, "ready"), State::ready);
}

TEST(Due, WarnsAtHalfAYearThreeMonthsAndOneMonth) {
    World world = running();
    world.reg.instruments.erase("work");
    world.reg.instruments.at("parent").state = State::terminated;
    const Day end = day("2025-07-31");
    const auto within = [&](int days_before) {
        const auto warnings = expiry_warnings(world.reg, end - std::chrono::days(days_before));
        return warnings.empty() ? 0 : warnings[0].within_days;
    };
    EXPECT_EQ(within(181), 0);
    EXPECT_EQ(within(180), 180);
    EXPECT_EQ(within(91), 180);
    EXPECT_EQ(within(90), 90);
    EXPECT_EQ(within(31), 90);
    EXPECT_EQ(within(30), 30);
    EXPECT_EQ(within(0), 30);
    EXPECT_EQ(within(-1), 0);
    world.does(amina(), Renew{"mou", "mou2", {day("2025-08-01"), day("2026-12-31")}});
    EXPECT_EQ(expiry_warnings(world.reg, end).at(0), (ExpiryWarning{"mou", 0, 30, "mou2"}));
}

TEST(Due, ActionPointsAreOverdueTheDayAfter) {
    World world{.reg = complete()};
    EXPECT_TRUE(overdue_action_points(world.reg, day("2022-09-30")).empty());
    EXPECT_EQ(overdue_action_points(world.reg, day("2022-10-01")), std::vector<std::string>{"ap"});
    for (const State state : {State::done, State::verified, State::cancelled}) {
        world.reg.action_points.at("ap").state = state;
        EXPECT_TRUE(overdue_action_points(world.reg, day("2022-10-01")).empty());
    }
}

std::string first_of(const Lacks& lacks) {
    return std::string(code_text(lacks.at(0).code));
}

TEST(Commitment, NeedsAnInstrumentInForceOnTheDay) {
    World world = running();
    const Actor actor = person("f", Role::finance);
    const auto code = [&](const std::string& on) {
        const auto answer = may_commit(world.reg, actor, {"mou", day(on)});
        return answer ? std::string("yes") : first_of(answer.error());
    };
    EXPECT_EQ(code("2022-08-01"), "yes");
    EXPECT_EQ(code("2025-07-31"), "yes");
    EXPECT_EQ(code("2022-07-31"), "instrument_not_in_force");
    EXPECT_EQ(code("2025-08-01"), "instrument_not_in_force");
    world.reg.instruments.at("mou").entry_into_force = day("2022-08-15");
    EXPECT_EQ(code("2022-08-14"), "instrument_not_in_force");
    for (const State state : states_of(Kind::instrument)) {
        world.reg.instruments.at("mou").state = state;
        EXPECT_EQ(code("2022-10-01"), state == State::in_force ? "yes" : "instrument_not_in_force");
    }
    EXPECT_EQ(first_of(may_commit(world.reg, actor, {"none", world.today}).error()),
              "no_such_entity");
}

TEST(Commitment, AnEmergencyIsAnExceptionWithRoleAndReason) {
    World world = running();
    world.reg.instruments.at("mou").state = State::suspended;
    const CommitRequest request{"mou", world.today, true, "floods"};
    const auto allowed = may_commit(world.reg, person("f", Role::finance), request);
    ASSERT_TRUE(allowed);
    EXPECT_TRUE(allowed->exception);
    EXPECT_EQ(allowed->reason, "floods");
    EXPECT_EQ(allowed->lacks.at(0).code, LackCode::instrument_not_in_force);
    EXPECT_EQ(first_of(may_commit(world.reg, person("p", Role::planner), request).error()),
              "override_role_missing");
    EXPECT_EQ(first_of(may_commit(world.reg, amina(), {"mou", world.today, true, ""}).error()),
              "override_reason_missing");
    world.reg.parties.at("who").blocked = true;
    EXPECT_EQ(first_of(may_commit(world.reg, amina(), request).error()), "party_blocked");
    world.reg.instruments.at("mou").state = State::in_force;
    EXPECT_EQ(first_of(may_commit(world.reg, amina(), {"mou", world.today}).error()),
              "party_blocked");
}

TEST(Reference, CountsWithinTypeOrganisationAndYear) {
    Register reg;
    const auto put = [&](const std::string& id, const std::string& reference) {
        reg.instruments.emplace(id, Instrument{.id = id, .reference = reference});
    };
    using enum InstrumentType;
    EXPECT_EQ(next_reference(View(reg), framework, "WHO", 2022), "FWK/WHO/2022/001");
    put("a", "FWK/WHO/2022/009");
    put("b", "FWK/WHO/2023/040");
    put("c", "MOU/WHO/2022/050");
    put("d", "FWK/WHOX/2022/060");
    EXPECT_EQ(next_reference(View(reg), framework, "WHO", 2022), "FWK/WHO/2022/010");
    put("e", "FWK/WHO/2022/999");
    EXPECT_EQ(next_reference(View(reg), framework, "WHO", 2022), "FWK/WHO/2022/1000");
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < EnumWords<InstrumentType>::kWords.size(); ++i) {
        codes.insert(code_of(static_cast<InstrumentType>(i)));
    }
    EXPECT_EQ(codes.size(), EnumWords<InstrumentType>::kWords.size());
}

}  // namespace
}  // namespace imdad::registry::test_support
