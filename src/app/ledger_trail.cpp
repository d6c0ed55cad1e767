#include "app/ledger_trail.hpp"

#include <algorithm>
#include <queue>

namespace imdad::app {

namespace {

using ledger::Kind;
using ledger::Posting;
using ledger::Stage;

/// Whether something can be followed through an account of this stage. Accounts that things come
/// from out of nowhere would join what has nothing in common.
bool passes(Stage stage) {
    return !ledger::may_be_negative(stage);
}

bool resolves_dispatch(Kind kind) {
    return kind == Kind::post_receipt || kind == Kind::void_dispatch ||
           kind == Kind::expire_dispatch;
}

}  // namespace

LedgerTrail::LedgerTrail(store::LedgerBooks& ledger) : book_(&ledger.book()) {
    entries_.reserve(book_->size());
    for (std::uint64_t sequence = 0; sequence < book_->size(); ++sequence) {
        entries_.push_back(ledger.entry(sequence));
    }
    for (const ledger::Entry& entry : entries_) {
        if (entry.command.kind != Kind::reverse && !entry.derived.postings.empty()) {
            add_parts(entry);
        }
    }
}

void LedgerTrail::add_parts(const ledger::Entry& entry) {
    if (entry.command.kind != Kind::recall) {
        add({.sequence = entry.sequence, .postings = entry.derived.postings});
        return;
    }
    for (const Posting& taken : entry.derived.postings) {
        if (taken.amount < 0) {
            BookedMovement part{.sequence = entry.sequence, .postings = {taken}};
            for (const Posting& given : entry.derived.postings) {
                if (given.amount > 0 &&
                    ledger::at(given.account, taken.account.stage) == taken.account) {
                    part.postings.push_back(given);
                }
            }
            add(std::move(part));
        }
    }
}

void LedgerTrail::add(BookedMovement movement) {
    const std::size_t number = movements_.size();
    const ledger::Command& command = entries_[movement.sequence].command;
    if (command.kind == Kind::dispatch) {
        dispatches_[command.id] = number;
        if (!command.refers_to.empty()) {
            carriers_[command.refers_to].push_back(number);
        }
    } else if (resolves_dispatch(command.kind)) {
        resolutions_[command.refers_to].push_back(number);
    }
    for (const Posting& posting : movement.postings) {
        if (passes(posting.account.stage) && posting.account.stage != Stage::in_transit) {
            Use& use = accounts_[posting.account];
            (posting.amount > 0 ? use.in : use.out).push_back(number);
        }
    }
    movements_.push_back(std::move(movement));
}

const ledger::Entry* LedgerTrail::reversal_of(std::uint64_t sequence) const {
    const ledger::Seen* seen = book_->seen(entries_[sequence].command.id);
    return seen == nullptr || seen->reversed_by == 0 ? nullptr : &entries_[seen->reversed_by - 1];
}

std::optional<std::size_t> LedgerTrail::dispatch(ledger::Id id) const {
    const std::size_t* found = dispatches_.find(id);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

std::vector<std::size_t> LedgerTrail::carriers(ledger::Id planned) const {
    const std::vector<std::size_t>* found = carriers_.find(planned);
    return found == nullptr ? std::vector<std::size_t>() : *found;
}

std::vector<std::size_t> LedgerTrail::resolutions(ledger::Id dispatch) const {
    const std::vector<std::size_t>* found = resolutions_.find(dispatch);
    return found == nullptr ? std::vector<std::size_t>() : *found;
}

std::vector<std::size_t> LedgerTrail::before(std::size_t movement) const {
    std::vector<std::size_t> found;
    if (resolves_dispatch(command(movement).kind)) {
        found.push_back(*dispatches_.find(command(movement).refers_to));
        return found;
    }
    for (const Posting& posting : movements_[movement].postings) {
        const Use* use = accounts_.find(posting.account);
        if (posting.amount < 0 && use != nullptr) {
            std::ranges::copy_if(use->in, std::back_inserter(found), [&](std::size_t other) {
                return other < movement && stands(other);
            });
        }
    }
    std::ranges::sort(found);
    return found;
}

/// Breadth first. Of each account it remembers how far its movements were taken already, so that a
/// store with many of them is walked through once.
class LedgerTrail::Search {
 public:
    Search(const LedgerTrail& trail, bool back)
        : trail_(trail), back_(back), seen_(trail.movements_.size(), false) {}

    void take(std::size_t movement) {
        if (!seen_[movement]) {
            seen_[movement] = true;
            waiting_.push(movement);
        }
    }

    [[nodiscard]] std::vector<std::size_t> run() {
        for (; !waiting_.empty(); waiting_.pop()) {
            if (trail_.stands(waiting_.front())) {
                follow(waiting_.front());
            }
        }
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            if (seen_[i]) {
                found.push_back(i);
            }
        }
        return found;
    }

 private:
    void follow(std::size_t movement) {
        const ledger::Command& command = trail_.command(movement);
        if (back_ && resolves_dispatch(command.kind)) {
            take(*trail_.dispatches_.find(command.refers_to));
            return;
        }
        if (!back_ && command.kind == Kind::dispatch) {
            for (const std::size_t next : trail_.resolutions(command.id)) {
                take(next);
            }
            return;
        }
        for (const Posting& posting : trail_.movements_[movement].postings) {
            if (back_ == (posting.amount < 0)) {
                follow(posting.account, movement);
            }
        }
    }

    void follow(const ledger::AccountKey& account, std::size_t movement) {
        const Use* use = trail_.accounts_.find(account);
        if (use == nullptr) {
            return;
        }
        std::size_t& taken = taken_[account];
        if (back_) {
            for (; taken < use->in.size() && use->in[taken] < movement; ++taken) {
                take(use->in[taken]);
            }
        } else {
            for (; taken < use->out.size() && use->out[use->out.size() - 1 - taken] > movement;
                 ++taken) {
                take(use->out[use->out.size() - 1 - taken]);
            }
        }
    }

    const LedgerTrail& trail_;
    bool back_;
    std::vector<bool> seen_;
    std::queue<std::size_t> waiting_;
    ledger::FlatMap<ledger::AccountKey, std::size_t> taken_;  ///< from the front, or from the back
};

std::vector<std::size_t> LedgerTrail::reached(const std::vector<std::size_t>& from,
                                              bool back) const {
    Search search(*this, back);
    for (const std::size_t movement : from) {
        search.take(movement);
    }
    return search.run();
}

base::Int128 moved_amount(const ledger::Command& command, const BookedMovement& movement) {
    if (command.kind == Kind::post_receipt) {
        return base::Int128{command.amount} + command.damaged;
    }
    const ledger::Name unit = movement.postings.front().account.unit;
    if (command.kind == Kind::revise || command.kind == Kind::count) {
        // The side of the pledge, or of what was counted, says in which direction it went.
        for (const Posting& posting : movement.postings) {
            const Stage stage = posting.account.stage;
            if (stage == (command.kind == Kind::revise ? Stage::uncommitted : command.stage)) {
                return posting.amount;
            }
        }
    }
    base::Int128 moved = 0;
    for (const Posting& posting : movement.postings) {
        if (posting.account.unit == unit && posting.amount > 0) {
            moved += posting.amount;
        }
    }
    return moved;
}

}  // namespace imdad::app
