#pragma once

#include "report/numbers.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

/// Every text that a reader sees in the terminal table and on the page, in one place, ready to be
/// translated: key -> English. Values stand in braces by name, so that another language may put
/// them in another order. A key that does not exist does not compile.
/// English patterns hold no `<`, `>` or `&`, so a pattern can stand in a page as it is.

namespace imdad::report {

struct CatalogueEntry {
    std::string_view key;
    std::string_view english;
};

inline constexpr auto kCatalogue = std::to_array<CatalogueEntry>({
    // The page as a whole; `direction` is the dir attribute of the language.
    {"page.language", "en"},
    {"page.direction", "ltr"},
    {"page.title", "Delivery plan: {title}"},
    {"page.horizon", "{count} week, {from} to {to}|{count} weeks, {from} to {to}"},
    {"page.policy", "Policy {policy}"},
    {"page.policy_by", "Policy {policy}, chosen by {who}"},
    {"page.stage", "Planned"},
    {"page.restricted", "RESTRICTED"},
    {"page.restricted_note",
     "This edition names places, lots and dates. Do not publish or forward it."},
    {"page.public_note",
     "Public edition: areas only, no routes, no dates of shipments, no places of care but those "
     "whose "
     "name an area carries."},
    {"page.contents", "On this page"},
    {"page.fingerprint", "Inputs {sha}, engine {engine}"},
    {"page.skip", "Skip to the content"},

    {"word.target", "In need"},
    {"word.served", "Served"},
    {"word.started", "Started"},
    {"word.minimum", "Lowest"},
    {"word.p10", "P10"},
    {"word.mean", "Overall"},
    {"word.coverage", "Coverage"},
    {"word.area", "Area"},
    {"word.within", "Within"},
    {"word.code", "Code"},
    {"word.programme", "Programme"},
    {"word.country", "Country"},
    {"word.reason", "Reason"},
    {"word.areas", "Areas"},
    {"word.people", "People"},
    {"word.week", "Week"},
    {"word.packs", "Packs"},
    {"word.product", "Product"},
    {"word.place", "Place"},
    {"word.lot", "Lot"},
    {"word.from", "From"},
    {"word.arrival", "Arrives"},
    {"word.departure", "Leaves"},
    {"word.expiry", "Expires"},
    {"word.earmark", "Earmark"},
    {"word.level", "Level"},
    {"word.unreachable", "out of reach"},
    {"word.none", "none"},
    {"word.change", "Change"},

    {"plan.plan", "This plan"},
    {"plan.pro_rata", "Pro rata"},
    {"plan.first_come_first_served", "First come"},
    {"plan.priority_greedy", "By priority"},
    // The same inside a sentence.
    {"in_text.pro_rata", "pro rata"},
    {"in_text.first_come_first_served", "first come, first served"},
    {"in_text.priority_greedy", "priority order"},

    {"policy.worst_first", "worst-off first"},
    {"policy.balanced", "balanced"},
    {"policy.most_served", "most people served"},

    {"headline.people", "At least {people} people served at least once"},
    {"headline.people_short", "At least"},
    {"headline.people_rest", "people served at least once"},
    {"headline.at_most", "At most {people}. Programmes overlap: who is served by two counts once."},
    {"headline.worst", "Worst-off area"},
    {"headline.worst_of",
     "the only area that a plan can reach|lowest of {count} areas that a plan can reach"},
    {"headline.worst_ties", "({count} other has the same)|({count} others have the same)"},
    {"headline.elsewhere_title", "The same goods under the same rules, shared out in other ways:"},
    {"headline.elsewhere", "{baseline}: worst-off area {coverage}, at least {people} people"},
    {"headline.no_worst", "No area that a plan can reach has a need."},
    {"headline.vital", "Worst vital programme"},
    {"headline.vital_text", "{programme}, {name}"},
    {"headline.unreachable", "Areas out of reach"},
    {"headline.unreachable_text", "no plan can serve anybody there; reasons below"},
    {"headline.unreachable_none", "every area with a need can be reached"},
    {"headline.under", "People in areas under 40 %"},
    {"headline.under_text", "share of the people in need"},

    // The terminal table.
    {"table.horizon",
     "{count} week, {from} to {to}; policy {policy}|"
     "{count} weeks, {from} to {to}; policy {policy}"},
    {"table.at_most", "(at most {people})."},
    {"headline.counts_announced",
     "Counts on goods that are announced only: nobody has committed them yet."},
    {"headline.counts_pledged",
     "Counts on goods that are pledged only: nobody has committed them yet."},
    {"headline.counts_both",
     "Counts on goods that are announced or pledged only: nobody has committed them yet."},
    {"table.worst",
     "The only area within reach: {name} ({pcode}), {coverage} of its need.|"
     "Worst-off of {count} areas within reach: {name} ({pcode}), {coverage} of its need."},
    {"table.worst_vital", "Worst vital programme: {programme} in {name}, {coverage}."},
    {"table.no_worst", "No area within reach has a need, so there is no worst-off area."},
    {"bound.value",
     "Proved: within {gap} of the best value that any plan under these rules can have."},
    {"bound.worst_off", "Proved: no plan can leave its worst-off area above {bound}."},
    {"bound.locks",
     "Proved: no plan can serve more than {bound} of the persons whom the locks ask for; this one "
     "serves {kept}."},
    {"bound.price",
     "Putting the worst-off first has a price: {baseline} would reach {people} people more."},
    {"table.stage", "All figures are planned, not yet delivered."},
    {"table.programme", "Programme, people"},
    {"table.unreachable",
     "{count} area is out of reach of any plan and stands outside the lowest coverage:|"
     "{count} areas are out of reach of any plan and stand outside the lowest coverage:"},
    {"table.other_reasons", "{count}: other reasons, listed in the files"},
    {"table.compared", "Compared under the same rules"},
    {"table.not_used", "Loaded and checked, but not used by the planner yet:"},
    {"table.notes", "Notes:"},
    {"table.files", "Files in {folder}:"},

    {"row.worst_area", "Coverage of the worst-off area"},
    {"row.p10", "Coverage at P10 of the areas"},
    {"row.mean", "Mean coverage of the areas"},
    {"row.people", "People served at least once, at least"},
    {"row.people_most", "People served at least once, at most"},
    {"row.served", "Served: {programme}"},
    {"row.gini", "Gini index (0 = equal)"},
    {"row.theil", "Theil index (0 = equal)"},
    {"row.under", "People in areas under {share} %"},
    {"row.worst_name", "Worst-off area"},

    // Maps.
    {"map.heading", "Where people are served"},
    {"map.title", "Coverage by area: {countries}"},
    {"map.description",
     "Map of planned coverage by area in {countries}, {from} to {to}. {count} area. {worst}|"
     "Map of planned coverage by area in {countries}, {from} to {to}. {count} areas. {worst}"},
    {"map.worst_here", "The worst-off area, {name}, is marked with a ring."},
    {"map.legend", "Coverage: share of need served"},
    {"map.legend_fixed", "Classes of {points} points."},
    {"map.legend_data",
     "Classes of {points} points, because the areas lie close together: dark means low among them, "
     "not low as such."},
    {"map.class_first", "under {to} %"},
    {"map.class_middle", "{from} to {to} %"},
    {"map.class_last", "{from} % and more"},
    {"map.class_count", "{count} area|{count} areas"},
    {"map.no_need", "no need stated"},
    {"map.worst", "Worst-off: {name}, {coverage}"},
    {"map.worst_key", "worst-off area"},
    {"map.circle_key",
     "Circles stand where no shape is known; their size follows the people in need."},
    {"map.circle_round", "Points are rounded to a tenth of a degree."},
    {"map.not_drawn",
     "{count} area has neither shape nor point and is in the table only.|"
     "{count} areas have neither shape nor point and are in the table only."},
    {"map.none", "No area has a shape or a point, so there is no map; see the table of all areas."},
    {"map.tip", "{name}: {coverage}, {people} people in need"},
    {"map.place_key", "Small dots: places that receive goods or serve."},
    {"map.shapes_source", "Shapes: {source}. {licence}."},
    {"map.disclaimer",
     "Borders and names on the maps are for orientation and state no opinion on the status of any "
     "area."},
    {"map.north", "N"},
    {"map.kilometres", "{km} km"},
    {"map.dates", "{from} to {to}, planned"},
    {"map.colour_by", "Colour by"},
    {"map.all_programmes", "all programmes"},
    {"map.zoom_in", "Zoom in"},
    {"map.zoom_out", "Zoom out"},
    {"map.zoom_reset", "Whole map"},
    {"map.worst_list", "The ten areas worst off"},

    // Programmes and weeks.
    {"programmes.heading", "What each programme achieves"},
    {"programmes.note",
     "Each programme counts its own people; programmes overlap and are never added up. The line in "
     "the bar marks "
     "the lowest area, the bar the overall share."},
    {"programmes.caption", "Programmes: people in need, served and coverage"},
    {"programmes.bar", "Coverage, lowest area and overall"},
    {"weeks.heading", "Coverage week by week"},
    {"weeks.note",
     "Filled: served so far, as a share of the whole need. Dashed: need that has arisen so far. "
     "Dotted, where a "
     "series has several doses: started so far."},
    {"weeks.title", "{programme}: coverage by week"},
    {"weeks.description",
     "{programme}: {served} of {target} people served by the end ({coverage}); half of that by "
     "week {half}."},
    {"weeks.total", "{coverage} of {target}"},
    {"weeks.table", "Coverage by week as numbers"},
    {"weeks.table_caption",
     "Share of the need of the whole period that is served by the end of each week, percent"},

    // Comparison.
    {"compare.heading", "Compared with common ways to share out"},
    {"compare.note",
     "The same goods, roads and rules, shared out in three other ways. Each is a full plan that "
     "passed the same checks."},
    {"compare.caption", "Measures of this plan and of the baselines"},
    {"compare.measure", "Measure"},
    {"compare.programmes_heading", "People served by programme"},
    {"compare.programmes_caption", "People served under this plan and under the baselines"},
    {"compare.track", "Share of need served, 0 to 100 %"},
    {"compare.who_heading", "Who gets less, who gets more"},
    {"compare.who_note",
     "A plan that helps the worst-off takes from somebody. These areas change most."},
    {"compare.against", "Against {baseline}"},
    {"compare.counts",
     "{losers} areas get less under this plan, {winners} get more, {same} the same."},
    {"compare.losers", "Less than under {baseline}"},
    {"compare.winners", "More than under {baseline}"},
    {"compare.shown", "The {shown} largest of {all}; all areas are in the table below."},
    {"compare.nobody", "No area."},
    {"compare.points", "Points"},
    {"compare.mostly", "mostly {programme}: {persons} people"},

    {"fairness.heading", "How fair it is"},
    {"fairness.note",
     "Over the areas within reach, weighted by the people in need where a share of people is "
     "given."},
    {"fairness.caption", "Fairness measures of this plan and of the baselines"},

    // Why people are short.
    {"explain.planners_only",
     "Why people are short, and what would help. For planners: names places, lanes, dates and "
     "donors."},
    {"explain.nobody_short", "Nobody is short: every need that was asked for is met."},
    {"explain.cause", "Cause"},
    {"explain.persons", "Persons"},
    {"explain.groups", "Groups"},
    {"explain.groups_heading", "Who is short, and why; persons in front of each cause"},
    {"explain.group", "{area} ({pcode}), {programme}: {short} of {target} are not served."},
    {"explain.need", "Need of the weeks of {from} to {to}."},
    {"explain.need_week", "Need of the week of {from}."},
    {"explain.or_else", "Each of these alone, lifted, would do as well: {kinds}."},
    {"explain.way", "Cheapest way for those: {way}."},
    {"explain.more", "and {count} more|and {count} more"},
    {"explain.more_causes", "and {count} smaller cause|and {count} smaller causes"},
    {"explain.helps_heading", "What one more unit of each scarce thing would bring, best first"},
    {"explain.value_note",
     "In the value that the plan maximises, {value} now. {prices} An effect is of the relaxation, "
     "which may split packs."},
    {"explain.from_certificate", "Prices are those of the plan's certificate."},
    {"explain.worked_out",
     "Prices were worked out: the plan has no certificate, or a rougher one."},
    {"explain.confirmed",
     "Solved again for {step} of them: {found}, where the price says {stated}."},
    {"explain.found", "Solved again: {found}."},
    {"explain.not_confirmed", "Not confirmed by solving again."},

    {"short.heading", "Why short, and what would help"},
    {"short.note",
     "Persons not served, by what stands in the way. A cause with a price is scarce: more of it "
     "would serve more people."},
    {"short.public_note", "Places, roads, dates and donors are in the restricted edition."},
    {"short.caption", "Persons not served by programme and cause"},
    {"short.groups_caption", "Areas and programmes with most persons not served, main cause first"},
    {"short.short", "Not served"},
    {"short.cut", "{count} more group is left out.|{count} more groups are left out."},
    {"short.details", "Area by area"},
    {"short.helps_caption", "What one more unit of each scarce thing would bring, by its price"},
    {"short.thing", "What"},
    {"short.price", "Value"},

    {"cause.supply", "Supply used up"},
    {"cause.lane_full", "Lane full"},
    {"cause.store_full", "Store full"},
    {"cause.maximum_stock", "Maximum stock reached"},
    {"cause.absorption", "Teams or uptake at their limit"},
    {"cause.closure", "Road, place or area closed"},
    {"cause.earmark", "Earmarks exclude these people"},
    {"cause.eligibility", "Product refused there"},
    {"cause.no_room", "No room for one pack or shipment"},
    {"cause.expiry", "Goods would expire"},
    {"cause.supply_date", "Supply comes too late"},
    {"cause.rounds", "No round in time"},
    {"cause.lead_time", "Way takes too long"},
    {"cause.series", "Doses do not fit before the end"},
    {"cause.not_counted_on", "Only uncommitted supplies would do"},
    {"cause.no_supply", "No supply"},
    {"cause.no_lane", "No lane leads there"},
    {"cause.no_place", "No place serves them"},
    {"cause.unknown", "Not found"},
    {"cause.whole_packs", "Whole packs"},
    {"cause.no_worth", "Weight 0"},
    {"cause.lock", "Held back by a lock"},

    {"locks.heading", "Locks"},
    {"locks.caption", "What planners decided, and what the plan makes of it"},
    {"locks.note",
     "A lock holds a cell of the plan at a figure that somebody chose, with the reason. What is "
     "asked for at least comes before everything else; nothing may go above what is let in at "
     "most."},
    {"locks.some_missing",
     "Not all that is asked for can be had: the column Missing says by how many persons."},
    {"locks.when", "Weeks"},
    {"locks.asked", "Asked for"},
    {"locks.missing", "Missing"},
    {"locks.exactly", "exactly {persons}"},
    {"locks.between", "{least} to {most}"},
    {"locks.at_least", "at least {persons}"},
    {"locks.at_most", "at most {persons}"},
    {"locks.all_weeks", "all weeks"},
    {"locks.no_week", "no week of the horizon"},
    {"locks.week", "week {week}"},
    {"locks.weeks", "weeks {from} to {to}"},
    {"locks.by", "(set by {who})"},
    {"locks.line",
     "{id}: {where}, {programme}, {weeks}: {asked}; {served} served{missing}. {reason}"},
    {"locks.line_missing", ", {persons} MISSING"},
    {"locks.possible", "(at most {persons} can be, while the others are kept)"},

    {"unreachable.heading", "Areas out of reach"},
    {"unreachable.note",
     "No plan with these roads, goods and rules can serve anybody there. They stand outside the "
     "lowest coverage."},
    {"unreachable.caption", "Areas that no plan can serve, with the reason"},
    {"unreachable.none", "Every area with a need can be reached."},
    {"unreachable.groups",
     "{count} more need, in an area that is within reach, cannot be met by any plan:|"
     "{count} more needs, in areas that are within reach, cannot be met by any plan:"},
    {"unreachable.groups_caption",
     "Programmes that no plan can serve in areas within reach, by reason"},

    {"areas.heading", "All areas"},
    {"areas.note",
     "The table twin of the map, worst-off first. Largest need: people in need of the largest "
     "programme there."},
    {"areas.caption", "Coverage of every area under this plan and under the baselines"},
    {"areas.largest", "Largest need"},
    {"areas.grid", "Every programme in every area"},
    {"areas.grid_caption",
     "Coverage by area and programme, percent; empty where there is no need, a dash where no plan "
     "can serve anybody"},
    {"areas.grid_left_out",
     "{cells} figures would make this page too heavy; they are in coverage.csv."},
    {"areas.filter", "Find an area"},

    {"countries.heading", "Needs stated for whole countries"},
    {"countries.note", "These are in the figures of their programme, but in no area's coverage."},
    {"countries.caption", "Programmes whose need is stated for a country"},

    // Sources.
    {"sources.heading", "Assumptions and sources"},
    {"sources.label", "{label}."},
    {"sources.origins_heading", "How solid the inputs are"},
    {"sources.origins_caption", "Rows of each input table by origin"},
    {"sources.table", "Table"},
    {"sources.real", "real"},
    {"sources.derived", "derived"},
    {"sources.assumed", "assumed"},
    {"sources.unstated", "not stated"},
    {"sources.notes", "Most frequent rules and reasons"},
    {"sources.more", "and {count} other|and {count} others"},
    {"sources.needs_heading", "Where the need of each programme comes from"},
    {"sources.needs_caption", "Sources of need by programme"},
    {"sources.need_rows", "Rows"},
    {"sources.need_source", "Source"},
    {"sources.from_quantification", "worked out from population, cases or use"},
    {"sources.rules_heading", "What the rules named here say"},
    {"sources.list_heading", "Data"},
    {"sources.licences", "Licences: {licences}"},
    {"sources.notes_heading", "What a reader must know"},
    {"sources.not_used_heading", "Loaded and checked, but not used by the planner yet"},
    {"sources.reading_heading", "How to read the figures"},
    {"reading.planned",
     "Every figure is planned: what this plan would achieve if it were carried out as written. "
     "Nothing here is delivered."},
    {"reading.coverage",
     "Coverage of a programme in an area is the people served divided by the people in need over "
     "the whole "
     "period. Coverage of an area is the mean over its programmes, weighted by how vital they "
     "are."},
    {"reading.people",
     "At least and at most: somebody served by two programmes must not count twice. Inside one "
     "group of people the true "
     "number lies between the largest programme and the sum."},
    {"reading.worst",
     "The worst-off area is the one with the lowest coverage among those that some plan can "
     "serve."},
    {"reading.pro_rata",
     "Pro rata: every area gets the same share of its need; what cannot move is shared out again."},
    {"reading.first_come", "First come: needs are met in the order in which they arise."},
    {"reading.priority",
     "By priority: the most vital programmes are met first, wherever they are."},
    {"reading.p10", "P10: one area in ten has this coverage or less."},
    {"reading.rounding", "Percentages are rounded down."},
    {"reading.files", "The full detail is in the CSV files beside this page."},

    // The books: headings of columns, and what a command says when it is done.
    {"column.id", "Id"},
    {"column.state", "State"},
    {"column.type", "Type"},
    {"column.code", "Code"},
    {"column.names.en", "Name"},
    {"column.title.en", "Title"},
    {"column.terms.title.en", "Title"},
    {"column.title", "Title"},
    {"column.held_on", "Held on"},
    {"column.place", "Place"},
    {"column.reference", "Reference"},
    {"column.terms.period.start", "From"},
    {"column.terms.period.end", "To"},
    {"column.period.start", "From"},
    {"column.period.end", "To"},
    {"column.instrument", "Agreement"},
    {"column.plan", "Plan"},
    {"column.lead", "Lead"},
    {"column.number", "Number"},
    {"column.class", "Class"},
    {"column.reason", "Reason"},
    {"column.day", "Day"},
    {"column.days", "Days"},
    {"column.remark", "Remark"},
    {"column.priority", "Priority"},
    {"column.due", "Due"},
    {"column.assignee", "Assignee"},
    {"column.holder", "Holder"},
    {"column.stage", "Stage"},
    {"column.unit", "Unit"},
    {"column.lot", "Lot"},
    {"column.expiry", "Expires"},
    {"column.earmark", "Earmark"},
    {"column.pledge", "Pledge"},
    {"column.activity", "Activity"},
    {"column.amount", "Amount"},
    {"column.step", "Step"},
    {"column.recorded", "Recorded (UTC)"},
    {"column.on", "On"},
    {"column.who", "Who"},
    {"column.field", "Field"},
    {"column.before", "Before"},
    {"column.after", "After"},
    {"column.name", "Name"},
    {"column.blocked", "Blocked since"},
    {"column.roles", "Roles"},
    {"column.entity", "Entity"},
    {"column.right", "Right"},
    {"column.condition", "Condition"},
    {"column.entry", "Entry"},
    {"column.line", "Line"},
    {"column.kind", "Kind"},
    {"column.account", "Account"},
    {"column.log", "Log"},
    {"column.finding", "Finding"},
    {"column.row", "No."},
    {"column.link", "Link"},
    {"column.grade", "Proof"},
    {"column.what", "What"},
    {"column.level", "Level"},
    {"column.document", "Document"},
    {"column.why", "Why"},
    {"column.donor", "Donor"},
    {"column.days_late", "Days late"},
    {"column.indicator", "Indicator"},
    {"column.baseline", "Baseline"},
    {"column.target", "Target"},
    {"column.actual", "Actual"},
    {"column.way", "Of the way"},
    {"column.milestone", "Milestone"},
    {"column.reached", "Reached"},
    {"column.resource", "Resource"},
    {"column.needed", "Needed"},
    {"column.got", "Got"},
    {"column.outstanding", "Outstanding"},
    {"column.uncommitted", "Uncommitted"},
    {"column.committed", "Committed"},
    {"column.in_transit", "In transit"},
    {"column.on_hand", "On hand"},
    {"column.quarantined", "Quarantined"},
    {"column.cancelled", "Cancelled"},
    {"column.delivered", "Delivered"},
    {"column.used", "Used"},
    {"column.returned", "Returned"},
    {"column.lost", "Lost"},
    {"column.delivered_share", "Delivered of need"},
    {"column.planned_goods", "Planned shipments"},
    {"column.planned_by_today", "To leave by today"},
    {"column.shipped", "Shipped"},
    {"column.due_by_today", "To arrive by today"},
    {"column.received", "Received"},
    {"column.slips", "Times put off"},
    {"column.exception", "Exception"},
    {"column.reported", "Reported as"},
    {"books.none", "None."},
    {"books.next_heading", "Next steps"},
    {"books.next_free", "{to}: nothing is missing"},
    {"books.next_lacks", "{to}: needs"},
    {"books.no_next", "No step leads on by a command."},
    {"books.history_heading", "History"},
    {"books.written", "Written as step {step}."},
    {"books.dry_run", "Nothing was written (--dry-run)."},
    {"books.replayed", "Step {step} did this before; nothing was written."},
    {"books.unchanged", "It was so already; nothing was written."},
    {"books.row_unchanged", "was so already"},
    {"books.row_replayed_step", "this step did it before"},
    {"books.rows_written", "{count} row written.|{count} rows written."},
    {"books.rows_refused", "Nothing was written: correct this, and send the whole file again."},
    {"books.due_steps", "Steps whose day has come, taken with --apply"},
    {"books.due_suggested", "To be taken by who was there"},
    {"books.due_ending", "Agreements that end within 180 days"},
    {"books.due_overdue", "Action points overdue"},
    {"books.due_nothing", "On {day} nothing is due."},
    {"books.due_successor", "followed by {successor}"},
    {"books.due_no_successor", "no renewal"},
    {"books.due_left", "{count} day left|{count} days left"},
    {"books.due_over", "{count} day over|{count} days over"},
    {"books.due_slipped", "moved {count} time|moved {count} times"},
    {"books.due_to", "to {to}"},
    {"books.due_taken", "{count} step taken.|{count} steps taken."},
    {"books.due_held_up", "Due, but held up"},
    {"books.made", "Books made at {books} with {parties} parties; {user} is their first user."},
    {"books.user_added", "User {user} added with {roles}."},
    {"books.roles_now", "{user} has {roles} now."},
    {"books.no_roles", "{user} has no role now."},
    {"books.blocked_since", "Blocked since {when}: {reason}"},
    {"books.user_blocked",
     "Nobody comes in as {user} any more: password, links and tokens are gone. The roles stay."},
    {"books.block_lifted",
     "{user} may come in again, with a new link: `imdad user invite {user}` makes one."},
    {"books.invited",
     "{user} chooses a password once, until {until}, at the address of the server with\n"
     "  /set-up#{secret}"},
    {"books.token_made",
     "Keep it as you would a password: it is shown this once. Good until {until}."},
    {"books.token_erased", "The token '{label}' lets nobody in any more."},
    {"books.user_erased",
     "User {user} erased. The books keep the id {actor}, which belongs to nobody now."},
    {"books.no_balances", "No account that matches holds anything."},
    {"books.trial_total", "total"},
    {"books.trial_balanced", "Every unit sums to zero."},
    {"books.posted", "{count} command posted.|{count} commands posted."},
    {"books.row_replayed", "posted before"},
    {"books.row_second_person", "takes a second person"},
    {"books.proposed",
     "Nothing is posted yet: this takes a second person. Another user agrees to all of it with "
     "`imdad proposal approve {id}`."},
    {"books.would_be_proposed",
     "This takes a second person: the whole would be kept as a proposal."},
    {"books.approved", "Approved, and done:"},
    {"books.approval_dry_run", "This would be done:"},
    {"books.proposal_ended", "Proposal {id} is {outcome}."},
    {"books.no_proposals", "There is no such proposal."},
    {"books.no_thresholds", "No threshold was ever set: one person may commit any amount."},
    {"books.threshold_set", "Set: it counts from the next commitment on."},
    {"column.task", "Task"},
    {"column.outcome", "Outcome"},
    {"column.device_utc", "Device (UTC)"},
    {"column.proposed_by", "Proposed by"},
    {"column.threshold", "Above"},
    {"books.discrepancy", "missing {missing}, surplus {surplus}"},
    {"books.beyond_tolerance", "beyond tolerance: somebody has to look into it"},
    {"books.not_posted", "Nothing was posted: correct this, and post the whole file again."},
    {"books.audit_clean",
     "Clean: {entries} entries and {steps} steps, compared with {checkpoints} checkpoints."},
    {"books.audit_found", "The books are not what they were. First of all:"},
    {"books.ledger_root", "Root of the ledger: {root}"},
    {"books.register_root", "Root of the register: {root}"},
    {"books.key_made",
     "A key was made: {file}. Keep it to yourself; give this to who verifies: {key}"},
    {"books.key", "Verified with: {key}"},
    {"books.copied",
     "Copied to {target}: {rows} rows, {entries} entries, {steps} steps; audited, and the roots "
     "are those of the books."},

    // Plans from the books, and back into them.
    {"column.booked", "In the books"},
    {"column.in_stock", "Stock"},
    {"column.in_supplies", "Supplies"},
    {"column.in_funds", "Funds"},
    {"column.left_out", "Left out"},
    {"column.command", "Command"},
    {"snapshot.done",
     "Snapshot of the books as of {as_of} in {to}: {stock} rows of stock, {supplies} of supplies, "
     "{funds} of funds; {weeks} weeks from {start}."},
    {"snapshot.left_out_heading", "In the books and not in the scenario"},
    {"snapshot.more_left_out", "{count} more stand in left-out.csv."},
    {"snapshot.served",
     "Handed over since the scenario began: enough for {persons} persons, who are off its needs "
     "(served.csv says which)."},
    {"snapshot.next", "Plan on it with: imdad plan {to}"},
    {"adopt.proposed",
     "Proposed: {shipments} shipments, {commands} commands of the ledger. Another user approves "
     "it: "
     "imdad proposal approve {proposal}"},
    {"adopt.replayed", "{adoption} adopted this plan before; nothing was written."},
    {"adopt.checked",
     "{shipments} shipments, {commands} commands. Nothing was written (--dry-run)."},
    {"adopt.more", "{count} commands more."},
    {"adopt.not_accepted",
     "imdad: {plan} keeps not every rule; `imdad verify {snapshot} {plan}` tells which. Nothing "
     "was "
     "written."},
    {"adopt.other_scenario",
     "imdad: {plan} was not made of {snapshot} as it is now: plan again. Nothing was written."},

    // Goods on their way.
    {"column.dispatch", "Dispatch"},
    {"column.from", "From"},
    {"column.to", "To"},
    {"column.expected", "Expected"},
    {"column.planned", "Planned"},
    {"column.damaged", "Damaged"},
    {"column.missing", "Missing"},
    {"column.surplus", "Surplus"},
    {"column.action_point", "Action point"},
    {"column.at", "At"},
    {"column.now", "Now"},

    // Papers of a store.
    {"movement.nothing_sent", "Nothing was due."},
    {"movement.nothing_received", "Nothing was due."},
    {"movement.not_sent_heading", "Asked for by the plan and not sent"},
    {"movement.written", "Written as movement {id}."},
    {"movement.replayed", "Movement {id} did this before; nothing was written."},
    {"movement.more", "{count} more."},
    {"movement.needs_second", "Takes a second person. Nothing was written (--dry-run)."},
    {"movement.proposed",
     "Kept as proposal {id} for a second person: imdad proposal approve {id}. Nothing was posted."},
    {"movement.as_booked", "as booked"},

    // Where a quantity is.
    {"stage.pledged", "pledged"},
    {"stage.surplus", "surplus"},
    {"stage.opening", "opening"},
    {"stage.uncommitted", "uncommitted"},
    {"stage.committed", "committed"},
    {"stage.on_hand", "on hand"},
    {"stage.quarantined", "quarantined"},
    {"stage.in_transit", "in transit"},
    {"stage.delivered", "delivered"},
    {"stage.used", "used"},
    {"stage.lost", "lost"},
    {"stage.returned", "returned"},
    {"stage.cancelled", "cancelled"},
    {"stage.exchanged", "exchanged"},

    // The chain from what was said to what was used.
    {"chain.consultation", "Consultation"},
    {"chain.outcome", "Outcome"},
    {"chain.agreement", "Agreement"},
    {"chain.action_plan", "Action plan"},
    {"chain.activity", "Activity"},
    {"chain.action_point", "Action point"},
    {"chain.lot", "Lot"},
    {"chain.shipment", "Shipment"},
    {"chain.entry", "Entry"},
    {"chain.place", "Place"},
    {"chain.pledge", "Pledge"},
    {"chain.revise", "New level"},
    {"chain.withdraw", "Withdrawn"},
    {"chain.lapse", "Lapsed"},
    {"chain.cancel_balance", "Balance cancelled"},
    {"chain.opening_balance", "Opening balance"},
    {"chain.commit", "Commitment"},
    {"chain.release_commitment", "Commitment released"},
    {"chain.receive", "Received"},
    {"chain.dispatch", "Shipment"},
    {"chain.post_receipt", "Receipt"},
    {"chain.void_dispatch", "Shipment voided"},
    {"chain.expire_dispatch", "Shipment expired"},
    {"chain.quarantine", "Quarantined"},
    {"chain.release", "Released"},
    {"chain.recall", "Recalled"},
    {"chain.deliver", "Delivery"},
    {"chain.use", "Use"},
    {"chain.count", "Count"},
    {"chain.write_off", "Written off"},
    {"chain.give_back", "Given back"},
    {"chain.re_earmark", "Re-earmarked"},
    {"chain.exchange", "Exchanged"},
    {"chain.allocate", "Allocated"},
    {"grade.booked", "booked"},
    {"grade.document", "document"},
    {"grade.counter_signed", "counter-signed"},
    {"trace.levels", "one level|{count} levels, the last one stands"},
    {"trace.passes_on", "passes on {parent}"},
    {"trace.shared", "shared between several destinations"},
    {"trace.reversed", "REVERSED on {day}: {reason}"},
    {"trace.lot", "lot {lot}"},
    {"trace.lot_to", "lot {lot} to {expiry}"},
    {"trace.planned", "carries out shipment {number} of plan {plan}"},
    {"trace.under", "under {instrument}"},
    {"trace.for_activity", "for {activity}"},
    {"trace.damaged", "damaged {amount}"},
    {"trace.exception", "EXCEPTION"},
    {"trace.also_from", "also from {rows}"},
    {"trace.also_from_more", "also from {rows} and {more} more"},
    {"trace.grades",
     "Links: {booked} booked, {document} with a document, {counter_signed} counter-signed."},
    {"trace.no_pledge", "under no pledge"},
    {"trace.conserved", "{pledge}, {unit}: {came} = {went}. It adds up."},
    {"trace.not_conserved", "{pledge}, {unit}: {came} IS NOT {went}. It does not add up."},
    {"trace.ledger_hidden", "The ledger is not shown: that is for those who work with it."},
    {"trace.drawn", "Drawn to {file}."},

    // The server.
    {"serve.listening", "Serving at {address}."},
    {"serve.set_up", "Set-up link for {user}, good once and for {hours} hours:\n  {link}"},
    {"serve.stopped", "Stopped: everything that was under way is answered."},

    // Pledges.
    {"type.bilateral_grant", "bilateral grant"},
    {"type.contribution_letter", "contribution letter"},
    {"type.tripartite_donation_agreement", "tripartite donation agreement"},
    {"type.response_plan", "response plan"},
    {"pledge.external", "external ({type})"},
    {"pledge.head", "Pledge {pledge}: {level} of {donor}"},
    {"pledge.earmark", "earmarked for {earmark}"},
    {"pledge.due", "due on {day}"},
    {"pledge.late", "{count} day late|{count} days late"},
    {"pledge.worth", "worth {worth} at the price that is booked"},
    {"pledge.passed_on_as", "passed on as {pledges}"},
    {"pledge.totals",
     "All pledges in {unit}: {direct}. Beside it, because it would count twice: passed on "
     "{passed_on}, shared {shared}."},

    // Plan against actual.
    {"status.as_of", "As of {day}"},
    {"status.agreement", "Agreement {id} ({state}): {about}"},
    {"status.plan", "Action plan {id} ({state}): {about}"},
    {"status.activity", "Activity {id} ({state}): {about}"},
    {"status.no_plan", "No action plan that you may see stands under it."},
    {"status.no_figure", "no figure"},
    {"status.not_reached", "not reached"},
    {"status.overdue", "{count} day overdue|{count} days overdue"},
    {"status.seats", "Seats: offered {offered}, booked {booked}, attended {attended}"},
    {"status.external", "External: committed under it by others, no result of a plan"},
    {"status.without_activity", "Committed under it, for no activity of a plan"},
    {"status.overdue_points", "Overdue action points"},
    {"status.nothing_overdue", "No action point is overdue."},

    // Exceptions.
    {"exception.not_in_force", "given under no agreement in force"},
    {"exception.over_committed", "over-commitment"},
    {"exception.emergency", "asked for as an exception"},
    {"exception.expired", "use of expired goods"},
    {"exception.other_lot", "receipt under another lot"},
    {"exception.came_as", "sent as {sent}, came as {came}"},
    {"exception.receipt_differs", "receipt beyond tolerance"},
    {"exception.count_differs", "count beyond tolerance"},
    {"exception.recall", "recall"},
    {"exception.recall_lifted", "recall lifted"},
    {"exception.state_was", "it was {state} on that day"},
    {"exception.over_by", "{amount} more than was pledged"},
    {"exception.no_reason", "no reason is booked"},
    {"exception.none", "No exception in these days."},
    {"exception.count", "{count} exception.|{count} exceptions."},

    // The brief on a party.
    {"party_type.state", "state"},
    {"party_type.organisation", "organisation"},
    {"party_type.trust_fund", "trust fund"},
    {"class.public", "PUBLIC"},
    {"class.restricted", "RESTRICTED"},
    {"class.confidential", "CONFIDENTIAL"},
    {"class.strictly_confidential", "STRICTLY CONFIDENTIAL"},
    {"brief.title", "Brief: {party}"},
    {"brief.stamp", "{class}, as of {day}"},
    {"brief.held_by", "held by {party}"},
    {"brief.mandate", "{capacity}: {about}"},
    {"brief.agreed", "What was agreed, and in which words"},
    {"brief.agreements", "Agreements"},
    {"brief.done", "What was done, and what is planned"},
    {"brief.activities", "Activities"},
    {"brief.gifts", "What it pledged, and where that is"},
    {"brief.holdings", "What it has, got or handed on"},
    {"brief.overdue", "Overdue"},
    {"brief.next", "What to ask for next"},
    {"brief.nothing", "Nothing is recorded."},
    {"brief.nothing_to_ask", "Nothing follows from the books."},
    {"brief.more", "{count} more is in the books.|{count} more are in the books."},
    {"brief.outcome", "{strength}: {summary} ({meeting})"},
    {"brief.quotation", "'{quotation}' ({source})"},
    {"brief.agreement", "{state}: {about}"},
    {"brief.external", "external"},
    {"brief.gift", "pledge {pledge}: {level}; {stages}"},
    {"brief.holding", "{stage}: {amount}"},
    {"brief.indicator", "{title}: {actual} of {target}"},
    {"brief.milestone", "{title} ({activity})"},
    {"brief.late_pledge", "Pledge {pledge} has not arrived in full"},
    {"brief.overdue_since", "{what}: due on {due}, {days} days ago"},
    {"brief.ask_sign", "Sign {agreement}."},
    {"brief.ask_accept", "Accept the text of {agreement}, which is under review."},
    {"brief.ask_text", "Agree on the text of {agreement}."},
    {"brief.ask_follow_up",
     "Say what follows from: {summary} ({strength} on {day}); nothing is recorded."},
    {"brief.ask_account",
     "What has become of {amount}? It is on hand, and no use of it is booked."},
    {"brief.ask_arrive", "When will {amount} of pledge {pledge} arrive? It is committed."},
    {"brief.ask_commit",
     "What is {amount} of pledge {pledge} for? It is committed to nothing yet."},
    {"brief.ask_renew", "Renew {agreement}: it ends in {days} days."},
    {"brief.footer",
     "From the books as they are: what nobody has reported is missing here. Gifts marked external "
     "were made by others and are no result of a plan."},
    {"brief.written", "Written to {file}."},

    // Restricted only.
    {"restricted.heading", "Places and shipments"},
    {"restricted.places_heading", "Places that take part"},
    {"restricted.places_caption", "Places that receive goods or serve people"},
    {"restricted.shipments_caption", "Shipments into {area}"},
    {"restricted.upstream", "Above first-level areas"},
    {"restricted.summary", "{area}: {count} shipment|{area}: {count} shipments"},
    {"restricted.cut",
     "{count} more row is in shipments.csv.|{count} more rows are in shipments.csv."},
});

/// A text of the catalogue. Constructed at compile time only, from a key that exists.
class Message {
 public:
    consteval Message(const char* key) : index_(find(key)) {}  // NOLINT: meant to convert

    [[nodiscard]] constexpr std::string_view english() const { return kCatalogue[index_].english; }

 private:
    static consteval std::size_t find(std::string_view key) {
        for (std::size_t i = 0; i < kCatalogue.size(); ++i) {
            if (kCatalogue[i].key == key) {
                return i;
            }
        }
        throw "no such key in the catalogue";  // reached at compile time only: the key is misspelt
    }

    std::size_t index_;
};

/// The text with its values put in: `say("page.title", fmt::arg("title", title))`.
template <typename... Values>
[[nodiscard]] std::string say(Message message, const Values&... values) {
    if constexpr (sizeof...(Values) == 0) {
        return std::string(message.english());
    } else {
        return fmt::format(fmt::runtime(message.english()), values...);
    }
}

/// The same for a text that depends on how many: its forms stand side by side, `one|many`, and the
/// count is the value `{count}`.
template <typename... Values>
[[nodiscard]] std::string say_count(Message message, std::int64_t count, const Values&... values) {
    const std::string_view forms = message.english();
    const std::size_t bar = forms.find('|');
    const std::string_view form = count == 1 ? forms.substr(0, bar) : forms.substr(bar + 1);
    return fmt::format(fmt::runtime(form), fmt::arg("count", grouped(count)), values...);
}

/// The text under a key that is only known when the program runs: `section` and `name` joined. A
/// name without a text is shown as it is.
[[nodiscard]] inline std::string say_named(std::string_view section, std::string_view name) {
    for (const CatalogueEntry& entry : kCatalogue) {
        if (entry.key.starts_with(section) && entry.key.substr(section.size()) == name) {
            return std::string(entry.english);
        }
    }
    return std::string(name);
}

/// The name of a plan or baseline as a heading, and inside a sentence.
[[nodiscard]] inline std::string plan_name(std::string_view name) {
    return say_named("plan.", name);
}

[[nodiscard]] inline std::string plan_in_text(std::string_view name) {
    return say_named("in_text.", name);
}

}  // namespace imdad::report
