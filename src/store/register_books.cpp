#include "store/register_books.hpp"

#include "base/assert.hpp"
#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace imdad::store {

namespace {

using registry::Change;
using registry::Changes;
using registry::FieldList;
using registry::Kind;
using registry::Register;

constexpr std::int64_t kPage = 1000;  ///< steps read at once

Kind kind_of(std::string_view word) {
    const std::optional<Kind> kind = registry::parse_word<Kind>(word);
    if (!kind) {
        throw base::Failure(
            base::Failure::Kind::io,
            fmt::format("the register holds a kind of entity '{}' that no Imdad has "
                        "written",
                        word));
    }
    return *kind;
}

FieldList fields_in(const Register& of, Kind kind, const std::string& id) {
    return registry::with_type_of(kind, [&]<typename T>(T*) {
        const auto& table = of.table<T>();
        const auto found = table.find(id);
        return found == table.end() ? FieldList() : registry::fields_of(found->second);
    });
}

void put_number(std::string& out, std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) {
        out.push_back(static_cast<char>(value | 0x80U));
    }
    out.push_back(static_cast<char>(value));
}

void put_text(std::string& out, std::string_view text) {
    put_number(out, text.size());
    out += text;
}

[[noreturn]] void unreadable(const std::string& what, const base::Error& error) {
    throw base::Failure(base::Failure::Kind::io,
                        fmt::format("{} cannot be read: {}. `imdad audit` tells more; a backup has "
                                    "it as it was",
                                    what,
                                    error.message));
}

}  // namespace

std::string bytes_of_step(std::uint64_t sequence,
                          const StepId& id,
                          const std::string& request,
                          const Changes& changes) {
    std::string out;
    put_number(out, 1);
    put_number(out, sequence);
    out.append(id.begin(), id.end());
    put_text(out, request);
    put_text(out, changes.actor);
    put_text(out, base::to_text(changes.on));
    put_number(out, static_cast<std::uint64_t>(changes.recorded_ms));
    put_number(out, changes.list.size());
    for (const Change& change : changes.list) {
        put_text(out, registry::word_of(change.kind));
        put_text(out, change.id);
        put_text(out, change.field);
        put_text(out, change.before);
        put_text(out, change.after);
    }
    return out;
}

void RegisterBooks::forget() {
    fresh_ = false;
}

void RegisterBooks::catch_up() {
    Transaction transaction(connection_, Transaction::Kind::read);
    read_values();
    transaction.commit();
}

/// Whether the last step is the one that was read: nothing was added since, taken back or put in
/// its place.
bool RegisterBooks::is_current() {
    if (changed_in_ != 0 && changed_in_ != connection_.transaction()) {
        fresh_ = fresh_ && connection_.last_rolled_back() < changed_in_;
        changed_in_ = 0;
    }
    std::int64_t sequence = -1;
    ledger::Hash leaf{};
    Statement& last = connection_.prepare(sql::kReadLastStep.sql);
    if (last.step()) {
        sequence = last.integer(0);
        leaf = hash_from(last.bytes(1));
        last.reset();
    }
    const bool same = fresh_ && sequence == last_sequence_ && leaf == last_leaf_;
    last_sequence_ = sequence;
    last_leaf_ = leaf;
    return same;
}

/// The values of today are read whole where something was added since: a register holds thousands
/// of entities, not millions.
void RegisterBooks::read_values() {
    if (is_current()) {
        return;
    }
    fresh_ = false;  // until all of it is read
    Statement& count = connection_.prepare(sql::kCountSteps.sql);
    count.step();
    const auto size = static_cast<std::uint64_t>(count.integer(0));
    count.reset();
    Changes all;
    Statement& rows = connection_.prepare(sql::kReadFields.sql);
    while (rows.step()) {
        all.list.push_back({.kind = kind_of(rows.text(0)),
                            .id = std::string(rows.text(1)),
                            .field = std::string(rows.text(2)),
                            .before = {},
                            .after = std::string(rows.text(3))});
    }
    current_ = {};
    if (const base::Result<void> read = registry::apply(current_, all); !read) {
        unreadable("the register", read.error());
    }
    size_ = size;
    fresh_ = true;
}

base::Result<Step> RegisterBooks::run(const StepId& id,
                                      const std::string& request,
                                      const registry::Context& context,
                                      const registry::Command& command) {
    Transaction transaction(connection_, Transaction::Kind::write);
    try {
        base::Result<Step> step = run_within(id, request, context, command);
        if (step) {
            transaction.commit();
        }
        return step;
    } catch (...) {
        forget();
        throw;
    }
}

base::Result<Step> RegisterBooks::run_within(const StepId& id,
                                             const std::string& request,
                                             const registry::Context& context,
                                             const registry::Command& command) {
    read_values();
    Statement& before = connection_.prepare(sql::kFindStep.sql);
    before.with(Bytes(id));
    if (before.step()) {
        const auto sequence = static_cast<std::uint64_t>(before.integer(0));
        const std::string first(before.text(1));
        before.reset();
        if (first != request) {
            return base::fail(
                "id_with_other_body",
                fmt::format(
                    "this id was used before for `{}`; for `{}` take another", first, request),
                "id");
        }
        return Step{.sequence = sequence, .changes = read_changes(sequence), .replayed = true};
    }
    base::Result<Changes> changes = registry::decide(current_, context, command);
    if (!changes) {
        return tl::unexpected(std::move(changes.error()));
    }
    Step step{.sequence = size_, .changes = std::move(*changes), .replayed = false};
    if (step.changes.list.empty()) {
        return step;  // it is so already: nothing to write
    }
    append(id, request, step.changes);
    return step;
}

void RegisterBooks::append(const StepId& id, const std::string& request, const Changes& changes) {
    const ledger::Hash leaf = ledger::leaf_hash(bytes_of_step(size_, id, request, changes));
    const auto sequence = static_cast<std::int64_t>(size_);
    changed_in_ = connection_.transaction();
    last_sequence_ = sequence;
    last_leaf_ = leaf;
    connection_.prepare(sql::kAppendStep.sql)
        .with(sequence,
              Bytes(id),
              std::string_view(changes.actor),
              days_of(changes.on),
              changes.recorded_ms,
              std::string_view(request),
              Bytes(leaf))
        .run();
    std::set<std::pair<Kind, std::string>> touched;
    std::int64_t number = 0;
    for (const Change& change : changes.list) {
        connection_.prepare(sql::kAppendChange.sql)
            .with(sequence,
                  number++,
                  registry::word_of(change.kind),
                  std::string_view(change.id),
                  std::string_view(change.field),
                  std::string_view(change.before),
                  std::string_view(change.after))
            .run();
        touched.emplace(change.kind, change.id);
    }
    const base::Result<void> applied = registry::apply(current_, changes);
    IMDAD_ASSERT(applied.has_value(), "changes that were decided on a register do not fit it");
    for (const auto& [kind, entity] : touched) {
        connection_.prepare(sql::kClearEntity.sql)
            .with(registry::word_of(kind), std::string_view(entity))
            .run();
        std::int64_t position = 0;
        for (const auto& [field, value] : fields_in(current_, kind, entity)) {
            connection_.prepare(sql::kSetField.sql)
                .with(registry::word_of(kind),
                      std::string_view(entity),
                      std::string_view(field),
                      position++,
                      std::string_view(value))
                .run();
        }
    }
    ++size_;
}

Changes RegisterBooks::read_changes(std::uint64_t sequence) {
    Changes changes;
    Statement& head = connection_.prepare(sql::kReadSteps.sql);
    head.with(static_cast<std::int64_t>(sequence), std::int64_t{1});
    if (head.step()) {
        changes.actor = head.text(2);
        changes.on = day_of(head.integer(3));
        changes.recorded_ms = head.integer(4);
        head.reset();
    }
    Statement& rows = connection_.prepare(sql::kReadChanges.sql);
    rows.with(static_cast<std::int64_t>(sequence));
    while (rows.step()) {
        changes.list.push_back({.kind = kind_of(rows.text(0)),
                                .id = std::string(rows.text(1)),
                                .field = std::string(rows.text(2)),
                                .before = std::string(rows.text(3)),
                                .after = std::string(rows.text(4))});
    }
    return changes;
}

std::vector<PastChange> RegisterBooks::history(Kind kind, const std::string& id) {
    std::vector<PastChange> past;
    Statement& rows = connection_.prepare(sql::kReadHistory.sql);
    rows.with(registry::word_of(kind), std::string_view(id));
    while (rows.step()) {
        past.push_back({.sequence = static_cast<std::uint64_t>(rows.integer(0)),
                        .actor = std::string(rows.text(1)),
                        .on = day_of(rows.integer(2)),
                        .recorded_ms = rows.integer(3),
                        .field = std::string(rows.text(4)),
                        .before = std::string(rows.text(5)),
                        .after = std::string(rows.text(6))});
    }
    return past;
}

ledger::Hash RegisterBooks::root() {
    ledger::MerkleFrontier log;
    Statement& rows = connection_.prepare(sql::kReadSteps.sql);
    for (bool more = true; more;) {
        more = false;
        rows.with(static_cast<std::int64_t>(log.size()), kPage);
        while (rows.step()) {
            more = true;
            ledger::Hash leaf{};
            const Bytes stored = rows.bytes(5);
            std::copy_n(stored.begin(), std::min(stored.size(), leaf.size()), leaf.begin());
            log.append(leaf);
        }
    }
    return log.root();
}

std::vector<RegisterFinding> RegisterBooks::audit(const std::vector<Kept>& kept) {
    Transaction transaction(connection_, Transaction::Kind::read);
    std::vector<RegisterFinding> findings;
    Register played;
    ledger::MerkleFrontier log;

    struct Head {
        std::uint64_t sequence = 0;
        StepId id{};
        ledger::Hash leaf{};
        std::string request;
    };

    bool broken = false;
    const auto compare_kept = [&] {
        for (const Kept& one : kept) {
            if (one.size == log.size() && one.root != log.root()) {
                findings.push_back(
                    {one.size == 0 ? 0 : one.size - 1,
                     "root_differs",
                     fmt::format("the first {} steps are not those of the checkpoint", one.size)});
            }
        }
    };
    compare_kept();
    for (bool more = true; more;) {
        std::vector<Head> heads;
        Statement& rows = connection_.prepare(sql::kReadSteps.sql);
        rows.with(static_cast<std::int64_t>(log.size()), kPage);
        while (rows.step()) {
            Head head{.sequence = static_cast<std::uint64_t>(rows.integer(0))};
            const Bytes id = rows.bytes(1);
            std::copy_n(id.begin(), std::min(id.size(), head.id.size()), head.id.begin());
            const Bytes leaf = rows.bytes(5);
            std::copy_n(leaf.begin(), std::min(leaf.size(), head.leaf.size()), head.leaf.begin());
            head.request = rows.text(6);
            heads.push_back(std::move(head));
        }
        more = !heads.empty();
        for (const Head& head : heads) {
            if (head.sequence != log.size()) {
                findings.push_back(
                    {log.size(), "wrong_sequence", fmt::format("step {} is missing", log.size())});
                transaction.commit();
                return findings;
            }
            const Changes changes = read_changes(head.sequence);
            const ledger::Hash leaf =
                ledger::leaf_hash(bytes_of_step(head.sequence, head.id, head.request, changes));
            if (leaf != head.leaf) {
                findings.push_back(
                    {head.sequence,
                     "other_leaf",
                     fmt::format("step {} is not what was hashed when it was written",
                                 head.sequence)});
            }
            log.append(leaf);
            if (!broken) {
                if (const base::Result<void> applied = registry::apply(played, changes); !applied) {
                    findings.push_back(
                        {head.sequence, applied.error().code, applied.error().message});
                    broken = true;
                }
            }
            compare_kept();
        }
    }
    for (const Kept& one : kept) {
        if (one.size > log.size()) {
            findings.push_back(
                {log.size(),
                 "tail_cut",
                 fmt::format("there are {} steps; the checkpoint knows {}", log.size(), one.size)});
        }
    }
    if (!broken) {
        fresh_ = false;
        try {
            read_values();
        } catch (const base::Failure& failure) {
            findings.push_back({log.size(), "values_differ", failure.what()});
        }
        if (fresh_ && current_ != played) {
            findings.push_back({log.size(),
                                "values_differ",
                                "the values of today are not those that the steps lead to"});
        }
    }
    transaction.commit();
    std::ranges::stable_sort(findings, {}, &RegisterFinding::sequence);
    return findings;
}

}  // namespace imdad::store
