#include "exchange/datapackage.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/scenario_folder.hpp"
#include "exchange/scenario_tables.hpp"

#include <array>

#include <fmt/format.h>

/// write_new_scenario: six places, two products, twelve weeks; every kind of row once, small
/// enough to be read as a whole and overwritten with one's own.

namespace imdad::exchange {

namespace {

struct NewFile {
    std::string_view file;
    std::string_view rows;  ///< without the header, which comes from the table's definition
};

constexpr std::array<NewFile, 18> kFiles = {{
    {kAreas.file, R"(EX,0,Exampleland,,,,430000,2025,1,,,assumed: made up
EX01,1,North,,,EX,250000,2025,1,,,assumed: made up
EX02,1,South,,,EX,180000,2025,1,,,assumed: made up
EX0101,2,Adara,,,EX01,140000,2025,1,12.4,20.1,assumed: made up
EX0102,2,Belo,,,EX01,110000,2025,1.5,12.9,20.8,"assumed: made up, hardest hit"
EX0201,2,Cima,,,EX02,180000,2025,1,11.2,20.4,assumed: made up
)"},
    {kPlaces.file,
     R"(port,Port of entry,entry,1,EX,10.5,20.0,,,,,port authority,public,assumed: no limit known,
central,National store,store,2,EX,11.0,20.2,200000,900,300,,ministry of health,restricted,assumed: made up,
north,North store,store,3,EX01,12.5,20.4,60000,12,,,ministry of health,restricted,assumed: one small refrigerator,
adara,Adara health centre,facility,5,EX0101,12.4,20.1,,8,,,ministry of health,restricted,assumed: made up,2
belo,Belo health centre,facility,5,EX0102,12.9,20.8,,8,,,partner,restricted,assumed: made up,2
cima,Cima health centre,facility,5,EX0201,11.2,20.4,,15,,,ministry of health,restricted,assumed: made up,2
)"},
    {kLanes.file, R"(port-central,port,central,road,60,2,1,0,40,,,,,assumed: made up
central-north,central,north,road,180,4,1,0,70,20000,60,,,assumed: one lorry with one cold box a week
central-cima,central,cima,road,90,5,2,0,60,15000,40,,,assumed: a round every two weeks
north-adara,north,adara,road,25,1,1,0,30,8000,20,,,assumed: made up
north-belo,north,belo,road,80,2,1,0,45,8000,20,,,assumed: made up
)"},
    {kClosures.file, R"(lane,north-belo,2026-02-02,2026-02-15,the river is high,assumed: made up
)"},
    {kProducts.file,
     R"(vaccine,Measles vaccine (vial of 10),goods,dose,10,cold,26,40,0.35,USD,730,30
kit,Household kit,goods,kit,1,ambient,45000,0,38,USD,,0
)"},
    {kPackaging.file, R"(vaccine,2,,,10,
)"},
    {kProgrammes.file,
     R"(infants,Measles vaccination of infants,exampleland/all/infants,vital,1,lost,,5
displaced,Household kits for displaced families,exampleland/displaced,essential,1,waits,8,5
)"},
    {kServes.file, R"(infants,vaccine,1,0.25,1,,
displaced,kit,0.2,0,1,,
)"},
    {kNeeds.file, R"(displaced,EX0101,,,1500,idp,shelter,made up,assumed: made up
displaced,EX0102,2026-01-05,2026-02-15,2600,idp,shelter,made up,assumed: they arrive in six weeks
displaced,EX0201,,,900,idp,,made up,assumed: made up
infants,belo,2026-01-05,2026-03-29,240,refugee,,made up,assumed: a camp beside the health centre
)"},
    {kQuantification.file,
     R"(infants,EX0101,demographic,140000,0.008,0.9,100,,,,,,,made up,assumed: births of twelve weeks
infants,EX0102,demographic,110000,0.008,0.9,0,,,,,,,made up,assumed: births of twelve weeks
infants,EX0201,demographic,,0.008,0.9,0,,,,,,,made up,assumed: births of twelve weeks
)"},
    {kAbsorption.file, R"(cima,infants,,,110,assumed: one team
)"},
    {kStock.file, R"(central,vaccine,M1,2026-12-31,260,,assumed: made up
adara,vaccine,M0,2026-02-15,12,,"assumed: made up, expires soon"
central,kit,K1,,450,,assumed: made up
)"},
    {kSupplies.file,
     R"(S1,Donor A,A-17,vaccine,M2,2027-06-30,170,port,2026-01-20,5,,,in_transit,assumed: made up
S2,Donor B,,kit,K2,,400,port,2026-01-26,7,north-only,,committed,assumed: made up
S3,Donor C,,kit,K3,,300,port,2026-02-16,7,,,announced,assumed: counts only with --include announced
)"},
    {kPolicy.file, R"(5,,1,8,1
)"},
    {kFunds.file,
     R"(F1,Donor A,A-18,25000,USD,2026-01-05,2026-06-30,transport,0.07,,assumed: made up
)"},
    {kPrices.file, R"(kit,Supplier D,36.5,USD,28,port,200
)"},
    {kEarmarks.file, R"(north-only,Donor B,,EX01,displaced,kit,,,,3,0.8
)"},
    {kEligibility.file, R"(EX,vaccine,accepts,
)"},
}};

std::string header_of(const TableView& table) {
    std::string header;
    for (const Column& column : table.columns) {
        header += (header.empty() ? "" : ",") + std::string(column.name);
    }
    return header + "\n";
}

const TableView& table_of(std::string_view file) {
    for (const TableView& table : scenario_tables()) {
        if (table.file == file) {
            return table;
        }
    }
    throw std::logic_error("no such table");
}

model::Header new_header() {
    model::Header header;
    header.name = "my-scenario";
    header.title = "A first scenario: six places, two products, twelve weeks";
    header.label = "made-up example";
    header.start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 5);
    header.weeks = 12;
    header.policy_chosen_by = "nobody yet: say here who decided it";
    header.sources.push_back({"made up for this example", ""});
    header.licences.emplace_back("CC0-1.0");
    return header;
}

std::string in_table(std::string_view text) {
    std::string cell;
    for (const char c : text) {
        cell += c == '|' ? std::string("\\|") : std::string(1, c);
    }
    return cell;
}

std::string readme() {
    std::string text =
        "# A first scenario\n\n"
        "Goods come in at a port, go to a national store, on to a store in the north and to three "
        "health\n"
        "centres. The northern cold store is small, the road to Belo floods for two weeks, and one "
        "donor's\n"
        "kits are for the north only. All of it is made up: replace it by your own, file by "
        "file.\n\n"
        "    imdad check .          what is wrong, cell by cell\n"
        "    imdad plan . --out plan\n\n"
        "Every file is CSV in UTF-8 and can be edited with a spreadsheet. An empty cell means that "
        "nothing\n"
        "is stated: no limit, no date, the default. A text that begins with = + - @ is written "
        "with an\n"
        "apostrophe in front, so that no spreadsheet runs it; the apostrophe is taken off when it "
        "is read.\n"
        "Files other than areas, places, products, programmes and serves may be missing if\n"
        "`datapackage.json` does not list them; a file that states nothing holds its header.\n\n"
        "`datapackage.json` states the first Monday, the number of weeks (1 to 104), the currency, "
        "the policy\n"
        "(worst_first, balanced, most_served) and who chose it, the label printed on every output, "
        "sources\n"
        "and licences.\n";
    for (const TableView& table : scenario_tables()) {
        text += fmt::format(
            "\n## {}\n\n{}\n\n| column | meaning | right is | if empty |\n|---|---|---|---|\n",
            table.file,
            table.about);
        for (const Column& column : table.columns) {
            const std::string_view empty = column.required           ? "not allowed"
                                           : column.fallback.empty() ? "not stated"
                                                                     : column.fallback;
            text += fmt::format("| {} | {} | {} | {} |\n",
                                column.name,
                                in_table(column.meaning),
                                in_table(what_is_right(column).text),
                                in_table(empty));
        }
    }
    return text;
}

}  // namespace

base::Result<void> write_new_scenario(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error && std::filesystem::exists(directory) && !std::filesystem::is_directory(directory)) {
        return base::fail("exists",
                          "there is a file of this name; name a folder that does not exist yet",
                          directory.string());
    }
    if (error) {
        throw base::Failure(base::Failure::Kind::io,
                            directory.string() + ": cannot be made: " + error.message());
    }
    if (!std::filesystem::is_empty(directory)) {
        return base::fail("exists",
                          "the folder is not empty; name a new one, so that nothing is overwritten",
                          directory.string());
    }
    for (const NewFile& file : kFiles) {
        write_bytes(directory / file.file, header_of(table_of(file.file)) + std::string(file.rows));
    }
    write_bytes(directory / "README.md", readme());
    write_bytes(directory / kDatapackageFile, datapackage_text(new_header(), false));
    return {};
}

}  // namespace imdad::exchange
