#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

/// areas.csv: rows in any order, each settled after its parent.

namespace imdad::exchange {

namespace {

using model::Area;
using model::AreaIndex;

struct AreaDraft {
    Area area;
    std::string parent;
    std::size_t line = 0;
    bool kept = true;
};

void area_problem(Loading& loading,
                  AreaDraft& draft,
                  const char* column,
                  const std::string& value,
                  std::string code,
                  base::Said message,
                  base::Said right) {
    draft.kept = false;
    loading.areas.refuse(draft.area.pcode);
    loading.problems.add({Severity::critical,
                          std::move(code),
                          std::string(kAreas.file),
                          draft.line,
                          column,
                          shown(value),
                          std::move(message),
                          std::move(right)});
}

/// The draft's parent among those of lower levels, which are settled already.
void settle_parent(Loading& loading, std::vector<AreaDraft>& drafts, AreaDraft& draft) {
    const std::string level = std::to_string(draft.area.level);
    if (draft.area.level == 0) {
        if (!draft.parent.empty()) {
            area_problem(loading,
                         draft,
                         "parent",
                         draft.parent,
                         "bad_parent",
                         say("country_in_area"),
                         say("right.empty_cell"));
        }
        return;
    }
    if (draft.parent.empty()) {
        area_problem(loading,
                     draft,
                     "parent",
                     "",
                     "bad_parent",
                     say("parent_missing", level),
                     say("right.pcode_one_up"));
        return;
    }
    const IdTable::Entry* const entry = loading.areas.find(draft.parent);
    if (entry == nullptr || entry->index == IdTable::kRefused) {
        area_problem(loading,
                     draft,
                     "parent",
                     draft.parent,
                     "dangling_reference",
                     entry == nullptr ? say("id_does_not_exist", shown(draft.parent))
                                      : say("parent_refused", shown(draft.parent), entry->line),
                     say("right.pcode"));
        return;
    }
    const AreaDraft& parent = drafts[entry->index];
    if (parent.area.level >= draft.area.level) {
        area_problem(loading,
                     draft,
                     "parent",
                     draft.parent,
                     "bad_parent",
                     say("parent_level", parent.area.level, level),
                     say("right.parent_lower"));
        return;
    }
    if (parent.area.level != draft.area.level - 1) {
        loading.problems.add({Severity::warning,
                              "level_skipped",
                              std::string(kAreas.file),
                              draft.line,
                              "parent",
                              shown(draft.parent),
                              say("parent_level", parent.area.level, level),
                              say("right.parent_one_up")});
    }
}

/// Settles parents level by level, because each must be settled before its children.
void settle_parents(Loading& loading, std::vector<AreaDraft>& drafts) {
    std::vector<std::size_t> by_level(drafts.size());
    std::iota(by_level.begin(), by_level.end(), std::size_t{0});
    std::ranges::stable_sort(by_level, {}, [&](std::size_t i) { return drafts[i].area.level; });
    for (const std::size_t i : by_level) {
        settle_parent(loading, drafts, drafts[i]);
    }
}

/// Moves the drafts that are kept into the data, in file order, their references on final indices.
void keep_settled(Loading& loading, std::vector<AreaDraft>& drafts) {
    std::vector<AreaIndex> final_index(drafts.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        final_index[i] = drafts[i].kept ? AreaIndex(count++) : AreaIndex();
    }
    loading.data.areas.reserve(count);
    for (AreaDraft& draft : drafts) {
        if (!draft.kept) {
            continue;
        }
        if (!draft.parent.empty()) {
            draft.area.parent = final_index[loading.areas.find(draft.parent)->index];
        }
        loading.data.areas.push_back(std::move(draft.area));
    }
    for (std::size_t i = 0; i < loading.data.areas.size(); ++i) {
        loading.areas.move(loading.data.areas[i].pcode, static_cast<std::uint32_t>(i));
    }
}

}  // namespace

void load_areas(Loading& loading) {
    std::vector<AreaDraft> drafts;
    const std::size_t tables_before = loading.totals.size();
    loading.read(kAreas.view(), [&](TableReader& row) {
        AreaDraft draft;
        Area& area = draft.area;
        area.pcode = row.word(kAreas["pcode"]);
        area.level = row.small(kAreas["level"]).value_or(0);
        area.name = row.text(kAreas["name"]);
        area.name_ar = row.text(kAreas["name_ar"]);
        area.name_fr = row.text(kAreas["name_fr"]);
        draft.parent = row.word(kAreas["parent"]);
        area.population = row.whole(kAreas["population"]);
        area.population_year = row.small(kAreas["population_year"]);
        area.weight = row.decimal(kAreas["weight"]).value_or(area.weight);
        area.lat = row.degrees(kAreas["lat"]);
        area.lon = row.degrees(kAreas["lon"]);
        area.origin = row.origin(kAreas["origin"]);
        draft.line = row.line();
        loading.define(loading.areas, row, kAreas["pcode"], area.pcode, drafts.size());
        if (row.refused()) {
            return false;
        }
        drafts.push_back(std::move(draft));
        return true;
    });
    settle_parents(loading, drafts);
    keep_settled(loading, drafts);
    if (loading.totals.size() > tables_before) {
        loading.total().rows_kept = loading.data.areas.size();
    }
    loading.usable = loading.usable && !loading.data.areas.empty();
}

}  // namespace imdad::exchange
