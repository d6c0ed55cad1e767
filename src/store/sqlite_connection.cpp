#include "store/sqlite_connection.hpp"

#include "store/statements.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

namespace imdad::store {

namespace {

using base::Failure;

/// SQLite knows a full disk; a limit of the size of a file or a quota it calls an error of the
/// disk, and hands on nothing but `errno` as the failed write has left it.
bool is_out_of_room(int code, int cause) {
    return code == SQLITE_IOERR_WRITE && (cause == EFBIG || cause == EDQUOT || cause == ENOSPC);
}

/// What SQLite reports, as one of our three kinds of error.
[[noreturn]] void fail(sqlite3* database, const std::string& doing) {
    const int cause = errno;
    const int code = sqlite3_extended_errcode(database);
    const std::string message = fmt::format("{}: {}", doing, sqlite3_errmsg(database));
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            if (code == SQLITE_CONSTRAINT_TRIGGER) {
                throw Refused(Conflict::history, message);
            }
            throw Refused(Conflict::unique, message);
        case SQLITE_AUTH:
            throw Refused(Conflict::history, message + " (history is added to, never changed)");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Refused(Conflict::busy, message);
        case SQLITE_FULL:
            throw Failure(Failure::Kind::storage_full, message);
        case SQLITE_IOERR:
            throw Failure(
                is_out_of_room(code, cause) ? Failure::Kind::storage_full : Failure::Kind::io,
                message);
        case SQLITE_CANTOPEN:
            throw Failure(Failure::Kind::not_found, message);
        default:
            throw Failure(Failure::Kind::io, message);
    }
}

class SqliteStatement final : public Statement {
 public:
    SqliteStatement(sqlite3* database, std::string_view sql) : database_(database) {
        if (sqlite3_prepare_v3(database,
                               sql.data(),
                               static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT,
                               &statement_,
                               nullptr) != SQLITE_OK) {
            fail(database, fmt::format("cannot prepare '{}'", sql));
        }
    }

    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    void bind(int parameter, std::int64_t value) override {
        check(sqlite3_bind_int64(statement_, parameter, value));
    }

    void bind(int parameter, std::string_view value) override {
        // An empty view may have no address, which SQLite would take for null.
        check(sqlite3_bind_text(statement_,
                                parameter,
                                value.empty() ? "" : value.data(),
                                static_cast<int>(value.size()),
                                SQLITE_TRANSIENT));
    }

    void bind_bytes(int parameter, Bytes value) override {
        check(sqlite3_bind_blob(statement_,
                                parameter,
                                value.empty() ? "" : static_cast<const void*>(value.data()),
                                static_cast<int>(value.size()),
                                SQLITE_TRANSIENT));
    }

    void bind_null(int parameter) override { check(sqlite3_bind_null(statement_, parameter)); }

    bool step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) {
            return true;
        }
        if (code == SQLITE_DONE) {
            sqlite3_reset(statement_);
            return false;
        }
        // The code of the reset is that of the step; the message must be read before it is gone.
        try {
            fail(database_, "the database refuses");
        } catch (...) {
            sqlite3_reset(statement_);
            throw;
        }
    }

    void reset() override { sqlite3_reset(statement_); }

    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }

    [[nodiscard]] std::string_view text(int column) const override {
        const auto* text = sqlite3_column_text(statement_, column);
        if (text == nullptr) {
            return {};
        }
        // reinterpret_cast: SQLite gives UTF-8 as unsigned char.
        return {reinterpret_cast<const char*>(text),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

    [[nodiscard]] Bytes bytes(int column) const override {
        const auto* data =
            static_cast<const unsigned char*>(sqlite3_column_blob(statement_, column));
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

 private:
    void check(int code) {
        if (code != SQLITE_OK) {
            fail(database_, "cannot bind a value");
        }
    }

    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
};

bool is_history(const char* table) {
    return table != nullptr &&
           std::ranges::find(sql::kHistory, std::string_view(table)) != sql::kHistory.end();
}

/// Asked by SQLite for each thing that a statement does, while it prepares it. `INSERT OR REPLACE`
/// is an insert here; that it fires the triggers of the rows it removes is a setting of the
/// connection.
int authorize(void* guarded,
              int action,
              const char* first,
              const char* second,
              const char* /*database*/,
              const char* /*trigger*/) {
    if (!*static_cast<const bool*>(guarded)) {
        return SQLITE_OK;
    }
    switch (action) {
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
        case SQLITE_DROP_TABLE:
            return is_history(first) ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_DROP_TRIGGER:
        case SQLITE_ALTER_TABLE:
            return is_history(second) ? SQLITE_DENY : SQLITE_OK;
        case SQLITE_PRAGMA:  // with it the triggers could be edited away
            return std::string_view(first) == "writable_schema" ? SQLITE_DENY : SQLITE_OK;
        default:
            return SQLITE_OK;
    }
}

class SqliteConnection final : public Connection {
 public:
    SqliteConnection(const std::string& path, const SqliteOptions& options) {
        const int flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (options.create ? SQLITE_OPEN_CREATE : 0);
        const char* const vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
        if (sqlite3_open_v2(path.c_str(), &database_, flags, vfs) != SQLITE_OK) {
            const std::string message =
                fmt::format("cannot open {}: {}", path, sqlite3_errmsg(database_));
            const bool missing = (sqlite3_errcode(database_) & 0xff) == SQLITE_CANTOPEN;
            sqlite3_close(database_);
            throw Failure(missing ? Failure::Kind::not_found : Failure::Kind::io, message);
        }
        try {
            sqlite3_busy_timeout(database_, kWaitSeconds * 1000);
            execute("PRAGMA journal_mode = WAL");
            execute(options.durability == Durability::full ? "PRAGMA synchronous = FULL"
                                                           : "PRAGMA synchronous = NORMAL");
            execute("PRAGMA foreign_keys = ON");
            // 64 MB: ids are random, so adding to their index touches pages everywhere in it.
            execute("PRAGMA cache_size = -65536");
            execute("PRAGMA trusted_schema = OFF");
            execute("PRAGMA cell_size_check = ON");
            // What is erased is overwritten: accounts of people must not stay in free pages.
            execute("PRAGMA secure_delete = ON");
            // Else a row that INSERT OR REPLACE removes is removed past the triggers.
            execute("PRAGMA recursive_triggers = ON");
            sqlite3_set_authorizer(database_, authorize, &guarded_);
            roll_back_ = std::make_unique<SqliteStatement>(database_, "ROLLBACK");
        } catch (...) {
            sqlite3_close(database_);
            throw;
        }
    }

    ~SqliteConnection() override {
        statements_.clear();
        roll_back_.reset();
        sqlite3_close(database_);
    }

    [[nodiscard]] Backend backend() const override { return Backend::sqlite; }

    Statement& prepare(std::string_view sql) override {
        const auto found = statements_.find(sql);
        if (found != statements_.end()) {
            return *found->second;
        }
        return *statements_
                    .emplace(std::string(sql), std::make_unique<SqliteStatement>(database_, sql))
                    .first->second;
    }

    void execute(const std::string& sql) override {
        if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            fail(database_, "the database refuses");
        }
    }

    void guard_history(bool guarded) override { guarded_ = guarded; }

    void begin_write() override {
        execute("BEGIN IMMEDIATE");
        if (!settled_) {
            try {
                settle_log();
            } catch (...) {
                roll_back();
                throw;
            }
            settled_ = true;
        }
    }

    void begin_read() override { execute("BEGIN"); }

    void commit() override { execute("COMMIT"); }

    void begin_part() override { execute("SAVEPOINT part"); }

    void keep_part() override { execute("RELEASE part"); }

    [[nodiscard]] bool drop_part() noexcept override {
        reset_all();
        return sqlite3_get_autocommit(database_) == 0 &&
               sqlite3_exec(
                   database_, "ROLLBACK TO part; RELEASE part", nullptr, nullptr, nullptr) ==
                   SQLITE_OK;
    }

    void roll_back() noexcept override {
        reset_all();
        // After an error of the disk SQLite may have rolled back by itself.
        if (sqlite3_get_autocommit(database_) == 0) {
            try {
                roll_back_->run();
            } catch (...) {
                // Nobody can be told here: the next transaction will say that there is one already.
                roll_back_->reset();
            }
        }
    }

 private:
    void reset_all() noexcept {
        for (auto& [sql, statement] : statements_) {
            statement->reset();
        }
    }

    /// Before the first write, the log that an earlier process has left is written again as it is,
    /// and synced. A sync may have failed under that process just before it ended; Linux then shows
    /// the pages as if they were written and never writes them, and what is committed on top of
    /// them would be gone when the power returns. Copying the log into the file instead
    /// would be worse: after a loss of power the file would hold what the log lacks.
    /// Requires: the place of the writer, so nobody else adds to the log.
    void settle_log() {
        sqlite3_file* log = nullptr;
        sqlite3_file_control(
            database_, "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log));
        if (log == nullptr || log->pMethods == nullptr) {
            return;
        }
        sqlite3_int64 size = 0;
        int code = log->pMethods->xFileSize(log, &size);
        std::vector<char> part;
        for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size;) {
            part.resize(static_cast<std::size_t>(std::min<sqlite3_int64>(size - at, kLogPart)));
            const int bytes = static_cast<int>(part.size());
            code = log->pMethods->xRead(log, part.data(), bytes, at);
            if (code == SQLITE_OK) {
                code = log->pMethods->xWrite(log, part.data(), bytes, at);
            }
            at += bytes;
        }
        if (code == SQLITE_OK && size > 0) {
            code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
        }
        if (code != SQLITE_OK) {
            throw Failure(
                (code & 0xff) == SQLITE_FULL ? Failure::Kind::storage_full : Failure::Kind::io,
                fmt::format("what was written before cannot be made durable: {}",
                            sqlite3_errstr(code)));
        }
    }

    /// SQLite itself writes no more than a page at once, and its layer over the file system takes
    /// the length of a write modulo 128 KiB.
    static constexpr sqlite3_int64 kLogPart = 1 << 16;

    sqlite3* database_ = nullptr;
    bool settled_ = false;
    std::unique_ptr<SqliteStatement> roll_back_;  ///< made beforehand: memory may be what lacks
    bool guarded_ = true;                         ///< read by `authorize`
    std::map<std::string, std::unique_ptr<SqliteStatement>, std::less<>> statements_;
};

}  // namespace

bool is_sqlite_file(const std::string& path) {
    constexpr std::string_view kHead{"SQLite format 3\0", 16};
    std::array<char, kHead.size()> head{};
    sqlite3* database = nullptr;
    bool read = false;
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK) {
        sqlite3_file* file = nullptr;
        sqlite3_file_control(
            database, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file));
        read =
            file != nullptr && file->pMethods != nullptr &&
            file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0) == SQLITE_OK;
    }
    sqlite3_close(database);
    return read && std::string_view(head.data(), head.size()) == kHead;
}

std::unique_ptr<Connection> connect_sqlite(const std::string& path, const SqliteOptions& options) {
    return std::make_unique<SqliteConnection>(path, options);
}

}  // namespace imdad::store
