#include "app/stock_forms.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "exchange/file_bytes.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

/// Papers to print.

namespace imdad::cli {

namespace {

struct FormOptions {
    BooksOptions books;
    std::vector<std::string> dispatches;
    std::int64_t planned = 0;
    std::string plan;
    std::string at;
    std::string unit;
    bool booked = false;
    std::string out;
    std::string language;
};

/// `make(access)` gives the form.
template <typename Make>
Exit show(const FormOptions& options, Make make) {
    const app::Access access = access_of(options.books);
    const auto form = app::marked_form(access, "", [&] { return make(access); });
    if (!form) {
        return refuse(form.error());
    }
    const std::string page =
        report::form_page(*form, *report::ReaderLanguage::find(options.language));
    if (options.out.empty()) {
        print(page);
        return Exit::ok;
    }
    exchange::write_bytes(options.out, page);
    note(report::say("brief.written", fmt::arg("file", options.out)));
    return Exit::ok;
}

Exit waybill(const FormOptions& options) {
    return show(options, [&](const app::Access& access) {
        return options.planned > 0 ? app::planned_waybill(access, options.plan, options.planned)
                                   : app::waybill(access, options.dispatches);
    });
}

Exit received_note(const FormOptions& options) {
    return show(options, [&](const app::Access& access) {
        return app::received_note(access, options.dispatches);
    });
}

Exit stock_card(const FormOptions& options) {
    return show(options, [&](const app::Access& access) {
        return app::stock_card(access, options.at, options.unit);
    });
}

Exit count_sheet(const FormOptions& options) {
    return show(options, [&](const app::Access& access) {
        return app::count_sheet(access, options.at, options.unit, options.booked);
    });
}

}  // namespace

void add_form(CLI::App& program, Action& action) {
    CLI::App* const forms =
        program.add_subcommand("form", "Papers of a store, from the books, as pages to print");
    forms->require_subcommand(1);
    const auto options = std::make_shared<FormOptions>();
    const auto codes = report::ReaderLanguage::codes();
    options->language = codes.front();
    const auto add = [&](const char* name, const char* about, Exit (*run)(const FormOptions&)) {
        CLI::App* const command = forms->add_subcommand(name, about);
        add_books(*command, options->books);
        add_today(*command, options->books);
        command->add_option("--out", options->out, "Write it there (default: standard output)")
            ->type_name("FILE.html");
        command->add_option("--language", options->language, "Of the paper")
            ->check(CLI::IsMember(std::vector<std::string>(codes.begin(), codes.end())))
            ->capture_default_str();
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    const auto of_dispatches = [&](CLI::App* command) {
        return command->add_option(
            "DISPATCH",
            options->dispatches,
            "Ids, or their first digits, of what goes from one place to one other");
    };
    const auto of_place = [&](CLI::App* command, bool one_product) {
        command->add_option("--at", options->at, "The place")->required();
        command->add_option("--unit", options->unit, "The product")->required(one_product);
    };
    CLI::App* const sent = add("waybill", "Goes with the goods", waybill);
    auto* const dispatches = of_dispatches(sent);
    auto* const planned = sent->add_option(
        "--planned", options->planned, "Before it leaves: this number of the adopted plan");
    planned->check(CLI::PositiveNumber)->excludes(dispatches);
    sent->add_option("--plan", options->plan, "Name of the plan (default: the last adopted)")
        ->needs(planned);
    sent->parse_complete_callback([dispatches, planned] {
        if (dispatches->count() == 0 && planned->count() == 0) {
            throw CLI::RequiredError("DISPATCH, or --planned");
        }
    });
    add_example(*sent, "imdad form waybill 3fa85f64 --out waybill.html");
    CLI::App* const received =
        add("grn", "Goods received note: sent, good, damaged", received_note);
    of_dispatches(received)->required();
    add_example(*received, "imdad form grn 3fa85f64 --out grn.html");
    CLI::App* const card =
        add("stock-card", "Every movement on a shelf, with balances", stock_card);
    of_place(card, true);
    add_example(*card, "imdad form stock-card --at herat --unit penta --out card.html");
    CLI::App* const sheet =
        add("count-sheet", "What is to be counted, with room to write", count_sheet);
    of_place(sheet, false);
    sheet->add_flag("--booked", options->booked, "With the amounts of the books");
    add_example(*sheet, "imdad form count-sheet --at herat --out count.html");
}

}  // namespace imdad::cli
