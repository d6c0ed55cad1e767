#pragma once

#include "http/router.hpp"

#include <filesystem>

/// How the handlers of plans come to a plan and its folder.

namespace imdad::http {

/// Problems: those of `app::PlanJobs::show`.
[[nodiscard]] tl::expected<app::PlanLine, Problem> line_of(const Call& call, const std::string& id);

/// The folder of the best plan there is by now. Problems: 404 `no_such_plan`.
[[nodiscard]] tl::expected<std::filesystem::path, Problem> plan_folder(const Call& call,
                                                                       const app::PlanLine& line);

}  // namespace imdad::http
