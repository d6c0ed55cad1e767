#include "ledger/balances.hpp"

#include <algorithm>
#include <tuple>

namespace imdad::ledger {

namespace {

std::size_t index_of(Stage stage) {
    return static_cast<std::size_t>(stage);
}

}  // namespace

bool AccountFilter::matches(const AccountKey& key) const {
    const auto fits = [](const auto& wanted, const auto& value) {
        return !wanted || *wanted == value;
    };
    return fits(holder, key.holder) && fits(stage, key.stage) && fits(unit, key.unit) &&
           fits(lot, key.lot) && fits(earmark, key.earmark) && fits(pledge, key.pledge) &&
           fits(activity, key.activity);
}

std::vector<Posting> balances(const Book& book, const AccountFilter& filter) {
    std::vector<Posting> rows;
    for (const auto& [key, state] : book.accounts()) {
        if (state.balance != 0 && filter.matches(key)) {
            rows.push_back({key, state.balance});
        }
    }
    const auto text = [&](Name name) -> const std::string& { return book.names().text(name); };
    std::ranges::sort(rows, [&](const Posting& left, const Posting& right) {
        const AccountKey& a = left.account;
        const AccountKey& b = right.account;
        return std::tie(text(a.unit),
                        text(a.holder),
                        a.stage,
                        text(a.lot),
                        a.expiry,
                        text(a.earmark),
                        text(a.pledge),
                        text(a.activity)) < std::tie(text(b.unit),
                                                     text(b.holder),
                                                     b.stage,
                                                     text(b.lot),
                                                     b.expiry,
                                                     text(b.earmark),
                                                     text(b.pledge),
                                                     text(b.activity));
    });
    return rows;
}

std::vector<ActivityResource> activity_resources(const Book& book) {
    FlatMap<NamePair, StageSums> sums;
    for (const auto& [key, state] : book.accounts()) {
        if (!key.activity.empty()) {
            sums[{key.activity, key.unit}][index_of(key.stage)] += state.balance;
        }
    }
    std::vector<ActivityResource> resources;
    for (const auto& [of, stages] : sums.items()) {
        const auto sum = [&stages = stages](std::initializer_list<Stage> of_stages) {
            base::Int128 total = 0;
            for (const Stage stage : of_stages) {
                total += stages[index_of(stage)];
            }
            return total;
        };
        const base::Int128 exchanged = sum({Stage::exchanged, Stage::exchange_difference});
        ActivityResource resource{
            .activity = of.first,
            .unit = of.second,
            .got = 0,
            .surplus = -sum({Stage::surplus}),
            .outstanding =
                sum({Stage::committed, Stage::on_hand, Stage::quarantined, Stage::in_transit}),
            .delivered =
                sum({Stage::delivered, Stage::used}) + std::max<base::Int128>(exchanged, 0),
            .used = sum({Stage::used}),
            .returned = sum({Stage::returned}),
            .lost =
                sum({Stage::lost, Stage::damaged, Stage::expired, Stage::wasted, Stage::diverted})};
        // Every movement but commitments, allocations and exchanges stays within the activity, so
        // what it got is what can be found of it.
        resource.got = resource.outstanding + resource.delivered + resource.returned +
                       resource.lost - resource.surplus;
        resources.push_back(resource);
    }
    std::ranges::sort(resources, {}, [&](const ActivityResource& resource) {
        return std::tie(book.names().text(resource.activity), book.names().text(resource.unit));
    });
    return resources;
}

StageSums sum_by_stage(const Book& book, const AccountFilter& filter) {
    StageSums sums{};
    for (const auto& [key, state] : book.accounts()) {
        if (filter.matches(key)) {
            sums[index_of(key.stage)] += state.balance;
        }
    }
    return sums;
}

base::Int128 TrialBalanceRow::total() const {
    base::Int128 sum = 0;
    for (const base::Int128 amount : sums) {
        sum += amount;
    }
    return sum;
}

std::vector<TrialBalanceRow> trial_balance(const Book& book) {
    FlatMap<Name, StageSums> by_unit;
    for (const auto& [key, state] : book.accounts()) {
        by_unit[key.unit][index_of(key.stage)] += state.balance;
    }
    std::vector<TrialBalanceRow> rows;
    for (const auto& [unit, sums] : by_unit.items()) {
        rows.push_back({unit, sums});
    }
    std::ranges::sort(rows, {}, [&](const TrialBalanceRow& row) -> const std::string& {
        return book.names().text(row.unit);
    });
    return rows;
}

Conservation conservation(const Book& book, Name pledge, Name unit) {
    const StageSums sums = sum_by_stage(book, {.unit = unit, .pledge = pledge});
    const auto sum = [&](Stage stage) { return sums[index_of(stage)]; };
    Conservation result{
        .pledged = -sum(Stage::pledged),
        .surplus = -sum(Stage::surplus),
        .opening = -sum(Stage::opening),
        .uncommitted = sum(Stage::uncommitted),
        .committed = sum(Stage::committed),
        .on_hand = sum(Stage::on_hand),
        .quarantined = sum(Stage::quarantined),
        .in_transit = sum(Stage::in_transit),
        .delivered = sum(Stage::delivered) + sum(Stage::used),
        .lost = sum(Stage::lost) + sum(Stage::damaged) + sum(Stage::expired) + sum(Stage::wasted) +
                sum(Stage::diverted),
        .returned = sum(Stage::returned),
        .cancelled = sum(Stage::cancelled),
        .exchanged = sum(Stage::exchanged) + sum(Stage::exchange_difference),
    };
    const PledgeFacts* facts = book.pledge(pledge, unit);
    result.level_agrees = result.pledged == (facts == nullptr ? 0 : facts->level());
    base::Int128 open = 0;
    for (const auto& [id, dispatch] : book.dispatches()) {
        if (dispatch.in_transit.pledge == pledge && dispatch.in_transit.unit == unit) {
            open += dispatch.open;
        }
    }
    result.dispatches_agree = open == result.in_transit;
    return result;
}

PledgeTotals pledge_totals(const Book& book, Name unit) {
    PledgeTotals totals;
    for (const auto& [key, facts] : book.pledges()) {
        if (key.second != unit) {
            continue;
        }
        base::Int128& total = !facts.parent.empty() ? totals.passed_on
                              : facts.shared        ? totals.shared
                                                    : totals.direct;
        total += facts.level();
    }
    return totals;
}

std::optional<Worth> worth(const Book& book, const AccountKey& account, std::int64_t quantity) {
    const Price* price = book.price(account.unit, account.lot, account.pledge);
    if (price == nullptr) {
        return std::nullopt;
    }
    return Worth{price->currency, base::Int128{price->amount} * quantity};
}

}  // namespace imdad::ledger
