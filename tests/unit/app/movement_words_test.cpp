#include "ledger/account.hpp"
#include "ledger/command.hpp"
#include "report/reader_language.hpp"

#include <gtest/gtest.h>

namespace imdad::app {
namespace {

/// A word that is not there would be shown as its code, which nobody notices in a test of English.
std::string key(std::string_view group, std::string_view code) {
    return std::string(group) + "." + std::string(code);
}

TEST(MovementWords, EveryMovementOnAStockCardHasAWordInEveryLanguage) {
    for (const std::string_view code : report::ReaderLanguage::codes()) {
        const report::ReaderLanguage language = *report::ReaderLanguage::find(code);
        for (std::size_t i = 0; i < ledger::kKindCount; ++i) {
            const std::string_view kind = ledger::to_text(static_cast<ledger::Kind>(i));
            EXPECT_FALSE(language.plain(key("act", kind)).empty()) << code << kind;
        }
    }
}

TEST(MovementWords, EveryStageOnACountSheetHasAWordInEveryLanguage) {
    for (const std::string_view code : report::ReaderLanguage::codes()) {
        const report::ReaderLanguage language = *report::ReaderLanguage::find(code);
        for (const ledger::Stage stage : {ledger::Stage::on_hand, ledger::Stage::quarantined}) {
            EXPECT_FALSE(language.plain(key("stage", ledger::to_text(stage))).empty());
        }
    }
}

}  // namespace
}  // namespace imdad::app
