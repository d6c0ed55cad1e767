#include "network/derive.hpp"

#include "model/scenario_checks.hpp"
#include "network/builder.hpp"

#include <fmt/format.h>

namespace imdad::network {

namespace {

constexpr const char* kLabel = "illustrative, derived network";

std::optional<base::Error> cycle_fault(const model::ScenarioData& data, const Derived& derived) {
    std::vector<model::Lane> lanes = data.lanes;
    lanes.insert(lanes.end(), derived.lanes.begin(), derived.lanes.end());
    const auto cycle = model::find_cycle(data.places.size() + derived.places.size(), lanes);
    if (cycle.empty()) {
        return std::nullopt;
    }
    std::string path;
    for (const model::PlaceIndex place : cycle) {
        const std::size_t i = place.value();
        path += i < data.places.size() ? data.places[i].place_id
                                       : derived.places[i - data.places.size()].place_id;
        path += " -> ";
    }
    path.resize(path.size() - 4);
    return base::Error{
        "cycle",
        fmt::format(
            "a stated lane runs from a lower to a higher level of the chain, so the derived lanes "
            "would close the circle {}; take that lane out or state the lanes to these places "
            "yourself",
            path),
        "lanes.csv"};
}

}  // namespace

base::Result<Derived> derive(const model::ScenarioData& data, const Rules& rules) {
    if (auto checked = check(rules); !checked) {
        return tl::unexpected<base::Error>(checked.error());
    }
    if (auto fault = model::first_fault(data)) {
        return tl::unexpected(base::error_of(std::move(*fault)));
    }
    Derived derived = Builder(data, rules).run();
    if (auto fault = cycle_fault(data, derived)) {
        return tl::unexpected<base::Error>(std::move(*fault));
    }
    return derived;
}

model::ScenarioData apply(model::ScenarioData data, const Derived& derived) {
    for (const FilledRoom& filled : derived.filled) {
        model::Place& place = data.places[filled.place.value()];
        place.room = filled.room;
        if (place.origin.kind == model::Origin::Kind::unstated) {
            place.origin.kind = model::Origin::Kind::derived;
        }
        place.origin.note += place.origin.note.empty() ? "" : ", ";
        place.origin.note += filled.note;
    }
    data.places.insert(data.places.end(), derived.places.begin(), derived.places.end());
    data.lanes.insert(data.lanes.end(), derived.lanes.begin(), derived.lanes.end());
    if (!derived.empty() && data.header.label.find("derived network") == std::string::npos) {
        data.header.label += data.header.label.empty() ? "" : ", ";
        data.header.label += kLabel;
    }
    return data;
}

}  // namespace imdad::network
