#include "app/attach_document.hpp"
#include "app/books.hpp"
#include "app/documents.hpp"
#include "app/register_steps.hpp"

#include "fresh_books.hpp"

namespace imdad::app {
namespace {

/// Two people who read the same entity, and then both change it.
class AsRead : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("bilal", {"secretariat"});
        ASSERT_TRUE(
            add_entity(
                {.access = as("amina")}, "consultation", "meeting", "", {{"held_on", "2022-07-22"}})
                .has_value());
    }

    /// A step of `user` on the meeting with so many lines of history.
    [[nodiscard]] StepOptions reading(const std::string& user, std::size_t lines) const {
        return {
            .access = as(user),
            .step_id = {},
            .dry_run = false,
            .is_as_read = [lines](const EntityView& view) { return view.history.size() == lines; }};
    }

    [[nodiscard]] std::size_t history() const {
        return show_entity(as("amina"), "consultation", "meeting")->history.size();
    }

    [[nodiscard]] static std::vector<FieldText> place(const std::string& name) {
        return {{"place", name}};
    }
};

TEST_F(AsRead, TheLaterOfTwoIsRefusedWithWhatTheFirstDid) {
    const std::size_t read = history();
    ASSERT_TRUE(edit_entity(reading("bilal", read), "consultation", "meeting", place("Dakar")));
    const auto later =
        edit_entity(reading("amina", read), "consultation", "meeting", place("Jeddah"));
    ASSERT_EQ(testing::code_of(later), "changed_meanwhile");
    ASSERT_EQ(later.error().lines.size(), 2U);
    EXPECT_EQ(later.error().lines[1],
              "Last changed by @bilal on 2022-07-25 08:00:00 UTC: place from '' to 'Dakar'.");
    EXPECT_EQ(history(), read + 1);
    EXPECT_TRUE(edit_entity(reading("amina", read + 1), "consultation", "meeting", place("Fez")));
}

TEST_F(AsRead, AStepThatWasTakenIsAnsweredAsItWas) {
    StepOptions step = reading("amina", history());
    step.step_id = std::string(32, '7');
    ASSERT_TRUE(edit_entity(step, "consultation", "meeting", place("Dakar"))->written);
    const auto again = edit_entity(step, "consultation", "meeting", place("Dakar"));
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(testing::code_of(edit_entity(step, "consultation", "meeting", place("Fez"))),
              "id_with_other_body");
}

TEST_F(AsRead, WhatIsNotThereIsSaidByTheStep) {
    EXPECT_EQ(testing::code_of(edit_entity(reading("amina", 0), "consultation", "x", place("Fez"))),
              "no_such_entity");
}

TEST_F(AsRead, AStateIsChangedOnlyAsRead) {
    EXPECT_EQ(testing::code_of(
                  set_state(reading("amina", 0), "consultation", "meeting", "cancelled", "x")),
              "changed_meanwhile");
}

TEST_F(AsRead, ADocumentIsKnownByItsFirstBytesAlone) {
    using namespace std::string_literals;
    EXPECT_EQ(media_type_of("%PDF-1.4 and more"), "application/pdf");
    EXPECT_EQ(media_type_of("II*\0rest"s), "image/tiff");
    EXPECT_EQ(media_type_of("\xff\xd8\xff\xe0"), "image/jpeg");
    EXPECT_EQ(media_type_of("<html>%PDF-"), "");
    EXPECT_EQ(media_type_of("%PD"), "");
    const StepOptions step{.access = as("amina")};
    const Document document{.file = "/etc/passwd", .title = "Minutes", .kind = "text"};
    EXPECT_EQ(testing::code_of(attach_bytes(step, "consultation", "meeting", document, "root:x")),
              "unknown_media_type");
    EXPECT_EQ(testing::code_of(attach_bytes(step, "consultation", "meeting", document, "")),
              "empty_document");
    EXPECT_EQ(testing::code_of(attach_bytes(step,
                                            "consultation",
                                            "meeting",
                                            document,
                                            "%PDF-" + std::string(kDocumentBytesMax, 'x'))),
              "document_too_long");
    const auto sent = attach_bytes(step, "consultation", "meeting", document, "%PDF-1.7");
    ASSERT_TRUE(sent.has_value()) << sent.error().lines.front();
    EXPECT_TRUE(sent->written);
}

class Documents : public AsRead {
 protected:
    static constexpr const char* kBytes = "%PDF-1.7 what was said";

    [[nodiscard]] StepOptions step() const { return {.access = as("amina")}; }

    [[nodiscard]] Answer<KeptDocument> read(const std::string& entity,
                                            const std::string& which) const {
        return read_document(as("amina"), "consultation", entity, which);
    }

    void attach(const std::string& entity, const std::string& bytes, bool kept = true) {
        const Document document{.title = "Minutes", .kind = "text", .key = "minutes", .kept = kept};
        const auto sent = attach_bytes(step(), "consultation", entity, document, bytes);
        ASSERT_TRUE(sent.has_value()) << sent.error().lines.front();
    }

    [[nodiscard]] std::vector<std::string> kept() const {
        return show_entity(as("amina"), "consultation", "meeting")->documents;
    }
};

TEST_F(Documents, ComeBackAsTheyWereAttached) {
    attach("meeting", kBytes);
    const auto by_key = read("meeting", "minutes");
    ASSERT_TRUE(by_key.has_value()) << by_key.error().lines.front();
    EXPECT_EQ(by_key->bytes, kBytes);
    EXPECT_EQ(by_key->media_type, "application/pdf");
    EXPECT_EQ(by_key->name, "meeting-minutes.pdf");
    EXPECT_EQ(kept(), std::vector{by_key->sha256});
    EXPECT_EQ(read("meeting", by_key->sha256)->bytes, kBytes);
}

TEST_F(Documents, OfWhichOnlyTheFingerprintIsHereAreNotKept) {
    attach("meeting", kBytes, false);
    EXPECT_EQ(testing::code_of(read("meeting", "minutes")), "document_not_kept");
    EXPECT_TRUE(kept().empty());
    EXPECT_EQ(testing::code_of(read("meeting", "other")), "no_such_document");
}

TEST_F(Documents, AreNotWrittenByATrial) {
    StepOptions trial = step();
    trial.dry_run = true;
    const Document document{.title = "Minutes", .kind = "text", .key = "minutes"};
    ASSERT_TRUE(attach_bytes(trial, "consultation", "meeting", document, kBytes).has_value());
    EXPECT_EQ(testing::code_of(read("meeting", "minutes")), "no_such_document");
    attach("meeting", kBytes, false);
    EXPECT_EQ(testing::code_of(read("meeting", "minutes")), "document_not_kept");
}

/// Who knows the fingerprint of a document that is not for them writes it into a record of theirs.
TEST_F(Documents, AreNotReachedFromAnotherRecordByTheirFingerprint) {
    attach("meeting", kBytes);
    const std::string sha256 = read("meeting", "minutes")->sha256;
    ASSERT_TRUE(add_entity(step(), "consultation", "mine", "", {{"title.en", "Mine"}}).has_value());
    ASSERT_TRUE(edit_entity(step(),
                            "consultation",
                            "mine",
                            {{"attachments[x].kind", "other"},
                             {"attachments[x].name", "x"},
                             {"attachments[x].sha256", sha256},
                             {"attachments[x].size", "22"}})
                    .has_value());
    EXPECT_EQ(testing::code_of(read("mine", sha256)), "document_not_kept");
}

/// Where a fingerprint is there already nothing changes, so nobody is asked for a right.
TEST_F(Documents, AreNotKeptOfWhoeverMayNotAttachThem) {
    add_user_or_fail("pilar", {"planner"});
    attach("meeting", kBytes, false);
    const Document document{.title = "Minutes", .kind = "text", .key = "minutes"};
    const StepOptions stranger{.access = as("pilar")};
    const auto sent = attach_bytes(stranger, "consultation", "meeting", document, kBytes);
    ASSERT_TRUE(sent.has_value()) << sent.error().lines.front();
    EXPECT_TRUE(sent->changes.empty());
    EXPECT_EQ(testing::code_of(read("meeting", "minutes")), "document_not_kept");
}

TEST_F(Documents, AreComparedWithTheirFingerprintEachTime) {
    attach("meeting", kBytes);
    auto books = Books::open(as("amina").books);
    ASSERT_TRUE(books.has_value());
    (*books)->connection().execute("UPDATE document SET content = x'2550'");
    EXPECT_EQ(testing::code_of(read("meeting", "minutes")), "document_damaged");
}

}  // namespace
}  // namespace imdad::app
