#pragma once

#include "app/access.hpp"
#include "report/sheet_mark.hpp"

#include <string>

/// The mark of a printed sheet, held against the books.

namespace imdad::app {

/// Digits of the root that a sheet shows.
inline constexpr std::size_t kMarkDigits = 16;

/// `SIZE-ROOT`, as the address in the code of a sheet has it; empty where there is no root.
[[nodiscard]] std::string text_of(const report::SheetMark& mark);

/// What a sheet with this mark is to the books of now. Empty `text`: nothing was asked.
/// Errors: `bad_checkpoint`; those of `open_session` but `role_missing`.
[[nodiscard]] Answer<report::SheetCheck> check_sheet(const Access& access, const std::string& text);

}  // namespace imdad::app
