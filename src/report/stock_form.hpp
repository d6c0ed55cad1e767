#pragma once

#include "report/sheet_mark.hpp"

#include <string>
#include <utility>
#include <vector>

/// Papers of a store, made from the books: waybill, goods received note, stock card, count sheet.
/// They go with the goods and are signed, so they name places and lots, never a person.

namespace imdad::report {

struct FormColumn {
    std::string key;  ///< of the catalogue, behind `column.`
    bool number = false;
    bool blank = false;  ///< to be filled in by hand
};

struct StockForm {
    std::string kind;       ///< waybill, grn, stock_card, count_sheet: keys of the catalogue
    std::string subject;    ///< what it is about, e.g. the number of the dispatch
    std::string made_on;    ///< YYYY-MM-DD
    std::string reference;  ///< a full id; empty: none
    std::vector<std::pair<std::string, std::string>> facts;  ///< key behind `form.fact.`, value
    std::vector<FormColumn> columns;
    std::vector<std::vector<std::string>> rows;  ///< a cell for each column that is not blank
    std::size_t empty_rows = 0;                  ///< lines to write on, after the others
    std::vector<std::string> signatures;         ///< keys behind `form.sign.`
    Sheet sheet;
};

/// HTML with a print view for A4 and no script. Same form, same bytes.
/// Requires: every row has a cell for each column that is not blank.
[[nodiscard]] std::string form_page(const StockForm& form);

}  // namespace imdad::report
