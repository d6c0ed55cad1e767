#include "register/register.hpp"

#include "register/fields.hpp"
#include "register/view.hpp"

#include <array>
#include <map>

#include <fmt/format.h>

namespace imdad::registry {

namespace {

constexpr std::array kKinds{Kind::party,
                            Kind::consultation,
                            Kind::instrument,
                            Kind::amendment,
                            Kind::action_plan,
                            Kind::activity,
                            Kind::action_point};

using FieldMap = std::map<std::string, std::string, std::less<>>;

FieldMap map_of(const FieldList& list) {
    return {list.begin(), list.end()};
}

std::string_view value_at(const FieldMap& fields, std::string_view path) {
    const auto found = fields.find(path);
    return found == fields.end() ? std::string_view() : found->second;
}

std::string where_text(const Change& change) {
    return fmt::format("{} {} {}", word_of(change.kind), change.id, change.field);
}

/// Entities as they are while changes are written to them, with their values as text.
template <typename T>
base::Result<void> write_change(T& entity, FieldMap& values, const Change& change) {
    if (const auto now = value_at(values, change.field); now != change.before) {
        return base::fail("changed_meanwhile",
                          fmt::format("{} is \"{}\" now, and was \"{}\" when this was decided; "
                                      "decide again on what is there",
                                      where_text(change),
                                      now,
                                      change.before),
                          where_text(change));
    }
    if (!assign(entity, change.field, change.after)) {
        return base::fail("no_such_field",
                          fmt::format("{} cannot hold \"{}\"", where_text(change), change.after),
                          where_text(change));
    }
    if (change.after.empty()) {
        values.erase(change.field);
    } else {
        values.insert_or_assign(change.field, change.after);
    }
    return {};
}

}  // namespace

std::vector<Change> differences(Kind kind,
                                const std::string& id,
                                const FieldList& before,
                                const FieldList& after) {
    const FieldMap old_values = map_of(before);
    const FieldMap new_values = map_of(after);
    std::vector<Change> changes;
    for (const auto& [path, value] : after) {
        if (const auto old = value_at(old_values, path); old != value) {
            changes.push_back({kind, id, path, std::string(old), value});
        }
    }
    for (const auto& [path, value] : before) {
        if (!new_values.contains(path)) {
            changes.push_back({kind, id, path, value, ""});
        }
    }
    return changes;
}

std::vector<Change> View::changes() const {
    std::vector<Change> list;
    for (const Kind kind : kKinds) {
        with_type_of(kind, [&]<typename T>(T*) {
            for (const auto& [id, entity] : touched_.table<T>()) {
                const auto& table = base_->table<T>();
                const auto found = table.find(id);
                const auto of_one =
                    differences(kind,
                                id,
                                found == table.end() ? FieldList() : fields_of(found->second),
                                fields_of(entity));
                list.insert(list.end(), of_one.begin(), of_one.end());
            }
        });
    }
    return list;
}

base::Result<void> apply(Register& target, const Changes& changes) {
    View view(target);
    std::map<std::pair<Kind, std::string>, FieldMap> values;
    for (const Change& change : changes.list) {
        auto written = with_type_of(change.kind, [&]<typename T>(T*) -> base::Result<void> {
            const auto key = std::pair(change.kind, change.id);
            if (view.find<T>(change.id) == nullptr) {
                if (change.field != "id" || change.after != change.id || change.id.empty()) {
                    return base::fail("changed_meanwhile",
                                      fmt::format("there is no {}", where_text(change)),
                                      where_text(change));
                }
                view.add(T{.id = change.id});
                values[key] = {};
            } else if (!values.contains(key)) {
                values[key] = map_of(fields_of(*view.find<T>(change.id)));
            }
            return write_change(view.edit<T>(change.id), values[key], change);
        });
        if (!written) {
            return written;
        }
    }
    for (const Kind kind : kKinds) {
        with_type_of(kind, [&]<typename T>(T*) {
            for (const auto& [id, entity] : view.touched().table<T>()) {
                target.table<T>().insert_or_assign(id, entity);
            }
        });
    }
    return {};
}

}  // namespace imdad::registry
