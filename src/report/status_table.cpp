#include "report/amounts.hpp"
#include "report/catalogue.hpp"
#include "report/columns_table.hpp"
#include "report/status_view.hpp"

#include <algorithm>
#include <string_view>

namespace imdad::report {

namespace {

constexpr std::int64_t kWhole = 1000;

std::string heading(const char* name) {
    return say_named("column.", name);
}

std::string figure(const std::optional<std::int64_t>& value) {
    return value ? grouped(*value) : say("status.no_figure");
}

std::string bar(std::optional<std::int64_t> permille) {
    constexpr std::int64_t kLength = 10;
    if (!permille) {
        return {};
    }
    const std::int64_t full = std::clamp<std::int64_t>(*permille, 0, kWhole) * kLength / kWhole;
    std::string text;
    for (std::int64_t i = 0; i < kLength; ++i) {
        text += i < full ? "\u2588" : "\u00B7";
    }
    return text;
}

std::optional<std::int64_t> share(std::int64_t part, std::optional<std::int64_t> whole) {
    if (!whole || *whole <= 0) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(base::Int128{part} * kWhole / *whole);
}

/// A table, each of its lines further in.
std::string inset(const std::string& table, std::size_t by) {
    std::string text;
    for (std::size_t at = 0; at < table.size();) {
        const std::size_t end = table.find('\n', at);
        text += std::string(by, ' ') + table.substr(at, end + 1 - at);
        at = end + 1;
    }
    return text;
}

std::string together(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            text += (text.empty() ? "" : std::string(between)) + part;
        }
    }
    return text;
}

std::string indicators_table(const StatusActivity& activity) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(activity.indicators.size());
    for (const StatusIndicator& one : activity.indicators) {
        rows.push_back({together({one.title.empty() ? one.id : one.title, one.unit}, ", "),
                        figure(one.baseline),
                        figure(one.target),
                        figure(one.actual),
                        permille_text(one.permille()),
                        bar(one.permille()),
                        together({one.actual_on, one.no_actual_reason}, "; ")});
    }
    return columns_table({{heading("indicator"), false},
                          {heading("baseline"), true},
                          {heading("target"), true},
                          {heading("actual"), true},
                          {heading("way"), true},
                          {"", false},
                          {heading("remark"), false}},
                         rows);
}

std::string milestones_table(const StatusActivity& activity) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(activity.milestones.size());
    for (const StatusMilestone& one : activity.milestones) {
        rows.push_back({one.title.empty() ? one.id : one.title,
                        one.due,
                        one.reached_on.empty() ? say("status.not_reached") : one.reached_on,
                        one.days_overdue > 0 ? say_count("status.overdue", one.days_overdue) : ""});
    }
    return columns_table({{heading("milestone"), false},
                          {heading("due"), false},
                          {heading("reached"), false},
                          {heading("remark"), false}},
                         rows);
}

std::string resources_table(const StatusActivity& activity) {
    std::vector<std::vector<std::string>> rows;
    for (const StatusResource& one : activity.resources) {
        const auto amount = [&](std::int64_t value) { return amount_text(value, one.decimals); };
        const auto booked = [&](std::int64_t value) {
            return one.booked ? amount(value) : say("status.no_figure");
        };
        const auto delivered = one.booked ? share(one.delivered, one.needed) : std::nullopt;
        rows.push_back({one.unit,
                        one.needed ? amount(*one.needed) : say("status.no_figure"),
                        booked(one.got),
                        booked(one.outstanding),
                        booked(one.delivered),
                        booked(one.used),
                        booked(one.returned),
                        booked(one.lost),
                        permille_text(delivered),
                        bar(delivered)});
    }
    return columns_table({{heading("resource"), false},
                          {heading("needed"), true},
                          {heading("got"), true},
                          {heading("outstanding"), true},
                          {heading("delivered"), true},
                          {heading("used"), true},
                          {heading("returned"), true},
                          {heading("lost"), true},
                          {heading("delivered_share"), true},
                          {"", false}},
                         rows);
}

std::string shipments_table(const StatusActivity& activity) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(activity.shipments.size());
    for (const StatusShipments& one : activity.shipments) {
        rows.push_back({one.unit,
                        grouped(one.planned),
                        grouped(one.planned_by_today),
                        grouped(one.shipped),
                        grouped(one.due_by_today),
                        grouped(one.received)});
    }
    return columns_table({{heading("planned_goods"), false},
                          {heading("planned"), true},
                          {heading("planned_by_today"), true},
                          {heading("shipped"), true},
                          {heading("due_by_today"), true},
                          {heading("received"), true}},
                         rows);
}

std::string activity_text(const StatusActivity& activity) {
    constexpr std::size_t kInset = 4;
    std::string text =
        "  " +
        say("status.activity",
            fmt::arg("id", activity.id),
            fmt::arg("state", activity.state),
            fmt::arg(
                "about",
                together({activity.type, activity.title, activity.lead, activity.when}, ", "))) +
        '\n';
    for (const auto& [has, table] :
         {std::pair(!activity.indicators.empty(), indicators_table(activity)),
          std::pair(!activity.milestones.empty(), milestones_table(activity)),
          std::pair(!activity.resources.empty(), resources_table(activity)),
          std::pair(!activity.shipments.empty(), shipments_table(activity))}) {
        text += has ? inset(table, kInset) + '\n' : "";
    }
    if (activity.has_seats) {
        text += std::string(kInset, ' ') +
                say("status.seats",
                    fmt::arg("offered", figure(activity.seats_offered)),
                    fmt::arg("booked", figure(activity.seats_booked)),
                    fmt::arg("attended", figure(activity.seats_attended))) +
                "\n\n";
    }
    return text;
}

std::string committed_table(const StatusAgreement& agreement) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(agreement.committed.size());
    for (const StatusCommitted& one : agreement.committed) {
        rows.push_back({one.pledge, one.donor, one.amount, one.on, one.to});
    }
    return columns_table({{heading("pledge"), false},
                          {heading("donor"), false},
                          {heading("amount"), true},
                          {heading("on"), false},
                          {heading("to"), false}},
                         rows);
}

std::string agreement_text(const StatusAgreement& agreement) {
    std::string text =
        say("status.agreement",
            fmt::arg("id", agreement.id),
            fmt::arg("state", agreement.state),
            fmt::arg("about",
                     together({agreement.type, agreement.reference, agreement.title}, ", "))) +
        '\n' + together({agreement.period, agreement.parties}, "; ") + "\n\n";
    for (const StatusPlan& plan : agreement.plans) {
        text += say("status.plan",
                    fmt::arg("id", plan.id),
                    fmt::arg("state", plan.state),
                    fmt::arg("about", together({plan.title, plan.period}, ", "))) +
                "\n\n";
        for (const StatusActivity& activity : plan.activities) {
            text += activity_text(activity);
        }
    }
    if (agreement.plans.empty() && !agreement.external) {
        text += say("status.no_plan") + "\n\n";
    }
    if (!agreement.committed.empty()) {
        text += (agreement.external ? say("status.external") : say("status.without_activity")) +
                '\n' + inset(committed_table(agreement), 2) + '\n';
    }
    return text;
}

std::string overdue_text(const StatusView& view) {
    if (view.overdue.empty()) {
        return say("status.nothing_overdue") + '\n';
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(view.overdue.size());
    for (const StatusPoint& one : view.overdue) {
        rows.push_back({one.id,
                        one.title,
                        one.assignee,
                        one.due,
                        grouped(one.days_overdue),
                        one.slips > 0 ? grouped(one.slips) : ""});
    }
    return say("status.overdue_points") + '\n' +
           columns_table({{heading("id"), false},
                          {heading("title"), false},
                          {heading("assignee"), false},
                          {heading("due"), false},
                          {heading("days_late"), true},
                          {heading("slips"), true}},
                         rows);
}

}  // namespace

std::optional<std::int64_t> StatusIndicator::permille() const {
    if (!baseline || !target || !actual || *target == *baseline) {
        return std::nullopt;
    }
    base::Int128 way = base::Int128{*target} - *baseline;
    base::Int128 gone = (base::Int128{*actual} - *baseline) * kWhole;
    if (way < 0) {
        way = -way;
        gone = -gone;
    }
    const base::Int128 down = gone < 0 && gone % way != 0 ? 1 : 0;
    return static_cast<std::int64_t>(gone / way - down);
}

std::string permille_text(std::optional<std::int64_t> permille) {
    constexpr std::int64_t kTenth = 10;
    if (!permille) {
        return say("status.no_figure");
    }
    const std::int64_t size = *permille < 0 ? -*permille : *permille;
    return fmt::format("{}{}.{} %", *permille < 0 ? "-" : "", size / kTenth, size % kTenth);
}

std::string status_table(const StatusView& view) {
    std::string text = say("status.as_of", fmt::arg("day", view.today)) + "\n\n";
    for (const StatusAgreement& agreement : view.agreements) {
        text += agreement_text(agreement);
    }
    text += overdue_text(view);
    return view.ledger_hidden ? text + say("trace.ledger_hidden") + '\n' : text;
}

}  // namespace imdad::report
