#pragma once

#include "app/access.hpp"
#include "app/ledger_views.hpp"
#include "app/page.hpp"
#include "app/register_views.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The journal of the ledger, entry by entry, as lines to be shown.

namespace imdad::app {

/// Empty: any.
struct EntryFilter {
    std::string kind;
    std::string holder;  ///< of an account that it moved
    std::string unit;    ///< the same
    std::string pledge;  ///< the same
};

struct EntryLine {
    std::uint64_t sequence = 0;  ///< its number in the journal
    std::string id;              ///< of its command
    std::string kind;
    std::string on;                            ///< business day
    std::string recorded_utc;                  ///< `2022-07-22 09:30:15`
    std::string user;                          ///< `@name`
    std::vector<FieldText> fields;             ///< of the command, those that were given
    std::vector<BalanceLine> postings;         ///< amounts with their sign
    std::optional<std::uint64_t> reversed_by;  ///< number of the entry that took it back
};

/// Of the last ones first.
struct EntryPage {
    std::vector<EntryLine> lines;
    std::optional<std::uint64_t> next;  ///< where the next page begins; none: there is no more
};

/// A page may have fewer lines than asked for although there are more: where few entries fit the
/// filter, the search is cut short, and goes on with the next page.
/// Errors: those of `open_session`; `unknown_kind`, `unknown_name`.
[[nodiscard]] Answer<EntryPage> list_entries(const Access& access,
                                             const EntryFilter& filter,
                                             const Page& page);

/// `which`: its number, or the id of its command. Errors: those of `open_session`;
/// `no_such_entry`.
[[nodiscard]] Answer<EntryLine> show_entry(const Access& access, const std::string& which);

}  // namespace imdad::app
