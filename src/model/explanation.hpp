#pragma once

#include "model/phrase.hpp"
#include "model/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Why people are short under a plan, and what would help most. Made by `plan` from the prices of
/// a certificate; docs/method/certificates.md, "Reasons". Holds places, lanes, dates and donors:
/// only kinds, areas and programmes may be shown to the public.

namespace imdad::model {

enum class CauseKind : std::uint8_t {
    // There is a way, but it costs more than the next person is worth: what it passes is scarce.
    supply,
    lane_full,
    store_full,
    maximum_stock,
    absorption,
    // There is no way in those weeks: what stands in it.
    closure,
    earmark,
    eligibility,
    no_room,
    expiry,
    supply_date,
    rounds,
    lead_time,
    series,
    not_counted_on,  ///< announced or pledged supplies would do
    no_supply,
    no_lane,
    no_place,
    unknown,
    // The prices would pay for it.
    whole_packs,
    no_worth,  ///< the programme or the area has weight 0
    // Somebody decided it.
    lock
};
inline constexpr std::size_t kCauseKinds = 22;

/// As enumerators are spelled: `lane_full`.
[[nodiscard]] std::string to_text(CauseKind kind);

struct Cause {
    CauseKind kind = CauseKind::unknown;
    std::vector<CauseKind> together;  ///< what has to be lifted with it; empty: it alone
    std::vector<CauseKind> or_else;   ///< each of these alone would do as well
    double persons = 0;               ///< short because of it: whole; those of a group add up
    double worth = 0;                 ///< persons x worth of the next person of the group
    double unit_price = 0;            ///< of one pack, litre, unit or person a week, all weeks
    std::vector<int> weeks;           ///< in which the thing is scarce or shut; ascending
    int need_from = 0;                ///< first week of the need that is short
    int need_to = 0;                  ///< last one
    /// What it is, as {table, id}: {"lane", "nat-south"}, {"supply", "S1"}.
    std::vector<std::pair<std::string, std::string>> things;
    std::string text;  ///< one sentence for a planner, with names and dates
    Phrase sentence;   ///< what `text` says, for other languages; so are those below
};

/// One programme in one area of which somebody is not served.
struct GroupCauses {
    AreaIndex area;
    ProgrammeIndex programme;
    Persons target;
    Persons served;
    double next_worth = 0;           ///< of the next person served
    std::optional<int> first_goods;  ///< earliest week in which any plan can serve somebody
    std::vector<Cause> causes;       ///< those of most persons first
    std::string way;  ///< the cheapest way for those whom no plan pays for; empty: none
    Phrase way_sentence;

    [[nodiscard]] std::int64_t persons_short() const { return target.value() - served.value(); }
};

/// What one more unit of a scarce thing would bring, or a limit lifted.
struct Help {
    enum class Kind : std::uint8_t {
        supply,
        store,
        lane,
        absorption,
        maximum_stock,
        earmark,
        closure,
        lock
    };
    Kind kind = Kind::supply;
    std::vector<std::pair<std::string, std::string>> things;
    std::string what;              ///< "one more pack of Measles vaccine at National store (S1)"
    std::string unit;              ///< "pack", "litre", "person a week", "unit", "closure"
    std::optional<double> price;   ///< of one unit, in value; none: it has no price
    double step = 1;               ///< units by which it was raised to confirm
    std::optional<double> stated;  ///< price x step
    std::optional<double> found;   ///< by solving again
    std::vector<int> weeks;        ///< in which it is scarce
    std::string remark;            ///< why not confirmed, or that the price holds for less
    Phrase what_sentence;
    Phrase remark_sentence;
};

[[nodiscard]] std::string to_text(Help::Kind kind);

struct Explanation {
    std::vector<GroupCauses> groups;  ///< most persons x worth short first
    std::vector<Help> helps;          ///< most value a unit first
    bool from_certificate = false;    ///< false: the plan has no prices, they were worked out here
    bool solved_exactly = false;      ///< helps were confirmed by a linear programming solver
    double plan_value = 0;
    double relaxed_value = 0;       ///< that the confirmed steps are measured from; 0: not solved
    std::size_t groups_served = 0;  ///< groups without anybody short
};

}  // namespace imdad::model
