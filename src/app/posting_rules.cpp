#include "app/posting_rules.hpp"

#include "app/permission.hpp"
#include "app/register_words.hpp"
#include "app/sentences.hpp"
#include "register/commitment.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;

class Examiner {
 public:
    Examiner(const Session& session, const Command& command)
        : session_(session),
          command_(command),
          book_(session.books->ledger().book()),
          register_(session.books->entities().current()) {}

    void look_at_roles(const store::User* approver);
    void look_at_instrument();
    void look_at_activity();

    std::vector<Objection> found;

 private:
    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return book_.names().text(name);
    }

    /// Whether the command gives what nobody had yet to somebody, or to an activity.
    [[nodiscard]] bool gives() const {
        return command_.kind == Kind::commit ||
               (command_.kind == Kind::allocate && !command_.to_activity.empty());
    }

    [[nodiscard]] ledger::Name receiving_activity() const {
        return command_.kind == Kind::commit ? command_.activity : command_.to_activity;
    }

    void refuse(std::string field, Told told) {
        found.push_back(
            {std::move(field), std::move(told.code), std::move(told.line), std::move(told.reason)});
    }

    const Session& session_;
    const Command& command_;
    const ledger::Book& book_;
    const registry::Register& register_;
};

void Examiner::look_at_roles(const store::User* approver) {
    const LedgerRule& rule = ledger_rule(command_.kind);
    const registry::Actor actor = session_.actor();
    const Concerned about =
        concerned(command_, session_.books->ledger(), session_.books->entities().current());
    if (!permits(rule.roles, actor, about)) {
        refuse("kind",
               tell("command_for_roles",
                    ledger::to_text(command_.kind),
                    registry::text_of_roles(rule.roles),
                    session_.user.name,
                    registry::text_of_roles(registry::roles_of(actor))));
    }
    if (approver == nullptr || rule.approvers == 0) {
        return;
    }
    const registry::Actor second{ledger::to_text(approver->actor), approver->grants};
    if (!permits(rule.approvers, second, about)) {
        refuse("approver",
               tell("command_approved_by",
                    ledger::to_text(command_.kind),
                    registry::text_of_roles(rule.approvers),
                    approver->name,
                    registry::text_of_roles(registry::roles_of(second))));
    }
}

void Examiner::look_at_instrument() {
    if (!gives()) {
        return;
    }
    if (command_.instrument.empty()) {
        refuse("instrument",
               command_.kind == Kind::commit ? tell("no_instrument_for_commitment")
                                             : tell("no_instrument_for_allocation"));
        return;
    }
    const auto allowed = registry::may_commit(register_,
                                              session_.actor(),
                                              {.instrument = text(command_.instrument),
                                               .on = command_.business_date,
                                               .emergency = command_.exception,
                                               .reason = command_.reason});
    if (!allowed) {
        for (const registry::Lack& lack : allowed.error()) {
            found.push_back({"instrument",
                             std::string(registry::code_text(lack.code)),
                             session_.named(registry::sentence(lack)),
                             reason_of(session_, lack)});
        }
    }
}

void Examiner::look_at_activity() {
    const ledger::Name name = receiving_activity();
    if (!gives() || name.empty()) {
        return;
    }
    const char* const field = command_.kind == Kind::commit ? "activity" : "to_activity";
    const auto found_activity = register_.activities.find(text(name));
    if (found_activity == register_.activities.end()) {
        refuse(field, tell("no_such_activity", text(name)));
        return;
    }
    const registry::Activity& activity = found_activity->second;
    if (registry::is_ended(activity)) {
        refuse(field, tell("activity_ended", activity.id, registry::word_of(activity.state)));
    }
    const std::string instrument = instrument_of(register_, activity.id);
    if (!command_.instrument.empty() && instrument != text(command_.instrument)) {
        refuse("instrument",
               tell("other_instrument",
                    activity.id,
                    activity.plan.empty() ? "no plan" : activity.plan,
                    instrument.empty() ? "no instrument" : instrument,
                    text(command_.instrument)));
    }
}

}  // namespace

std::string instrument_of(const registry::Register& entities, const std::string& activity) {
    const auto found = entities.activities.find(activity);
    if (found == entities.activities.end()) {
        return {};
    }
    const auto plan = entities.action_plans.find(found->second.plan);
    return plan == entities.action_plans.end() ? std::string() : plan->second.instrument;
}

std::vector<Objection> objections(const Session& session,
                                  const Command& command,
                                  const store::User* approver) {
    Examiner examiner(session, command);
    examiner.look_at_roles(approver);
    std::vector<Objection> all = std::move(examiner.found);
    std::ranges::move(objections_to_instrument(session, command), std::back_inserter(all));
    return all;
}

std::vector<Objection> objections_to_instrument(const Session& session, const Command& command) {
    Examiner examiner(session, command);
    if (session.books->ledger().book().seen(command.id) == nullptr) {
        examiner.look_at_instrument();
        examiner.look_at_activity();
    }
    return std::move(examiner.found);
}

}  // namespace imdad::app
