#include "report/lock_lines.hpp"

#include "report/catalogue.hpp"
#include "report/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {

namespace {

using namespace model;

std::string asked_text(const Lock& lock) {
    const auto figure = [](const std::optional<Persons>& persons) {
        return grouped(persons->value());
    };
    if (lock.at_least && lock.at_most) {
        return lock.at_least == lock.at_most
                   ? say("locks.exactly", fmt::arg("persons", figure(lock.at_most)))
                   : say("locks.between",
                         fmt::arg("least", figure(lock.at_least)),
                         fmt::arg("most", figure(lock.at_most)));
    }
    return lock.at_least ? say("locks.at_least", fmt::arg("persons", figure(lock.at_least)))
                         : say("locks.at_most", fmt::arg("persons", figure(lock.at_most)));
}

/// Weeks whose Monday lies in the dates, counted from 1.
std::string weeks_text(const Header& header, const Lock& lock) {
    int first = 0;
    int last = 0;
    for (int t = 1; t <= header.weeks; ++t) {
        const Day monday = header.start + std::chrono::days(7 * (t - 1));
        if ((!lock.from || monday >= *lock.from) && (!lock.to || monday <= *lock.to)) {
            first = first == 0 ? t : first;
            last = t;
        }
    }
    if (first == 0) {
        return say("locks.no_week");
    }
    if (first == 1 && last == header.weeks) {
        return say("locks.all_weeks");
    }
    return first == last ? say("locks.week", fmt::arg("week", first))
                         : say("locks.weeks", fmt::arg("from", first), fmt::arg("to", last));
}

}  // namespace

std::vector<LockLine> lock_lines(const Scenario& scenario, const PlanResult& result) {
    const Measures& measures = result.chosen.measures;
    const auto bound = std::ranges::find_if(result.bounds, [](const CertifiedBound& one) {
        return one.certificate.aim == Certificate::Aim::locks;
    });
    std::int64_t asked = 0;
    for (const Lock& lock : scenario->locks) {
        asked += lock.at_least ? lock.at_least->value() : 0;
    }
    std::vector<LockLine> lines;
    lines.reserve(measures.locks.size());
    for (const LockMeasure& row : measures.locks) {
        const Lock& lock = scenario->locks[row.lock];
        const AreaIndex area = lock.place.exists() ? scenario[lock.place].area : lock.area;
        LockLine line{.lock = row.lock,
                      .at_place = lock.place.exists(),
                      .area = area.exists() ? scenario[area].name : "",
                      .programme = scenario[lock.programme].name,
                      .weeks = weeks_text(scenario->header, lock),
                      .asked = asked_text(lock),
                      .served = row.served.value(),
                      .missing = row.missing.value()};
        line.where = line.at_place ? scenario[lock.place].name : line.area;
        if (line.at_place && line.where.empty()) {
            line.where = scenario[lock.place].place_id;
        }
        if (line.missing > 0 && bound != result.bounds.end()) {
            // Persons are whole, and the others take what they ask for.
            const auto all = static_cast<std::int64_t>(bound->bound_nano / Fixed9::kScale);
            const std::int64_t own = lock.at_least->value();
            line.possible = std::clamp<std::int64_t>(all - (asked - own), line.served, own);
        }
        if (lock.product.exists()) {
            line.programme += " (" + scenario[lock.product].name + ")";
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace imdad::report
