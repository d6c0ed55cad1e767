#include "ledger/audit.hpp"

#include "ledger/encoding.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::ledger {

Auditor::Auditor(const Names& names, const Journal& journal, std::vector<Checkpoint> checkpoints)
    : names_(names), journal_(journal), checkpoints_(std::move(checkpoints)), book_(names) {
    std::ranges::stable_sort(checkpoints_, {}, &Checkpoint::size);
    compare_checkpoints(0);
}

void Auditor::found(const base::Error& error, std::uint64_t sequence, Id id) {
    findings_.push_back({.code = error.code,
                         .sequence = sequence,
                         .id = id,
                         .where = error.where,
                         .message = error.message});
}

void Auditor::compare_checkpoints(std::uint64_t size) {
    for (; next_checkpoint_ < checkpoints_.size() && checkpoints_[next_checkpoint_].size == size;
         ++next_checkpoint_) {
        if (checkpoints_[next_checkpoint_].root == log_.root()) {
            agreed_size_ = size;
        } else if (!root_differs_) {
            root_differs_ = true;
            found(refuse(Refusal::root_differs,
                         checkpoints_[next_checkpoint_].origin,
                         {fmt::format("{}", size), fmt::format("{}", agreed_size_)})
                      .value(),
                  agreed_size_,
                  {});
        }
    }
}

void Auditor::add(const Entry& entry, const std::optional<Hash>& stored_leaf) {
    judge(entry);
    bytes_.clear();
    encode(entry, names_, bytes_);
    hash(bytes_, stored_leaf, entry.command.id);
}

void Auditor::add_decoded(const Entry& entry, std::string_view body, const Hash& stored_leaf) {
    judge(entry);
    hash(body, stored_leaf, entry.command.id);
}

void Auditor::judge(const Entry& entry) {
    if (rule_broken_) {
        return;
    }
    if (const auto fits = check(book_, journal_, entry, scratch_); fits) {
        book_.fold(entry, journal_);
    } else {
        rule_broken_ = true;
        found(fits.error(), log_.size(), entry.command.id);
    }
}

void Auditor::hash(std::string_view body, const std::optional<Hash>& stored_leaf, Id id) {
    const Hash leaf = leaf_hash(body);
    if (stored_leaf && *stored_leaf != leaf && !leaf_differs_) {
        leaf_differs_ = true;
        found(refuse(Refusal::other_leaf, "leaf").value(), log_.size(), id);
    }
    log_.append(leaf);
    compare_checkpoints(log_.size());
}

void Auditor::compare_balances(std::span<const StoredBalance> balances) {
    FlatMap<AccountKey, AccountState> stored;
    for (const auto& [account, balance] : balances) {
        stored[account].balance += balance;
    }
    const auto number = [](std::int64_t value) { return fmt::format("{}", value); };
    for (const auto& [account, state] : book_.accounts()) {
        if (stored.find(account) == nullptr && state.balance != 0) {
            const std::string name = describe(account, names_);
            found(refuse(Refusal::balance_missing, name, {name, number(state.balance)}).value(),
                  log_.size(),
                  {});
        }
    }
    for (const auto& [account, state] : stored.items()) {
        const std::int64_t ours = book_.balance(account);
        if (state.balance != ours) {
            const std::string name = describe(account, names_);
            const base::Int128 difference = base::Int128{state.balance} - ours;
            found(refuse(Refusal::balance_differs,
                         name,
                         {name, number(state.balance), number(ours), fmt::format("{}", difference)})
                      .value(),
                  log_.size(),
                  {});
        }
    }
}

AuditReport Auditor::finish(std::span<const StoredBalance> balances) {
    if (next_checkpoint_ < checkpoints_.size()) {
        const Checkpoint& longest = checkpoints_.back();
        found(refuse(Refusal::tail_cut,
                     longest.origin,
                     {fmt::format("{}", longest.size),
                      fmt::format("{}", log_.size()),
                      fmt::format("{}", agreed_size_)})
                  .value(),
              agreed_size_,
              {});
    }
    if (!rule_broken_) {
        compare_balances(balances);
    }
    std::ranges::stable_sort(findings_, {}, &Finding::sequence);
    return {.entry_count = log_.size(), .root = log_.root(), .findings = std::move(findings_)};
}

}  // namespace imdad::ledger
