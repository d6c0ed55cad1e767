#pragma once

#include "register/states.hpp"
#include "register/values.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What parties sign: the terms, who accepted and signed them, the documents, and every version
/// that was ever in force. An amendment is a numbered clone of the terms; it touches the instrument
/// only when all have signed it.

namespace imdad::registry {

enum class InstrumentType : std::uint8_t {
    memorandum_of_understanding,
    cooperation_agreement,
    framework,
    joint_action_plan,
    work_plan,
    bilateral_grant,
    contribution_letter,
    tripartite_donation_agreement,
    response_plan,
    trust_fund_charter
};

template <>
struct EnumWords<InstrumentType> {
    static constexpr auto kWords = std::to_array<std::string_view>({"memorandum_of_understanding",
                                                                    "cooperation_agreement",
                                                                    "framework",
                                                                    "joint_action_plan",
                                                                    "work_plan",
                                                                    "bilateral_grant",
                                                                    "contribution_letter",
                                                                    "tripartite_donation_agreement",
                                                                    "response_plan",
                                                                    "trust_fund_charter"});
};

/// First part of a reference: MOU, COA, FWK, JAP, WPL, BGR, CTL, TDA, RPL, TFC.
[[nodiscard]] std::string_view code_of(InstrumentType type);

struct Signatory {
    std::string party;
    std::string focal_point;  ///< who leads for the party

    static constexpr std::string Signatory::* kKey = &Signatory::party;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("party", self.party);
        visit("focal_point", self.focal_point);
    }

    friend bool operator==(const Signatory&, const Signatory&) = default;
};

/// Everything that parties agree on, and nothing else: what an amendment clones.
struct Terms {
    Names title;
    std::string subject;  ///< the umbrella rule counts frameworks by subject
    std::vector<std::string> objectives;
    std::vector<std::string> results;
    Period period;
    std::optional<bool> financial_clause;  ///< whether it moves money; none: nobody has said
    Worth worth;
    std::int64_t notice_days = 0;  ///< between notice and termination
    std::vector<Signatory> parties;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("title", self.title);
        visit("subject", self.subject);
        visit("objectives", self.objectives);
        visit("results", self.results);
        visit("period", self.period);
        visit("financial_clause", self.financial_clause);
        visit("worth", self.worth);
        visit("notice_days", self.notice_days);
        visit("parties", self.parties);
    }

    friend bool operator==(const Terms&, const Terms&) = default;
};

/// What one party did with one text. Written by commands, never by an edit.
struct PartyAct {
    std::string party;
    std::string accepted_by;  ///< user of the party
    std::optional<Day> accepted_on;
    std::string signed_by;  ///< holder of a mandate of the party
    std::optional<Day> signed_on;
    std::string recorded_by;  ///< user who entered the signature

    static constexpr std::string PartyAct::* kKey = &PartyAct::party;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("party", self.party);
        visit("accepted_by", self.accepted_by);
        visit("accepted_on", self.accepted_on);
        visit("signed_by", self.signed_by);
        visit("signed_on", self.signed_on);
        visit("recorded_by", self.recorded_by);
    }

    friend bool operator==(const PartyAct&, const PartyAct&) = default;
};

struct ReviewComment {
    std::string id;
    std::string author;
    std::string text;
    bool resolved = false;

    static constexpr std::string ReviewComment::* kKey = &ReviewComment::id;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("author", self.author);
        visit("text", self.text);
        visit("resolved", self.resolved);
    }

    friend bool operator==(const ReviewComment&, const ReviewComment&) = default;
};

/// Terms that were signed. `number` counts from 1, the first text.
struct Version {
    std::string number;
    std::string amendment;  ///< id of the amendment that brought it; empty for the first
    std::optional<Day> since;
    bool fully_reviewed = true;  ///< else it came by the light way, see `needs_full_review`
    Terms terms;

    static constexpr std::string Version::* kKey = &Version::number;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("number", self.number);
        visit("amendment", self.amendment);
        visit("since", self.since);
        visit("fully_reviewed", self.fully_reviewed);
        visit("terms", self.terms);
    }

    friend bool operator==(const Version&, const Version&) = default;
};

/// What becomes of a commitment that is open when its instrument is terminated.
struct Disposition {
    enum class Way : std::uint8_t { run_off, cancel };
    std::string commitment;
    Way way = Way::run_off;

    static constexpr std::string Disposition::* kKey = &Disposition::commitment;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("commitment", self.commitment);
        visit("way", self.way);
    }

    friend bool operator==(const Disposition&, const Disposition&) = default;
};

template <>
struct EnumWords<Disposition::Way> {
    static constexpr auto kWords = std::to_array<std::string_view>({"run_off", "cancel"});
};

struct Instrument {
    static constexpr Kind kKind = Kind::instrument;

    std::string id;
    State state = initial_state(kKind);
    Classification classification = Classification::restricted;
    InstrumentType type = InstrumentType::memorandum_of_understanding;
    std::string reference;  ///< TYPE/ORG/YEAR/NNN, see `reference.hpp`
    std::string parent;
    std::string predecessor;  ///< the instrument that this one renews
    std::string source_consultation;
    std::string source_outcome;
    std::string source_reason;  ///< why there is no consultation that agreed to it
    Terms terms;
    std::vector<PartyAct> acts;
    std::vector<ReviewComment> comments;
    std::vector<Attachment> attachments;
    std::vector<Version> versions;  ///< from signature on; the last has the terms of today
    std::optional<Day> entry_into_force;
    std::string several_frameworks_reason;  ///< lifts the umbrella rule
    std::optional<Day> notice_given_on;
    std::vector<Disposition> dispositions;
    std::string suspended_with;  ///< the parent whose suspension suspended this one
    std::string state_reason;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("type", self.type);
        visit("reference", self.reference);
        visit("parent", self.parent);
        visit("predecessor", self.predecessor);
        visit("source_consultation", self.source_consultation);
        visit("source_outcome", self.source_outcome);
        visit("source_reason", self.source_reason);
        visit("terms", self.terms);
        visit("acts", self.acts);
        visit("comments", self.comments);
        visit("attachments", self.attachments);
        visit("versions", self.versions);
        visit("entry_into_force", self.entry_into_force);
        visit("several_frameworks_reason", self.several_frameworks_reason);
        visit("notice_given_on", self.notice_given_on);
        visit("dispositions", self.dispositions);
        visit("suspended_with", self.suspended_with);
        visit("state_reason", self.state_reason);
    }

    friend bool operator==(const Instrument&, const Instrument&) = default;
};

struct Amendment {
    enum class Class : std::uint8_t {
        correction,   ///< wording of the title
        dates,        ///< dates only, at no cost
        value_small,  ///< value by up to 20 % since the last full review; dates may move
        value_large,  ///< by more
        results,
        parties,
        other
    };

    static constexpr Kind kKind = Kind::amendment;

    std::string id;  ///< instrument's id, "-A", number
    State state = initial_state(kKind);
    Classification classification = Classification::restricted;
    std::string instrument;
    std::int64_t number = 0;  ///< counts from 1 within the instrument
    Class change_class = Class::other;
    std::string reason;
    Terms terms;
    std::vector<PartyAct> acts;
    std::vector<ReviewComment> comments;
    std::vector<Attachment> attachments;
    std::string state_reason;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("instrument", self.instrument);
        visit("number", self.number);
        visit("class", self.change_class);
        visit("reason", self.reason);
        visit("terms", self.terms);
        visit("acts", self.acts);
        visit("comments", self.comments);
        visit("attachments", self.attachments);
        visit("state_reason", self.state_reason);
    }

    friend bool operator==(const Amendment&, const Amendment&) = default;
};

template <>
struct EnumWords<Amendment::Class> {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"correction", "dates", "value_small", "value_large", "results", "parties", "other"});
};

[[nodiscard]] constexpr bool is_open(const Amendment& amendment) {
    return amendment.state != State::merged && amendment.state != State::withdrawn;
}

}  // namespace imdad::registry
