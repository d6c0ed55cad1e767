#include "lp/legend.hpp"

#include <fmt/format.h>

namespace imdad::lp {

namespace {

std::string at(const model::Scenario& scenario, model::PlaceIndex place, model::AreaIndex area) {
    return place.exists() ? scenario[place].place_id : scenario[area].pcode;
}

}  // namespace

std::vector<std::string> commodity_lines(const Relaxation& relaxation,
                                         const engine::Problem& problem,
                                         const model::ScenarioData& data) {
    std::vector<std::string> lines;
    for (const Commodity& commodity : relaxation.commodities()) {
        std::string line =
            fmt::format("k{}: {}", lines.size(), data.products[commodity.product].product_id);
        if (commodity.earmark != engine::kNone) {
            line += fmt::format(" earmarked {}", data.earmarks[commodity.earmark].earmark_id);
        }
        if (commodity.last_use < problem.weeks - 1) {
            line += fmt::format(", used until week {}", commodity.last_use);
        }
        if (commodity.last_arrival < problem.weeks - 1) {
            line += commodity.last_arrival < 0
                        ? ", not to be sent"
                        : fmt::format(", arriving until week {}", commodity.last_arrival);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> legend(const Relaxation& relaxation,
                                const engine::Problem& problem,
                                const model::Scenario& scenario,
                                std::span<const model::NeedIndex> need_of) {
    const model::ScenarioData& data = scenario.data();
    std::vector<std::string> lines = commodity_lines(relaxation, problem, data);
    for (std::size_t n = 0; n < data.places.size(); ++n) {
        lines.push_back(fmt::format("n{}: {}", n, data.places[n].place_id));
    }
    for (std::size_t a = 0; a < data.lanes.size(); ++a) {
        lines.push_back(fmt::format("a{}: {}", a, data.lanes[a].lane_id));
    }
    for (std::size_t p = 0; p < data.products.size(); ++p) {
        lines.push_back(fmt::format("p{}: {}", p, data.products[p].product_id));
    }
    for (std::size_t r = 0; r < data.absorptions.size(); ++r) {
        const model::Absorption& row = data.absorptions[r];
        lines.push_back(fmt::format("r{}: absorption at {}", r, at(scenario, row.place, row.area)));
    }
    for (const engine::Id d : relaxation.areas()) {
        lines.push_back(fmt::format("d{}: {}", d, data.areas[d].pcode));
    }
    for (std::size_t g = 0; g < problem.groups.size(); ++g) {
        const engine::Group& group = problem.groups[g];
        lines.push_back(fmt::format("g{}: {} in {}, {} persons",
                                    g,
                                    data.programmes[group.programme].programme_id,
                                    data.areas[group.area].pcode,
                                    group.target));
    }
    for (std::size_t u = 0; u < need_of.size(); ++u) {
        const model::Need& need = scenario[need_of[u]];
        lines.push_back(fmt::format("u{}: need {}, {} at {}",
                                    u,
                                    need_of[u].value() + 1,
                                    scenario[need.programme].programme_id,
                                    at(scenario, need.place, need.area)));
    }
    for (std::size_t l = 0; l < data.locks.size(); ++l) {
        lines.push_back(fmt::format("l{}: lock {}", l, data.locks[l].lock_id));
    }
    return lines;
}

}  // namespace imdad::lp
