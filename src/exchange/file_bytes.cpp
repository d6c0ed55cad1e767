#include "exchange/file_bytes.hpp"

#include "base/assert.hpp"
#include "base/result.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace imdad::exchange {

namespace {

using base::Failure;

[[noreturn]] void fail_with_errno(const std::filesystem::path& path, const char* what) {
    const int error = errno;
    const auto kind = error == ENOSPC || error == EDQUOT || error == EROFS || error == EFBIG
                          ? Failure::Kind::storage_full
                      : error == ENOENT || error == ENOTDIR ? Failure::Kind::not_found
                                                            : Failure::Kind::io;
    throw Failure(kind, path.string() + ": " + what + ": " + std::strerror(error));
}

/// A file descriptor that closes itself.
class Descriptor {
 public:
    explicit Descriptor(int value) : value_(value) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (value_ >= 0) {
            ::close(value_);
        }
    }

    [[nodiscard]] int get() const { return value_; }

    /// Closes now; false if the last bytes could not be written.
    [[nodiscard]] bool close() {
        const int result = ::close(value_);
        value_ = -1;
        return result == 0;
    }

 private:
    int value_;
};

}  // namespace

std::string read_bytes(const std::filesystem::path& path) {
    // Without waiting: a named pipe in the place of a file would hold the process for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) {
        fail_with_errno(path, "cannot be opened");
    }
    struct stat status{};
    if (::fstat(file.get(), &status) != 0) {
        fail_with_errno(path, "cannot be read");
    }
    if (!S_ISREG(status.st_mode)) {
        throw Failure(Failure::Kind::io, path.string() + ": is not a file");
    }
    // One read instead of a mapping: a file that shrinks while it is read must not kill the
    // process.
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t count = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            fail_with_errno(path, "cannot be read");
        }
        if (count == 0) {
            break;
        }
        filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return bytes;
}

void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::path part = path;
    part += ".part";
    Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0) {
        fail_with_errno(part, "cannot be written");
    }
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::write(file.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            const int error = errno;
            ::unlink(part.c_str());
            errno = error;
            fail_with_errno(path, "cannot be written");
        }
        written += static_cast<std::size_t>(count);
    }
    if (!file.close() || ::rename(part.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(part.c_str());
        errno = error;
        fail_with_errno(path, "cannot be written");
    }
}

std::string sha256_hex(std::string_view bytes) {
    IMDAD_ASSERT(sodium_init() >= 0, "libsodium did not start");
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return {hex.data()};
}

}  // namespace imdad::exchange
