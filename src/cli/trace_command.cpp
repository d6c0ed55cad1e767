#include "app/trace.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "exchange/file_bytes.hpp"
#include "report/catalogue.hpp"
#include "report/trace_svg.hpp"
#include "report/trace_text.hpp"

#include <memory>

#include <CLI/CLI.hpp>

/// The chain of one thing, from a consultation to the place of use.

namespace imdad::cli {

namespace {

struct TraceOptions {
    BooksOptions books;
    std::string id;
    std::string drawing;
    std::string language;  ///< of the drawing
    Format format = Format::table;
};

Exit run(const TraceOptions& options) {
    const auto view = app::trace(access_of(options.books), options.id);
    if (!view) {
        return refuse(view.error());
    }
    if (!options.drawing.empty()) {
        exchange::write_bytes(
            options.drawing,
            report::trace_svg(*view, *report::ReaderLanguage::find(options.language)));
        note(report::say("trace.drawn", fmt::arg("file", options.drawing)));
    }
    print(options.format == Format::json ? report::trace_json(*view) : report::trace_table(*view));
    return Exit::ok;
}

}  // namespace

void add_trace(CLI::App& program, Action& action) {
    const auto options = std::make_shared<TraceOptions>();
    CLI::App* const command = program.add_subcommand(
        "trace", "The chain of a pledge, lot, shipment, outcome ... from what was said to its use");
    command->add_option("ID", options->id, "What to follow; KIND:ID where one word is several")
        ->required();
    command->add_option("--svg", options->drawing, "Draw the chain into this file")
        ->type_name("FILE");
    const auto codes = report::ReaderLanguage::codes();
    options->language = codes.front();
    command->add_option("--language", options->language, "Of the drawing")
        ->check(CLI::IsMember(std::vector<std::string>(codes.begin(), codes.end())))
        ->capture_default_str();
    add_books(*command, options->books);
    add_format(*command, options->format);
    add_example(*command, "imdad trace gift-1 --svg gift-1.svg");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli
