#pragma once

#include "app/access.hpp"

#include <optional>
#include <string>

/// Passwords: which are good enough, and how they are kept (argon2id, by libsodium, with the
/// parameters in the hash itself).

namespace imdad::app {

inline constexpr std::size_t kPasswordLengthMin = 15;  ///< characters
inline constexpr std::size_t kPasswordBytesMax = 1024;

/// What speaks against a password of this user; no value: nothing. Length counts, not kinds of
/// characters. Codes: `password_too_short`, `password_too_long`, `password_not_text`,
/// `password_too_common` (on a list of 19,300 common ones, made of one of them, of very few
/// different characters, or of the name of the user).
[[nodiscard]] std::optional<Refusal> weakness_of(const std::string& password,
                                                 const std::string& user);

/// Takes about a tenth of a second and 64 MiB, on purpose. Throws `base::Failure` where there is
/// too little memory.
[[nodiscard]] std::string hash_of_password(const std::string& password);

/// `hash` empty: nobody has that password, which takes as long to say.
[[nodiscard]] bool is_password(const std::string& password, const std::string& hash);

}  // namespace imdad::app
