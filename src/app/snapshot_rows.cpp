#include "app/snapshot_rows.hpp"

#include "base/assert.hpp"
#include "exchange/numbers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Stage;
using model::AreaIndex;
using model::EarmarkIndex;
using model::PlaceIndex;
using model::ProductIndex;

class Overlay {
 public:
    Overlay(model::ScenarioData& data,
            const model::Scenario& scenario,
            const ledger::Book& book,
            const registry::Register& entities,
            base::Day as_of)
        : data_(data), scenario_(scenario), book_(book), register_(entities), as_of_(as_of) {
        for (std::size_t i = 0; i < data.products.size(); ++i) {
            products_.emplace(data.products[i].product_id, ProductIndex(i));
        }
        for (std::size_t i = 0; i < data.earmarks.size(); ++i) {
            data.earmarks[i].reserve_share = model::Fixed9::from_integer(1);
            earmarks_.emplace(data.earmarks[i].earmark_id, EarmarkIndex(i));
        }
        for (const model::Supply& supply : data.supplies) {
            int& days = clearance_days_[supply.place];
            days = std::max(days, supply.clearance_days);
        }
        data.batches.clear();
        data.supplies.clear();
        data.funds.clear();
    }

    void add(const BookedSource& source);
    void close();

    SnapshotRows result;

 private:
    /// Rows of stock.csv: what the books tell apart by pledge lies on one shelf.
    using Shelf = std::tuple<PlaceIndex, ProductIndex, std::string, base::Day, EarmarkIndex>;

    struct Mark {
        EarmarkIndex earmark;
        std::string trouble;  ///< why nothing may be planned with it; empty: none
    };

    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return book_.names().text(name);
    }

    Mark mark_of(const ledger::AccountKey& account);
    [[nodiscard]] std::vector<AreaIndex> areas_of(const registry::Activity& activity) const;
    bool narrow(model::Earmark& earmark, const std::vector<AreaIndex>& areas) const;
    [[nodiscard]] model::BatchIndex batch_of(ProductIndex product,
                                             const std::string& lot,
                                             base::Day expiry,
                                             EarmarkIndex earmark);

    void leave_out(const BookedSource& source, std::int64_t amount, std::string reason);
    void add_money(const BookedSource& source);
    void add_stock(const BookedSource& source, ProductIndex product);
    void add_supply(const BookedSource& source, ProductIndex product);
    void close_shelf(const Shelf& shelf, const std::vector<BookedSource>& sources);

    UnitTotal& total_of(const BookedSource& source) { return totals_[text(source.account.unit)]; }

    model::ScenarioData& data_;
    const model::Scenario& scenario_;
    const ledger::Book& book_;
    const registry::Register& register_;
    base::Day as_of_;
    std::map<std::string, ProductIndex, std::less<>> products_;
    std::map<std::string, EarmarkIndex, std::less<>> earmarks_;
    std::map<std::tuple<ProductIndex, std::string, base::Day, EarmarkIndex>, model::BatchIndex>
        batches_;
    /// The longest that the scenario states for what comes to a place: the books know none.
    std::map<PlaceIndex, int> clearance_days_;
    std::map<Shelf, std::vector<BookedSource>> shelves_;
    std::map<std::string, UnitTotal> totals_;
    int supply_count_ = 0;
};

void Overlay::leave_out(const BookedSource& source, std::int64_t amount, std::string reason) {
    total_of(source).left_out += amount;
    result.left_out.push_back({source, amount, std::move(reason)});
}

std::vector<AreaIndex> Overlay::areas_of(const registry::Activity& activity) const {
    std::vector<AreaIndex> areas;
    const auto add = [&](std::optional<AreaIndex> area) {
        if (area && area->exists()) {
            areas.push_back(*area);
        }
    };
    for (const std::string& place : activity.places) {
        const auto found = scenario_.find_place(place);
        add(found ? std::optional(scenario_[*found].area) : scenario_.find_area(place));
    }
    if (activity.places.empty()) {
        for (const registry::Share& country : activity.countries) {
            add(scenario_.find_area(country.code));
        }
    }
    return areas;
}

/// Keeps the earmark within `areas`; false if nothing is left. Countries and other areas of an
/// earmark must both hold, so countries stay and the other areas are narrowed.
bool Overlay::narrow(model::Earmark& earmark, const std::vector<AreaIndex>& areas) const {
    const auto middle = earmark.areas.begin() + static_cast<std::ptrdiff_t>(earmark.country_count);
    const std::vector<AreaIndex> countries(earmark.areas.begin(), middle);
    const std::vector<AreaIndex> stated(middle, earmark.areas.end());
    const auto within = [&](AreaIndex area, const std::vector<AreaIndex>& others) {
        return others.empty() || std::ranges::any_of(others, [&](AreaIndex other) {
                   return scenario_.lies_in(area, other);
               });
    };
    std::vector<AreaIndex> both;
    for (const AreaIndex area : areas) {
        if (within(area, stated)) {
            both.push_back(area);
        }
    }
    for (const AreaIndex area : stated) {
        if (within(area, areas) && std::ranges::find(both, area) == both.end()) {
            both.push_back(area);
        }
    }
    const bool some_left = std::ranges::any_of(both, [&](AreaIndex area) {
        return within(area, countries) || std::ranges::any_of(countries, [&](AreaIndex country) {
                   return scenario_.lies_in(country, area);
               });
    });
    earmark.areas = countries;
    earmark.areas.insert(earmark.areas.end(), both.begin(), both.end());
    return some_left;
}

Overlay::Mark Overlay::mark_of(const ledger::AccountKey& account) {
    const std::string& id = text(account.earmark);
    EarmarkIndex donors;
    if (!id.empty()) {
        const auto found = earmarks_.find(id);
        if (found == earmarks_.end()) {
            return {.earmark = {},
                    .trouble = fmt::format("earmark {} is not described in earmarks.csv", id)};
        }
        donors = found->second;
    }
    if (account.activity.empty()) {
        return {donors, {}};
    }
    const std::string both = fmt::format("{}@{}", id, text(account.activity));
    const std::string name = id.empty() ? fmt::format("activity{}", both) : both;
    if (const auto found = earmarks_.find(name); found != earmarks_.end()) {
        return {found->second, {}};
    }
    const auto activity = register_.activities.find(text(account.activity));
    const std::vector<AreaIndex> areas = activity == register_.activities.end()
                                             ? std::vector<AreaIndex>{}
                                             : areas_of(activity->second);
    if (areas.empty()) {
        return {.earmark = {},
                .trouble = fmt::format("activity {} has no place in this scenario",
                                       text(account.activity))};
    }
    model::Earmark narrowed = donors.exists() ? data_.earmarks[donors.value()] : model::Earmark{};
    narrowed.earmark_id = name;
    if (!narrow(narrowed, areas)) {
        return {.earmark = {},
                .trouble = fmt::format("no place of activity {} lies where earmark {} allows",
                                       text(account.activity),
                                       id)};
    }
    const EarmarkIndex index(data_.earmarks.size());
    data_.earmarks.push_back(std::move(narrowed));
    earmarks_.emplace(name, index);
    return {index, {}};
}

model::BatchIndex Overlay::batch_of(ProductIndex product,
                                    const std::string& lot,
                                    base::Day expiry,
                                    EarmarkIndex earmark) {
    const auto [found, is_new] = batches_.try_emplace({product, lot, expiry, earmark},
                                                      model::BatchIndex(data_.batches.size()));
    if (is_new) {
        data_.batches.push_back({product, lot, expiry, earmark});
    }
    return found->second;
}

void Overlay::add(const BookedSource& source) {
    UnitTotal& total = total_of(source);
    total.booked += source.amount;
    const Stage stage = source.account.stage;
    const std::string& unit = text(source.account.unit);
    if (stage == Stage::quarantined) {
        leave_out(source, source.amount, "quarantined");
    } else if (const auto product = products_.find(unit); product != products_.end()) {
        if (stage == Stage::on_hand) {
            add_stock(source, product->second);
        } else {
            add_supply(source, product->second);
        }
    } else if (book_.unit(source.account.unit)->kind == ledger::UnitKind::currency) {
        add_money(source);
    } else {
        leave_out(source, source.amount, "no product of this scenario");
    }
}

void Overlay::add_money(const BookedSource& source) {
    const std::string& currency = text(source.account.unit);
    const Mark mark = mark_of(source.account);
    const bool there = source.account.stage == Stage::on_hand;
    if (!there && source.account.stage != Stage::committed) {
        leave_out(source, source.amount, "promised, not committed");
    } else if (exchange::currency_exponent(currency) !=
               std::optional<int>(book_.unit(source.account.unit)->decimals)) {
        leave_out(source, source.amount, "the decimals are not those of ISO 4217");
    } else if (!mark.trouble.empty()) {
        leave_out(source, source.amount, mark.trouble);
    } else {
        const ledger::PledgeFacts* pledge =
            book_.pledge(source.account.pledge, source.account.unit);
        model::Fund fund;
        fund.fund_id = fmt::format("M{:04}", data_.funds.size() + 1);
        fund.source = pledge == nullptr ? text(source.account.holder) : text(pledge->donor);
        fund.pledge = text(source.account.pledge);
        fund.amount_minor = source.amount;
        fund.currency = currency;
        fund.available_on = there                               ? std::optional(as_of_)
                            : source.expected == ledger::kNoDay ? std::nullopt
                                                                : std::optional(source.expected);
        fund.earmark = mark.earmark;
        fund.origin = {
            model::Origin::Kind::real,
            fmt::format(
                "{} by {}", ledger::to_text(source.account.stage), text(source.account.holder))};
        total_of(source).funds += source.amount;
        result.rows.push_back({"funds.csv", fund.fund_id, source});
        data_.funds.push_back(std::move(fund));
    }
}

void Overlay::add_stock(const BookedSource& source, ProductIndex product) {
    const auto place = scenario_.find_place(text(source.account.holder));
    if (!place) {
        leave_out(source,
                  source.amount,
                  fmt::format("{} is no place of this scenario", text(source.account.holder)));
        return;
    }
    const base::Day expiry =
        source.account.expiry == ledger::kNoDay ? model::kNoLimit : source.account.expiry;
    if (expiry < data_.header.start) {
        leave_out(source, source.amount, "expired before the plan begins");
        return;
    }
    const Mark mark = mark_of(source.account);
    if (!mark.trouble.empty()) {
        leave_out(source, source.amount, mark.trouble);
        return;
    }
    shelves_[{*place, product, text(source.account.lot), expiry, mark.earmark}].push_back(source);
}

void Overlay::close_shelf(const Shelf& shelf, const std::vector<BookedSource>& sources) {
    const auto& [place, product, lot, expiry, earmark] = shelf;
    std::int64_t units = 0;
    for (const BookedSource& source : sources) {
        units += source.amount;
    }
    const std::int64_t pack_units = data_.products[product.value()].pack_units;
    std::int64_t rest = units % pack_units;
    const std::string row = fmt::format("stock:{}", data_.supplies.size() + 2);
    // The last accounts lose what fills no pack.
    for (auto source = sources.rbegin(); source != sources.rend(); ++source) {
        const std::int64_t loose = std::min(rest, source->amount);
        rest -= loose;
        if (loose > 0) {
            leave_out(*source, loose, "an opened pack: less than a whole one");
        }
        total_of(*source).stock += source->amount - loose;
    }
    if (units < pack_units) {
        return;
    }
    for (const BookedSource& source : sources) {
        result.rows.push_back({"stock.csv", row, source});
    }
    data_.supplies.push_back({.supply_id = row,
                              .source = {},
                              .pledge = {},
                              .batch = batch_of(product, lot, expiry, earmark),
                              .packs = model::Packs(units / pack_units),
                              .place = PlaceIndex(place),
                              .available_on = data_.header.start,
                              .activity = {},
                              .status = model::SupplyStatus::on_hand,
                              .origin = {model::Origin::Kind::real,
                                         fmt::format("the books of {}", base::to_text(as_of_))}});
}

void Overlay::add_supply(const BookedSource& source, ProductIndex product) {
    const ledger::AccountKey& account = source.account;
    const bool promised = account.stage == Stage::uncommitted;
    auto place = scenario_.find_place(text(account.holder));
    if (!place && !source.to.empty()) {
        place = scenario_.find_place(text(source.to));
    }
    const model::Product& facts = data_.products[product.value()];
    base::Day expiry = account.expiry == ledger::kNoDay ? model::kNoLimit : account.expiry;
    std::string note =
        fmt::format("{} in the books of {}", ledger::to_text(account.stage), base::to_text(as_of_));
    if (!place) {
        leave_out(source, source.amount, "nobody has said at which place it will arrive");
        return;
    }
    if (source.expected == ledger::kNoDay) {
        leave_out(source, source.amount, "nobody has said when it will arrive");
        return;
    }
    if (account.lot.empty() && facts.shelf_life_days && account.stage != Stage::in_transit) {
        // No lot before it is sent: fresh goods are what a donor sends.
        expiry = source.expected + std::chrono::days(*facts.shelf_life_days);
        note += ", expiry by the shelf life of the product";
    }
    const Mark mark = mark_of(account);
    if (!mark.trouble.empty()) {
        leave_out(source, source.amount, mark.trouble);
        return;
    }
    const std::int64_t packs = source.amount / facts.pack_units;
    if (const std::int64_t loose = source.amount % facts.pack_units; loose > 0) {
        leave_out(source, loose, "an opened pack: less than a whole one");
    }
    total_of(source).supplies += base::Int128{packs} * facts.pack_units;
    if (packs == 0) {
        return;
    }
    const ledger::PledgeFacts* pledge = book_.pledge(account.pledge, account.unit);
    const std::string id = fmt::format("S{:04}", ++supply_count_);
    // A lot that has no name yet must not be mixed with another of the same product.
    const std::string lot =
        account.lot.empty() && expiry != model::kNoLimit ? id : text(account.lot);
    result.rows.push_back({"supplies.csv", id, source});
    data_.supplies.push_back({.supply_id = id,
                              .source = pledge == nullptr ? std::string() : text(pledge->donor),
                              .pledge = text(account.pledge),
                              .batch = batch_of(product, lot, expiry, mark.earmark),
                              .packs = model::Packs(packs),
                              .place = *place,
                              .available_on = source.expected,
                              .clearance_days = clearance_days_[*place],
                              .activity = text(account.activity),
                              .status = promised ? model::SupplyStatus::pledged
                                        : account.stage == Stage::in_transit
                                            ? model::SupplyStatus::in_transit
                                            : model::SupplyStatus::committed,
                              .origin = {model::Origin::Kind::real, note}});
}

void Overlay::close() {
    // Stock before supplies, as the lines of stock.csv are counted.
    std::vector<model::Supply> supplies = std::move(data_.supplies);
    data_.supplies.clear();
    for (const auto& [shelf, sources] : shelves_) {
        close_shelf(shelf, sources);
    }
    data_.supplies.insert(data_.supplies.end(), supplies.begin(), supplies.end());
    for (auto& [unit, total] : totals_) {
        IMDAD_ASSERT(total.booked == total.stock + total.supplies + total.funds + total.left_out,
                     "a snapshot loses nothing of the books");
        total.unit = unit;
        result.totals.push_back(total);
    }
}

}  // namespace

SnapshotRows lay_over(model::ScenarioData& data,
                      const model::Scenario& scenario,
                      const std::vector<BookedSource>& sources,
                      const ledger::Book& book,
                      const registry::Register& entities,
                      base::Day as_of) {
    Overlay overlay(data, scenario, book, entities, as_of);
    for (const BookedSource& source : sources) {
        overlay.add(source);
    }
    overlay.close();
    return std::move(overlay.result);
}

}  // namespace imdad::app
