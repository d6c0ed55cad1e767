#include "plan/policy.hpp"

#include <array>

namespace imdad::plan {

namespace {

using Slopes = std::array<std::int64_t, kSegments>;

constexpr Slopes kWorstFirst = {
    32768, 16384, 8192, 4096, 2048, 1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1};

// round(1e6 * ln((j + 2) / (j + 1))), j = 0..15: stored, so that no platform's logarithm changes a
// plan.
constexpr Slopes kBalanced = {693147,
                              405465,
                              287682,
                              223144,
                              182322,
                              154151,
                              133531,
                              117783,
                              105361,
                              95310,
                              87011,
                              80043,
                              74108,
                              68993,
                              64539,
                              60625};

constexpr Slopes kMostServed = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

}  // namespace

const Slopes& slopes(model::Policy policy) {
    switch (policy) {
        case model::Policy::worst_first:
            return kWorstFirst;
        case model::Policy::balanced:
            return kBalanced;
        case model::Policy::most_served:
            break;
    }
    return kMostServed;
}

engine::Slopes worth_by_coverage(model::Policy policy) {
    engine::Slopes worth;
    for (const std::int64_t slope : slopes(policy)) {
        worth.by_segment.push_back(static_cast<double>(slope));
    }
    return worth;
}

}  // namespace imdad::plan
