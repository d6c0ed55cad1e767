#include "app/books.hpp"

#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/register_steps.hpp"
#include "store/location.hpp"

#include <filesystem>

#include "fresh_books.hpp"

/// The books as a whole: accounts that can be erased, posting all or none, audits that find what an
/// insider did, copies that are what they were copied from.

namespace imdad::app {
namespace {

using Codes = std::vector<std::string>;
using testing::code_of;

class BooksOfAProgramme : public testing::FreshBooks {
 protected:
    [[nodiscard]] StepOptions step(const std::string& user) const {
        return {.access = as(user), .step_id = {}};
    }

    /// A pledge of 1,000.00 that is committed to nobody yet.
    void pledge_or_fail() {
        ASSERT_EQ(
            codes("amina",
                  fmt::format("kind,id,business_date,unit,unit_kind,decimals,holder,pledge,amount\n"
                              "define_unit,{},2022-07-24,USD,currency,2,,,\n"
                              "pledge,{},2022-07-24,USD,,,AFG,p1,100000\n",
                              id(1),
                              id(2))),
            Codes{});
    }

    void tamper(const std::string& sql) {
        const auto connection = store::connect({store::Backend::sqlite, as("").books}, false);
        connection->guard_history(false);
        connection->execute(sql);
    }

    [[nodiscard]] Answer<AuditOutcome> audit(std::vector<std::string> notes = {},
                                             std::vector<std::string> keys = {}) {
        return audit_books(
            {.access = as("amina"), .notes = std::move(notes), .keys = std::move(keys)});
    }
};

TEST_F(BooksOfAProgramme, BeginWithTheMemberStatesAndOneUser) {
    const auto parties = list_entities(as("amina"), "party", "");
    ASSERT_TRUE(parties.has_value());
    EXPECT_EQ(parties->size(), 57U);
    EXPECT_EQ(list_users(as("amina"))->size(), 1U);
    EXPECT_EQ(code_of(init_books(as("bilal"))), "books_exist");
    EXPECT_EQ(code_of(list_users(as("bilal"))), "unknown_user");
    EXPECT_EQ(code_of(list_users(as(""))), "no_user");
}

TEST_F(BooksOfAProgramme, AreNotMadeInAFileOfSomebodyElse) {
    Access access = as("amina");
    access.books = (folder / "notes.txt").string();
    testing::write_text(folder / "notes.txt", "minutes");
    EXPECT_EQ(code_of(init_books(access)), "not_a_database");
    EXPECT_EQ(testing::read_text(folder / "notes.txt"), "minutes");
    access.books = (folder / "other.db").string();
    store::connect({store::Backend::sqlite, access.books}, true)
        ->execute("CREATE TABLE t (x TEXT)");
    EXPECT_EQ(code_of(init_books(access)), "other_database");
    access.books = (folder / "nowhere.db").string();
    EXPECT_EQ(code_of(list_users(access)), "no_books");
    EXPECT_FALSE(std::filesystem::exists(access.books));
}

TEST_F(BooksOfAProgramme, KnowAnErasedUserByARandomIdOnly) {
    add_user_or_fail("zubaydah", {"monitor", "secretariat"});
    ASSERT_TRUE(
        add_entity(step("zubaydah"), "consultation", "c1", "", {{"title.en", "t"}}).has_value());
    EXPECT_EQ(show_entity(as("amina"), "consultation", "c1")->history.front().actor, "@zubaydah");
    const auto erased = erase_user(as("amina"), "zubaydah");
    ASSERT_TRUE(erased.has_value());
    EXPECT_EQ(show_entity(as("amina"), "consultation", "c1")->history.front().actor, erased->actor);
    // Not in a free page of the file either.
    EXPECT_EQ(testing::read_text(as("").books).find("zubaydah"), std::string::npos);
    EXPECT_TRUE(audit()->findings.empty());
    EXPECT_EQ(code_of(erase_user(as("amina"), "amina")), "last_secretariat");
    EXPECT_EQ(code_of(erase_user(as("amina"), "nobody")), "unknown_user");
}

TEST_F(BooksOfAProgramme, TakeUsersWithRolesThatExistOnly) {
    EXPECT_EQ(code_of(add_user(as("amina"), "a b", {"finance"})), "bad_user_name");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"king"})), "unknown_role");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"system"})), "unknown_role");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"focal_point"})), "party_missing");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"finance:XXX"})), "unknown_party");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"finance", "finance"})), "role_repeated");
    EXPECT_EQ(code_of(add_user(as("amina"), "amina", {"finance"})), "user_exists");
    EXPECT_EQ(list_users(as("amina"))->size(), 1U);
}

TEST_F(BooksOfAProgramme, ListEverythingThatARefusedStepLacks) {
    ASSERT_TRUE(add_entity(step("amina"), "consultation", "c1", "", {}).has_value());
    const auto held = set_state(step("amina"), "consultation", "c1", "held", "");
    ASSERT_FALSE(held.has_value());
    EXPECT_EQ(held.error().lines.size(), 2U);
    EXPECT_EQ(code_of(set_state(step("amina"), "consultation", "c1", "draft", "")),
              "unknown_state");
    EXPECT_EQ(code_of(edit_entity(step("amina"), "consultation", "c1", {{"place", "@nobody"}})),
              "unknown_user");
    const auto added =
        add_entity(step("amina"), "consultation", "c2", "", {{"colour", "x"}, {"state", "held"}});
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().lines.size(), 2U);
}

TEST_F(BooksOfAProgramme, AnAmountThatNobodyStatedIsNotShownAsNothing) {
    std::vector<FieldText> fields = {{"terms.parties[AFG].focal_point", "x"}};
    ASSERT_TRUE(add_entity(step("amina"), "instrument", "a", "", fields).has_value());
    fields.push_back({"terms.worth.currency", "USD"});
    ASSERT_TRUE(add_entity(step("amina"), "instrument", "b", "", fields).has_value());
    const auto shows_amount = [&](const std::string& id) {
        const auto view = show_entity(as("amina"), "instrument", id);
        return std::ranges::count(
            view->entity.fields, std::string("terms.worth.minor_units"), &FieldText::path);
    };
    EXPECT_EQ(shows_amount("a"), 0);
    EXPECT_EQ(shows_amount("b"), 1);
}

TEST_F(BooksOfAProgramme, DoOneStepOnceAndADryRunNever) {
    StepOptions once = step("amina");
    once.step_id = id(7);
    once.dry_run = true;
    EXPECT_FALSE(add_entity(once, "consultation", "c1", "", {})->written);
    EXPECT_TRUE(list_entities(as("amina"), "consultation", "")->empty());
    once.dry_run = false;
    EXPECT_TRUE(add_entity(once, "consultation", "c1", "", {})->written);
    EXPECT_TRUE(add_entity(once, "consultation", "c1", "", {})->replayed);
    EXPECT_EQ(code_of(add_entity(once, "consultation", "c2", "", {})), "id_with_other_body");
    once.step_id = "short";
    EXPECT_EQ(code_of(add_entity(once, "consultation", "c2", "", {})), "bad_step_id");
    // Another user is another request.
    add_user_or_fail("bilal", {"secretariat"});
    once = step("bilal");
    once.step_id = id(7);
    EXPECT_EQ(code_of(add_entity(once, "consultation", "c1", "", {})), "id_with_other_body");
}

TEST_F(BooksOfAProgramme, PostAFileAllOrNoneAndOnce) {
    pledge_or_fail();
    const std::string head = "kind,id,business_date,unit,pledge,amount,reason\n";
    const std::string good = fmt::format("cancel_balance,{},2022-07-25,USD,p1,100,less\n", id(3));
    const std::string too_much =
        fmt::format("cancel_balance,{},2022-07-25,USD,p1,100000,less\n", id(4));
    const auto refused = post("amina", head + good + too_much);
    ASSERT_EQ(refused->problems.size(), 1U);
    EXPECT_EQ(refused->problems[0].line, 3U);
    EXPECT_EQ(refused->problems[0].code, "not_enough");
    EXPECT_EQ(
        balances(as("amina"), {.holder = {}, .unit = {}, .stage = "uncommitted"})->front().text,
        "1000.00");
    EXPECT_FALSE(post("amina", head + good, true)->written);
    EXPECT_EQ(audit()->entries, 2U);
    EXPECT_TRUE(post("amina", head + good)->written);
    EXPECT_TRUE(post("amina", head + good)->rows.front().replayed);
    EXPECT_EQ(audit()->entries, 3U);
    EXPECT_EQ(
        balances(as("amina"), {.holder = {}, .unit = {}, .stage = "uncommitted"})->front().text,
        "999.00");
    EXPECT_EQ(trial_balance(as("amina"))->front().total, "0");
}

TEST_F(BooksOfAProgramme, NameTheLineAndColumnOfWhatCannotBeRead) {
    const auto outcome = post("amina",
                              fmt::format("kind,id,business_date,unit,amount,stage\n"
                                          "gift,{0},2022-07-24,USD,1,\n"
                                          "pledge,{0},24.7.2022,USD,1.5,\n"
                                          "pledge,12,2022-07-24,USD,1,nowhere\n"
                                          "pledge,,2022-07-24,USD,1,\n"
                                          "pledge,{0},2022-07-24,USD,1,\n"
                                          "pledge,{0},2022-07-24,USD,1,,more\n"
                                          "pledge,{0},2022-07-24,USD,1,\n",
                                          id(1)));
    std::vector<std::string> found;
    for (const RowProblem& problem : outcome->problems) {
        found.push_back(fmt::format("{} {} {}", problem.line, problem.column, problem.code));
    }
    EXPECT_EQ(found,
              (Codes{"2 kind bad_value",
                     "3 business_date bad_value",
                     "3 amount bad_value",
                     "4 id bad_value",
                     "4 stage bad_value",
                     "5 id no_id",
                     "7  too_many_cells",
                     "8 id repeated_id"}));
    EXPECT_EQ(codes("amina", "kind,id,business_date,colour,id\n"),
              (Codes{"unknown_column", "repeated_column"}));
    EXPECT_EQ(codes("amina", "kind,id\n"), (Codes{"missing_column"}));
    EXPECT_EQ(codes("amina", "kind,id,business_date\n"), (Codes{"no_rows"}));
    EXPECT_EQ(codes("amina", ""), (Codes{"no_header"}));
}

TEST_F(BooksOfAProgramme, CommitUnderAnInstrumentInForceOnly) {
    pledge_or_fail();
    const std::string head = "kind,id,business_date,unit,pledge,amount,to,instrument\n";
    const std::string row = fmt::format("commit,{},2022-07-25,USD,p1,500,NER,{}\n", id(3), "{}");
    EXPECT_EQ(codes("amina", head + fmt::format(fmt::runtime(row), "")), (Codes{"no_instrument"}));
    EXPECT_EQ(codes("amina", head + fmt::format(fmt::runtime(row), "mou")),
              (Codes{"no_such_entity"}));
    ASSERT_TRUE(add_entity(step("amina"),
                           "instrument",
                           "mou",
                           "",
                           {{"terms.parties[AFG].focal_point", "x"},
                            {"terms.parties[NER].focal_point", "y"}})
                    .has_value());
    EXPECT_EQ(codes("amina", head + fmt::format(fmt::runtime(row), "mou")),
              (Codes{"instrument_not_in_force"}));
}

TEST_F(BooksOfAProgramme, AnAuditNamesTheEntryThatWasChanged) {
    pledge_or_fail();
    EXPECT_TRUE(audit()->findings.empty());
    tamper("DROP TRIGGER journal_no_UPDATE; UPDATE journal SET actor = 'x' WHERE sequence = 1");
    auto found = audit();
    ASSERT_EQ(found->findings.size(), 1U);
    EXPECT_EQ(found->findings[0].log, "ledger");
    EXPECT_EQ(found->findings[0].sequence, 1U);
    EXPECT_EQ(found->findings[0].id, id(2));
    tamper(
        "DROP TRIGGER register_change_no_UPDATE; "
        "UPDATE register_change SET after = 'x' WHERE sequence = 3 AND field = 'names.en'");
    found = audit();
    ASSERT_GE(found->findings.size(), 2U);
    EXPECT_EQ(found->findings[1].log, "register");
    EXPECT_EQ(found->findings[1].sequence, 3U);
}

TEST_F(BooksOfAProgramme, ACheckpointThatSomebodyKeptShowsARollback) {
    const std::string books = as("").books;
    const std::string key = (folder / "key").string();
    std::filesystem::copy_file(books, folder / "older.db");
    pledge_or_fail();
    ASSERT_TRUE(add_entity(step("amina"), "consultation", "c1", "", {}).has_value());
    std::vector<std::string> notes;
    std::string public_key;
    for (const std::string log : {"ledger", "register"}) {
        const auto given = give_checkpoint(as("amina"), log, key, "oic");
        ASSERT_TRUE(given.has_value()) << given.error().lines.front();
        EXPECT_EQ(given->key_made, log == "ledger");
        notes.push_back((folder / (log + ".note")).string());
        testing::write_text(notes.back(), given->note);
        public_key = given->public_key;
    }
    // Two brought, and the same two from the books.
    EXPECT_EQ(audit(notes, {public_key})->checkpoints, 4U);
    EXPECT_TRUE(audit(notes, {public_key})->findings.empty());
    EXPECT_EQ(code_of(audit(notes)), "key_missing");
    EXPECT_EQ(code_of(audit(notes, {"oic:12"})), "bad_key");
    EXPECT_EQ(code_of(audit(notes, {"oic:" + std::string(64, 'a')})), "nobody_known_signed");
    std::filesystem::copy_file(
        folder / "older.db", books, std::filesystem::copy_options::overwrite_existing);
    EXPECT_TRUE(audit()->findings.empty());  // of itself an older state is sound
    const auto found = audit(notes, {public_key});
    ASSERT_EQ(found->findings.size(), 2U);
    for (const AuditLine& line : found->findings) {
        EXPECT_EQ(line.code, "tail_cut");
        EXPECT_EQ(line.sequence, line.log == "ledger" ? 0U : 57U);
    }
}

TEST_F(BooksOfAProgramme, ANoteOfOtherBooksProvesNothingHere) {
    Access other = as("amina");
    other.books = (folder / "other.db").string();
    ASSERT_TRUE(init_books(other).has_value());
    const auto given = give_checkpoint(other, "ledger", (folder / "key").string(), "oic");
    testing::write_text(folder / "note", given->note);
    EXPECT_EQ(code_of(audit({(folder / "note").string()}, {given->public_key})),
              "note_of_other_books");
}

TEST_F(BooksOfAProgramme, AKeyIsItsOwnersOnly) {
    using std::filesystem::perms;
    const std::string key = (folder / "key").string();
    ASSERT_TRUE(give_checkpoint(as("amina"), "ledger", key, "oic").has_value());
    EXPECT_EQ(std::filesystem::status(key).permissions(), perms::owner_read | perms::owner_write);
    std::filesystem::permissions(key, perms::group_read, std::filesystem::perm_options::add);
    EXPECT_EQ(code_of(give_checkpoint(as("amina"), "ledger", key, "oic")), "key_file_open");
    testing::write_text(folder / "text", "not a key");
    std::filesystem::permissions(folder / "text", perms::owner_read | perms::owner_write);
    EXPECT_EQ(code_of(give_checkpoint(as("amina"), "ledger", (folder / "text").string(), "oic")),
              "bad_key_file");
    EXPECT_EQ(testing::read_text(folder / "text"), "not a key");
    EXPECT_EQ(code_of(give_checkpoint(as("amina"), "ledger", (folder / "k2").string(), "a b")),
              "bad_key_name");
}

TEST_F(BooksOfAProgramme, ABackupIsTheBooksAndComesBack) {
    pledge_or_fail();
    const auto saved = copy_books(as("amina"), (folder / "backup.db").string());
    ASSERT_TRUE(saved.has_value()) << saved.error().lines.front();
    EXPECT_EQ(saved->entries, 2U);
    EXPECT_EQ(saved->steps, 57U);
    Access backup = as("amina");
    backup.books = (folder / "backup.db").string();
    const auto restored = copy_books(backup, (folder / "restored.db").string());
    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->ledger_root, audit()->ledger_root);
    EXPECT_EQ(restored->register_root, audit()->register_root);
    EXPECT_EQ(code_of(copy_books(as("amina"), (folder / "backup.db").string())), "books_exist");
}

TEST_F(BooksOfAProgramme, ACopyOfBooksThatWereChangedIsRefused) {
    pledge_or_fail();
    tamper(
        "DROP TRIGGER posting_no_UPDATE; UPDATE posting SET amount = amount + 1 WHERE number = 0");
    const auto copied = copy_books(as("amina"), (folder / "backup.db").string());
    ASSERT_FALSE(copied.has_value());
    EXPECT_EQ(code_of(copied), "copy_differs");
}

}  // namespace
}  // namespace imdad::app
