#include "report/map_panel.hpp"

#include "report/catalogue.hpp"
#include "report/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;
using exchange::GeoPoint;
using exchange::Ring;
using exchange::Shape;

/// Path data in tenths of a pixel, relative moves: a third of the size of absolute ones.
std::string path_data(const Shape& shape, const MapPanel& panel) {
    std::string text;
    for (const auto& polygon : shape.polygons) {
        for (const Ring& ring : polygon) {
            MapPoint at = panel.place(ring.front());
            text += fmt::format("M{} {}l", at.x, at.y);
            bool first = true;
            for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
                const MapPoint next = panel.place(ring[i]);
                const std::int64_t dx = next.x - at.x;
                const std::int64_t dy = next.y - at.y;
                if (dx == 0 && dy == 0) {
                    continue;
                }
                text +=
                    fmt::format("{}{}{}{}", first || dx < 0 ? "" : " ", dx, dy < 0 ? "" : " ", dy);
                first = false;
                at = next;
            }
            text += first ? "0 0z" : "z";
        }
    }
    return text;
}

/// Centre of the area that a ring encloses.
GeoPoint centre_of(const Ring& ring) {
    double twice_area = 0;
    double lon = 0;
    double lat = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double cross = ring[i].lon * ring[i + 1].lat - ring[i + 1].lon * ring[i].lat;
        twice_area += cross;
        lon += (ring[i].lon + ring[i + 1].lon) * cross;
        lat += (ring[i].lat + ring[i + 1].lat) * cross;
    }
    if (std::abs(twice_area) < 1e-12) {
        return ring.front();
    }
    return {.lon = lon / (3 * twice_area), .lat = lat / (3 * twice_area)};
}

/// The ring with the most points stands for the shape: islands are small.
GeoPoint centre_of(const Shape& shape) {
    const auto largest = std::max_element(
        shape.polygons.begin(), shape.polygons.end(), [](const auto& a, const auto& b) {
            return a.front().size() < b.front().size();
        });
    return centre_of(largest->front());
}

class PanelDrawing {
 public:
    PanelDrawing(const PageContext& context, const MapPanel& panel, std::size_t number)
        : context_(context), scenario_(context.scenario), panel_(panel), number_(number) {
        for (std::uint32_t i = 0; i < scenario_->areas.size(); ++i) {
            const AreaIndex area(i);
            if (std::binary_search(
                    panel.countries.begin(), panel.countries.end(), scenario_.country_of(area))) {
                inside_.push_back(area);
            }
        }
        std::stable_sort(inside_.begin(), inside_.end(), [this](AreaIndex a, AreaIndex b) {
            return scenario_[a].level < scenario_[b].level;
        });
    }

    std::string text() {
        std::string drawing = outlines();
        drawing += polygons();
        drawing += lines();
        drawing += country_names();
        drawing += circles();
        drawing += places();
        drawing += worst();
        return fmt::format(
            R"svg(<figure class="panel" style="flex:{0} 1 0"><figcaption>{3}</figcaption>)svg"
            R"svg(<svg viewBox="0 0 {0} {1}" role="img" aria-labelledby="mt{2} md{2}"><title id="mt{2}">{4}</title>)svg"
            R"svg(<desc id="md{2}">{5}</desc>{6}<g transform="scale(.1)">{7}</g>{8}</svg></figure>)svg"
            "\n",
            panel_.width,
            panel_.height,
            number_,
            bdi(country_list()),
            html(say("map.title", fmt::arg("countries", country_list()))),
            html(description()),
            number_ == 0 ? pattern_definitions() : "",
            drawing,
            furniture() + worst_label());
    }

 private:
    [[nodiscard]] bool measured(AreaIndex area) const {
        return context_.largest[area.value()].value() > 0 && scenario_[area].level > 0;
    }

    [[nodiscard]] const Shape* shape_of(AreaIndex area) const {
        return context_.shapes.find(scenario_[area].pcode);
    }

    [[nodiscard]] std::string css_class(AreaIndex area) const {
        const Fixed9 coverage = context_.coverage[area.value()];
        if (!measured(area)) {
            return "kn";
        }
        return coverage == kNoCoverage ? "ku"
                                       : fmt::format("k{}", context_.classes.class_of(coverage));
    }

    [[nodiscard]] std::string country_list() const {
        std::string names;
        for (const AreaIndex country : panel_.countries) {
            names += (names.empty() ? "" : ", ") + scenario_[country].name;
        }
        return names;
    }

    [[nodiscard]] const AreaMeasure* worst_here() const {
        const auto& worst = context_.measures().worst_area;
        if (!worst) {
            return nullptr;
        }
        const AreaMeasure& area = context_.measures().areas[*worst];
        return std::find(inside_.begin(), inside_.end(), area.area) == inside_.end() ? nullptr
                                                                                     : &area;
    }

    [[nodiscard]] std::string description() const {
        const auto count = std::count_if(
            inside_.begin(), inside_.end(), [this](AreaIndex a) { return measured(a); });
        const AreaMeasure* worst = worst_here();
        return say_count(
            "map.description",
            count,
            fmt::arg("countries", country_list()),
            fmt::arg("from", base::to_text(scenario_->header.start)),
            fmt::arg("to", base::to_text(last_day(scenario_))),
            fmt::arg("worst",
                     worst == nullptr ? ""
                                      : say("map.worst_here",
                                            fmt::arg("name", full_name(scenario_, worst->area)))));
    }

    [[nodiscard]] std::string tip(AreaIndex area) const {
        const Fixed9 coverage = context_.coverage[area.value()];
        if (!measured(area)) {
            return scenario_[area].name + ": " + say("map.no_need");
        }
        return say("map.tip",
                   fmt::arg("name", full_name(scenario_, area)),
                   fmt::arg("coverage",
                            coverage == kNoCoverage ? say("word.unreachable") : percent(coverage)),
                   fmt::arg("people", grouped(context_.largest[area.value()].value())));
    }

    /// Countries and first-level areas are used twice, as land below and as lines above.
    std::string outlines() {
        std::string definitions;
        std::string land;
        for (const AreaIndex area : inside_) {
            const Shape* shape = shape_of(area);
            if (scenario_[area].level > 1 || shape == nullptr || measured(area)) {
                continue;
            }
            definitions +=
                fmt::format(R"(<path id="o{}" d="{}"/>)", area.value(), path_data(*shape, panel_));
            land += fmt::format(R"(<use href="#o{}"/>)", area.value());
            outlined_.push_back(area);
        }
        return land.empty()
                   ? ""
                   : fmt::format(R"(<defs>{}</defs><g class="land">{}</g>)", definitions, land);
    }

    std::string polygons() {
        std::string text;
        for (const AreaIndex area : inside_) {
            const Shape* shape = shape_of(area);
            if (shape != nullptr && (measured(area) || scenario_[area].level > 1)) {
                text +=
                    fmt::format("<path class=\"{}\" id=\"m{}\" d=\"{}\"><title>{}</title></path>\n",
                                css_class(area),
                                area.value(),
                                path_data(*shape, panel_),
                                html(tip(area)));
            }
        }
        return text.empty() ? "" : fmt::format("<g class=\"areas\">\n{}</g>", text);
    }

    [[nodiscard]] std::string lines() const {
        std::string text;
        for (int level = 1; level >= 0; --level) {
            for (const AreaIndex area : outlined_) {
                if (scenario_[area].level == level) {
                    text += fmt::format(R"(<use class="l{}" href="#o{}"/>)", level, area.value());
                }
            }
        }
        return text.empty() ? "" : fmt::format(R"(<g class="lines">{}</g>)", text);
    }

    [[nodiscard]] std::string country_names() const {
        std::string text;
        for (const AreaIndex country : panel_.countries) {
            const Shape* shape = shape_of(country);
            if (shape != nullptr && panel_.countries.size() > 1) {
                const MapPoint at = panel_.place(centre_of(*shape));
                text += fmt::format(R"(<text x="{}" y="{}" class="country">{}</text>)",
                                    at.x,
                                    at.y,
                                    html(scenario_[country].name));
            }
        }
        return text;
    }

    /// No shape is known, but a point is.
    [[nodiscard]] bool is_circle(AreaIndex area) const {
        return shape_of(area) == nullptr && measured(area) && scenario_[area].lat &&
               scenario_[area].lon;
    }

    /// Areas without a shape, largest first so that small ones stay on top.
    std::string circles() {
        std::vector<AreaIndex> round;
        for (const AreaIndex area : inside_) {
            if (is_circle(area)) {
                round.push_back(area);
            }
        }
        std::stable_sort(round.begin(), round.end(), [this](AreaIndex a, AreaIndex b) {
            return context_.largest[a.value()] > context_.largest[b.value()];
        });
        if (round.empty()) {
            return {};
        }
        // Together the largest possible circles may cover about a third of the panel.
        const double room = 10.0 * panel_.width * 10.0 * panel_.height / 3;
        // A few circles among shapes must not outshine them.
        const double largest = round.size() * 4 < inside_.size() ? 60.0 : 140.0;
        const double radius_max =
            std::clamp(1.6 * std::sqrt(room / static_cast<double>(round.size()) / std::numbers::pi),
                       40.0,
                       largest);
        const auto most = static_cast<double>(context_.largest[round.front().value()].value());
        std::string text;
        for (const AreaIndex area : round) {
            const MapPoint at = position_of(area);
            const double share = static_cast<double>(context_.largest[area.value()].value()) / most;
            text += fmt::format(
                "<circle class=\"{}\" id=\"m{}\" cx=\"{}\" cy=\"{}\" "
                "r=\"{}\"><title>{}</title></circle>\n",
                css_class(area),
                area.value(),
                at.x,
                at.y,
                std::lround(std::max(radius_max * std::sqrt(share), 22.0)),
                html(tip(area)));
        }
        return fmt::format("<g class=\"areas\">\n{}</g>", text);
    }

    [[nodiscard]] MapPoint position_of(AreaIndex area) const {
        if (const Shape* shape = shape_of(area)) {
            return panel_.place(centre_of(*shape));
        }
        return panel_.place(context_.view.shown_point(scenario_[area].lon.value_or(0),
                                                      scenario_[area].lat.value_or(0)));
    }

    /// Restricted only.
    [[nodiscard]] std::string places() const {
        if (!context_.view.restricted()) {
            return {};
        }
        std::vector<bool> takes_part(scenario_->places.size());
        for (const Shipment& shipment : context_.result.chosen.plan.shipments) {
            takes_part[scenario_[shipment.lane].from.value()] = true;
            takes_part[scenario_[shipment.lane].to.value()] = true;
        }
        for (const Service& service : context_.result.chosen.plan.services) {
            takes_part[service.place.value()] = true;
        }
        std::string text;
        for (std::size_t i = 0; i < takes_part.size(); ++i) {
            const Place& place = scenario_->places[i];
            if (!takes_part[i] || !place.lat || !place.lon || !place.area.exists() ||
                !std::binary_search(panel_.countries.begin(),
                                    panel_.countries.end(),
                                    scenario_.country_of(place.area))) {
                continue;
            }
            const MapPoint at = panel_.place({.lon = *place.lon, .lat = *place.lat});
            text += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}</title></circle>\n",
                                at.x,
                                at.y,
                                place.kind == PlaceKind::facility ? 14 : 24,
                                html(place.name));
        }
        return text.empty() ? "" : fmt::format("<g class=\"places\">\n{}</g>", text);
    }

    [[nodiscard]] bool worst_has_position() const {
        const AreaMeasure* worst = worst_here();
        return worst != nullptr && (shape_of(worst->area) != nullptr ||
                                    (scenario_[worst->area].lat && scenario_[worst->area].lon));
    }

    [[nodiscard]] std::string worst() const {
        if (!worst_has_position()) {
            return {};
        }
        const MapPoint at = position_of(worst_here()->area);
        return fmt::format(
            R"(<circle class="ring0" cx="{0}" cy="{1}" r="95"/><circle class="ring" cx="{0}" cy="{1}" r="95"/>)",
            at.x,
            at.y);
    }

    [[nodiscard]] std::string worst_label() const {
        if (!worst_has_position()) {
            return {};
        }
        constexpr std::size_t kNameColumns = 32;
        const AreaMeasure* worst = worst_here();
        const std::string& name = scenario_[worst->area].name;
        const std::string text =
            say("map.worst",
                fmt::arg("name", padded(name, std::min(display_width(name), kNameColumns))),
                fmt::arg("coverage", percent(worst->coverage)));
        std::vector<MapPoint> circles;
        for (const AreaIndex area : inside_) {
            if (is_circle(area)) {
                circles.push_back(position_of(area));
            }
        }
        const MapPoint at =
            label_place(panel_, position_of(worst->area), display_width(text), circles);
        return fmt::format(R"(<text class="worst" x="{}" y="{}" text-anchor="middle">{}</text>)",
                           at.x,
                           at.y,
                           html(text));
    }

    /// North, scale, dates and label: a map that is cut out of the page must still say what it is.
    [[nodiscard]] std::string furniture() const {
        const auto [kilometres, pixels] = panel_.scale_bar();
        const int base = panel_.height - 8;
        const Header& header = scenario_->header;
        std::string text = fmt::format(
            R"(<g class="furniture"><path d="M{0} 8l5 14l-5 -3l-5 3z"/><text x="{0}" y="34" text-anchor="middle">{1}</text>)",
            panel_.width - 14,
            html(say("map.north")));
        text +=
            fmt::format(R"(<path d="M8 {0}v4h{1}v-4" class="bar"/><text x="8" y="{2}">{3}</text>)",
                        base - 4,
                        pixels,
                        base - 8,
                        html(say("map.kilometres", fmt::arg("km", grouped(kilometres)))));
        // Lines in units of the letters: narrow screens show larger ones.
        const std::string dates = html(say("map.dates",
                                           fmt::arg("from", base::to_text(header.start)),
                                           fmt::arg("to", base::to_text(last_day(scenario_)))));
        text += fmt::format(R"(<text y="{}" text-anchor="end"><tspan x="{}" dy="{}">{}</tspan>)",
                            base,
                            panel_.width - 8,
                            header.label.empty() ? "0" : "-1.2em",
                            header.label.empty() ? dates : html(header.label));
        if (!header.label.empty()) {
            text += fmt::format(R"(<tspan x="{}" dy="1.2em">{}</tspan>)", panel_.width - 8, dates);
        }
        text += "</text>";
        return text + "</g>";
    }

    static std::string pattern_definitions() {
        return fmt::format(
            R"svg(<defs><pattern id="p0" width="50" height="50" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">)svg"
            R"svg(<rect width="50" height="50" fill="{}"/><path d="M0 0v50" stroke="#fff" stroke-width="14" stroke-opacity=".55"/></pattern>)svg"
            R"svg(<pattern id="pu" width="60" height="60" patternUnits="userSpaceOnUse"><rect width="60" height="60" fill="#fff"/>)svg"
            R"svg(<path d="M0 0l60 60M60 0l-60 60" stroke="#6b7280" stroke-width="9"/></pattern></defs>)svg",
            kCoverageColours[0]);
    }

    const PageContext& context_;
    const Scenario& scenario_;
    const MapPanel& panel_;
    std::size_t number_;
    std::vector<AreaIndex> inside_;    ///< areas of the panel, countries first
    std::vector<AreaIndex> outlined_;  ///< drawn as land and lines
};

}  // namespace

std::string map_panel(const PageContext& context, const MapPanel& panel, std::size_t number) {
    return PanelDrawing(context, panel, number).text();
}

}  // namespace imdad::report
