#include "ledger/merkle_log.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <new>

#include <openssl/evp.h>

namespace imdad::ledger {

namespace {

/// SHA-256 by OpenSSL, which uses the instructions that processors have for it and libsodium does
/// not. The algorithm is looked up once a thread: that takes longer than to hash an entry.
class Sha256 {
 public:
    Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        if (context_ == nullptr || EVP_DigestInit_ex2(context_.get(), EVP_sha256(), nullptr) != 1) {
            throw std::bad_alloc();
        }
    }

    /// Of one after the other. Nothing but a lack of memory can fail.
    Hash operator()(std::span<const unsigned char> head, std::string_view tail) {
        Hash hash{};
        EVP_MD_CTX* const context = context_.get();
        if (EVP_DigestInit_ex2(context, nullptr, nullptr) != 1 ||
            EVP_DigestUpdate(context, head.data(), head.size()) != 1 ||
            EVP_DigestUpdate(context, tail.data(), tail.size()) != 1 ||
            EVP_DigestFinal_ex(context, hash.data(), nullptr) != 1) {
            throw std::bad_alloc();
        }
        return hash;
    }

 private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

Hash sha256(std::span<const unsigned char> head, std::string_view tail = {}) {
    thread_local Sha256 hasher;
    return hasher(head, tail);
}

/// Largest power of two below `size`. Requires: size > 1.
std::uint64_t split_of(std::uint64_t size) {
    return std::bit_floor(size - 1);
}

}  // namespace

Hash leaf_hash(std::string_view bytes) {
    constexpr std::array<unsigned char, 1> kLeaf{0};
    return sha256(kLeaf, bytes);
}

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<unsigned char, 65> bytes{1};
    std::ranges::copy(left, bytes.begin() + 1);
    std::ranges::copy(right, bytes.begin() + 33);
    return sha256(bytes);
}

Hash empty_root() {
    return sha256({});
}

void MerkleFrontier::append(const Hash& leaf) {
    Hash hash = leaf;
    for (std::uint64_t rest = size_; (rest & 1U) != 0; rest >>= 1U) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
    }
    peaks_.push_back(hash);
    ++size_;
}

Hash MerkleFrontier::root() const {
    if (peaks_.empty()) {
        return empty_root();
    }
    Hash hash = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) {
        hash = node_hash(peaks_[i - 1], hash);
    }
    return hash;
}

void MerkleLog::append(const Hash& leaf) {
    Hash hash = leaf;
    for (std::size_t level = 0;; ++level) {
        if (level == levels_.size()) {
            levels_.emplace_back();
        }
        std::vector<Hash>& nodes = levels_[level];
        nodes.push_back(hash);
        if (nodes.size() % 2 != 0) {
            return;
        }
        hash = node_hash(nodes[nodes.size() - 2], nodes.back());
    }
}

/// Root of the leaves [begin, end), where begin is a multiple of a power of two not below the
/// length: every range that the recursion of RFC 6962 makes is.
Hash MerkleLog::range_root(std::uint64_t begin, std::uint64_t end) const {
    const std::uint64_t length = end - begin;
    if (std::has_single_bit(length)) {
        const auto level = static_cast<std::size_t>(std::countr_zero(length));
        return levels_[level][begin >> level];
    }
    const std::uint64_t middle = begin + split_of(length);
    return node_hash(range_root(begin, middle), range_root(middle, end));
}

Hash MerkleLog::root(std::uint64_t size) const {
    IMDAD_ASSERT(size <= this->size(), "the root of more leaves than there are");
    return size == 0 ? empty_root() : range_root(0, size);
}

std::vector<Hash> MerkleLog::inclusion_proof(std::uint64_t index, std::uint64_t size) const {
    IMDAD_ASSERT(index < size && size <= this->size(), "a proof of a leaf that is not there");
    std::vector<Hash> path;
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        const std::uint64_t middle = begin + split_of(end - begin);
        if (index < middle) {
            path.push_back(range_root(middle, end));
            end = middle;
        } else {
            path.push_back(range_root(begin, middle));
            begin = middle;
        }
    }
    std::ranges::reverse(path);
    return path;
}

std::vector<Hash> MerkleLog::consistency_proof(std::uint64_t old_size, std::uint64_t size) const {
    IMDAD_ASSERT(old_size > 0 && old_size <= size && size <= this->size(),
                 "a proof between trees that are not there");
    std::vector<Hash> path;
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    bool whole = true;  // the old tree is a node of the new: its root need not be told
    while (old_size != end) {
        const std::uint64_t middle = begin + split_of(end - begin);
        if (old_size <= middle) {
            path.push_back(range_root(middle, end));
            end = middle;
        } else {
            path.push_back(range_root(begin, middle));
            begin = middle;
            whole = false;
        }
    }
    if (!whole) {
        path.push_back(range_root(begin, end));
    }
    std::ranges::reverse(path);
    return path;
}

bool verify_inclusion(const Hash& leaf,
                      std::uint64_t index,
                      std::uint64_t size,
                      std::span<const Hash> proof,
                      const Hash& root) {
    if (index >= size) {
        return false;
    }
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) {
            return false;
        }
        if ((node & 1U) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t old_size,
                        const Hash& old_root,
                        std::uint64_t size,
                        const Hash& root,
                        std::span<const Hash> proof) {
    if (old_size == 0 || old_size > size) {
        return false;
    }
    if (old_size == size) {
        return proof.empty() && old_root == root;
    }
    const bool whole = std::has_single_bit(old_size);
    if (!whole && proof.empty()) {
        return false;
    }
    Hash old_hash = whole ? old_root : proof[0];
    Hash hash = old_hash;
    std::uint64_t node = old_size - 1;
    std::uint64_t last = size - 1;
    while ((node & 1U) != 0) {
        node >>= 1U;
        last >>= 1U;
    }
    for (const Hash& sibling : proof.subspan(whole ? 0 : 1)) {
        if (last == 0) {
            return false;
        }
        if ((node & 1U) != 0 || node == last) {
            old_hash = node_hash(sibling, old_hash);
            hash = node_hash(sibling, hash);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && old_hash == old_root && hash == root;
}

}  // namespace imdad::ledger
