#include "app/stock_forms.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_words.hpp"
#include "app/print_desk.hpp"
#include "app/sentences.hpp"
#include "app/sheet_mark.hpp"
#include "app/shipments.hpp"
#include "app/wording.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::AccountKey;
using ledger::Kind;
using ledger::Stage;
using report::FormWrites;

std::string number(std::int64_t amount) {
    return fmt::format("{}", amount);
}

std::string number_if(std::int64_t amount) {
    return amount == 0 ? "" : number(amount);
}

/// First digits of an id, as people write it on paper.
std::string short_id(ledger::Id id) {
    return ledger::to_text(id).substr(0, 8);
}

class FormBooks {
 public:
    [[nodiscard]] static Answer<FormBooks> open(const Access& access,
                                                Task task = Task::read_ledger) {
        Answer<Session> session = open_session(access, task);
        if (!session) {
            return tl::unexpected(session.error());
        }
        session->books->ledger().catch_up();
        return FormBooks(std::move(*session));
    }

    [[nodiscard]] const ledger::Book& book() const { return session_.books->ledger().book(); }

    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return book().names().text(name);
    }

    [[nodiscard]] ledger::Entry entry(std::uint64_t sequence) {
        return session_.books->ledger().entry(sequence);
    }

    [[nodiscard]] bool stands(const ledger::Entry& entry) const {
        const ledger::Seen* const seen = book().seen(entry.command.id);
        return seen == nullptr || seen->reversed_by == 0;
    }

    [[nodiscard]] std::string today() const { return base::to_text(session_.access.today); }

    [[nodiscard]] Answer<ledger::Name> name(const char* what, const std::string& said) const {
        const auto found = book().names().find(said);
        if (!found || said.empty()) {
            return no(tell("name_not_in_ledger", what, said));
        }
        return *found;
    }

    [[nodiscard]] Answer<std::vector<ledger::Id>> dispatches(
        const std::vector<std::string>& said) const;

 private:
    explicit FormBooks(Session session) : session_(std::move(session)) {}

    Session session_;
};

Answer<std::vector<ledger::Id>> FormBooks::dispatches(const std::vector<std::string>& said) const {
    const LedgerSight sight(session_);
    std::vector<ledger::Id> ids;
    for (const std::string& text : said) {
        std::vector<ledger::Id> found;
        for (const auto& [id, dispatch] : book().dispatches()) {
            if (!text.empty() && ledger::to_text(id).starts_with(text) &&
                sight.sees(dispatch.in_transit)) {
                found.push_back(id);
            }
        }
        if (found.empty()) {
            return no(tell("no_such_dispatch", text));
        }
        if (found.size() > 1) {
            return no(tell("several_dispatches", found.size(), text));
        }
        if (std::ranges::find(ids, found.front()) == ids.end()) {
            ids.push_back(found.front());
        }
    }
    const auto way = [&](ledger::Id id) {
        const ledger::Dispatch& dispatch = *book().dispatch(id);
        return std::pair(dispatch.from.holder, dispatch.in_transit.holder);
    };
    for (const ledger::Id id : ids) {
        if (way(id) != way(ids.front())) {
            return no(say("other_way",
                          short_id(ids.front()),
                          text(way(ids.front()).first),
                          text(way(ids.front()).second),
                          short_id(id),
                          text(way(id).first),
                          text(way(id).second)));
        }
    }
    return ids;
}

std::vector<std::string> each_of(const std::set<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

report::FormFact made_on(const std::string& day) {
    return {"stock.form.made", {day}, FormWrites::day};
}

/// What waybill and goods received note have in common.
report::StockForm dispatch_form(FormBooks& books,
                                const std::string& kind,
                                const std::vector<ledger::Id>& ids) {
    std::set<std::string> sent_on;
    std::set<std::string> expected;
    std::set<std::string> activities;
    std::string full;
    for (const ledger::Id id : ids) {
        const ledger::Dispatch& dispatch = *books.book().dispatch(id);
        const ledger::Seen* const seen = books.book().seen(id);
        sent_on.insert(day_text(books.entry(seen->sequence).command.business_date));
        expected.insert(day_text(dispatch.expected));
        activities.insert(books.text(dispatch.in_transit.activity));
        full += (full.empty() ? "" : " ") + ledger::to_text(id);
    }
    const ledger::Dispatch& first = *books.book().dispatch(ids.front());
    report::StockForm form;
    form.kind = kind;
    form.subject = short_id(ids.front()) +
                   (ids.size() > 1 ? fmt::format(" +{}", ids.size() - 1) : std::string());
    form.made_on = books.today();
    form.reference = full;
    form.facts = {{"stock.from", {books.text(first.from.holder)}},
                  {"stock.to", {books.text(first.in_transit.holder)}},
                  {"stock.sent.on", each_of(sent_on), FormWrites::day},
                  {"stock.expected", each_of(expected), FormWrites::day},
                  {"kind.activity", each_of(activities)},
                  made_on(books.today())};
    return form;
}

}  // namespace

Answer<report::StockForm> waybill(const Access& access,
                                  const std::vector<std::string>& dispatches) {
    Answer<FormBooks> books = FormBooks::open(access);
    if (!books) {
        return tl::unexpected(books.error());
    }
    const auto ids = books->dispatches(dispatches);
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    report::StockForm form = dispatch_form(*books, "waybill", *ids);
    form.columns = {{"kind.dispatch"},
                    {"stock.product"},
                    {"kind.lot"},
                    {"stock.use.by", FormWrites::day},
                    {"pledge.earmark"},
                    {"kind.pledge"},
                    {"stock.form.sent", FormWrites::amount},
                    {"stock.form.received", FormWrites::amount, true},
                    {"stock.damaged", FormWrites::amount, true},
                    {"stock.form.remarks", FormWrites::as_it_is, true}};
    for (const ledger::Id id : *ids) {
        const ledger::Dispatch& dispatch = *books->book().dispatch(id);
        const AccountKey& key = dispatch.in_transit;
        form.rows.push_back({short_id(id),
                             books->text(key.unit),
                             books->text(key.lot),
                             day_text(key.expiry),
                             books->text(key.earmark),
                             books->text(key.pledge),
                             number(dispatch.amount)});
    }
    form.signatures = {"sender", "carrier", "receiver"};
    return form;
}

Answer<report::StockForm> planned_waybill(const Access& access,
                                          const std::string& plan,
                                          std::int64_t planned) {
    ShipPlannedRequest request;
    request.options.access = access;
    request.options.dry_run = true;
    request.plan = plan;
    request.number = planned;
    const Answer<ShipOutcome> trial = ship_planned(request);
    if (!trial) {
        return tl::unexpected(trial.error());
    }
    if (trial->sent.empty()) {
        return no(tell("nothing_to_send", planned));
    }
    const SentLine& first = trial->sent.front();
    report::StockForm form;
    form.kind = "planned_waybill";
    form.subject = number(planned);
    form.made_on = base::to_text(access.today);
    form.facts = {{"stock.from", {first.from}},
                  {"stock.to", {first.to}},
                  {"stock.expected", {first.expected}, FormWrites::day},
                  {"kind.activity", {first.activity}},
                  made_on(form.made_on)};
    form.columns = {{"stock.product"},
                    {"kind.lot"},
                    {"stock.use.by", FormWrites::day},
                    {"pledge.earmark"},
                    {"kind.pledge"},
                    {"stock.form.topick", FormWrites::amount},
                    {"stock.form.picked", FormWrites::amount, true},
                    {"stock.form.remarks", FormWrites::as_it_is, true}};
    for (const SentLine& line : trial->sent) {
        form.rows.push_back(
            {line.unit, line.lot, line.expiry, line.earmark, line.pledge, number(line.amount)});
    }
    form.signatures = {"sender", "witness"};
    return form;
}

Answer<report::StockForm> received_note(const Access& access,
                                        const std::vector<std::string>& dispatches) {
    Answer<FormBooks> books = FormBooks::open(access);
    if (!books) {
        return tl::unexpected(books.error());
    }
    const auto ids = books->dispatches(dispatches);
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    report::StockForm form = dispatch_form(*books, "grn", *ids);
    form.columns = {{"kind.dispatch"},
                    {"stock.product"},
                    {"kind.lot"},
                    {"stock.use.by", FormWrites::day},
                    {"stock.form.arrived", FormWrites::day},
                    {"stock.form.sent", FormWrites::amount},
                    {"stock.good", FormWrites::amount},
                    {"stock.damaged", FormWrites::amount},
                    {"stock.form.missing", FormWrites::amount},
                    {"stock.form.surplus", FormWrites::amount},
                    {"stock.vvm", FormWrites::amount},
                    {"stock.form.open", FormWrites::amount}};
    std::map<ledger::Id, std::vector<ledger::Entry>> receipts;
    for (std::uint64_t i = 0; i < books->book().size(); ++i) {
        ledger::Entry entry = books->entry(i);
        if (entry.command.kind == Kind::post_receipt && books->stands(entry)) {
            receipts[entry.command.refers_to].push_back(std::move(entry));
        }
    }
    for (const ledger::Id id : *ids) {
        const ledger::Dispatch& dispatch = *books->book().dispatch(id);
        const AccountKey& key = dispatch.in_transit;
        std::vector<std::string> row{short_id(id),
                                     books->text(key.unit),
                                     books->text(key.lot),
                                     day_text(key.expiry),
                                     "",
                                     number(dispatch.amount),
                                     "",
                                     "",
                                     "",
                                     "",
                                     "",
                                     number(dispatch.open)};
        if (receipts[id].empty()) {
            form.rows.push_back(std::move(row));
            continue;
        }
        for (const ledger::Entry& entry : receipts[id]) {
            const ledger::Command& command = entry.command;
            row[4] = day_text(command.business_date);
            row[6] = number(command.amount);
            row[7] = number_if(command.damaged);
            row[8] = number_if(entry.derived.discrepancy.missing);
            row[9] = number_if(entry.derived.discrepancy.surplus);
            row[10] = number_if(command.vvm_stage);
            form.rows.push_back(row);
        }
    }
    form.signatures = {"receiver", "carrier"};
    return form;
}

Answer<report::StockForm> stock_card(const Access& access,
                                     const std::string& place,
                                     const std::string& unit) {
    Answer<FormBooks> books = FormBooks::open(access, Task::read_whole_ledger);
    if (!books) {
        return tl::unexpected(books.error());
    }
    const auto holder = books->name("place", place);
    const auto product = books->name("product", unit);
    if (!holder || !product) {
        return tl::unexpected(!holder ? holder.error() : product.error());
    }
    report::StockForm form;
    form.kind = "stock_card";
    form.subject = fmt::format("{}, {}", unit, place);
    form.made_on = books->today();
    form.columns = {{"stock.day", FormWrites::day},
                    {"stock.form.movement", FormWrites::movement},
                    {"stock.form.side"},
                    {"kind.lot"},
                    {"stock.use.by", FormWrites::day},
                    {"stock.form.in", FormWrites::amount},
                    {"stock.form.out", FormWrites::amount},
                    {"stock.form.lot", FormWrites::amount},
                    {"stock.form.balance", FormWrites::amount},
                    {"kind.entry", FormWrites::figure}};
    std::map<std::pair<ledger::Name, base::Day>, std::int64_t> lots;
    std::int64_t balance = 0;
    for (std::uint64_t i = 0; i < books->book().size(); ++i) {
        const ledger::Entry entry = books->entry(i);
        // One line a lot: what moved from one earmark or activity to another left the shelf alone.
        std::map<std::pair<ledger::Name, base::Day>, std::int64_t> moved;
        std::string other;
        for (const ledger::Posting& posting : entry.derived.postings) {
            const AccountKey& key = posting.account;
            if (key.stage == Stage::on_hand && key.holder == *holder && key.unit == *product) {
                moved[{key.lot, key.expiry}] += posting.amount;
            } else if (key.holder != *holder && key.unit == *product) {
                other = books->text(key.holder);
            }
        }
        if (entry.command.kind == Kind::post_receipt) {
            const ledger::Dispatch* const dispatch =
                books->book().dispatch(entry.command.refers_to);
            other = dispatch == nullptr ? other : books->text(dispatch->from.holder);
        }
        for (const auto& [lot, amount] : moved) {
            if (amount == 0) {
                continue;
            }
            balance += amount;
            lots[lot] += amount;
            form.rows.push_back({day_text(entry.command.business_date),
                                 std::string(ledger::to_text(entry.command.kind)),
                                 other,
                                 books->text(lot.first),
                                 day_text(lot.second),
                                 amount > 0 ? number(amount) : "",
                                 amount < 0 ? number(-amount) : "",
                                 number(lots[lot]),
                                 number(balance),
                                 fmt::format("{}", entry.sequence)});
        }
    }
    form.facts = {{"stock.place", {place}},
                  {"stock.product", {unit}},
                  {"stock.form.shelf", {number(balance)}, FormWrites::amount},
                  made_on(books->today())};
    return form;
}

Answer<report::StockForm> count_sheet(const Access& access,
                                      const std::string& place,
                                      const std::string& unit,
                                      bool booked) {
    constexpr std::size_t kRoomForMore = 4;
    Answer<FormBooks> books = FormBooks::open(access, Task::read_whole_ledger);
    if (!books) {
        return tl::unexpected(books.error());
    }
    const auto holder = books->name("place", place);
    if (!holder) {
        return tl::unexpected(holder.error());
    }
    if (!unit.empty()) {
        if (const auto product = books->name("product", unit); !product) {
            return tl::unexpected(product.error());
        }
    }
    // By product, then what expires first; a lot without an expiry last.
    using Line = std::tuple<std::string, bool, base::Day, std::string, Stage>;
    std::map<Line, std::int64_t> lines;
    for (const auto& [key, state] : books->book().accounts()) {
        const ledger::UnitFacts* const facts = books->book().unit(key.unit);
        const bool goods = facts != nullptr && (facts->kind == ledger::UnitKind::medicine ||
                                                facts->kind == ledger::UnitKind::goods);
        const bool lies = key.stage == Stage::on_hand || key.stage == Stage::quarantined;
        if (goods && lies && key.holder == *holder && state.balance > 0 &&
            (unit.empty() || books->text(key.unit) == unit)) {
            lines[{books->text(key.unit),
                   key.expiry == ledger::kNoDay,
                   key.expiry,
                   books->text(key.lot),
                   key.stage}] += state.balance;
        }
    }
    report::StockForm form;
    form.kind = "count_sheet";
    form.subject = place;
    form.made_on = books->today();
    form.facts = {{"stock.place", {place}},
                  {"stock.product", {unit}},
                  {"stock.form.asof", {books->today()}, FormWrites::day}};
    form.columns = {{"stock.product"},
                    {"kind.lot"},
                    {"stock.use.by", FormWrites::day},
                    {"pledge.stage", FormWrites::stage}};
    if (booked) {
        form.columns.push_back({"stock.count.booked", FormWrites::amount});
    }
    form.columns.push_back({"stock.count.found", FormWrites::amount, true});
    form.columns.push_back({"stock.count.by", FormWrites::amount, true});
    form.columns.push_back({"stock.form.remarks", FormWrites::as_it_is, true});
    for (const auto& [line, amount] : lines) {
        const auto& [product, undated, expiry, lot, stage] = line;
        std::vector<std::string> row{
            product, lot, day_text(expiry), std::string(ledger::to_text(stage))};
        if (booked) {
            row.push_back(number(amount));
        }
        form.rows.push_back(std::move(row));
    }
    form.empty_rows = kRoomForMore;
    form.signatures = {"counter", "witness"};
    return form;
}

Answer<report::StockForm> marked_form(const Access& access,
                                      const std::string& checkpoint,
                                      const std::function<Answer<report::StockForm>()>& make) {
    constexpr int kTries = 3;
    const auto check = check_sheet(access, checkpoint);
    if (!check) {
        return tl::unexpected(check.error());
    }
    for (int tries = 1;; ++tries) {
        const auto before = ledger_mark(access);
        auto form = make();
        const auto after = ledger_mark(access);
        if (!form) {
            return form;
        }
        if (!before || !after) {
            return tl::unexpected(before ? after.error() : before.error());
        }
        if (*before == *after || tries == kTries) {
            form->sheet.check = *check;
            if (after->known) {
                form->sheet.mark = {after->size, after->root.substr(0, kMarkDigits)};
            }
            return form;
        }
    }
}

}  // namespace imdad::app
