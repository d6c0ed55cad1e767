#include "report/bound_sentences.hpp"

#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/plan_view.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

/// Rounded up to a tenth of a percent, but never above the whole.
std::string percent_up(base::Int128 nano) {
    constexpr base::Int128 kTenth = 1'000'000;
    const base::Int128 up = base::ceil_div(nano, kTenth) * kTenth;
    return percent(
        Fixed9::from_nano(static_cast<std::int64_t>(std::min<base::Int128>(up, Fixed9::kScale))),
        " ");
}

std::int64_t whole_persons(base::Int128 nano) {
    return static_cast<std::int64_t>(nano / Fixed9::kScale);
}

/// Two decimals, rounded up: "0.32 %".
std::string gap_text(Fixed9 gap) {
    const std::int64_t hundredths = (gap.nano() + 99'999) / 100'000;
    return fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
}

/// The baseline that reaches most people, if it reaches more than the plan.
const NamedPlan* reaches_more(const PlanResult& result) {
    const auto people = [](const NamedPlan& plan) { return plan.measures.people.at_least; };
    const auto most = std::ranges::max_element(result.baselines, {}, people);
    return most != result.baselines.end() && people(*most) > people(result.chosen) ? &*most
                                                                                   : nullptr;
}

}  // namespace

std::vector<std::string> bound_sentences(const PlanResult& result) {
    std::vector<std::string> sentences;
    for (const CertifiedBound& bound : result.bounds) {
        switch (bound.certificate.aim) {
            case Certificate::Aim::value:
                sentences.push_back(say("bound.value", fmt::arg("gap", gap_text(bound.gap))));
                break;
            case Certificate::Aim::worst_off:
                sentences.push_back(
                    say("bound.worst_off", fmt::arg("bound", percent_up(bound.bound_nano))));
                break;
            case Certificate::Aim::locks:
                // Persons are whole: what is below the next one is nobody.
                sentences.push_back(say("bound.locks",
                                        fmt::arg("bound", grouped(whole_persons(bound.bound_nano))),
                                        fmt::arg("kept", grouped(whole_persons(bound.plan_nano)))));
                break;
        }
    }
    const NamedPlan* const other = reaches_more(result);
    if (other != nullptr && result.chosen.plan.options.policy == Policy::worst_first) {
        sentences.push_back(say("bound.price",
                                fmt::arg("baseline", plan_name(other->name)),
                                fmt::arg("people",
                                         grouped((other->measures.people.at_least -
                                                  result.chosen.measures.people.at_least)
                                                     .value()))));
    }
    return sentences;
}

}  // namespace imdad::report
