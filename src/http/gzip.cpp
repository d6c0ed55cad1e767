#include "http/gzip.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <new>

#include <zlib.h>

namespace imdad::http {

namespace {

constexpr int kQuick = 4;             ///< of 9: most of the gain for a third of the time
constexpr int kGzipWindow = 15 + 16;  ///< 16 says that it is gzip and not zlib
constexpr int kMemory = 8;

}  // namespace

bool takes(std::string_view accepted, std::string_view coding) {
    while (!accepted.empty()) {
        const std::size_t end = std::min(accepted.find(','), accepted.size());
        std::string one;
        for (const char c : accepted.substr(0, end)) {
            if (c != ' ') {
                one += c;
            }
        }
        const std::string_view named = std::string_view(one).substr(0, one.find(';'));
        if ((named == coding || named == "*") && !one.ends_with(";q=0") &&
            !one.ends_with(";q=0.0")) {
            return true;
        }
        accepted.remove_prefix(std::min(end + 1, accepted.size()));
    }
    return false;
}

bool takes_gzip(std::string_view accepted) {
    return takes(accepted, "gzip");
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, kQuick, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        throw std::bad_alloc();
    }
    std::string packed(deflateBound(&stream, text.size()), '\0');
    // The C interface takes what it only reads as something to write to, and bytes as unsigned.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int done = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    IMDAD_ASSERT(done == Z_STREAM_END, "the room is enough for all of it");
    return packed;
}

}  // namespace imdad::http
