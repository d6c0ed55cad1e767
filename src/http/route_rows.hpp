#pragma once

#include "http/handlers.hpp"
#include "http/router.hpp"

#include <string_view>
#include <vector>

/// What the rows of the table of routes are made with, and its parts. Inside of `http` only.

namespace imdad::http {

using app::Task;
using Names = std::vector<std::string_view>;

inline const Names kPage{"limit", "cursor"};
inline const Names kToday{"today"};
inline const Names kDryRun{"dry_run"};

[[nodiscard]] Route reading(std::string_view pattern,
                            std::string_view operation,
                            Handler handler,
                            Task task,
                            Names parameters);

/// A change of the register; `kind`: of which entities.
[[nodiscard]] Route writing(std::string_view method,
                            std::string_view pattern,
                            std::string_view operation,
                            Handler handler,
                            std::string_view kind);

[[nodiscard]] Route posting(std::string_view pattern,
                            std::string_view operation,
                            Handler handler,
                            Task task = Task::post,
                            std::string_view subject = "");

/// Of a person or program itself, or of a job, not of the books: without a key.
[[nodiscard]] Route own(std::string_view method,
                        std::string_view pattern,
                        std::string_view operation,
                        Handler handler);

// The parts, each in a file of its name.

void add_entrance_routes(std::vector<Route>& routes);  ///< routes_accounts.cpp
void add_user_routes(std::vector<Route>& routes);      ///< routes_accounts.cpp
void add_register_routes(std::vector<Route>& routes);
void add_act_routes(std::vector<Route>& routes);  ///< routes_register.cpp
void add_ledger_routes(std::vector<Route>& routes);
void add_setting_routes(std::vector<Route>& routes);  ///< routes_ledger.cpp
void add_goods_routes(std::vector<Route>& routes);    ///< routes_ledger.cpp
void add_plan_routes(std::vector<Route>& routes);
void add_form_routes(std::vector<Route>& routes);      ///< routes_paper.cpp
void add_printing_routes(std::vector<Route>& routes);  ///< routes_paper.cpp

}  // namespace imdad::http
