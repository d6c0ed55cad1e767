#include "cli/terminal.hpp"

#include "app/output_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

namespace imdad::cli {

namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

/// By the rule of the C library: the first of the three that is set counts.
bool is_utf8_locale() {
    for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        if (const std::string_view value = variable(name); !value.empty()) {
            return value.find("UTF-8") != std::string_view::npos ||
                   value.find("utf8") != std::string_view::npos;
        }
    }
    return false;
}

}  // namespace

void print(std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!whole || std::fflush(stdout) != 0) {
        app::throw_failure(errno, "cannot write the result to the standard output");
    }
}

void note(std::string_view text) {
    std::string line(text);
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void progress(std::string_view text) {
    if (isatty(STDERR_FILENO) != 0) {
        note(text);
    }
}

report::TableOptions table_options() {
    report::TableOptions options;
    if (isatty(STDOUT_FILENO) == 0) {
        return options;
    }
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        options.columns = size.ws_col;
    }
    options.colour = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
    options.unicode = is_utf8_locale();
    return options;
}

}  // namespace imdad::cli
