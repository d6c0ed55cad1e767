#pragma once

#include "app/access.hpp"
#include "report/print_document.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// What all makers of printed pages share: words and names in the reader's language, the header of
/// a page, pieces that come again and again. Inside of `app` only.

namespace imdad::app {

/// How somebody wants a screen on paper.
struct PrintWish {
    std::string language;  ///< of `ReaderLanguage::codes()`
    report::Paper paper = report::Paper::a4;
    std::string checkpoint;  ///< of a sheet that is to be checked; empty: none
};

/// Where the ledger stands, as far as somebody may know it.
struct LedgerMark {
    bool known = false;  ///< who asks may read the ledger
    std::uint64_t size = 0;
    std::string root;  ///< hexadecimal
    std::string last_recorded;
    std::map<std::string, int> places;  ///< of each unit, behind the point

    friend bool operator==(const LedgerMark&, const LedgerMark&) = default;
};

using PrintJson = nlohmann::ordered_json;

class PrintDesk {
 public:
    /// Errors: those of `open_session`; `unknown_language`, `bad_checkpoint`.
    [[nodiscard]] static Answer<PrintDesk> open(const Access& access, const PrintWish& wish);

    [[nodiscard]] const Access& access() const { return access_; }

    [[nodiscard]] const LedgerMark& mark() const { return mark_; }

    [[nodiscard]] const report::ReaderLanguage& language() const { return language_; }

    [[nodiscard]] report::Markup say(std::string_view key,
                                     const report::TextValues& values = {}) const {
        return language_.say(key, values);
    }

    /// A word for a code of the API, escaped.
    [[nodiscard]] report::Markup word(std::string_view group, const PrintJson& code) const;

    /// A state with the sign that the screens show with it.
    [[nodiscard]] report::Markup state(const PrintJson& code) const;

    [[nodiscard]] report::Markup day(const PrintJson& text) const;
    [[nodiscard]] report::Markup number(const PrintJson& value) const;

    /// `468,000 COV-AZ`.
    [[nodiscard]] report::Markup amount(const PrintJson& text) const;

    /// The name of a party by its code, for whoever may see the party; else the code.
    [[nodiscard]] std::string party(const PrintJson& code) const;

    [[nodiscard]] bool is_party(const std::string& code) const { return parties_.contains(code); }

    /// Places behind the point of a unit.
    [[nodiscard]] int places(const std::string& unit) const;

    /// Of texts in several languages, by code, the reader's, else English, else whichever there is;
    /// with its language where that is another one.
    [[nodiscard]] std::pair<std::string, std::string> in_language(
        const std::map<std::string, std::string>& texts) const;

    /// The title of an entity, else its id.
    [[nodiscard]] std::pair<std::string, std::string> title_of(const PrintJson& entity) const;

    /// The same of a row that has `titles` by language.
    [[nodiscard]] report::Markup titled(const PrintJson& row) const;

    /// The entities of a kind that who asks may see, with their fields; asked for once.
    [[nodiscard]] const PrintJson& entities(const std::string& kind);

    /// What is shown counts for the class of the page. A kind that the register does not have
    /// stands for something of the ledger, which is restricted.
    void shows(const std::string& kind, const std::string& id);
    void shows_class(const std::string& classification);

    void shows_ledger() { shows_class("restricted"); }

    /// A page with its header. `screen`: the address of the screen, filters included.
    [[nodiscard]] report::PrintDocument page(
        const std::string& screen,
        const std::vector<std::pair<std::string, std::string>>& filter) const;

 private:
    PrintDesk(Access access, PrintWish wish, report::ReaderLanguage language)
        : access_(std::move(access)), wish_(std::move(wish)), language_(language) {}

    Access access_;
    PrintWish wish_;
    report::ReaderLanguage language_;
    LedgerMark mark_;
    std::map<std::string, PrintJson> entities_;
    std::map<std::string, std::map<std::string, std::string>> parties_;
    std::size_t class_ = 0;
    report::SheetCheck check_;
};

/// Where the ledger stands. Errors: those of `open_session` but `role_missing`.
[[nodiscard]] Answer<LedgerMark> ledger_mark(const Access& access);

/// The text of a member, empty where it is null or not there.
[[nodiscard]] std::string text_of(const PrintJson& document, std::string_view member);

/// A segment of an address, escaped.
[[nodiscard]] std::string address_of(std::string_view text);

/// `path?name=value&...` of those that are not empty.
[[nodiscard]] std::string screen_of(std::string path,
                                    const std::vector<std::pair<std::string, std::string>>& query);

/// A column of a table, by a key of the catalogue.
[[nodiscard]] report::PrintColumn column(const PrintDesk& desk,
                                         std::string_view key,
                                         bool number = false);

/// Adds a fact where there is something to say.
void add_fact(report::PrintFacts& facts, report::Markup name, report::Markup value);

/// A share of the largest, as a bar that fills the cell at 1.
[[nodiscard]] report::Markup share_bar(const PrintDesk& desk,
                                       double size,
                                       std::string_view code = "plain");

/// A page from books that stood still while it was made, so that the mark in its header is that of
/// its figures; books that never do give the page that was made last.
template <typename Build>
[[nodiscard]] Answer<report::PrintDocument> printed(const Access& access,
                                                    const PrintWish& wish,
                                                    Build build) {
    constexpr int kTries = 3;
    for (int tries = 1;; ++tries) {
        Answer<PrintDesk> desk = PrintDesk::open(access, wish);
        if (!desk) {
            return tl::unexpected(desk.error());
        }
        Answer<report::PrintDocument> page = build(*desk);
        const Answer<LedgerMark> after = ledger_mark(access);
        if (!page || !after || *after == desk->mark() || tries == kTries) {
            return page;
        }
    }
}

}  // namespace imdad::app
