#include "register/transitions.hpp"

#include "register/states_document.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "world.hpp"

/// The table itself: what it allows happens, and nothing else does.

namespace imdad::registry::test_support {
namespace {

constexpr std::array kMoving{Kind::consultation,
                             Kind::instrument,
                             Kind::amendment,
                             Kind::action_plan,
                             Kind::activity,
                             Kind::action_point};

TEST(Transitions, EveryPairOfStatesIsAllowedExactlyWhenTheTableSaysSo) {
    for (const Kind kind : kMoving) {
        for (std::size_t i = 0; i < EnumWords<State>::kWords.size(); ++i) {
            for (std::size_t j = 0; j < EnumWords<State>::kWords.size(); ++j) {
                const Transition* row =
                    find_transition(kind, static_cast<State>(i), static_cast<State>(j));
                const Transition asked =
                    row != nullptr
                        ? *row
                        : Transition{
                              kind, static_cast<State>(i), static_cast<State>(j), {}, 0, {}, {}};
                SCOPED_TRACE(std::string(word_of(kind)) + " from " +
                             std::string(word_of(asked.from)) + " to " +
                             std::string(word_of(asked.to)));
                World world = ready_for(asked);
                const auto codes = world.lacks(actor_for(asked), command_of(asked));
                if (row == nullptr) {
                    EXPECT_EQ(codes, std::vector<std::string>{"no_such_step"});
                } else if (!row->triggers.command) {
                    EXPECT_EQ(codes, std::vector<std::string>{"not_by_command"});
                } else {
                    EXPECT_EQ(codes, std::vector<std::string>{});
                    world.does(actor_for(asked), command_of(asked));
                    EXPECT_EQ(state_in(world.reg, kind, id_of(kind)), asked.to);
                }
            }
        }
    }
}

TEST(Transitions, AFocalPointOfAPartyOfItMayWhereTheTableSaysSo) {
    for (const Transition& row : transitions()) {
        if (row.triggers.command && (row.roles & roles_of({Role::focal_point})) != 0) {
            const World world = ready_for(row);
            const Actor actor = person(actor_for(row).id, Role::focal_point, "who");
            EXPECT_EQ(world.lacks(actor, command_of(row)), std::vector<std::string>{})
                << word_of(row.kind) << ' ' << word_of(row.to);
        }
    }
}

TEST(Transitions, NothingSignedGoesBackToDraft) {
    const std::set<State> before{State::proposed, State::draft, State::review, State::signature};
    std::set<State> reached{State::signed_by_all};
    for (bool grew = true; grew;) {
        grew = false;
        for (const Transition& row : transitions()) {
            if (row.kind == Kind::instrument && reached.contains(row.from)) {
                grew = reached.insert(row.to).second || grew;
            }
        }
    }
    for (const State state : reached) {
        EXPECT_FALSE(before.contains(state)) << word_of(state);
    }
    EXPECT_TRUE(reached.contains(State::archived));
}

TEST(Transitions, EveryStateIsReachedFromTheFirst) {
    for (const Kind kind : kMoving) {
        std::set<State> reached{initial_state(kind)};
        for (bool grew = true; grew;) {
            grew = false;
            for (const Transition& row : transitions()) {
                if (row.kind == kind && reached.contains(row.from)) {
                    grew = reached.insert(row.to).second || grew;
                }
            }
        }
        EXPECT_EQ(reached.size(), states_of(kind).size()) << word_of(kind);
    }
}

TEST(Transitions, NoActivityMovesByTheCalendar) {
    for (const Transition& row : transitions()) {
        EXPECT_FALSE(row.kind == Kind::activity && row.triggers.automatic);
    }
}

TEST(Transitions, ActivitiesArePublishedUnderIatiCodes) {
    const std::vector<std::pair<State, int>> codes{{State::identified, 1},
                                                   {State::planned, 1},
                                                   {State::ready, 1},
                                                   {State::under_way, 2},
                                                   {State::completed, 3},
                                                   {State::closed, 4},
                                                   {State::cancelled, 5},
                                                   {State::terminated_partial, 5},
                                                   {State::on_hold, 6}};
    EXPECT_EQ(states_of(Kind::activity).size(), codes.size());
    for (const auto& [state, code] : codes) {
        EXPECT_EQ(iati_status(state), code) << word_of(state);
    }
}

TEST(StatesDocument, IsTheOneInDocs) {
    std::ifstream file("docs/states.md", std::ios::binary);
    ASSERT_TRUE(file) << "run from the root of the tree";
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), states_document())
        << "the table has changed: write docs/states.md again with tools/states";
}

}  // namespace
}  // namespace imdad::registry::test_support
