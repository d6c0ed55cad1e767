#include "register/act_rules.hpp"

#include "register/role_sets.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace imdad::registry {

namespace {

using namespace role_sets;

using enum State;

constexpr States kReview = states_in({review});
constexpr States kSigning = states_in({signature});

constexpr auto kRules = std::to_array<ActRule>({
    {Kind::party, Act::add, states_in({none}), kSecretariat},
    {Kind::consultation, Act::add, states_in({scheduled}), kPartners},
    {Kind::instrument, Act::add, states_in({proposed}), kPartners},
    {Kind::action_plan, Act::add, states_in({draft}), kPlanning},
    {Kind::activity, Act::add, states_in({identified}), kPlanning},
    {Kind::action_point, Act::add, states_in({open}), kWorkers},

    {Kind::instrument, Act::accept, kReview, kInside, Condition::for_the_party},
    {Kind::amendment, Act::accept, kReview, kInside, Condition::for_the_party},
    {Kind::activity,
     Act::accept,
     states_in({completed, terminated_partial}),
     kReportReaders,
     Condition::not_of_the_lead},

    {Kind::instrument, Act::sign, kSigning, kPartners, Condition::for_the_party_or_secretariat},
    {Kind::amendment, Act::sign, kSigning, kPartners, Condition::for_the_party_or_secretariat},

    {Kind::instrument,
     Act::open_amendment,
     states_in({signed_by_all, in_force, suspended}),
     kPartners},
    {Kind::instrument, Act::renew, states_in({in_force, suspended, expired}), kPartners},

    {Kind::action_point, Act::move_due, states_in({open, in_progress, reopened}), kWorkers},
});

}  // namespace

std::span<const ActRule> act_rules() {
    return kRules;
}

const ActRule* find_act_rule(Kind kind, Act act) {
    const auto found = std::ranges::find_if(
        kRules, [&](const ActRule& rule) { return rule.kind == kind && rule.act == act; });
    return found == kRules.end() ? nullptr : &*found;
}

std::string text_of_states(States states) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < EnumWords<State>::kWords.size(); ++i) {
        if (holds(states, static_cast<State>(i))) {
            words.push_back(EnumWords<State>::kWords[i]);
        }
    }
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view between = i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        text.append(between).append(words[i]);
    }
    return text;
}

}  // namespace imdad::registry
