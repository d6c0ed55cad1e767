#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Reading the register. Kinds, states and fields are the words that the register writes them with;
/// ids of users come back as `@name`.

namespace imdad::app {

struct FieldText {
    std::string path;
    std::string value;
};

struct EntityLine {
    std::string id;
    std::string state;  ///< empty: its kind has no states
    std::vector<FieldText> fields;
};

/// By id. Users with no other role than that of the public see what is public only.
/// `of`: only those that hang on this record: agreements that came of a consultation, action plans
/// and amendments of an agreement, activities of a plan, action points of any; empty: all.
/// Errors: those of `open_session`; `unknown_state`.
[[nodiscard]] Answer<std::vector<EntityLine>> list_entities(const Access& access,
                                                            const std::string& kind,
                                                            const std::string& state,
                                                            const std::string& of = {});

struct PastLine {
    std::uint64_t step = 0;
    std::string actor;
    std::string on;            ///< business day
    std::string recorded_utc;  ///< `2022-07-22 09:30:15`
    std::string field;
    std::string before;
    std::string after;
};

struct NextStep {
    std::string to;
    std::vector<std::string> lacks;    ///< sentences; none: it can be taken
    std::vector<Reason> reasons = {};  ///< the same in parts
};

struct EntityView {
    EntityLine entity;
    std::vector<NextStep> next;
    std::vector<PastLine> history;
    std::vector<std::string> documents;  ///< SHA-256 of those that the books keep, not only name
};

/// Errors: those of `open_session`; `no_such_entity`.
[[nodiscard]] Answer<EntityView> show_entity(const Access& access,
                                             const std::string& kind,
                                             const std::string& id);

}  // namespace imdad::app
