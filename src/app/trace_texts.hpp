#pragma once

#include "app/ledger_trail.hpp"
#include "app/register_chain.hpp"
#include "report/trace_view.hpp"

#include <map>
#include <optional>
#include <string>

/// Rows of a chain in words.

namespace imdad::app {

class TraceTexts {
 public:
    /// `trail`: null if the ledger may not be read. Both must outlive the object.
    TraceTexts(const Session& session, const LedgerTrail* trail)
        : session_(session), trail_(trail), entities_(session.books->entities().current()) {}

    /// Reads the plans that were adopted, so that a dispatch can say which shipment it carries out.
    void read_plans();

    /// Requires: `link` is in the register; not a pledge.
    [[nodiscard]] report::TraceRow row_of(const LinkId& link) const;

    /// One resource of a pledge. `entry`: what first pledged it, if it is known.
    [[nodiscard]] report::TraceRow row_of(ledger::Name pledge,
                                          ledger::Name unit,
                                          std::optional<std::size_t> movement) const;

    [[nodiscard]] report::TraceRow row_of(std::size_t movement) const;

    [[nodiscard]] report::ConservationLine conservation(ledger::Name pledge,
                                                        ledger::Name unit) const;

 private:
    [[nodiscard]] report::TraceRow consultation(const std::string& id) const;
    [[nodiscard]] report::TraceRow outcome(const std::string& id) const;
    [[nodiscard]] report::TraceRow instrument(const std::string& id) const;
    [[nodiscard]] report::TraceRow action_plan(const std::string& id) const;
    [[nodiscard]] report::TraceRow activity(const std::string& id) const;
    [[nodiscard]] report::TraceRow action_point(const std::string& id) const;

    /// Who booked, on which day, with which proof, and whether it was taken back.
    void add_entry(report::TraceRow& row, std::size_t movement) const;

    /// A planned shipment that a dispatch carries out.
    struct Planned {
        std::int64_t number = 0;
        std::string plan;
    };

    /// Says of `row` what is not in its columns.
    void add_details(report::TraceRow& row, std::size_t movement) const;

    [[nodiscard]] const std::string& text(ledger::Name name) const {
        return trail_->book().names().text(name);
    }

    const Session& session_;
    const LedgerTrail* trail_;
    const registry::Register& entities_;
    std::map<ledger::Id, Planned> planned_;
};

}  // namespace imdad::app
