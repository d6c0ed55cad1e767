#include "store/group_commit.hpp"

#include <utility>

#include <fmt/format.h>

namespace imdad::store {

/// Reads by a connection of its own; while it writes, everything goes through that of the group.
class GroupedConnection final : public Connection {
 public:
    GroupedConnection(std::shared_ptr<GroupCommit> group, std::unique_ptr<Connection> reading)
        : group_(std::move(group)), reading_(std::move(reading)) {}

    ~GroupedConnection() override {
        if (writing_ != nullptr) {
            roll_back_part();
        }
    }

    [[nodiscard]] Backend backend() const override { return reading_->backend(); }

    Statement& prepare(std::string_view sql) override { return now().prepare(sql); }

    void execute(const std::string& sql) override { now().execute(sql); }

    void guard_history(bool guarded) override { reading_->guard_history(guarded); }

    void begin_write() override { writing_ = &group_->begin(); }

    void begin_read() override { reading_->begin_read(); }

    void commit() override {
        if (writing_ == nullptr) {
            reading_->commit();
            return;
        }
        group_->keep();  // if it throws, the turn is still ours, and `roll_back` follows
        writing_ = nullptr;
        if (const std::exception_ptr failure = group_->leave()) {
            std::rethrow_exception(failure);
        }
    }

    void roll_back() noexcept override {
        if (writing_ == nullptr) {
            reading_->roll_back();
        } else {
            roll_back_part();
        }
    }

    void begin_part() override { now().begin_part(); }

    void keep_part() override { now().keep_part(); }

    [[nodiscard]] bool drop_part() noexcept override { return now().drop_part(); }

    [[nodiscard]] bool is_sound() const override { return is_sound_; }

 private:
    [[nodiscard]] Connection& now() { return writing_ == nullptr ? *reading_ : *writing_; }

    void roll_back_part() noexcept {
        writing_ = nullptr;
        is_sound_ = group_->drop() && is_sound_;
    }

    std::shared_ptr<GroupCommit> group_;
    std::unique_ptr<Connection> reading_;
    Connection* writing_ = nullptr;  ///< of the group, while it is our turn
    bool is_sound_ = true;
};

namespace {

void begin_on(Connection& connection) {
    try {
        connection.begin_write();
    } catch (const Refused& refused) {
        if (refused.conflict() != Conflict::busy) {
            throw;
        }
        throw Overloaded(fmt::format(
            "another program has been writing for {} seconds; nothing of this was begun: {}",
            kWaitSeconds,
            refused.what()));
    }
}

}  // namespace

GroupCommit::GroupCommit(Open open, std::size_t waiting_max)
    : open_(std::move(open)), waiting_max_(waiting_max) {}

GroupCommit::~GroupCommit() = default;

std::unique_ptr<Connection> GroupCommit::join(std::unique_ptr<Connection> reading) {
    return std::make_unique<GroupedConnection>(shared_from_this(), std::move(reading));
}

GroupCommit::Counts GroupCommit::counts() const {
    const std::scoped_lock lock(mutex_);
    Counts counts = counts_;
    counts.waiting = waiting_.size();
    return counts;
}

void GroupCommit::take_turn() {
    const char me = 0;  // its address is nobody else's while we wait
    std::unique_lock lock(mutex_);
    if (!taken_) {
        taken_ = true;
        return;
    }
    if (waiting_.size() >= waiting_max_) {
        ++counts_.overloaded;
        throw Overloaded(fmt::format(
            "{} changes wait to be written, and no more may: nothing of this one was begun; send "
            "it again in a second",
            waiting_.size()));
    }
    waiting_.push_back(&me);
    changed_.wait(lock, [&] { return next_ == &me; });
    next_ = nullptr;
}

/// Requires: the mutex is locked, the turn ours.
void GroupCommit::give_turn() {
    if (waiting_.empty()) {
        taken_ = false;
        return;
    }
    next_ = waiting_.front();
    waiting_.pop_front();
    changed_.notify_all();
}

Connection& GroupCommit::begin() {
    take_turn();
    try {
        if (group_ == nullptr) {
            auto group = std::make_shared<Group>();
            if (writing_ == nullptr) {
                writing_ = open_();
            }
            begin_on(*writing_);
            group_ = std::move(group);
        }
        ++group_->parts;
        writing_->begin_part();
        return *writing_;
    } catch (...) {
        const std::exception_ptr failure = std::current_exception();
        if (writing_ != nullptr) {
            writing_->roll_back();
        }
        end_group(failure);
        const std::scoped_lock lock(mutex_);
        give_turn();
        throw;
    }
}

void GroupCommit::keep() {
    writing_->keep_part();
    ++group_->kept;
}

/// Ends our turn, and waits for the commit of what is kept by now. Returns why it failed, or null.
std::exception_ptr GroupCommit::leave() {
    const std::shared_ptr<Group> group = group_;
    const bool waits = group->kept > 0;
    std::unique_lock lock(mutex_);
    if (waiting_.empty() || group->parts >= kTogetherMax) {
        lock.unlock();
        commit_all();
        lock.lock();
    }
    give_turn();
    if (waits) {
        changed_.wait(lock, [&] { return group->over; });
    }
    return group->failure;
}

/// What somebody rolls back may have been decided on what others had kept by then and not
/// committed yet; so that is waited for, too. False: it was lost, and what was read with it.
bool GroupCommit::drop() noexcept {
    if (writing_->drop_part()) {
        return leave() == nullptr;
    }
    writing_->roll_back();
    end_group(std::make_exception_ptr(base::Failure(
        base::Failure::Kind::io,
        "what was to be committed together was rolled back, as one of it met an error")));
    const std::scoped_lock lock(mutex_);
    give_turn();
    return false;
}

void GroupCommit::commit_all() {
    std::exception_ptr failure;
    try {
        if (group_->kept > 0) {
            writing_->commit();
        } else {
            writing_->roll_back();
        }
    } catch (...) {
        failure = std::current_exception();
        writing_->roll_back();
    }
    end_group(failure);
}

/// A connection to a server may be lost for good after a failure, so another one is opened at the
/// next use. That to a file is kept on purpose: only it knows where its last good commit ends, and
/// writes over what a failed sync has left behind that.
void GroupCommit::end_group(const std::exception_ptr& failure) {
    if (failure != nullptr && writing_ != nullptr && writing_->backend() == Backend::postgresql) {
        writing_.reset();
    }
    const std::shared_ptr<Group> group = std::move(group_);
    group_ = nullptr;
    if (group == nullptr) {
        return;
    }
    const std::scoped_lock lock(mutex_);
    group->over = true;
    group->failure = failure;
    if (failure == nullptr && group->kept > 0) {
        counts_.parts += group->kept;
        ++counts_.commits;
    }
    changed_.notify_all();
}

}  // namespace imdad::store
