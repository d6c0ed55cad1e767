#include "benchmarks/plan/mps_writer.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace imdad::benchmarks {

namespace {

using Buffer = fmt::memory_buffer;

constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

template <typename... Arguments>
void append(Buffer& buffer, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(buffer), format, std::forward<Arguments>(arguments)...);
}

void append_name(Buffer& buffer, const Row& row) {
    switch (row.kind) {
        case Row::Kind::flow:
            return append(buffer, "flow_n{}_k{}_t{}", row.first, row.second, row.week);
        case Row::Kind::store:
            return append(buffer, "store_n{}_c{}_t{}", row.first, row.second, row.week);
        case Row::Kind::lane:
            return append(buffer, "lane_a{}_c{}_t{}", row.first, row.second, row.week);
        case Row::Kind::need:
            return append(buffer, "need_u{}_t{}", row.first, row.week);
        case Row::Kind::group:
            return append(buffer, "group_g{}", row.first);
    }
}

void append_name(Buffer& buffer, const Column& column) {
    switch (column.kind) {
        case Column::Kind::start:
            return append(buffer, "start_n{}_k{}_t{}", column.first, column.second, column.week);
        case Column::Kind::stock:
            return append(buffer, "stock_n{}_k{}_t{}", column.first, column.second, column.week);
        case Column::Kind::ship:
            return append(buffer, "ship_a{}_k{}_t{}", column.first, column.second, column.week);
        case Column::Kind::serve:
            return append(buffer,
                          "serve_u{}_n{}_k{}_t{}",
                          column.first,
                          column.second,
                          column.third,
                          column.week);
        case Column::Kind::segment:
            return append(buffer, "segment_g{}_j{}", column.first, column.second);
    }
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

void append_entries(Buffer& buffer, const Column& column) {
    Buffer name;
    append_name(name, column);
    const std::string_view text(name.data(), name.size());
    std::size_t on_line = 0;
    const auto begin_pair = [&] {
        if (on_line % 2 == 0) {
            append(buffer, " {}", text);
        }
        buffer.push_back(' ');
    };
    const auto end_pair = [&] {
        if (++on_line % 2 == 0) {
            buffer.push_back('\n');
        }
    };
    if (column.objective != 0) {
        begin_pair();
        append(buffer, "value {}", column.objective);
        end_pair();
    }
    for (const auto& [row, coefficient] : column.entries) {
        begin_pair();
        append_name(buffer, row);
        append(buffer, " {}", coefficient);
        end_pair();
    }
    if (on_line % 2 != 0) {
        buffer.push_back('\n');
    }
}

}  // namespace

std::vector<std::string> commodity_names(const Relaxation& relaxation,
                                         const model::ScenarioData& data) {
    std::vector<std::string> names;
    for (const Commodity& commodity : relaxation.commodities()) {
        const std::string& product = data.products[commodity.product].product_id;
        names.push_back(commodity.earmark == engine::kNone
                            ? fmt::format("k{}: {}", names.size(), product)
                            : fmt::format("k{}: {} earmarked {}",
                                          names.size(),
                                          product,
                                          data.earmarks[commodity.earmark].earmark_id));
    }
    return names;
}

void write_mps(const Relaxation& relaxation,
               const std::string& name,
               const std::vector<std::string>& head,
               const std::filesystem::path& file) {
    Sink sink(file);
    for (const std::string& line : head) {
        append(sink.buffer(), "* {}\n", line);
    }
    append(sink.buffer(), "NAME {}\nOBJSENSE\n    MAX\nROWS\n N value\n", name);
    relaxation.each_row([&](const Row& row, double) {
        Buffer& buffer = sink.buffer();
        append(buffer, " {} ", row.kind == Row::Kind::flow ? 'G' : 'L');
        append_name(buffer, row);
        buffer.push_back('\n');
    });
    append(sink.buffer(), "COLUMNS\n");
    relaxation.each_column([&](const Column& column) { append_entries(sink.buffer(), column); });
    append(sink.buffer(), "RHS\n");
    relaxation.each_row([&](const Row& row, double right) {
        if (right != 0) {
            Buffer& buffer = sink.buffer();
            append(buffer, " right ");
            append_name(buffer, row);
            append(buffer, " {}\n", right);
        }
    });
    append(sink.buffer(), "BOUNDS\n");
    relaxation.each_column([&](const Column& column) {
        if (column.kind == Column::Kind::start || column.kind == Column::Kind::segment) {
            Buffer& buffer = sink.buffer();
            append(buffer, " UP bound ");
            append_name(buffer, column);
            append(buffer, " {}\n", column.upper);
        }
    });
    append(sink.buffer(), "ENDATA\n");
    sink.close();
}

}  // namespace imdad::benchmarks
