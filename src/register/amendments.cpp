#include "register/amendments.hpp"

#include "base/assert.hpp"
#include "base/fixed.hpp"

#include <algorithm>
#include <ranges>

namespace imdad::registry {

namespace {

using Class = Amendment::Class;

constexpr int kSmallShareInverse = 5;  // 20 %

bool is_small(const Worth& reviewed, const Worth& amended) {
    if (reviewed.currency != amended.currency || !reviewed.stated()) {
        return false;
    }
    const base::Int128 difference =
        static_cast<base::Int128>(amended.minor_units) - reviewed.minor_units;
    const base::Int128 size = difference < 0 ? -difference : difference;
    return size * kSmallShareInverse <= reviewed.minor_units;
}

std::vector<std::string> party_ids(const Terms& terms) {
    std::vector<std::string> ids;
    ids.reserve(terms.parties.size());
    for (const Signatory& signatory : terms.parties) {
        ids.push_back(signatory.party);
    }
    std::ranges::sort(ids);
    return ids;
}

int gravity(Class change_class) {
    switch (change_class) {
        case Class::correction:
            return 0;
        case Class::dates:
            return 1;
        case Class::value_small:
            return 2;
        case Class::other:
            return 3;
        case Class::parties:
            return 4;
        case Class::results:
            return 5;
        case Class::value_large:
            return 6;
    }
    return 0;
}

}  // namespace

const Terms& last_reviewed_terms(const Instrument& instrument) {
    const auto& versions = instrument.versions;
    const auto found = std::find_if(
        versions.rbegin(), versions.rend(), [](const Version& v) { return v.fully_reviewed; });
    IMDAD_ASSERT(found != versions.rend(), "a signed instrument has no reviewed version");
    return found->terms;
}

std::vector<Class> touched_classes(const Instrument& instrument, const Terms& amended) {
    const Terms& today = instrument.terms;
    std::vector<Class> classes;
    const auto ids_today = party_ids(today);
    const auto ids_amended = party_ids(amended);
    if (today.title != amended.title ||
        (ids_today == ids_amended && today.parties != amended.parties)) {
        classes.push_back(Class::correction);
    }
    if (today.period != amended.period) {
        classes.push_back(Class::dates);
    }
    if (today.worth != amended.worth) {
        classes.push_back(is_small(last_reviewed_terms(instrument).worth, amended.worth)
                              ? Class::value_small
                              : Class::value_large);
    }
    if (today.results != amended.results) {
        classes.push_back(Class::results);
    }
    if (ids_today != ids_amended) {
        classes.push_back(Class::parties);
    }
    if (today.subject != amended.subject || today.objectives != amended.objectives ||
        today.financial_clause != amended.financial_clause ||
        today.notice_days != amended.notice_days) {
        classes.push_back(Class::other);
    }
    return classes;
}

Class gravest(const std::vector<Class>& classes) {
    IMDAD_ASSERT(!classes.empty(), "nothing is changed, so nothing is gravest");
    return *std::ranges::max_element(classes, {}, gravity);
}

bool needs_full_review(const std::vector<Class>& classes) {
    return std::ranges::any_of(classes, [](Class change_class) {
        return change_class == Class::value_large || change_class == Class::results;
    });
}

}  // namespace imdad::registry
