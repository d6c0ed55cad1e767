#include "app/books_json.hpp"
#include "app/pledge_views.hpp"
#include "app/post_one.hpp"
#include "cli/commands.hpp"
#include "cli/movement_options.hpp"
#include "cli/stock_text.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <array>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Pledges: what was promised and what became of it.

namespace imdad::cli {

namespace {

struct PledgeOptions {
    BooksOptions books;
    app::PledgeFilter filter;
    std::string id;
    Format format = Format::table;
};

Exit list(const PledgeOptions& options) {
    const auto lines = app::list_pledges(access_of(options.books), options.filter);
    if (!lines) {
        return refuse(lines.error());
    }
    print(options.format == Format::json ? report::pledges_json(*lines)
                                         : report::pledges_table(*lines));
    return Exit::ok;
}

Exit show(const PledgeOptions& options) {
    const auto resources = app::show_pledge(access_of(options.books), options.id);
    if (!resources) {
        return refuse(resources.error());
    }
    print(options.format == Format::json ? report::pledge_json(*resources)
                                         : report::pledge_table(*resources));
    return Exit::ok;
}

struct StepOptions {
    MovementWords words;
    std::string kind;
    std::vector<app::FieldText> fields;
};

Exit take_step(const StepOptions& options) {
    app::OneCommand command{
        .options = movement_of(options.words), .kind = options.kind, .fields = options.fields};
    command.day_is_said = !options.words.on.empty();
    app::FieldText& proof = command.fields.back();
    proof.value = proof.value.empty() ? "" : hash_of_document(proof.value);
    const auto outcome = app::post_one(command);
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (options.words.format == Format::json) {
        print(json_text(app::posted_json(*outcome)));
        return Exit::ok;
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(outcome->postings.size());
    for (const app::PostingLine& line : outcome->postings) {
        rows.push_back({line.account, line.amount});
    }
    print(table_of({"account", "amount"}, rows, {"amount"}));
    print(!outcome->proposal.empty()
              ? report::say("movement.proposed", fmt::arg("id", outcome->proposal)) + '\n'
          : outcome->needs_second_person
              ? report::say("movement.needs_second") + '\n'
              : ending(outcome->written, outcome->replayed, outcome->id));
    return Exit::ok;
}

/// A field of the ledger as an option; needed where `kind` cannot do without it.
struct Word {
    const char* option;
    const char* field;
    const char* about;
    bool needed = false;
};

struct Step {
    const char* name;
    const char* kind;
    const char* about;
    std::vector<Word> words;
    const char* example;
};

/// What every step may say.
const std::array<Word, 2> kNotes = {
    {{"--reason", "reason", "Why"},
     {"--document", "document", "What proves it: a file, or its SHA-256"}}};

std::vector<Step> steps() {
    const Word unit{"--unit", "unit", "Currency or product", true};
    const Word amount{
        "--amount", "amount", "How much: 1500.50 of a currency, whole units of a product", true};
    const Word earmark{"--earmark", "earmark", "What the donor bound it to"};
    return {
        {"add",
         "pledge",
         "Book what a donor promised",
         {{"--donor", "holder", "Who promises", true},
          unit,
          amount,
          earmark,
          {"--to", "to", "Place where it is to arrive"},
          {"--expected", "expected", "Day on which it is to arrive"},
          {"--deadline", "deadline", "Day after which it lapses"},
          {"--parent", "parent", "Pledge that this one passes on"}},
         "imdad pledge add gift-2 --donor KSA --unit USD --amount 250000 --expected 2022-10-01"},
        {"revise",
         "revise",
         "Book another level of a promise",
         {unit, amount},
         "imdad pledge revise gift-2 --unit USD --amount 300000 --reason letter --document "
         "letter.pdf"},
        {"commit",
         "commit",
         "Commit out of a pledge to who will have it, under an agreement in force",
         {{"--to", "to", "Who will have it", true},
          {"--agreement", "instrument", "The agreement it is made under", true},
          unit,
          amount,
          earmark,
          {"--activity", "activity", "The activity it is for"},
          {"--expected", "expected", "Day on which it is to arrive"}},
         "imdad pledge commit gift-2 --to WHO --agreement oic-who --unit USD --amount 100000"},
        {"receive",
         "receive",
         "Book that what was committed has come",
         {{"--holder", "holder", "Who it was committed to", true},
          {"--to", "to", "Where it is now", true},
          unit,
          amount,
          earmark,
          {"--activity", "activity", "The activity it was committed to"},
          {"--lot", "lot", "Lot"},
          {"--expiry", "expiry", "Day of expiry of the lot"}},
         "imdad pledge receive gift-2 --holder WHO --to WHO --unit USD --amount 100000"},
    };
}

void add_step(CLI::App& pledge, Action& action, const Step& step) {
    CLI::App* const command = pledge.add_subcommand(step.name, step.about);
    const auto options = std::make_shared<StepOptions>();
    options->kind = step.kind;
    std::vector<Word> words = {{"PLEDGE", "pledge", "The pledge", true}};
    words.insert(words.end(), step.words.begin(), step.words.end());
    words.insert(words.end(), kNotes.begin(), kNotes.end());
    options->fields.resize(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        options->fields[i].path = words[i].field;
        command->add_option(words[i].option, options->fields[i].value, words[i].about)
            ->required(words[i].needed);
    }
    add_movement(*command, options->words);
    add_example(*command, step.example);
    command->callback([&action, options] { action = [options] { return take_step(*options); }; });
}

/// The end of what was not committed: taken back by the donor, or lapsed on its deadline.
void add_ends(CLI::App& pledge, Action& action) {
    CLI::App* const command = pledge.add_subcommand(
        "set-state", "Book that what was not committed is withdrawn, or lapsed on its deadline");
    const auto options = std::make_shared<StepOptions>();
    const auto state = std::make_shared<std::string>();
    options->fields = {{"pledge", ""}, {"unit", ""}, {"reason", ""}, {"document", ""}};
    command->add_option("PLEDGE", options->fields[0].value, "The pledge")->required();
    command->add_option("STATE", *state, "withdrawn, or lapsed")
        ->required()
        ->check(CLI::IsMember({"withdrawn", "lapsed"}));
    command->add_option("--unit", options->fields[1].value, "Currency or product")->required();
    command->add_option("--reason", options->fields[2].value, kNotes[0].about);
    command->add_option("--document", options->fields[3].value, kNotes[1].about);
    add_movement(*command, options->words);
    add_example(
        *command,
        "imdad pledge set-state gift-2 withdrawn --unit USD --reason \"letter of 1 October\"");
    command->callback([&action, options, state] {
        options->kind = *state == "withdrawn" ? "withdraw" : "lapse";
        action = [options] { return take_step(*options); };
    });
}

}  // namespace

void add_pledge(CLI::App& program, Action& action) {
    const auto options = std::make_shared<PledgeOptions>();
    CLI::App* const pledge =
        program.add_subcommand("pledge", "What was promised, and what became of it");
    pledge->require_subcommand(1);
    const auto add = [&](const char* name, const char* about, Exit (*run)(const PledgeOptions&)) {
        CLI::App* const command = pledge->add_subcommand(name, about);
        add_books(*command, options->books);
        add_day(*command, "--today", options->books.today, "The day as of which something is late");
        add_format(*command, options->format);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    for (const Step& step : steps()) {
        add_step(*pledge, action, step);
    }
    add_ends(*pledge, action);
    CLI::App* const listing = add("list", "Every resource of every pledge", list);
    listing->add_option("--donor", options->filter.donor, "Only of this donor");
    listing->add_option("--unit", options->filter.unit, "Only in this currency or product");
    listing->add_flag("--open",
                      options->filter.open,
                      "Only those of which something is not committed or has not arrived");
    add_example(*listing, "imdad pledge list --open");
    CLI::App* const showing = add("show", "Levels, commitments, flows and sums of one", show);
    showing->add_option("PLEDGE", options->id, "The pledge")->required();
    add_example(*showing, "imdad pledge show gift-1");
}

}  // namespace imdad::cli
