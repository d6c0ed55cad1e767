#include "app/register_file.hpp"

#include "app/register_views.hpp"

#include <algorithm>

#include "fresh_books.hpp"

/// Files of entities and steps: all rows or none, every problem found, and nothing twice.

namespace imdad::app {
namespace {

using testing::code_of;

class FilesOfEntities : public testing::FreshBooks {
 protected:
    /// Throws if the file as a whole was refused.
    [[nodiscard]] FileOutcome send(const std::string& csv,
                                   FileAct act = FileAct::add,
                                   const std::string& kind = "party",
                                   bool dry_run = false) {
        testing::write_text(folder / "rows.csv", csv);
        return change_by_file({.access = as("amina"),
                               .kind = kind,
                               .act = act,
                               .file = (folder / "rows.csv").string(),
                               .dry_run = dry_run})
            .value();
    }

    /// `line column code` of every problem.
    [[nodiscard]] std::vector<std::string> problems(const std::string& csv,
                                                    FileAct act = FileAct::add,
                                                    const std::string& kind = "party") {
        const FileOutcome outcome = send(csv, act, kind);
        EXPECT_FALSE(outcome.written && !outcome.problems.empty());
        std::vector<std::string> found;
        for (const RowProblem& problem : outcome.problems) {
            found.push_back(fmt::format("{} {} {}", problem.line, problem.column, problem.code));
        }
        return found;
    }

    [[nodiscard]] std::vector<RowOutcome> outcomes(const FileOutcome& outcome) const {
        std::vector<RowOutcome> found;
        for (const TakenRow& row : outcome.rows) {
            found.push_back(row.outcome);
        }
        return found;
    }

    [[nodiscard]] std::string field(const std::string& kind,
                                    const std::string& entity,
                                    const std::string& path) const {
        const auto view = show_entity(as("amina"), kind, entity);
        if (!view) {
            return "no entity";
        }
        const auto found = std::ranges::find(view->entity.fields, path, &FieldText::path);
        return found == view->entity.fields.end() ? "" : found->value;
    }

    [[nodiscard]] std::size_t count(const std::string& kind) const {
        return list_entities(as("amina"), kind, "")->size();
    }
};

using Lines = std::vector<std::string>;
using Outcomes = std::vector<RowOutcome>;

TEST_F(FilesOfEntities, AddAllRowsWithTheirFields) {
    add_user_or_fail("farid", {"finance"});
    const auto outcome = send(
        "id,code,names.en,roles,mandates[sg].holder,mandates[sg].capacity\n"
        "OIC,OIC,\"Cooperation | Islamic\",donor | coordinator,@farid,signatory\n"
        "IOM,IOM,Migration,,,\n");
    ASSERT_TRUE(outcome.written);
    EXPECT_EQ(outcomes(outcome), (Outcomes{RowOutcome::changed, RowOutcome::changed}));
    EXPECT_EQ(field("party", "OIC", "roles"), "donor\ncoordinator");
    EXPECT_EQ(field("party", "OIC", "names.en"), "Cooperation | Islamic");
    EXPECT_EQ(field("party", "OIC", "mandates[sg].holder"), "@farid");
    EXPECT_EQ(field("party", "IOM", "mandates[sg].capacity"), "");
}

TEST_F(FilesOfEntities, WriteNothingAtADryRun) {
    const auto outcome = send("id,code,names.en\nOIC,OIC,x\n", FileAct::add, "party", true);
    EXPECT_FALSE(outcome.written);
    EXPECT_EQ(outcome.rows.size(), 1U);
    EXPECT_EQ(count("party"), 57U);
}

TEST_F(FilesOfEntities, FindEveryProblemOfEveryRowAndWriteNothing) {
    EXPECT_EQ(problems("id,code,names.en,blocked,held_by,step\n"
                       "A,A,a,perhaps,,zz\n"
                       "B,B,,,,\n"
                       ",C,c,,,\n"
                       "D,D,d,,NOBODY,\n"
                       "E,E,e,,,,extra\n"
                       "F,F,f,,,\n"
                       "F,F,f,,,\n"),
              (Lines{"2 blocked no_such_field",
                     "2 step bad_value",
                     "3 names.en field_needed",
                     "4 id no_id",
                     "5 held_by no_such_reference",
                     "6  too_many_cells",
                     "8 id repeated_id"}));
    EXPECT_EQ(count("party"), 57U);
}

TEST_F(FilesOfEntities, AreRefusedForTheirHeaderBeforeAnyRow) {
    EXPECT_EQ(problems("code,names.en\nA,a\n"), Lines{"1 id missing_column"});
    EXPECT_EQ(problems("id,state,names\nA,none,a\n"),
              (Lines{"1 state unknown_column", "1 names unknown_column"}));
    EXPECT_EQ(problems("id,names.en,names.en,\nA,a,a,\n"),
              (Lines{"1 names.en repeated_column", "1  unnamed_column"}));
    EXPECT_EQ(problems("id,names.en\n"), Lines{"0  no_rows"});
    EXPECT_EQ(problems(""), Lines{"0  no_header"});
    EXPECT_EQ(problems("id,org,names.en\nA,A,a\n"), Lines{"1 org unknown_column"});
    EXPECT_EQ(problems("id,state,place\nc,held,Kabul\n", FileAct::set_state, "consultation"),
              Lines{"1 place unknown_column"});
    EXPECT_EQ(problems("id\nc\n", FileAct::set_state, "consultation"),
              Lines{"1 state missing_column"});
}

TEST_F(FilesOfEntities, ARowThatNeedsARefusedOneSaysSoAndOneThatComesTooEarlyToo) {
    const auto outcome = send(
        "id,code,names.en,held_by,blocked\n"
        "A,A,a,,perhaps\n"
        "B,B,b,A,\n"
        "C,C,c,D,\n"
        "D,D,d,,\n");
    ASSERT_EQ(outcome.problems.size(), 3U);
    EXPECT_EQ(outcome.problems[1].code, "row_refused");
    EXPECT_NE(outcome.problems[1].message.find("line 2"), std::string::npos);
    EXPECT_EQ(outcome.problems[2].code, "no_such_reference");
    EXPECT_NE(outcome.problems[2].message.find("Line 5 adds it"), std::string::npos);
}

TEST_F(FilesOfEntities, SentAgainChangeNothing) {
    const std::string file =
        fmt::format("id,code,names.en,step\nOIC,OIC,Cooperation,\nIOM,IOM,Migration,{}\n", id(9));
    ASSERT_TRUE(send(file).written);
    const auto again = send(file);
    EXPECT_FALSE(again.written);
    EXPECT_EQ(outcomes(again), (Outcomes{RowOutcome::unchanged, RowOutcome::replayed}));
    EXPECT_EQ(show_entity(as("amina"), "party", "OIC")->history.size(),
              show_entity(as("amina"), "party", "IOM")->history.size());
    // One more row is added, and no other is touched.
    const auto longer = send(file + "WHO,WHO,Health,\n");
    EXPECT_TRUE(longer.written);
    EXPECT_EQ(outcomes(longer),
              (Outcomes{RowOutcome::unchanged, RowOutcome::replayed, RowOutcome::changed}));
    // Other words under an id that is taken are no repetition.
    EXPECT_EQ(problems("id,code,names.en\nOIC,OIC,Conference\n"), Lines{"2 names.en id_taken"});
    EXPECT_EQ(problems(fmt::format("id,code,names.en,step\nXYZ,XYZ,x,{}\n", id(9))),
              Lines{"2 step id_with_other_body"});
}

TEST_F(FilesOfEntities, EditAndLeaveEmptyCellsAsTheyAre) {
    ASSERT_TRUE(
        send("id,place,topics\nkabul,Kabul,health\ngeneva,,\n", FileAct::add, "consultation")
            .written);
    const std::string file = "id,place,topics\nkabul,,relief | return\ngeneva,Geneva,\n";
    ASSERT_TRUE(send(file, FileAct::edit, "consultation").written);
    EXPECT_EQ(field("consultation", "kabul", "place"), "Kabul");
    EXPECT_EQ(field("consultation", "kabul", "topics"), "relief\nreturn");
    EXPECT_EQ(field("consultation", "geneva", "place"), "Geneva");
    EXPECT_FALSE(send(file, FileAct::edit, "consultation").written);
    EXPECT_EQ(problems("id,place\nnowhere,x\n", FileAct::edit, "consultation"),
              Lines{"2 id no_such_entity"});
}

TEST_F(FilesOfEntities, TakeStepsEachOnItsDayAndTellWhatARowLacks) {
    ASSERT_TRUE(send("id,held_on,participants[AFG].represented_by,participants[SAU].represented_by,"
                     "on\nc,2022-07-20,a,b,2022-07-20\n",
                     FileAct::add,
                     "consultation")
                    .written);
    const std::string steps = "id,state,on\nc,held,2022-07-21\n";
    EXPECT_EQ(problems("id,state,on\nc,held,2022-07-19\nc,outcomes_recorded,soon\nc,king,\n",
                       FileAct::set_state,
                       "consultation"),
              (Lines{"2  held_date_in_future", "3 on bad_value", "4 state unknown_state"}));
    ASSERT_TRUE(send(steps, FileAct::set_state, "consultation").written);
    const auto view = show_entity(as("amina"), "consultation", "c");
    EXPECT_EQ(view->entity.state, "held");
    EXPECT_EQ(view->history.back().on, "2022-07-21");
    EXPECT_EQ(outcomes(send(steps, FileAct::set_state, "consultation")),
              Outcomes{RowOutcome::unchanged});
}

TEST_F(FilesOfEntities, AreForThoseWhoMayChangeTheRegister) {
    add_user_or_fail("guest", {"public"});
    testing::write_text(folder / "rows.csv", "id,names.en\nOIC,x\n");
    FileRequest request{
        .access = as("guest"), .kind = "party", .file = (folder / "rows.csv").string()};
    EXPECT_EQ(code_of(change_by_file(request)), "role_missing");
    add_user_or_fail("farid", {"finance"});
    request.access = as("farid");
    EXPECT_EQ(change_by_file(request)->problems.front().code, "role_missing");
}

}  // namespace
}  // namespace imdad::app
