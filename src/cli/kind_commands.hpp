#pragma once

#include "app/register_steps.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class Option;
}

/// The commands of one kind of entity: what all kinds have, and what only some have. The commands
/// share one set of options: only one of them is ever given.

namespace imdad::cli {

struct RegisterOptions {
    BooksOptions books;
    std::string kind;
    std::string id;
    std::string file;  ///< of rows, in place of an id; or of a document
    std::string state;
    std::string reason;
    std::string org;
    std::string party;
    std::string signed_by;
    std::string day;
    std::string start;
    std::string end;
    std::string successor;
    std::string change_class;
    std::string title;
    std::string document_kind;
    std::string language;
    std::string key;
    std::string step_id;
    std::vector<std::string> sets;
    std::vector<std::string> run_off;
    std::vector<std::string> cancel;
    bool dry_run = false;
    bool fingerprint_only = false;
    Format format = Format::table;
};

[[nodiscard]] app::StepOptions step_options(const RegisterOptions& options);

/// Shows what a step changed, or why it was refused.
[[nodiscard]] Exit tell(const RegisterOptions& options, const app::Answer<app::Changed>& changed);

class KindCommands {
 public:
    /// Adds the command `name` for entities of `kind`, a word of the register.
    KindCommands(
        CLI::App& program, Action& action, const char* name, const char* kind, const char* about);

    void add_reading();                    ///< list, show
    void add_adding(const char* example);  ///< add
    void add_changing();                   ///< edit, set-state

    // In kind_acts.cpp: what parties and workers do beyond fields and states.
    void add_accept(bool of_party);
    void add_sign();
    void add_amend();
    void add_renew();
    void add_move_due();
    void add_attach(const std::vector<std::string>& document_kinds);  ///< attach, document

 private:
    using Run = Exit (*)(const RegisterOptions&);

    CLI::App& add(const char* name, const char* about, Run run);
    /// With ID, `--id` and `--dry-run`.
    CLI::App& add_step(const char* name, const char* about, Run run);
    /// The same, but with `--from FILE` in place of ID and `--id`.
    CLI::App& add_step_or_file(const char* name, const char* about, Run run, Run run_file);
    CLI::Option* add_id(CLI::App& command);
    void add_step_id(CLI::App& command);
    CLI::Option* add_sets(CLI::App& command);
    void add_document();

    Action& action_;
    CLI::App* command_;
    std::shared_ptr<RegisterOptions> options_;
};

}  // namespace imdad::cli
