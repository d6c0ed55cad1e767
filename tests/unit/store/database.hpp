#pragma once

#include "store/connection.hpp"
#include "store/migrations.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

/// One suite on both databases: a fresh one for every test, gone at its end.

namespace imdad::store {

/// A fresh database of one of the two kinds.
class FreshDatabase {
 public:
    explicit FreshDatabase(Backend backend) {
        static int number = 0;
        const std::string name = fmt::format("t{}_{}", ::getpid(), ++number);
        location_.backend = backend;
        if (backend == Backend::sqlite) {
            folder_ = std::filesystem::temp_directory_path() / ("imdad-store-" + name);
            std::filesystem::create_directories(folder_);
            location_.text = (folder_ / "books.db").string();
        } else {
            const char* const socket = std::getenv("IMDAD_TEST_POSTGRES");
            server_ = fmt::format(
                "postgresql://imdad@/{}?host={}", "{}", socket == nullptr ? "/nowhere" : socket);
            database_ = name;
            connect({Backend::postgresql, fmt::format(fmt::runtime(server_), "postgres")}, false)
                ->execute("CREATE DATABASE " + name);
            location_.text = fmt::format(fmt::runtime(server_), name);
        }
    }

    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    ~FreshDatabase() {
        if (location_.backend == Backend::sqlite) {
            std::error_code ignored;
            std::filesystem::remove_all(folder_, ignored);
            return;
        }
        try {
            connect({Backend::postgresql, fmt::format(fmt::runtime(server_), "postgres")}, false)
                ->execute(fmt::format("DROP DATABASE {} WITH (FORCE)", database_));
        } catch (const std::exception&) {
            // The server ends with the tests anyway.
        }
    }

    [[nodiscard]] const Location& location() const { return location_; }

    [[nodiscard]] std::unique_ptr<Connection> open() const { return connect(location_, true); }

    /// With the tables of today.
    [[nodiscard]] std::unique_ptr<Connection> open_migrated() const {
        auto connection = open();
        EXPECT_TRUE(migrate(*connection).has_value());
        return connection;
    }

 private:
    Location location_;
    std::filesystem::path folder_;
    std::string server_, database_;
};

class OnBothDatabases : public ::testing::TestWithParam<Backend> {
 protected:
    FreshDatabase database{GetParam()};
};

inline std::string name_of_backend(const ::testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::sqlite ? "sqlite" : "postgresql";
}

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): gtest's own registration is one.
#define IMDAD_ON_BOTH_DATABASES(suite) \
    INSTANTIATE_TEST_SUITE_P(          \
        , suite, ::testing::Values(Backend::sqlite, Backend::postgresql), name_of_backend)

}  // namespace imdad::store
