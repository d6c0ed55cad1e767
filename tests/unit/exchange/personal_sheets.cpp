#include "personal_sheets.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <random>

#include "personal_sheet_words.hpp"
#include <fmt/format.h>

namespace imdad::exchange_test {

namespace {

class Dice {
 public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    // The distributions of the standard library differ between machines.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }

    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }

    bool chance(int percent) { return between(1, 100) <= percent; }

    template <std::size_t N>
    std::string pick(const std::array<std::string_view, N>& words) {
        return std::string(words[below(N)]);
    }

    std::string digits(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            text += static_cast<char>('0' + below(10));
        }
        return text;
    }

    std::string letters(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            text += static_cast<char>('A' + below(26));
        }
        return text;
    }

 private:
    std::mt19937_64 engine_;
};

// People
// -------------------------------------------------------------------------------------------

std::string person(Dice& dice) {
    if (dice.chance(20)) {
        return dice.pick(kGivenAr) + " " + (dice.chance(40) ? dice.pick(kGivenAr) + " " : "") +
               dice.pick(kFamilyAr);
    }
    const std::string given = dice.pick(kGiven);
    std::string family = dice.pick(kFamily);
    if (dice.chance(15)) {
        std::ranges::transform(family, family.begin(), [](unsigned char c) {
            return c < 128 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
        });
        return family + " " + given;
    }
    return given + " " + family;
}

std::string arabic_digits(const std::string& text) {
    static constexpr auto kDigits = words("٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩");
    std::string out;
    for (const char c : text) {
        out += c >= '0' && c <= '9' ? std::string(kDigits[static_cast<std::size_t>(c - '0')])
                                    : std::string(1, c);
    }
    return out;
}

/// One way of writing them for a whole column, as one clerk does.
std::function<std::string()> phones(Dice& dice) {
    static constexpr auto kCountries =
        words("93", "880", "92", "227", "223", "249", "967", "252", "235", "970");
    const std::string country = dice.pick(kCountries);
    const int way = dice.between(0, 7);
    return [&dice, country, way]() -> std::string {
        const std::string n = "7" + dice.digits(8);
        switch (way) {
            case 0:
                return "+" + country + n;
            case 1:
                return "+" + country + " " + n.substr(0, 2) + " " + n.substr(2, 3) + " " +
                       n.substr(5);
            case 2:
                return "0" + n;
            case 3:
                return "0" + n.substr(0, 2) + "-" + n.substr(2, 3) + "-" + n.substr(5);
            case 4:
                return "00" + country + n;
            case 5:
                return "(0" + n.substr(0, 2) + ") " + n.substr(2);
            case 6:
                return arabic_digits("0" + n);
            default:
                return "+" + country + " (0)" + n.substr(0, 2) + "." + n.substr(2);
        }
    };
}

std::function<std::string()> identities(Dice& dice) {
    const int way = dice.between(0, 4);
    return [&dice, way]() -> std::string {
        switch (way) {
            case 0:
                return dice.digits(5) + "-" + dice.digits(7) + "-" + dice.digits(1);
            case 1:
                return "14" + dice.digits(2) + "-" + dice.digits(4) + "-" + dice.digits(5);
            case 2:
                return fmt::format("2{:02}{:02}{:02}{:02}{}",
                                   dice.between(50, 99),
                                   dice.between(1, 12),
                                   dice.between(1, 28),
                                   dice.between(1, 29),
                                   dice.digits(5));
            case 3:
                return dice.letters(1) + dice.digits(7);
            default:
                return "1" + dice.digits(9);
        }
    };
}

std::string mail(Dice& dice) {
    return fmt::format("{}.{}{}@{}",
                       static_cast<char>('a' + dice.below(26)),
                       dice.pick(words("noorzai", "traore", "rahman", "haidari", "diallo")),
                       dice.between(1, 99),
                       dice.pick(words("gmail.com", "yahoo.fr", "hotmail.com", "moph.gov.af")));
}

std::string birth(Dice& dice) {
    return dice.chance(50) ? fmt::format("{}-{:02}-{:02}",
                                         dice.between(1938, 2021),
                                         dice.between(1, 12),
                                         dice.between(1, 28))
                           : fmt::format("{:02}/{:02}/{}",
                                         dice.between(1, 28),
                                         dice.between(1, 12),
                                         dice.between(1938, 2021));
}

// Headers of forms
// ---------------------------------------------------------------------------------

// Tables
// -------------------------------------------------------------------------------------------

using Column = std::vector<std::string>;  // header, tag (may be empty), values

struct Table {
    std::string what;
    std::vector<Column> columns;
    std::size_t rows = 0;
    std::vector<std::string> planted;

    void add(std::string header, std::string tag, const std::function<std::string()>& value) {
        Column column = {std::move(header), std::move(tag)};
        for (std::size_t i = 0; i < rows; ++i) {
            column.push_back(value());
        }
        columns.push_back(std::move(column));
    }

    void plant(Dice& dice,
               std::string header,
               std::string tag,
               const std::function<std::string()>& value) {
        add(std::move(header), std::move(tag), value);
        planted.insert(planted.end(), columns.back().begin() + 2, columns.back().end());
        std::swap(columns.back(), columns[dice.below(columns.size())]);
    }
};

std::string facility(Dice& dice) {
    return dice.pick(kPlaces) + " " + dice.pick(kFacilities);
}

std::string day(Dice& dice) {
    return fmt::format(
        "{}-{:02}-{:02}", dice.between(2021, 2026), dice.between(1, 12), dice.between(1, 28));
}

std::string gtin(Dice& dice) {
    std::string text = "0" + dice.digits(12);
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        sum += (text[i] - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return text + static_cast<char>('0' + (10 - sum % 10) % 10);
}

void add_facilities(Dice& dice, Table& table) {
    table.what = "facilities";
    table.add(dice.pick(words(
                  "facility_name", "Name", "Nom de la structure", "اسم المرفق", "Health facility")),
              "#loc+name",
              [&] { return facility(dice); });
    table.add(dice.pick(words("pcode", "adm2_pcode", "ADM2_PCODE")), "#adm2+code", [&] {
        return "AF" + dice.digits(4);
    });
    table.add("lat", "#geo+lat", [&] {
        return fmt::format("{}.{}", dice.between(10, 37), dice.digits(4));
    });
    table.add(dice.pick(words("lon", "longitude")), "#geo+lon", [&] {
        return fmt::format("{}.{}", dice.between(-5, 90), dice.digits(4));
    });
    table.add(dice.pick(words("type", "opened on", "Date of opening")), "", [&] {
        return fmt::format("{}-01-01", dice.between(1960, 2020));
    });
    table.add("office in charge", "", [&] { return dice.pick(kTitles); });
}

void add_stock(Dice& dice, Table& table) {
    table.what = "stock";
    table.add(dice.pick(words("product", "Item name", "Désignation", "الصنف")), "#item+name", [&] {
        return dice.pick(kProducts);
    });
    table.add(dice.pick(words("lot", "Batch No.", "N° de lot", "رقم التشغيلة")), "#item+lot", [&] {
        return dice.letters(1) + dice.digits(7);
    });
    table.add(
        dice.pick(words("GTIN", "barcode", "Bar code", "item")), "", [&] { return gtin(dice); });
    table.add(dice.pick(words("expiry", "Exp. date", "Date de péremption", "تاريخ الانتهاء")),
              "#date+expiry",
              [&] { return day(dice); });
    table.add(dice.pick(words("quantity", "Qty on hand", "Quantité", "الكمية")), "#value", [&] {
        return std::to_string(dice.between(1, 90'000'000));
    });
}

void add_needs(Dice& dice, Table& table) {
    table.what = "needs";
    table.add(dice.pick(words("area", "District", "Commune", "المنطقة")), "#adm2+name", [&] {
        return dice.pick(kPlaces);
    });
    table.add(dice.pick(words("name_ar", "الاسم", "names.ar")), "#adm2+name+i_ar", [&] {
        return dice.pick(kPlacesAr);
    });
    table.add(
        dice.pick(words(
            "Number of beneficiaries", "people in need", "Personnes ciblées", "عدد المستفيدين")),
        "#inneed",
        [&] { return std::to_string(dice.between(100'000'000, 999'999'999)); });
    table.add(dice.pick(words("households", "HH reached", "nombre de ménages")),
              "#reached+hh",
              [&] { return std::to_string(dice.between(10, 90'000)); });
    table.add(dice.pick(words("age group", "sex", "Sexe", "groupe d'âge")), "#meta", [&] {
        return dice.pick(words("F", "M", "0-5", "6-17", "18+"));
    });
    table.add(dice.pick(words(
                  "live births", "births per year", "naissances attendues", "children under 5")),
              "#population+infants",
              [&] { return std::to_string(dice.between(10, 40'000)); });
}

void add_shipments(Dice& dice, Table& table) {
    table.what = "shipments";
    table.add(dice.pick(words("waybill", "Waybill No", "AWB", "bon de livraison ref")),
              "#meta+id",
              [&] { return "0" + dice.digits(9); });
    table.add(dice.pick(words("from", "Origin warehouse", "Entrepôt")), "", [&] {
        return dice.pick(kPlaces);
    });
    table.add(dice.pick(words("recipient", "to", "Consignee", "Destinataire", "الجهة المستلمة")),
              "#org",
              [&] { return dice.chance(50) ? dice.pick(kOrganisations) : facility(dice); });
    table.add(dice.pick(words("departed_at", "timestamp", "heure de départ")), "#date", [&] {
        return day(dice) + fmt::format(" {:02}:{:02}", dice.between(0, 23), dice.between(0, 59));
    });
    table.add(dice.pick(words("truck plate", "Vehicle", "container no")), "", [&] {
        return dice.letters(4) + dice.digits(7);
    });
    table.add(dice.pick(words("weight kg", "volume_m3", "cartons")), "", [&] {
        return std::to_string(dice.between(1, 30'000));
    });
}

void add_funding(Dice& dice, Table& table) {
    table.what = "funding";
    table.add(dice.pick(words("donor", "Organisation", "Bailleur", "الجهة المانحة", "name")),
              "#org+name",
              [&] { return dice.pick(kOrganisations); });
    table.add(dice.pick(words("amount_usd", "Montant", "Budget (USD)", "pledged")),
              "#value+usd",
              [&] { return std::to_string(dice.between(1'000, 900'000'000)); });
    table.add(dice.pick(words("project code", "agreement no", "instrument")),
              "#activity+code",
              [&] { return "OIC-" + dice.digits(6); });
    table.add(dice.pick(words("signed on", "date", "start")), "#date", [&] { return day(dice); });
    table.add(dice.pick(words("signed by (office)", "capacity", "title")), "", [&] {
        return dice.pick(kTitles);
    });
    table.add(dice.pick(words("website", "url")), "#contact+url", [&] {
        return "https://" + std::string("org") + dice.digits(3) + ".example.org/page";
    });
}

void add_cold_chain(Dice& dice, Table& table) {
    table.what = "cold chain";
    table.add(dice.pick(words("logger serial", "device", "équipement")), "", [&] {
        return dice.letters(2) + dice.digits(6);
    });
    table.add(dice.pick(words("time", "read_at")), "#date", [&] {
        return day(dice) +
               fmt::format("T{:02}:{:02}:00Z", dice.between(0, 23), dice.between(0, 59));
    });
    table.add(dice.pick(words("temperature", "°C", "درجة الحرارة")), "#indicator", [&] {
        return fmt::format("+{}.{}", dice.between(2, 8), dice.between(0, 9));
    });
    table.add(dice.pick(words("store", "site")), "", [&] { return facility(dice); });
    table.add(dice.pick(words("mobile team", "mobile clinics", "cell")), "", [&] {
        return std::to_string(dice.between(0, 9));
    });
}

Table ordinary_table(Dice& dice) {
    Table table;
    table.rows = static_cast<std::size_t>(dice.between(3, 40));
    static constexpr std::array kMakers = {
        add_facilities, add_stock, add_needs, add_shipments, add_funding, add_cold_chain};
    kMakers[dice.below(kMakers.size())](dice, table);
    if (dice.chance(60)) {
        table.add(dice.pick(words("notes", "Remarks", "Observations", "ملاحظات")),
                  "#meta+notes",
                  [&] { return dice.chance(40) ? dice.pick(kRemarks) : std::string(); });
    }
    return table;
}

/// The spelling of a header as different hands have it.
std::string respelt(Dice& dice, std::string header) {
    const int way = dice.between(0, 9);
    if (way == 0) {
        std::ranges::transform(header, header.begin(), [](unsigned char c) {
            return c < 128 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
        });
    } else if (way == 1) {
        std::ranges::replace(header, ' ', '_');
    } else if (way == 2) {
        header = fmt::format("{}. {}", dice.between(1, 30), header);
    } else if (way == 3) {
        header += " *";
    } else if (way == 4) {
        header = "  " + header + " ";
    }
    return header;
}

std::string cell_text(const std::string& text, char separator) {
    if (text.find_first_of(std::string("\"\n") + separator) == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + "\"";
}

enum class Tags { none, below_header, instead_of_header };

std::string written(Dice& dice, const Table& table, Tags tags, bool header = true) {
    const char separator = dice.chance(20) ? ';' : ',';
    const std::string end = dice.chance(30) ? "\r\n" : "\n";
    std::string text = dice.chance(25) ? "\xEF\xBB\xBF" : "";
    if (header && dice.chance(10)) {
        text +=
            "Distribution plan July 2022" + std::string(table.columns.size() - 1, separator) + end;
    }
    for (std::size_t row = 0; row < table.rows + 2; ++row) {
        if ((row == 0 && (!header || tags == Tags::instead_of_header)) ||
            (row == 1 && tags == Tags::none)) {
            continue;
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const std::string& cell = table.columns[i][row];
            text +=
                (i == 0 ? std::string() : std::string(1, separator)) + cell_text(cell, separator);
        }
        text += end;
    }
    return text;
}

void plant_header(Dice& dice, Table& table) {
    const auto phone = phones(dice);
    const auto identity = identities(dice);
    switch (dice.between(0, 4)) {
        case 0:
            table.plant(
                dice, respelt(dice, dice.pick(kNameHeaders)), "", [&] { return person(dice); });
            break;
        case 1:
            table.plant(dice, respelt(dice, dice.pick(kPhoneHeaders)), "", phone);
            break;
        case 2:
            table.plant(dice, respelt(dice, dice.pick(kIdHeaders)), "", identity);
            break;
        case 3:
            table.plant(
                dice, respelt(dice, dice.pick(kBirthHeaders)), "", [&] { return birth(dice); });
            break;
        default:
            table.plant(
                dice, respelt(dice, dice.pick(kMailHeaders)), "", [&] { return mail(dice); });
            break;
    }
}

void plant_values(Dice& dice, Table& table) {
    const auto phone = phones(dice);
    const std::string header = dice.pick(kSilentHeaders);
    switch (dice.between(0, 3)) {
        case 0:
            table.plant(dice, header, "", [&] { return person(dice); });
            break;
        case 1:
            table.plant(dice, header, "", [&] { return mail(dice); });
            break;
        case 2:
            table.plant(dice, header, "", [&] {
                return dice.digits(5) + "-" + dice.digits(7) + "-" + dice.digits(1);
            });
            break;
        default:
            table.plant(dice, header, "", phone);
            break;
    }
}

void plant_list(Dice& dice, Table& table) {
    const auto identity = identities(dice);
    table.columns.clear();
    table.add("no", "", [n = 0]() mutable { return std::to_string(++n); });
    table.add(dice.pick(words("Sex", "Sexe", "الجنس", "gender")), "", [&] {
        return dice.pick(words("F", "M"));
    });
    table.add(dice.pick(words("Age", "age (years)", "العمر", "Âge")), "", [&] {
        return std::to_string(dice.between(0, 80));
    });
    table.add(
        dice.pick(words("Village", "camp", "المخيم")), "", [&] { return dice.pick(kPlaces); });
    if (dice.chance(50)) {
        table.plant(dice, dice.pick(words("Name", "Nom", "الاسم", "Beneficiary", "name")), "", [&] {
            return person(dice);
        });
    } else {
        table.plant(dice, dice.pick(words("Number", "numéro", "الرقم")), "", [&] {
            return "7" + dice.digits(8);
        });
    }
}

void plant_tag(Dice& dice, Table& table) {
    static constexpr auto kTags = words("#contact+phone",
                                        "#contact+name",
                                        "#contact +email",
                                        "#beneficiary+name+first",
                                        "#affected+id",
                                        "#respondent+mobile",
                                        "#Contact+Phone+hh",
                                        "#beneficiary+f+id+code",
                                        "#inneed+name+last",
                                        "#beneficiary+dob",
                                        "#meta+national_id",
                                        "#contact",
                                        "#household+name");
    table.plant(dice, dice.pick(kSilentHeaders), dice.pick(kTags), [&] {
        return "ref " + dice.letters(5);
    });
}

void plant_track(Dice& dice, Table& table) {
    table.columns.clear();
    int north = dice.between(100'000, 370'000);
    int east = dice.between(100'000, 700'000);
    table.add(dice.pick(words("id", "device", "enumerator", "ref")), "", [&] { return "A7"; });
    table.add(dice.pick(words("recorded", "timestamp", "heure")), "", [&, n = 0]() mutable {
        ++n;
        return fmt::format("2022-07-04 {:02}:{:02}:10", 8 + n / 60, n % 60);
    });
    table.rows = table.rows < 6 ? 6 : table.rows;
    for (Column& column : table.columns) {
        while (column.size() < table.rows + 2) {
            column.push_back(column.back());
        }
    }
    table.plant(dice, dice.pick(words("lat", "latitude", "gps_lat")), "", [&] {
        north += dice.between(1, 40);
        return fmt::format("{}.{:04}", north / 10'000, north % 10'000);
    });
    table.plant(dice, dice.pick(words("lon", "longitude", "gps_long")), "", [&] {
        east += dice.between(1, 40);
        return fmt::format("{}.{:04}", east / 10'000, east % 10'000);
    });
}

void plant_remark(Dice& dice, Table& table) {
    const auto phone = phones(dice);
    std::size_t row = 0;
    const std::size_t chosen = dice.below(table.rows);
    std::string value;
    table.add(
        dice.pick(words("notes", "Remarks", "Observations", "ملاحظات")), "", [&]() -> std::string {
            if (row++ != chosen) {
                return dice.chance(30) ? dice.pick(kRemarks) : std::string();
            }
            value = dice.chance(40)
                        ? mail(dice)
                        : "+93 7" + dice.digits(2) + " " + dice.digits(3) + " " + dice.digits(3);
            return dice.pick(words("delivered to the guard, ", "call ", "voir ", "اتصل على ")) +
                   value;
        });
    table.planted.push_back(value);
}

}  // namespace

std::string full_name(std::uint64_t seed) {
    Dice dice(seed);
    return person(dice);
}

Sheet ordinary_sheet(std::uint64_t seed) {
    Dice dice(seed);
    const Table table = ordinary_table(dice);
    const Tags tags = dice.chance(30) ? Tags::below_header : Tags::none;
    return {.what = table.what, .bytes = written(dice, table, tags), .planted = {}};
}

Sheet sheet_with_people(std::uint64_t seed) {
    Dice dice(seed);
    Table table = ordinary_table(dice);
    const int way = dice.between(0, 99);
    Tags tags = Tags::none;
    bool header = true;
    std::string what;
    if (way < 40) {
        what = "header";
        plant_header(dice, table);
    } else if (way < 60) {
        what = "values";
        plant_values(dice, table);
    } else if (way < 72) {
        what = "list";
        plant_list(dice, table);
    } else if (way < 82) {
        what = "tag";
        plant_tag(dice, table);
        tags = dice.chance(70) ? Tags::below_header : Tags::instead_of_header;
    } else if (way < 88) {
        what = "track";
        plant_track(dice, table);
    } else if (way < 94) {
        what = "remark";
        plant_remark(dice, table);
    } else {
        what = "no header";
        plant_values(dice, table);
        header = false;
    }
    return {.what = what, .bytes = written(dice, table, tags, header), .planted = table.planted};
}

}  // namespace imdad::exchange_test
