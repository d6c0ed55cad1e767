#include "ledger/merkle_log.hpp"

#include "base/random.hpp"

#include <string>

#include <gtest/gtest.h>

namespace imdad::ledger {
namespace {

using namespace std::string_literals;

std::string hex(const Hash& hash) {
    std::string text;
    for (const unsigned char byte : hash) {
        text += "0123456789abcdef"[byte >> 4U];
        text += "0123456789abcdef"[byte & 15U];
    }
    return text;
}

/// The eight leaves of the tests of Certificate Transparency.
std::vector<std::string> known_leaves() {
    return {""s,
            "\x00"s,
            "\x10"s,
            "\x20\x21"s,
            "\x30\x31"s,
            "\x40\x41\x42\x43"s,
            "\x50\x51\x52\x53\x54\x55\x56\x57"s,
            "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"s};
}

/// The published roots of the trees of the first 1 to 8 of these leaves
/// (certificate-transparency, merkletree/merkle_tree_test.cc).
const char* const kKnownRoots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

MerkleLog known_log() {
    MerkleLog log;
    for (const std::string& leaf : known_leaves()) {
        log.append(leaf_hash(leaf));
    }
    return log;
}

TEST(MerkleLog, TheEmptyTreeHasTheHashOfNothing) {
    const std::string nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    EXPECT_EQ(hex(empty_root()), nothing);
    EXPECT_EQ(hex(MerkleLog().root(0)), nothing);
    EXPECT_EQ(hex(MerkleFrontier().root()), nothing);
}

TEST(MerkleLog, TheKnownLeavesHaveTheirPublishedRoots) {
    const MerkleLog log = known_log();
    MerkleFrontier frontier;
    for (std::size_t size = 1; size <= 8; ++size) {
        frontier.append(leaf_hash(known_leaves()[size - 1]));
        EXPECT_EQ(hex(log.root(size)), kKnownRoots[size - 1]) << size;
        EXPECT_EQ(hex(frontier.root()), kKnownRoots[size - 1]) << size;
    }
}

TEST(MerkleLog, KnownProofsAreThoseOfTheTestsOfCertificateTransparency) {
    const MerkleLog log = known_log();
    const auto texts = [](const std::vector<Hash>& proof) {
        std::vector<std::string> result;
        for (const Hash& hash : proof) {
            result.push_back(hex(hash));
        }
        return result;
    };
    EXPECT_EQ(texts(log.inclusion_proof(0, 8)),
              (std::vector<std::string>{
                  "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                  "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
    EXPECT_EQ(texts(log.consistency_proof(1, 8)), texts(log.inclusion_proof(0, 8)));
    EXPECT_EQ(texts(log.consistency_proof(6, 8)),
              (std::vector<std::string>{
                  "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                  "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
}

/// The root by the definition of RFC 6962, 2.1, word for word.
Hash root_by_definition(const std::vector<Hash>& leaves, std::size_t begin, std::size_t end) {
    if (end == begin) {
        return empty_root();
    }
    if (end - begin == 1) {
        return leaves[begin];
    }
    std::size_t k = 1;
    while (k * 2 < end - begin) {
        k *= 2;
    }
    return node_hash(root_by_definition(leaves, begin, begin + k),
                     root_by_definition(leaves, begin + k, end));
}

TEST(MerkleLog, EveryProofOfEverySizeUpToSeventyHoldsAndNoOtherDoes) {
    constexpr std::size_t kMost = 70;
    MerkleLog log;
    std::vector<Hash> leaves;
    for (std::size_t size = 1; size <= kMost; ++size) {
        leaves.push_back(leaf_hash("leaf " + std::to_string(size)));
        log.append(leaves.back());
        const Hash root = log.root(size);
        ASSERT_EQ(root, root_by_definition(leaves, 0, size));
        for (std::size_t i = 0; i < size; ++i) {
            std::vector<Hash> proof = log.inclusion_proof(i, size);
            ASSERT_TRUE(verify_inclusion(leaves[i], i, size, proof, root));
            ASSERT_FALSE(verify_inclusion(leaf_hash("other"), i, size, proof, root));
            ASSERT_FALSE(
                verify_inclusion(leaves[i], (i + 1) % size + (size == 1), size, proof, root));
            proof.push_back(root);
            ASSERT_FALSE(verify_inclusion(leaves[i], i, size, proof, root));
            proof.pop_back();
            if (!proof.empty()) {
                proof[i % proof.size()][5] ^= 1U;
                ASSERT_FALSE(verify_inclusion(leaves[i], i, size, proof, root));
            }
        }
        for (std::size_t old = 1; old <= size; ++old) {
            const Hash old_root = log.root(old);
            std::vector<Hash> proof = log.consistency_proof(old, size);
            ASSERT_TRUE(verify_consistency(old, old_root, size, root, proof));
            ASSERT_FALSE(verify_consistency(old, leaf_hash("x"), size, root, proof));
            ASSERT_FALSE(verify_consistency(old, old_root, size, leaf_hash("x"), proof));
            proof.push_back(root);
            ASSERT_FALSE(verify_consistency(old, old_root, size, root, proof));
            proof.pop_back();
            if (!proof.empty()) {
                proof[old % proof.size()][31] ^= 1U;
                ASSERT_FALSE(verify_consistency(old, old_root, size, root, proof));
                proof.clear();
                ASSERT_FALSE(verify_consistency(old, old_root, size, root, proof));
            }
        }
    }
}

TEST(MerkleLog, ProofsThatMakeNoSenseAreRefused) {
    const MerkleLog log = known_log();
    const Hash root = log.root(8);
    EXPECT_FALSE(verify_inclusion(leaf_hash(""), 8, 8, {}, root));
    EXPECT_FALSE(verify_inclusion(leaf_hash(""), 0, 0, {}, empty_root()));
    EXPECT_FALSE(verify_consistency(0, empty_root(), 8, root, {}));
    EXPECT_FALSE(verify_consistency(9, root, 8, root, {}));
    EXPECT_FALSE(verify_consistency(8, log.root(7), 8, root, {}));
}

}  // namespace
}  // namespace imdad::ledger
