#pragma once

#include "app/access.hpp"
#include "register/values.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Who does what, where and when: the activities of the register as far as somebody may read them,
/// with what they come to by country, party and sector. What somebody may not read is in no row, no
/// sum, and behind no name.

namespace imdad::app {

/// Empty: of all. A word that no activity has gives no rows.
struct FourWanted {
    std::string party;    ///< that leads
    std::string sector;   ///< code
    std::string country;  ///< ISO 3166 alpha-3
    std::string state;
    std::string agreement;
    std::string plan;  ///< action plan
};

struct FourSector {
    std::string code;
    std::int64_t basis_points = 0;
};

struct FourMilestone {
    std::string title;
    std::string due;
    std::string reached_on;
};

struct FourActivity {
    std::string id;
    std::string state;
    std::string type;
    registry::Names title;
    std::string lead;       ///< empty: of a party that one may not read about
    std::string plan;       ///< the same
    std::string agreement;  ///< the same
    std::vector<std::string> quarters;
    std::string actual_start;
    std::string actual_end;
    std::vector<std::string> places;     ///< as they were written
    std::vector<std::string> countries;  ///< member states, of its shares and of its places
    std::vector<FourSector> sectors;
    std::vector<FourMilestone> milestones;
};

struct FourCountry {
    std::string iso3;
    registry::Names names;
    std::size_t activities = 0;
    std::vector<std::string> parties;
    std::vector<std::string> sectors;
};

struct FourCount {
    std::string code;
    std::size_t activities = 0;
};

struct WhoWhatWhere {
    std::vector<FourActivity> activities;  ///< by first quarter, then id
    std::vector<FourCountry> countries;    ///< those with the most activities first
    std::vector<FourCount> parties;
    std::vector<FourCount> sectors;
    std::vector<FourCount> states;
    std::size_t without_country = 0;  ///< activities that name no member state
};

/// Errors: those of `open_session`; `unknown_state`. Throws `base::Failure`.
[[nodiscard]] Answer<WhoWhatWhere> who_what_where(const Access& access, const FourWanted& wanted);

}  // namespace imdad::app
