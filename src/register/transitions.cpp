#include "register/transitions.hpp"

#include "register/role_sets.hpp"

#include <algorithm>

namespace imdad::registry {

namespace {

using namespace role_sets;

// Guards ------------------------------------------------------------------------------------------

constexpr Guard kReason{"reason", "a reason", guards::reason_given};

constexpr Guard kHeld{
    "held_in_the_past", "held on a day not after today", guards::held_in_the_past};
constexpr Guard kTwoPartners{"two_partners", "at least 2 partners", guards::two_partners};
constexpr Guard kNewDate{"new_date", "a new date, today or later", guards::new_date};
constexpr Guard kOutcomes{"outcomes_complete",
                          "at least 1 outcome, each with summary, quotation, source and language",
                          guards::outcomes_complete};
constexpr Guard kFollowed{"outcomes_followed",
                          "each outcome linked to an instrument, an action point or a pledge that "
                          "exists and fits its type, or waived with a reason",
                          guards::outcomes_followed};

constexpr Guard kTwoParties{"two_parties", "at least 2 parties", guards::two_parties};
constexpr Guard kFocalPoints{
    "focal_points", "a lead focal point for each party", guards::focal_points};
constexpr Guard kSource{"source_known",
                        "the outcome it comes from, agreed or signed, or a reason; a renewal has "
                        "its predecessor",
                        guards::source_known};
constexpr Guard kTerms{"terms_complete",
                       "title, objectives, flag of the financial clause, period with start not "
                       "after end",
                       guards::terms_complete};
constexpr Guard kText{"text_attached", "the text attached with its SHA-256", guards::text_attached};
constexpr Guard kInsideParent{
    "inside_parent", "the period inside that of the parent", guards::inside_parent};
constexpr Guard kAccepted{
    "accepted_by_all", "accepted by each party through a user of its own", guards::accepted_by_all};
constexpr Guard kComments{"comments_resolved", "no open comment", guards::comments_resolved};
constexpr Guard kSignatures{"signed_by_all",
                            "each party's signature with its date, not after today, by a holder of "
                            "a mandate to sign on that day",
                            guards::signed_by_all};
constexpr Guard kSignedFile{
    "signed_file", "the signed file attached with its SHA-256", guards::signed_file};
constexpr Guard kFourEyes{"recorded_by_another",
                          "somebody other than those who recorded the signatures",
                          guards::recorded_by_another,
                          true};
constexpr Guard kParentSigned{
    "parent_signed", "the parent signed or in force", guards::parent_signed};
constexpr Guard kParentInForce{"parent_in_force", "the parent in force", guards::parent_in_force};
constexpr Guard kStarted{"started", "start and entry into force not after today", guards::started};
constexpr Guard kSignedBefore{"signed_before_start",
                              "signed not after the start, or a date of entry into force",
                              guards::signed_before_start};
constexpr Guard kNotBlocked{"no_party_blocked", "no party blocked", guards::no_party_blocked};
constexpr Guard kUmbrella{"umbrella_free",
                          "no other framework in force between two of its parties on the same "
                          "subject, unless one is flagged with a reason",
                          guards::umbrella_free};
constexpr Guard kPredecessor{"predecessor_free",
                             "no open amendment of the predecessor and nothing live under it",
                             guards::predecessor_free};
constexpr Guard kNotFrozen{"no_open_amendment", "no open amendment", guards::no_open_amendment};
constexpr Guard kChildrenNotFrozen{"children_not_frozen",
                                   "no open amendment of an instrument that moves with it",
                                   guards::children_not_frozen};
constexpr Guard kNotOver{"not_over", "the end not before today", guards::not_over};
constexpr Guard kOver{"over", "the end before today", guards::over};
constexpr Guard kTermination{"termination_document",
                             "the termination document attached with its SHA-256",
                             guards::termination_document};
constexpr Guard kNotice{"notice_elapsed", "notice given and elapsed", guards::notice_elapsed};
constexpr Guard kAssigned{"commitments_assigned",
                          "each open commitment assigned run-off or cancel",
                          guards::commitments_assigned};
constexpr Guard kChildrenEnded{
    "children_ended", "no live instrument under it", guards::children_ended};
constexpr Guard kNothingOpen{
    "nothing_open", "no open commitment, plan or live instrument under it", guards::nothing_open};

constexpr Guard kClass{
    "class_fits", "the class is that of the gravest change it makes", guards::class_fits};
constexpr Guard kLight{"light_way_allowed",
                       "neither results change nor the value by more than 20 % since the last full "
                       "review",
                       guards::light_way_allowed};
constexpr Guard kChildrenInside{"children_stay_inside",
                                "plans and instruments under it stay inside the new period",
                                guards::children_stay_inside};
constexpr Guard kAmendable{
    "base_amendable", "the instrument signed, in force or suspended", guards::base_amendable};
constexpr Guard kNewEnd{"amended_period_open",
                        "the new end not before today; if in force, the new start not after today",
                        guards::amended_period_open};

constexpr Guard kInstrumentSigned{
    "instrument_signed", "the instrument signed or in force", guards::instrument_signed};
constexpr Guard kInForce{
    "instrument_in_force", "the instrument in force today", guards::instrument_in_force};
constexpr Guard kInsideInstrument{
    "inside_instrument", "the period inside that of the instrument", guards::inside_instrument};
constexpr Guard kActivities{"activities_complete",
                            "at least 1 activity, each with lead, quarters, place, sector, "
                            "indicators with baseline and target, budget line or \"no cost\"",
                            guards::activities_complete};
constexpr Guard kPlanStarted{"plan_started", "the start not after today", guards::plan_started};
constexpr Guard kActivitiesEnded{
    "activities_ended", "each activity ended", guards::activities_ended};
constexpr Guard kNoneRunning{"no_activity_running",
                             "no activity under way, on hold or with deliveries",
                             guards::no_activity_running};

constexpr Guard kDetails{"details_complete",
                         "lead, quarters that touch the plan, place, sector and country shares of "
                         "100 %, indicators with baseline and target, budget line or \"no cost\"; "
                         "by type: skill, language and dates of the mission, seats, tag of "
                         "humanitarian law",
                         guards::details_complete};
constexpr Guard kPlanAgreed{"plan_agreed", "the plan agreed or active", guards::plan_agreed};
constexpr Guard kPlanActive{"plan_active", "the plan active", guards::plan_active};
constexpr Guard kAllocated{"resources_allocated",
                           "each resource allocated in full, or a waiver",
                           guards::resources_allocated};
constexpr Guard kBegun{
    "really_started", "started on a day not after today", guards::really_started};
constexpr Guard kReturns{"returns_where_it_was",
                         "the state from which it was put on hold",
                         guards::returns_where_it_was};
constexpr Guard kNotHeldByPlan{
    "not_held_by_plan", "not on hold with its plan", guards::not_held_by_plan};
constexpr Guard kEnded{"really_ended",
                       "ended on a day not after today and not before the start",
                       guards::really_ended};
constexpr Guard kActuals{"actuals_given",
                         "for each indicator an actual figure or the reason why none",
                         guards::actuals_given};
constexpr Guard kSeats{"seats_counted",
                       "where there are seats: offered >= booked >= attended, and the SHA-256 of "
                       "the attendance list",
                       guards::seats_counted};
constexpr Guard kShipments{"shipments_closed", "every shipment closed", guards::shipments_closed};
constexpr Guard kBalanced{"resources_balanced",
                          "for each resource committed = delivered + returned + written off, and "
                          "nothing outstanding",
                          guards::resources_balanced};
constexpr Guard kReport{
    "final_report_accepted", "the final report accepted", guards::final_report_accepted};
constexpr Guard kNoneDelivered{"none_delivered", "nothing delivered", guards::none_delivered};
constexpr Guard kSomeDelivered{"some_delivered", "something delivered", guards::some_delivered};

constexpr Guard kNoted{"action_noted", "a note of the action taken", guards::action_noted};
constexpr Guard kEvidence{"high_priority_evidence",
                          "if of high priority: a document, and a verifier other than author and "
                          "assignee",
                          guards::high_priority_evidence};
constexpr Guard kVerifier{"verified_by_another",
                          "by the named verifier, not the assignee; if of high priority, not the "
                          "author either",
                          guards::verified_by_another,
                          true};
constexpr Guard kAdequate{"found_adequate", "found adequate", guards::found_adequate};
constexpr Guard kInadequate{"found_inadequate", "found not adequate", guards::found_inadequate};

// Effects -----------------------------------------------------------------------------------------

constexpr Effect kOpenPoints{"open_action_points",
                             "opens an action point for each outcome with a due date, and links it",
                             effects::open_action_points};
constexpr Effect kClearActs{
    "clear_acceptances", "voids the acceptances", effects::clear_acceptances};
constexpr Effect kFirstVersion{
    "keep_first_version", "keeps the terms as version 1", effects::keep_first_version};
constexpr Effect kSupersede{
    "supersede_predecessor", "supersedes the predecessor", effects::supersede_predecessor};
constexpr Effect kSuspend{"suspend_dependents",
                          "suspends its plans, and the instruments in force under it with theirs",
                          effects::suspend_dependents};
constexpr Effect kResume{
    "resume_dependents", "resumes what was suspended with it", effects::resume_dependents};
constexpr Effect kReviewPlans{"review_plans",
                              "puts its plans under review and opens an action point for each",
                              effects::review_plans};
constexpr Effect kDispositions{"record_dispositions",
                               "records what becomes of each open commitment",
                               effects::record_dispositions};
constexpr Effect kMerge{
    "merge_amendment", "merges the terms; both versions are kept", effects::merge_amendment};
constexpr Effect kHoldActivities{
    "hold_activities", "puts ready and running activities on hold", effects::hold_activities};
constexpr Effect kResumeActivities{
    "resume_activities", "resumes the activities that it put on hold", effects::resume_activities};
constexpr Effect kRelease{
    "resume_or_release_activities",
    "resumes the activities that it put on hold; if the instrument has ended, "
    "leaves them on hold to be ended one by one",
    effects::resume_or_release_activities};
constexpr Effect kCancelActivities{
    "cancel_activities", "cancels the activities that have not begun", effects::cancel_activities};
constexpr Effect kRemember{"remember_hold", "remembers where it was", effects::remember_hold};
constexpr Effect kForget{"forget_hold", "forgets the hold", effects::forget_hold};
constexpr Effect kAskAgain{"ask_again", "clears the verifier's finding", effects::ask_again};

// Rows --------------------------------------------------------------------------------------------

using enum State;

constexpr Triggers kCommand{};
constexpr Triggers kTimed{.automatic = true};
constexpr Triggers kEither{.cascade = true};
constexpr Triggers kCascade{.command = false, .cascade = true};

constexpr Kind kC = Kind::consultation;
constexpr Kind kI = Kind::instrument;
constexpr Kind kM = Kind::amendment;
constexpr Kind kP = Kind::action_plan;
constexpr Kind kA = Kind::activity;
constexpr Kind kN = Kind::action_point;

constexpr auto kRows = std::to_array<Transition>({
    {kC, scheduled, held, kCommand, kPartners, {&kHeld, &kTwoPartners}, {}},
    {kC, scheduled, postponed, kCommand, kPartners, {&kReason}, {}},
    {kC, scheduled, cancelled, kCommand, kPartners, {&kReason}, {}},
    {kC, postponed, scheduled, kCommand, kPartners, {&kNewDate}, {}},
    {kC, postponed, cancelled, kCommand, kPartners, {&kReason}, {}},
    {kC, held, outcomes_recorded, kCommand, kPartners, {&kOutcomes}, {&kOpenPoints}},
    {kC, outcomes_recorded, followed_up, kCommand, kPartners, {&kFollowed}, {}},

    {kI, proposed, draft, kCommand, kPartners, {&kTwoParties, &kFocalPoints, &kSource}, {}},
    {kI, draft, review, kCommand, kPartners, {&kTwoParties, &kTerms, &kText, &kInsideParent}, {}},
    {kI, review, draft, kCommand, kPartners, {&kReason}, {&kClearActs}},
    {kI, review, signature, kCommand, kPartners, {&kAccepted, &kComments}, {}},
    {kI,
     signature,
     signed_by_all,
     kCommand,
     kSecretariat,
     {&kSignatures, &kSignedFile, &kFourEyes, &kInsideParent, &kParentSigned},
     {&kFirstVersion}},
    {kI, proposed, withdrawn, kCommand, kPartners, {&kReason}, {}},
    {kI, draft, withdrawn, kCommand, kPartners, {&kReason}, {}},
    {kI, review, withdrawn, kCommand, kPartners, {&kReason}, {}},
    {kI, signature, withdrawn, kCommand, kPartners, {&kReason}, {}},
    {kI,
     signed_by_all,
     in_force,
     kTimed,
     kAutomatic,
     {&kNotFrozen,
      &kStarted,
      &kSignedBefore,
      &kNotBlocked,
      &kUmbrella,
      &kInsideParent,
      &kParentInForce,
      &kPredecessor},
     {&kSupersede}},
    {kI,
     in_force,
     suspended,
     kEither,
     kSecretariat,
     {&kNotFrozen, &kReason, &kChildrenNotFrozen},
     {&kSuspend}},
    {kI,
     suspended,
     in_force,
     kEither,
     kSecretariat,
     {&kNotFrozen,
      &kReason,
      &kNotOver,
      &kNotBlocked,
      &kUmbrella,
      &kInsideParent,
      &kParentInForce,
      &kChildrenNotFrozen},
     {&kResume}},
    {kI,
     in_force,
     terminated,
     kCommand,
     kSecretariat,
     {&kNotFrozen, &kReason, &kTermination, &kNotice, &kAssigned, &kChildrenEnded},
     {&kDispositions, &kReviewPlans}},
    {kI,
     suspended,
     terminated,
     kCommand,
     kSecretariat,
     {&kNotFrozen, &kReason, &kTermination, &kNotice, &kAssigned, &kChildrenEnded},
     {&kDispositions, &kReviewPlans}},
    {kI, signed_by_all, expired, kTimed, kAutomatic, {&kNotFrozen, &kOver, &kChildrenEnded}, {}},
    {kI,
     in_force,
     expired,
     kTimed,
     kAutomatic,
     {&kNotFrozen, &kOver, &kChildrenEnded},
     {&kReviewPlans}},
    {kI,
     suspended,
     expired,
     kTimed,
     kAutomatic,
     {&kNotFrozen, &kOver, &kChildrenEnded},
     {&kReviewPlans}},
    {kI, in_force, superseded, kCascade, kNobody, {}, {&kReviewPlans}},
    {kI, suspended, superseded, kCascade, kNobody, {}, {&kReviewPlans}},
    {kI, expired, superseded, kCascade, kNobody, {}, {}},
    {kI, expired, archived, kCommand, kSecretariat, {&kNothingOpen}, {}},
    {kI, terminated, archived, kCommand, kSecretariat, {&kNothingOpen}, {}},
    {kI, superseded, archived, kCommand, kSecretariat, {&kNothingOpen}, {}},
    {kI, withdrawn, archived, kCommand, kSecretariat, {&kNothingOpen}, {}},

    {kM,
     draft,
     review,
     kCommand,
     kPartners,
     {&kAmendable, &kClass, &kTwoParties, &kFocalPoints, &kTerms, &kText, &kInsideParent},
     {}},
    {kM,
     draft,
     signature,
     kCommand,
     kPartners,
     {&kAmendable, &kClass, &kLight, &kTwoParties, &kFocalPoints, &kTerms, &kText, &kInsideParent},
     {}},
    {kM, review, draft, kCommand, kPartners, {&kReason}, {&kClearActs}},
    {kM, review, signature, kCommand, kPartners, {&kAccepted, &kComments}, {}},
    {kM,
     signature,
     merged,
     kCommand,
     kSecretariat,
     {&kAmendable,
      &kSignatures,
      &kSignedFile,
      &kFourEyes,
      &kNotBlocked,
      &kInsideParent,
      &kChildrenInside,
      &kNewEnd,
      &kUmbrella},
     {&kMerge}},
    {kM, draft, withdrawn, kCommand, kPartners, {&kReason}, {}},
    {kM, review, withdrawn, kCommand, kPartners, {&kReason}, {}},
    {kM, signature, withdrawn, kCommand, kPartners, {&kReason}, {}},

    {kP,
     draft,
     agreed,
     kCommand,
     kPlanning,
     {&kInstrumentSigned, &kInsideInstrument, &kActivities},
     {}},
    {kP, agreed, active, kCommand, kPlanning, {&kInForce, &kInsideInstrument, &kPlanStarted}, {}},
    {kP, active, under_review, kEither, kPlanning, {&kReason}, {}},
    {kP,
     under_review,
     active,
     kCommand,
     kPlanning,
     {&kInForce, &kInsideInstrument, &kActivities},
     {}},
    {kP, under_review, completed, kCommand, kPlanning, {&kActivitiesEnded}, {}},
    {kP, draft, cancelled, kCommand, kPlanning, {&kReason, &kNoneRunning}, {&kCancelActivities}},
    {kP, agreed, cancelled, kCommand, kPlanning, {&kReason, &kNoneRunning}, {&kCancelActivities}},
    {kP,
     under_review,
     cancelled,
     kCommand,
     kPlanning,
     {&kReason, &kNoneRunning},
     {&kCancelActivities}},
    {kP, agreed, suspended, kCascade, kNobody, {}, {&kHoldActivities}},
    {kP, active, suspended, kCascade, kNobody, {}, {&kHoldActivities}},
    {kP, under_review, suspended, kCascade, kNobody, {}, {&kHoldActivities}},
    {kP, suspended, agreed, kCascade, kNobody, {}, {&kResumeActivities}},
    {kP, suspended, active, kCascade, kNobody, {}, {&kResumeActivities}},
    {kP, suspended, under_review, kCascade, kNobody, {}, {&kRelease}},

    {kA, identified, planned, kCommand, kPlanning, {&kDetails}, {}},
    {kA, planned, ready, kCommand, kPlanning, {&kDetails, &kPlanAgreed, &kAllocated}, {}},
    {kA, ready, under_way, kCommand, kField, {&kPlanActive, &kBegun}, {}},
    {kA,
     under_way,
     completed,
     kCommand,
     kField,
     {&kBegun, &kEnded, &kActuals, &kSeats, &kShipments},
     {}},
    {kA, completed, closed, kCommand, kAccounts, {&kShipments, &kBalanced, &kReport}, {}},
    {kA, planned, on_hold, kCommand, kField, {&kReason}, {&kRemember}},
    {kA, ready, on_hold, kEither, kField, {&kReason}, {&kRemember}},
    {kA, under_way, on_hold, kEither, kField, {&kReason}, {&kRemember}},
    {kA, on_hold, planned, kCommand, kField, {&kReturns, &kNotHeldByPlan}, {&kForget}},
    {kA, on_hold, ready, kEither, kField, {&kReturns, &kNotHeldByPlan, &kPlanAgreed}, {&kForget}},
    {kA,
     on_hold,
     under_way,
     kEither,
     kField,
     {&kReturns, &kNotHeldByPlan, &kPlanActive},
     {&kForget}},
    {kA, identified, cancelled, kEither, kPlanning, {&kReason, &kNoneDelivered}, {}},
    {kA, planned, cancelled, kEither, kPlanning, {&kReason, &kNoneDelivered}, {}},
    {kA, ready, cancelled, kEither, kPlanning, {&kReason, &kNoneDelivered}, {}},
    {kA, under_way, cancelled, kCommand, kPlanning, {&kReason, &kNoneDelivered}, {}},
    {kA, on_hold, cancelled, kCommand, kPlanning, {&kReason, &kNoneDelivered}, {&kForget}},
    {kA, ready, terminated_partial, kCommand, kPlanning, {&kReason, &kSomeDelivered}, {}},
    {kA, under_way, terminated_partial, kCommand, kPlanning, {&kReason, &kSomeDelivered}, {}},
    {kA, on_hold, terminated_partial, kCommand, kPlanning, {&kReason, &kSomeDelivered}, {&kForget}},
    {kA, terminated_partial, closed, kCommand, kAccounts, {&kShipments, &kBalanced, &kReport}, {}},

    {kN, open, in_progress, kCommand, kWorkers, {}, {}},
    {kN, in_progress, done, kCommand, kWorkers, {&kNoted, &kEvidence}, {}},
    {kN, done, verified, kCommand, kVerifiers, {&kVerifier, &kAdequate}, {}},
    {kN, done, reopened, kCommand, kVerifiers, {&kReason, &kVerifier, &kInadequate}, {&kAskAgain}},
    {kN, reopened, in_progress, kCommand, kWorkers, {}, {}},
    {kN, open, cancelled, kCommand, kWorkers, {&kReason}, {}},
    {kN, in_progress, cancelled, kCommand, kWorkers, {&kReason}, {}},
    {kN, reopened, cancelled, kCommand, kWorkers, {&kReason}, {}},
});

constexpr bool rows_differ() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (kRows[i].kind == kRows[j].kind && kRows[i].from == kRows[j].from &&
                kRows[i].to == kRows[j].to) {
                return false;
            }
        }
    }
    return true;
}

static_assert(rows_differ(), "a step has one row");

}  // namespace

std::span<const Transition> transitions() {
    return kRows;
}

const Transition* find_transition(Kind kind, State from, State to) {
    const auto found = std::ranges::find_if(kRows, [&](const Transition& row) {
        return row.kind == kind && row.from == from && row.to == to;
    });
    return found == kRows.end() ? nullptr : &*found;
}

std::vector<State> states_of(Kind kind) {
    std::vector<State> states{initial_state(kind)};
    for (const Transition& row : kRows) {
        for (const State state : {row.from, row.to}) {
            if (row.kind == kind && std::ranges::find(states, state) == states.end()) {
                states.push_back(state);
            }
        }
    }
    return states;
}

std::vector<State> next_states(Kind kind, State from) {
    std::vector<State> states;
    for (const Transition& row : kRows) {
        if (row.kind == kind && row.from == from && row.triggers.command) {
            states.push_back(row.to);
        }
    }
    return states;
}

}  // namespace imdad::registry
