#include "app/new_scenario.hpp"

#include "exchange/scenario_folder.hpp"

namespace imdad::app {

NewScenarioOutcome new_scenario(const NewScenarioRequest& request) {
    return {exchange::write_new_scenario(request.scenario_folder)};
}

}  // namespace imdad::app
