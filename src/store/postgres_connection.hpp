#pragma once

#include "store/connection.hpp"

#include <string>

/// PostgreSQL 15 or later, by libpq.

namespace imdad::store {

[[nodiscard]] std::unique_ptr<Connection> connect_postgres(const Location& location,
                                                           Durability durability);

}  // namespace imdad::store
