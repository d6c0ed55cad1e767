#include "http/router.hpp"

#include "http/sentences.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::http {

namespace {

/// What stands in the place of `{...}`; no value: the path is another one. An empty segment stands
/// for nothing, so that `/parties/` is no party without a name.
std::optional<std::vector<std::string>> match(std::string_view pattern, const Target& target) {
    std::vector<std::string> arguments;
    pattern.remove_prefix(1);
    for (std::size_t at = 0; at < target.segments.size(); ++at) {
        const std::size_t end = pattern.find('/');
        const std::string_view part = pattern.substr(0, end);
        const std::string& segment = target.segments[at];
        if (part.starts_with('{')) {
            if (segment.empty()) {
                return std::nullopt;
            }
            arguments.push_back(segment);
        } else if (part != segment) {
            return std::nullopt;
        }
        const bool last_segment = at + 1 == target.segments.size();
        if (end == std::string_view::npos || last_segment) {
            return last_segment && end == std::string_view::npos ? std::optional(arguments)
                                                                 : std::nullopt;
        }
        pattern.remove_prefix(end + 1);
    }
    return std::nullopt;
}

}  // namespace

std::string allowed_methods(std::span<const Route> routes, const Target& target) {
    std::vector<std::string_view> methods;
    for (const Route& route : routes) {
        if (match(route.pattern, target)) {
            methods.push_back(route.method);
            if (route.method == "GET") {
                methods.emplace_back("HEAD");
            }
        }
    }
    if (methods.empty()) {
        return "";
    }
    methods.emplace_back("OPTIONS");
    return fmt::format("{}", fmt::join(methods, ", "));
}

tl::expected<Found, Problem> find_route(std::span<const Route> routes,
                                        std::string_view method,
                                        const Target& target) {
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    for (const Route& route : routes) {
        if (route.method != wanted) {
            continue;
        }
        if (auto arguments = match(route.pattern, target)) {
            return Found{&route, std::move(*arguments)};
        }
    }
    const std::string allowed = allowed_methods(routes, target);
    if (allowed.empty()) {
        return tl::unexpected(problem_of(say("no_such_path")));
    }
    Problem problem = problem_of(say("no_such_method", allowed));
    problem.headers.push_back({"Allow", allowed});
    return tl::unexpected(std::move(problem));
}

std::optional<Problem> refused_parameters(const Route& route, const Target& target) {
    for (const auto& [name, value] : target.query) {
        if (std::ranges::find(route.parameters, name) == route.parameters.end()) {
            return problem_of(
                route.parameters.empty()
                    ? say("no_parameters", name)
                    : say("unknown_parameter", name, fmt::join(route.parameters, ", ")));
        }
    }
    return std::nullopt;
}

}  // namespace imdad::http
