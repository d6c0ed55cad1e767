#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

/// What a plan sends on each lane in each week, over all products: the sum of its shipments, which
/// are too many to be read anew for every page of a map.

namespace imdad::app {

struct LaneWeek {
    std::int64_t packs = 0;
    std::int64_t millilitres = 0;  ///< room on the lane; 0 for seats and expert days
};

struct PlanFlows {
    std::vector<std::string> weeks;  ///< Mondays of departure, ascending
    /// By lane: one value for each of `weeks`. Lanes without a shipment are not there.
    std::map<std::string, std::vector<LaneWeek>, std::less<>> lanes;

    /// Of the weeks `from` to `to`, both included.
    [[nodiscard]] LaneWeek sum(const std::vector<LaneWeek>& lane,
                               std::string_view from,
                               std::string_view to) const;
};

/// Throws `base::Failure`. Complexity: O(shipments).
[[nodiscard]] PlanFlows read_flows(const std::filesystem::path& plan);

/// Keeps the flows of the last few plans that were asked for. The folder of a plan appears whole
/// and is not changed, so that what was read once holds as long as it has the same time.
class FlowCache {
 public:
    static constexpr std::size_t kKept = 4;

    /// Throws `base::Failure`.
    [[nodiscard]] std::shared_ptr<const PlanFlows> of(const std::filesystem::path& plan);

 private:
    struct Kept {
        std::filesystem::path plan;
        std::filesystem::file_time_type time;
        std::shared_ptr<const PlanFlows> flows;
    };

    std::mutex mutex_;
    std::vector<Kept> kept_;  ///< the last asked for at the end
};

}  // namespace imdad::app
