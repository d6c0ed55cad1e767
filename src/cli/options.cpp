#include "cli/options.hpp"

#include <algorithm>
#include <map>

#include <CLI/CLI.hpp>

namespace imdad::cli {

CLI::Option* add_scenario_folder(CLI::App& command, std::string& folder) {
    return command.add_option("DIR", folder, "Scenario folder")->required();
}

CLI::Option* add_include(CLI::App& command, std::vector<std::string>& include) {
    return command.add_option("--include", include, "Count on supplies that are not committed yet")
        ->delimiter(',')
        ->check(CLI::IsMember({"announced", "pledged"}))
        ->type_name("announced,pledged");
}

bool includes(const std::vector<std::string>& include, std::string_view status) {
    return std::ranges::find(include, status) != include.end();
}

CLI::Option* add_format(CLI::App& command, Format& format) {
    static const std::map<std::string, Format> kFormats = {{"table", Format::table},
                                                           {"json", Format::json}};
    return command
        .add_option_function<std::string>(
            "--format",
            [&format](const std::string& text) { format = kFormats.at(text); },
            "How to print the result")
        ->check(CLI::IsMember({"table", "json"}))
        ->default_str("table")
        ->type_name("table|json");
}

void add_example(CLI::App& command, const std::string& example) {
    command.footer("Example:\n  " + example);
}

}  // namespace imdad::cli
