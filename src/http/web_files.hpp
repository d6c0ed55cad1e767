#pragma once

#include "http/message.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

/// The files of the web application, read once at the start: no request ever becomes a path of the
/// machine.

namespace imdad::http {

class WebFiles {
 public:
    /// No files: pages are not served.
    WebFiles() = default;

    /// Reads every file under `folder`. Throws `base::Failure` if it has no index.html.
    explicit WebFiles(const std::filesystem::path& folder);

    [[nodiscard]] bool are_there() const { return !files_.empty(); }

    /// The file at the path of a GET, compressed where the browser takes that; the start page for
    /// every other path, because the application has addresses of its own. No value: the path is
    /// one of the server's.
    [[nodiscard]] std::optional<Response> find(const Request& request) const;

 private:
    struct File {
        std::string type;
        std::string body;
        std::string gzip;    ///< the body compressed; empty: there is none
        std::string brotli;  ///< likewise, a tenth smaller; browsers take it over TLS
        bool named_by_content = false;
    };

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace imdad::http
