#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/page_sections.hpp"
#include "report/page_table.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

constexpr std::size_t kOriginNotesShown = 4;
constexpr std::size_t kNeedSourcesShown = 4;

std::string list_of(const std::vector<std::string>& items, const exchange::PublicView& view) {
    std::string text;
    for (const std::string& item : items) {
        text += fmt::format("<li>{}</li>\n", html(view.shown(item)));
    }
    return fmt::format("<ul>{}</ul>\n", text);
}

/// A link only where it leads to a web page; anything else stays text.
std::string source_text(const Source& source) {
    const bool web = source.path.starts_with("https://") || source.path.starts_with("http://");
    if (web) {
        return fmt::format(R"(<a href="{}" rel="noreferrer">{}</a>)",
                           html(source.path),
                           html(source.title.empty() ? source.path : source.title));
    }
    return html(source.path.empty() ? source.title : source.title + " (" + source.path + ")");
}

std::string sources_list(const Header& header) {
    std::string items;
    for (const Source& source : header.sources) {
        items += fmt::format("<li>{}</li>\n", source_text(source));
    }
    std::string text =
        items.empty()
            ? ""
            : fmt::format("<h3>{}</h3><ul>{}</ul>\n", html(say("sources.list_heading")), items);
    std::string licences;
    for (const std::string& licence : header.licences) {
        licences += (licences.empty() ? "" : ", ") + licence;
    }
    return licences.empty()
               ? text
               : text + fmt::format("<p>{}</p>\n",
                                    html(say("sources.licences", fmt::arg("licences", licences))));
}

/// What the short names in the tables above stand for.
std::string rules_list(const Header& header) {
    std::string items;
    for (const NamedRule& rule : header.rules) {
        items += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html(rule.name), bdi(rule.text));
    }
    return items.empty() ? ""
                         : fmt::format("<h3>{}</h3><dl class=\"rules\">{}</dl>\n",
                                       html(say("sources.rules_heading")),
                                       items);
}

/// The most frequent texts, then how many more there are.
std::string most_frequent(const Tally& tally, std::size_t shown, const exchange::PublicView& view) {
    Tally may_be_shown;
    for (const auto& [text, count] : tally) {
        may_be_shown[view.shown(text)] += count;
    }
    const Ranked texts = ranked(may_be_shown, shown);
    std::string lines;
    for (std::size_t i = 0; i < std::min(texts.size(), shown); ++i) {
        lines += fmt::format("{}{} ({})",
                             lines.empty() ? "" : "<br>",
                             html(texts[i].first),
                             grouped(static_cast<std::int64_t>(texts[i].second)));
    }
    if (texts.size() > shown) {
        lines += fmt::format(
            "<br>{}",
            html(say_count("sources.more", static_cast<std::int64_t>(texts.size() - shown))));
    }
    return lines;
}

std::string origins_table(const PageContext& context) {
    PageTable table(say("sources.origins_caption"),
                    {{say("sources.table")},
                     {say("sources.real"), true},
                     {say("sources.derived"), true},
                     {say("sources.assumed"), true},
                     {say("sources.unstated"), true},
                     {say("sources.notes")}});
    for (const OriginCount& count : origin_counts(context.scenario)) {
        const auto rows = [&count](Origin::Kind kind) {
            return grouped(static_cast<std::int64_t>(count.rows[static_cast<std::size_t>(kind)]));
        };
        table.row(html(count.table))
            .cell(rows(Origin::Kind::real))
            .cell(rows(Origin::Kind::derived))
            .cell(rows(Origin::Kind::assumed))
            .cell(rows(Origin::Kind::unstated))
            .cell(most_frequent(count.notes, kOriginNotesShown, context.view));
    }
    return fmt::format("<h3>{}</h3>\n{}", html(say("sources.origins_heading")), table.text());
}

std::string needs_table(const PageContext& context) {
    struct ProgrammeNeeds {
        std::int64_t rows = 0;
        Persons persons;
        Tally sources;
    };

    std::map<ProgrammeIndex, ProgrammeNeeds> programmes;
    for (const Need& need : context.scenario->needs) {
        ProgrammeNeeds& entry = programmes[need.programme];
        ++entry.rows;
        entry.persons += need.persons;
        std::string source = need.source;
        for (const std::string& more :
             {need.derived ? say("sources.from_quantification") : std::string(),
              to_text(need.origin)}) {
            source += more.empty() ? "" : (source.empty() ? more : "; " + more);
        }
        ++entry.sources[source.empty() ? say("sources.unstated") : source];
    }
    PageTable table(say("sources.needs_caption"),
                    {{say("word.programme")},
                     {say("sources.need_rows"), true},
                     {say("word.people"), true},
                     {say("sources.need_source")}});
    for (const auto& [programme, entry] : programmes) {
        table.row(bdi(context.scenario[programme].name))
            .cell(grouped(entry.rows))
            .cell(grouped(entry.persons.value()))
            .cell(most_frequent(entry.sources, kNeedSourcesShown, context.view));
    }
    return fmt::format("<h3>{}</h3>\n{}", html(say("sources.needs_heading")), table.text());
}

std::string reading() {
    std::string items;
    for (const Message message : {Message("reading.planned"),
                                  Message("reading.coverage"),
                                  Message("reading.people"),
                                  Message("reading.worst"),
                                  Message("reading.p10"),
                                  Message("reading.pro_rata"),
                                  Message("reading.first_come"),
                                  Message("reading.priority"),
                                  Message("reading.rounding"),
                                  Message("reading.files")}) {
        items += fmt::format("<li>{}</li>\n", html(say(message)));
    }
    return fmt::format("<h3>{}</h3><ul>{}</ul>\n", html(say("sources.reading_heading")), items);
}

}  // namespace

std::string sources_section(const PageContext& context) {
    const Header& header = context.scenario->header;
    std::string text =
        fmt::format("<section id=\"sources\"><h2>{}</h2>\n", html(say("sources.heading")));
    if (!header.label.empty()) {
        text += fmt::format("<p><strong>{}</strong></p>\n",
                            html(say("sources.label", fmt::arg("label", header.label))));
    }
    if (!context.result.notes.empty()) {
        text += fmt::format("<h3>{}</h3>{}",
                            html(say("sources.notes_heading")),
                            list_of(context.result.notes, context.view));
    }
    if (!context.result.not_used.empty()) {
        text += fmt::format("<h3>{}</h3>{}",
                            html(say("sources.not_used_heading")),
                            list_of(context.result.not_used, context.view));
    }
    text += origins_table(context) + needs_table(context) + rules_list(header) +
            sources_list(header) + reading();
    return text + "</section>\n";
}

}  // namespace imdad::report
