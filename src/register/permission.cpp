#include "register/permission.hpp"

#include "register/role_sets.hpp"
#include "register/text_under_step.hpp"

#include <algorithm>
#include <array>

namespace imdad::registry {

namespace {

using namespace role_sets;

/// In the order of `Classification`.
constexpr auto kReadRules = std::to_array<ReadRule>({
    {Classification::open, kInside | roles_of({Role::reader}), false},
    {Classification::restricted, kInside, false},
    {Classification::confidential, kInside, true},
    {Classification::strictly_confidential,
     roles_of({Role::secretariat, Role::focal_point, Role::auditor}),
     true},
});
static_assert(kReadRules.size() == EnumWords<Classification>::kWords.size());

std::optional<Kind> kind_of(ActionPoint::Origin origin) {
    // The words of origins that are entities here are those of their kinds.
    return parse_word<Kind>(word_of(origin));
}

bool exists(const View& view, Kind kind, const std::string& id) {
    return with_type_of(kind, [&]<typename T>(T*) { return view.find<T>(id) != nullptr; });
}

std::vector<std::string> places_of(const View& view, Kind kind, const std::string& id) {
    if (kind == Kind::action_point) {
        const auto* point = view.find<ActionPoint>(id);
        if (point == nullptr || point->origin != ActionPoint::Origin::activity) {
            return {};
        }
        return places_of(view, Kind::activity, point->origin_id);
    }
    const auto* activity = kind == Kind::activity ? view.find<Activity>(id) : nullptr;
    return activity == nullptr ? std::vector<std::string>{} : activity->places;
}

/// Whether the entity is inside what the role is limited to, its party left aside.
bool inside(const View& view, const Grant& grant, Kind kind, const std::string& id) {
    const auto holds = [](const std::vector<std::string>& list, const std::string& one) {
        return one.empty() || std::ranges::find(list, one) != list.end();
    };
    return holds(places_of(view, kind, id), grant.place) &&
           holds(programmes_of(view, kind, id), grant.programme);
}

}  // namespace

std::vector<std::string> parties_of(const View& view, Kind kind, const std::string& id) {
    if (!exists(view, kind, id)) {
        return {};
    }
    switch (kind) {
        case Kind::party:
            return {id};
        case Kind::consultation: {
            std::vector<std::string> parties;
            for (const Participant& participant : view.find<Consultation>(id)->participants) {
                parties.push_back(participant.party);
            }
            return parties;
        }
        case Kind::instrument:
        case Kind::amendment:
            return text_of(view, kind, id).parties;
        case Kind::action_plan:
            return parties_of(view, Kind::instrument, view.find<ActionPlan>(id)->instrument);
        case Kind::activity: {
            const auto* activity = view.find<Activity>(id);
            auto parties = parties_of(view, Kind::action_plan, activity->plan);
            parties.push_back(activity->lead);
            return parties;
        }
        case Kind::action_point: {
            const auto* point = view.find<ActionPoint>(id);
            const auto origin = kind_of(point->origin);
            std::vector<std::string> parties;
            if (origin && *origin != Kind::action_point) {
                parties = parties_of(view, *origin, point->origin_id);
            }
            parties.push_back(point->assignee);
            return parties;
        }
    }
    return {};
}

std::vector<std::string> programmes_of(const View& view, Kind kind, const std::string& id) {
    std::vector<std::string> programmes;
    const auto add_instruments = [&](std::string instrument) {
        // A parent that leads back to a child would be a fault of the register, not an endless
        // loop.
        while (!instrument.empty() &&
               std::ranges::find(programmes, instrument) == programmes.end()) {
            programmes.push_back(instrument);
            const auto* found = view.find<Instrument>(instrument);
            instrument = found == nullptr ? std::string() : found->parent;
        }
    };
    const auto add_plan = [&](const std::string& plan) {
        programmes.push_back(plan);
        if (const auto* found = view.find<ActionPlan>(plan)) {
            add_instruments(found->instrument);
        }
    };
    if (!exists(view, kind, id)) {
        return {};
    }
    switch (kind) {
        case Kind::party:
        case Kind::consultation:
            break;
        case Kind::instrument:
            add_instruments(id);
            break;
        case Kind::amendment:
            add_instruments(view.find<Amendment>(id)->instrument);
            break;
        case Kind::action_plan:
            add_plan(id);
            break;
        case Kind::activity:
            add_plan(view.find<Activity>(id)->plan);
            break;
        case Kind::action_point: {
            const auto* point = view.find<ActionPoint>(id);
            const auto origin = kind_of(point->origin);
            if (origin && *origin != Kind::action_point) {
                return programmes_of(view, *origin, point->origin_id);
            }
            break;
        }
    }
    return programmes;
}

bool permitted(
    const View& view, const Actor& actor, Roles roles, Kind kind, const std::string& id) {
    const auto parties = parties_of(view, kind, id);
    // Nobody gains a right by entering a point as their own.
    const auto* point = kind == Kind::action_point ? view.find_before<ActionPoint>(id) : nullptr;
    const bool own = point != nullptr && (point->assignee == actor.id || point->author == actor.id);
    return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
        if ((roles & roles_of({grant.role})) == 0 || !inside(view, grant, kind, id)) {
            return false;
        }
        if (grant.party.empty()) {
            return grant.role != Role::focal_point || own;
        }
        return own || std::ranges::find(parties, grant.party) != parties.end();
    });
}

bool speaks_for(const View& view,
                const Actor& actor,
                const std::string& party,
                Roles roles,
                Kind kind,
                const std::string& id) {
    return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
        return grant.party == party && permitted(view, {actor.id, {grant}}, roles, kind, id);
    });
}

std::span<const ReadRule> read_rules() {
    return kReadRules;
}

bool may_read(const View& view, const Actor& actor, Kind kind, const std::string& id) {
    const auto classification =
        with_type_of(kind, [&]<typename T>(T*) -> std::optional<Classification> {
            const T* const entity = view.find<T>(id);
            return entity == nullptr ? std::nullopt : std::optional(entity->classification);
        });
    if (!classification) {
        return false;
    }
    if ((roles_of(actor) & roles_of({Role::system})) != 0) {
        return true;  // automatic steps pass over no entity
    }
    const ReadRule& rule = kReadRules.at(static_cast<std::size_t>(*classification));
    return rule.limited ? permitted(view, actor, rule.roles, kind, id)
                        : (roles_of(actor) & rule.roles) != 0;
}

}  // namespace imdad::registry
