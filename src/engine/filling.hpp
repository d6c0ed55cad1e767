#pragma once

#include "engine/failed_routes.hpp"
#include "engine/local_stock.hpp"
#include "engine/problem.hpp"
#include "engine/rooms.hpp"
#include "engine/route.hpp"
#include "engine/sources.hpp"

#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <unordered_set>
#include <vector>

/// A plan being filled: every row of the problem with what is left of it, and one primitive,
/// "serve some more people of this unit, if anything in the network still allows it". The order
/// of the calls is the planning method; feasibility is kept here, exactly, after every call.

namespace imdad::engine {

/// Packs that left on an arc.
struct Departure {
    Id arc = kNone;
    Id lot = kNone;
    int use_by_day = kNever;
    int week = 0;
    std::int64_t packs = 0;
};

/// Thrown out of a filling that was told to stop: what it holds is feasible but not finished.
class Stopped : public std::exception {
 public:
    [[nodiscard]] const char* what() const noexcept override { return "stopped"; }
};

class Filling {
 public:
    explicit Filling(const Problem& problem);
    Filling(const Filling&) = delete;
    Filling& operator=(const Filling&) = delete;

    /// Serves up to `want` persons of the unit who start in `week`, or, unless `only_this_week`,
    /// in later weeks too from the packs brought for this one. Returns the persons served to the
    /// last dose; 0 means that nobody of this unit can be served in this week.
    std::int64_t serve(Id unit, int week, std::int64_t want, bool only_this_week);

    /// Sends up to `packs` by this way, so that they are at its end in `use_week`, whoever is then
    /// served with them. Returns how many came; 0 if none fits.
    std::int64_t follow(const Route& route, int use_week, std::int64_t packs);

    /// Serves up to `want` persons of the unit from what lies at its place number `place`; nothing
    /// is brought. For products of one dose. Returns the persons served.
    std::int64_t serve_from_stock(
        Id unit, std::size_t place, Id option, int week, std::int64_t want);

    /// Serves up to `want` persons of the unit at its place number `place` who start in `week` and
    /// whom the lock counts; nobody else. Returns how many.
    std::int64_t serve_for(
        Id lock, Id unit, std::size_t place, Id option, int week, std::int64_t want);

    /// Persons whom the lock counts so far.
    [[nodiscard]] std::int64_t counted(Id lock) const { return lock_counts_[lock]; }

    /// Persons of the unit who started in `week`.
    [[nodiscard]] std::int64_t started(Id unit, int week) const {
        return started_[unit * weeks_ + static_cast<std::size_t>(week)];
    }

    /// True if one more person of the unit could be served starting in `week`; changes nothing.
    [[nodiscard]] bool can_serve(Id unit, int week);

    /// Persons of the unit who may still start in `week`.
    [[nodiscard]] std::int64_t need_left(Id unit, int week) const;

    /// From now on only lots with an earmark are brought, or all again.
    void restrict_to_earmarked(bool restricted) {
        earmarked_only_ = restricted;
        search_.restrict_to_earmarked(restricted);
    }

    /// From now on asked now and then; when it says true, `Stopped` is thrown.
    void stop_when(std::function<bool()> stop) { stop_ = std::move(stop); }

    /// True if goods with an earmark are left that may serve the unit in some week, somewhere.
    [[nodiscard]] bool has_earmarked_goods(Id unit) const;

    /// Tries every unit and week until nobody more can be served: after it no feasible pack can be
    /// added.
    void finish();

    /// Sends what is left ahead to the closing-stock targets.
    void fill_closing_stock();

    [[nodiscard]] std::int64_t served(Id unit) const { return served_[unit]; }

    [[nodiscard]] const Problem& problem() const { return problem_; }

    [[nodiscard]] const LocalStock& local() const { return local_; }

    [[nodiscard]] const std::vector<Departure>& departures() const { return departures_; }

    [[nodiscard]] const Sources& sources() const { return sources_; }

 private:
    struct Attempt {
        Id unit = kNone;
        Id place = kNone;
        Id option = kNone;
        std::size_t slot = 0;  ///< in the memory of failed routes
    };

    struct Cohort {
        int week = 0;
        std::int64_t persons = 0;
    };

    enum class Change : std::uint8_t {
        supply,
        depot,
        arc,
        node,
        arrival,
        start,
        service,
        absorption,
        departure,
        lock
    };

    struct Undo {
        Change change;
        Id a = kNone;
        Id b = kNone;
        int from = 0;
        int to = 0;
        std::int64_t amount = 0;
    };

    std::int64_t serve_at(const Attempt& attempt, int week, std::int64_t want, bool only_this_week);
    std::int64_t run(const Attempt& attempt, int week, std::int64_t want, bool only_this_week);
    std::int64_t run_series(const Attempt& attempt, int week, std::int64_t want);
    bool start_one(const Attempt& attempt, int week);
    bool give_from_dose(const Attempt& attempt, Id dose, int week, std::vector<WeekMask>& failed);
    std::int64_t give(
        const Attempt& attempt, Id dose, int week, std::int64_t persons, std::int64_t bring_for);
    std::int64_t give_from(
        const Attempt& attempt, Id book, Id dose, int week, std::int64_t persons);
    Id bring(const Attempt& attempt, Id dose, int week, std::int64_t persons);
    void remember_failure(const Attempt& attempt, RouteQuery query);
    [[nodiscard]] bool any_earmarked_left(const Attempt& attempt, Id product, int week) const;
    [[nodiscard]] std::int64_t absorbable(const Attempt& attempt, int week) const;
    /// Persons who may still be given this dose for the locks that count it.
    [[nodiscard]] std::int64_t unlocked(const Attempt& attempt, Id dose, int week) const;
    [[nodiscard]] Attempt attempt_of(Id unit, std::size_t place, Id option) const;

    [[nodiscard]] const Option& option_of(const Attempt& attempt) const {
        return problem_.programmes[problem_.units[attempt.unit].programme].options[attempt.option];
    }

    [[nodiscard]] std::int64_t fitting_packs(Id product,
                                             const Route& route,
                                             int use_week,
                                             std::int64_t packs);
    [[nodiscard]] bool fits(Id product, const Route& route, int use_week, std::int64_t packs);
    using Moved = std::unordered_set<std::size_t>;  ///< (node, product) of packs that changed books

    bool serve_once(std::span<const Id> units);
    Moved take_up_depots();
    Moved release_spare_packs(std::size_t level, bool together);
    [[nodiscard]] std::vector<Id> units_below(const Moved& moved) const;
    void release(Id book, int week, std::int64_t packs);
    std::int64_t send(Id product, const Route& route, std::int64_t packs);
    void take_arc(Id arc, Id product, int week, std::int64_t packs);
    void take_node(Id node, Id product, int from, int to, std::int64_t packs);
    void add_started(Id unit, int week, std::int64_t persons);
    void roll_back(std::size_t mark);

    const Problem& problem_;
    std::size_t weeks_;
    Rooms rooms_;
    Sources sources_;
    LocalStock local_;
    RouteSearch search_;
    bool earmarked_only_ = false;
    std::vector<std::vector<Id>> earmarked_;     ///< supplies with an earmark, by product
    std::vector<std::int64_t> started_;          ///< unit x week
    std::vector<std::int64_t> served_;           ///< by unit
    std::vector<std::int64_t> absorption_left_;  ///< row x week
    std::vector<std::int64_t> lock_counts_;      ///< by lock
    FailedRoutes failed_;
    std::vector<bool> sends_;  ///< by node: some arc leaves it
    std::vector<Departure> departures_;
    std::vector<Undo> journal_;
    std::function<bool()> stop_;
    unsigned calls_ = 0;                 ///< of `serve`
    std::vector<std::int64_t> by_step_;  ///< scratch: packs on each step of a route
};

}  // namespace imdad::engine
