#include "app/adopt.hpp"

#include "app/booked_sources.hpp"
#include "app/books.hpp"
#include "app/ledger_words.hpp"
#include "app/plan_shares.hpp"
#include "app/posting_rules.hpp"
#include "app/random_id.hpp"
#include "app/snapshot.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/plan_calendar.hpp"
#include "register/commitment.hpp"
#include "store/adopted_plans.hpp"
#include "store/facts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;
using ledger::Stage;
using model::AreaIndex;

constexpr std::string_view kTask = "adopt";
constexpr const char* kShipments = "shipments.csv";

/// One row of books.csv with the account that it names, and what is left of it to give away.
struct Source {
    BooksOfSnapshot::Row row;
    ledger::AccountKey account;
    std::int64_t left = 0;
};

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

/// Decides what is posted; the caller has the transaction.
class Adoption {
 public:
    Adoption(const AdoptRequest& request,
             const Session& session,
             const model::Scenario& scenario,
             const model::Plan& plan,
             const BooksOfSnapshot& snapshot,
             ledger::Id approver,
             ledger::Id id)
        : request_(request),
          session_(session),
          scenario_(scenario),
          plan_(plan),
          shares_(scenario, plan),
          snapshot_(snapshot),
          book_(session.books->ledger().book()),
          register_(session.books->entities().current()),
          approver_(approver),
          id_(id) {}

    /// Each of them adds to `refusal` and says whether all is well.
    bool books_stand();
    bool choose_commands(const ledger::Hash& document);
    bool plan_shipments();
    bool instruments_allow_it();

    Refusal refusal;
    std::vector<Command> commands;
    std::vector<std::string> rows;  ///< of the commands
    std::vector<store::PlannedShipment> shipments;

 private:
    void refuse(std::string code, std::string line) {
        if (refusal.lines.empty()) {
            refusal.code = std::move(code);
        }
        refusal.lines.push_back(std::move(line));
    }

    [[nodiscard]] std::vector<std::string> running_activities(const std::string& product,
                                                              AreaIndex country) const;
    /// Empty after a refusal, which is made once for each product and country.
    std::string activity_for(model::BatchIndex batch, AreaIndex country);
    [[nodiscard]] std::string instrument_of(const std::string& activity) const;
    void give(Source& source, std::int64_t units, const std::string& activity);

    const AdoptRequest& request_;
    const Session& session_;
    const model::Scenario& scenario_;
    const model::Plan& plan_;
    PlanShares shares_;
    const BooksOfSnapshot& snapshot_;
    const ledger::Book& book_;
    const registry::Register& register_;
    ledger::Id approver_;
    ledger::Id id_;
    std::map<std::string, std::vector<Source>> sources_;  ///< by row of the scenario
    std::map<model::BatchIndex, const Source*> source_of_batch_;
    std::map<std::pair<std::string, AreaIndex>, std::string> chosen_;
    ledger::Hash document_{};
};

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
            refuse("books_moved",
                   fmt::format("{}: the snapshot has {}, the books have {} now. Take the snapshot "
                               "again and plan on it.",
                               place_of(row),
                               row.amount,
                               now));
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
        refuse("no_activity",
               fmt::format("no activity that is planned, ready or under way takes {} in {}: add it "
                           "to the resources of one that works in the whole country, or name one "
                           "with --activity.",
                           product,
                           pcode));
    } else {
        refuse("several_activities",
               fmt::format("{} take {} in {}: name the one that pays with --activity.",
                           fmt::join(running, ", "),
                           product,
                           pcode));
    }
    return chosen->second;
}

std::string Adoption::instrument_of(const std::string& activity) const {
    const auto found = register_.activities.find(activity);
    if (found == register_.activities.end()) {
        return {};
    }
    const auto plan = register_.action_plans.find(found->second.plan);
    return plan == register_.action_plans.end() ? std::string() : plan->second.instrument;
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
    command.instrument = names.intern(instrument_of(activity));
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
        refuse(objection.code, fmt::format("{}: {}", place_of(source.row), objection.message));
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
            refuse("several_countries",
                   fmt::format("{}: what of {} goes to {} goes on to {} countries, and an activity "
                               "pays for one.",
                               lane.lane_id,
                               product.product_id,
                               to,
                               countries.size()));
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
        const std::string instrument = instrument_of(shipment.activity);
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
            refuse(
                allowed.error().code,
                fmt::format(
                    "activity {}: {}", shipment.activity, session_.named(allowed.error().message)));
        }
    }
    return refusal.lines.empty();
}

std::vector<AdoptedLine> lines_of(const Adoption& adoption, const ledger::Names& names) {
    std::vector<AdoptedLine> lines;
    for (std::size_t i = 0; i < adoption.commands.size(); ++i) {
        const Command& command = adoption.commands[i];
        const bool commit = command.kind == Kind::commit;
        lines.push_back({.kind = std::string(ledger::to_text(command.kind)),
                         .holder = names.text(commit ? command.to : command.holder),
                         .unit = names.text(command.unit),
                         .lot = names.text(command.lot),
                         .pledge = names.text(command.pledge),
                         .activity = names.text(commit ? command.activity : command.to_activity),
                         .amount = command.amount,
                         .row = adoption.rows[i]});
    }
    return lines;
}

/// Whether this id adopted a plan before; an error if it was another one.
Answer<bool> adopted_before(store::Connection& connection,
                            ledger::Id id,
                            const ledger::Hash& shipments) {
    for (const store::AdoptedPlan& plan : store::read_plans(connection)) {
        if (plan.id == id) {
            if (plan.shipments != shipments) {
                return no("id_with_other_body",
                          fmt::format("{} adopted another plan before; a new one needs a new id.",
                                      ledger::to_text(id)));
            }
            return true;
        }
    }
    return false;
}

std::optional<ledger::Hash> hash_of(const std::string& hexadecimal) {
    ledger::Names scratch;
    Command probe;
    return set_field(probe, ledger::Field::document, hexadecimal, scratch)
               ? std::nullopt
               : std::optional(probe.document);
}

ledger::Hash hash_of_file(const std::filesystem::path& file) {
    return hash_of(exchange::sha256_hex(exchange::read_bytes(file))).value();
}

Answer<void> post_all(Books& books, const Adoption& adoption, std::int64_t now_ms) {
    const auto posted = books.ledger().post_within(adoption.commands, now_ms);
    if (!posted) {
        return no(
            posted.error().error.code,
            fmt::format(
                "{}: {}", adoption.rows[posted.error().command], posted.error().error.message));
    }
    return {};
}

/// What the first person asks for, as the proposal keeps it. The folders are read again when it is
/// approved, and must be what they were.
struct Wish {
    AdoptRequest request;
    ledger::Id id;
    ledger::Hash shipments{};
    std::string inputs;  ///< SHA-256 of the snapshot's scenario
};

std::string payload_of(const Wish& wish) {
    const AdoptRequest& request = wish.request;
    nlohmann::ordered_json document;
    document["adoption"] = ledger::to_text(wish.id);
    document["snapshot"] = std::filesystem::absolute(request.snapshot).lexically_normal().string();
    document["plan"] = std::filesystem::absolute(request.plan).lexically_normal().string();
    document["shipments_sha256"] =
        exchange::sha256_hex(exchange::read_bytes(request.plan / kShipments));
    document["inputs_sha256"] = wish.inputs;
    document["on"] = base::to_text(request.access.today);
    document["activity"] = request.activity;
    document["emergency"] = request.emergency;
    document["reason"] = request.reason;
    return document.dump();
}

std::optional<Wish> wish_of(const std::string& payload) {
    const auto document = nlohmann::json::parse(payload, nullptr, /*allow_exceptions=*/false);
    if (!document.is_object()) {
        return std::nullopt;
    }
    const auto text = [&](const char* key) {
        const auto found = document.find(key);
        return found != document.end() && found->is_string() ? found->get<std::string>()
                                                             : std::string();
    };
    const auto id = ledger::parse_id(text("adoption"));
    const auto on = base::parse_day(text("on"));
    const auto shipments = hash_of(text("shipments_sha256"));
    if (!id || !on || !shipments) {
        return std::nullopt;
    }
    Wish wish;
    wish.id = *id;
    wish.shipments = *shipments;
    wish.inputs = text("inputs_sha256");
    wish.request.snapshot = text("snapshot");
    wish.request.plan = text("plan");
    wish.request.activity = text("activity");
    wish.request.emergency = document.value("emergency", false);
    wish.request.reason = text("reason");
    wish.request.access.today = *on;
    return wish;
}

/// Posts it all in a write transaction of the caller's, register and ledger caught up.
Answer<void> adopt_within(Session& session,
                          const Wish& wish,
                          ledger::Id approver,
                          AdoptOutcome& outcome) {
    const Answer<BooksOfSnapshot> snapshot = read_books_of_snapshot(wish.request.snapshot);
    if (!snapshot) {
        return tl::unexpected(snapshot.error());
    }
    const model::Scenario& scenario = *outcome.verified.loaded.scenario;
    const model::Plan& plan = outcome.verified.achieved->chosen.plan;
    Books& books = *session.books;
    const std::string log = store::fact(books.connection(), kLedgerLog).value_or("");
    if (log != snapshot->ledger_log) {
        return no("other_books",
                  fmt::format(
                      "the snapshot is of {}, and these books are {}.", snapshot->ledger_log, log));
    }
    Adoption adoption(wish.request, session, scenario, plan, *snapshot, approver, wish.id);
    if (!adoption.books_stand() || !adoption.choose_commands(wish.shipments) ||
        !adoption.plan_shipments() || !adoption.instruments_allow_it()) {
        return tl::unexpected(std::move(adoption.refusal));
    }
    if (Answer<void> posted = post_all(books, adoption, session.access.now_ms); !posted) {
        return posted;
    }
    store::append_plan(books.connection(),
                       {.id = wish.id,
                        .name = scenario->header.name,
                        .shipments = wish.shipments,
                        .actor = session.user.actor,
                        .approver = approver,
                        .on = wish.request.access.today,
                        .recorded_at_ms = session.access.now_ms},
                       adoption.shipments);
    outcome.lines = lines_of(adoption, books.ledger().names());
    outcome.shipments = adoption.shipments.size();
    return {};
}

Answer<std::vector<std::string>> carry_out(Session& session,
                                           const store::Proposal& proposal,
                                           const store::User& approver) {
    const auto wish = wish_of(proposal.payload);
    if (!wish) {
        return no("payload_malformed", "what was proposed is not readable any more.");
    }
    const std::filesystem::path& plan = wish->request.plan;
    if (!std::filesystem::exists(plan / kShipments)) {
        return no("plan_gone",
                  fmt::format("the plan that was proposed is not at {} any more: put it back, or "
                              "reject the proposal.",
                              plan.string()));
    }
    AdoptOutcome outcome{
        .verified = verify_plan({.scenario_folder = wish->request.snapshot, .plan_folder = plan})};
    if (hash_of_file(plan / kShipments) != wish->shipments ||
        outcome.verified.loaded.inputs_sha256 != wish->inputs || !outcome.usable()) {
        return no("plan_changed",
                  fmt::format("the plan at {}, or the snapshot at {}, is not what was proposed any "
                              "more: reject the proposal and adopt anew.",
                              plan.string(),
                              wish->request.snapshot.string()));
    }
    if (const Answer<void> adopted = adopt_within(session, *wish, approver.actor, outcome);
        !adopted) {
        return tl::unexpected(adopted.error());
    }
    return std::vector{
        fmt::format("{} shipments planned, {} commands of the ledger posted, as "
                    "adoption {}.",
                    outcome.shipments,
                    outcome.lines.size(),
                    ledger::to_text(wish->id))};
}

std::vector<std::string> describe(Books& /*books*/, const store::Proposal& proposal) {
    const auto wish = wish_of(proposal.payload);
    if (!wish) {
        return {};
    }
    std::vector<std::string> lines = {fmt::format("adopt the plan {} made of the snapshot {}",
                                                  wish->request.plan.string(),
                                                  wish->request.snapshot.string())};
    if (wish->request.emergency) {
        lines.push_back("as an emergency: " + wish->request.reason);
    }
    return lines;
}

std::vector<std::string> lacks(Books& books, const store::Proposal& proposal) {
    const auto wish = wish_of(proposal.payload);
    for (const store::AdoptedPlan& plan : store::read_plans(books.connection())) {
        if (wish && plan.id == wish->id && plan.shipments == wish->shipments &&
            plan.actor == proposal.actor && plan.approver == proposal.end.actor) {
            return {};
        }
    }
    return {"the plan that it adopts is not in the books"};
}

}  // namespace

ProposalTask adopt_task() {
    return {kTask, roles_for(Task::approve_plan), carry_out, describe, lacks};
}

Answer<AdoptOutcome> adopt_plan(const AdoptRequest& request) {
    Answer<Session> session = open_session(request.access, Task::adopt_plan);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto given =
        request.id.empty() ? std::optional(random_id()) : ledger::parse_id(request.id);
    if (!given || given->empty()) {
        return no("bad_id", fmt::format("'{}' is no id of 32 hexadecimal digits.", request.id));
    }
    if (const auto snapshot = read_books_of_snapshot(request.snapshot); !snapshot) {
        return tl::unexpected(snapshot.error());
    }
    AdoptOutcome outcome{
        .verified = verify_plan({.scenario_folder = request.snapshot, .plan_folder = request.plan}),
        .id = ledger::to_text(*given)};
    if (!outcome.usable()) {
        return outcome;
    }
    const Wish wish{.request = request,
                    .id = *given,
                    .shipments = hash_of_file(request.plan / kShipments),
                    .inputs = outcome.verified.loaded.inputs_sha256};
    Books& books = *session->books;
    {
        const store::Transaction trial(books.connection(), store::Transaction::Kind::write);
        books.entities().catch_up_within();
        books.ledger().catch_up_within();
        const Answer<bool> before = adopted_before(books.connection(), wish.id, wish.shipments);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (*before) {
            outcome.replayed = true;
            outcome.shipments = outcome.verified.achieved->chosen.plan.shipments.size();
            return outcome;
        }
        // Nobody has approved it yet; somebody stands in, and all of it is taken back.
        if (const auto tried = adopt_within(*session, wish, random_id(), outcome); !tried) {
            return tl::unexpected(tried.error());
        }
    }
    books.ledger().forget();
    if (!request.dry_run) {
        store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
        Answer<ProposalLine> proposal =
            propose_within(*session, kTask, payload_of(wish), request.reason);
        if (!proposal) {
            return tl::unexpected(std::move(proposal.error()));
        }
        transaction.commit();
        outcome.proposal = std::move(*proposal);
    }
    return outcome;
}

}  // namespace imdad::app
