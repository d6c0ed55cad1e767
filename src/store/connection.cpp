#include "store/connection.hpp"

#include "store/postgres_connection.hpp"
#include "store/sqlite_connection.hpp"

namespace imdad::store {

std::unique_ptr<Connection> connect(const Location& location, bool create, Durability durability) {
    return location.backend == Backend::sqlite
               ? connect_sqlite(location.text,
                                {.create = create, .durability = durability, .vfs = {}})
               : connect_postgres(location, durability);
}

}  // namespace imdad::store
