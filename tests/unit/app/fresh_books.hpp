#pragma once

#include "app/access.hpp"
#include "app/manage_users.hpp"
#include "app/post_file.hpp"

#include <string>

#include "temporary_folder.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

/// Books of their own for a test, made by `amina` of the secretariat.

namespace imdad::app::testing {

/// The code of a refusal; empty if there is none.
template <typename AnyAnswer>
std::string code_of(const AnyAnswer& answer) {
    return answer ? std::string() : answer.error().code;
}

class FreshBooks : public ::testing::Test {
 protected:
    void SetUp() override { ASSERT_TRUE(init_books(as("amina")).has_value()); }

    [[nodiscard]] Access as(const std::string& user) const {
        return {.books = (folder / "books.db").string(),
                .user = user,
                .today = base::parse_day("2022-07-25").value(),
                .now_ms = 1'658'736'000'000};  // 2022-07-25 08:00 UTC
    }

    void add_user_or_fail(const std::string& name, const std::vector<std::string>& roles) {
        const auto added = add_user(as("amina"), name, roles);
        ASSERT_TRUE(added.has_value()) << added.error().lines.front();
    }

    /// Posts a file of this text.
    [[nodiscard]] Answer<PostOutcome> post(const std::string& user,
                                           const std::string& csv,
                                           bool dry_run = false) {
        write_text(folder / "commands.csv", csv);
        return post_file(as(user), (folder / "commands.csv").string(), dry_run);
    }

    /// Codes of what was wrong, in order; empty if it was posted.
    [[nodiscard]] std::vector<std::string> codes(const std::string& user, const std::string& csv) {
        const auto outcome = post(user, csv);
        if (!outcome) {
            return {outcome.error().code};
        }
        std::vector<std::string> found;
        for (const RowProblem& problem : outcome->problems) {
            found.push_back(problem.code);
        }
        EXPECT_EQ(found.empty(), outcome->written);
        return found;
    }

    /// The id of row `number`, as the column `id` has it.
    [[nodiscard]] static std::string id(int number) { return fmt::format("{:032x}", number); }

    TemporaryFolder folder;
};

}  // namespace imdad::app::testing
