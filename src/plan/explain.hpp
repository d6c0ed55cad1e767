#pragma once

#include "model/certificate.hpp"
#include "model/explanation.hpp"
#include "model/plan.hpp"

#include <functional>
#include <optional>
#include <string_view>

/// Why somebody is short under a plan, and what would help most: from the prices of its value
/// certificate. See docs/method/certificates.md, "Reasons".

namespace imdad::plan {

struct ExplainRequest {
    int threads = 1;  ///< changes the speed only
    /// Only these groups; areas inside it count. None: all.
    std::optional<model::AreaIndex> area;
    std::optional<model::ProgrammeIndex> programme;
    /// What would help is worked out and confirmed by solving again, in so many seconds.
    bool helps = true;
    std::size_t confirmed_most = 10;
    double seconds = 60;
    std::function<void(std::string_view)> progress;  ///< may be empty
};

/// `plan`: complete, of this scenario. `value`: its certificate of the value; if null, or if it
/// does not fit the scenario, prices are worked out here. Causes are the same at any number of
/// threads; what was confirmed in time is not.
[[nodiscard]] model::Explanation explain(const model::Scenario& scenario,
                                         const model::Plan& plan,
                                         const model::Certificate* value,
                                         const ExplainRequest& request);

}  // namespace imdad::plan
