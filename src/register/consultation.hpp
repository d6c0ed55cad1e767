#pragma once

#include "register/states.hpp"
#include "register/values.hpp"

#include <string>
#include <vector>

/// A meeting and what came out of it, with the strength of the words that were used. "Explored" is
/// not "agreed": an outcome keeps the quotation, its source and its language, and nothing in the
/// register can raise its strength afterwards. More was said only where another meeting said more.

namespace imdad::registry {

/// In rising order.
enum class Strength : std::uint8_t { discussed, explored, stressed, agreed, signed_by_all };

template <>
struct EnumWords<Strength> {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"discussed", "explored", "stressed", "agreed", "signed"});
};

struct Outcome {
    enum class Type : std::uint8_t {
        instrument_to_develop,
        instrument_to_renew,
        action,
        pledge_announced,
        information
    };
    enum class Link : std::uint8_t { none, instrument, action_point, pledge };

    std::string id;  ///< within the consultation
    Type type = Type::information;
    Strength strength = Strength::discussed;
    std::string summary;
    std::string quotation;  ///< the words of the source
    std::string source;
    std::string language;  ///< of the quotation, ISO 639-1
    std::optional<Day> due;
    std::string responsible;  ///< who gets the action point when there is a due date
    Link link = Link::none;
    std::string linked_id;
    std::string waived_reason;  ///< why nothing follows from it

    static constexpr std::string Outcome::* kKey = &Outcome::id;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("type", self.type);
        visit("strength", self.strength);
        visit("summary", self.summary);
        visit("quotation", self.quotation);
        visit("source", self.source);
        visit("language", self.language);
        visit("due", self.due);
        visit("responsible", self.responsible);
        visit("link", self.link);
        visit("linked_id", self.linked_id);
        visit("waived_reason", self.waived_reason);
    }

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

template <>
struct EnumWords<Outcome::Type> {
    static constexpr auto kWords = std::to_array<std::string_view>({"instrument_to_develop",
                                                                    "instrument_to_renew",
                                                                    "action",
                                                                    "pledge_announced",
                                                                    "information"});
};

template <>
struct EnumWords<Outcome::Link> {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"none", "instrument", "action_point", "pledge"});
};

struct Participant {
    std::string party;
    std::string represented_by;  ///< office, e.g. "Director-General"

    static constexpr std::string Participant::* kKey = &Participant::party;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("party", self.party);
        visit("represented_by", self.represented_by);
    }

    friend bool operator==(const Participant&, const Participant&) = default;
};

struct Consultation {
    static constexpr Kind kKind = Kind::consultation;

    std::string id;
    State state = initial_state(kKind);
    Classification classification = Classification::restricted;
    Names title;
    std::string place;
    std::optional<Day> scheduled_on;
    std::optional<Day> held_on;
    std::vector<Participant> participants;
    std::vector<std::string> topics;
    std::vector<Outcome> outcomes;
    std::vector<Attachment> attachments;  ///< minutes, communique
    std::string state_reason;             ///< given at the last transition

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("title", self.title);
        visit("place", self.place);
        visit("scheduled_on", self.scheduled_on);
        visit("held_on", self.held_on);
        visit("participants", self.participants);
        visit("topics", self.topics);
        visit("outcomes", self.outcomes);
        visit("attachments", self.attachments);
        visit("state_reason", self.state_reason);
    }

    friend bool operator==(const Consultation&, const Consultation&) = default;
};

}  // namespace imdad::registry
