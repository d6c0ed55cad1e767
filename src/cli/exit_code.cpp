#include "cli/exit_code.hpp"

#include "app/output_folder.hpp"
#include "base/result.hpp"
#include "cli/terminal.hpp"

#include <array>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace imdad::cli {

namespace {

struct FailureRow {
    base::Failure::Kind kind;
    Exit exit;
    const char* advice;
};

constexpr auto kFailures = std::to_array<FailureRow>({
    {base::Failure::Kind::io, Exit::failure, ""},
    {base::Failure::Kind::storage_full, Exit::storage, "Free some room, or write to another disk."},
    {base::Failure::Kind::not_found, Exit::failure, "Check the path."},
    {base::Failure::Kind::interrupted, Exit::interrupted, ""},
});

Exit report(const base::Failure& failure) {
    for (const FailureRow& row : kFailures) {
        if (row.kind == failure.kind()) {
            note(fmt::format(
                "imdad: {}{}{}", failure.what(), *row.advice != '\0' ? ". " : "", row.advice));
            return row.exit;
        }
    }
    note(fmt::format("imdad: {}", failure.what()));
    return Exit::failure;
}

}  // namespace

Exit report_current_exception() {
    try {
        throw;
    } catch (const base::Failure& failure) {
        return report(failure);
    } catch (const std::filesystem::filesystem_error& error) {
        // Same table: the library's own file errors are failures of the environment too.
        try {
            app::throw_failure(error.code().value(), error.path1().string());
        } catch (const base::Failure& failure) {
            return report(failure);
        }
    } catch (const std::bad_alloc&) {
        note("imdad: not enough memory for this scenario");
        return Exit::failure;
    } catch (const std::exception& error) {
        note(fmt::format("imdad: unexpected error, please report it: {}", error.what()));
        return Exit::failure;
    }
    return Exit::failure;
}

}  // namespace imdad::cli
