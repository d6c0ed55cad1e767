#include "app/goods_json.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

using Json = nlohmann::ordered_json;

namespace {

Json line_json(const ShipmentLine& line) {
    return {{"dispatch", line.dispatch},
            {"entry", line.entry},
            {"planned", line.planned},
            {"from", line.from},
            {"to", line.to},
            {"unit", line.unit},
            {"lot", line.lot},
            {"expiry", line.expiry},
            {"earmark", line.earmark},
            {"pledge", line.pledge},
            {"activity", line.activity},
            {"sent_on", line.sent_on},
            {"expected", line.expected},
            {"amount", line.amount},
            {"open", line.open},
            {"taken_back", line.taken_back},
            {"late", line.late}};
}

Json counts_json(const PlaceCounts& counts) {
    return {{"lots", counts.lots},
            {"expired", counts.expired},
            {"recalled", counts.recalled},
            {"quarantined", counts.quarantined},
            {"awaited", counts.awaited},
            {"late", counts.late},
            {"due", counts.due}};
}

}  // namespace

Json shipped_json(const ShipOutcome& outcome) {
    Json document;
    document["written"] = outcome.written;
    document["replayed"] = outcome.replayed;
    document["movement"] = outcome.id;
    document["sent"] = Json::array();
    for (const SentLine& line : outcome.sent) {
        document["sent"].push_back({{"line", line.line},
                                    {"dispatch", line.dispatch},
                                    {"planned", line.planned},
                                    {"from", line.from},
                                    {"to", line.to},
                                    {"unit", line.unit},
                                    {"lot", line.lot},
                                    {"expiry", line.expiry},
                                    {"earmark", line.earmark},
                                    {"pledge", line.pledge},
                                    {"activity", line.activity},
                                    {"amount", line.amount},
                                    {"expected", line.expected}});
    }
    document["not_sent"] = Json::array();
    for (const NotSent& line : outcome.not_sent) {
        document["not_sent"].push_back({{"line", line.line},
                                        {"planned", line.planned},
                                        {"from", line.from},
                                        {"unit", line.unit},
                                        {"amount", line.amount},
                                        {"reason", line.reason}});
    }
    return document;
}

Json received_json(const ReceiveOutcome& outcome) {
    Json document;
    document["written"] = outcome.written;
    document["replayed"] = outcome.replayed;
    document["movement"] = outcome.id;
    document["received"] = Json::array();
    for (const ReceivedLine& line : outcome.received) {
        document["received"].push_back({{"line", line.line},
                                        {"dispatch", line.dispatch},
                                        {"to", line.to},
                                        {"unit", line.unit},
                                        {"lot", line.lot},
                                        {"sent_lot", line.sent_lot},
                                        {"amount", line.amount},
                                        {"damaged", line.damaged},
                                        {"missing", line.missing},
                                        {"surplus", line.surplus},
                                        {"action_point", line.action_point}});
    }
    return document;
}

Json moved_json(const StockOutcome& outcome) {
    Json document;
    document["written"] = outcome.written;
    document["replayed"] = outcome.replayed;
    document["movement"] = outcome.id;
    document["needs_second_person"] = outcome.needs_second_person;
    document["proposal"] = outcome.proposal;
    document["lines"] = Json::array();
    for (const StockLine& line : outcome.lines) {
        document["lines"].push_back({{"line", line.line},
                                     {"kind", line.kind},
                                     {"at", line.at},
                                     {"to", line.to},
                                     {"unit", line.unit},
                                     {"lot", line.lot},
                                     {"expiry", line.expiry},
                                     {"earmark", line.earmark},
                                     {"pledge", line.pledge},
                                     {"activity", line.activity},
                                     {"stage", line.stage},
                                     {"to_stage", line.to_stage},
                                     {"amount", line.amount}});
    }
    return document;
}

Json shipments_json(const std::vector<ShipmentLine>& lines) {
    Json document;
    document["shipments"] = Json::array();
    for (const ShipmentLine& line : lines) {
        document["shipments"].push_back(line_json(line));
    }
    return document;
}

Json shipment_json(const ShipmentView& view) {
    Json document = line_json(view.line);
    document["events"] = Json::array();
    for (const ShipmentEvent& event : view.events) {
        document["events"].push_back({{"entry", event.entry},
                                      {"kind", event.kind},
                                      {"on", event.on},
                                      {"who", event.user},
                                      {"lot", event.lot},
                                      {"amount", event.amount},
                                      {"damaged", event.damaged},
                                      {"missing", event.missing},
                                      {"surplus", event.surplus},
                                      {"vvm_stage", event.vvm_stage},
                                      {"reason", event.reason},
                                      {"stands", event.stands}});
    }
    return document;
}

Json stock_json(const std::vector<StockHeld>& lines) {
    Json document;
    document["stock"] = Json::array();
    for (const StockHeld& line : lines) {
        document["stock"].push_back({{"at", line.at},
                                     {"stage", line.stage},
                                     {"unit", line.unit},
                                     {"lot", line.lot},
                                     {"expiry", line.expiry},
                                     {"earmark", line.earmark},
                                     {"pledge", line.pledge},
                                     {"activity", line.activity},
                                     {"amount", line.amount},
                                     {"expired", line.expired},
                                     {"recalled", line.recalled}});
    }
    return document;
}

Json places_json(const Places& places) {
    Json document{{"today", places.today},
                  {"place_count", places.lines.size()},
                  {"late_places", places.late_places},
                  {"due_places", places.due_places},
                  {"all", counts_json(places.all)}};
    document["places"] = Json::array();
    for (const PlaceLine& line : places.lines) {
        Json row{{"at", line.at}};
        row.update(counts_json(line.counts));
        document["places"].push_back(std::move(row));
    }
    return document;
}

Json cover_json(const StockCover& cover) {
    Json document{{"at", cover.at}, {"today", cover.today}};
    document["cover"] = Json::array();
    for (const CoverLine& line : cover.lines) {
        document["cover"].push_back({{"unit", line.unit},
                                     {"usable", line.usable},
                                     {"taken", line.taken},
                                     {"over_days", line.over_days},
                                     {"days", line.days ? Json(*line.days) : Json(nullptr)}});
    }
    return document;
}

}  // namespace imdad::app
