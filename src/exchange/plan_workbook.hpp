#pragma once

#include "model/measures.hpp"

#include <filesystem>

/// plan.xlsx: the plan for people who work in a spreadsheet.

namespace imdad::exchange {

/// Sheets: Summary (headline, programmes, comparison, charts), Coverage by area, Coverage by week
/// (with a chart), one list per first-level area, Above first level, Notes and sources. Restricted:
/// the lists are distribution lists (place, product, lot, expiry, earmark, packs, arrival, from),
/// by place, arrival, product and lot, and every printed page says so. Public: they hold what the
/// people of each area receive by programme and product, without places, lots or dates. Names are
/// written as text, never as formulas. Same arguments, same bytes: the creation date of the
/// workbook is the start of the scenario. Throws `base::Failure`.
void write_plan_workbook(const model::Scenario& scenario,
                         const model::PlanResult& result,
                         model::Audience audience,
                         const std::filesystem::path& path);

/// A name for a sheet that every spreadsheet program accepts: at most 31 characters, none of
/// []:*?/\, no apostrophe at either end, not "History"; the code in brackets keeps it unique.
[[nodiscard]] std::string sheet_name(const std::string& name, const std::string& code);

}  // namespace imdad::exchange
