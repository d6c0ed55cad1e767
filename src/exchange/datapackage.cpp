#include "exchange/datapackage.hpp"

#include "exchange/numbers.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"
#include "exchange/utf8.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::exchange {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kPolicies = {"worst_first", "balanced", "most_served"};

/// Reads members of one object and reports what is wrong with them by path.
class ObjectReader {
 public:
    ObjectReader(const json& object, std::string path, ProblemList& problems)
        : object_(object), path_(std::move(path)), problems_(problems) {}

    void report(Severity severity,
                std::string code,
                const std::string& key,
                base::Said message,
                base::Said right) {
        const auto found = object_.find(key);
        problems_.add({severity,
                       std::move(code),
                       std::string(kDatapackageFile),
                       0,
                       path_ + "." + key,
                       found == object_.end()
                           ? ""
                           : shown(found->dump(-1, ' ', false, json::error_handler_t::replace)),
                       std::move(message),
                       std::move(right)});
    }

    /// The member's text; none if it is missing or no string (reported).
    std::optional<std::string> text(const std::string& key, Severity severity = Severity::error) {
        const auto found = object_.find(key);
        if (found == object_.end() || found->is_null()) {
            return std::nullopt;
        }
        if (!found->is_string()) {
            report(
                severity, "wrong_type", key, say("property_not_text"), say("right.text_in_quotes"));
            return std::nullopt;
        }
        return found->get<std::string>();
    }

    /// Position among `words`; none if it is missing or another word (reported, dropped).
    template <std::size_t N>
    std::optional<std::size_t> choice(const std::string& key,
                                      const std::array<std::string_view, N>& words,
                                      Severity severity = Severity::error) {
        const auto word = text(key, severity);
        if (!word) {
            return std::nullopt;
        }
        const auto found = std::ranges::find(words, *word);
        if (found == words.end()) {
            report(
                severity,
                "unknown_value",
                key,
                severity == Severity::critical ? say("word_unknown") : say("word_unknown_default"),
                say("right.value", fmt::format("{}", fmt::join(words, " | "))));
            return std::nullopt;
        }
        return static_cast<std::size_t>(found - words.begin());
    }

    void warn_of_unknown(std::span<const std::string_view> known) {
        for (const auto& [key, value] : object_.items()) {
            if (std::ranges::find(known, key) == known.end()) {
                report(Severity::warning,
                       "unknown_property",
                       key,
                       say("property_unknown"),
                       say("right.property"));
            }
        }
    }

 private:
    const json& object_;
    std::string path_;
    ProblemList& problems_;
};

/// Told of everything that is parsed: a property that stands twice would silently lose its first
/// value.
class TwiceStated {
 public:
    explicit TwiceStated(ProblemList& problems) : problems_(problems) {}

    bool operator()(int /*depth*/, json::parse_event_t event, const json& parsed) {
        if (event == json::parse_event_t::object_start) {
            open_->emplace_back();
        } else if (event == json::parse_event_t::object_end) {
            open_->pop_back();
        } else if (event == json::parse_event_t::key) {
            Object& object = open_->back();
            object.last = parsed.get<std::string>();
            if (!object.keys.insert(object.last).second) {
                problems_.add({Severity::error,
                               "duplicate_property",
                               std::string(kDatapackageFile),
                               0,
                               path(),
                               "",
                               say("property_twice"),
                               say("right.property_once")});
            }
        }
        return true;
    }

 private:
    struct Object {
        std::set<std::string> keys;
        std::string last;
    };

    [[nodiscard]] std::string path() const {
        std::string text = "$";
        for (const Object& object : *open_) {
            text += "." + object.last;
        }
        return text;
    }

    ProblemList& problems_;
    // The parser copies its callback.
    std::shared_ptr<std::vector<Object>> open_ = std::make_shared<std::vector<Object>>();
};

bool read_horizon(ObjectReader& reader, const json& object, model::Header& header) {
    bool right = true;
    const auto start = reader.text("start", Severity::critical);
    const auto day = start ? base::parse_day(*start) : std::nullopt;
    if (!start) {
        if (!object.contains("start") || object["start"].is_null()) {
            reader.report(Severity::critical,
                          "missing_value",
                          "start",
                          say("start_not_stated"),
                          say("right.monday"));
        }
        right = false;
    } else if (!day) {
        reader.report(
            Severity::critical, "not_a_date", "start", say("not_a_day"), say("right.monday"));
        right = false;
    } else if (!base::is_monday(*day)) {
        const auto weekday = std::chrono::weekday(*day).iso_encoding();
        reader.report(
            Severity::critical,
            "not_a_monday",
            "start",
            say("start_not_monday"),
            say("right.this_monday", base::to_text(*day - std::chrono::days(weekday - 1))));
        right = false;
    } else {
        header.start = *day;
    }
    const auto weeks = object.find("weeks");
    if (weeks == object.end()) {
        reader.report(Severity::critical,
                      "missing_value",
                      "weeks",
                      say("weeks_not_stated"),
                      say("right.weeks"));
        return false;
    }
    if (!weeks->is_number_integer()) {
        reader.report(
            Severity::critical, "wrong_type", "weeks", say("not_whole"), say("right.weeks"));
        return false;
    }
    const bool in_range = weeks->is_number_unsigned() ? weeks->get<std::uint64_t>() >= 1 &&
                                                            weeks->get<std::uint64_t>() <= 104
                                                      : false;
    if (!in_range) {
        reader.report(Severity::critical,
                      "out_of_range",
                      "weeks",
                      say("weeks_out_of_range"),
                      say("right.weeks"));
        return false;
    }
    header.weeks = weeks->get<int>();
    return right;
}

void read_options(ObjectReader& reader, model::Header& header) {
    static constexpr std::array<std::string_view, 2> kAudiences = {"public", "restricted"};
    static constexpr std::array<std::string_view, 1> kSeries = {"hold_back"};
    if (const auto currency = reader.text("currency")) {
        if (currency_exponent(*currency)) {
            header.currency = *currency;
        } else {
            reader.report(Severity::error,
                          "unknown_currency",
                          "currency",
                          say("not_a_currency_usd"),
                          say("right.currency"));
        }
    }
    // A misspelt policy would change who comes first.
    if (const auto policy = reader.choice("policy", kPolicies, Severity::critical)) {
        header.policy = static_cast<model::Policy>(*policy);
    }
    if (const auto audience = reader.choice("audience", kAudiences)) {
        header.audience = static_cast<model::Audience>(*audience);
    }
    (void)reader.choice("series_policy", kSeries);  // one value so far, but a wrong one is a fault
    header.policy_chosen_by = reader.text("policy_chosen_by").value_or("");
    header.label = reader.text("label").value_or("");
    static constexpr std::array<std::string_view, 8> kKnown = {"start",
                                                               "weeks",
                                                               "currency",
                                                               "policy",
                                                               "policy_chosen_by",
                                                               "series_policy",
                                                               "audience",
                                                               "label"};
    reader.warn_of_unknown(kKnown);
}

/// Calls `read` for every object of the list under `key`.
template <typename Read>
void for_each_object(const json& root, const std::string& key, ProblemList& problems, Read read) {
    const auto list = root.find(key);
    if (list == root.end() || list->is_null()) {
        return;
    }
    ObjectReader whole(root, "$", problems);
    if (!list->is_array()) {
        whole.report(Severity::error, "wrong_type", key, say("not_a_list"), say("right.list"));
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const json& item = (*list)[i];
        const std::string path = fmt::format("$.{}[{}]", key, i);
        if (!item.is_object()) {
            problems.add({Severity::error,
                          "wrong_type",
                          std::string(kDatapackageFile),
                          0,
                          path,
                          shown(item.dump(-1, ' ', false, json::error_handler_t::replace)),
                          say("not_an_object"),
                          say("right.object")});
            continue;
        }
        ObjectReader reader(item, path, problems);
        read(reader);
    }
}

void read_lists(const json& root,
                model::Header& header,
                std::vector<std::string>& resources,
                ProblemList& problems) {
    for_each_object(root, "sources", problems, [&](ObjectReader& reader) {
        header.sources.push_back(
            {reader.text("title").value_or(""), reader.text("path").value_or("")});
    });
    for_each_object(root, "licenses", problems, [&](ObjectReader& reader) {
        header.licences.push_back(reader.text("name").value_or(""));
    });
    for_each_object(root, "rules", problems, [&](ObjectReader& reader) {
        header.rules.push_back(
            {reader.text("name").value_or(""), reader.text("text").value_or("")});
    });
    for_each_object(root, "resources", problems, [&](ObjectReader& reader) {
        const auto path = reader.text("path");
        if (!path) {
            return;
        }
        const bool known = std::ranges::any_of(
            scenario_tables(), [&](const TableView& table) { return table.file == *path; });
        if (!known) {
            reader.report(Severity::warning,
                          "unknown_file",
                          "path",
                          say("resource_unknown"),
                          say("right.format_file"));
        }
        resources.push_back(*path);
    });
}

std::size_t line_of_byte(const std::string& text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace

std::optional<model::Header> parse_datapackage(const std::string& text,
                                               ProblemList& problems,
                                               std::vector<std::string>& resources) {
    const auto file_problem =
        [&](std::string code, std::size_t line, base::Said message, base::Said right) {
            problems.add({Severity::critical,
                          std::move(code),
                          std::string(kDatapackageFile),
                          line,
                          "$",
                          "",
                          std::move(message),
                          std::move(right)});
        };
    const std::size_t bad = first_bad_byte(text);
    if (bad != text.size()) {
        file_problem("broken_encoding",
                     line_of_byte(text, bad),
                     say("byte_not_utf8", bad),
                     say("right.utf8"));
        return std::nullopt;
    }
    json root;
    try {
        root = json::parse(text, TwiceStated(problems));
    } catch (const json::parse_error& error) {
        const std::size_t byte = error.byte == 0 ? 0 : error.byte - 1;
        file_problem(
            "bad_json", line_of_byte(text, byte), say("not_json", byte), say("right.json"));
        return std::nullopt;
    } catch (const json::out_of_range&) {
        file_problem("bad_json", 0, say("json_number_too_large"), say("right.smaller_numbers"));
        return std::nullopt;
    }
    if (!root.is_object()) {
        file_problem("wrong_type", 0, say("one_object_expected"), say("right.value", "{ ... }"));
        return std::nullopt;
    }
    model::Header header;
    ObjectReader whole(root, "$", problems);
    header.name = whole.text("name").value_or("");
    header.title = whole.text("title").value_or("");
    read_lists(root, header, resources, problems);
    const auto imdad = root.find("imdad");
    if (imdad == root.end() || !imdad->is_object()) {
        whole.report(Severity::critical,
                     imdad == root.end() ? "missing_value" : "wrong_type",
                     "imdad",
                     say("imdad_object_missing"),
                     say("right.value", R"("imdad": {"start": "2022-07-25", "weeks": 26})"));
        return std::nullopt;
    }
    ObjectReader reader(*imdad, "$.imdad", problems);
    const bool horizon = read_horizon(reader, *imdad, header);
    read_options(reader, header);
    return horizon ? std::optional(header) : std::nullopt;
}

}  // namespace imdad::exchange
