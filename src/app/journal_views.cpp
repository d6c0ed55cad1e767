#include "app/journal_views.hpp"

#include "app/amount_text.hpp"
#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_words.hpp"
#include "app/wording.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace imdad::app {

namespace {

/// How many entries one page looks through: what nobody would wait for longer.
constexpr std::uint64_t kLookedThrough = 20'000;

EntryLine line_of(const Session& session, const LedgerSight& sight, const ledger::Entry& entry) {
    const ledger::Book& book = session.books->ledger().book();
    const ledger::Names& names = book.names();
    const ledger::Command& command = entry.command;
    EntryLine line{.sequence = entry.sequence,
                   .id = ledger::to_text(command.id),
                   .kind = std::string(ledger::to_text(command.kind)),
                   .on = day_text(command.business_date),
                   .recorded_utc = utc_text(entry.recorded_at_ms),
                   .user = session.shown(ledger::to_text(command.actor)),
                   .fields = {},
                   .postings = {},
                   .reversed_by = {}};
    for (auto& [field, value] : given_fields(command, names)) {
        line.fields.push_back({std::string(ledger::to_text(field)), session.shown(value)});
    }
    for (const ledger::Posting& posting : entry.derived.postings) {
        const ledger::AccountKey& key = posting.account;
        if (!sight.sees(key)) {
            continue;
        }
        line.postings.push_back({.holder = names.text(key.holder),
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
    const ledger::Seen* const seen = book.seen(command.id);
    if (seen != nullptr && seen->reversed_by > 0) {
        line.reversed_by = seen->reversed_by - 1;
    }
    return line;
}

/// A filter in the numbers of the ledger.
struct Wanted {
    std::optional<ledger::Kind> kind;
    std::optional<ledger::Name> holder;
    std::optional<ledger::Name> unit;
    std::optional<ledger::Name> pledge;

    [[nodiscard]] bool fits(const ledger::Entry& entry) const {
        if (kind && entry.command.kind != *kind) {
            return false;
        }
        return (!holder && !unit && !pledge) ||
               std::ranges::any_of(entry.derived.postings, [&](const ledger::Posting& posting) {
                   const ledger::AccountKey& key = posting.account;
                   return (!holder || key.holder == *holder) && (!unit || key.unit == *unit) &&
                          (!pledge || key.pledge == *pledge);
               });
    }
};

Answer<Wanted> wanted_of(const EntryFilter& filter, const ledger::Names& names) {
    Wanted wanted;
    if (!filter.kind.empty()) {
        wanted.kind = parse_kind(filter.kind);
        if (!wanted.kind) {
            return no(say("no_such_entry_kind", filter.kind), "kind");
        }
    }

    struct Row {
        const char* field;
        const std::string& text;
        std::optional<ledger::Name>& name;
    };

    for (const Row& row : {Row{"holder", filter.holder, wanted.holder},
                           Row{"unit", filter.unit, wanted.unit},
                           Row{"pledge", filter.pledge, wanted.pledge}}) {
        if (row.text.empty()) {
            continue;
        }
        row.name = names.find(row.text);
        if (!row.name) {
            return no(say("name_never_used", row.field, row.text), row.field);
        }
    }
    return wanted;
}

}  // namespace

Answer<EntryPage> list_entries(const Access& access, const EntryFilter& filter, const Page& page) {
    const Answer<Session> session = open_session(access, Task::read_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    const Answer<Wanted> wanted = wanted_of(filter, ledger.book().names());
    if (!wanted) {
        return tl::unexpected(wanted.error());
    }
    const LedgerSight sight(*session);
    EntryPage shown;
    const std::uint64_t from =
        std::min<std::uint64_t>(page.before.value_or(ledger.book().size()), ledger.book().size());
    for (std::uint64_t at = from; at > 0; --at) {
        if (shown.lines.size() == page.limit || from - at == kLookedThrough) {
            shown.next = at;
            break;
        }
        const ledger::Entry entry = ledger.entry(at - 1);
        if (wanted->fits(entry) && sight.sees(entry.derived.postings)) {
            shown.lines.push_back(line_of(*session, sight, entry));
        }
    }
    return shown;
}

Answer<EntryLine> show_entry(const Access& access, const std::string& which) {
    const Answer<Session> session = open_session(access, Task::read_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    std::uint64_t sequence = 0;
    const auto id = ledger::parse_id(which);
    const ledger::Seen* const seen = id ? ledger.book().seen(*id) : nullptr;
    const auto [end, error] = std::from_chars(which.data(), which.data() + which.size(), sequence);
    const bool number = error == std::errc() && end == which.data() + which.size();
    const auto not_there = [&](bool concealed) {
        Refusal none = refusal_of(say("no_such_entry", which));
        none.concealed = concealed;
        return tl::unexpected(std::move(none));
    };
    if (seen == nullptr && (!number || sequence >= ledger.book().size())) {
        return not_there(false);
    }
    const LedgerSight sight(*session);
    const ledger::Entry entry = ledger.entry(seen != nullptr ? seen->sequence : sequence);
    if (!sight.sees(entry.derived.postings)) {
        return not_there(true);
    }
    return line_of(*session, sight, entry);
}

}  // namespace imdad::app
