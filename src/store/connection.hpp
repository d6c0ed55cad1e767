#pragma once

#include "base/result.hpp"
#include "store/location.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// One connection to a database, SQLite or PostgreSQL, with prepared statements. The SQL is the
/// same text for both: parameters are $1, $2, ... in the order of their first use, values are
/// 64-bit integers, text, bytes or null. No driver above it gives integers that are exact in sums
/// and error codes on both; so the two C interfaces are used, and nothing else of them is seen.

namespace imdad::store {

using Bytes = std::span<const unsigned char>;

/// Another connection wrote first, or a row with the same key exists: the caller decides on it.
enum class Conflict : std::uint8_t { none, unique, history, busy };

/// Thrown by `step` and `execute` where the statement was refused for a reason other than the
/// environment: a duplicate key, or history that may not be changed.
class Refused : public std::runtime_error {
 public:
    Refused(Conflict conflict, const std::string& message)
        : std::runtime_error(message), conflict_(conflict) {}

    [[nodiscard]] Conflict conflict() const { return conflict_; }

 private:
    Conflict conflict_;
};

/// Thrown by `begin_write` where too many wait for the place of the writer, or one holds it for too
/// long: nothing was begun.
class Overloaded : public base::Failure {
 public:
    explicit Overloaded(const std::string& message) : Failure(Kind::io, message) {}
};

/// A prepared statement. Used as: bind every parameter, step until false, and again from the start.
class Statement {
 public:
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    virtual ~Statement() = default;

    virtual void bind(int parameter, std::int64_t value) = 0;      ///< from 1
    virtual void bind(int parameter, std::string_view value) = 0;  ///< text, UTF-8
    virtual void bind_bytes(int parameter, Bytes value) = 0;
    virtual void bind_null(int parameter) = 0;

    /// To the next row; false after the last one, which also resets the statement.
    virtual bool step() = 0;

    /// Gives up the rows that are left.
    virtual void reset() = 0;

    /// Of the present row; columns count from 0. Text and bytes hold until the next call of `step`.
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual Bytes bytes(int column) const = 0;

    /// Binds all parameters in order.
    template <typename... Values>
    Statement& with(const Values&... values) {
        int parameter = 0;
        (bind_one(++parameter, values), ...);
        return *this;
    }

    /// Steps to the end; for statements without rows.
    void run() {
        while (step()) {
        }
    }

 private:
    void bind_one(int parameter, std::int64_t value) { bind(parameter, value); }

    void bind_one(int parameter, std::string_view value) { bind(parameter, value); }

    void bind_one(int parameter, Bytes value) { bind_bytes(parameter, value); }

    void bind_one(int parameter, std::nullopt_t) { bind_null(parameter); }
};

/// How durable a commit is. `full`: on the disk before `commit` returns. `fast` may lose the last
/// commits when the power fails; it exists so that the tests can show that they would see it.
enum class Durability : std::uint8_t { full, fast };

/// Not safe for use by several threads at once.
class Connection {
 public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    [[nodiscard]] virtual Backend backend() const = 0;

    /// The statement is prepared once and kept; it is valid as long as the connection.
    [[nodiscard]] virtual Statement& prepare(std::string_view sql) = 0;

    /// Statements without parameters and rows, one after the other.
    virtual void execute(const std::string& sql) = 0;

    /// Whether statements that would change or remove history are refused as they are prepared,
    /// with `Conflict::history`, whatever triggers there are. They are at first; migrations, which
    /// make tables anew, and tests that tamper say otherwise. PostgreSQL has the triggers only.
    virtual void guard_history(bool guarded) = 0;

    /// Takes the one place of a writer, waiting up to `kWaitSeconds` for another one to finish.
    virtual void begin_write() = 0;
    /// A view of the database that does not change until `commit` or `roll_back`.
    virtual void begin_read() = 0;
    /// Returns when everything is on the disk.
    virtual void commit() = 0;
    /// May be called in any state, also after a failure that has rolled back already.
    virtual void roll_back() noexcept = 0;

    /// A part of the write transaction that is open, kept or dropped by itself.
    virtual void begin_part() = 0;
    virtual void keep_part() = 0;
    /// False: the whole transaction is gone, as after an error of the disk.
    [[nodiscard]] virtual bool drop_part() noexcept = 0;

    /// False: what was read through it was never committed, so nothing must be built on it.
    [[nodiscard]] virtual bool is_sound() const { return true; }

    /// Number of the `Transaction` that is open or was the last; 0: there was none.
    [[nodiscard]] std::uint64_t transaction() const { return transaction_; }

    /// Of the last one that ended without a commit; 0: none. Who keeps what it read within one
    /// learns from both whether that holds.
    [[nodiscard]] std::uint64_t last_rolled_back() const { return last_rolled_back_; }

    [[nodiscard]] bool is_in_transaction() const { return is_in_transaction_; }

 private:
    friend class Transaction;

    bool is_in_transaction_ = false;
    std::uint64_t transaction_ = 0;
    std::uint64_t last_rolled_back_ = 0;
};

inline constexpr int kWaitSeconds = 10;

/// Opens, and for SQLite creates if `create`. Throws `base::Failure`: not_found if there is no such
/// database, io or storage_full if it cannot be used.
[[nodiscard]] std::unique_ptr<Connection> connect(const Location& location,
                                                  bool create,
                                                  Durability durability = Durability::full);

/// Rolls back at its end unless committed.
class Transaction {
 public:
    enum class Kind : std::uint8_t { read, write };

    Transaction(Connection& connection, Kind kind) : connection_(connection) {
        kind == Kind::write ? connection.begin_write() : connection.begin_read();
        ++connection.transaction_;
        connection.is_in_transaction_ = true;
    }

    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    ~Transaction() {
        if (!done_) {
            connection_.last_rolled_back_ = connection_.transaction_;
            connection_.is_in_transaction_ = false;
            connection_.roll_back();
        }
    }

    void commit() {
        connection_.commit();
        connection_.is_in_transaction_ = false;
        done_ = true;
    }

 private:
    Connection& connection_;
    bool done_ = false;
};

}  // namespace imdad::store
