#include "cli/commands.hpp"
#include "cli/kind_commands.hpp"

#include <array>
#include <string_view>

/// The entities of the register: one command for each kind.

namespace imdad::cli {

namespace {

struct KindRow {
    const char* name;
    const char* kind;
    const char* about;
    const char* example;  ///< of `add`; null: opened by another command
};

constexpr auto kKinds = std::to_array<KindRow>({
    {"party",
     "party",
     "Those who meet, sign, give and receive",
     "imdad party add WHO --set code=WHO --set \"names.en=World Health Organization\""},
    {"consultation",
     "consultation",
     "Meetings and what came out of them",
     "imdad consultation add who-2022 --set held_on=2022-07-22"},
    {"agreement",
     "instrument",
     "Agreements of all types, from a memorandum to a charter",
     "imdad agreement add mou --set terms.parties[WHO].focal_point=bilal"},
    {"amendment", "amendment", "Changes of agreements, one numbered text each", nullptr},
    {"action-plan",
     "action_plan",
     "Plans of activities under an agreement",
     "imdad action-plan add plan-2023 --set instrument=mou"},
    {"activity",
     "activity",
     "What a plan does",
     "imdad activity add training --set plan=plan-2023 --set type=training"},
    {"action-point",
     "action_point",
     "What somebody has to do by a day",
     "imdad action-point add call-iom --set origin=consultation --set origin_id=iom-2022"},
});

/// As `Attachment` has them; of an activity also the documents that its steps ask for.
const std::vector<std::string> kDocumentsOfMeeting{"text", "evidence", "other"};
const std::vector<std::string> kDocuments{
    "text", "signed_file", "termination", "evidence", "other"};
const std::vector<std::string> kDocumentsOfActivity{
    "text", "signed_file", "termination", "evidence", "other", "final_report", "attendance"};

}  // namespace

void add_register(CLI::App& program, Action& action) {
    for (const KindRow& row : kKinds) {
        KindCommands commands(program, action, row.name, row.kind, row.about);
        commands.add_reading();
        if (row.example != nullptr) {
            commands.add_adding(row.example);
        }
        commands.add_changing();
        const std::string_view kind = row.kind;
        if (kind == "consultation") {
            commands.add_attach(kDocumentsOfMeeting);
        }
        if (kind == "instrument" || kind == "amendment") {
            commands.add_accept(true);
            commands.add_sign();
            commands.add_attach(kDocuments);
        }
        if (kind == "instrument") {
            commands.add_amend();
            commands.add_renew();
        } else if (kind == "activity") {
            commands.add_accept(false);
            commands.add_attach(kDocumentsOfActivity);
        } else if (kind == "action_point") {
            commands.add_attach({});
            commands.add_move_due();
        }
    }
}

}  // namespace imdad::cli
