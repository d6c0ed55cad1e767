#pragma once

#include "store/connection.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>

/// Several connections write through one and share its commits. A commit waits for the disk, and
/// the disk takes as long for one change as for many. So whoever is done while others wait for
/// their turn leaves the commit to them, and waits for it; whoever is done while nobody waits
/// commits for all. Each part is a savepoint, so that what one rolls back is no matter of the
/// others. Nobody is answered before the commit.

namespace imdad::store {

class GroupCommit : public std::enable_shared_from_this<GroupCommit> {
 public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    static constexpr std::size_t kWaitingMax = 64;
    static constexpr std::size_t kTogetherMax = 32;

    /// `open`: makes the connection that writes, when it is needed and after a server broke it off.
    /// `waiting_max`: who comes when so many wait is refused at once.
    explicit GroupCommit(Open open, std::size_t waiting_max = kWaitingMax);
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;
    ~GroupCommit();

    /// A connection that reads by `reading` and writes with the others of this group. Its
    /// `begin_write` takes its turn, and throws `Overloaded` if too many wait or a writer
    /// outside holds the place for too long: nothing was begun then. Its `commit` returns when
    /// everything is on the disk.
    [[nodiscard]] std::unique_ptr<Connection> join(std::unique_ptr<Connection> reading);

    /// For measuring.
    struct Counts {
        std::uint64_t parts = 0;    ///< write transactions that were committed
        std::uint64_t commits = 0;  ///< in so many commits
        std::uint64_t overloaded = 0;
        std::size_t waiting = 0;
    };

    [[nodiscard]] Counts counts() const;

 private:
    friend class GroupedConnection;

    /// What is committed together.
    struct Group {
        std::size_t parts = 0;  ///< begun
        std::size_t kept = 0;   ///< of these, to be committed
        bool over = false;
        std::exception_ptr failure;
    };

    void take_turn();
    void give_turn();
    [[nodiscard]] Connection& begin();
    void keep();
    [[nodiscard]] bool drop() noexcept;
    [[nodiscard]] std::exception_ptr leave();
    void commit_all();
    void end_group(const std::exception_ptr& failure);

    Open open_;
    std::size_t waiting_max_;
    // Of whoever has the turn.
    std::unique_ptr<Connection> writing_;
    std::shared_ptr<Group> group_;  ///< none: no transaction is open
    mutable std::mutex mutex_;      ///< of what follows, and of all groups
    std::condition_variable changed_;
    std::deque<const void*> waiting_;  ///< for the turn, in the order of their coming
    bool taken_ = false;
    const void* next_ = nullptr;  ///< to whom the turn was given
    Counts counts_;
};

}  // namespace imdad::store
