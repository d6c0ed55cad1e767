#include "invariants.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace imdad::registry::test_support {

namespace {

bool one_of(State state, std::initializer_list<State> states) {
    return std::ranges::find(states, state) != states.end();
}

bool binds(const Instrument& instrument) {
    return !instrument.versions.empty();
}

bool within(const Period& inner, const Period& outer) {
    return inner.start && inner.end && outer.start && outer.end && *outer.start <= *inner.start &&
           *inner.start <= *inner.end && *inner.end <= *outer.end;
}

void expect_in_force_is_sound(const World& world, const Instrument& instrument) {
    const Terms& terms = instrument.terms;
    EXPECT_GE(terms.parties.size(), 2U);
    ASSERT_TRUE(terms.period.start && terms.period.end);
    EXPECT_LE(*terms.period.start, world.today);
    EXPECT_TRUE(!instrument.entry_into_force || *instrument.entry_into_force <= world.today);
    for (const Signatory& first : instrument.versions.front().terms.parties) {
        const auto act = std::ranges::find(instrument.acts, first.party, &PartyAct::party);
        ASSERT_NE(act, instrument.acts.end()) << first.party;
        EXPECT_TRUE(act->accepted_on && act->signed_on && *act->signed_on <= world.today);
        EXPECT_TRUE(act->signed_by == "sg." + first.party) << "only these hold mandates";
    }
    EXPECT_TRUE(std::ranges::any_of(instrument.attachments, [](const Attachment& attachment) {
        return attachment.kind == Attachment::Kind::signed_file && attachment.sha256.size() == 64;
    }));
    if (!instrument.parent.empty()) {
        const Instrument& parent = world.reg.instruments.at(instrument.parent);
        EXPECT_EQ(parent.state, State::in_force);
        EXPECT_TRUE(within(terms.period, parent.terms.period));
    }
    for (const auto& [id, other] : world.reg.instruments) {
        if (id <= instrument.id || other.state != State::in_force ||
            instrument.type != InstrumentType::framework ||
            other.type != InstrumentType::framework || other.terms.subject != terms.subject ||
            !other.several_frameworks_reason.empty() ||
            !instrument.several_frameworks_reason.empty()) {
            continue;
        }
        int shared = 0;
        for (const Signatory& mine : terms.parties) {
            for (const Signatory& theirs : other.terms.parties) {
                shared += mine.party == theirs.party ? 1 : 0;
            }
        }
        EXPECT_LT(shared, 2) << "two umbrellas: " << id;
    }
}

void expect_instruments(const World& world) {
    std::set<std::string> references;
    std::map<std::string, int> open;
    std::map<std::string, int> merged;
    for (const auto& [id, amendment] : world.reg.amendments) {
        open[amendment.instrument] +=
            one_of(amendment.state, {State::draft, State::review, State::signature}) ? 1 : 0;
        merged[amendment.instrument] += amendment.state == State::merged ? 1 : 0;
    }
    for (const auto& [id, instrument] : world.reg.instruments) {
        SCOPED_TRACE(id);
        EXPECT_TRUE(references.insert(instrument.reference).second) << instrument.reference;
        const bool forming = one_of(
            instrument.state, {State::proposed, State::draft, State::review, State::signature});
        EXPECT_TRUE(!forming || !binds(instrument)) << "back before signature";
        EXPECT_LE(open[id], 1);
        if (binds(instrument)) {
            EXPECT_EQ(static_cast<int>(instrument.versions.size()), 1 + merged[id]);
            EXPECT_EQ(instrument.versions.back().terms, instrument.terms);
        }
        for (const Version& version : instrument.versions) {
            EXPECT_TRUE(version.amendment.empty() ||
                        world.reg.amendments.at(version.amendment).terms == version.terms);
        }
        if (instrument.state == State::in_force) {
            expect_in_force_is_sound(world, instrument);
        }
        if (instrument.state == State::superseded) {
            EXPECT_TRUE(std::ranges::any_of(world.reg.instruments, [&](const auto& entry) {
                return entry.second.predecessor == id && binds(entry.second);
            }));
        }
    }
}

void expect_plans(const World& world) {
    for (const auto& [id, plan] : world.reg.action_plans) {
        SCOPED_TRACE(id);
        const Instrument& instrument = world.reg.instruments.at(plan.instrument);
        if (plan.state == State::active) {
            EXPECT_EQ(instrument.state, State::in_force);
        }
        if (one_of(plan.state, {State::agreed, State::active, State::suspended})) {
            EXPECT_TRUE(within(plan.period, instrument.terms.period));
        }
        if (instrument.state == State::suspended) {
            EXPECT_FALSE(one_of(plan.state, {State::agreed, State::active, State::under_review}));
        }
        if (plan.state == State::suspended) {
            EXPECT_EQ(instrument.state, State::suspended);
            EXPECT_EQ(plan.suspended_with, instrument.id);
        } else {
            EXPECT_TRUE(plan.suspended_with.empty());
        }
        for (const auto& [activity_id, activity] : world.reg.activities) {
            if (activity.plan == id && one_of(plan.state, {State::completed, State::cancelled})) {
                EXPECT_TRUE(one_of(
                    activity.state,
                    {State::completed, State::closed, State::cancelled, State::terminated_partial}))
                    << activity_id;
            }
        }
    }
}

void expect_activities(const World& world) {
    for (const auto& [id, activity] : world.reg.activities) {
        SCOPED_TRACE(id);
        const State plan = world.reg.action_plans.at(activity.plan).state;
        if (activity.state == State::under_way) {
            EXPECT_TRUE(one_of(plan, {State::active, State::under_review}));
            EXPECT_TRUE(activity.actual_start && *activity.actual_start <= world.today);
        }
        EXPECT_EQ(activity.state == State::on_hold, activity.held_from != State::none);
        if (!activity.held_with.empty()) {
            EXPECT_EQ(plan, State::suspended);
        }
        if (activity.state == State::completed) {
            EXPECT_TRUE(activity.actual_end && *activity.actual_end <= world.today);
        }
        if (one_of(activity.state, {State::planned, State::ready, State::under_way})) {
            std::int64_t sum = 0;
            for (const Share& share : activity.sectors) {
                sum += share.basis_points;
            }
            EXPECT_EQ(sum, 10'000);
        }
        const auto facts = world.facts.activities.find(id);
        if (facts == world.facts.activities.end()) {
            continue;
        }
        for (const ResourceFacts& resource : facts->second.resources) {
            if (activity.state == State::closed) {
                EXPECT_EQ(resource.committed,
                          resource.delivered + resource.returned + resource.written_off);
                EXPECT_EQ(resource.outstanding, 0);
                EXPECT_FALSE(activity.final_report_accepted_by.empty());
            }
        }
    }
}

void expect_action_points(const World& world) {
    for (const auto& [id, point] : world.reg.action_points) {
        SCOPED_TRACE(id);
        EXPECT_EQ(point.due.has_value(), point.first_due.has_value());
        EXPECT_GE(point.slips, 0);
        if (point.state == State::verified) {
            EXPECT_EQ(point.adequate, true);
            EXPECT_FALSE(point.action_taken.empty());
        }
        if (one_of(point.state, {State::done, State::verified}) &&
            point.priority == ActionPoint::Priority::high) {
            EXPECT_EQ(point.document_sha256.size(), 64U);
            EXPECT_FALSE(point.verifier.empty() || point.verifier == point.author ||
                         point.verifier == point.assignee);
        }
    }
}

}  // namespace

void expect_invariants(const World& world) {
    expect_instruments(world);
    expect_plans(world);
    expect_activities(world);
    expect_action_points(world);
    for (const auto& [id, meeting] : world.reg.consultations) {
        if (one_of(meeting.state, {State::held, State::outcomes_recorded, State::followed_up})) {
            EXPECT_TRUE(meeting.held_on && *meeting.held_on <= world.today) << id;
        }
        if (meeting.state == State::followed_up) {
            for (const Outcome& outcome : meeting.outcomes) {
                EXPECT_TRUE(outcome.link != Outcome::Link::none || !outcome.waived_reason.empty());
            }
        }
    }
}

void expect_history_kept(const Register& before, const World& world) {
    for (const auto& [id, old] : before.instruments) {
        const Instrument& now = world.reg.instruments.at(id);
        ASSERT_GE(now.versions.size(), old.versions.size()) << id;
        EXPECT_TRUE(std::equal(old.versions.begin(), old.versions.end(), now.versions.begin()))
            << id;
        EXPECT_EQ(now.reference, old.reference);
        if (now.state != old.state) {
            const bool frozen = std::ranges::any_of(before.amendments, [&](const auto& entry) {
                return entry.second.instrument == id &&
                       one_of(entry.second.state, {State::draft, State::review, State::signature});
            });
            EXPECT_FALSE(frozen) << id << " moved while an amendment was open";
        }
    }
    for (const auto& [id, old] : before.consultations) {
        if (!one_of(old.state, {State::outcomes_recorded, State::followed_up})) {
            continue;
        }
        const auto& now = world.reg.consultations.at(id).outcomes;
        ASSERT_EQ(now.size(), old.outcomes.size()) << id;
        for (std::size_t i = 0; i < now.size(); ++i) {
            EXPECT_EQ(now[i].strength, old.outcomes[i].strength) << id;
            EXPECT_EQ(now[i].quotation, old.outcomes[i].quotation) << id;
        }
    }
    for (const auto& [id, old] : before.action_points) {
        const ActionPoint& now = world.reg.action_points.at(id);
        EXPECT_TRUE(!old.first_due || now.first_due == old.first_due) << id;
        EXPECT_GE(now.slips, old.slips) << id;
        if (now.state == State::verified && old.state != State::verified) {
            EXPECT_NE(world.changes.back().actor, now.assignee) << id;
        }
    }
}

}  // namespace imdad::registry::test_support
