#include "app/credentials.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/key_file.hpp"
#include "app/password.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"
#include "store/credentials.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

namespace imdad::app {

namespace {

using store::Credentials;
using store::Transaction;

constexpr std::size_t kSecretBytes = 24;
constexpr std::size_t kLabelLengthMax = 60;
constexpr std::string_view kTokenMark = "imdad_";
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::array<std::string_view, 3> kScopes{"read", "write", "approve"};

std::string new_secret() {
    std::array<unsigned char, kSecretBytes> bytes{};
    fill_random(bytes);
    return hex_text(bytes);
}

store::SecretHash hash_of_secret(std::string_view secret) {
    store::SecretHash hash{};
    static_assert(sizeof(hash) == crypto_hash_sha256_BYTES);
    // The reinterpretation is what the C interface of the library asks for.
    crypto_hash_sha256(
        hash.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    return hash;
}

tl::unexpected<Refusal> unknown_user(const std::string& name) {
    return no(tell("no_such_user", name));
}

tl::unexpected<Refusal> wrong_password() {
    return no(tell("wrong_password"), "password");
}

/// Books in a transaction, with the user of `access`.
struct Own {
    OpenBooks books;
    std::unique_ptr<Transaction> transaction;
    store::User user;
};

Answer<Own> open_own(const Access& access, Transaction::Kind kind) {
    auto books = open_books(access.books, access.pool);
    if (!books) {
        return tl::unexpected(books.error());
    }
    Own own;
    own.books = std::move(*books);
    own.transaction = std::make_unique<Transaction>(own.books->connection(), kind);
    const auto user = own.books->users().find(access.user);
    if (!user) {
        return unknown_user(access.user);
    }
    if (auto refused = blocked(*user)) {
        return tl::unexpected(std::move(*refused));
    }
    own.user = *user;
    return own;
}

SetUpLink make_link(Credentials& credentials, const std::string& name, std::int64_t now_ms) {
    SetUpLink link{
        .user = name, .secret = new_secret(), .expires_at_ms = now_ms + kLinkHours * kHourMs};
    credentials.set_link({.name = name, .expires_at_ms = link.expires_at_ms},
                         hash_of_secret(link.secret));
    return link;
}

std::vector<TokenLine> lines_of(const std::vector<store::Token>& tokens) {
    std::vector<TokenLine> lines;
    lines.reserve(tokens.size());
    for (const store::Token& token : tokens) {
        lines.push_back({.label = token.label,
                         .scope = parse_scope(token.scope).value_or(Scope::read),
                         .made_at_ms = token.made_at_ms,
                         .expires_at_ms = token.expires_at_ms});
    }
    return lines;
}

bool erase_if_there(store::Connection& connection,
                    const std::string& name,
                    const std::string& label) {
    Credentials credentials(connection);
    const std::vector<store::Token> tokens = credentials.tokens_of(name);
    if (std::ranges::find(tokens, label, &store::Token::label) == tokens.end()) {
        return false;
    }
    credentials.erase_token(name, label);
    return true;
}

bool may_make_users(const store::User& user) {
    return permits(Task::manage_users, {ledger::to_text(user.actor), user.grants});
}

}  // namespace

Answer<UserLine> own_account(const Access& access) {
    const auto own = open_own(access, Transaction::Kind::read);
    if (!own) {
        return tl::unexpected(own.error());
    }
    return line_of(own->user);
}

Answer<UserLine> log_in(const Access& access, const std::string& password) {
    const auto own = open_own(access, Transaction::Kind::read);
    // Who is blocked has no password: whether somebody is, is not told to whoever tries names.
    if (!own && own.error().code != "unknown_user" && own.error().code != "user_blocked") {
        return tl::unexpected(own.error());
    }
    std::string hash;
    if (own) {
        Credentials credentials(own->books->connection());
        if (const auto kept = credentials.password(own->user.name)) {
            hash = kept->hash;
        }
        own->transaction->commit();  // hashing takes long, and others want to write
    }
    if (!is_password(password, hash)) {
        return wrong_password();
    }
    return line_of(own->user);
}

Answer<UserLine> change_password(const Access& access,
                                 const std::string& old_password,
                                 const std::string& password) {
    if (auto known = log_in(access, old_password); !known) {
        return tl::unexpected(known.error());
    }
    if (auto weak = weakness_of(password, access.user)) {
        return tl::unexpected(std::move(*weak));
    }
    const store::Password kept{.hash = hash_of_password(password), .changed_at_ms = access.now_ms};
    const auto own = open_own(access, Transaction::Kind::write);
    if (!own) {
        return tl::unexpected(own.error());
    }
    Credentials credentials(own->books->connection());
    credentials.set_password(own->user.name, kept);
    credentials.erase_link(own->user.name);
    own->transaction->commit();
    return line_of(own->user);
}

Answer<SetUpLink> invite_user(const Access& access, const std::string& name) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Transaction transaction(session->books->connection(), Transaction::Kind::write);
    const auto user = session->books->users().find(name);
    if (!user) {
        return unknown_user(name);
    }
    if (user->is_blocked()) {
        return no(tell("account_blocked", name, name));
    }
    Credentials credentials(session->books->connection());
    SetUpLink link = make_link(credentials, name, access.now_ms);
    transaction.commit();
    return link;
}

Answer<std::optional<SetUpLink>> first_link(const std::string& books, std::int64_t now_ms) {
    const auto opened = Books::open(books);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    Transaction transaction((*opened)->connection(), Transaction::Kind::write);
    Credentials credentials((*opened)->connection());
    const std::vector<store::User> users = (*opened)->users().all();
    const auto first = std::ranges::find_if(users, may_make_users);
    const bool somebody = std::ranges::any_of(users, [&](const store::User& user) {
        return may_make_users(user) && credentials.password(user.name).has_value();
    });
    if (first == users.end() || somebody) {
        return std::nullopt;
    }
    SetUpLink link = make_link(credentials, first->name, now_ms);
    transaction.commit();
    return link;
}

Answer<UserLine> use_link(const std::string& books,
                          const std::string& secret,
                          const std::string& password,
                          std::int64_t now_ms,
                          BooksPool* pool) {
    const auto opened = open_books(books, pool);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const auto find = [&](Credentials& credentials) {
        const auto link = credentials.link(hash_of_secret(secret));
        return link && link->expires_at_ms > now_ms ? (*opened)->users().find(link->name)
                                                    : std::nullopt;
    };
    const auto void_link = [] { return no(tell("void_link"), "token"); };
    Credentials credentials((*opened)->connection());
    std::optional<store::User> user;
    {
        Transaction reading((*opened)->connection(), Transaction::Kind::read);
        user = find(credentials);
    }
    if (!user) {
        return void_link();
    }
    if (password.empty()) {
        return line_of(*user);
    }
    if (auto weak = weakness_of(password, user->name)) {
        return tl::unexpected(std::move(*weak));
    }
    const store::Password kept{.hash = hash_of_password(password), .changed_at_ms = now_ms};
    Transaction writing((*opened)->connection(), Transaction::Kind::write);
    user = find(credentials);  // somebody may have used it while this was hashed
    if (!user) {
        return void_link();
    }
    credentials.set_password(user->name, kept);
    credentials.erase_link(user->name);
    writing.commit();
    return line_of(*user);
}

std::string_view text_of(Scope scope) {
    return kScopes.at(static_cast<std::size_t>(scope));
}

std::optional<Scope> parse_scope(std::string_view text) {
    const auto* const found = std::ranges::find(kScopes, text);
    return found == kScopes.end()
               ? std::nullopt
               : std::optional(static_cast<Scope>(std::distance(kScopes.begin(), found)));
}

Answer<NewToken> add_token(const Access& access,
                           const std::string& label,
                           Scope scope,
                           std::int64_t days) {
    if (label.empty() || label.size() > kLabelLengthMax ||
        std::ranges::any_of(label, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
        return no(tell("bad_label", kLabelLengthMax), "label");
    }
    if (days < 1 || days > kTokenDaysMax) {
        return no(tell("bad_days", kTokenDaysMax), "days");
    }
    const auto own = open_own(access, Transaction::Kind::write);
    if (!own) {
        return tl::unexpected(own.error());
    }
    Credentials credentials(own->books->connection());
    const std::vector<store::Token> tokens = credentials.tokens_of(access.user);
    if (std::ranges::find(tokens, label, &store::Token::label) != tokens.end()) {
        return no(tell("label_taken", label), "label");
    }
    NewToken made{.line = {.label = label,
                           .scope = scope,
                           .made_at_ms = access.now_ms,
                           .expires_at_ms = access.now_ms + days * 24 * kHourMs},
                  .secret = std::string(kTokenMark) + new_secret()};
    credentials.add_token({.name = access.user,
                           .label = label,
                           .scope = std::string(text_of(scope)),
                           .made_at_ms = made.line.made_at_ms,
                           .expires_at_ms = made.line.expires_at_ms},
                          hash_of_secret(made.secret));
    own->transaction->commit();
    return made;
}

Answer<std::vector<TokenLine>> list_tokens(const Access& access) {
    const auto own = open_own(access, Transaction::Kind::read);
    if (!own) {
        return tl::unexpected(own.error());
    }
    return lines_of(Credentials(own->books->connection()).tokens_of(access.user));
}

Answer<std::vector<TokenLine>> list_tokens_of(const Access& access, const std::string& name) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Transaction transaction(session->books->connection(), Transaction::Kind::read);
    if (!session->books->users().find(name)) {
        return unknown_user(name);
    }
    return lines_of(Credentials(session->books->connection()).tokens_of(name));
}

Answer<void> erase_token(const Access& access, const std::string& label) {
    const auto own = open_own(access, Transaction::Kind::write);
    if (!own) {
        return tl::unexpected(own.error());
    }
    if (!erase_if_there(own->books->connection(), access.user, label)) {
        return no(tell("no_such_token", label), "label");
    }
    own->transaction->commit();
    return {};
}

Answer<void> erase_token_of(const Access& access,
                            const std::string& name,
                            const std::string& label) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Transaction transaction(session->books->connection(), Transaction::Kind::write);
    if (!session->books->users().find(name)) {
        return unknown_user(name);
    }
    if (!erase_if_there(session->books->connection(), name, label)) {
        return no(say("token_not_held", name, label), "label");
    }
    transaction.commit();
    return {};
}

Answer<std::optional<TokenOwner>> owner_of_token(const std::string& books,
                                                 std::string_view secret,
                                                 std::int64_t now_ms,
                                                 BooksPool* pool) {
    const auto opened = open_books(books, pool);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const Transaction transaction((*opened)->connection(), Transaction::Kind::read);
    const auto token = Credentials((*opened)->connection()).token(hash_of_secret(secret));
    const auto scope = token ? parse_scope(token->scope) : std::nullopt;
    if (!scope || token->expires_at_ms <= now_ms) {
        return std::nullopt;
    }
    return TokenOwner{.user = token->name, .scope = *scope};
}

}  // namespace imdad::app
