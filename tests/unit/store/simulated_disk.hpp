#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/// A disk in memory, given to SQLite as a file system of its own. It knows of every file what a
/// sync has made durable and what was written since, so it can lose power: of what was not synced
/// some is kept, some dropped, some torn, by a seed. It can fail at any read, write or sync, and
/// be full. For one connection at a time.

namespace imdad::store {

class SimulatedDisk {
 public:
    struct Change {
        std::int64_t offset = 0;
        std::string bytes;
        bool truncates = false;  ///< to `offset`
    };

    struct File {
        std::string now;      ///< what a read gives
        std::string durable;  ///< what is there after the power was lost, without `unsynced`
        std::vector<Change> unsynced;
        bool exists = false;
        bool exists_durably = false;
    };

    using Image = std::map<std::string, File>;

    enum class Operation : std::uint8_t { read, write, sync };

    struct Fault {
        Operation operation = Operation::read;
        std::uint64_t number = 1;  ///< the first one that fails, counted from `fail`
        bool for_ever = false;     ///< all that follow too, until `mend`
        /// Of a sync: what was not synced can still be read and will never be durable, which is
        /// what Linux does with pages that it could not write.
        bool forgets = false;
    };

    SimulatedDisk();
    explicit SimulatedDisk(Image image);
    SimulatedDisk(const SimulatedDisk&) = delete;
    SimulatedDisk& operator=(const SimulatedDisk&) = delete;
    ~SimulatedDisk();

    /// Name to connect with.
    [[nodiscard]] const std::string& vfs() const { return name_; }

    [[nodiscard]] const Image& image() const { return files_; }

    /// Called before each write and each sync takes effect.
    void watch(std::function<void(Operation)> watcher) { watcher_ = std::move(watcher); }

    void fail(const Fault& fault);

    void mend();

    /// Whether the fault was met since `fail`.
    [[nodiscard]] bool met() const;

    /// From now on all files together take no more bytes than this; none: no limit.
    void limit(std::optional<std::size_t> bytes) { limit_ = bytes; }

    [[nodiscard]] std::size_t size() const;

 private:
    friend struct DiskCalls;

    [[nodiscard]] bool fails(Operation operation);

    [[nodiscard]] bool forgets() const;

    struct Driver;  ///< SQLite's side

    std::string name_;
    std::unique_ptr<Driver> driver_;
    Image files_;
    /// Memory that connections to a file share: SQLite's index of the log. Not on the disk.
    std::map<std::string, std::vector<std::unique_ptr<std::array<char, 32768>>>> shared_;
    std::function<void(Operation)> watcher_;
    mutable std::mutex mutex_;  ///< of the fault, which another thread may mend
    std::optional<Fault> fault_;
    std::array<std::uint64_t, 3> seen_{};  ///< operations since `fail`
    bool met_ = false;
    std::optional<std::size_t> limit_;
    int temporary_count_ = 0;
};

/// What is on the disk when the power comes back: each unsynced change is kept, dropped or torn
/// into sectors of 512 bytes of which some are kept. Seed 0 drops all, seed 1 keeps all.
[[nodiscard]] SimulatedDisk::Image after_power_loss(const SimulatedDisk::Image& image,
                                                    std::uint64_t seed);

}  // namespace imdad::store
