#include "report/brief_view.hpp"
#include "report/catalogue.hpp"
#include "report/page_context.hpp"
#include "report/page_style.hpp"
#include "report/page_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {

namespace {

// Rows for which two pages of A4 have room.
constexpr std::size_t kOutcomesMost = 6;
constexpr std::size_t kAgreementsMost = 6;
constexpr std::size_t kActivitiesMost = 8;
constexpr std::size_t kGiftsMost = 7;
constexpr std::size_t kHoldingsMost = 6;
constexpr std::size_t kOverdueMost = 8;
constexpr std::size_t kAsksMost = 8;

constexpr const char* kSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

constexpr const char* kStyle = R"css(
.names{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:0 0 .6rem;font-size:1.1rem;color:var(--quiet)}
.brief section{margin-block:1.5rem}
.said{list-style:none;margin:.4rem 0;padding:0}
.said li{position:relative;padding-block:.35rem;padding-inline-start:6.2rem;border-block-end:1px solid var(--line)}
.strength{position:absolute;inset-inline-start:0;font-weight:650;color:var(--accent)}
.said blockquote{margin:.15rem 0 0;color:var(--quiet);font-size:.92rem}
.ask li{padding-block:.15rem}
.late{color:var(--alarm);font-weight:650}
@media print{.brief section{margin-block:3.5mm}.said li{padding-block:.6mm;padding-inline-start:18mm;break-inside:avoid}}
)css";

std::string more(std::size_t all, std::size_t shown) {
    return all <= shown
               ? ""
               : fmt::format("<p class=\"note\">{}</p>\n",
                             html(say_count("brief.more", static_cast<std::int64_t>(all - shown))));
}

std::string section(const std::string& heading,
                    const std::string& body,
                    const std::string& nothing = say("brief.nothing")) {
    return fmt::format(
        "<section><h2>{}</h2>\n{}</section>\n",
        html(heading),
        body.empty() ? fmt::format("<p class=\"note\">{}</p>\n", html(nothing)) : body);
}

std::string outcomes(const BriefView& view) {
    std::string items;
    for (std::size_t i = 0; i < std::min(view.outcomes.size(), kOutcomesMost); ++i) {
        const BriefOutcome& one = view.outcomes[i];
        const std::string quotation =
            one.quotation.empty()
                ? ""
                : fmt::format(
                      "<blockquote><q lang=\"{}\" dir=\"auto\">{}</q> <cite>{}</cite></blockquote>",
                      html(one.language),
                      html(one.quotation),
                      html(one.source));
        items += fmt::format(
            "<li><span class=\"strength\">{}</span> {} <span class=\"quiet\">{} {}</span>{}</li>\n",
            html(one.strength),
            bdi(one.summary),
            html(one.date),
            bdi(one.meeting),
            quotation);
    }
    return items.empty() ? ""
                         : "<ul class=\"said\">\n" + items + "</ul>\n" +
                               more(view.outcomes.size(), kOutcomesMost);
}

std::string agreements(const BriefView& view) {
    if (view.agreements.empty()) {
        return {};
    }
    PageTable table(say("brief.agreements"),
                    {{say_named("column.", "instrument")},
                     {say_named("column.", "state")},
                     {say_named("column.", "type")},
                     {say_named("column.", "title")},
                     {say_named("column.", "reported")}});
    for (std::size_t i = 0; i < std::min(view.agreements.size(), kAgreementsMost); ++i) {
        const BriefAgreement& one = view.agreements[i];
        table.row(bdi(one.reference.empty() ? one.id : one.reference))
            .cell(html(one.state))
            .cell(html(one.external ? one.type + ", " + say("brief.external") : one.type))
            .cell(bdi(one.title) + " <span class=\"quiet\">" + html(one.period) + "</span>")
            .cell(html(one.reported));
    }
    return table.text() + more(view.agreements.size(), kAgreementsMost);
}

std::string activities(const BriefView& view) {
    if (view.activities.empty()) {
        return {};
    }
    PageTable table(say("brief.activities"),
                    {{say_named("column.", "activity")},
                     {say_named("column.", "state")},
                     {say_named("column.", "lead")},
                     {say_named("column.", "indicator")}});
    for (std::size_t i = 0; i < std::min(view.activities.size(), kActivitiesMost); ++i) {
        const BriefActivity& one = view.activities[i];
        table.row(bdi(one.title.empty() ? one.id : one.title))
            .cell(html(one.state))
            .cell(bdi(one.lead))
            .cell(html(one.result));
    }
    return table.text() + more(view.activities.size(), kActivitiesMost);
}

std::string gifts(const BriefView& view) {
    if (view.gifts.empty()) {
        return {};
    }
    const auto number = [](const char* stage) {
        return PageColumn{say_named("column.", stage), true};
    };
    PageTable table(say("brief.gifts"),
                    {{say_named("column.", "pledge")},
                     {say_named("column.", "level"), true},
                     number("uncommitted"),
                     number("committed"),
                     number("in_transit"),
                     number("on_hand"),
                     number("delivered"),
                     {say_named("column.", "due")}});
    for (std::size_t i = 0; i < std::min(view.gifts.size(), kGiftsMost); ++i) {
        const PledgeLine& one = view.gifts[i];
        table
            .row(bdi(one.pledge) +
                 (one.external.empty()
                      ? ""
                      : " <span class=\"quiet\">" + html(say("brief.external")) + "</span>"))
            .cell(html(one.level + ' ' + one.unit))
            .cell(html(one.at("uncommitted")))
            .cell(html(one.at("committed")))
            .cell(html(one.at("in_transit")))
            .cell(html(one.at("on_hand")))
            .cell(html(one.at("delivered")))
            .cell(html(one.due));
    }
    return table.text() + more(view.gifts.size(), kGiftsMost);
}

std::string holdings(const BriefView& view) {
    if (view.holdings.empty()) {
        return {};
    }
    PageTable table(say("brief.holdings"),
                    {{say_named("column.", "stage")}, {say_named("column.", "amount"), true}});
    for (std::size_t i = 0; i < std::min(view.holdings.size(), kHoldingsMost); ++i) {
        table.row(html(say_named("stage.", view.holdings[i].stage)))
            .cell(html(view.holdings[i].amount));
    }
    return table.text() + more(view.holdings.size(), kHoldingsMost);
}

std::string overdue(const BriefView& view) {
    if (view.overdue.empty()) {
        return {};
    }
    PageTable table(say("brief.overdue"),
                    {{say_named("column.", "what")},
                     {say_named("column.", "due")},
                     {say_named("column.", "days_late"), true}});
    for (std::size_t i = 0; i < std::min(view.overdue.size(), kOverdueMost); ++i) {
        table.row(bdi(view.overdue[i].what))
            .cell(html(view.overdue[i].due))
            .cell("<span class=\"late\">" + grouped(view.overdue[i].days) + "</span>");
    }
    return table.text() + more(view.overdue.size(), kOverdueMost);
}

std::string asks(const BriefView& view) {
    std::string items;
    for (std::size_t i = 0; i < std::min(view.asks.size(), kAsksMost); ++i) {
        items += "<li>" + bdi(view.asks[i]) + "</li>\n";
    }
    return items.empty()
               ? ""
               : "<ol class=\"ask\">\n" + items + "</ol>\n" + more(view.asks.size(), kAsksMost);
}

std::string top(const BriefView& view) {
    std::string facts;
    const auto fact = [&facts](const std::string& text) {
        facts += text.empty() ? "" : "<li>" + html(text) + "</li>";
    };
    fact(say_named("party_type.", view.type));
    fact(view.roles);
    fact(view.held_by.empty() ? "" : say("brief.held_by", fmt::arg("party", view.held_by)));
    for (const std::string& mandate : view.mandates) {
        fact(mandate);
    }
    std::string names;
    if (!view.name_fr.empty()) {
        names += "<span lang=\"fr\">" + bdi(view.name_fr) + "</span>";
    }
    if (!view.name_ar.empty()) {
        names += "<span lang=\"ar\" dir=\"rtl\">" + bdi(view.name_ar) + "</span>";
    }
    return fmt::format(
        "<header class=\"top\"><h1>{}</h1><p class=\"names\">{}</p><ul "
        "class=\"facts\">{}</ul></header>\n",
        bdi(view.name_en),
        names,
        facts);
}

}  // namespace

std::string brief_page(const BriefView& view) {
    const std::string title = say("brief.title", fmt::arg("party", view.name_en));
    const std::string stamp = say("brief.stamp",
                                  fmt::arg("class", say_named("class.", view.classification)),
                                  fmt::arg("day", view.today));
    std::string text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{}</title>\n<style>{}{}</style>\n</head>\n<body "
        "class=\"brief\">\n<p class=\"stamp\">{}</p>\n<div class=\"sheet\">\n<div "
        "class=\"running\"><p><span>{}</span><strong>{}</strong></p></div>\n<div "
        "class=\"body\">\n",
        say("page.language"),
        say("page.direction"),
        kSecurityPolicy,
        html(title),
        page_style(),
        kStyle,
        html(stamp),
        html(title),
        html(stamp));
    text += top(view) + "<main>\n";
    text += section(say("brief.agreed"), outcomes(view) + agreements(view));
    text += section(say("brief.done"), activities(view) + gifts(view) + holdings(view));
    text += section(say("brief.overdue"), overdue(view));
    text += section(say("brief.next"), asks(view), say("brief.nothing_to_ask"));
    text += "</main>\n";
    text +=
        fmt::format("<footer><p>{}</p>{}</footer>\n</div>\n</div>\n</body>\n</html>\n",
                    html(say("brief.footer")),
                    view.ledger_hidden ? "<p>" + html(say("trace.ledger_hidden")) + "</p>" : "");
    return text;
}

}  // namespace imdad::report
