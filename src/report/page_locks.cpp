#include "report/catalogue.hpp"
#include "report/lock_lines.hpp"
#include "report/page_sections.hpp"
#include "report/page_table.hpp"

#include <fmt/format.h>

namespace imdad::report {

std::string locks_section(const PageContext& context) {
    const std::vector<LockLine> lines = lock_lines(context.scenario, context.result);
    if (lines.empty()) {
        return {};
    }
    const bool all = context.view.restricted();
    PageTable table(say("locks.caption"),
                    {{say("word.area")},
                     {say("word.programme")},
                     {say("locks.when")},
                     {say("locks.asked")},
                     {say("word.served"), true},
                     {say("locks.missing"), true},
                     {say("word.reason")}});
    table.sortable("lock-table");
    bool missing = false;
    for (const LockLine& line : lines) {
        const model::Lock& lock = context.scenario->locks[line.lock];
        missing = missing || line.missing > 0;
        const std::string by =
            lock.set_by.empty() ? "" : " " + say("locks.by", fmt::arg("who", lock.set_by));
        // The public is not told of places of care, and of reasons only what names none.
        table.row(bdi(all ? line.where : line.area))
            .cell(bdi(line.programme))
            .cell(html(line.weeks))
            .cell(html(line.asked))
            .cell(grouped(line.served))
            .cell(line.missing > 0
                      ? "<strong>" + grouped(line.missing) + "</strong>" +
                            (line.possible
                                 ? " " + html(say("locks.possible",
                                                  fmt::arg("persons", grouped(*line.possible))))
                                 : "")
                      : "0")
            .cell(html(context.view.shown(lock.reason + by)));
    }
    return fmt::format(
        "<section id=\"locks\"><h2>{}</h2><p class=\"note\">{}</p>\n{}{}</section>\n",
        html(say("locks.heading")),
        html(say("locks.note")),
        missing ? fmt::format("<p>{}</p>\n", html(say("locks.some_missing"))) : "",
        table.text());
}

}  // namespace imdad::report
