#pragma once

#include "app/register_steps.hpp"
#include "register/values.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What the calendar asks of the register on a day, and the taking of the steps that happen by
/// themselves.

namespace imdad::app {

/// A step whose day has come.
struct DueLine {
    std::string kind;
    std::string id;
    std::string to;
    std::vector<std::string> lacks;    ///< sentences; none: nothing holds it up
    std::vector<Reason> reasons = {};  ///< the same in parts
    registry::Names titles = {};       ///< of whose step it is; empty: it has none
    bool yours = false;                ///< whoever asks has a role that may take it
};

/// An instrument that ends soon.
struct EndingLine {
    std::string instrument;
    registry::Names titles;
    std::string last_day;
    std::int64_t days_left = 0;  ///< 0: today is its last day
    int within_days = 0;         ///< 180, 90 or 30: the smallest that holds
    std::string successor;       ///< the renewal under way, if there is one
    bool yours = false;          ///< whoever asks has a role that may renew it
};

/// An action point that is pending after its day.
struct OverdueLine {
    std::string id;
    std::string title;
    std::string assignee;
    std::string due;
    std::int64_t days_over = 0;
    std::int64_t slips = 0;  ///< times that the day had moved before
    bool yours = false;      ///< whoever asks has a role that may take it further
};

struct DueList {
    std::string today;
    std::vector<DueLine> steps;        ///< that `apply_due` takes
    std::vector<DueLine> suggested;    ///< that somebody who was there has to take
    std::vector<EndingLine> ending;    ///< the first to end first
    std::vector<OverdueLine> overdue;  ///< the longest overdue first
};

/// As of `access.today`. Users with no other role than that of the public see what is public only.
/// Errors: those of `open_session`.
[[nodiscard]] Answer<DueList> list_due(const Access& access);

struct TakenStep {
    std::string kind;
    std::string id;
    std::string to;
    std::string step_id;
    std::vector<ChangeLine> changes;
};

struct Applied {
    bool written = false;
    std::vector<TakenStep> taken;  ///< in the order in which they were taken
    std::vector<DueLine> held_up;  ///< due, but something is missing
    bool replayed = false;         ///< this key took them before; `held_up` is as of now
};

/// The key of a request to take what is due.
struct DueKey {
    std::string id;            ///< 32 hexadecimal digits; empty: it is not kept
    bool day_is_said = false;  ///< `access.today` is what was asked for, not the day of the clock
};

/// Takes every automatic step whose day has come, one after the other until none is free, in one
/// transaction, with the role of Imdad itself and in the name of who asks. The id of a step follows
/// from what it does, so that two who do this at once do it once. A day after that of the clock is
/// refused: an agreement would end before its end.
/// Under a key that took steps before, those are told again, and none is taken.
/// Errors: those of `open_session`; `day_in_future`, `bad_id`, `id_with_other_body`.
[[nodiscard]] Answer<Applied> apply_due(const Access& access, bool dry_run, const DueKey& key = {});

}  // namespace imdad::app
