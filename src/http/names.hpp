#pragma once

#include "http/router.hpp"

#include <nlohmann/json_fwd.hpp>

/// Names of places and goods, where the server's workspace has a scenario that tells them.

namespace imdad::http {

/// Puts `names` into a document of the books, see `app::NameBook`; empty without a workspace.
void add_names(const Call& call, nlohmann::ordered_json& document);

}  // namespace imdad::http
