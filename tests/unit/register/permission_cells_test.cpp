#include "register/act_rules.hpp"
#include "register/edit_rules.hpp"
#include "register/field_kinds.hpp"
#include "register/permission.hpp"

#include <algorithm>
#include <set>

#include "world.hpp"

/// Every cell of the permission table, asked of what really decides: each field, act, step and
/// class, in each state, by each role, inside and outside the limits of the role. Whether a role
/// reaches an entity is written here anew.

namespace imdad::registry::test_support {
namespace {

constexpr std::array kKinds{Kind::party,
                            Kind::consultation,
                            Kind::instrument,
                            Kind::amendment,
                            Kind::action_plan,
                            Kind::activity,
                            Kind::action_point};

/// "who" has a part in everything of this world but the party "oic"; "icrc" in nothing.
const std::vector<Grant> kLimits{{},
                                 {.party = "who"},
                                 {.party = "icrc"},
                                 {.programme = "mou"},
                                 {.programme = "old"},
                                 {.place = "Niamey"},
                                 {.place = "Kabul"}};

bool reaches(const Grant& grant, Kind kind) {
    const bool under_mou = kind != Kind::party && kind != Kind::consultation;
    const bool in_niamey = kind == Kind::activity || kind == Kind::action_point;
    if (!grant.programme.empty()) {
        return grant.programme == "mou" && under_mou && grant.role != Role::focal_point;
    }
    if (!grant.place.empty()) {
        return grant.place == "Niamey" && in_niamey && grant.role != Role::focal_point;
    }
    if (!grant.party.empty()) {
        return grant.party == "who" && kind != Kind::party;
    }
    return grant.role != Role::focal_point;
}

World full_world() {
    World world{.reg = complete()};
    const Instrument& mou = world.reg.instruments.at("mou");
    world.reg.amendments.emplace("mou-A1",
                                 Amendment{.id = "mou-A1",
                                           .instrument = "mou",
                                           .number = 1,
                                           .terms = mou.terms,
                                           .comments = {{.id = "k", .author = "x", .text = "y"}},
                                           .attachments = mou.attachments});
    world.reg.instruments.at("mou").comments = {{.id = "k", .author = "x", .text = "y"}};
    world.reg.activities.at("act").milestones = {{.id = "m"}};
    world.reg.activities.at("act").attachments = mou.attachments;
    world.reg.consultations.at("c1").attachments = mou.attachments;
    world.reg.consultations.at("c1").participants.front().represented_by = "somebody";
    return world;
}

void put_into(Register& reg, Kind kind, State state) {
    with_type_of(kind, [&]<typename T>(T*) { reg.table<T>().at(id_of(kind)).state = state; });
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(", ", at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = end + 2;
    }
    return words;
}

/// A value that fits `path` and is not `before`; empty if none can be told from the words.
template <typename T>
std::string another_value(const std::string& path, const std::string& before) {
    std::string fits = what_fits<T>(path);
    for (const std::string_view head : {"it holds ", "lines, each "}) {
        if (fits.starts_with(head)) {
            fits = fits.substr(head.size());
        }
    }
    std::vector<std::string> candidates;
    if (fits.starts_with("one of ")) {
        candidates = split(fits.substr(7));
    } else if (fits == "true or false") {
        candidates = {"true", "false"};
    } else if (fits == "a whole number") {
        candidates = {"7", "8"};
    } else if (fits.starts_with("a day")) {
        candidates = {"2022-02-02", "2022-02-03"};
    } else if (fits.starts_with("a quarter")) {
        candidates = {"2022-Q1", "2022-Q2"};
    } else if (fits == "a text") {
        candidates = {"x", "y"};
    }
    std::erase(candidates, before);
    return candidates.empty() ? "" : candidates.back();
}

struct Probe {
    std::string path;
    std::string before;
    std::string value;
};

/// A change of each field that the entity has or could have.
template <typename T>
std::vector<Probe> probes_of(const T& entity) {
    std::vector<Probe> probes;
    std::set<std::string> present;
    for (const auto& [path, value] : fields_of(entity)) {
        present.insert(path);
        // The key of an element names it; it is not a field that can be changed.
        probes.push_back({path, value, another_value<T>(path, value)});
    }
    // Fields that are empty are not listed: those that the rules name.
    for (const EditRule& rule : edit_rules()) {
        if (rule.kind != T::kKind) {
            continue;
        }
        std::string path(rule.field);
        if (const std::size_t list = path.find("[]"); list != std::string::npos) {
            const auto of = present.lower_bound(path.substr(0, list + 1));
            EXPECT_TRUE(of != present.end() && of->starts_with(path.substr(0, list + 1))) << path;
            path = of->substr(0, of->find(']') + 1) + path.substr(list + 2);
        }
        for (const std::string end : {"", ".en", ".start", ".skill"}) {
            const std::string value = another_value<T>(path + end, "");
            if (!present.contains(path + end) && !value.empty()) {
                probes.push_back({path + end, "", value});
            }
        }
    }
    std::erase_if(probes, [&](const Probe& probe) {
        T after = entity;
        return probe.value.empty() || !assign(after, probe.path, probe.value) || after == entity ||
               differences(T::kKind, "", fields_of(entity), fields_of(after)).size() != 1;
    });
    return probes;
}

/// The row that decides, looked up anew: the first that fits.
const EditRule* row_of(Kind kind, const std::string& path, State state) {
    std::string plain;
    int depth = 0;
    for (const char c : path) {
        depth -= c == ']' ? 1 : 0;
        plain += depth == 0 || c == ']' ? std::string(1, c) : "";
        depth += c == '[' ? 1 : 0;
    }
    for (const EditRule& rule : edit_rules()) {
        const std::string field(rule.field);
        const bool inside =
            plain == field || plain.starts_with(field + '.') || plain.starts_with(field + '[');
        if (rule.kind == kind && inside && holds(rule.states, state)) {
            return &rule;
        }
    }
    return nullptr;
}

constexpr std::size_t kRoles = EnumWords<Role>::kWords.size();

TEST(PermissionCells, AFieldIsEditedByTheRolesOfItsRowInTheStatesOfItsRow) {
    const World world = full_world();
    std::set<const EditRule*> walked;
    int cells = 0;
    for (const Kind kind : kKinds) {
        with_type_of(kind, [&]<typename T>(T*) {
            const auto probes = probes_of(world.reg.table<T>().at(id_of(kind)));
            for (const State state : states_of(kind)) {
                World here = world;
                put_into(here.reg, kind, state);
                for (const Probe& probe : probes) {
                    if (probe.path == "state" && probe.value == word_of(state)) {
                        continue;
                    }
                    const EditRule* const row = row_of(kind, probe.path, state);
                    walked.insert(row);
                    const bool open = row != nullptr && (!row->keeps || probe.before.empty());
                    for (std::size_t i = 0; i < kRoles; ++i) {
                        for (std::size_t limit = 0; limit < 3; ++limit) {
                            Grant grant = kLimits[limit];
                            grant.role = static_cast<Role>(i);
                            const bool allowed = open && reaches(grant, kind) &&
                                                 (row->roles & roles_of({grant.role})) != 0;
                            const auto codes =
                                here.lacks({"probe", {grant}},
                                           edit(kind, id_of(kind), {{probe.path, probe.value}}));
                            const bool refused =
                                std::ranges::any_of(codes, [](const std::string& code) {
                                    return code == "field_not_editable" ||
                                           code == "field_kept_once_given" ||
                                           code == "field_not_for_role" || code == "no_such_entity";
                                });
                            ASSERT_EQ(refused, !allowed)
                                << word_of(kind) << ' ' << probe.path << " in " << word_of(state)
                                << " by " << text_of(grant);
                            ++cells;
                        }
                    }
                }
            }
        });
    }
    for (const EditRule& rule : edit_rules()) {
        EXPECT_TRUE(walked.contains(&rule)) << word_of(rule.kind) << ' ' << rule.field;
    }
    EXPECT_GT(cells, 20'000);
}

bool is_refused_for_the_person(const std::vector<std::string>& codes) {
    return std::ranges::any_of(codes, [](const std::string& code) {
        return code == "role_missing" || code == "no_such_entity" ||
               code == "role_of_party_missing";
    });
}

TEST(PermissionCells, AStepIsTakenByTheRolesOfItsRowInsideTheirLimits) {
    for (const Transition& row : transitions()) {
        if (!row.triggers.command) {
            continue;
        }
        const World world = ready_for(row);
        for (std::size_t i = 0; i < kRoles; ++i) {
            for (Grant grant : kLimits) {
                grant.role = static_cast<Role>(i);
                const bool allowed =
                    (row.roles & roles_of({grant.role})) != 0 && reaches(grant, row.kind);
                EXPECT_EQ(
                    is_refused_for_the_person(world.lacks({"probe", {grant}}, command_of(row))),
                    !allowed)
                    << word_of(row.kind) << ' ' << word_of(row.from) << " to " << word_of(row.to)
                    << " by " << text_of(grant);
            }
        }
    }
}

Command command_of(const ActRule& rule) {
    const std::string id = id_of(rule.kind);
    switch (rule.act) {
        case Act::accept:
            return Accept{rule.kind, id, rule.kind == Kind::activity ? "" : "who"};
        case Act::sign:
            return Sign{rule.kind, id, "who", "sg.who", day("2022-07-25")};
        case Act::open_amendment:
            return OpenAmendment{id, Amendment::Class::other, "because"};
        case Act::renew:
            return Renew{id, "next", {day("2025-08-01"), day("2027-07-31")}};
        case Act::move_due:
            return MoveDue{id, day("2023-01-01"), "later"};
        case Act::add:
            break;
    }
    return with_type_of(rule.kind, [&]<typename T>(T*) -> Command {
        if constexpr (std::same_as<T, Amendment>) {
            return {};
        } else {
            T entity = full_world().reg.table<T>().at(id);
            entity.id = "new";
            entity.state = initial_state(T::kKind);
            if constexpr (std::same_as<T, Instrument>) {
                entity.parent = "mou";  // a role for a programme enters what hangs on it
            }
            return Add{std::move(entity), ""};
        }
    });
}

/// Whether the condition of a row, with its roles, lets `grant` pass.
bool passes(const ActRule& rule, const Grant& grant) {
    const bool role = (rule.roles & roles_of({grant.role})) != 0 && reaches(grant, rule.kind);
    switch (rule.condition) {
        case Condition::for_the_party:
            return role && grant.party == "who";
        case Condition::not_of_the_lead:  // "who" leads
        case Condition::for_the_party_or_secretariat:
        case Condition::none:
            return role;
    }
    return false;
}

TEST(PermissionCells, AnActIsForTheRolesOfItsRowAndInItsStatesOnly) {
    for (const ActRule& rule : act_rules()) {
        for (const State state : states_of(rule.kind)) {
            World world = full_world();
            if (rule.act == Act::open_amendment) {
                world.reg.amendments.clear();
            }
            if (rule.act != Act::add) {
                put_into(world.reg, rule.kind, state);
            }
            for (std::size_t i = 0; i < kRoles; ++i) {
                for (Grant grant : kLimits) {
                    grant.role = static_cast<Role>(i);
                    const auto codes = world.lacks({"probe", {grant}}, command_of(rule));
                    const auto has = [&](std::string_view code) {
                        return std::ranges::find(codes, code) != codes.end();
                    };
                    const bool wrong_state = has("not_in_state") || has("base_changed");
                    const bool in_state = rule.act == Act::add || holds(rule.states, state);
                    const std::string what = std::string(word_of(rule.kind)) + " act " +
                                             std::to_string(static_cast<int>(rule.act)) + " in " +
                                             std::string(word_of(state)) + " by " + text_of(grant);
                    if (in_state) {
                        EXPECT_FALSE(wrong_state) << what;
                        EXPECT_EQ(is_refused_for_the_person(codes), !passes(rule, grant)) << what;
                    } else {
                        EXPECT_TRUE(wrong_state || is_refused_for_the_person(codes)) << what;
                    }
                    if (rule.condition == Condition::not_of_the_lead) {
                        EXPECT_TRUE(!in_state || grant.party != "who" || !passes(rule, grant) ||
                                    has("final_report_by_lead"))
                            << what;
                    }
                }
            }
        }
    }
}

TEST(PermissionCells, NobodySignsForAnotherParty) {
    World world = full_world();
    put_into(world.reg, Kind::instrument, State::signature);
    const Sign for_who{Kind::instrument, "mou", "who", "sg.who", day("2022-07-25")};
    EXPECT_FALSE(is_refused_for_the_person(world.lacks(focal_point("who"), for_who)));
    EXPECT_TRUE(is_refused_for_the_person(world.lacks(focal_point("oic"), for_who)));
    EXPECT_FALSE(is_refused_for_the_person(world.lacks(amina(), for_who)));
}

TEST(PermissionCells, AnActWithoutRowIsForNobody) {
    for (const Kind kind : kKinds) {
        for (std::size_t i = 0; i <= static_cast<std::size_t>(Act::move_due); ++i) {
            const auto act = static_cast<Act>(i);
            // The kinds of amendments, renewals and due dates are fixed by their commands.
            const bool can_be_asked = act == Act::accept || act == Act::sign;
            if (can_be_asked && find_act_rule(kind, act) == nullptr) {
                const World world = full_world();
                EXPECT_EQ(world.lacks(amina(), command_of(ActRule{kind, act, 0, 0})),
                          std::vector<std::string>{"no_such_entity"})
                    << word_of(kind);
            }
        }
    }
}

TEST(PermissionCells, AClassIsReadByItsRolesInsideTheirLimits) {
    for (const Kind kind : kKinds) {
        for (const ReadRule& rule : read_rules()) {
            World world = full_world();
            with_type_of(kind, [&]<typename T>(T*) {
                world.reg.table<T>().at(id_of(kind)).classification = rule.classification;
            });
            for (std::size_t i = 0; i < kRoles; ++i) {
                for (Grant grant : kLimits) {
                    grant.role = static_cast<Role>(i);
                    const bool allowed =
                        grant.role == Role::system || ((rule.roles & roles_of({grant.role})) != 0 &&
                                                       (!rule.limited || reaches(grant, kind)));
                    EXPECT_EQ(may_read(View(world.reg), {"probe", {grant}}, kind, id_of(kind)),
                              allowed)
                        << word_of(kind) << ' ' << word_of(rule.classification) << " by "
                        << text_of(grant);
                }
            }
        }
    }
    EXPECT_FALSE(may_read(View(full_world().reg), amina(), Kind::party, "nobody"));
}

/// Neither by a step nor by an edit does somebody learn that an entity is there.
TEST(PermissionCells, WhatMayNotBeReadIsNotThereForWhoeverWouldChangeIt) {
    World world = full_world();
    world.reg.instruments.at("mou").classification = Classification::strictly_confidential;
    const Actor planner = person("p", Role::planner);
    const std::vector<std::string> not_there{"no_such_entity"};
    EXPECT_EQ(world.lacks(planner, edit(Kind::instrument, "mou", {{"terms.subject", "x"}})),
              not_there);
    EXPECT_EQ(world.lacks(planner, to(Kind::instrument, "mou", State::draft)), not_there);
    EXPECT_EQ(world.lacks(planner, to(Kind::instrument, "nothing", State::draft)), not_there);
}

}  // namespace
}  // namespace imdad::registry::test_support
