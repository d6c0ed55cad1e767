#pragma once

#include "app/books.hpp"
#include "app/shipments.hpp"

#include <memory>
#include <vector>

/// One movement under way: a transaction, commands with ids derived from that of the movement, and
/// nothing written before all of them are.

namespace imdad::app {

class Movement {
 public:
    /// Errors: those of `open_session`; `bad_id`.
    [[nodiscard]] static Answer<Movement> begin(const MovementOptions& options);

    [[nodiscard]] const ledger::Book& book() const { return session_.books->ledger().book(); }

    [[nodiscard]] ledger::Names& names() { return session_.books->ledger().names(); }

    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return book().names().text(name);
    }

    [[nodiscard]] Session& session() { return session_; }

    [[nodiscard]] ledger::Id id() const { return id_; }

    /// What follows is row `number` of a file, of this business date: its commands have ids of
    /// their own, so that each row is answered as it was when the file is sent again.
    void begin_row(std::uint64_t number, base::Day on);

    /// Business date of what is posted.
    [[nodiscard]] base::Day on() const { return on_; }

    /// A command by the user on the business date, with the next id of this movement or row.
    [[nodiscard]] ledger::Command command(ledger::Kind kind);

    /// Entries that a movement or row of this id made before; empty: it is new.
    [[nodiscard]] std::vector<ledger::Entry> made_before();

    /// `by_plan`: what a plan asks for that two people adopted; roles are not asked again.
    /// Errors: those of `objections` and of the ledger.
    [[nodiscard]] Answer<ledger::Entry> post(const ledger::Command& command, bool by_plan = false);

    /// True if it is written now.
    bool finish();

 private:
    Movement(Session session, ledger::Id id, const MovementOptions& options);

    Session session_;
    ledger::Id id_;
    ledger::Id of_ids_;  ///< what ids of commands are derived from: `id_`, or that of a row
    base::Day on_;
    bool dry_run_ = false;
    std::uint64_t next_ = 0;
    std::unique_ptr<store::Transaction> transaction_;
};

/// The name of a text that the ledger knows. Errors: `unknown_name` as "the ledger has no WHAT",
/// about `field`.
[[nodiscard]] Answer<ledger::Name> known_name(const Movement& movement,
                                              const std::string& what,
                                              const std::string& text,
                                              const std::string& field);

/// On hand at one place, of one unit: what may be sent or used today, first what expires first.
struct ShelfAccount {
    ledger::AccountKey key;
    std::int64_t amount = 0;
};

/// First what expires first, then by lot, earmark, pledge and activity.
void sort_by_expiry(std::vector<ShelfAccount>& accounts, const ledger::Names& names);

/// `exact`: an empty lot, earmark, pledge or activity is none, not any.
[[nodiscard]] bool matches(const GoodsFilter& filter,
                           const ledger::AccountKey& key,
                           const ledger::Names& names,
                           bool exact = false);

/// Neither recalled nor expired before `day`.
[[nodiscard]] bool is_usable(const ledger::AccountKey& key,
                             const ledger::Book& book,
                             base::Day day);

/// Lots that are recalled, or that expired before `day`, are left out.
[[nodiscard]] std::vector<ShelfAccount> shelf(const Movement& movement,
                                              ledger::Name holder,
                                              const GoodsFilter& filter,
                                              base::Day day);

}  // namespace imdad::app
