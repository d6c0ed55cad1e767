#pragma once

#include "app/access.hpp"
#include "ledger/names.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace imdad::app {

/// Random bytes of the operating system. Throws `base::Failure` if it has none.
void fill_random(std::span<unsigned char> bytes);

/// 128 random bits, never all zero.
[[nodiscard]] ledger::Id random_id();

/// The id that somebody gave to a movement or command, or a random one where `text` is empty.
/// Errors: `bad_id`.
[[nodiscard]] Answer<ledger::Id> given_or_random_id(const std::string& text);

/// The id of the `number`-th part of what has `base`, always the same: what is sent again as a
/// whole is sent again in its parts.
[[nodiscard]] ledger::Id derived_id(ledger::Id base, std::string_view what, std::uint64_t number);

}  // namespace imdad::app
