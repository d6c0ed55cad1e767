#include "report/plan_json.hpp"

#include "report/phrase_json.hpp"
#include "report/plan_view.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

using namespace model;

/// A JSON string. What is not UTF-8 becomes U+FFFD rather than ending the program.
std::string json_text(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <typename Range, typename Writer>
std::string list(const Range& range, Writer&& writer) {
    std::string text;
    for (const auto& item : range) {
        text += (text.empty() ? "" : ",") + writer(item);
    }
    return "[" + text + "]";
}

std::string programmes(const Scenario& scenario, const Measures& measures) {
    return list(measures.programmes, [&](const ProgrammeMeasure& measure) {
        return fmt::format(
            R"({{"id":{},"target":{},"served":{},"coverage":{{"minimum":{},"p10":{},"mean":{}}}}})",
            json_text(scenario[measure.programme].programme_id),
            measure.target.value(),
            measure.served.value(),
            measure.coverage.minimum.text(),
            measure.coverage.p10.text(),
            measure.coverage.mean.text());
    });
}

std::string people(const Measures& measures) {
    return fmt::format(R"({{"at_least":{},"at_most":{}}})",
                       measures.people.at_least.value(),
                       measures.people.at_most.value());
}

std::string worst_area(const Scenario& scenario, const Measures& measures) {
    if (!measures.worst_area) {
        return "null";
    }
    const AreaMeasure& worst = measures.areas[*measures.worst_area];
    return fmt::format(R"({{"pcode":{},"name":{},"coverage":{}}})",
                       json_text(scenario[worst.area].pcode),
                       json_text(scenario[worst.area].name),
                       worst.coverage.text());
}

/// Shortest digits that read back to the same number; JSON has no infinity.
std::string real(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "null";
}

std::string decimal(base::Int128 nano) {
    const auto whole = static_cast<std::int64_t>(nano / Fixed9::kScale);
    return fmt::format(
        "{}.{:09}", whole, static_cast<std::int64_t>(nano - base::Int128{whole} * Fixed9::kScale));
}

std::string bounds(const PlanResult& result) {
    return list(result.bounds, [](const CertifiedBound& bound) {
        constexpr std::array<const char*, 3> kAims = {"value", "worst_off", "locks"};
        return fmt::format(R"({{"aim":"{}","bound":{},"plan":{},"gap":{}}})",
                           kAims[static_cast<std::size_t>(bound.certificate.aim)],
                           decimal(bound.bound_nano),
                           decimal(bound.plan_nano),
                           bound.gap.text());
    });
}

std::string figure(const std::optional<Persons>& persons) {
    return persons ? fmt::format("{}", persons->value()) : "null";
}

std::string day(const std::optional<Day>& date) {
    return date ? json_text(base::to_text(*date)) : "null";
}

/// Empty without locks, so that scenarios without them look as they always did.
std::string locks(const Scenario& scenario, const Measures& measures) {
    if (measures.locks.empty()) {
        return {};
    }
    const auto one = [&](const LockMeasure& row) {
        const Lock& lock = scenario->locks[row.lock];
        const AreaIndex area = lock.place.exists() ? scenario[lock.place].area : lock.area;
        return fmt::format(
            R"({{"id":{},"at":{},"name":{},"area":{},"programme":{},"product":{},"from":{},"to":{},)"
            R"("at_least":{},"at_most":{},"served":{},"missing":{},"reason":{},"set_by":{}}})",
            json_text(lock.lock_id),
            json_text(lock.place.exists() ? scenario[lock.place].place_id
                                          : scenario[lock.area].pcode),
            json_text(lock.place.exists() ? scenario[lock.place].name : scenario[lock.area].name),
            area.exists() ? json_text(scenario[area].pcode) : "null",
            json_text(scenario[lock.programme].programme_id),
            lock.product.exists() ? json_text(scenario[lock.product].product_id) : "null",
            day(lock.from),
            day(lock.to),
            figure(lock.at_least),
            figure(lock.at_most),
            row.served.value(),
            row.missing.value(),
            json_text(lock.reason),
            json_text(lock.set_by));
    };
    return fmt::format(R"("locks":{},)", list(measures.locks, one));
}

/// Empty where all can be had.
std::string lock_note(const RunFigures& run) {
    return run.lock_note.empty() ? ""
                                 : fmt::format(R"("lock_note":{},"lock_note_sentence":{},)",
                                               json_text(run.lock_note),
                                               phrase_json(run.lock_phrase).dump());
}

}  // namespace

std::string plan_json(const Scenario& scenario, const PlanResult& result, const RunFigures& run) {
    const Measures& measures = result.chosen.measures;
    const Header& header = scenario->header;
    const std::string label =
        header.label.empty() ? "" : fmt::format(R"("label":{},)", json_text(header.label));
    const std::string baselines = list(result.baselines, [&](const NamedPlan& baseline) {
        return fmt::format(
            R"({{"name":{},"people_served_planned":{},"worst_area":{},"programmes":{}}})",
            json_text(baseline.name),
            people(baseline.measures),
            worst_area(scenario, baseline.measures),
            programmes(scenario, baseline.measures));
    });
    return fmt::format(
        R"({{"scenario":{},{}"policy":{},"weeks":{},"areas":{},"places":{},"products":{},"programmes":{},)"
        R"("people_served_planned":{},"worst_area":{},"unreachable_areas":{},"value":{},"seconds":{:.3f},"peak_mb":{},)"
        R"("bounds":{},{}{}"baselines":{},"files":{}}})",
        json_text(header.name),
        label,
        json_text(to_text(result.chosen.plan.options.policy)),
        header.weeks,
        scenario->areas.size(),
        scenario->places.size(),
        scenario->products.size(),
        programmes(scenario, measures),
        people(measures),
        worst_area(scenario, measures),
        unreachable_count(measures),
        real(measures.value),
        run.seconds,
        run.peak_mb,
        bounds(result),
        locks(scenario, measures),
        lock_note(run),
        baselines,
        list(run.files, json_text));
}

}  // namespace imdad::report
