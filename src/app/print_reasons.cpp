#include "app/print_reasons.hpp"

#include "report/refusal_words.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

report::RefusalParts parts_of(const PrintJson& reason) {
    return {.code = text_of(reason, "code"),
            .arguments = reason["arguments"].get<std::vector<std::string>>(),
            .row = reason["row"].get<std::size_t>(),
            .about = text_of(reason, "about")};
}

}  // namespace

std::vector<report::PrintItem> what_lacks(const PrintDesk& desk, const PrintJson& one) {
    std::vector<report::PrintItem> items;
    const PrintJson& lacks = one["lacks"];
    const PrintJson& reasons = one["reasons"];
    items.reserve(lacks.size());
    for (std::size_t at = 0; at < lacks.size(); ++at) {
        const report::RefusalParts parts =
            at < reasons.size() ? parts_of(reasons[at]) : report::RefusalParts{};
        items.push_back(
            {report::refusal_line(desk.language(), lacks[at].get<std::string>(), parts), {}});
    }
    return items;
}

}  // namespace imdad::app
