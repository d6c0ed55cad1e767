#pragma once

#include "app/register_steps.hpp"

#include <string>
#include <string_view>

/// Attaching a document to an entity: its fingerprint is worked out from its bytes, so that nobody
/// types one. The books keep the bytes too, or only the fingerprint: then whoever has the document
/// can show later that it is the same.

namespace imdad::app {

struct Document {
    std::string file;   ///< path
    std::string title;  ///< empty: the name of the file
    std::string kind;   ///< a kind of attachment; of an activity also `final_report`, `attendance`
    std::string language;  ///< ISO 639-1; may be empty
    std::string key;       ///< within the entity; empty: the first 12 digits of the fingerprint
    bool kept = true;      ///< false: the books get the fingerprint only
};

/// Writes the fields of an attachment of an agreement (`instrument`), amendment or activity: key,
/// kind, title, SHA-256, language and size in bytes. `final_report` and `attendance` of an activity
/// are evidence, and their fingerprint also stands where the rules look for it. An action point has
/// one document, without key and title. The same file again changes nothing:
/// where only its fingerprint is here, it is kept when it is attached under another key.
/// Errors: those of every step; `no_attachments`, `unknown_document_kind`, `empty_document`,
/// `document_too_long` (see `documents.hpp`).
/// Throws `base::Failure` if the file cannot be read.
[[nodiscard]] Answer<Changed> attach_document(const StepOptions& options,
                                              const std::string& kind,
                                              const std::string& id,
                                              const Document& document);

/// The same of bytes that were sent; `document.file` is not read. Errors also: `title_missing`,
/// `unknown_media_type`.
[[nodiscard]] Answer<Changed> attach_bytes(const StepOptions& options,
                                           const std::string& kind,
                                           const std::string& id,
                                           const Document& document,
                                           std::string_view bytes);

}  // namespace imdad::app
