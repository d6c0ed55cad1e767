#include "plan/explain_text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

using model::CauseKind;
using Table = Thing::Table;

constexpr std::size_t kNamed = 4;
constexpr std::size_t kWeeksNamed = 3;

/// `a, b, c and 5 more`.
std::string listed(const std::vector<std::string>& names, std::string_view between = ", ") {
    std::string text;
    const std::size_t shown = names.size() <= kNamed + 1 ? names.size() : kNamed;
    for (std::size_t i = 0; i < shown; ++i) {
        text += (i == 0 ? "" : std::string(between)) + names[i];
    }
    return shown < names.size() ? fmt::format("{} and {} more", text, names.size() - shown) : text;
}

std::vector<std::size_t> rows_of(const std::vector<Thing>& things, Table table) {
    std::vector<std::size_t> rows;
    for (const Thing& thing : things) {
        if (thing.table == table && std::ranges::find(rows, thing.row) == rows.end()) {
            rows.push_back(thing.row);
        }
    }
    return rows;
}

}  // namespace

std::string three_figures(double value) {
    if (value == 0) {
        return "0";
    }
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    return fmt::format("{:.{}f}", value, std::clamp(2 - exponent, 0, 9));
}

std::string Wording::monday(int week) const {
    return base::to_text(calendar_.monday(week));
}

std::string Wording::place(std::size_t row) const {
    const model::Place& place = scenario_->places[row];
    return place.name.empty() || place.name == place.place_id
               ? place.place_id
               : fmt::format("{} ({})", place.name, place.place_id);
}

std::string Wording::lane(std::size_t row) const {
    const model::Lane& lane = scenario_->lanes[row];
    return fmt::format(
        "lane {} ({} to {})",
        lane.lane_id,
        scenario_[lane.from].name.empty() ? scenario_[lane.from].place_id
                                          : scenario_[lane.from].name,
        scenario_[lane.to].name.empty() ? scenario_[lane.to].place_id : scenario_[lane.to].name);
}

std::string Wording::storage_class(std::size_t c) {
    switch (c) {
        case 0:
            return "ambient";
        case 1:
            return "cold";
        case 2:
            return "frozen";
        case 3:
            return "ultra-cold";
        default:
            return "maximum stock";
    }
}

std::string Wording::weeks(const std::vector<int>& weeks) const {
    if (weeks.size() <= kWeeksNamed) {
        std::string text;
        for (const int week : weeks) {
            text += (text.empty() ? "" : ", ") + monday(week);
        }
        return text;
    }
    return fmt::format(
        "{} to {} ({} weeks)", monday(weeks.front()), monday(weeks.back()), weeks.size());
}

std::string Wording::supplies(const std::vector<Thing>& things) const {
    const auto rows = rows_of(things, Table::supply);
    if (rows.empty()) {
        return "supplies";
    }
    std::vector<std::string> ids;
    std::vector<std::string> places;
    for (const std::size_t row : rows) {
        const model::Supply& supply = scenario_->supplies[row];
        ids.push_back(supply.supply_id);
        std::string name = scenario_[supply.place].name;
        if (std::ranges::find(places, name) == places.end()) {
            places.push_back(std::move(name));
        }
    }
    return fmt::format("{} ({})", listed(ids), listed(places));
}

std::string Wording::absorption(std::size_t row) const {
    const model::Absorption& limit = scenario_->absorptions[row];
    const std::string where =
        limit.place.exists() ? place(limit.place.value()) : scenario_[limit.area].name;
    std::vector<std::string> programmes;
    programmes.reserve(limit.programmes.size());
    for (const model::ProgrammeIndex programme : limit.programmes) {
        programmes.push_back(scenario_[programme].name);
    }
    return fmt::format("the teams of {}{}, {} persons a week",
                       where,
                       programmes.empty() ? "" : " for " + listed(programmes),
                       limit.persons_per_week.value());
}

/// `lock L1, at most 1,200 of Measles in Adara ("teams are away")`.
std::string Wording::lock(std::size_t row) const {
    const model::Lock& lock = scenario_->locks[row];
    std::string figures;
    if (lock.at_most) {
        figures = lock.at_most->value() == 0 ? "nobody"
                                             : fmt::format("at most {}", lock.at_most->value());
    }
    if (lock.at_least && lock.at_least != lock.at_most) {
        figures = fmt::format(
            "at least {}{}{}", lock.at_least->value(), figures.empty() ? "" : " and ", figures);
    } else if (lock.at_least && lock.at_least->value() > 0) {
        figures = fmt::format("exactly {}", lock.at_least->value());
    }
    return fmt::format("lock {}, {} of {} in {} (\"{}\")",
                       lock.lock_id,
                       figures,
                       scenario_[lock.programme].name,
                       lock.place.exists() ? place(lock.place.value()) : scenario_[lock.area].name,
                       lock.reason);
}

std::string Wording::closure(std::size_t row) const {
    const model::Closure& closure = scenario_->closures[row];
    std::string what;
    switch (closure.what) {
        case model::Closure::What::lane:
            what = lane(closure.lane.value());
            break;
        case model::Closure::What::place:
            what = place(closure.place.value());
            break;
        case model::Closure::What::area:
            what =
                fmt::format("{} ({})", scenario_[closure.area].name, scenario_[closure.area].pcode);
            break;
    }
    const std::string until =
        closure.to == model::kNoLimit ? "on" : "to " + base::to_text(closure.to);
    return fmt::format("{} is closed from {} {}{}",
                       what,
                       base::to_text(closure.from),
                       until,
                       closure.reason.empty() ? "" : fmt::format(" ({})", closure.reason));
}

std::string Wording::earmarks(const std::vector<Thing>& things) const {
    std::vector<std::string> texts;
    for (const std::size_t row : rows_of(things, Table::earmark)) {
        const model::Earmark& earmark = scenario_->earmarks[row];
        std::vector<std::string> only;
        only.reserve(earmark.areas.size());
        for (const model::AreaIndex area : earmark.areas) {
            only.push_back(scenario_[area].name);
        }
        for (const model::ProgrammeIndex programme : earmark.programmes) {
            only.push_back(scenario_[programme].name);
        }
        only.insert(only.end(), earmark.activities.begin(), earmark.activities.end());
        if (earmark.from || earmark.to) {
            only.push_back(fmt::format("{} to {}",
                                       earmark.from ? base::to_text(*earmark.from) : "the start",
                                       earmark.to ? base::to_text(*earmark.to) : "the end"));
        }
        texts.push_back(fmt::format("{}{} allows only {}",
                                    earmark.earmark_id,
                                    earmark.donor.empty() ? "" : " of " + earmark.donor,
                                    only.empty() ? "its purpose" : listed(only)));
    }
    return texts.empty() ? "the earmarks of what could come exclude these people"
                         : "earmark " + listed(texts, "; ");
}

std::string Wording::refusals(const std::vector<Thing>& things) const {
    std::vector<std::string> texts;
    for (const std::size_t row : rows_of(things, Table::eligibility)) {
        const model::Eligibility& rule = scenario_->eligibilities[row];
        texts.push_back(fmt::format(
            "{} {} {}{}",
            scenario_[rule.recipient].name,
            rule.state == model::Eligibility::State::deferred ? "has put off" : "refuses",
            scenario_[rule.product].name,
            rule.until ? " until " + base::to_text(*rule.until) : ""));
    }
    return texts.empty() ? "eligibility excludes what could come" : listed(texts, "; ");
}

std::string Wording::rooms(const std::vector<Thing>& things) const {
    std::vector<std::string> texts;
    for (const Thing& thing : things) {
        const bool is_lane = thing.table == Table::lane;
        if (!is_lane && thing.table != Table::place) {
            continue;
        }
        if (thing.storage_class >= model::kStorageClassCount) {
            texts.push_back(fmt::format("{} may hold less than one pack", place(thing.row)));
            continue;
        }
        const std::int64_t cm3 = is_lane
                                     ? scenario_->lanes[thing.row].room.cm3[thing.storage_class]
                                     : scenario_->places[thing.row].room.cm3[thing.storage_class];
        texts.push_back(fmt::format("{} has {} litres {}",
                                    is_lane ? lane(thing.row) : place(thing.row),
                                    three_figures(static_cast<double>(cm3) / 1000),
                                    storage_class(thing.storage_class)));
    }
    return "there is no room for one pack or shipment: " +
           (texts.empty() ? std::string("stores and lanes on every way") : listed(texts, "; "));
}

std::string Wording::lanes(const std::vector<Thing>& things, Limit limit) const {
    std::vector<std::string> texts;
    for (const Thing& thing : things) {
        if (thing.table != Table::lane) {
            continue;
        }
        const model::Lane& row = scenario_->lanes[thing.row];
        const bool to_blame = limit == Limit::lead_times
                                  ? (row.lead_days + 3) / 7 > 0
                                  : row.every_weeks > 1 || row.first_week > 0;
        if (!to_blame) {
            continue;
        }
        if (limit == Limit::lead_times) {
            texts.push_back(fmt::format("{} takes {} days", lane(thing.row), row.lead_days));
        } else if (row.first_week >= calendar_.weeks()) {
            texts.push_back(fmt::format("{} departs after the end only", lane(thing.row)));
        } else {
            texts.push_back(fmt::format("{} departs every {}, first on {}",
                                        lane(thing.row),
                                        row.every_weeks == 1
                                            ? std::string("week")
                                            : fmt::format("{} weeks", row.every_weeks),
                                        monday(row.first_week)));
        }
    }
    const char* const otherwise = limit == Limit::lead_times
                                      ? "lead times reach beyond the weeks of the need"
                                      : "no round departs in time";
    return texts.empty() ? otherwise : listed(texts, "; ");
}

std::string Wording::limit_phrase(Limit limit, const Obstacle& obstacle) const {
    const auto& things = obstacle.things;
    switch (limit) {
        case Limit::closures: {
            std::vector<std::string> texts;
            for (const std::size_t row : rows_of(things, Table::closure)) {
                texts.push_back(closure(row));
            }
            return texts.empty() ? "closures stand in every way" : listed(texts, "; ");
        }
        case Limit::earmarks:
            return earmarks(things);
        case Limit::eligibility:
            return refusals(things);
        case Limit::rooms:
            return rooms(things);
        case Limit::expiry:
            return fmt::format("{} would expire, or have too little shelf life left",
                               supplies(things));
        case Limit::supply_dates: {
            int first = -1;
            for (const std::size_t row : rows_of(things, Table::supply)) {
                const model::Supply& supply = scenario_->supplies[row];
                first =
                    std::max(first,
                             calendar_.first_week_from(supply.available_on +
                                                       std::chrono::days(supply.clearance_days)));
            }
            return first < 0 ? fmt::format("{} come too late", supplies(things))
                             : fmt::format("{} can be used from {} only",
                                           supplies(things),
                                           base::to_text(calendar_.monday(first)));
        }
        case Limit::rounds:
        case Limit::lead_times:
            return lanes(things, limit);
        case Limit::series:
            return "the doses of the series cannot all be given before the end";
        case Limit::locks: {
            std::vector<std::string> texts;
            for (const std::size_t row : rows_of(things, Table::lock)) {
                texts.push_back(lock(row));
            }
            return texts.empty() ? "locks stand in every way" : listed(texts, "; ");
        }
        case Limit::commitment:
            return fmt::format("only supplies that are announced or pledged would do: {}",
                               supplies(things));
    }
    return {};
}

std::string Wording::obstacle(const model::Cause& cause,
                              const Obstacle& obstacle,
                              std::optional<int> first_goods) const {
    switch (cause.kind) {
        case CauseKind::no_place:
            return "No place serves these people.";
        case CauseKind::no_supply:
            return "There is no supply of any product that serves this programme.";
        case CauseKind::no_lane:
            return "No lane leads here from any supply that serves this programme.";
        case CauseKind::unknown:
            return "There is no way, and lifting one limit or all together does not tell why.";
        default:
            break;
    }
    std::string text = "No way: ";
    bool first = true;
    for (std::size_t l = 0; l < kLimits; ++l) {
        if (has(obstacle.together, static_cast<Limit>(l))) {
            text += (first ? "" : "; and ") + limit_phrase(static_cast<Limit>(l), obstacle);
            first = false;
        }
    }
    text += ".";
    if (first_goods && *first_goods > cause.need_to) {
        text += fmt::format(" The first goods can be used here in the week of {}.",
                            monday(*first_goods));
    }
    return text;
}

std::string Wording::scarce(const model::Cause& cause,
                            const std::vector<Thing>& things,
                            double next_worth) const {
    const std::string as_many = next_worth > 0
                                    ? fmt::format("worth as much as serving {} more persons here",
                                                  three_figures(cause.unit_price / next_worth))
                                    : "worth nothing here";
    const Thing& thing = things.front();
    const std::string when = weeks(cause.weeks);
    switch (cause.kind) {
        case CauseKind::supply: {
            const model::Batch& batch = scenario_[scenario_->supplies[thing.row].batch];
            const std::string earmark =
                batch.earmark.exists()
                    ? fmt::format(", earmarked {}", scenario_[batch.earmark].earmark_id)
                    : "";
            return fmt::format("{} is used up{}: {}. One more pack is {}.",
                               scenario_[batch.product].name,
                               earmark,
                               supplies(things),
                               as_many);
        }
        case CauseKind::lane_full:
            return fmt::format("{} is full ({}), departures of {}. One more litre on each is {}.",
                               lane(thing.row),
                               storage_class(thing.storage_class),
                               when,
                               as_many);
        case CauseKind::store_full:
            return fmt::format("{} is full ({}), weeks of {}. One more litre is {}.",
                               place(thing.row),
                               storage_class(thing.storage_class),
                               when,
                               as_many);
        case CauseKind::maximum_stock:
            return fmt::format(
                "Maximum stock of {} at {} is reached, weeks of {}. One more unit "
                "is {}.",
                scenario_->products[things[1].row].name,
                place(thing.row),
                when,
                as_many);
        case CauseKind::absorption:
            return fmt::format(
                "Capacity is used up: {}, weeks of {}. One more person a week is "
                "{}.",
                absorption(thing.row),
                when,
                as_many);
        case CauseKind::lock:
            return fmt::format(
                "Held back by {}. One more person let in is {}.", lock(thing.row), as_many);
        default:
            return {};
    }
}

std::vector<std::pair<std::string, std::string>> Wording::ids(
    const std::vector<Thing>& things) const {
    std::vector<std::pair<std::string, std::string>> result;
    const auto add = [&](const char* table, std::string id) {
        std::pair<std::string, std::string> pair(table, std::move(id));
        if (std::ranges::find(result, pair) == result.end()) {
            result.push_back(std::move(pair));
        }
    };
    for (const Thing& thing : things) {
        switch (thing.table) {
            case Table::supply:
                add("supply", scenario_->supplies[thing.row].supply_id);
                break;
            case Table::lane:
                add("lane", scenario_->lanes[thing.row].lane_id);
                break;
            case Table::place:
                add("place", scenario_->places[thing.row].place_id);
                break;
            case Table::product:
                add("product", scenario_->products[thing.row].product_id);
                break;
            case Table::earmark:
                add("earmark", scenario_->earmarks[thing.row].earmark_id);
                break;
            case Table::closure: {
                const model::Closure& row = scenario_->closures[thing.row];
                const std::string id = row.lane.exists()    ? scenario_[row.lane].lane_id
                                       : row.place.exists() ? scenario_[row.place].place_id
                                                            : scenario_[row.area].pcode;
                add("closure", fmt::format("{} from {}", id, base::to_text(row.from)));
                break;
            }
            case Table::eligibility: {
                const model::Eligibility& row = scenario_->eligibilities[thing.row];
                add("eligibility",
                    fmt::format("{} {}",
                                scenario_[row.recipient].pcode,
                                scenario_[row.product].product_id));
                break;
            }
            case Table::lock:
                add("lock", scenario_->locks[thing.row].lock_id);
                break;
            case Table::absorption: {
                const model::Absorption& row = scenario_->absorptions[thing.row];
                add("absorption",
                    row.place.exists() ? scenario_[row.place].place_id : scenario_[row.area].pcode);
                break;
            }
        }
        if (thing.storage_class > 0 || thing.table == Table::lane ||
            (thing.table == Table::place && thing.storage_class == 0)) {
            add("class", storage_class(thing.storage_class));
        }
    }
    return result;
}

}  // namespace imdad::plan
