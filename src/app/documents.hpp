#pragma once

#include "app/access.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// The documents themselves, beside the fingerprints that the register has of them.

namespace imdad::app {

/// How long a document may be that the books keep.
inline constexpr std::size_t kDocumentBytesMax = 8UL * 1024UL * 1024UL;

/// What the first bytes of a document say it is: `application/pdf`, `image/png`, `image/jpeg`,
/// `image/tiff`, `application/zip` (what offices write today is a ZIP); empty: none of these.
[[nodiscard]] std::string_view media_type_of(std::string_view bytes);

struct KeptDocument {
    std::string bytes;
    std::string media_type;  ///< by the first bytes; `application/octet-stream`: none that is known
    std::string name;        ///< a name of a file: key or title in letters that every system takes
    std::string sha256;
};

/// What an entity has a fingerprint of, for whoever may read the entity. `which`: the fingerprint,
/// or the key of the attachment. The bytes are compared with the fingerprint before they are given.
/// Errors: those of `show_entity`; `no_such_document` if the entity has none such,
/// `document_not_kept` if only its fingerprint is here, `document_damaged` if the bytes are not
/// those that were attached.
[[nodiscard]] Answer<KeptDocument> read_document(const Access& access,
                                                 const std::string& kind,
                                                 const std::string& id,
                                                 const std::string& which);

}  // namespace imdad::app
