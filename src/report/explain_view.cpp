#include "report/explain_view.hpp"

#include "report/catalogue.hpp"
#include "report/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace imdad::report {

std::string cause_name(model::CauseKind kind) {
    return say_named("cause.", model::to_text(kind));
}

std::vector<CauseSum> cause_sums(const model::Explanation& explanation) {
    std::map<std::pair<model::ProgrammeIndex, model::CauseKind>, CauseSum> sums;
    for (const model::GroupCauses& group : explanation.groups) {
        std::map<model::CauseKind, double> kinds;
        for (const model::Cause& cause : group.causes) {
            kinds[cause.kind] += cause.persons;
        }
        for (const auto& [kind, persons] : kinds) {
            CauseSum& sum = sums[{group.programme, kind}];
            sum.programme = group.programme;
            sum.kind = kind;
            sum.persons += persons;
            ++sum.groups;
        }
    }
    std::vector<CauseSum> result;
    result.reserve(sums.size());
    for (const auto& [key, sum] : sums) {
        result.push_back(sum);
    }
    std::ranges::stable_sort(result, std::greater<>(), &CauseSum::persons);
    return result;
}

std::string figure(double value) {
    if (value == 0) {
        return "0";
    }
    if (std::abs(value) >= 1000) {
        return grouped(std::llround(value));
    }
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    return fmt::format("{:.{}f}", value, std::clamp(2 - exponent, 0, 9));
}

}  // namespace imdad::report
