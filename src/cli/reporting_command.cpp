#include "app/agreement_status.hpp"
#include "app/exceptions_report.hpp"
#include "app/months_of_stock.hpp"
#include "app/party_brief.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "exchange/file_bytes.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

/// Reports from the books: plan against actual, a brief on a party, exceptions.

namespace imdad::cli {

namespace {

struct ReportOptions {
    BooksOptions books;
    std::string id;
    std::string out;
    std::string from;
    std::string to;
    std::int64_t months = app::kConsumptionMonths;
    Format format = Format::table;
};

Exit status(const ReportOptions& options) {
    const auto view = app::status(access_of(options.books), options.id);
    if (!view) {
        return refuse(view.error());
    }
    print(options.format == Format::json ? report::status_json(*view)
                                         : report::status_table(*view));
    return Exit::ok;
}

Exit brief(const ReportOptions& options) {
    const auto view = app::brief(access_of(options.books), options.id);
    if (!view) {
        return refuse(view.error());
    }
    if (!options.out.empty()) {
        exchange::write_bytes(options.out, report::brief_page(*view));
        note(report::say("brief.written", fmt::arg("file", options.out)));
    }
    print(options.format == Format::json ? report::brief_json(*view) : report::brief_text(*view));
    return Exit::ok;
}

Exit exceptions(const ReportOptions& options) {
    const auto lines = app::exceptions(
        access_of(options.books), base::parse_day(options.from), base::parse_day(options.to));
    if (!lines) {
        return refuse(lines.error());
    }
    print(options.format == Format::json ? report::exceptions_json(*lines)
                                         : report::exceptions_table(*lines));
    return Exit::ok;
}

std::string months_table(const app::MonthsOfStock& stock) {
    const nlohmann::ordered_json document = app::months_json(stock);
    const std::vector<std::string> columns = {"unit",
                                              "on_hand",
                                              "on_the_way",
                                              "committed",
                                              "pledged",
                                              "set_apart",
                                              "monthly",
                                              "months_on_hand",
                                              "months_arriving",
                                              "months_of_pipeline",
                                              "expires_unused"};
    std::vector<std::vector<std::string>> rows;
    for (const auto& product : document["products"]) {
        std::vector<std::string>& row = rows.emplace_back();
        for (const std::string& column : columns) {
            const auto& value = product[column];
            row.push_back(value.is_string() ? value.get<std::string>()
                          : value.is_null() ? ""
                                            : value.dump());
        }
    }
    return table_of(columns, rows, {columns.begin() + 1, columns.end()});
}

Exit months_of_stock(const ReportOptions& options) {
    const auto stock = app::months_of_stock(access_of(options.books), options.months);
    if (!stock) {
        return refuse(stock.error());
    }
    print(options.format == Format::json ? json_text(app::months_json(*stock))
                                         : months_table(*stock));
    return Exit::ok;
}

}  // namespace

void add_reporting(CLI::App& program, Action& action) {
    const auto options = std::make_shared<ReportOptions>();
    const auto add = [&](const char* name, const char* about, Exit (*run)(const ReportOptions&)) {
        CLI::App* const command = program.add_subcommand(name, about);
        add_books(*command, options->books);
        add_format(*command, options->format);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    CLI::App* const against = add("status", "Plan against actual of an agreement", status);
    against->add_option("ID", options->id, "An agreement, its reference, or an action plan")
        ->required();
    add_day(*against, "--today", options->books.today, "The day as of which something is due");
    add_example(*against, "imdad status who-coa");
    CLI::App* const about =
        add("brief", "Two pages on a party: agreed, done, overdue, what to ask for next", brief);
    about->add_option("PARTY", options->id, "The party")->required();
    about->add_option("--out", options->out, "Write it as a page for print")
        ->type_name("FILE.html");
    add_day(*about, "--today", options->books.today, "The day as of which something is overdue");
    add_example(*about, "imdad brief WHO --out who.html");
    CLI::App* const passed = add("exceptions",
                                 "What a rule would not have let pass, and what arrived otherwise",
                                 exceptions);
    add_day(*passed, "--from", options->from, "First business day");
    add_day(*passed, "--to", options->to, "Last business day");
    add_example(*passed, "imdad exceptions --from 2022-07-01");
    CLI::App* const lasts = add("months-of-stock",
                                "How long the pipeline of each product lasts at its consumption",
                                months_of_stock);
    lasts->add_option("--months", options->months, "Over which consumption is averaged")
        ->capture_default_str();
    add_day(*lasts, "--today", options->books.today, "The last day of consumption that counts");
    add_example(*lasts, "imdad months-of-stock --months 6");
}

}  // namespace imdad::cli
