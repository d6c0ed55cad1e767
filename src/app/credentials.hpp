#pragma once

#include "app/access.hpp"
#include "app/manage_users.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How users show who they are to a server: a password, chosen with a link that serves once, and
/// tokens for programs. Secrets are given out once and kept as hashes only.

namespace imdad::app {

/// `access.user` as the books know them. Errors: those of `Books::open`; `unknown_user`.
[[nodiscard]] Answer<UserLine> own_account(const Access& access);

/// The account of `access.user`, if `password` is theirs. Takes as long for a user that nobody is.
/// Errors: those of `Books::open`; `wrong_password` for either.
[[nodiscard]] Answer<UserLine> log_in(const Access& access, const std::string& password);

/// Errors: `wrong_password` if `old_password` is not theirs; those of `weakness_of`.
[[nodiscard]] Answer<UserLine> change_password(const Access& access,
                                               const std::string& old_password,
                                               const std::string& password);

/// What opens the page on which a user chooses a password; told to nobody else.
struct SetUpLink {
    std::string user;
    std::string secret;  ///< 48 hexadecimal digits
    std::int64_t expires_at_ms = 0;
};

inline constexpr std::int64_t kLinkHours = 24;

/// A new link for `name`; an older one of theirs is void. Errors: those of `open_session` for the
/// list of users; `unknown_user`, `account_blocked`.
[[nodiscard]] Answer<SetUpLink> invite_user(const Access& access, const std::string& name);

/// The link for new books: while nobody of the secretariat has a password, one for the first of
/// them by name. No value: somebody has one. Errors: those of `Books::open`.
[[nodiscard]] Answer<std::optional<SetUpLink>> first_link(const std::string& books,
                                                          std::int64_t now_ms);

/// Chooses the password of the user whose link has `secret`; the link is void then. `password`
/// empty: only tells whose it is. Errors: those of `Books::open`; `void_link` for one that is
/// unknown, used or too old; those of `weakness_of`.
[[nodiscard]] Answer<UserLine> use_link(const std::string& books,
                                        const std::string& secret,
                                        const std::string& password,
                                        std::int64_t now_ms,
                                        BooksPool* pool = nullptr);

/// What a token lets a program do, each more than the one before.
enum class Scope : std::uint8_t {
    read,    ///< whatever the user may read
    write,   ///< and write
    approve  ///< and what else a person has to give the password for
};

[[nodiscard]] std::string_view text_of(Scope scope);
[[nodiscard]] std::optional<Scope> parse_scope(std::string_view text);

struct TokenLine {
    std::string label;
    Scope scope = Scope::read;
    std::int64_t made_at_ms = 0;
    std::int64_t expires_at_ms = 0;
};

inline constexpr std::int64_t kTokenDaysMax = 366;

/// A token of `access.user`, told this once. Errors: `bad_label`, `bad_days`, `label_taken`;
/// those of `own_account`.
struct NewToken {
    TokenLine line;
    std::string secret;  ///< `imdad_` and 48 hexadecimal digits
};

[[nodiscard]] Answer<NewToken> add_token(const Access& access,
                                         const std::string& label,
                                         Scope scope,
                                         std::int64_t days);
[[nodiscard]] Answer<std::vector<TokenLine>> list_tokens(const Access& access);
/// Errors: `no_such_token`.
[[nodiscard]] Answer<void> erase_token(const Access& access, const std::string& label);

/// The same of another user, for whoever looks after the accounts: a token is only ever made by
/// whose it is. Errors: those of `open_session`; `unknown_user`, `no_such_token`.
[[nodiscard]] Answer<std::vector<TokenLine>> list_tokens_of(const Access& access,
                                                            const std::string& name);
[[nodiscard]] Answer<void> erase_token_of(const Access& access,
                                          const std::string& name,
                                          const std::string& label);

struct TokenOwner {
    std::string user;
    Scope scope = Scope::read;
};

/// No value: nobody's, or too old. Errors: those of `Books::open`.
[[nodiscard]] Answer<std::optional<TokenOwner>> owner_of_token(const std::string& books,
                                                               std::string_view secret,
                                                               std::int64_t now_ms,
                                                               BooksPool* pool = nullptr);

}  // namespace imdad::app
