#include "report/week_charts.hpp"

#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/page_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

// Drawing units; the charts scale with the page.
constexpr int kWidth = 300;
constexpr int kHeight = 132;
constexpr int kPlotStart = 34;
constexpr int kPlotEnd = 290;
constexpr int kPlotTop = 10;
constexpr int kPlotBottom = 108;

class WeekChart {
 public:
    WeekChart(const PageContext& context, const WeekCurve& curve, std::size_t number)
        : context_(context), curve_(curve), number_(number) {}

    [[nodiscard]] std::string text() const {
        const std::string name = context_.scenario[curve_.programme].name;
        const Persons served = curve_.served.back();
        const std::string share = percent(share_of(served, curve_.target));
        return fmt::format(
            R"(<figure class="week"><figcaption><strong>{0}</strong> <span class="quiet">{1}</span></figcaption>)"
            R"(<svg viewBox="0 0 {2} {3}" role="img" aria-labelledby="wt{4} wd{4}"><title id="wt{4}">{5}</title><desc id="wd{4}">{6}</desc>{7}</svg></figure>)"
            "\n",
            bdi(name),
            html(say("weeks.total",
                     fmt::arg("coverage", share),
                     fmt::arg("target", grouped(curve_.target.value())))),
            kWidth,
            kHeight,
            number_,
            html(say("weeks.title", fmt::arg("programme", name))),
            html(say("weeks.description",
                     fmt::arg("programme", name),
                     fmt::arg("served", grouped(served.value())),
                     fmt::arg("target", grouped(curve_.target.value())),
                     fmt::arg("coverage", share),
                     fmt::arg("half", half_week()))),
            axes() + curves());
    }

 private:
    [[nodiscard]] int weeks() const { return context_.scenario->header.weeks; }

    /// End of week `week` (0 = before the first week).
    [[nodiscard]] int x(int week) const {
        return kPlotStart + (kPlotEnd - kPlotStart) * week / weeks();
    }

    /// Tenths of a unit, so that slow curves are smooth.
    [[nodiscard]] std::string y(Persons persons) const {
        const std::int64_t permille =
            share_of(persons, curve_.target).nano() / (Fixed9::kScale / 1000);
        const std::int64_t tenths = kPlotBottom * 10L - (kPlotBottom - kPlotTop) *
                                                            std::min<std::int64_t>(permille, 1000) /
                                                            100;
        return fmt::format("{}.{}", tenths / 10, tenths % 10);
    }

    [[nodiscard]] int half_week() const {
        const auto& served = curve_.served;
        const auto found = std::find_if(served.begin(), served.end(), [&](Persons so_far) {
            return so_far.value() * 2 >= served.back().value();
        });
        return static_cast<int>(found - served.begin()) + 1;
    }

    [[nodiscard]] std::string line(const std::vector<Persons>& values) const {
        std::string text = fmt::format("{},{}", x(0), y(Persons(0)));
        for (int week = 0; week < weeks(); ++week) {
            text += fmt::format(" {},{}", x(week + 1), y(values[static_cast<std::size_t>(week)]));
        }
        return text;
    }

    [[nodiscard]] std::string curves() const {
        const std::string served = line(curve_.served);
        std::string text = fmt::format(
            R"(<polygon class="served" points="{} {},{}"/>)", served, kPlotEnd, kPlotBottom);
        text += fmt::format(R"(<polyline class="needed" points="{}"/>)", line(curve_.needed));
        if (curve_.started != curve_.served) {
            text += fmt::format(R"(<polyline class="started" points="{}"/>)", line(curve_.started));
        }
        return text + fmt::format(R"(<polyline class="served" points="{}"/>)", served);
    }

    [[nodiscard]] std::string axes() const {
        std::string text;
        for (const int share : {0, 50, 100}) {
            const int at = kPlotBottom - (kPlotBottom - kPlotTop) * share / 100;
            text += fmt::format(
                R"(<path class="grid" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}%</text>)",
                kPlotStart,
                at,
                kPlotEnd,
                kPlotStart - 5,
                at + 4,
                share);
        }
        text += fmt::format(R"(<text x="{}" y="{}">{}</text>)",
                            kPlotStart,
                            kPlotBottom + 16,
                            base::to_text(context_.scenario->header.start));
        text += fmt::format(R"(<text x="{}" y="{}" text-anchor="end">{}</text>)",
                            kPlotEnd,
                            kPlotBottom + 16,
                            base::to_text(last_day(context_.scenario)));
        return text;
    }

    const PageContext& context_;
    const WeekCurve& curve_;
    std::size_t number_;
};

std::string table(const PageContext& context, const std::vector<WeekCurve>& curves) {
    std::vector<PageColumn> columns = {{say("word.programme")}};
    for (int week = 0; week < context.scenario->header.weeks; ++week) {
        columns.push_back({std::to_string(week + 1), true});
    }
    PageTable rows(say("weeks.table_caption"), std::move(columns));
    for (const WeekCurve& curve : curves) {
        rows.row(bdi(context.scenario[curve.programme].name));
        for (const Persons served : curve.served) {
            const std::int64_t permille =
                share_of(served, curve.target).nano() / (Fixed9::kScale / 1000);
            rows.cell(fmt::format("{}.{}", permille / 10, permille % 10));
        }
    }
    return fmt::format(
        "<details><summary>{}</summary>{}</details>\n", html(say("weeks.table")), rows.text());
}

}  // namespace

std::string weeks_section(const PageContext& context) {
    const auto curves = week_curves(context.scenario, context.measures());
    std::string charts;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        charts += WeekChart(context, curves[i], i).text();
    }
    return fmt::format(
        "<section id=\"weeks\"><h2>{}</h2><p class=\"note\">{}</p><div "
        "class=\"weeks\">\n{}</div>{}</section>\n",
        html(say("weeks.heading")),
        html(say("weeks.note")),
        charts,
        table(context, curves));
}

}  // namespace imdad::report
