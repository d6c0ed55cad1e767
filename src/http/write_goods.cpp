#include "app/goods_json.hpp"
#include "app/recalls.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/writing.hpp"

#include <algorithm>
#include <array>
#include <concepts>

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

/// A movement that was made before is answered as it was then.
template <typename T>
Outcome moved(const app::Answer<T>& outcome, nlohmann::ordered_json (*document_of)(const T&)) {
    if (!outcome) {
        return tl::unexpected(problem_of_body(outcome.error()));
    }
    if (!outcome->problems.empty()) {
        app::Refusal refusal = app::refusal_of(outcome->problems);
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
    return answered(document_of(as_then), done_before);
}

/// Which of the three ways a shipment is asked for; what does not go together is refused.
void check_ship(Members& members, bool by_plan) {
    for (const char* const member : {"to", "unit", "amount"}) {
        if (by_plan && members.has(member)) {
            members.refuse(member, fmt::format("{} is not said of what the plan asks for", member));
        } else if (!by_plan && !members.has(member)) {
            members.refuse(member,
                           fmt::format("{} is missing: a shipment needs from, to, unit and "
                                       "amount, or planned, or due",
                                       member));
        }
    }
    if (!by_plan && !members.has("from")) {
        members.refuse("from", "from is missing: the place that sends");
    }
}

/// What may be said of a movement.
Names members_of(StockMove move) {
    Names names{
        "at", "unit", "lot", "earmark", "pledge", "activity", "amount", "on", "reason", "document"};
    if (move == StockMove::deliver) {
        names.emplace_back("to");
    } else if (move == StockMove::use) {
        names.insert(names.end(), {"stage", "exception"});
    } else if (move == StockMove::count || move == StockMove::write_off) {
        names.insert(names.end(), {"stage", "found_as"});
    }
    return names;
}

app::StockRow row_of(Members& members, base::Day today) {
    app::StockRow row{.at = members.needed("at"),
                      .to = members.text("to"),
                      .goods = goods_of(members),
                      .on = members.day("on").value_or(today),
                      .stage = members.text("stage"),
                      .found_as = members.text("found_as"),
                      .reason = members.text("reason"),
                      .document = members.text("document"),
                      .exception = members.yes("exception")};
    if (!members.has("unit") || !members.has("amount")) {
        const char* const missing = members.has("unit") ? "amount" : "unit";
        members.refuse(missing, fmt::format("{} is missing", missing));
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

}  // namespace

Outcome ship(const Call& call) {
    const auto body = Body::read(call.request,
                                 {"from",
                                  "to",
                                  "unit",
                                  "lot",
                                  "earmark",
                                  "pledge",
                                  "activity",
                                  "amount",
                                  "expected",
                                  "tolerance_ppm",
                                  "due",
                                  "planned",
                                  "plan",
                                  "on"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const auto planned = members.whole("planned", 1);
    const bool by_plan = members.yes("due") || planned;
    check_ship(members, by_plan);
    app::ShipRequest by_hand{.options = {},
                             .from = members.text("from"),
                             .to = members.text("to"),
                             .goods = goods_of(members),
                             .amount = members.whole("amount", 1).value_or(0),
                             .expected = members.day("expected")};
    by_hand.tolerance_ppm =
        static_cast<std::int32_t>(members.whole("tolerance_ppm", 0, kMillion).value_or(0));
    const std::string plan = members.text("plan");
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    if (by_plan) {
        const app::ShipPlannedRequest request{
            .options = *options, .plan = plan, .number = planned, .from = by_hand.from};
        return moved(app::ship_planned(request), app::shipped_json);
    }
    by_hand.options = *options;
    return moved(app::ship(by_hand), app::shipped_json);
}

Outcome receive(const Call& call) {
    const auto body = Body::read(call.request,
                                 {"dispatch",
                                  "amount",
                                  "damaged",
                                  "vvm",
                                  "last",
                                  "lot",
                                  "expiry",
                                  "reason",
                                  "due",
                                  "at",
                                  "on"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const bool due = members.yes("due");
    app::ReceiveRequest one{.options = {},
                            .dispatch = due ? members.text("dispatch") : members.needed("dispatch"),
                            .amount = members.whole("amount", 0),
                            .damaged = members.whole("damaged", 0).value_or(0)};
    one.vvm_stage = static_cast<std::uint8_t>(members.whole("vvm", 1, kVvmMax).value_or(0));
    one.last = members.yes("last");
    one.lot = members.text("lot");
    one.expiry = members.day("expiry");
    one.reason = members.text("reason");
    const std::string at = members.text("at");
    if (due && !one.dispatch.empty()) {
        members.refuse("dispatch", "dispatch and due do not go together");
    }
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    one.options = *options;
    return moved(due ? app::receive_due({.options = *options, .to = at}) : app::receive(one),
                 app::received_json);
}

Outcome move_stock(const Call& call) {
    const StockMove move = move_of(call);
    const Names names = members_of(move);
    Names names_or_rows = names;
    names_or_rows.emplace_back("rows");
    const auto body = Body::read(call.request, names_or_rows);
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    std::vector<app::StockRow> rows;
    if (members.has("rows")) {
        const base::Day on = members.day("on").value_or(call.access.today);
        for (Members& one : members.rows("rows", names)) {
            rows.push_back(row_of(one, on));
            rows.back().line = rows.size();
            members.add(one);
        }
        for (const std::string_view name : names) {
            if (name != "on" && members.has(std::string(name).c_str())) {
                members.refuse(std::string(name), fmt::format("{} belongs into its row", name));
            }
        }
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
        return tl::unexpected(problem_of(outcome.error()));
    }
    return moved(outcome, app::moved_json);
}

}  // namespace imdad::http
