#include "app/exceptions_report.hpp"

#include "app/amount_text.hpp"
#include "app/books.hpp"
#include "app/ledger_told.hpp"
#include "app/ledger_trail.hpp"
#include "app/wording.hpp"
#include "report/catalogue.hpp"

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Entry;
using ledger::Kind;

/// Walks the journal with the balances of what is uncommitted, because only at the moment of a
/// commitment can be seen that it was one too many.
class Examiner {
 public:
    Examiner(const Session& session, const LedgerTrail& trail)
        : session_(session), trail_(trail), book_(trail.book()) {}

    void look_at(const Entry& entry);

    std::vector<report::ExceptionLine> found;

 private:
    void look_at_gift(const Entry& entry);
    void add(const Entry& entry,
             const char* what,
             std::string detail = {},
             std::vector<report::Told> told = {});

    /// State of an agreement at the end of `day`, by the business days of its steps; empty if it
    /// was not there.
    [[nodiscard]] std::string state_on(const std::string& instrument, base::Day day) const;

    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return book_.names().text(name);
    }

    const Session& session_;
    const LedgerTrail& trail_;
    const ledger::Book& book_;
    ledger::FlatMap<ledger::AccountKey, std::int64_t> uncommitted_;
};

std::string Examiner::state_on(const std::string& instrument, base::Day day) const {
    std::string state;
    for (const store::PastChange& past :
         session_.books->entities().history(registry::Kind::instrument, instrument)) {
        if (past.field == "state" && past.on <= day) {
            state = past.after;
        }
    }
    return state;
}

void Examiner::look_at_gift(const Entry& entry) {
    const Command& command = entry.command;
    bool explained = false;
    if (!command.instrument.empty()) {
        const std::string state = state_on(text(command.instrument), command.business_date);
        if (state != registry::word_of(registry::State::in_force)) {
            explained = true;
            add(entry,
                "not_in_force",
                report::say("exception.state_was",
                            fmt::arg("state", state.empty() ? "?" : in_words(state))),
                {state.empty() ? report::Told{"not_there", {}}
                               : report::Told{"state_was", {{"state", state}}}});
        }
    }
    for (const ledger::Posting& posting : entry.derived.postings) {
        const std::int64_t* left = uncommitted_.find(posting.account);
        if (command.kind == Kind::commit && left != nullptr && *left < 0) {
            explained = true;
            const std::string amount =
                amount_with_unit(book_, posting.account.unit, -base::Int128{*left});
            add(entry,
                "over_committed",
                report::say("exception.over_by", fmt::arg("amount", amount)),
                {{"over_by", {{"amount", amount}}}});
        }
    }
    if (!explained) {
        // Asked for as an exception, and the rule would have let it pass.
        add(entry, "emergency");
    }
}

void Examiner::look_at(const Entry& entry) {
    const Command& command = entry.command;
    for (const ledger::Posting& posting : entry.derived.postings) {
        if (posting.account.stage == ledger::Stage::uncommitted) {
            uncommitted_[posting.account] += posting.amount;
        }
    }
    if (command.exception) {
        const bool gives = command.kind == Kind::commit || command.kind == Kind::allocate;
        if (gives) {
            look_at_gift(entry);
        } else if (command.kind == Kind::post_receipt) {
            const ledger::AccountKey& papers =
                trail_.book().dispatch(command.refers_to)->in_transit;
            add(entry,
                "other_lot",
                report::say("exception.came_as",
                            fmt::arg("sent", text(papers.lot)),
                            fmt::arg("came", text(command.lot))),
                {{"came_as", {{"sent", text(papers.lot)}, {"came", text(command.lot)}}}});
        } else {
            add(entry, "expired");
        }
    }
    const ledger::Discrepancy& discrepancy = entry.derived.discrepancy;
    if (discrepancy.beyond_tolerance) {
        add(entry,
            command.kind == Kind::count ? "count_differs" : "receipt_differs",
            report::say("books.discrepancy",
                        fmt::arg("missing", discrepancy.missing),
                        fmt::arg("surplus", discrepancy.surplus)),
            {discrepancy_told(discrepancy)});
    }
    if (command.kind == Kind::recall || command.kind == Kind::lift_recall) {
        add(entry, command.kind == Kind::recall ? "recall" : "recall_lifted");
    }
}

void Examiner::add(const Entry& entry,
                   const char* what,
                   std::string detail,
                   std::vector<report::Told> told) {
    const Command& command = entry.command;
    report::ExceptionLine line;
    line.what = what;
    line.date = base::to_text(command.business_date);
    line.recorded_utc = utc_text(entry.recorded_at_ms);
    line.who = session_.shown(ledger::to_text(command.actor));
    if (!command.approver.empty()) {
        line.approver = session_.shown(ledger::to_text(command.approver));
    }
    ledger::AccountKey account;
    account.holder = command.to.empty() ? command.holder : command.to;
    account.unit = command.unit;
    account.lot = command.lot;
    account.pledge = command.pledge;
    account.activity = command.kind == Kind::allocate ? command.to_activity : command.activity;
    if (command.kind == Kind::post_receipt) {
        account = trail_.book().dispatch(command.refers_to)->in_transit;
    }
    base::Int128 amount = command.kind == Kind::post_receipt
                              ? base::Int128{command.amount} + command.damaged
                              : base::Int128{command.amount};
    if (command.kind == Kind::recall) {
        amount = 0;
        for (const ledger::Posting& posting : entry.derived.postings) {
            amount += posting.amount > 0 ? posting.amount : 0;
        }
    }
    line.amount = amount_with_unit(book_, account.unit, amount);
    line.holder = text(account.holder);
    line.lot = text(account.lot);
    line.pledge = text(account.pledge);
    line.activity = text(account.activity);
    line.agreement = text(command.instrument);
    line.detail = std::move(detail);
    line.told = std::move(told);
    line.reason = session_.named(command.reason);
    line.kind = ledger::to_text(command.kind);
    line.id = ledger::to_text(command.id);
    line.entry = entry.sequence;
    if (const Entry* reversal = trail_.reversal_of(entry.sequence)) {
        const std::string day = base::to_text(reversal->command.business_date);
        const std::string reason = session_.named(reversal->command.reason);
        line.reversed =
            report::say("trace.reversed", fmt::arg("day", day), fmt::arg("reason", reason));
        line.told.push_back({"reversed", {{"day", day}, {"reason", reason}}});
    }
    found.push_back(std::move(line));
}

}  // namespace

Answer<std::vector<report::ExceptionLine>> exceptions(const Access& access,
                                                      std::optional<base::Day> from,
                                                      std::optional<base::Day> to) {
    const Answer<Session> session = open_session(access, Task::read_whole_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    session->books->entities().catch_up();
    session->books->ledger().catch_up();
    const LedgerTrail trail(session->books->ledger());
    Examiner examiner(*session, trail);
    for (const Entry& entry : trail.entries()) {
        examiner.look_at(entry);
    }
    std::erase_if(examiner.found, [&](const report::ExceptionLine& line) {
        const std::optional<base::Day> day = base::parse_day(line.date);
        return (from && day < from) || (to && day > to);
    });
    return std::move(examiner.found);
}

}  // namespace imdad::app
