#include "report/stock_form.hpp"

#include "base/assert.hpp"
#include "report/numbers.hpp"
#include "report/page_style.hpp"
#include "report/print_page.hpp"
#include "report/qr_code.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace imdad::report {

namespace {

constexpr const char* kSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

constexpr const char* kStyle = R"css(
@page{size:A4;margin:14mm;@bottom-right{content:none}@bottom-center{content:counter(page) " / " counter(pages);font:8px system-ui,sans-serif;color:#4c5864}}
.form dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.5rem 1.6rem;margin:.6rem 0 1.2rem}
.form dt{font-size:.82rem;color:var(--quiet)}
.form dd{margin:0;font-weight:650;overflow-wrap:anywhere}
.form .id{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85rem;font-weight:400}
.form .nowrap{white-space:nowrap}
.form .tongues{max-inline-size:76rem;margin:.6rem auto 0;padding-inline:clamp(1rem,3vw,2rem)}
.form .tongues ul{margin:0;padding:0;border:0}
.form .tongues [aria-current]{font-weight:700;text-decoration:none}
[dir=rtl] .stamp,[dir=rtl] h1{letter-spacing:normal}
.form .running{display:block}
.form .running p{display:none}
.form .head{display:flex;align-items:start;justify-content:end;gap:1rem;max-inline-size:76rem;margin:.6rem auto 0;padding-inline:clamp(1rem,3vw,2rem)}
.form section{margin-block:1.2rem}
.form table{inline-size:100%}
.form td.fill,.form .empty th,.form .empty td{border-block-end:1px solid var(--ink);min-inline-size:5rem;block-size:2.1rem}
.form th,.form td{overflow-wrap:break-word}
.form .signs{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:4rem 2rem;margin-block-start:4.5rem}
.signs div{border-block-start:1px solid var(--ink);padding-block-start:.3rem;break-inside:avoid}
.signs strong{display:block}
.signs span{color:var(--quiet);font-size:.85rem}
@media print{.form .head{max-inline-size:none;margin:0;padding:0}.form .running{display:table-header-group}.form .running p{display:flex;flex:1}.form table{font-size:9.5px}.form td.fill,.form .empty td,.form .empty th{block-size:8mm;min-inline-size:16mm}
.form dl{grid-template-columns:repeat(3,1fr);gap:2mm 6mm;margin:2mm 0 4mm}.form .wide{grid-column:1/-1}.form .signs{grid-template-columns:repeat(2,1fr);gap:18mm 10mm;margin-block-start:18mm}.form .stamp{margin-block-end:2mm}.form tr{break-inside:avoid}}
)css";

struct Words {
    std::string_view kind;
    std::string_view title;
    std::string_view caption;
};

constexpr auto kWords = std::to_array<Words>({
    {"waybill", "stock.paper.waybill", "stock.form.table.waybill"},
    {"planned_waybill", "stock.form.planned", "stock.form.table.planned"},
    {"grn", "stock.paper.grn", "stock.form.table.grn"},
    {"stock_card", "stock.paper.card", "stock.form.table.card"},
    {"count_sheet", "stock.paper.count", "stock.form.table.count"},
});

class FormPage {
 public:
    FormPage(const StockForm& form, const ReaderLanguage& language)
        : form_(form),
          language_(language),
          words_(std::ranges::find(kWords, std::string_view(form.kind), &Words::kind)) {
        IMDAD_ASSERT(words_ != kWords.end(), "a form of a kind that has no title");
    }

    [[nodiscard]] std::string text() const;

 private:
    [[nodiscard]] std::string say(std::string_view key, const TextValues& values = {}) const {
        return language_.say(key, values).html();
    }

    [[nodiscard]] std::string written(const std::string& value, FormWrites as) const;
    [[nodiscard]] std::string cell(const FormColumn& column,
                                   std::string_view tag,
                                   const std::string& value) const;
    [[nodiscard]] std::string row(const std::vector<std::string>& values) const;
    [[nodiscard]] std::string facts() const;
    [[nodiscard]] std::string table() const;
    [[nodiscard]] std::string signatures() const;
    [[nodiscard]] std::string checkpoint() const;
    [[nodiscard]] std::string checked() const;
    [[nodiscard]] std::string languages() const;
    [[nodiscard]] std::string stamp() const;
    [[nodiscard]] std::string head() const;

    const StockForm& form_;
    const ReaderLanguage& language_;
    const Words* words_;
};

bool is_number(const FormColumn& column) {
    return column.writes == FormWrites::amount || column.writes == FormWrites::figure;
}

/// Escaped; nothing where there is no value.
std::string FormPage::written(const std::string& value, FormWrites as) const {
    if (value.empty()) {
        return "";
    }
    switch (as) {
        case FormWrites::amount:
            return Markup::name(language_.decimal(value)).html();
        case FormWrites::day:
            return Markup::element("span", "nowrap", Markup::text(language_.day(value))).html();
        case FormWrites::movement:
            return html(language_.word("act", value));
        case FormWrites::stage:
            return html(language_.word("stage", value));
        case FormWrites::figure:
        case FormWrites::as_it_is:
            break;
    }
    return Markup::name(value).html();
}

std::string FormPage::facts() const {
    std::string items;
    for (const FormFact& fact : form_.facts) {
        std::string values;
        for (const std::string& value : fact.values) {
            values += values.empty() || value.empty() ? "" : " &middot; ";
            values += written(value, fact.writes);
        }
        if (!values.empty()) {
            items += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", say(fact.key), values);
        }
    }
    if (!form_.reference.empty()) {
        items += fmt::format(
            "<div class=\"wide\"><dt>{}</dt><dd class=\"id\"><bdi "
            "dir=\"ltr\">{}</bdi></dd></div>\n",
            say("stock.form.reference"),
            html(form_.reference));
    }
    return "<dl>\n" + items + "</dl>\n";
}

std::string FormPage::cell(const FormColumn& column,
                           std::string_view tag,
                           const std::string& value) const {
    const char* const kind = column.blank        ? " class=\"fill\""
                             : is_number(column) ? " class=\"n\""
                                                 : "";
    return fmt::format("<{0}{1}{2}>{3}</{0}>",
                       tag,
                       tag == "th" ? " scope=\"row\"" : "",
                       kind,
                       written(value, column.writes));
}

std::string FormPage::row(const std::vector<std::string>& values) const {
    std::string text;
    std::size_t next = 0;
    for (std::size_t i = 0; i < form_.columns.size(); ++i) {
        const FormColumn& column = form_.columns[i];
        IMDAD_ASSERT(column.blank || next < values.size(), "a row of a form lacks a cell");
        text += cell(column, i == 0 ? "th" : "td", column.blank ? std::string() : values[next++]);
    }
    IMDAD_ASSERT(next == values.size(), "a row of a form has a cell too many");
    return text;
}

std::string FormPage::table() const {
    std::string head;
    for (const FormColumn& column : form_.columns) {
        head += fmt::format("<th scope=\"col\"{}>{}</th>",
                            is_number(column) && !column.blank ? " class=\"n\"" : "",
                            say(column.key));
    }
    std::string body;
    for (const std::vector<std::string>& values : form_.rows) {
        body += "<tr>" + row(values) + "</tr>\n";
    }
    std::string empty = "<tr class=\"empty\">";
    for (std::size_t i = 0; i < form_.columns.size(); ++i) {
        empty += "<td></td>";
    }
    for (std::size_t i = 0; i < form_.empty_rows; ++i) {
        body += empty + "</tr>\n";
    }
    return fmt::format(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>"
        "<caption>{0}</caption><thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody></table></"
        "div>\n{3}",
        say(words_->caption),
        head,
        body,
        form_.rows.empty() ? fmt::format("<p class=\"note\">{}</p>\n", say("stock.form.nothing"))
                           : "");
}

std::string FormPage::signatures() const {
    std::string items;
    for (const std::string& key : form_.signatures) {
        items += fmt::format("<div><strong>{}</strong><span>{}</span></div>\n",
                             say("stock.form.sign." + key),
                             say("stock.form.sign"));
    }
    return items.empty() ? "" : "<section class=\"signs\">\n" + items + "</section>\n";
}

std::string FormPage::checkpoint() const {
    const SheetMark& mark = form_.sheet.mark;
    return mark.root.empty() ? ""
                             : say("print.checkpoint",
                                   {{"size", fmt::format("{}", mark.size)}, {"root", mark.root}});
}

/// What a sheet is to the books, for whoever followed the code on it.
std::string FormPage::checked() const {
    const SheetCheck& check = form_.sheet.check;
    return check.found == SheetFound::not_asked
               ? ""
               : fmt::format("<p class=\"sheet-is\"><strong>{}</strong></p>\n",
                             checked_sheet(language_, check).html());
}

/// The same paper in the other languages, for whoever sees it on a screen.
std::string FormPage::languages() const {
    if (!form_.query) {
        return "";
    }
    std::string items;
    for (const std::string_view code : ReaderLanguage::codes()) {
        const bool current = code == language_.code();
        items += fmt::format(
            "<li><a href=\"?language={0}{1}{2}\" lang=\"{0}\" hreflang=\"{0}\"{3}>{4}</a></li>",
            code,
            form_.query->empty() ? "" : "&amp;",
            html(*form_.query),
            current ? " aria-current=\"true\"" : "",
            html(ReaderLanguage::find(code)->word("language", code)));
    }
    return fmt::format("<nav class=\"tongues\" aria-label=\"{}\"><ul>{}</ul></nav>\n",
                       html(language_.plain("shell.languages")),
                       items);
}

/// What a store has is restricted.
std::string FormPage::stamp() const {
    return say("print.class", {{"class", language_.word("classification", "restricted")}}) +
           " &middot; " + say("print.asof", {{"day", language_.day(form_.made_on)}});
}

std::string FormPage::head() const {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{} {}</title>\n<style>{}{}{}</style>\n</head>\n",
        language_.code(),
        language_.is_right_to_left() ? "rtl" : "ltr",
        kSecurityPolicy,
        html(language_.plain(words_->title)),
        html(form_.subject),
        page_style(),
        kStyle,
        qr_style());
}

std::string FormPage::text() const {
    const std::string title = say(words_->title) + " " + Markup::name(form_.subject).html();
    return fmt::format(
        "{0}<body class=\"form\">\n<div class=\"stamp\" role=\"region\" "
        "aria-label=\"{11}\">{1}</div>\n{2}<div class=\"sheet\">\n<div "
        "class=\"running\"><div class=\"head\"><p><span>{3}</span><span>{4}</span><strong>{1}</"
        "strong></p>{5}</div></div>\n<div class=\"body\">\n<header "
        "class=\"top\"><h1>{3}</h1>\n{6}{7}</header>\n<main>\n{8}{9}"
        "</main>\n<footer><p>{10}</p></footer>\n</div>\n</div>\n</body>\n</html>\n",
        head(),
        stamp(),
        languages(),
        title,
        checkpoint(),
        qr_svg(form_.sheet.address, language_.plain("print.code")),
        checked(),
        facts(),
        table(),
        signatures(),
        say("stock.form.footer"),
        html(language_.field("classification")));
}

}  // namespace

std::string form_page(const StockForm& form, const ReaderLanguage& language) {
    return FormPage(form, language).text();
}

}  // namespace imdad::report
