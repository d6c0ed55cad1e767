#include "app/explain_needs.hpp"

#include "quantify/needs_text.hpp"

namespace imdad::app {

namespace {

std::vector<NeedTotal> totals_of(const model::Scenario& scenario) {
    std::vector<NeedTotal> totals;
    for (const model::Programme& programme : scenario->programmes) {
        totals.push_back({programme.programme_id, 0, {}, 0, {}});
    }
    for (const model::Need& need : scenario->needs) {
        NeedTotal& total = totals[need.programme.value()];
        ++(need.derived ? total.derived_rows : total.stated_rows);
        (need.derived ? total.derived : total.stated) += need.persons;
    }
    std::erase_if(
        totals, [](const NeedTotal& total) { return total.stated_rows + total.derived_rows == 0; });
    return totals;
}

}  // namespace

std::string explanation_table(const ExplainNeedsOutcome& outcome) {
    return quantify::needs_table(outcome.loaded.derived);
}

std::string explanation_json(const ExplainNeedsOutcome& outcome) {
    return quantify::needs_json(outcome.loaded.derived);
}

ExplainNeedsOutcome explain_needs(const ExplainNeedsRequest& request) {
    ExplainNeedsOutcome outcome;
    outcome.loaded = load(request.scenario_folder);
    if (outcome.loaded.scenario) {
        outcome.totals = totals_of(*outcome.loaded.scenario);
    }
    return outcome;
}

}  // namespace imdad::app
