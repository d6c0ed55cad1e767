#include "naive_ledger.hpp"

#include <algorithm>

namespace imdad::ledger::test {

namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += part + "|";
    }
    return text;
}

}  // namespace

std::string NaiveLedger::key(
    Name unit, Stage stage, Name holder, Name lot, Name earmark, Name pledge, Name activity) const {
    return joined({names_.text(unit),
                   std::to_string(static_cast<int>(stage)),
                   names_.text(holder),
                   names_.text(lot),
                   names_.text(earmark),
                   names_.text(pledge),
                   names_.text(activity)});
}

std::string NaiveLedger::mine(const Command& c, Stage stage, Name holder) const {
    return key(c.unit, stage, holder, c.lot, c.earmark, c.pledge, c.activity);
}

std::string NaiveLedger::mine(const Command& c, Stage stage) const {
    return mine(c, stage, c.holder);
}

bool NaiveLedger::recalled(Name unit, Name lot) const {
    const auto found = recalled_.find(joined({names_.text(unit), names_.text(lot)}));
    return found != recalled_.end() && found->second;
}

/// Recalled or past its expiry on the day.
bool NaiveLedger::bad_lot(const Command& c) const {
    return recalled(c.unit, c.lot) || (c.expiry != kNoDay && c.business_date > c.expiry);
}

bool NaiveLedger::pledge_moves(const Command& c, Moves& m) {
    const std::string resource = joined({names_.text(c.pledge), names_.text(c.unit)});
    if (c.kind == Kind::pledge) {
        if (level_.contains(resource)) {
            return false;
        }
        m[mine(c, Stage::pledged)] -= c.amount;
        m[mine(c, Stage::uncommitted)] += c.amount;
        return true;
    }
    if (!level_.contains(resource)) {
        return false;
    }
    const Command& first = pledge_command_[resource];
    const auto donor = [&](Stage stage, Name earmark) {
        return key(c.unit, stage, first.holder, Name{}, earmark, c.pledge, Name{});
    };
    if (c.kind == Kind::revise) {
        const std::int64_t change = c.amount - level_[resource];
        m[donor(Stage::pledged, first.earmark)] -= change;
        m[donor(Stage::uncommitted, first.earmark)] += change;
        return change != 0;
    }
    if (c.kind == Kind::withdraw) {
        const std::int64_t left = balance[donor(Stage::uncommitted, first.earmark)];
        m[donor(Stage::uncommitted, first.earmark)] -= left;
        m[donor(Stage::cancelled, first.earmark)] += left;
        return left == level_[resource] && left != 0;
    }
    if (c.kind == Kind::cancel_balance) {
        m[donor(Stage::uncommitted, c.earmark)] -= c.amount;
        m[donor(Stage::cancelled, c.earmark)] += c.amount;
        return true;
    }
    if (c.kind == Kind::commit) {
        m[donor(Stage::uncommitted, c.earmark)] -= c.amount;
        m[mine(c, Stage::committed, c.to)] += c.amount;
        return true;
    }
    m[mine(c, Stage::committed)] -= c.amount;
    m[donor(Stage::uncommitted, c.earmark)] += c.amount;
    return true;
}

bool NaiveLedger::way_moves(const Command& c, Moves& m, std::map<Id, std::int64_t>& open_change) {
    if (c.kind == Kind::dispatch) {
        const Name lot_before = c.stage == Stage::committed ? Name{} : c.lot;
        const std::string from =
            key(c.unit, c.stage, c.holder, lot_before, c.earmark, c.pledge, c.activity);
        m[from] -= c.amount;
        m[mine(c, Stage::in_transit, c.to)] += c.amount;
        return c.holder != c.to && !bad_lot(c);
    }
    if (!ways_.contains(c.refers_to)) {
        return false;
    }
    const Way& way = ways_[c.refers_to];
    const Command& sent = way.command;
    if (way.open == 0) {
        return false;
    }
    if (c.kind == Kind::void_dispatch || c.kind == Kind::expire_dispatch) {
        const bool shelf = sent.stage == Stage::on_hand;
        const bool blocked = shelf && recalled(sent.unit, sent.lot);
        m[way.on_way] -= way.open;
        m[blocked ? mine(sent, Stage::quarantined) : way.from] += way.open;
        open_change[c.refers_to] = -way.open;
        return c.kind == Kind::void_dispatch ||
               (sent.deadline != kNoDay && c.business_date > sent.deadline);
    }
    if (c.to != sent.to || c.lot != sent.lot || (c.amount == 0 && c.damaged == 0 && !c.last)) {
        return false;
    }
    std::int64_t to_explain = c.amount + c.damaged;
    const bool blocked = recalled(sent.unit, sent.lot) || c.vvm_stage >= 3;
    m[mine(sent, blocked ? Stage::quarantined : Stage::on_hand, sent.to)] += c.amount;
    m[mine(sent, Stage::quarantined, sent.to)] += c.damaged;
    std::int64_t off_the_way = std::min(to_explain, way.open);
    if (to_explain > way.open) {
        m[mine(sent, Stage::surplus, sent.to)] -= to_explain - way.open;
    } else if (c.last) {
        m[mine(sent, Stage::lost, sent.to)] += way.open - to_explain;
        off_the_way = way.open;
    }
    m[way.on_way] -= off_the_way;
    open_change[c.refers_to] = -off_the_way;
    return true;
}

bool NaiveLedger::stock_moves(const Command& c, Moves& m) {
    const auto move = [&](const std::string& from, const std::string& to, std::int64_t amount) {
        m[from] -= amount;
        m[to] += amount;
    };
    switch (c.kind) {
        case Kind::opening_balance:
            move(mine(c, Stage::opening), mine(c, Stage::on_hand), c.amount);
            return true;
        case Kind::receive: {
            const bool blocked = recalled(c.unit, c.lot) || c.vvm_stage >= 3;
            move(key(c.unit, Stage::committed, c.holder, Name{}, c.earmark, c.pledge, c.activity),
                 mine(c, blocked ? Stage::quarantined : Stage::on_hand, c.to),
                 c.amount);
            return true;
        }
        case Kind::quarantine:
            move(mine(c, Stage::on_hand), mine(c, Stage::quarantined), c.amount);
            return true;
        case Kind::release:
            move(mine(c, Stage::quarantined), mine(c, Stage::on_hand), c.amount);
            return true;
        case Kind::deliver:
            move(mine(c, Stage::on_hand), mine(c, Stage::delivered, c.to), c.amount);
            return c.holder != c.to && !bad_lot(c);
        case Kind::use:
            move(mine(c, c.stage == Stage::none ? Stage::delivered : c.stage),
                 mine(c, Stage::used),
                 c.amount);
            return !bad_lot(c);
        case Kind::write_off:
            move(mine(c, c.stage), mine(c, c.to_stage), c.amount);
            return true;
        case Kind::give_back:
            move(mine(c, c.stage), mine(c, Stage::returned, c.to), c.amount);
            return c.holder != c.to;
        case Kind::count: {
            const std::int64_t booked = balance[mine(c, c.stage)];
            if (c.amount >= booked) {
                move(mine(c, Stage::surplus), mine(c, c.stage), c.amount - booked);
                return true;
            }
            move(mine(c, c.stage), mine(c, c.to_stage), booked - c.amount);
            return !c.approver.empty() && c.to_stage != Stage::none;
        }
        case Kind::re_earmark:
            move(mine(c, c.stage),
                 key(c.unit, c.stage, c.holder, c.lot, c.to_earmark, c.pledge, c.activity),
                 c.amount);
            return c.to_earmark != c.earmark &&
                   (c.stage != Stage::uncommitted || c.activity.empty());
        case Kind::allocate:
            move(mine(c, c.stage),
                 key(c.unit, c.stage, c.holder, c.lot, c.earmark, c.pledge, c.to_activity),
                 c.amount);
            return c.to_activity != c.activity;
        case Kind::exchange: {
            // Both currencies of these tests have two decimals.
            const std::int64_t at_rate = static_cast<std::int64_t>(
                (static_cast<__int128>(c.amount) * c.rate.nano() + 500'000'000) / 1'000'000'000);
            move(mine(c, Stage::on_hand), mine(c, Stage::exchanged), c.amount);
            const auto other = [&](Stage stage) {
                return key(c.to_unit, stage, c.holder, Name{}, c.earmark, c.pledge, c.activity);
            };
            move(other(Stage::exchanged), other(Stage::on_hand), c.to_amount);
            move(other(Stage::exchanged), other(Stage::exchange_difference), at_rate - c.to_amount);
            return c.unit != c.to_unit;
        }
        case Kind::recall:
            if (recalled(c.unit, c.lot)) {
                return false;
            }
            for (const auto& [account, amount] : balance) {
                const std::string shelf =
                    joined({names_.text(c.unit), std::to_string(static_cast<int>(Stage::on_hand))});
                if (account.starts_with(shelf) &&
                    account.find("|" + names_.text(c.lot) + "|") != std::string::npos) {
                    const std::string rest = account.substr(shelf.size());
                    const std::string away =
                        joined({names_.text(c.unit),
                                std::to_string(static_cast<int>(Stage::quarantined))}) +
                        rest;
                    move(account, away, amount);
                }
            }
            return true;
        case Kind::lift_recall:
            return recalled(c.unit, c.lot);
        default:
            return false;
    }
}

bool NaiveLedger::moves_of(const Command& c, Moves& m, std::map<Id, std::int64_t>& open_change) {
    switch (c.kind) {
        case Kind::pledge:
        case Kind::revise:
        case Kind::withdraw:
        case Kind::cancel_balance:
        case Kind::commit:
        case Kind::release_commitment:
            return pledge_moves(c, m);
        case Kind::dispatch:
        case Kind::post_receipt:
        case Kind::void_dispatch:
        case Kind::expire_dispatch:
            return way_moves(c, m, open_change);
        case Kind::reverse: {
            if (!booked_.contains(c.refers_to)) {
                return false;
            }
            const Booked& old = booked_[c.refers_to];
            const Kind kind = old.command.kind;
            const bool moved =
                std::ranges::any_of(old.moved, [](auto& x) { return x.second != 0; });
            for (const auto& [account, amount] : old.moved) {
                m[account] -= amount;
            }
            if (kind == Kind::post_receipt) {
                open_change[old.command.refers_to] =
                    -old.moved.at(ways_[old.command.refers_to].on_way);
            }
            return !old.reversed && moved && kind != Kind::dispatch &&
                   kind != Kind::void_dispatch && kind != Kind::expire_dispatch &&
                   kind != Kind::recall && kind != Kind::lift_recall && kind != Kind::reverse &&
                   (old.command.approver.empty() || !c.approver.empty());
        }
        default:
            return stock_moves(c, m);
    }
}

bool NaiveLedger::send(const Command& c) {
    Moves moves;
    std::map<Id, std::int64_t> open_change;
    if (!moves_of(c, moves, open_change)) {
        return false;
    }
    auto after = balance;
    for (const auto& [account, amount] : moves) {
        after[account] += amount;
        const std::size_t bar = account.find('|');
        const auto stage = static_cast<Stage>(std::stoi(account.substr(bar + 1)));
        const bool source = stage == Stage::pledged || stage == Stage::surplus ||
                            stage == Stage::opening || stage == Stage::exchanged ||
                            stage == Stage::exchange_difference;
        const bool flagged = c.kind == Kind::commit && c.exception && stage == Stage::uncommitted;
        if (amount < 0 && after[account] < 0 && !source && !flagged) {
            return false;
        }
        if (amount > 0 && stage == Stage::on_hand) {
            for (const auto& [lot, is] : recalled_) {
                const std::string unit = lot.substr(0, lot.find('|') + 1);
                const std::string name = lot.substr(unit.size() - 1);
                if (is && account.starts_with(unit) && account.find(name) != std::string::npos) {
                    return false;
                }
            }
        }
    }
    balance = after;
    for (const auto& [id, change] : open_change) {
        ways_[id].open += change;
    }
    const auto resource = [&](const Command& of) {
        return joined({names_.text(of.pledge), names_.text(of.unit)});
    };
    if (c.kind == Kind::pledge) {
        pledge_command_[resource(c)] = c;
    }
    if (c.kind == Kind::pledge || c.kind == Kind::revise) {
        level_[resource(c)] = c.amount;
    } else if (c.kind == Kind::dispatch) {
        const Name lot_before = c.stage == Stage::committed ? Name{} : c.lot;
        ways_[c.id] = {key(c.unit, c.stage, c.holder, lot_before, c.earmark, c.pledge, c.activity),
                       mine(c, Stage::in_transit, c.to),
                       c.amount,
                       c};
    } else if (c.kind == Kind::recall || c.kind == Kind::lift_recall) {
        recalled_[joined({names_.text(c.unit), names_.text(c.lot)})] = c.kind == Kind::recall;
    } else if (c.kind == Kind::reverse) {
        Booked& old = booked_[c.refers_to];
        old.reversed = true;
        if (old.command.kind == Kind::pledge || old.command.kind == Kind::revise) {
            for (const auto& [account, amount] : moves) {
                const bool level =
                    account.find("|" + std::to_string(static_cast<int>(Stage::pledged)) + "|") !=
                    std::string::npos;
                level_[resource(old.command)] -= level ? amount : 0;
            }
        }
    }
    booked_[c.id] = {c, moves, false};
    return true;
}

}  // namespace imdad::ledger::test
