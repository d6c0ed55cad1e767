#pragma once

#include "store/ledger_books.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

/// Many threads post, one writes. A commit waits for the disk, and the disk takes as long for one
/// entry as for a hundred; so what comes in while one commit is under way is decided in the order
/// of its coming and committed together with the next one. Nobody is answered before the commit.

namespace imdad::store {

class GroupWriter {
 public:
    /// Makes the commands; called on the writer's thread, because names are numbered there.
    using Make = std::function<std::vector<ledger::Command>(ledger::Names&)>;
    using Question = std::function<void(const ledger::Book&)>;
    using Open = std::function<std::unique_ptr<Connection>()>;

    /// Requests that wait at most, unless said otherwise: about a third of a second of work.
    static constexpr std::size_t kWaitingMax = 1024;

    /// `open`: gives a connection to a migrated database; called now, and again after a connection
    /// to a server was lost. Throws what it throws, and what `LedgerBooks::catch_up` does.
    /// `waiting_max`: how many requests may wait while others are served, at least 1.
    explicit GroupWriter(Open open, std::size_t waiting_max = kWaitingMax);

    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;

    /// Serves who is waiting, then ends.
    ~GroupWriter();

    /// Posts all that `make` gives or none of it; on the disk when it returns. `now_ms`: UTC.
    /// Throws `base::Failure` if the commit failed, to all whose commands were part of it, and what
    /// `make` throws to its caller alone. After a failure of a commit it is not known whether it
    /// took effect; the same commands posted again are answered either way.
    /// A refused list of several commands has the journal read again, so such lists should be few;
    /// lists of one share a commit with others, longer ones have one of their own.
    /// Where as many wait as may, it is refused at once with the code `overloaded`, and nothing of
    /// it was begun.
    [[nodiscard]] tl::expected<Posted, NotPosted> post(const Make& make, std::int64_t now_ms);

    /// Asks the book on the writer's thread, between two commits. Numbers of names, also those in
    /// the answers of `post`, mean something only there: `book.names().text(...)`.
    /// Refused as `post` is where too many wait.
    [[nodiscard]] base::Result<void> ask(const Question& question);

    /// For measuring: commands that were answered, transactions that it took, requests that wait
    /// now and those that were refused because too many did.
    struct Counts {
        std::uint64_t commands = 0;
        std::uint64_t transactions = 0;
        std::uint64_t waiting = 0;
        std::uint64_t overloaded = 0;
    };

    [[nodiscard]] Counts counts() const;

 private:
    using Outcome = tl::expected<Posted, NotPosted>;

    struct Request {
        const Make* make = nullptr;
        const Question* question = nullptr;
        std::int64_t now_ms = 0;
        std::vector<ledger::Command> commands;
        std::promise<Outcome> answer;
    };

    Outcome wait_for(Request& request);
    void serve_all();
    void serve(std::span<Request* const> batch);
    void serve_question(Request& request);
    void serve_list(Request& request);
    void serve_group(std::vector<Request*>& group);
    void after_failure();
    void count(std::size_t commands);
    LedgerBooks& books();

    Open open_;
    std::size_t waiting_max_;
    std::unique_ptr<Connection> connection_;
    std::unique_ptr<LedgerBooks> books_;
    mutable std::mutex mutex_;  ///< of what follows
    std::condition_variable wake_;
    std::vector<Request*> waiting_;
    bool ending_ = false;
    Counts counts_;
    std::thread thread_;  ///< last: it uses the others
};

}  // namespace imdad::store
