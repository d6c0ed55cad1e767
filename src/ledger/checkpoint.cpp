#include "ledger/checkpoint.hpp"

#include "base/assert.hpp"
#include "ledger/refusal.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <sodium.h>

namespace imdad::ledger {

namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // em dash, as signed-note has it
constexpr std::size_t kKeyIdSize = 4;
constexpr std::size_t kSignatureSize = crypto_sign_BYTES;
using SignatureBytes = std::array<unsigned char, kKeyIdSize + kSignatureSize>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(std::span<const unsigned char> bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(
        text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the terminating zero
    return text;
}

/// Fills `bytes` from `text`; false unless it is the base64 of just so many bytes. Encoded again,
/// because libsodium reads some bytes above 127 as letters.
bool from_base64(std::string_view text, std::span<unsigned char> bytes) {
    std::size_t length = 0;
    const char* end = nullptr;
    return sodium_base642bin(bytes.data(),
                             bytes.size(),
                             text.data(),
                             text.size(),
                             nullptr,
                             &length,
                             &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           length == bytes.size() && end == text.data() + text.size() && base64(bytes) == text;
}

/// First four bytes of SHA-256 of name, line feed, 0x01 and key.
std::array<unsigned char, kKeyIdSize> key_id(const PublicKey& key) {
    std::string bytes = key.name + "\n\x01";
    bytes.append(reinterpret_cast<const char*>(key.key.data()), key.key.size());
    Hash hash{};
    crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
    return {hash[0], hash[1], hash[2], hash[3]};
}

bool is_key_name(std::string_view name) {
    return !name.empty() && std::ranges::none_of(name, [](char c) {
        return c == '+' || static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    });
}

std::string signature_line(std::string_view text, const SigningKey& key) {
    IMDAD_ASSERT(is_key_name(key.public_key.name), "the name of a key with a blank or plus");
    SignatureBytes bytes{};
    std::ranges::copy(key_id(key.public_key), bytes.begin());
    crypto_sign_detached(
        bytes.data() + kKeyIdSize, nullptr, bytes_of(text), text.size(), key.secret.data());
    return fmt::format("{}{} {}\n", kDash, key.public_key.name, base64(bytes));
}

/// Takes the first line off `text`, without its line feed; none if there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

struct Parts {
    std::string_view text;  ///< with its last line feed
    std::string_view signatures;
};

/// The signatures follow the last empty line.
std::optional<Parts> split(std::string_view note) {
    const std::size_t gap = note.rfind("\n\n");
    if (gap == std::string_view::npos || note.back() != '\n' || gap + 2 >= note.size()) {
        return std::nullopt;
    }
    return Parts{note.substr(0, gap + 1), note.substr(gap + 2)};
}

std::optional<Checkpoint> parse_text(std::string_view text) {
    const auto origin = take_line(text);
    const auto size = take_line(text);
    const auto root = take_line(text);
    Checkpoint checkpoint;
    if (!origin || origin->empty() || !size || size->empty() || !root) {
        return std::nullopt;
    }
    checkpoint.origin = *origin;
    const auto [end, error] =
        std::from_chars(size->data(), size->data() + size->size(), checkpoint.size);
    const bool leading_zero = size->size() > 1 && size->front() == '0';
    if (error != std::errc() || end != size->data() + size->size() || leading_zero ||
        !from_base64(*root, checkpoint.root)) {
        return std::nullopt;
    }
    return checkpoint;
}

struct SignatureLine {
    std::string_view name;
    SignatureBytes bytes{};
};

std::optional<SignatureLine> parse_signature(std::string_view line) {
    if (!line.starts_with(kDash)) {
        return std::nullopt;
    }
    line.remove_prefix(kDash.size());
    const std::size_t blank = line.find(' ');
    SignatureLine signature;
    if (blank == std::string_view::npos || !is_key_name(line.substr(0, blank))) {
        return std::nullopt;
    }
    signature.name = line.substr(0, blank);
    // A signature of another type is longer; it counts as one by an unknown key, and so does one
    // of which only a part can be read.
    if (!from_base64(line.substr(blank + 1), signature.bytes)) {
        signature.bytes.fill(0);
    }
    return signature;
}

}  // namespace

SigningKey signing_key(std::string name, const std::array<unsigned char, 32>& seed) {
    SigningKey key;
    key.public_key.name = std::move(name);
    crypto_sign_seed_keypair(key.public_key.key.data(), key.secret.data(), seed.data());
    return key;
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
    IMDAD_ASSERT(!checkpoint.origin.empty() && checkpoint.origin.find('\n') == std::string::npos,
                 "the origin of a checkpoint is one line");
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(checkpoint.root));
}

std::string sign(const Checkpoint& checkpoint, const SigningKey& key) {
    const std::string text = checkpoint_text(checkpoint);
    return text + "\n" + signature_line(text, key);
}

base::Result<std::string> cosign(std::string_view note, const SigningKey& key) {
    const auto parts = split(note);
    if (!parts || !parse_text(parts->text)) {
        return refuse(Refusal::note_malformed, "checkpoint");
    }
    return std::string(note) + signature_line(parts->text, key);
}

base::Result<Verified> open_note(std::string_view note, std::span<const PublicKey> known) {
    const auto parts = split(note);
    const auto checkpoint = parts ? parse_text(parts->text) : std::nullopt;
    if (!checkpoint) {
        return refuse(Refusal::note_malformed, "checkpoint");
    }
    Verified verified{.checkpoint = *checkpoint, .signers = {}};
    std::string_view rest = parts->signatures;
    while (!rest.empty()) {
        const auto line = take_line(rest);
        const auto signature = line ? parse_signature(*line) : std::nullopt;
        if (!signature) {
            return refuse(Refusal::note_malformed, "checkpoint");
        }
        const auto key = std::ranges::find_if(known, [&](const PublicKey& candidate) {
            return candidate.name == signature->name &&
                   std::ranges::equal(key_id(candidate),
                                      std::span(signature->bytes).first<kKeyIdSize>());
        });
        if (key == known.end()) {
            continue;
        }
        if (crypto_sign_verify_detached(signature->bytes.data() + kKeyIdSize,
                                        bytes_of(parts->text),
                                        parts->text.size(),
                                        key->key.data()) != 0) {
            return refuse(Refusal::signature_wrong, "checkpoint", {key->name});
        }
        verified.signers.push_back(key->name);
    }
    if (verified.signers.empty()) {
        return refuse(Refusal::nobody_known_signed, "checkpoint");
    }
    return verified;
}

}  // namespace imdad::ledger
