#include "app/calendar.hpp"

#include "app/attach_document.hpp"

#include <algorithm>

#include "fresh_books.hpp"

/// What the calendar asks for, steps that happen by themselves, and the steps of agreements that
/// have commands of their own.

namespace imdad::app {
namespace {

using testing::code_of;
using Lines = std::vector<std::string>;

class BooksWithAgreements : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("bilal", {"secretariat"});
        add_user_or_fail("farid", {"finance"});
        add_user_or_fail("guest", {"public"});
        for (const char* const party : {"AFG", "SAU"}) {
            add_user_or_fail(fmt::format("fp.{}", party), {fmt::format("focal_point:{}", party)});
            ASSERT_TRUE(edit_entity(on("2022-07-25"),
                                    "party",
                                    party,
                                    {{"mandates[m].holder", "minister"},
                                     {"mandates[m].capacity", "signatory"}})
                            .has_value());
        }
        testing::write_text(folder / "text.txt", "What is agreed.\n");
        testing::write_text(folder / "signed.txt", "What was signed.\n");
    }

    [[nodiscard]] StepOptions on(const std::string& day, const std::string& user = "amina") const {
        StepOptions options{.access = as(user), .step_id = {}};
        options.access.today = base::parse_day(day).value();
        // The clock stands long after it.
        options.access.now_ms = 1'900'000'000'000;
        return options;
    }

    template <typename Done>
    void done(const Done& answer) {
        ASSERT_TRUE(answer.has_value()) << answer.error().lines.front();
    }

    /// An agreement of 2023 that both have signed on 2022-08-01, under `parent` if there is one.
    void sign_or_fail(const std::string& name, const std::string& parent = "") {
        const std::string day = "2022-08-01";
        done(add_entity(on(day),
                        "instrument",
                        name,
                        "",
                        {{"source_reason", "made up"},
                         {"parent", parent},
                         {"terms.title.en", name},
                         {"terms.subject", name},
                         {"terms.objectives", "relief"},
                         {"terms.financial_clause", "false"},
                         {"terms.period.start", "2023-01-01"},
                         {"terms.period.end", "2023-12-31"},
                         {"terms.parties[AFG].focal_point", "@fp.AFG"},
                         {"terms.parties[SAU].focal_point", "@fp.SAU"}}));
        attach("instrument", name, {.file = file("text.txt"), .kind = "text"}, day);
        attach("instrument", name, {.file = file("signed.txt"), .kind = "signed_file"}, day);
        step(name, "draft", day);
        step(name, "review", day);
        for (const std::string party : {"AFG", "SAU"}) {
            done(accept_text(on(day, "fp." + party), "instrument", name, party));
        }
        step(name, "signature", day);
        for (const std::string party : {"AFG", "SAU"}) {
            done(sign_text(
                on(day, "bilal"), "instrument", name, party, "minister", on(day).access.today));
        }
        step(name, "signed", day);
    }

    void step(const std::string& name, const std::string& state, const std::string& day) {
        done(set_state(on(day), "instrument", name, state, "made up"));
    }

    void attach(const std::string& kind,
                const std::string& name,
                const Document& document,
                const std::string& day) {
        done(attach_document(on(day), kind, name, document));
    }

    [[nodiscard]] std::string file(const std::string& name) const {
        return (folder / name).string();
    }

    [[nodiscard]] std::string state(const std::string& name) const {
        return show_entity(as("amina"), "instrument", name)->entity.state;
    }

    [[nodiscard]] static std::string value(const Changed& changed, const std::string& field) {
        const auto found = std::ranges::find(changed.changes, field, &ChangeLine::field);
        return found == changed.changes.end() ? "" : found->after;
    }

    /// `id>state` of each step that was taken.
    [[nodiscard]] static Lines taken(const Applied& applied) {
        Lines lines;
        for (const TakenStep& one : applied.taken) {
            lines.push_back(one.id + '>' + one.to);
        }
        return lines;
    }
};

TEST_F(BooksWithAgreements, EnterIntoForceAndExpireByTheCalendarOneFreeingTheNext) {
    sign_or_fail("frame");
    sign_or_fail("b-child", "frame");
    EXPECT_TRUE(list_due(on("2022-12-31").access).value().steps.empty());
    const auto due = list_due(on("2023-01-01").access);
    ASSERT_EQ(due->steps.size(), 2U);
    EXPECT_EQ(due->steps[0].id, "frame");
    EXPECT_TRUE(due->steps[0].lacks.empty());
    EXPECT_FALSE(due->steps[1].lacks.empty());  // its parent is not in force yet

    EXPECT_EQ(code_of(apply_due(on("2023-01-01", "guest").access, false)), "role_missing");
    const Applied dry = apply_due(on("2023-01-01", "farid").access, true).value();
    EXPECT_EQ(taken(dry), (Lines{"frame>in_force", "b-child>in_force"}));
    EXPECT_FALSE(dry.written);
    EXPECT_EQ(state("frame"), "signed");
    const Applied applied = apply_due(on("2023-01-01", "farid").access, false).value();
    EXPECT_TRUE(applied.written);
    EXPECT_EQ(taken(applied), taken(dry));
    EXPECT_EQ(applied.taken.front().step_id, dry.taken.front().step_id);
    EXPECT_EQ(state("b-child"), "in_force");
    // By the role of Imdad itself, since finance could not; in the name of who asked.
    EXPECT_EQ(show_entity(as("amina"), "instrument", "frame")->history.back().actor, "@farid");
    const Applied again = apply_due(on("2023-01-01", "farid").access, false).value();
    EXPECT_TRUE(again.taken.empty());
    EXPECT_FALSE(again.written);

    EXPECT_EQ(taken(apply_due(on("2024-01-01").access, false).value()),
              (Lines{"b-child>expired", "frame>expired"}));
}

TEST_F(BooksWithAgreements, AStepThatLacksSomethingIsHeldUpAndSaysWhy) {
    sign_or_fail("frame");
    ASSERT_TRUE(open_amendment(on("2022-12-01"), "frame", "dates", "made up").has_value());
    const Applied applied = apply_due(on("2023-01-01").access, false).value();
    EXPECT_TRUE(applied.taken.empty());
    ASSERT_EQ(applied.held_up.size(), 1U);
    EXPECT_NE(applied.held_up[0].lacks.at(0).find("frame-A1"), std::string::npos);
    // A step is known to people by the title of what it is about.
    EXPECT_EQ(applied.held_up[0].titles.en, "frame");
    EXPECT_EQ(state("frame"), "signed");
}

TEST_F(BooksWithAgreements, ADayThatHasNotComeIsLookedAtAndNotApplied) {
    sign_or_fail("frame");
    Access early = on("2023-01-01").access;
    early.now_ms = as("amina").now_ms;  // 2022-07-25
    EXPECT_EQ(list_due(early).value().steps.size(), 1U);
    EXPECT_EQ(code_of(apply_due(early, false)), "day_in_future");
    EXPECT_EQ(state("frame"), "signed");
}

TEST_F(BooksWithAgreements, WarnBeforeTheEndAndListWhatIsOverdue) {
    sign_or_fail("frame");
    ASSERT_TRUE(apply_due(on("2023-01-01").access, false).value().written);
    const auto ending = list_due(on("2023-12-11").access).value().ending;
    ASSERT_EQ(ending.size(), 1U);
    EXPECT_EQ(ending[0].titles.en, "frame");
    EXPECT_EQ(ending[0].days_left, 20);
    EXPECT_EQ(ending[0].within_days, 30);
    EXPECT_EQ(ending[0].last_day, "2023-12-31");
    EXPECT_TRUE(list_due(on("2023-12-11", "guest").access).value().ending.empty());

    const base::Day start = base::parse_day("2024-01-01").value();
    const base::Day end = base::parse_day("2025-12-31").value();
    EXPECT_EQ(code_of(renew(on("2023-12-01"), "frame", "frame", start, end)), "id_taken");
    EXPECT_EQ(code_of(renew(on("2023-12-01"), "frame", "next", end, start)), "period_invalid");
    const auto renewed = renew(on("2023-12-01"), "frame", "next", start, end);
    ASSERT_TRUE(renewed.has_value());
    EXPECT_EQ(value(*renewed, "predecessor"), "frame");
    EXPECT_EQ(value(*renewed, "terms.period.end"), "2025-12-31");
    EXPECT_EQ(list_due(on("2023-12-11").access).value().ending.at(0).successor, "next");

    done(add_entity(on("2022-08-01"),
                    "action_point",
                    "call",
                    "",
                    {{"title", "Call"}, {"due", "2022-08-10"}, {"assignee", "@farid"}}));
    const base::Day later = base::parse_day("2022-08-20").value();
    EXPECT_EQ(code_of(move_due(on("2022-08-09"), "call", later, "")), "reason_missing");
    done(move_due(on("2022-08-09", "farid"), "call", later, "travel"));
    EXPECT_TRUE(list_due(on("2022-08-20").access).value().overdue.empty());
    const auto overdue = list_due(on("2022-08-23").access).value().overdue;
    ASSERT_EQ(overdue.size(), 1U);
    EXPECT_EQ(overdue[0].days_over, 3);
    EXPECT_EQ(overdue[0].slips, 1);
    EXPECT_EQ(overdue[0].assignee, "@farid");
}

TEST_F(BooksWithAgreements, WhatIsDueSaysWhetherWhoeverAsksMayDoIt) {
    sign_or_fail("frame");
    ASSERT_TRUE(open_amendment(on("2022-12-01"), "frame", "dates", "made up").has_value());
    add_user_or_fail("fp.KWT", {"focal_point:KWT"});
    const auto step_is_for = [&](const std::string& user) {
        return list_due(on("2023-01-01", user).access).value().steps.at(0).yours;
    };
    // Entry into force is the secretariat's, whoever signed.
    EXPECT_TRUE(step_is_for("bilal"));
    EXPECT_FALSE(step_is_for("fp.AFG"));
    EXPECT_FALSE(step_is_for("farid"));

    sign_or_fail("other");
    ASSERT_TRUE(apply_due(on("2023-01-01").access, false).value().written);
    const auto ending_is_for = [&](const std::string& user) {
        return list_due(on("2023-12-11", user).access).value().ending.at(0).yours;
    };
    // A partner may renew what it signed, not what others did.
    EXPECT_TRUE(ending_is_for("fp.AFG"));
    EXPECT_FALSE(ending_is_for("fp.KWT"));
    EXPECT_FALSE(ending_is_for("farid"));

    done(add_entity(on("2022-08-01"),
                    "action_point",
                    "call",
                    "",
                    {{"title", "Call"}, {"due", "2022-08-10"}, {"assignee", "@fp.AFG"}}));
    const auto point_is_for = [&](const std::string& user) {
        return list_due(on("2022-08-20", user).access).value().overdue.at(0).yours;
    };
    EXPECT_TRUE(point_is_for("fp.AFG"));
    EXPECT_TRUE(point_is_for("farid"));
    EXPECT_FALSE(point_is_for("fp.KWT"));
}

TEST_F(BooksWithAgreements, TakeAmendmentsOfAClassThatExists) {
    sign_or_fail("frame");
    EXPECT_EQ(code_of(open_amendment(on("2022-08-02"), "frame", "colour", "x")), "unknown_class");
    EXPECT_EQ(code_of(open_amendment(on("2022-08-02"), "nothing", "dates", "x")), "no_such_entity");
    const auto opened = open_amendment(on("2022-08-02", "fp.AFG"), "frame", "dates", "slow start");
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->changes.front().id, "frame-A1");
    EXPECT_EQ(value(*opened, "reason"), "slow start");
    EXPECT_EQ(list_entities(as("amina"), "amendment", "draft")->size(), 1U);
}

TEST_F(BooksWithAgreements, ListWhatHangsOnARecordAndNothingElse) {
    const StepOptions options = on("2022-08-01");
    sign_or_fail("frame");
    sign_or_fail("other");
    done(open_amendment(on("2022-08-02"), "frame", "dates", "slow start"));
    done(open_amendment(on("2022-08-02"), "other", "dates", "slow start"));
    done(add_entity(options, "consultation", "meeting", "", {{"title.en", "closed"}}));
    for (const std::string name : {"agreed", "agreed-too"}) {
        done(add_entity(options,
                        "instrument",
                        name,
                        "",
                        {{"source_consultation", "meeting"},
                         {"classification", "public"},
                         {"terms.parties[AFG].focal_point", "@fp.AFG"},
                         {"terms.parties[SAU].focal_point", "@fp.SAU"}}));
    }
    done(add_entity(options, "action_point", "call", "", {{"title", "Call"}}));
    const auto ids = [&](const Access& access, const std::string& kind, const std::string& of) {
        Lines found;
        const auto lines = list_entities(access, kind, "", of);
        for (const EntityLine& line : lines.value()) {
            found.push_back(line.id);
        }
        return found;
    };
    EXPECT_EQ(ids(as("amina"), "amendment", "frame"), Lines{"frame-A1"});
    EXPECT_EQ(ids(as("amina"), "instrument", "meeting"), (Lines{"agreed", "agreed-too"}));
    EXPECT_EQ(ids(as("amina"), "instrument", "frame"), Lines());
    EXPECT_EQ(ids(as("amina"), "action_point", "meeting"), Lines());
    // Whoever may not see the consultation does not learn by asking what came of it.
    EXPECT_EQ(ids(as("guest"), "instrument", ""), (Lines{"agreed", "agreed-too"}));
    EXPECT_EQ(ids(as("guest"), "instrument", "meeting"), Lines());
}

TEST_F(BooksWithAgreements, SettleEachOpenCommitmentOnceAtTheEnd) {
    sign_or_fail("frame");
    ASSERT_TRUE(apply_due(on("2023-01-01").access, false).value().written);
    const auto end = [&](const Settlement& settlement) {
        return set_state(
            on("2023-02-01"), "instrument", "frame", "terminated", "made up", settlement);
    };
    EXPECT_EQ(code_of(end({.run_off = {id(3)}, .cancel = {id(3)}})), "commitment_repeated");
    attach("instrument",
           "frame",
           {.file = file("text.txt"), .kind = "termination", .key = "n"},
           "2023-01-15");
    done(edit_entity(on("2023-01-15"), "instrument", "frame", {{"notice_given_on", "2023-01-15"}}));
    // Nothing is committed under it: what is named does not exist.
    EXPECT_EQ(code_of(end({.run_off = {id(3)}, .cancel = {}})), "commitment_unknown");
    EXPECT_EQ(state("frame"), "in_force");
    done(end({}));
    EXPECT_EQ(state("frame"), "terminated");
}

TEST_F(BooksWithAgreements, AttachDocumentsByTheirFingerprint) {
    done(add_entity(
        on("2022-08-01"), "instrument", "a", "", {{"terms.parties[AFG].focal_point", "@fp.AFG"}}));
    const Document text{.file = file("text.txt"), .kind = "text", .language = "en"};
    const auto attached = attach_document(on("2022-08-01"), "instrument", "a", text);
    ASSERT_TRUE(attached.has_value());
    // As `sha256sum` prints it.
    const std::string sha = "f9909aa5fdc63d1f993a0a20f61ff582e04354bc0b333a3dd5817fd7b066b52b";
    const std::string element = fmt::format("attachments[{}].", sha.substr(0, 12));
    EXPECT_EQ(value(*attached, element + "sha256"), sha);
    EXPECT_EQ(value(*attached, element + "name"), "text.txt");
    EXPECT_EQ(value(*attached, element + "size"), "16");
    EXPECT_EQ(value(*attached, element + "kind"), "text");
    EXPECT_EQ(value(*attached, element + "language"), "en");
    EXPECT_TRUE(attach_document(on("2022-08-01"), "instrument", "a", text)->changes.empty());
    // Minutes of a meeting as well.
    done(add_entity(on("2022-08-01"), "consultation", "meeting", "", {}));
    const auto minutes = attach_document(on("2022-08-01"), "consultation", "meeting", text);
    ASSERT_TRUE(minutes.has_value()) << minutes.error().lines.front();
    EXPECT_EQ(value(*minutes, element + "sha256"), sha);
    // What was attached stays; another text is another attachment.
    EXPECT_EQ(code_of(attach_document(on("2022-08-01"),
                                      "instrument",
                                      "a",
                                      {.file = file("signed.txt"), .kind = "text", .key = "t"})),
              "");
    EXPECT_EQ(code_of(attach_document(on("2022-08-01"),
                                      "instrument",
                                      "a",
                                      {.file = file("text.txt"), .kind = "text", .key = "t"})),
              "field_kept_once_given");
    testing::write_text(folder / "empty.txt", "");
    EXPECT_EQ(
        code_of(attach_document(
            on("2022-08-01"), "instrument", "a", {.file = file("empty.txt"), .kind = "text"})),
        "empty_document");
    EXPECT_EQ(code_of(attach_document(
                  on("2022-08-01"), "instrument", "a", {.file = file("text.txt"), .kind = "song"})),
              "unknown_document_kind");
    EXPECT_EQ(code_of(attach_document(on("2022-08-01"), "party", "AFG", text)), "no_attachments");
    EXPECT_THROW((void)attach_document(
                     on("2022-08-01"), "instrument", "a", {.file = file("no.txt"), .kind = "text"}),
                 base::Failure);
}

TEST_F(BooksWithAgreements, AnActionPointHoldsTheFingerprintOfItsOneDocument) {
    done(add_entity(on("2022-08-01"), "action_point", "call", "", {{"title", "Call"}}));
    const auto attached = attach_document(
        on("2022-08-01"), "action_point", "call", {.file = file("text.txt"), .kind = {}});
    ASSERT_TRUE(attached.has_value());
    EXPECT_EQ(value(*attached, "document_sha256").size(), 64U);
}

}  // namespace
}  // namespace imdad::app
