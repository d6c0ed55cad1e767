#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

#include <map>

#include <fmt/format.h>

/// policy.csv, funds.csv and prices.csv.

namespace imdad::exchange {

using model::EarmarkIndex;
using model::PlaceIndex;
using model::ProductIndex;

void load_stock_policy(Loading& loading) {
    std::map<std::pair<int, ProductIndex>, std::size_t> seen;
    loading.read(kPolicy.view(), [&](TableReader& row) {
        model::StockPolicy policy;
        policy.level = row.small(kPolicy["level"]).value_or(0);
        policy.product = loading.reference<ProductIndex>(row, kPolicy["product"], loading.products);
        policy.min_weeks = row.decimal(kPolicy["min_weeks"]);
        policy.max_weeks = row.decimal(kPolicy["max_weeks"]);
        policy.closing_weeks = row.decimal(kPolicy["closing_weeks"]);
        if (policy.min_weeks && policy.max_weeks && *policy.max_weeks < *policy.min_weeks) {
            row.refuse(kPolicy["max_weeks"],
                       "interval_reversed",
                       say("most_below_least"),
                       say("right.at_least", policy.min_weeks->text()));
        }
        if (row.refused()) {
            return false;
        }
        const auto [earlier, added] = seen.try_emplace({policy.level, policy.product}, row.line());
        if (!added) {
            row.refuse(kPolicy["level"],
                       "duplicate_row",
                       say("policy_twice", earlier->second),
                       say("right.row_per_level_product"));
            return false;
        }
        loading.data.stock_policies.push_back(policy);
        return true;
    });
}

void load_funds(Loading& loading) {
    IdTable ids;
    loading.read(kFunds.view(), [&](TableReader& row) {
        model::Fund fund;
        fund.fund_id = row.word(kFunds["fund_id"]);
        fund.source = row.text(kFunds["source"]);
        fund.pledge = row.text(kFunds["pledge"]);
        fund.amount_minor = loading.money(row, kFunds["amount"], kFunds["currency"], fund.currency);
        fund.available_on = row.date(kFunds["available_on"]);
        fund.valid_until = row.date(kFunds["valid_until"]);
        if (fund.available_on && fund.valid_until && *fund.valid_until < *fund.available_on) {
            row.refuse(kFunds["valid_until"],
                       "period_reversed",
                       say("fund_reversed"),
                       say("right.period"));
        }
        fund.use = row.text(kFunds["use"]);
        fund.overhead_rate = row.decimal(kFunds["overhead_rate"]).value_or(fund.overhead_rate);
        fund.earmark = loading.reference<EarmarkIndex>(row, kFunds["earmark"], loading.earmarks);
        fund.origin = row.origin(kFunds["origin"]);
        loading.define(ids, row, kFunds["fund_id"], fund.fund_id, loading.data.funds.size());
        if (row.refused()) {
            return false;
        }
        loading.data.funds.push_back(std::move(fund));
        return true;
    });
}

void load_prices(Loading& loading) {
    loading.read(kPrices.view(), [&](TableReader& row) {
        model::Price price;
        price.product = loading.reference<ProductIndex>(row, kPrices["product"], loading.products);
        price.supplier = row.text(kPrices["supplier"]);
        price.unit_price_minor =
            loading.money(row, kPrices["unit_price"], kPrices["currency"], price.currency);
        price.lead_days = row.small(kPrices["lead_days"]).value_or(0);
        price.place = loading.reference<PlaceIndex>(row, kPrices["place"], loading.places);
        if (const auto packs = row.whole(kPrices["max_packs_per_week"])) {
            price.max_packs_per_week = model::Packs(*packs);
        }
        if (row.refused()) {
            return false;
        }
        loading.data.prices.push_back(std::move(price));
        return true;
    });
}

}  // namespace imdad::exchange
