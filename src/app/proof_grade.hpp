#pragma once

#include "app/ledger_trail.hpp"
#include "register/action_point.hpp"
#include "register/activity.hpp"
#include "register/consultation.hpp"
#include "register/instrument.hpp"
#include "report/trace_view.hpp"

#include <string>

/// How well a link of the chain is proved, by rules that docs/cli.md states:
///
/// - booked: it stands in the books, and one person says so.
/// - document: a document with its fingerprint is attached.
/// - counter-signed: somebody else stands behind it as well.

namespace imdad::app {

struct Proof {
    report::Grade grade = report::Grade::booked;
    std::string by;  ///< which rule gave the grade: a name in the catalogue's `proof.` texts
};

/// Of a meeting and of each of its outcomes: never counter-signed; what follows from it may be.
[[nodiscard]] Proof proof_of(const registry::Consultation& consultation);

/// Counter-signed: the text that all parties signed is attached, each signature with its day.
[[nodiscard]] Proof proof_of(const registry::Instrument& instrument);

/// Counter-signed: the final report is there, and somebody outside the lead accepted it.
[[nodiscard]] Proof proof_of(const registry::Activity& activity);

/// Counter-signed: verified with a document.
[[nodiscard]] Proof proof_of(const registry::ActionPoint& point);

/// Counter-signed: a document and a second person; or of a dispatch and its receipts, that the two
/// ends were booked by different people.
[[nodiscard]] Proof proof_of(const LedgerTrail& trail, std::size_t movement);

}  // namespace imdad::app
