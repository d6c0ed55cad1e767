#pragma once

#include "model/certificate.hpp"
#include "verify/certificate_costs.hpp"

#include <array>
#include <map>
#include <vector>

/// What serving people is worth: the groups with their targets, the concave worth of each aim, and
/// G of docs/method/certificates.md, the most that a group can gain over its costs.

namespace imdad::verify {

/// One programme in one area.
struct NeedGroup {
    AreaIndex area;
    ProgrammeIndex programme;
    Int128 target = 0;
    std::vector<std::size_t> units;  ///< positions in `Relaxation::units()`
};

/// By area, then programme.
[[nodiscard]] std::vector<NeedGroup> need_groups(const Relaxation& relaxation);

/// Weight of all programmes of an area, 1e-9, by area of level 1 or deeper with need: the areas
/// among which the worst-off is sought.
[[nodiscard]] std::map<AreaIndex, Int128> programme_weights(const model::Scenario& scenario,
                                                            const std::vector<NeedGroup>& groups);

inline constexpr std::size_t kWorthSegments = 16;
using Slopes = std::array<Int128, kWorthSegments>;

/// Phi of the policy: the slope on each sixteenth of the target.
[[nodiscard]] const Slopes& phi_slopes(model::Policy policy);

/// 16 times Phi(1); above 0.
[[nodiscard]] Int128 sum_of(const Slopes& slopes);

/// Worth of one person, rounded up, in 2^-scale_bits, on each sixteenth of the target.
[[nodiscard]] base::Result<Slopes> value_slopes(const model::Scenario& scenario,
                                                const NeedGroup& group,
                                                model::Policy policy,
                                                int scale_bits);

/// The same for the worst-off area: `share` of `all_shares` lies on the group's area, and
/// `area_weight` is the weight of all its programmes.
[[nodiscard]] base::Result<Slopes> worst_off_slopes(const model::Scenario& scenario,
                                                    const NeedGroup& group,
                                                    std::int64_t share,
                                                    Int128 all_shares,
                                                    Int128 area_weight,
                                                    int scale_bits);

/// G of one group times 16, so that sixteenths of a target are whole.
[[nodiscard]] CheckedSum most_gain(const Relaxation& relaxation,
                                   const NeedGroup& group,
                                   const Slopes& slopes,
                                   const Costs& costs);

}  // namespace imdad::verify
