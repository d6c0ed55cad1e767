#include "app/books_json.hpp"

#include "app/sentences.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using Json = nlohmann::ordered_json;

Json balance_rows(const std::vector<BalanceLine>& lines) {
    Json rows = Json::array();
    for (const BalanceLine& line : lines) {
        rows.push_back({{"holder", line.holder},
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
    return rows;
}

}  // namespace

Json balances_json(const std::vector<BalanceLine>& lines) {
    Json document;
    document["balances"] = balance_rows(lines);
    return document;
}

Json entry_json(const EntryLine& line) {
    Json fields = Json::object();
    for (const FieldText& field : line.fields) {
        fields[field.path] = field.value;
    }
    Json document{{"sequence", line.sequence},
                  {"id", line.id},
                  {"kind", line.kind},
                  {"on", line.on},
                  {"recorded", line.recorded_utc},
                  {"who", line.user}};
    document["fields"] = std::move(fields);
    document["postings"] = balance_rows(line.postings);
    document["reversed_by"] = line.reversed_by ? Json(*line.reversed_by) : Json(nullptr);
    return document;
}

Json entries_json(const std::vector<EntryLine>& lines) {
    Json document;
    document["entries"] = Json::array();
    for (const EntryLine& line : lines) {
        document["entries"].push_back(entry_json(line));
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

Json posted_json(const OneOutcome& outcome) {
    Json document;
    document["written"] = outcome.written;
    document["replayed"] = outcome.replayed;
    document["id"] = outcome.id;
    document["needs_second_person"] = outcome.needs_second_person;
    document["proposal"] = outcome.proposal;
    document["postings"] = Json::array();
    for (const PostingLine& line : outcome.postings) {
        document["postings"].push_back({{"account", line.account}, {"amount", line.amount}});
    }
    return document;
}

namespace {

Json texts_of(const std::vector<SaidLine>& lines) {
    Json texts = Json::array();
    for (const SaidLine& line : lines) {
        texts.push_back(line.text);
    }
    return texts;
}

Json parts_of(const std::vector<SaidLine>& lines) {
    Json parts = Json::array();
    for (const SaidLine& line : lines) {
        parts.push_back(reasons_json(line.parts));
    }
    return parts;
}

}  // namespace

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
            {"about", texts_of(line.about)},
            {"about_parts", parts_of(line.about)},
            {"plan", line.plan},
            {"yours", line.yours}};
}

Json proposals_json(const std::vector<ProposalLine>& lines) {
    Json document;
    document["proposals"] = Json::array();
    for (const ProposalLine& line : lines) {
        document["proposals"].push_back(proposal_json(line));
    }
    return document;
}

Json approval_json(const Approval& approval, bool written) {
    Json document = proposal_json(approval.proposal);
    document["written"] = written;
    document["done"] = texts_of(approval.done);
    document["done_parts"] = parts_of(approval.done);
    return document;
}

Json decision_json(const ProposalLine& line, bool written) {
    Json document = proposal_json(line);
    document["written"] = written;
    return document;
}

Json adoption_json(const AdoptOutcome& outcome) {
    std::size_t commands = 0;
    Json sums = Json::array();
    for (const AdoptedSum& sum : outcome.sums) {
        commands += sum.commands;
        sums.push_back({{"kind", sum.kind},
                        {"activity", sum.activity},
                        {"unit", sum.unit},
                        {"amount", sum.amount},
                        {"commands", sum.commands}});
    }
    return {{"proposal", outcome.proposal ? outcome.proposal->id : ""},
            {"written", outcome.proposal.has_value()},
            {"adoption", outcome.id},
            {"shipments", outcome.shipments},
            {"commands", commands},
            {"sums", std::move(sums)}};
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
