#pragma once

#include "exchange/plan_geojson_shapes.hpp"
#include "model/scenario.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// What may be shown to whom. Places of care in conflict are targets: what is made for the public
/// shows areas only, never a place, a lane, a lot, or the date of a shipment or a closure.

namespace imdad::exchange {

/// Where the public is shown a point: on a grid of a tenth of a degree (about 11 km).
[[nodiscard]] GeoPoint public_point(double lon, double lat);

class PublicView {
 public:
    PublicView(const model::Scenario& scenario, model::Audience audience);

    [[nodiscard]] bool restricted() const { return audience_ == model::Audience::restricted; }

    /// Whether a free text (a note, a reason, the origin of a number) may be shown as it is: always
    /// to a restricted audience; to the public if it holds no id or name of a place, no lane, no
    /// lot and no date other than the first and the last day of the horizon. Names and ids count
    /// as whole words; the name or P-code of an area is never a secret.
    /// Complexity: O(words of the text), after O(places + lanes + batches) once.
    [[nodiscard]] bool may_show(std::string_view text) const;

    /// The text, or what stands in its place.
    [[nodiscard]] std::string shown(std::string_view text) const;

    /// Where an area without a shape is drawn: for the public at its `public_point`, because the
    /// point of a catchment is that of its hospital.
    [[nodiscard]] GeoPoint shown_point(double lon, double lat) const;

 private:
    model::Audience audience_;
    std::unordered_set<std::string_view> secrets_;  ///< views into the scenario
    std::vector<bool> beginnings_;  ///< by the first two bytes of a secret: most words end here
    std::size_t longest_ = 0;       ///< bytes of the longest secret
    std::string first_day_;
    std::string last_day_;
};

/// Stands where a text was held back.
inline constexpr std::string_view kHeldBack =
    "(names a place, a lot or a date: see the restricted edition)";

}  // namespace imdad::exchange
