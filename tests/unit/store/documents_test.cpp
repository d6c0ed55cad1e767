#include "store/documents.hpp"

#include "store/copy_books.hpp"

#include "database.hpp"
#include <gtest/gtest.h>

/// Bytes come back as they were given, for the entity that they were given for, also from a copy.

namespace imdad::store {
namespace {

using DocumentsKept = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(DocumentsKept);

DocumentKey key(std::string_view entity, unsigned char first) {
    DocumentKey key{.kind = "instrument", .entity = entity};
    key.hash.front() = first;
    return key;
}

Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

void keep(Connection& connection, const DocumentKey& key, const std::string& text) {
    Transaction transaction(connection, Transaction::Kind::write);
    Documents(connection).keep(key, bytes_of(text), 5);
    transaction.commit();
}

TEST_P(DocumentsKept, ComeBackForTheirEntityOnly) {
    using namespace std::string_literals;
    const auto connection = database.open_migrated();
    const std::string text = "%PDF\0\xff any bytes"s;
    keep(*connection, key("mou", 1), text);
    keep(*connection, key("mou", 1), text);  // nothing new
    Documents documents(*connection);
    EXPECT_EQ(documents.find(key("mou", 1)), text);
    EXPECT_TRUE(documents.has(key("mou", 1)));
    EXPECT_FALSE(documents.has(key("mou", 2)));
    EXPECT_FALSE(documents.find(key("another", 1)));
}

TEST_P(DocumentsKept, GoWithACopyOfTheBooks) {
    const auto connection = database.open_migrated();
    const std::string text(1 << 20, 'x');
    keep(*connection, key("mou", 1), text);
    const FreshDatabase place(Backend::sqlite);
    const auto copy = place.open_migrated();
    ASSERT_TRUE(copy_books(*connection, *copy).has_value());
    EXPECT_TRUE(Documents(*copy).find(key("mou", 1)) == text);
}

}  // namespace
}  // namespace imdad::store
