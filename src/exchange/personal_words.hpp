#pragma once

#include "exchange/personal_data.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What headers, HXL tags and words say about people. Internal to this module.

namespace imdad::exchange {

/// The words of a text in one spelling: lower case, without accents and Arabic vowel signs, the
/// variants of an Arabic letter as one, the article off, all digits as 0 to 9. With
/// `Capitals::begin_words` "BirthDate2" is birth, date, 2. Bytes that are not UTF-8 separate words.
enum class Capitals : std::uint8_t { within_words, begin_words };

[[nodiscard]] std::vector<std::string> folded_words(std::string_view text,
                                                    Capitals capitals = Capitals::within_words);

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
