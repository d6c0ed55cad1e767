#pragma once

#include "engine/problem.hpp"

#include <cstddef>
#include <vector>

/// The relaxation of docs/method/certificates.md laid out for fast sweeps: which commodity can be
/// where in which weeks, over which arcs it gets there, and whom it may serve. Goods that no longer
/// differ (an earmark that excludes nothing from here on) are one commodity from there on.

namespace imdad::engine {

/// Lots of one product that the relaxation does not tell apart.
struct Commodity {
    Id product = kNone;
    Id earmark = kNone;
    int last_use = 0;      ///< last week of use
    int last_arrival = 0;  ///< last week of arrival

    friend auto operator<=>(const Commodity&, const Commodity&) = default;
};

/// A commodity at a node, in the weeks from..to. Rows are numbered through: `row + week - from`.
struct Presence {
    Id node = kNone;
    Id commodity = kNone;
    int from = 0;
    int to = -1;
    std::size_t row = 0;

    [[nodiscard]] std::size_t row_of(int week) const {
        return row + static_cast<std::size_t>(week - from);
    }
};

/// Weeks in which a commodity may leave on an arc.
struct Link {
    Id arc = kNone;
    Id source = kNone;  ///< presence
    Id target = kNone;  ///< presence
    WeekMask weeks = 0;
};

/// Packs that may start, all supplies of one presence and week together.
struct Beginning {
    Id presence = kNone;
    int week = 0;
    std::int64_t packs = 0;
    std::vector<Id> supplies;
};

/// A dose of an option of the unit's programme that a presence may give.
struct Use {
    Id unit = kNone;
    Id option = kNone;
    Id dose = kNone;
    Id presence = kNone;
    WeekMask weeks = 0;
    double packs_per_person = 0;
};

struct CommodityNet {
    std::vector<Commodity> commodities;
    std::vector<Presence> presences;    ///< by topological rank of the node, then commodity
    std::vector<std::size_t> at_node;   ///< first presence of the i-th node of `order`; one more
    std::vector<Id> order;              ///< nodes, every arc from an earlier to a later one
    std::vector<Link> links;            ///< by target
    std::vector<std::size_t> links_to;  ///< first link of each presence; one more at the end
    std::vector<Beginning> beginnings;  ///< by presence, then week
    std::vector<Use> uses;              ///< by unit, option, dose, presence
    std::vector<std::size_t> uses_of;   ///< first use of each unit; one more at the end
    std::vector<double> opened;         ///< by node x product: units of opened rests
    std::size_t rows = 0;

    /// Room of one pack in `storage_class` as it lies at `node`, cm3.
    [[nodiscard]] static std::int64_t volume(const Problem& problem,
                                             Id product,
                                             Id node,
                                             std::size_t storage_class);
};

[[nodiscard]] CommodityNet build_commodity_net(const Problem& problem);

}  // namespace imdad::engine
