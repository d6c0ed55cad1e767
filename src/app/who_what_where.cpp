#include "app/who_what_where.hpp"

#include "app/member_states.hpp"
#include "app/register_words.hpp"
#include "app/sentences.hpp"
#include "app/table_edit.hpp"
#include "base/date.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace imdad::app {

namespace {

using registry::Activity;

/// Member states by what places of the register begin with.
class States {
 public:
    States() {
        const TableEdit table = TableEdit::parse(kMemberStatesCsv, "member_states.csv");
        const auto cell = [&](std::size_t row, const char* column) {
            return std::string(table.cell(row, table.find_column(column).value()));
        };
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            const std::string iso3 = cell(row, "iso3");
            names_[iso3] = {
                .en = cell(row, "name_en"), .fr = cell(row, "name_fr"), .ar = cell(row, "name_ar")};
            by_iso2_[cell(row, "iso2")] = iso3;
        }
    }

    [[nodiscard]] const registry::Names* names(const std::string& iso3) const {
        const auto found = names_.find(iso3);
        return found == names_.end() ? nullptr : &found->second;
    }

    /// The state itself, or the one whose P-code it is: two letters, then figures. Empty: neither.
    [[nodiscard]] std::string of_place(const std::string& place) const {
        if (names_.contains(place)) {
            return place;
        }
        const bool is_pcode =
            place.size() > 2 && std::all_of(place.begin() + 2, place.end(), [](char c) {
                return c >= '0' && c <= '9';
            });
        const auto found = is_pcode ? by_iso2_.find(place.substr(0, 2)) : by_iso2_.end();
        return found == by_iso2_.end() ? std::string() : found->second;
    }

 private:
    std::map<std::string, registry::Names> names_;
    std::map<std::string, std::string> by_iso2_;
};

std::string day_text(const std::optional<base::Day>& day) {
    return day ? base::to_text(*day) : std::string();
}

/// The rows of one reader.
class Reader {
 public:
    explicit Reader(const Session& session)
        : entities_(session.books->entities().current()), actor_(session.actor()) {}

    [[nodiscard]] bool sees(const Activity& activity) const {
        return may_see(entities_, actor_, activity);
    }

    [[nodiscard]] FourActivity row(const Activity& activity, const States& states) const {
        FourActivity row{.id = activity.id,
                         .state = std::string(registry::word_of(activity.state)),
                         .type = std::string(registry::word_of(activity.type)),
                         .title = activity.title,
                         .lead = readable<registry::Party>(activity.lead),
                         .plan = readable<registry::ActionPlan>(activity.plan),
                         .agreement = {},
                         .quarters = {},
                         .actual_start = day_text(activity.actual_start),
                         .actual_end = day_text(activity.actual_end),
                         .places = activity.places,
                         .countries = {},
                         .sectors = {},
                         .milestones = {}};
        if (!row.plan.empty()) {
            row.agreement = readable<registry::Instrument>(
                entities_.table<registry::ActionPlan>().find(row.plan)->second.instrument);
        }
        for (const registry::Quarter& quarter : activity.quarters) {
            row.quarters.push_back(registry::text_of(quarter));
        }
        std::set<std::string> countries;
        for (const registry::Share& share : activity.countries) {
            countries.insert(states.of_place(share.code));
        }
        for (const std::string& place : activity.places) {
            countries.insert(states.of_place(place));
        }
        countries.erase(std::string());
        row.countries = {countries.begin(), countries.end()};
        for (const registry::Share& share : activity.sectors) {
            row.sectors.push_back({share.code, share.basis_points});
        }
        for (const registry::Milestone& milestone : activity.milestones) {
            row.milestones.push_back(
                {milestone.title, day_text(milestone.due), day_text(milestone.reached_on)});
        }
        return row;
    }

 private:
    /// The id of something that one may read about, or nothing.
    template <typename T>
    [[nodiscard]] std::string readable(const std::string& id) const {
        const auto& table = entities_.table<T>();
        const auto found = table.find(id);
        return found != table.end() && may_see(entities_, actor_, found->second) ? id
                                                                                 : std::string();
    }

    const registry::Register& entities_;
    registry::Actor actor_;
};

bool holds(const std::vector<std::string>& list, const std::string& wanted) {
    return wanted.empty() || std::ranges::find(list, wanted) != list.end();
}

bool is_wanted(const FourActivity& row, const FourWanted& wanted) {
    const auto same = [](const std::string& value, const std::string& asked) {
        return asked.empty() || value == asked;
    };
    return same(row.lead, wanted.party) && same(row.state, wanted.state) &&
           same(row.agreement, wanted.agreement) && same(row.plan, wanted.plan) &&
           holds(row.countries, wanted.country) &&
           (wanted.sector.empty() ||
            std::ranges::find(row.sectors, wanted.sector, &FourSector::code) != row.sectors.end());
}

std::vector<FourCount> most_first(const std::map<std::string, std::size_t>& counts) {
    std::vector<FourCount> list;
    list.reserve(counts.size());
    for (const auto& [code, activities] : counts) {
        list.push_back({code, activities});
    }
    std::ranges::stable_sort(list, std::greater<>(), &FourCount::activities);
    return list;
}

void sum_up(WhoWhatWhere& result, const States& states) {
    std::map<std::string, std::size_t> parties;
    std::map<std::string, std::size_t> sectors;
    std::map<std::string, std::size_t> in_state;

    struct Sums {
        std::size_t activities = 0;
        std::set<std::string> parties;
        std::set<std::string> sectors;
    };

    std::map<std::string, Sums> countries;
    for (const FourActivity& row : result.activities) {
        if (!row.lead.empty()) {
            ++parties[row.lead];
        }
        ++in_state[row.state];
        for (const FourSector& sector : row.sectors) {
            ++sectors[sector.code];
        }
        result.without_country += row.countries.empty() ? 1U : 0U;
        for (const std::string& country : row.countries) {
            Sums& sums = countries[country];
            ++sums.activities;
            if (!row.lead.empty()) {
                sums.parties.insert(row.lead);
            }
            for (const FourSector& sector : row.sectors) {
                sums.sectors.insert(sector.code);
            }
        }
    }
    result.parties = most_first(parties);
    result.sectors = most_first(sectors);
    result.states = most_first(in_state);
    result.countries.reserve(countries.size());
    for (const auto& [iso3, sums] : countries) {
        result.countries.push_back({.iso3 = iso3,
                                    .names = *states.names(iso3),
                                    .activities = sums.activities,
                                    .parties = {sums.parties.begin(), sums.parties.end()},
                                    .sectors = {sums.sectors.begin(), sums.sectors.end()}});
    }
    std::ranges::stable_sort(result.countries, std::greater<>(), &FourCountry::activities);
}

}  // namespace

Answer<WhoWhatWhere> who_what_where(const Access& access, const FourWanted& wanted) {
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    if (!wanted.state.empty() && !state_of(registry::Kind::activity, wanted.state)) {
        return no(no_such_state(registry::Kind::activity, wanted.state), "state");
    }
    session->books->entities().catch_up();
    const States states;
    const Reader reader(*session);
    WhoWhatWhere result;
    for (const auto& [id, activity] :
         session->books->entities().current().table<registry::Activity>()) {
        if (!reader.sees(activity)) {
            continue;
        }
        FourActivity row = reader.row(activity, states);
        if (is_wanted(row, wanted)) {
            result.activities.push_back(std::move(row));
        }
    }
    std::ranges::stable_sort(result.activities, {}, [](const FourActivity& row) {
        // What has no quarter comes after what has one.
        return std::tuple(
            row.quarters.empty(),
            row.quarters.empty() ? std::string() : *std::ranges::min_element(row.quarters));
    });
    sum_up(result, states);
    return result;
}

}  // namespace imdad::app
