#pragma once

#include "report/reader_language.hpp"
#include "report/sheet_mark.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Papers of a store, made from the books: waybill, goods received note, stock card, count sheet.
/// They go with the goods and are signed, so they name places and lots, never a person.

namespace imdad::report {

/// How a value of the books is written for whoever reads.
enum class FormWrites : std::uint8_t {
    as_it_is,
    amount,    ///< a whole number, grouped; exact
    figure,    ///< a number that counts nothing, e.g. that of an entry
    day,       ///< YYYY-MM-DD
    movement,  ///< a kind of command of the ledger
    stage,
};

struct FormColumn {
    std::string key;  ///< of the catalogue of the web application
    FormWrites writes = FormWrites::as_it_is;
    bool blank = false;  ///< to be filled in by hand
};

struct FormFact {
    std::string key;  ///< as that of a column
    std::vector<std::string> values;
    FormWrites writes = FormWrites::as_it_is;
};

struct StockForm {
    std::string kind;             ///< waybill, planned_waybill, grn, stock_card, count_sheet
    std::string subject;          ///< what it is about, e.g. the number of the dispatch
    std::string made_on;          ///< YYYY-MM-DD
    std::string reference;        ///< a full id; empty: none
    std::vector<FormFact> facts;  ///< one without a value is left out
    std::vector<FormColumn> columns;
    std::vector<std::vector<std::string>> rows;  ///< a cell for each column that is not blank
    std::size_t empty_rows = 0;                  ///< lines to write on, after the others
    std::vector<std::string> signatures;         ///< keys behind `stock.form.sign.`
    Sheet sheet;
    /// What its address asks for but the language, for links to it in the others; no value: it is
    /// a file.
    std::optional<std::string> query;
};

/// HTML with a print view for A4 and no script, in one language. Same form, same bytes.
/// Requires: every row has a cell for each column that is not blank.
[[nodiscard]] std::string form_page(const StockForm& form, const ReaderLanguage& language);

}  // namespace imdad::report
