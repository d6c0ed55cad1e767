#include "app/ledger_views.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_words.hpp"
#include "exchange/numbers.hpp"
#include "ledger/balances.hpp"

#include <fmt/format.h>

namespace imdad::app {

namespace {

std::string amount_text(const ledger::Book& book, ledger::Name unit, std::int64_t amount) {
    const ledger::UnitFacts* facts = book.unit(unit);
    return exchange::scaled_text(amount, facts == nullptr ? 0 : facts->decimals);
}

/// The name that `text` has in the ledger, into `target`; a refusal if it has none.
Answer<void> find_name(std::optional<ledger::Name>& target,
                       const ledger::Names& names,
                       const char* what,
                       const std::string& text) {
    if (text.empty()) {
        return {};
    }
    target = names.find(text);
    if (!target) {
        return no(say("name_not_in_balance", what, text));
    }
    return {};
}

}  // namespace

Answer<std::vector<BalanceLine>> balances(const Access& access, const BalanceFilter& filter) {
    const Answer<Session> session = open_session(access, Task::read_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    const ledger::Book& book = ledger.book();
    const ledger::Names& names = book.names();
    ledger::AccountFilter wanted;
    for (const Answer<void>& found :
         {find_name(wanted.holder, names, "holder", filter.holder),
          find_name(wanted.unit, names, "unit", filter.unit),
          find_name(wanted.pledge, names, "pledge", filter.pledge),
          find_name(wanted.activity, names, "activity", filter.activity)}) {
        if (!found) {
            return tl::unexpected(found.error());
        }
    }
    if (!filter.stage.empty()) {
        wanted.stage = parse_stage(filter.stage);
        if (!wanted.stage) {
            ledger::Command probe;
            ledger::Names scratch;
            return no(
                say("no_such_stage",
                    filter.stage,
                    set_field(probe, ledger::Field::stage, filter.stage, scratch).value_or("")));
        }
    }
    const LedgerSight sight(*session);
    std::vector<BalanceLine> lines;
    for (const ledger::Posting& posting : ledger::balances(book, wanted)) {
        const ledger::AccountKey& key = posting.account;
        if (!sight.sees(key)) {
            continue;
        }
        lines.push_back({.holder = names.text(key.holder),
                         .stage = std::string(ledger::to_text(key.stage)),
                         .unit = names.text(key.unit),
                         .lot = names.text(key.lot),
                         .expiry = day_text(key.expiry),
                         .earmark = names.text(key.earmark),
                         .pledge = names.text(key.pledge),
                         .activity = names.text(key.activity),
                         .amount = posting.amount,
                         .text = amount_text(book, key.unit, posting.amount)});
    }
    return lines;
}

Answer<std::vector<TrialLine>> trial_balance(const Access& access) {
    const Answer<Session> session = open_session(access, Task::read_whole_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    std::vector<TrialLine> lines;
    for (const ledger::TrialBalanceRow& row : ledger::trial_balance(ledger.book())) {
        TrialLine line{.unit = ledger.book().names().text(row.unit),
                       .stages = {},
                       .total = fmt::format("{}", row.total())};
        for (std::size_t stage = 0; stage < row.sums.size(); ++stage) {
            if (row.sums[stage] != 0) {
                line.stages.emplace_back(ledger::to_text(static_cast<ledger::Stage>(stage)),
                                         fmt::format("{}", row.sums[stage]));
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace imdad::app
