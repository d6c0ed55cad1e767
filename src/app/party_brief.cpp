#include "app/party_brief.hpp"

#include "app/amount_text.hpp"
#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/external.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_trail.hpp"
#include "app/pledge_views.hpp"
#include "app/register_words.hpp"
#include "app/wording.hpp"
#include "ledger/balances.hpp"
#include "register/due.hpp"
#include "register/instruments.hpp"
#include "report/catalogue.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::State;

/// Empty while no day of it is known.
std::string period_text(const registry::Period& period) {
    return period.start || period.end ? registry::text_of(period) : std::string();
}

/// How far an activity has come: what was done stands before what is only thought of.
int progress(State state) {
    switch (state) {
        case State::closed:
        case State::completed:
        case State::terminated_partial:
            return 0;
        case State::under_way:
        case State::on_hold:
            return 1;
        case State::ready:
            return 2;
        default:
            return 3;
    }
}

class Writer {
 public:
    Writer(const Session& session, const registry::Party& party)
        : session_(session),
          entities_(session.books->entities().current()),
          party_(party),
          actor_(session.actor()),
          today_(session.access.today) {
        shown_ = party.classification;
        view.id = party.id;
        view.today = base::to_text(today_);
    }

    void add_party();
    void add_meetings();
    void add_agreements();
    void add_activities();
    void add_ledger(const LedgerTrail& trail);
    void add_overdue_points();
    void add_expiries();

    [[nodiscard]] report::BriefView finished() {
        std::ranges::stable_sort(view.overdue,
                                 [](const auto& a, const auto& b) { return a.days > b.days; });
        std::ranges::stable_sort(asks_, {}, &Ask::rank);
        for (Ask& ask : asks_) {
            view.asks.push_back(std::move(ask.text));
            view.asks_told.push_back(std::move(ask.told));
        }
        view.classification = registry::word_of(shown_);
        return std::move(view);
    }

    report::BriefView view;

 private:
    /// What is to be asked for first.
    enum class Rank : std::uint8_t { sign, accept, follow_up, account, arrive, commit, renew };

    template <typename T>
    [[nodiscard]] bool takes(const T& entity) {
        if (!may_see(entities_, actor_, entity)) {
            return false;
        }
        shown_ = std::max(shown_, entity.classification);
        origins_.insert(entity.id);
        return true;
    }

    [[nodiscard]] bool binds(const registry::Instrument& instrument) const {
        return std::ranges::find(instrument.terms.parties,
                                 party_.id,
                                 &registry::Signatory::party) != instrument.terms.parties.end();
    }

    struct Ask {
        Rank rank = Rank::sign;
        std::string text;
        report::Told told;
    };

    void ask(Rank rank, std::string text, report::Told told) {
        asks_.push_back({rank, std::move(text), std::move(told)});
    }

    void add_outcome(const registry::Consultation& meeting, const registry::Outcome& outcome);
    void ask_of(const registry::Instrument& instrument);
    void add_milestones(const registry::Activity& activity);
    static void add_result(report::BriefActivity& line, const registry::Activity& activity);

    const Session& session_;
    const registry::Register& entities_;
    const registry::Party& party_;
    registry::Actor actor_;
    base::Day today_;
    registry::Classification shown_;
    std::set<std::string> origins_;  ///< entities that are told of: their action points are too
    std::vector<Ask> asks_;
};

void Writer::add_party() {
    view.type = registry::word_of(party_.type);
    view.name_en = party_.names.en.empty() ? party_.id : party_.names.en;
    view.name_fr = party_.names.fr;
    view.name_ar = party_.names.ar;
    view.held_by = party_.held_by;
    std::vector<std::string> roles;
    roles.reserve(party_.roles.size());
    for (const registry::PartyRole role : party_.roles) {
        roles.push_back(in_words(registry::word_of(role)));
    }
    view.roles = joined(roles, ", ");
    for (const registry::Mandate& mandate : party_.mandates) {
        if (mandate.holds_on(today_)) {
            view.mandates.push_back(report::say(
                "brief.mandate",
                fmt::arg("capacity", in_words(registry::word_of(mandate.capacity))),
                fmt::arg("about",
                         joined({session_.shown(mandate.holder), mandate.subject}, ", "))));
        }
    }
}

void Writer::add_outcome(const registry::Consultation& meeting, const registry::Outcome& outcome) {
    const std::string strength(registry::word_of(outcome.strength));
    view.outcomes.push_back({.strength = strength,
                             .summary = outcome.summary,
                             .quotation = outcome.quotation,
                             .language = outcome.language,
                             .source = outcome.source,
                             .date = day_text(meeting.held_on),
                             .meeting = joined({meeting.title.en, meeting.place}, ", ")});
    const bool linked = outcome.link != registry::Outcome::Link::none ||
                        std::ranges::any_of(entities_.instruments, [&](const auto& entry) {
                            return entry.second.source_consultation == meeting.id &&
                                   entry.second.source_outcome == outcome.id;
                        });
    if (!linked && outcome.waived_reason.empty() &&
        outcome.type != registry::Outcome::Type::information) {
        ask(Rank::follow_up,
            report::say("brief.ask_follow_up",
                        fmt::arg("summary", outcome.summary),
                        fmt::arg("strength", strength),
                        fmt::arg("day", day_text(meeting.held_on))),
            {"ask_follow_up",
             {{"summary", outcome.summary},
              {"strength", strength},
              {"day", day_text(meeting.held_on)}}});
    }
}

void Writer::add_meetings() {
    std::vector<const registry::Consultation*> meetings;
    for (const auto& [id, meeting] : entities_.consultations) {
        const bool present =
            std::ranges::find(meeting.participants, party_.id, &registry::Participant::party) !=
            meeting.participants.end();
        if (present && takes(meeting)) {
            meetings.push_back(&meeting);
        }
    }
    std::ranges::stable_sort(meetings,
                             [](const auto* a, const auto* b) { return a->held_on > b->held_on; });
    for (const registry::Consultation* meeting : meetings) {
        for (const registry::Outcome& outcome : meeting->outcomes) {
            add_outcome(*meeting, outcome);
        }
    }
}

void Writer::ask_of(const registry::Instrument& instrument) {
    const auto act = std::ranges::find(instrument.acts, party_.id, &registry::PartyAct::party);
    const bool accepted = act != instrument.acts.end() && act->accepted_on.has_value();
    const bool has_signed = act != instrument.acts.end() && act->signed_on.has_value();
    const std::string title = joined({instrument.reference, instrument.terms.title.en}, ", ");
    const auto agreement = fmt::arg("agreement", title);
    const auto told = [&](const char* code) { return report::Told{code, {{"agreement", title}}}; };
    if (instrument.state == State::signature && !has_signed) {
        ask(Rank::sign, report::say("brief.ask_sign", agreement), told("ask_sign"));
    } else if (instrument.state == State::review && !accepted) {
        ask(Rank::accept, report::say("brief.ask_accept", agreement), told("ask_accept"));
    } else if (instrument.state == State::proposed || instrument.state == State::draft) {
        ask(Rank::follow_up, report::say("brief.ask_text", agreement), told("ask_text"));
    }
}

void Writer::add_agreements() {
    const registry::View whole(entities_);
    for (const auto& [id, instrument] : entities_.instruments) {
        if (!binds(instrument) || !takes(instrument)) {
            continue;
        }
        const auto reported = registry::reported_strength(whole, instrument);
        view.agreements.push_back(
            {.id = id,
             .state = in_words(registry::word_of(instrument.state)),
             .type = in_words(registry::word_of(instrument.type)),
             .reference = instrument.reference,
             .title = instrument.terms.title.en,
             .period = period_text(instrument.terms.period),
             .reported = reported ? std::string(registry::word_of(*reported)) : "",
             .external = is_external(instrument.type)});
        if (!is_external(instrument.type)) {
            ask_of(instrument);
        }
    }
    std::ranges::stable_partition(view.agreements,
                                  [](const auto& agreement) { return !agreement.external; });
}

void Writer::add_result(report::BriefActivity& line, const registry::Activity& activity) {
    std::vector<std::string> parts;
    for (const registry::Indicator& one : activity.indicators) {
        const auto figure = [](const std::optional<std::int64_t>& value) {
            return value ? report::grouped(*value) : report::say("status.no_figure");
        };
        const auto plain = [](const std::optional<std::int64_t>& value) {
            return value ? fmt::format("{}", *value) : std::string();
        };
        const std::string title = one.title.empty() ? one.id : one.title;
        parts.push_back(report::say("brief.indicator",
                                    fmt::arg("title", title),
                                    fmt::arg("actual", figure(one.actual)),
                                    fmt::arg("target", figure(one.target))));
        line.told.push_back(
            {"indicator",
             {{"title", title}, {"actual", plain(one.actual)}, {"target", plain(one.target)}}});
    }
    line.result = joined(parts, "; ");
}

void Writer::add_milestones(const registry::Activity& activity) {
    for (const registry::Milestone& one : activity.milestones) {
        if (one.due && *one.due < today_ && !one.reached_on) {
            const std::string title = one.title.empty() ? one.id : one.title;
            const std::string of = activity.title.en.empty() ? activity.id : activity.title.en;
            view.overdue.push_back(
                {.what = report::say(
                     "brief.milestone", fmt::arg("title", title), fmt::arg("activity", of)),
                 .told = {{"milestone", {{"title", title}, {"activity", of}}}},
                 .due = day_text(one.due),
                 .days = (today_ - *one.due).count()});
        }
    }
}

void Writer::add_activities() {
    std::vector<const registry::Activity*> activities;
    for (const auto& [id, activity] : entities_.activities) {
        activities.push_back(&activity);
    }
    std::ranges::stable_sort(
        activities, {}, [](const auto* activity) { return progress(activity->state); });
    for (const registry::Activity* one : activities) {
        const registry::Activity& activity = *one;
        const auto plan = entities_.action_plans.find(activity.plan);
        const auto instrument = plan == entities_.action_plans.end()
                                    ? entities_.instruments.end()
                                    : entities_.instruments.find(plan->second.instrument);
        const bool of_party =
            activity.lead == party_.id ||
            (instrument != entities_.instruments.end() && binds(instrument->second));
        if (!of_party || !takes(activity)) {
            continue;
        }
        if (plan != entities_.action_plans.end()) {
            origins_.insert(plan->first);
        }
        view.activities.push_back({.id = activity.id,
                                   .state = in_words(registry::word_of(activity.state)),
                                   .title = activity.title.en,
                                   .lead = activity.lead,
                                   .result = {},
                                   .told = {}});
        add_result(view.activities.back(), activity);
        if (!registry::is_ended(activity)) {
            add_milestones(activity);
        }
    }
}

void Writer::add_ledger(const LedgerTrail& trail) {
    const ledger::Book& book = trail.book();
    const auto self = book.names().find(party_.id);
    if (!self) {
        return;
    }
    for (const auto& [resource, facts] : book.pledges()) {
        if (facts.donor != *self) {
            continue;
        }
        report::PledgeLine line = pledge_line(trail, entities_, resource, today_);
        const auto pledge = fmt::arg("pledge", line.pledge);
        if (line.days_late) {
            view.overdue.push_back({.what = report::say("brief.late_pledge", pledge),
                                    .told = {{"late_pledge", {{"pledge", line.pledge}}}},
                                    .due = line.due,
                                    .days = *line.days_late});
        }
        const auto wanted =
            [&](const char* stage, Rank rank, report::Message message, const char* code) {
                if (!line.at(stage).empty()) {
                    const std::string amount = line.at(stage) + ' ' + line.unit;
                    ask(rank,
                        report::say(message, pledge, fmt::arg("amount", amount)),
                        {code, {{"pledge", line.pledge}, {"amount", amount}}});
                }
            };
        wanted("committed", Rank::arrive, "brief.ask_arrive", "ask_arrive");
        wanted("uncommitted", Rank::commit, "brief.ask_commit", "ask_commit");
        view.gifts.push_back(std::move(line));
    }
    std::map<std::pair<ledger::Stage, ledger::Name>, base::Int128> held;
    for (const ledger::Posting& posting : ledger::balances(book, {.holder = self})) {
        const ledger::Stage stage = posting.account.stage;
        const bool has = stage == ledger::Stage::committed || stage == ledger::Stage::on_hand ||
                         stage == ledger::Stage::in_transit ||
                         stage == ledger::Stage::quarantined || stage == ledger::Stage::delivered ||
                         stage == ledger::Stage::used;
        if (has) {
            held[{stage, posting.account.unit}] += posting.amount;
        }
    }
    if (!held.empty() || !view.gifts.empty()) {
        // The ledger is for those who work with it.
        shown_ = std::max(shown_, registry::Classification::restricted);
    }
    for (const auto& [key, amount] : held) {
        view.holdings.push_back({.stage = std::string(ledger::to_text(key.first)),
                                 .amount = amount_with_unit(book, key.second, amount)});
        const ledger::UnitFacts* unit = book.unit(key.second);
        if (key.first == ledger::Stage::on_hand && unit != nullptr &&
            unit->kind == ledger::UnitKind::currency) {
            const std::string& held_now = view.holdings.back().amount;
            ask(Rank::account,
                report::say("brief.ask_account", fmt::arg("amount", held_now)),
                {"ask_account", {{"amount", held_now}}});
        }
    }
}

void Writer::add_overdue_points() {
    for (const std::string& id : registry::overdue_action_points(entities_, today_)) {
        const registry::ActionPoint& point = entities_.action_points.at(id);
        const bool concerned = point.assignee == party_.id || origins_.contains(point.origin_id);
        if (concerned && takes(point)) {
            const std::string what = joined({point.title, session_.shown(point.assignee)}, ", ");
            view.overdue.push_back({.what = what,
                                    .told = {{"text", {{"text", what}}}},
                                    .due = day_text(point.due),
                                    .days = (today_ - *point.due).count()});
        }
    }
}

void Writer::add_expiries() {
    for (const registry::ExpiryWarning& warning : registry::expiry_warnings(entities_, today_)) {
        const registry::Instrument& instrument = entities_.instruments.at(warning.instrument);
        if (binds(instrument) && may_see(entities_, actor_, instrument) &&
            warning.successor.empty() && !is_external(instrument.type)) {
            const std::string agreement =
                joined({instrument.reference, instrument.terms.title.en}, ", ");
            ask(Rank::renew,
                report::say("brief.ask_renew",
                            fmt::arg("agreement", agreement),
                            fmt::arg("days", warning.days_left)),
                {"ask_renew",
                 {{"agreement", agreement}, {"n", fmt::format("{}", warning.days_left)}}});
        }
    }
}

}  // namespace

Answer<report::BriefView> brief(const Access& access, const std::string& party) {
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Books& books = *session->books;
    books.entities().catch_up();
    const auto& parties = books.entities().current().parties;
    const auto found = parties.find(party);
    if (found == parties.end() ||
        !may_see(books.entities().current(), session->actor(), found->second)) {
        Refusal none = refusal_of(say("no_such_party", party));
        none.concealed = found != parties.end();
        return tl::unexpected(std::move(none));
    }
    Writer writer(*session, found->second);
    writer.add_party();
    writer.add_meetings();
    writer.add_agreements();
    writer.add_activities();
    writer.view.ledger_hidden =
        (registry::roles_of(session->actor()) & roles_for(Task::read_ledger)) == 0 ||
        (sees_own_only(session->actor()) && !speaks_for(session->actor(), party));
    if (!writer.view.ledger_hidden) {
        books.ledger().catch_up();
        writer.add_ledger(LedgerTrail(books.ledger()));
    }
    writer.add_overdue_points();
    writer.add_expiries();
    return writer.finished();
}

}  // namespace imdad::app
