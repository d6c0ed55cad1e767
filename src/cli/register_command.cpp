#include "app/register_steps.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/register_text.hpp"
#include "cli/terminal.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

/// The entities of the register: one command for each kind, and under it what can be done with it.

namespace imdad::cli {

namespace {

struct RegisterOptions {
    BooksOptions books;
    std::string kind;
    std::string id;
    std::string state;
    std::string reason;
    std::string org;
    std::string party;
    std::string signed_by;
    std::string signed_on;
    std::string step_id;
    std::vector<std::string> sets;
    bool dry_run = false;
    Format format = Format::table;
};

using Shared = std::shared_ptr<RegisterOptions>;

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

app::StepOptions step_options(const RegisterOptions& options) {
    return {
        .access = access_of(options.books), .step_id = options.step_id, .dry_run = options.dry_run};
}

Exit tell(const RegisterOptions& options, const app::Answer<app::Changed>& changed) {
    if (!changed) {
        return refuse(changed.error());
    }
    print(options.format == Format::json ? changed_json(*changed)
                                         : changed_table(*changed, options.dry_run));
    return Exit::ok;
}

Exit list(const RegisterOptions& options) {
    const auto lines = app::list_entities(access_of(options.books), options.kind, options.state);
    if (!lines) {
        return refuse(lines.error());
    }
    print(options.format == Format::json ? entities_json(options.kind, *lines)
                                         : entities_table(options.kind, *lines));
    return Exit::ok;
}

Exit show(const RegisterOptions& options) {
    const auto view = app::show_entity(access_of(options.books), options.kind, options.id);
    if (!view) {
        return refuse(view.error());
    }
    print(options.format == Format::json ? entity_json(options.kind, *view) : entity_table(*view));
    return Exit::ok;
}

Exit add(const RegisterOptions& options) {
    return tell(
        options,
        app::add_entity(
            step_options(options), options.kind, options.id, options.org, fields_of(options)));
}

Exit edit(const RegisterOptions& options) {
    return tell(
        options,
        app::edit_entity(step_options(options), options.kind, options.id, fields_of(options)));
}

Exit set_state(const RegisterOptions& options) {
    return tell(
        options,
        app::set_state(
            step_options(options), options.kind, options.id, options.state, options.reason));
}

Exit accept(const RegisterOptions& options) {
    return tell(options,
                app::accept_text(step_options(options), options.kind, options.id, options.party));
}

Exit sign(const RegisterOptions& options) {
    return tell(options,
                app::sign_text(step_options(options),
                               options.kind,
                               options.id,
                               options.party,
                               options.signed_by,
                               base::parse_day(options.signed_on).value()));
}

/// The commands of one kind share one set of options: only one of them is ever given.
class KindCommands {
 public:
    KindCommands(
        CLI::App& program, Action& action, const char* name, const char* kind, const char* about)
        : action_(action),
          command_(program.add_subcommand(name, about)),
          options_(std::make_shared<RegisterOptions>()) {
        options_->kind = kind;
        command_->require_subcommand(1);
    }

    void add_reading() {
        CLI::App& listing = add("list", "All of them, or those in one state", list);
        if (options_->kind != "party") {
            listing.add_option("--state", options_->state, "Only those in this state");
        }
        add_id(add("show", "Everything about one: fields, next steps, history", show));
    }

    void add_writing(const char* example) {
        CLI::App& adding = add_step("add", "Enter one in its first state", imdad::cli::add);
        add_sets(adding);
        if (options_->kind == "instrument") {
            adding.add_option(
                "--org", options_->org, "Code of the party in its reference; else the last party");
        }
        add_example(adding, example);
        add_sets(add_step("edit", "Write fields", edit))->required();
        if (options_->kind != "party") {
            CLI::App& stepping = add_step("set-state", "Take a step", set_state);
            stepping.add_option("STATE", options_->state, "State to take it to")->required();
            stepping.add_option("--reason", options_->reason, "Why");
        }
    }

    void add_accept(bool of_party) {
        CLI::App& accepting = add_step(
            "accept",
            of_party ? "Accept the text under review for your party" : "Accept the final report",
            accept);
        if (of_party) {
            accepting.add_option("--party", options_->party, "Who accepts")->required();
        }
    }

    void add_sign() {
        CLI::App& signing = add_step("sign", "Record a signature", sign);
        signing.add_option("--party", options_->party, "For whom it was signed")->required();
        signing.add_option("--by", options_->signed_by, "Who signed: holder of a mandate")
            ->required();
        add_day(signing, "--on", options_->signed_on, "Day of the signature")->required();
    }

 private:
    CLI::App& add(const char* name, const char* about, Exit (*run)(const RegisterOptions&)) {
        CLI::App* const command = command_->add_subcommand(name, about);
        add_books(*command, options_->books);
        add_today(*command, options_->books);
        add_format(*command, options_->format);
        command->callback([&action = action_, options = options_, run] {
            action = [options, run] { return run(*options); };
        });
        return *command;
    }

    CLI::App& add_step(const char* name, const char* about, Exit (*run)(const RegisterOptions&)) {
        CLI::App& command = add(name, about, run);
        add_id(command);
        command.add_option("--id",
                           options_->step_id,
                           "Id of the step, made by you: sent again it does nothing twice");
        command.add_flag("--dry-run", options_->dry_run, "Show the changes, write nothing");
        return command;
    }

    void add_id(CLI::App& command) {
        command.add_option("ID", options_->id, "Id of the entity")->required();
    }

    CLI::Option* add_sets(CLI::App& command) {
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

    Action& action_;
    CLI::App* command_;
    Shared options_;
};

struct KindRow {
    const char* name;
    const char* kind;
    const char* about;
    const char* example;
};

constexpr auto kKinds = std::to_array<KindRow>({
    {"party",
     "party",
     "Those who meet, sign, give and receive",
     "imdad party add WHO --set code=WHO --set \"names.en=World Health Organization\""},
    {"consultation",
     "consultation",
     "Meetings and what came out of them",
     "imdad consultation add who-2022 --set held_on=2022-07-22"},
    {"agreement",
     "instrument",
     "Agreements of all types, from a memorandum to a charter",
     "imdad agreement add mou --set terms.parties[WHO].focal_point=bilal"},
    {"action-plan",
     "action_plan",
     "Plans of activities under an agreement",
     "imdad action-plan add plan-2023 --set instrument=mou"},
    {"activity",
     "activity",
     "What a plan does",
     "imdad activity add training --set plan=plan-2023 --set type=training"},
    {"action-point",
     "action_point",
     "What somebody has to do by a day",
     "imdad action-point add call-iom --set origin=consultation --set origin_id=iom-2022"},
});

}  // namespace

void add_register(CLI::App& program, Action& action) {
    for (const KindRow& row : kKinds) {
        KindCommands commands(program, action, row.name, row.kind, row.about);
        commands.add_reading();
        commands.add_writing(row.example);
        const std::string_view kind = row.kind;
        if (kind == "instrument") {
            commands.add_accept(true);
            commands.add_sign();
        } else if (kind == "activity") {
            commands.add_accept(false);
        }
    }
}

}  // namespace imdad::cli
