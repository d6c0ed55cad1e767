#include "app/plan_views.hpp"

#include "app/asked_sentences.hpp"
#include "app/plan_rows.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

std::map<std::string, std::string, std::less<>> names_of_areas(
    const std::filesystem::path& scenario) {
    std::map<std::string, std::string, std::less<>> names;
    for_rows(scenario / "areas.csv", {"pcode", "name"}, [&](const auto& cells) {
        names.emplace(cells[0], cells[1]);
    });
    return names;
}

/// a / b < c / d for counts; what needs nothing comes last.
bool is_worse_off(const AreaWeeks& one, const AreaWeeks& other) {
    if (one.target == 0 || other.target == 0) {
        return one.target > other.target;
    }
    const auto left = static_cast<__int128>(one.served) * other.target;
    const auto right = static_cast<__int128>(other.served) * one.target;
    return left != right ? left < right : one.pcode < other.pcode;
}

}  // namespace

Answer<CoverageGrid> coverage_grid(const std::filesystem::path& scenario,
                                   const std::filesystem::path& plan,
                                   const std::string& programme) {
    struct Sums {
        std::map<std::string, std::int64_t, std::less<>> target;
        std::map<std::string, std::int64_t, std::less<>> served;
    };

    std::set<std::string, std::less<>> programmes;
    std::set<std::string, std::less<>> weeks;
    std::map<std::string, Sums, std::less<>> areas;
    for_rows(plan / "coverage.csv",
             {"area", "programme", "week", "target", "served"},
             [&](const auto& cells) {
                 programmes.emplace(cells[1]);
                 weeks.emplace(cells[2]);
                 if (programme.empty() || cells[1] == programme) {
                     Sums& sums = areas[std::string(cells[0])];
                     sums.target[std::string(cells[2])] += number_of(cells[3]);
                     sums.served[std::string(cells[2])] += number_of(cells[4]);
                 }
             });
    if (!programme.empty() && !programmes.contains(programme)) {
        return no(
            say("no_programme_in_plan", programme, fmt::format("{}", fmt::join(programmes, ", "))),
            "programme");
    }
    CoverageGrid grid{.programmes = {programmes.begin(), programmes.end()},
                      .weeks = {weeks.begin(), weeks.end()},
                      .areas = {}};
    const auto names = names_of_areas(scenario);
    for (const auto& [pcode, sums] : areas) {
        const auto name = names.find(pcode);
        AreaWeeks area{.pcode = pcode,
                       .name = name == names.end() ? pcode : name->second,
                       .target = 0,
                       .served = 0,
                       .targets = {},
                       .serveds = {}};
        for (const std::string& week : grid.weeks) {
            const auto target = sums.target.find(week);
            const auto served = sums.served.find(week);
            area.targets.push_back(target == sums.target.end() ? 0 : target->second);
            area.serveds.push_back(served == sums.served.end() ? 0 : served->second);
            area.target += area.targets.back();
            area.served += area.serveds.back();
        }
        grid.areas.push_back(std::move(area));
    }
    std::ranges::stable_sort(grid.areas, is_worse_off);
    return grid;
}

Answer<std::vector<AreaDifference>> plan_differences(const std::filesystem::path& scenario,
                                                     const std::filesystem::path& plan,
                                                     const std::filesystem::path& other,
                                                     const std::string& programme) {
    const auto one = coverage_grid(scenario, plan, programme);
    if (!one) {
        return tl::unexpected(one.error());
    }
    const auto two = coverage_grid(scenario, other, programme);
    if (!two) {
        return tl::unexpected(two.error());
    }
    std::map<std::string, AreaDifference> areas;
    for (const AreaWeeks& area : one->areas) {
        areas[area.pcode] = {area.pcode, area.name, area.target, area.served, 0};
    }
    for (const AreaWeeks& area : two->areas) {
        AreaDifference& difference = areas[area.pcode];
        difference.pcode = area.pcode;
        difference.name = area.name;
        difference.target = std::max(difference.target, area.target);
        difference.served_other = area.served;
    }
    std::vector<AreaDifference> differences;
    for (auto& [pcode, difference] : areas) {
        if (difference.served != difference.served_other) {
            differences.push_back(std::move(difference));
        }
    }
    std::ranges::stable_sort(differences, std::greater<>(), [](const AreaDifference& area) {
        return area.served - area.served_other;
    });
    return differences;
}

nlohmann::ordered_json reasons_view(nlohmann::ordered_json explanation,
                                    const ReasonsWanted& wanted) {
    using Json = nlohmann::ordered_json;

    struct Kind {
        double persons = 0;
        std::int64_t groups = 0;
    };

    std::set<std::string> areas;
    std::set<std::string> programmes;
    std::map<std::string, Kind> kinds;
    std::vector<Json> found;
    std::int64_t short_of = 0;
    for (Json& group : explanation["groups"]) {
        const std::string area = group.value("area", "");
        const std::string programme = group.value("programme", "");
        areas.insert(area);
        programmes.insert(programme);
        if ((!wanted.area.empty() && wanted.area != area) ||
            (!wanted.programme.empty() && wanted.programme != programme)) {
            continue;
        }
        short_of += group.value("short", std::int64_t{0});
        std::set<std::string> of_group;
        for (const Json& cause : group["causes"]) {
            const std::string kind = cause.value("kind", "");
            kinds[kind].persons += cause.value("persons", 0.0);
            kinds[kind].groups += of_group.insert(kind).second ? 1 : 0;
        }
        found.push_back(std::move(group));
    }
    std::ranges::stable_sort(found, std::greater<>(), [](const Json& group) {
        return group.value("short", std::int64_t{0});
    });
    explanation["group_count"] = found.size();
    explanation["short"] = short_of;
    explanation["kinds"] = Json::array();
    for (const auto& [kind, sum] : kinds) {
        explanation["kinds"].push_back(
            {{"kind", kind}, {"persons", sum.persons}, {"groups", sum.groups}});
    }
    explanation["areas"] = areas;
    explanation["programmes"] = programmes;
    explanation["groups"] = Json::array();
    for (std::size_t at = wanted.from; at < std::min(found.size(), wanted.from + wanted.limit);
         ++at) {
        explanation["groups"].push_back(std::move(found[at]));
    }
    return explanation;
}

}  // namespace imdad::app
