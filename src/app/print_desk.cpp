#include "app/print_desk.hpp"

#include "app/books.hpp"
#include "app/key_file.hpp"
#include "app/register_json.hpp"
#include "app/register_views.hpp"
#include "app/sheet_mark.hpp"
#include "app/wording.hpp"
#include "report/numbers.hpp"
#include "report/print_pictures.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using report::Markup;
using Json = PrintJson;

// The gravest last.
constexpr auto kClasses = std::to_array<std::string_view>(
    {"public", "restricted", "confidential", "strictly_confidential"});

struct Tone {
    std::string_view sign;
    std::vector<std::string_view> states;
};

/// The sign of a state, so that its tone is told without a colour.
std::string_view sign_of(std::string_view state) {
    static const std::array<Tone, 3> kTones{{
        {"\u25CF",
         {"in_force",
          "active",
          "under_way",
          "ready",
          "held",
          "outcomes_recorded",
          "in_progress",
          "signed",
          "agreed",
          "approved",
          "running"}},
        {"\u2713",
         {"completed",
          "closed",
          "verified",
          "done",
          "followed_up",
          "merged",
          "archived",
          "superseded"}},
        {"\u2715",
         {"terminated",
          "terminated_partial",
          "cancelled",
          "withdrawn",
          "expired",
          "suspended",
          "on_hold",
          "postponed",
          "rejected",
          "refused",
          "failed",
          "stopped"}},
    }};
    for (const Tone& tone : kTones) {
        if (std::ranges::find(tone.states, state) != tone.states.end()) {
            return tone.sign;
        }
    }
    return "\u25CB";
}

std::string plain_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace

Answer<LedgerMark> ledger_mark(const Access& access) {
    const Answer<Session> session = open_session(access, Task::read_ledger);
    LedgerMark mark;
    if (!session) {
        if (session.error().code == "role_missing") {
            return mark;
        }
        return tl::unexpected(session.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    mark.known = true;
    mark.size = ledger.book().size();
    mark.root = hex_text(ledger.root());
    if (mark.size > 0) {
        mark.last_recorded = utc_text(ledger.entry(mark.size - 1).recorded_at_ms);
    }
    const ledger::Names& names = ledger.book().names();
    for (std::uint32_t number = 0; number < names.size(); ++number) {
        const ledger::Name name{number};
        if (const ledger::UnitFacts* const unit = ledger.book().unit(name);
            unit != nullptr && unit->decimals > 0) {
            mark.places[names.text(name)] = unit->decimals;
        }
    }
    return mark;
}

Answer<PrintDesk> PrintDesk::open(const Access& access, const PrintWish& wish) {
    const auto language = report::ReaderLanguage::find(wish.language);
    if (!language) {
        return no("unknown_language",
                  fmt::format("language '{}' is none of {}",
                              wish.language,
                              fmt::join(report::ReaderLanguage::codes(), ", ")),
                  "language");
    }
    PrintDesk desk(access, wish, *language);
    auto mark = ledger_mark(access);
    if (!mark) {
        return tl::unexpected(mark.error());
    }
    desk.mark_ = std::move(*mark);
    const auto check = check_sheet(access, wish.checkpoint);
    if (!check) {
        return tl::unexpected(check.error());
    }
    desk.check_ = *check;
    const auto parties = list_entities(access, "party", "");
    if (!parties) {
        return tl::unexpected(parties.error());
    }
    for (const EntityLine& line : *parties) {
        std::map<std::string, std::string>& names = desk.parties_[line.id];
        for (const FieldText& field : line.fields) {
            if (field.path.starts_with("names.")) {
                names[field.path.substr(field.path.find('.') + 1)] = field.value;
            }
        }
    }
    return desk;
}

Markup PrintDesk::word(std::string_view group, const Json& code) const {
    return Markup::text(language_.word(group, plain_text(code)));
}

Markup PrintDesk::state(const Json& code) const {
    std::string plain = plain_text(code);
    if (plain.empty()) {
        return {};
    }
    std::ranges::replace(plain, ' ', '_');
    return Markup::made(
        fmt::format("<span class=\"nowrap\"><span aria-hidden=\"true\">{}</span> {}</span>",
                    sign_of(plain),
                    report::html(language_.word("state", plain))));
}

Markup PrintDesk::day(const Json& text) const {
    return Markup::element("span", "nowrap", Markup::text(language_.day(plain_text(text))));
}

Markup PrintDesk::number(const Json& value) const {
    return value.is_number_integer() ? Markup::text(language_.number(value.get<std::int64_t>()))
                                     : Markup();
}

Markup PrintDesk::amount(const Json& text) const {
    return Markup::name(language_.with_unit(plain_text(text)));
}

std::string PrintDesk::party(const Json& code) const {
    const std::string plain = plain_text(code);
    const auto found = parties_.find(plain);
    const std::string name = found == parties_.end() ? "" : in_language(found->second).first;
    return name.empty() ? plain : name;
}

int PrintDesk::places(const std::string& unit) const {
    const auto found = mark_.places.find(unit);
    return found == mark_.places.end() ? 0 : found->second;
}

std::pair<std::string, std::string> PrintDesk::in_language(
    const std::map<std::string, std::string>& texts) const {
    for (const std::string_view code : {language_.code(),
                                        std::string_view("en"),
                                        std::string_view("fr"),
                                        std::string_view("ar")}) {
        const auto found = texts.find(std::string(code));
        if (found != texts.end() && !found->second.empty()) {
            return {found->second, code == language_.code() ? "" : std::string(code)};
        }
    }
    return {};
}

std::pair<std::string, std::string> PrintDesk::title_of(const Json& entity) const {
    const Json& fields = entity["fields"];
    if (const std::string plain = text_of(fields, "title"); !plain.empty()) {
        return {plain, language_.code() == "en" ? "" : "en"};
    }
    std::map<std::string, std::string> texts;
    for (const std::string_view code : report::ReaderLanguage::codes()) {
        for (const char* const path : {"title", "terms.title", "names"}) {
            std::string& text = texts[std::string(code)];
            text = text.empty() ? text_of(fields, fmt::format("{}.{}", path, code)) : text;
        }
    }
    auto found = in_language(texts);
    return found.first.empty() ? std::pair(text_of(entity, "id"), std::string()) : found;
}

Markup PrintDesk::titled(const Json& row) const {
    std::map<std::string, std::string> texts;
    for (const auto& [code, text] : row["titles"].items()) {
        texts[code] = text.get<std::string>();
    }
    const auto [title, language] = in_language(texts);
    return title.empty() ? Markup::name(text_of(row, "id")) : Markup::name(title, language);
}

const Json& PrintDesk::entities(const std::string& kind) {
    const auto found = entities_.find(kind);
    if (found != entities_.end()) {
        return found->second;
    }
    const auto lines = list_entities(access_, kind, "");
    return entities_[kind] =
               lines ? std::move(entities_json(kind, *lines)["entities"]) : Json::array();
}

void PrintDesk::shows_class(const std::string& classification) {
    const auto* const found = std::ranges::find(kClasses, classification);
    class_ = std::max(class_, static_cast<std::size_t>(found - kClasses.begin()));
    // A class that is not known is taken for the gravest.
    class_ = std::min(class_, kClasses.size() - 1);
}

void PrintDesk::shows(const std::string& kind, const std::string& id) {
    constexpr auto kKinds = std::to_array<std::string_view>({"party",
                                                             "consultation",
                                                             "instrument",
                                                             "amendment",
                                                             "action_plan",
                                                             "activity",
                                                             "action_point"});
    const std::string known = kind == "agreement" ? "instrument" : kind;
    if (std::ranges::find(kKinds, known) == kKinds.end()) {
        shows_ledger();
        return;
    }
    for (const Json& entity : entities(known)) {
        if (entity["id"] == id) {
            const std::string stated = text_of(entity["fields"], "classification");
            shows_class(stated.empty() ? "restricted" : stated);
        }
    }
}

report::PrintDocument PrintDesk::page(
    const std::string& screen,
    const std::vector<std::pair<std::string, std::string>>& filter) const {
    report::PrintDocument page{.language = language_,
                               .paper = wish_.paper,
                               .title = {},
                               .about = {},
                               .header = {},
                               .sections = {}};
    page.header.screen = screen;
    for (const auto& [name, value] : filter) {
        if (!value.empty()) {
            page.header.filter += page.header.filter.empty() ? Markup() : Markup::text(" \u00B7 ");
            page.header.filter += say("print.pair", {{"name", name}, {"value", value}});
        }
    }
    page.header.as_of = say("print.asof", {{"day", language_.day(base::to_text(access_.today))}});
    page.header.classification = kClasses.at(class_);
    page.header.sheet.check = check_;
    if (mark_.known) {
        page.header.sheet.mark = {mark_.size, mark_.root.substr(0, kMarkDigits)};
        page.header.as_of +=
            Markup::text(" \u00B7 ") +
            say("print.books",
                {{"n", static_cast<std::int64_t>(mark_.size)},
                 {"when",
                  mark_.last_recorded.empty() ? "–" : language_.moment(mark_.last_recorded)}});
        page.header.checkpoint = Markup::element(
            "span",
            "nowrap",
            say("print.checkpoint",
                {{"size", fmt::format("{}", mark_.size)}, {"root", page.header.sheet.mark.root}}));
    }
    return page;
}

std::string text_of(const Json& document, std::string_view member) {
    const auto found = document.find(std::string(member));
    return found == document.end() ? std::string() : plain_text(*found);
}

std::string address_of(std::string_view text) {
    std::string address;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                              c == '~';
        address +=
            is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return address;
}

std::string screen_of(std::string path,
                      const std::vector<std::pair<std::string, std::string>>& query) {
    char sign = '?';
    for (const auto& [name, value] : query) {
        if (!value.empty()) {
            path += fmt::format("{}{}={}", sign, name, address_of(value));
            sign = '&';
        }
    }
    return path;
}

report::PrintColumn column(const PrintDesk& desk, std::string_view key, bool number) {
    return {desk.say(key), number};
}

void add_fact(report::PrintFacts& facts, Markup name, Markup value) {
    if (!value.empty()) {
        facts.rows.push_back({std::move(name), std::move(value)});
    }
}

Markup share_bar(const PrintDesk& desk, double size, std::string_view code) {
    return report::bar(
        {{.code = std::string(code), .share = 1}}, size, desk.language().is_right_to_left());
}

}  // namespace imdad::app
