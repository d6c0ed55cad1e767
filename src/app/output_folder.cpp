#include "app/output_folder.hpp"

#include "exchange/scenario_tables.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace imdad::app {

namespace fs = std::filesystem;

namespace {

/// Every name that a plan folder made by `imdad plan` may hold.
constexpr std::array<std::string_view, 10> kPlanFiles = {"plan.json",
                                                         "shipments.csv",
                                                         "service.csv",
                                                         "supply_use.csv",
                                                         "coverage.csv",
                                                         "stock.csv",
                                                         "plan.xlsx",
                                                         "plan.geojson",
                                                         "plan.html",
                                                         "README.txt"};

void check(const std::error_code& error, const std::string& what) {
    if (error) {
        throw_failure(error.value(), what);
    }
}

struct Known {
    std::vector<std::string_view> files;
    std::string_view mark;     ///< the file by which such a folder is known
    std::string_view what;     ///< "a plan"
    std::string_view without;  ///< what it is if the mark is missing
    std::string_view option;
};

const Known& known(OutputFolder::Contents contents) {
    static const Known kPlan{{kPlanFiles.begin(), kPlanFiles.end()},
                             "plan.json",
                             "a plan",
                             "a plan made by hand (there is no plan.json)",
                             "--out"};
    static const Known kSnapshot = [] {
        Known snapshot{{"books.json",
                        "books.csv",
                        "left-out.csv",
                        "served.csv",
                        "datapackage.json",
                        "boundaries.geojson"},
                       "books.json",
                       "a snapshot",
                       "a scenario that is no snapshot (there is no books.json)",
                       "--to"};
        for (const exchange::TableView& table : exchange::scenario_tables()) {
            snapshot.files.push_back(table.file);
        }
        return snapshot;
    }();
    static const Known kEstimate{
        {"coverage.csv"}, "coverage.csv", "an estimate", "something else", "--early"};
    switch (contents) {
        case OutputFolder::Contents::snapshot:
            return kSnapshot;
        case OutputFolder::Contents::estimate:
            return kEstimate;
        case OutputFolder::Contents::plan:
            break;
    }
    return kPlan;
}

/// What stands in the way of replacing `target`, or nothing.
std::string obstacle(const fs::path& target, OutputFolder::Contents contents) {
    const Known& ours = known(contents);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(target, error);
    if (status.type() == fs::file_type::not_found) {
        return {};
    }
    if (status.type() != fs::file_type::directory) {
        return "it is not a folder";
    }
    bool has_mark = false;
    std::vector<std::string> foreign;
    for (fs::directory_iterator it(target, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        const std::string name = it->path().filename().string();
        has_mark = has_mark || name == ours.mark;
        if (std::ranges::find(ours.files, name) == ours.files.end()) {
            foreign.push_back(name);
        }
    }
    check(error, fmt::format("cannot read the folder {}", target.string()));
    if (!foreign.empty()) {
        return fmt::format(
            "it holds {}, which is no file of {}", *std::ranges::min_element(foreign), ours.what);
    }
    const bool empty = fs::is_empty(target, error);
    check(error, fmt::format("cannot read the folder {}", target.string()));
    return has_mark || empty ? std::string() : fmt::format("it holds {}", ours.without);
}

/// Removes the staging folders of runs that were killed.
void remove_leftovers(const fs::path& parent, const std::string& prefix) {
    std::error_code error;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator it(parent, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (!name.starts_with(prefix)) {
            continue;
        }
        pid_t owner = 0;
        const char* const end = name.data() + name.size();
        const auto [rest, fault] = std::from_chars(name.data() + prefix.size(), end, owner);
        const bool whole_number = fault == std::errc() && rest == end && owner > 0;
        if (whole_number && (owner == getpid() || (kill(owner, 0) != 0 && errno == ESRCH))) {
            leftovers.push_back(it->path());
        }
    }
    for (const fs::path& leftover : leftovers) {
        fs::remove_all(leftover, error);
    }
}

void sync_to_disk(const fs::path& path, int flags) {
    const int descriptor = open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) {
        throw_failure(errno, fmt::format("cannot open {}", path.string()));
    }
    const int result = fsync(descriptor);
    const int error_number = errno;
    close(descriptor);
    // Some file systems cannot sync a folder and say EINVAL; the rename is still atomic there.
    if (result != 0 && error_number != EINVAL) {
        throw_failure(error_number, fmt::format("cannot bring {} to disk", path.string()));
    }
}

}  // namespace

void throw_failure(int error_number, const std::string& what) {
    using Kind = base::Failure::Kind;
    const std::string message =
        fmt::format("{}: {}", what, std::generic_category().message(error_number));
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
        case EROFS:
        case EFBIG:
            throw base::Failure(Kind::storage_full, message);
        case ENOENT:
            throw base::Failure(Kind::not_found, message);
        default:
            throw base::Failure(Kind::io, message);
    }
}

base::Result<OutputFolder> OutputFolder::prepare(const fs::path& target, Contents contents) {
    std::error_code error;
    fs::path whole = fs::weakly_canonical(target, error);
    check(error, fmt::format("cannot resolve {}", target.string()));
    if (!whole.has_filename()) {
        whole = whole.parent_path();
    }
    if (const std::string why = obstacle(whole, contents); !why.empty()) {
        return base::fail(
            "not_replaceable",
            fmt::format("{} cannot be replaced: {}. Give another folder with {}, or move it away.",
                        target.string(),
                        why,
                        known(contents).option),
            target.string());
    }
    const std::string prefix = "." + whole.filename().string() + ".partial-";
    remove_leftovers(whole.parent_path(), prefix);
    // The process number keeps two runs with one target out of each other's files.
    const fs::path staging = whole.parent_path() / (prefix + std::to_string(getpid()));
    fs::create_directories(staging, error);
    check(error, fmt::format("cannot create {}", target.string()));
    fs::remove(staging, error);
    return OutputFolder(whole, staging, contents);
}

OutputFolder::OutputFolder(fs::path target, fs::path staging, Contents contents)
    : target_(std::move(target)), staging_(std::move(staging)), contents_(contents) {}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : target_(std::move(other.target_)),
      staging_(std::exchange(other.staging_, {})),
      contents_(other.contents_) {}

const fs::path& OutputFolder::begin() {
    std::error_code error;
    fs::create_directory(staging_, error);
    check(error, fmt::format("cannot create {}", staging_.string()));
    return staging_;
}

OutputFolder::~OutputFolder() {
    if (!staging_.empty()) {
        std::error_code ignored;
        fs::remove_all(staging_, ignored);
    }
}

void OutputFolder::publish(Durable durable) {
    std::error_code error;
    if (durable == Durable::yes) {
        for (fs::directory_iterator it(staging_, error); !error && it != fs::directory_iterator();
             it.increment(error)) {
            sync_to_disk(it->path(), O_RDONLY);
        }
        check(error, fmt::format("cannot read the folder {}", staging_.string()));
        sync_to_disk(staging_, O_RDONLY | O_DIRECTORY);
    }
    const std::string what = fmt::format("cannot put {} in place", target_.string());
    // Checked again: somebody may have put a file there while the plan was made.
    if (const std::string why = obstacle(target_, contents_); !why.empty()) {
        throw base::Failure(base::Failure::Kind::io, fmt::format("{}: {}", what, why));
    }
    if (renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) {
        // The earlier plan now lies in the staging folder, which the destructor removes.
        return;
    }
    if (errno != ENOENT && errno != EINVAL && errno != ENOSYS) {
        throw_failure(errno, what);
    }
    // Nothing there yet, or a file system that cannot exchange: an earlier plan steps aside first.
    const fs::path earlier = staging_.string() + ".earlier";
    fs::remove_all(earlier, error);
    check(error, what);
    if (fs::exists(target_)) {
        fs::rename(target_, earlier, error);
        check(error, what);
    }
    fs::rename(staging_, target_, error);
    check(error, what);
    staging_.clear();
    fs::remove_all(earlier, error);
}

}  // namespace imdad::app
