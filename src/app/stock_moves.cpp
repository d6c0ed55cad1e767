#include "app/stock_moves.hpp"

#include "app/books.hpp"
#include "app/ledger_words.hpp"
#include "app/movement.hpp"
#include "app/posting.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::AccountKey;
using ledger::Command;
using ledger::Kind;
using ledger::Stage;

Kind kind_of(StockMove move) {
    switch (move) {
        case StockMove::use:
            return Kind::use;
        case StockMove::deliver:
            return Kind::deliver;
        case StockMove::count:
            return Kind::count;
        case StockMove::write_off:
            return Kind::write_off;
        case StockMove::quarantine:
            return Kind::quarantine;
        case StockMove::release:
            break;
    }
    return Kind::release;
}

/// Rows become commands, on a copy of the balances that each row changes for the next.
class StockWork {
 public:
    StockWork(Session& session, ledger::Id id, StockMove move);

    void add(const StockRow& row, std::size_t number);

    [[nodiscard]] bool all_replayed() const { return replayed_ > 0 && commands.empty(); }

    std::vector<RowProblem> problems;
    std::vector<StockLine> lines;
    std::vector<Command> commands;
    std::vector<std::size_t> file_lines;  ///< of each command

 private:
    [[nodiscard]] const ledger::Book& book() const { return session_.books->ledger().book(); }

    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return book().names().text(name);
    }

    void refuse(const std::string& column, Told told);
    [[nodiscard]] bool was_done();
    [[nodiscard]] bool understood();
    [[nodiscard]] std::vector<Stage> stages() const;
    [[nodiscard]] std::vector<ShelfAccount> matching(bool empty_too) const;
    [[nodiscard]] std::string listed(const std::vector<ShelfAccount>& accounts) const;
    [[nodiscard]] bool still_booked(std::int64_t there);
    void take_in_order();
    void take_exactly();
    void count();
    void post(const AccountKey& from, std::int64_t amount, Stage to_stage);
    [[nodiscard]] StockLine line_of(const Command& command, Stage from, Stage to) const;

    Session& session_;
    ledger::Id id_;
    StockMove move_;
    std::map<AccountKey, std::int64_t> balances_;
    std::size_t replayed_ = 0;
    // The row in work.
    const StockRow* row_ = nullptr;
    ledger::Id row_id_;
    std::uint64_t next_ = 0;
    ledger::Name at_;
    ledger::Hash document_{};
    Stage stage_ = Stage::none;
    Stage found_as_ = Stage::none;
};

StockWork::StockWork(Session& session, ledger::Id id, StockMove move)
    : session_(session), id_(id), move_(move) {
    for (const auto& [key, state] : book().accounts()) {
        const bool held = key.stage == Stage::on_hand || key.stage == Stage::quarantined ||
                          key.stage == Stage::delivered;
        if (held) {
            balances_[key] = state.balance;
        }
    }
}

void StockWork::refuse(const std::string& column, Told told) {
    problems.push_back({row_->line,
                        column,
                        "",
                        std::move(told.code),
                        std::move(told.line),
                        std::move(told.reason)});
}

StockLine StockWork::line_of(const Command& command, Stage from, Stage to) const {
    return {.line = row_->line,
            .kind = std::string(to_text(move_)),
            .at = text(command.holder),
            .to = text(command.to),
            .unit = text(command.unit),
            .lot = text(command.lot),
            .expiry = day_text(command.expiry),
            .earmark = text(command.earmark),
            .pledge = text(command.pledge),
            .activity = text(command.activity),
            .stage = std::string(ledger::to_text(from)),
            .to_stage = to == Stage::none ? "" : std::string(ledger::to_text(to)),
            .amount = command.amount};
}

/// Whether a row of this id was posted before: then it is answered as it was.
bool StockWork::was_done() {
    std::int64_t total = 0;
    std::vector<StockLine> found;
    bool same = true;
    for (std::uint64_t number = 0;; ++number) {
        const ledger::Seen* seen = book().seen(derived_id(row_id_, "movement", number));
        if (seen == nullptr) {
            break;
        }
        const ledger::Entry entry = session_.books->ledger().entry(seen->sequence);
        const Command& command = entry.command;
        same = same && command.kind == kind_of(move_) && text(command.holder) == row_->at &&
               text(command.unit) == row_->goods.unit && text(command.to) == row_->to;
        total += command.amount;
        Stage from = command.stage;
        Stage to = command.to_stage;
        for (const ledger::Posting& posting : entry.derived.postings) {
            (posting.amount < 0 ? from : to) = posting.account.stage;
        }
        found.push_back(line_of(command, from, to));
        if (move_ == StockMove::count) {
            // What was moved is what differed.
            found.back().amount = 0;
            for (const ledger::Posting& posting : entry.derived.postings) {
                found.back().amount = std::max(found.back().amount, posting.amount);
            }
        }
    }
    if (found.empty()) {
        return false;
    }
    if (!same || total != row_->amount) {
        refuse("", tell("movement_id_used_before", ledger::to_text(id_)));
        return true;
    }
    ++replayed_;
    std::ranges::move(found, std::back_inserter(lines));
    return true;
}

bool StockWork::understood() {
    const std::size_t before = problems.size();
    const auto known = [&](const char* column, const char* what, const std::string& name) {
        const auto found = book().names().find(name);
        if (name.empty() || !found) {
            refuse(column, tell("name_not_in_ledger", what, name));
            return ledger::Name{};
        }
        return *found;
    };
    at_ = known("at", "place", row_->at);
    const ledger::Name unit = known("unit", "product", row_->goods.unit);
    if (!unit.empty() && book().unit(unit) == nullptr) {
        refuse("unit", tell("no_product", row_->goods.unit));
    }
    if (row_->amount < 0 || (row_->amount == 0 && move_ != StockMove::count)) {
        refuse("amount", tell("amount_not_positive"));
    }
    const auto stage = parse_stage(row_->stage.empty() ? "none" : row_->stage);
    if (!stage) {
        refuse("stage", tell("stage_of_goods"));
    }
    stage_ = stage.value_or(Stage::none);
    const auto way = parse_stage(row_->found_as.empty() ? "none" : row_->found_as);
    if (!way || (*way != Stage::none && !ledger::is_loss(*way))) {
        refuse("found_as", tell("ways_out"));
    }
    found_as_ = way.value_or(Stage::none);
    document_ = {};
    Command scratch;
    if (!row_->document.empty() &&
        set_field(
            scratch, ledger::Field::document, row_->document, session_.books->ledger().names())) {
        refuse("document", tell("bad_document"));
    }
    document_ = scratch.document;
    return problems.size() == before;
}

std::vector<Stage> StockWork::stages() const {
    if (stage_ != Stage::none) {
        return {stage_};
    }
    if (move_ == StockMove::use) {
        return {Stage::delivered, Stage::on_hand};
    }
    return {move_ == StockMove::release ? Stage::quarantined : Stage::on_hand};
}

std::vector<ShelfAccount> StockWork::matching(bool empty_too) const {
    std::vector<ShelfAccount> all;
    for (const Stage stage : stages()) {
        std::vector<ShelfAccount> found;
        for (const auto& [key, balance] : balances_) {
            const bool there = balance > 0 || (empty_too && balance == 0);
            if (there && key.stage == stage && key.holder == at_ &&
                matches(row_->goods, key, book().names(), row_->exact)) {
                found.push_back({key, balance});
            }
        }
        sort_by_expiry(found, book().names());
        std::ranges::move(found, std::back_inserter(all));
    }
    return all;
}

std::string StockWork::listed(const std::vector<ShelfAccount>& accounts) const {
    constexpr std::size_t kMost = 6;
    std::string all;
    for (std::size_t i = 0; i < std::min(accounts.size(), kMost); ++i) {
        all += fmt::format("{}{} {}",
                           all.empty() ? "" : "; ",
                           accounts[i].amount,
                           ledger::describe(accounts[i].key, book().names()));
    }
    if (accounts.size() > kMost) {
        all += fmt::format("; and {} more", accounts.size() - kMost);
    }
    return all.empty() ? "nothing" : all;
}

void StockWork::post(const AccountKey& from, std::int64_t amount, Stage to_stage) {
    ledger::Names& names = session_.books->ledger().names();
    Command command;
    command.id = derived_id(row_id_, "movement", next_++);
    command.kind = kind_of(move_);
    command.business_date = row_->on;
    command.actor = session_.user.actor;
    command.holder = from.holder;
    command.unit = from.unit;
    command.lot = from.lot;
    command.expiry = from.expiry;
    command.earmark = from.earmark;
    command.pledge = from.pledge;
    command.activity = from.activity;
    command.amount = amount;
    command.reason = row_->reason;
    command.document = document_;
    AccountKey to = at(from, to_stage);
    const std::int64_t moved = move_ == StockMove::count ? balances_[from] - amount : amount;
    if (move_ == StockMove::deliver) {
        command.to = names.intern(row_->to);
        to.holder = command.to;
    }
    if (move_ == StockMove::use) {
        command.stage = from.stage == Stage::on_hand ? Stage::on_hand : Stage::none;
        command.exception = row_->exception;
    }
    if (move_ == StockMove::count || move_ == StockMove::write_off) {
        command.stage = from.stage;
        command.to_stage = ledger::is_loss(to_stage) ? to_stage : Stage::none;
    }
    commands.push_back(command);
    file_lines.push_back(row_->line);
    const bool found_more = moved < 0;
    StockLine line = line_of(
        command, found_more ? Stage::surplus : from.stage, found_more ? from.stage : to_stage);
    line.amount = found_more ? -moved : moved;
    lines.push_back(std::move(line));
    balances_[from] -= moved;
    if (to_stage == Stage::on_hand || to_stage == Stage::quarantined ||
        to_stage == Stage::delivered) {
        balances_[to] += moved;
    }
}

std::int64_t sum_of(const std::vector<ShelfAccount>& accounts) {
    std::int64_t sum = 0;
    for (const ShelfAccount& account : accounts) {
        sum += account.amount;
    }
    return sum;
}

void StockWork::take_in_order() {
    std::vector<ShelfAccount> accounts = matching(/*empty_too=*/false);
    std::vector<ShelfAccount> unusable;
    if (!row_->exception) {
        const auto kept = std::ranges::stable_partition(accounts, [&](const ShelfAccount& one) {
            return is_usable(one.key, book(), row_->on);
        });
        unusable.assign(kept.begin(), kept.end());
        accounts.erase(kept.begin(), kept.end());
    }
    const std::int64_t there = sum_of(accounts);
    if (there < row_->amount) {
        const auto& [amount, unit, at] = std::tie(row_->amount, row_->goods.unit, row_->at);
        refuse("amount",
               unusable.empty()
                   ? tell("not_enough_to_take", amount, unit, at, there, listed(accounts))
                   : tell("not_enough_but_unusable",
                          amount,
                          unit,
                          at,
                          there,
                          listed(accounts),
                          listed(unusable)));
        return;
    }
    std::int64_t left = row_->amount;
    for (const ShelfAccount& account : accounts) {
        const std::int64_t taken = std::min(left, account.amount);
        if (taken > 0) {
            post(account.key, taken, move_ == StockMove::deliver ? Stage::delivered : Stage::used);
        }
        left -= taken;
    }
}

/// Whoever counted saw an amount of the books: what moved since would be counted as found or lost.
bool StockWork::still_booked(std::int64_t there) {
    if (row_->booked && *row_->booked != there) {
        refuse("booked",
               tell("shelf_moved_meanwhile", *row_->booked, row_->goods.unit, row_->at, there));
        return false;
    }
    return true;
}

void StockWork::take_exactly() {
    std::vector<ShelfAccount> accounts = matching(/*empty_too=*/false);
    if (!still_booked(sum_of(accounts))) {
        return;
    }
    if (found_as_ == Stage::expired) {
        std::erase_if(accounts, [&](const ShelfAccount& one) {
            return one.key.expiry == ledger::kNoDay || one.key.expiry >= row_->on;
        });
    }
    const std::int64_t there = sum_of(accounts);
    if (there < row_->amount) {
        refuse("amount",
               tell("not_enough_to_move",
                    row_->amount,
                    row_->goods.unit,
                    row_->at,
                    there,
                    listed(accounts)));
        return;
    }
    if (accounts.size() > 1 && there != row_->amount) {
        refuse("lot", tell("several_accounts", row_->amount, listed(accounts)));
        return;
    }
    const Stage to = move_ == StockMove::write_off    ? found_as_
                     : move_ == StockMove::quarantine ? Stage::quarantined
                                                      : Stage::on_hand;
    std::int64_t left = row_->amount;
    for (const ShelfAccount& account : accounts) {
        const std::int64_t taken = std::min(left, account.amount);
        post(account.key, taken, to);
        left -= taken;
    }
}

void StockWork::count() {
    std::vector<ShelfAccount> accounts = matching(/*empty_too=*/false);
    if (accounts.empty()) {
        // What was all given out may be found again.
        accounts = matching(/*empty_too=*/true);
    }
    if (accounts.empty()) {
        refuse("lot", tell("nothing_booked", row_->goods.unit, row_->at));
        return;
    }
    const std::int64_t booked = sum_of(accounts);
    if (!still_booked(booked)) {
        return;
    }
    if (booked == row_->amount) {
        for (const ShelfAccount& account : accounts) {
            post(account.key, account.amount, Stage::none);
        }
        return;
    }
    // Nothing at all found: each of them is gone.
    if (accounts.size() > 1 && row_->amount > 0) {
        refuse("lot", tell("several_accounts_counted", row_->amount, booked, listed(accounts)));
        return;
    }
    for (const ShelfAccount& account : accounts) {
        post(account.key, row_->amount, row_->amount < account.amount ? found_as_ : Stage::none);
    }
}

void StockWork::add(const StockRow& row, std::size_t number) {
    row_ = &row;
    row_id_ = derived_id(id_, "row", number);
    next_ = 0;
    if (was_done() || !understood()) {
        return;
    }
    switch (move_) {
        case StockMove::use:
        case StockMove::deliver:
            take_in_order();
            return;
        case StockMove::count:
            count();
            return;
        case StockMove::write_off:
        case StockMove::quarantine:
        case StockMove::release:
            take_exactly();
            return;
    }
}

}  // namespace

std::string_view to_text(StockMove move) {
    return ledger::to_text(kind_of(move));
}

Answer<StockOutcome> move_stock(const MovementOptions& options,
                                StockMove move,
                                std::span<const StockRow> rows) {
    Answer<Session> session = open_session(options.access, Task::post);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Answer<ledger::Id> id = given_or_random_id(options.id);
    if (!id) {
        return tl::unexpected(id.error());
    }
    session->books->ledger().catch_up();
    StockWork work(*session, *id, move);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        work.add(rows[i], i);
    }
    StockOutcome outcome{.problems = std::move(work.problems),
                         .lines = std::move(work.lines),
                         .id = ledger::to_text(*id),
                         .replayed = work.all_replayed()};
    if (!outcome.problems.empty() || work.commands.empty()) {
        return outcome;
    }
    Answer<PostedOrProposed> done = post_or_propose(*session, work.commands, options.dry_run);
    if (!done) {
        return tl::unexpected(std::move(done.error()));
    }
    for (CommandProblem& problem : done->postings.problems) {
        outcome.problems.push_back({work.file_lines[problem.command],
                                    std::move(problem.field),
                                    "",
                                    std::move(problem.code),
                                    std::move(problem.message),
                                    std::move(problem.reason)});
    }
    outcome.needs_second_person = !done->postings.second_person.empty();
    outcome.written = done->written;
    outcome.proposal = done->proposal ? done->proposal->id : "";
    outcome.proposed_before = done->proposal && !done->proposal->is_new;
    return outcome;
}

}  // namespace imdad::app
