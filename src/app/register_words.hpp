#pragma once

#include "app/books.hpp"
#include "app/register_steps.hpp"
#include "app/sentences.hpp"
#include "register/decide.hpp"
#include "register/field_kinds.hpp"
#include "register/permission.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

/// Words of a request for the register, turned into what the register takes, and its answers turned
/// into words. Inside of `app` only.

namespace imdad::app {

/// Requires: a kind of entity.
[[nodiscard]] registry::Kind kind_of(const std::string& word);

/// No value if the kind has no state of this word.
[[nodiscard]] std::optional<registry::State> state_of(registry::Kind kind, const std::string& word);

/// Which states the kind has.
[[nodiscard]] Told no_such_state(registry::Kind kind, const std::string& word);

/// The parts of what is missing, users by their names.
[[nodiscard]] Reason reason_of(const Session& session, const registry::Lack& lack);

/// One line for each thing that is missing. Concealed, where it is about an entity that is there,
/// but not for the user to read.
[[nodiscard]] Refusal refusal_of(const Session& session, const registry::Lacks& lacks);

/// What somebody may not read is left out, and is not there when asked for by its id.
template <typename T>
[[nodiscard]] bool may_see(const registry::Register& entities,
                           const registry::Actor& actor,
                           const T& entity) {
    return registry::may_read(registry::View(entities), actor, T::kKind, entity.id);
}

/// Whether there is something of this id and kind: it may still be hidden.
[[nodiscard]] bool is_there(const registry::Register& entities,
                            registry::Kind kind,
                            const std::string& id);

/// Whether `value`, in a field of this path, is the id of something that `actor` may not read. Such
/// a value is shown to nobody who could not also see what it names.
[[nodiscard]] bool names_hidden(const registry::Register& entities,
                                const registry::Actor& actor,
                                std::string_view path,
                                const std::string& value);

/// Texts that were asked for, with ids for `@name`. Errors: `unknown_user`.
[[nodiscard]] Answer<std::vector<registry::FieldValue>> meant(const Session& session,
                                                              const std::vector<FieldText>& fields);

/// `head` and then each field as `path=value`: a request in words.
[[nodiscard]] std::vector<std::string> words_of(std::vector<std::string> head,
                                                const std::vector<FieldText>& fields);

/// Why `path` holds no `value`, if a new entity of type T cannot be written so.
template <typename T>
[[nodiscard]] std::optional<registry::Lack> write_field(T& entity,
                                                        const std::string& path,
                                                        const std::string& value) {
    const bool own = path == "id" || path == "state";
    if (!own && registry::assign(entity, path, value)) {
        return std::nullopt;
    }
    return registry::Lack{
        registry::LackCode::no_such_field,
        {path, value, own ? "it is not written as a field" : registry::what_fits<T>(path)}};
}

/// An entity as `session.user` is shown it; no value: it is not there, or not to be read.
/// Requires: register and ledger caught up.
[[nodiscard]] std::optional<EntityView> view_within(const Session& session,
                                                    registry::Kind kind,
                                                    const std::string& id);

/// A step that the register did not take.
struct NotTaken {
    base::Error error;
    registry::Lacks lacks;  ///< empty: `error` says all
};

/// Takes one step inside a write transaction that the caller began. `words`: the request as the
/// journal keeps it, the same for the same request.
[[nodiscard]] tl::expected<store::Step, NotTaken> take_step(Session& session,
                                                            const ledger::Id& step_id,
                                                            const std::vector<std::string>& words,
                                                            const registry::Context& context,
                                                            const registry::Command& command);

[[nodiscard]] std::vector<ChangeLine> lines_of(const Session& session,
                                               const registry::Changes& changes);

}  // namespace imdad::app
