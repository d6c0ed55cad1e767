#include "report/stock_form.hpp"

#include "base/assert.hpp"
#include "report/catalogue.hpp"
#include "report/page_context.hpp"
#include "report/page_style.hpp"
#include "report/page_table.hpp"
#include "report/qr_code.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {

namespace {

constexpr const char* kSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

constexpr const char* kStyle = R"css(
@page{size:A4;margin:14mm}
.form dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.5rem 1.6rem;margin:.6rem 0 1.2rem}
.form dt{font-size:.82rem;color:var(--quiet)}
.form dd{margin:0;font-weight:650;overflow-wrap:anywhere}
.form .id{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85rem;font-weight:400}
.form .running{display:block}
.form .running p{display:none}
.form .head{display:flex;align-items:start;justify-content:end;gap:1rem}
.form section{margin-block:1.2rem}
.form table{inline-size:100%}
.form td.fill,.form .empty th,.form .empty td{border-block-end:1px solid var(--ink);min-inline-size:5rem;block-size:2.1rem}
.form th,.form td{overflow-wrap:break-word}
.signs{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:4rem 2rem;margin-block-start:4.5rem}
.signs div{border-block-start:1px solid var(--ink);padding-block-start:.3rem;break-inside:avoid}
.signs strong{display:block}
.signs span{color:var(--quiet);font-size:.85rem}
@media print{.form .running{display:table-header-group}.form .running p{display:flex;flex:1}.form table{font-size:9.5px}.form td.fill,.form .empty td,.form .empty th{block-size:8mm;min-inline-size:16mm}
.form dl{grid-template-columns:repeat(3,1fr);gap:2mm 6mm;margin:2mm 0 4mm}.form .wide{grid-column:1/-1}.signs{grid-template-columns:repeat(2,1fr);gap:14mm 10mm;margin-block-start:18mm}.form tr{break-inside:avoid}}
)css";

std::string facts(const StockForm& form) {
    std::string items;
    for (const auto& [key, value] : form.facts) {
        if (!value.empty()) {
            items += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n",
                                 html(say_named("form.fact.", key)),
                                 bdi(value));
        }
    }
    if (!form.reference.empty()) {
        items += fmt::format(
            "<div class=\"wide\"><dt>{}</dt><dd class=\"id\" dir=\"ltr\">{}</dd></div>\n",
            html(say("form.fact.reference")),
            html(form.reference));
    }
    return "<dl>\n" + items + "</dl>\n";
}

std::string cell(const FormColumn& column, std::string_view tag, const std::string& text) {
    const char* const kind = column.blank ? " class=\"fill\"" : column.number ? " class=\"n\"" : "";
    return fmt::format("<{}{}{}>{}</{}>",
                       tag,
                       tag == "th" ? " scope=\"row\"" : "",
                       kind,
                       text.empty() ? "" : bdi(text),
                       tag);
}

std::string row_of(const StockForm& form, const std::vector<std::string>& values) {
    std::string text;
    std::size_t next = 0;
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
        const FormColumn& column = form.columns[i];
        IMDAD_ASSERT(column.blank || next < values.size(), "a row of a form lacks a cell");
        text += cell(column, i == 0 ? "th" : "td", column.blank ? std::string() : values[next++]);
    }
    IMDAD_ASSERT(next == values.size(), "a row of a form has a cell too many");
    return text;
}

std::string table(const StockForm& form) {
    std::string head;
    for (const FormColumn& column : form.columns) {
        head += fmt::format("<th scope=\"col\"{}>{}</th>",
                            column.number ? " class=\"n\"" : "",
                            html(say_named("column.", column.key)));
    }
    std::string body;
    for (const std::vector<std::string>& row : form.rows) {
        body += "<tr>" + row_of(form, row) + "</tr>\n";
    }
    std::string empty = "<tr class=\"empty\">";
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
        empty += "<td></td>";
    }
    for (std::size_t i = 0; i < form.empty_rows; ++i) {
        body += empty + "</tr>\n";
    }
    const std::string caption = html(say_named("form.table.", form.kind));
    return fmt::format(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>"
        "<caption>{0}</caption><thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody></table></"
        "div>\n{3}",
        caption,
        head,
        body,
        form.rows.empty() ? fmt::format("<p class=\"note\">{}</p>\n", html(say("form.nothing")))
                          : "");
}

std::string signatures(const StockForm& form) {
    std::string items;
    for (const std::string& key : form.signatures) {
        items += fmt::format("<div><strong>{}</strong><span>{}</span></div>\n",
                             html(say_named("form.sign.", key)),
                             html(say("form.sign_line")));
    }
    return items.empty() ? "" : "<section class=\"signs\">\n" + items + "</section>\n";
}

std::string checkpoint_of(const StockForm& form) {
    const SheetMark& mark = form.sheet.mark;
    return mark.root.empty()
               ? ""
               : say("form.checkpoint", fmt::arg("size", mark.size), fmt::arg("root", mark.root));
}

/// What a sheet is to the books, for whoever followed the code on it.
std::string checked(const StockForm& form) {
    const SheetCheck& check = form.sheet.check;
    if (check.found == SheetFound::not_asked) {
        return "";
    }
    const auto size = fmt::arg("size", check.asked.size);
    const auto root = fmt::arg("root", check.asked.root);
    const auto since = static_cast<std::int64_t>(check.since);
    return fmt::format(
        "<p class=\"sheet-is\"><strong>{}</strong></p>\n",
        html(check.found == SheetFound::now      ? say("sheet.now", size, root)
             : check.found == SheetFound::before ? say_count("sheet.before", since, size, root)
             : check.found == SheetFound::hidden ? say("sheet.hidden")
                                                 : say("sheet.nowhere", size, root)));
}

}  // namespace

std::string form_page(const StockForm& form) {
    const std::string title = say_named("form.title.", form.kind) + " " + form.subject;
    const std::string stamp = say(
        "brief.stamp", fmt::arg("class", say("class.restricted")), fmt::arg("day", form.made_on));
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{0}\" dir=\"{1}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"{2}\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{3}</title>\n<style>{4}{5}</style>\n</head>\n<body "
        "class=\"form\">\n<p class=\"stamp\">{6}</p>\n<div class=\"sheet\">\n<div "
        "class=\"running\"><div class=\"head\"><p><span>{3}</span><span>{14}</span><strong>{6}</"
        "strong></p>{13}</div></div>\n<div class=\"body\">\n<header class=\"top\"><h1>{7} "
        "{8}</h1>\n{15}{9}</header>\n<main>\n{10}{11}"
        "</main>\n<footer><p>{12}</p></footer>\n</div>\n</div>\n</body>\n</html>\n",
        say("page.language"),
        say("page.direction"),
        kSecurityPolicy,
        html(title),
        page_style(),
        std::string(kStyle) + std::string(qr_style()),
        html(stamp),
        html(say_named("form.title.", form.kind)),
        bdi(form.subject),
        facts(form),
        table(form),
        signatures(form),
        html(say("form.footer")),
        qr_svg(form.sheet.address, say("form.code")),
        html(checkpoint_of(form)),
        checked(form));
}

}  // namespace imdad::report
