#include "app/attach_document.hpp"
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
                                            "%PDF-" + std::string(kUploadBytesMax, 'x'))),
              "document_too_long");
    const auto sent = attach_bytes(step, "consultation", "meeting", document, "%PDF-1.7");
    ASSERT_TRUE(sent.has_value()) << sent.error().lines.front();
    EXPECT_TRUE(sent->written);
}

}  // namespace
}  // namespace imdad::app
