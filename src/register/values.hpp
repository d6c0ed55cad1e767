#pragma once

#include "base/date.hpp"
#include "register/enum_text.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Values that more than one entity of the register carries. `fields` names the members for
/// `fields.hpp`: what it does not name is not stored, so every member stands there.

namespace imdad::registry {

using base::Day;

/// Who may read an entity; the store and the pages keep to it.
enum class Classification : std::uint8_t { open, restricted, confidential, strictly_confidential };

template <>
struct EnumWords<Classification> {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"public", "restricted", "confidential", "strictly_confidential"});
};

/// A name in the three languages of the organisation; English is the one that is never empty.
struct Names {
    std::string en;
    std::string fr;
    std::string ar;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("en", self.en);
        visit("fr", self.fr);
        visit("ar", self.ar);
    }

    friend bool operator==(const Names&, const Names&) = default;
};

/// Both days belong to it.
struct Period {
    std::optional<Day> start;
    std::optional<Day> end;

    [[nodiscard]] bool complete() const { return start && end && *start <= *end; }

    /// False if either lacks a day.
    [[nodiscard]] bool inside(const Period& outer) const {
        return complete() && outer.complete() && *outer.start <= *start && *end <= *outer.end;
    }

    [[nodiscard]] bool contains(Day day) const {
        return complete() && *start <= day && day <= *end;
    }

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("start", self.start);
        visit("end", self.end);
    }

    friend bool operator==(const Period&, const Period&) = default;
};

/// Text for people: `2022-07-22 to 2025-07-21`, a day that is not known as `?`.
[[nodiscard]] std::string text_of(const Period& period);

/// A quarter of a calendar year, `2022-Q3`: the grain of time frames of activities.
struct Quarter {
    int year = 0;
    int number = 1;  ///< 1 to 4

    friend auto operator<=>(const Quarter&, const Quarter&) = default;
};

[[nodiscard]] std::string text_of(Quarter quarter);
/// `YYYY-Qn` of years 1900 to 2200; anything else gives no value.
[[nodiscard]] std::optional<Quarter> parse_quarter(std::string_view text);
[[nodiscard]] Period days_of(Quarter quarter);

/// What an agreement is worth; no value where it moves no money. Minor units of `currency`.
struct Worth {
    std::int64_t minor_units = 0;
    std::string currency;  ///< ISO 4217; empty: no amount is stated

    [[nodiscard]] bool stated() const { return !currency.empty(); }

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("minor_units", self.minor_units);
        visit("currency", self.currency);
    }

    friend bool operator==(const Worth&, const Worth&) = default;
};

/// A document by its fingerprint; the bytes lie elsewhere. Once attached it is never changed: a
/// better text is another attachment.
struct Attachment {
    enum class Kind : std::uint8_t {
        text,         ///< what is to be agreed
        signed_file,  ///< what was signed
        termination,  ///< notice or act that ends it
        evidence,     ///< proof of work, attendance, delivery
        other
    };
    std::string id;
    Kind kind = Kind::other;
    std::string name;
    std::string sha256;  ///< 64 lower-case hexadecimal digits
    std::string language;
    std::optional<std::int64_t> size;  ///< bytes; none: nobody looked

    static constexpr std::string Attachment::* kKey = &Attachment::id;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("kind", self.kind);
        visit("name", self.name);
        visit("sha256", self.sha256);
        visit("language", self.language);
        visit("size", self.size);
    }

    friend bool operator==(const Attachment&, const Attachment&) = default;
};

template <>
struct EnumWords<Attachment::Kind> {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"text", "signed_file", "termination", "evidence", "other"});
};

[[nodiscard]] bool is_sha256(std::string_view text);

/// True if one of `attachments` is of `kind` and carries its fingerprint.
[[nodiscard]] bool has_attachment(const std::vector<Attachment>& attachments,
                                  Attachment::Kind kind);

}  // namespace imdad::registry
