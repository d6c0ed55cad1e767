#include "app/calendar.hpp"
#include "app/register_json.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"
#include "report/numbers.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// What the calendar asks for, and the steps that happen by themselves.

namespace imdad::cli {

namespace {

struct DueOptions {
    BooksOptions books;
    bool apply = false;
    bool dry_run = false;
    Format format = Format::table;
};

/// A heading and what stands under it; nothing if there is nothing.
std::string section(const std::string& heading, const std::string& text) {
    return text.empty() ? "" : fmt::format("{}\n{}\n", heading, text);
}

/// Each step, and under it what holds it up.
std::string lines_text(const std::vector<app::DueLine>& lines) {
    std::string text;
    for (const app::DueLine& line : lines) {
        const auto to = fmt::arg("to", line.to);
        text += fmt::format(
            "  {} {} {}\n",
            line.kind,
            report::plain(line.id),
            report::say("books.due_to",
                        fmt::arg("to",
                                 line.lacks.empty() ? report::say("books.next_free", to)
                                                    : report::say("books.next_lacks", to))));
        for (const std::string& lack : line.lacks) {
            text += fmt::format("    {}\n", report::plain(lack));
        }
    }
    return text;
}

std::string ending_text(const std::vector<app::EndingLine>& lines) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(lines.size());
    for (const app::EndingLine& line : lines) {
        rows.push_back(
            {line.instrument,
             line.titles.en,
             line.last_day,
             report::say_count("books.due_left", line.days_left),
             line.successor.empty()
                 ? report::say("books.due_no_successor")
                 : report::say("books.due_successor", fmt::arg("successor", line.successor))});
    }
    return rows.empty() ? "" : table_of({"id", "title", "day", "days", "remark"}, rows);
}

std::string overdue_text(const std::vector<app::OverdueLine>& lines) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(lines.size());
    for (const app::OverdueLine& line : lines) {
        rows.push_back({line.id,
                        line.title,
                        line.assignee,
                        line.due,
                        report::say_count("books.due_over", line.days_over),
                        line.slips == 0 ? "" : report::say_count("books.due_slipped", line.slips)});
    }
    return rows.empty() ? "" : table_of({"id", "title", "assignee", "due", "days", "remark"}, rows);
}

std::string due_table(const app::DueList& due) {
    const std::string text =
        section(report::say("books.due_steps"), lines_text(due.steps)) +
        section(report::say("books.due_suggested"), lines_text(due.suggested)) +
        section(report::say("books.due_ending"), ending_text(due.ending)) +
        section(report::say("books.due_overdue"), overdue_text(due.overdue));
    return text.empty() ? report::say("books.due_nothing", fmt::arg("day", due.today)) + '\n'
                        : text;
}

std::string applied_table(const app::Applied& applied, bool dry_run) {
    std::vector<std::vector<std::string>> rows;
    for (const app::TakenStep& step : applied.taken) {
        for (const app::ChangeLine& change : step.changes) {
            rows.push_back({fmt::format("{} {}", change.kind, change.id),
                            change.field,
                            change.before,
                            change.after});
        }
    }
    const std::string table =
        rows.empty() ? "" : table_of({"entity", "field", "before", "after"}, rows);
    return table + section(report::say("books.due_held_up"), lines_text(applied.held_up)) +
           (dry_run ? report::say("books.dry_run")
                    : report::say_count("books.due_taken",
                                        static_cast<std::int64_t>(applied.taken.size()))) +
           '\n';
}

Exit due(const DueOptions& options) {
    const app::Access access = access_of(options.books);
    if (!options.apply) {
        const auto list = app::list_due(access);
        if (!list) {
            return refuse(list.error());
        }
        print(options.format == Format::json ? json_text(app::due_json(*list)) : due_table(*list));
        return Exit::ok;
    }
    const auto applied = app::apply_due(access, options.dry_run);
    if (!applied) {
        return refuse(applied.error());
    }
    print(options.format == Format::json ? json_text(app::applied_json(*applied))
                                         : applied_table(*applied, options.dry_run));
    return Exit::ok;
}

}  // namespace

void add_due(CLI::App& program, Action& action) {
    const auto options = std::make_shared<DueOptions>();
    CLI::App* const command = program.add_subcommand(
        "due", "What the calendar asks of the register: steps, ends of agreements, overdue work");
    add_books(*command, options->books);
    add_day(
        *command, "--today", options->books.today, "Day to look at; with --apply not after today");
    add_format(*command, options->format);
    CLI::Option* const apply = command->add_flag(
        "--apply", options->apply, "Take the steps that happen by themselves, all or none");
    command
        ->add_flag("--dry-run", options->dry_run, "With --apply: show the changes, write nothing")
        ->needs(apply);
    add_example(*command, "imdad due --today 2025-12-31");
    command->callback([&action, options] { action = [options] { return due(*options); }; });
}

}  // namespace imdad::cli
