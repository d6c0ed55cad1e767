#include "simulated_disk.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <random>
#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

namespace imdad::store {

namespace {

constexpr std::size_t kSector = 512;

void write_at(std::string& content, std::size_t offset, std::string_view bytes) {
    if (content.size() < offset + bytes.size()) {
        content.resize(offset + bytes.size());  // what was never written reads as zeros
    }
    content.replace(offset, bytes.size(), bytes);
}

void apply_change(std::string& content, const SimulatedDisk::Change& change) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.truncates) {
        content.resize(std::min(content.size(), offset));
    } else {
        write_at(content, offset, change.bytes);
    }
}

/// As SQLite sees an open file: its own head first.
struct OpenFile {
    sqlite3_file head;
    SimulatedDisk* disk;
    const std::string* name;
    SimulatedDisk::File* file;
    bool temporary;
};

OpenFile& opened(sqlite3_file* file) {
    // reinterpret_cast: SQLite allocates szOsFile bytes for us behind its own head.
    return *reinterpret_cast<OpenFile*>(file);
}

}  // namespace

/// What SQLite calls. sqlite3.h, "OS Interface Open File Handle" and "OS Interface Object".
struct DiskCalls {
    using Operation = SimulatedDisk::Operation;

    static SimulatedDisk& disk(sqlite3_vfs* vfs) {
        return *static_cast<SimulatedDisk*>(vfs->pAppData);
    }

    static int close(sqlite3_file* file) {
        if (opened(file).temporary) {
            opened(file).disk->files_.erase(std::string(*opened(file).name));
        }
        return SQLITE_OK;
    }

    static int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
        if (opened(file).disk->fails(Operation::read)) {
            return SQLITE_IOERR_READ;
        }
        const std::string& content = opened(file).file->now;
        const auto wanted = static_cast<std::size_t>(amount);
        const std::size_t from = std::min(content.size(), static_cast<std::size_t>(offset));
        const std::size_t there = std::min(wanted, content.size() - from);
        std::memset(into, 0, wanted);
        std::memcpy(into, content.data() + from, there);
        return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
        SimulatedDisk& on = *opened(file).disk;
        if (on.watcher_) {
            on.watcher_(Operation::write);
        }
        if (on.fails(Operation::write)) {
            return SQLITE_IOERR_WRITE;
        }
        SimulatedDisk::File& to = *opened(file).file;
        const auto end = static_cast<std::size_t>(offset + amount);
        const std::size_t growth = end > to.now.size() ? end - to.now.size() : 0;
        if (on.limit_ && growth > 0 && on.size() + growth > *on.limit_) {
            return SQLITE_FULL;
        }
        to.unsynced.push_back(
            {offset,
             std::string(static_cast<const char*>(from), static_cast<std::size_t>(amount)),
             false});
        apply_change(to.now, to.unsynced.back());
        return SQLITE_OK;
    }

    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        SimulatedDisk::File& to = *opened(file).file;
        to.unsynced.push_back({size, "", true});
        apply_change(to.now, to.unsynced.back());
        return SQLITE_OK;
    }

    static int sync(sqlite3_file* file, int /*flags*/) {
        SimulatedDisk& on = *opened(file).disk;
        SimulatedDisk::File& synced = *opened(file).file;
        if (on.watcher_) {
            on.watcher_(Operation::sync);
        }
        if (on.fails(Operation::sync)) {
            if (on.forgets()) {
                synced.unsynced.clear();
            }
            return SQLITE_IOERR_FSYNC;
        }
        for (const SimulatedDisk::Change& change : synced.unsynced) {
            apply_change(synced.durable, change);
        }
        synced.unsynced.clear();
        synced.exists_durably = true;
        return SQLITE_OK;
    }

    static int file_size(sqlite3_file* file, sqlite3_int64* size) {
        *size = static_cast<sqlite3_int64>(opened(file).file->now.size());
        return SQLITE_OK;
    }

    // One connection at a time: nobody to lock out.
    static int lock(sqlite3_file* /*file*/, int /*level*/) { return SQLITE_OK; }

    static int check_lock(sqlite3_file* /*file*/, int* held) {
        *held = 0;
        return SQLITE_OK;
    }

    static int control(sqlite3_file* /*file*/, int /*code*/, void* /*argument*/) {
        return SQLITE_NOTFOUND;
    }

    static int sector_size(sqlite3_file* /*file*/) { return 4096; }

    static int characteristics(sqlite3_file* /*file*/) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int map_shared(
        sqlite3_file* file, int number, int size, int extend, volatile void** region) {
        auto& regions = opened(file).disk->shared_[*opened(file).name];
        const auto at = static_cast<std::size_t>(number);
        *region = nullptr;
        if (static_cast<std::size_t>(size) > sizeof(*regions[0])) {
            return SQLITE_IOERR_SHMMAP;
        }
        if (at >= regions.size() && extend == 0) {
            return SQLITE_OK;
        }
        while (at >= regions.size()) {
            regions.push_back(std::make_unique<std::array<char, 32768>>());
            regions.back()->fill(0);
        }
        *region = regions[at]->data();
        return SQLITE_OK;
    }

    static int lock_shared(sqlite3_file* /*file*/, int /*at*/, int /*count*/, int /*flags*/) {
        return SQLITE_OK;
    }

    static void barrier(sqlite3_file* /*file*/) {
        std::atomic_thread_fence(std::memory_order_seq_cst);
    }

    /// The one connection ends, and with it the memory that it shared with nobody.
    static int unmap_shared(sqlite3_file* file, int /*remove*/) {
        opened(file).disk->shared_.erase(*opened(file).name);
        return SQLITE_OK;
    }

    static int open(
        sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
        static const sqlite3_io_methods kMethods = {2,
                                                    close,
                                                    read,
                                                    write,
                                                    truncate,
                                                    sync,
                                                    file_size,
                                                    lock,
                                                    lock,
                                                    check_lock,
                                                    control,
                                                    sector_size,
                                                    characteristics,
                                                    map_shared,
                                                    lock_shared,
                                                    barrier,
                                                    unmap_shared,
                                                    nullptr,
                                                    nullptr};
        SimulatedDisk& on = disk(vfs);
        const std::string name =
            path == nullptr ? fmt::format("temporary {}", ++on.temporary_count_) : path;
        file->pMethods = nullptr;
        const auto found = on.files_.find(name);
        const bool exists = found != on.files_.end() && found->second.exists;
        if (!exists && (flags & SQLITE_OPEN_CREATE) == 0) {
            return SQLITE_CANTOPEN;
        }
        const auto at = on.files_.try_emplace(name).first;
        at->second.exists = true;
        opened(file) = {
            {&kMethods}, &on, &at->first, &at->second, (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
        if (flags_out != nullptr) {
            *flags_out = flags;
        }
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
        const auto found = disk(vfs).files_.find(path);
        if (found == disk(vfs).files_.end() || !found->second.exists) {
            return SQLITE_IOERR_DELETE_NOENT;
        }
        SimulatedDisk::File& file = found->second;
        file.exists = false;
        // A file of the same name that is made later starts empty, the old one may come back.
        file.unsynced.push_back({0, "", true});
        file.now.clear();
        if (sync_folder != 0) {
            file = {};
        }
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs* vfs, const char* path, int /*flags*/, int* answer) {
        const auto found = disk(vfs).files_.find(path);
        *answer = found != disk(vfs).files_.end() && found->second.exists ? 1 : 0;
        return SQLITE_OK;
    }

    static int full_path(sqlite3_vfs* /*vfs*/, const char* path, int size, char* out) {
        sqlite3_snprintf(size, out, "%s", path);
        return SQLITE_OK;
    }

    static int randomness(sqlite3_vfs* /*vfs*/, int size, char* out) {
        std::memset(out, 42, static_cast<std::size_t>(size));  // the same in every run
        return size;
    }

    static int sleep(sqlite3_vfs* /*vfs*/, int microseconds) { return microseconds; }

    static int current_time(sqlite3_vfs* /*vfs*/, double* julian_day) {
        *julian_day = 2459785.0;
        return SQLITE_OK;
    }

    static int last_error(sqlite3_vfs* /*vfs*/, int /*size*/, char* /*text*/) { return 0; }
};

struct SimulatedDisk::Driver {
    sqlite3_vfs vfs{};
};

SimulatedDisk::SimulatedDisk() : SimulatedDisk(Image{}) {}

SimulatedDisk::SimulatedDisk(Image image)
    : driver_(std::make_unique<Driver>()), files_(std::move(image)) {
    static std::atomic<int> number = 0;
    name_ = fmt::format("simulated disk {}", ++number);
    sqlite3_vfs& vfs = driver_->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(OpenFile);
    vfs.mxPathname = 512;
    vfs.zName = name_.c_str();
    vfs.pAppData = this;
    vfs.xOpen = DiskCalls::open;
    vfs.xDelete = DiskCalls::remove;
    vfs.xAccess = DiskCalls::access;
    vfs.xFullPathname = DiskCalls::full_path;
    vfs.xRandomness = DiskCalls::randomness;
    vfs.xSleep = DiskCalls::sleep;
    vfs.xCurrentTime = DiskCalls::current_time;
    vfs.xGetLastError = DiskCalls::last_error;
    sqlite3_vfs_register(&vfs, 0);
}

SimulatedDisk::~SimulatedDisk() {
    sqlite3_vfs_unregister(&driver_->vfs);
}

void SimulatedDisk::fail(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    seen_ = {};
    met_ = false;
}

void SimulatedDisk::mend() {
    const std::lock_guard lock(mutex_);
    fault_.reset();
}

bool SimulatedDisk::met() const {
    const std::lock_guard lock(mutex_);
    return met_;
}

bool SimulatedDisk::forgets() const {
    const std::lock_guard lock(mutex_);
    return fault_ && fault_->forgets;
}

bool SimulatedDisk::fails(Operation operation) {
    const std::lock_guard lock(mutex_);
    if (!fault_ || fault_->operation != operation) {
        return false;
    }
    const std::uint64_t number = ++seen_[static_cast<std::size_t>(operation)];
    const bool fails = fault_->for_ever ? number >= fault_->number : number == fault_->number;
    met_ = met_ || fails;
    return fails;
}

std::size_t SimulatedDisk::size() const {
    std::size_t bytes = 0;
    for (const auto& [name, file] : files_) {
        bytes += file.now.size();
    }
    return bytes;
}

SimulatedDisk::Image after_power_loss(const SimulatedDisk::Image& image, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto toss = [&] { return seed < 2 ? seed == 1 : (random() >> 40U) % 2 == 0; };
    SimulatedDisk::Image left;
    for (const auto& [name, file] : image) {
        std::string content = file.durable;
        for (const SimulatedDisk::Change& change : file.unsynced) {
            if (change.truncates || seed < 2 || toss()) {
                if (toss()) {
                    apply_change(content, change);
                }
                continue;
            }
            for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
                if (toss()) {
                    write_at(content,
                             static_cast<std::size_t>(change.offset) + at,
                             std::string_view(change.bytes).substr(at, kSector));
                }
            }
        }
        const bool exists =
            file.exists == file.exists_durably ? file.exists : toss() == file.exists;
        if (exists) {
            left[name] = {content, content, {}, true, true};
        }
    }
    return left;
}

}  // namespace imdad::store
