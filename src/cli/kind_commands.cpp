#include "cli/kind_commands.hpp"

#include "app/register_file.hpp"
#include "app/register_json.hpp"
#include "cli/problems.hpp"
#include "cli/register_text.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

/// `path=value`, a path that is repeated being a list: one text a line.
std::vector<app::FieldText> fields_of(const RegisterOptions& options) {
    std::vector<app::FieldText> fields;
    for (const std::string& set : options.sets) {
        const std::size_t equals = set.find('=');
        const std::string path = set.substr(0, equals);
        const std::string value = set.substr(equals + 1);
        const auto found = std::ranges::find(fields, path, &app::FieldText::path);
        if (found == fields.end()) {
            fields.push_back({path, value});
        } else {
            found->value += '\n' + value;
        }
    }
    return fields;
}

Exit list(const RegisterOptions& options) {
    const auto lines = app::list_entities(access_of(options.books), options.kind, options.state);
    if (!lines) {
        return refuse(lines.error());
    }
    print(options.format == Format::json ? json_text(app::entities_json(options.kind, *lines))
                                         : entities_table(options.kind, *lines));
    return Exit::ok;
}

Exit show(const RegisterOptions& options) {
    const auto view = app::show_entity(access_of(options.books), options.kind, options.id);
    if (!view) {
        return refuse(view.error());
    }
    print(options.format == Format::json ? json_text(app::entity_json(options.kind, *view))
                                         : entity_table(*view));
    return Exit::ok;
}

Exit add_one(const RegisterOptions& options) {
    return tell(
        options,
        app::add_entity(
            step_options(options), options.kind, options.id, options.org, fields_of(options)));
}

Exit edit_one(const RegisterOptions& options) {
    return tell(
        options,
        app::edit_entity(step_options(options), options.kind, options.id, fields_of(options)));
}

Exit set_state_of_one(const RegisterOptions& options) {
    return tell(options,
                app::set_state(step_options(options),
                               options.kind,
                               options.id,
                               options.state,
                               options.reason,
                               {.run_off = options.run_off, .cancel = options.cancel}));
}

Exit by_file(const RegisterOptions& options, app::FileAct act) {
    const auto outcome = app::change_by_file({.access = access_of(options.books),
                                              .kind = options.kind,
                                              .act = act,
                                              .file = options.file,
                                              .dry_run = options.dry_run});
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->problems.empty()) {
        note_row_problems(options.file, outcome->problems);
        note(report::say("books.rows_refused"));
        return Exit::data_refused;
    }
    print(options.format == Format::json ? rows_json(options.kind, *outcome)
                                         : rows_table(options.kind, *outcome, options.dry_run));
    return Exit::ok;
}

Exit add_by_file(const RegisterOptions& options) {
    return by_file(options, app::FileAct::add);
}

Exit edit_by_file(const RegisterOptions& options) {
    return by_file(options, app::FileAct::edit);
}

Exit set_state_by_file(const RegisterOptions& options) {
    return by_file(options, app::FileAct::set_state);
}

}  // namespace

app::StepOptions step_options(const RegisterOptions& options) {
    return {
        .access = access_of(options.books), .step_id = options.step_id, .dry_run = options.dry_run};
}

Exit tell(const RegisterOptions& options, const app::Answer<app::Changed>& changed) {
    if (!changed) {
        return refuse(changed.error());
    }
    print(options.format == Format::json ? json_text(app::changed_json(*changed))
                                         : changed_table(*changed, options.dry_run));
    return Exit::ok;
}

KindCommands::KindCommands(
    CLI::App& program, Action& action, const char* name, const char* kind, const char* about)
    : action_(action),
      command_(program.add_subcommand(name, about)),
      options_(std::make_shared<RegisterOptions>()) {
    options_->kind = kind;
    command_->require_subcommand(1);
}

void KindCommands::add_reading() {
    CLI::App& listing = add("list", "All of them, or those in one state", list);
    if (options_->kind != "party") {
        listing.add_option("--state", options_->state, "Only those in this state");
    }
    add_id(add("show", "Everything about one: fields, next steps, history", show))->required();
}

void KindCommands::add_adding(const char* example) {
    CLI::App& adding = add_step_or_file(
        "add", "Enter one, or a file of them, in its first state", add_one, add_by_file);
    CLI::Option* const from = adding.get_option("--from");
    from->excludes(add_sets(adding));
    if (options_->kind == "instrument") {
        from->excludes(adding.add_option(
            "--org", options_->org, "Code of the party in its reference; else the last party"));
    }
    add_example(adding, example);
}

void KindCommands::add_changing() {
    CLI::App& editing = add_step_or_file("edit", "Write fields", edit_one, edit_by_file);
    CLI::Option* const sets = add_sets(editing);
    editing.get_option("ID")->needs(sets);
    editing.get_option("--from")->excludes(sets);
    if (options_->kind == "party") {
        return;
    }
    CLI::App& stepping =
        add_step_or_file("set-state", "Take a step", set_state_of_one, set_state_by_file);
    CLI::Option* const from = stepping.get_option("--from");
    stepping.get_option("ID")->needs(
        stepping.add_option("STATE", options_->state, "State to take it to"));
    from->excludes(stepping.add_option("--reason", options_->reason, "Why"));
    if (options_->kind == "instrument") {
        from->excludes(stepping.add_option(
            "--run-off", options_->run_off, "At termination: an open commitment that runs off"));
        from->excludes(stepping.add_option(
            "--cancel", options_->cancel, "At termination: one that is to be cancelled"));
    }
}

CLI::App& KindCommands::add(const char* name, const char* about, Run run) {
    CLI::App* const command = command_->add_subcommand(name, about);
    add_books(*command, options_->books);
    add_today(*command, options_->books);
    add_format(*command, options_->format);
    command->callback([&action = action_, options = options_, run] {
        action = [options, run] { return run(*options); };
    });
    return *command;
}

CLI::App& KindCommands::add_step(const char* name, const char* about, Run run) {
    CLI::App& command = add(name, about, run);
    add_id(command)->required();
    add_step_id(command);
    return command;
}

CLI::App& KindCommands::add_step_or_file(const char* name,
                                         const char* about,
                                         Run run,
                                         Run run_file) {
    CLI::App& command = add(name, about, run);
    CLI::Option* const id = add_id(command);
    add_step_id(command);
    CLI::Option* const from =
        command
            .add_option("--from",
                        options_->file,
                        "In place of ID: a CSV file, one entity a row, all rows or none")
            ->type_name("FILE");
    from->excludes(id);
    from->excludes(command.get_option("--id"));
    command.callback([&action = action_, options = options_, run, run_file] {
        if (options->id.empty() && options->file.empty()) {
            throw CLI::RequiredError("ID or --from");
        }
        action = [options, chosen = options->file.empty() ? run : run_file] {
            return chosen(*options);
        };
    });
    return command;
}

CLI::Option* KindCommands::add_id(CLI::App& command) {
    return command.add_option("ID", options_->id, "Id of the entity");
}

void KindCommands::add_step_id(CLI::App& command) {
    command.add_option(
        "--id", options_->step_id, "Id of the step, made by you: sent again it does nothing twice");
    command.add_flag("--dry-run", options_->dry_run, "Show the changes, write nothing");
}

CLI::Option* KindCommands::add_sets(CLI::App& command) {
    return command
        .add_option("--set", options_->sets, "A field; a list by writing it several times")
        ->allow_extra_args(false)
        ->check([](const std::string& text) {
            return text.find('=') == std::string::npos || text.starts_with('=')
                       ? fmt::format("'{}' is not written as path=value", text)
                       : std::string();
        })
        ->type_name("PATH=VALUE");
}

}  // namespace imdad::cli
