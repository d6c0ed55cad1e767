#include "base/random.hpp"
#include "register/due.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "invariants.hpp"
#include "support/scale.hpp"
#include "world.hpp"
#include <fmt/format.h>

/// Tens of thousands of commands of people who mostly know what they want and often get it wrong.
/// Whatever they reach, the invariants hold; and the same commands on the first register reach it
/// again.

namespace imdad::registry::test_support {
namespace {

constexpr int kWalks = 30;
constexpr int kStepsPerWalk = 2'000;
constexpr int kLivingMax =
    3;  ///< entities of a kind with a step before them: few, so that they get far

class Walker {
 public:
    /// Every third walk begins with parties only, the others amid running work.
    explicit Walker(std::uint64_t seed)
        : random_(seed, 7), world(seed % 3 == 0 ? World{.reg = parties()} : running()) {}

    /// Asks for one thing; false if it was refused.
    bool step() {
        if (random_.chance(0.04)) {
            world.today += std::chrono::days(random_.between(1, 12));
            pass_day();
        }
        book();
        const Command asked = command();
        return world.tries(asker_of(asked), asked);
    }

 private:
    base::RandomStream random_;
    int added_ = 0;

    template <typename T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(
            random_.below(static_cast<std::int64_t>(from.size())))];
    }

    template <typename T>
    std::vector<std::string> living() {
        std::vector<std::string> ids;
        for (const auto& [id, entity] : world.reg.table<T>()) {
            if (!next_states(T::kKind, entity.state).empty()) {
                ids.push_back(id);
            }
        }
        return ids;
    }

    /// One that lives, mostly; empty if there is none.
    template <typename T>
    std::string any_id() {
        const auto ids = living<T>();
        if (!ids.empty() && random_.chance(0.97)) {
            return pick(ids);
        }
        const auto& table = world.reg.table<T>();
        if (table.empty()) {
            return "";
        }
        auto at = table.begin();
        std::advance(at, random_.below(static_cast<std::int64_t>(table.size())));
        return at->first;
    }

    template <typename T>
    bool many() {
        return static_cast<int>(living<T>().size()) >=
               kLivingMax + (T::kKind == Kind::instrument ? 3 : 0);
    }

    /// Whoever it is that may, mostly.
    Actor asker_of(const Command& command) {
        if (const auto* accept = std::get_if<Accept>(&command); accept && random_.chance(0.9)) {
            return accept->party.empty() ? person("m", Role::monitor) : focal_point(accept->party);
        }
        if (std::holds_alternative<Sign>(command) && random_.chance(0.9)) {
            return bilal();
        }
        if (random_.chance(0.15)) {
            return person("vera", Role::secretariat);
        }
        return random_.chance(0.3) ? somebody() : amina();
    }

    Actor somebody() {
        static const std::vector<Actor> people{amina(),
                                               amina(),
                                               bilal(),
                                               bilal(),
                                               person("vera", Role::secretariat),
                                               focal_point("oic"),
                                               focal_point("who"),
                                               focal_point("iom"),
                                               person("f", Role::finance),
                                               person("p", Role::planner),
                                               person("m", Role::monitor),
                                               person("a", Role::auditor),
                                               person("r", Role::reader)};
        return pick(people);
    }

    void pass_day() {
        const Actor system = person("system", Role::system);
        for (const DueStep& due : due_steps(world.reg, world.context(system))) {
            if (due.lacks.empty()) {
                world.tries(system, to(due.kind, due.id, due.to));
            }
        }
    }

    /// The ledger moves too; of what is closed nothing is booked any more.
    void book() {
        const std::string id = any_id<Activity>();
        if (id.empty() || world.reg.activities.at(id).state == State::closed) {
            return;
        }
        ResourceFacts facts{.resource = "USD", .allocated = random_.between(90, 120)};
        if (random_.chance(0.5)) {
            facts.delivered = random_.between(0, 50);
            facts.returned = random_.between(0, 20);
            facts.committed = facts.delivered + facts.returned + (random_.chance(0.2) ? 1 : 0);
            facts.outstanding = random_.chance(0.1) ? 3 : 0;
        }
        world.facts.activities[id].resources = {facts};
        const std::string instrument = any_id<Instrument>();
        world.facts.open_commitments.clear();
        if (random_.chance(0.3)) {
            world.facts.open_commitments[instrument] = {{"k1", "100 USD"}};
        }
    }

    Command command() {
        const auto dice = random_.below(100);
        if (dice < 48) {
            return a_step();
        }
        if (dice < 60) {
            return an_entry();
        }
        if (dice < 78) {
            return an_edit();
        }
        if (dice < 92) {
            return an_act();
        }
        if (dice < 95) {
            return OpenAmendment{
                any_id<Instrument>(), static_cast<Amendment::Class>(random_.below(7)), "why"};
        }
        if (dice < 97) {
            const Day start = world.today + std::chrono::days(random_.between(-10, 30));
            return Renew{any_id<Instrument>(),
                         fmt::format("i{:03}", ++added_),
                         {start, start + std::chrono::days(random_.between(50, 300))}};
        }
        return MoveDue{any_id<ActionPoint>(),
                       world.today + std::chrono::days(random_.between(-20, 40)),
                       random_.chance(0.9) ? "later" : ""};
    }

    Kind any_kind() {
        static const std::vector<Kind> kinds{Kind::consultation,
                                             Kind::instrument,
                                             Kind::instrument,
                                             Kind::instrument,
                                             Kind::amendment,
                                             Kind::amendment,
                                             Kind::action_plan,
                                             Kind::action_plan,
                                             Kind::activity,
                                             Kind::activity,
                                             Kind::activity,
                                             Kind::action_point};
        return pick(kinds);
    }

    Command a_step() {
        const Kind kind = any_kind();
        const std::string id = with_type_of(kind, [&]<typename T>(T*) { return any_id<T>(); });
        State target = static_cast<State>(
            random_.below(static_cast<std::int64_t>(EnumWords<State>::kWords.size())));
        if (!id.empty() && random_.chance(0.95)) {
            const auto next = next_states(kind, state_in(world.reg, kind, id));
            if (!next.empty()) {
                // The first rows are the way on; the others end things, and are asked for less.
                target = random_.chance(0.75) ? next.front() : pick(next);
            }
        }
        SetState step = to(kind, id, target, random_.chance(0.9) ? "because" : "");
        const auto open = world.facts.open_commitments.find(id);
        if (open != world.facts.open_commitments.end() && random_.chance(0.7)) {
            step.dispositions = {{"k1", Disposition::Way::cancel}};
        }
        return step;
    }

    Period some_period(Day earliest) {
        const Day start = earliest + std::chrono::days(random_.between(-5, 20));
        return {start, start + std::chrono::days(random_.between(40, 400))};
    }

    Command an_entry() {
        const std::string number = fmt::format("{:03}", ++added_);
        const auto dice = random_.below(10);
        const bool enough = dice < 1   ? many<Consultation>()
                            : dice < 5 ? many<Instrument>()
                            : dice < 7 ? many<ActionPlan>()
                            : dice < 9 ? many<Activity>()
                                       : many<ActionPoint>();
        if (enough) {
            return a_step();
        }
        if (dice < 1) {
            Consultation meeting{.id = "c" + number, .scheduled_on = world.today};
            meeting.held_on = world.today + std::chrono::days(random_.between(-9, 1));
            meeting.participants = {{"oic", ""}, {random_.chance(0.9) ? "who" : "iom", ""}};
            return Add{meeting, ""};
        }
        if (dice < 5) {
            return Add{some_instrument(number), ""};
        }
        if (dice < 7) {
            ActionPlan plan{.id = "p" + number, .instrument = any_id<Instrument>()};
            if (!plan.instrument.empty()) {
                plan.period = world.reg.instruments.at(plan.instrument).terms.period;
            }
            return Add{plan, ""};
        }
        if (dice < 9) {
            Activity activity = complete().activities.at("act");
            activity.id = "a" + number;
            activity.plan = any_id<ActionPlan>();
            activity.quarters.clear();
            if (!activity.plan.empty()) {
                const auto& start = world.reg.action_plans.at(activity.plan).period.start;
                const std::chrono::year_month_day date(start.value_or(world.today));
                activity.quarters.push_back(
                    {static_cast<int>(date.year()),
                     static_cast<int>((static_cast<unsigned>(date.month()) + 2) / 3)});
            }
            activity.actual_start.reset();
            activity.actual_end.reset();
            activity.indicators[0].actual.reset();
            activity.final_report_sha256.clear();
            activity.final_report_accepted_by.clear();
            activity.resources = {{"USD", random_.between(80, 100)}};
            activity.seats = {20, {}, {}, ""};
            return Add{activity, ""};
        }
        return Add{ActionPoint{.id = "n" + number,
                               .title = "t",
                               .priority = random_.chance(0.5) ? ActionPoint::Priority::high
                                                               : ActionPoint::Priority::low,
                               .assignee = random_.chance(0.5) ? "vera" : "m",
                               .due = world.today + std::chrono::days(10),
                               .action_taken = random_.chance(0.8) ? "done" : "",
                               .document_sha256 = sha('1'),
                               .verifier = random_.chance(0.5) ? "bilal" : "vera"},
                   ""};
    }

    Instrument some_instrument(const std::string& number) {
        Instrument instrument = complete().instruments.at("mou");
        instrument.id = "i" + number;
        instrument.type =
            random_.chance(0.4) ? InstrumentType::framework : InstrumentType::joint_action_plan;
        instrument.reference.clear();
        instrument.predecessor.clear();
        instrument.source_consultation.clear();
        instrument.source_outcome.clear();
        instrument.source_reason = random_.chance(0.97) ? "entered by hand" : "";
        instrument.acts.clear();
        instrument.notice_given_on.reset();
        instrument.parent.clear();
        instrument.terms.period = some_period(world.today);
        instrument.terms.parties = {{"oic", "x"}, {random_.chance(0.6) ? "who" : "iom", "y"}};
        if (const std::string parent = any_id<Instrument>();
            !parent.empty() && random_.chance(0.4)) {
            instrument.parent = parent;
            instrument.terms.period = world.reg.instruments.at(parent).terms.period;
        }
        if (random_.chance(0.6)) {
            instrument.entry_into_force = world.today + std::chrono::days(random_.between(-3, 20));
        }
        if (random_.chance(0.03)) {
            instrument.attachments.erase(instrument.attachments.begin());
        }
        return instrument;
    }

    Command an_edit() {
        const std::string today = base::to_text(world.today);
        const auto offset = [&](std::int64_t from, std::int64_t until) {
            return base::to_text(world.today + std::chrono::days(random_.between(from, until)));
        };
        const Kind kind = any_kind();
        switch (kind) {
            case Kind::consultation:
                return edit(kind,
                            any_id<Consultation>(),
                            pick(std::vector<std::vector<FieldValue>>{
                                {{"outcomes[1].type", "action"},
                                 {"outcomes[1].strength", "agreed"},
                                 {"outcomes[1].summary", "s"},
                                 {"outcomes[1].quotation", "q"},
                                 {"outcomes[1].source", "s"},
                                 {"outcomes[1].language", "en"},
                                 {"outcomes[1].due", today}},
                                {{"outcomes[1].strength", "signed"}},
                                {{"outcomes[2].quotation", "more"}},
                                {{"outcomes[1].waived_reason", "nothing to do"}},
                                {{"scheduled_on", offset(-2, 9)}}}));
            case Kind::amendment:
                return edit(kind,
                            any_id<Amendment>(),
                            pick(std::vector<std::vector<FieldValue>>{
                                {{"class", "dates"}, {"terms.period.end", offset(-50, 500)}},
                                {{"class", "value_small"}, {"terms.worth.minor_units", "1100000"}},
                                {{"class", "value_large"}, {"terms.worth.minor_units", "3000000"}},
                                {{"class", "results"}, {"terms.results", "another"}},
                                {{"class", "parties"}, {"terms.parties[iom].focal_point", "z"}},
                                {{"class", "correction"}, {"terms.title.en", "Better"}},
                                {{"attachments[t].kind", "text"},
                                 {"attachments[t].sha256", sha('a')},
                                 {"attachments[s].kind", "signed_file"},
                                 {"attachments[s].sha256", sha('b')}}}));
            case Kind::action_plan:
                return edit(kind, any_id<ActionPlan>(), {{"period.end", offset(-20, 300)}});
            case Kind::activity:
                return edit(kind,
                            any_id<Activity>(),
                            pick(std::vector<std::vector<FieldValue>>{
                                {{"actual_start", offset(-5, 1)}},
                                {{"actual_end", offset(-3, 1)},
                                 {"seats.booked", "18"},
                                 {"seats.attended", "15"},
                                 {"seats.attendance_sha256", sha('c')},
                                 {"indicators[i1].actual", "3"}},
                                {{"final_report_sha256", sha('d')}},
                                {{"sectors[HEA].basis_points", "9000"}}}));
            case Kind::action_point:
                return edit(kind,
                            any_id<ActionPoint>(),
                            pick(std::vector<std::vector<FieldValue>>{
                                {{"adequate", "true"}},
                                {{"adequate", "false"}},
                                {{"action_taken", "done"}, {"document_sha256", sha('e')}},
                                {{"verifier", "vera"}},
                                {{"slips", "0"}}}));
            default:
                return edit(Kind::instrument,
                            any_id<Instrument>(),
                            pick(std::vector<std::vector<FieldValue>>{
                                {{"notice_given_on", offset(-40, 0)}},
                                {{"entry_into_force", offset(-3, 9)}},
                                {{"several_frameworks_reason", "two regions"}},
                                {{"terms.period.end", offset(0, 400)}},
                                {{"comments[1].text", "why?"}, {"comments[1].resolved", "false"}},
                                {{"comments[1].resolved", "true"}}}));
        }
    }

    /// One that has not done its part yet, mostly.
    std::string some_party(Kind kind, const std::string& id) {
        std::vector<std::string> waiting;
        const auto look = [&](const auto& text) {
            for (const Signatory& signatory : text.terms.parties) {
                const auto act = std::ranges::find(text.acts, signatory.party, &PartyAct::party);
                if (act == text.acts.end() || (!act->accepted_on && text.state == State::review) ||
                    !act->signed_on) {
                    waiting.push_back(signatory.party);
                }
            }
        };
        if (kind == Kind::instrument && world.reg.instruments.contains(id)) {
            look(world.reg.instruments.at(id));
        } else if (world.reg.amendments.contains(id)) {
            look(world.reg.amendments.at(id));
        }
        if (waiting.empty() || random_.chance(0.1)) {
            return pick(std::vector<std::string>{"oic", "who", "iom"});
        }
        return pick(waiting);
    }

    Command an_act() {
        const Kind kind = random_.chance(0.55) ? Kind::instrument : Kind::amendment;
        const std::string id =
            kind == Kind::instrument ? any_id<Instrument>() : any_id<Amendment>();
        const std::string party = some_party(kind, id);
        if (random_.chance(0.1)) {
            return Accept{Kind::activity, any_id<Activity>(), ""};
        }
        const bool in_review = !id.empty() && state_in(world.reg, kind, id) == State::review;
        if (random_.chance(in_review ? 0.95 : 0.1)) {
            return Accept{kind, id, party};
        }
        return Sign{kind,
                    id,
                    party,
                    random_.chance(0.95) ? "sg." + party : "sg.nobody",
                    world.today - std::chrono::days(random_.between(0, 3))};
    }

 public:
    World world;
};

TEST(RandomWalk, NeverBreaksAnInvariantAndReplaysToTheSameRegister) {
    std::map<std::pair<Kind, std::pair<std::string, std::string>>, int> taken;
    int asked = 0;
    int done = 0;
    for (int walk = 0; walk < imdad::test_support::scaled(kWalks); ++walk) {
        SCOPED_TRACE(fmt::format("walk {}", walk));
        Walker walker(static_cast<std::uint64_t>(walk));
        const Register first = walker.world.reg;
        for (int i = 0; i < kStepsPerWalk && !testing::Test::HasFailure(); ++i) {
            const Register before = walker.world.reg;
            const bool passed = walker.step();
            ++asked;
            done += passed ? 1 : 0;
            if (!(walker.world.reg == before)) {
                expect_history_kept(before, walker.world);
            }
            expect_invariants(walker.world);
        }
        Register decided_again = first;
        Register applied_again = first;
        for (std::size_t i = 0; i < walker.world.journal.size(); ++i) {
            const auto& [context, command] = walker.world.journal[i];
            const auto again = decide(decided_again, context, command);
            ASSERT_TRUE(again);
            ASSERT_EQ(again->list, walker.world.changes[i].list);
            ASSERT_TRUE(apply(decided_again, *again));
            ASSERT_TRUE(apply(applied_again, walker.world.changes[i]));
        }
        EXPECT_TRUE(decided_again == walker.world.reg);
        EXPECT_TRUE(applied_again == walker.world.reg);
        for (const Changes& changes : walker.world.changes) {
            for (const Change& change : changes.list) {
                if (change.field == "state" && !change.before.empty()) {
                    ++taken[{change.kind, {change.before, change.after}}];
                }
            }
        }
    }
    int rows_taken = 0;
    std::string missed;
    for (const Transition& row : transitions()) {
        const std::pair key(
            row.kind, std::pair(std::string(word_of(row.from)), std::string(word_of(row.to))));
        if (taken.contains(key)) {
            ++rows_taken;
            taken.erase(key);
        } else {
            missed +=
                fmt::format("\n{} {} to {}", word_of(row.kind), word_of(row.from), word_of(row.to));
        }
    }
    EXPECT_TRUE(taken.empty()) << "a state changed by no row of the table";
    EXPECT_GE(asked, 10'000);
    EXPECT_GE(done, 2'500);
    EXPECT_GE(rows_taken, 75) << "the walks see too little of the table:" << missed;
}

}  // namespace
}  // namespace imdad::registry::test_support
