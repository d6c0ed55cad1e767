#include "cli/bound_text.hpp"

#include "exchange/certificate_rows.hpp"
#include "report/numbers.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

using Json = nlohmann::ordered_json;
using base::Int128;
using model::CertifiedBound;

constexpr std::size_t kAreasShown = 10;

using Aim = model::Certificate::Aim;

bool of_value(const CertifiedBound& bound) {
    return bound.certificate.aim == Aim::value;
}

/// For people; for programs as in plan.json.
const char* aim_text(const CertifiedBound& bound) {
    return of_value(bound)                       ? "value"
           : bound.certificate.aim == Aim::locks ? "locks"
                                                 : "worst-off area";
}

/// With as many decimals; `up`: rounded up, so that a bound never says less than is proved.
std::string decimal(Int128 nano, int decimals, bool up) {
    Int128 unit = base::Fixed9::kScale;
    for (int i = 0; i < decimals; ++i) {
        unit /= 10;
    }
    const Int128 scaled = up ? base::ceil_div(nano, unit) : nano / unit;
    const Int128 tenths = base::Fixed9::kScale / unit;
    const Int128 whole =
        std::min<Int128>(scaled / tenths, std::numeric_limits<std::int64_t>::max());
    std::string text = report::grouped(static_cast<std::int64_t>(whole));
    if (decimals > 0) {
        const std::string part = fmt::format("{}", static_cast<std::int64_t>(scaled % tenths));
        text += '.' + std::string(static_cast<std::size_t>(decimals) - part.size(), '0') + part;
    }
    return text;
}

/// A share of 1e9 as a percentage with one decimal, two below one percent.
std::string percentage(Int128 nano, bool up) {
    const Int128 hundredfold = nano * 100;
    return decimal(hundredfold, hundredfold < base::Fixed9::kScale ? 2 : 1, up) + " %";
}

std::string figures_text(const CertifiedBound& bound) {
    const std::string within = percentage(bound.gap.nano(), true);
    if (of_value(bound)) {
        return fmt::format("No plan is worth more than {}; this one is worth {}: within {}.\n",
                           decimal(bound.bound_nano, 1, true),
                           decimal(bound.plan_nano, 1, false),
                           within);
    }
    if (bound.certificate.aim == Aim::locks) {
        return fmt::format(
            "No plan serves more than {} of the persons whom the locks ask for; this one serves "
            "{}.\n",
            decimal(bound.bound_nano, 0, false),
            decimal(bound.plan_nano, 0, false));
    }
    return fmt::format("No plan leaves its worst-off area above {}; this one has {}.\n",
                       percentage(bound.bound_nano, true),
                       percentage(bound.plan_nano, false));
}

std::string not_proved_text(const app::VerifyOutcome& outcome) {
    const std::vector<model::AreaIndex>& areas = outcome.not_proved_out_of_reach;
    if (areas.empty()) {
        return "";
    }
    std::string text = "Listed as out of reach, but not proved to be:";
    for (std::size_t i = 0; i < areas.size() && i < kAreasShown; ++i) {
        text += (i > 0 ? ", " : " ") + (*outcome.loaded.scenario)[areas[i]].pcode;
    }
    if (areas.size() > kAreasShown) {
        text += fmt::format(" and {} more", areas.size() - kAreasShown);
    }
    return text + ".\n";
}

}  // namespace

std::string bounds_text(const app::VerifyOutcome& outcome) {
    if (outcome.bounds.empty()) {
        return "Without certificates: how much better a plan could be is not stated.\n";
    }
    std::string text;
    for (const app::JudgedBound& judged : outcome.bounds) {
        if (judged.found) {
            text += figures_text(*judged.found);
        }
        for (const base::Error& finding : judged.findings) {
            fmt::format_to(std::back_inserter(text),
                           "  {} ({}): {}\n",
                           finding.code,
                           aim_text(judged.stated),
                           finding.message);
        }
    }
    return text + not_proved_text(outcome);
}

Json bounds_json(const app::VerifyOutcome& outcome) {
    Json list = Json::array();
    for (const app::JudgedBound& judged : outcome.bounds) {
        Json findings = Json::array();
        for (const base::Error& finding : judged.findings) {
            findings.push_back(
                {{"code", finding.code}, {"message", finding.message}, {"where", finding.where}});
        }
        const auto& found = judged.found;
        list.push_back(
            {{"aim", exchange::kAimNames[static_cast<std::size_t>(judged.stated.certificate.aim)]},
             {"holds", judged.findings.empty()},
             {"bound", found ? Json(exchange::nano_text(found->bound_nano)) : Json()},
             {"plan", found ? Json(exchange::nano_text(found->plan_nano)) : Json()},
             {"gap", found ? Json(found->gap.text()) : Json()},
             {"findings", std::move(findings)}});
    }
    return list;
}

}  // namespace imdad::cli
