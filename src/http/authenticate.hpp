#pragma once

#include "http/message.hpp"
#include "http/problem.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

/// Who asks. The one place that turns a request into a name; nothing else looks at who somebody
/// says to be, and no header but `Authorization` counts.

namespace imdad::http {

class Tokens {
 public:
    /// Reads lines `NAME SHA256`: a user of the books, and the hash of a token in 64 hexadecimal
    /// digits, so that the file lets nobody in who can only read it. Empty lines and lines that
    /// begin with `#` say nothing. One name may have several tokens.
    /// Errors: `bad_token_file` with the line; `token_file_open` if others than its owner may
    /// write it. Throws `base::Failure`.
    [[nodiscard]] static app::Answer<Tokens> read(const std::filesystem::path& file);

    /// The user whose token the request bears. Compares with every token, in a time that does not
    /// depend on how much of one is right.
    /// Problems: 401 `no_token`, `unknown_token`.
    [[nodiscard]] tl::expected<std::string, Problem> authenticate(const Request& request) const;

 private:
    struct One {
        std::string user;
        std::array<unsigned char, 32> hash{};
    };

    std::vector<One> all_;
};

/// The SHA-256 of a text.
[[nodiscard]] std::array<unsigned char, 32> sha256(std::string_view text);

}  // namespace imdad::http
