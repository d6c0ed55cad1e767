#pragma once

#include "app/shipments.hpp"
#include "cli/books_options.hpp"
#include "cli/options.hpp"

#include <string>

#include <CLI/CLI.hpp>

/// What the commands that move goods share.

namespace imdad::cli {

/// The options of every movement.
struct MovementWords {
    BooksOptions books;
    std::string id;
    std::string on;
    bool dry_run = false;
    Format format = Format::table;
};

/// Adds books, user, day, id, dry run and format.
void add_movement(CLI::App& command, MovementWords& words);

/// Adds what narrows down the goods of a place: lot, earmark, pledge, activity.
void add_goods(CLI::App& command, app::GoodsFilter& goods);

[[nodiscard]] app::MovementOptions movement_of(const MovementWords& words);

/// What was done, or would have been.
[[nodiscard]] std::string ending(bool written, bool replayed, const std::string& id);

/// Rows of a table on a terminal; the rest is only counted.
inline constexpr std::size_t kMovementsShown = 30;

[[nodiscard]] std::string more_movements(std::size_t count);

}  // namespace imdad::cli
