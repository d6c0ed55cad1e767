#pragma once

#include "register/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Questions about instruments and their neighbours that guards, effects and readers ask alike.

namespace imdad::registry {

/// Signed and not ended: binds its parties, or will.
[[nodiscard]] constexpr bool is_live(State state) {
    return state == State::signed_by_all || state == State::in_force || state == State::suspended;
}

[[nodiscard]] constexpr bool can_be_superseded(State state) {
    return state == State::in_force || state == State::suspended || state == State::expired;
}

/// The day from which it can be in force: of entry into force where one is given, else the start.
[[nodiscard]] std::optional<Day> start_of_force(const Instrument& instrument);

/// Null if no amendment of it is open. There is never more than one.
[[nodiscard]] const Amendment* open_amendment(const View& view, std::string_view instrument);

/// Ids of instruments directly under it that are live; in the order of ids.
[[nodiscard]] std::vector<std::string> live_children(const View& view, std::string_view instrument);

/// Those and theirs, all the way down.
[[nodiscard]] std::vector<std::string> live_descendants(const View& view,
                                                        std::string_view instrument);

/// Two parties that both frameworks bind on the same subject, if neither is flagged to stand beside
/// another one.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> umbrella_conflict(
    const Instrument& one, const Instrument& other);

/// The strongest word that any recorded outcome uses of an instrument: of the outcome that it comes
/// from and of those linked to it. This is what was reported, whatever the state of the entity
/// here. No value: no outcome speaks of it.
[[nodiscard]] std::optional<Strength> reported_strength(const View& view,
                                                        const Instrument& instrument);

}  // namespace imdad::registry
