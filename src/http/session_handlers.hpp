#pragma once

#include "app/credentials.hpp"

#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the handlers of sessions and those of accounts show alike.

namespace imdad::http {

/// `tokens [{label, scope, made_at, expires_at}]`; no secret is kept that could be shown.
[[nodiscard]] nlohmann::ordered_json tokens_json(const std::vector<app::TokenLine>& tokens);

}  // namespace imdad::http
