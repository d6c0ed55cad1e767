#include "app/password.hpp"

#include "app/asked_sentences.hpp"
#include "app/common_passwords.hpp"
#include "base/assert.hpp"
#include "base/result.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sodium.h>

namespace imdad::app {

namespace {

constexpr std::size_t kDifferentCharactersMin = 6;

void start_library() {
    IMDAD_ASSERT(sodium_init() >= 0, "libsodium did not start");
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

const std::vector<std::string_view>& common_passwords() {
    static const std::vector<std::string_view> kAll = [] {
        std::vector<std::string_view> all;
        std::string_view text = kCommonPasswordsTxt;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            if (end > 0) {
                all.push_back(text.substr(0, end));
            }
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        std::ranges::sort(all);
        return all;
    }();
    return kAll;
}

bool is_common(std::string_view word) {
    return std::ranges::binary_search(common_passwords(), word);
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// The word that `text` is made of by repeating it; the text itself if there is none.
std::string_view repeated_part(std::string_view text) {
    for (std::size_t size = 1; size <= text.size() / 2; ++size) {
        bool repeats = true;
        for (std::size_t at = size; at < text.size() && repeats; ++at) {
            repeats = text[at] == text[at % size];
        }
        if (repeats) {
            return text.substr(0, size);
        }
    }
    return text;
}

/// A common password, alone, again and again, or with digits and signs before and behind.
bool is_made_of_a_common_one(std::string_view text) {
    if (is_common(text) || is_common(repeated_part(text))) {
        return true;
    }
    while (!text.empty() && !is_letter(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && !is_letter(text.back())) {
        text.remove_suffix(1);
    }
    return text.empty() || is_common(text) || is_common(repeated_part(text));
}

/// Characters of UTF-8; no value if it is none.
std::optional<std::size_t> characters_of(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t size = first < 0x80    ? 1
                                 : first >= 0xF0 ? 4
                                 : first >= 0xE0 ? 3
                                 : first >= 0xC2 ? 2
                                                 : 0;
        if (size == 0 || first > 0xF4 || first == 0 || at + size > text.size()) {
            return std::nullopt;
        }
        for (std::size_t next = at + 1; next < at + size; ++next) {
            if ((static_cast<unsigned char>(text[next]) & 0xC0U) != 0x80U) {
                return std::nullopt;
            }
        }
        at += size;
    }
    return count;
}

}  // namespace

std::optional<Refusal> weakness_of(const std::string& password, const std::string& user) {
    const std::optional<std::size_t> characters = characters_of(password);
    if (!characters) {
        return refusal_of(say("password_not_text"), "password");
    }
    if (*characters < kPasswordLengthMin) {
        return refusal_of(say("password_too_short", kPasswordLengthMin), "password");
    }
    if (password.size() > kPasswordBytesMax) {
        return refusal_of(say("password_too_long", kPasswordBytesMax), "password");
    }
    const std::string text = lower(password);
    std::string without_user = text;
    for (const std::string& name : {lower(user), std::string("imdad")}) {
        for (std::size_t at = 0;
             !name.empty() && (at = without_user.find(name)) != std::string::npos;) {
            without_user.erase(at, name.size());
        }
    }
    const bool few = std::set<char>(text.begin(), text.end()).size() < kDifferentCharactersMin;
    if (few || is_made_of_a_common_one(text) ||
        (without_user.size() < text.size() && without_user.size() < kPasswordLengthMin / 2)) {
        return refusal_of(say("password_too_common"), "password");
    }
    return std::nullopt;
}

std::string hash_of_password(const std::string& password) {
    start_library();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(),
                          password.data(),
                          password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        throw base::Failure(base::Failure::Kind::io, "too little memory to hash a password");
    }
    return hash.data();
}

bool is_password(const std::string& password, const std::string& hash) {
    start_library();
    // Of a password that nobody has: the time tells nobody which users there are.
    static const std::string kNobody = hash_of_password("nobody has this password");
    const bool fits =
        crypto_pwhash_str_verify(
            (hash.empty() ? kNobody : hash).c_str(), password.data(), password.size()) == 0;
    return fits && !hash.empty();
}

}  // namespace imdad::app
