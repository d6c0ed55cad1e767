#include "app/trace.hpp"

#include "app/asked_sentences.hpp"
#include "app/ledger_sight.hpp"
#include "app/ledger_trail.hpp"
#include "app/register_chain.hpp"
#include "app/register_words.hpp"
#include "app/trace_asked.hpp"
#include "app/trace_texts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Kind;
using ledger::NamePair;

/// Predecessors that a row names; of a store's outflows all inflows are, and that is quadratic.
constexpr std::size_t kFromMost = 8;

bool changes_level(const ledger::Command& command) {
    return command.kind == Kind::pledge || command.kind == Kind::revise ||
           command.kind == Kind::withdraw || command.kind == Kind::lapse ||
           command.kind == Kind::cancel_balance;
}

/// What belongs to the chain of what was asked for.
struct Reached {
    LinkIds links;
    std::vector<std::size_t> movements;  ///< in order
};

class Tracer {
 public:
    /// `sight`: null without `trail`.
    Tracer(const RegisterChain& chain, const LedgerTrail* trail, const LedgerSight* sight)
        : chain_(chain), trail_(trail), sight_(sight) {}

    /// Upwards from everything; downwards from what was asked for only: what else became of an
    /// agreement is not part of the chain of one pledge under it.
    [[nodiscard]] Reached reach(const Asked& asked) const {
        Reached reached;
        LinkIds below;
        chain_.add_below(asked.links, below);
        LinkIds above = asked.links;
        if (trail_ != nullptr) {
            std::vector<std::size_t> begun = asked.movements;
            add_movements_of(below, begun);
            keep_seen(begun);
            reached.movements = trail_->reached(begun, false);
            const std::vector<std::size_t> back = trail_->reached(begun, true);
            reached.movements.insert(reached.movements.end(), back.begin(), back.end());
            keep_seen(reached.movements);
            for (const std::size_t movement : reached.movements) {
                const LinkIds named = named_by(movement);
                above.insert(named.begin(), named.end());
            }
        }
        reached.links = below;
        chain_.add_above(std::move(above), reached.links);
        if (trail_ != nullptr) {
            add_first_levels(reached);
            keep_seen(reached.movements);
            std::ranges::sort(reached.movements);
            const auto rest = std::ranges::unique(reached.movements);
            reached.movements.erase(rest.begin(), rest.end());
        }
        return reached;
    }

    /// What of the register gave the movement what it moved: the activity, else the agreement.
    [[nodiscard]] std::optional<LinkId> given_by(std::size_t movement) const {
        const ledger::Command& command = trail_->command(movement);
        const ledger::Name activity = command.kind == Kind::commit     ? command.activity
                                      : command.kind == Kind::allocate ? command.to_activity
                                                                       : ledger::Name{};
        if (!activity.empty()) {
            return LinkId{LinkKind::activity, text(activity)};
        }
        if (!command.instrument.empty()) {
            return LinkId{LinkKind::instrument, text(command.instrument)};
        }
        return std::nullopt;
    }

 private:
    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return trail_->book().names().text(name);
    }

    [[nodiscard]] LinkIds named_by(std::size_t movement) const {
        LinkIds named;
        if (const auto giver = given_by(movement)) {
            named.insert(*giver);
        }
        for (const ledger::Posting& posting : trail_->movements()[movement].postings) {
            if (!posting.account.pledge.empty() && sight_->sees(posting.account)) {
                named.emplace(LinkKind::pledge, text(posting.account.pledge));
            }
        }
        return named;
    }

    void keep_seen(std::vector<std::size_t>& movements) const {
        std::erase_if(movements, [&](std::size_t movement) {
            return !sight_->sees(trail_->movements()[movement].postings);
        });
    }

    /// Of each pledge in the chain what first pledged it, though nothing else of one that was only
    /// passed on.
    void add_first_levels(Reached& reached) const {
        for (std::size_t i = 0; i < trail_->movements().size(); ++i) {
            const ledger::Command& command = trail_->command(i);
            if (command.kind == Kind::pledge &&
                reached.links.contains({LinkKind::pledge, text(command.pledge)})) {
                reached.movements.push_back(i);
            }
        }
    }

    /// Movements that `links` gave something to, and all of pledges among them.
    void add_movements_of(const LinkIds& links, std::vector<std::size_t>& movements) const {
        for (std::size_t i = 0; i < trail_->movements().size(); ++i) {
            const auto giver = given_by(i);
            const bool given = giver && links.contains(*giver);
            const auto& postings = trail_->movements()[i].postings;
            if (given || std::ranges::any_of(postings, [&](const ledger::Posting& posting) {
                    return links.contains({LinkKind::pledge, text(posting.account.pledge)});
                })) {
                movements.push_back(i);
            }
        }
    }

    const RegisterChain& chain_;
    const LedgerTrail* trail_;
    const LedgerSight* sight_;
};

/// The tree: nodes with what they directly follow from.
class ChainTree {
 public:
    ChainTree(const RegisterChain& chain,
              const LedgerTrail* trail,
              const LedgerSight* sight,
              const Tracer& tracer,
              const TraceTexts& texts)
        : chain_(chain), trail_(trail), sight_(sight), tracer_(tracer), texts_(texts) {}

    void add(const Reached& reached, const Asked& asked) {
        for (const LinkId& link : reached.links) {
            if (link.first != LinkKind::pledge) {
                links_[link] = add_node(texts_.row_of(link), asked.links.contains(link));
            }
        }
        if (trail_ != nullptr) {
            add_pledges(reached, asked);
            for (const std::size_t movement : reached.movements) {
                add_movement(movement, asked);
            }
            for (const std::size_t movement : reached.movements) {
                join_movement(movement);
            }
        }
        for (const auto& [link, node] : links_) {
            for (const LinkId& upper : chain_.above(link)) {
                join(upper, node);
            }
        }
    }

    /// Depth first, each node once, under the first that it follows from.
    [[nodiscard]] std::vector<report::TraceRow> rows();

    /// Every resource of a pledge that something moved of; by their first movement.
    [[nodiscard]] const std::vector<NamePair>& resources() const { return resources_; }

 private:
    struct Node {
        report::TraceRow row;
        std::vector<std::size_t> from;
        std::vector<std::size_t> children;
        bool placed = false;
    };

    std::size_t add_node(report::TraceRow row, bool asked) {
        row.asked = asked;
        nodes_.push_back({std::move(row), {}, {}, false});
        return nodes_.size() - 1;
    }

    void add_pledges(const Reached& reached, const Asked& asked);
    void add_movement(std::size_t movement, const Asked& asked);
    void join_movement(std::size_t movement);

    void join(const LinkId& upper, std::size_t node) {
        const auto found = links_.find(upper);
        if (found != links_.end()) {
            join(found->second, node);
        }
    }

    void join(std::size_t upper, std::size_t node) {
        std::vector<std::size_t>& from = nodes_[node].from;
        if (upper != node && std::ranges::find(from, upper) == from.end()) {
            from.push_back(upper);
        }
    }

    const RegisterChain& chain_;
    const LedgerTrail* trail_;
    const LedgerSight* sight_;
    const Tracer& tracer_;
    const TraceTexts& texts_;
    std::vector<Node> nodes_;
    std::map<LinkId, std::size_t> links_;
    std::map<NamePair, std::size_t> pledges_;
    std::map<std::size_t, std::size_t> movements_;
    std::vector<NamePair> resources_;
};

void ChainTree::add_pledges(const Reached& reached, const Asked& asked) {
    std::map<NamePair, std::optional<std::size_t>> begun;  // by what first pledged it
    for (const std::size_t movement : reached.movements) {
        for (const ledger::Posting& posting : trail_->movements()[movement].postings) {
            const NamePair resource{posting.account.pledge, posting.account.unit};
            // The sums of a pledge are over all who hold of it, those of none over everybody's.
            if (!sight_->sees_all() && !sight_->sees_pledge(resource.first, resource.second)) {
                continue;
            }
            if (begun.emplace(resource, std::nullopt).second) {
                resources_.push_back(resource);
            }
            if (trail_->command(movement).kind == Kind::pledge) {
                begun[resource] = movement;
            }
        }
    }
    for (const NamePair& resource : resources_) {
        if (resource.first.empty()) {
            continue;
        }
        const LinkId link{LinkKind::pledge, trail_->book().names().text(resource.first)};
        const std::optional<std::size_t> first = begun[resource];
        const bool meant =
            asked.links.contains(link) ||
            (first && std::ranges::find(asked.movements, *first) != asked.movements.end());
        const std::size_t node =
            add_node(texts_.row_of(resource.first, resource.second, first), meant);
        pledges_[resource] = node;
        if (first) {
            movements_[*first] = node;
        }
    }
}

void ChainTree::add_movement(std::size_t movement, const Asked& asked) {
    if (!movements_.contains(movement)) {
        const bool meant =
            std::ranges::binary_search(asked.movements, movement) && asked.kind != "place";
        movements_[movement] = add_node(texts_.row_of(movement), meant);
    }
}

void ChainTree::join_movement(std::size_t movement) {
    const std::size_t node = movements_.at(movement);
    const ledger::Command& command = trail_->command(movement);
    const ledger::AccountKey& account = trail_->movements()[movement].postings.front().account;
    const auto pledge = pledges_.find({account.pledge, account.unit});
    const auto giver = tracer_.given_by(movement);
    if (changes_level(command) || command.kind == Kind::commit) {
        if (pledge != pledges_.end()) {
            join(pledge->second, node);
            if (giver && trail_->stands(movement)) {
                join(*giver, pledge->second);
            }
        }
    } else {
        for (const std::size_t earlier : trail_->before(movement)) {
            if (const auto found = movements_.find(earlier); found != movements_.end()) {
                join(found->second, node);
            }
        }
    }
    if (giver) {
        join(*giver, node);
    }
    if (command.kind == Kind::pledge) {
        const LinkId link{LinkKind::pledge, trail_->book().names().text(account.pledge)};
        for (const LinkId& upper : chain_.above(link)) {
            join(upper, node);
            for (const auto& [resource, other] : pledges_) {
                if (upper ==
                    LinkId{LinkKind::pledge, trail_->book().names().text(resource.first)}) {
                    join(other, node);
                }
            }
        }
    }
}

std::vector<report::TraceRow> ChainTree::rows() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].from.empty()) {
            nodes_[nodes_[i].from.front()].children.push_back(i);
        }
    }
    std::vector<report::TraceRow> rows;
    std::vector<std::size_t> numbers(nodes_.size(), 0);
    const auto place_under = [&](std::size_t root) {
        std::vector<std::pair<std::size_t, std::size_t>> waiting = {{root, 0}};
        while (!waiting.empty()) {
            const auto [node, depth] = waiting.back();
            waiting.pop_back();
            if (nodes_[node].placed) {
                continue;
            }
            nodes_[node].placed = true;
            numbers[node] = rows.size();
            nodes_[node].row.depth = depth;
            rows.push_back(nodes_[node].row);
            for (auto child = nodes_[node].children.rbegin(); child != nodes_[node].children.rend();
                 ++child) {
                waiting.emplace_back(*child, depth + 1);
            }
        }
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].from.empty()) {
            place_under(i);
        }
    }
    // What follows from itself, if books were made so, still has to be shown.
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        place_under(i);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        report::TraceRow& row = rows[numbers[i]];
        row.from_count = nodes_[i].from.size();
        for (const std::size_t upper : nodes_[i].from) {
            if (row.from.size() < kFromMost) {
                row.from.push_back(numbers[upper]);
            }
        }
    }
    return rows;
}

/// Without what is not for the eyes of who asks: it is as if it were not there.
std::vector<Asked> only_seen(std::vector<Asked> meanings,
                             const LedgerTrail& trail,
                             const LedgerSight& sight) {
    std::erase_if(meanings, [&](Asked& asked) {
        const bool moved = !asked.movements.empty();
        std::erase_if(asked.movements, [&](std::size_t movement) {
            return !sight.sees(trail.movements()[movement].postings);
        });
        const bool hidden = std::ranges::any_of(asked.links, [&](const LinkId& link) {
            return link.first == LinkKind::pledge && !sight.sees_pledge(link.second);
        });
        return hidden || (moved && asked.movements.empty() && asked.links.empty());
    });
    return meanings;
}

/// Whether the register has something of this name, for whose eyes whatever.
bool is_anything(const registry::Register& entities, const std::string& id) {
    const auto has = [&](const std::string& name) {
        return std::ranges::any_of(
                   registry::EnumWords<registry::Kind>::kWords,
                   [&](std::string_view word) {
                       return is_there(entities, *registry::parse_word<registry::Kind>(word), name);
                   }) ||
               std::ranges::any_of(entities.instruments, [&](const auto& entry) {
                   return entry.second.reference == name;
               });
    };
    const std::string last = id.substr(id.find(':') + 1);
    return has(id) || has(last) || has(last.substr(0, last.rfind('/')));
}

Answer<Asked> only_meaning(std::vector<Asked> meanings, const std::string& id, bool ledger) {
    if (meanings.empty()) {
        return no(ledger ? say("nothing_called_so_in_ledger", id) : say("nothing_called_so", id));
    }
    if (meanings.size() > 1) {
        constexpr std::size_t kNamedMost = 8;
        std::string names;
        for (std::size_t i = 0; i < std::min(meanings.size(), kNamedMost); ++i) {
            names += fmt::format("{}{}:{}", i == 0 ? "" : ", ", meanings[i].kind, meanings[i].id);
        }
        return no(say("one_of_several", id, names));
    }
    return std::move(meanings.front());
}

}  // namespace

Answer<report::TraceView> trace(const Access& access, const std::string& id) {
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Books& books = *session->books;
    books.entities().catch_up();
    const bool ledger = (registry::roles_of(session->actor()) & roles_for(Task::read_ledger)) != 0;
    std::optional<LedgerTrail> trail;
    std::optional<LedgerSight> sight;
    if (ledger) {
        books.ledger().catch_up();
        trail.emplace(books.ledger());
        sight.emplace(*session);
    }
    const LedgerTrail* const readable = trail ? &*trail : nullptr;
    const RegisterChain chain(*session, readable == nullptr ? nullptr : &readable->book());
    std::vector<Asked> meanings = meanings_of(books.entities().current(), chain, readable, id);
    const std::size_t known = meanings.size();
    if (ledger) {
        meanings = only_seen(std::move(meanings), *trail, *sight);
    }
    const bool hidden = meanings.size() < known;
    const Answer<Asked> asked = only_meaning(std::move(meanings), id, ledger);
    if (!asked) {
        Refusal refusal = asked.error();
        refusal.concealed =
            refusal.code == "unknown_id" && (hidden || is_anything(books.entities().current(), id));
        return tl::unexpected(std::move(refusal));
    }
    const LedgerSight* const seen = sight ? &*sight : nullptr;
    const Tracer tracer(chain, readable, seen);
    TraceTexts texts(*session, readable);
    if (ledger) {
        texts.read_plans();
    }
    ChainTree tree(chain, readable, seen, tracer, texts);
    tree.add(tracer.reach(*asked), *asked);
    report::TraceView view{.asked_kind = asked->kind,
                           .asked_id = asked->id,
                           .rows = tree.rows(),
                           .conservation = {},
                           .ledger_hidden = !ledger};
    for (const auto& [pledge, unit] : tree.resources()) {
        view.conservation.push_back(texts.conservation(pledge, unit));
    }
    return view;
}

}  // namespace imdad::app
