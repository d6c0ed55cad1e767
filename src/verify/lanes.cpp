#include "verify/checks.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace imdad::verify {

namespace {

/// Days from the Monday of `week` to the use-by date.
std::int64_t days_left(const Rules& rules, Day use_by, int week) {
    return (use_by - rules.calendar.monday(week)).count();
}

void check_lane_departs(const Rules& rules,
                        const model::Shipment& row,
                        Finding finding,
                        Findings& findings) {
    const model::Lane& lane = rules.scenario[row.lane];
    const std::int64_t off_round = rules.calendar.weeks_off_round(row.lane, row.week);
    Finding timing = finding;
    timing.kind = Kind::lane_before_first_week;
    timing.detail = row.packs.value();
    timing.found = row.week;
    timing.allowed = lane.first_week;
    findings.expect(off_round >= 0, timing);
    timing.kind = Kind::lane_not_on_round;
    timing.detail = lane.every_weeks;
    timing.found = off_round;
    timing.allowed = 0;
    findings.expect(off_round <= 0, timing);

    finding.found = row.packs.value();
    finding.kind = Kind::lane_closed;
    findings.expect(!rules.calendar.lane_closed(row.lane, row.week), finding);
    for (const PlaceIndex place : {lane.from, lane.to}) {
        finding.place = place;
        finding.kind = Kind::place_closed;
        finding.detail = 0;
        findings.expect(!rules.calendar.place_closed(place, row.week), finding);
        const AreaIndex area = rules.calendar.closed_area(place, row.week);
        finding.kind = Kind::area_closed;
        finding.detail = static_cast<std::int64_t>(area.value());
        findings.expect(!area.exists(), finding);
    }
}

void check_dates(const Rules& rules,
                 const model::Shipment& row,
                 Finding finding,
                 Findings& findings) {
    Finding departs = finding;
    departs.kind = Kind::departs_after_use_by;
    departs.detail = row.use_by.time_since_epoch().count();
    departs.found = days_left(rules, row.use_by, row.week);
    departs.allowed = 6;  // to the Sunday of the week
    findings.expect(rules.goods.usable(row.use_by, row.week), departs);

    const std::int64_t arrival = rules.calendar.arrival_week(row.lane, row.week);
    finding.place = rules.scenario[row.lane].to;
    finding.kind = Kind::arrives_after_horizon;
    finding.found = arrival;
    finding.allowed = rules.calendar.weeks() - 1;
    findings.expect(arrival < rules.calendar.weeks(), finding);
    if (arrival < rules.calendar.weeks()) {
        finding.week = static_cast<int>(arrival);
        finding.kind = Kind::arrives_too_short_dated;
        finding.found = rules.goods.remaining_days(row.batch, arrival);
        finding.allowed = rules.goods.required_days(row.batch);
        findings.expect(finding.found >= finding.allowed, finding);
    }
}

void check_multiple(const Rules& rules,
                    std::span<const model::Shipment> same_key,
                    Finding finding,
                    Findings& findings) {
    Int128 packs = 0;
    for (const model::Shipment& row : same_key) {
        packs += row.packs.value();
    }
    const model::Shipment& row = same_key.front();
    const int level = rules.scenario[rules.scenario[row.lane].from].level;
    const std::int64_t multiple =
        rules.goods.at_level(rules.scenario[row.batch].product, level).ship_multiple;
    finding.kind = Kind::not_a_multiple;
    finding.detail = multiple;
    finding.found = saturate(packs);
    finding.allowed = saturate(packs / multiple * multiple);
    findings.expect(packs % multiple == 0, finding);
}

/// Volumes of the departures of one lane in one week, in all and by product.
class Load {
 public:
    void add(ProductIndex product, const Handling& handling, Int128 packs) {
        all_.add(handling, packs);
        by_product_[product].add(handling, packs);
    }

    void check_room(const model::ClassRoom& room, Finding finding, Findings& findings) const {
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            if (!room.stated(c)) {
                continue;
            }
            // Blame the companions only where the goods alone would have found room.
            const bool by_companions = all_.by_class[c] <= room.cm3[c];
            finding.kind =
                by_companions ? Kind::lane_companion_exceeded : Kind::lane_capacity_exceeded;
            finding.product = largest(c, by_companions);
            finding.detail = static_cast<std::int64_t>(c);
            findings.expect_at_most(all_.of(c), room.cm3[c], finding);
        }
    }

 private:
    [[nodiscard]] ProductIndex largest(std::size_t storage_class, bool companions) const {
        return std::ranges::max_element(by_product_,
                                        {},
                                        [&](const auto& item) {
                                            return companions ? item.second.companions
                                                              : item.second.by_class[storage_class];
                                        })
            ->first;
    }

    Volume all_;
    std::map<ProductIndex, Volume> by_product_;
};

}  // namespace

void check_lanes(const Rules& rules, const Rows& rows, Findings& findings) {
    const std::vector<model::Shipment>& shipments = rows.shipments;
    for (std::size_t i = 0; i < shipments.size();) {
        const model::Shipment first = shipments[i];
        const model::Lane& lane = rules.scenario[first.lane];
        const int level = rules.scenario[lane.to].level;
        Load load;
        while (i < shipments.size() && shipments[i].lane == first.lane &&
               shipments[i].week == first.week) {
            const std::size_t begin = i;
            const BatchIndex batch = shipments[begin].batch;
            const Finding finding = {
                .week = first.week, .place = lane.from, .lane = first.lane, .batch = batch};
            for (; i < shipments.size() && shipments[i].lane == first.lane &&
                   shipments[i].week == first.week && shipments[i].batch == batch &&
                   shipments[i].use_by == shipments[begin].use_by;
                 ++i) {
                check_lane_departs(rules, shipments[i], finding, findings);
                check_dates(rules, shipments[i], finding, findings);
                const ProductIndex product = rules.scenario[batch].product;
                load.add(product, rules.goods.at_level(product, level), shipments[i].packs.value());
            }
            check_multiple(rules, {shipments.data() + begin, i - begin}, finding, findings);
        }
        load.check_room(
            lane.room, {.week = first.week, .place = lane.from, .lane = first.lane}, findings);
    }
}

}  // namespace imdad::verify
