#include "store/copy_books.hpp"

#include "store/statements.hpp"

#include <string_view>

#include <fmt/format.h>

namespace imdad::store {

namespace {

enum class Type : std::uint8_t { integer, text, bytes };

struct Column {
    std::string_view name;
    Type type = Type::text;
};

struct Table {
    std::string_view name;
    std::string_view order;
    std::vector<Column> columns;
};

/// In an order in which every row finds those that it refers to.
const std::vector<Table>& tables() {
    using enum Type;
    static const std::vector<Table> kTables = {
        {"fact", "name", {{"name"}, {"value"}}},
        {"journal",
         "sequence",
         {{"sequence", integer},
          {"id", bytes},
          {"kind"},
          {"business_date", integer},
          {"recorded_at_ms", integer},
          {"actor"},
          {"body", bytes},
          {"leaf", bytes}}},
        {"account",
         "account",
         {{"account", integer},
          {"holder"},
          {"stage"},
          {"unit"},
          {"lot"},
          {"expiry", integer},
          {"earmark"},
          {"pledge"},
          {"activity"}}},
        {"posting",
         "sequence, number",
         {{"sequence", integer}, {"number", integer}, {"account", integer}, {"amount", integer}}},
        {"balance", "account", {{"account", integer}, {"amount", integer}}},
        {"register_step",
         "sequence",
         {{"sequence", integer},
          {"id", bytes},
          {"actor"},
          {"on_day", integer},
          {"recorded_at_ms", integer},
          {"request"},
          {"leaf", bytes}}},
        {"register_change",
         "sequence, number",
         {{"sequence", integer},
          {"number", integer},
          {"kind"},
          {"entity"},
          {"field"},
          {"before"},
          {"after"}}},
        {"register_field",
         "kind, entity, field",
         {{"kind"}, {"entity"}, {"field"}, {"position", integer}, {"value"}}},
        {"checkpoint",
         "log, size",
         {{"log"}, {"size", integer}, {"note"}, {"recorded_at_ms", integer}}},
        {"adopted_plan",
         "sequence",
         {{"sequence", integer},
          {"id", bytes},
          {"name"},
          {"shipments", bytes},
          {"actor", bytes},
          {"approver", bytes},
          {"on_day", integer},
          {"recorded_at_ms", integer}}},
        {"planned_shipment",
         "plan, number",
         {{"plan", integer},
          {"number", integer},
          {"id", bytes},
          {"lane"},
          {"from_place"},
          {"to_place"},
          {"unit"},
          {"lot"},
          {"expiry", integer},
          {"earmark"},
          {"activity"},
          {"amount", integer},
          {"departure", integer},
          {"arrival", integer}}},
        {"user_account", "name", {{"name"}, {"actor", bytes}}},
        {"user_grant",
         "name, role, party, place, programme",
         {{"name"}, {"role"}, {"party"}, {"place"}, {"programme"}}},
        {"user_password", "name", {{"name"}, {"hash"}, {"changed_at_ms", integer}}},
        {"user_link", "name", {{"name"}, {"hash", bytes}, {"expires_at_ms", integer}}},
        {"user_token",
         "hash",
         {{"hash", bytes},
          {"name"},
          {"label"},
          {"scope"},
          {"made_at_ms", integer},
          {"expires_at_ms", integer}}},
        {"user_block", "name", {{"name"}, {"since_ms", integer}, {"reason"}}},
        {"document",
         "kind, entity, hash",
         {{"kind"}, {"entity"}, {"hash", bytes}, {"content", bytes}, {"recorded_at_ms", integer}}},
        {"grant_change",
         "sequence",
         {{"sequence", integer},
          {"actor", bytes},
          {"subject", bytes},
          {"role"},
          {"party"},
          {"place"},
          {"programme"},
          {"granted", integer},
          {"recorded_at_ms", integer}}},
        {"proposal",
         "sequence",
         {{"sequence", integer},
          {"id", bytes},
          {"task"},
          {"payload", bytes},
          {"actor", bytes},
          {"reason"},
          {"recorded_at_ms", integer},
          {"device_time_ms", integer}}},
        {"proposal_end",
         "proposal",
         {{"proposal", bytes},
          {"outcome"},
          {"actor", bytes},
          {"reason"},
          {"recorded_at_ms", integer},
          {"device_time_ms", integer}}},
        {"commitment_threshold",
         "sequence",
         {{"sequence", integer},
          {"unit"},
          {"amount", integer},
          {"actor", bytes},
          {"recorded_at_ms", integer}}},
        {"answered_request",
         "id",
         {{"id", bytes}, {"actor", bytes}, {"asked"}, {"answer"}, {"recorded_at_ms", integer}}}};
    return kTables;
}

std::string names_of(const Table& table) {
    std::string names;
    for (const Column& column : table.columns) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
    }
    return names;
}

std::string read_statement(const Table& table) {
    return fmt::format("SELECT {} FROM {} ORDER BY {}", names_of(table), table.name, table.order);
}

std::string write_statement(const Table& table) {
    std::string values;
    for (std::size_t i = 1; i <= table.columns.size(); ++i) {
        values += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names_of(table), values);
}

std::int64_t copy_table(const Table& table, Connection& from, Connection& to) {
    Statement& rows = from.prepare(read_statement(table));
    Statement& into = to.prepare(write_statement(table));
    std::int64_t count = 0;
    while (rows.step()) {
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
            switch (table.columns[static_cast<std::size_t>(i)].type) {
                case Type::integer:
                    into.bind(i + 1, rows.integer(i));
                    break;
                case Type::text:
                    into.bind(i + 1, rows.text(i));
                    break;
                case Type::bytes:
                    into.bind_bytes(i + 1, rows.bytes(i));
                    break;
            }
        }
        into.run();
        ++count;
    }
    return count;
}

bool holds_books(Connection& connection) {
    for (const Table& table : tables()) {
        Statement& rows = connection.prepare(read_statement(table));
        if (rows.step()) {
            rows.reset();
            return true;
        }
    }
    return false;
}

}  // namespace

base::Result<Copied> copy_books(Connection& from, Connection& to) {
    Transaction reading(from, Transaction::Kind::read);
    Transaction writing(to, Transaction::Kind::write);
    if (holds_books(to)) {
        return base::fail(
            "not_empty",
            "the database to copy to holds books already; name a new file or an empty "
            "database, nothing is ever copied over");
    }
    Copied copied;
    for (const Table& table : tables()) {
        copied.rows.emplace_back(table.name, copy_table(table, from, to));
    }
    writing.commit();
    reading.commit();
    return copied;
}

std::vector<std::string> copy_statements() {
    std::vector<std::string> statements;
    for (const Table& table : tables()) {
        statements.push_back(read_statement(table));
        statements.push_back(write_statement(table));
    }
    return statements;
}

}  // namespace imdad::store
