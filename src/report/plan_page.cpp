#include "report/plan_page.hpp"

#include "report/catalogue.hpp"
#include "report/explain_section.hpp"
#include "report/map_svg.hpp"
#include "report/numbers.hpp"
#include "report/page_context.hpp"
#include "report/page_sections.hpp"
#include "report/page_style.hpp"
#include "report/week_charts.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

using namespace model;

/// Nothing may be fetched, framed or sent, whatever a name in the data tries.
constexpr const char* kSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'";

std::string title_of(const Header& header) {
    return header.title.empty() ? header.name : header.title;
}

std::string horizon(const Scenario& scenario) {
    return say_count("page.horizon",
                     scenario->header.weeks,
                     fmt::arg("from", base::to_text(scenario->header.start)),
                     fmt::arg("to", base::to_text(last_day(scenario))));
}

std::string policy(const PageContext& context) {
    const std::string name =
        say_named("policy.", to_text(context.result.chosen.plan.options.policy));
    const Header& header = context.scenario->header;
    if (header.policy_chosen_by.empty() ||
        header.policy != context.result.chosen.plan.options.policy) {
        return say("page.policy", fmt::arg("policy", name));
    }
    return say("page.policy_by",
               fmt::arg("policy", name),
               fmt::arg("who", context.view.shown(header.policy_chosen_by)));
}

/// Words and figures for the script, so that it holds no English of its own. `<` is written as an
/// escape, because nothing in a script element may look like its end.
std::string script_words(const PageContext& context) {
    const CoverageClasses fixed = coverage_classes({});
    nlohmann::ordered_json words;
    words["filter"] = say("areas.filter");
    words["colour_by"] = say("map.colour_by");
    words["all_programmes"] = say("map.all_programmes");
    words["zoom_in"] = say("map.zoom_in");
    words["zoom_out"] = say("map.zoom_out");
    words["zoom_reset"] = say("map.zoom_reset");
    for (std::size_t i = 0; i < kCoverageClasses; ++i) {
        words["classes"].push_back(context.classes.name(i));
        words["fixed"].push_back(fixed.name(i));
    }
    std::string text;
    for (const char c : words.dump()) {
        text += c == '<' ? std::string("\\u003c") : std::string(1, c);
    }
    return text;
}

std::string running_header(const PageContext& context) {
    const Header& header = context.scenario->header;
    std::string middle = html(horizon(context.scenario));
    if (!header.label.empty()) {
        middle += "; " + html(header.label);
    }
    return fmt::format("<div class=\"running\"><p><span>{}</span><span>{}</span>{}</p></div>\n",
                       html(title_of(header)),
                       middle,
                       context.view.restricted()
                           ? fmt::format("<strong>{}</strong>", html(say("page.restricted")))
                           : "");
}

std::string navigation(const PageContext& context, bool has_countries, bool has_reasons) {
    std::string items;
    const auto item = [&items](std::string_view id, const std::string& title) {
        items += fmt::format("<li><a href=\"#{}\">{}</a></li>", id, html(title));
    };
    item("map", say("map.heading"));
    item("programmes", say("programmes.heading"));
    item("weeks", say("weeks.heading"));
    if (!context.result.baselines.empty()) {
        item("comparison", say("compare.heading"));
    }
    item("fairness", say("fairness.heading"));
    if (has_reasons) {
        item("short", say("short.heading"));
    }
    if (!context.scenario->locks.empty()) {
        item("locks", say("locks.heading"));
    }
    item("unreachable", say("unreachable.heading"));
    if (has_countries) {
        item("countries", say("countries.heading"));
    }
    item("areas", say("areas.heading"));
    if (context.view.restricted()) {
        item("shipments", say("restricted.heading"));
    }
    item("sources", say("sources.heading"));
    return fmt::format(
        "<nav aria-label=\"{}\"><ul>{}</ul></nav>\n", html(say("page.contents")), items);
}

std::string top(const PageContext& context, bool has_countries, bool has_reasons) {
    const Header& header = context.scenario->header;
    std::string facts = fmt::format("<li>{}</li><li>{}</li><li>{}</li>",
                                    html(say("page.stage")),
                                    html(horizon(context.scenario)),
                                    html(policy(context)));
    return fmt::format(
        "<header class=\"top\">{}<h1>{}</h1><ul class=\"facts\">{}</ul>{}</header>\n",
        header.label.empty() ? ""
                             : fmt::format("<span class=\"label\">{}</span>", html(header.label)),
        html(title_of(header)),
        facts,
        navigation(context, has_countries, has_reasons));
}

std::string footer(const PageContext& context) {
    return fmt::format(
        "<footer><p>{}</p><p>{}</p></footer>\n",
        html(context.view.restricted() ? say("page.restricted_note") : say("page.public_note")),
        html(say("page.fingerprint",
                 fmt::arg("sha", context.result.inputs_sha256),
                 fmt::arg("engine", context.result.engine_version))));
}

}  // namespace

std::string plan_page(const Scenario& scenario,
                      const PlanResult& result,
                      const MapShapes& shapes,
                      Audience audience,
                      const Explanation* explanation) {
    const PageContext context(scenario, result, shapes, audience);
    const std::string countries = countries_section(context);
    std::string text = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        say("page.language"),
        say("page.direction"),
        kSecurityPolicy,
        html(say("page.title", fmt::arg("title", title_of(scenario->header)))),
        page_style());
    text += fmt::format("<a class=\"skip\" href=\"#headline\">{}</a>\n", html(say("page.skip")));
    if (context.view.restricted()) {
        text += fmt::format("<p class=\"stamp\">{} <span>{}</span></p>\n",
                            html(say("page.restricted")),
                            html(say("page.restricted_note")));
    }
    text += "<div class=\"sheet\">\n" + running_header(context) + "<div class=\"body\">\n";
    text += top(context, !countries.empty(), explanation != nullptr);
    text += "<main>\n" + headline_section(context) + map_section(context) +
            programmes_section(context) + weeks_section(context) + comparison_section(context) +
            fairness_section(context) +
            (explanation == nullptr ? "" : short_section(context, *explanation)) +
            locks_section(context) + unreachable_section(context) + countries +
            areas_section(context);
    if (context.view.restricted()) {
        text += shipments_section(context);
    }
    text += sources_section(context) + "</main>\n" + footer(context) + "</div>\n</div>\n";
    text += fmt::format(
        "<script type=\"application/json\" "
        "id=\"words\">{}</script>\n<script>{}</script>\n</body>\n</html>\n",
        script_words(context),
        page_script());
    return text;
}

}  // namespace imdad::report
