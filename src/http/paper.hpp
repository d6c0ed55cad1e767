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

/// By `language`, `paper` and `today` of the query; English on A4 as of today where they are not
/// given. Problems: 400 `bad_parameter`, `bad_day`.
[[nodiscard]] tl::expected<PaperOrder, Problem> paper_order(const Call& call);

[[nodiscard]] Outcome paper_outcome(const app::Answer<report::PrintDocument>& document);

/// 400 `bad_parameter`: `line` says what there is to choose from.
[[nodiscard]] Problem bad_choice(std::string_view parameter, std::string line);

}  // namespace imdad::http
