#pragma once

#include "app/books.hpp"
#include "app/register_views.hpp"
#include "store/documents.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Fingerprints between the register, which has them as text, and the store. Inside of `app` only.

namespace imdad::app {

/// No value: not 64 lower-case hexadecimal digits.
[[nodiscard]] std::optional<store::DocumentHash> hash_of_hex(std::string_view hex);

/// Which of an entity's fingerprints have their document here, in the order of its fields.
[[nodiscard]] std::vector<std::string> kept_of(const Session& session,
                                               const std::string& kind,
                                               const EntityLine& entity);

}  // namespace imdad::app
