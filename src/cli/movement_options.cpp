#include "cli/movement_options.hpp"

#include "report/catalogue.hpp"

#include <fmt/format.h>

namespace imdad::cli {

void add_movement(CLI::App& command, MovementWords& words) {
    add_books(command, words.books);
    add_day(command, "--on", words.on, "Business date (default: today)");
    command.add_option(
        "--id", words.id, "Id of the movement, made by you: sent again it does nothing twice");
    command.add_flag("--dry-run", words.dry_run, "Show what would be posted, write nothing");
    add_format(command, words.format);
}

void add_goods(CLI::App& command, app::GoodsFilter& goods) {
    command.add_option("--lot", goods.lot, "Only this lot");
    command.add_option("--earmark", goods.earmark, "Only under this earmark");
    command.add_option("--pledge", goods.pledge, "Only out of this pledge");
    command.add_option("--activity", goods.activity, "Only of this activity");
}

app::MovementOptions movement_of(const MovementWords& words) {
    app::MovementOptions options{
        .access = access_of(words.books), .id = words.id, .dry_run = words.dry_run};
    if (!words.on.empty()) {
        options.access.today = base::parse_day(words.on).value();
    }
    return options;
}

std::string ending(bool written, bool replayed, const std::string& id) {
    if (replayed) {
        return report::say("movement.replayed", fmt::arg("id", id)) + '\n';
    }
    return (written ? report::say("movement.written", fmt::arg("id", id))
                    : report::say("books.dry_run")) +
           '\n';
}

std::string more_movements(std::size_t count) {
    return count > kMovementsShown
               ? report::say("movement.more", fmt::arg("count", count - kMovementsShown)) + '\n'
               : std::string();
}

}  // namespace imdad::cli
