#include "app/map_shapes.hpp"

#include "app/plan_rows.hpp"
#include "exchange/plan_geojson_shapes.hpp"

#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace imdad::app {

namespace {

constexpr auto kGrids = std::to_array<std::int64_t>({1000, 500, 200, 100, 50, 20});

/// The country of each area, by the table of areas.
class Countries {
 public:
    explicit Countries(const std::filesystem::path& scenario) {
        for_rows(scenario / "areas.csv",
                 {"pcode", "parent"},
                 [&](const std::vector<std::string_view>& cells) {
                     parents_.emplace(cells[0], cells[1]);
                 });
    }

    [[nodiscard]] std::string of(std::string area) const {
        constexpr std::size_t kLevelsMax = 32;
        for (std::size_t level = 0; level < kLevelsMax; ++level) {
            const auto above = parents_.find(area);
            if (above == parents_.end() || above->second.empty()) {
                break;
            }
            area = above->second;
        }
        return area;
    }

 private:
    std::unordered_map<std::string, std::string> parents_;
};

/// A ring on the grid. Empty: it has shrunk to a line or a point.
std::vector<std::int64_t> on_grid(const exchange::Ring& ring, std::int64_t per_degree) {
    std::vector<std::pair<std::int64_t, std::int64_t>> points;
    points.reserve(ring.size());
    for (const exchange::GeoPoint& point : ring) {
        const std::pair<std::int64_t, std::int64_t> next{
            std::llround(point.lon * static_cast<double>(per_degree)),
            std::llround(point.lat * static_cast<double>(per_degree))};
        if (points.empty() || points.back() != next) {
            points.push_back(next);
        }
    }
    if (points.size() > 1 && points.front() == points.back()) {
        points.pop_back();
    }
    std::vector<std::int64_t> steps;
    if (points.size() < 3) {
        return steps;
    }
    steps.reserve(points.size() * 2);
    std::pair<std::int64_t, std::int64_t> before{0, 0};
    for (const auto& point : points) {
        steps.push_back(point.first - before.first);
        steps.push_back(point.second - before.second);
        before = point;
    }
    return steps;
}

/// Of a number as text, with the comma behind it.
std::size_t text_size(std::int64_t number) {
    return std::to_string(number).size() + 1;
}

DrawnShapes drawn(const exchange::MapShapes& shapes, std::int64_t per_degree) {
    DrawnShapes result{
        .per_degree = per_degree, .source = shapes.source, .licence = shapes.licence, .shapes = {}};
    result.shapes.reserve(shapes.shapes.size());
    for (const exchange::Shape& shape : shapes.shapes) {
        DrawnShape drawn{.pcode = shape.pcode, .rings = {}};
        for (const auto& polygon : shape.polygons) {
            for (const exchange::Ring& ring : polygon) {
                if (auto steps = on_grid(ring, per_degree); !steps.empty()) {
                    drawn.rings.push_back(std::move(steps));
                }
            }
        }
        if (!drawn.rings.empty()) {
            result.shapes.push_back(std::move(drawn));
        }
    }
    return result;
}

bool fits(const DrawnShapes& shapes, const Countries& countries, std::size_t country_max) {
    std::unordered_map<std::string, std::size_t> sizes;
    for (const DrawnShape& shape : shapes.shapes) {
        std::size_t& size = sizes[countries.of(shape.pcode)];
        for (const auto& ring : shape.rings) {
            for (const std::int64_t step : ring) {
                size += text_size(step);
            }
        }
        if (size > country_max) {
            return false;
        }
    }
    return true;
}

}  // namespace

Answer<DrawnShapes> drawn_shapes(const std::filesystem::path& scenario, std::size_t country_max) {
    const auto shapes = exchange::read_shapes(scenario / "boundaries.geojson");
    if (!shapes) {
        return no(base::error_of(shapes.error()));
    }
    const Countries countries(scenario);
    for (const std::int64_t per_degree : kGrids) {
        DrawnShapes result = drawn(*shapes, per_degree);
        if (per_degree == kGrids.back() || fits(result, countries, country_max)) {
            return result;
        }
    }
    return DrawnShapes{};
}

}  // namespace imdad::app
