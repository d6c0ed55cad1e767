#pragma once

#include "app/register_steps.hpp"

#include <string>

/// Attaching a document to an entity: its fingerprint is worked out from the file, so that nobody
/// types one. The file stays where it is; whoever has it can show later that it is the same.

namespace imdad::app {

struct Document {
    std::string file;   ///< path
    std::string title;  ///< empty: the name of the file
    std::string kind;   ///< a kind of attachment; of an activity also `final_report`, `attendance`
    std::string language;  ///< ISO 639-1; may be empty
    std::string key;       ///< within the entity; empty: the first 12 digits of the fingerprint
};

/// Writes the fields of an attachment of an agreement (`instrument`), amendment or activity: key,
/// kind, title, SHA-256, language and size in bytes. `final_report` and `attendance` of an activity
/// are evidence, and their fingerprint also stands where the rules look for it. An action point has
/// one document: its fingerprint only. The same file again changes nothing.
/// Errors: those of every step; `no_attachments`, `unknown_document_kind`, `empty_document`.
/// Throws `base::Failure` if the file cannot be read.
[[nodiscard]] Answer<Changed> attach_document(const StepOptions& options,
                                              const std::string& kind,
                                              const std::string& id,
                                              const Document& document);

}  // namespace imdad::app
