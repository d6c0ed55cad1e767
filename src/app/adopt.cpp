#include "app/adopt.hpp"

#include "app/adoption.hpp"
#include "app/answered_before.hpp"
#include "app/asked_sentences.hpp"
#include "app/ledger_words.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"
#include "exchange/file_bytes.hpp"
#include "store/facts.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;

constexpr std::string_view kTask = "adopt";
constexpr const char* kShipments = "shipments.csv";

std::vector<AdoptedLine> lines_of(const Adoption& adoption, const ledger::Names& names) {
    std::vector<AdoptedLine> lines;
    for (std::size_t i = 0; i < adoption.commands.size(); ++i) {
        const Command& command = adoption.commands[i];
        const bool commit = command.kind == Kind::commit;
        lines.push_back({.kind = std::string(ledger::to_text(command.kind)),
                         .holder = names.text(commit ? command.to : command.holder),
                         .unit = names.text(command.unit),
                         .lot = names.text(command.lot),
                         .pledge = names.text(command.pledge),
                         .activity = names.text(commit ? command.activity : command.to_activity),
                         .amount = command.amount,
                         .row = adoption.rows[i]});
    }
    return lines;
}

/// Whether this id adopted a plan before; an error if it was another one.
Answer<bool> adopted_before(store::Connection& connection,
                            ledger::Id id,
                            const ledger::Hash& shipments) {
    for (const store::AdoptedPlan& plan : store::read_plans(connection)) {
        if (plan.id == id) {
            if (plan.shipments != shipments) {
                return no(tell("plan_adopted_under_id", ledger::to_text(id)));
            }
            return true;
        }
    }
    return false;
}

std::optional<ledger::Hash> hash_of(const std::string& hexadecimal) {
    ledger::Names scratch;
    Command probe;
    return set_field(probe, ledger::Field::document, hexadecimal, scratch)
               ? std::nullopt
               : std::optional(probe.document);
}

ledger::Hash hash_of_file(const std::filesystem::path& file) {
    return hash_of(exchange::sha256_hex(exchange::read_bytes(file))).value();
}

std::vector<AdoptedSum> sums_of(const std::vector<AdoptedLine>& lines) {
    std::map<std::tuple<std::string, std::string, std::string>, AdoptedSum> sums;
    for (const AdoptedLine& line : lines) {
        AdoptedSum& sum = sums[{line.kind, line.activity, line.unit}];
        sum.kind = line.kind;
        sum.activity = line.activity;
        sum.unit = line.unit;
        sum.amount += line.amount;
        ++sum.commands;
    }
    std::vector<AdoptedSum> found;
    found.reserve(sums.size());
    for (auto& [key, sum] : sums) {
        found.push_back(std::move(sum));
    }
    return found;
}

/// What was asked for under a key.
std::string asked_of(const AdoptRequest& request) {
    return fmt::format("adopt {} as of {}\n{}\n{}\n{}",
                       request.plan_id,
                       request.day_is_said ? base::to_text(request.access.today) : "today",
                       request.activity,
                       request.emergency,
                       request.reason);
}

/// The outcome as it is kept under a key.
std::string kept_of(const AdoptOutcome& outcome, const std::string& proposal) {
    nlohmann::ordered_json kept{{"proposal", proposal},
                                {"adoption", outcome.id},
                                {"shipments", outcome.shipments},
                                {"sums", nlohmann::ordered_json::array()}};
    for (const AdoptedSum& sum : outcome.sums) {
        kept["sums"].push_back({sum.kind, sum.activity, sum.unit, sum.amount, sum.commands});
    }
    return kept.dump();
}

AdoptOutcome proposed_before(Session& session, const std::string& text) {
    const auto kept = nlohmann::json::parse(text);
    AdoptOutcome outcome;
    outcome.id = kept.at("adoption").get<std::string>();
    outcome.shipments = kept.at("shipments").get<std::size_t>();
    outcome.replayed = true;
    outcome.proposal = find_line(session, kept.at("proposal").get<std::string>());
    for (const auto& sum : kept.at("sums")) {
        outcome.sums.push_back({.kind = sum.at(0).get<std::string>(),
                                .activity = sum.at(1).get<std::string>(),
                                .unit = sum.at(2).get<std::string>(),
                                .amount = sum.at(3).get<std::int64_t>(),
                                .commands = sum.at(4).get<std::size_t>()});
    }
    return outcome;
}

Answer<void> post_all(Books& books, const Adoption& adoption, std::int64_t now_ms) {
    const auto posted = books.ledger().post_within(adoption.commands, now_ms);
    if (!posted) {
        const ledger::Refused& error = posted.error().error;
        const std::string& row = adoption.rows[posted.error().command];
        Reason reason = reason_of(error);
        reason.about = row;
        Refusal refusal{.code = error.code, .lines = {}};
        refusal.add(fmt::format("{}: {}", row, error.message), std::move(reason));
        return tl::unexpected(std::move(refusal));
    }
    return {};
}

/// What the first person asks for, as the proposal keeps it. The folders are read again when it is
/// approved, and must be what they were.
struct Wish {
    AdoptRequest request;
    ledger::Id id;
    ledger::Hash shipments{};
    std::string inputs;  ///< SHA-256 of the snapshot's scenario

    /// As people are told: where a server keeps it is nothing for them.
    [[nodiscard]] std::string plan_shown() const {
        return request.plan_id.empty() ? "at " + request.plan.string() : request.plan_id;
    }

    [[nodiscard]] std::string snapshot_shown() const {
        return request.plan_id.empty() ? "at " + request.snapshot.string() : "it was made of";
    }
};

std::string payload_of(const Wish& wish, std::size_t shipments) {
    const AdoptRequest& request = wish.request;
    nlohmann::ordered_json document;
    document["adoption"] = ledger::to_text(wish.id);
    document["snapshot"] = std::filesystem::absolute(request.snapshot).lexically_normal().string();
    document["plan"] = std::filesystem::absolute(request.plan).lexically_normal().string();
    document["shipments_sha256"] =
        exchange::sha256_hex(exchange::read_bytes(request.plan / kShipments));
    document["inputs_sha256"] = wish.inputs;
    document["on"] = base::to_text(request.access.today);
    document["activity"] = request.activity;
    document["emergency"] = request.emergency;
    document["reason"] = request.reason;
    if (!request.plan_id.empty()) {
        document["plan_id"] = request.plan_id;
        document["shipments"] = shipments;
    }
    return document.dump();
}

std::optional<Wish> wish_of(const std::string& payload) {
    const auto document = nlohmann::json::parse(payload, nullptr, /*allow_exceptions=*/false);
    if (!document.is_object()) {
        return std::nullopt;
    }
    const auto text = [&](const char* key) {
        const auto found = document.find(key);
        return found != document.end() && found->is_string() ? found->get<std::string>()
                                                             : std::string();
    };
    const auto id = ledger::parse_id(text("adoption"));
    const auto on = base::parse_day(text("on"));
    const auto shipments = hash_of(text("shipments_sha256"));
    if (!id || !on || !shipments) {
        return std::nullopt;
    }
    Wish wish;
    wish.id = *id;
    wish.shipments = *shipments;
    wish.inputs = text("inputs_sha256");
    wish.request.snapshot = text("snapshot");
    wish.request.plan = text("plan");
    wish.request.activity = text("activity");
    wish.request.emergency = document.value("emergency", false);
    wish.request.reason = text("reason");
    wish.request.plan_id = text("plan_id");
    wish.request.access.today = *on;
    return wish;
}

/// Posts it all in a write transaction of the caller's, register and ledger caught up.
Answer<void> adopt_within(Session& session,
                          const Wish& wish,
                          ledger::Id approver,
                          AdoptOutcome& outcome) {
    const Answer<BooksOfSnapshot> snapshot = read_books_of_snapshot(wish.request.snapshot);
    if (!snapshot) {
        return tl::unexpected(snapshot.error());
    }
    const model::Scenario& scenario = *outcome.verified.loaded.scenario;
    const model::Plan& plan = outcome.verified.achieved->chosen.plan;
    Books& books = *session.books;
    const std::string log = store::fact(books.connection(), kLedgerLog).value_or("");
    if (log != snapshot->ledger_log) {
        return no(say("not_of_these_books", snapshot->ledger_log, log));
    }
    Adoption adoption(wish.request, session, scenario, plan, *snapshot, approver, wish.id);
    if (!adoption.books_stand() || !adoption.choose_commands(wish.shipments) ||
        !adoption.plan_shipments() || !adoption.instruments_allow_it()) {
        return tl::unexpected(std::move(adoption.refusal));
    }
    if (Answer<void> posted = post_all(books, adoption, session.access.now_ms); !posted) {
        return posted;
    }
    store::append_plan(books.connection(),
                       {.id = wish.id,
                        .name = scenario->header.name,
                        .shipments = wish.shipments,
                        .actor = session.user.actor,
                        .approver = approver,
                        .on = wish.request.access.today,
                        .recorded_at_ms = session.access.now_ms},
                       adoption.shipments);
    outcome.lines = lines_of(adoption, books.ledger().names());
    outcome.shipments = adoption.shipments.size();
    return {};
}

/// A wish with what the checker says of it now.
struct CheckedWish {
    Wish wish;
    AdoptOutcome outcome;
};

/// The folders are read and judged anew, which takes long; the books are not asked.
Answer<CheckedWish> check_again(const store::Proposal& proposal) {
    auto wish = wish_of(proposal.payload);
    if (!wish) {
        return no(say("payload_malformed"));
    }
    const std::filesystem::path& plan = wish->request.plan;
    if (!std::filesystem::exists(plan / kShipments)) {
        return no(wish->request.plan_id.empty() ? say("plan_folder_gone", plan.string())
                                                : say("plan_gone", wish->request.plan_id));
    }
    AdoptOutcome outcome{
        .verified = verify_plan({.scenario_folder = wish->request.snapshot, .plan_folder = plan})};
    if (hash_of_file(plan / kShipments) != wish->shipments ||
        outcome.verified.loaded.inputs_sha256 != wish->inputs || !outcome.usable()) {
        return no(tell("plan_changed", wish->plan_shown(), wish->snapshot_shown()));
    }
    return CheckedWish{std::move(*wish), std::move(outcome)};
}

ProposalTask::CarryOut prepare(const store::Proposal& proposal) {
    const auto checked = std::make_shared<Answer<CheckedWish>>(check_again(proposal));
    return [checked](Session& session,
                     const store::Proposal& /*proposal*/,
                     const store::User& approver) -> Answer<std::vector<SaidLine>> {
        if (!*checked) {
            return tl::unexpected(checked->error());
        }
        auto& [wish, outcome] = **checked;
        if (const Answer<void> adopted = adopt_within(session, wish, approver.actor, outcome);
            !adopted) {
            return tl::unexpected(adopted.error());
        }
        return std::vector{said_line({say(
            "plan_adopted", outcome.shipments, outcome.lines.size(), ledger::to_text(wish.id))})};
    };
}

std::vector<SaidLine> describe(Books& /*books*/, const store::Proposal& proposal) {
    const auto wish = wish_of(proposal.payload);
    if (!wish) {
        return {};
    }
    std::vector<SaidLine> lines = {said_line(
        {wish->request.plan_id.empty()
             ? say("adopt_plan_of", wish->request.plan.string(), wish->request.snapshot.string())
             : say("adopt_plan",
                   wish->request.plan_id,
                   base::to_text(wish->request.access.today))})};
    if (wish->request.emergency) {
        lines.push_back(said_line({say("adopt_emergency", wish->request.reason)}));
    }
    return lines;
}

std::vector<std::string> lacks(Books& books, const store::Proposal& proposal) {
    const auto wish = wish_of(proposal.payload);
    for (const store::AdoptedPlan& plan : store::read_plans(books.connection())) {
        if (wish && plan.id == wish->id && plan.shipments == wish->shipments &&
            plan.actor == proposal.actor && plan.approver == proposal.end.actor) {
            return {};
        }
    }
    return {"the plan that it adopts is not in the books"};
}

}  // namespace

ProposalTask adopt_task() {
    return {kTask, roles_for(Task::approve_plan), prepare, describe, lacks};
}

std::string plan_of_adoption(const store::Proposal& proposal) {
    const auto wish = proposal.task == kTask ? wish_of(proposal.payload) : std::nullopt;
    return wish ? wish->request.plan_id : "";
}

Answer<AdoptOutcome> adopt_plan(const AdoptRequest& request) {
    Answer<Session> session = open_session(request.access, Task::adopt_plan);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const std::string asked = asked_of(request);
    {
        // Looked for first: trying takes long, and the books may have moved since.
        const store::Transaction reading(session->books->connection(),
                                         store::Transaction::Kind::read);
        const auto before = answered_before(*session, request.key, asked);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (*before) {
            return proposed_before(*session, **before);
        }
    }
    const auto given =
        request.id.empty() ? std::optional(random_id()) : ledger::parse_id(request.id);
    if (!given || given->empty()) {
        return no(say("bad_id", request.id));
    }
    if (const auto snapshot = read_books_of_snapshot(request.snapshot); !snapshot) {
        return tl::unexpected(snapshot.error());
    }
    AdoptOutcome outcome{
        .verified = verify_plan({.scenario_folder = request.snapshot, .plan_folder = request.plan}),
        .id = ledger::to_text(*given)};
    if (!outcome.usable()) {
        return outcome;
    }
    const Wish wish{.request = request,
                    .id = *given,
                    .shipments = hash_of_file(request.plan / kShipments),
                    .inputs = outcome.verified.loaded.inputs_sha256};
    Books& books = *session->books;
    {
        const store::Transaction trial(books.connection(), store::Transaction::Kind::write);
        books.entities().catch_up_within();
        books.ledger().catch_up_within();
        const Answer<bool> before = adopted_before(books.connection(), wish.id, wish.shipments);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (*before) {
            outcome.replayed = true;
            outcome.shipments = outcome.verified.achieved->chosen.plan.shipments.size();
            return outcome;
        }
        // Nobody has approved it yet; somebody stands in, and all of it is taken back.
        if (const auto tried = adopt_within(*session, wish, random_id(), outcome); !tried) {
            return tl::unexpected(tried.error());
        }
    }
    outcome.sums = sums_of(outcome.lines);
    if (!request.dry_run) {
        store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
        Answer<ProposalLine> proposal =
            propose_within(*session, kTask, payload_of(wish, outcome.shipments), request.reason);
        if (!proposal) {
            return tl::unexpected(std::move(proposal.error()));
        }
        keep_answer(*session, request.key, asked, kept_of(outcome, proposal->id));
        transaction.commit();
        outcome.proposal = std::move(*proposal);
    }
    return outcome;
}

}  // namespace imdad::app
