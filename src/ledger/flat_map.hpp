#pragma once

#include "ledger/account.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

/// Open-addressing hash table that only grows: the fold looks up a few accounts and ids per entry
/// and `std::unordered_map` would spend most of an audit on its nodes. Keys are never removed,
/// because nothing in a journal ever is; but what was added and changed since a mark can be taken
/// back, as when a transaction is.

namespace imdad::ledger {

/// Folds words into one hash by the finaliser of SplitMix64 at each step.
class Hasher {
 public:
    void add(std::uint64_t word) {
        state_ = (state_ ^ word) * 0x9e3779b97f4a7c15;
        state_ ^= state_ >> 32U;
    }

    [[nodiscard]] std::size_t value() const { return state_ ^ state_ >> 29U; }

 private:
    std::uint64_t state_ = 0x243f6a8885a308d3;
};

inline std::size_t hash_of(Name name) {
    Hasher hasher;
    hasher.add(name.value);
    return hasher.value();
}

inline std::size_t hash_of(Id id) {
    Hasher hasher;
    hasher.add(id.high);
    hasher.add(id.low);
    return hasher.value();
}

inline std::size_t hash_of(const AccountKey& key) {
    Hasher hasher;
    const auto two = [](std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32U | b; };
    hasher.add(two(key.holder.value, key.unit.value));
    hasher.add(two(key.lot.value, key.earmark.value));
    hasher.add(
        two(key.pledge.value, static_cast<std::uint32_t>(key.expiry.time_since_epoch().count())));
    hasher.add(two(key.activity.value, static_cast<std::uint32_t>(key.stage)));
    return hasher.value();
}

/// Two names: a pledge and its unit, or a unit and its lot.
using NamePair = std::pair<Name, Name>;

inline std::size_t hash_of(NamePair pair) {
    Hasher hasher;
    hasher.add(std::uint64_t{pair.first.value} << 32U | pair.second.value);
    return hasher.value();
}

template <typename Key, typename Value>
class FlatMap {
 public:
    [[nodiscard]] const Value* find(const Key& key) const {
        if (slots_.empty()) {
            return nullptr;
        }
        const std::uint32_t slot = slots_[slot_of(key)];
        return slot == 0 ? nullptr : &items_[slot - 1].second;
    }

    [[nodiscard]] Value* find(const Key& key) {
        if (slots_.empty()) {
            return nullptr;
        }
        const std::uint32_t slot = slots_[slot_of(key)];
        return slot == 0 ? nullptr : &kept_before(slot - 1);
    }

    /// The value of `key`, default-made if it is new. References end with the next call.
    Value& operator[](const Key& key) {
        if (items_.size() * 2 >= slots_.size()) {
            grow();
        }
        std::uint32_t& slot = slots_[slot_of(key)];
        if (slot == 0) {
            items_.emplace_back(key, Value{});
            slot = static_cast<std::uint32_t>(items_.size());
        }
        return kept_before(slot - 1);
    }

    /// What is added or changed from here on can be taken back, until `keep`.
    void mark() {
        keep();
        marked_ = items_.size();
    }

    void keep() {
        marked_ = 0;
        before_.clear();
    }

    /// All is as it was at the mark, and the mark is gone. Requires: there is one.
    void take_back() {
        for (auto& [item, value] : before_) {
            items_[item].second = std::move(value);
        }
        // From the last on: nothing that was added earlier was ever looked for past its slot.
        for (; items_.size() > marked_; items_.pop_back()) {
            slots_[slot_of(items_.back().first)] = 0;
        }
        keep();
    }

    /// In order of first use: the same in every run.
    [[nodiscard]] const std::vector<std::pair<Key, Value>>& items() const { return items_; }

 private:
    /// The value, remembered as it was at the mark, as the caller may change it.
    Value& kept_before(std::uint32_t item) {
        if (item < marked_) {
            before_.try_emplace(item, items_[item].second);
        }
        return items_[item].second;
    }

    [[nodiscard]] std::size_t slot_of(const Key& key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash_of(key) & mask;
        while (slots_[at] != 0 && items_[slots_[at] - 1].first != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void grow() {
        slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
        for (std::size_t i = 0; i < items_.size(); ++i) {
            slots_[slot_of(items_[i].first)] = static_cast<std::uint32_t>(i + 1);
        }
    }

    std::vector<std::pair<Key, Value>> items_;
    std::vector<std::uint32_t> slots_;                 ///< 0 = free, else number of the item plus 1
    std::size_t marked_ = 0;                           ///< items that were there at the mark
    std::unordered_map<std::uint32_t, Value> before_;  ///< of those that may have changed since
};

}  // namespace imdad::ledger
