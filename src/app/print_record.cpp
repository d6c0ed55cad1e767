#include "app/print_reasons.hpp"
#include "app/print_views.hpp"
#include "app/register_json.hpp"
#include "app/register_views.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

/// One entity of the register: every field of it, what stands beneath it, what it lacks for its
/// next steps, and who changed what.

namespace imdad::app {

namespace {

using report::Markup;
using report::PrintDocument;
using report::PrintFacts;
using report::PrintItem;
using report::PrintList;
using report::PrintSection;
using report::PrintTable;
using Json = PrintJson;

/// Fields whose values are codes, and the group of their words.
struct CodeRow {
    std::string_view field;
    std::string_view group;
};

constexpr auto kCodes = std::to_array<CodeRow>({
    {"classification", "classification"},
    {"strength", "strength"},
    {"priority", "priority"},
    {"class", "amendmentclass"},
    {"capacity", "capacity"},
    {"kind", "attachment"},
    {"origin", "kind"},
    {"link", "kind"},
    {"state", "state"},
    {"suspended_from", "state"},
    {"held_from", "state"},
    {"roles", "partyrole"},
    {"way", "disposition"},
});
constexpr auto kFigures = std::to_array<std::string_view>({"baseline",
                                                           "target",
                                                           "actual",
                                                           "needed",
                                                           "offered",
                                                           "booked",
                                                           "attended",
                                                           "slips",
                                                           "notice_days"});
constexpr auto kHashes = std::to_array<std::string_view>(
    {"sha256", "attendance_sha256", "final_report_sha256", "document_sha256"});

/// The address of a kind's screens.
struct KindRow {
    std::string_view kind;
    std::string_view segment;
};

constexpr auto kSegments = std::to_array<KindRow>({{"party", "parties"},
                                                   {"consultation", "consultations"},
                                                   {"instrument", "agreements"},
                                                   {"amendment", "amendments"},
                                                   {"action_plan", "action-plans"},
                                                   {"activity", "activities"},
                                                   {"action_point", "action-points"}});

/// Which kinds stand beneath a kind, and by which field they name it.
struct BelowRow {
    std::string_view kind;
    std::string_view below;
    std::string_view field;
};

constexpr auto kBelow = std::to_array<BelowRow>({
    {"consultation", "instrument", "source_consultation"},
    {"instrument", "instrument", "parent"},
    {"instrument", "amendment", "instrument"},
    {"instrument", "action_plan", "instrument"},
    {"action_plan", "activity", "plan"},
});

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (end > from) {
            lines.push_back(text.substr(from, end - from));
        }
        from = end + 1;
    }
    return lines;
}

bool is_whole(std::string_view text) {
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_day(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && is_whole(text.substr(0, 4));
}

/// Places behind the point of a currency, by ISO 4217: the register states worth in currencies that
/// the ledger may not have, or that who asks may not know of.
int places_of_currency(std::string_view currency) {
    constexpr auto kNone = std::to_array<std::string_view>({"BIF",
                                                            "CLP",
                                                            "DJF",
                                                            "GNF",
                                                            "ISK",
                                                            "JPY",
                                                            "KMF",
                                                            "KRW",
                                                            "PYG",
                                                            "RWF",
                                                            "UGX",
                                                            "VND",
                                                            "VUV",
                                                            "XAF",
                                                            "XOF",
                                                            "XPF"});
    constexpr auto kThree =
        std::to_array<std::string_view>({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"});
    return std::ranges::find(kNone, currency) != kNone.end()     ? 0
           : std::ranges::find(kThree, currency) != kThree.end() ? 3
                                                                 : 2;
}

std::string_view last_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

/// Values of one entity in words.
class Values {
 public:
    Values(const PrintDesk& desk, std::string kind, std::string currency)
        : desk_(desk), kind_(std::move(kind)), currency_(std::move(currency)) {}

    [[nodiscard]] Markup value(const std::string& path, const std::string& text) const {
        Markup all;
        for (const std::string& line : lines_of(text)) {
            all += (all.empty() ? Markup() : Markup::line_break()) + one(path, line);
        }
        return all;
    }

 private:
    [[nodiscard]] Markup one(const std::string& path, const std::string& text) const;
    [[nodiscard]] std::string_view group_of(std::string_view field) const;

    const PrintDesk& desk_;
    std::string kind_;
    std::string currency_;  ///< of an amount in smallest units; empty: none
};

std::string_view Values::group_of(std::string_view field) const {
    if (field == "type") {
        return kind_ == "consultation" ? "outcometype" : "type";
    }
    const auto* const found = std::ranges::find(kCodes, field, &CodeRow::field);
    return found == kCodes.end() ? std::string_view() : found->group;
}

Markup Values::one(const std::string& path, const std::string& text) const {
    constexpr std::size_t kHashShown = 16;
    const report::ReaderLanguage& language = desk_.language();
    const std::string_view last = last_of(path);
    if (const std::string_view group = group_of(last); !group.empty()) {
        return Markup::text(language.word(group, text));
    }
    if (desk_.is_party(text) && path != "code") {
        return Markup::name(desk_.party(text));
    }
    if (text == "true" || text == "false") {
        return desk_.say("value." + text);
    }
    if (text == "none") {
        return desk_.say("value.none");
    }
    if (is_day(text)) {
        return desk_.day(text);
    }
    if (last == "minor_units" && !currency_.empty()) {
        return Markup::text(language.minor(text, places_of_currency(currency_)));
    }
    if (last == "basis_points" && is_whole(text)) {
        return Markup::text(language.minor(text, 2) + "\u00A0%");
    }
    if (std::ranges::find(kFigures, last) != kFigures.end() && is_whole(text)) {
        return Markup::text(language.minor(text, 0));
    }
    if (std::ranges::find(kHashes, last) != kHashes.end()) {
        return Markup::element("span", "hash", Markup::name(text.substr(0, kHashShown) + "…"));
    }
    const bool is_tongue = last == "en" || last == "fr" || last == "ar";
    return Markup::name(text, is_tongue ? last : std::string_view());
}

/// A list of the entity whose elements have keys: `indicators[i].title`.
struct Listed {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::pair<std::string, std::map<std::string, std::string>>> rows;
};

template <typename Rows>
auto find_key(Rows& rows, const std::string& key) {
    return std::ranges::find_if(rows, [&](const auto& row) { return row.first == key; });
}

std::vector<Listed> lists_of(const Json& fields) {
    std::vector<Listed> lists;
    for (const auto& [path, value] : fields.items()) {
        const std::size_t open = path.find('[');
        const std::size_t close = path.find(']', open == std::string::npos ? 0 : open);
        if (open == std::string::npos || close == std::string::npos) {
            continue;
        }
        const std::string name = path.substr(0, open);
        const std::string key = path.substr(open + 1, close - open - 1);
        const std::string column = path.size() > close + 2 ? path.substr(close + 2) : "";
        auto list = std::ranges::find(lists, name, &Listed::name);
        if (list == lists.end()) {
            lists.push_back({.name = name, .columns = {}, .rows = {}});
            list = lists.end() - 1;
        }
        auto row = find_key(list->rows, key);
        if (row == list->rows.end()) {
            list->rows.push_back({key, {}});
            row = list->rows.end() - 1;
        }
        row->second[column] = value.get<std::string>();
        if (std::ranges::find(list->columns, column) == list->columns.end()) {
            list->columns.push_back(column);
        }
    }
    for (Listed& list : lists) {
        // The key is the first field of an element: a column that repeats it says nothing.
        std::erase_if(list.columns, [&](const std::string& column) {
            return std::ranges::all_of(list.rows, [&](const auto& row) {
                const auto cell = row.second.find(column);
                return cell == row.second.end() || cell->second == row.first;
            });
        });
    }
    return lists;
}

PrintSection facts_of(const PrintDesk& desk, const Values& values, const Json& fields) {
    PrintFacts facts;
    for (const auto& [path, value] : fields.items()) {
        if (path.find('[') == std::string::npos && path != "id" && path != "state") {
            add_fact(facts,
                     Markup::text(desk.language().field(path)),
                     values.value(path, value.get<std::string>()));
        }
    }
    return {.head = desk.say("record.facts"), .blocks = {std::move(facts)}};
}

PrintSection list_section(const PrintDesk& desk, const Values& values, const Listed& list) {
    PrintTable table{
        .caption = {}, .columns = {column(desk, "record.key")}, .rows = {}, .totals = {}};
    for (const std::string& name : list.columns) {
        table.columns.push_back({Markup::text(desk.language().field(name)), false});
    }
    for (const auto& [key, cells] : list.rows) {
        std::vector<Markup> row{values.value(list.name, key)};
        for (const std::string& name : list.columns) {
            const auto cell = cells.find(name);
            row.push_back(
                cell == cells.end()
                    ? Markup()
                    : values.value(fmt::format("{}[].{}", list.name, name), cell->second));
        }
        table.rows.push_back(std::move(row));
    }
    return {.head = Markup::text(desk.language().field(list.name)), .blocks = {std::move(table)}};
}

/// Entities beneath one, each with those beneath it. `seen` keeps a register that names itself in
/// a ring from being followed for ever.
std::vector<PrintItem> beneath(PrintDesk& desk,
                               std::string_view kind,
                               const std::string& id,
                               int depth) {
    constexpr int kDeepest = 6;
    std::vector<PrintItem> items;
    if (depth > kDeepest) {
        return items;
    }
    for (const BelowRow& row : kBelow) {
        if (row.kind != kind) {
            continue;
        }
        const std::string below(row.below);
        for (const Json& entity : desk.entities(below)) {
            const std::string other = text_of(entity, "id");
            if (text_of(entity["fields"], row.field) != id || other == id) {
                continue;
            }
            desk.shows(below, other);
            const auto [title, language] = desk.title_of(entity);
            Markup text = Markup::text(desk.language().word("kind", below) + ' ') +
                          Markup::name(title, language) + Markup::text(" ") +
                          desk.state(entity["state"]);
            if (title != other) {
                text += Markup::text(" ") + Markup::element("small", "", Markup::name(other));
            }
            items.push_back({std::move(text), beneath(desk, below, other, depth + 1)});
        }
    }
    for (const Json& point : desk.entities("action_point")) {
        if (text_of(point["fields"], "origin_id") == id) {
            desk.shows("action_point", text_of(point, "id"));
            const auto [title, language] = desk.title_of(point);
            items.push_back({Markup::text(desk.language().word("kind", "action_point") + ' ') +
                                 Markup::name(title, language) + Markup::text(" ") +
                                 desk.state(point["state"]),
                             {}});
        }
    }
    return items;
}

PrintSection next_steps(const PrintDesk& desk, const Json& next) {
    PrintList list;
    for (const Json& one : next) {
        list.items.push_back({desk.state(one["to"]), what_lacks(desk, one)});
    }
    return {.head = desk.say("print.next"), .blocks = {std::move(list)}};
}

/// The latest step first, as on the screen.
PrintSection history_of(const PrintDesk& desk, const Values& values, const Json& rows) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "history.on"),
                                 column(desk, "history.who"),
                                 column(desk, "changes.field"),
                                 column(desk, "changes.before"),
                                 column(desk, "changes.after"),
                                 column(desk, "history.when")},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(rows.size());
    std::vector<const Json*> latest;
    for (const Json& row : rows) {
        latest.push_back(&row);
    }
    std::ranges::stable_sort(latest, [](const Json* a, const Json* b) {
        return (*a)["step"].get<std::uint64_t>() > (*b)["step"].get<std::uint64_t>();
    });
    for (const Json* const row : latest) {
        const std::string path = text_of(*row, "field");
        Markup field = Markup::text(desk.language().field(path));
        const std::size_t open = path.find('[');
        if (const std::size_t close = path.find(']'); close != std::string::npos && open < close) {
            field +=
                Markup::text(" ") +
                Markup::element("small", "", Markup::name(path.substr(open + 1, close - open - 1)));
        }
        table.rows.push_back({desk.day((*row)["on"]),
                              Markup::name(text_of(*row, "who")),
                              std::move(field),
                              values.value(path, text_of(*row, "before")),
                              values.value(path, text_of(*row, "after")),
                              Markup::text(desk.language().moment(text_of(*row, "recorded")))});
    }
    return {.head = desk.say("history.head"), .blocks = {std::move(table)}};
}

}  // namespace

Answer<PrintDocument> print_record(const Access& access,
                                   const PrintWish& wish,
                                   const std::string& kind,
                                   const std::string& id) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto view = show_entity(access, kind, id);
        if (!view) {
            return tl::unexpected(view.error());
        }
        const Json body = entity_json(kind, *view);
        const Json& fields = body["fields"];
        desk.shows(kind, id);
        const Values values(desk, kind, text_of(fields, "terms.worth.currency"));
        std::vector<PrintSection> sections{facts_of(desk, values, fields)};
        for (const Listed& list : lists_of(fields)) {
            sections.push_back(list_section(desk, values, list));
        }
        if (std::vector<PrintItem> items = beneath(desk, kind, id, 0); !items.empty()) {
            sections.push_back(
                {.head = desk.say("print.below"), .blocks = {PrintList{std::move(items), false}}});
        }
        if (!body["next"].empty()) {
            sections.push_back(next_steps(desk, body["next"]));
        }
        sections.push_back(history_of(desk, values, body["history"]));
        const auto* const segment = std::ranges::find(kSegments, kind, &KindRow::kind);
        PrintDocument page = desk.page(fmt::format("/{}/{}", segment->segment, address_of(id)), {});
        page.title = desk.title_of(body).first;
        const std::string reference = text_of(fields, "reference");
        page.about = fmt::format(
            "{} \u00B7 {}", desk.language().word("kind", kind), reference.empty() ? id : reference);
        page.answer = desk.state(body["state"]);
        page.sections = std::move(sections);
        return page;
    });
}

}  // namespace imdad::app
