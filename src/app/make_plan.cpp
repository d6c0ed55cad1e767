#include "app/make_plan.hpp"

#include "app/interrupt.hpp"
#include "app/output_folder.hpp"
#include "app/plan_files.hpp"
#include "base/parallel.hpp"
#include "plan/explain.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/lock_notes.hpp"
#include "plan/planner.hpp"
#include "verify/certificate.hpp"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace imdad::app {

namespace {

int threads_of(const MakePlanRequest& request) {
    return request.threads > 0 ? request.threads
                               : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void say(const MakePlanRequest& request, const char* stage) {
    if (request.progress) {
        request.progress(stage);
    }
}

/// The plan and its bounds. Once there is a plan at all, the first Ctrl-C and the time limit end
/// the search; before that Ctrl-C ends the process.
model::PlanResult search_for_plan(const MakePlanRequest& request,
                                  const Stopwatch& stopwatch,
                                  EarlyPlan* early,
                                  MakePlanOutcome& outcome) {
    const model::Scenario& scenario = *outcome.loaded.scenario;
    MakePlanOutcome::Ended& ended = outcome.ended;
    std::optional<FirstInterruptStops> heard;
    const auto stop = [&] {
        if (interrupted()) {
            ended = MakePlanOutcome::Ended::interrupted;
        } else if (request.time_limit > 0 && stopwatch.read().seconds >= request.time_limit) {
            ended = MakePlanOutcome::Ended::time_limit;
        }
        return ended != MakePlanOutcome::Ended::by_itself;
    };
    const auto tell = [&](const plan::SearchProgress& progress) {
        if (!heard) {
            heard.emplace();
        }
        if (request.search_progress) {
            request.search_progress(progress, stopwatch.read().seconds);
        }
    };
    plan::Request wanted{.policy = request.policy.value_or(scenario->header.policy),
                         .include_announced = request.include_announced,
                         .include_pledged = request.include_pledged,
                         .threads = threads_of(request),
                         .baselines = true,
                         .engine = request.engine,
                         .gap = request.gap,
                         .stop = stop,
                         .progress = tell,
                         .estimated = {},
                         .first = {}};
    if (early != nullptr) {
        wanted.estimated = [&](const model::Measures& measures) {
            early->write_estimate(outcome.loaded, measures);
        };
        wanted.first = [&](model::PlanResult result) {
            early->write_first(outcome.loaded, std::move(result), threads_of(request));
        };
    }
    return plan::make_plan(scenario, wanted);
}

/// Why people are short, for the page; nothing where the search was cut short, so that the files
/// come at once.
std::optional<model::Explanation> reasons(const MakePlanRequest& request,
                                          const model::Scenario& scenario,
                                          const MakePlanOutcome& outcome) {
    const auto value =
        std::ranges::find_if(outcome.result.bounds, [](const model::CertifiedBound& bound) {
            return bound.certificate.aim == model::Certificate::Aim::value;
        });
    if (outcome.ended != MakePlanOutcome::Ended::by_itself ||
        value == outcome.result.bounds.end()) {
        return std::nullopt;
    }
    say(request, "finding out why people are short");
    return plan::explain(scenario,
                         outcome.result.chosen.plan,
                         &value->certificate,
                         {.threads = threads_of(request),
                          .helps = outcome.audience == model::Audience::restricted,
                          .seconds = 0});
}

/// From the scenario to the files; the outcome's `loaded` is there and usable.
void plan_and_write(const MakePlanRequest& request,
                    const Stopwatch& stopwatch,
                    MakePlanOutcome& outcome,
                    OutputFolder& folder,
                    EarlyPlan* early) {
    const model::Scenario& scenario = *outcome.loaded.scenario;
    say(request, "planning");
    outcome.result = search_for_plan(request, stopwatch, early, outcome);
    outcome.result.inputs_sha256 = outcome.loaded.inputs_sha256;
    outcome.result.not_used = outcome.loaded.not_used_lines();
    if (model::Phrase note = plan::lock_note(scenario, outcome.result.bounds); !note.empty()) {
        outcome.lock_note = plan::english(note);
        outcome.lock_phrase = std::move(note);
    }
    say(request, "checking the plan and the baselines");
    outcome.refused =
        judge(scenario, outcome.result, outcome.constraints_checked, threads_of(request));
    if (!outcome.refused) {
        outcome.refused = certify_bounds(scenario, outcome.result, threads_of(request));
    }
    if (outcome.refused) {
        outcome.kind = MakePlanOutcome::Kind::own_plan_refused;
        return;
    }
    const std::optional<model::Explanation> explanation = reasons(request, scenario, outcome);
    say(request, "writing the files");
    const DeferInterrupts deferred;
    outcome.files = write_plan_files(scenario,
                                     outcome.result,
                                     outcome.loaded.shapes,
                                     outcome.audience,
                                     folder.begin(),
                                     threads_of(request),
                                     explanation ? &*explanation : nullptr);
    stop_if_interrupted();
    folder.publish();
}

}  // namespace

std::optional<RefusedOwnPlan> judge(const model::Scenario& scenario,
                                    const model::PlanResult& result,
                                    std::size_t& constraints_checked,
                                    int threads) {
    std::vector<const model::NamedPlan*> plans = {&result.chosen};
    for (const model::NamedPlan& baseline : result.baselines) {
        plans.push_back(&baseline);
    }
    std::vector<verify::Verdict> verdicts(plans.size());
    base::run_tasks(plans.size(), threads, [&](std::size_t i) {
        verdicts[i] = verify::check(scenario, plans[i]->plan);
    });
    constraints_checked = verdicts.front().constraints_checked;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (!verdicts[i].accepted) {
            return RefusedOwnPlan{plans[i]->name, std::move(verdicts[i])};
        }
    }
    return std::nullopt;
}

std::optional<RefusedOwnPlan> certify_bounds(const model::Scenario& scenario,
                                             model::PlanResult& result,
                                             int threads) {
    std::vector<model::AreaIndex> out_of_reach;
    for (const model::AreaMeasure& area : result.chosen.measures.areas) {
        if (!area.reachable) {
            out_of_reach.push_back(area.area);
        }
    }
    for (model::CertifiedBound& bound : result.bounds) {
        base::Result<model::CertifiedBound> certified =
            verify::certify(scenario, result.chosen.plan, bound.certificate, out_of_reach, threads);
        if (!certified) {
            base::Error& error = certified.error();
            verify::Verdict verdict;
            verdict.accepted = false;
            verdict.counts[error.code] = 1;
            verify::Violation violation;
            violation.code = std::move(error.code);
            violation.message = std::move(error.message);
            verdict.violations.push_back(std::move(violation));
            constexpr std::array<const char*, 3> kNames = {
                "bound on the value", "bound on the worst-off area", "bound on the locks"};
            return RefusedOwnPlan{kNames[static_cast<std::size_t>(bound.certificate.aim)],
                                  std::move(verdict)};
        }
        bound = std::move(*certified);
    }
    return std::nullopt;
}

std::filesystem::path default_out(const std::string& scenario_name) {
    std::string name = "plan-";
    for (const char c : scenario_name) {
        // Letters of every script stay, so that two scenarios do not share a folder.
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                           static_cast<unsigned char>(c) >= 0x80;
        name += plain ? c : '-';
    }
    return name;
}

MakePlanOutcome make_plan(const MakePlanRequest& request) {
    const Stopwatch stopwatch;
    MakePlanOutcome outcome;
    say(request, "reading the scenario");
    outcome.loaded = load(request.scenario_folder);
    if (!outcome.loaded.usable()) {
        outcome.kind = MakePlanOutcome::Kind::scenario_refused;
        outcome.usage = stopwatch.read();
        return outcome;
    }
    const model::Header& header = (*outcome.loaded.scenario)->header;
    outcome.audience = request.audience.value_or(header.audience);
    outcome.out = request.out.value_or(default_out(header.name));
    // Before the work, so that nobody waits for a plan that then has no place.
    base::Result<OutputFolder> folder = OutputFolder::prepare(outcome.out);
    std::optional<base::Result<EarlyPlan>> early;
    if (request.early) {
        early.emplace(EarlyPlan::prepare(*request.early));
    }
    if (folder && (!early || *early)) {
        if (early) {
            (*early)->tell(request.early_told, stopwatch);
        }
        plan_and_write(request, stopwatch, outcome, *folder, early ? &**early : nullptr);
    } else {
        outcome.kind = MakePlanOutcome::Kind::out_not_replaceable;
        outcome.error = folder ? early->error() : folder.error();
    }
    outcome.usage = stopwatch.read();
    return outcome;
}

}  // namespace imdad::app
