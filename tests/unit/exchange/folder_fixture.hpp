#pragma once

#include "exchange/scenario_folder.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

/// Scenario folders for tests: a small right one as text, and ways to spoil one cell of it.

namespace imdad::exchange_test {

/// A folder of its own below the temporary one, removed with all it holds.
class TempFolder {
 public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    void write(const std::string& file, std::string_view bytes) const;
    [[nodiscard]] std::string read(const std::string& file) const;

 private:
    std::filesystem::path path_;
};

using Files = std::map<std::string, std::string>;

/// Six weeks from 2024-01-01, five places, three products, at least one row in each of the 18
/// files, no problem in it.
[[nodiscard]] Files small_scenario();

/// Replaces the only occurrence of `from` in a file; fails loudly if there is none or more.
void replace(Files& files, const std::string& file, std::string_view from, std::string_view to);

/// The same for one line, 1-based.
void replace_line(Files& files, const std::string& file, std::size_t line, std::string_view text);

void append_line(Files& files, const std::string& file, std::string_view text);

[[nodiscard]] exchange::LoadOutcome load(const Files& files);

/// The first problem with this code, or nothing.
[[nodiscard]] const exchange::Problem* find(const exchange::ProblemList& problems,
                                            std::string_view code);

/// True if every problem has a code of problem_codes.hpp.
[[nodiscard]] bool codes_are_listed(const exchange::ProblemList& problems);

/// All problems, one a line, for messages of failed tests.
[[nodiscard]] std::string all(const exchange::ProblemList& problems);

}  // namespace imdad::exchange_test
