#include "exchange/personal_words.hpp"

#include "exchange/personal_phrases.hpp"

#include <algorithm>
#include <cctype>
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

bool has(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool fits(const PersonalPhrase& phrase, const Words& words) {
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

std::optional<PersonalKind> personal_by_header(const std::vector<std::string>& words) {
    if (counts_things(words)) {
        return std::nullopt;
    }
    for (const PersonalPhrase& phrase : personal_phrases()) {
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

}  // namespace imdad::exchange
