#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>

/// A folder that appears whole or not at all. Files are written into a hidden folder beside the
/// target, which then takes the target's place in one step; an earlier plan there is replaced.

namespace imdad::app {

class OutputFolder {
 public:
    /// What a folder is made for, and which earlier one it may replace.
    enum class Contents : std::uint8_t { plan, snapshot, estimate };

    /// Whether what is in place must outlive a loss of power.
    enum class Durable : std::uint8_t { yes, no };

    /// Makes sure that `target` can be written and replaced; its parents are created.
    /// Errors: `not_replaceable` if `target` is a file, or a folder that holds anything else than
    /// an earlier plan (which is known by its plan.json), an earlier snapshot (by its books.json),
    /// or an earlier estimate (by its coverage.csv): a plan made by hand, a scenario or notes are
    /// never overwritten. Throws `base::Failure`.
    [[nodiscard]] static base::Result<OutputFolder> prepare(const std::filesystem::path& target,
                                                            Contents contents = Contents::plan);

    OutputFolder(OutputFolder&& other) noexcept;
    OutputFolder& operator=(OutputFolder&&) = delete;
    ~OutputFolder();

    /// Creates the empty staging folder and says where it is. Throws `base::Failure`.
    [[nodiscard]] const std::filesystem::path& begin();

    /// Brings every file to disk, if asked to, and puts the folder in place. Throws
    /// `base::Failure`, leaving the target as it was.
    void publish(Durable durable = Durable::yes);

 private:
    OutputFolder(std::filesystem::path target, std::filesystem::path staging, Contents contents);

    std::filesystem::path target_;
    std::filesystem::path staging_;  ///< empty when nothing is left to remove
    Contents contents_;
};

/// Throws the `base::Failure` for a failed system call: `storage_full` for a full, read-only or
/// limited disk, `not_found`, otherwise `io`.
[[noreturn]] void throw_failure(int error_number, const std::string& what);

}  // namespace imdad::app
