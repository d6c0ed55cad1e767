#pragma once

#include "ledger/account.hpp"
#include "ledger/merkle_log.hpp"
#include "store/connection.hpp"

#include <array>
#include <cstdint>
#include <string_view>

/// Values of the domain as columns of rows, and back.

namespace imdad::store {

inline Bytes bytes_of(std::string_view text) {
    // reinterpret_cast: a string of bytes as bytes.
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

inline std::string_view text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// 16 bytes, the first of them the highest.
[[nodiscard]] std::array<unsigned char, 16> bytes_of(ledger::Id id);

/// No bytes, as of a row that is not there: no id.
[[nodiscard]] ledger::Id id_from(Bytes bytes);

/// What is too short to be a hash ends with zeros.
[[nodiscard]] ledger::Hash hash_from(Bytes bytes);

/// Days since 1970-01-01.
inline std::int64_t days_of(base::Day day) {
    return day.time_since_epoch().count();
}

inline base::Day day_of(std::int64_t days) {
    return base::Day(std::chrono::days(days));
}

/// The account in the eight columns from `first` on: holder, stage, unit, lot, expiry, earmark,
/// pledge, activity.
[[nodiscard]] ledger::AccountKey key_from(const Statement& row, int first, ledger::Names& names);

}  // namespace imdad::store
