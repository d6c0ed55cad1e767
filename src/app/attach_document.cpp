#include "app/attach_document.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/document_hash.hpp"
#include "app/documents.hpp"
#include "app/sentences.hpp"
#include "exchange/file_bytes.hpp"
#include "register/field_kinds.hpp"
#include "register/states.hpp"

#include <filesystem>
#include <functional>
#include <optional>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Attachment;
using registry::Kind;

constexpr std::size_t kKeyDigits = 12;

/// The field of an activity, beside its attachments, that holds the fingerprint of such a document.
std::string field_beside(Kind kind, const std::string& document_kind) {
    if (kind == Kind::activity && document_kind == "final_report") {
        return "final_report_sha256";
    }
    if (kind == Kind::activity && document_kind == "attendance") {
        return "seats.attendance_sha256";
    }
    return "";
}

bool has_list(std::optional<Kind> kind) {
    return kind == Kind::consultation || kind == Kind::instrument || kind == Kind::amendment ||
           kind == Kind::activity;
}

/// The fields of an attachment, as a step of the register.
Answer<Changed> attach(const StepOptions& options,
                       const std::string& kind_word,
                       const std::string& id,
                       const Document& document,
                       const std::function<std::string()>& read) {
    const auto kind = registry::parse_word<Kind>(kind_word);
    const bool with_list = has_list(kind);
    if (!with_list && kind != Kind::action_point) {
        return no(say("no_attachments", kind_word));
    }
    const std::string beside = field_beside(*kind, document.kind);
    const auto attached_as = beside.empty() ? registry::parse_word<Attachment::Kind>(document.kind)
                                            : std::optional(Attachment::Kind::evidence);
    if (with_list && !attached_as) {
        return no(say("no_such_document_kind",
                      document.kind,
                      registry::what_fits<Attachment>("kind") +
                          (kind == Kind::activity ? ", final_report, attendance" : "")),
                  "kind");
    }
    const std::string bytes = read();
    if (bytes.empty()) {
        return no(tell("empty_document", document.file.empty() ? "the document" : document.file));
    }
    if (document.kept && bytes.size() > kDocumentBytesMax) {
        return no(tell("document_too_long", bytes.size(), kDocumentBytesMax));
    }
    const std::string sha256 = exchange::sha256_hex(bytes);
    StepOptions keeping = options;
    if (document.kept) {
        keeping.beside = [&, hash = hash_of_hex(sha256)](store::Connection& connection) {
            store::Documents(connection)
                .keep({kind_word, id, *hash},
                      {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()},
                      options.access.now_ms);
        };
    }
    if (!with_list) {
        return edit_entity(keeping, kind_word, id, {{"document_sha256", sha256}});
    }
    const std::string path = fmt::format(
        "attachments[{}].", document.key.empty() ? sha256.substr(0, kKeyDigits) : document.key);
    const std::string name = document.title.empty()
                                 ? std::filesystem::path(document.file).filename().string()
                                 : document.title;
    std::vector<FieldText> fields = {{path + "kind", std::string(registry::word_of(*attached_as))},
                                     {path + "name", name},
                                     {path + "sha256", sha256},
                                     {path + "size", fmt::format("{}", bytes.size())}};
    if (!document.language.empty()) {
        fields.push_back({path + "language", document.language});
    }
    if (!beside.empty()) {
        fields.push_back({beside, sha256});
    }
    return edit_entity(keeping, kind_word, id, fields);
}

}  // namespace

Answer<Changed> attach_document(const StepOptions& options,
                                const std::string& kind,
                                const std::string& id,
                                const Document& document) {
    return attach(options, kind, id, document, [&] { return exchange::read_bytes(document.file); });
}

Answer<Changed> attach_bytes(const StepOptions& options,
                             const std::string& kind,
                             const std::string& id,
                             const Document& document,
                             std::string_view bytes) {
    // Whether somebody may write at all comes first: else a refusal would tell what is taken in.
    if (const auto session = open_session(options.access, Task::change_register); !session) {
        return tl::unexpected(session.error());
    }
    if (!bytes.empty() && media_type_of(bytes).empty()) {
        return no(tell("unknown_media_type"));
    }
    if (document.title.empty() && has_list(registry::parse_word<Kind>(kind))) {
        return no(tell("title_missing"), "title");
    }
    Document sent = document;
    sent.file.clear();
    return attach(options, kind, id, sent, [&] { return std::string(bytes); });
}

}  // namespace imdad::app
