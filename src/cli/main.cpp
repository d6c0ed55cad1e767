#include "app/child_process.hpp"
#include "app/interrupt.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

/// The command line: read it, run the one command that it gives, end with its exit code.

namespace imdad::cli {

namespace {

constexpr const char* kAbout =
    "Imdad plans deliveries of humanitarian supplies: who gets what, when and over which road,\n"
    "the worst-off first, and checks every plan against every rule. It keeps the books of what "
    "was\n"
    "agreed and pledged, and of what became of it.";

/// Help and the version go to the standard output; a wrong command line goes to the error stream.
Exit answer(const CLI::App& program, const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        const bool version = dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr;
        print(version ? fmt::format("{}\n", error.what()) : program.help());
        return Exit::ok;
    }
    const std::vector<const CLI::App*> given =
        program.get_subcommands([](const CLI::App* command) { return command->parsed(); });
    // Of a word that is no command the library only says that a command is missing.
    const std::vector<std::string> unknown = program.remaining();
    const bool no_command = given.empty() && !unknown.empty() && !unknown.front().starts_with('-');
    note(no_command ? fmt::format("imdad: there is no command '{}'", unknown.front())
                    : fmt::format("imdad: {}", error.what()));
    note(fmt::format("Run `imdad{}{} --help` for what can be written.",
                     given.empty() ? "" : " ",
                     given.empty() ? "" : given.front()->get_name()));
    return Exit::usage;
}

Exit run(int argument_count, char** arguments) {
    app::end_with_parent();
    CLI::App program(kAbout, "imdad");
    program.set_version_flag("--version", "imdad " IMDAD_VERSION);
    program.set_help_flag("-h,--help", "Show this help");
    program.require_subcommand(1);
    program.footer(
        "Run `imdad COMMAND --help` for the options and an example. Exit codes: 0 done, 1 "
        "failure,\n"
        "2 wrong command line, 3 data refused, 6 plan or audit refused, 9 disk full or read-only, "
        "130 "
        "interrupted.");
    Action action;
    add_check(program, action);
    add_new(program, action);
    add_network(program, action);
    add_needs(program, action);
    add_plan(program, action);
    add_verify(program, action);
    add_explain(program, action);
    add_export_lp(program, action);
    add_init(program, action);
    add_user(program, action);
    add_register(program, action);
    add_due(program, action);
    add_ledger(program, action);
    add_proposals(program, action);
    add_snapshot(program, action);
    add_adopt(program, action);
    add_ship(program, action);
    add_receive(program, action);
    add_recall(program, action);
    add_stock(program, action);
    add_form(program, action);
    add_trace(program, action);
    add_pledge(program, action);
    add_reporting(program, action);
    add_keeping(program, action);
    add_serve(program, action);
    try {
        program.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return answer(program, error);
    }
    return action();
}

}  // namespace

}  // namespace imdad::cli

int main(int argument_count, char** arguments) {
    imdad::app::install_interrupt_handlers();
    return static_cast<int>(
        imdad::cli::guarded([&] { return imdad::cli::run(argument_count, arguments); }));
}
