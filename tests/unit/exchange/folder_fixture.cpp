#include "folder_fixture.hpp"

#include "exchange/problem_codes.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

namespace imdad::exchange_test {

TempFolder::TempFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "imdad-exchange-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void TempFolder::write(const std::string& file, std::string_view bytes) const {
    std::ofstream out(path_ / file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file);
    }
}

std::string TempFolder::read(const std::string& file) const {
    std::ifstream in(path_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Files small_scenario() {
    return {
        {"datapackage.json",
         R"({"name": "small", "title": "Small", "imdad": {"start": "2024-01-01", "weeks": 6, "currency": "USD",
 "policy": "balanced", "policy_chosen_by": "a test", "series_policy": "hold_back", "audience": "restricted",
 "label": "made up"}, "sources": [{"title": "a test", "path": "https://example.org"}],
 "licenses": [{"name": "CC0-1.0"}], "resources": [{"name": "areas", "path": "areas.csv"}]}
)"},
        {"areas.csv",
         "pcode,level,name,name_ar,name_fr,parent,population,population_year,weight,lat,lon,"
         "origin\n"
         "AA,0,Country,,,,1000,2023,,,,real\n"
         "AA01,1,Region,,,AA,1000,2023,1.5,10.5,-20.25,real\n"
         "AA0101,2,District,,,AA01,600,2023,,,,derived: by share\n"
         "AA0102,2,Other,,,AA01,400,2023,,,,\n"},
        {"places.csv",
         "place_id,name,kind,level,area,lat,lon,ambient_l,cold_l,frozen_l,ultra_cold_l,owner,"
         "sensitivity,origin\n"
         "pool,Pool,pool,0,,,,,,,,,public,\n"
         "port,Port,entry,1,AA,1,2,,,,,,public,\n"
         "store,Store,store,3,AA01,1,2,1000.5,20,0,,us,,\n"
         "post,Post,facility,5,AA0101,1,2,10,0.001,,,us,confidential,assumed: by eye\n"
         "clinic,Clinic,facility,5,AA0102,1,2,,,,,,,\n"},
        {"lanes.csv",
         "lane_id,from,to,mode,distance_km,lead_days,every_weeks,first_week,cost_per_m3,ambient_l,"
         "cold_l,frozen_l,"
         "ultra_cold_l,origin\n"
         "pool-port,pool,port,sea,1000,7,,,,,,,,\n"
         "port-store,port,store,road,100,4,1,0,12.5,500,60,,,\n"
         "store-post,store,post,road,20,0,2,1,,,,,,\n"
         "store-clinic,store,clinic,road,20,1,,,,,,,,\n"},
        {"closures.csv",
         "what,id,from,to,reason,origin\n"
         "lane,store-post,2024-01-15,2024-01-21,flood,\n"
         "place,clinic,2024-01-29,,,\n"
         "area,AA0102,2024-02-05,2024-02-06,,\n"},
        {"products.csv",
         "product_id,name,kind,unit,pack_units,storage_class,pack_cm3,companion_ambient_cm3,unit_"
         "price,currency,"
         "shelf_life_days,min_remaining_days\n"
         "vaccine,Vaccine,goods,dose,10,cold,25,40,0.35,EUR,730,14\n"
         "kit,Kit,goods,kit,1,ambient,45000,,120,,,\n"
         "seat,Seat,seats,seat,1,,,,,,,\n"},
        {"packaging.csv",
         "product,level,storage_class,pack_cm3,ship_multiple,max_days\n"
         "vaccine,3,,,10,\n"
         "vaccine,1,frozen,30,,\n"
         "vaccine,5,,,,30\n"},
        {"programmes.csv",
         "programme_id,name,cell,ven,weight,unmet,max_wait_weeks,serve_level\n"
         "infants,Infants,aa/all/infants,vital,2,lost,,\n"
         "families,Families,aa/all,essential,,waits,4,\n"
         "training,Training,aa/staff,non_essential,,waits,,1\n"},
        {"serves.csv",
         "programme,product,units_per_person,wastage_rate,series_dose,min_interval_weeks,max_"
         "interval_weeks\n"
         "infants,vaccine,1,0.25,1,,\n"
         "infants,vaccine,1,0.25,2,2,4\n"
         "families,kit,0.2,,,,\n"
         "training,seat,1,,,,\n"},
        {"needs.csv",
         "programme,at,from,to,persons,group,activity,source,origin\n"
         "infants,AA0101,,,120,resident,,register,real\n"
         "families,post,2024-01-08,2024-01-21,90,idp,shelter,,\n"
         "families,AA0102,,,60,refugee,,,\n"
         "training,AA,,,3,,,,\n"},
        {"quantification.csv",
         "programme,at,method,population,share,coverage_target,already_served,cases_per_1000,"
         "consumption,"
         "reporting_rate,stockout_days,growth_rate,buffer_weeks,source,origin\n"
         "infants,AA0102,demographic,400,0.04,0.9,0,,,,,,,,\n"
         "infants,post,consumption,,,,,,1000,0.98,5/31,-0.02,1.5,,\n"},
        {"absorption.csv",
         "at,programme,from,to,persons_per_week,origin\n"
         "post,infants;families,,,50,\n"
         "AA01,,2024-01-01,2024-01-31,200,assumed: three teams\n"},
        {"stock.csv",
         "place,product,lot,expiry,packs,earmark,origin\n"
         "store,vaccine,V1,2024-12-31,20,,\n"
         "store,kit,K1,,30,north,\n"
         "pool,seat,,,3,,\n"},
        {"supplies.csv",
         "supply_id,source,pledge,product,lot,expiry,packs,place,available_on,clearance_days,"
         "earmark,activity,status,"
         "origin\n"
         "S1,Donor,P-1,vaccine,V2,2025-06-30,15,port,2024-01-03,2,,,in_transit,\n"
         "S2,Donor,,kit,K2,,11,port,2024-01-03,,north,,committed,\n"
         "S3,Donor,,kit,K3,,7,pool,2024-01-10,,,,announced,\n"},
        {"policy.csv",
         "level,product,min_weeks,max_weeks,closing_weeks\n"
         "3,,1,8.5,\n"
         "5,vaccine,,4,1\n"},
        {"funds.csv",
         "fund_id,source,pledge,amount,currency,available_on,valid_until,use,overhead_rate,earmark,"
         "origin\n"
         "F1,Donor,,1000.50,,2024-01-01,2024-06-30,transport,0.07,north,\n"},
        {"prices.csv",
         "product,supplier,unit_price,currency,lead_days,place,max_packs_per_week\n"
         "kit,Maker,1500,JPY,20,port,100\n"},
        {"earmarks.csv",
         "earmark_id,donor,countries,areas,programmes,products,activities,from,to,category,reserve_"
         "share\n"
         "north,Donor,AA,AA0101,families,kit,shelter,2024-01-01,2024-02-11,3,0.5\n"},
        {"eligibility.csv",
         "recipient,product,state,until\n"
         "AA,vaccine,accepts,\n"
         "AA0102,kit,deferred,2024-01-14\n"},
    };
}

void replace(Files& files, const std::string& file, std::string_view from, std::string_view to) {
    std::string& text = files.at(file);
    const std::size_t at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
        throw std::logic_error(fmt::format("'{}' does not stand once in {}", from, file));
    }
    text.replace(at, from.size(), to);
}

void replace_line(Files& files, const std::string& file, std::size_t line, std::string_view text) {
    std::string& bytes = files.at(file);
    std::size_t begin = 0;
    for (std::size_t i = 1; i < line; ++i) {
        begin = bytes.find('\n', begin) + 1;
    }
    bytes.replace(begin, bytes.find('\n', begin) - begin, text);
}

void append_line(Files& files, const std::string& file, std::string_view text) {
    files.at(file) += std::string(text) + "\n";
}

exchange::LoadOutcome load(const Files& files) {
    const TempFolder folder;
    for (const auto& [file, bytes] : files) {
        folder.write(file, bytes);
    }
    return exchange::load_scenario(folder.path());
}

const exchange::Problem* find(const exchange::ProblemList& problems, std::string_view code) {
    for (const exchange::Problem& problem : problems.kept()) {
        if (problem.code == code) {
            return &problem;
        }
    }
    return nullptr;
}

bool codes_are_listed(const exchange::ProblemList& problems) {
    return std::ranges::all_of(problems.kinds(), [](const exchange::ProblemList::Kind& kind) {
        return std::ranges::any_of(
            exchange::problem_codes(),
            [&](const exchange::ProblemCode& known) { return known.code == kind.code; });
    });
}

std::string all(const exchange::ProblemList& problems) {
    std::string text;
    for (const exchange::Problem& problem : problems.kept()) {
        text += fmt::format("{} {} {}:{} {} '{}' {} -> {}\n",
                            exchange::to_text(problem.severity),
                            problem.code,
                            problem.file,
                            problem.line,
                            problem.column,
                            problem.value,
                            problem.message.text,
                            problem.right.text);
    }
    return text;
}

}  // namespace imdad::exchange_test
