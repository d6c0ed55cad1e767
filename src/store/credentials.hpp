#pragma once

#include "store/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// How people show who they are. Nothing here lets anybody in who can read it: passwords stand as
/// slow hashes, links and tokens, which are long random numbers, as SHA-256.

namespace imdad::store {

using SecretHash = std::array<unsigned char, 32>;

struct Password {
    std::string hash;  ///< as the library of the hash writes it, with its parameters
    std::int64_t changed_at_ms = 0;
};

/// Who may choose a password with it, once.
struct Link {
    std::string name;
    std::int64_t expires_at_ms = 0;
};

struct Token {
    std::string name;   ///< of the user
    std::string label;  ///< what it is for, in words of the user; one token a label
    std::string scope;
    std::int64_t made_at_ms = 0;
    std::int64_t expires_at_ms = 0;
};

/// Every call belongs in a transaction of the caller's. Requires: the named user exists.
class Credentials {
 public:
    /// `connection`: migrated; must outlive the object.
    explicit Credentials(Connection& connection) : connection_(connection) {}

    [[nodiscard]] std::optional<Password> password(const std::string& name);
    void set_password(const std::string& name, const Password& password);

    [[nodiscard]] std::optional<Link> link(const SecretHash& hash);
    /// A link that the user had is none any more.
    void set_link(const Link& link, const SecretHash& hash);
    void erase_link(const std::string& name);

    /// Without its label and its beginning.
    [[nodiscard]] std::optional<Token> token(const SecretHash& hash);
    [[nodiscard]] std::vector<Token> tokens_of(const std::string& name);
    /// Requires: the user has no token of this label.
    void add_token(const Token& token, const SecretHash& hash);
    void erase_token(const std::string& name, const std::string& label);

 private:
    Connection& connection_;
};

}  // namespace imdad::store
