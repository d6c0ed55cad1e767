#pragma once

#include "cli/exit_code.hpp"

#include <functional>
#include <string>

namespace CLI {
class App;
}

/// One function per command: it adds the command with its options to `program`, and when the
/// command is given puts what has to be run into `action`. No command holds logic: it fills a
/// request, calls `app`, and shows the outcome.

namespace imdad::cli {

using Action = std::function<Exit()>;

void add_check(CLI::App& program, Action& action);
void add_new(CLI::App& program, Action& action);
void add_network(CLI::App& program, Action& action);
void add_needs(CLI::App& program, Action& action);
void add_plan(CLI::App& program, Action& action);
void add_verify(CLI::App& program, Action& action);
void add_explain(CLI::App& program, Action& action);
void add_export_lp(CLI::App& program, Action& action);
void add_init(CLI::App& program, Action& action);
void add_user(CLI::App& program, Action& action);
void add_credentials(CLI::App& users, Action& action);  ///< below `user`
void add_rights(CLI::App& users, Action& action);       ///< roles and blocks, below `user`
void add_register(CLI::App& program, Action& action);   ///< one command for each kind of entity
void add_ledger(CLI::App& program, Action& action);     ///< balance, trial-balance, post
void add_proposals(CLI::App& program, Action& action);  ///< proposal, threshold
void add_due(CLI::App& program, Action& action);
void add_ledger(CLI::App& program, Action& action);  ///< balance, trial-balance, post
void add_ship(CLI::App& program, Action& action);
void add_receive(CLI::App& program, Action& action);
void add_stock(CLI::App& program, Action& action);   ///< use, deliver, count, write-off, ...
void add_recall(CLI::App& program, Action& action);  ///< recall, lift-recall, void
void add_form(CLI::App& program, Action& action);    ///< papers to print
void add_adopt(CLI::App& program, Action& action);
void add_snapshot(CLI::App& program, Action& action);
void add_trace(CLI::App& program, Action& action);
void add_pledge(CLI::App& program, Action& action);     ///< list, show
void add_reporting(CLI::App& program, Action& action);  ///< status, brief, exceptions
void add_keeping(CLI::App& program, Action& action);    ///< audit, checkpoint, backup, restore
void add_serve(CLI::App& program, Action& action);

}  // namespace imdad::cli
