#include "app/print_plan_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace imdad::app::plan_words {

const PrintJson& member(const PrintJson& document, const char* name) {
    static const PrintJson kNull;
    if (!document.is_object()) {
        return kNull;
    }
    const auto found = document.find(name);
    return found == document.end() ? kNull : *found;
}

const PrintJson& summary_of(const PrintJson& plan) {
    const PrintJson& summary = member(plan, "summary");
    return summary.is_null() ? member(plan, "first") : summary;
}

double double_of(const PrintJson& value) {
    return value.is_number() ? value.get<double>() : 0.0;
}

std::int64_t whole_of(const PrintJson& value) {
    return value.is_number() ? static_cast<std::int64_t>(std::llround(value.get<double>())) : 0;
}

std::string whole_text(const PrintDesk& desk, const PrintJson& value) {
    return desk.language().number(whole_of(value));
}

report::Markup whole_mark(const PrintDesk& desk, const PrintJson& value) {
    return report::Markup::text(whole_text(desk, value));
}

std::string share_text(const PrintDesk& desk, std::int64_t part, std::int64_t whole) {
    return whole > 0
               ? desk.language().percent(static_cast<double>(part) / static_cast<double>(whole))
               : kNothing;
}

std::string figure(const PrintDesk& desk, const PrintJson& value) {
    if (!value.is_number()) {
        return kNothing;
    }
    const double number = value.get<double>();
    const double size = std::abs(number);
    if (size > 0 && size < 1) {
        const int places = 2 - static_cast<int>(std::floor(std::log10(size)));
        return desk.language().number(number, std::min(places, 9));
    }
    return desk.language().number(number, size < 100 ? 2 : 0);
}

std::string people(const PrintDesk& desk, const PrintJson& range) {
    const std::int64_t least = whole_of(member(range, "at_least"));
    const std::int64_t most = whole_of(member(range, "at_most"));
    return least == most ? desk.language().number(least)
                         : desk.language().plain("plan.range",
                                                 {{"from", desk.language().number(least)},
                                                  {"to", desk.language().number(most)}});
}

std::string worst(const PrintDesk& desk, const PrintJson& achieved) {
    const PrintJson& area = member(achieved, "worst_area");
    return area.is_null() ? kNothing : desk.language().percent(double_of(member(area, "coverage")));
}

report::Markup named(const ProgrammeNames& names, const std::string& id) {
    const auto found = names.find(id);
    return report::Markup::name(found == names.end() || found->second.empty() ? id : found->second);
}

std::string policy(const PrintDesk& desk, const std::string& code) {
    return code.empty() ? desk.language().plain("policy.own")
                        : desk.language().word("policy", code);
}

std::string plan_address(const PrintJson& plan, const char* rest) {
    return fmt::format("/plans/{}{}", address_of(text_of(plan, "id")), rest);
}

}  // namespace imdad::app::plan_words
