#pragma once

#include "app/access.hpp"
#include "ledger/checkpoint.hpp"

#include <string>

namespace imdad::app {

struct KeyFile {
    ledger::SigningKey key;
    bool made = false;
};

/// Reads the signing key of `path`, or makes one called `name` there with mode 0600.
/// Errors: `bad_key_name`, `bad_key_file`; `key_file_open` if others than the owner may read it.
[[nodiscard]] Answer<KeyFile> key_file(const std::string& path, const std::string& name);

/// `NAME:HEX`.
[[nodiscard]] std::string text_of_key(const ledger::PublicKey& key);
/// Errors: `bad_key`.
[[nodiscard]] Answer<ledger::PublicKey> parse_key(const std::string& text);

/// Lower-case hexadecimal digits.
[[nodiscard]] std::string hex_text(std::span<const unsigned char> bytes);

}  // namespace imdad::app
