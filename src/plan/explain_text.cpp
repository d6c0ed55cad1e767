#include "plan/explain_text.hpp"

#include "plan/explain_phrases.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

using model::CauseKind;
using model::Phrase;
using Table = Thing::Table;

constexpr std::size_t kNamed = 4;
constexpr std::size_t kWeeksNamed = 3;

enum class Between : std::uint8_t { comma, semicolon };

/// `a, b, c and 5 more`. Requires: there are some.
Phrase listed(std::vector<Phrase> parts, Between between = Between::comma) {
    const std::size_t shown = parts.size() <= kNamed + 1 ? parts.size() : kNamed;
    Phrase text = std::move(parts.front());
    for (std::size_t i = 1; i < shown; ++i) {
        text = between == Between::comma
                   ? phrase("list_comma", std::move(text), std::move(parts[i]))
                   : phrase("list_semicolon", std::move(text), std::move(parts[i]));
    }
    return shown < parts.size() ? phrase("list_more", std::move(text), parts.size() - shown) : text;
}

Phrase name_of(const std::string& text) {
    return phrases::part(text);
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

Phrase Wording::place(std::size_t row) const {
    const model::Place& place = scenario_->places[row];
    return place.name.empty() || place.name == place.place_id
               ? name_of(place.place_id)
               : phrase("named", place.name, place.place_id);
}

Phrase Wording::lane(std::size_t row) const {
    const model::Lane& lane = scenario_->lanes[row];
    const auto end = [&](model::PlaceIndex place) {
        return scenario_[place].name.empty() ? scenario_[place].place_id : scenario_[place].name;
    };
    return phrase("lane", lane.lane_id, end(lane.from), end(lane.to));
}

Phrase Wording::storage_class(std::size_t c) {
    switch (c) {
        case 0:
            return phrase("class_ambient");
        case 1:
            return phrase("class_cold");
        case 2:
            return phrase("class_frozen");
        case 3:
            return phrase("class_ultra_cold");
        default:
            return phrase("class_maximum");
    }
}

Phrase Wording::weeks(const std::vector<int>& weeks) const {
    if (weeks.empty()) {
        return {};
    }
    if (weeks.size() <= kWeeksNamed) {
        std::vector<Phrase> mondays;
        mondays.reserve(weeks.size());
        for (const int week : weeks) {
            mondays.push_back(phrase("day", monday(week)));
        }
        return listed(std::move(mondays));
    }
    return phrase("weeks", monday(weeks.front()), monday(weeks.back()), weeks.size());
}

Phrase Wording::supplies(const std::vector<Thing>& things) const {
    const auto rows = rows_of(things, Table::supply);
    if (rows.empty()) {
        return phrase("supplies_any");
    }
    std::vector<Phrase> ids;
    std::vector<Phrase> places;
    std::set<std::string> known;
    for (const std::size_t row : rows) {
        const model::Supply& supply = scenario_->supplies[row];
        ids.push_back(name_of(supply.supply_id));
        const std::string& name = scenario_[supply.place].name;
        if (known.insert(name).second) {
            places.push_back(name_of(name));
        }
    }
    return phrase("supplies_at", listed(std::move(ids)), listed(std::move(places)));
}

Phrase Wording::absorption(std::size_t row) const {
    const model::Absorption& limit = scenario_->absorptions[row];
    Phrase where =
        limit.place.exists() ? place(limit.place.value()) : name_of(scenario_[limit.area].name);
    std::vector<Phrase> programmes;
    programmes.reserve(limit.programmes.size());
    for (const model::ProgrammeIndex programme : limit.programmes) {
        programmes.push_back(name_of(scenario_[programme].name));
    }
    const std::int64_t persons = limit.persons_per_week.value();
    return programmes.empty()
               ? phrase("teams", std::move(where), persons)
               : phrase("teams_for", std::move(where), listed(std::move(programmes)), persons);
}

/// `lock L1, at most 1,200 of Measles in Adara ("teams are away")`.
Phrase Wording::lock(std::size_t row) const {
    const model::Lock& lock = scenario_->locks[row];
    const bool nobody = lock.at_most && lock.at_most->value() == 0;
    Phrase figures;
    if (lock.at_least && lock.at_most && lock.at_least != lock.at_most) {
        figures = phrase("lock_between", lock.at_least->value(), lock.at_most->value());
    } else if (nobody) {
        figures = phrase("lock_nobody");
    } else if (lock.at_least && lock.at_most) {
        figures = phrase("lock_exactly", lock.at_least->value());
    } else if (lock.at_most) {
        figures = phrase("lock_at_most", lock.at_most->value());
    } else if (lock.at_least) {
        figures = phrase("lock_at_least", lock.at_least->value());
    }
    return phrase(
        "lock",
        lock.lock_id,
        std::move(figures),
        scenario_[lock.programme].name,
        lock.place.exists() ? place(lock.place.value()) : name_of(scenario_[lock.area].name),
        lock.reason);
}

Phrase Wording::closure(std::size_t row) const {
    const model::Closure& closure = scenario_->closures[row];
    Phrase what;
    switch (closure.what) {
        case model::Closure::What::lane:
            what = lane(closure.lane.value());
            break;
        case model::Closure::What::place:
            what = place(closure.place.value());
            break;
        case model::Closure::What::area:
            what = phrase("named", scenario_[closure.area].name, scenario_[closure.area].pcode);
            break;
    }
    std::string from = base::to_text(closure.from);
    if (closure.to == model::kNoLimit) {
        return closure.reason.empty()
                   ? phrase("closed_on", std::move(what), std::move(from))
                   : phrase("closed_on_why", std::move(what), std::move(from), closure.reason);
    }
    std::string to = base::to_text(closure.to);
    return closure.reason.empty()
               ? phrase("closed_to", std::move(what), std::move(from), std::move(to))
               : phrase("closed_to_why",
                        std::move(what),
                        std::move(from),
                        std::move(to),
                        closure.reason);
}

Phrase Wording::earmarks(const std::vector<Thing>& things) const {
    std::vector<Phrase> texts;
    for (const std::size_t row : rows_of(things, Table::earmark)) {
        const model::Earmark& earmark = scenario_->earmarks[row];
        std::vector<Phrase> only;
        only.reserve(earmark.areas.size() + earmark.programmes.size() + earmark.activities.size() +
                     1);
        for (const model::AreaIndex area : earmark.areas) {
            only.push_back(name_of(scenario_[area].name));
        }
        for (const model::ProgrammeIndex programme : earmark.programmes) {
            only.push_back(name_of(scenario_[programme].name));
        }
        for (const std::string& activity : earmark.activities) {
            only.push_back(name_of(activity));
        }
        if (earmark.from && earmark.to) {
            only.push_back(
                phrase("earmark_dates", base::to_text(*earmark.from), base::to_text(*earmark.to)));
        } else if (earmark.from) {
            only.push_back(phrase("earmark_from", base::to_text(*earmark.from)));
        } else if (earmark.to) {
            only.push_back(phrase("earmark_to", base::to_text(*earmark.to)));
        }
        Phrase allowed = only.empty() ? phrase("earmark_purpose") : listed(std::move(only));
        texts.push_back(
            earmark.donor.empty()
                ? phrase("earmark_only", earmark.earmark_id, std::move(allowed))
                : phrase("earmark_of_only", earmark.earmark_id, earmark.donor, std::move(allowed)));
    }
    return texts.empty() ? phrase("earmarks_exclude")
                         : phrase("earmarks", listed(std::move(texts), Between::semicolon));
}

Phrase Wording::refusals(const std::vector<Thing>& things) const {
    std::vector<Phrase> texts;
    for (const std::size_t row : rows_of(things, Table::eligibility)) {
        const model::Eligibility& rule = scenario_->eligibilities[row];
        const std::string& who = scenario_[rule.recipient].name;
        const std::string& product = scenario_[rule.product].name;
        const bool deferred = rule.state == model::Eligibility::State::deferred;
        if (rule.until) {
            const std::string until = base::to_text(*rule.until);
            texts.push_back(deferred ? phrase("put_off_until", who, product, until)
                                     : phrase("refuses_until", who, product, until));
        } else {
            texts.push_back(deferred ? phrase("put_off", who, product)
                                     : phrase("refuses", who, product));
        }
    }
    return texts.empty() ? phrase("eligibility_excludes")
                         : listed(std::move(texts), Between::semicolon);
}

Phrase Wording::rooms(const std::vector<Thing>& things) const {
    std::vector<Phrase> texts;
    for (const Thing& thing : things) {
        const bool is_lane = thing.table == Table::lane;
        if (!is_lane && thing.table != Table::place) {
            continue;
        }
        if (thing.storage_class >= model::kStorageClassCount) {
            texts.push_back(phrase("room_under_pack", place(thing.row)));
            continue;
        }
        const std::int64_t cm3 = is_lane
                                     ? scenario_->lanes[thing.row].room.cm3[thing.storage_class]
                                     : scenario_->places[thing.row].room.cm3[thing.storage_class];
        texts.push_back(phrase("room_litres",
                               is_lane ? lane(thing.row) : place(thing.row),
                               three_figures(static_cast<double>(cm3) / 1000),
                               storage_class(thing.storage_class)));
    }
    return phrase(
        "no_room",
        texts.empty() ? phrase("rooms_everywhere") : listed(std::move(texts), Between::semicolon));
}

Phrase Wording::lanes(const std::vector<Thing>& things, Limit limit) const {
    std::vector<Phrase> texts;
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
            texts.push_back(phrase("takes_days", lane(thing.row), row.lead_days));
        } else if (row.first_week >= calendar_.weeks()) {
            texts.push_back(phrase("departs_after_end", lane(thing.row)));
        } else if (row.every_weeks == 1) {
            texts.push_back(phrase("departs_weekly", lane(thing.row), monday(row.first_week)));
        } else {
            texts.push_back(
                phrase("departs_every", lane(thing.row), row.every_weeks, monday(row.first_week)));
        }
    }
    if (!texts.empty()) {
        return listed(std::move(texts), Between::semicolon);
    }
    return limit == Limit::lead_times ? phrase("lead_times_beyond") : phrase("no_round");
}

Phrase Wording::limit_phrase(Limit limit, const Obstacle& obstacle) const {
    const auto& things = obstacle.things;
    switch (limit) {
        case Limit::closures: {
            std::vector<Phrase> texts;
            for (const std::size_t row : rows_of(things, Table::closure)) {
                texts.push_back(closure(row));
            }
            return texts.empty() ? phrase("closures_everywhere")
                                 : listed(std::move(texts), Between::semicolon);
        }
        case Limit::earmarks:
            return earmarks(things);
        case Limit::eligibility:
            return refusals(things);
        case Limit::rooms:
            return rooms(things);
        case Limit::expiry:
            return phrase("would_expire", supplies(things));
        case Limit::supply_dates: {
            int first = -1;
            for (const std::size_t row : rows_of(things, Table::supply)) {
                const model::Supply& supply = scenario_->supplies[row];
                first =
                    std::max(first,
                             calendar_.first_week_from(supply.available_on +
                                                       std::chrono::days(supply.clearance_days)));
            }
            return first < 0 ? phrase("too_late", supplies(things))
                             : phrase("usable_from", supplies(things), monday(first));
        }
        case Limit::rounds:
        case Limit::lead_times:
            return lanes(things, limit);
        case Limit::series:
            return phrase("series_too_long");
        case Limit::locks: {
            std::vector<Phrase> texts;
            for (const std::size_t row : rows_of(things, Table::lock)) {
                texts.push_back(lock(row));
            }
            return texts.empty() ? phrase("locks_everywhere")
                                 : listed(std::move(texts), Between::semicolon);
        }
        case Limit::commitment:
            return phrase("not_counted_on", supplies(things));
    }
    return {};
}

Phrase Wording::obstacle(const model::Cause& cause,
                         const Obstacle& obstacle,
                         std::optional<int> first_goods) const {
    switch (cause.kind) {
        case CauseKind::no_place:
            return phrase("no_place");
        case CauseKind::no_supply:
            return phrase("no_supply");
        case CauseKind::no_lane:
            return phrase("no_lane");
        case CauseKind::unknown:
            return phrase("unknown");
        default:
            break;
    }
    Phrase all;
    for (std::size_t l = 0; l < kLimits; ++l) {
        if (has(obstacle.together, static_cast<Limit>(l))) {
            Phrase one = limit_phrase(static_cast<Limit>(l), obstacle);
            all = all.empty() ? std::move(one) : phrase("list_and", std::move(all), std::move(one));
        }
    }
    return first_goods && *first_goods > cause.need_to
               ? phrase("no_way_first_goods", std::move(all), monday(*first_goods))
               : phrase("no_way", std::move(all));
}

Phrase Wording::scarce(const model::Cause& cause,
                       const std::vector<Thing>& things,
                       double next_worth) const {
    Phrase as_many = next_worth > 0
                         ? phrase("worth_persons", three_figures(cause.unit_price / next_worth))
                         : phrase("worth_nothing");
    const Thing& thing = things.front();
    Phrase when = weeks(cause.weeks);
    switch (cause.kind) {
        case CauseKind::supply: {
            const model::Batch& batch = scenario_[scenario_->supplies[thing.row].batch];
            const std::string& product = scenario_[batch.product].name;
            return batch.earmark.exists()
                       ? phrase("used_up_earmarked",
                                product,
                                scenario_[batch.earmark].earmark_id,
                                supplies(things),
                                std::move(as_many))
                       : phrase("used_up", product, supplies(things), std::move(as_many));
        }
        case CauseKind::lane_full:
            return phrase("lane_full",
                          lane(thing.row),
                          storage_class(thing.storage_class),
                          std::move(when),
                          std::move(as_many));
        case CauseKind::store_full:
            return phrase("store_full",
                          place(thing.row),
                          storage_class(thing.storage_class),
                          std::move(when),
                          std::move(as_many));
        case CauseKind::maximum_stock:
            return phrase("maximum_reached",
                          scenario_->products[things[1].row].name,
                          place(thing.row),
                          std::move(when),
                          std::move(as_many));
        case CauseKind::absorption:
            return phrase(
                "capacity_used_up", absorption(thing.row), std::move(when), std::move(as_many));
        case CauseKind::lock:
            return phrase("held_back", lock(thing.row), std::move(as_many));
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
            add("class", english(storage_class(thing.storage_class)));
        }
    }
    return result;
}

}  // namespace imdad::plan
