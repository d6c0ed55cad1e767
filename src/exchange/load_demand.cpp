#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

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
    row.refuse(kNeeds["persons"], "overflow", say("persons_overflow"), say("right.this_world"));
    return false;
}

/// People live in areas: a need at a place without one would count for nobody.
void expect_an_area(Loading& loading, TableReader& row, std::size_t column, const PlaceOrArea& at) {
    if (at.place.exists() && !loading.data.places[at.place.value()].area.exists()) {
        row.refuse(
            column, "place_without_area", say("need_without_area"), say("right.place_with_area"));
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
                     say("accepting_never_ends"),
                     say("right.empty_cell"));
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
                   say("lock_without_figure"),
                   say("right.lock_figure"));
    } else if (lock.at_least && lock.at_most && *lock.at_least > *lock.at_most) {
        row.refuse(kLocks["at_least"],
                   "interval_reversed",
                   say("lock_figures_reversed", lock.at_least->value(), lock.at_most->value()),
                   say("right.lock_order"));
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
            row.refuse(kEarmarks["programmes"],
                       "dangling_reference",
                       say("programme_refused", id, entry->line),
                       say("right.programme_not_refused"));
        } else {
            row.refuse(kEarmarks["programmes"],
                       "unknown_purpose",
                       say("purpose_unknown", id),
                       say("right.programme_of_people"));
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
                     say("activity_unknown", activity),
                     say("right.activity"));
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
                     say("not_a_country", loading.data.areas[area.value()].pcode),
                     say("right.countries"));
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
