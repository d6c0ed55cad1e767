#pragma once

#include "app/print_desk.hpp"
#include "http/router.hpp"

#include <string>
#include <string_view>

/// Pages to print: HTML without a script, and with one style of its own.

namespace imdad::http {

/// The page, under a policy that lets it have the style that stands in it and nothing else.
/// Requires: it has one `<style>`, and no attribute of that name.
[[nodiscard]] Response paper_response(std::string page);

/// Who asks for a screen on paper, as of which day, and how they want it.
struct PaperOrder {
    app::Access access;
    app::PrintWish wish;
};

/// By `language` of the query; English where it is not given. Problems: 400 `bad_parameter`.
[[nodiscard]] tl::expected<report::ReaderLanguage, Problem> reader_language(const Call& call);

/// By `language`, `paper` and `today` of the query; English on A4 as of today where they are not
/// given. Problems: 400 `bad_parameter`, `bad_day`.
[[nodiscard]] tl::expected<PaperOrder, Problem> paper_order(const Call& call);

/// The page, with a code that leads back to it as it was asked for, and to what its sheet is to the
/// books.
[[nodiscard]] Outcome paper_outcome(const Call& call,
                                    const PaperOrder& order,
                                    app::Answer<report::PrintDocument> document);

/// Where somebody who holds a sheet of this page can ask for it again: what was asked for, as of
/// `today` (where the page has such a day), with the mark of the sheet. Empty where the request
/// does not say what this server is called.
[[nodiscard]] std::string address_of_sheet(const Call& call,
                                           const report::SheetMark& mark,
                                           const std::string& today);

/// 400 `bad_parameter`: `line` says what there is to choose from.
[[nodiscard]] Problem bad_choice(std::string_view parameter, std::string_view choices);

}  // namespace imdad::http
