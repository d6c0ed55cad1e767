#include "exchange/plan_workbook.hpp"

#include "base/result.hpp"
#include "exchange/plan_workbook_book.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../report/small_plan.hpp"
#include <gtest/gtest.h>
#include <unistd.h>

namespace imdad::exchange {
namespace {

using model::Audience;
using report::testing::small_plan;

class PlanWorkbook : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        directory_ =
            std::filesystem::temp_directory_path() /
            ("imdad_workbook_" + std::string(test->name()) + "_" + std::to_string(::getpid()));
        std::filesystem::create_directories(directory_);
    }

    void TearDown() override { std::filesystem::remove_all(directory_); }

    std::filesystem::path write(Audience audience, const std::string& name = "plan.xlsx") {
        const auto plan = small_plan();
        write_plan_workbook(plan.scenario, plan.result, audience, directory_ / name);
        return directory_ / name;
    }

    /// All parts of the workbook behind one another, each under its name.
    static std::string parts_of(const std::filesystem::path& file) {
        const std::string command =
            "python3 -c \"import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]);"
            "[sys.stdout.buffer.write(b'\\n## '+n.encode()+b'\\n'+z.read(n)) for n in "
            "z.namelist()]\" '" +
            file.string() + "'";
        FILE* pipe = ::popen(command.c_str(), "r");
        EXPECT_NE(pipe, nullptr);
        std::string text;
        std::array<char, 65536> buffer{};
        for (std::size_t read = 0;
             (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
            text.append(buffer.data(), read);
        }
        EXPECT_EQ(::pclose(pipe), 0);
        return text;
    }

    static std::string bytes_of(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }

    std::filesystem::path directory_;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(PlanWorkbook, HasASheetForEachFirstLevelAreaThatReceives) {
    const std::string parts = parts_of(write(Audience::restricted));
    for (const char* name :
         {"Summary", "Coverage by area", "Coverage by week", "North (AA1)", "Notes and sources"}) {
        EXPECT_TRUE(holds(parts, "<sheet name=\"" + std::string(name) + "\"")) << name;
    }
    EXPECT_TRUE(holds(parts, "Distribution list: North, Aland (AA1)"));
    for (const char* text :
         {"Quiet Valley clinic", "PL-CLINIC", "LOT-77Q", "Omega central store", "LN-1"}) {
        EXPECT_TRUE(holds(parts, text)) << text;
    }
    EXPECT_TRUE(holds(parts, "## xl/charts/chart3.xml"));
}

TEST_F(PlanWorkbook, SaysRestrictedOnEveryPrintedPage) {
    const std::string parts = parts_of(write(Audience::restricted));
    std::size_t sheets = 0;
    std::size_t stamped = 0;
    for (std::size_t at = parts.find("<oddHeader>"); at != std::string::npos;
         at = parts.find("<oddHeader>", at + 1)) {
        ++sheets;
        stamped += parts.substr(at, parts.find("</oddHeader>", at) - at)
                           .ends_with("&amp;R&amp;BRESTRICTED")
                       ? 1U
                       : 0U;
    }
    EXPECT_EQ(sheets, 5U);
    EXPECT_EQ(stamped, sheets);
}

TEST_F(PlanWorkbook, NamesNoPlaceToThePublic) {
    const std::string parts = parts_of(write(Audience::public_));
    for (const char* secret : report::testing::kSecrets) {
        EXPECT_FALSE(holds(parts, secret)) << secret;
    }
    EXPECT_FALSE(holds(parts, "RESTRICTED"));
    EXPECT_TRUE(holds(parts, "What people receive over the whole period: North, Aland (AA1)"));
}

TEST_F(PlanWorkbook, WritesNamesAsTextAndNeverAsFormulas) {
    const std::string parts = parts_of(write(Audience::restricted));
    EXPECT_FALSE(holds(parts, "<f>"));
    EXPECT_TRUE(holds(parts, "=HYPERLINK(\"x\")</t>"));
    EXPECT_TRUE(holds(parts, "West &lt;b&gt;&amp;</t>"));
}

TEST_F(PlanWorkbook, CarriesTheLabelOnEverySheet) {
    const std::string parts = parts_of(write(Audience::public_));
    std::size_t labelled = 0;
    for (std::size_t at = parts.find("&amp;Cillustrative, derived network");
         at != std::string::npos;
         at = parts.find("&amp;Cillustrative, derived network", at + 1)) {
        ++labelled;
    }
    EXPECT_EQ(labelled, 5U);
}

TEST_F(PlanWorkbook, HasTheSameBytesEachTimeAndTheStartOfTheScenarioAsItsDate) {
    const auto first = write(Audience::restricted, "a.xlsx");
    const auto second = write(Audience::restricted, "b.xlsx");
    EXPECT_EQ(bytes_of(first), bytes_of(second));
    EXPECT_TRUE(holds(parts_of(first), ">2022-07-25T00:00:00Z</dcterms:created>"));
    // Entries of the archive carry the first day that the format knows, not today.
    EXPECT_EQ(bytes_of(first).substr(10, 4), std::string("\x00\x00\x21\x00", 4));
}

TEST_F(PlanWorkbook, StreamsLongListsIntoTheSameCells) {
    const auto cells_of = [this](bool streamed) {
        const auto file = directory_ / (streamed ? "streamed.xlsx" : "whole.xlsx");
        Book book(file,
                  {.title = "T", .label = "L", .stamp = "", .created = {}, .streamed = streamed});
        Sheet sheet = book.add("List");
        sheet.header({"Name", "Packs"}, {20, 9}, 1);
        for (int i = 0; i < 50; ++i) {
            sheet.text("=place " + std::to_string(i)).number(i).next_row();
        }
        sheet.filter();
        book.close();
        return parts_of(file);
    };
    const std::string streamed = cells_of(true);
    const std::string whole = cells_of(false);
    // Streamed text stands in the cell itself, otherwise in the table of strings.
    EXPECT_TRUE(holds(streamed, "<t>=place 49</t></is></c><c r=\"B53\""));
    EXPECT_TRUE(holds(whole, "<t>=place 49</t></si>"));
    for (const std::string* parts : {&streamed, &whole}) {
        EXPECT_TRUE(holds(*parts, "<autoFilter ref=\"A3:B53\"/>"));
        EXPECT_TRUE(holds(*parts, "topLeftCell=\"B4\""));
        EXPECT_TRUE(holds(*parts, "<v>49</v>"));
        EXPECT_FALSE(holds(*parts, "<f>"));
    }
}

TEST_F(PlanWorkbook, FailsWhereItCannotWrite) {
    const auto plan = small_plan();
    EXPECT_THROW(
        write_plan_workbook(
            plan.scenario, plan.result, Audience::public_, directory_ / "no" / "plan.xlsx"),
        base::Failure);
}

TEST(SheetName, IsAcceptedByEverySpreadsheetProgram) {
    EXPECT_EQ(sheet_name("North", "AA1"), "North (AA1)");
    EXPECT_EQ(sheet_name("South/[Side]: 'x'*?\\", "Z:1"), "South--Side-- -x---- (Z-1)");
    const std::string long_name = sheet_name("Ségou à la très longue dénomination", "ML0401");
    EXPECT_EQ(long_name, "Ségou à la très longue (ML0401)");
    EXPECT_EQ(sheet_name("", std::string(60, 'x')), " (" + std::string(27, 'x') + ")");
}

}  // namespace
}  // namespace imdad::exchange
