#pragma once

#include "app/access.hpp"
#include "app/permission.hpp"
#include "app/plan_jobs.hpp"
#include "http/authenticate.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"
#include "http/target.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which request means what: one table of routes, from which 404, 405, `Allow`, OPTIONS, the list
/// at /api/v1 and the comparison with api/openapi.yaml follow.

namespace imdad::http {

using Outcome = tl::expected<Response, Problem>;

struct Route;

/// A request that found its route.
struct Call {
    const Request& request;
    const Target& target;
    const Route& route;
    std::vector<std::string> arguments;  ///< what stands in the place of `{...}`, in order
    app::Access access;                  ///< the user is known, unless the route is open
    const Identity& identity;            ///< of the user; of nobody if the route is open
    Gate& gate;
    app::PlanJobs* plans = nullptr;  ///< none: this server keeps no scenarios

    [[nodiscard]] std::string parameter(std::string_view name) const {
        return std::string(target.parameter(name));
    }
};

using Handler = Outcome (*)(const Call&);

/// What kind of access a route needs before anybody is asked.
enum class Entrance : std::uint8_t {
    user,       ///< somebody the server knows
    anybody,    ///< health: tells nothing but whether the server works
    this_host,  ///< metrics: only from the machine itself
};

struct Route {
    std::string_view method;
    std::string_view pattern;       ///< `/api/v1/parties/{id}`
    std::string_view operation;     ///< `operationId` of the contract; stable
    Handler handler = nullptr;      ///< null: answered by the server itself, without the books
    std::optional<app::Task> task;  ///< what `app` asks the user's roles for
    std::string_view subject;       ///< what the handler is about, e.g. a kind of the register
    std::vector<std::string_view> parameters;  ///< of the query; any other one is refused
    std::vector<std::string_view> media{"application/json"};
    Entrance entrance = Entrance::user;
    /// The password must have been given shortly before, or a token be of the scope `approve`.
    bool sensitive = false;
    bool of_workspace = false;  ///< there only where the server keeps scenarios
    bool is_long = false;       ///< reads whole journals or plans: may take seconds
    bool keyed = true;          ///< if it writes: in the books, under an Idempotency-Key
};

struct Found {
    const Route* route = nullptr;
    std::vector<std::string> arguments;
};

/// The route of a request. HEAD is answered by the route of GET.
/// Problems: 404 `no_such_path`; 405 `no_such_method` with `Allow`.
[[nodiscard]] tl::expected<Found, Problem> find_route(std::span<const Route> routes,
                                                      std::string_view method,
                                                      const Target& target);

/// The methods of a path, for `Allow`; empty: there is no such path.
[[nodiscard]] std::string allowed_methods(std::span<const Route> routes, const Target& target);

/// Problems: 400 `unknown_parameter` with those that there are.
[[nodiscard]] std::optional<Problem> refused_parameters(const Route& route, const Target& target);

}  // namespace imdad::http
