#pragma once

#include "exchange/personal_data.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What headers, HXL tags and words say about people. Internal to this module.

namespace imdad::exchange {

/// What a column under this header holds of people, if the header says so.
[[nodiscard]] std::optional<PersonalKind> personal_by_header(const std::vector<std::string>& words);

/// The same of an HXL tag with its attributes, e.g. "#contact+phone".
/// Source: HXL 1.1 hashtags and attributes, hxlstandard.org.
[[nodiscard]] std::optional<PersonalKind> personal_by_tag(std::string_view tag);

/// What a header means for how its values are read.
struct HeaderSense {
    bool names_things = false;  ///< places, goods, organisations: their names are not people's
    bool amounts = false;       ///< money, people counted: long numbers are not people's
    bool codes_things = false;  ///< lots, orders: nor are those that begin with 0
    bool one_person = false;    ///< "beneficiary", "head of household": one in each row
    bool only_name = false;     ///< "name" and nothing else
    bool age = false;           ///< of a person, so that its values are small numbers
    bool about_person = false;  ///< sex, age, kinship, signature: each row may be one person
    bool latitude = false;
    bool longitude = false;
    bool moment = false;  ///< a time of day
};

[[nodiscard]] HeaderSense sense_of(const std::vector<std::string>& words);

[[nodiscard]] bool is_given_name(std::string_view folded_word);

/// A word such as hospital, camp or ministry: what carries it is no person.
[[nodiscard]] bool is_institution(std::string_view folded_word);

/// A word such as tel or mobile, which makes the number beside it a telephone number.
[[nodiscard]] bool announces_phone(std::string_view folded_word);

}  // namespace imdad::exchange
