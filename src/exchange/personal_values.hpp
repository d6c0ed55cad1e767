#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// What a single cell looks like. Internal to this module; how many such cells make a column
/// personal is decided in personal_data.cpp.

namespace imdad::exchange {

struct CellLook {
    bool email = false;             ///< an e-mail address of a person, whole or within the text
    bool phone = false;             ///< a number with '+' and country code, or announced as one
    bool phone_maybe = false;       ///< 0... or 00..., as a telephone number is also written
    bool identity = false;          ///< written as a national identity card writes its number
    bool identity_checked = false;  ///< digits that pass the check of a national number
    bool trade_number = false;      ///< digits that pass the check of GTIN or SSCC
    bool date = false;              ///< YYYY-MM-DD, DD/MM/YYYY or DD.MM.YYYY
    bool moment = false;            ///< holds a time of day
    bool known_name = false;        ///< words only, a common given name among them
    bool name_shape = false;        ///< two to five words only, no institution
    int year = 0;                   ///< of a date
    std::string digits;             ///< if the cell holds nothing else but digits and separators
    bool plain_digits = false;      ///< nothing but digits
};

[[nodiscard]] CellLook look_at(std::string_view cell);

}  // namespace imdad::exchange
