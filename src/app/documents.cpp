#include "app/documents.hpp"

#include "app/asked_sentences.hpp"
#include "app/document_hash.hpp"
#include "app/register_words.hpp"
#include "app/sentences.hpp"
#include "exchange/file_bytes.hpp"
#include "store/documents.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace imdad::app {

namespace {

constexpr std::string_view kFingerprint = "sha256";

struct KindOfFile {
    std::string_view magic;
    std::string_view media_type;
    std::string_view ending;
};

constexpr std::string_view kUnknown = "application/octet-stream";

std::span<const KindOfFile> kinds_of_file() {
    using namespace std::string_view_literals;
    static constexpr std::array<KindOfFile, 6> kKinds = {
        {{"%PDF-"sv, "application/pdf", ".pdf"},
         {"\x89PNG\r\n\x1a\n"sv, "image/png", ".png"},
         {"\xff\xd8\xff"sv, "image/jpeg", ".jpg"},
         {"II*\0"sv, "image/tiff", ".tif"},
         {"MM\0*"sv, "image/tiff", ".tif"},
         {"PK\x03\x04"sv, "application/zip", ".zip"}}};
    return kKinds;
}

const KindOfFile* kind_of_file(std::string_view bytes) {
    const auto kinds = kinds_of_file();
    const auto found = std::ranges::find_if(
        kinds, [&](const KindOfFile& kind) { return bytes.starts_with(kind.magic); });
    return found == kinds.end() ? nullptr : &*found;
}

/// `attachments[signed].sha256` -> `attachments[signed].`, `document_sha256` -> `document_`.
std::string_view before_fingerprint(std::string_view path) {
    return path.substr(0, path.size() - kFingerprint.size());
}

/// The key in `attachments[KEY].`; empty: it is no list.
std::string_view key_in(std::string_view before) {
    const std::size_t open = before.rfind('[');
    const std::size_t close = before.rfind(']');
    return open == std::string_view::npos || close == std::string_view::npos || close < open
               ? std::string_view()
               : before.substr(open + 1, close - open - 1);
}

/// Letters, digits, points and dashes, so that it is one name of a file wherever it lands.
std::string file_name(std::string_view text, std::string_view ending) {
    constexpr std::size_t kMost = 80;
    std::string name;
    for (const char c : text.substr(0, kMost)) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
        name += plain ? c : '_';
    }
    if (name.find_first_not_of("._") == std::string::npos) {
        name = "document";
    }
    return name.ends_with(ending) ? name : name + std::string(ending);
}

struct Found {
    std::string sha256;
    std::string key;
};

std::optional<Found> find_fingerprint(const EntityLine& entity, const std::string& which) {
    for (const FieldText& field : entity.fields) {
        if (!field.path.ends_with(kFingerprint) || field.value.empty()) {
            continue;
        }
        const std::string_view key = key_in(before_fingerprint(field.path));
        if (field.value == which || (!key.empty() && key == which)) {
            return Found{field.value, std::string(key)};
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view media_type_of(std::string_view bytes) {
    const KindOfFile* const kind = kind_of_file(bytes);
    return kind == nullptr ? std::string_view() : kind->media_type;
}

std::optional<store::DocumentHash> hash_of_hex(std::string_view hex) {
    store::DocumentHash hash{};
    if (hex.size() != 2 * hash.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        const std::size_t digit = std::string_view("0123456789abcdef").find(hex[i]);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        hash.at(i / 2) = static_cast<unsigned char>(hash.at(i / 2) << 4U | digit);
    }
    return hash;
}

std::vector<std::string> kept_of(const Session& session,
                                 const std::string& kind,
                                 const EntityLine& entity) {
    store::Documents documents(session.books->connection());
    std::vector<std::string> kept;
    for (const FieldText& field : entity.fields) {
        const auto hash = field.path.ends_with(kFingerprint) ? hash_of_hex(field.value)
                                                             : std::optional<store::DocumentHash>();
        if (hash && std::ranges::find(kept, field.value) == kept.end() &&
            documents.has({kind, entity.id, *hash})) {
            kept.push_back(field.value);
        }
    }
    return kept;
}

Answer<KeptDocument> read_document(const Access& access,
                                   const std::string& kind,
                                   const std::string& id,
                                   const std::string& which) {
    const Answer<EntityView> view = show_entity(access, kind, id);
    if (!view) {
        return tl::unexpected(view.error());
    }
    const auto found = find_fingerprint(view->entity, which);
    if (!found) {
        return no(say("no_such_document", kind, id, which));
    }
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto hash = hash_of_hex(found->sha256);
    store::Documents documents(session->books->connection());
    auto bytes = hash ? documents.find({kind, id, *hash}) : std::nullopt;
    if (!bytes) {
        return no(tell("document_not_kept", found->sha256));
    }
    if (exchange::sha256_hex(*bytes) != found->sha256) {
        return no(tell("document_damaged", found->sha256));
    }
    const KindOfFile* const file = kind_of_file(*bytes);
    const std::string named =
        fmt::format("{}-{}", id, found->key.empty() ? "document" : found->key);
    return KeptDocument{
        .bytes = std::move(*bytes),
        .media_type = std::string(file == nullptr ? kUnknown : file->media_type),
        .name = file_name(named, file == nullptr ? std::string_view() : file->ending),
        .sha256 = found->sha256};
}

}  // namespace imdad::app
