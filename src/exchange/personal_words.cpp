#include "exchange/personal_words.hpp"

#include "exchange/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <unordered_set>

namespace imdad::exchange {

namespace {

using Words = std::vector<std::string>;
using Vocabulary = std::unordered_set<std::string_view>;

bool is_one_of(std::string_view word, const Vocabulary& vocabulary) {
    return vocabulary.contains(word);
}

bool any_of(const Words& words, const Vocabulary& vocabulary) {
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return vocabulary.contains(word); });
}

// Spelling
// -----------------------------------------------------------------------------------------

char32_t code_point(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence[0]);
    char32_t value = lead;
    if (sequence.size() == 2) {
        value = lead & 0x1FU;
    } else if (sequence.size() == 3) {
        value = lead & 0x0FU;
    } else if (sequence.size() == 4) {
        value = lead & 0x07U;
    }
    for (const char c : sequence.substr(1)) {
        value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    }
    return value;
}

/// Latin letters U+00C0 to U+017F without their marks; ' ' is no letter.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
    "nnnnnnnnoooooooorrrrrrsssssssstttttt"
    "uuuuuuuuuuuuwwyyyzzzzzzs";

static_assert(kLatin.size() == 0x180 - 0xC0);

bool is_arabic_mark(char32_t c) {
    return (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || (c >= 0x200B && c <= 0x200F) ||
           c == 0xFEFF || (c >= 0x300 && c <= 0x36F);
}

bool is_arabic_letter(char32_t c) {
    return (c >= 0x620 && c <= 0x64A && c != 0x640) || (c >= 0x671 && c <= 0x6D3);
}

/// The plain form of an Arabic or Persian letter, in UTF-8.
std::string_view arabic_letter(char32_t c, std::string_view as_written) {
    switch (c) {
        case 0x622:
        case 0x623:
        case 0x625:
        case 0x671:
            return "ا";
        case 0x624:
            return "و";
        case 0x626:
        case 0x649:
        case 0x6CC:
        case 0x6D2:
            return "ي";
        case 0x629:
        case 0x6C1:
        case 0x6D5:
            return "ه";
        case 0x6A9:
            return "ك";
        default:
            return as_written;
    }
}

/// Builds words letter by letter.
class WordBuilder {
 public:
    explicit WordBuilder(Capitals capitals) : capitals_(capitals) {}

    void letter(std::string_view text, bool upper, bool arabic) {
        upper = upper && capitals_ == Capitals::begin_words;
        if (class_ == Class::digit || (upper && last_lower_)) {
            end();
        }
        class_ = arabic ? Class::arabic : Class::letter;
        last_lower_ = !upper;
        word_ += text;
    }

    void digit(char c) {
        if (class_ != Class::digit) {
            end();
        }
        class_ = Class::digit;
        word_ += c;
    }

    void end() {
        if (word_.empty()) {
            return;
        }
        // Four letters of two bytes and the article; shorter words would lose a root letter.
        constexpr std::size_t kWithArticle = 10;
        if (class_ == Class::arabic && word_.size() >= kWithArticle && word_.starts_with("ال")) {
            word_.erase(0, std::string_view("ال").size());
        } else if (class_ == Class::arabic && word_.size() >= kWithArticle &&
                   word_.starts_with("لل")) {
            word_.erase(0, std::string_view("لل").size());
        }
        words_.push_back(std::move(word_));
        word_.clear();
        class_ = Class::none;
        last_lower_ = false;
    }

    Words finish() {
        end();
        return std::move(words_);
    }

 private:
    enum class Class : std::uint8_t { none, letter, arabic, digit };

    Capitals capitals_;
    Words words_;
    std::string word_;
    Class class_ = Class::none;
    bool last_lower_ = false;
};

void add_sequence(WordBuilder& builder, std::string_view sequence) {
    const char32_t c = code_point(sequence);
    const auto small = static_cast<unsigned char>(sequence[0]);
    if (c < 0x80) {
        if (std::isdigit(small) != 0) {
            builder.digit(sequence[0]);
        } else if (std::isalpha(small) != 0) {
            const char lower = static_cast<char>(std::tolower(small));
            builder.letter(std::string_view(&lower, 1), std::isupper(small) != 0, false);
        } else {
            builder.end();
        }
    } else if (c >= 0xC0 && c < 0x180 && kLatin[c - 0xC0] != ' ') {
        builder.letter(kLatin.substr(c - 0xC0, 1), c < 0xDF, false);
    } else if (c >= 0x660 && c <= 0x669) {
        builder.digit(static_cast<char>('0' + (c - 0x660)));
    } else if (c >= 0x6F0 && c <= 0x6F9) {
        builder.digit(static_cast<char>('0' + (c - 0x6F0)));
    } else if (is_arabic_letter(c)) {
        builder.letter(arabic_letter(c, sequence), false, true);
    } else if (c > 0x180 && !is_arabic_mark(c) && c < 0x2000) {
        builder.letter(sequence, false, false);
    } else if (!is_arabic_mark(c)) {
        builder.end();
    }
}

// Headers
// ------------------------------------------------------------------------------------------

const Vocabulary kFillers = {
    "number", "numbers", "no",  "num",   "nr", "n", "numero",  "of",   "the",  "de",   "du",
    "des",    "la",      "le",  "les",   "l",  "d", "contact", "your", "main", "home", "primary",
    "his",    "her",     "رقم", "ارقام", "1",  "2", "3",       "alt",  "other"};

/// Of whom counts are taken, so that the column holds none of them.
const Vocabulary kCounts = {"count",   "counts",  "total",   "totals",   "sum",     "percent",
                            "pct",     "rate",    "rates",   "quantity", "qty",     "coverage",
                            "nombre",  "nb",      "nbre",    "effectif", "taux",    "عدد",
                            "اعداد",   "مجموع",   "اجمالي",  "نسبه",     "target",  "targeted",
                            "reached", "planned", "average", "mean",     "covered", "estimated"};

const Vocabulary kPeople = {
    "beneficiary", "beneficiaries", "beneficiaire", "beneficiaires", "patient",   "patients",
    "recipient",   "person",        "individual",   "individu",      "child",     "enfant",
    "mother",      "mere",          "father",       "pere",          "spouse",    "conjoint",
    "husband",     "wife",          "mari",         "epouse",        "guardian",  "tuteur",
    "caregiver",   "caretaker",     "head",         "chef",          "household", "hh",
    "hoh",         "hhh",           "menage",       "family",        "famille",   "refugee",
    "refugie",     "idp",           "deplace",      "respondent",    "enquete",   "applicant",
    "student",     "eleve",         "driver",       "chauffeur",     "staff",     "worker",
    "contact",     "focal",         "baby",         "infant",        "client",    "relative",
    "kin",         "victim",        "survivor",     "victime",       "case",      "member",
    "user",        "employee",      "volunteer",    "witness",       "collector", "proxy",
    "مستفيد",      "مستفيده",       "مستفيدين",     "مريض",          "مريضه",     "اب",
    "ام",          "زوج",           "زوجه",         "طفل",           "وصي",       "رب",
    "اسره",        "عايله",         "لاجي",         "نازح",          "سايق",      "شخص",
    "فرد",         "عضو",           "طالب",         "معيل",          "والد",      "والده",
    "ولي",         "مستلم",         "الاب",         "الام"};

/// Things that have names, numbers and addresses of their own.
const Vocabulary kThings = {
    "facility",     "hospital",     "clinic",        "product",   "item",     "school",
    "warehouse",    "supplier",     "manufacturer",  "donor",     "partner",  "vendor",
    "district",     "province",     "region",        "country",   "state",    "area",
    "admin",        "adm",          "village",       "site",      "place",    "location",
    "organisation", "organization", "org",           "company",   "agency",   "ministry",
    "project",      "programme",    "program",       "vaccine",   "drug",     "medicine",
    "brand",        "file",         "table",         "unit",      "city",     "town",
    "commune",      "departement",  "localite",      "lieu",      "site",     "produit",
    "article",      "fournisseur",  "etablissement", "structure", "centre",   "center",
    "pays",         "ville",        "depot",         "camp",      "kit",      "team",
    "event",        "fund",         "plan",          "vehicle",   "truck",    "vessel",
    "ship",         "port",         "airport",       "road",      "مركز",     "مستشفي",
    "منتج",         "صنف",          "مدرسه",         "مستودع",    "مورد",     "منظمه",
    "جهه",          "دوله",         "محافظه",        "منطقه",     "مديريه",   "قريه",
    "مدينه",        "موقع",         "دواء",          "لقاح",      "مشروع",    "بلد",
    "عياده",        "مخيم",         "مكان",          "شركه",      "وزاره",    "cluster",
    "sector",       "activity",     "lot",           "commodity", "material", "category",
    "capital"};

const Vocabulary kNameWords = {"name", "names", "nom", "noms", "prenom", "اسم", "اسماء", "nm"};

const Vocabulary kIdWords = {
    "id", "ids", "code", "identifier", "identifiant", "uid", "uuid", "matricule", "card", "رقم"};

const Vocabulary kWhereWords = {"lat",
                                "latitude",
                                "lon",
                                "lng",
                                "long",
                                "longitude",
                                "gps",
                                "coordinates",
                                "address",
                                "adresse",
                                "geolocation",
                                "coordonnees",
                                "عنوان",
                                "احداثيات"};

const Vocabulary kDayWords = {
    "date", "day", "year", "place", "dt", "jour", "annee", "lieu", "تاريخ", "مكان", "سنه", "on"};

/// All these words in one header, whatever else stands there.
struct Phrase {
    PersonalKind kind;
    std::array<std::string_view, 3> words;
    bool alone = false;  ///< nothing else but fillers and people
};

constexpr auto kPhrases = std::to_array<Phrase>({
    {PersonalKind::phone, {"phone"}},
    {PersonalKind::phone, {"phones"}},
    {PersonalKind::phone, {"telephone"}},
    {PersonalKind::phone, {"telephones"}},
    {PersonalKind::phone, {"tel"}},
    {PersonalKind::phone, {"tele"}, true},
    {PersonalKind::phone, {"mob"}, true},
    {PersonalKind::phone, {"mobile"}, true},
    {PersonalKind::phone, {"cell", "number"}, true},
    {PersonalKind::phone, {"cell", "no"}, true},
    {PersonalKind::phone, {"portable"}, true},
    {PersonalKind::phone, {"cellphone"}},
    {PersonalKind::phone, {"msisdn"}},
    {PersonalKind::phone, {"whatsapp"}},
    {PersonalKind::phone, {"gsm"}},
    {PersonalKind::phone, {"hotline"}, true},
    {PersonalKind::phone, {"contact", "number"}, true},
    {PersonalKind::phone, {"contact", "no"}, true},
    {PersonalKind::phone, {"numero", "contact"}, true},
    {PersonalKind::phone, {"هاتف"}},
    {PersonalKind::phone, {"هواتف"}},
    {PersonalKind::phone, {"جوال"}},
    {PersonalKind::phone, {"محمول"}},
    {PersonalKind::phone, {"موبايل"}},
    {PersonalKind::phone, {"تلفون"}},
    {PersonalKind::phone, {"تليفون"}},
    {PersonalKind::phone, {"واتساب"}},
    {PersonalKind::phone, {"رقم", "تواصل"}},
    {PersonalKind::phone, {"رقم", "اتصال"}},
    {PersonalKind::email, {"email"}},
    {PersonalKind::email, {"emails"}},
    {PersonalKind::email, {"e", "mail"}},
    {PersonalKind::email, {"mail"}, true},
    {PersonalKind::email, {"courriel"}},
    {PersonalKind::email, {"adresse", "electronique"}},
    {PersonalKind::email, {"ايميل"}},
    {PersonalKind::email, {"بريد", "الكتروني"}},
    {PersonalKind::email, {"بريد"}, true},
    {PersonalKind::identity, {"passport"}},
    {PersonalKind::identity, {"passeport"}},
    {PersonalKind::identity, {"tazkira"}},
    {PersonalKind::identity, {"tazkera"}},
    {PersonalKind::identity, {"tazkirah"}},
    {PersonalKind::identity, {"taskera"}},
    {PersonalKind::identity, {"cnic"}},
    {PersonalKind::identity, {"nic"}, true},
    {PersonalKind::identity, {"nid"}},
    {PersonalKind::identity, {"nin"}, true},
    {PersonalKind::identity, {"ssn"}},
    {PersonalKind::identity, {"cni"}},
    {PersonalKind::identity, {"cin"}, true},
    {PersonalKind::identity, {"cnib"}},
    {PersonalKind::identity, {"iqama"}},
    {PersonalKind::identity, {"aadhaar"}},
    {PersonalKind::identity, {"kimlik"}},
    {PersonalKind::identity, {"national", "id"}},
    {PersonalKind::identity, {"national", "identity"}},
    {PersonalKind::identity, {"national", "identification"}},
    {PersonalKind::identity, {"national", "number"}, true},
    {PersonalKind::identity, {"civil", "id"}},
    {PersonalKind::identity, {"id", "card"}},
    {PersonalKind::identity, {"id", "document"}},
    {PersonalKind::identity, {"id", "doc"}},
    {PersonalKind::identity, {"identity", "card"}},
    {PersonalKind::identity, {"identity", "number"}},
    {PersonalKind::identity, {"identity", "document"}},
    {PersonalKind::identity, {"identity", "no"}},
    {PersonalKind::identity, {"carte", "identite"}},
    {PersonalKind::identity, {"piece", "identite"}},
    {PersonalKind::identity, {"numero", "identite"}},
    {PersonalKind::identity, {"numero", "national"}},
    {PersonalKind::identity, {"identifiant", "national"}},
    {PersonalKind::identity, {"social", "security"}},
    {PersonalKind::identity, {"securite", "sociale"}},
    {PersonalKind::identity, {"ration", "card"}},
    {PersonalKind::identity, {"carte", "ration"}},
    {PersonalKind::identity, {"voter"}},
    {PersonalKind::identity, {"electeur"}},
    {PersonalKind::identity, {"unhcr", "id"}},
    {PersonalKind::identity, {"progres"}},
    {PersonalKind::identity, {"fingerprint"}},
    {PersonalKind::identity, {"thumbprint"}},
    {PersonalKind::identity, {"biometric", "id"}},
    {PersonalKind::identity, {"licence", "driver"}},
    {PersonalKind::identity, {"license", "driver"}},
    {PersonalKind::identity, {"licence", "driving"}},
    {PersonalKind::identity, {"license", "driving"}},
    {PersonalKind::identity, {"permis", "conduire"}},
    {PersonalKind::identity, {"هويه"}},
    {PersonalKind::identity, {"جواز"}},
    {PersonalKind::identity, {"تذكره"}},
    {PersonalKind::identity, {"اقامه"}, true},
    {PersonalKind::identity, {"رقم", "وطني"}},
    {PersonalKind::identity, {"رقم", "قومي"}},
    {PersonalKind::identity, {"رقم", "مدني"}},
    {PersonalKind::identity, {"بطاقه", "شخصيه"}},
    {PersonalKind::identity, {"بطاقه", "وطنيه"}},
    {PersonalKind::birth, {"dob"}},
    {PersonalKind::birth, {"ddn"}, true},
    {PersonalKind::birth, {"birthdate"}},
    {PersonalKind::birth, {"birthday"}},
    {PersonalKind::birth, {"birthplace"}},
    {PersonalKind::birth, {"born"}, true},
    {PersonalKind::birth, {"born", "on"}},
    {PersonalKind::birth, {"ne", "le"}, true},
    {PersonalKind::birth, {"ne", "e", "le"}},
    {PersonalKind::birth, {"nee", "le"}},
    {PersonalKind::birth, {"ميلاد"}},
    {PersonalKind::name, {"first", "name"}},
    {PersonalKind::name, {"firstname"}},
    {PersonalKind::name, {"last", "name"}},
    {PersonalKind::name, {"lastname"}},
    {PersonalKind::name, {"fullname"}},
    {PersonalKind::name, {"surname"}},
    {PersonalKind::name, {"forename"}},
    {PersonalKind::name, {"nickname"}},
    {PersonalKind::name, {"given", "name"}},
    {PersonalKind::name, {"given", "names"}},
    {PersonalKind::name, {"middle", "name"}},
    {PersonalKind::name, {"maiden", "name"}},
    {PersonalKind::name, {"grandfather"}},
    {PersonalKind::name, {"prenom"}},
    {PersonalKind::name, {"prenoms"}},
    {PersonalKind::name, {"nom", "famille"}},
    {PersonalKind::name, {"contact", "person"}},
    {PersonalKind::name, {"personne", "contact"}},
    {PersonalKind::name, {"next", "kin"}},
    {PersonalKind::name, {"اسم", "كامل"}},
    {PersonalKind::name, {"اسم", "ثلاثي"}},
    {PersonalKind::name, {"اسم", "رباعي"}},
    {PersonalKind::name, {"اسم", "اول"}},
    {PersonalKind::name, {"اسم", "اخير"}},
    {PersonalKind::name, {"لقب"}},
    {PersonalKind::name, {"كنيه"}},
    {PersonalKind::whereabouts, {"gps", "track"}},
    {PersonalKind::whereabouts, {"track", "log"}},
    {PersonalKind::whereabouts, {"tracklog"}},
    {PersonalKind::whereabouts, {"trackpoint"}},
    {PersonalKind::whereabouts, {"trkpt"}},
    {PersonalKind::whereabouts, {"gpx"}},
    {PersonalKind::whereabouts, {"imei"}},
    {PersonalKind::whereabouts, {"live", "location"}},
    {PersonalKind::whereabouts, {"home", "address"}},
    {PersonalKind::whereabouts, {"home", "gps"}},
    {PersonalKind::whereabouts, {"home", "location"}},
    {PersonalKind::whereabouts, {"house", "gps"}},
    {PersonalKind::whereabouts, {"residential", "address"}},
    {PersonalKind::whereabouts, {"adresse", "domicile"}},
    {PersonalKind::whereabouts, {"عنوان", "سكن"}},
    {PersonalKind::whereabouts, {"عنوان", "منزل"}},
});

bool has(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool fits(const Phrase& phrase, const Words& words) {
    const auto in_phrase = [&](const std::string& word) {
        return std::ranges::find(phrase.words, word) != phrase.words.end();
    };
    const bool all = std::ranges::all_of(
        phrase.words, [&](std::string_view word) { return word.empty() || has(words, word); });
    return all && (!phrase.alone || std::ranges::all_of(words, [&](const std::string& word) {
               return in_phrase(word) || is_one_of(word, kFillers) || is_one_of(word, kPeople);
           }));
}

/// "number of phones" counts them, "phone number of" does not.
bool counts_things(const Words& words) {
    const bool number_of =
        words.size() > 2 && (words[0] == "number" || words[0] == "no") && words[1] == "of";
    return number_of || any_of(words, kCounts);
}

// Tags
// ---------------------------------------------------------------------------------------------

std::optional<PersonalKind> kind_of_attribute(std::string_view attribute) {
    static const Vocabulary kPhones = {
        "phone", "mobile", "tel", "telephone", "cell", "whatsapp", "sms"};
    static const Vocabulary kBirths = {"birth", "dob", "birthdate"};
    static const Vocabulary kIdentities = {
        "passport", "nationalid", "national_id", "idcard", "nid"};
    if (is_one_of(attribute, kPhones)) {
        return PersonalKind::phone;
    }
    if (attribute == "email" || attribute == "mail") {
        return PersonalKind::email;
    }
    if (is_one_of(attribute, kBirths)) {
        return PersonalKind::birth;
    }
    if (is_one_of(attribute, kIdentities)) {
        return PersonalKind::identity;
    }
    if (attribute == "track" || attribute == "gpx") {
        return PersonalKind::whereabouts;
    }
    return std::nullopt;
}

/// Attributes that are personal only of a person.
std::optional<PersonalKind> kind_of_persons_attribute(std::string_view attribute) {
    static const Vocabulary kNames = {
        "name", "firstname", "lastname", "surname", "fullname", "person", "family", "given"};
    static const Vocabulary kIdentities = {"id", "code", "identifier", "num", "card"};
    static const Vocabulary kPlaces = {"lat", "lon", "coord", "address", "geo", "home"};
    if (is_one_of(attribute, kNames)) {
        return PersonalKind::name;
    }
    if (is_one_of(attribute, kIdentities)) {
        return PersonalKind::identity;
    }
    if (is_one_of(attribute, kPlaces)) {
        return PersonalKind::whereabouts;
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text, Capitals capitals) {
    WordBuilder builder(capitals);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) {
            builder.end();
            ++at;
        } else {
            add_sequence(builder, text.substr(at, length));
            at += length;
        }
    }
    return builder.finish();
}

std::optional<PersonalKind> personal_by_header(const std::vector<std::string>& words) {
    if (counts_things(words)) {
        return std::nullopt;
    }
    for (const Phrase& phrase : kPhrases) {
        if (fits(phrase, words)) {
            return phrase.kind;
        }
    }
    if (any_of(words, {"birth", "naissance", "ولاده"}) && any_of(words, kDayWords)) {
        return PersonalKind::birth;
    }
    // "full name" alone is a person's, "full name of the facility" is not.
    const bool thing = any_of(words, kThings);
    const bool whole_name = any_of(words, {"full", "complet", "complete", "family"});
    const bool people = any_of(words, kPeople);
    if (!thing && any_of(words, kNameWords) && (people || whole_name)) {
        return PersonalKind::name;
    }
    if (!thing && people && any_of(words, kWhereWords)) {
        return PersonalKind::whereabouts;
    }
    if (!thing && any_of(words, kIdWords) &&
        std::ranges::any_of(words, [](const std::string& word) {
            return word != "staff" && word != "user" && word != "contact" && word != "head" &&
                   word != "member" && is_one_of(word, kPeople);
        })) {
        return PersonalKind::identity;
    }
    return std::nullopt;
}

std::optional<PersonalKind> personal_by_tag(std::string_view tag) {
    static const Vocabulary kPersonTags = {"contact",
                                           "beneficiary",
                                           "affected",
                                           "inneed",
                                           "targeted",
                                           "reached",
                                           "person",
                                           "patient",
                                           "individual",
                                           "household",
                                           "population",
                                           "respondent"};
    std::vector<std::string> parts(1);
    for (const char c : tag.substr(tag.starts_with('#') ? 1 : 0)) {
        if (c == '+') {
            parts.emplace_back();
        } else if (c != ' ') {
            parts.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    const bool of_person = is_one_of(parts.front(), kPersonTags);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        auto kind = kind_of_attribute(parts[i]);
        kind = kind || !of_person ? kind : kind_of_persons_attribute(parts[i]);
        if (kind) {
            return kind;
        }
    }
    const bool address_of_page = has(parts, "url") || has(parts, "website");
    if (parts.front() == "contact" && !address_of_page) {
        return PersonalKind::name;
    }
    return std::nullopt;
}

HeaderSense sense_of(const std::vector<std::string>& words) {
    static const Vocabulary kCodes = {
        "gtin",   "barcode",   "ean",         "upc",      "batch",   "lot",   "serie",
        "serial", "sku",       "code",        "codes",    "item",    "ref",   "po",
        "order",  "reference", "waybill",     "invoice",  "facture", "iban",  "pcode",
        "iso",    "account",   "hs",          "unspsc",   "atc",     "imo",   "awb",
        "sscc",   "grn",       "container",   "tracking", "voucher", "bl",    "commande",
        "رمز",    "كود",       "requisition", "تشغيله",   "باركود",  "فاتوره"};
    static const Vocabulary kAmounts = {"budget",
                                        "amount",
                                        "usd",
                                        "eur",
                                        "value",
                                        "price",
                                        "prix",
                                        "cost",
                                        "cout",
                                        "montant",
                                        "population",
                                        "funding",
                                        "requirements",
                                        "مبلغ",
                                        "سكان",
                                        "قيمه",
                                        "people",
                                        "persons",
                                        "personnes"};
    static const Vocabulary kAbout = {
        "sex",       "gender", "sexe",       "genre",         "جنس",          "age",
        "عمر",       "سن",     "marital",    "matrimonial",   "relationship", "parente",
        "kinship",   "قرابه",  "disability", "handicap",      "signature",    "thumb",
        "empreinte", "توقيع",  "بصمه",       "vulnerability", "pregnant",     "enceinte",
        "حامل",      "hhsize", "occupation", "profession",    "مهنه",         "nationality",
        "diagnosis"};
    static const Vocabulary kOnePerson = {"beneficiary",
                                          "beneficiaire",
                                          "patient",
                                          "hoh",
                                          "mother",
                                          "father",
                                          "spouse",
                                          "respondent",
                                          "guardian",
                                          "caregiver",
                                          "مستفيد",
                                          "مريض",
                                          "رب",
                                          "hhh"};
    HeaderSense sense;
    const bool counted = counts_things(words) || has(words, "group");
    sense.names_things = any_of(words, kThings);
    sense.codes_things = any_of(words, kCodes);
    sense.amounts = any_of(words, kAmounts) || counted;
    sense.only_name = any_of(words, kNameWords) && std::ranges::all_of(words, [](const auto& word) {
                          return is_one_of(word, kNameWords) || is_one_of(word, kFillers);
                      });
    sense.age = any_of(words, {"age", "عمر", "سن"});
    sense.one_person = !counted && !sense.names_things &&
                       (any_of(words, kOnePerson) ||
                        (has(words, "head") && any_of(words, {"household", "family"})) ||
                        (has(words, "chef") && has(words, "menage")));
    sense.about_person =
        !counted &&
        (any_of(words, kAbout) || (any_of(words, {"size", "taille", "حجم"}) &&
                                   any_of(words, {"household", "family", "menage", "اسره", "hh"})));
    sense.latitude = any_of(words, {"lat", "latitude", "y"});
    sense.longitude = any_of(words, {"lon", "lng", "long", "longitude", "x"});
    sense.moment = any_of(words, {"timestamp", "time", "datetime", "heure", "وقت"});
    return sense;
}

bool is_given_name(std::string_view folded_word) {
    static const Vocabulary kNames = {
        "mohammed", "mohammad",  "muhammad",  "mohamed",   "mohamad",   "mohamud",    "mahamat",
        "mamadou",  "ahmed",     "ahmad",     "ahmadou",   "ali",       "aliou",      "hassan",
        "hasan",    "hussein",   "hussain",   "hossain",   "hussien",   "husein",     "omar",
        "umar",     "oumar",     "ousmane",   "osman",     "usman",     "othman",     "ibrahim",
        "ibrahima", "ismail",    "ismael",    "yusuf",     "yousef",    "youssef",    "yousuf",
        "youssouf", "abdul",     "abdullah",  "abdallah",  "abdoulaye", "abdirahman", "abdulrahman",
        "abdel",    "abdou",     "abdi",      "abdulaziz", "abdullahi", "khalid",     "khaled",
        "karim",    "kareem",    "mustafa",   "mustapha",  "moustapha", "mahmoud",    "mahmood",
        "mehmet",   "rashid",    "rachid",    "saeed",     "said",      "salim",      "saleem",
        "salem",    "samir",     "tariq",     "tarek",     "walid",     "yasin",      "yassin",
        "yahya",    "zakaria",   "bilal",     "hamid",     "hamza",     "jamal",      "kamal",
        "habib",    "idris",     "idriss",    "moussa",    "musa",      "mousa",      "nasir",
        "nasser",   "qasim",     "rahim",     "sulaiman",  "suleiman",  "souleymane", "fatima",
        "fatma",    "fatouma",   "fatoumata", "fatou",     "aisha",     "aicha",      "ayesha",
        "aissatou", "amina",     "aminata",   "maryam",    "mariam",    "mariama",    "khadija",
        "khadijah", "kadiatou",  "zainab",    "zeinab",    "zaynab",    "hawa",       "halima",
        "hafsa",    "asma",      "salma",     "samira",    "layla",     "leila",      "laila",
        "nadia",    "noura",     "rahima",    "ramatou",   "sakina",    "sara",       "sarah",
        "shabnam",  "sumaya",    "yasmin",    "yasmine",   "zahra",     "zohra",      "najiba",
        "parwin",   "shakila",   "gul",       "bibi",      "begum",     "khatun",     "farida",
        "habiba",   "rukhsana",  "shabana",   "tahira",    "nasreen",   "rabia",      "safia",
        "mariem",   "ayse",      "emine",     "john",      "james",     "michael",    "david",
        "joseph",   "mary",      "elizabeth", "anna",      "jean",      "marie",      "pierre",
        "paul",     "jacques",   "francoise", "catherine", "peter",     "maria",      "jose",
        "carlos",   "daniel",    "emmanuel",  "christine", "rose",      "esther",     "ruth",
        "samuel",   "thomas",    "farah",     "huda",      "rania",     "hanan",      "dina",
        "mona",     "iman",      "farhan",    "imran",     "asif",      "nawaz",      "shahid",
        "sajid",    "zubair",    "faisal",    "fahad",     "majid",     "wahid",      "zahir",
        "najib",    "ghulam",    "sher",      "محمد",      "احمد",      "علي",        "حسن",
        "حسين",     "عمر",       "عثمان",     "ابراهيم",   "اسماعيل",   "يوسف",       "عبد",
        "عبدالله",  "عبدالرحمن", "خالد",      "كريم",      "مصطفي",     "محمود",      "سعيد",
        "سالم",     "سليم",      "سمير",      "طارق",      "وليد",      "ياسين",      "يحيي",
        "بلال",     "حمزه",      "جمال",      "كمال",      "موسي",      "ناصر",       "سليمان",
        "فاطمه",    "عايشه",     "امنه",      "امينه",     "مريم",      "خديجه",      "زينب",
        "حليمه",    "اسماء",     "سلمي",      "سميره",     "ليلي",      "ناديه",      "نوره",
        "ساره",     "ياسمين",    "زهراء",     "هدي",       "رانيا",     "حنان",       "مني",
        "ايمان",    "صالح"};
    return kNames.contains(folded_word);
}

bool is_institution(std::string_view folded_word) {
    static const Vocabulary kInstitutions = {"hospital",
                                             "hopital",
                                             "clinic",
                                             "clinique",
                                             "school",
                                             "ecole",
                                             "university",
                                             "universite",
                                             "centre",
                                             "center",
                                             "health",
                                             "sante",
                                             "camp",
                                             "street",
                                             "road",
                                             "district",
                                             "province",
                                             "region",
                                             "state",
                                             "republic",
                                             "ministry",
                                             "ministere",
                                             "authority",
                                             "agency",
                                             "foundation",
                                             "fondation",
                                             "fund",
                                             "bank",
                                             "society",
                                             "association",
                                             "committee",
                                             "council",
                                             "company",
                                             "ltd",
                                             "llc",
                                             "inc",
                                             "sarl",
                                             "co",
                                             "group",
                                             "trading",
                                             "pharma",
                                             "pharmaceuticals",
                                             "pharmacy",
                                             "laboratories",
                                             "labs",
                                             "store",
                                             "warehouse",
                                             "depot",
                                             "port",
                                             "airport",
                                             "city",
                                             "village",
                                             "town",
                                             "mosque",
                                             "post",
                                             "unit",
                                             "dispensary",
                                             "poste",
                                             "csps",
                                             "chc",
                                             "phc",
                                             "bhc",
                                             "dho",
                                             "national",
                                             "international",
                                             "regional",
                                             "general",
                                             "central",
                                             "red",
                                             "crescent",
                                             "upazila",
                                             "tehsil",
                                             "commune",
                                             "cercle",
                                             "governorate",
                                             "the",
                                             "of",
                                             "and",
                                             "for",
                                             "vaccine",
                                             "tablet",
                                             "tablets",
                                             "kit",
                                             "mg",
                                             "ml",
                                             "مستشفي",
                                             "مركز",
                                             "مدرسه",
                                             "جامعه",
                                             "مخيم",
                                             "شارع",
                                             "محافظه",
                                             "وزاره",
                                             "هييه",
                                             "موسسه",
                                             "بنك",
                                             "جمعيه",
                                             "لجنه",
                                             "شركه",
                                             "مستودع",
                                             "ميناء",
                                             "مطار",
                                             "مدينه",
                                             "قريه",
                                             "مسجد",
                                             "عياده",
                                             "وحده",
                                             "صندوق",
                                             "منظمه",
                                             "صيدليه",
                                             "منطقه",
                                             "مديريه",
                                             "حي",
                                             "بلديه"};
    return kInstitutions.contains(folded_word);
}

bool announces_phone(std::string_view folded_word) {
    static const Vocabulary kWords = {"tel",
                                      "phone",
                                      "telephone",
                                      "mob",
                                      "mobile",
                                      "cell",
                                      "call",
                                      "whatsapp",
                                      "gsm",
                                      "هاتف",
                                      "جوال",
                                      "موبايل",
                                      "تلفون",
                                      "contact"};
    return kWords.contains(folded_word);
}

}  // namespace imdad::exchange
