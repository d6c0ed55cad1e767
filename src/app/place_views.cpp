#include "app/place_views.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/ledger_words.hpp"
#include "app/movement.hpp"
#include "store/adopted_plans.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::AccountKey;
using ledger::Kind;
using ledger::Stage;

Answer<Session> open_ledger(const Access& access) {
    Answer<Session> session = open_session(access, Task::read_whole_ledger);
    if (session) {
        session->books->ledger().catch_up();
    }
    return session;
}

bool is_product(const ledger::Book& book, ledger::Name unit) {
    const ledger::UnitFacts* const facts = book.unit(unit);
    return facts == nullptr || facts->kind != ledger::UnitKind::currency;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return text;
}

using ByPlace = std::map<std::string, PlaceCounts, std::less<>>;

void count_lots(const ledger::Book& book, base::Day today, ByPlace& places) {
    // A lot lies in several accounts where donors or activities share it; people see one lot.
    std::set<std::tuple<ledger::Name, Stage, ledger::Name, ledger::Name>> seen;
    for (const auto& [key, state] : book.accounts()) {
        const bool shelf = key.stage == Stage::on_hand;
        if (state.balance <= 0 || (!shelf && key.stage != Stage::quarantined) ||
            !is_product(book, key.unit) ||
            !seen.emplace(key.holder, key.stage, key.unit, key.lot).second) {
            continue;
        }
        PlaceCounts& counts = places[book.names().text(key.holder)];
        const ledger::LotFacts* const lot = key.lot.empty() ? nullptr : book.lot(key.unit, key.lot);
        ++(shelf ? counts.lots : counts.quarantined);
        counts.recalled += lot != nullptr && lot->recalled ? 1 : 0;
        counts.expired += shelf && key.expiry != ledger::kNoDay && key.expiry < today ? 1 : 0;
    }
}

void count_awaited(const ledger::Book& book, base::Day today, ByPlace& places) {
    for (const auto& [id, dispatch] : book.dispatches()) {
        if (dispatch.open > 0 && is_product(book, dispatch.in_transit.unit)) {
            PlaceCounts& counts = places[book.names().text(dispatch.in_transit.holder)];
            ++counts.awaited;
            counts.late += dispatch.expected != ledger::kNoDay && dispatch.expected < today ? 1 : 0;
        }
    }
}

void count_due(const Session& session, base::Day today, ByPlace& places) {
    store::Connection& connection = session.books->connection();
    const std::vector<store::AdoptedPlan> plans = store::read_plans(connection);
    if (plans.empty()) {
        return;
    }
    std::map<ledger::Id, std::int64_t> sent;
    for (const auto& [id, dispatch] : session.books->ledger().book().dispatches()) {
        sent[dispatch.planned] += dispatch.amount - dispatch.taken_back;
    }
    for (const store::PlannedShipment& shipment :
         store::read_planned_shipments(connection, plans.back().id)) {
        if (shipment.departure <= today && sent[shipment.id] < shipment.amount) {
            ++places[shipment.from].due;
        }
    }
}

void add(PlaceCounts& sum, const PlaceCounts& one) {
    sum.lots += one.lots;
    sum.expired += one.expired;
    sum.recalled += one.recalled;
    sum.quarantined += one.quarantined;
    sum.awaited += one.awaited;
    sum.late += one.late;
    sum.due += one.due;
}

/// What was taken of one product.
struct Taken {
    base::Day first = ledger::kNoDay;  ///< of any movement on the shelf
    std::int64_t amount = 0;
};

using TakenByUnit = std::map<ledger::Name, Taken>;

/// Whether goods go out by it, or come back that had gone out.
bool is_outflow(Kind kind) {
    return kind == Kind::use || kind == Kind::deliver || kind == Kind::dispatch ||
           kind == Kind::void_dispatch || kind == Kind::expire_dispatch;
}

void take_in(const ledger::Book& book,
             const ledger::Entry& entry,
             ledger::Name holder,
             base::Day since,
             base::Day today,
             TakenByUnit& units) {
    const ledger::Seen* const seen = book.seen(entry.command.id);
    const base::Day on = entry.command.business_date;
    const bool counts = is_outflow(entry.command.kind) && on >= since && on <= today &&
                        (seen == nullptr || seen->reversed_by == 0);
    for (const ledger::Posting& posting : entry.derived.postings) {
        const AccountKey& key = posting.account;
        if (key.stage == Stage::on_hand && key.holder == holder) {
            Taken& taken = units[key.unit];
            taken.first = taken.first == ledger::kNoDay ? on : std::min(taken.first, on);
            taken.amount -= counts ? posting.amount : 0;
        }
    }
}

CoverLine line_of(const ledger::Book& book,
                  ledger::Name unit,
                  const Taken& taken,
                  std::int64_t usable,
                  base::Day since,
                  base::Day today) {
    CoverLine line{.unit = book.names().text(unit),
                   .usable = usable,
                   .taken = std::max<std::int64_t>(0, taken.amount),
                   .over_days = (today - std::max(since, taken.first)).count() + 1,
                   .days = {}};
    if (line.taken > 0) {
        // Two factors below 2^53 may be too much for one integer; whole days are kept exactly.
        line.days = usable / line.taken * line.over_days +
                    usable % line.taken * line.over_days / line.taken;
    }
    return line;
}

}  // namespace

Answer<Places> list_places(const Access& access,
                           const std::string& find,
                           const std::set<std::string>& called) {
    const Answer<Session> session = open_ledger(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const ledger::Book& book = session->books->ledger().book();
    ByPlace counted;
    count_lots(book, access.today, counted);
    count_awaited(book, access.today, counted);
    count_due(*session, access.today, counted);
    Places places{.today = base::to_text(access.today), .all = {}, .lines = {}};
    const std::string wanted = lower(find);
    places.lines.reserve(counted.size());
    for (const auto& [at, counts] : counted) {
        if (lower(at).find(wanted) != std::string::npos || called.contains(at)) {
            places.lines.push_back({at, counts});
            add(places.all, counts);
            places.late_places += counts.late > 0 ? 1 : 0;
            places.due_places += counts.due > 0 ? 1 : 0;
        }
    }
    std::ranges::stable_sort(places.lines, std::ranges::greater(), [](const PlaceLine& line) {
        const PlaceCounts& counts = line.counts;
        return std::tuple(counts.late + counts.due + counts.expired + counts.quarantined,
                          counts.awaited);
    });
    return places;
}

Answer<StockCover> stock_cover(const Access& access, const std::string& at) {
    constexpr std::chrono::days kWindow{90};
    const Answer<Session> session = open_ledger(access);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    const ledger::Book& book = ledger.book();
    const auto holder = book.names().find(at);
    if (at.empty() || !holder) {
        return no(say("name_never_used", "place", at), "at");
    }
    const base::Day since = access.today - kWindow + std::chrono::days(1);
    TakenByUnit units;
    for (std::uint64_t i = 0; i < book.size(); ++i) {
        take_in(book, ledger.entry(i), *holder, since, access.today, units);
    }
    std::map<ledger::Name, std::int64_t> usable;
    for (const auto& [key, state] : book.accounts()) {
        if (key.stage == Stage::on_hand && key.holder == *holder && state.balance > 0 &&
            is_usable(key, book, access.today)) {
            usable[key.unit] += state.balance;
        }
    }
    StockCover cover{.at = at, .today = base::to_text(access.today), .lines = {}};
    cover.lines.reserve(units.size());
    for (const auto& [unit, taken] : units) {
        if (is_product(book, unit) && taken.first <= access.today) {
            cover.lines.push_back(line_of(book, unit, taken, usable[unit], since, access.today));
        }
    }
    std::ranges::sort(cover.lines, {}, &CoverLine::unit);
    return cover;
}

}  // namespace imdad::app
