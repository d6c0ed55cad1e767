#include "world.hpp"

#include "register/due.hpp"
#include "register/instruments.hpp"

namespace imdad::registry::test_support {

Context World::context(const Actor& actor) const {
    return {actor, today, 1'664'600'000'000, facts};
}

std::vector<std::string> World::lacks(const Actor& actor, const Command& command) const {
    std::vector<std::string> codes;
    for (const Lack& lack : lacks_of(reg, context(actor), command)) {
        codes.emplace_back(code_text(lack.code));
        EXPECT_EQ(sentence(lack).find_first_of("{}"), std::string::npos) << sentence(lack);
    }
    return codes;
}

bool World::tries(const Actor& actor, const Command& command) {
    const auto decided = decide(reg, context(actor), command);
    if (!decided) {
        return false;
    }
    const auto applied = apply(reg, *decided);
    EXPECT_TRUE(applied) << applied.error().message;
    journal.emplace_back(context(actor), command);
    changes.push_back(*decided);
    return true;
}

void World::does(const Actor& actor, const Command& command) {
    const auto decided = decide(reg, context(actor), command);
    ASSERT_TRUE(decided) << decided.error().where << ": " << decided.error().message;
    ASSERT_TRUE(tries(actor, command));
}

void World::passes_to(Day to_day) {
    today = to_day;
    const Actor system = person("system", Role::system);
    for (bool any = true; any;) {
        any = false;
        for (const DueStep& step : due_steps(reg, context(system))) {
            if (step.lacks.empty()) {
                does(system, to(step.kind, step.id, step.to));
                any = true;
                break;
            }
        }
    }
}

namespace {

Party party(const std::string& id, const std::string& code, const std::string& name) {
    Party party{.id = id, .code = code, .names = {.en = name}};
    party.mandates.push_back({.id = "1",
                              .holder = "sg." + id,
                              .capacity = Mandate::Capacity::signatory,
                              .from = day("2020-01-01")});
    return party;
}

Terms terms() {
    return {.title = {.en = "Memorandum on health"},
            .subject = "health",
            .objectives = {"co-operation in health", "technical assistance"},
            .results = {"staff trained"},
            .period = {day("2022-08-01"), day("2025-07-31")},
            .financial_clause = true,
            .worth = {1'000'000, "USD"},
            .notice_days = 30,
            .parties = {{"oic", "fp.oic"}, {"who", "fp.who"}}};
}

std::vector<PartyAct> acts() {
    std::vector<PartyAct> acts;
    for (const std::string party : {"oic", "who"}) {
        acts.push_back({.party = party,
                        .accepted_by = "fp." + party,
                        .accepted_on = day("2022-07-24"),
                        .signed_by = "sg." + party,
                        .signed_on = day("2022-07-25"),
                        .recorded_by = "bilal"});
    }
    return acts;
}

std::vector<Attachment> documents() {
    return {{.id = "t", .kind = Attachment::Kind::text, .sha256 = sha('a')},
            {.id = "s", .kind = Attachment::Kind::signed_file, .sha256 = sha('b')},
            {.id = "e", .kind = Attachment::Kind::termination, .sha256 = sha('c')}};
}

Instrument memorandum() {
    return {.id = "mou",
            .type = InstrumentType::framework,
            .reference = "FWK/WHO/2022/002",
            .parent = "parent",
            .predecessor = "old",
            .source_consultation = "c1",
            .source_outcome = "1",
            .terms = terms(),
            .acts = acts(),
            .attachments = documents(),
            .notice_given_on = day("2022-09-01")};
}

Activity training() {
    Activity activity{.id = "act",
                      .plan = "plan",
                      .type = ActivityType::humanitarian_law_workshop,
                      .title = {.en = "Workshop"},
                      .lead = "who",
                      .quarters = {{2022, 4}, {2023, 2}},
                      .places = {"Niamey"},
                      .sectors = {{"HEA", 6'000}, {"PRO", 4'000}},
                      .countries = {{"NER", 10'000}},
                      .budget_line = "B1",
                      .resources = {{"USD", 500}},
                      .humanitarian = true,
                      .humanitarian_law = true,
                      .mission = {.skill = "law", .language = "fr"},
                      .seats = {20, 18, 15, sha('d')},
                      .actual_start = day("2022-09-10"),
                      .actual_end = day("2022-09-20"),
                      .final_report_sha256 = sha('e'),
                      .final_report_accepted_by = "amina"};
    activity.indicators.push_back({.id = "i1", .baseline = 0, .target = 15, .actual = 15});
    return activity;
}

Version first_version(const Instrument& instrument) {
    return {.number = "1", .since = day("2022-07-26"), .terms = instrument.terms};
}

bool is_signed(State state) {
    return is_live(state) || state == State::expired || state == State::terminated ||
           state == State::superseded;
}

void prepare_instrument(World& world, const Transition& row) {
    auto& mou = world.reg.instruments.at("mou");
    auto& plan = world.reg.action_plans.at("plan");
    if (is_signed(row.from)) {
        mou.versions = {first_version(mou)};
    }
    if (row.from == State::in_force || row.from == State::suspended) {
        plan.state = State::active;
        world.reg.activities.at("act").state = State::under_way;
    }
    if (row.to == State::expired) {
        world.today = day("2025-08-01");
    }
    if (row.to == State::archived) {
        plan.state = State::completed;
    }
}

void prepare_amendment(World& world) {
    auto& mou = world.reg.instruments.at("mou");
    mou.state = State::in_force;
    mou.versions = {first_version(mou)};
    Amendment amendment{.id = "mou-A1",
                        .instrument = "mou",
                        .number = 1,
                        .change_class = Amendment::Class::dates,
                        .terms = mou.terms,
                        .acts = acts(),
                        .attachments = documents()};
    amendment.terms.period.end = day("2026-07-31");
    world.reg.amendments.emplace("mou-A1", amendment);
}

void prepare_plan(World& world, const Transition& row) {
    auto& mou = world.reg.instruments.at("mou");
    mou.state = State::in_force;
    mou.versions = {first_version(mou)};
    world.reg.activities.at("act").state =
        row.to == State::completed ? State::completed : State::planned;
}

void prepare_activity(World& world, const Transition& row) {
    prepare_plan(world, row);
    world.reg.action_plans.at("plan").state = State::active;
    if (row.from == State::on_hold) {
        world.reg.activities.at("act").held_from = row.to;
    }
    ResourceFacts facts{.resource = "USD", .allocated = 500};
    if (row.to == State::terminated_partial || row.to == State::closed) {
        facts.committed = 500;
        facts.delivered = 300;
        facts.returned = 150;
        facts.written_off = 50;
    }
    world.facts.activities["act"].resources = {facts};
}

}  // namespace

Register parties() {
    Register reg;
    for (const Party& one : {party("oic", "OIC", "Organisation of Islamic Cooperation"),
                             party("who", "WHO", "World Health Organization"),
                             party("iom", "IOM", "International Organization for Migration"),
                             party("icrc", "ICRC", "International Committee of the Red Cross"),
                             party("idb", "ISDB", "Islamic Development Bank")}) {
        reg.parties.emplace(one.id, one);
    }
    return reg;
}

Register complete() {
    Register reg = parties();
    Consultation meeting{.id = "c1",
                         .scheduled_on = day("2022-11-01"),
                         .held_on = day("2022-07-22"),
                         .participants = {{"oic", ""}, {"who", ""}}};
    meeting.outcomes.push_back({.id = "1",
                                .type = Outcome::Type::instrument_to_develop,
                                .strength = Strength::agreed,
                                .summary = "a new memorandum",
                                .quotation = "agreed to develop",
                                .source = "report",
                                .language = "en",
                                .link = Outcome::Link::instrument,
                                .linked_id = "mou"});
    reg.consultations.emplace("c1", meeting);

    Instrument parent = memorandum();
    parent.id = "parent";
    parent.state = State::in_force;
    parent.reference = "FWK/WHO/2022/001";
    parent.parent.clear();
    parent.predecessor.clear();
    parent.terms.subject = "everything";
    parent.terms.period = {day("2022-01-01"), day("2027-12-31")};
    parent.versions = {first_version(parent)};
    Instrument old = parent;
    old.id = "old";
    old.state = State::expired;
    old.reference = "FWK/WHO/2019/001";
    old.terms.period = {day("2019-01-01"), day("2022-06-30")};
    old.versions = {first_version(old)};
    reg.instruments.emplace("parent", parent);
    reg.instruments.emplace("old", old);
    reg.instruments.emplace("mou", memorandum());

    reg.action_plans.emplace("plan",
                             ActionPlan{.id = "plan",
                                        .instrument = "mou",
                                        .title = {.en = "Plan"},
                                        .period = {day("2022-09-01"), day("2023-12-31")}});
    reg.activities.emplace("act", training());
    reg.action_points.emplace("ap",
                              ActionPoint{.id = "ap",
                                          .origin = ActionPoint::Origin::activity,
                                          .origin_id = "act",
                                          .title = "Send the list",
                                          .priority = ActionPoint::Priority::high,
                                          .author = "amina",
                                          .assignee = "walid",
                                          .due = day("2022-09-30"),
                                          .first_due = day("2022-09-30"),
                                          .action_taken = "sent",
                                          .document_sha256 = sha('f'),
                                          .verifier = "vera"});
    return reg;
}

World running() {
    World world{.reg = complete()};
    auto& mou = world.reg.instruments.at("mou");
    mou.state = State::in_force;
    mou.predecessor.clear();
    mou.versions = {{.number = "1", .since = day("2022-07-26"), .terms = mou.terms}};
    world.reg.action_plans.at("plan").state = State::active;
    Instrument work = mou;
    work.id = "work";
    work.type = InstrumentType::work_plan;
    work.reference = "WPL/WHO/2022/001";
    work.parent = "mou";
    world.reg.instruments.emplace("work", work);
    ActionPlan second = world.reg.action_plans.at("plan");
    second.id = "plan2";
    second.instrument = "work";
    second.state = State::agreed;
    world.reg.action_plans.emplace("plan2", second);
    const Activity pattern = world.reg.activities.at("act");
    world.reg.activities.clear();
    for (const State state : {State::identified,
                              State::planned,
                              State::ready,
                              State::under_way,
                              State::on_hold,
                              State::completed}) {
        Activity activity = pattern;
        activity.id = "act." + std::string(word_of(state));
        activity.state = state;
        activity.held_from = state == State::on_hold ? State::planned : State::none;
        world.reg.activities.emplace(activity.id, activity);
    }
    return world;
}

std::string id_of(Kind kind) {
    switch (kind) {
        case Kind::party:
            return "oic";
        case Kind::consultation:
            return "c1";
        case Kind::instrument:
            return "mou";
        case Kind::amendment:
            return "mou-A1";
        case Kind::action_plan:
            return "plan";
        case Kind::activity:
            return "act";
        case Kind::action_point:
            break;
    }
    return "ap";
}

World ready_for(const Transition& row) {
    World world{.reg = complete()};
    switch (row.kind) {
        case Kind::instrument:
            prepare_instrument(world, row);
            break;
        case Kind::amendment:
            prepare_amendment(world);
            break;
        case Kind::action_plan:
            prepare_plan(world, row);
            break;
        case Kind::activity:
            prepare_activity(world, row);
            break;
        case Kind::action_point:
            world.reg.action_points.at("ap").adequate = row.to == State::verified;
            break;
        default:
            break;
    }
    with_type_of(row.kind, [&]<typename T>(T*) {
        world.reg.table<T>().at(id_of(row.kind)).state = row.from;
    });
    return world;
}

Actor actor_for(const Transition& row) {
    return person(row.kind == Kind::action_point ? "vera" : "zayd", Role::secretariat);
}

SetState command_of(const Transition& row) {
    return to(row.kind, id_of(row.kind), row.to, "why");
}

State state_in(const Register& reg, Kind kind, const std::string& id) {
    return with_type_of(kind, [&]<typename T>(T*) { return reg.table<T>().at(id).state; });
}

}  // namespace imdad::registry::test_support
