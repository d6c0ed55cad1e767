#include "app/needs_left.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using base::Int128;
using model::AreaIndex;
using model::Need;
using model::ProgrammeIndex;

constexpr std::chrono::days kWeek{7};

base::Day monday_from(base::Day day) {
    const std::chrono::weekday weekday(day);
    return day + (std::chrono::Monday - weekday);
}

/// Persons of a need whose days from `from` on are meant, of those that it is spread over.
std::int64_t persons_from(const Need& need, base::Day from) {
    const auto left = (need.to - std::max(from, need.from)).count() + 1;
    const auto whole = (need.to - need.from).count() + 1;
    return left <= 0 ? 0
                     : static_cast<std::int64_t>(
                           base::floor_div(Int128{need.persons.value()} * left, whole));
}

bool is_handed_over(const ledger::Posting& posting) {
    return posting.account.stage == ledger::Stage::delivered ||
           posting.account.stage == ledger::Stage::used;
}

class Remaining {
 public:
    Remaining(model::ScenarioData& data, const model::Scenario& scenario)
        : data_(data), scenario_(scenario) {
        taken_.resize(data.needs.size(), 0);
    }

    void serve(const HandedOver& handed, std::vector<ServedLine>& lines);
    void move_to(base::Day start);

 private:
    /// Billionths of a unit that a person takes, wastage included, all doses; none: not served by
    /// it.
    [[nodiscard]] std::optional<Int128> units_of_person(ProgrammeIndex programme,
                                                        model::ProductIndex product) const;
    [[nodiscard]] std::vector<ProgrammeIndex> programmes_by_worth() const;
    /// Needs of the programme that the place serves, the nearest first.
    [[nodiscard]] std::vector<std::size_t> needs_of(ProgrammeIndex programme,
                                                    const model::Place& place) const;
    /// Those who wait from before `start`, and those who come then, as needs of their own.
    void leave(const Need& need, std::int64_t taken, base::Day start);
    void add(const Need& need, std::int64_t persons, base::Day from, base::Day to);

    model::ScenarioData& data_;
    const model::Scenario& scenario_;
    std::vector<std::int64_t> taken_;  ///< persons, by need
    std::vector<Need> left_;
};

std::optional<Int128> Remaining::units_of_person(ProgrammeIndex programme,
                                                 model::ProductIndex product) const {
    Int128 units = 0;
    for (const model::Serves& dose : scenario_->serves) {
        if (dose.programme == programme && dose.product == product) {
            const Int128 scale = base::Fixed9::kScale;
            units += base::ceil_div(Int128{dose.units_per_person.nano()} * scale,
                                    scale - dose.wastage_rate.nano());
        }
    }
    return units > 0 ? std::optional(units) : std::nullopt;
}

std::vector<ProgrammeIndex> Remaining::programmes_by_worth() const {
    const auto worth = [&](ProgrammeIndex index) {
        const model::Programme& programme = scenario_[index];
        const int ven = programme.ven == model::Ven::vital       ? 4
                        : programme.ven == model::Ven::essential ? 2
                                                                 : 1;
        return Int128{programme.weight.nano()} * ven;
    };
    std::vector<ProgrammeIndex> programmes;
    programmes.reserve(scenario_->programmes.size());
    for (std::size_t i = 0; i < scenario_->programmes.size(); ++i) {
        programmes.emplace_back(i);
    }
    std::ranges::stable_sort(programmes, std::greater{}, worth);
    return programmes;
}

std::vector<std::size_t> Remaining::needs_of(ProgrammeIndex programme,
                                             const model::Place& place) const {
    std::vector<std::size_t> found;
    const auto add = [&](const auto& is_there) {
        for (std::size_t i = 0; i < data_.needs.size(); ++i) {
            if (data_.needs[i].programme == programme && is_there(data_.needs[i])) {
                found.push_back(i);
            }
        }
    };
    add([&](const Need& need) {
        return need.place.exists() && scenario_[need.place].place_id == place.place_id;
    });
    for (AreaIndex area = place.area; area.exists(); area = scenario_[area].parent) {
        add([&](const Need& need) { return need.area == area; });
    }
    return found;
}

void Remaining::serve(const HandedOver& handed, std::vector<ServedLine>& lines) {
    auto place = std::ranges::find(scenario_->places, handed.to, &model::Place::place_id);
    if (place == scenario_->places.end()) {
        place = std::ranges::find(scenario_->places, handed.from, &model::Place::place_id);
    }
    const auto product =
        std::ranges::find(scenario_->products, handed.unit, &model::Product::product_id);
    if (place == scenario_->places.end() || product == scenario_->products.end()) {
        return;  // of another network: nothing of it is in this scenario
    }
    const model::ProductIndex index(
        static_cast<std::size_t>(product - scenario_->products.begin()));
    Int128 left = Int128{handed.amount} * base::Fixed9::kScale;
    std::int64_t told = 0;
    for (const ProgrammeIndex programme : programmes_by_worth()) {
        const auto of_person = units_of_person(programme, index);
        if (!of_person) {
            continue;
        }
        for (const std::size_t at : needs_of(programme, *place)) {
            const Need& need = data_.needs[at];
            const auto persons = static_cast<std::int64_t>(
                std::min(left / *of_person, Int128{need.persons.value() - taken_[at]}));
            if (persons <= 0) {
                continue;
            }
            taken_[at] += persons;
            left -= *of_person * persons;
            const auto units =
                static_cast<std::int64_t>((Int128{handed.amount} * base::Fixed9::kScale - left) /
                                          base::Fixed9::kScale) -
                told;
            told += units;
            lines.push_back({.place = place->place_id,
                             .product = handed.unit,
                             .programme = scenario_[programme].programme_id,
                             .at = need.place.exists() ? scenario_[need.place].place_id
                                                       : scenario_[need.area].pcode,
                             .persons = persons,
                             .units = units});
        }
    }
    if (told < handed.amount) {
        lines.push_back({.place = place->place_id,
                         .product = handed.unit,
                         .programme = "",
                         .at = "",
                         .persons = 0,
                         .units = handed.amount - told});
    }
}

void Remaining::leave(const Need& need, std::int64_t taken, base::Day start) {
    const model::Programme& programme = scenario_[need.programme];
    const std::int64_t coming = persons_from(need, start);
    const std::int64_t past = need.persons.value() - coming;
    std::int64_t waiting = 0;
    if (programme.waits) {
        const base::Day since =
            programme.max_wait_weeks ? start - *programme.max_wait_weeks * kWeek : need.from;
        // Who came first was served first.
        waiting =
            std::min(persons_from(need, since) - coming, std::max<std::int64_t>(past - taken, 0));
    }
    // What was handed over beyond those who had come is there for those who come.
    const std::int64_t ahead = std::max<std::int64_t>(taken - past, 0);
    add(need, waiting, start, start + kWeek - std::chrono::days{1});
    add(need, coming - ahead, std::max(need.from, start), need.to);
}

void Remaining::add(const Need& need, std::int64_t persons, base::Day from, base::Day to) {
    if (persons > 0) {
        left_.push_back(need);
        left_.back().persons = model::Persons(persons);
        left_.back().from = from;
        left_.back().to = to;
        left_.back().derived = false;
    }
}

void Remaining::move_to(base::Day start) {
    for (std::size_t i = 0; i < data_.needs.size(); ++i) {
        leave(data_.needs[i], taken_[i], start);
    }
    data_.needs = std::move(left_);
    // Derived needs are per horizon: they have become stated ones.
    data_.quantifications.clear();
}

}  // namespace

std::vector<HandedOver> handed_over(store::LedgerBooks& ledger, base::Day from, base::Day to) {
    std::map<std::array<ledger::Name, 3>, std::int64_t> sums;
    const ledger::Book& book = ledger.book();
    for (std::uint64_t sequence = 0; sequence < book.size(); ++sequence) {
        const ledger::Entry entry = ledger.entry(sequence);
        if (entry.command.business_date < from || entry.command.business_date > to) {
            continue;
        }
        const std::vector<ledger::Posting>& postings = entry.derived.postings;
        // What was handed over before and is used now has no side in the stock.
        const auto stock = std::ranges::find_if_not(postings, is_handed_over);
        for (const ledger::Posting& posting : postings) {
            if (stock != postings.end() && is_handed_over(posting)) {
                sums[{stock->account.holder, posting.account.holder, posting.account.unit}] +=
                    posting.amount;
            }
        }
    }
    std::vector<HandedOver> handed;
    for (const auto& [key, amount] : sums) {
        if (amount > 0) {
            handed.push_back({book.names().text(key[0]),
                              book.names().text(key[1]),
                              book.names().text(key[2]),
                              amount});
        }
    }
    std::ranges::sort(
        handed, {}, [](const HandedOver& one) { return std::tie(one.from, one.to, one.unit); });
    return handed;
}

base::Result<std::vector<ServedLine>> leave_needs(model::ScenarioData& data,
                                                  const model::Scenario& scenario,
                                                  const std::vector<HandedOver>& handed,
                                                  base::Day as_of) {
    model::Header& header = data.header;
    const base::Day start = std::max(header.start, monday_from(as_of));
    const auto over = static_cast<int>((start - header.start) / kWeek);
    if (over >= header.weeks) {
        return base::fail("horizon_over",
                          fmt::format("the horizon of the scenario is over: {} weeks from {}, and "
                                      "the plan would begin on {}.",
                                      header.weeks,
                                      base::to_text(header.start),
                                      base::to_text(start)));
    }
    Remaining remaining(data, scenario);
    std::vector<ServedLine> lines;
    for (const HandedOver& one : handed) {
        remaining.serve(one, lines);
    }
    if (over == 0 && lines.empty()) {
        return lines;
    }
    header.start = start;
    header.weeks -= over;
    remaining.move_to(start);
    return lines;
}

}  // namespace imdad::app
