#include "app/months_of_stock.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/movement.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using ledger::Kind;
using ledger::Stage;

/// A month of 365.25 days / 12 is 487/16 days.
constexpr base::Int128 kMonthDays = 487;
constexpr base::Int128 kMonthParts = 16;

bool is_product(const ledger::Book& book, ledger::Name unit) {
    const ledger::UnitFacts* const facts = book.unit(unit);
    return facts == nullptr || facts->kind != ledger::UnitKind::currency;
}

/// What is on hand of one day of expiry.
using ByExpiry = std::map<base::Day, std::int64_t>;

struct Product {
    StockMonths line;
    ByExpiry on_hand;
    base::Day first = ledger::kNoDay;  ///< of any movement of it
};

using Products = std::map<ledger::Name, Product>;

void add_balances(const ledger::Book& book, base::Day today, Products& products) {
    for (const auto& [key, state] : book.accounts()) {
        if (state.balance <= 0 || !is_product(book, key.unit)) {
            continue;
        }
        Product& product = products[key.unit];
        switch (key.stage) {
            case Stage::on_hand:
                if (is_usable(key, book, today)) {
                    product.line.on_hand += state.balance;
                    product.on_hand[key.expiry] += state.balance;
                } else {
                    product.line.set_apart += state.balance;
                }
                break;
            case Stage::quarantined:
                product.line.set_apart += state.balance;
                break;
            case Stage::in_transit:
                product.line.on_the_way += state.balance;
                break;
            case Stage::committed:
                product.line.committed += state.balance;
                break;
            case Stage::uncommitted:
                product.line.pledged += state.balance;
                break;
            default:
                break;
        }
    }
}

/// What left a shelf for people; a reversed entry took nothing.
void add_consumption(const ledger::Book& book,
                     const ledger::Entry& entry,
                     base::Day since,
                     base::Day today,
                     Products& products) {
    const ledger::Seen* const seen = book.seen(entry.command.id);
    const base::Day on = entry.command.business_date;
    const bool consumes =
        (entry.command.kind == Kind::use || entry.command.kind == Kind::deliver) && on >= since &&
        on <= today && (seen == nullptr || seen->reversed_by == 0);
    for (const ledger::Posting& posting : entry.derived.postings) {
        if (posting.account.stage != Stage::on_hand || !is_product(book, posting.account.unit)) {
            continue;
        }
        Product& product = products[posting.account.unit];
        product.first = product.first == ledger::kNoDay ? on : std::min(product.first, on);
        product.line.consumed -= consumes ? posting.amount : 0;
    }
}

/// Consumed in the order of expiry at the rate of late: what its day finds still there. Over all
/// places together, so it is the least that will expire.
std::int64_t left_at_expiry(const Product& product, base::Day today) {
    base::Int128 taken = 0;
    base::Int128 left = 0;
    for (const auto& [expiry, amount] : product.on_hand) {
        if (expiry == ledger::kNoDay) {
            continue;
        }
        const base::Int128 days = (expiry - today).count() + 1;
        const base::Int128 by_then = days * product.line.consumed / product.line.over_days;
        const base::Int128 used =
            std::clamp<base::Int128>(by_then - taken, 0, base::Int128(amount));
        taken += used;
        left += amount - used;
    }
    return static_cast<std::int64_t>(left);
}

Answer<MonthsOfStock> bad_months(std::int64_t months) {
    return no(say("bad_months", kConsumptionMonthsMost, months), "months");
}

nlohmann::ordered_json tenths_json(std::optional<std::int64_t> tenths) {
    return tenths ? nlohmann::ordered_json(fmt::format("{}.{}", *tenths / 10, *tenths % 10))
                  : nlohmann::ordered_json();
}

}  // namespace

std::int64_t StockMonths::monthly() const {
    return over_days == 0
               ? 0
               : static_cast<std::int64_t>(kMonthDays * consumed / (kMonthParts * over_days));
}

std::optional<std::int64_t> StockMonths::tenths(std::int64_t amount) const {
    if (consumed <= 0) {
        return std::nullopt;
    }
    constexpr base::Int128 kTen = 10;
    return static_cast<std::int64_t>(kTen * kMonthParts * amount * over_days /
                                     (kMonthDays * consumed));
}

Answer<MonthsOfStock> months_of_stock(const Access& access, std::int64_t months) {
    if (months < 1 || months > kConsumptionMonthsMost) {
        return bad_months(months);
    }
    const Answer<Session> session = open_session(access, Task::read_whole_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    const ledger::Book& book = ledger.book();
    const base::Day since = access.today - std::chrono::days(static_cast<int>(months * 487 / 16)) +
                            std::chrono::days(1);
    Products products;
    add_balances(book, access.today, products);
    for (std::uint64_t i = 0; i < book.size(); ++i) {
        add_consumption(book, ledger.entry(i), since, access.today, products);
    }
    MonthsOfStock stock{.today = base::to_text(access.today), .months = months, .lines = {}};
    stock.lines.reserve(products.size());
    for (auto& [unit, product] : products) {
        StockMonths& line = product.line;
        line.unit = book.names().text(unit);
        line.consumed = std::max<std::int64_t>(0, line.consumed);
        const base::Day from =
            product.first == ledger::kNoDay ? since : std::max(since, product.first);
        line.over_days = std::max<std::int64_t>(1, (access.today - from).count() + 1);
        line.expires_unused = left_at_expiry(product, access.today);
        stock.lines.push_back(std::move(line));
    }
    std::ranges::sort(stock.lines, {}, &StockMonths::unit);
    return stock;
}

nlohmann::ordered_json months_json(const MonthsOfStock& stock) {
    using Json = nlohmann::ordered_json;
    Json products = Json::array();
    for (const StockMonths& line : stock.lines) {
        const std::int64_t arriving = line.on_hand + line.on_the_way;
        products.push_back({{"unit", line.unit},
                            {"on_hand", line.on_hand},
                            {"on_the_way", line.on_the_way},
                            {"committed", line.committed},
                            {"pledged", line.pledged},
                            {"set_apart", line.set_apart},
                            {"consumed", line.consumed},
                            {"over_days", line.over_days},
                            {"monthly", line.monthly()},
                            {"expires_unused", line.expires_unused},
                            {"months_on_hand", tenths_json(line.tenths(line.on_hand))},
                            {"months_arriving", tenths_json(line.tenths(arriving))},
                            {"months_of_pipeline",
                             tenths_json(line.tenths(arriving + line.committed + line.pledged))}});
    }
    return {{"today", stock.today}, {"months", stock.months}, {"products", std::move(products)}};
}

}  // namespace imdad::app
