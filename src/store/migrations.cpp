#include "store/migrations.hpp"

#include "store/statements.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace imdad::store {

namespace {

constexpr std::string_view kSqliteOnly = "{sqlite} ";
constexpr std::string_view kPostgresOnly = "{postgresql} ";

/// The statement in the words of the database; empty if it is for the other one.
std::string spelled(std::string text, Backend backend) {
    for (const auto& [mark, only] :
         {std::pair(kSqliteOnly, Backend::sqlite), std::pair(kPostgresOnly, Backend::postgresql)}) {
        if (text.starts_with(mark)) {
            if (backend != only) {
                return {};
            }
            text.erase(0, mark.size());
        }
    }
    const auto replace = [&](std::string_view what, std::string_view by) {
        for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos;) {
            text.replace(at, what.size(), by);
        }
    };
    const bool sqlite = backend == Backend::sqlite;
    replace("{bytes}", sqlite ? "BLOB" : "BYTEA");
    replace("{whole}", sqlite ? "INTEGER" : "BIGINT");
    replace("{strict}", sqlite ? " STRICT" : "");
    return text;
}

/// Rows of the table can only be added from now on, whoever asks.
std::string only_appended(const std::string& table, Backend backend) {
    if (backend == Backend::sqlite) {
        std::string text;
        for (const char* verb : {"UPDATE", "DELETE"}) {
            text += fmt::format(
                "CREATE TRIGGER {0}_no_{1} BEFORE {1} ON {0} BEGIN "
                "SELECT RAISE(ABORT, '{0} is history: it is added to, never changed'); END;",
                table,
                verb);
        }
        return text;
    }
    return fmt::format(
        "CREATE FUNCTION {0}_is_history() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        "RAISE EXCEPTION '{0} is history: it is added to, never changed'; END $body$;"
        "CREATE TRIGGER {0}_no_change BEFORE UPDATE OR DELETE ON {0} "
        "FOR EACH ROW EXECUTE FUNCTION {0}_is_history();"
        "CREATE TRIGGER {0}_no_truncate BEFORE TRUNCATE ON {0} "
        "FOR EACH STATEMENT EXECUTE FUNCTION {0}_is_history();",
        table);
}

Migration first() {
    return {
        .version = 1,
        .name = "register and ledger",
        .statements =
            {R"(CREATE TABLE fact (
                 name TEXT NOT NULL PRIMARY KEY,
                 value TEXT NOT NULL){strict})",
             R"(CREATE TABLE journal (
                 sequence {whole} NOT NULL PRIMARY KEY,
                 id {bytes} NOT NULL UNIQUE,
                 kind TEXT NOT NULL,
                 business_date {whole} NOT NULL,
                 recorded_at_ms {whole} NOT NULL,
                 actor TEXT NOT NULL,
                 body {bytes} NOT NULL,
                 leaf {bytes} NOT NULL){strict})",
             R"(CREATE TABLE account (
                 account {whole} NOT NULL PRIMARY KEY,
                 holder TEXT NOT NULL,
                 stage TEXT NOT NULL,
                 unit TEXT NOT NULL,
                 lot TEXT NOT NULL,
                 expiry {whole} NOT NULL,
                 earmark TEXT NOT NULL,
                 pledge TEXT NOT NULL,
                 UNIQUE (holder, stage, unit, lot, expiry, earmark, pledge)){strict})",
             R"(CREATE TABLE posting (
                 sequence {whole} NOT NULL REFERENCES journal (sequence),
                 number {whole} NOT NULL,
                 account {whole} NOT NULL REFERENCES account (account),
                 amount {whole} NOT NULL,
                 PRIMARY KEY (sequence, number)){strict})",
             R"(CREATE INDEX posting_by_account ON posting (account, sequence))",
             R"(CREATE TABLE balance (
                 account {whole} NOT NULL PRIMARY KEY REFERENCES account (account),
                 amount {whole} NOT NULL){strict})",
             R"(CREATE TABLE register_step (
                 sequence {whole} NOT NULL PRIMARY KEY,
                 id {bytes} NOT NULL UNIQUE,
                 actor TEXT NOT NULL,
                 on_day {whole} NOT NULL,
                 recorded_at_ms {whole} NOT NULL,
                 request TEXT NOT NULL,
                 leaf {bytes} NOT NULL){strict})",
             R"(CREATE TABLE register_change (
                 sequence {whole} NOT NULL REFERENCES register_step (sequence),
                 number {whole} NOT NULL,
                 kind TEXT NOT NULL,
                 entity TEXT NOT NULL,
                 field TEXT NOT NULL,
                 before TEXT NOT NULL,
                 after TEXT NOT NULL,
                 PRIMARY KEY (sequence, number)){strict})",
             R"(CREATE INDEX register_change_by_entity ON register_change (kind, entity, sequence))",
             R"(CREATE TABLE register_field (
                 kind TEXT NOT NULL,
                 entity TEXT NOT NULL,
                 field TEXT NOT NULL,
                 position {whole} NOT NULL,
                 value TEXT NOT NULL,
                 PRIMARY KEY (kind, entity, field)){strict})",
             R"(CREATE TABLE checkpoint (
                 log TEXT NOT NULL,
                 size {whole} NOT NULL,
                 note TEXT NOT NULL,
                 recorded_at_ms {whole} NOT NULL,
                 PRIMARY KEY (log, size, note)){strict})"},
        .history = {"fact",
                    "journal",
                    "account",
                    "posting",
                    "register_step",
                    "register_change",
                    "checkpoint"}};
}

Migration second() {
    return {.version = 2,
            .name = "accounts of users",
            .statements =
                {"CREATE TABLE user_account (name TEXT NOT NULL PRIMARY KEY, "
                 "actor {bytes} NOT NULL UNIQUE){strict}",
                 "CREATE TABLE user_grant (name TEXT NOT NULL REFERENCES user_account (name), "
                 "role TEXT NOT NULL, party TEXT NOT NULL, "
                 "PRIMARY KEY (name, role, party)){strict}",
                 "CREATE TABLE grant_change (sequence {whole} NOT NULL PRIMARY KEY, "
                 "actor {bytes} NOT NULL, subject {bytes} NOT NULL, role TEXT NOT NULL, "
                 "party TEXT NOT NULL, granted {whole} NOT NULL, "
                 "recorded_at_ms {whole} NOT NULL){strict}"},
            .history = {"grant_change"}};
}

/// An account is also of an activity. SQLite cannot change what is unique in a table, so there the
/// three tables are copied; those that refer to another go before it.
Migration third() {
    const std::string copy_of_account =
        R"({sqlite} CREATE TABLE account_of_version_3 (
             account {whole} NOT NULL PRIMARY KEY,
             holder TEXT NOT NULL,
             stage TEXT NOT NULL,
             unit TEXT NOT NULL,
             lot TEXT NOT NULL,
             expiry {whole} NOT NULL,
             earmark TEXT NOT NULL,
             pledge TEXT NOT NULL,
             activity TEXT NOT NULL,
             UNIQUE (holder, stage, unit, lot, expiry, earmark, pledge, activity)){strict})";
    const std::string copy_of_posting =
        R"({sqlite} CREATE TABLE posting_of_version_3 (
             sequence {whole} NOT NULL REFERENCES journal (sequence),
             number {whole} NOT NULL,
             account {whole} NOT NULL REFERENCES account_of_version_3 (account),
             amount {whole} NOT NULL,
             PRIMARY KEY (sequence, number)){strict})";
    const std::string copy_of_balance =
        R"({sqlite} CREATE TABLE balance_of_version_3 (
             account {whole} NOT NULL PRIMARY KEY REFERENCES account_of_version_3 (account),
             amount {whole} NOT NULL){strict})";
    return {
        .version = 3,
        .name = "activities of accounts",
        .statements = {copy_of_account,
                       copy_of_posting,
                       copy_of_balance,
                       R"({sqlite} INSERT INTO account_of_version_3 SELECT account, holder,
                 stage, unit, lot, expiry, earmark, pledge, '' FROM account)",
                       R"({sqlite} INSERT INTO posting_of_version_3 SELECT sequence, number,
                 account, amount FROM posting)",
                       R"({sqlite} INSERT INTO balance_of_version_3 SELECT account, amount FROM
                 balance)",
                       "{sqlite} DROP TABLE posting",
                       "{sqlite} DROP TABLE balance",
                       "{sqlite} DROP TABLE account",
                       "{sqlite} ALTER TABLE account_of_version_3 RENAME TO account",
                       "{sqlite} ALTER TABLE posting_of_version_3 RENAME TO posting",
                       "{sqlite} ALTER TABLE balance_of_version_3 RENAME TO balance",
                       "{sqlite} CREATE INDEX posting_by_account ON posting (account, sequence)",
                       R"({postgresql} ALTER TABLE account ADD COLUMN activity TEXT NOT NULL
                 DEFAULT '')",
                       "{postgresql} ALTER TABLE account ALTER COLUMN activity DROP DEFAULT",
                       R"({postgresql} ALTER TABLE account DROP CONSTRAINT
                 account_holder_stage_unit_lot_expiry_earmark_pledge_key)",
                       R"({postgresql} ALTER TABLE account ADD UNIQUE (holder, stage, unit,
                 lot, expiry, earmark, pledge, activity))"},
        .history = {},
        .made_anew_in_sqlite = {"account", "posting"}};
}

Migration fourth() {
    return {.version = 4,
            .name = "adopted plans",
            .statements = {R"(CREATE TABLE adopted_plan (
                 sequence {whole} NOT NULL PRIMARY KEY,
                 id {bytes} NOT NULL UNIQUE,
                 name TEXT NOT NULL,
                 shipments {bytes} NOT NULL,
                 actor {bytes} NOT NULL,
                 approver {bytes} NOT NULL,
                 on_day {whole} NOT NULL,
                 recorded_at_ms {whole} NOT NULL){strict})",
                           R"(CREATE TABLE planned_shipment (
                 plan {whole} NOT NULL REFERENCES adopted_plan (sequence),
                 number {whole} NOT NULL,
                 id {bytes} NOT NULL UNIQUE,
                 lane TEXT NOT NULL,
                 from_place TEXT NOT NULL,
                 to_place TEXT NOT NULL,
                 unit TEXT NOT NULL,
                 lot TEXT NOT NULL,
                 expiry {whole} NOT NULL,
                 earmark TEXT NOT NULL,
                 activity TEXT NOT NULL,
                 amount {whole} NOT NULL,
                 departure {whole} NOT NULL,
                 arrival {whole} NOT NULL,
                 PRIMARY KEY (plan, number)){strict})"},
            .history = {"adopted_plan", "planned_shipment"}};
}

/// Roles for a place or a programme, what waits for a second person, and from which amount on it
/// takes one. SQLite cannot change what is unique in a table, so there the table of roles is
/// copied.
Migration fifth() {
    return {
        .version = 5,
        .name = "scopes of roles, proposals and thresholds",
        .statements =
            {R"({sqlite} CREATE TABLE user_grant_of_version_5 (name TEXT NOT NULL REFERENCES
                 user_account (name), role TEXT NOT NULL, party TEXT NOT NULL, place TEXT NOT NULL,
                 programme TEXT NOT NULL, PRIMARY KEY (name, role, party, place, programme)){strict})",
             R"({sqlite} INSERT INTO user_grant_of_version_5 SELECT name, role, party, '', '' FROM
                 user_grant)",
             "{sqlite} DROP TABLE user_grant",
             "{sqlite} ALTER TABLE user_grant_of_version_5 RENAME TO user_grant",
             R"({postgresql} ALTER TABLE user_grant ADD COLUMN place TEXT NOT NULL DEFAULT '',
                 ADD COLUMN programme TEXT NOT NULL DEFAULT '')",
             R"({postgresql} ALTER TABLE user_grant DROP CONSTRAINT user_grant_pkey,
                 ADD PRIMARY KEY (name, role, party, place, programme))",
             "ALTER TABLE grant_change ADD COLUMN place TEXT NOT NULL DEFAULT ''",
             "ALTER TABLE grant_change ADD COLUMN programme TEXT NOT NULL DEFAULT ''",
             R"(CREATE TABLE proposal (
                 sequence {whole} NOT NULL PRIMARY KEY,
                 id {bytes} NOT NULL UNIQUE,
                 task TEXT NOT NULL,
                 payload {bytes} NOT NULL,
                 actor {bytes} NOT NULL,
                 reason TEXT NOT NULL,
                 recorded_at_ms {whole} NOT NULL,
                 device_time_ms {whole} NOT NULL){strict})",
             R"(CREATE TABLE proposal_end (
                 proposal {bytes} NOT NULL PRIMARY KEY REFERENCES proposal (id),
                 outcome TEXT NOT NULL,
                 actor {bytes} NOT NULL,
                 reason TEXT NOT NULL,
                 recorded_at_ms {whole} NOT NULL,
                 device_time_ms {whole} NOT NULL){strict})",
             R"(CREATE TABLE commitment_threshold (
                 sequence {whole} NOT NULL PRIMARY KEY,
                 unit TEXT NOT NULL,
                 amount {whole} NOT NULL,
                 actor {bytes} NOT NULL,
                 recorded_at_ms {whole} NOT NULL){strict})"},
        .history = {"proposal", "proposal_end", "commitment_threshold"}};
}

/// How people show who they are: the hash of a password, a link to choose one that serves once,
/// and tokens for programs. All of it is erased with the account.
Migration sixth() {
    return {.version = 6,
            .name = "passwords, links and tokens of users",
            .statements = {
                R"(CREATE TABLE user_password (
                 name TEXT NOT NULL PRIMARY KEY REFERENCES user_account (name),
                 hash TEXT NOT NULL,
                 changed_at_ms {whole} NOT NULL){strict})",
                R"(CREATE TABLE user_link (
                 name TEXT NOT NULL PRIMARY KEY REFERENCES user_account (name),
                 hash {bytes} NOT NULL UNIQUE,
                 expires_at_ms {whole} NOT NULL){strict})",
                R"(CREATE TABLE user_token (
                 hash {bytes} NOT NULL PRIMARY KEY,
                 name TEXT NOT NULL REFERENCES user_account (name),
                 label TEXT NOT NULL,
                 scope TEXT NOT NULL,
                 made_at_ms {whole} NOT NULL,
                 expires_at_ms {whole} NOT NULL,
                 UNIQUE (name, label)){strict})"}};
}

/// What was attached, beside its fingerprint.
Migration seventh() {
    return {.version = 7, .name = "bytes of documents", .statements = {R"(CREATE TABLE document (
                 kind TEXT NOT NULL,
                 entity TEXT NOT NULL,
                 hash {bytes} NOT NULL,
                 content {bytes} NOT NULL,
                 recorded_at_ms {whole} NOT NULL,
                 PRIMARY KEY (kind, entity, hash)){strict})"}};
}

/// Who may not come in for now, and what was answered to requests whose outcome leaves no id of
/// theirs in the books.
Migration eighth() {
    return {.version = 8,
            .name = "blocked users and answered requests",
            .statements = {R"(CREATE TABLE user_block (
                 name TEXT NOT NULL PRIMARY KEY REFERENCES user_account (name),
                 since_ms {whole} NOT NULL,
                 reason TEXT NOT NULL){strict})",
                           R"(CREATE TABLE answered_request (
                 id {bytes} NOT NULL PRIMARY KEY,
                 actor {bytes} NOT NULL,
                 asked TEXT NOT NULL,
                 answer TEXT NOT NULL,
                 recorded_at_ms {whole} NOT NULL){strict})"},
            .history = {"answered_request"}};
}

/// While it lives, tables of history may be made anew.
class Remaking {
 public:
    explicit Remaking(Connection& connection) : connection_(connection) {
        connection_.guard_history(false);
    }

    Remaking(const Remaking&) = delete;
    Remaking& operator=(const Remaking&) = delete;

    ~Remaking() { connection_.guard_history(true); }

 private:
    Connection& connection_;
};

bool has_table_of_versions(Connection& connection) {
    const std::string ask =
        connection.backend() == Backend::sqlite
            ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = "
              "'schema_migration'"
            : "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = "
              "current_schema() AND table_name = 'schema_migration'";
    Statement& found = connection.prepare(ask);
    found.step();
    const bool there = found.integer(0) > 0;
    found.reset();
    return there;
}

void make_table_of_versions(Connection& connection) {
    if (!has_table_of_versions(connection)) {
        connection.execute(
            spelled("CREATE TABLE schema_migration (version {whole} NOT NULL PRIMARY "
                    "KEY, name TEXT NOT NULL){strict}",
                    connection.backend()));
        connection.execute(only_appended("schema_migration", connection.backend()));
    }
}

std::int64_t latest_version(Connection& connection) {
    Statement& versions = connection.prepare(sql::kReadVersions.sql);
    std::int64_t latest = 0;
    while (versions.step()) {
        latest = versions.integer(0);
    }
    return latest;
}

}  // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> kMigrations = {
        first(), second(), third(), fourth(), fifth(), sixth(), seventh(), eighth()};
    return kMigrations;
}

std::int64_t version_of(Connection& connection) {
    Transaction transaction(connection, Transaction::Kind::write);
    make_table_of_versions(connection);
    const std::int64_t version = latest_version(connection);
    transaction.commit();
    return version;
}

bool is_of_another_program(Connection& connection) {
    const std::string schema = connection.backend() == Backend::sqlite
                                   ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                   : "SELECT table_name FROM information_schema.tables WHERE "
                                     "table_schema = current_schema()";
    Statement& tables = connection.prepare(schema);
    bool any = false;
    bool ours = false;
    while (tables.step()) {
        any = true;
        ours = ours || tables.text(0) == "schema_migration";
    }
    return any && !ours;
}

base::Result<void> migrate(Connection& connection, std::int64_t upto) {
    const std::int64_t known = migrations().back().version;
    if (upto == known) {
        // Nearly always there is nothing to do, and then nobody has to wait for the writer.
        Transaction reading(connection, Transaction::Kind::read);
        const bool done = has_table_of_versions(connection) && latest_version(connection) == known;
        reading.commit();
        if (done) {
            return {};
        }
    }
    for (const Migration& migration : migrations()) {
        Transaction transaction(connection, Transaction::Kind::write);
        make_table_of_versions(connection);
        const std::int64_t version = latest_version(connection);
        if (version > known) {
            return base::fail("newer_database",
                              fmt::format("the database has version {} of the tables; this Imdad "
                                          "knows up to {}: use a later Imdad",
                                          version,
                                          known));
        }
        if (version >= migration.version || migration.version > upto) {
            continue;
        }
        const Remaking remaking(connection);
        for (const std::string& statement : migration.statements) {
            if (const std::string own = spelled(statement, connection.backend()); !own.empty()) {
                connection.execute(own);
            }
        }
        if (connection.backend() == Backend::sqlite) {
            for (const std::string& table : migration.made_anew_in_sqlite) {
                connection.execute(only_appended(table, Backend::sqlite));
            }
        }
        for (const std::string& table : migration.history) {
            connection.execute(only_appended(table, connection.backend()));
        }
        connection.prepare(sql::kAppendVersion.sql).with(migration.version, migration.name).run();
        transaction.commit();
    }
    return {};
}

}  // namespace imdad::store
