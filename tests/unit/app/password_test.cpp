#include "app/password.hpp"

#include <gtest/gtest.h>

namespace imdad::app {

namespace {

std::string code_of(const std::string& password, const std::string& user = "amina") {
    const auto weakness = weakness_of(password, user);
    return weakness ? weakness->code : "";
}

TEST(Password, LengthCountsInCharactersNotInBytes) {
    EXPECT_EQ(code_of("fourteen chars"), "password_too_short");
    EXPECT_EQ(code_of("fifteen chars !"), "");
    EXPECT_EQ(code_of("كلمات لا صلة بينها"), "");
    EXPECT_EQ(code_of("سبعة طيور"), "password_too_short") << "17 bytes";
    EXPECT_EQ(code_of(std::string(1025, 'x')), "password_too_long");
}

TEST(Password, IsText) {
    for (const char* broken : {"\xff\xfe plus more text",
                               "an overlong \xc0\xaf here it is",
                               "the end is missing \xe2\x82"}) {
        EXPECT_EQ(code_of(broken), "password_not_text") << broken;
    }
    EXPECT_EQ(code_of(std::string("with a nul \0 inside it", 22)), "password_not_text");
}

TEST(Password, WhatIsTriedFirstIsRefused) {
    for (const char* common : {"123456789012345",
                               "12345678901234567890",
                               "manchesterunited",
                               "ManchesterUnited2026",
                               "!!passwordpassword!!",
                               "2026password2026",
                               "qwertyqwertyqwerty",
                               "abababababababab",
                               "....---....---....",
                               "amina-imdad-2026"}) {
        EXPECT_EQ(code_of(common), "password_too_common") << common;
    }
    for (const char* good : {"correct horse battery staple",
                             "seven grey herons at the weir",
                             "amina reads seven books a day",
                             "Xk4 hop9 LLm2 qq8"}) {
        EXPECT_EQ(code_of(good), "") << good;
    }
}

TEST(Password, IsKnownAgainByItsHashOnly) {
    const std::string hash = hash_of_password("correct horse battery staple");
    EXPECT_EQ(hash.rfind("$argon2id$v=19$m=65536,t=2,p=1$", 0), 0U) << hash;
    EXPECT_NE(hash, hash_of_password("correct horse battery staple")) << "salted";
    EXPECT_TRUE(is_password("correct horse battery staple", hash));
    EXPECT_FALSE(is_password("correct horse battery stapl", hash));
    EXPECT_FALSE(is_password("", hash));
    EXPECT_FALSE(is_password("nobody has this password", "")) << "not even the one of nobody";
    EXPECT_FALSE(is_password("correct horse battery staple", "damaged"));
}

}  // namespace

}  // namespace imdad::app
