#pragma once

#include "app/books.hpp"
#include "ledger/book.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// The chain as far as the register holds it: from a consultation to its outcomes, to what was
/// signed, planned and done. Pledges hang on outcomes that announced them and on the pledges that
/// they pass on; the rest of the chain is the ledger's.

namespace imdad::app {

enum class LinkKind : std::uint8_t {
    consultation,
    outcome,  ///< written CONSULTATION/OUTCOME
    instrument,
    action_plan,
    activity,
    action_point,
    pledge
};

/// `agreement`, `action_plan`, ...: as commands and `KIND:ID` spell it.
[[nodiscard]] std::string_view word_of(LinkKind kind);

using LinkId = std::pair<LinkKind, std::string>;
using LinkIds = std::set<LinkId>;

class RegisterChain {
 public:
    /// With `book`, pledges are part of the chain. What the session's user may not see is not.
    RegisterChain(const Session& session, const ledger::Book* book);

    [[nodiscard]] bool has(const LinkId& id) const { return all_.contains(id); }

    [[nodiscard]] const LinkIds& all() const { return all_; }

    /// What `id` directly follows from, in order.
    [[nodiscard]] std::vector<LinkId> above(const LinkId& id) const;

    /// Adds to `target` what the given ones are part of or follow from, themselves included.
    void add_above(LinkIds from, LinkIds& target) const { add(std::move(from), above_, target); }

    /// Adds to `target` what follows from the given ones, themselves included.
    void add_below(LinkIds from, LinkIds& target) const { add(std::move(from), below_, target); }

 private:
    using Links = std::map<LinkId, std::vector<LinkId>>;

    void add_entities(const Session& session);
    void add_links(const registry::Register& entities);
    void link(const LinkId& upper, const LinkId& lower);
    void add(LinkIds from, const Links& links, LinkIds& target) const;

    LinkIds all_;
    Links above_;
    Links below_;
};

}  // namespace imdad::app
