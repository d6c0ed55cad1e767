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
[[nodiscard]] Outcome accept_text(const Call& call);
[[nodiscard]] Outcome sign_text(const Call& call);
[[nodiscard]] Outcome open_amendment(const Call& call);
[[nodiscard]] Outcome renew(const Call& call);
[[nodiscard]] Outcome move_due(const Call& call);
[[nodiscard]] Outcome attach_document(const Call& call);
Outcome show_document(const Call& call);
[[nodiscard]] Outcome list_due(const Call& call);

[[nodiscard]] Outcome list_pledges(const Call& call);
[[nodiscard]] Outcome show_pledge(const Call& call);
[[nodiscard]] Outcome list_balances(const Call& call);
[[nodiscard]] Outcome trial_balance(const Call& call);
[[nodiscard]] Outcome list_proposals(const Call& call);
[[nodiscard]] Outcome show_proposal(const Call& call);
[[nodiscard]] Outcome decide_proposal(const Call& call);
[[nodiscard]] Outcome list_thresholds(const Call& call);
[[nodiscard]] Outcome list_exceptions(const Call& call);
[[nodiscard]] Outcome months_of_stock(const Call& call);
[[nodiscard]] Outcome audit(const Call& call);

[[nodiscard]] Outcome list_shipments(const Call& call);
[[nodiscard]] Outcome show_shipment(const Call& call);
[[nodiscard]] Outcome list_stock(const Call& call);
[[nodiscard]] Outcome list_places(const Call& call);
[[nodiscard]] Outcome stock_cover(const Call& call);
[[nodiscard]] Outcome list_entries(const Call& call);
[[nodiscard]] Outcome show_entry(const Call& call);

[[nodiscard]] Outcome post_entry(const Call& call);
[[nodiscard]] Outcome set_threshold(const Call& call);
[[nodiscard]] Outcome apply_due(const Call& call);

[[nodiscard]] Outcome step_of_pledge(const Call& call);  ///< subject: `add`, `commit`, ...

[[nodiscard]] Outcome ship(const Call& call);
[[nodiscard]] Outcome receive(const Call& call);
[[nodiscard]] Outcome move_stock(const Call& call);  ///< subject: `use`, `write-off`, ...
[[nodiscard]] Outcome recall_lot(const Call& call);
[[nodiscard]] Outcome lift_recall(const Call& call);
[[nodiscard]] Outcome void_dispatch(const Call& call);

[[nodiscard]] Outcome list_users(const Call& call);
[[nodiscard]] Outcome permissions(const Call& call);
[[nodiscard]] Outcome add_user(const Call& call);
[[nodiscard]] Outcome erase_user(const Call& call);
[[nodiscard]] Outcome change_roles(const Call& call);
[[nodiscard]] Outcome block_user(const Call& call);
[[nodiscard]] Outcome user_permissions(const Call& call);
[[nodiscard]] Outcome list_tokens_of_user(const Call& call);
[[nodiscard]] Outcome erase_token_of_user(const Call& call);

[[nodiscard]] Outcome waybill(const Call& call);
[[nodiscard]] Outcome planned_waybill(const Call& call);
[[nodiscard]] Outcome received_note(const Call& call);
[[nodiscard]] Outcome stock_card(const Call& call);
[[nodiscard]] Outcome count_sheet(const Call& call);

// Screens on paper.
[[nodiscard]] Outcome print_status(const Call& call);
[[nodiscard]] Outcome print_brief(const Call& call);
[[nodiscard]] Outcome print_record(const Call& call);  ///< subject: the kind
[[nodiscard]] Outcome print_today(const Call& call);
[[nodiscard]] Outcome print_pledges(const Call& call);
[[nodiscard]] Outcome print_pledge(const Call& call);
[[nodiscard]] Outcome print_donor(const Call& call);
[[nodiscard]] Outcome print_trace(const Call& call);
[[nodiscard]] Outcome print_balances(const Call& call);
[[nodiscard]] Outcome print_trial_balance(const Call& call);
[[nodiscard]] Outcome print_exceptions(const Call& call);
[[nodiscard]] Outcome print_audit(const Call& call);
[[nodiscard]] Outcome print_stock(const Call& call);
[[nodiscard]] Outcome print_plan(const Call& call);
[[nodiscard]] Outcome print_why(const Call& call);
[[nodiscard]] Outcome print_comparison(const Call& call);

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
[[nodiscard]] Outcome adopt_plan(const Call& call);

[[nodiscard]] Outcome plan_map(const Call& call);
[[nodiscard]] Outcome plan_map_places(const Call& call);
[[nodiscard]] Outcome plan_map_lanes(const Call& call);
[[nodiscard]] Outcome plan_boundaries(const Call& call);
[[nodiscard]] Outcome who_what_where(const Call& call);

/// What the table of routes says, for those who look for their way.
[[nodiscard]] Outcome list_routes(const Call& call);

/// Whether the books can be opened now.
[[nodiscard]] Outcome readyz(const Call& call);

}  // namespace imdad::http
