#include "report/explain_section.hpp"

#include "report/catalogue.hpp"
#include "report/explain_view.hpp"
#include "report/numbers.hpp"
#include "report/page_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

constexpr std::size_t kGroupsShown = 200;
constexpr std::size_t kHelpsShown = 30;

std::string persons_text(double persons) {
    return grouped(std::llround(persons));
}

std::string sums_table(const PageContext& context, const Explanation& explanation) {
    PageTable table(say("short.caption"),
                    {{say("word.programme")},
                     {say("explain.cause")},
                     {say("short.short"), true},
                     {say("word.areas"), true}});
    table.sortable("short-table");
    for (const CauseSum& sum : cause_sums(explanation)) {
        table.row(bdi(context.scenario[sum.programme].name))
            .cell(html(cause_name(sum.kind)))
            .cell(persons_text(sum.persons))
            .cell(grouped(static_cast<std::int64_t>(sum.groups)));
    }
    return table.text();
}

/// Kinds alone for the public, each once, in order of persons; for planners the sentences.
std::string causes_cell(const PageContext& context, const GroupCauses& group) {
    std::vector<std::string> texts;
    for (const Cause& cause : group.causes) {
        std::string text = context.view.restricted()
                               ? fmt::format("{}: {}", persons_text(cause.persons), cause.text)
                               : cause_name(cause.kind);
        if (std::ranges::find(texts, text) == texts.end()) {
            texts.push_back(std::move(text));
        }
    }
    std::string cell;
    for (const std::string& text : texts) {
        cell += (cell.empty() ? "" : "; ") + html(text);
    }
    return cell;
}

std::string groups_table(const PageContext& context, const Explanation& explanation) {
    PageTable table(say("short.groups_caption"),
                    {{say("word.area")},
                     {say("word.programme")},
                     {say("short.short"), true},
                     {say("explain.cause")}});
    table.sortable("short-groups");
    const std::size_t shown = std::min(explanation.groups.size(), kGroupsShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const GroupCauses& group = explanation.groups[i];
        table.row(bdi(full_name(context.scenario, group.area)))
            .cell(bdi(context.scenario[group.programme].name))
            .cell(grouped(group.persons_short()))
            .cell(causes_cell(context, group));
    }
    std::string text =
        fmt::format("<details><summary>{}</summary>{}", html(say("short.details")), table.text());
    if (shown < explanation.groups.size()) {
        text += fmt::format(
            "<p class=\"note\">{}</p>",
            html(say_count("short.cut",
                           static_cast<std::int64_t>(explanation.groups.size() - shown))));
    }
    return text + "</details>\n";
}

std::string helps_table(const Explanation& explanation) {
    PageTable table(say("short.helps_caption"), {{say("short.thing")}, {say("short.price"), true}});
    std::size_t shown = 0;
    for (const Help& help : explanation.helps) {
        if (help.price && shown < kHelpsShown) {
            ++shown;
            table.row(html(help.what)).cell(html(figure(*help.price)));
        }
    }
    return shown == 0 ? std::string() : table.text();
}

}  // namespace

std::string short_section(const PageContext& context, const Explanation& explanation) {
    std::string text = fmt::format("<section id=\"short\"><h2>{}</h2>", html(say("short.heading")));
    if (explanation.groups.empty()) {
        return text + fmt::format("<p>{}</p></section>\n", html(say("explain.nobody_short")));
    }
    text += fmt::format("<p class=\"note\">{}{}</p>\n",
                        html(say("short.note")),
                        context.view.restricted() ? "" : " " + html(say("short.public_note")));
    text += sums_table(context, explanation) + groups_table(context, explanation);
    if (context.view.restricted()) {
        text += helps_table(explanation);
    }
    return text + "</section>\n";
}

}  // namespace imdad::report
