#pragma once

#include "app/permission.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The permission table: who may see, enter, edit, execute, approve what, in which state, under
/// which condition. Put together from the rows that decide, nothing is written a second time: what
/// has no row here nobody may. docs/permissions.md and `imdad user permissions` print it.

namespace imdad::app {

[[nodiscard]] std::string_view text_of(Right right);

struct PermissionRow {
    std::string entity;  ///< kind of entity of the register; `ledger`, `proposal`, `books`
    std::string what;    ///< class, field, step, act, kind of command, task
    Right right = Right::view;
    registry::Roles roles = 0;
    std::string states;           ///< `draft or review`; empty: any
    std::string condition;        ///< what is asked of a person besides the role; empty: nothing
    bool of_whole_books = false;  ///< a role that has limits does not count
};

/// In the order of the document.
[[nodiscard]] std::vector<PermissionRow> permission_table();

/// Entities of the table, in its order.
[[nodiscard]] std::vector<std::string> permission_entities();

/// docs/permissions.md.
[[nodiscard]] std::string permissions_document();

}  // namespace imdad::app
