#pragma once

#include "app/print_desk.hpp"
#include "app/shipment_weeks.hpp"

#include <map>
#include <string>
#include <vector>

/// The screens of plans on paper, made of the documents that the API answers them with.

namespace imdad::app {

/// Names of programmes by id.
using ProgrammeNames = std::map<std::string, std::string>;

struct PlanPaper {
    PrintJson plan;      ///< as `show_plan` answers
    PrintJson coverage;  ///< as `plan_coverage` answers, with all areas; null: no result yet
    ProgrammeNames programmes;
    std::vector<ShipmentWeek> weeks;
    std::string programme;  ///< asked for; empty: all
    bool sums = false;      ///< all up to each week instead of each week by itself
};

/// Errors: those of `PrintDesk::open`.
[[nodiscard]] Answer<report::PrintDocument> print_plan(const Access& access,
                                                       const PrintWish& wish,
                                                       const PlanPaper& paper);

struct WhyPaper {
    PrintJson plan;
    PrintJson explanation;  ///< as `plan_explanation` answers, with all groups that were asked for
    std::map<std::string, std::string> areas;  ///< names by P-code
    ProgrammeNames programmes;
    std::string area;  ///< asked for; empty: all
    std::string programme;
};

[[nodiscard]] Answer<report::PrintDocument> print_why(const Access& access,
                                                      const PrintWish& wish,
                                                      const WhyPaper& paper);

struct ComparePaper {
    PrintJson plan;
    PrintJson other;       ///< as `show_plan` answers; null: simple rules only
    PrintJson comparison;  ///< as `compare_plans` answers, with all areas; null: none
    ProgrammeNames programmes;
    std::string programme;
};

[[nodiscard]] Answer<report::PrintDocument> print_compare(const Access& access,
                                                          const PrintWish& wish,
                                                          const ComparePaper& paper);

}  // namespace imdad::app
