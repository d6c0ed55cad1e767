#include "verify/checker.hpp"

#include "verify/checks.hpp"

namespace imdad::verify {

namespace {

Verdict judge(const model::Scenario& scenario, const model::Plan& plan) {
    const Rules rules(scenario);
    Findings findings;
    const Rows rows = admit(rules, plan, findings);
    check_starts(rules, rows, plan.options, findings);
    check_lanes(rules, rows, findings);
    check_books(rules, rows, plan.options, findings);
    check_services(rules, rows, findings);
    const Int128 served = check_needs(rules, rows, findings);
    check_absorption(rules, rows, findings);
    check_locks(rules, rows, plan.shortfalls, findings);
    Verdict verdict = findings.verdict(scenario);
    verdict.served = model::Persons(saturate(served));
    return verdict;
}

}  // namespace

Verdict check(const model::Scenario& scenario, const model::Plan& plan) {
    return plan.by_hand ? judge(scenario, complete_by_hand(scenario, plan)) : judge(scenario, plan);
}

}  // namespace imdad::verify
