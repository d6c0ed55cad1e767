#include "ledger/checkpoint.hpp"

#include "ledger/merkle_log.hpp"

#include <string>

#include <gtest/gtest.h>

namespace imdad::ledger {
namespace {

SigningKey key_of(const std::string& name, unsigned char seed) {
    std::array<unsigned char, 32> bytes{};
    bytes.fill(seed);
    return signing_key(name, bytes);
}

Checkpoint some_checkpoint() {
    return {.origin = "imdad.example/ledger", .size = 42, .root = leaf_hash("root")};
}

TEST(Checkpoint, TheTextHasOriginSizeAndRootOnALineEach) {
    EXPECT_EQ(checkpoint_text({.origin = "log.example", .size = 0, .root = empty_root()}),
              "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

TEST(Checkpoint, TheKeyOfTheFirstSeedOfRfc8032IsItsPublicKey) {
    const std::array<unsigned char, 32> seed = {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60,
                                                0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
                                                0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19,
                                                0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
    const SigningKey key = signing_key("rfc", seed);
    EXPECT_EQ(key.public_key.key[0], 0xd7);
    EXPECT_EQ(key.public_key.key[1], 0x5a);
    EXPECT_EQ(key.public_key.key[31], 0x1a);
}

TEST(Checkpoint, WhatIsSignedAndCosignedNamesBothSigners) {
    const SigningKey log = key_of("imdad.example/ledger", 1);
    const SigningKey partner = key_of("partner.example", 2);
    const std::string note = sign(some_checkpoint(), log);
    const auto cosigned = cosign(note, partner);
    ASSERT_TRUE(cosigned);
    const std::vector<PublicKey> both = {log.public_key, partner.public_key};
    const auto opened = open_note(*cosigned, both);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->checkpoint, some_checkpoint());
    EXPECT_EQ(opened->signers,
              (std::vector<std::string>{"imdad.example/ledger", "partner.example"}));
    // Who knows the partner only takes the partner's word.
    const auto partner_only = open_note(*cosigned, std::vector{partner.public_key});
    ASSERT_TRUE(partner_only);
    EXPECT_EQ(partner_only->signers, std::vector<std::string>{"partner.example"});
}

TEST(Checkpoint, AKeyOfTheSameNameButAnotherKeyIsUnknown) {
    const std::string note = sign(some_checkpoint(), key_of("log", 1));
    const auto opened = open_note(note, std::vector{key_of("log", 3).public_key});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "nobody_known_signed");
}

TEST(Checkpoint, NoChangedByteOfTextOrSignatureIsAccepted) {
    const SigningKey log = key_of("log", 1);
    const std::string note = sign(some_checkpoint(), log);
    for (std::size_t i = 0; i < note.size(); ++i) {
        for (const unsigned flip : {1U, 2U, 0x20U, 0x80U}) {
            std::string changed = note;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
            EXPECT_FALSE(open_note(changed, std::vector{log.public_key})) << i << " " << flip;
        }
    }
    for (std::size_t length = 0; length < note.size(); ++length) {
        EXPECT_FALSE(open_note(note.substr(0, length), std::vector{log.public_key})) << length;
    }
}

TEST(Checkpoint, AWrongSignatureOfAKnownKeyIsToldFromAnUnknownKey) {
    const SigningKey log = key_of("log", 1);
    std::string note = sign(some_checkpoint(), log);
    note.replace(note.find("\n42\n"), 4, "\n43\n");
    const auto opened = open_note(note, std::vector{log.public_key});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "signature_wrong");
}

TEST(Checkpoint, MalformedNotesAreNamed) {
    const SigningKey log = key_of("log", 1);
    for (const std::string note :
         {"",
          "\n\n",
          "a\n1\nx\n\n\xe2\x80\x94 log AAAA\n",
          "a\n\nb\n",
          "log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n"}) {
        const auto opened = open_note(note, std::vector{log.public_key});
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, "note_malformed") << note;
        EXPECT_FALSE(cosign(note, log)) << note;
    }
}

}  // namespace
}  // namespace imdad::ledger
