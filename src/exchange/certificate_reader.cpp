#include "exchange/certificate_json.hpp"
#include "exchange/certificate_rows.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// parse_certificates: everything that is stated must be there, once, and mean something in this
/// scenario. Whether a bound follows from it is for the checker to say.

namespace imdad::exchange {

namespace {

using model::RowPrice;
using nlohmann::json;
using Row = RowPrice::Row;

constexpr std::array<std::string_view, model::kStorageClassCount> kClasses = {
    "ambient", "cold", "frozen", "ultra_cold"};

class CertificateReader {
 public:
    CertificateReader(const model::Scenario& scenario, std::string_view file, ProblemList& problems)
        : scenario_(scenario), file_(file), problems_(problems) {
        for (std::size_t i = 0; i < scenario->products.size(); ++i) {
            products_.emplace(scenario->products[i].product_id, static_cast<std::uint32_t>(i));
        }
        for (std::size_t i = 0; i < scenario->locks.size(); ++i) {
            locks_.emplace(scenario->locks[i].lock_id, static_cast<std::uint32_t>(i));
        }
        for (std::size_t i = 0; i < scenario->supplies.size(); ++i) {
            const model::Supply& supply = scenario->supplies[i];
            const model::EarmarkIndex earmark = scenario[supply.batch].earmark;
            supplies_.emplace(
                std::pair(supply.supply_id,
                          earmark.exists() ? scenario[earmark].earmark_id : std::string()),
                static_cast<std::uint32_t>(i));
        }
    }

    void problem(std::string path, std::string code, std::string message, std::string right) {
        problems_.add({Severity::critical,
                       std::move(code),
                       std::string(file_),
                       0,
                       std::move(path),
                       "",
                       base::only_english(std::move(message)),
                       base::only_english(std::move(right))});
    }

    std::vector<model::CertifiedBound> certificates(const json& list) {
        std::vector<model::CertifiedBound> result;
        const std::string path = "$.certificates";
        for_each(list, path, [&](const json& item, const std::string& at) {
            model::CertifiedBound bound = certificate(item, at);
            const auto same = [&](const model::CertifiedBound& other) {
                return other.certificate.aim == bound.certificate.aim;
            };
            if (std::ranges::any_of(result, same)) {
                problem(at + ".aim", "duplicate_row", "this aim is stated twice", "each aim once");
            }
            result.push_back(std::move(bound));
        });
        return result;
    }

    std::vector<model::AreaIndex> out_of_reach(const json& root) {
        std::vector<model::AreaIndex> result;
        const std::string path = "$.measures.unreachable_areas";
        const json::json_pointer pointer("/measures/unreachable_areas");
        if (!root.contains(pointer)) {
            problem(path, "missing_value", "the areas out of reach are missing", "[]");
            return result;
        }
        for_each(root.at(pointer), path, [&](const json& item, const std::string& at) {
            if (const auto area = area_of(item, "pcode", at)) {
                result.push_back(*area);
            }
        });
        std::ranges::sort(result);
        return result;
    }

 private:
    template <typename Visit>
    void for_each(const json& list, const std::string& path, const Visit& visit) {
        if (!list.is_array()) {
            problem(path, "wrong_type", "this is not a list", "[]");
            return;
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            visit(list[i], fmt::format("{}[{}]", path, i));
        }
    }

    /// The member, or null after a problem.
    const json* member(const json& object, std::string_view key, const std::string& path) {
        if (!object.is_object()) {
            problem(path, "wrong_type", "this is not an object", "{}");
            return nullptr;
        }
        const auto found = object.find(key);
        if (found == object.end()) {
            problem(fmt::format("{}.{}", path, key), "missing_value", "this is missing", "a value");
            return nullptr;
        }
        return &*found;
    }

    std::optional<std::string> text(const json& object,
                                    std::string_view key,
                                    const std::string& path) {
        const json* value = member(object, key, path);
        if (value != nullptr && !value->is_string()) {
            problem(fmt::format("{}.{}", path, key), "wrong_type", "this is not a text", "\"...\"");
            return std::nullopt;
        }
        return value == nullptr ? std::nullopt : std::optional(value->get<std::string>());
    }

    /// A whole number, or digits as text where it is large.
    std::optional<std::int64_t> whole(const json& value, const std::string& path) {
        if (value.is_number_integer() &&
            (!value.is_number_unsigned() ||
             value.get<std::uint64_t>() <=
                 static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))) {
            return value.get<std::int64_t>();
        }
        if (value.is_string()) {
            const auto& digits = value.get_ref<const std::string&>();
            std::int64_t result = 0;
            const char* const end = digits.data() + digits.size();
            const auto [stop, error] = std::from_chars(digits.data(), end, result);
            if (error == std::errc() && stop == end) {
                return result;
            }
        }
        problem(path, "not_a_number", "this is not a whole number of 64 bits", "a whole number");
        return std::nullopt;
    }

    std::optional<std::int64_t> whole_member(const json& object,
                                             std::string_view key,
                                             const std::string& path) {
        const json* value = member(object, key, path);
        return value == nullptr ? std::nullopt : whole(*value, fmt::format("{}.{}", path, key));
    }

    base::Int128 nano_member(const json& object, std::string_view key, const std::string& path) {
        const auto stated = text(object, key, path);
        const auto nano = stated ? parse_nano(*stated) : std::nullopt;
        if (stated && !nano) {
            problem(fmt::format("{}.{}", path, key),
                    "not_a_number",
                    "this is not a decimal with at most nine places",
                    "\"12.5\"");
        }
        return nano.value_or(0);
    }

    template <typename Index>
    std::optional<std::uint32_t> known(std::optional<Index> found,
                                       std::string_view id,
                                       const std::string& path) {
        if (!found) {
            problem(path,
                    "dangling_reference",
                    fmt::format("'{}' is not in the scenario", shown(id)),
                    "an id of the scenario that the plan is for");
            return std::nullopt;
        }
        if constexpr (std::is_same_v<Index, std::uint32_t>) {
            return found;
        } else {
            return static_cast<std::uint32_t>(found->value());
        }
    }

    std::optional<model::AreaIndex> area_of(const json& object,
                                            std::string_view key,
                                            const std::string& path) {
        const auto id = text(object, key, path);
        if (!id) {
            return std::nullopt;
        }
        const auto area = known(scenario_.find_area(*id), *id, fmt::format("{}.{}", path, key));
        return area ? std::optional(model::AreaIndex(*area)) : std::nullopt;
    }

    model::CertifiedBound certificate(const json& object, const std::string& path) {
        model::CertifiedBound result;
        model::Certificate& certificate = result.certificate;
        if (const auto aim = text(object, "aim", path)) {
            const auto found = std::ranges::find(kAimNames, *aim);
            if (found == kAimNames.end()) {
                problem(path + ".aim", "unknown_value", "no such aim", "value | worst_off | locks");
            } else {
                certificate.aim = static_cast<model::Certificate::Aim>(found - kAimNames.begin());
            }
        }
        result.bound_nano = nano_member(object, "bound", path);
        result.plan_nano = nano_member(object, "plan", path);
        const base::Int128 gap = nano_member(object, "gap", path);
        if (gap > base::Fixed9::kScale) {
            problem(path + ".gap", "out_of_range", "a gap is at most 1", "0 to 1");
        } else {
            result.gap = base::Fixed9::from_nano(static_cast<std::int64_t>(gap));
        }
        if (const auto bits = whole_member(object, "scale_bits", path)) {
            // Out of range is for the checker to refuse; only the type must hold it.
            certificate.scale_bits = static_cast<int>(std::clamp<std::int64_t>(*bits, -1, 1000));
        }
        if (const json* list = member(object, "prices", path)) {
            prices(*list, path + ".prices", certificate.prices);
        }
        if (certificate.aim == model::Certificate::Aim::worst_off) {
            if (const json* list = member(object, "shares", path)) {
                shares(*list, path + ".shares", certificate.shares);
            }
        }
        return result;
    }

    void shares(const json& list, const std::string& path, std::vector<model::AreaShare>& result) {
        std::set<model::AreaIndex> seen;
        for_each(list, path, [&](const json& item, const std::string& at) {
            const auto area = area_of(item, "area", at);
            const auto share = whole_member(item, "share", at);
            if (area && !seen.insert(*area).second) {
                problem(at, "duplicate_row", "this area is stated twice", "each area once");
            }
            if (area && share) {
                result.push_back({*area, *share});
            }
        });
        std::ranges::sort(result);
    }

    void prices(const json& lists, const std::string& path, std::vector<RowPrice>& result) {
        const std::size_t stated =
            scenario_->locks.empty() ? kListsWithoutLocks : kPriceLists.size();
        for (std::size_t k = 0; k < stated; ++k) {
            if (k >= kListsWithoutLocks && lists.is_object() && !lists.contains(kPriceLists[k])) {
                continue;  // the plan was made before there were locks
            }
            const std::string of_list = fmt::format("{}.{}", path, kPriceLists[k]);
            const json* list = member(lists, kPriceLists[k], path);
            if (list == nullptr) {
                continue;
            }
            std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
            for_each(*list, of_list, [&](const json& item, const std::string& at) {
                RowPrice price{.row = static_cast<Row>(k)};
                if (!name_row(item, at, price)) {
                    return;
                }
                if (!seen.insert({price.first, price.second}).second) {
                    problem(at, "duplicate_row", "this row is stated twice", "each row once");
                }
                read_row(item, at, price, result);
            });
        }
        std::ranges::sort(result);
    }

    void read_row(const json& item,
                  const std::string& at,
                  RowPrice price,
                  std::vector<RowPrice>& result) {
        if (price.row == Row::supply || price.row == Row::lock_most ||
            price.row == Row::lock_least) {
            if (const auto value = whole_member(item, "price", at)) {
                price.price = *value;
                result.push_back(price);
            }
            return;
        }
        const json* weeks = member(item, "weeks", at);
        if (weeks == nullptr) {
            return;
        }
        std::set<int> seen;
        for_each(*weeks, at + ".weeks", [&](const json& pair, const std::string& of_pair) {
            if (!pair.is_array() || pair.size() != 2) {
                problem(of_pair, "wrong_type", "this is not a week and a price", "[3, 120]");
                return;
            }
            const auto week = whole(pair[0], of_pair + "[0]");
            const auto value = whole(pair[1], of_pair + "[1]");
            if (!week || !value) {
                return;
            }
            price.week = static_cast<int>(std::clamp<std::int64_t>(*week, -1, 1'000'000));
            price.price = *value;
            if (!seen.insert(price.week).second) {
                problem(of_pair, "duplicate_row", "this week is stated twice", "each week once");
            }
            result.push_back(price);
        });
    }

    /// Sets `first` and `second` of the price from the members that name its row.
    bool name_row(const json& item, const std::string& at, RowPrice& price) {
        std::optional<std::uint32_t> first;
        std::optional<std::uint32_t> second;
        switch (price.row) {
            case Row::supply: {
                const auto id = text(item, "supply", at);
                const auto earmark = text(item, "earmark", at);
                second = 0;
                if (id && earmark) {
                    first = known(find(supplies_, std::pair(*id, *earmark)), *id, at + ".supply");
                }
                break;
            }
            case Row::lane:
                if (const auto id = text(item, "lane", at)) {
                    first = known(scenario_.find_lane(*id), *id, at + ".lane");
                }
                second = class_of(item, at);
                break;
            case Row::store:
                first = place_of(item, at);
                second = class_of(item, at);
                break;
            case Row::maximum:
                first = place_of(item, at);
                if (const auto id = text(item, "product", at)) {
                    second = known(find(products_, *id), *id, at + ".product");
                }
                break;
            case Row::lock_most:
            case Row::lock_least:
                second = 0;
                if (const auto id = text(item, "lock", at)) {
                    first = known(find(locks_, *id), *id, at + ".lock");
                }
                break;
            case Row::absorption:
                second = 0;
                if (const auto row = whole_member(item, "row", at)) {
                    const auto count = static_cast<std::int64_t>(scenario_->absorptions.size());
                    if (*row >= 1 && *row <= count) {
                        first = static_cast<std::uint32_t>(*row - 1);
                    } else {
                        problem(at + ".row",
                                "dangling_reference",
                                fmt::format("the scenario has {} rows of absorption", count),
                                "a row of the scenario, the first is 1");
                    }
                }
                break;
        }
        price.first = first.value_or(0);
        price.second = second.value_or(0);
        return first && second;
    }

    std::optional<std::uint32_t> place_of(const json& item, const std::string& at) {
        const auto id = text(item, "place", at);
        return id ? known(scenario_.find_place(*id), *id, at + ".place") : std::nullopt;
    }

    std::optional<std::uint32_t> class_of(const json& item, const std::string& at) {
        const auto name = text(item, "class", at);
        if (!name) {
            return std::nullopt;
        }
        const auto found = std::ranges::find(kClasses, *name);
        if (found == kClasses.end()) {
            problem(at + ".class",
                    "unknown_value",
                    "no such class",
                    "ambient | cold | frozen | ultra_cold");
            return std::nullopt;
        }
        return static_cast<std::uint32_t>(found - kClasses.begin());
    }

    template <typename Key>
    static std::optional<std::uint32_t> find(const std::map<Key, std::uint32_t>& ids,
                                             const Key& id) {
        const auto found = ids.find(id);
        return found == ids.end() ? std::nullopt : std::optional(found->second);
    }

    const model::Scenario& scenario_;
    std::string_view file_;
    ProblemList& problems_;
    std::map<std::string, std::uint32_t> products_;
    std::map<std::string, std::uint32_t> locks_;
    std::map<std::pair<std::string, std::string>, std::uint32_t> supplies_;  ///< id, earmark
};

/// Members stated twice, anywhere in the text: the JSON library keeps the last without a word.
class TwiceStated {
 public:
    bool operator()(int depth, json::parse_event_t event, json& parsed) {
        const auto level = static_cast<std::size_t>(depth);
        if (event == json::parse_event_t::object_start) {
            keys_.resize(std::max(keys_.size(), level + 1));
            keys_[level].clear();
        } else if (event == json::parse_event_t::key && level >= 1) {
            auto key = parsed.get<std::string>();
            if (!keys_[level - 1].insert(key).second) {
                names.push_back(std::move(key));
            }
        }
        return true;
    }

    std::vector<std::string> names;

 private:
    std::vector<std::set<std::string>> keys_;  ///< by depth of the object
};

}  // namespace

ReadCertificates parse_certificates(const model::Scenario& scenario,
                                    const std::string& text,
                                    std::string_view file,
                                    ProblemList& problems) {
    ReadCertificates result;
    TwiceStated twice;
    const json root = json::parse(text, std::ref(twice), false);
    const auto list = root.is_object() ? root.find("certificates") : root.end();
    if (!root.is_object() || list == root.end() || (list->is_array() && list->empty())) {
        return result;
    }
    CertificateReader reader(scenario, file, problems);
    for (const std::string& name : twice.names) {
        reader.problem("$",
                       "duplicate_property",
                       fmt::format("the member '{}' is stated twice in one object", shown(name)),
                       "each member once");
    }
    result.bounds = reader.certificates(*list);
    result.out_of_reach = reader.out_of_reach(root);
    return result;
}

}  // namespace imdad::exchange
