#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>

/// Checks that need the whole scenario, and the list of what the planner does not use yet.

namespace imdad::exchange {

namespace {

using model::AreaIndex;
using model::PlaceIndex;
using model::ProgrammeIndex;

/// Which places can be reached, by lane and whatever the week, from where supply of a programme is.
class Reach {
 public:
    explicit Reach(const model::ScenarioData& data)
        : data_(data),
          out_(data.places.size()),
          in_area_(data.areas.size()),
          serving_(data.programmes.size()) {
        for (const model::Lane& lane : data.lanes) {
            out_[lane.from.value()].push_back(lane.to.value());
        }
        for (std::size_t p = 0; p < data.places.size(); ++p) {
            for (AreaIndex area = data.places[p].area; area.exists();
                 area = data.areas[area.value()].parent) {
                in_area_[area.value()].push_back(p);
            }
        }
        for (const model::Serves& row : data.serves) {
            serving_[row.programme.value()].push_back(row.product);
        }
        reached_.resize(data.programmes.size());
        for (std::size_t g = 0; g < data.programmes.size(); ++g) {
            flood(g);
        }
    }

    [[nodiscard]] bool has_product(ProgrammeIndex programme) const {
        return !serving_[programme.value()].empty();
    }

    [[nodiscard]] bool has_supply(ProgrammeIndex programme) const {
        return std::ranges::find(reached_[programme.value()], true) !=
               reached_[programme.value()].end();
    }

    /// Places that serve people of an area: those at `level`, or at the nearest level above.
    [[nodiscard]] std::vector<std::size_t> serving_places(AreaIndex area, int level) const {
        std::vector<std::size_t> result;
        for (; level >= 0 && result.empty(); --level) {
            for (const std::size_t place : in_area_[area.value()]) {
                if (data_.places[place].level == level) {
                    result.push_back(place);
                }
            }
        }
        return result;
    }

    enum class Answer : std::uint8_t { unknown, reached, no_place, out_of_reach };

    /// Whether anything for the programme can come to where the need is served.
    [[nodiscard]] Answer answer(ProgrammeIndex programme, PlaceIndex place, AreaIndex area) {
        const std::vector<bool>& reached = reached_[programme.value()];
        if (place.exists()) {
            return reached[place.value()] ? Answer::reached : Answer::out_of_reach;
        }
        std::vector<Answer>& known = known_[programme.value()];
        known.resize(data_.areas.size(), Answer::unknown);
        Answer& result = known[area.value()];
        if (result == Answer::unknown) {
            const auto places =
                serving_places(area, data_.programmes[programme.value()].serve_level);
            const bool any = std::ranges::any_of(places, [&](std::size_t p) { return reached[p]; });
            result = places.empty() ? Answer::no_place
                     : any          ? Answer::reached
                                    : Answer::out_of_reach;
        }
        return result;
    }

 private:
    void flood(std::size_t programme) {
        std::vector<bool>& reached = reached_[programme];
        reached.assign(data_.places.size(), false);
        std::vector<std::size_t> open;
        const auto visit = [&](std::size_t place) {
            if (!reached[place]) {
                reached[place] = true;
                open.push_back(place);
            }
        };
        const auto& products = serving_[programme];
        for (const model::Supply& supply : data_.supplies) {
            const model::ProductIndex product = data_.batches[supply.batch.value()].product;
            if (supply.packs.value() > 0 &&
                std::ranges::find(products, product) != products.end()) {
                visit(supply.place.value());
            }
        }
        while (!open.empty()) {
            const std::size_t place = open.back();
            open.pop_back();
            std::ranges::for_each(out_[place], visit);
        }
    }

    const model::ScenarioData& data_;
    std::vector<std::vector<std::size_t>> out_;
    std::vector<std::vector<std::size_t>> in_area_;
    std::vector<std::vector<model::ProductIndex>> serving_;
    std::vector<std::vector<bool>> reached_;
    std::map<std::size_t, std::vector<Answer>> known_;
};

std::string at_text(const model::ScenarioData& data, PlaceIndex place, AreaIndex area) {
    return place.exists() ? data.places[place.value()].place_id : data.areas[area.value()].pcode;
}

/// What one place or area of need lacks, over all rows that name it.
struct Unreached {
    std::size_t line = 0;  ///< of the first row
    Reach::Answer answer = Reach::Answer::unknown;
    std::vector<ProgrammeIndex> programmes;
};

using PlaceOrAreaKey = std::pair<PlaceIndex, AreaIndex>;

/// What is said of a place or an area that `programmes` do not come to: the first few by name, the
/// rest as a number.
base::Said unreached_text(const model::ScenarioData& data,
                          bool no_place,
                          std::vector<ProgrammeIndex> programmes) {
    constexpr std::size_t kNamed = 5;
    std::ranges::sort(programmes);
    std::string names;
    for (std::size_t i = 0; i < std::min(programmes.size(), kNamed); ++i) {
        names += (i == 0 ? "" : ", ") + data.programmes[programmes[i].value()].programme_id;
    }
    if (programmes.size() <= kNamed) {
        return no_place ? say("area_without_place", names) : say("out_of_reach", names);
    }
    const std::size_t more = programmes.size() - kNamed;
    return no_place ? say("area_without_place_more", names, more)
                    : say("out_of_reach_more", names, more);
}

/// One problem per place or area, not per row: a network that is still to be drawn would
/// otherwise drown everything else.
void report_unreached(Loading& loading,
                      const std::map<PlaceOrAreaKey, Unreached>& unreached,
                      std::string_view file) {
    const model::ScenarioData& data = loading.data;
    std::vector<std::pair<PlaceOrAreaKey, const Unreached*>> by_line;
    by_line.reserve(unreached.size());
    for (const auto& [key, what] : unreached) {
        by_line.emplace_back(key, &what);
    }
    std::ranges::sort(by_line, {}, [](const auto& item) { return item.second->line; });
    for (const auto& [key, what] : by_line) {
        const bool no_place = what->answer == Reach::Answer::no_place;
        loading.problems.add(
            {Severity::warning,
             no_place ? "no_serving_place" : "need_out_of_reach",
             std::string(file),
             what->line,
             "at",
             shown(at_text(data, key.first, key.second)),
             unreached_text(data, no_place, what->programmes),
             no_place ? say("right.place_in_area") : say("right.lanes_from_supply")});
    }
}

template <typename Row>
void check_reach_of(Loading& loading,
                    Reach& reach,
                    const std::vector<Row>& rows,
                    std::string_view file) {
    std::map<PlaceOrAreaKey, Unreached> unreached;
    for (const Row& row : rows) {
        if (!reach.has_supply(row.programme)) {
            continue;  // said once for the programme
        }
        const Reach::Answer answer = reach.answer(row.programme, row.place, row.area);
        if (answer == Reach::Answer::reached) {
            continue;
        }
        Unreached& entry = unreached[{row.place, row.area}];
        if (entry.programmes.empty()) {
            entry.line = row.row;
            entry.answer = answer;
        }
        if (std::ranges::count(entry.programmes, row.programme) == 0) {
            entry.programmes.push_back(row.programme);
        }
    }
    report_unreached(loading, unreached, file);
}

void check_programmes(Loading& loading, const Reach& reach) {
    std::vector<bool> needed(loading.data.programmes.size(), false);
    for (const model::Need& need : loading.data.needs) {
        needed[need.programme.value()] = true;
    }
    for (const model::Quantification& row : loading.data.quantifications) {
        needed[row.programme.value()] = true;
    }
    for (std::size_t g = 0; g < loading.data.programmes.size(); ++g) {
        const ProgrammeIndex programme(g);
        const std::string& id = loading.data.programmes[g].programme_id;
        const auto warn = [&](const char* code, base::Said message, base::Said right) {
            loading.problems.add({Severity::warning,
                                  code,
                                  std::string(kProgrammes.file),
                                  loading.programme_lines[g],
                                  "programme_id",
                                  shown(id),
                                  std::move(message),
                                  std::move(right)});
        };
        if (!reach.has_product(programme)) {
            warn("programme_without_product",
                 say("programme_without_product"),
                 say("right.serves_row"));
        } else if (needed[g] && !reach.has_supply(programme)) {
            warn("programme_without_supply",
                 say("programme_without_supply"),
                 say("right.supply_rows"));
        } else if (!needed[g]) {
            warn("programme_without_need", say("programme_without_need"), say("right.need_row"));
        }
    }
}

}  // namespace

void check_reach(Loading& loading) {
    Reach reach(loading.data);
    check_programmes(loading, reach);
    check_reach_of(loading, reach, loading.data.needs, kNeeds.file);
    check_reach_of(loading, reach, loading.data.quantifications, kQuantification.file);
}

void list_not_used(Loading& loading) {
    const model::ScenarioData& data = loading.data;
    const auto note = [&](std::string_view file,
                          std::size_t rows,
                          std::string_view column,
                          std::string_view why) {
        if (rows == 0) {
            return;
        }
        if (column.empty()) {
            loading.not_used.push_back(rows == 1 ? say("not_used.row", file, rows, why)
                                                 : say("not_used.rows", file, rows, why));
        } else {
            loading.not_used.push_back(rows == 1
                                           ? say("not_used.column_row", file, column, rows, why)
                                           : say("not_used.column_rows", file, column, rows, why));
        }
    };
    const auto count = [](const auto& rows, auto stated) {
        return static_cast<std::size_t>(std::ranges::count_if(rows, stated));
    };
    constexpr std::string_view kMoney = "money is not used by the planner yet";
    note(kFunds.file, data.funds.size(), "", kMoney);
    note(kPrices.file, data.prices.size(), "", kMoney);
    note(kProducts.file,
         count(data.products, [](const auto& row) { return row.unit_price_minor != 0; }),
         "unit_price",
         kMoney);
    note(kLanes.file,
         count(data.lanes, [](const auto& row) { return row.cost_per_m3.nano() != 0; }),
         "cost_per_m3",
         "it breaks ties between lanes only; money is not used by the planner yet");
    note(kProducts.file,
         count(data.products, [](const auto& row) { return row.shelf_life_days.has_value(); }),
         "shelf_life_days",
         "the planner goes by the expiry of each lot");
    note(kSupplies.file,
         count(data.supplies, [](const auto& row) { return !row.activity.empty(); }),
         "activity",
         "the planner goes by the activities of earmarks");
    constexpr std::string_view kKept = "it is kept for reports";
    const auto given = [](auto member) {
        return [member](const auto& row) { return !(row.*member).empty(); };
    };
    note(kNeeds.file, count(data.needs, given(&model::Need::group)), "group", kKept);
    note(kSupplies.file, count(data.supplies, given(&model::Supply::source)), "source", kKept);
    note(kSupplies.file, count(data.supplies, given(&model::Supply::pledge)), "pledge", kKept);
    note(kEarmarks.file, count(data.earmarks, given(&model::Earmark::donor)), "donor", kKept);
    note(kEarmarks.file,
         count(data.earmarks, [](const auto& row) { return row.category != 1; }),
         "category",
         "it is kept for reports to donors");
}

}  // namespace imdad::exchange
