#include "app/books_json.hpp"
#include "app/keep_books.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Audits, checkpoints and copies of the books.

namespace imdad::cli {

namespace {

struct KeepingOptions {
    BooksOptions books;
    std::vector<std::string> notes;
    std::vector<std::string> keys;
    std::string key_file;
    std::string key_name = "imdad";
    std::string log = "ledger";
    std::string other;  ///< the copy of a backup, the source of a restore
    Format format = Format::table;
};

std::string audit_table(const app::AuditOutcome& outcome) {
    std::string text;
    if (outcome.findings.empty()) {
        text = report::say("books.audit_clean",
                           fmt::arg("entries", outcome.entries),
                           fmt::arg("steps", outcome.steps),
                           fmt::arg("checkpoints", outcome.checkpoints)) +
               '\n';
    } else {
        std::vector<std::vector<std::string>> rows;
        rows.reserve(outcome.findings.size());
        for (const app::AuditLine& line : outcome.findings) {
            rows.push_back(
                {line.log, fmt::format("{}", line.sequence), line.id, line.code, line.message});
        }
        text = report::say("books.audit_found") + '\n' +
               table_of({"log", "entry", "id", "code", "finding"}, rows, {"entry"});
    }
    return text + report::say("books.ledger_root", fmt::arg("root", outcome.ledger_root)) + '\n' +
           report::say("books.register_root", fmt::arg("root", outcome.register_root)) + '\n';
}

Exit audit(const KeepingOptions& options) {
    const auto outcome = app::audit_books(
        {.access = access_of(options.books), .notes = options.notes, .keys = options.keys});
    if (!outcome) {
        return refuse(outcome.error());
    }
    print(options.format == Format::json ? json_text(app::audit_json(*outcome))
                                         : audit_table(*outcome));
    return outcome->findings.empty() ? Exit::ok : Exit::verification_failed;
}

Exit checkpoint(const KeepingOptions& options) {
    const auto given = app::give_checkpoint(
        access_of(options.books), options.log, options.key_file, options.key_name);
    if (!given) {
        return refuse(given.error());
    }
    print(given->note);
    const auto key = fmt::arg("key", given->public_key);
    note(given->key_made ? report::say("books.key_made", fmt::arg("file", options.key_file), key)
                         : report::say("books.key", key));
    return Exit::ok;
}

Exit copy(const app::Access& from, const std::string& target) {
    const auto copied = app::copy_books(from, target);
    if (!copied) {
        return refuse(copied.error());
    }
    print(report::say("books.copied",
                      fmt::arg("target", target),
                      fmt::arg("rows", copied->rows),
                      fmt::arg("entries", copied->entries),
                      fmt::arg("steps", copied->steps)) +
          '\n' + report::say("books.ledger_root", fmt::arg("root", copied->ledger_root)) + '\n' +
          report::say("books.register_root", fmt::arg("root", copied->register_root)) + '\n');
    return Exit::ok;
}

Exit backup(const KeepingOptions& options) {
    return copy(access_of(options.books), options.other);
}

Exit restore(const KeepingOptions& options) {
    app::Access from = access_of(options.books);
    from.books = options.other;
    return copy(from, books_of(options.books));
}

}  // namespace

void add_keeping(CLI::App& program, Action& action) {
    const auto options = std::make_shared<KeepingOptions>();
    const auto add = [&](const char* name, const char* about, Exit (*run)(const KeepingOptions&)) {
        CLI::App* const command = program.add_subcommand(name, about);
        add_books(*command, options->books);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    CLI::App* const auditing =
        add("audit", "Fold the books again under their rules, and name the first bad entry", audit);
    auditing->add_option("--checkpoint", options->notes, "A signed note that somebody kept")
        ->allow_extra_args(false)
        ->type_name("NOTE");
    auditing->add_option("--key", options->keys, "Public key of who signed")
        ->allow_extra_args(false)
        ->type_name("NAME:HEX");
    add_format(*auditing, options->format);
    add_example(*auditing, "imdad audit --checkpoint july.note --key oic:HEX");
    CLI::App* const signing =
        add("checkpoint", "Sign what a log holds, for somebody else to keep", checkpoint);
    signing->add_option("--key", options->key_file, "File of the signing key; made if not there")
        ->required()
        ->type_name("FILE");
    signing->add_option("--name", options->key_name, "Name of a key that is made [imdad]");
    signing->add_option("--log", options->log, "Which log [ledger]")
        ->check(CLI::IsMember({"ledger", "register"}))
        ->type_name("ledger|register");
    add_example(*signing, "imdad checkpoint --key oic.key --name oic > july.note");
    CLI::App* const saving =
        add("backup", "Copy all books while others work, and audit the copy", backup);
    saving->add_option("TO", options->other, "Where to: a file that is not there")->required();
    add_example(*saving, "imdad backup copy.db");
    CLI::App* const restoring =
        add("restore", "Copy a backup to new books, and audit them", restore);
    restoring->add_option("FROM", options->other, "The backup")->required();
    add_example(*restoring, "imdad restore copy.db --db books.db");
}

}  // namespace imdad::cli
