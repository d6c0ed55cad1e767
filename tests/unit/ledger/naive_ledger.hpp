#pragma once

#include "ledger/decide.hpp"

#include <map>
#include <string>
#include <vector>

/// The ledger once more, as naively as can be, to compare with: texts instead of numbers, a map of
/// balances that is copied for each command, one long function per rule and nothing shared with
/// the module but the words of a command.

namespace imdad::ledger::test {

class NaiveLedger {
 public:
    explicit NaiveLedger(const Names& names) : names_(names) {}

    /// Whether the command is accepted; if so the books have changed.
    bool send(const Command& c);

    /// "unit|stage|holder|lot|earmark|pledge|activity" -> balance; zeros may be there.
    std::map<std::string, std::int64_t> balance;

    std::string key(Name unit,
                    Stage stage,
                    Name holder,
                    Name lot,
                    Name earmark,
                    Name pledge,
                    Name activity) const;

 private:
    struct Way {
        std::string from;    ///< account
        std::string on_way;  ///< account
        std::int64_t open = 0;
        Command command;
    };

    struct Booked {
        Command command;
        std::map<std::string, std::int64_t> moved;
        bool reversed = false;
    };

    using Moves = std::map<std::string, std::int64_t>;

    bool moves_of(const Command& c, Moves& m, std::map<Id, std::int64_t>& open_change);
    bool stock_moves(const Command& c, Moves& m);
    bool way_moves(const Command& c, Moves& m, std::map<Id, std::int64_t>& open_change);
    bool pledge_moves(const Command& c, Moves& m);
    bool bad_lot(const Command& c) const;
    std::string mine(const Command& c, Stage stage) const;
    std::string mine(const Command& c, Stage stage, Name holder) const;
    bool recalled(Name unit, Name lot) const;

    const Names& names_;
    std::map<std::string, std::int64_t> level_;      ///< pledge|unit
    std::map<std::string, Command> pledge_command_;  ///< pledge|unit
    std::map<std::string, bool> recalled_;           ///< unit|lot
    std::map<Id, Way> ways_;
    std::map<Id, Booked> booked_;
};

}  // namespace imdad::ledger::test
