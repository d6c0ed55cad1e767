#include "app/attach_document.hpp"
#include "app/documents.hpp"
#include "cli/kind_commands.hpp"
#include "cli/problems.hpp"
#include "exchange/file_bytes.hpp"

#include <CLI/CLI.hpp>

/// What parties and workers do with an entity beyond its fields and states.

namespace imdad::cli {

namespace {

Exit accept(const RegisterOptions& options) {
    return tell(options,
                app::accept_text(step_options(options), options.kind, options.id, options.party));
}

/// Requires: an option whose text was checked to be a day.
base::Day day_of(const std::string& text) {
    return base::parse_day(text).value();
}

Exit sign(const RegisterOptions& options) {
    return tell(options,
                app::sign_text(step_options(options),
                               options.kind,
                               options.id,
                               options.party,
                               options.signed_by,
                               day_of(options.day)));
}

Exit amend(const RegisterOptions& options) {
    return tell(options,
                app::open_amendment(
                    step_options(options), options.id, options.change_class, options.reason));
}

Exit renew(const RegisterOptions& options) {
    return tell(options,
                app::renew(step_options(options),
                           options.id,
                           options.successor,
                           day_of(options.start),
                           day_of(options.end)));
}

Exit move_due(const RegisterOptions& options) {
    return tell(
        options,
        app::move_due(step_options(options), options.id, day_of(options.day), options.reason));
}

Exit attach(const RegisterOptions& options) {
    return tell(options,
                app::attach_document(step_options(options),
                                     options.kind,
                                     options.id,
                                     {.file = options.file,
                                      .title = options.title,
                                      .kind = options.document_kind,
                                      .language = options.language,
                                      .key = options.key,
                                      .kept = !options.fingerprint_only}));
}

Exit write_document(const RegisterOptions& options) {
    const auto document =
        app::read_document(access_of(options.books), options.kind, options.id, options.key);
    if (!document) {
        return refuse(document.error());
    }
    exchange::write_bytes(options.file, document->bytes);
    return Exit::ok;
}

}  // namespace

void KindCommands::add_accept(bool of_party) {
    CLI::App& accepting = add_step(
        "accept",
        of_party ? "Accept the text under review for your party" : "Accept the final report",
        accept);
    if (of_party) {
        accepting.add_option("--party", options_->party, "Who accepts")->required();
    }
}

void KindCommands::add_sign() {
    CLI::App& signing = add_step("sign", "Record a signature", sign);
    signing.add_option("--party", options_->party, "For whom it was signed")->required();
    signing.add_option("--by", options_->signed_by, "Who signed: holder of a mandate")->required();
    add_day(signing, "--on", options_->day, "Day of the signature")->required();
}

void KindCommands::add_amend() {
    CLI::App& amending =
        add_step("amend", "Open its next amendment, with the terms of today", amend);
    amending
        .add_option(
            "--class", options_->change_class, "What it changes: dates, results, parties...")
        ->required();
    amending.add_option("--reason", options_->reason, "Why")->required();
    add_example(amending, "imdad agreement amend mou --class dates --reason \"slow start\"");
}

void KindCommands::add_renew() {
    CLI::App& renewing = add_step("renew", "Open its successor, with the terms of today", renew);
    renewing.add_option("--successor", options_->successor, "Id of the new one")->required();
    add_day(renewing, "--start", options_->start, "First day of the new one")->required();
    add_day(renewing, "--end", options_->end, "Last day of the new one")->required();
    add_example(renewing,
                "imdad agreement renew mou --successor mou-2 --start 2026-01-01 --end 2028-12-31");
}

void KindCommands::add_move_due() {
    CLI::App& moving = add_step("move-due", "Move the day by which it has to be done", move_due);
    add_day(moving, "--to", options_->day, "The new day")->required();
    moving.add_option("--reason", options_->reason, "Why")->required();
    add_example(moving, "imdad action-point move-due call-iom --to 2022-09-30 --reason travel");
}

void KindCommands::add_attach(const std::vector<std::string>& document_kinds) {
    CLI::App& attaching =
        add_step("attach", "Attach a document: the books keep its fingerprint and itself", attach);
    attaching.add_option("--file", options_->file, "The document")->type_name("FILE")->required();
    attaching.add_flag("--fingerprint-only",
                       options_->fingerprint_only,
                       "Keep its fingerprint only; the file stays where it is");
    add_document();
    if (document_kinds.empty()) {
        return;
    }
    options_->document_kind = "other";
    attaching.add_option("--kind", options_->document_kind, "What it is [other]")
        ->check(CLI::IsMember(document_kinds));
    attaching.add_option("--title", options_->title, "Its title [name of the file]");
    attaching.add_option("--language", options_->language, "Its language, e.g. ar");
    attaching.add_option(
        "--key", options_->key, "Its key in the list [first digits of the fingerprint]");
}

void KindCommands::add_document() {
    CLI::App& writing = add("document", "Write an attached document to a file", write_document);
    add_id(writing)->required();
    writing
        .add_option(
            "DOCUMENT", options_->key, "Key of the attachment, or the SHA-256 of the document")
        ->required();
    writing.add_option("--out", options_->file, "Where to; a file that is not there yet")
        ->type_name("FILE")
        ->check(CLI::NonexistentPath)
        ->required();
}

}  // namespace imdad::cli
