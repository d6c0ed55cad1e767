#pragma once

#include "report/markup.hpp"
#include "report/reader_language.hpp"
#include "report/sheet_mark.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// What a screen says, as a document for paper: its question, what it was asked about and as of
/// when, and sections of facts, tables, pictures and lists. Made in `app` from the documents that
/// the API answers with; `print_page` shows it.

namespace imdad::report {

enum class Paper : std::uint8_t { a4, letter };

/// `a4`, `letter`.
[[nodiscard]] std::string_view word_of(Paper paper);

/// A name and what it is. Facts without a value are left out by whoever makes them.
struct PrintFact {
    Markup name;
    Markup value;
};

struct PrintFacts {
    std::vector<PrintFact> rows;
};

struct PrintColumn {
    Markup title;
    bool number = false;
};

struct PrintTable {
    Markup caption;
    std::vector<PrintColumn> columns;
    std::vector<std::vector<Markup>> rows;  ///< a cell for each column; the first names the row
    std::vector<Markup> totals;  ///< of all rows, those that are cut off too; may be empty
    bool dense = false;          ///< many narrow columns: small letters, no gaps
};

struct PrintPicture {
    std::string summary;  ///< what it shows, for those who do not see it
    std::string svg;      ///< without a style of its own
};

/// Something of a list, and what stands below it.
struct PrintItem {
    Markup text;
    std::vector<PrintItem> below;
};

struct PrintList {
    std::vector<PrintItem> items;
    bool numbered = false;
};

struct PrintNote {
    Markup text;
    bool alarm = false;
};

using PrintBlock = std::variant<PrintFacts, PrintTable, PrintPicture, PrintList, PrintNote>;

struct PrintSection {
    Markup head;  ///< empty: it goes on with the one before
    std::vector<PrintBlock> blocks;
};

/// What every sheet says above, so that one that lies about can be told and checked.
struct PrintHeader {
    std::string screen;          ///< its address, filters included
    Markup filter;               ///< in words; empty: everything
    Markup as_of;                ///< business day, and the last entry of the books
    std::string classification;  ///< the gravest of what is shown, as the register spells it
    Markup checkpoint;           ///< size and root of the ledger's log; empty: not for who asks
    Sheet sheet;                 ///< the same for a machine, and what a sheet asked about is
};

struct PrintDocument {
    ReaderLanguage language;
    Paper paper = Paper::a4;
    bool landscape = false;
    std::string title;  ///< the question of the screen
    std::string about;  ///< whom or what it is about; may be empty
    Markup answer;      ///< in one sentence
    PrintHeader header;
    std::vector<PrintSection> sections;
};

}  // namespace imdad::report
