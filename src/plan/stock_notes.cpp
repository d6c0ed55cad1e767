#include "plan/stock_notes.hpp"

#include "plan/calendar.hpp"
#include "plan/demand.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

/// Units of one product at one place at the end of every week.
using WeeklyStock = std::vector<std::int64_t>;

class StockByWeek {
 public:
    StockByWeek(const model::Scenario& scenario, const std::vector<model::StockRow>& book)
        : products_(scenario->products.size()),
          weeks_(static_cast<std::size_t>(scenario->header.weeks)),
          stock_(scenario->places.size() * products_) {
        const Calendar calendar(scenario->header);
        for (std::size_t i = 0; i < book.size(); ++i) {
            const model::StockRow& row = book[i];
            const model::Product& product = scenario[scenario[row.batch].product];
            const bool last_of_key = i + 1 == book.size() || book[i + 1].place != row.place ||
                                     book[i + 1].batch != row.batch ||
                                     book[i + 1].use_by != row.use_by;
            const std::size_t until = product.kind == model::ProductKind::seats
                                          ? static_cast<std::size_t>(row.week) + 1
                                      : last_of_key ? weeks_
                                                    : static_cast<std::size_t>(book[i + 1].week);
            WeeklyStock& weekly =
                stock_[row.place.value() * products_ + scenario[row.batch].product.value()];
            weekly.resize(weeks_, 0);
            // What is past its use-by date lies there, but is no stock to count on.
            for (auto t = static_cast<std::size_t>(row.week); t < std::min(until, weeks_); ++t) {
                const model::Day sunday =
                    calendar.monday(static_cast<int>(t)) + std::chrono::days(6);
                weekly[t] += row.use_by >= sunday ? row.closing.value() : 0;
            }
        }
    }

    [[nodiscard]] std::int64_t at(std::size_t place, std::size_t product, std::size_t week) const {
        const WeeklyStock& weekly = stock_[place * products_ + product];
        return weekly.empty() ? 0 : weekly[week];
    }

 private:
    std::size_t products_;
    std::size_t weeks_;
    std::vector<WeeklyStock> stock_;
};

std::string expiry_note(const model::Scenario& scenario, const std::vector<model::StockRow>& book) {
    const Calendar calendar(scenario->header);
    const model::Day end = calendar.monday(calendar.weeks());
    std::int64_t lots = 0;
    std::int64_t packs = 0;
    for (std::size_t i = 0; i < book.size(); ++i) {
        const model::StockRow& row = book[i];
        const bool last_of_key = i + 1 == book.size() || book[i + 1].place != row.place ||
                                 book[i + 1].batch != row.batch || book[i + 1].use_by != row.use_by;
        if (last_of_key && row.use_by < end && row.closing.value() > 0) {
            const std::int64_t pack_units = scenario[scenario[row.batch].product].pack_units;
            ++lots;
            packs += (row.closing.value() + pack_units - 1) / pack_units;
        }
    }
    return lots == 0 ? std::string()
                     : fmt::format(
                           "Packs that reach their use-by date unused: {} (places and lots "
                           "concerned: {}).",
                           packs,
                           lots);
}

}  // namespace

std::vector<std::string> stock_notes(const model::Scenario& scenario,
                                     const std::vector<model::StockRow>& book) {
    std::vector<std::string> notes;
    if (!scenario->stock_policies.empty()) {
        const StockByWeek stock(scenario, book);
        const DownstreamNeed downstream(scenario);
        const auto weeks = static_cast<std::size_t>(scenario->header.weeks);
        std::int64_t below = 0;
        std::int64_t watched = 0;
        std::int64_t closing_target = 0;
        std::int64_t closing_held = 0;
        for (std::size_t n = 0; n < scenario->places.size(); ++n) {
            for (std::size_t p = 0; p < scenario->products.size(); ++p) {
                const model::StockPolicy* policy =
                    policy_for(scenario, model::PlaceIndex(n), model::ProductIndex(p));
                if (policy == nullptr) {
                    continue;
                }
                if (policy->min_weeks) {
                    const std::int64_t least = downstream.units_of_weeks(
                        model::PlaceIndex(n), model::ProductIndex(p), *policy->min_weeks);
                    for (std::size_t t = 0; least > 0 && t < weeks; ++t) {
                        ++watched;
                        below += stock.at(n, p, t) < least ? 1 : 0;
                    }
                }
                if (policy->closing_weeks) {
                    const std::int64_t target = downstream.units_of_weeks(
                        model::PlaceIndex(n), model::ProductIndex(p), *policy->closing_weeks);
                    closing_target += target;
                    closing_held += std::min(target, stock.at(n, p, weeks - 1));
                }
            }
        }
        if (watched > 0) {
            notes.push_back(
                fmt::format("Minimum stock (reported, not enforced): below it in {} of {} weeks of "
                            "places and products.",
                            below,
                            watched));
        }
        if (closing_target > 0) {
            notes.push_back(
                fmt::format("Closing stock: {} of {} units asked for are in place at the end.",
                            closing_held,
                            closing_target));
        }
    }
    if (const std::string expiry = expiry_note(scenario, book); !expiry.empty()) {
        notes.push_back(expiry);
    }
    return notes;
}

}  // namespace imdad::plan
