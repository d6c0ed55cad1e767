#pragma once

#include "app/access.hpp"
#include "store/group_commit.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <sys/types.h>

/// Books that stay open from one request to the next. To open books is to read what they hold,
/// which takes seconds where there are a million movements; books that are open already read what
/// was added since. Whoever has them has them alone, and gives them back.

namespace imdad::app {

class Books;
class BooksPool;

/// Thrown where too many wait to write: nothing was begun.
using Overloaded = store::Overloaded;

/// Which file it was, as names may come to mean another one. Nothing of a server.
struct FileMark {
    dev_t device = 0;
    ino_t number = 0;

    friend bool operator==(const FileMark&, const FileMark&) = default;
};

/// Gives books back to the pool that they are from, and closes those from none. While an exception
/// is on its way through whoever had them, they are closed: they may have been left half-way.
class GiveBack {
 public:
    GiveBack() = default;
    GiveBack(BooksPool& pool, FileMark mark);

    void operator()(Books* books) const noexcept;

 private:
    BooksPool* pool_ = nullptr;
    FileMark mark_;
    int exceptions_ = 0;  ///< on their way when the books were taken
};

using OpenBooks = std::unique_ptr<Books, GiveBack>;

/// Used by several threads at once. Must outlive the books that were taken from it.
class BooksPool {
 public:
    explicit BooksPool(std::string location);
    BooksPool(const BooksPool&) = delete;
    BooksPool& operator=(const BooksPool&) = delete;
    ~BooksPool();

    /// Books that are those of the location now: a file that was replaced, tables of another
    /// version and a server that was started anew are noticed. What they hold is as it was: each
    /// transaction begins by reading what was added. Errors: those of `Books::open`.
    [[nodiscard]] Answer<OpenBooks> take();

    /// Whether books that this thread gave back since it last asked had read what was to be
    /// committed together with others and was then lost: what was made of it is not true.
    [[nodiscard]] static bool was_lost();

    /// For measuring, and for tests.
    struct Counts {
        std::uint64_t opened = 0;  ///< from the disk or the server
        std::uint64_t lent = 0;    ///< that were open already
        std::uint64_t closed =
            0;  ///< given up: after an exception, found to be others, long unused
        std::size_t idle = 0;
        store::GroupCommit::Counts writing;  ///< through the present file or server
    };

    [[nodiscard]] Counts counts() const;

 private:
    friend class GiveBack;
    using Clock = std::chrono::steady_clock;

    struct Idle {
        std::unique_ptr<Books> books;
        FileMark mark;
        Clock::time_point since;
    };

    void give_back(std::unique_ptr<Books> books, FileMark mark) noexcept;
    void note_closed() noexcept;
    [[nodiscard]] FileMark mark_of_file() const;
    [[nodiscard]] std::shared_ptr<store::GroupCommit> group_of(FileMark mark);

    std::string location_;
    bool is_file_ = true;
    mutable std::mutex mutex_;  ///< of what follows
    std::vector<Idle> idle_;    ///< the last one given back is the last
    std::shared_ptr<store::GroupCommit> group_;
    FileMark group_mark_;  ///< of the file that `group_` writes to
    Counts counts_;
};

/// From `pool`, if there is one, else opened. Errors: those of `Books::open`.
[[nodiscard]] Answer<OpenBooks> open_books(const std::string& location, BooksPool* pool);

}  // namespace imdad::app
