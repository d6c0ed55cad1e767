#include "exchange/datapackage.hpp"
#include "exchange/scenario_tables.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

/// datapackage_text: the header, and every table in the words of Frictionless Data.

namespace imdad::exchange {

namespace {

using nlohmann::ordered_json;

/// The column in the words of the Table Schema standard.
/// Source: https://datapackage.org/standard/table-schema/
ordered_json schema_field(const Column& column) {
    ordered_json field{{"name", column.name}};
    ordered_json constraints = ordered_json::object();
    switch (column.type) {
        case CellType::whole:
            field["type"] = "integer";
            break;
        case CellType::decimal:
        case CellType::litres:
        case CellType::money:
        case CellType::degrees:
            field["type"] = "number";
            break;
        case CellType::date:
            field["type"] = "date";
            break;
        default:
            field["type"] = "string";
    }
    field["description"] = column.meaning;
    if (column.required) {
        constraints["required"] = true;
    }
    if (column.type == CellType::id) {
        constraints["unique"] = true;
    }
    if (field["type"] == "integer" || field["type"] == "number") {
        constraints["minimum"] = column.minimum;
    }
    if (column.type == CellType::choice) {
        ordered_json words = ordered_json::array();
        std::string_view rest = column.choices;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            words.push_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        constraints["enum"] = words;
    }
    if (!constraints.empty()) {
        field["constraints"] = constraints;
    }
    return field;
}

ordered_json resource(const TableView& table) {
    ordered_json fields = ordered_json::array();
    for (const Column& column : table.columns) {
        fields.push_back(schema_field(column));
    }
    return {{"name", table.file.substr(0, table.file.find('.'))},
            {"path", table.file},
            {"profile", "tabular-data-resource"},
            {"description", table.about},
            {"schema", {{"fields", fields}}}};
}

}  // namespace

std::string datapackage_text(const model::Header& header, bool with_locks) {
    ordered_json root;
    root["name"] = header.name;
    root["title"] = header.title;
    root["profile"] = "tabular-data-package";
    ordered_json& imdad = root["imdad"];
    imdad["start"] = base::to_text(header.start);
    imdad["weeks"] = header.weeks;
    imdad["currency"] = header.currency;
    imdad["policy"] = model::to_text(header.policy);
    imdad["policy_chosen_by"] = header.policy_chosen_by;
    imdad["series_policy"] = "hold_back";
    imdad["audience"] = model::to_text(header.audience);
    imdad["label"] = header.label;
    root["sources"] = ordered_json::array();
    for (const model::Source& source : header.sources) {
        root["sources"].push_back({{"title", source.title}, {"path", source.path}});
    }
    root["licenses"] = ordered_json::array();
    for (const std::string& name : header.licences) {
        root["licenses"].push_back({{"name", name}});
    }
    if (!header.rules.empty()) {
        root["rules"] = ordered_json::array();
        for (const model::NamedRule& rule : header.rules) {
            root["rules"].push_back({{"name", rule.name}, {"text", rule.text}});
        }
    }
    root["resources"] = ordered_json::array();
    for (const TableView& table : scenario_tables()) {
        if (with_locks || table.file != kLocks.file) {
            root["resources"].push_back(resource(table));
        }
    }
    return root.dump(2) + "\n";
}

}  // namespace imdad::exchange
