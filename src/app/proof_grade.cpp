#include "app/proof_grade.hpp"

#include <algorithm>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;
using registry::Attachment;
using report::Grade;

Proof graded(bool counter_signed, const char* by, bool document) {
    if (counter_signed) {
        return {Grade::counter_signed, by};
    }
    return document ? Proof{Grade::document, "document"} : Proof{Grade::booked, "booked"};
}

bool has_document(const std::vector<Attachment>& attachments) {
    return std::ranges::any_of(
        attachments, [](const Attachment& one) { return registry::is_sha256(one.sha256); });
}

bool signed_by_all(const registry::Instrument& instrument) {
    return !instrument.terms.parties.empty() &&
           std::ranges::all_of(instrument.terms.parties, [&](const registry::Signatory& party) {
               const auto act =
                   std::ranges::find(instrument.acts, party.party, &registry::PartyAct::party);
               return act != instrument.acts.end() && act->signed_on.has_value();
           });
}

/// Whether another user booked the other end of a dispatch.
bool both_ends(const LedgerTrail& trail, const Command& command) {
    if (command.kind == Kind::post_receipt) {
        return trail.command(*trail.dispatch(command.refers_to)).actor != command.actor;
    }
    return command.kind == Kind::dispatch &&
           std::ranges::any_of(trail.resolutions(command.id), [&](std::size_t movement) {
               const Command& other = trail.command(movement);
               return other.kind == Kind::post_receipt && trail.stands(movement) &&
                      other.actor != command.actor;
           });
}

}  // namespace

Proof proof_of(const registry::Consultation& consultation) {
    return graded(/*counter_signed=*/false, "", has_document(consultation.attachments));
}

Proof proof_of(const registry::Instrument& instrument) {
    return graded(registry::has_attachment(instrument.attachments, Attachment::Kind::signed_file) &&
                      signed_by_all(instrument),
                  "signed_by_all",
                  has_document(instrument.attachments));
}

Proof proof_of(const registry::Activity& activity) {
    const bool report = registry::is_sha256(activity.final_report_sha256);
    return graded(report && !activity.final_report_accepted_by.empty(),
                  "report_accepted",
                  report || has_document(activity.attachments));
}

Proof proof_of(const registry::ActionPoint& point) {
    const bool document = registry::is_sha256(point.document_sha256);
    return graded(document && point.state == registry::State::verified && !point.verifier.empty() &&
                      point.verifier != point.author,
                  "verified",
                  document);
}

Proof proof_of(const LedgerTrail& trail, std::size_t movement) {
    const Command& command = trail.command(movement);
    const bool document = command.document != ledger::Hash{};
    if (both_ends(trail, command)) {
        return {Grade::counter_signed, "both_ends"};
    }
    return graded(document && !command.approver.empty(), "second_person", document);
}

}  // namespace imdad::app
