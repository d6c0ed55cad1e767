#pragma once

#include "app/books.hpp"
#include "app/ledger_words.hpp"
#include "app/register_steps.hpp"

#include <map>
#include <string>
#include <vector>

#include "fresh_books.hpp"

/// Books with a chain from a meeting to the place of use: what the register holds is added by its
/// own steps, what the ledger holds is posted to it directly, so that a test can say who posted
/// what and under what, whatever a role may do.

namespace imdad::app::testing {

class ChainBooks : public FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("lina", {"logistics"});
        add_user_or_fail("mona", {"monitor"});
        add_user_or_fail("rita", {"public"});
        add_or_fail("party", "WHO", {{"code", "WHO"}, {"names.en", "World Health"}});
        add_or_fail("consultation",
                    "meeting",
                    {{"held_on", "2022-07-22"},
                     {"participants[AFG].represented_by", "minister"},
                     {"participants[WHO].represented_by", "head"}});
        step_or_fail(set_state(step(), "consultation", "meeting", "held", ""));
        step_or_fail(edit_entity(step(),
                                 "consultation",
                                 "meeting",
                                 {{"outcomes[1].type", "instrument_to_develop"},
                                  {"outcomes[1].strength", "agreed"},
                                  {"outcomes[1].summary", "a <memorandum>"},
                                  {"outcomes[1].quotation", "agreed to develop"},
                                  {"outcomes[1].source", "report"},
                                  {"outcomes[1].language", "en"}}));
        step_or_fail(set_state(step(), "consultation", "meeting", "outcomes_recorded", ""));
        add_or_fail("instrument",
                    "mou",
                    {{"source_consultation", "meeting"},
                     {"source_outcome", "1"},
                     {"terms.parties[AFG].focal_point", "x"},
                     {"terms.parties[WHO].focal_point", "y"}});
        add_or_fail("instrument",
                    "grant",
                    {{"type", "bilateral_grant"},
                     {"parent", "mou"},
                     {"terms.parties[AFG].focal_point", "x"},
                     {"terms.parties[WHO].focal_point", "y"}});
        add_or_fail("action_plan", "plan", {{"instrument", "mou"}});
        add_or_fail("activity",
                    "vaccines",
                    {{"plan", "plan"},
                     {"lead", "WHO"},
                     {"indicators[i].title", "infants"},
                     {"indicators[i].baseline", "100"},
                     {"indicators[i].target", "300"},
                     {"milestones[m].title", "first lot"},
                     {"milestones[m].due", "2022-07-20"},
                     {"resources[penta].needed", "1000"}});
        add_or_fail("activity", "other", {{"plan", "plan"}, {"lead", "WHO"}});
        open();
        post(row("define_unit", {{"unit", "penta"}, {"unit_kind", "medicine"}}));
        post(row("define_unit", {{"unit", "USD"}, {"unit_kind", "currency"}, {"decimals", "2"}}));
    }

    [[nodiscard]] StepOptions step(const std::string& user = "amina") const {
        return {.access = as(user), .step_id = {}};
    }

    static void step_or_fail(const Answer<Changed>& changed) {
        ASSERT_TRUE(changed.has_value()) << changed.error().lines.front();
    }

    void add_or_fail(const std::string& kind,
                     const std::string& id,
                     const std::vector<FieldText>& fields) {
        step_or_fail(add_entity(step(), kind, id, "", fields));
    }

    using Fields = std::map<std::string, std::string>;

    struct Row {
        ledger::Command command;
        Fields fields;
    };

    /// A command of `user`; ids count up from 1 in their last digits.
    [[nodiscard]] Row row(const std::string& kind,
                          const Fields& fields,
                          const std::string& user = "amina",
                          const std::string& day = "2022-07-24") {
        Row made;
        made.command.kind = parse_kind(kind).value();
        made.command.id = {.high = 0xABC0'0000'0000'0000 + (++rows_ << 32U), .low = rows_};
        made.command.business_date = base::parse_day(day).value();
        made.command.actor = actor(user);
        made.fields = fields;
        return made;
    }

    /// Posts it and returns its id. Fails the test if the ledger refuses.
    std::string post(Row made) {
        store::LedgerBooks& ledger = books_->ledger();
        for (const auto& [name, value] : made.fields) {
            const ledger::Field field = parse_field(name).value();
            if (field == ledger::Field::approver) {
                made.command.approver = actor(value);
            } else if (const auto wrong = set_field(made.command, field, value, ledger.names())) {
                ADD_FAILURE() << name << ": " << *wrong;
            }
        }
        const auto posted = ledger.post(std::vector{made.command}, as("").now_ms);
        EXPECT_TRUE(posted.has_value()) << (posted ? "" : posted.error().error.message);
        return ledger::to_text(made.command.id);
    }

    std::string post(const std::string& kind,
                     const Fields& fields,
                     const std::string& user = "amina",
                     const std::string& day = "2022-07-24") {
        return post(row(kind, fields, user, day));
    }

    /// Goods of lot A1 of the gift, for the activity.
    [[nodiscard]] static Fields goods(const std::string& from,
                                      const std::string& to,
                                      int amount,
                                      Fields more = {}) {
        more.insert({{"unit", "penta"},
                     {"lot", "A1"},
                     {"expiry", "2023-01-31"},
                     {"pledge", "gift"},
                     {"activity", "vaccines"},
                     {"holder", from},
                     {"amount", std::to_string(amount)}});
        if (!to.empty()) {
            more.emplace("to", to);
        }
        return more;
    }

    /// Sent by lina, received by `receiver`; returns the id of the dispatch.
    std::string move(const std::string& from,
                     const std::string& to,
                     int amount,
                     const std::string& receiver = "mona",
                     const std::string& stage = "on_hand") {
        const std::string sent =
            post("dispatch", goods(from, to, amount, {{"stage", stage}}), "lina");
        post("post_receipt",
             {{"refers_to", sent}, {"to", to}, {"lot", "A1"}, {"amount", std::to_string(amount)}},
             receiver);
        return sent;
    }

    /// A gift of 1,000 committed to UNICEF for the activity, and its first 600 in Kabul.
    void begin_chain() {
        gift_ =
            post("pledge",
                 {{"unit", "penta"}, {"holder", "SAU"}, {"pledge", "gift"}, {"amount", "1000"}});
        post("commit",
             {{"unit", "penta"},
              {"pledge", "gift"},
              {"amount", "1000"},
              {"to", "UNICEF"},
              {"activity", "vaccines"},
              {"instrument", "mou"}});
        first_ = move("UNICEF", "kabul", 600, "mona", "committed");
    }

    static inline const std::string kDocument = std::string(64, 'a');

    void open() {
        auto opened = Books::open(as("").books);
        ASSERT_TRUE(opened.has_value());
        books_ = std::move(*opened);
        books_->ledger().catch_up();
        const auto users = list_users(as("amina"));
        for (const UserLine& user : *users) {
            actors_[user.name] = ledger::parse_id(user.actor).value();
        }
    }

    [[nodiscard]] ledger::Id actor(const std::string& user) const { return actors_.at(user); }

    std::unique_ptr<Books> books_;
    std::string gift_;
    std::string first_;

 private:
    std::map<std::string, ledger::Id> actors_;
    std::uint64_t rows_ = 0;
};

}  // namespace imdad::app::testing
