#include "http/web_files.hpp"

#include "base/result.hpp"
#include "http/gzip.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace imdad::http {

namespace {

constexpr std::string_view kStart = "/index.html";
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

constexpr auto kTypes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
});

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(file)), {});
    if (!file) {
        throw base::Failure(base::Failure::Kind::io,
                            fmt::format("{}: the file cannot be read", path.string()));
    }
    return content;
}

/// Of the same file compressed beforehand; empty: there is none.
std::string content_of_twin(const std::filesystem::path& path, std::string_view ending) {
    std::filesystem::path twin = path;
    twin += ending;
    return std::filesystem::is_regular_file(twin) ? content_of(twin) : std::string();
}

/// Empty: a kind of file that is not shown.
std::string_view type_of(const std::filesystem::path& path) {
    for (const auto& [ending, type] : kTypes) {
        if (path.extension() == ending) {
            return type;
        }
    }
    return {};
}

bool is_of_the_server(std::string_view path) {
    for (const std::string_view own : {"/api", "/healthz", "/readyz", "/metrics"}) {
        if (path == own || (path.starts_with(own) && path.substr(own.size()).starts_with('/'))) {
            return true;
        }
    }
    return false;
}

}  // namespace

WebFiles::WebFiles(const std::filesystem::path& folder) {
    std::error_code none;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, none)) {
        const std::string_view type = type_of(entry.path());
        if (!entry.is_regular_file() || type.empty()) {
            continue;
        }
        const std::string name =
            "/" + std::filesystem::relative(entry.path(), folder).generic_string();
        File file{.type = std::string(type),
                  .body = content_of(entry.path()),
                  .gzip = {},
                  .brotli = {},
                  .named_by_content = name.starts_with("/assets/")};
        file.gzip = content_of_twin(entry.path(), ".gz");
        file.brotli = content_of_twin(entry.path(), ".br");
        files_.emplace(name, std::move(file));
    }
    if (!files_.contains(kStart)) {
        throw base::Failure(
            base::Failure::Kind::not_found,
            fmt::format("{}: there is no index.html; build the web application first",
                        folder.string()));
    }
}

std::optional<Response> WebFiles::find(const Request& request) const {
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find('?'));
    if (files_.empty() || is_of_the_server(path) ||
        (request.method != "GET" && request.method != "HEAD")) {
        return std::nullopt;
    }
    auto found = files_.find(path);
    if (found == files_.end()) {
        if (path.starts_with("/assets/")) {
            return std::nullopt;  // of another build: the start page is no script
        }
        found = files_.find(kStart);
    }
    const File& file = found->second;
    Response response{.type = file.type, .body = file.body, .route = "web_file"};
    const std::string_view accepted = request.header("accept-encoding");
    if (!file.brotli.empty() && takes(accepted, "br")) {
        response.body = file.brotli;
        response.headers.push_back({"Content-Encoding", "br"});
    } else if (!file.gzip.empty() && takes_gzip(accepted)) {
        response.body = file.gzip;
        response.headers.push_back({"Content-Encoding", "gzip"});
    }
    response.vary = "Accept-Encoding";
    response.policy = kPolicy;
    response.caching = file.named_by_content ? "public, max-age=31536000, immutable" : "no-cache";
    return response;
}

}  // namespace imdad::http
