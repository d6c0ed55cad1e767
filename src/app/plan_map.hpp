#pragma once

#include "app/access.hpp"
#include "app/plan_flows.hpp"
#include "model/types.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A plan on a map: how much of their need areas get, which places take part, what goes along which
/// lane, and which lanes are closed, over a span of weeks. Who asks was let in before; what of it
/// may be shown to whom is decided here: the public edition has areas only, and nothing in it
/// depends on a place, a lane or a closure.

namespace imdad::app {

struct MapWanted {
    std::string programme;  ///< empty: services of all are added
    std::string from;       ///< Monday; empty: the first week
    std::string to;         ///< Monday; empty: the last week
    model::Audience audience = model::Audience::restricted;
};

/// Degrees, WGS 84.
struct MapPoint {
    double lat = 0;
    double lon = 0;
};

struct MapArea {
    std::string pcode;
    std::string name;
    std::string name_fr;
    std::string name_ar;
    std::int64_t level = 0;
    std::string parent;
    std::optional<MapPoint> point;  ///< to the public on a grid of a tenth of a degree
    std::int64_t target = 0;        ///< persons in need in these weeks
    std::int64_t served = 0;
};

struct PlanMap {
    std::string label;  ///< of the scenario, such as "illustrative, derived network"
    std::vector<std::string> programmes;
    std::vector<std::string> weeks;  ///< all of the plan
    std::string from;                ///< as it was taken
    std::string to;
    std::vector<MapArea> areas;  ///< by P-code; those without need are there for what lies in them
};

/// A span of weeks in which something is closed, cut to the weeks that were asked for.
struct MapClosure {
    std::string from;  ///< day
    std::string to;
    std::string reason;
};

struct MapPlace {
    std::string id;
    std::string name;
    std::string kind;
    std::int64_t level = 0;
    std::string area;  ///< P-code
    std::string
        need_in;  ///< P-code of the nearest area above it whose need is counted; may be empty
    std::optional<MapPoint> point;
    std::string sensitivity;
    LaneWeek received;
    LaneWeek sent;
    std::vector<MapClosure> closed;
};

struct MapLane {
    std::string id;
    std::string from;
    std::string to;
    std::string mode;
    LaneWeek flow;
    std::vector<MapClosure> closed;  ///< by itself, one of its places, or an area of these
};

/// Errors: `unknown_programme`, `unknown_week`. Throws `base::Failure`.
[[nodiscard]] Answer<PlanMap> plan_map(const std::filesystem::path& scenario,
                                       const std::filesystem::path& plan,
                                       const MapWanted& wanted);

/// Places that have a point, send, receive or are closed; the highest level first. Errors and
/// exceptions: those of `plan_map`.
[[nodiscard]] Answer<std::vector<MapPlace>> map_places(const std::filesystem::path& scenario,
                                                       const std::filesystem::path& plan,
                                                       const PlanFlows& flows,
                                                       const MapWanted& wanted);

/// Lanes on which something goes, or which are closed, those with the most litres first. Errors and
/// exceptions: those of `plan_map`.
[[nodiscard]] Answer<std::vector<MapLane>> map_lanes(const std::filesystem::path& scenario,
                                                     const std::filesystem::path& plan,
                                                     const PlanFlows& flows,
                                                     const MapWanted& wanted);

}  // namespace imdad::app
