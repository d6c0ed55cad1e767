#include "quantify/apportion.hpp"

#include "base/assert.hpp"
#include "base/fixed.hpp"

#include <algorithm>
#include <numeric>

namespace imdad::quantify {

base::Result<std::vector<std::int64_t>> apportion(std::int64_t total,
                                                  std::span<const std::int64_t> weights) {
    IMDAD_ASSERT(total >= 0, "a negative total cannot be shared out");
    base::Int128 weight_sum = 0;
    for (const std::int64_t weight : weights) {
        IMDAD_ASSERT(weight >= 0, "a negative weight has no share");
        weight_sum += weight;
    }
    std::vector<std::int64_t> shares(weights.size(), 0);
    if (total == 0) {
        return shares;
    }
    if (weight_sum == 0) {
        return base::fail("weights_all_zero",
                          "there is something to share out but no weight above zero");
    }
    std::vector<base::Int128> remainders(weights.size());
    std::int64_t left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const base::Int128 product = static_cast<base::Int128>(total) * weights[i];
        shares[i] = static_cast<std::int64_t>(product / weight_sum);
        remainders[i] = product % weight_sum;
        left -= shares[i];
    }
    // `left` is below the number of weights with a remainder, so nobody gets two extra ones.
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) {
        ++shares[order[i]];
    }
    return shares;
}

}  // namespace imdad::quantify
