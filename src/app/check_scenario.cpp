#include "app/check_scenario.hpp"

namespace imdad::app {

CheckOutcome check_scenario(const CheckRequest& request) {
    const Stopwatch stopwatch;
    CheckOutcome outcome{load(request.scenario_folder), {}};
    outcome.usage = stopwatch.read();
    return outcome;
}

}  // namespace imdad::app
