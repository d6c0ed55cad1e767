#pragma once

#include "ledger/command.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// The Merkle tree over the journal. Whoever kept a root can be shown that an entry is in the log
/// (inclusion) and that the log of today continues that of then (consistency), and cannot be shown
/// another history.
/// Source: RFC 6962 section 2.1; verification of proofs as in RFC 9162 sections 2.1.3.2, 2.1.4.2.

namespace imdad::ledger {

/// SHA-256 of 0x00 and the bytes.
[[nodiscard]] Hash leaf_hash(std::string_view bytes);

/// SHA-256 of 0x01 and both hashes.
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);

/// Root of the tree without leaves: SHA-256 of nothing.
[[nodiscard]] Hash empty_root();

/// The root alone, in O(log n) memory: for an audit, and for a writer that gives no proofs.
class MerkleFrontier {
 public:
    void append(const Hash& leaf);

    [[nodiscard]] std::uint64_t size() const { return size_; }

    [[nodiscard]] Hash root() const;

 private:
    std::uint64_t size_ = 0;
    std::vector<Hash> peaks_;  ///< roots of complete subtrees, largest first: the bits of `size_`
};

/// The whole tree: two hashes per leaf, proofs in O(log^2 n).
class MerkleLog {
 public:
    void append(const Hash& leaf);

    [[nodiscard]] std::uint64_t size() const { return levels_.empty() ? 0 : levels_[0].size(); }

    /// Root of the first `size` leaves. Requires: size <= size().
    [[nodiscard]] Hash root(std::uint64_t size) const;

    /// Audit path of leaf `index` in the tree of the first `size` leaves, from the leaf upwards.
    /// Requires: index < size <= size().
    [[nodiscard]] std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size) const;

    /// Proof that the tree of `size` leaves continues that of `old_size`.
    /// Requires: 0 < old_size <= size <= size(). Empty if both are equal.
    [[nodiscard]] std::vector<Hash> consistency_proof(std::uint64_t old_size,
                                                      std::uint64_t size) const;

 private:
    [[nodiscard]] Hash range_root(std::uint64_t begin, std::uint64_t end) const;

    std::vector<std::vector<Hash>> levels_;  ///< [k][i]: complete subtree of 2^k leaves, number i
};

/// Whether `proof` shows that `leaf` is number `index` of the tree of `size` leaves with `root`.
[[nodiscard]] bool verify_inclusion(const Hash& leaf,
                                    std::uint64_t index,
                                    std::uint64_t size,
                                    std::span<const Hash> proof,
                                    const Hash& root);

/// Whether `proof` shows that the tree (size, root) continues the tree (old_size, old_root).
[[nodiscard]] bool verify_consistency(std::uint64_t old_size,
                                      const Hash& old_root,
                                      std::uint64_t size,
                                      const Hash& root,
                                      std::span<const Hash> proof);

}  // namespace imdad::ledger
