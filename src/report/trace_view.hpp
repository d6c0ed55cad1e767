#pragma once

#include "report/told.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// A chain from what was said to what was used, as it is shown: rows in the order of a tree, and
/// for each pledge and unit the line that says that nothing got lost on the way. Texts are ready to
/// be read and not escaped.

namespace imdad::report {

/// How well a link is proved; docs/cli.md says what earns which grade.
enum class Grade : std::uint8_t { booked, document, counter_signed };

/// `booked`, `document`, `counter_signed`.
[[nodiscard]] std::string word_of(Grade grade);

/// Columns of the drawing, from left to right. Movements stand behind them, by how many steps they
/// are from where goods or money entered the books.
enum class ChainStage : std::uint8_t {
    consultation,
    outcome,
    agreement,
    plan,
    activity,
    pledge,
    commitment,
    movement
};

struct TracePosting {
    std::string account;
    std::int64_t amount = 0;  ///< minor or issue units
};

struct TraceRow {
    std::size_t depth = 0;
    ChainStage stage = ChainStage::consultation;
    std::string kind;   ///< `consultation`, ..., `pledge`, or the kind of command: `commit`
    std::string id;     ///< by which it can be traced itself
    std::string label;  ///< the same, shorter; empty: the id is short
    std::string what;
    std::vector<Told> told;  ///< the same and the reversal, to be said in any language
    std::string date;
    std::int64_t quantity = 0;  ///< minor or issue units; means something where `unit` is given
    std::string unit;
    int decimals = 0;
    std::string amount;  ///< the quantity as people read it, with its unit
    std::string holder;
    std::string to;     ///< where it went, if elsewhere
    std::string who;    ///< who booked it
    std::string proof;  ///< what the grade rests on, as a name of the catalogue's `proof.` texts
    Grade grade = Grade::booked;
    bool asked = false;             ///< one of those that were asked for
    std::string reversed;           ///< why and when it was taken back; empty: it stands
    std::vector<std::size_t> from;  ///< rows that it directly follows from; the first is its parent
    std::size_t from_count = 0;     ///< of all; `from` names the first few
    std::vector<TracePosting> postings;
};

struct StageAmount {
    std::string stage;
    std::string amount;  ///< whole number of minor or issue units
    std::string text;    ///< the same as people read it
};

/// One resource of one pledge; an empty pledge is what came under none.
struct ConservationLine {
    std::string pledge;
    std::string unit;
    std::vector<StageAmount> came;  ///< pledged, surplus, opening: those that are not zero
    std::vector<StageAmount> went;  ///< those that are not zero
    bool holds = false;
};

struct TraceView {
    std::string asked_kind;
    std::string asked_id;
    std::vector<TraceRow> rows;
    std::vector<ConservationLine> conservation;
    bool ledger_hidden = false;  ///< who asks may not read the ledger
};

}  // namespace imdad::report
