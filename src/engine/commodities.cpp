#include "engine/commodities.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace imdad::engine {

namespace {

class NetBuilder {
 public:
    explicit NetBuilder(const Problem& problem) : problem_(problem), here_(problem.nodes.size()) {}

    CommodityNet build() {
        index();
        sweep_down();
        find_units();
        sweep_up();
        number_presences();
        add_links();
        add_beginnings();
        add_uses();
        add_opened();
        return std::move(net_);
    }

 private:
    /// A commodity at a node while the net is being built.
    struct Stay {
        Id commodity = kNone;
        int from = kWeeksMax;
        int to = -1;
        Id presence = kNone;
    };

    struct Start {
        Id supply = kNone;
        Id node = kNone;
        Id commodity = kNone;
    };

    void index() {
        out_.resize(problem_.nodes.size());
        std::vector<std::uint32_t> incoming(problem_.nodes.size(), 0);
        for (Id a = 0; a < problem_.arcs.size(); ++a) {
            out_[problem_.arcs[a].from].push_back(a);
            ++incoming[problem_.arcs[a].to];
        }
        for (Id n = 0; n < problem_.nodes.size(); ++n) {
            if (incoming[n] == 0) {
                net_.order.push_back(n);
            }
        }
        for (std::size_t i = 0; i < net_.order.size(); ++i) {
            for (const Id a : out_[net_.order[i]]) {
                if (--incoming[problem_.arcs[a].to] == 0) {
                    net_.order.push_back(problem_.arcs[a].to);
                }
            }
        }
        IMDAD_ASSERT(net_.order.size() == problem_.nodes.size(), "lanes never form a cycle");
        units_at_.resize(problem_.nodes.size());
        for (Id u = 0; u < problem_.units.size(); ++u) {
            for (const Id place : problem_.units[u].places) {
                units_at_[place].push_back(u);
            }
        }
    }

    /// One pack may lie at the node.
    [[nodiscard]] bool fits_at(Id product, Id node) const {
        for (std::size_t c = 0; c < kClasses; ++c) {
            if (CommodityNet::volume(problem_, product, node, c) > problem_.nodes[node].room[c]) {
                return false;
            }
        }
        if (problem_.max_row.empty()) {
            return true;
        }
        const Id row = problem_.max_row[problem_.pair(node, product)];
        return row == kNone || problem_.products[product].pack_units <= problem_.max_units[row];
    }

    /// The least shipment may go by the arc.
    [[nodiscard]] bool fits_on(Id product, const Arc& arc) const {
        const std::int64_t packs = problem_.packing(product, arc.from).ship_multiple;
        for (std::size_t c = 0; c < kClasses; ++c) {
            if (packs * CommodityNet::volume(problem_, product, arc.to, c) > arc.room[c]) {
                return false;
            }
        }
        return fits_at(product, arc.to);
    }

    /// Nodes from which on goods with the earmark may serve whomever free ones may.
    const std::vector<bool>& plain_from(Id earmark, Id product) {
        auto& plain = plain_[{earmark, product}];
        if (!plain.empty()) {
            return plain;
        }
        plain.assign(problem_.nodes.size(), true);
        const EarmarkRule& rule = problem_.earmarks[earmark];
        const WeekMask all = week_range(0, problem_.weeks - 1);
        for (std::size_t i = net_.order.size(); i-- > 0;) {
            const Id n = net_.order[i];
            const auto excludes = [&](Id u) {
                const NeedUnit& unit = problem_.units[u];
                const auto& options = problem_.programmes[unit.programme].options;
                if (std::ranges::find(options, product, &Option::product) == options.end()) {
                    return false;
                }
                return (rule.weeks & all) != all || !rule.areas[unit.area] ||
                       !rule.programmes[unit.programme] ||
                       (!rule.activities.empty() &&
                        (unit.activity == kNone || !rule.activities[unit.activity]));
            };
            plain[n] =
                std::ranges::none_of(units_at_[n], excludes) &&
                std::ranges::all_of(out_[n], [&](Id a) { return plain[problem_.arcs[a].to]; });
        }
        return plain;
    }

    Id intern(const Commodity& commodity) {
        const auto [at, is_new] =
            ids_.try_emplace(commodity, static_cast<Id>(net_.commodities.size()));
        if (is_new) {
            net_.commodities.push_back(commodity);
        }
        return at->second;
    }

    /// What the commodity is at a node.
    Id at(Id commodity, Id node) {
        const Commodity& key = net_.commodities[commodity];
        if (key.earmark == kNone || !plain_from(key.earmark, key.product)[node]) {
            return commodity;
        }
        Commodity plain = key;
        plain.earmark = kNone;
        return intern(plain);
    }

    Stay& stay(Id node, Id commodity) {
        auto& stays = here_[node];
        const auto found = std::ranges::find(stays, commodity, &Stay::commodity);
        return found == stays.end() ? stays.emplace_back(Stay{.commodity = commodity}) : *found;
    }

    /// Weeks in which the commodity may leave, were it there from `from` on.
    [[nodiscard]] WeekMask departures(const Arc& arc, const Commodity& key, int from) const {
        const int last =
            std::min(key.last_use, std::min(key.last_arrival, problem_.weeks - 1) - arc.lead_weeks);
        return from > last ? 0 : arc.departs & week_range(from, last);
    }

    void sweep_down() {
        for (Id s = 0; s < problem_.supplies.size(); ++s) {
            const Supply& supply = problem_.supplies[s];
            const Lot& lot = problem_.lots[supply.lot];
            const int last_use = std::min(last_usable_week(lot.expiry_day), problem_.weeks - 1);
            if (supply.packs <= 0 || supply.week > last_use || !fits_at(lot.product, supply.node)) {
                continue;
            }
            const Id k =
                at(intern({.product = lot.product,
                           .earmark = lot.earmark,
                           .last_use = last_use,
                           .last_arrival = std::min(lot.last_arrival_week, problem_.weeks - 1)}),
                   supply.node);
            Stay& there = stay(supply.node, k);
            there.from = std::min(there.from, supply.week);
            starts_.push_back({s, supply.node, k});
        }
        for (const Id n : net_.order) {
            for (std::size_t i = 0; i < here_[n].size(); ++i) {
                const Stay here = here_[n][i];
                for (const Id a : out_[n]) {
                    const Arc& arc = problem_.arcs[a];
                    const Commodity key = net_.commodities[here.commodity];
                    const WeekMask weeks = departures(arc, key, here.from);
                    if (weeks != 0 && fits_on(key.product, arc)) {
                        Stay& there = stay(arc.to, at(here.commodity, arc.to));
                        there.from = std::min(there.from, earliest_week(weeks) + arc.lead_weeks);
                    }
                }
            }
        }
    }

    /// Weeks in which the commodity may serve the unit at the node.
    [[nodiscard]] WeekMask usable(const Commodity& key, Id u, Id node, int from) const {
        const NeedUnit& unit = problem_.units[u];
        WeekMask weeks = from > key.last_use ? 0 : week_range(from, key.last_use);
        weeks &= problem_.nodes[node].serves;
        if (key.earmark != kNone) {
            const EarmarkRule& rule = problem_.earmarks[key.earmark];
            if (!rule.areas[unit.area] || !rule.programmes[unit.programme] ||
                (!rule.activities.empty() &&
                 (unit.activity == kNone || !rule.activities[unit.activity]))) {
                return 0;
            }
            weeks &= rule.weeks;
        }
        const auto& refused = problem_.ineligible[key.product];
        if (!refused.empty()) {
            weeks &= ~refused[unit.area];
            if (problem_.nodes[node].area != kNone) {
                weeks &= ~refused[problem_.nodes[node].area];
            }
        }
        return weeks;
    }

    /// Weeks in which the first person of the unit may ask for a dose.
    void find_units() {
        asks_.resize(problem_.units.size(), 0);
        for (Id u = 0; u < problem_.units.size(); ++u) {
            const int wait = problem_.programmes[problem_.units[u].programme].max_wait;
            for (int t = 0; t < problem_.weeks; ++t) {
                if (problem_.need_at(u, t) > 0) {
                    asks_[u] |= week_range(t, std::min(t + wait, problem_.weeks - 1));
                }
            }
        }
    }

    [[nodiscard]] WeekMask use_weeks(
        const Commodity& key, Id u, Id node, int from, Id dose, bool last) const {
        WeekMask weeks = usable(key, u, node, from);
        if (last) {
            weeks &= ~problem_.barred(u, node, key.product);
        }
        return dose == 0 ? weeks & asks_[u] : weeks;
    }

    void sweep_up() {
        for (std::size_t i = net_.order.size(); i-- > 0;) {
            const Id n = net_.order[i];
            for (Stay& here : here_[n]) {
                const Commodity key = net_.commodities[here.commodity];  // `at` may add more
                WeekMask wanted = 0;
                for (const Id u : units_at_[n]) {
                    for (const Option& option :
                         problem_.programmes[problem_.units[u].programme].options) {
                        if (option.product == key.product) {
                            const bool one = option.doses.size() == 1;
                            wanted |= use_weeks(key, u, n, here.from, one ? 0 : 1, one);
                        }
                    }
                }
                for (const Id a : out_[n]) {
                    const Arc& arc = problem_.arcs[a];
                    if (!fits_on(key.product, arc)) {
                        continue;
                    }
                    const Stay& there = stay(arc.to, at(here.commodity, arc.to));
                    const int last = there.to - arc.lead_weeks;
                    if (last >= 0) {
                        wanted |= departures(arc, key, here.from) & week_range(0, last);
                    }
                }
                here.to = wanted == 0 ? -1 : latest_week(wanted);
            }
        }
    }

    void number_presences() {
        for (const Id n : net_.order) {
            net_.at_node.push_back(net_.presences.size());
            std::erase_if(here_[n], [](const Stay& stay) { return stay.to < stay.from; });
            std::ranges::sort(
                here_[n], {}, [&](const Stay& stay) { return net_.commodities[stay.commodity]; });
            for (Stay& here : here_[n]) {
                here.presence = static_cast<Id>(net_.presences.size());
                net_.presences.push_back({.node = n,
                                          .commodity = here.commodity,
                                          .from = here.from,
                                          .to = here.to,
                                          .row = net_.rows});
                net_.rows += static_cast<std::size_t>(here.to - here.from + 1);
            }
        }
        net_.at_node.push_back(net_.presences.size());
    }

    [[nodiscard]] Id presence(Id node, Id commodity) const {
        const auto found = std::ranges::find(here_[node], commodity, &Stay::commodity);
        return found == here_[node].end() ? kNone : found->presence;
    }

    void add_links() {
        for (Id source = 0; source < net_.presences.size(); ++source) {
            const Presence& here = net_.presences[source];
            const Commodity key = net_.commodities[here.commodity];
            for (const Id a : out_[here.node]) {
                const Arc& arc = problem_.arcs[a];
                const Id target = presence(arc.to, at(here.commodity, arc.to));
                if (target == kNone || !fits_on(key.product, arc)) {
                    continue;
                }
                const int last = std::min(here.to, net_.presences[target].to - arc.lead_weeks);
                const WeekMask weeks =
                    last < 0 ? 0 : departures(arc, key, here.from) & week_range(0, last);
                if (weeks != 0) {
                    net_.links.push_back(
                        {.arc = a, .source = source, .target = target, .weeks = weeks});
                }
            }
        }
        std::ranges::stable_sort(net_.links, {}, &Link::target);
        net_.links_to.assign(net_.presences.size() + 1, 0);
        for (const Link& link : net_.links) {
            ++net_.links_to[link.target + 1];
        }
        for (std::size_t i = 0; i < net_.presences.size(); ++i) {
            net_.links_to[i + 1] += net_.links_to[i];
        }
    }

    void add_beginnings() {
        std::map<std::pair<Id, int>, Beginning> found;
        for (const Start& start : starts_) {
            const Supply& supply = problem_.supplies[start.supply];
            const Id here = presence(start.node, start.commodity);
            if (here != kNone && supply.week <= net_.presences[here].to) {
                Beginning& beginning = found[{here, supply.week}];
                beginning.presence = here;
                beginning.week = supply.week;
                beginning.packs += supply.packs;
                beginning.supplies.push_back(start.supply);
            }
        }
        for (auto& [key, beginning] : found) {
            net_.beginnings.push_back(std::move(beginning));
        }
    }

    void add_uses() {
        for (Id p = 0; p < net_.presences.size(); ++p) {
            const Presence& here = net_.presences[p];
            const Commodity& key = net_.commodities[here.commodity];
            for (const Id u : units_at_[here.node]) {
                const auto& options = problem_.programmes[problem_.units[u].programme].options;
                for (Id o = 0; o < options.size(); ++o) {
                    if (options[o].product != key.product) {
                        continue;
                    }
                    for (Id d = 0; d < options[o].doses.size(); ++d) {
                        const WeekMask weeks =
                            use_weeks(
                                key, u, here.node, here.from, d, d + 1 == options[o].doses.size()) &
                            week_range(0, here.to);
                        if (weeks != 0) {
                            net_.uses.push_back(
                                {u, o, d, p, weeks, packs_per_person(options[o], d)});
                        }
                    }
                }
            }
        }
        std::ranges::sort(net_.uses, [](const Use& a, const Use& b) {
            return std::tuple(a.unit, a.option, a.dose, a.presence) <
                   std::tuple(b.unit, b.option, b.dose, b.presence);
        });
        net_.uses_of.assign(problem_.units.size() + 1, 0);
        for (const Use& use : net_.uses) {
            ++net_.uses_of[use.unit + 1];
        }
        for (std::size_t i = 0; i < problem_.units.size(); ++i) {
            net_.uses_of[i + 1] += net_.uses_of[i];
        }
    }

    [[nodiscard]] double packs_per_person(const Option& option, Id dose) const {
        const Dose& row = option.doses[dose];
        return static_cast<double>(row.units_numerator) /
               static_cast<double>(row.units_denominator) /
               static_cast<double>(problem_.products[option.product].pack_units);
    }

    /// Rests of opened units: below one unit for each dose, need unit, lot and use-by date.
    void add_opened() {
        const std::size_t products = problem_.products.size();
        net_.opened.assign(problem_.nodes.size() * products, 0);
        std::vector<std::vector<Id>> lots_at(problem_.nodes.size());
        std::vector<std::vector<Id>> begins_at(problem_.lots.size());
        for (const Supply& supply : problem_.supplies) {
            if (supply.packs > 0 && supply.week < problem_.weeks) {
                begins_at[supply.lot].push_back(supply.node);
            }
        }
        std::vector<Id> seen(problem_.nodes.size(), kNone);
        for (Id lot = 0; lot < problem_.lots.size(); ++lot) {
            std::vector<Id> ahead = begins_at[lot];
            while (!ahead.empty()) {
                const Id n = ahead.back();
                ahead.pop_back();
                if (seen[n] == lot) {
                    continue;
                }
                seen[n] = lot;
                if (!units_at_[n].empty()) {
                    lots_at[n].push_back(lot);
                }
                for (const Id a : out_[n]) {
                    ahead.push_back(problem_.arcs[a].to);
                }
            }
        }
        for (Id n = 0; n < problem_.nodes.size(); ++n) {
            std::vector<double> units(products, 0);
            for (const Id u : units_at_[n]) {
                for (const Option& option :
                     problem_.programmes[problem_.units[u].programme].options) {
                    for (const Id lot : lots_at[n]) {
                        if (problem_.lots[lot].product == option.product &&
                            problem_.allowed(lot, u, n) != 0) {
                            units[option.product] += rests(option);
                        }
                    }
                }
            }
            std::ranges::copy(units,
                              net_.opened.begin() + static_cast<std::ptrdiff_t>(n * products));
        }
    }

    /// Units of one need unit and lot that may be open at once.
    [[nodiscard]] double rests(const Option& option) const {
        const Product& product = problem_.products[option.product];
        if (!product.storable) {
            return 0;
        }
        const auto limited = std::ranges::count_if(
            product.at_level, [](const Packing& packing) { return packing.max_days < kNever; });
        const double dates =
            limited == 0 ? 1
                         : 1 + static_cast<double>(problem_.weeks) * static_cast<double>(limited);
        double sum = 0;
        for (const Dose& dose : option.doses) {
            const auto denominator = static_cast<double>(dose.units_denominator);
            sum += (denominator - 1) / denominator * dates;
        }
        return sum;
    }

    const Problem& problem_;
    CommodityNet net_;
    std::vector<std::vector<Id>> out_;
    std::vector<std::vector<Id>> units_at_;
    std::vector<std::vector<Stay>> here_;
    std::vector<Start> starts_;
    std::vector<WeekMask> asks_;  ///< by unit
    std::map<Commodity, Id> ids_;
    std::map<std::pair<Id, Id>, std::vector<bool>> plain_;
};

}  // namespace

std::int64_t CommodityNet::volume(const Problem& problem,
                                  Id product,
                                  Id node,
                                  std::size_t storage_class) {
    const Product& goods = problem.products[product];
    if (!goods.has_volume) {
        return 0;
    }
    const Packing& packing = problem.packing(product, node);
    return (packing.storage_class == storage_class ? packing.pack_cm3 : 0) +
           (storage_class == 0 ? goods.companion_cm3 : 0);
}

CommodityNet build_commodity_net(const Problem& problem) {
    return NetBuilder(problem).build();
}

}  // namespace imdad::engine
