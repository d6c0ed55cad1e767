#pragma once

#include "engine/commodities.hpp"

#include <functional>
#include <limits>
#include <vector>

/// Cheapest ways through the relaxation, with what they pass: the prices pi of
/// docs/method/certificates.md, remembered so that they can be walked back. What a step costs is
/// the caller's choice: prices of scarce things, or how many limits it breaks.

namespace imdad::plan {

struct WayCosts {
    std::function<double(engine::Id supply)> start;                 ///< one pack
    std::function<double(const engine::Link&, int week)> ship;      ///< one pack that leaves
    std::function<double(const engine::Presence&, int week)> stay;  ///< one pack, each week
    std::function<double(const engine::Use&, int week)> serve;      ///< one person, one dose
    bool per_person = true;  ///< false: a step counts once, however many packs a person needs
};

/// One thing that happens on a way. `packs`: of one person.
struct WayStep {
    enum class Kind : std::uint8_t { start, ship, stay, serve };
    Kind kind = Kind::start;
    engine::Id what = engine::kNone;      ///< supply, link, presence, use
    engine::Id presence = engine::kNone;  ///< where the goods then are
    int week = 0;                         ///< of start, departure, stay (room) or serving
    double packs = 1;
};

class Ways {
 public:
    static constexpr double kNoWay = std::numeric_limits<double>::infinity();

    /// All three must outlive the object.
    Ways(const engine::Problem& problem, const engine::CommodityNet& net, const WayCosts& costs);

    /// Of one person of the unit, by week of the first dose; `kNoWay`: none.
    [[nodiscard]] std::vector<double> costs_of(engine::Id unit) const;

    /// The way of one person who starts in `week`, first to last for each dose in turn. Requires: a
    /// way.
    [[nodiscard]] std::vector<WayStep> way(engine::Id unit, int week) const;

    /// Of a pack at a presence, in a week of it.
    [[nodiscard]] double price(engine::Id presence, int week) const;

 private:
    struct Choice {
        double cost = kNoWay;
        std::size_t use = 0;
        int next = -1;  ///< week of the next dose
    };

    void price_packs();
    [[nodiscard]] std::vector<Choice> choices_of(engine::Id unit, std::size_t option_first) const;
    [[nodiscard]] std::vector<std::size_t> options_of(engine::Id unit) const;
    void walk(engine::Id presence, int week, double packs, std::vector<WayStep>& steps) const;
    [[nodiscard]] std::size_t doses_at(std::size_t use) const;

    const engine::Problem& problem_;
    const engine::CommodityNet& net_;
    const WayCosts& costs_;
    std::vector<double> pi_;
    std::vector<std::uint32_t> came_;  ///< by row: link, or kStayed, or kStarted + beginning
};

}  // namespace imdad::plan
