#include "app/booked_sources.hpp"

#include "ledger/flat_map.hpp"
#include "store/adopted_plans.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace imdad::app {

namespace {

using ledger::AccountKey;
using ledger::Command;
using ledger::Entry;
using ledger::Id;
using ledger::Kind;
using ledger::Stage;

/// The journal up to a day, added up. Only sums are needed: what may be was decided when each entry
/// was made.
class DayBook {
 public:
    explicit DayBook(std::map<Id, base::Day> planned_arrivals)
        : planned_arrivals_(std::move(planned_arrivals)) {}

    void add(const Entry& entry, const Entry* reversed);

    [[nodiscard]] std::vector<BookedSource> sources() const;

 private:
    struct OnTheWay {
        AccountKey account;
        std::int64_t open = 0;
        base::Day expected = ledger::kNoDay;
    };

    struct Promise {
        base::Day expected = ledger::kNoDay;
        ledger::Name to;
    };

    void note_dates(const Command& command, const Entry& entry);
    void move_dispatch(const Entry& entry, Id dispatch);

    std::map<Id, base::Day> planned_arrivals_;
    ledger::FlatMap<AccountKey, std::int64_t> balances_;
    ledger::FlatMap<Id, OnTheWay> dispatches_;
    ledger::FlatMap<ledger::NamePair, Promise> promises_;  ///< pledge and unit
    ledger::FlatMap<AccountKey, base::Day> expected_commitments_;
};

void DayBook::note_dates(const Command& command, const Entry& entry) {
    if (command.kind == Kind::pledge) {
        promises_[{command.pledge, command.unit}] = {command.expected, command.to};
    } else if (command.kind == Kind::commit && command.expected != ledger::kNoDay) {
        for (const ledger::Posting& posting : entry.derived.postings) {
            if (posting.account.stage == Stage::committed) {
                expected_commitments_[posting.account] = command.expected;
            }
        }
    }
}

void DayBook::move_dispatch(const Entry& entry, Id dispatch) {
    OnTheWay& way = dispatches_[dispatch];
    for (const ledger::Posting& posting : entry.derived.postings) {
        if (posting.account.stage == Stage::in_transit) {
            way.account = posting.account;
            way.open += posting.amount;
        }
    }
}

void DayBook::add(const Entry& entry, const Entry* reversed) {
    const Command& command = entry.command;
    for (const ledger::Posting& posting : entry.derived.postings) {
        balances_[posting.account] += posting.amount;
    }
    note_dates(command, entry);
    if (command.kind == Kind::dispatch) {
        move_dispatch(entry, command.id);
        const auto planned = planned_arrivals_.find(command.refers_to);
        dispatches_[command.id].expected = command.expected != ledger::kNoDay   ? command.expected
                                           : planned != planned_arrivals_.end() ? planned->second
                                                                                : command.deadline;
    } else if (command.kind == Kind::post_receipt || command.kind == Kind::void_dispatch ||
               command.kind == Kind::expire_dispatch) {
        move_dispatch(entry, command.refers_to);
    } else if (reversed != nullptr && reversed->command.kind == Kind::post_receipt) {
        move_dispatch(entry, reversed->command.refers_to);
    }
}

std::vector<BookedSource> DayBook::sources() const {
    std::vector<BookedSource> sources;
    for (const auto& [account, amount] : balances_.items()) {
        if (amount <= 0) {
            continue;
        }
        if (account.stage == Stage::on_hand || account.stage == Stage::quarantined) {
            sources.push_back({.account = account, .amount = amount});
        } else if (account.stage == Stage::committed || account.stage == Stage::uncommitted) {
            const Promise* promise = promises_.find({account.pledge, account.unit});
            const base::Day* expected = expected_commitments_.find(account);
            BookedSource source{.account = account, .amount = amount};
            if (promise != nullptr) {
                source.expected = promise->expected;
                source.to = promise->to;
            }
            source.expected = expected != nullptr ? *expected : source.expected;
            sources.push_back(source);
        }
    }
    for (const auto& [id, way] : dispatches_.items()) {
        if (way.open > 0) {
            sources.push_back({.account = way.account,
                               .dispatch = id,
                               .amount = way.open,
                               .expected = way.expected});
        }
    }
    return sources;
}

}  // namespace

std::vector<BookedSource> booked_sources(store::Connection& connection,
                                         store::LedgerBooks& ledger,
                                         base::Day as_of) {
    std::map<Id, base::Day> planned_arrivals;
    for (const store::AdoptedPlan& plan : store::read_plans(connection)) {
        for (const store::PlannedShipment& shipment :
             store::read_planned_shipments(connection, plan.id)) {
            planned_arrivals[shipment.id] = shipment.arrival;
        }
    }
    DayBook day_book(std::move(planned_arrivals));
    const ledger::Book& book = ledger.book();
    for (std::uint64_t sequence = 0; sequence < book.size(); ++sequence) {
        const Entry entry = ledger.entry(sequence);
        if (entry.command.business_date > as_of) {
            continue;
        }
        const ledger::Seen* original =
            entry.command.kind == Kind::reverse ? book.seen(entry.command.refers_to) : nullptr;
        if (original == nullptr) {
            day_book.add(entry, nullptr);
        } else {
            const Entry reversed = ledger.entry(original->sequence);
            day_book.add(entry, &reversed);
        }
    }
    std::vector<BookedSource> sources = day_book.sources();
    const auto text = [&](ledger::Name name) -> const std::string& {
        return book.names().text(name);
    };
    std::ranges::sort(sources, [&](const BookedSource& left, const BookedSource& right) {
        const auto key = [&](const BookedSource& source) {
            const AccountKey& a = source.account;
            return std::tuple(a.stage,
                              std::string_view(text(a.holder)),
                              std::string_view(text(a.unit)),
                              std::string_view(text(a.lot)),
                              a.expiry,
                              std::string_view(text(a.earmark)),
                              std::string_view(text(a.activity)),
                              std::string_view(text(a.pledge)),
                              source.dispatch);
        };
        return key(left) < key(right);
    });
    return sources;
}

}  // namespace imdad::app
