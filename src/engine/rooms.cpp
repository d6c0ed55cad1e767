#include "engine/rooms.hpp"

#include "base/assert.hpp"

#include <algorithm>

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace imdad::engine {

namespace {

/// Bits of up to 64 weeks whose row has at least `wanted` left. This is the innermost loop of
/// planning: two weeks at a time by the sign of what would be left, where the machine can.
std::uint64_t weeks_with_word(const std::int64_t* left, std::size_t weeks, std::int64_t wanted) {
    std::uint64_t mask = 0;
    std::size_t t = 0;
#ifdef __SSE2__
    const __m128i both = _mm_set1_epi64x(wanted);
    for (; t + 2 <= weeks; t += 2) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(left + t));
        const int signs = _mm_movemask_pd(_mm_castsi128_pd(_mm_sub_epi64(here, both)));
        mask |= static_cast<std::uint64_t>(~signs & 3) << t;
    }
#endif
    for (; t < weeks; ++t) {
        mask |= static_cast<std::uint64_t>(left[t] >= wanted) << t;
    }
    return mask;
}

/// Weeks whose row has at least `wanted` left.
WeekMask weeks_with(const std::int64_t* left, std::size_t weeks, std::int64_t wanted) {
    if (weeks <= 64) {
        return weeks_with_word(left, weeks, wanted);
    }
    return weeks_with_word(left, 64, wanted) |
           static_cast<WeekMask>(weeks_with_word(left + 64, weeks - 64, wanted)) << 64;
}

template <typename Owner>
void spread_rooms(const std::vector<Owner>& owners,
                  std::size_t weeks,
                  std::vector<std::int64_t>& left,
                  std::vector<std::uint8_t>& limited) {
    left.resize(owners.size() * kClasses * weeks);
    limited.assign(owners.size(), 0);
    std::size_t at = 0;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        for (std::size_t c = 0; c < kClasses; ++c) {
            if (owners[i].room[c] < kUnlimited) {
                limited[i] = static_cast<std::uint8_t>(limited[i] | (1U << c));
            }
            for (std::size_t t = 0; t < weeks; ++t) {
                left[at++] = owners[i].room[c];
            }
        }
    }
}

bool is_limited(const std::vector<std::uint8_t>& limited, Id owner, std::size_t storage_class) {
    return ((limited[owner] >> storage_class) & 1U) != 0;
}

}  // namespace

Rooms::Rooms(const Problem& problem)
    : problem_(problem), weeks_(static_cast<std::size_t>(problem.weeks)), least_{} {
    IMDAD_ASSERT(problem.weeks >= 1 && problem.weeks <= kWeeksMax, "the horizon fits a week mask");
    spread_rooms(problem.arcs, weeks_, arc_left_, arc_limited_);
    spread_rooms(problem.nodes, weeks_, node_left_, node_limited_);
    for (const Product& goods : problem.products) {
        std::int64_t packs = 1;  // rounded up at each level in turn
        for (const Packing& packing : goods.at_level) {
            packs += packing.ship_multiple - 1;
        }
        for (std::size_t l = 0; goods.has_volume && l < kLevels; ++l) {
            const Packing& packing = goods.at_level[l];
            std::int64_t& own = least_[l][packing.storage_class];
            own = std::max(own, packs * (packing.pack_cm3 + goods.companion_cm3));
            least_[l][0] = std::max(least_[l][0], packs * goods.companion_cm3);
        }
    }
    max_left_.resize(problem.max_units.size() * weeks_);
    for (std::size_t r = 0; r < problem.max_units.size(); ++r) {
        for (std::size_t t = 0; t < weeks_; ++t) {
            max_left_[r * weeks_ + t] = problem.max_units[r];
        }
    }
}

WeekMask Rooms::arc_fits(Id arc, Id product, std::int64_t packs) const {
    WeekMask mask = week_range(0, problem_.weeks - 1);
    const Product& goods = problem_.products[product];
    if (!goods.has_volume || arc_limited_[arc] == 0) {
        return mask;
    }
    const Packing& packing = problem_.packing(product, problem_.arcs[arc].to);
    const std::size_t own = packing.storage_class;
    const std::int64_t own_cm3 = packs * (packing.pack_cm3 + (own == 0 ? goods.companion_cm3 : 0));
    if (is_limited(arc_limited_, arc, own)) {
        mask &= weeks_with(&arc_left_[row(arc, own)], weeks_, own_cm3);
    }
    if (own != 0 && goods.companion_cm3 > 0 && is_limited(arc_limited_, arc, 0)) {
        mask &= weeks_with(&arc_left_[row(arc, 0)], weeks_, packs * goods.companion_cm3);
    }
    return mask;
}

WeekMask Rooms::node_fits(Id node, Id product, std::int64_t packs) const {
    WeekMask mask = week_range(0, problem_.weeks - 1);
    const Product& goods = problem_.products[product];
    if (goods.has_volume && node_limited_[node] != 0) {
        const Packing& packing = problem_.packing(product, node);
        const std::size_t own = packing.storage_class;
        const std::int64_t own_cm3 =
            packs * (packing.pack_cm3 + (own == 0 ? goods.companion_cm3 : 0));
        if (is_limited(node_limited_, node, own)) {
            mask &= weeks_with(&node_left_[row(node, own)], weeks_, own_cm3);
        }
        if (own != 0 && goods.companion_cm3 > 0 && is_limited(node_limited_, node, 0)) {
            mask &= weeks_with(&node_left_[row(node, 0)], weeks_, packs * goods.companion_cm3);
        }
    }
    const Id max_row =
        problem_.max_row.empty() ? kNone : problem_.max_row[problem_.pair(node, product)];
    if (max_row != kNone) {
        mask &= weeks_with(&max_left_[max_row * weeks_], weeks_, packs * goods.pack_units);
    }
    return mask;
}

void Rooms::take_arc(Id arc, Id product, int week, std::int64_t packs) {
    const Product& goods = problem_.products[product];
    if (!goods.has_volume) {
        return;
    }
    const Packing& packing = problem_.packing(product, problem_.arcs[arc].to);
    const auto t = static_cast<std::size_t>(week);
    arc_left_[row(arc, packing.storage_class) + t] -= packs * packing.pack_cm3;
    arc_left_[row(arc, 0) + t] -= packs * goods.companion_cm3;
}

void Rooms::take_node(
    Id node, Id product, int from, int to, std::int64_t packs, std::int64_t units) {
    const Product& goods = problem_.products[product];
    const Id max_row =
        problem_.max_row.empty() ? kNone : problem_.max_row[problem_.pair(node, product)];
    const bool volume = goods.has_volume && packs != 0;
    if (!volume && max_row == kNone) {
        return;
    }
    const Packing& packing = problem_.packing(product, node);
    std::int64_t* own = &node_left_[row(node, packing.storage_class)];
    std::int64_t* ambient = &node_left_[row(node, 0)];
    for (auto t = static_cast<std::size_t>(from); t <= static_cast<std::size_t>(to) && from <= to;
         ++t) {
        if (volume) {
            own[t] -= packs * packing.pack_cm3;
            ambient[t] -= packs * goods.companion_cm3;
        }
        if (max_row != kNone) {
            max_left_[max_row * weeks_ + t] -= units;
        }
    }
}

bool Rooms::tight(Id node, Id product) const {
    const Product& goods = problem_.products[product];
    if (!problem_.max_row.empty() && problem_.max_row[problem_.pair(node, product)] != kNone) {
        return true;
    }
    if (!goods.has_volume || node_limited_[node] == 0) {
        return false;
    }
    const Room& least = least_[problem_.nodes[node].level];
    const WeekMask all = week_range(0, problem_.weeks - 1);
    const std::size_t own = problem_.packing(product, node).storage_class;
    const auto scarce = [&](std::size_t c) {
        return is_limited(node_limited_, node, c) &&
               weeks_with(&node_left_[row(node, c)], weeks_, least[c]) != all;
    };
    return scarce(own) || (own != 0 && goods.companion_cm3 > 0 && scarce(0));
}

bool Rooms::node_holds(Id node, Id product) const {
    return node_fits(node, product, 0) == week_range(0, problem_.weeks - 1);
}

}  // namespace imdad::engine
