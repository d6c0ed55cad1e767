#pragma once

#include "app/books.hpp"

#include <optional>
#include <string>

/// Requests that were done before, by their keys: for acts whose outcome carries no id that the
/// client made. A step of the register and a command of the ledger are known again by their own.

namespace imdad::app {

/// The answer that was kept under `key`. `asked`: what is asked for, with no name of a user in it.
/// No value: nothing was done under it, or there is no key. In a transaction of the caller's.
/// Errors: `bad_id`; `id_with_other_body` if it was used for something else, or by somebody else.
[[nodiscard]] Answer<std::optional<std::string>> answered_before(Session& session,
                                                                 const std::string& key,
                                                                 const std::string& asked);

/// In the transaction that does it; nothing without a key. Requires: nothing was answered before.
void keep_answer(Session& session,
                 const std::string& key,
                 const std::string& asked,
                 const std::string& answer);

/// `id_with_other_body`, for what only the caller can tell.
[[nodiscard]] tl::unexpected<Refusal> used_for_other(const std::string& key);

}  // namespace imdad::app
