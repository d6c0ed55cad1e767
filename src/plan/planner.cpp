#include "plan/planner.hpp"

#include "base/parallel.hpp"
#include "engine/water_filling.hpp"
#include "plan/baselines.hpp"
#include "plan/estimate.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/extract.hpp"
#include "plan/keep_locks.hpp"
#include "plan/lock_notes.hpp"
#include "plan/measures.hpp"
#include "plan/policy.hpp"
#include "plan/reachability.hpp"
#include "plan/search.hpp"
#include "plan/stock_notes.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace imdad::plan {

namespace {

constexpr const char* kEngineVersion = "first order 1";

/// Above so many need units, the search starts from one greedy plan: it finds better ones than the
/// second order of earmarked goods does, which would only take its time and memory.
constexpr std::size_t kBothOrdersUnits = 20'000;

/// One way to fill the problem: a baseline, or the planner's own with an order of earmarks.
struct Method {
    std::string name;
    void (*baseline)(engine::Filling&) = nullptr;
    engine::EarmarkOrder order = engine::EarmarkOrder::together;
};

/// The planner's own methods, then the baselines.
std::vector<Method> methods_for(const BuiltProblem& built, const Request& request) {
    std::vector<Method> methods = {{.name = "plan"}};
    const auto has_earmark = [&](const engine::Supply& supply) {
        return built.problem.lots[supply.lot].earmark != engine::kNone;
    };
    const bool both =
        request.engine == Engine::greedy || built.problem.units.size() <= kBothOrdersUnits;
    if (both && std::ranges::any_of(built.problem.supplies, has_earmark)) {
        methods.push_back({.name = "plan", .order = engine::EarmarkOrder::earmarked_first});
    }
    if (request.baselines) {
        for (const Baseline& baseline : baselines()) {
            methods.push_back({.name = baseline.name, .baseline = baseline.fill});
        }
    }
    return methods;
}

model::Plan make_one(const model::Scenario& scenario,
                     const BuiltProblem& built,
                     model::PlanOptions options,
                     const Method& method,
                     const engine::LockOrder& locks) {
    engine::Filling filling(built.problem);
    engine::fill_locks(filling, locks);
    if (method.baseline != nullptr) {
        options.method = method.name;
        method.baseline(filling);
    } else {
        engine::fill_by_worth(filling, worth_by_coverage(options.policy), method.order);
    }
    filling.fill_closing_stock();
    return extract_plan(scenario, built, filling, options);
}

void prefer(model::PlanResult& result, model::NamedPlan plan, model::Policy policy, bool first) {
    if (first || is_better(plan.measures, result.chosen.measures, policy)) {
        result.chosen = std::move(plan);
    }
}

/// A plan says by how much it falls short of its locks: one that does not breaks them.
void say_what_is_missing(model::NamedPlan& plan) {
    plan.plan.shortfalls.clear();
    for (const model::LockMeasure& lock : plan.measures.locks) {
        if (lock.missing.value() > 0) {
            plan.plan.shortfalls.push_back({lock.lock, lock.missing});
        }
    }
}

/// What is known with the first plan alone.
model::PlanResult first_result(const model::Scenario& scenario, const model::PlanResult& so_far) {
    model::PlanResult result = so_far;
    say_what_is_missing(result.chosen);
    result.stock = stock_book(scenario, result.chosen.plan);
    result.notes = stock_notes(scenario, result.stock);
    result.engine_version = kEngineVersion;
    return result;
}

struct FillInput {
    const model::Scenario& scenario;
    const BuiltProblem& built;
    const model::PlanOptions& options;
    const Request& request;
    const engine::LockOrder& locks;
};

/// The best of the planner's own methods as the chosen plan, and the baselines. `reasons` are
/// worked out on the way if they are not there yet.
model::PlanResult fill(const FillInput& input, std::vector<std::string>& reasons) {
    const Request& request = input.request;
    const std::vector<Method> methods = methods_for(input.built, request);
    std::vector<model::NamedPlan> plans(methods.size());
    const auto make = [&](std::size_t i) {
        plans[i] = {
            .name = methods[i].name,
            .plan = make_one(input.scenario, input.built, input.options, methods[i], input.locks)};
    };
    const auto look = [&](std::size_t i) {
        plans[i].measures = measure_against(input.scenario, plans[i].plan, input.built, reasons);
    };
    const auto own =
        static_cast<std::size_t>(std::ranges::count(methods, nullptr, &Method::baseline));
    // Where the first plan is wanted early, the baselines wait for it.
    const std::size_t at_once = request.first ? own : plans.size();
    // The plans and the reasons do not depend on each other: one task each.
    base::run_tasks(at_once + 1, request.threads, [&](std::size_t i) {
        if (i < at_once) {
            make(i);
        } else if (reasons.empty()) {
            reasons = unreachable_reasons(input.scenario, input.built);
        }
    });
    base::run_tasks(at_once, request.threads, look);
    model::PlanResult result;
    for (std::size_t i = 0; i < own; ++i) {
        prefer(result, std::move(plans[i]), request.policy, i == 0);
    }
    base::run_tasks(plans.size() - at_once + 1, request.threads, [&](std::size_t task) {
        if (task > 0) {
            make(at_once + task - 1);
            look(at_once + task - 1);
        } else if (request.first) {
            request.first(first_result(input.scenario, result));
        }
    });
    for (std::size_t i = own; i < plans.size(); ++i) {
        result.baselines.push_back(std::move(plans[i]));
    }
    return result;
}

}  // namespace

model::PlanResult make_plan(const model::Scenario& scenario, const Request& request) {
    const model::PlanOptions options{.policy = request.policy,
                                     .include_announced = request.include_announced,
                                     .include_pledged = request.include_pledged};
    BuiltProblem built = build_problem(scenario, options);
    std::vector<std::string> reasons;
    if (request.estimated) {
        model::Plan services;
        base::run_tasks(2, request.threads, [&](std::size_t task) {
            if (task == 0) {
                services = estimated_services(scenario, built, options);
            } else {
                reasons = unreachable_reasons(scenario, built);
            }
        });
        request.estimated(measure_against(scenario, services, built, reasons));
    }
    KeptLocks locks = keep_locks(built, request);
    model::PlanResult result = fill({scenario, built, options, request, locks.order}, reasons);
    SearchResult found;
    if (request.engine != Engine::greedy) {
        found = search({scenario, built, reasons, options, request, locks.order}, result.chosen);
    }
    for (model::NamedPlan& plan : found.plans) {
        prefer(result, std::move(plan), request.policy, false);
    }
    for (model::Certificate& certificate : found.certificates) {
        result.bounds.push_back({.certificate = std::move(certificate)});
    }
    if (locks.certificate) {
        result.bounds.push_back({.certificate = std::move(*locks.certificate)});
    }
    say_what_is_missing(result.chosen);
    std::ranges::for_each(result.baselines, say_what_is_missing);
    result.split_value = found.split_value;
    result.stock = stock_book(scenario, result.chosen.plan);
    result.notes = stock_notes(scenario, result.stock);
    std::ranges::move(found.notes, std::back_inserter(result.notes));
    if (const model::Phrase note = lock_note(scenario, result.bounds); !note.empty()) {
        result.notes.push_back(english(note));
    }
    result.engine_version = kEngineVersion;
    return result;
}

model::Measures measure(const model::Scenario& scenario, const model::Plan& plan) {
    const BuiltProblem built = build_problem(scenario, plan.options);
    return measure_against(scenario, plan, built, unreachable_reasons(scenario, built));
}

}  // namespace imdad::plan
