#include "store/answered_requests.hpp"

#include "store/row_values.hpp"
#include "store/statements.hpp"

namespace imdad::store {

std::optional<AnsweredRequest> find_answered(Connection& connection, ledger::Id id) {
    const auto key = bytes_of(id);
    Statement& row = connection.prepare(sql::kReadAnswered.sql).with(Bytes(key));
    if (!row.step()) {
        return std::nullopt;
    }
    AnsweredRequest found{.id = id,
                          .actor = id_from(row.bytes(0)),
                          .asked = std::string(row.text(1)),
                          .answer = std::string(row.text(2))};
    row.reset();
    return found;
}

void append_answered(Connection& connection, const AnsweredRequest& request) {
    const auto id = bytes_of(request.id);
    const auto actor = bytes_of(request.actor);
    connection.prepare(sql::kAppendAnswered.sql)
        .with(Bytes(id),
              Bytes(actor),
              std::string_view(request.asked),
              std::string_view(request.answer),
              request.recorded_at_ms)
        .run();
}

}  // namespace imdad::store
