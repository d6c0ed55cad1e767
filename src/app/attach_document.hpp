#pragma once

#include "app/register_steps.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// Attaching a document to an entity: its fingerprint is worked out from its bytes, so that nobody
/// types one. They stay with whoever has them, who can show later that they are the same.

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

/// How much of a document is taken in over the network.
inline constexpr std::size_t kUploadBytesMax = 1024UL * 1024UL;

/// What the first bytes of a document say it is: `application/pdf`, `image/png`, `image/jpeg`,
/// `image/tiff`, `application/zip` (what offices write today is a ZIP); empty: none of these.
[[nodiscard]] std::string_view media_type_of(std::string_view bytes);

/// The same of bytes that were sent; `document.file` is not read. Errors also: `title_missing`,
/// `unknown_media_type`, `document_too_long`.
[[nodiscard]] Answer<Changed> attach_bytes(const StepOptions& options,
                                           const std::string& kind,
                                           const std::string& id,
                                           const Document& document,
                                           std::string_view bytes);

}  // namespace imdad::app
