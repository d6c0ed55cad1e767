#include "lp/mps_writer.hpp"

#include "base/result.hpp"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace imdad::lp {

namespace {

using Buffer = fmt::memory_buffer;

constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

template <typename... Arguments>
void append(Buffer& buffer, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(buffer), format, std::forward<Arguments>(arguments)...);
}

const char* letter_of(Sense sense) {
    switch (sense) {
        case Sense::at_least:
            return "G";
        case Sense::equal:
            return "E";
        case Sense::at_most:
            break;
    }
    return "L";
}

const char* objective_name(const Relaxation& relaxation) {
    switch (relaxation.aim().kind) {
        case Aim::Kind::value:
            return "minus_value";
        case Aim::Kind::locks:
            return "minus_kept";
        case Aim::Kind::worst_off:
            break;
    }
    return "minus_worst_off";
}

/// A file that is written through a buffer and says so when the disk does not take it.
class Sink {
 public:
    explicit Sink(const std::filesystem::path& path)
        : path_(path), file_(std::fopen(path.c_str(), "wb"), &std::fclose) {
        if (!file_) {
            fail();
        }
    }

    Buffer& buffer() {
        if (buffer_.size() > kFlushBytes) {
            flush();
        }
        return buffer_;
    }

    void close() {
        flush();
        if (std::fclose(file_.release()) != 0) {
            fail();
        }
    }

 private:
    void flush() {
        if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size()) {
            fail();
        }
        buffer_.clear();
    }

    [[noreturn]] void fail() const {
        const int error = errno;
        using Kind = base::Failure::Kind;
        const Kind kind =
            error == ENOSPC || error == EDQUOT || error == EROFS ? Kind::storage_full : Kind::io;
        throw base::Failure(
            kind, fmt::format("cannot write {}: {}", path_.string(), std::strerror(error)));
    }

    std::filesystem::path path_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    Buffer buffer_;
};

/// Two entries a line, as the format has it.
void append_entries(Buffer& buffer, const Column& column, const char* objective) {
    const std::string name = name_of(column);
    std::size_t count = 0;
    const auto append_entry = [&](std::string_view row, double coefficient) {
        if (count % 2 == 0) {
            append(buffer, "{} {}", count == 0 ? "" : "\n", name);
        }
        append(buffer, " {} {}", row, coefficient);
        ++count;
    };
    if (column.objective != 0) {
        append_entry(objective, -column.objective);
    }
    for (const auto& [row, coefficient] : column.entries) {
        append_entry(name_of(row), coefficient);
    }
    buffer.push_back('\n');
}

}  // namespace

void write_mps(const Relaxation& relaxation,
               const std::string& name,
               const std::vector<std::string>& head,
               const std::filesystem::path& file) {
    Sink sink(file);
    for (const std::string& line : head) {
        append(sink.buffer(), "* {}\n", line);
    }
    const char* const objective = objective_name(relaxation);
    append(sink.buffer(), "NAME {}\nROWS\n N {}\n", name, objective);
    relaxation.each_row([&](const Row& row, double) {
        append(sink.buffer(), " {} {}\n", letter_of(sense_of(row.kind)), name_of(row));
    });
    append(sink.buffer(), "COLUMNS\n");
    relaxation.each_column(
        [&](const Column& column) { append_entries(sink.buffer(), column, objective); });
    append(sink.buffer(), "RHS\n");
    relaxation.each_row([&](const Row& row, double right) {
        if (right != 0) {
            append(sink.buffer(), " right {} {}\n", name_of(row), right);
        }
    });
    append(sink.buffer(), "BOUNDS\n");
    relaxation.each_column([&](const Column& column) {
        if (std::isfinite(column.upper)) {
            append(sink.buffer(), " UP bound {} {}\n", name_of(column), column.upper);
        }
    });
    append(sink.buffer(), "ENDATA\n");
    sink.close();
}

}  // namespace imdad::lp
