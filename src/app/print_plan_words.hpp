#pragma once

#include "app/print_desk.hpp"
#include "app/print_plans.hpp"

#include <cstdint>
#include <string>

/// What the pages of plans on paper share: members of their documents, and figures in words. Inside
/// of `app` only.

namespace imdad::app::plan_words {

inline constexpr const char* kNothing = "–";

/// A member that may not be there, as null.
[[nodiscard]] const PrintJson& member(const PrintJson& document, const char* name);

/// The result of a plan, of its first stage while the better one is sought; null: none yet.
[[nodiscard]] const PrintJson& summary_of(const PrintJson& plan);

/// 0 for what is no number.
[[nodiscard]] double double_of(const PrintJson& value);

[[nodiscard]] std::int64_t whole_of(const PrintJson& value);

[[nodiscard]] std::string whole_text(const PrintDesk& desk, const PrintJson& value);

[[nodiscard]] report::Markup whole_mark(const PrintDesk& desk, const PrintJson& value);

[[nodiscard]] std::string share_text(const PrintDesk& desk, std::int64_t part, std::int64_t whole);

/// Values and prices span many sizes: three figures that count.
[[nodiscard]] std::string figure(const PrintDesk& desk, const PrintJson& value);

/// `14,000`, or `14,000 to 16,284` where programmes overlap.
[[nodiscard]] std::string people(const PrintDesk& desk, const PrintJson& range);

/// Coverage of the worst-off area.
[[nodiscard]] std::string worst(const PrintDesk& desk, const PrintJson& achieved);

[[nodiscard]] report::Markup named(const ProgrammeNames& names, const std::string& id);

[[nodiscard]] std::string policy(const PrintDesk& desk, const std::string& code);

/// Of the screen of a plan, or of what stands under it.
[[nodiscard]] std::string plan_address(const PrintJson& plan, const char* rest = "");

}  // namespace imdad::app::plan_words
