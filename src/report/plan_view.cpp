#include "report/plan_view.hpp"

#include "report/catalogue.hpp"

#include <algorithm>
#include <map>

namespace imdad::report {

using namespace model;

namespace {

Ranked by_frequency(const Tally& tally) {
    Ranked result(tally.begin(), tally.end());
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return a.second > b.second;
    });
    return result;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Every number that is not part of a code becomes `…`.
std::string without_figures(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const bool in_code = i > 0 && (is_letter(text[i - 1]) || is_digit(text[i - 1]));
        if (!is_digit(text[i]) || in_code) {
            result += text[i++];
            continue;
        }
        const auto belongs = [&](std::size_t at) {
            const bool joins =
                text[at] == '.' || text[at] == ',' || text[at] == '/' || text[at] == '-';
            return is_digit(text[at]) || (joins && at + 1 < text.size() && is_digit(text[at + 1]));
        };
        while (i < text.size() && belongs(i)) {
            ++i;
        }
        result += "…";
    }
    return result;
}

/// Served persons of each group of one measure, for comparison with another.
std::map<std::pair<AreaIndex, ProgrammeIndex>, std::int64_t> served_by_group(
    const Measures& measures) {
    std::map<std::pair<AreaIndex, ProgrammeIndex>, std::int64_t> result;
    for (const GroupMeasure& group : measures.groups) {
        result.emplace(std::pair(group.area, group.programme), group.served.value());
    }
    return result;
}

/// Names the programme that explains a change best.
void name_programmes(std::vector<AreaChange>& changes,
                     const Measures& plan,
                     const Measures& baseline) {
    const auto before = served_by_group(baseline);
    std::map<AreaIndex, AreaChange*> by_area;
    for (AreaChange& change : changes) {
        by_area.emplace(change.area, &change);
    }
    for (const GroupMeasure& group : plan.groups) {
        const auto change = by_area.find(group.area);
        const auto other = before.find({group.area, group.programme});
        if (change == by_area.end() || other == before.end()) {
            continue;
        }
        const std::int64_t persons = group.served.value() - other->second;
        const bool loses = change->second->difference() < 0;
        if (loses ? persons < change->second->persons : persons > change->second->persons) {
            change->second->persons = persons;
            change->second->programme = group.programme;
        }
    }
}

template <typename Row>
void count_origins(std::vector<OriginCount>& counts,
                   std::string table,
                   const std::vector<Row>& rows,
                   auto&& wanted) {
    OriginCount count;
    count.table = std::move(table);
    Tally notes;
    std::size_t total = 0;
    for (const Row& row : rows) {
        if (wanted(row)) {
            ++total;
            ++count.rows[static_cast<std::size_t>(row.origin.kind)];
            if (!row.origin.note.empty()) {
                ++notes[to_text(row.origin)];
            }
        }
    }
    count.notes = std::move(notes);
    if (total > 0) {
        counts.push_back(std::move(count));
    }
}

}  // namespace

Ranked ranked(const Tally& tally, std::size_t shown) {
    if (tally.size() <= shown) {
        return by_frequency(tally);
    }
    Tally together;
    for (const auto& [text, count] : tally) {
        together[without_figures(text)] += count;
    }
    return by_frequency(together);
}

std::string full_name(const Scenario& scenario, AreaIndex area) {
    std::string name = scenario[area].name;
    std::string last = name;
    for (AreaIndex above = scenario[area].parent; above.exists(); above = scenario[above].parent) {
        const Area& parent = scenario[above];
        // Districts are often named after their province; the same word twice says nothing.
        if ((parent.level == 1 || parent.level == 0) && parent.name != last) {
            name += ", " + parent.name;
            last = parent.name;
        }
    }
    return name;
}

std::vector<Persons> largest_targets(const Scenario& scenario, const Measures& measures) {
    std::vector<Persons> result(scenario->areas.size());
    for (const GroupMeasure& group : measures.groups) {
        result[group.area.value()] = std::max(result[group.area.value()], group.target);
    }
    return result;
}

std::vector<Fixed9> coverage_by_area(const Scenario& scenario, const Measures& measures) {
    std::vector<Fixed9> result(scenario->areas.size(), kNoCoverage);
    for (const AreaMeasure& area : measures.areas) {
        if (area.reachable) {
            result[area.area.value()] = area.coverage;
        }
    }
    return result;
}

Changes changes_against(const Scenario& scenario, const Measures& plan, const Measures& baseline) {
    const auto before = coverage_by_area(scenario, baseline);
    Changes result;
    for (const AreaMeasure& area : plan.areas) {
        const Fixed9 other = before[area.area.value()];
        if (!area.reachable || other == kNoCoverage) {
            continue;
        }
        const AreaChange change{
            .area = area.area, .plan = area.coverage, .baseline = other, .programme = {}};
        if (change.difference() == 0) {
            ++result.same;
        } else {
            (change.difference() < 0 ? result.losers : result.winners).push_back(change);
        }
    }
    std::stable_sort(
        result.losers.begin(), result.losers.end(), [](const AreaChange& a, const AreaChange& b) {
            return a.difference() < b.difference();
        });
    std::stable_sort(
        result.winners.begin(), result.winners.end(), [](const AreaChange& a, const AreaChange& b) {
            return a.difference() > b.difference();
        });
    name_programmes(result.losers, plan, baseline);
    name_programmes(result.winners, plan, baseline);
    return result;
}

std::vector<std::pair<std::string, std::size_t>> unreachable_reasons(const Measures& measures) {
    Tally tally;
    for (const AreaMeasure& area : measures.areas) {
        if (!area.reachable) {
            ++tally[area.reason];
        }
    }
    return by_frequency(tally);
}

std::string uncommitted_text(const PlanOptions& options) {
    if (options.include_announced && options.include_pledged) {
        return say("headline.counts_both");
    }
    if (options.include_announced) {
        return say("headline.counts_announced");
    }
    return options.include_pledged ? say("headline.counts_pledged") : std::string();
}

std::size_t unreachable_count(const Measures& measures) {
    return static_cast<std::size_t>(
        std::count_if(measures.areas.begin(), measures.areas.end(), [](const AreaMeasure& area) {
            return !area.reachable;
        }));
}

std::vector<WeekCurve> week_curves(const Scenario& scenario, const Measures& measures) {
    const auto weeks = static_cast<std::size_t>(scenario->header.weeks);
    std::vector<WeekCurve> curves;
    std::vector<std::size_t> position(scenario->programmes.size(), measures.programmes.size());
    for (const ProgrammeMeasure& programme : measures.programmes) {
        position[programme.programme.value()] = curves.size();
        curves.push_back({.programme = programme.programme,
                          .target = programme.target,
                          .needed = std::vector<Persons>(weeks),
                          .served = std::vector<Persons>(weeks),
                          .started = std::vector<Persons>(weeks)});
    }
    for (const WeekMeasure& row : measures.weeks) {
        const std::size_t at = position[row.programme.value()];
        if (at == curves.size() || row.week < 0 || row.week >= scenario->header.weeks) {
            continue;
        }
        const auto week = static_cast<std::size_t>(row.week);
        curves[at].needed[week] += row.target;
        curves[at].served[week] += row.served;
        curves[at].started[week] += row.started;
    }
    for (WeekCurve& curve : curves) {
        for (std::size_t week = 1; week < weeks; ++week) {
            curve.needed[week] += curve.needed[week - 1];
            curve.served[week] += curve.served[week - 1];
            curve.started[week] += curve.started[week - 1];
        }
    }
    return curves;
}

std::vector<OriginCount> origin_counts(const Scenario& scenario) {
    const ScenarioData& data = scenario.data();
    std::vector<OriginCount> counts;
    const auto all = [](const auto&) { return true; };
    count_origins(counts, "areas.csv", data.areas, all);
    count_origins(counts, "places.csv", data.places, all);
    count_origins(counts, "lanes.csv", data.lanes, all);
    count_origins(counts, "closures.csv", data.closures, all);
    count_origins(counts, "needs.csv", data.needs, [](const Need& need) { return !need.derived; });
    count_origins(counts, "quantification.csv", data.quantifications, all);
    count_origins(counts, "absorption.csv", data.absorptions, all);
    count_origins(counts, "stock.csv", data.supplies, [](const Supply& supply) {
        return supply.status == SupplyStatus::on_hand;
    });
    count_origins(counts, "supplies.csv", data.supplies, [](const Supply& supply) {
        return supply.status != SupplyStatus::on_hand;
    });
    count_origins(counts, "funds.csv", data.funds, all);
    return counts;
}

Fixed9 share_of(Persons part, Persons whole) {
    if (whole.value() <= 0) {
        return {};
    }
    return Fixed9::from_nano(static_cast<std::int64_t>(
        base::floor_div(static_cast<base::Int128>(part.value()) * Fixed9::kScale, whole.value())));
}

Day last_day(const Scenario& scenario) {
    return scenario->header.start + std::chrono::days(7 * scenario->header.weeks - 1);
}

Day monday_of(const Scenario& scenario, int week) {
    return scenario->header.start + std::chrono::days(7 * week);
}

}  // namespace imdad::report
