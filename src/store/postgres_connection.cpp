#include "store/postgres_connection.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace imdad::store {

namespace {

using base::Failure;

/// One writer at a time, as with SQLite: the books are one line of entries.
constexpr std::int64_t kWriterLock = 0x696d646164;  // "imdad"

// Types of parameters, from the server's catalogue: pg_type.dat.
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;
constexpr Oid kBytea = 17;

struct ResultEnd {
    void operator()(PGresult* result) const { PQclear(result); }
};

using ResultPtr = std::unique_ptr<PGresult, ResultEnd>;

std::string trimmed(const char* text) {
    std::string result = text == nullptr ? "" : text;
    while (!result.empty() && (result.back() == '\n' || result.back() == ' ')) {
        result.pop_back();
    }
    return result;
}

/// What the server reports, as one of our three kinds of error. Codes: PostgreSQL, appendix A.
[[noreturn]] void fail(PGconn* connection, const PGresult* result, const std::string& doing) {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? "" : state;
    const std::string message = fmt::format(
        "{}: {}",
        doing,
        trimmed(result == nullptr ? PQerrorMessage(connection) : PQresultErrorMessage(result)));
    if (code == "23505") {
        throw Refused(Conflict::unique, message);
    }
    if (code == "P0001") {  // raise_exception: only our triggers do that
        throw Refused(Conflict::history, message);
    }
    if (code.starts_with("23")) {
        throw Refused(Conflict::unique, message);
    }
    if (code == "40001" || code == "40P01" || code == "55P03") {
        throw Refused(Conflict::busy, message);
    }
    throw Failure(code == "53100" ? Failure::Kind::storage_full : Failure::Kind::io, message);
}

class PostgresStatement final : public Statement {
 public:
    PostgresStatement(PGconn* connection, std::string name, std::string_view sql)
        : connection_(connection), name_(std::move(name)), sql_(sql) {
        for (std::size_t at = 0; (at = sql_.find('$', at)) != std::string::npos; ++at) {
            std::size_t number = 0;
            std::from_chars(sql_.data() + at + 1, sql_.data() + sql_.size(), number);
            parameters_.resize(std::max(parameters_.size(), number));
        }
    }

    void bind(int parameter, std::int64_t value) override {
        set(parameter, kInt8, fmt::format("{}", value), false);
    }

    void bind(int parameter, std::string_view value) override {
        set(parameter, kText, std::string(value), false);
    }

    void bind_bytes(int parameter, Bytes value) override {
        set(parameter, kBytea, std::string(value.begin(), value.end()), true);
    }

    void bind_null(int parameter) override {
        parameters_.at(static_cast<std::size_t>(parameter) - 1).null = true;
    }

    bool step() override {
        if (!result_) {
            run_now();
        }
        if (++row_ < PQntuples(result_.get())) {
            return true;
        }
        reset();
        return false;
    }

    void reset() override {
        result_.reset();
        row_ = -1;
    }

    [[nodiscard]] bool is_null(int column) const override {
        return PQgetisnull(result_.get(), row_, column) != 0;
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        const std::string_view value = text(column);
        std::int64_t number = 0;
        std::from_chars(value.data(), value.data() + value.size(), number);
        return number;
    }

    [[nodiscard]] std::string_view text(int column) const override {
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
    }

    /// The server writes bytes as "\x" and two hexadecimal digits each.
    [[nodiscard]] Bytes bytes(int column) const override {
        const std::string_view digits = text(column);
        std::vector<unsigned char>& decoded = decoded_[static_cast<std::size_t>(column)];
        decoded.clear();
        for (std::size_t i = 2; i + 1 < digits.size(); i += 2) {
            unsigned int value = 0;
            std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
            decoded.push_back(static_cast<unsigned char>(value));
        }
        return decoded;
    }

 private:
    struct Parameter {
        std::string value;
        Oid type = kText;
        bool binary = false;
        bool null = true;
    };

    void set(int parameter, Oid type, std::string value, bool binary) {
        parameters_.at(static_cast<std::size_t>(parameter) - 1) = {
            std::move(value), type, binary, false};
    }

    void run_now() {
        std::vector<Oid> types;
        std::vector<const char*> values;
        std::vector<int> lengths;
        std::vector<int> formats;
        for (const Parameter& parameter : parameters_) {
            types.push_back(parameter.type);
            values.push_back(parameter.null ? nullptr : parameter.value.c_str());
            lengths.push_back(static_cast<int>(parameter.value.size()));
            formats.push_back(parameter.binary ? 1 : 0);
        }
        const int count = static_cast<int>(parameters_.size());
        if (!prepared_) {
            const ResultPtr done(
                PQprepare(connection_, name_.c_str(), sql_.c_str(), count, types.data()));
            if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) {
                fail(connection_, done.get(), fmt::format("cannot prepare '{}'", sql_));
            }
            prepared_ = true;
        }
        result_.reset(PQexecPrepared(
            connection_, name_.c_str(), count, values.data(), lengths.data(), formats.data(), 0));
        row_ = -1;
        const ExecStatusType status = PQresultStatus(result_.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            const ResultPtr failed = std::move(result_);
            fail(connection_, failed.get(), "the database refuses");
        }
    }

    PGconn* connection_;
    std::string name_;
    std::string sql_;
    bool prepared_ = false;
    std::vector<Parameter> parameters_;
    ResultPtr result_;
    int row_ = -1;
    mutable std::map<std::size_t, std::vector<unsigned char>> decoded_;
};

class PostgresConnection final : public Connection {
 public:
    PostgresConnection(const Location& location, Durability durability)
        : connection_(PQconnectdb(location.text.c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK) {
            const std::string message = fmt::format(
                "cannot open {}: {}", location.shown(), trimmed(PQerrorMessage(connection_)));
            PQfinish(connection_);
            throw Failure(Failure::Kind::not_found, message);
        }
        PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
        try {
            execute("SET client_encoding = 'UTF8'");
            execute("SET bytea_output = 'hex'");
            execute(fmt::format("SET lock_timeout = '{}s'", kWaitSeconds));
            execute(durability == Durability::full ? "SET synchronous_commit = on"
                                                   : "SET synchronous_commit = off");
        } catch (...) {
            PQfinish(connection_);
            throw;
        }
    }

    ~PostgresConnection() override {
        statements_.clear();
        PQfinish(connection_);
    }

    [[nodiscard]] Backend backend() const override { return Backend::postgresql; }

    Statement& prepare(std::string_view sql) override {
        const auto found = statements_.find(sql);
        if (found != statements_.end()) {
            return *found->second;
        }
        std::string name = fmt::format("s{}", statements_.size());
        return *statements_
                    .emplace(std::string(sql),
                             std::make_unique<PostgresStatement>(connection_, std::move(name), sql))
                    .first->second;
    }

    void execute(const std::string& sql) override {
        const ResultPtr done(PQexec(connection_, sql.c_str()));
        const ExecStatusType status = PQresultStatus(done.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            fail(connection_, done.get(), "the database refuses");
        }
    }

    void guard_history(bool /*guarded*/) override {}

    void begin_write() override {
        execute("BEGIN ISOLATION LEVEL READ COMMITTED");
        try {
            // Read committed: what is read after the lock is what the writer before has written.
            execute(fmt::format("SELECT pg_advisory_xact_lock({})", kWriterLock));
        } catch (...) {
            roll_back();
            throw;
        }
    }

    void begin_read() override { execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

    void commit() override { execute("COMMIT"); }

    void begin_part() override { execute("SAVEPOINT part"); }

    void keep_part() override { execute("RELEASE SAVEPOINT part"); }

    [[nodiscard]] bool drop_part() noexcept override {
        reset_all();
        const ResultPtr done(
            PQexec(connection_, "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part"));
        return PQresultStatus(done.get()) == PGRES_COMMAND_OK &&
               PQtransactionStatus(connection_) == PQTRANS_INTRANS;
    }

    void roll_back() noexcept override {
        reset_all();
        if (PQtransactionStatus(connection_) != PQTRANS_IDLE) {
            PQclear(PQexec(connection_, "ROLLBACK"));
        }
    }

 private:
    void reset_all() noexcept {
        for (auto& [sql, statement] : statements_) {
            statement->reset();
        }
    }

    PGconn* connection_;
    std::map<std::string, std::unique_ptr<PostgresStatement>, std::less<>> statements_;
};

}  // namespace

std::unique_ptr<Connection> connect_postgres(const Location& location, Durability durability) {
    return std::make_unique<PostgresConnection>(location, durability);
}

}  // namespace imdad::store
