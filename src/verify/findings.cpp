#include "verify/findings.hpp"

#include "base/date.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include <fmt/format.h>

namespace imdad::verify {

namespace {

/// What `Finding::detail` stands for in the sentence of a kind.
enum class Detail : std::uint8_t {
    none,
    number,
    storage_class,
    date,
    area,
    earmark,
    row_name,
    lock
};

struct KindText {
    Kind kind;
    std::string_view code;
    std::string_view unit;
    Detail detail;
    std::string_view sentence;
};

// One line per kind: code, unit of `found` and `allowed`, and the sentence.
constexpr std::array<KindText, kKindCount> kTexts = {{
    {Kind::unknown_reference,
     "unknown_reference",
     "rows",
     Detail::row_name,
     "A {detail} number {found} (counted from 0), but the scenario has {allowed} of them."},
    {Kind::week_outside_horizon,
     "week_outside_horizon",
     "weeks",
     Detail::row_name,
     "A {detail} week {found} for product {product} at {place}, but the last week of the horizon "
     "is {allowed} and the "
     "first is 0."},
    {Kind::quantity_not_positive,
     "quantity_not_positive",
     "rows",
     Detail::row_name,
     "A {detail} {found} of product {product} at {place} in week {week}, but a row must state more "
     "than {allowed}."},
    {Kind::quantity_out_of_range,
     "quantity_out_of_range",
     "rows",
     Detail::row_name,
     "A {detail} {found} of product {product} at {place} in week {week}, more than the largest "
     "figure {allowed} that is "
     "believed."},
    {Kind::duplicate_row,
     "duplicate_row",
     "rows",
     Detail::row_name,
     "A {detail} product {product}, lot {lot}, at {place} in week {week} in {found} rows with the "
     "same key, where "
     "{allowed} row must say it."},
    {Kind::supply_not_included,
     "supply_not_included",
     "packs",
     Detail::none,
     "{found} packs of {product}, lot {lot}, start at {place} in week {week} although they are "
     "only announced or "
     "pledged and the plan does not include such supplies."},
    {Kind::supply_after_horizon,
     "supply_after_horizon",
     "weeks",
     Detail::none,
     "A supply of {product}, lot {lot}, at {place} is started, but it becomes usable in week "
     "{found} at the earliest "
     "and the last week is {allowed}."},
    {Kind::start_exceeds_supply,
     "start_exceeds_supply",
     "packs",
     Detail::none,
     "{found} packs of {product}, lot {lot}, start at {place} in week {week}, but the supply has "
     "{allowed}."},
    {Kind::starts_too_short_dated,
     "starts_too_short_dated",
     "days",
     Detail::none,
     "Lot {lot} of {product} starts at {place} in week {week} ({monday}) with {found} days before "
     "expiry, fewer than "
     "the {allowed} required."},
    {Kind::lane_before_first_week,
     "lane_before_first_week",
     "weeks",
     Detail::number,
     "{detail} packs of {product} leave {place} on lane {lane} in week {found}, but the lane's "
     "first departure is in "
     "week {allowed}."},
    {Kind::lane_not_on_round,
     "lane_not_on_round",
     "weeks",
     Detail::number,
     "{product} leaves {place} on lane {lane} in week {week} ({monday}), {found} weeks after a "
     "round, but the lane "
     "departs only every {detail} weeks."},
    {Kind::lane_closed,
     "lane_closed",
     "packs",
     Detail::none,
     "{found} packs of {product} leave {place} on lane {lane} in week {week} ({monday}), in which "
     "the lane is closed."},
    {Kind::place_closed,
     "place_closed",
     "packs",
     Detail::none,
     "{found} packs of {product} leave on lane {lane} in week {week} ({monday}), in which {place} "
     "is closed."},
    {Kind::area_closed,
     "area_closed",
     "packs",
     Detail::area,
     "{found} packs of {product} leave on lane {lane} in week {week} ({monday}), in which area "
     "{detail} around {place} "
     "is closed."},
    {Kind::arrives_after_horizon,
     "arrives_after_horizon",
     "weeks",
     Detail::none,
     "{product}, lot {lot}, that leaves on lane {lane} in week {week} arrives at {place} in week "
     "{found}, after the "
     "last week {allowed}."},
    {Kind::departs_after_use_by,
     "departs_after_use_by",
     "days",
     Detail::date,
     "Lot {lot} of {product} leaves {place} on lane {lane} in week {week} ({monday}) with use-by "
     "{detail}, {found} days "
     "after that Monday instead of at least {allowed}."},
    {Kind::arrives_too_short_dated,
     "arrives_too_short_dated",
     "days",
     Detail::none,
     "Lot {lot} of {product} arrives at {place} by lane {lane} in week {week} ({monday}) with "
     "{found} days before "
     "expiry, fewer than the {allowed} required."},
    {Kind::not_a_multiple,
     "not_a_multiple",
     "packs",
     Detail::number,
     "{found} packs of {product}, lot {lot}, leave {place} on lane {lane} in week {week}, but only "
     "multiples of "
     "{detail} may (the nearest one below is {allowed})."},
    {Kind::lane_capacity_exceeded,
     "lane_capacity_exceeded",
     "cm3",
     Detail::storage_class,
     "Lane {lane} from {place} carries {found} cm3 of {detail} goods in week {week} ({monday}), "
     "mostly {product}, but "
     "has room for {allowed}."},
    {Kind::lane_companion_exceeded,
     "lane_companion_exceeded",
     "cm3",
     Detail::storage_class,
     "Lane {lane} from {place} carries {found} cm3 of {detail} goods with the companions of "
     "{product} in week {week} "
     "({monday}), but has room for {allowed}."},
    {Kind::use_by_not_in_book,
     "use_by_not_in_book",
     "units",
     Detail::date,
     "{found} units of {product}, lot {lot}, with use-by {detail} leave or are used at {place} in "
     "week {week}, but the "
     "goods of that lot there have another use-by and {allowed} have this one."},
    {Kind::book_below_zero,
     "book_below_zero",
     "units",
     Detail::number,
     "{found} units of {product}, lot {lot}, leave or are used at {place} in week {week} "
     "({monday}; {detail} of them "
     "leave), but only {allowed} are there."},
    {Kind::seats_stored,
     "seats_stored",
     "units",
     Detail::none,
     "{found} units of {product}, lot {lot}, are used or sent on from {place} in week {week}, but "
     "{allowed} are there: "
     "what was left of an earlier week has lapsed."},
    {Kind::store_capacity_exceeded,
     "store_capacity_exceeded",
     "cm3",
     Detail::storage_class,
     "{place} holds {found} cm3 of {detail} goods at the start of week {week} ({monday}), mostly "
     "{product}, but has "
     "room for {allowed}."},
    {Kind::store_companion_exceeded,
     "store_companion_exceeded",
     "cm3",
     Detail::storage_class,
     "{place} holds {found} cm3 of {detail} goods with the companions of {product} at the start of "
     "week {week} "
     "({monday}), but has room for {allowed}."},
    {Kind::maximum_stock_exceeded,
     "maximum_stock_exceeded",
     "units",
     Detail::none,
     "{place} holds {found} units of {product} at the start of week {week} ({monday}), above its "
     "maximum stock of "
     "{allowed}."},
    {Kind::not_a_serving_place,
     "not_a_serving_place",
     "persons",
     Detail::number,
     "{found} persons of need {detail} ({programme}) are served with {product} at {place} in week "
     "{week}, which is not "
     "a serving place of that need."},
    {Kind::product_does_not_serve,
     "product_does_not_serve",
     "persons",
     Detail::number,
     "{found} persons of need {detail} ({programme}) are served at {place} in week {week} with "
     "{product}, which does "
     "not serve that programme."},
    {Kind::unknown_dose,
     "unknown_dose",
     "doses",
     Detail::number,
     "Need {detail} ({programme}) gets dose {found} of {product} at {place} in week {week}, but "
     "the series has "
     "{allowed}."},
    {Kind::serves_while_place_closed,
     "serves_while_place_closed",
     "persons",
     Detail::none,
     "{found} persons of {programme} are served with {product} at {place} in week {week} "
     "({monday}), in which the "
     "place is closed."},
    {Kind::serves_while_area_closed,
     "serves_while_area_closed",
     "persons",
     Detail::area,
     "{found} persons of {programme} are served with {product} at {place} in week {week} "
     "({monday}), in which area "
     "{detail} around it is closed."},
    {Kind::used_after_use_by,
     "used_after_use_by",
     "days",
     Detail::date,
     "Lot {lot} of {product} is used at {place} for {programme} in week {week} ({monday}) with "
     "use-by {detail}, "
     "{found} days after that Monday instead of at least {allowed}."},
    {Kind::earmark_area,
     "earmark_area",
     "persons",
     Detail::earmark,
     "{found} persons of {programme} in area {area} are served at {place} in week {week} with lot "
     "{lot} of {product}, "
     "but its earmark {detail} is for other areas."},
    {Kind::earmark_programme,
     "earmark_programme",
     "persons",
     Detail::earmark,
     "{found} persons of {programme} are served at {place} in week {week} with lot {lot} of "
     "{product}, but its earmark "
     "{detail} is for other programmes."},
    {Kind::earmark_product,
     "earmark_product",
     "persons",
     Detail::earmark,
     "{found} persons of {programme} are served at {place} in week {week} with lot {lot} of "
     "{product}, but its earmark "
     "{detail} is for other products."},
    {Kind::earmark_activity,
     "earmark_activity",
     "persons",
     Detail::earmark,
     "{found} persons of {programme} are served at {place} in week {week} with lot {lot} of "
     "{product}, but its earmark "
     "{detail} is for other activities."},
    {Kind::earmark_period,
     "earmark_period",
     "persons",
     Detail::earmark,
     "{found} persons of {programme} are served at {place} in week {week} ({monday}) with lot "
     "{lot} of {product}, but "
     "that week is not wholly in the period of its earmark {detail}."},
    {Kind::refused_for_need,
     "refused_for_need",
     "persons",
     Detail::area,
     "{found} persons of {programme} are served with {product} at {place} in week {week} "
     "({monday}), but {detail}, "
     "where they live, refuses or defers it."},
    {Kind::refused_at_place,
     "refused_at_place",
     "persons",
     Detail::area,
     "{found} persons of {programme} are served with {product} at {place} in week {week} "
     "({monday}), but {detail}, "
     "where that place lies, refuses or defers it."},
    {Kind::units_not_by_rule,
     "units_not_by_rule",
     "units",
     Detail::number,
     "Dose {detail} for {programme} at {place} in week {week} states {found} units of {product}, "
     "lot {lot}, but the "
     "persons served so far make it {allowed}."},
    {Kind::need_exceeded,
     "need_exceeded",
     "persons",
     Detail::number,
     "{found} persons of need {detail} ({programme}) at {place} are started in week {week} "
     "({monday}), mostly with "
     "{product}, but {allowed} need it in that week."},
    {Kind::need_exceeded_so_far,
     "need_exceeded_so_far",
     "persons",
     Detail::number,
     "{found} persons of need {detail} ({programme}) at {place} are started up to week {week} "
     "({monday}), mostly with "
     "{product}, but {allowed} have needed it so far."},
    {Kind::waited_too_long,
     "waited_too_long",
     "persons",
     Detail::number,
     "{found} persons of need {detail} ({programme}) at {place} are started in the weeks up to "
     "week {week} ({monday}), "
     "mostly with {product}, but {allowed} can still have been waiting."},
    {Kind::dose_too_early,
     "dose_too_early",
     "persons",
     Detail::number,
     "{found} persons of {programme} at {place} have had dose {detail} of {product} by week {week} "
     "({monday}), but "
     "{allowed} had the dose before it early enough."},
    {Kind::dose_too_late,
     "dose_too_late",
     "persons",
     Detail::number,
     "{found} persons of {programme} at {place} have had dose {detail} of {product} by week {week} "
     "({monday}), but for "
     "{allowed} the longest interval has passed."},
    {Kind::series_not_completed,
     "series_not_completed",
     "persons",
     Detail::number,
     "{found} persons of {programme} at {place} get dose {detail} of {product} by the last week "
     "{week}, but {allowed} "
     "get the dose before it."},
    {Kind::absorption_exceeded,
     "absorption_exceeded",
     "persons",
     Detail::number,
     "{found} persons are served at {place} in week {week} ({monday}), mostly with {product}, "
     "under absorption row "
     "{detail}, which allows {allowed}."},
    {Kind::lock_exceeded,
     "lock_exceeded",
     "persons",
     Detail::lock,
     "{found} persons of {programme} are served at {place} in the weeks of lock {detail}, which "
     "allows {allowed}."},
    {Kind::lock_not_kept,
     "lock_not_kept",
     "persons",
     Detail::lock,
     "{found} persons of {programme} are served at {place} in the weeks of lock {detail}, which "
     "asks for {allowed} at least, and the plan does not say that it falls short."},
    {Kind::lock_shortfall_wrong,
     "lock_shortfall_wrong",
     "persons",
     Detail::lock,
     "The plan says that it falls short of lock {detail} ({programme} at {place}) by {found} "
     "persons, but it does by {allowed}."},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kKindCount; ++i) {
        if (static_cast<std::size_t>(kTexts[i].kind) != i) {
            return false;
        }
    }
    return true;
}

static_assert(in_order(), "one text per kind, in the order of the kinds");

const KindText& text_of(Kind kind) {
    return kTexts[static_cast<std::size_t>(kind)];
}

constexpr std::array<std::string_view, 10> kRowNames = {
    "shipment names lane",
    "shipment names batch",
    "service names need",
    "service names place",
    "service names batch",
    "start names supply",
    "shipment states",
    "service states",
    "start states",
    "service states (units)",
};

std::string detail_text(const model::Scenario& scenario, const Finding& finding) {
    const auto index = static_cast<std::size_t>(finding.detail);
    switch (text_of(finding.kind).detail) {
        case Detail::none:
            return {};
        case Detail::number:
            return fmt::format("{}", finding.detail);
        case Detail::storage_class:
            return model::to_text(static_cast<model::StorageClass>(finding.detail));
        case Detail::date:
            return finding.detail == model::kNoLimit.time_since_epoch().count()
                       ? std::string("without limit")
                       : base::to_text(model::Day(std::chrono::days(finding.detail)));
        case Detail::area:
            return scenario->areas[index].pcode;
        case Detail::earmark:
            return scenario->earmarks[index].earmark_id;
        case Detail::row_name:
            return std::string(kRowNames[index]);
        case Detail::lock:
            return scenario->locks[index].reason.empty()
                       ? scenario->locks[index].lock_id
                       : fmt::format("{} (\"{}\")",
                                     scenario->locks[index].lock_id,
                                     scenario->locks[index].reason);
    }
    return {};
}

/// The Monday of a week, for people; weeks outside the calendar are possible in faulty rows.
std::string monday_text(const model::Scenario& scenario, int week) {
    if (week < 0 || week >= scenario->header.weeks) {
        return "outside the horizon";
    }
    return base::to_text(scenario->header.start + std::chrono::days(7 * week));
}

Violation to_violation(const model::Scenario& scenario, const Finding& finding) {
    const KindText& text = text_of(finding.kind);
    Violation result;
    result.code = text.code;
    result.unit = text.unit;
    result.week = finding.week;
    result.found = finding.found;
    result.allowed = finding.allowed;
    const std::string area = finding.area.exists() ? scenario[finding.area].pcode : std::string();
    result.place = finding.place.exists() ? scenario[finding.place].place_id : area;
    model::ProductIndex product = finding.product;
    if (finding.batch.exists()) {
        result.lot = scenario[finding.batch].lot;
        product = scenario[finding.batch].product;
    }
    if (product.exists()) {
        result.product = scenario[product].product_id;
    }
    if (finding.lane.exists()) {
        result.lane = scenario[finding.lane].lane_id;
    }
    if (finding.programme.exists()) {
        result.programme = scenario[finding.programme].programme_id;
    }
    result.message =
        fmt::format(fmt::runtime(text.sentence),
                    fmt::arg("place", result.place),
                    fmt::arg("area", area),
                    fmt::arg("product", result.product),
                    fmt::arg("lane", result.lane),
                    fmt::arg("lot", result.lot.empty() ? "without number" : result.lot),
                    fmt::arg("programme", result.programme),
                    fmt::arg("week", result.week),
                    fmt::arg("monday", monday_text(scenario, result.week)),
                    fmt::arg("found", result.found),
                    fmt::arg("allowed", result.allowed),
                    fmt::arg("detail", detail_text(scenario, finding)));
    return result;
}

}  // namespace

std::string_view code_of(Kind kind) {
    return text_of(kind).code;
}

std::int64_t saturate(Int128 value) {
    constexpr Int128 kLowest = std::numeric_limits<std::int64_t>::min();
    constexpr Int128 kHighest = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(value, kLowest, kHighest));
}

void Findings::add(const Finding& finding) {
    ++counts_[static_cast<std::size_t>(finding.kind)];
    kept_.push_back(finding);
    if (kept_.size() >= 8 * kKept) {
        keep_first();
    }
}

void Findings::keep_first() {
    if (kept_.size() > kKept) {
        std::nth_element(
            kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(kKept), kept_.end());
        kept_.resize(kKept);
    }
}

Verdict Findings::verdict(const model::Scenario& scenario) {
    keep_first();
    std::sort(kept_.begin(), kept_.end());
    Verdict result;
    result.constraints_checked = rows_;
    for (std::size_t i = 0; i < kKindCount; ++i) {
        if (counts_[i] > 0) {
            result.counts.emplace(kTexts[i].code, counts_[i]);
            result.accepted = false;
        }
    }
    result.violations.reserve(kept_.size());
    for (const Finding& finding : kept_) {
        result.violations.push_back(to_violation(scenario, finding));
    }
    return result;
}

}  // namespace imdad::verify
