#include "verify/certificate.hpp"
#include "verify/certificate_worth.hpp"

#include <algorithm>
#include <map>

/// What a plan reaches, from its services: the figures that stand beside its bounds.

namespace imdad::verify {

namespace {

/// Persons who got the last dose, by group, at most the target.
std::vector<Int128> served_in(const Relaxation& relaxation,
                              const model::Plan& plan,
                              const std::vector<NeedGroup>& groups) {
    const model::Scenario& scenario = relaxation.scenario();
    std::map<std::pair<AreaIndex, ProgrammeIndex>, Int128> persons;
    for (const model::Service& service : plan.services) {
        const ProgrammeIndex programme = scenario[service.need].programme;
        const Course* course =
            relaxation.rules().service.course(programme, scenario[service.batch].product);
        if (course != nullptr && service.dose == course->last()) {
            persons[{relaxation.rules().service.area_of(service.need), programme}] +=
                service.persons.value();
        }
    }
    std::vector<Int128> result;
    result.reserve(groups.size());
    for (const NeedGroup& group : groups) {
        const auto found = persons.find({group.area, group.programme});
        result.push_back(found == persons.end() ? 0 : std::min(found->second, group.target));
    }
    return result;
}

/// Phi of `served` times 16 times the target.
CheckedSum phi_of(const Slopes& slopes, Int128 served, Int128 target) {
    CheckedSum gain;
    Int128 rest = served * static_cast<Int128>(kWorthSegments);
    for (std::size_t j = 0; j < kWorthSegments && rest > 0; ++j) {
        const Int128 part = std::min(rest, target);
        gain.add_product(part, slopes[j]);
        rest -= part;
    }
    return gain;
}

/// A sum of fractions in [0, 1], exact as long as its denominator fits, else rounded down.
class CoverageSum {
 public:
    /// Adds weight x served / target.
    void add(Int128 weight, Int128 served, Int128 target) {
        Int128 above = 0;
        Int128 part = 0;
        Int128 below = 0;
        if (exact_ && !__builtin_mul_overflow(above_, target, &above) &&
            !__builtin_mul_overflow(weight * served, below_, &part) &&
            !__builtin_add_overflow(above, part, &above) &&
            !__builtin_mul_overflow(below_, target, &below) && above < kMost && below < kMost) {
            const Int128 common = common_divisor(above, below);
            above_ = above / common;
            below_ = below / common;
            return;
        }
        exact_ = false;
        above_ = above_ * kFine / below_ + weight * served * kFine / target;
        below_ = kFine;
    }

    /// Over the sum of the weights, in 1e-9, rounded down.
    [[nodiscard]] Int128 nano_over(Int128 weights) const {
        const Int128 whole = above_ / below_;
        const Int128 rest = above_ % below_;
        // Long division: the remainder of each step is carried into the next.
        const Int128 high = whole * base::Fixed9::kScale;
        const Int128 low = rest * base::Fixed9::kScale / below_;
        return (high + low) / weights;
    }

 private:
    static constexpr Int128 kMost = Int128{1} << 90;
    static constexpr Int128 kFine = Int128{1} << 30;

    static Int128 common_divisor(Int128 one, Int128 other) {
        while (other != 0) {
            const Int128 rest = one % other;
            one = other;
            other = rest;
        }
        return one == 0 ? 1 : one;
    }

    Int128 above_ = 0;
    Int128 below_ = 1;
    bool exact_ = true;
};

}  // namespace

base::Result<Int128> value_of(const model::Scenario& scenario, const model::Plan& plan) {
    const Relaxation relaxation(scenario, plan.options);
    const std::vector<NeedGroup> groups = need_groups(relaxation);
    const std::vector<Int128> served = served_in(relaxation, plan, groups);
    const Slopes& slopes = phi_slopes(plan.options.policy);
    // In 1e-18 of a sixteenth of the slopes: weights are products of two decimals.
    CheckedSum sum;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const NeedGroup& group = groups[g];
        CheckedSum worth = phi_of(slopes, served[g], group.target);
        worth.multiply(model::programme_weight_nano(scenario[group.programme]))
            .multiply(scenario[group.area].weight.nano());
        sum.add(worth);
    }
    if (!sum.fits()) {
        return base::fail("too_large", "the value of the plan would leave 128 bits");
    }
    return sum.value() / (sum_of(slopes) * base::Fixed9::kScale);
}

std::vector<Int128> counted_by_locks(const model::Scenario& scenario, const model::Plan& plan) {
    if (scenario->locks.empty()) {
        return {};
    }
    const Rules rules(scenario);
    return rules.locks.counted(plan.services);
}

Int128 kept_of(const model::Scenario& scenario, const model::Plan& plan) {
    const std::vector<Int128> counted = counted_by_locks(scenario, plan);
    Int128 kept = 0;
    for (std::size_t l = 0; l < counted.size(); ++l) {
        const auto& asked = scenario->locks[l].at_least;
        kept += std::min(counted[l], Int128{asked ? asked->value() : 0});
    }
    return kept * base::Fixed9::kScale;
}

std::optional<WorstOff> worst_off_of(const model::Scenario& scenario,
                                     const model::Plan& plan,
                                     std::span<const AreaIndex> out_of_reach) {
    const Relaxation relaxation(scenario, plan.options);
    const std::vector<NeedGroup> groups = need_groups(relaxation);
    const std::vector<Int128> served = served_in(relaxation, plan, groups);
    const std::map<AreaIndex, Int128> weights = programme_weights(scenario, groups);
    std::map<AreaIndex, CoverageSum> coverage;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        coverage[groups[g].area].add(model::programme_weight_nano(scenario[groups[g].programme]),
                                     served[g],
                                     groups[g].target);
    }
    std::optional<WorstOff> worst;
    for (const auto& [area, weight] : weights) {
        if (std::ranges::find(out_of_reach, area) != out_of_reach.end()) {
            continue;
        }
        // Programmes without weight count for nothing; an area of such alone has no coverage.
        const Int128 nano = weight > 0 ? coverage[area].nano_over(weight) : 0;
        if (!worst || nano < worst->coverage_nano) {
            worst = WorstOff{area, nano};
        }
    }
    return worst;
}

}  // namespace imdad::verify
