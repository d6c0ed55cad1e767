#include "app/books_pool.hpp"

#include "app/books.hpp"
#include "store/facts.hpp"

#include <exception>
#include <optional>
#include <utility>

#include <sys/stat.h>

namespace imdad::app {

namespace {

/// Books that nobody asked for so long are closed: each holds all that is known of the journal.
constexpr std::chrono::minutes kKeptIdle{10};

/// Texts that were asked about and that no entry holds stay in the table of names. Books with more
/// than so many are closed, lest somebody fills the memory with questions.
constexpr std::size_t kNamesMore = 200'000;

/// Of this thread: see `was_lost`. Books are given back on the way out of a use case, where nobody
/// can be told any more.
thread_local bool read_what_was_lost = false;

/// Whether the connection still leads to books of the version that this program knows. A
/// connection to a server that is gone says no.
bool stand(Books& books) {
    try {
        return store::is_standing(books.connection(), kLedgerLog, books.log_name());
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

GiveBack::GiveBack(BooksPool& pool, FileMark mark)
    : pool_(&pool), mark_(mark), exceptions_(std::uncaught_exceptions()) {}

void GiveBack::operator()(Books* books) const noexcept {
    std::unique_ptr<Books> owned(books);
    if (pool_ == nullptr || owned == nullptr) {
        return;
    }
    if (!owned->connection().is_sound()) {
        read_what_was_lost = true;
        pool_->note_closed();
        return;
    }
    if (std::uncaught_exceptions() > exceptions_) {
        pool_->note_closed();
        return;
    }
    pool_->give_back(std::move(owned), mark_);
}

BooksPool::BooksPool(std::string location) : location_(std::move(location)) {
    const auto parsed = store::parse_location(location_);
    is_file_ = parsed && parsed->backend == store::Backend::sqlite;
}

BooksPool::~BooksPool() = default;

FileMark BooksPool::mark_of_file() const {
    struct stat found{};
    if (!is_file_ || ::stat(location_.c_str(), &found) != 0) {
        return {};
    }
    return {.device = found.st_dev, .number = found.st_ino};
}

Answer<OpenBooks> BooksPool::take() {
    while (true) {
        std::optional<Idle> found;
        {
            const std::scoped_lock lock(mutex_);
            if (idle_.empty()) {
                break;
            }
            found = std::move(idle_.back());
            idle_.pop_back();
        }
        if (found->mark == mark_of_file() && stand(*found->books)) {
            const std::scoped_lock lock(mutex_);
            ++counts_.lent;
            return OpenBooks(found->books.release(), GiveBack(*this, found->mark));
        }
        note_closed();
    }
    // Asked before the file is opened: if it is replaced in between, that is noticed next time.
    const FileMark mark = mark_of_file();
    const std::shared_ptr<store::GroupCommit> group = group_of(mark);
    auto opened = Books::open(location_, *group);
    if (!opened) {
        return tl::unexpected(std::move(opened.error()));
    }
    const std::scoped_lock lock(mutex_);
    ++counts_.opened;
    return OpenBooks(opened->release(), GiveBack(*this, mark));
}

/// Books of one file write through one connection, those of another file never through it.
std::shared_ptr<store::GroupCommit> BooksPool::group_of(FileMark mark) {
    const std::scoped_lock lock(mutex_);
    if (group_ == nullptr || group_mark_ != mark) {
        group_ = std::make_shared<store::GroupCommit>([location = location_] {
            return store::connect(store::parse_location(location).value(), false);
        });
        group_mark_ = mark;
    }
    return group_;
}

bool BooksPool::was_lost() {
    return std::exchange(read_what_was_lost, false);
}

/// What does not fit memory is closed instead.
void BooksPool::give_back(std::unique_ptr<Books> books, FileMark mark) noexcept {
    const Clock::time_point now = Clock::now();
    std::unique_ptr<Books> unused;  // closed when nobody waits for the lock any more
    try {
        const bool is_busy = books->connection().is_in_transaction();  // whoever had them forgot it
        const bool full = books->ledger().names_besides() > kNamesMore;
        const std::scoped_lock lock(mutex_);
        if (!idle_.empty() && now - idle_.front().since > kKeptIdle) {
            unused = std::move(idle_.front().books);
            idle_.erase(idle_.begin());
            ++counts_.closed;
        }
        if (full || is_busy) {
            ++counts_.closed;
            return;
        }
        idle_.push_back({.books = std::move(books), .mark = mark, .since = now});
    } catch (...) {
        note_closed();
    }
}

void BooksPool::note_closed() noexcept {
    const std::scoped_lock lock(mutex_);
    ++counts_.closed;
}

BooksPool::Counts BooksPool::counts() const {
    const std::scoped_lock lock(mutex_);
    Counts counts = counts_;
    counts.idle = idle_.size();
    if (group_ != nullptr) {
        counts.writing = group_->counts();
    }
    return counts;
}

Answer<OpenBooks> open_books(const std::string& location, BooksPool* pool) {
    if (pool != nullptr) {
        return pool->take();
    }
    auto opened = Books::open(location);
    if (!opened) {
        return tl::unexpected(std::move(opened.error()));
    }
    return OpenBooks(opened->release());
}

}  // namespace imdad::app
