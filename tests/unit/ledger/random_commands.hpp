#pragma once

#include "base/random.hpp"

#include "desk.hpp"

/// Seeded commands over a few places, pledges and lots, so few that limits, recalls and earmarks
/// are met all the time. Most are well formed; whether they are allowed is for the ledger to say.

namespace imdad::ledger::test {

class RandomCommands {
 public:
    RandomCommands(Desk& desk, std::uint64_t seed) : desk_(desk), random_(seed, 0) {
        desk_.define("EUR", UnitKind::currency, 2);
        desk_.define("USD", UnitKind::currency, 2);
        desk_.define("penta", UnitKind::medicine);
        desk_.define("tent", UnitKind::goods);
        desk_.define("seat", UnitKind::seats);
    }

    Command next();

    base::RandomStream& random() { return random_; }

 private:
    Name one_of(std::initializer_list<std::string_view> texts) {
        return desk_.n(*(texts.begin() + random_.below(static_cast<std::int64_t>(texts.size()))));
    }

    Id earlier(Kind kind);
    void what(Command& c, bool lot);

    Desk& desk_;
    base::RandomStream random_;
};

}  // namespace imdad::ledger::test
