#include "app/name_book.hpp"

#include "app/plan_rows.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;

using Json = nlohmann::ordered_json;

constexpr const char* kPlaces = "places.csv";
constexpr const char* kProducts = "products.csv";
constexpr std::array<std::string_view, 3> kPlaceMembers = {"at", "from", "to"};
constexpr std::array<std::string_view, 4> kPlaceKeys = {
    "stock.place", "stock.from", "stock.to", "stock.form.side"};
constexpr std::string_view kProductKey = "stock.product";

bool is_place_key(std::string_view key) {
    return std::ranges::find(kPlaceKeys, key) != kPlaceKeys.end();
}

/// Calls `each` with every place (true) and product (false) that the document names.
template <typename Each>
void for_ids(const Json& document, const Each& each) {
    if (document.is_object()) {
        for (const auto& [key, value] : document.items()) {
            if (value.is_structured()) {
                for_ids(value, each);
            } else if (value.is_string() && key == "unit") {
                each(value.template get_ref<const std::string&>(), false);
            } else if (value.is_string() &&
                       std::ranges::find(kPlaceMembers, key) != kPlaceMembers.end()) {
                each(value.template get_ref<const std::string&>(), true);
            }
        }
    } else if (document.is_array()) {
        for (const Json& value : document) {
            for_ids(value, each);
        }
    }
}

/// The name of `id`; empty: it has none.
template <typename Names>
std::string name_of(const Names& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

}  // namespace

std::shared_ptr<const NameBook::Names> NameBook::places() const {
    const std::scoped_lock lock(mutex_);
    renew(places_, kPlaces);
    return places_.names;
}

std::shared_ptr<const NameBook::Names> NameBook::products() const {
    const std::scoped_lock lock(mutex_);
    renew(products_, kProducts);
    return products_.names;
}

/// Reads what has changed since the last time; nothing of a file that is being written or has gone.
void NameBook::renew(Table& table, const char* file) const {
    std::map<fs::path, File> files;
    std::error_code none;
    for (const auto& folder : fs::directory_iterator(scenarios_, none)) {
        if (folder.path().filename().string().starts_with('.')) {
            continue;  // one that is being made
        }
        const fs::path path = folder.path() / file;
        std::error_code gone;
        File now{.changed = fs::last_write_time(path, gone), .size = 0, .names = nullptr};
        now.size = gone ? 0 : fs::file_size(path, gone);
        if (gone) {
            continue;
        }
        if (const auto before = table.files.find(path); before != table.files.end() &&
                                                        before->second.changed == now.changed &&
                                                        before->second.size == now.size) {
            now.names = before->second.names;
        }
        files.emplace(path, std::move(now));
    }
    if (files == table.files) {
        return;
    }
    Names all;
    for (auto& [path, now] : files) {
        if (!now.names) {
            Names names;
            const bool places = file == std::string_view(kPlaces);
            for_rows(
                path,
                {places ? "place_id" : "product_id", "name", "sensitivity"},
                [&](const std::vector<std::string_view>& cells) {
                    if (!cells[1].empty() && cells[1] != cells[0] && cells[2] != "confidential") {
                        names.emplace(cells[0], cells[1]);
                    }
                });
            // Copies of a scenario differ in a road or a lock: their names are kept once.
            const auto same = std::ranges::find_if(files, [&](const auto& one) {
                return one.second.names && *one.second.names == names;
            });
            now.names = same == files.end() ? std::make_shared<const Names>(std::move(names))
                                            : same->second.names;
        }
        for (const auto& [id, name] : *now.names) {
            if (const auto [at, fresh] = all.emplace(id, name); !fresh && at->second != name) {
                at->second.clear();
            }
        }
    }
    table.files = std::move(files);
    table.names = std::make_shared<const Names>(std::move(all));
}

std::set<std::string> NameBook::places_called(std::string_view part) const {
    const auto same = [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    };
    std::set<std::string> found;
    for (const auto& [id, name] : *places()) {
        if (!part.empty() && !std::ranges::search(name, part, same).empty()) {
            found.insert(id);
        }
    }
    return found;
}

void NameBook::add_names(Json& document) const {
    const auto known_places = places();
    const auto known_products = products();
    Json of_places = Json::object();
    Json of_products = Json::object();
    for_ids(document, [&](const std::string& id, bool is_place) {
        Json& names = is_place ? of_places : of_products;
        if (std::string name = name_of(is_place ? *known_places : *known_products, id);
            !name.empty()) {
            names[id] = std::move(name);
        }
    });
    document["names"] = {{"places", std::move(of_places)}, {"products", std::move(of_products)}};
}

void NameBook::add_names(report::StockForm& form) const {
    const auto known_places = places();
    const auto known_products = products();
    const auto named = [&](std::string_view key, std::string& id) {
        const std::string name = is_place_key(key)    ? name_of(*known_places, id)
                                 : key == kProductKey ? name_of(*known_products, id)
                                                      : std::string();
        if (!name.empty()) {
            id = fmt::format("{} ({})", name, id);
        }
    };
    for (report::FormFact& fact : form.facts) {
        for (std::string& value : fact.values) {
            named(fact.key, value);
        }
    }
    std::size_t cell = 0;
    for (const report::FormColumn& column : form.columns) {
        if (column.blank) {
            continue;
        }
        for (std::vector<std::string>& row : form.rows) {
            named(column.key, row[cell]);
        }
        ++cell;
    }
}

}  // namespace imdad::app
