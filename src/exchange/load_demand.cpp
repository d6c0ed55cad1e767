#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

/// needs.csv, quantification.csv, absorption.csv, eligibility.csv and earmarks.csv.

namespace imdad::exchange {

using model::AreaIndex;
using model::ProductIndex;
using model::ProgrammeIndex;

namespace {

bool fits_the_sums(Loading& loading, TableReader& row, const model::Need& need) {
    const base::Int128 units =
        base::ceil_div(loading.units_per_person_nano[need.programme.value()] * need.persons.value(),
                       base::Fixed9::kScale);
    if (loading.persons.add(need.persons.value()) && loading.needed_units.add(units)) {
        return true;
    }
    row.refuse(kNeeds["persons"],
               "overflow",
               "with this row the persons, or the units they take, pass 9,007,199,254,740,992 "
               "(2^53) in all",
               "figures of this world");
    return false;
}

/// People live in areas: a need at a place without one would count for nobody.
void expect_an_area(Loading& loading, TableReader& row, std::size_t column, const PlaceOrArea& at) {
    if (at.place.exists() && !loading.data.places[at.place.value()].area.exists()) {
        row.refuse(column,
                   "place_without_area",
                   "this place lies in no area, so that its need would count for no area",
                   "a place with an area, or the P-code of an area");
    }
}

}  // namespace

void load_needs(Loading& loading) {
    static constexpr std::array<const char*, 5> kGroups = {
        "resident", "idp", "refugee", "returnee", "migrant"};
    loading.read(kNeeds.view(), [&](TableReader& row) {
        if (loading.data.needs.empty()) {
            loading.data.needs.reserve(loading.lines());
        }
        TableTotal& total = loading.total();
        total.figure = "persons";
        model::Need need;
        need.programme =
            loading.reference<ProgrammeIndex>(row, kNeeds["programme"], loading.programmes);
        const PlaceOrArea at = loading.at(row, kNeeds["at"]);
        expect_an_area(loading, row, kNeeds["at"], at);
        need.place = at.place;
        need.area = at.area;
        const auto from = row.date(kNeeds["from"]);
        const auto to = row.date(kNeeds["to"]);
        if (from || to) {
            loading.check_period(row, kNeeds["from"], kNeeds["to"], from, to);
        }
        need.from = from.value_or(loading.first);
        need.to = to.value_or(loading.last);
        if (need.to < need.from && (!from || !to)) {
            // One end is stated and lies outside the horizon: the other, filled in, must not be
            // before it; there is no need in the horizon either way.
            (from ? need.to : need.from) = from ? need.from : need.to;
        }
        const auto persons = row.whole(kNeeds["persons"]);
        need.persons = model::Persons(persons.value_or(0));
        total.sum_read += persons.value_or(0);
        if (const auto group = row.choice(kNeeds["group"])) {
            need.group = kGroups[*group];
        }
        need.activity = row.word(kNeeds["activity"]);
        need.source = row.text(kNeeds["source"]);
        need.origin = row.origin(kNeeds["origin"]);
        need.row = row.line();
        if (row.refused() || !fits_the_sums(loading, row, need)) {
            return false;
        }
        total.sum_kept += need.persons.value();
        loading.data.needs.push_back(std::move(need));
        return true;
    });
}

void load_quantification(Loading& loading) {
    loading.read(kQuantification.view(), [&](TableReader& row) {
        model::Quantification quantification;
        quantification.programme = loading.reference<ProgrammeIndex>(
            row, kQuantification["programme"], loading.programmes);
        const PlaceOrArea at = loading.at(row, kQuantification["at"]);
        expect_an_area(loading, row, kQuantification["at"], at);
        quantification.place = at.place;
        quantification.area = at.area;
        quantification.method = static_cast<model::QuantificationMethod>(
            row.choice(kQuantification["method"]).value_or(0));
        quantification.population = row.whole(kQuantification["population"]);
        quantification.share = row.decimal(kQuantification["share"]);
        quantification.coverage_target = row.decimal(kQuantification["coverage_target"]);
        quantification.already_served = row.whole(kQuantification["already_served"]);
        quantification.cases_per_1000 = row.decimal(kQuantification["cases_per_1000"]);
        quantification.consumption = row.decimal(kQuantification["consumption"]);
        quantification.reporting_rate = row.decimal(kQuantification["reporting_rate"]);
        if (const auto stockout = row.days_of_days(kQuantification["stockout_days"])) {
            quantification.stockout_days = stockout->days;
            quantification.period_days = stockout->of;
        }
        quantification.growth_rate = row.decimal(kQuantification["growth_rate"]);
        quantification.buffer_weeks = row.decimal(kQuantification["buffer_weeks"]);
        quantification.source = row.text(kQuantification["source"]);
        quantification.origin = row.origin(kQuantification["origin"]);
        quantification.row = row.line();
        if (row.refused()) {
            return false;
        }
        loading.data.quantifications.push_back(std::move(quantification));
        return true;
    });
}

void load_absorption(Loading& loading) {
    loading.read(kAbsorption.view(), [&](TableReader& row) {
        model::Absorption absorption;
        const PlaceOrArea at = loading.at(row, kAbsorption["at"]);
        absorption.place = at.place;
        absorption.area = at.area;
        absorption.programmes =
            loading.references<ProgrammeIndex>(row, kAbsorption["programme"], loading.programmes);
        absorption.from = row.date(kAbsorption["from"]);
        absorption.to = row.date(kAbsorption["to"]);
        loading.check_period(
            row, kAbsorption["from"], kAbsorption["to"], absorption.from, absorption.to);
        absorption.persons_per_week =
            model::Persons(row.whole(kAbsorption["persons_per_week"]).value_or(0));
        absorption.origin = row.origin(kAbsorption["origin"]);
        if (row.refused()) {
            return false;
        }
        loading.data.absorptions.push_back(std::move(absorption));
        return true;
    });
}

void load_eligibility(Loading& loading) {
    loading.read(kEligibility.view(), [&](TableReader& row) {
        model::Eligibility eligibility;
        eligibility.recipient =
            loading.reference<AreaIndex>(row, kEligibility["recipient"], loading.areas);
        eligibility.product =
            loading.reference<ProductIndex>(row, kEligibility["product"], loading.products);
        eligibility.state =
            static_cast<model::Eligibility::State>(row.choice(kEligibility["state"]).value_or(0));
        eligibility.until = row.date(kEligibility["until"]);
        if (eligibility.state == model::Eligibility::State::accepts && eligibility.until) {
            row.warn(kEligibility["until"],
                     "ignored_value",
                     "only a refusal or a deferral ends; the date is ignored",
                     "an empty cell");
            eligibility.until.reset();
        }
        if (row.refused()) {
            return false;
        }
        loading.check_period(
            row, kEligibility["until"], kEligibility["until"], std::nullopt, eligibility.until);
        loading.data.eligibilities.push_back(eligibility);
        return true;
    });
}

namespace {

std::optional<model::Persons> persons_of(TableReader& row, std::size_t column) {
    const auto figure = row.whole(column);
    return figure ? std::optional(model::Persons(*figure)) : std::nullopt;
}

/// One of the two figures at least, the larger one last.
void check_figures(TableReader& row, const model::Lock& lock) {
    if (!lock.at_least && !lock.at_most) {
        row.refuse(kLocks["at_least"],
                   "lock_without_figure",
                   "neither at_least nor at_most is stated, so that the lock decides nothing",
                   "a number of persons in one of the two, or the same in both");
    } else if (lock.at_least && lock.at_most && *lock.at_least > *lock.at_most) {
        row.refuse(kLocks["at_least"],
                   "interval_reversed",
                   fmt::format("at least {} and at most {} cannot both hold",
                               lock.at_least->value(),
                               lock.at_most->value()),
                   "at_least no larger than at_most");
    }
}

}  // namespace

void load_locks(Loading& loading) {
    loading.read(kLocks.view(), [&](TableReader& row) {
        model::Lock lock;
        lock.lock_id = row.word(kLocks["lock_id"]);
        const PlaceOrArea at = loading.at(row, kLocks["at"]);
        lock.place = at.place;
        lock.area = at.area;
        lock.programme =
            loading.reference<ProgrammeIndex>(row, kLocks["programme"], loading.programmes);
        lock.product = loading.reference<ProductIndex>(row, kLocks["product"], loading.products);
        lock.from = row.date(kLocks["from"]);
        lock.to = row.date(kLocks["to"]);
        loading.check_period(row, kLocks["from"], kLocks["to"], lock.from, lock.to);
        lock.at_least = persons_of(row, kLocks["at_least"]);
        lock.at_most = persons_of(row, kLocks["at_most"]);
        if (!row.refused()) {
            check_figures(row, lock);
        }
        lock.reason = row.text(kLocks["reason"]);
        lock.set_by = row.text(kLocks["set_by"]);
        lock.origin = row.origin(kLocks["origin"]);
        lock.row = row.line();
        loading.define(
            loading.locks, row, kLocks["lock_id"], lock.lock_id, loading.data.locks.size());
        if (row.refused()) {
            return false;
        }
        loading.data.locks.push_back(std::move(lock));
        return true;
    });
}

namespace {

/// Programmes of an earmark. A name that is none of them is most often a purpose ("women") that
/// the model has no way to hold; without it the donor's condition would be broken unseen.
std::vector<ProgrammeIndex> earmarked_programmes(Loading& loading, TableReader& row) {
    std::vector<ProgrammeIndex> result;
    for (const std::string_view id : row.words(kEarmarks["programmes"])) {
        const IdTable::Entry* const entry = loading.programmes.find(id);
        if (entry != nullptr && entry->index != IdTable::kRefused) {
            result.emplace_back(entry->index);
        } else if (entry != nullptr) {
            row.refuse(
                kEarmarks["programmes"],
                "dangling_reference",
                fmt::format(
                    "programme '{}' is refused (line {} of programmes.csv)", id, entry->line),
                "a programme whose own row is right");
        } else {
            row.refuse(kEarmarks["programmes"],
                       "unknown_purpose",
                       fmt::format("'{}' is not a programme of this scenario. An earmark can hold "
                                   "goods for areas, "
                                   "programmes, products, activities and dates, and for no other "
                                   "purpose; goods with "
                                   "this earmark are not used, so that the condition is not broken",
                                   id),
                       "an id of programmes.csv; for goods meant for some people only, make a "
                       "programme of those people");
        }
    }
    return result;
}

void warn_of_unknown_activities(TableReader& row,
                                const model::Earmark& earmark,
                                const std::set<std::string, std::less<>>& known) {
    for (const std::string& activity : earmark.activities) {
        if (!known.contains(activity)) {
            row.warn(kEarmarks["activities"],
                     "unknown_activity",
                     fmt::format("no row of needs.csv has the activity '{}'", activity),
                     "an activity as written in needs.csv");
        }
    }
}

void read_earmarked_areas(Loading& loading, TableReader& row, model::Earmark& earmark) {
    earmark.areas = loading.references<AreaIndex>(row, kEarmarks["countries"], loading.areas);
    earmark.country_count = earmark.areas.size();
    for (const AreaIndex area : earmark.areas) {
        if (loading.data.areas[area.value()].level != 0) {
            row.warn(kEarmarks["countries"],
                     "not_a_country",
                     fmt::format("'{}' is not an area of level 0; it is taken as it is",
                                 loading.data.areas[area.value()].pcode),
                     "P-codes of countries here, others under areas");
        }
    }
    const auto others = loading.references<AreaIndex>(row, kEarmarks["areas"], loading.areas);
    earmark.areas.insert(earmark.areas.end(), others.begin(), others.end());
}

}  // namespace

void load_earmarks(Loading& loading) {
    std::set<std::string, std::less<>> activities;
    for (const model::Need& need : loading.data.needs) {
        if (!need.activity.empty()) {
            activities.insert(need.activity);
        }
    }
    loading.read(kEarmarks.view(), [&](TableReader& row) {
        model::Earmark earmark;
        earmark.earmark_id = row.word(kEarmarks["earmark_id"]);
        earmark.donor = row.text(kEarmarks["donor"]);
        read_earmarked_areas(loading, row, earmark);
        earmark.programmes = earmarked_programmes(loading, row);
        earmark.products =
            loading.references<ProductIndex>(row, kEarmarks["products"], loading.products);
        for (const std::string_view activity : row.words(kEarmarks["activities"])) {
            earmark.activities.emplace_back(activity);
        }
        earmark.from = row.date(kEarmarks["from"]);
        earmark.to = row.date(kEarmarks["to"]);
        loading.check_period(row, kEarmarks["from"], kEarmarks["to"], earmark.from, earmark.to);
        earmark.category = row.small(kEarmarks["category"]).value_or(1);
        earmark.reserve_share =
            row.decimal(kEarmarks["reserve_share"]).value_or(earmark.reserve_share);
        loading.define(loading.earmarks,
                       row,
                       kEarmarks["earmark_id"],
                       earmark.earmark_id,
                       loading.data.earmarks.size());
        if (row.refused()) {
            return false;
        }
        warn_of_unknown_activities(row, earmark, activities);
        loading.data.earmarks.push_back(std::move(earmark));
        return true;
    });
}

}  // namespace imdad::exchange
