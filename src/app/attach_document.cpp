#include "app/attach_document.hpp"

#include "exchange/file_bytes.hpp"
#include "register/field_kinds.hpp"
#include "register/states.hpp"

#include <filesystem>
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

}  // namespace

Answer<Changed> attach_document(const StepOptions& options,
                                const std::string& kind_word,
                                const std::string& id,
                                const Document& document) {
    const auto kind = registry::parse_word<Kind>(kind_word);
    const bool with_list = kind == Kind::consultation || kind == Kind::instrument ||
                           kind == Kind::amendment || kind == Kind::activity;
    if (!with_list && kind != Kind::action_point) {
        return no("no_attachments", fmt::format("a {} has no attached documents.", kind_word));
    }
    const std::string beside = field_beside(*kind, document.kind);
    const auto attached_as = beside.empty() ? registry::parse_word<Attachment::Kind>(document.kind)
                                            : std::optional(Attachment::Kind::evidence);
    if (with_list && !attached_as) {
        return no("unknown_document_kind",
                  fmt::format("'{}' is no kind of document: {}{}.",
                              document.kind,
                              registry::what_fits<Attachment>("kind"),
                              kind == Kind::activity ? ", final_report, attendance" : ""));
    }
    const std::string bytes = exchange::read_bytes(document.file);
    if (bytes.empty()) {
        return no("empty_document",
                  fmt::format("{} is empty: there is nothing to be shown later.", document.file));
    }
    const std::string sha256 = exchange::sha256_hex(bytes);
    if (!with_list) {
        return edit_entity(options, kind_word, id, {{"document_sha256", sha256}});
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
    return edit_entity(options, kind_word, id, fields);
}

}  // namespace imdad::app
