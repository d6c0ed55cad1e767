#include "register/states_document.hpp"

#include "register/activity.hpp"
#include "register/transitions.hpp"

#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::registry {

namespace {

struct Chapter {
    Kind kind;
    std::string_view title;
    std::string_view idea;
};

constexpr auto kChapters = std::to_array<Chapter>({
    {Kind::consultation,
     "Consultation",
     "A meeting of at least two partners and what came out of it, each outcome with the strength "
     "of "
     "the words used. Once recorded, an outcome is followed up, never reworded."},
    {Kind::instrument,
     "Instrument",
     "What parties sign, from a memorandum of understanding to a trust-fund charter. After "
     "signature nothing goes back to draft: terms change by amendment only, and the status is "
     "frozen "
     "while an amendment is open."},
    {Kind::amendment,
     "Amendment",
     "A numbered clone of the terms, one at a time. Results, and more than 20 % of the value since "
     "the last full review, take the way through review; the rest may go straight to signature. "
     "Only `merged` touches the instrument."},
    {Kind::action_plan,
     "Action plan",
     "What the parties of an instrument do in a period. It is suspended and resumed with its "
     "instrument, in the same transaction."},
    {Kind::activity,
     "Activity",
     "Field work ends with `completed`, accounts with `closed`. No step is taken by the calendar: "
     "a "
     "start date suggests `under_way`, only a report makes it so."},
    {Kind::action_point,
     "Action point",
     "Something that somebody has to do by a day. Overdue is worked out, not stored."},
});

std::string trigger_text(const Triggers& triggers) {
    std::vector<std::string_view> words;
    if (triggers.automatic) {
        words.emplace_back("automatic");
    } else if (triggers.command) {
        words.emplace_back("command");
    }
    if (triggers.cascade) {
        words.emplace_back("cascade");
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

/// A clause per item, as the cells of a table hold them.
template <typename Items, typename Text>
std::string clauses(const Items& items, const Text& text) {
    std::vector<std::string> words;
    for (const auto* item : items) {
        if (item != nullptr) {
            words.emplace_back(text(*item));
        }
    }
    return fmt::format("{}", fmt::join(words, "; "));
}

void append_diagram(std::string& document, Kind kind) {
    document += "```mermaid\nstateDiagram-v2\n";
    document += fmt::format("    [*] --> {}\n", word_of(initial_state(kind)));
    for (const Transition& row : transitions()) {
        if (row.kind == kind) {
            const bool named = row.triggers.automatic || !row.triggers.command;
            document += fmt::format("    {} --> {}{}\n",
                                    word_of(row.from),
                                    word_of(row.to),
                                    named ? ": " + trigger_text(row.triggers) : "");
        }
    }
    for (const State state : states_of(kind)) {
        bool left = false;
        for (const Transition& row : transitions()) {
            left = left || (row.kind == kind && row.from == state);
        }
        if (!left) {
            document += fmt::format("    {} --> [*]\n", word_of(state));
        }
    }
    document += "```\n\n";
}

void append_rows(std::string& document, Kind kind) {
    document += "| from | to | trigger | role | needs | then |\n|---|---|---|---|---|---|\n";
    for (const Transition& row : transitions()) {
        if (row.kind == kind) {
            document += fmt::format("| {} | {} | {} | {} | {} | {} |\n",
                                    word_of(row.from),
                                    word_of(row.to),
                                    trigger_text(row.triggers),
                                    row.roles == 0 ? "" : text_of_roles(row.roles),
                                    clauses(row.guards, [](const Guard& g) { return g.says; }),
                                    clauses(row.effects, [](const Effect& e) { return e.does; }));
        }
    }
    document += '\n';
}

void append_iati(std::string& document) {
    document +=
        "IATI codes (ActivityStatus 2.03) under which activities are published:\n\n"
        "| state | IATI |\n|---|---|\n";
    for (const State state : states_of(Kind::activity)) {
        document += fmt::format("| {} | {} |\n", word_of(state), iati_status(state));
    }
    document += '\n';
}

}  // namespace

std::string states_document() {
    std::string document =
        "# States and steps\n\n"
        "Written by `tools/states` from the table that decides (`src/register/transitions.cpp`); a "
        "test compares the two.\nWhat is not a row here does not happen. A step is refused with "
        "everything that it still needs. *Automatic* steps are taken\nby Imdad when their day has "
        "come and nothing is missing; a *cascade* follows from a step of another entity, in the\n"
        "same transaction. The role `focal_point` counts for what the focal point's own party has "
        "a "
        "part in.\n\n";
    for (const Chapter& chapter : kChapters) {
        document += fmt::format("## {}\n\n{}\n\n", chapter.title, chapter.idea);
        append_diagram(document, chapter.kind);
        append_rows(document, chapter.kind);
        if (chapter.kind == Kind::activity) {
            append_iati(document);
        }
    }
    document.pop_back();
    return document;
}

}  // namespace imdad::registry
