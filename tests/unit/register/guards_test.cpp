#include "register/guards.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "world.hpp"

/// Each guard both ways, on every row that has it: `ready_for` lacks nothing (transitions_test.cpp
/// takes every such step), and one thing broken is refused by the code that names it.

namespace imdad::registry::test_support {
namespace {

struct Break {
    std::string guard;
    std::string code;
    std::function<void(World&, const Transition&)> make;
};

/// Breaks of the entity under the step, whatever row.
template <typename T>
Break breaks(std::string guard, std::string code, std::function<void(T&)> make) {
    return {std::move(guard), std::move(code), [make](World& world, const Transition& row) {
                make(world.reg.table<T>().at(id_of(row.kind)));
            }};
}

/// Breaks of the text of an instrument or amendment.
Break breaks_text(std::string guard, std::string code, std::function<void(Instrument&)> make) {
    return {std::move(guard), std::move(code), [make](World& world, const Transition& row) {
                if (row.kind == Kind::instrument) {
                    make(world.reg.instruments.at("mou"));
                    return;
                }
                auto& amendment = world.reg.amendments.at("mou-A1");
                Instrument as_instrument{.terms = amendment.terms,
                                         .acts = amendment.acts,
                                         .comments = amendment.comments,
                                         .attachments = amendment.attachments};
                make(as_instrument);
                amendment.terms = as_instrument.terms;
                amendment.acts = as_instrument.acts;
                amendment.comments = as_instrument.comments;
                amendment.attachments = as_instrument.attachments;
            }};
}

/// Breaks of anything else in the world.
Break breaks_world(std::string guard, std::string code, std::function<void(World&)> make) {
    return {std::move(guard), std::move(code), [make](World& world, const Transition&) {
                make(world);
            }};
}

ResourceFacts& money(World& world) {
    return world.facts.activities.at("act").resources.at(0);
}

/// Live child "kid" of "mou".
Instrument& child(World& world, State state) {
    Instrument kid = world.reg.instruments.at("mou");
    kid.id = "kid";
    kid.parent = "mou";
    kid.state = state;
    kid.predecessor.clear();
    return world.reg.instruments.insert_or_assign("kid", kid).first->second;
}

void open_amendment_of(World& world, const std::string& instrument) {
    const std::string id = instrument + "-A9";
    world.reg.amendments.emplace(id,
                                 Amendment{.id = id,
                                           .instrument = instrument,
                                           .number = 9,
                                           .terms = world.reg.instruments.at(instrument).terms});
}

void append(std::vector<Break>& all, std::vector<Break> more) {
    all.insert(all.end(), more.begin(), more.end());
}

std::vector<Break> consultation_breaks() {
    const auto of =
        [](std::string guard, std::string code, std::function<void(Consultation&)> make) {
            return breaks<Consultation>(std::move(guard), std::move(code), std::move(make));
        };
    return {
        of("held_in_the_past", "held_date_missing", [](auto& c) { c.held_on.reset(); }),
        of("held_in_the_past",
           "held_date_in_future",
           [](auto& c) { c.held_on = day("2022-10-02"); }),
        of("two_partners", "too_few_partners", [](auto& c) { c.participants.pop_back(); }),
        of("new_date", "new_date_missing", [](auto& c) { c.scheduled_on = day("2022-09-30"); }),
        of("new_date", "new_date_missing", [](auto& c) { c.scheduled_on.reset(); }),
        of("outcomes_complete", "outcome_missing", [](auto& c) { c.outcomes.clear(); }),
        of("outcomes_complete",
           "outcome_incomplete",
           [](auto& c) { c.outcomes[0].quotation = ""; }),
        of("outcomes_complete", "outcome_incomplete", [](auto& c) { c.outcomes[0].source = ""; }),
        of("outcomes_complete", "outcome_incomplete", [](auto& c) { c.outcomes[0].language = ""; }),
        of("outcomes_complete", "outcome_incomplete", [](auto& c) { c.outcomes[0].summary = ""; }),
        of("outcomes_followed",
           "outcome_without_follow_up",
           [](auto& c) { c.outcomes[0].link = Outcome::Link::none; }),
        of("outcomes_followed",
           "outcome_link_unknown",
           [](auto& c) { c.outcomes[0].linked_id = "nowhere"; }),
        of("outcomes_followed",
           "outcome_link_unknown",
           [](auto& c) {
               c.outcomes[0].type = Outcome::Type::pledge_announced;
               c.outcomes[0].link = Outcome::Link::pledge;
               c.outcomes[0].linked_id = "p1";
           }),
        of("outcomes_followed",
           "outcome_link_unfit",
           [](auto& c) { c.outcomes[0].type = Outcome::Type::pledge_announced; }),
        breaks_world("outcomes_followed",
                     "outcome_link_unfit",
                     [](World& world) {
                         auto& outcome = world.reg.consultations.at("c1").outcomes[0];
                         outcome.link = Outcome::Link::pledge;
                         outcome.linked_id = "p1";
                         world.facts.pledges = {"p1"};
                     }),
    };
}

std::vector<Break> text_breaks() {
    const auto of = breaks_text;
    return {
        of("two_parties", "too_few_parties", [](auto& i) { i.terms.parties.pop_back(); }),
        of("focal_points",
           "focal_point_missing",
           [](auto& i) { i.terms.parties[1].focal_point = ""; }),
        of("terms_complete", "term_missing", [](auto& i) { i.terms.title.en = ""; }),
        of("terms_complete", "term_missing", [](auto& i) { i.terms.objectives.clear(); }),
        of("terms_complete", "term_missing", [](auto& i) { i.terms.financial_clause.reset(); }),
        of("terms_complete", "period_invalid", [](auto& i) { i.terms.period.start.reset(); }),
        of("terms_complete",
           "period_invalid",
           [](auto& i) { i.terms.period.end = day("2022-07-31"); }),
        of("text_attached", "text_missing", [](auto& i) { i.attachments[0].sha256 = "abc"; }),
        of("text_attached",
           "text_missing",
           [](auto& i) { i.attachments[0].kind = Attachment::Kind::other; }),
        of("inside_parent",
           "outside_parent",
           [](auto& i) { i.terms.period.end = day("2028-01-01"); }),
        of("inside_parent",
           "outside_parent",
           [](auto& i) { i.terms.period.start = day("2021-12-31"); }),
        of("accepted_by_all", "acceptance_missing", [](auto& i) { i.acts[0].accepted_on.reset(); }),
        of("accepted_by_all", "acceptance_missing", [](auto& i) { i.acts.pop_back(); }),
        of("comments_resolved",
           "comments_open",
           [](auto& i) { i.comments = {{"1", "fp.who", "too long", false}}; }),
        of("signed_by_all", "signature_missing", [](auto& i) { i.acts[1].signed_on.reset(); }),
        of("signed_by_all", "signature_missing", [](auto& i) { i.acts[1].signed_by = ""; }),
        of("signed_by_all", "signature_missing", [](auto& i) { i.acts.pop_back(); }),
        of("signed_by_all",
           "signature_in_future",
           [](auto& i) { i.acts[1].signed_on = day("2022-10-02"); }),
        of("signed_by_all",
           "signatory_not_authorised",
           [](auto& i) { i.acts[1].signed_by = "sg.oic"; }),
        of("signed_by_all",
           "signatory_not_authorised",
           [](auto& i) { i.acts[1].signed_on = day("2019-12-31"); }),
        breaks_world("signed_by_all",
                     "signatory_not_authorised",
                     [](World& world) {
                         world.reg.parties.at("who").mandates[0].until = day("2022-07-24");
                     }),
        breaks_world("signed_by_all",
                     "signatory_not_authorised",
                     [](World& world) {
                         world.reg.parties.at("who").mandates[0].capacity =
                             Mandate::Capacity::envoy;
                     }),
        of("signed_file", "signed_file_missing", [](auto& i) { i.attachments[1].sha256 = ""; }),
        of("recorded_by_another", "four_eyes", [](auto& i) { i.acts[0].recorded_by = "zayd"; }),
    };
}

std::vector<Break> force_breaks() {
    const auto of = breaks_text;
    return {
        of("source_known",
           "source_missing",
           [](auto& i) {
               i.predecessor.clear();
               i.source_outcome.clear();
           }),
        of("source_known",
           "no_such_reference",
           [](auto& i) {
               i.predecessor.clear();
               i.source_outcome = "7";
           }),
        breaks_world("source_known",
                     "source_too_weak",
                     [](World& world) {
                         world.reg.instruments.at("mou").predecessor.clear();
                         world.reg.consultations.at("c1").outcomes[0].strength = Strength::stressed;
                     }),
        breaks_world(
            "parent_signed",
            "parent_not_signed",
            [](World& world) { world.reg.instruments.at("parent").state = State::suspended; }),
        breaks_world(
            "parent_in_force",
            "parent_not_in_force",
            [](World& world) { world.reg.instruments.at("parent").state = State::signed_by_all; }),
        breaks_world(
            "started", "not_started", [](World& world) { world.today = day("2022-07-31"); }),
        of("started", "not_started", [](auto& i) { i.entry_into_force = day("2022-10-02"); }),
        of("signed_before_start",
           "signed_after_start",
           [](auto& i) { i.acts[1].signed_on = day("2022-08-02"); }),
        breaks_world("no_party_blocked",
                     "party_blocked",
                     [](World& world) { world.reg.parties.at("who").blocked = true; }),
        breaks_world(
            "umbrella_free",
            "umbrella_taken",
            [](World& world) { world.reg.instruments.at("parent").terms.subject = "health"; }),
        breaks_world("predecessor_free",
                     "predecessor_not_free",
                     [](World& world) { open_amendment_of(world, "old"); }),
        breaks_world("predecessor_free",
                     "predecessor_not_free",
                     [](World& world) { child(world, State::in_force).parent = "old"; }),
    };
}

std::vector<Break> end_breaks() {
    const auto of = breaks_text;
    return {
        breaks_world("no_open_amendment",
                     "amendment_open",
                     [](World& world) { open_amendment_of(world, "mou"); }),
        breaks_world("children_not_frozen",
                     "child_amendment_open",
                     [](World& world) {
                         child(world, State::in_force);
                         open_amendment_of(world, "kid");
                     }),
        breaks_world("children_not_frozen",
                     "child_amendment_open",
                     [](World& world) {
                         child(world, State::suspended).suspended_with = "mou";
                         open_amendment_of(world, "kid");
                     }),
        breaks_world(
            "not_over", "period_over", [](World& world) { world.today = day("2025-08-01"); }),
        breaks_world(
            "over", "period_not_over", [](World& world) { world.today = day("2025-07-31"); }),
        of("termination_document",
           "termination_document_missing",
           [](auto& i) { i.attachments.pop_back(); }),
        of("notice_elapsed", "notice_missing", [](auto& i) { i.notice_given_on.reset(); }),
        of("notice_elapsed",
           "notice_running",
           [](auto& i) { i.notice_given_on = day("2022-09-02"); }),
        breaks_world(
            "commitments_assigned",
            "commitment_unassigned",
            [](World& world) { world.facts.open_commitments["mou"] = {{"k1", "100 USD"}}; }),
        breaks_world("children_ended",
                     "child_not_ended",
                     [](World& world) { child(world, State::signed_by_all); }),
        breaks_world("nothing_open",
                     "child_not_ended",
                     [](World& world) { child(world, State::suspended); }),
        breaks_world(
            "nothing_open",
            "commitment_open",
            [](World& world) { world.facts.open_commitments["mou"] = {{"k1", "100 USD"}}; }),
        breaks_world(
            "nothing_open",
            "plan_not_ended",
            [](World& world) { world.reg.action_plans.at("plan").state = State::under_review; }),
    };
}

std::vector<Break> amendment_breaks() {
    const auto of = [](std::string guard, std::string code, std::function<void(Amendment&)> make) {
        return breaks<Amendment>(std::move(guard), std::move(code), std::move(make));
    };
    return {
        of("class_fits",
           "class_unfit",
           [](auto& a) { a.change_class = Amendment::Class::correction; }),
        of("class_fits", "class_unfit", [](auto& a) { a.terms.worth.minor_units = 1'200'001; }),
        breaks_world("class_fits",
                     "nothing_changed",
                     [](World& world) {
                         world.reg.amendments.at("mou-A1").terms =
                             world.reg.instruments.at("mou").terms;
                     }),
        of("light_way_allowed",
           "full_review_needed",
           [](auto& a) { a.terms.results.emplace_back("hospital built"); }),
        of("light_way_allowed",
           "full_review_needed",
           [](auto& a) { a.terms.worth.minor_units = 799'999; }),
        of("light_way_allowed",
           "full_review_needed",
           [](auto& a) { a.terms.worth.currency = "EUR"; }),
        breaks_world("base_amendable",
                     "base_changed",
                     [](World& world) { world.reg.instruments.at("mou").state = State::expired; }),
        breaks_world("children_stay_inside",
                     "child_outside",
                     [](World& world) {
                         world.reg.action_plans.at("plan").state = State::agreed;
                         world.reg.amendments.at("mou-A1").terms.period.end = day("2023-12-30");
                     }),
        breaks_world("children_stay_inside",
                     "child_outside",
                     [](World& world) {
                         child(world, State::suspended);
                         world.reg.amendments.at("mou-A1").terms.period.end = day("2025-07-30");
                     }),
        of("amended_period_open",
           "period_over",
           [](auto& a) { a.terms.period.end = day("2022-09-30"); }),
        of("amended_period_open",
           "not_started",
           [](auto& a) { a.terms.period.start = day("2022-10-02"); }),
        breaks_world("accepted_by_all",
                     "acceptance_missing",
                     [](World& world) {
                         // One who leaves by the amendment has a say in it.
                         for (auto& [id, amendment] : world.reg.amendments) {
                             amendment.terms.parties = {{"oic", "fp.oic"}, {"iom", "fp.iom"}};
                             amendment.acts[1].party = "iom";
                         }
                         auto& mou = world.reg.instruments.at("mou");
                         mou.acts.pop_back();
                     }),
    };
}

std::vector<Break> plan_breaks() {
    const auto instrument_is = [](State state) {
        return [state](World& world) { world.reg.instruments.at("mou").state = state; };
    };
    const auto activity = [](std::function<void(Activity&)> make) {
        return [make](World& world) { make(world.reg.activities.at("act")); };
    };
    return {
        breaks_world("instrument_signed", "instrument_not_signed", instrument_is(State::signature)),
        breaks_world(
            "instrument_in_force", "instrument_not_in_force", instrument_is(State::signed_by_all)),
        breaks_world("instrument_in_force",
                     "instrument_not_in_force",
                     [](World& world) { world.today = day("2025-08-01"); }),
        breaks<ActionPlan>("inside_instrument",
                           "plan_outside_instrument",
                           [](auto& p) { p.period.end = day("2025-08-01"); }),
        breaks<ActionPlan>(
            "inside_instrument", "period_invalid", [](auto& p) { p.period.start.reset(); }),
        breaks_world("activities_complete", "activity_missing", activity([](auto& a) {
                         a.state = State::cancelled;
                     })),
        breaks_world("activities_complete",
                     "activity_missing",
                     [](World& world) { world.reg.activities.clear(); }),
        breaks_world("activities_complete", "indicator_missing", activity([](auto& a) {
                         a.indicators.clear();
                     })),
        breaks<ActionPlan>(
            "plan_started", "not_started", [](auto& p) { p.period.start = day("2022-10-02"); }),
        breaks_world("activities_ended", "activity_not_ended", activity([](auto& a) {
                         a.state = State::on_hold;
                     })),
        breaks_world("no_activity_running", "activity_running", activity([](auto& a) {
                         a.state = State::under_way;
                     })),
        breaks_world("no_activity_running",
                     "activity_running",
                     [](World& world) {
                         world.facts.activities["act"].resources = {
                             {.resource = "USD", .delivered = 1}};
                     }),
    };
}

std::vector<Break> activity_breaks() {
    const auto of = [](std::string guard, std::string code, std::function<void(Activity&)> make) {
        return breaks<Activity>(std::move(guard), std::move(code), std::move(make));
    };
    const auto plan_is = [](State state) {
        return [state](World& world) { world.reg.action_plans.at("plan").state = state; };
    };
    const auto mission = [&of](std::function<void(Mission&)> make) {
        return of("details_complete", "mission_incomplete", [make](Activity& a) {
            a.type = ActivityType::technical_assistance;
            a.mission = {"law", "fr", {day("2022-10-01"), day("2022-10-31")}};
            make(a.mission);
        });
    };
    const std::string details = "details_complete";
    return {
        of(details, "lead_missing", [](auto& a) { a.lead = ""; }),
        of(details, "quarter_missing", [](auto& a) { a.quarters.clear(); }),
        of(details, "quarter_outside_plan", [](auto& a) { a.quarters.push_back({2024, 1}); }),
        of(details, "quarter_outside_plan", [](auto& a) { a.quarters.push_back({2022, 2}); }),
        of(details, "place_missing", [](auto& a) { a.places.clear(); }),
        of(details, "shares_not_whole", [](auto& a) { a.sectors.clear(); }),
        of(details, "shares_not_whole", [](auto& a) { a.sectors[0].basis_points = 5'999; }),
        of(details,
           "shares_not_whole",
           [](auto& a) { a.sectors = {{"HEA", 10'100}, {"PRO", -100}}; }),
        of(details, "shares_not_whole", [](auto& a) { a.countries[0].basis_points = 9'999; }),
        of(details, "indicator_missing", [](auto& a) { a.indicators.clear(); }),
        of(details, "indicator_incomplete", [](auto& a) { a.indicators[0].baseline.reset(); }),
        of(details, "indicator_incomplete", [](auto& a) { a.indicators[0].target.reset(); }),
        of(details, "budget_missing", [](auto& a) { a.budget_line = ""; }),
        of(details, "seats_missing", [](auto& a) { a.seats.offered = 0; }),
        of(details, "law_tag_missing", [](auto& a) { a.humanitarian_law = false; }),
        mission([](Mission& m) { m.skill = ""; }),
        mission([](Mission& m) { m.language = ""; }),
        mission([](Mission& m) { m.period.end.reset(); }),
        breaks_world("plan_agreed", "plan_not_agreed", plan_is(State::suspended)),
        breaks_world("plan_agreed", "plan_not_agreed", plan_is(State::draft)),
        breaks_world("plan_active", "plan_not_active", plan_is(State::agreed)),
        breaks_world(
            "resources_allocated", "resource_short", [](World& w) { money(w).allocated = 499; }),
        breaks_world(
            "resources_allocated", "resource_short", [](World& w) { w.facts.activities.clear(); }),
        of("really_started", "start_missing", [](auto& a) { a.actual_start.reset(); }),
        of("really_started",
           "start_in_future",
           [](auto& a) { a.actual_start = day("2022-10-02"); }),
        of("returns_where_it_was",
           "held_from_elsewhere",
           [](auto& a) { a.held_from = State::identified; }),
        of("not_held_by_plan", "held_by_plan", [](auto& a) { a.held_with = "plan"; }),
        of("really_ended", "end_missing", [](auto& a) { a.actual_end.reset(); }),
        of("really_ended", "end_in_future", [](auto& a) { a.actual_end = day("2022-10-02"); }),
        of("really_ended", "end_before_start", [](auto& a) { a.actual_end = day("2022-09-09"); }),
        of("actuals_given", "actual_missing", [](auto& a) { a.indicators[0].actual.reset(); }),
        of("seats_counted", "seats_inconsistent", [](auto& a) { a.seats.booked = 21; }),
        of("seats_counted", "seats_inconsistent", [](auto& a) { a.seats.attended = 19; }),
        of("seats_counted", "seats_inconsistent", [](auto& a) { a.seats.attended = -1; }),
        of("seats_counted", "seats_inconsistent", [](auto& a) { a.seats.booked.reset(); }),
        of("seats_counted", "attendance_missing", [](auto& a) { a.seats.attendance_sha256 = ""; }),
        breaks_world("shipments_closed",
                     "shipment_open",
                     [](World& w) { w.facts.activities["act"].open_shipments = {"s1"}; }),
        breaks_world(
            "resources_balanced", "resource_unbalanced", [](World& w) { money(w).returned = 149; }),
        breaks_world("resources_balanced",
                     "resource_unbalanced",
                     [](World& w) { money(w).written_off = 51; }),
        breaks_world("resources_balanced",
                     "resource_outstanding",
                     [](World& w) { money(w).outstanding = 1; }),
        of("final_report_accepted",
           "final_report_missing",
           [](auto& a) { a.final_report_sha256 = ""; }),
        of("final_report_accepted",
           "final_report_missing",
           [](auto& a) { a.final_report_accepted_by = ""; }),
        breaks_world(
            "none_delivered", "something_delivered", [](World& w) { money(w).delivered = 1; }),
        breaks_world(
            "some_delivered", "nothing_delivered", [](World& w) { money(w).delivered = 0; }),
    };
}

std::vector<Break> action_point_breaks() {
    const auto of =
        [](std::string guard, std::string code, std::function<void(ActionPoint&)> make) {
            return breaks<ActionPoint>(std::move(guard), std::move(code), std::move(make));
        };
    return {
        of("action_noted", "action_note_missing", [](auto& p) { p.action_taken = ""; }),
        of("high_priority_evidence", "evidence_missing", [](auto& p) { p.document_sha256 = ""; }),
        of("high_priority_evidence", "verifier_missing", [](auto& p) { p.verifier = ""; }),
        of("high_priority_evidence", "verifier_not_other", [](auto& p) { p.verifier = "amina"; }),
        of("high_priority_evidence", "verifier_not_other", [](auto& p) { p.verifier = "walid"; }),
        of("verified_by_another", "not_the_verifier", [](auto& p) { p.verifier = "yusuf"; }),
        of("verified_by_another", "verifier_not_other", [](auto& p) { p.assignee = "vera"; }),
        of("verified_by_another", "verifier_not_other", [](auto& p) { p.author = "vera"; }),
        of("found_adequate", "not_adequate", [](auto& p) { p.adequate.reset(); }),
        of("found_adequate", "not_adequate", [](auto& p) { p.adequate = false; }),
        of("found_inadequate", "not_inadequate", [](auto& p) { p.adequate.reset(); }),
        of("found_inadequate", "not_inadequate", [](auto& p) { p.adequate = true; }),
    };
}

std::vector<Break> all_breaks() {
    std::vector<Break> all;
    append(all, consultation_breaks());
    append(all, text_breaks());
    append(all, force_breaks());
    append(all, end_breaks());
    append(all, amendment_breaks());
    append(all, plan_breaks());
    append(all, activity_breaks());
    append(all, action_point_breaks());
    return all;
}

bool has_guard(const Transition& row, std::string_view name) {
    return std::ranges::any_of(
        row.guards, [&](const Guard* guard) { return guard != nullptr && guard->name == name; });
}

TEST(Guards, EachRefusesWhatItLooksForOnEveryRowThatHasIt) {
    for (const Break& one : all_breaks()) {
        int rows = 0;
        for (const Transition& row : transitions()) {
            if (!has_guard(row, one.guard)) {
                continue;
            }
            ++rows;
            World world = ready_for(row);
            one.make(world, row);
            const auto codes = world.lacks(actor_for(row), command_of(row));
            EXPECT_NE(std::ranges::find(codes, one.code), codes.end())
                << one.guard << " should name " << one.code << " from " << word_of(row.from)
                << " to " << word_of(row.to) << " of " << word_of(row.kind);
            const auto decided = decide(world.reg, world.context(actor_for(row)), command_of(row));
            EXPECT_FALSE(decided);
        }
        EXPECT_GT(rows, 0) << one.guard << " stands on no row";
    }
}

TEST(Guards, EachOfTheTableIsBrokenByATest) {
    std::set<std::string_view> broken{"reason"};
    const auto all = all_breaks();
    for (const Break& one : all) {
        broken.insert(one.guard);
    }
    for (const Transition& row : transitions()) {
        for (const Guard* guard : row.guards) {
            EXPECT_TRUE(guard == nullptr || broken.contains(guard->name)) << guard->name;
        }
    }
}

TEST(Guards, AReasonIsAskedForWhereTheTableSaysSo) {
    for (const Transition& row : transitions()) {
        if (!row.triggers.command) {
            continue;
        }
        SetState command = command_of(row);
        command.reason.clear();
        const auto codes = ready_for(row).lacks(actor_for(row), command);
        EXPECT_EQ(std::ranges::count(codes, "reason_missing"), has_guard(row, "reason") ? 1 : 0);
    }
}

TEST(Guards, ARefusalNamesEverythingThatIsMissing) {
    const Transition& row = *find_transition(Kind::instrument, State::draft, State::review);
    World world = ready_for(row);
    auto& mou = world.reg.instruments.at("mou");
    mou.terms = {};
    mou.attachments.clear();
    const auto codes = world.lacks(actor_for(row), command_of(row));
    EXPECT_EQ(codes,
              (std::vector<std::string>{"too_few_parties",
                                        "term_missing",
                                        "term_missing",
                                        "term_missing",
                                        "period_invalid",
                                        "text_missing",
                                        "outside_parent"}));
    const auto decided = decide(world.reg, world.context(actor_for(row)), command_of(row));
    ASSERT_FALSE(decided);
    EXPECT_EQ(decided.error().code, "too_few_parties");
    EXPECT_EQ(decided.error().where, "instrument mou");
    EXPECT_NE(decided.error().message.find("The list of objectives is missing."), std::string::npos)
        << decided.error().message;
}

}  // namespace
}  // namespace imdad::registry::test_support
