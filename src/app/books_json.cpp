#include "app/books_json.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Json balances_json(const std::vector<BalanceLine>& lines) {
    Json document;
    document["balances"] = Json::array();
    for (const BalanceLine& line : lines) {
        document["balances"].push_back({{"holder", line.holder},
                                        {"stage", line.stage},
                                        {"unit", line.unit},
                                        {"lot", line.lot},
                                        {"expiry", line.expiry},
                                        {"earmark", line.earmark},
                                        {"pledge", line.pledge},
                                        {"activity", line.activity},
                                        {"amount", line.amount},
                                        {"text", line.text}});
    }
    return document;
}

Json trial_balance_json(const std::vector<TrialLine>& lines) {
    Json document;
    document["units"] = Json::array();
    for (const TrialLine& line : lines) {
        Json stages = Json::object();
        for (const auto& [stage, sum] : line.stages) {
            stages[stage] = sum;
        }
        document["units"].push_back(
            {{"unit", line.unit}, {"stages", stages}, {"total", line.total}});
    }
    return document;
}

Json proposal_json(const ProposalLine& line) {
    Json events = Json::array();
    for (const ProposalEvent& event : line.events) {
        events.push_back({{"outcome", event.outcome},
                          {"who", event.user},
                          {"reason", event.reason},
                          {"recorded", event.recorded_utc},
                          {"device", event.device_utc}});
    }
    return {{"id", line.id},
            {"task", line.task},
            {"outcome", line.outcome},
            {"events", events},
            {"about", line.about}};
}

Json proposals_json(const std::vector<ProposalLine>& lines) {
    Json document;
    document["proposals"] = Json::array();
    for (const ProposalLine& line : lines) {
        document["proposals"].push_back(proposal_json(line));
    }
    return document;
}

Json thresholds_json(const std::vector<ThresholdLine>& lines) {
    Json document;
    document["thresholds"] = Json::array();
    for (const ThresholdLine& line : lines) {
        document["thresholds"].push_back(
            {{"unit", line.unit},
             {"amount", line.amount ? Json(*line.amount) : Json(nullptr)},
             {"who", line.user},
             {"recorded", line.recorded_utc}});
    }
    return document;
}

Json audit_json(const AuditOutcome& outcome) {
    Json document;
    document["clean"] = outcome.findings.empty();
    document["entries"] = outcome.entries;
    document["steps"] = outcome.steps;
    document["ledger_root"] = outcome.ledger_root;
    document["register_root"] = outcome.register_root;
    document["checkpoints"] = outcome.checkpoints;
    document["findings"] = Json::array();
    for (const AuditLine& line : outcome.findings) {
        document["findings"].push_back({{"log", line.log},
                                        {"sequence", line.sequence},
                                        {"id", line.id},
                                        {"code", line.code},
                                        {"message", line.message}});
    }
    return document;
}

}  // namespace imdad::app
