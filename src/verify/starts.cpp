#include "verify/checks.hpp"
#include "verify/maximum_stock.hpp"

namespace imdad::verify {

void check_starts(const Rules& rules,
                  const Rows& rows,
                  const model::PlanOptions& options,
                  Findings& findings) {
    for (std::size_t i = 0; i < rows.starts.size();) {
        const SupplyIndex index = rows.starts[i].supply;
        const model::Supply& supply = rules.scenario[index];
        Int128 packs = 0;
        for (; i < rows.starts.size() && rows.starts[i].supply == index; ++i) {
            packs += rows.starts[i].packs.value();
        }
        const std::int64_t week = rules.calendar.start_week(index);
        Finding finding = {.week = static_cast<int>(week),
                           .place = supply.place,
                           .batch = supply.batch,
                           .found = saturate(packs)};
        finding.kind = Kind::supply_not_included;
        findings.expect(included(supply, options), finding);
        finding.kind = Kind::start_exceeds_supply;
        findings.expect_at_most(packs, supply.packs.value(), finding);
        finding.kind = Kind::supply_after_horizon;
        finding.found = week;
        finding.allowed = rules.calendar.weeks() - 1;
        findings.expect(week < rules.calendar.weeks(), finding);
        if (supply.status != model::SupplyStatus::on_hand) {
            finding.kind = Kind::starts_too_short_dated;
            finding.found = rules.goods.remaining_days(supply.batch, week);
            finding.allowed = rules.goods.required_days(supply.batch);
            findings.expect(finding.found >= finding.allowed, finding);
        }
    }
}

}  // namespace imdad::verify
