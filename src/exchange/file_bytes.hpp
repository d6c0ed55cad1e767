#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// Whole files in and out, and their fingerprint.

namespace imdad::exchange {

/// The bytes of a regular file. Throws `base::Failure` (not_found, io).
[[nodiscard]] std::string read_bytes(const std::filesystem::path& path);

/// Replaces the file as a whole: a reader sees the old bytes or the new ones, never half of them.
/// Throws `base::Failure` (storage_full, io).
void write_bytes(const std::filesystem::path& path, std::string_view bytes);

/// Lower-case hexadecimal, as `sha256sum` prints it.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace imdad::exchange
