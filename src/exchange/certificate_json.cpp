#include "exchange/certificate_json.hpp"

#include "exchange/certificate_rows.hpp"

#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// certificates_text: how certificates are written.

namespace imdad::exchange {

namespace {

using model::RowPrice;
using nlohmann::json;

std::string in_quotes(std::string_view text) {
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

/// A whole number; as text where readers that keep numbers as doubles would round it.
std::string number(std::int64_t value) {
    constexpr std::int64_t kDoubleExact = std::int64_t{1} << 53;
    return value > kDoubleExact || value < -kDoubleExact ? fmt::format("\"{}\"", value)
                                                         : fmt::format("{}", value);
}

/// `key`, then the members that name the row.
std::string row_name(const model::Scenario& scenario, const RowPrice& price) {
    const auto member = [](std::string_view key, std::string_view value) {
        return fmt::format("\"{}\": {}", key, in_quotes(value));
    };
    const auto storage_class = [&] {
        return member("class", model::to_text(static_cast<model::StorageClass>(price.second)));
    };
    switch (price.row) {
        case RowPrice::Row::supply: {
            const model::Supply& supply = scenario->supplies[price.first];
            const model::EarmarkIndex earmark = scenario[supply.batch].earmark;
            return member("supply", supply.supply_id) + ", " +
                   member("earmark", earmark.exists() ? scenario[earmark].earmark_id : "");
        }
        case RowPrice::Row::lane:
            return member("lane", scenario->lanes[price.first].lane_id) + ", " + storage_class();
        case RowPrice::Row::store:
            return member("place", scenario->places[price.first].place_id) + ", " + storage_class();
        case RowPrice::Row::maximum:
            return member("place", scenario->places[price.first].place_id) + ", " +
                   member("product", scenario->products[price.second].product_id);
        case RowPrice::Row::lock_most:
        case RowPrice::Row::lock_least:
            return member("lock", scenario->locks[price.first].lock_id);
        case RowPrice::Row::absorption:
            break;
    }
    return fmt::format("\"row\": {}", std::size_t{price.first} + 1);
}

/// The rows of one kind, a line each, all weeks of a row on its line.
std::string rows_text(const model::Scenario& scenario,
                      const std::vector<RowPrice>& prices,
                      RowPrice::Row kind) {
    std::string text;
    auto out = std::back_inserter(text);
    for (std::size_t i = 0; i < prices.size();) {
        const RowPrice& first = prices[i];
        if (first.row != kind) {
            ++i;
            continue;
        }
        fmt::format_to(
            out, "{}          {{{}", text.empty() ? "\n" : ",\n", row_name(scenario, first));
        if (kind == RowPrice::Row::supply || kind == RowPrice::Row::lock_most ||
            kind == RowPrice::Row::lock_least) {
            fmt::format_to(out, ", \"price\": {}}}", number(first.price));
            ++i;
            continue;
        }
        const std::size_t begin = i;
        text += ", \"weeks\": [";
        for (; i < prices.size() && prices[i].row == kind && prices[i].first == first.first &&
               prices[i].second == first.second;
             ++i) {
            fmt::format_to(
                out, "{}[{}, {}]", i > begin ? ", " : "", prices[i].week, number(prices[i].price));
        }
        text += "]}";
    }
    return text.empty() ? "[]" : "[" + text + "\n        ]";
}

std::string shares_text(const model::Scenario& scenario,
                        const std::vector<model::AreaShare>& shares) {
    std::string text;
    for (const model::AreaShare& share : shares) {
        fmt::format_to(std::back_inserter(text),
                       "{}        {{\"area\": {}, \"share\": {}}}",
                       text.empty() ? "\n" : ",\n",
                       in_quotes(scenario[share.area].pcode),
                       number(share.share));
    }
    return text.empty() ? "[]" : "[" + text + "\n      ]";
}

std::string certificate_text(const model::Scenario& scenario, const model::CertifiedBound& bound) {
    const model::Certificate& certificate = bound.certificate;
    std::string text;
    auto out = std::back_inserter(text);
    fmt::format_to(out,
                   "    {{\n"
                   "      \"aim\": \"{}\",\n"
                   "      \"bound\": \"{}\",\n"
                   "      \"plan\": \"{}\",\n"
                   "      \"gap\": \"{}\",\n"
                   "      \"scale_bits\": {},\n",
                   kAimNames[static_cast<std::size_t>(certificate.aim)],
                   nano_text(bound.bound_nano),
                   nano_text(bound.plan_nano),
                   bound.gap.text(),
                   certificate.scale_bits);
    if (certificate.aim == model::Certificate::Aim::worst_off) {
        fmt::format_to(out, "      \"shares\": {},\n", shares_text(scenario, certificate.shares));
    }
    text += "      \"prices\": {";
    const std::size_t lists = scenario->locks.empty() ? kListsWithoutLocks : kPriceLists.size();
    for (std::size_t k = 0; k < lists; ++k) {
        fmt::format_to(out,
                       "{}\n        \"{}\": {}",
                       k > 0 ? "," : "",
                       kPriceLists[k],
                       rows_text(scenario, certificate.prices, static_cast<RowPrice::Row>(k)));
    }
    return text + "\n      }\n    }";
}

}  // namespace

std::string certificates_text(const model::Scenario& scenario,
                              const std::vector<model::CertifiedBound>& bounds) {
    std::string text;
    for (const model::CertifiedBound& bound : bounds) {
        text += text.empty() ? "\n" : ",\n";
        text += certificate_text(scenario, bound);
    }
    return text.empty() ? "[]" : "[" + text + "\n  ]";
}

}  // namespace imdad::exchange
