#include "http/refusal.hpp"

#include "http/paper.hpp"
#include "http/target.hpp"
#include "report/refusal_page.hpp"
#include "report/refusal_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace imdad::http {

namespace {

struct Part {
    std::string name;  ///< lower case
    double quality = 1;
};

/// `text/html;q=0.8` and the like, of a header that lists what is liked with weights (RFC 9110
/// section 12.4.2). A weight that cannot be read counts as 0.
std::vector<Part> parts_of(std::string_view header) {
    std::vector<Part> parts;
    while (!header.empty()) {
        const std::size_t comma = header.find(',');
        std::string one(header.substr(0, comma));
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        std::erase_if(one, [](char c) { return c == ' ' || c == '\t'; });
        std::ranges::transform(one, one.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        Part part{.name = one.substr(0, one.find(';'))};
        if (const std::size_t at = one.find(";q="); at != std::string::npos) {
            const char* const begin = one.data() + at + 3;
            if (std::from_chars(begin, one.data() + one.size(), part.quality).ec != std::errc()) {
                part.quality = 0;
            }
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

struct Words {
    int status;
    const char* head;
    const char* why;
};

/// By status; any other has the words of the last.
constexpr auto kWords = std::to_array<Words>({
    {401, "paper.unknown.head", "paper.unknown.why"},
    {403, "paper.denied.head", "paper.denied.why"},
    {404, "paper.missing.head", "paper.missing.why"},
    {429, "paper.later.head", "paper.later.why"},
    {503, "paper.later.head", "paper.later.why"},
    {0, "paper.other.head", "paper.other.why"},
});

}  // namespace

bool wants_page(const Request& request) {
    if (request.method != "GET" && request.method != "HEAD") {
        return false;
    }
    const bool is_paper = request.target.starts_with("/api/v1/print/") ||
                          request.target.starts_with("/api/v1/forms/");
    const std::vector<Part> liked = parts_of(request.header("accept"));
    return is_paper &&
           std::ranges::any_of(
               liked, [](const Part& one) { return one.name == "text/html" && one.quality > 0; }) &&
           std::ranges::none_of(liked, [](const Part& one) {
               return one.name == "application/json" || one.name == "application/problem+json";
           });
}

std::string language_of(const Request& request) {
    const auto codes = report::ReaderLanguage::codes();
    if (const auto target = parse_target(request.target)) {
        const std::string_view asked = target->parameter("language");
        if (report::ReaderLanguage::find(asked)) {
            return std::string(asked);
        }
    }
    std::string best(codes.front());
    double most = 0;
    for (const Part& one : parts_of(request.header("accept-language"))) {
        const std::string code = one.name.substr(0, one.name.find('-'));
        if (one.quality > most && report::ReaderLanguage::find(code)) {
            best = code;
            most = one.quality;
        }
    }
    return best;
}

Response refusal_of(const Problem& problem, const Request& request, bool has_screens) {
    if (!wants_page(request)) {
        return response_of(problem, request.target);
    }
    const auto* const words = std::ranges::find_if(
        kWords, [&](const Words& one) { return one.status == problem.status; });
    const Words& said = words == kWords.end() ? kWords.back() : *words;
    report::RefusalPage page{.language = *report::ReaderLanguage::find(language_of(request)),
                             .head_key = said.head,
                             .why_key = said.why,
                             .lines = {},
                             .links = {}};
    if (problem.status != 401) {
        for (std::size_t at = 0; at < problem.lines.size(); ++at) {
            const app::Reason reason =
                at < problem.reasons.size() ? problem.reasons[at] : app::Reason{};
            page.lines.push_back(report::refusal_line(page.language,
                                                      problem.lines[at],
                                                      {.code = reason.code,
                                                       .arguments = reason.arguments,
                                                       .row = reason.row,
                                                       .about = reason.about}));
        }
    }
    if (problem.status == 401 && has_screens) {
        page.links.push_back({"/log-in?to=" + escaped(request.target), "paper.login"});
    } else {
        // A path of ours, as `wants_page` found.
        page.links.push_back({request.target, "problem.again"});
    }
    if (has_screens) {
        page.links.push_back({"/", "paper.start"});
    }
    Response response = paper_response(report::refusal_page(page));
    response.status = problem.status;
    response.headers = problem.headers;
    response.vary += ", Accept-Language";
    return response;
}

}  // namespace imdad::http
