#include "app/register_json.hpp"

#include "app/sentences.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using Json = nlohmann::ordered_json;

Json fields_json(const EntityLine& line) {
    Json fields = Json::object();
    for (const FieldText& field : line.fields) {
        fields[field.path] = field.value;
    }
    return fields;
}

Json names_json(const registry::Names& names) {
    return {{"en", names.en}, {"fr", names.fr}, {"ar", names.ar}};
}

Json due_lines(const std::vector<DueLine>& lines) {
    Json list = Json::array();
    for (const DueLine& line : lines) {
        list.push_back({{"kind", line.kind},
                        {"id", line.id},
                        {"titles", names_json(line.titles)},
                        {"to", line.to},
                        {"lacks", line.lacks},
                        {"reasons", reasons_json(line.reasons)},
                        {"yours", line.yours}});
    }
    return list;
}

}  // namespace

Json entities_json(const std::string& kind, const std::vector<EntityLine>& lines) {
    Json document;
    document["kind"] = kind;
    document["entities"] = Json::array();
    for (const EntityLine& line : lines) {
        document["entities"].push_back(
            {{"id", line.id}, {"state", line.state}, {"fields", fields_json(line)}});
    }
    return document;
}

Json entity_json(const std::string& kind, const EntityView& view) {
    Json document;
    document["kind"] = kind;
    document["id"] = view.entity.id;
    document["state"] = view.entity.state;
    document["fields"] = fields_json(view.entity);
    document["next"] = Json::array();
    for (const NextStep& next : view.next) {
        document["next"].push_back(
            {{"to", next.to}, {"lacks", next.lacks}, {"reasons", reasons_json(next.reasons)}});
    }
    document["documents"] = view.documents;
    document["history"] = Json::array();
    for (const PastLine& past : view.history) {
        document["history"].push_back({{"step", past.step},
                                       {"recorded", past.recorded_utc},
                                       {"on", past.on},
                                       {"who", past.actor},
                                       {"field", past.field},
                                       {"before", past.before},
                                       {"after", past.after}});
    }
    return document;
}

Json changes_json(const std::vector<ChangeLine>& changes) {
    Json list = Json::array();
    for (const ChangeLine& change : changes) {
        list.push_back({{"kind", change.kind},
                        {"id", change.id},
                        {"field", change.field},
                        {"before", change.before},
                        {"after", change.after}});
    }
    return list;
}

Json changed_json(const Changed& changed) {
    Json document;
    document["written"] = changed.written;
    document["replayed"] = changed.replayed;
    document["step"] = changed.step_id;
    document["changes"] = changes_json(changed.changes);
    return document;
}

Json due_json(const DueList& due) {
    Json document;
    document["today"] = due.today;
    document["steps"] = due_lines(due.steps);
    document["suggested"] = due_lines(due.suggested);
    document["ending"] = Json::array();
    for (const EndingLine& line : due.ending) {
        document["ending"].push_back({{"id", line.instrument},
                                      {"title", line.titles.en},
                                      {"titles", names_json(line.titles)},
                                      {"last_day", line.last_day},
                                      {"days_left", line.days_left},
                                      {"within_days", line.within_days},
                                      {"successor", line.successor},
                                      {"yours", line.yours}});
    }
    document["overdue"] = Json::array();
    for (const OverdueLine& line : due.overdue) {
        document["overdue"].push_back({{"id", line.id},
                                       {"title", line.title},
                                       {"assignee", line.assignee},
                                       {"due", line.due},
                                       {"days_over", line.days_over},
                                       {"slips", line.slips},
                                       {"yours", line.yours}});
    }
    return document;
}

Json applied_json(const Applied& applied) {
    Json document;
    document["written"] = applied.written;
    document["steps"] = Json::array();
    for (const TakenStep& step : applied.taken) {
        document["steps"].push_back({{"kind", step.kind},
                                     {"id", step.id},
                                     {"to", step.to},
                                     {"step", step.step_id},
                                     {"changes", changes_json(step.changes)}});
    }
    document["held_up"] = due_lines(applied.held_up);
    return document;
}

}  // namespace imdad::app
