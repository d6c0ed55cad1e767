#include "app/goods_json.hpp"
#include "app/recalls.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/names.hpp"
#include "http/writing.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <initializer_list>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Goods that are sent, taken in, used, counted, called back.

namespace imdad::http {

namespace {

using app::StockMove;
using Names = std::vector<std::string_view>;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kVvmMax = 4;

app::GoodsFilter goods_of(Members& members) {
    return {.unit = members.text("unit"),
            .lot = members.text("lot"),
            .earmark = members.text("earmark"),
            .pledge = members.text("pledge"),
            .activity = members.text("activity")};
}

/// The member of a body that a field of the ledger was filled from. `holder`: of this route.
std::string member_of(const std::string& field, const char* holder) {
    const std::array<std::pair<std::string_view, const char*>, 4> members = {
        {{"holder", holder},
         {"refers_to", "dispatch"},
         {"vvm_stage", "vvm"},
         {"to_stage", "found_as"}}};
    const auto* const found =
        std::ranges::find(members, field, [](const auto& pair) { return pair.first; });
    return found == members.end() ? field : found->second;
}

/// A movement that was made before is answered as it was then. `named`: what it names is not what
/// was asked with, so its names come along.
template <typename T>
Outcome moved(const app::Answer<T>& outcome,
              nlohmann::ordered_json (*document_of)(const T&),
              const char* holder = "at",
              const Call* named = nullptr) {
    if (!outcome) {
        app::Refusal refusal = outcome.error();
        refusal.field = member_of(refusal.field, holder);
        return tl::unexpected(problem_of_body(refusal));
    }
    if (!outcome->problems.empty()) {
        app::Refusal refusal = app::refusal_of(outcome->problems);
        refusal.field = member_of(refusal.field, holder);
        const std::size_t row = outcome->problems.front().line;
        if (row > 0 && !refusal.field.empty()) {
            refusal.field = fmt::format("rows[{}].{}", row - 1, refusal.field);
        }
        return tl::unexpected(problem_of_body(refusal));
    }
    T as_then = *outcome;
    as_then.written = outcome->written || outcome->replayed;
    as_then.replayed = false;
    bool done_before = outcome->replayed;
    if constexpr (std::same_as<T, app::StockOutcome>) {
        done_before = done_before || outcome->proposed_before;
    }
    nlohmann::ordered_json document = document_of(as_then);
    if (named != nullptr) {
        add_names(*named, document);
    }
    return answered(document, done_before);
}

/// What was said under `rows`, each by `read(members, day)`; the day of the body is that of every
/// row that has none of its own.
template <typename Row>
std::vector<Row> rows_of(Members& members,
                         const Names& names,
                         base::Day today,
                         Row (*read)(Members&, base::Day)) {
    std::vector<Row> rows;
    const base::Day on = members.day("on").value_or(today);
    for (Members& one : members.rows("rows", names)) {
        rows.push_back(read(one, on));
        rows.back().line = rows.size();
        members.add(one);
    }
    for (const std::string_view name : names) {
        if (name != "on" && members.has(std::string(name).c_str())) {
            members.refuse(std::string(name), "belongs_into_row");
        }
    }
    return rows;
}

Names with(Names names, std::initializer_list<std::string_view> more) {
    names.insert(names.end(), more);
    return names;
}

const Names kShipment{"from",
                      "to",
                      "unit",
                      "lot",
                      "earmark",
                      "pledge",
                      "activity",
                      "amount",
                      "expected",
                      "tolerance_ppm",
                      "planned",
                      "on"};

const Names kReceipt{
    "dispatch", "amount", "damaged", "open", "vvm", "last", "lot", "expiry", "reason", "on"};

/// Which of the three ways a shipment is asked for; what does not go together is refused.
void check_ship(Members& members, bool by_plan) {
    for (const char* const member : {"to", "unit", "amount"}) {
        if (by_plan && members.has(member)) {
            members.refuse(member, "not_of_planned");
        } else if (!by_plan && !members.has(member)) {
            members.refuse(member, "missing_for_shipment");
        }
    }
    if (!by_plan && !members.has("from")) {
        members.refuse("from", "sender_missing");
    }
}

/// What may be said of a movement.
Names members_of(StockMove move) {
    Names names{"at",
                "unit",
                "lot",
                "earmark",
                "pledge",
                "activity",
                "exact",
                "amount",
                "on",
                "reason",
                "document"};
    if (move == StockMove::deliver) {
        names.emplace_back("to");
    } else if (move == StockMove::use) {
        names.insert(names.end(), {"stage", "exception"});
    } else if (move == StockMove::count || move == StockMove::write_off) {
        names.insert(names.end(), {"stage", "found_as", "booked"});
    }
    return names;
}

app::StockRow row_of(Members& members, base::Day today) {
    app::StockRow row{.at = members.needed("at"),
                      .to = members.text("to"),
                      .goods = goods_of(members),
                      .booked = members.whole("booked", 0),
                      .on = members.day("on").value_or(today),
                      .stage = members.text("stage"),
                      .found_as = members.text("found_as"),
                      .reason = members.text("reason"),
                      .document = members.text("document"),
                      .exception = members.yes("exception"),
                      .exact = members.yes("exact")};
    if (!members.has("unit") || !members.has("amount")) {
        const char* const missing = members.has("unit") ? "amount" : "unit";
        members.refuse(missing, "member_missing");
    }
    row.amount = members.whole("amount", 0).value_or(0);
    return row;
}

StockMove move_of(const Call& call) {
    constexpr std::array<std::pair<std::string_view, StockMove>, 6> kMoves = {
        {{"use", StockMove::use},
         {"deliver", StockMove::deliver},
         {"count", StockMove::count},
         {"write-off", StockMove::write_off},
         {"quarantine", StockMove::quarantine},
         {"release", StockMove::release}}};
    const auto* const found =
        std::ranges::find(kMoves, call.route.subject, [](const auto& pair) { return pair.first; });
    IMDAD_ASSERT(found != kMoves.end(), "a route of a movement that there is not");
    return found->second;
}

/// A lot that is called back, or that is good after all.
Outcome of_lot(const Call& call, app::Answer<app::StockOutcome> (*act)(const app::RecallRequest&)) {
    const auto body = Body::read(call.request, {"unit", "lot", "reason", "document", "on"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    app::RecallRequest request{.options = {},
                               .unit = members.needed("unit"),
                               .lot = members.needed("lot"),
                               .reason = members.needed("reason"),
                               .document = members.needed("document")};
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    request.options = *options;
    return moved(act(request), app::moved_json);
}

app::ShipRow shipment_of(Members& members, bool due, base::Day today) {
    app::ShipRow row{.line = 0,
                     .on = members.day("on").value_or(today),
                     .planned = members.whole("planned", 1),
                     .by_hand = {}};
    check_ship(members, due || row.planned);
    row.by_hand.from = members.text("from");
    row.by_hand.to = members.text("to");
    row.by_hand.goods = goods_of(members);
    row.by_hand.amount = members.whole("amount", 1).value_or(0);
    row.by_hand.expected = members.day("expected");
    row.by_hand.tolerance_ppm =
        static_cast<std::int32_t>(members.whole("tolerance_ppm", 0, kMillion).value_or(0));
    return row;
}

app::ReceiveRow receipt_of(Members& members, base::Day today) {
    app::ReceiveRow row{.line = 0, .on = members.day("on").value_or(today), .request = {}};
    row.request.dispatch = members.needed("dispatch");
    row.request.amount = members.whole("amount", 0);
    row.request.damaged = members.whole("damaged", 0).value_or(0);
    row.request.open = members.whole("open", 0);
    row.request.vvm_stage = static_cast<std::uint8_t>(members.whole("vvm", 1, kVvmMax).value_or(0));
    row.request.last = members.yes("last");
    row.request.lot = members.text("lot");
    row.request.expiry = members.day("expiry");
    row.request.reason = members.text("reason");
    return row;
}

/// Many at once, all or none.
Outcome ship_many(const Call& call, Members& members, const std::string& plan) {
    const auto rows = rows_of<app::ShipRow>(
        members, kShipment, call.access.today, [](Members& one, base::Day on) {
            return shipment_of(one, /*due=*/false, on);
        });
    if (members.has("due")) {
        members.refuse("due", "not_together", "rows");
    }
    const auto options = movement_of(call, std::nullopt);
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    return moved(app::ship_rows(*options, plan, rows), app::shipped_json, "from");
}

Outcome receive_many(const Call& call, Members& members) {
    const auto rows = rows_of<app::ReceiveRow>(members, kReceipt, call.access.today, receipt_of);
    for (const char* const member : {"due", "at"}) {
        if (members.has(member)) {
            members.refuse(member, "not_together", "rows");
        }
    }
    const auto options = movement_of(call, std::nullopt);
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    return moved(app::receive_rows(*options, rows), app::received_json);
}

/// As sent, all that was expected by the day.
Outcome receive_due(const Call& call, Members& members) {
    const std::string at = members.text("at");
    for (const std::string_view name : kReceipt) {
        if (name != "on" && members.has(std::string(name).c_str())) {
            members.refuse(std::string(name), "not_together", "due");
        }
    }
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    return moved(app::receive_due({.options = *options, .to = at}), app::received_json);
}

}  // namespace

Outcome ship(const Call& call) {
    const auto body = Body::read(call.request, with(kShipment, {"due", "plan", "rows"}));
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string plan = members.text("plan");
    if (members.has("rows")) {
        return ship_many(call, members, plan);
    }
    const bool due = members.yes("due");
    app::ShipRow one = shipment_of(members, due, call.access.today);
    if (due && one.planned) {
        members.refuse("due", "not_together", "planned");
    }
    const auto options = movement_of(call, one.on);
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    if (due || one.planned) {
        const app::ShipPlannedRequest request{
            .options = *options, .plan = plan, .number = one.planned, .from = one.by_hand.from};
        return moved(app::ship_planned(request), app::shipped_json, "from", &call);
    }
    one.by_hand.options = *options;
    return moved(app::ship(one.by_hand), app::shipped_json, "from");
}

Outcome receive(const Call& call) {
    const auto body = Body::read(call.request, with(kReceipt, {"due", "at", "rows"}));
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    if (members.has("rows")) {
        return receive_many(call, members);
    }
    if (members.yes("due")) {
        return receive_due(call, members);
    }
    app::ReceiveRow one = receipt_of(members, call.access.today);
    if (members.has("at")) {
        members.refuse("at", "with_due_only");
    }
    const auto options = movement_of(call, one.on);
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    one.request.options = *options;
    return moved(app::receive(one.request), app::received_json);
}

Outcome move_stock(const Call& call) {
    const StockMove move = move_of(call);
    const Names names = members_of(move);
    const auto body = Body::read(call.request, with(names, {"rows"}));
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    std::vector<app::StockRow> rows;
    if (members.has("rows")) {
        rows = rows_of<app::StockRow>(members, names, call.access.today, row_of);
    } else {
        rows.push_back(row_of(members, call.access.today));
    }
    const auto options =
        movement_of(call, rows.empty() ? std::nullopt : std::optional(rows.front().on));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    return moved(app::move_stock(*options, move, rows), app::moved_json);
}

Outcome recall_lot(const Call& call) {
    return of_lot(call, app::recall_lot);
}

Outcome lift_recall(const Call& call) {
    return of_lot(call, app::lift_recall);
}

Outcome void_dispatch(const Call& call) {
    const auto body = Body::read(call.request, {"reason", "on"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    app::VoidRequest request{
        .options = {}, .dispatch = call.arguments.front(), .reason = members.needed("reason")};
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    request.options = *options;
    const auto outcome = app::void_dispatch(request);
    if (!outcome) {
        // The dispatch stands in the path: it is no member of the body.
        app::Refusal refusal = outcome.error();
        refusal.field.clear();
        return tl::unexpected(problem_of(refusal));
    }
    return moved(outcome, app::moved_json);
}

}  // namespace imdad::http
