#include "app/print_views.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/paper.hpp"

/// Screens on paper: `?language=` and `?paper=`, and the filters of the screen.

namespace imdad::http {

namespace {

/// `make(order)` gives the document.
template <typename Make>
Outcome printed(const Call& call, Make make) {
    const auto order = paper_order(call);
    if (!order) {
        return tl::unexpected(order.error());
    }
    return paper_outcome(call, *order, make(*order));
}

}  // namespace

Outcome print_status(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_status(order.access, order.wish, call.arguments.front());
    });
}

Outcome print_brief(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_brief(order.access, order.wish, call.arguments.front());
    });
}

Outcome print_record(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_record(
            order.access, order.wish, std::string(call.route.subject), call.arguments.front());
    });
}

Outcome print_today(const Call& call) {
    return printed(
        call, [&](const PaperOrder& order) { return app::print_today(order.access, order.wish); });
}

Outcome print_pledges(const Call& call) {
    const auto open = yes_parameter(call, "open");
    if (!open) {
        return tl::unexpected(open.error());
    }
    const std::string sort = call.parameter("sort");
    if (!sort.empty() && sort != "late" && sort != "amount" && sort != "donor") {
        return tl::unexpected(bad_choice("sort", "late, amount, donor"));
    }
    return printed(call, [&](const PaperOrder& order) {
        return app::print_pledges(order.access,
                                  order.wish,
                                  {.unit = call.parameter("unit"),
                                   .donor = call.parameter("donor"),
                                   .open = *open,
                                   .sort = sort});
    });
}

Outcome print_pledge(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_pledge(order.access, order.wish, call.arguments.front());
    });
}

Outcome print_donor(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_donor(order.access, order.wish, call.arguments.front());
    });
}

Outcome print_trace(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_trace(order.access, order.wish, call.arguments.front());
    });
}

Outcome print_balances(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_balances(order.access,
                                   order.wish,
                                   {.unit = call.parameter("unit"),
                                    .stage = call.parameter("stage"),
                                    .holder = call.parameter("holder")});
    });
}

Outcome print_trial_balance(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_trial_balance(order.access, order.wish);
    });
}

Outcome print_exceptions(const Call& call) {
    const auto from = day_parameter(call, "from");
    const auto to = day_parameter(call, "to");
    if (!from || !to) {
        return tl::unexpected(!from ? from.error() : to.error());
    }
    return printed(call, [&](const PaperOrder& order) {
        return app::print_exceptions(order.access, order.wish, *from, *to);
    });
}

Outcome print_audit(const Call& call) {
    return printed(
        call, [&](const PaperOrder& order) { return app::print_audit(order.access, order.wish); });
}

Outcome print_stock(const Call& call) {
    return printed(call, [&](const PaperOrder& order) {
        return app::print_stock(order.access,
                                order.wish,
                                {.at = call.parameter("at"),
                                 .unit = call.parameter("unit"),
                                 .stage = call.parameter("stage")});
    });
}

}  // namespace imdad::http
