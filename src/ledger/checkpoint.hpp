#pragma once

#include "base/result.hpp"
#include "ledger/command.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Checkpoints: the size and root of the log, signed. A partner who keeps one, and adds a signature
/// of its own, can prove later what the log was.
/// Source: C2SP tlog-checkpoint and signed-note; signatures of type 0x01, Ed25519.

namespace imdad::ledger {

struct Checkpoint {
    std::string origin;  ///< unique name of the log, one line
    std::uint64_t size = 0;
    Hash root{};

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Who may sign: a name and a public key. The name holds no blank and no plus sign.
struct PublicKey {
    std::string name;
    std::array<unsigned char, 32> key{};
};

struct SigningKey {
    PublicKey public_key;
    std::array<unsigned char, 64> secret{};
};

/// The key pair of a seed of 32 random bytes, which the caller draws and keeps.
[[nodiscard]] SigningKey signing_key(std::string name, const std::array<unsigned char, 32>& seed);

/// The text that is signed: origin, size, root in base64, each on its line.
[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);

/// The signed note: text, an empty line, one line of signature.
/// Requires: an origin of one line that is not empty, a key name as of `PublicKey`.
[[nodiscard]] std::string sign(const Checkpoint& checkpoint, const SigningKey& key);

/// `note` with one more line of signature over the same text. Errors: `note_malformed`.
[[nodiscard]] base::Result<std::string> cosign(std::string_view note, const SigningKey& key);

struct Verified {
    Checkpoint checkpoint;
    std::vector<std::string> signers;  ///< names of the known keys that signed, in their order
};

/// Reads `note` and verifies every signature of a known key; those of unknown keys are ignored, as
/// the format asks.
/// Errors: `note_malformed`; `signature_wrong` if a known key's signature does not fit;
/// `nobody_known_signed`.
[[nodiscard]] base::Result<Verified> open_note(std::string_view note,
                                               std::span<const PublicKey> known);

}  // namespace imdad::ledger
