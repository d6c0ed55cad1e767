#include "app/adoption.hpp"

#include "app/ledger_words.hpp"
#include "app/posting_rules.hpp"
#include "app/random_id.hpp"
#include "app/register_words.hpp"
#include "exchange/plan_calendar.hpp"
#include "register/commitment.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;
using ledger::Stage;
using model::AreaIndex;

std::optional<ledger::AccountKey> account_of(const BooksOfSnapshot::Row& row,
                                             const ledger::Names& names) {
    ledger::AccountKey key;
    key.expiry = row.expiry;
    const auto stage = parse_stage(row.stage);
    if (!stage) {
        return std::nullopt;
    }
    key.stage = *stage;
    for (const auto& [name, text] : {std::pair(&key.holder, &row.holder),
                                     std::pair(&key.unit, &row.unit),
                                     std::pair(&key.lot, &row.lot),
                                     std::pair(&key.earmark, &row.earmark),
                                     std::pair(&key.pledge, &row.pledge),
                                     std::pair(&key.activity, &row.activity)}) {
        const auto found = names.find(*text);
        if (!found) {
            return std::nullopt;
        }
        *name = *found;
    }
    return key;
}

std::string place_of(const BooksOfSnapshot::Row& row) {
    return fmt::format("{} ({} of {} at {}{}{})",
                       row.row,
                       row.stage,
                       row.unit,
                       row.holder,
                       row.lot.empty() ? "" : ", lot ",
                       row.lot);
}

}  // namespace

bool Adoption::books_stand() {
    for (const BooksOfSnapshot::Row& row : snapshot_.rows) {
        const auto account = account_of(row, book_.names());
        std::int64_t now = 0;
        if (account && !row.dispatch.empty()) {
            const ledger::Dispatch* dispatch =
                book_.dispatch(ledger::parse_id(row.dispatch).value_or(ledger::Id{}));
            now = dispatch == nullptr ? 0 : dispatch->open;
        } else if (account) {
            now = book_.balance(*account);
        }
        if (now != row.amount) {
            refuse(tell("books_moved", row.amount, now), place_of(row));
            continue;
        }
        sources_[row.row].push_back({row, *account, row.amount});
    }
    for (const model::Supply& supply : scenario_->supplies) {
        const auto found = sources_.find(supply.supply_id);
        if (found != sources_.end()) {
            source_of_batch_.emplace(supply.batch, &found->second.front());
        }
    }
    return refusal.lines.empty();
}

std::vector<std::string> Adoption::running_activities(const std::string& product,
                                                      AreaIndex country) const {
    using registry::State;
    const std::string& pcode = scenario_[country].pcode;
    std::vector<std::string> found;
    for (const auto& [id, activity] : register_.activities) {
        const bool running = activity.state == State::planned || activity.state == State::ready ||
                             activity.state == State::under_way;
        const bool takes =
            std::ranges::find(activity.resources, product, &registry::ResourceNeed::resource) !=
            activity.resources.end();
        const bool there = std::ranges::find(activity.places, pcode) != activity.places.end() ||
                           (activity.places.empty() &&
                            std::ranges::find(activity.countries, pcode, &registry::Share::code) !=
                                activity.countries.end());
        if (running && takes && there) {
            found.push_back(id);
        }
    }
    return found;
}

std::string Adoption::activity_for(model::BatchIndex batch, AreaIndex country) {
    const auto own = source_of_batch_.find(batch);
    if (own != source_of_batch_.end() && !own->second->row.activity.empty()) {
        return own->second->row.activity;
    }
    const std::string& product = scenario_[scenario_[batch].product].product_id;
    const auto [chosen, is_new] = chosen_.try_emplace({product, country});
    if (!is_new) {
        return chosen->second;
    }
    const std::vector<std::string> running = running_activities(product, country);
    const std::string& pcode = scenario_[country].pcode;
    if (running.size() == 1) {
        chosen->second = running.front();
    } else if (!request_.activity.empty()) {
        chosen->second = request_.activity;
    } else if (running.empty()) {
        refuse(tell("no_activity", product, pcode));
    } else {
        refuse(tell(
            "several_activities", fmt::format("{}", fmt::join(running, ", ")), product, pcode));
    }
    return chosen->second;
}

void Adoption::give(Source& source, std::int64_t units, const std::string& activity) {
    ledger::Names& names = session_.books->ledger().names();
    const bool promised = source.account.stage == Stage::uncommitted;
    Command command;
    command.id = derived_id(id_, "command", commands.size());
    command.kind = promised ? Kind::commit : Kind::allocate;
    command.business_date = request_.access.today;
    command.actor = session_.user.actor;
    command.unit = source.account.unit;
    command.earmark = source.account.earmark;
    command.pledge = source.account.pledge;
    command.amount = units;
    command.document = document_;
    command.instrument = names.intern(instrument_of(register_, activity));
    command.reason = request_.emergency ? request_.reason : "plan " + scenario_->header.name;
    command.exception = request_.emergency;
    command.approver = approver_;
    if (promised) {
        const auto supply =
            std::ranges::find(scenario_->supplies, source.row.row, &model::Supply::supply_id);
        command.to = names.intern(scenario_[supply->place].place_id);
        command.activity = names.intern(activity);
        command.expected = supply->available_on;
    } else {
        command.holder = source.account.holder;
        command.lot = source.account.lot;
        command.expiry = source.account.expiry;
        command.stage = source.account.stage;
        command.activity = source.account.activity;
        command.to_activity = names.intern(activity);
    }
    source.left -= units;
    for (const Objection& objection : objections_to_instrument(session_, command)) {
        refuse({objection.code, objection.message, objection.reason}, place_of(source.row));
    }
    commands.push_back(command);
    rows.push_back(source.row.row);
}

bool Adoption::choose_commands(const ledger::Hash& document) {
    document_ = document;
    for (const SupplyShare& share : shares_.shares()) {
        const model::Supply& supply = scenario_[share.supply];
        const std::string activity = activity_for(supply.batch, share.country);
        if (activity.empty()) {
            continue;
        }
        const std::int64_t pack_units = scenario_[scenario_[supply.batch].product].pack_units;
        std::int64_t units = share.packs.value() * pack_units;
        for (Source& source : sources_[supply.supply_id]) {
            const std::int64_t taken = std::min(units, source.left);
            units -= taken;
            const bool given_already = source.row.activity == activity;
            const bool on_its_way = source.account.stage == Stage::in_transit;
            if (taken > 0 && !given_already && !on_its_way) {
                give(source, taken, activity);
            }
        }
    }
    return refusal.lines.empty();
}

bool Adoption::plan_shipments() {
    for (const model::Shipment& shipment : plan_.shipments) {
        const model::Lane& lane = scenario_[shipment.lane];
        const model::Batch& batch = scenario_[shipment.batch];
        const model::Product& product = scenario_[batch.product];
        const std::string& to = scenario_[lane.to].place_id;
        const std::set<AreaIndex> countries = shares_.countries_beyond(lane.to, shipment.batch);
        if (countries.size() != 1) {
            refuse(tell("several_countries", product.product_id, to, countries.size()),
                   lane.lane_id);
            continue;
        }
        const auto source = source_of_batch_.find(shipment.batch);
        const bool known_lot = source != source_of_batch_.end() && !source->second->row.lot.empty();
        const auto number = static_cast<std::int64_t>(shipments.size()) + 1;
        const int arrival = shipment.week + exchange::lead_weeks(lane);
        shipments.push_back(
            {.id = derived_id(id_, "shipment", static_cast<std::uint64_t>(number)),
             .number = number,
             .lane = lane.lane_id,
             .from = scenario_[lane.from].place_id,
             .to = to,
             .unit = product.product_id,
             .lot = known_lot ? batch.lot : std::string(),
             .expiry = known_lot && batch.expiry != model::kNoLimit ? batch.expiry : ledger::kNoDay,
             .earmark =
                 source == source_of_batch_.end() ? std::string() : source->second->row.earmark,
             .activity = activity_for(shipment.batch, *countries.begin()),
             .amount = shipment.packs.value() * product.pack_units,
             .departure = exchange::monday(scenario_, shipment.week),
             .arrival = exchange::monday(scenario_, arrival)});
    }
    return refusal.lines.empty();
}

/// What was reserved before is shipped under this plan too, so each agreement is asked, whether
/// anything new is reserved under it or not.
bool Adoption::instruments_allow_it() {
    std::set<std::string> asked;
    for (const store::PlannedShipment& shipment : shipments) {
        const std::string instrument = instrument_of(register_, shipment.activity);
        if (!asked.insert(instrument).second) {
            continue;
        }
        const auto allowed = registry::may_commit(register_,
                                                  session_.actor(),
                                                  {.instrument = instrument,
                                                   .on = request_.access.today,
                                                   .emergency = request_.emergency,
                                                   .reason = request_.reason});
        if (!allowed) {
            for (const registry::Lack& lack : allowed.error()) {
                refuse({std::string(registry::code_text(lack.code)),
                        session_.named(registry::sentence(lack)),
                        reason_of(session_, lack)},
                       "activity " + shipment.activity);
            }
        }
    }
    return refusal.lines.empty();
}

}  // namespace imdad::app
