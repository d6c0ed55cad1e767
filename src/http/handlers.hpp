#pragma once

#include "http/router.hpp"

/// What stands behind the routes: each fills a request for `app`, asks it, and shows the outcome in
/// the documents that the command line prints with `--format json`.

namespace imdad::http {

[[nodiscard]] Outcome list_entities(const Call& call);  ///< subject: the kind
[[nodiscard]] Outcome show_entity(const Call& call);
[[nodiscard]] Outcome add_entity(const Call& call);
[[nodiscard]] Outcome edit_entity(const Call& call);
[[nodiscard]] Outcome set_state(const Call& call);
[[nodiscard]] Outcome list_due(const Call& call);

[[nodiscard]] Outcome list_pledges(const Call& call);
[[nodiscard]] Outcome show_pledge(const Call& call);
[[nodiscard]] Outcome list_balances(const Call& call);
[[nodiscard]] Outcome trial_balance(const Call& call);
[[nodiscard]] Outcome list_proposals(const Call& call);
[[nodiscard]] Outcome show_proposal(const Call& call);
[[nodiscard]] Outcome list_thresholds(const Call& call);
[[nodiscard]] Outcome list_exceptions(const Call& call);
[[nodiscard]] Outcome audit(const Call& call);

[[nodiscard]] Outcome agreement_status(const Call& call);
[[nodiscard]] Outcome party_brief(const Call& call);
[[nodiscard]] Outcome trace(const Call& call);
[[nodiscard]] Outcome trace_drawing(const Call& call);

[[nodiscard]] Outcome log_in(const Call& call);
[[nodiscard]] Outcome show_session(const Call& call);
[[nodiscard]] Outcome log_out(const Call& call);
[[nodiscard]] Outcome step_up(const Call& call);
[[nodiscard]] Outcome change_password(const Call& call);
[[nodiscard]] Outcome use_set_up_link(const Call& call);
[[nodiscard]] Outcome list_tokens(const Call& call);
[[nodiscard]] Outcome add_token(const Call& call);
[[nodiscard]] Outcome erase_token(const Call& call);
[[nodiscard]] Outcome invite_user(const Call& call);

[[nodiscard]] Outcome list_scenarios(const Call& call);
[[nodiscard]] Outcome add_scenario(const Call& call);
[[nodiscard]] Outcome check_scenario(const Call& call);
[[nodiscard]] Outcome show_table(const Call& call);
[[nodiscard]] Outcome edit_table(const Call& call);
[[nodiscard]] Outcome list_plans(const Call& call);
[[nodiscard]] Outcome start_plan(const Call& call);
[[nodiscard]] Outcome show_plan(const Call& call);
[[nodiscard]] Outcome stop_plan(const Call& call);
[[nodiscard]] Outcome plan_events(const Call& call);
[[nodiscard]] Outcome plan_coverage(const Call& call);
[[nodiscard]] Outcome plan_explanation(const Call& call);
[[nodiscard]] Outcome compare_plans(const Call& call);
[[nodiscard]] Outcome plan_file(const Call& call);

/// What the table of routes says, for those who look for their way.
[[nodiscard]] Outcome list_routes(const Call& call);

/// Whether the books can be opened now.
[[nodiscard]] Outcome readyz(const Call& call);

}  // namespace imdad::http
