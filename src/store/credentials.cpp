#include "store/credentials.hpp"

#include "store/statements.hpp"

namespace imdad::store {

std::optional<Password> Credentials::password(const std::string& name) {
    Statement& rows = connection_.prepare(sql::kReadPassword.sql).with(std::string_view(name));
    if (!rows.step()) {
        return std::nullopt;
    }
    Password found{.hash = std::string(rows.text(0)), .changed_at_ms = rows.integer(1)};
    rows.reset();
    return found;
}

void Credentials::set_password(const std::string& name, const Password& password) {
    connection_.prepare(sql::kErasePassword.sql).with(std::string_view(name)).run();
    connection_.prepare(sql::kAddPassword.sql)
        .with(std::string_view(name), std::string_view(password.hash), password.changed_at_ms)
        .run();
}

std::optional<Link> Credentials::link(const SecretHash& hash) {
    Statement& rows = connection_.prepare(sql::kReadLink.sql).with(Bytes(hash));
    if (!rows.step()) {
        return std::nullopt;
    }
    Link found{.name = std::string(rows.text(0)), .expires_at_ms = rows.integer(1)};
    rows.reset();
    return found;
}

void Credentials::set_link(const Link& link, const SecretHash& hash) {
    erase_link(link.name);
    connection_.prepare(sql::kAddLink.sql)
        .with(std::string_view(link.name), Bytes(hash), link.expires_at_ms)
        .run();
}

void Credentials::erase_link(const std::string& name) {
    connection_.prepare(sql::kEraseLink.sql).with(std::string_view(name)).run();
}

std::optional<Token> Credentials::token(const SecretHash& hash) {
    Statement& rows = connection_.prepare(sql::kReadToken.sql).with(Bytes(hash));
    if (!rows.step()) {
        return std::nullopt;
    }
    Token found{.name = std::string(rows.text(0)),
                .label = {},
                .scope = std::string(rows.text(1)),
                .expires_at_ms = rows.integer(2)};
    rows.reset();
    return found;
}

std::vector<Token> Credentials::tokens_of(const std::string& name) {
    std::vector<Token> tokens;
    Statement& rows = connection_.prepare(sql::kReadTokensOf.sql).with(std::string_view(name));
    while (rows.step()) {
        tokens.push_back({.name = name,
                          .label = std::string(rows.text(0)),
                          .scope = std::string(rows.text(1)),
                          .made_at_ms = rows.integer(2),
                          .expires_at_ms = rows.integer(3)});
    }
    return tokens;
}

void Credentials::add_token(const Token& token, const SecretHash& hash) {
    connection_.prepare(sql::kAddToken.sql)
        .with(Bytes(hash),
              std::string_view(token.name),
              std::string_view(token.label),
              std::string_view(token.scope),
              token.made_at_ms,
              token.expires_at_ms)
        .run();
}

void Credentials::erase_token(const std::string& name, const std::string& label) {
    connection_.prepare(sql::kEraseToken.sql)
        .with(std::string_view(name), std::string_view(label))
        .run();
}

}  // namespace imdad::store
