#include "plan/explain_confirm.hpp"

#include "base/assert.hpp"
#include "lp/solve.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/explain_text.hpp"
#include "plan/policy.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

using model::Help;

constexpr int kIterations = 1500;

/// What follows the first solve starts from where that one ended, and goes on for so many.
constexpr int kMoreIterations = 100;

/// Rows of flow times iterations of a solve from the beginning, for large problems, and how few
/// these may become.
constexpr std::size_t kWork = 1'500'000'000;
constexpr int kFewIterations = 1000;

/// Effects are not told apart below this share of the value.
constexpr double kFinest = 1e-5;
constexpr double kAgrees = 0.2;  ///< stated and found differ by no more than this share

class Confirmer {
 public:
    Confirmer(const HelpInput& input,
              std::vector<Candidate>& candidates,
              std::chrono::steady_clock::time_point began,
              model::Explanation& explanation)
        : input_(input),
          problem_(input.built.problem),
          candidates_(candidates),
          explanation_(explanation),
          began_(began) {}

    void confirm() {
        std::vector<Candidate*> chosen;
        std::size_t priced = 0;
        for (Candidate& candidate : candidates_) {
            const bool first_ones = priced < input_.request.confirmed_most;
            if (candidate.closure || first_ones) {
                chosen.push_back(&candidate);
                priced += candidate.closure ? 0U : 1U;
            }
            if (!candidate.closure) {
                candidate.help.stated = candidate.help.price;
            }
        }
        if (chosen.empty() || seconds_left() <= 0) {
            return;
        }
        // Closures have no price: what they cost is known from solving only, so they go along with
        // the first of the others.
        std::ranges::stable_partition(
            chosen, [&](const Candidate* one) { return one->closure.has_value(); });
        say("solving once more to confirm");
        explanation_.solved_exactly = input_.relaxation.net().rows <= kExactRows;
        std::optional<double> base = solve(problem_);
        if (base && !explanation_.solved_exactly) {
            // As far again as those that it is compared with will go. A large problem is solved by
            // a coarse one, whose objective says little; how far the bound still moves says more.
            const double first = *base;
            base = solve(problem_);
            if (base) {
                accuracy_ = std::max(std::min(accuracy_, first - *base), kFinest * *base);
            }
        }
        if (!base) {
            explanation_.solved_exactly = false;
            note_all(chosen, phrase("not_confirmed_again"));
            return;
        }
        explanation_.relaxed_value = *base;
        for (Candidate* candidate : chosen) {
            confirm_one(*candidate, *base);
        }
    }

 private:
    void say(std::string_view stage) const {
        if (input_.request.progress) {
            input_.request.progress(stage);
        }
    }

    [[nodiscard]] double seconds_left() const {
        const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - began_;
        return input_.request.seconds - gone.count();
    }

    static void note(Help& help, model::Phrase remark) {
        help.remark = english(remark);
        help.remark_sentence = std::move(remark);
    }

    static void note_all(const std::vector<Candidate*>& chosen, const model::Phrase& remark) {
        for (Candidate* candidate : chosen) {
            note(candidate->help, remark);
        }
    }

    /// That a price holds for less than the step of its help.
    static model::Phrase holds_for_less(const Help& help) {
        const std::int64_t step = std::llround(help.step);
        switch (help.kind) {
            case Help::Kind::lane:
            case Help::Kind::store:
                return phrase("price_of_litres", step);
            case Help::Kind::maximum_stock:
                return phrase("price_of_units", step);
            case Help::Kind::absorption:
                return phrase("price_of_persons_a_week", step);
            case Help::Kind::lock:
                return phrase("price_of_persons", step);
            case Help::Kind::supply:
            case Help::Kind::earmark:
            case Help::Kind::closure:  // has no price
                break;
        }
        return phrase("price_of_packs", step);
    }

    /// Steps whose effect the method can see, but no more than a tenth of what there is.
    [[nodiscard]] double step_for(const Candidate& candidate) const {
        const double price = candidate.help.price.value_or(0);
        if (explanation_.solved_exactly || price <= 0) {
            return 1;
        }
        const double wanted = 20 * accuracy_ / price;
        const double most = std::max(1.0, std::floor(candidate.amount / 10));
        return std::clamp(std::ceil(wanted), 1.0, most);
    }

    void confirm_one(Candidate& candidate, double base) {
        Help& help = candidate.help;
        help.step = step_for(candidate);
        if (help.price) {
            help.stated = *help.price * help.step;
        }
        if (help.price && !explanation_.solved_exactly && *help.stated < 3 * accuracy_) {
            note(help, phrase("not_confirmed_small", three_figures(3 * accuracy_)));
            return;
        }
        if (candidate.closure && iterations_of(input_.relaxation) < kIterations) {
            // Without it the network is another one, so nothing of the first solve can be kept.
            note(help, phrase("not_confirmed_large"));
            return;
        }
        if (seconds_left() <= 0) {
            note(help, phrase("not_confirmed_late"));
            return;
        }
        const std::optional<double> raised = candidate.closure
                                                 ? solve(without_closure(*candidate.closure))
                                                 : solve(raised_problem(candidate));
        if (!raised) {
            note(help, phrase("not_confirmed_late"));
            return;
        }
        const double gained = std::max(0.0, *raised - base);
        if (!help.price && !explanation_.solved_exactly && gained <= 3 * accuracy_) {
            note(help, phrase("not_confirmed_small", three_figures(3 * accuracy_)));
            return;
        }
        help.found = gained;
        if (!help.price) {
            note(help, {});
        } else if (*help.found < (1 - kAgrees) * *help.stated) {
            note(help, holds_for_less(help));
        } else if (*help.found > (1 + kAgrees) * *help.stated) {
            note(help, phrase("more_than_price"));
        }
    }

    [[nodiscard]] engine::Problem raised_problem(const Candidate& candidate) const {
        engine::Problem problem = problem_;
        candidate.raise(problem, candidate.help.step);
        return problem;
    }

    [[nodiscard]] engine::Problem without_closure(std::size_t row) const {
        model::ScenarioData data = input_.scenario.data();
        data.closures.erase(data.closures.begin() + static_cast<std::ptrdiff_t>(row));
        base::Result<model::Scenario> scenario = model::Scenario::build(std::move(data));
        IMDAD_ASSERT(scenario.has_value(), "a scenario without a closure is still one");
        return build_problem(*scenario, input_.options).problem;
    }

    [[nodiscard]] static int iterations_of(const engine::Relaxation& relaxation) {
        return static_cast<int>(std::clamp<std::size_t>(
            kWork / std::max<std::size_t>(1, relaxation.net().rows), kFewIterations, kIterations));
    }

    /// Value of the relaxation; nothing if time ended it.
    [[nodiscard]] std::optional<double> solve(const engine::Problem& problem) {
        if (explanation_.solved_exactly) {
            const lp::Solution solution = lp::optimum_of_value(
                problem, slopes(input_.options.policy), {.seconds_max = seconds_left()});
            return solution.status == lp::Solution::Status::optimal
                       ? std::optional(solution.objective)
                       : std::nullopt;
        }
        const engine::Relaxation relaxation(problem);
        bool stopped = false;
        const engine::Relaxed relaxed =
            relaxation.solve({.worth = input_.worth, .marginal = input_.marginal},
                             {.iterations = iterations_of(relaxation),
                              .threads = [this] { return input_.request.threads; },
                              .start = base_ ? &*base_ : nullptr,
                              .iterations_from_start = kMoreIterations,
                              .stop = [&] { return stopped = seconds_left() <= 0; }});
        if (stopped) {
            return std::nullopt;
        }
        if (!base_) {
            base_ = relaxed.point;
            accuracy_ = std::abs(relaxed.bound - relaxed.optimum);
        }
        return relaxed.bound;
    }

    const HelpInput& input_;
    const engine::Problem& problem_;
    std::vector<Candidate>& candidates_;
    model::Explanation& explanation_;
    std::chrono::steady_clock::time_point began_;
    std::optional<engine::SaddlePoint> base_;  ///< where the first solve ended
    double accuracy_ = 0;                      ///< of values that are not solved exactly
};

}  // namespace

void confirm_helps(const HelpInput& input,
                   std::vector<Candidate>& candidates,
                   std::chrono::steady_clock::time_point began,
                   model::Explanation& explanation) {
    Confirmer(input, candidates, began, explanation).confirm();
}

}  // namespace imdad::plan
