#include "report/print_page.hpp"

#include "base/assert.hpp"
#include "report/numbers.hpp"
#include "report/print_style.hpp"
#include "report/qr_code.hpp"

#include <fmt/format.h>

namespace imdad::report {

namespace {

constexpr const char* kSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Room for what is no row of a table or list: the head, the style, pictures have theirs.
constexpr std::size_t kKeptForTheRest = 40'000;

/// With more of them, a word may be broken anywhere rather than be cut off at the edge of a sheet.
constexpr std::size_t kManyColumns = 7;

class Page {
 public:
    explicit Page(const PrintDocument& document)
        : document_(document), language_(document.language) {}

    [[nodiscard]] std::string text();

 private:
    void add(const PrintFacts& facts);
    void add(const PrintTable& table);
    void add(const PrintPicture& picture);
    void add(const PrintList& list);
    void add(const PrintNote& note);
    void add_items(const std::vector<PrintItem>& items, std::string_view tag);
    [[nodiscard]] std::string row(const PrintTable& table,
                                  const std::vector<Markup>& cells,
                                  std::string_view style) const;
    [[nodiscard]] std::string head() const;
    [[nodiscard]] std::string running() const;
    [[nodiscard]] std::string checked() const;
    [[nodiscard]] std::string tools() const;

    /// Whether so much more has room.
    [[nodiscard]] bool has_room(std::size_t bytes) const {
        return body_.size() + bytes + kKeptForTheRest <= kPrintMost;
    }

    const PrintDocument& document_;
    const ReaderLanguage& language_;
    std::string body_;
    std::size_t left_out_ = 0;
};

void Page::add(const PrintFacts& facts) {
    if (facts.rows.empty()) {
        return;
    }
    body_ += "<dl class=\"facts\">\n";
    for (const PrintFact& one : facts.rows) {
        body_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", one.name.html(), one.value.html());
    }
    body_ += "</dl>\n";
}

std::string Page::row(const PrintTable& table,
                      const std::vector<Markup>& cells,
                      std::string_view style) const {
    IMDAD_ASSERT(cells.size() == table.columns.size(), "a row of a printed table lacks a cell");
    std::string text =
        style.empty() ? std::string("<tr>") : fmt::format("<tr class=\"{}\">", style);
    for (std::size_t at = 0; at < cells.size(); ++at) {
        text += fmt::format("<{0}{1}{2}>{3}</{0}>",
                            at == 0 ? "th" : "td",
                            at == 0 ? " scope=\"row\"" : "",
                            table.columns[at].number ? " class=\"n\"" : "",
                            cells[at].html());
    }
    return text + "</tr>\n";
}

void Page::add(const PrintTable& table) {
    body_ += fmt::format(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table{}>",
        html(language_.plain("picture.table")),
        table.dense                           ? " class=\"dense\""
        : table.columns.size() > kManyColumns ? " class=\"narrow\""
                                              : "");
    if (!table.caption.empty()) {
        body_ += fmt::format("<caption>{}</caption>", table.caption.html());
    }
    body_ += "<thead><tr>";
    for (const PrintColumn& column : table.columns) {
        body_ += fmt::format("<th scope=\"col\"{}>{}</th>",
                             column.number ? " class=\"n\"" : "",
                             column.title.html());
    }
    body_ += "</tr></thead>\n<tbody>\n";
    std::size_t shown = 0;
    for (const std::vector<Markup>& cells : table.rows) {
        const std::string text = row(table, cells, "");
        if (!has_room(text.size())) {
            break;
        }
        body_ += text;
        ++shown;
    }
    if (!table.totals.empty()) {
        body_ += row(table, table.totals, "total");
    }
    body_ += "</tbody></table></div>\n";
    if (shown < table.rows.size()) {
        body_ += fmt::format(
            "<p class=\"alarm\">{}</p>\n",
            language_
                .say("print.cut", {{"n", static_cast<std::int64_t>(table.rows.size() - shown)}})
                .html());
    }
}

void Page::add(const PrintPicture& picture) {
    body_ += fmt::format(
        "<figure role=\"img\" aria-label=\"{}\">{}</figure>\n", html(picture.summary), picture.svg);
}

void Page::add_items(const std::vector<PrintItem>& items, std::string_view tag) {
    body_ += fmt::format("<{}>\n", tag);
    for (const PrintItem& one : items) {
        if (!has_room(one.text.html().size())) {
            ++left_out_;
            continue;
        }
        body_ += "<li>" + one.text.html();
        if (!one.below.empty()) {
            add_items(one.below, "ul");
        }
        body_ += "</li>\n";
    }
    body_ += fmt::format("</{}>\n", tag);
}

void Page::add(const PrintList& list) {
    if (list.items.empty()) {
        return;
    }
    left_out_ = 0;
    add_items(list.items, list.numbered ? "ol" : "ul");
    if (left_out_ > 0) {
        body_ += fmt::format(
            "<p class=\"alarm\">{}</p>\n",
            language_.say("print.cut", {{"n", static_cast<std::int64_t>(left_out_)}}).html());
    }
}

void Page::add(const PrintNote& note) {
    body_ +=
        fmt::format("<p class=\"{}\">{}</p>\n", note.alarm ? "alarm" : "note", note.text.html());
}

/// On every sheet: what it is, of what, as of when, for whom, and how it can be verified.
std::string Page::running() const {
    const PrintHeader& header = document_.header;
    const std::string about =
        document_.about.empty() ? "" : Markup::name(document_.about).html() + " &middot; ";
    std::string second = header.as_of.html();
    for (const Markup* const one : {&header.filter, &header.checkpoint}) {
        second += one->empty() ? "" : "</span><span>" + one->html();
    }
    return fmt::format(
        "<header class=\"running\"><div>\n<div class=\"says\"><p><span><strong>Imdad</strong> "
        "&middot; "
        "{}{}</span><span "
        "class=\"class\">{}</span></p>\n<p><span>{}</span></p></div>\n{}</div></header>\n",
        about,
        html(document_.title),
        language_
            .say("print.class",
                 {{"class", language_.word("classification", header.classification)}})
            .html(),
        second,
        qr_svg(header.sheet.address, language_.plain("print.code")));
}

/// What a sheet is to the books, for whoever followed the code on it.
std::string Page::checked() const {
    const SheetCheck& check = document_.header.sheet.check;
    if (check.found == SheetFound::not_asked) {
        return "";
    }
    return fmt::format("<p class=\"{}\">{}</p>\n",
                       check.found == SheetFound::nowhere ? "alarm" : "sheet-is",
                       checked_sheet(language_, check).html());
}

/// For a screen only: the other languages, the other paper, and the way back.
std::string Page::tools() const {
    // Filters stay: they are the query of the screen.
    const std::string& screen = document_.header.screen;
    const std::size_t query = screen.find('?');
    const std::string filters = query == std::string::npos ? "" : '&' + screen.substr(query + 1);
    const auto item =
        [&](std::string_view language, Paper paper, const std::string& label, bool current) {
            return fmt::format("<li><a href=\"?language={}&amp;paper={}{}\"{}{}>{}</a></li>",
                               language,
                               word_of(paper),
                               html(filters),
                               current ? " aria-current=\"true\"" : "",
                               language == language_.code()
                                   ? std::string()
                                   : fmt::format(" lang=\"{0}\" hreflang=\"{0}\"", language),
                               label);
        };
    std::string languages;
    for (const std::string_view code : ReaderLanguage::codes()) {
        languages += item(code,
                          document_.paper,
                          html(ReaderLanguage::find(code)->word("language", code)),
                          code == language_.code());
    }
    std::string papers;
    for (const Paper paper : {Paper::a4, Paper::letter}) {
        papers += item(language_.code(),
                       paper,
                       html(language_.word("print.paper", word_of(paper))),
                       paper == document_.paper);
    }
    return fmt::format(
        "<nav class=\"tools\" aria-label=\"{}\"><a href=\"{}\">{}</a><ul>{}</ul><ul>{}</ul></"
        "nav>\n",
        html(language_.plain("print.do")),
        html(screen),
        html(language_.plain("print.back")),
        languages,
        papers);
}

std::string Page::head() const {
    const std::string title =
        document_.about.empty() ? document_.title : document_.about + " · " + document_.title;
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{} · Imdad</title>\n<style>{}</style>\n</head>\n",
        language_.code(),
        language_.is_right_to_left() ? "rtl" : "ltr",
        kSecurityPolicy,
        html(title),
        print_style(document_.paper, document_.landscape));
}

std::string Page::text() {
    std::string first;
    if (!document_.about.empty()) {
        first = fmt::format("<p class=\"about\">{}</p>\n", Markup::name(document_.about).html());
    }
    first += fmt::format("<h1>{}</h1>\n{}", html(document_.title), checked());
    if (!document_.answer.empty()) {
        first += fmt::format("<p class=\"answer\">{}</p>\n", document_.answer.html());
    }
    for (const PrintSection& section : document_.sections) {
        if (!section.head.empty()) {
            body_ += fmt::format("<h2>{}</h2>\n", section.head.html());
        }
        for (const PrintBlock& block : section.blocks) {
            std::visit([this](const auto& one) { add(one); }, block);
        }
    }
    return fmt::format(
        "{}<body>\n{}<div class=\"sheet\">\n{}<div class=\"body\">\n<main>\n{}{}</main>\n</"
        "div>\n</div>\n</body>\n</html>\n",
        head(),
        tools(),
        running(),
        first,
        body_);
}

}  // namespace

Markup checked_sheet(const ReaderLanguage& language, const SheetCheck& check) {
    const char* const key = check.found == SheetFound::now      ? "print.sheet.now"
                            : check.found == SheetFound::before ? "print.sheet.before"
                            : check.found == SheetFound::hidden ? "print.sheet.hidden"
                                                                : "print.sheet.nowhere";
    return language.say(key,
                        {{"n", static_cast<std::int64_t>(check.since)},
                         {"size", fmt::format("{}", check.asked.size)},
                         {"root", check.asked.root}});
}

std::string_view word_of(Paper paper) {
    return paper == Paper::a4 ? "a4" : "letter";
}

std::string print_page(const PrintDocument& document) {
    return Page(document).text();
}

}  // namespace imdad::report
