#include "register/commitment.hpp"

#include "register/instruments.hpp"
#include "register/permission.hpp"

namespace imdad::registry {

tl::expected<CommitPermission, Lacks> may_commit(const Register& current,
                                                 const Actor& actor,
                                                 const CommitRequest& request) {
    const auto found = current.instruments.find(request.instrument);
    if (found == current.instruments.end()) {
        return tl::unexpected(
            Lacks{{LackCode::no_such_entity, {"instrument", request.instrument}}});
    }
    const Instrument& instrument = found->second;
    Lacks blocked;
    for (const Signatory& signatory : instrument.terms.parties) {
        const auto party = current.parties.find(signatory.party);
        if (party != current.parties.end() && party->second.blocked) {
            blocked.push_back(
                {LackCode::party_blocked, {party->second.id, party->second.blocked_reason}});
        }
    }
    if (!blocked.empty()) {
        return tl::unexpected(std::move(blocked));
    }
    const auto start = start_of_force(instrument);
    // The state may lag behind the calendar by a day; the days decide too.
    const bool in_force = instrument.state == State::in_force && start && *start <= request.on &&
                          instrument.terms.period.contains(request.on);
    if (in_force) {
        return CommitPermission{};
    }
    Lacks lacks{
        {LackCode::instrument_not_in_force,
         {instrument.id,
          instrument.state == State::in_force ? "in_force for " + text_of(instrument.terms.period)
                                              : std::string(word_of(instrument.state)),
          base::to_text(request.on)}}};
    if (!request.emergency) {
        return tl::unexpected(std::move(lacks));
    }
    Lacks of_override;
    if (!permitted(View(current), actor, kMayOverride, Kind::instrument, request.instrument)) {
        of_override.push_back(
            {LackCode::override_role_missing,
             {text_of_roles(kMayOverride), actor.id, text_of_roles(roles_of(actor))}});
    }
    if (request.reason.empty()) {
        of_override.push_back({LackCode::override_reason_missing, {}});
    }
    if (!of_override.empty()) {
        return tl::unexpected(std::move(of_override));
    }
    return CommitPermission{true, request.reason, std::move(lacks)};
}

}  // namespace imdad::registry
