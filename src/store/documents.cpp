#include "store/documents.hpp"

#include "store/statements.hpp"

namespace imdad::store {

void Documents::keep(const DocumentKey& key, Bytes content, std::int64_t recorded_at_ms) {
    if (!has(key)) {
        connection_.prepare(sql::kKeepDocument.sql)
            .with(key.kind, key.entity, Bytes(key.hash), content, recorded_at_ms)
            .run();
    }
}

std::optional<std::string> Documents::find(const DocumentKey& key) {
    Statement& rows =
        connection_.prepare(sql::kReadDocument.sql).with(key.kind, key.entity, Bytes(key.hash));
    if (!rows.step()) {
        return std::nullopt;
    }
    const Bytes content = rows.bytes(0);
    std::string found(content.begin(), content.end());
    rows.reset();
    return found;
}

bool Documents::has(const DocumentKey& key) {
    Statement& rows =
        connection_.prepare(sql::kCountDocument.sql).with(key.kind, key.entity, Bytes(key.hash));
    rows.step();
    const bool found = rows.integer(0) > 0;
    rows.reset();
    return found;
}

}  // namespace imdad::store
