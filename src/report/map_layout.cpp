#include "report/map_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <optional>

namespace imdad::report {
namespace {

using namespace model;
using exchange::GeoPoint;

constexpr double kSamePanelDegrees = 6;
constexpr double kKilometresPerDegree = 111.195;  // 6371 km x pi / 180
constexpr double kMarginPixels = 14;
constexpr int kFootPixels = 22;  // room below the map for its scale, dates and label
constexpr int kHeightMax = 620;
constexpr std::size_t kPanelsPerRow = 3;

struct Box {
    double west = 181;
    double east = -181;
    double south = 91;
    double north = -91;

    void add(GeoPoint point) {
        west = std::min(west, point.lon);
        east = std::max(east, point.lon);
        south = std::min(south, point.lat);
        north = std::max(north, point.lat);
    }

    void add(const Box& other) {
        add({.lon = other.west, .lat = other.south});
        add({.lon = other.east, .lat = other.north});
    }

    [[nodiscard]] bool near(const Box& other) const {
        const double apart_lon = std::max(west, other.west) - std::min(east, other.east);
        const double apart_lat = std::max(south, other.south) - std::min(north, other.north);
        return apart_lon < kSamePanelDegrees && apart_lat < kSamePanelDegrees;
    }
};

struct Cluster {
    Box box;
    std::vector<AreaIndex> countries;
};

/// The corners that an area needs on a map; none if nothing is known of where it lies.
std::optional<Box> box_of(const Area& area,
                          const MapShapes& shapes,
                          const exchange::PublicView& view) {
    Box box;
    if (const exchange::Shape* shape = shapes.find(area.pcode)) {
        for (const auto& polygon : shape->polygons) {
            for (const GeoPoint& point : polygon.front()) {
                box.add(point);
            }
        }
        return box;
    }
    if (area.lat && area.lon) {
        box.add(view.shown_point(*area.lon, *area.lat));
        return box;
    }
    return std::nullopt;
}

/// Joins clusters until no two of them are near each other; keeps the order of first countries.
std::vector<Cluster> joined(std::vector<Cluster> clusters) {
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t a = 0; a < clusters.size() && !changed; ++a) {
            for (std::size_t b = a + 1; b < clusters.size() && !changed; ++b) {
                if (clusters[a].box.near(clusters[b].box)) {
                    clusters[a].box.add(clusters[b].box);
                    clusters[a].countries.insert(clusters[a].countries.end(),
                                                 clusters[b].countries.begin(),
                                                 clusters[b].countries.end());
                    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(b));
                    changed = true;
                }
            }
        }
    }
    for (Cluster& cluster : clusters) {
        std::sort(cluster.countries.begin(), cluster.countries.end());
    }
    return clusters;
}

/// Width over height, kept within what a panel can look like.
double aspect_of(const Box& box, double squeeze) {
    // A single town still gets a map of about a hundred kilometres.
    const double wide = std::max((box.east - box.west) * squeeze, 0.5);
    const double high = std::max(box.north - box.south, 0.5);
    return std::clamp(wide / high, 0.5, 3.5);
}

MapPanel panel_of(const Cluster& cluster, double width) {
    const double middle_lat = (cluster.box.south + cluster.box.north) / 2;
    MapPanel panel;
    panel.countries = cluster.countries;
    panel.squeeze = std::cos(middle_lat * std::numbers::pi / 180);
    const double aspect = aspect_of(cluster.box, panel.squeeze);
    double height = width / aspect;
    if (height > kHeightMax) {
        height = kHeightMax;  // a tall country stands in the middle of its panel
    }
    panel.width = static_cast<int>(std::lround(width));
    panel.height = static_cast<int>(std::lround(height)) + kFootPixels;
    const double wide = std::max((cluster.box.east - cluster.box.west) * panel.squeeze, 0.5);
    const double high = std::max(cluster.box.north - cluster.box.south, 0.5);
    panel.pixels_per_degree =
        std::min((panel.width - 2 * kMarginPixels) / wide, (height - 2 * kMarginPixels) / high);
    const double middle_lon = (cluster.box.west + cluster.box.east) / 2;
    panel.west = middle_lon - panel.width / 2.0 / panel.pixels_per_degree / panel.squeeze;
    panel.north = middle_lat + height / 2.0 / panel.pixels_per_degree;
    return panel;
}

}  // namespace

MapPoint MapPanel::place(GeoPoint point) const {
    return {.x = std::llround((point.lon - west) * squeeze * pixels_per_degree * 10),
            .y = std::llround((north - point.lat) * pixels_per_degree * 10)};
}

std::pair<int, int> MapPanel::scale_bar() const {
    const double pixels_per_kilometre = pixels_per_degree / kKilometresPerDegree;
    int best = 1;
    for (int power = 1; power <= 1000; power *= 10) {
        for (const int step : {1, 2, 5}) {
            if (step * power * pixels_per_kilometre <= width / 4.0) {
                best = step * power;
            }
        }
    }
    return {best, static_cast<int>(std::lround(best * pixels_per_kilometre))};
}

MapLayout map_layout(const Scenario& scenario,
                     const Measures& measures,
                     const MapShapes& shapes,
                     const exchange::PublicView& view,
                     int total_width) {
    MapLayout layout;
    std::map<AreaIndex, Box> boxes;
    for (const AreaMeasure& measure : measures.areas) {
        if (const auto box = box_of(scenario[measure.area], shapes, view)) {
            boxes[scenario.country_of(measure.area)].add(*box);
        } else {
            layout.not_drawn.push_back(measure.area);
        }
    }
    std::vector<Cluster> clusters;
    for (auto& [country, box] : boxes) {
        if (const exchange::Shape* shape = shapes.find(scenario[country].pcode); shape != nullptr) {
            box.add(*box_of(scenario[country], shapes, view));
        }
        clusters.push_back({.box = box, .countries = {country}});
    }
    clusters = joined(std::move(clusters));
    for (std::size_t first = 0; first < clusters.size(); first += kPanelsPerRow) {
        const std::size_t end = std::min(first + kPanelsPerRow, clusters.size());
        double sum = 0;
        std::vector<double> share;
        for (std::size_t i = first; i < end; ++i) {
            const double middle = (clusters[i].box.south + clusters[i].box.north) / 2;
            // Less than proportional to the aspect, so that a compact country is not dwarfed by a
            // wide one.
            share.push_back(std::pow(
                aspect_of(clusters[i].box, std::cos(middle * std::numbers::pi / 180)), 0.75));
            sum += share.back();
        }
        for (std::size_t i = first; i < end; ++i) {
            layout.panels.push_back(panel_of(clusters[i], total_width * share[i - first] / sum));
        }
    }
    return layout;
}

MapPoint label_place(const MapPanel& panel,
                     MapPoint at,
                     std::size_t columns,
                     std::span<const MapPoint> circles) {
    // As wide as on a telephone, where the style sheet asks for the largest letters.
    const auto half_width = static_cast<std::int64_t>(columns) * 9 / 2;
    const std::int64_t x = half_width * 2 > panel.width
                               ? panel.width / 2
                               : std::clamp(at.x / 10, half_width, panel.width - half_width);
    constexpr std::int64_t kLetter = 16;
    constexpr std::int64_t kMargin = 8;
    constexpr std::array<std::int64_t, 6> kOffsets = {-15, 26, -40, 52, -65, 78};
    MapPoint best{.x = x, .y = at.y / 10 + (at.y < 400 ? kOffsets[1] : kOffsets[0])};
    auto fewest = std::numeric_limits<std::ptrdiff_t>::max();
    for (const std::int64_t offset : kOffsets) {
        const std::int64_t base = at.y / 10 + offset;
        if (base < kLetter + kMargin || base > panel.height - kMargin) {
            continue;
        }
        const auto covered = std::ranges::count_if(circles, [&](const MapPoint& circle) {
            return std::abs(circle.x / 10 - x) < half_width && circle.y / 10 < base + kMargin &&
                   circle.y / 10 > base - kLetter - kMargin;
        });
        if (covered < fewest) {
            fewest = covered;
            best.y = base;
        }
    }
    return best;
}

}  // namespace imdad::report
