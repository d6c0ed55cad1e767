#pragma once

#include "register/states.hpp"
#include "register/values.hpp"

#include <string>
#include <vector>

/// Those who meet, sign, give and receive: states, organisations, trust funds. No natural person is
/// an entity; who holds a mandate is named on the mandate of the party.

namespace imdad::registry {

/// What a holder may do in the name of the party, and since when: a signature counts only under a
/// mandate of the day on which it was given.
struct Mandate {
    enum class Capacity : std::uint8_t { signatory, focal_point, envoy, representative };
    std::string id;
    std::string holder;  ///< name or user
    Capacity capacity = Capacity::representative;
    std::string subject;  ///< what it is about, e.g. "Afghanistan"; empty: everything
    std::optional<Day> from;
    std::optional<Day> until;  ///< none: not ended
    std::string source;

    [[nodiscard]] bool holds_on(Day day) const {
        return (!from || *from <= day) && (!until || day <= *until);
    }

    static constexpr std::string Mandate::* kKey = &Mandate::id;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("holder", self.holder);
        visit("capacity", self.capacity);
        visit("subject", self.subject);
        visit("from", self.from);
        visit("until", self.until);
        visit("source", self.source);
    }

    friend bool operator==(const Mandate&, const Mandate&) = default;
};

template <>
struct EnumWords<Mandate::Capacity> {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"signatory", "focal_point", "envoy", "representative"});
};

enum class PartyRole : std::uint8_t {
    donor,
    recipient,
    implementer,
    coordinator,
    fund_holder,
    technical_lead
};

template <>
struct EnumWords<PartyRole> {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"donor", "recipient", "implementer", "coordinator", "fund_holder", "technical_lead"});
};

struct Party {
    enum class Type : std::uint8_t { state, organisation, trust_fund };

    static constexpr Kind kKind = Kind::party;

    std::string id;
    State state = State::none;
    Classification classification = Classification::open;
    Type type = Type::organisation;
    std::string code;  ///< short, in references of instruments: WHO; of a state ISO 3166 alpha-3
    Names names;
    std::vector<PartyRole> roles;
    std::vector<Mandate> mandates;
    std::string held_by;   ///< of a trust fund: the party that holds it
    bool blocked = false;  ///< nothing of this party enters into force or is committed
    std::string blocked_reason;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("type", self.type);
        visit("code", self.code);
        visit("names", self.names);
        visit("roles", self.roles);
        visit("mandates", self.mandates);
        visit("held_by", self.held_by);
        visit("blocked", self.blocked);
        visit("blocked_reason", self.blocked_reason);
    }

    friend bool operator==(const Party&, const Party&) = default;
};

template <>
struct EnumWords<Party::Type> {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"state", "organisation", "trust_fund"});
};

}  // namespace imdad::registry
