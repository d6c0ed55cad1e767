#include "store/group_writer.hpp"

#include "base/assert.hpp"

#include <utility>

#include <fmt/format.h>

namespace imdad::store {

GroupWriter::GroupWriter(Open open, std::size_t waiting_max)
    : open_(std::move(open)), waiting_max_(waiting_max) {
    IMDAD_ASSERT(waiting_max > 0, "somebody may wait");
    books().catch_up();
    thread_ = std::thread([this] { serve_all(); });
}

GroupWriter::~GroupWriter() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

tl::expected<Posted, NotPosted> GroupWriter::post(const Make& make, std::int64_t now_ms) {
    Request request;
    request.make = &make;
    request.now_ms = now_ms;
    return wait_for(request);
}

base::Result<void> GroupWriter::ask(const Question& question) {
    Request request;
    request.question = &question;
    if (Outcome outcome = wait_for(request); !outcome) {
        return tl::unexpected(std::move(outcome.error().error));
    }
    return {};
}

GroupWriter::Counts GroupWriter::counts() const {
    const std::lock_guard lock(mutex_);
    Counts counts = counts_;
    counts.waiting = waiting_.size();
    return counts;
}

GroupWriter::Outcome GroupWriter::wait_for(Request& request) {
    std::future<Outcome> answer = request.answer.get_future();
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= waiting_max_) {
            ++counts_.overloaded;
            return tl::unexpected(
                NotPosted{0,
                          base::fail("overloaded",
                                     fmt::format("{} requests wait to be written, and no more may: "
                                                 "nothing was begun; send it again in a second",
                                                 waiting_.size()))
                              .value()});
        }
        waiting_.push_back(&request);
    }
    wake_.notify_one();
    return answer.get();
}

void GroupWriter::serve_all() {
    std::vector<Request*> batch;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
            if (waiting_.empty()) {
                return;
            }
            batch.swap(waiting_);
        }
        serve(batch);
        batch.clear();
    }
}

/// In the order of coming: one by one and together differ in the number of commits, not in answers.
void GroupWriter::serve(std::span<Request* const> batch) {
    std::vector<Request*> group;
    for (Request* request : batch) {
        if (request->question != nullptr) {
            serve_group(group);
            serve_question(*request);
            continue;
        }
        try {
            request->commands = (*request->make)(books().names());
        } catch (...) {
            request->answer.set_exception(std::current_exception());
            continue;
        }
        if (request->commands.size() == 1) {
            group.push_back(request);
        } else {
            serve_group(group);
            serve_list(*request);
        }
    }
    serve_group(group);
}

void GroupWriter::serve_question(Request& request) {
    try {
        books().catch_up();
    } catch (...) {
        after_failure();
        request.answer.set_exception(std::current_exception());
        return;
    }
    try {
        (*request.question)(books().book());
    } catch (...) {
        request.answer.set_exception(std::current_exception());
        return;
    }
    request.answer.set_value(Posted{});
}

void GroupWriter::serve_list(Request& request) {
    try {
        Outcome outcome = books().post(request.commands, request.now_ms);
        count(request.commands.size());
        request.answer.set_value(std::move(outcome));
    } catch (...) {
        after_failure();
        request.answer.set_exception(std::current_exception());
    }
}

void GroupWriter::serve_group(std::vector<Request*>& group) {
    if (group.empty()) {
        return;
    }
    std::vector<TimedCommand> commands;
    commands.reserve(group.size());
    for (Request* request : group) {
        commands.push_back({std::move(request->commands.front()), request->now_ms});
    }
    std::vector<ledger::Ruled<ledger::Answer>> answers;
    try {
        answers = books().post_each(commands);
    } catch (...) {
        after_failure();
        for (Request* request : group) {
            request->answer.set_exception(std::current_exception());
        }
        group.clear();
        return;
    }
    count(group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
        // The request is gone as soon as it is answered.
        Outcome outcome = tl::unexpected(NotPosted{});
        if (answers[i]) {
            Posted posted;
            posted.answers.push_back(std::move(*answers[i]));
            outcome = std::move(posted);
        } else {
            outcome = tl::unexpected(NotPosted{0, std::move(answers[i].error())});
        }
        group[i]->answer.set_value(std::move(outcome));
    }
    group.clear();
}

/// A connection to a server may be lost for good, so another one is opened at the next use. That to
/// a file is kept on purpose: what a failed sync has left in the file may be read and yet not be on
/// the disk. Opened anew, the file would be believed; this connection knows where its last good
/// commit ends and writes over what came after it. The books have forgotten by themselves what they
/// had folded, and are read again at the next use.
void GroupWriter::after_failure() {
    if (connection_ != nullptr && connection_->backend() == Backend::postgresql) {
        books_.reset();
        connection_.reset();
    }
}

void GroupWriter::count(std::size_t commands) {
    const std::lock_guard lock(mutex_);
    counts_.commands += commands;
    ++counts_.transactions;
}

LedgerBooks& GroupWriter::books() {
    if (connection_ == nullptr) {
        connection_ = open_();
    }
    if (books_ == nullptr) {
        books_ = std::make_unique<LedgerBooks>(*connection_);
    }
    return *books_;
}

}  // namespace imdad::store
