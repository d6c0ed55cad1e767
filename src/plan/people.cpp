#include "plan/people.hpp"

#include <algorithm>
#include <map>

namespace imdad::plan {

namespace {

/// Population cells of one area as a tree of their paths.
struct Cell {
    std::int64_t most_served = 0;  ///< by one programme of this very cell
    std::map<std::string, Cell> parts;

    [[nodiscard]] std::int64_t at_least() const {
        std::int64_t sum = 0;
        for (const auto& [name, part] : parts) {
            sum += part.at_least();
        }
        return std::max(most_served, sum);
    }
};

void add_to_cell(Cell& root, const std::string& path, std::int64_t served) {
    Cell* cell = &root;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        cell = &cell->parts[path.substr(from, to - from)];
        from = to + 1;
    }
    cell->most_served = std::max(cell->most_served, served);
}

struct AreaSum {
    Cell cells;
    std::int64_t at_least = 0;
    std::int64_t at_most = 0;
};

}  // namespace

model::PeopleBounds people_served(const model::Scenario& scenario,
                                  const std::vector<model::GroupMeasure>& groups) {
    std::vector<AreaSum> sums(scenario->areas.size());
    for (const model::GroupMeasure& group : groups) {
        AreaSum& sum = sums[group.area.value()];
        add_to_cell(sum.cells, scenario[group.programme].cell, group.served.value());
        sum.at_most += group.served.value();
    }
    // Deepest areas first, so that each area finds the sums of its parts done.
    std::vector<std::size_t> order(sums.size());
    for (std::size_t a = 0; a < order.size(); ++a) {
        order[a] = a;
    }
    std::ranges::stable_sort(
        order, std::ranges::greater{}, [&](std::size_t a) { return scenario->areas[a].level; });
    model::PeopleBounds total;
    for (const std::size_t a : order) {
        AreaSum& sum = sums[a];
        const model::Area& area = scenario->areas[a];
        sum.at_least = std::max(sum.at_least, sum.cells.at_least());
        if (area.population) {
            sum.at_most = std::min(sum.at_most, std::max(*area.population, sum.at_least));
        }
        if (area.parent.exists()) {
            sums[area.parent.value()].at_least += sum.at_least;
            sums[area.parent.value()].at_most += sum.at_most;
        } else {
            total.at_least += model::Persons(sum.at_least);
            total.at_most += model::Persons(sum.at_most);
        }
    }
    return total;
}

}  // namespace imdad::plan
