#include "app/thresholds.hpp"

#include "app/answered_before.hpp"
#include "app/asked_sentences.hpp"
#include "app/sentences.hpp"
#include "app/wording.hpp"

#include <charconv>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using Amount = std::optional<std::int64_t>;

constexpr std::string_view kTask = "threshold";

struct Setting {
    std::string unit;
    Amount amount;
};

std::vector<SaidLine> lines_of(const Setting& setting) {
    return {said_line({setting.amount ? say("threshold_set", setting.unit, *setting.amount)
                                      : say("threshold_away", setting.unit)})};
}

/// `AMOUNT UNIT`, `none UNIT`.
std::string payload_of(const Setting& setting) {
    return setting.amount ? fmt::format("{} {}", *setting.amount, setting.unit)
                          : "none " + setting.unit;
}

std::optional<Setting> setting_of(const std::string& payload) {
    const std::size_t space = payload.find(' ');
    if (space == std::string::npos) {
        return std::nullopt;
    }
    Setting setting{payload.substr(space + 1), std::nullopt};
    if (payload.substr(0, space) == "none") {
        return setting;
    }
    std::int64_t amount = 0;
    const char* const begin = payload.data();
    const auto [end, error] = std::from_chars(begin, begin + space, amount);
    if (error != std::errc() || end != begin + space) {
        return std::nullopt;
    }
    setting.amount = amount;
    return setting;
}

void write(Session& session, const Setting& setting, ledger::Id actor) {
    store::append_threshold(session.books->connection(),
                            {.unit = setting.unit,
                             .amount = setting.amount.value_or(-1),
                             .actor = actor,
                             .recorded_at_ms = session.access.now_ms});
}

/// Whether `setting` lets one person commit what took two before.
bool lets_more_through(const Amount& before, const Amount& after) {
    return before && (!after || *after > *before);
}

Answer<std::vector<SaidLine>> carry_out(Session& session,
                                        const store::Proposal& proposal,
                                        const store::User& approver) {
    const auto setting = setting_of(proposal.payload);
    if (!setting) {
        return no(say("payload_malformed"));
    }
    for (const store::User* const user :
         std::initializer_list<const store::User*>{&session.user, &approver}) {
        const registry::Roles roles = registry::roles_of({{}, user->grants});
        if (!permits(Task::set_threshold, {{}, user->grants})) {
            return no(tell("threshold_for_roles",
                           registry::text_of_roles(roles_for(Task::set_threshold)),
                           user->name,
                           registry::text_of_roles(roles)));
        }
    }
    write(session, *setting, session.user.actor);
    return lines_of(*setting);
}

ProposalTask::CarryOut prepare(const store::Proposal& /*proposal*/) {
    return carry_out;
}

std::vector<SaidLine> describe(Books& /*books*/, const store::Proposal& proposal) {
    const auto setting = setting_of(proposal.payload);
    return setting ? lines_of(*setting) : std::vector<SaidLine>{};
}

std::vector<std::string> lacks(Books& books, const store::Proposal& proposal) {
    const auto setting = setting_of(proposal.payload);
    for (const store::Threshold& one : store::read_thresholds(books.connection())) {
        if (setting && one.unit == setting->unit && one.actor == proposal.actor &&
            one.amount == setting->amount.value_or(-1) &&
            one.recorded_at_ms == proposal.end.recorded_at_ms) {
            return {};
        }
    }
    return {"the threshold that it sets is not in the books"};
}

}  // namespace

Answer<std::vector<ThresholdLine>> list_thresholds(const Access& access) {
    const Answer<Session> session = open_session(access, Task::read_ledger);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::Transaction transaction(session->books->connection(), store::Transaction::Kind::read);
    std::vector<ThresholdLine> lines;
    for (const store::Threshold& one : store::read_thresholds(session->books->connection())) {
        lines.push_back({.unit = one.unit,
                         .amount = one.amount < 0 ? Amount() : Amount(one.amount),
                         .user = session->shown(ledger::to_text(one.actor)),
                         .recorded_utc = utc_text(one.recorded_at_ms)});
    }
    transaction.commit();
    return lines;
}

Answer<ThresholdSet> set_threshold(const Access& access,
                                   const std::string& unit,
                                   Amount amount,
                                   const std::string& key) {
    Answer<Session> session = open_session(access, Task::set_threshold);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    if (amount && *amount < 0) {
        return no(tell("negative_threshold"));
    }
    Books& books = *session->books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    const std::string asked = "threshold\n" + payload_of({unit, amount});
    const auto before_that = answered_before(*session, key, asked);
    if (!before_that) {
        return tl::unexpected(before_that.error());
    }
    if (*before_that) {
        return ThresholdSet{.proposal = find_line(*session, **before_that), .replayed = true};
    }
    books.ledger().catch_up_within();
    if (books.ledger().book().unit(books.ledger().names().intern(unit)) == nullptr) {
        return no(say("no_such_unit", unit));
    }
    const Amount before = store::threshold_of(books.connection(), unit);
    if (before == amount) {
        return no(amount ? say("threshold_unchanged", unit, *amount)
                         : say("no_threshold_yet", unit));
    }
    ThresholdSet set;
    if (lets_more_through(before, amount)) {
        Answer<ProposalLine> proposal =
            propose_within(*session,
                           kTask,
                           payload_of({unit, amount}),
                           fmt::format("asked for on {} UTC", utc_text(access.now_ms)));
        if (!proposal) {
            return tl::unexpected(std::move(proposal.error()));
        }
        set.proposal = std::move(*proposal);
    } else {
        write(*session, {unit, amount}, session->user.actor);
    }
    keep_answer(*session, key, asked, set.proposal ? set.proposal->id : "");
    transaction.commit();
    return set;
}

ProposalTask threshold_task() {
    return {kTask, roles_for(Task::set_threshold), prepare, describe, lacks};
}

}  // namespace imdad::app
