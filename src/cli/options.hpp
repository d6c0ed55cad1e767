#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// Options that several commands share.

namespace imdad::cli {

enum class Format { table, json };

/// Adds the positional DIR.
CLI::Option* add_scenario_folder(CLI::App& command, std::string& folder);

/// Adds `--include announced,pledged`; `includes` reads it.
CLI::Option* add_include(CLI::App& command, std::vector<std::string>& include);
[[nodiscard]] bool includes(const std::vector<std::string>& include, std::string_view status);

/// Adds `--format table|json`.
CLI::Option* add_format(CLI::App& command, Format& format);

/// Sets the footer of `--help` to a command that can be run as it stands.
void add_example(CLI::App& command, const std::string& example);

}  // namespace imdad::cli
