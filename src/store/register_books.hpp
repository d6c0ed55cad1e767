#pragma once

#include "ledger/merkle_log.hpp"
#include "register/decide.hpp"
#include "register/register.hpp"
#include "store/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The register in a database: every step as the list of its changes, which is never changed, and
/// the values of today beside it. One transaction is one step with all that follows from it.

namespace imdad::store {

using StepId = std::array<unsigned char, 16>;  ///< made by the client at random

struct Step {
    std::uint64_t sequence = 0;
    registry::Changes changes;
    bool replayed = false;  ///< it was made before, under the same id
};

/// One change of an entity, for its history.
struct PastChange {
    std::uint64_t sequence = 0;
    std::string actor;
    base::Day on;
    std::int64_t recorded_ms = 0;
    std::string field;
    std::string before;
    std::string after;
};

struct RegisterFinding {
    std::uint64_t sequence = 0;  ///< of the first step concerned
    std::string code;
    std::string message;
};

class RegisterBooks {
 public:
    /// `connection`: migrated; must outlive the object.
    explicit RegisterBooks(Connection& connection) : connection_(connection) {}

    /// As of the last `catch_up` or `run`.
    [[nodiscard]] const registry::Register& current() const { return current_; }

    /// Steps that `current` is made of.
    [[nodiscard]] std::uint64_t size() const { return size_; }

    void catch_up();

    /// The same inside a transaction that the caller began.
    void catch_up_within() { read_values(); }

    /// Decides on the register as it is in the transaction, and writes all changes or none.
    /// `context.facts` are the caller's, read beforehand. `request`: the command in words, the same
    /// for the same command. Errors: those of `registry::decide`; `id_with_other_body` if the id
    /// was used for another request.
    [[nodiscard]] base::Result<Step> run(const StepId& id,
                                         const std::string& request,
                                         const registry::Context& context,
                                         const registry::Command& command);

    /// The same inside a write transaction that the caller began. Ends that transaction without a
    /// commit, the next use reads everything anew.
    [[nodiscard]] base::Result<Step> run_within(const StepId& id,
                                                const std::string& request,
                                                const registry::Context& context,
                                                const registry::Command& command);

    void forget();

    [[nodiscard]] std::vector<PastChange> history(registry::Kind kind, const std::string& id);

    /// Plays all steps again and compares with the stored hashes, the values of today and, if it is
    /// given, the root after so many steps that somebody kept.
    struct Kept {
        std::uint64_t size = 0;
        ledger::Hash root{};
    };

    [[nodiscard]] std::vector<RegisterFinding> audit(const std::vector<Kept>& kept);

    /// Root of the log of all steps that `current` is made of.
    [[nodiscard]] ledger::Hash root();

 private:
    void read_values();
    [[nodiscard]] bool is_current();
    void append(const StepId& id, const std::string& request, const registry::Changes& changes);
    [[nodiscard]] registry::Changes read_changes(std::uint64_t sequence);

    Connection& connection_;
    registry::Register current_;
    std::uint64_t size_ = 0;
    bool fresh_ = false;
    std::int64_t last_sequence_ = -1;  ///< of the last step that `current_` is made of
    ledger::Hash last_leaf_{};
    std::uint64_t changed_in_ = 0;  ///< transaction in which a step of our own was added; 0: none
};

/// The canonical bytes of a step: what the leaves of its log are hashes of. Version 1: numbers as
/// varints, texts as their length and bytes; sequence, id, request, actor, day, recorded_ms, then
/// each change as kind, entity, field, before, after.
[[nodiscard]] std::string bytes_of_step(std::uint64_t sequence,
                                        const StepId& id,
                                        const std::string& request,
                                        const registry::Changes& changes);

}  // namespace imdad::store
