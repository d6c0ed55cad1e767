#include "app/books_json.hpp"
#include "app/ledger_views.hpp"
#include "app/post_file.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// The ledger: what there is, and posting a file of commands.

namespace imdad::cli {

namespace {

using Json = nlohmann::ordered_json;

struct LedgerOptions {
    BooksOptions books;
    app::BalanceFilter filter;
    std::string file;
    bool dry_run = false;
    Format format = Format::table;
};

Exit balance(const LedgerOptions& options) {
    const auto lines = app::balances(access_of(options.books), options.filter);
    if (!lines) {
        return refuse(lines.error());
    }
    if (options.format == Format::json) {
        print(json_text(app::balances_json(*lines)));
        return Exit::ok;
    }
    std::vector<std::vector<std::string>> rows;
    for (const app::BalanceLine& line : *lines) {
        rows.push_back({line.unit,
                        line.holder,
                        line.stage,
                        line.lot,
                        line.expiry,
                        line.earmark,
                        line.pledge,
                        line.activity,
                        line.text});
    }
    print(rows.empty() ? report::say("books.no_balances") + '\n'
                       : table_of({"unit",
                                   "holder",
                                   "stage",
                                   "lot",
                                   "expiry",
                                   "earmark",
                                   "pledge",
                                   "activity",
                                   "amount"},
                                  rows,
                                  {"amount"}));
    return Exit::ok;
}

Exit trial_balance(const LedgerOptions& options) {
    const auto lines = app::trial_balance(access_of(options.books));
    if (!lines) {
        return refuse(lines.error());
    }
    bool balanced = true;
    std::vector<std::vector<std::string>> rows;
    for (const app::TrialLine& line : *lines) {
        balanced = balanced && line.total == "0";
        for (const auto& [stage, sum] : line.stages) {
            rows.push_back({line.unit, stage, sum});
        }
        rows.push_back({line.unit, report::say("books.trial_total"), line.total});
    }
    print(options.format == Format::json
              ? json_text(app::trial_balance_json(*lines))
              : table_of({"unit", "stage", "amount"}, rows, {"amount"}) +
                    (balanced && !rows.empty() ? report::say("books.trial_balanced") + '\n' : ""));
    return balanced ? Exit::ok : Exit::verification_failed;
}

std::string remark_of(const app::PostedRow& row) {
    std::string remark = row.replayed        ? report::say("books.row_replayed")
                         : row.second_person ? report::say("books.row_second_person")
                                             : "";
    if (row.missing != 0 || row.surplus != 0) {
        remark += report::say("books.discrepancy",
                              fmt::arg("missing", row.missing),
                              fmt::arg("surplus", row.surplus));
    }
    if (row.beyond_tolerance) {
        remark += "; " + report::say("books.beyond_tolerance");
    }
    return remark;
}

std::string posted_table(const app::PostOutcome& outcome) {
    std::vector<std::vector<std::string>> rows;
    for (const app::PostedRow& row : outcome.rows) {
        rows.push_back({fmt::format("{}", row.line),
                        row.kind,
                        fmt::format("{}", row.entry),
                        "",
                        remark_of(row)});
        for (const app::PostingLine& posting : row.postings) {
            rows.push_back({"", "", "", posting.amount, posting.account});
        }
    }
    return table_of(
        {"line", "kind", "entry", "amount", "account"}, rows, {"line", "entry", "amount"});
}

std::string posted_json(const app::PostOutcome& outcome) {
    Json document;
    document["written"] = outcome.written;
    document["proposal"] = outcome.proposal;
    document["rows"] = Json::array();
    for (const app::PostedRow& row : outcome.rows) {
        Json postings = Json::array();
        for (const app::PostingLine& posting : row.postings) {
            postings.push_back({{"account", posting.account}, {"amount", posting.amount}});
        }
        document["rows"].push_back({{"line", row.line},
                                    {"kind", row.kind},
                                    {"entry", row.entry},
                                    {"replayed", row.replayed},
                                    {"second_person", row.second_person},
                                    {"missing", row.missing},
                                    {"surplus", row.surplus},
                                    {"beyond_tolerance", row.beyond_tolerance},
                                    {"postings", postings}});
    }
    return json_text(document);
}

std::string what_became_of(const app::PostOutcome& outcome) {
    if (!outcome.proposal.empty()) {
        return report::say("books.proposed", fmt::arg("id", outcome.proposal));
    }
    if (outcome.written) {
        return report::say_count("books.posted", static_cast<std::int64_t>(outcome.rows.size()));
    }
    return (outcome.needs_second_person ? report::say("books.would_be_proposed") + '\n' : "") +
           report::say("books.dry_run");
}

Exit post(const LedgerOptions& options) {
    const auto outcome = app::post_file(access_of(options.books), options.file, options.dry_run);
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->problems.empty()) {
        note_row_problems(options.file, outcome->problems);
        note(report::say("books.not_posted"));
        return Exit::data_refused;
    }
    if (options.format == Format::json) {
        print(posted_json(*outcome));
    } else {
        print(posted_table(*outcome) + what_became_of(*outcome) + '\n');
    }
    return Exit::ok;
}

}  // namespace

void add_ledger(CLI::App& program, Action& action) {
    const auto options = std::make_shared<LedgerOptions>();
    const auto add = [&](const char* name, const char* about, Exit (*run)(const LedgerOptions&)) {
        CLI::App* const command = program.add_subcommand(name, about);
        add_books(*command, options->books);
        add_format(*command, options->format);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    CLI::App* const holding =
        add("balance", "What is where, at which stage, out of which pledge", balance);
    holding->add_option("--holder", options->filter.holder, "Only this place or party");
    holding->add_option("--unit", options->filter.unit, "Only this currency or product");
    holding->add_option("--stage", options->filter.stage, "Only this stage");
    holding->add_option("--pledge", options->filter.pledge, "Only out of this pledge");
    holding->add_option("--activity", options->filter.activity, "Only of this activity");
    add_example(*holding, "imdad balance --holder WHO --unit USD");
    add_example(*add("trial-balance",
                     "Sums of every unit by stage; each unit must sum to zero",
                     trial_balance),
                "imdad trial-balance");
    CLI::App* const posting =
        add("post", "Post a CSV file of commands, one a row, all or none", post);
    posting->add_option("FILE", options->file, "The file")->required();
    posting->add_flag("--dry-run", options->dry_run, "Show the postings, write nothing");
    add_example(*posting, "imdad post pledges.csv --dry-run");
}

}  // namespace imdad::cli
