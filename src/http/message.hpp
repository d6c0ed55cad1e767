#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A request and its answer as the handlers see them: plain values, so that nothing above the
/// transport knows which library speaks the protocol.

namespace imdad::http {

struct Header {
    std::string name;  ///< lower case in a request
    std::string value;
};

struct Request {
    std::string method;  ///< `GET`
    std::string target;  ///< as sent: path and query
    std::vector<Header> headers;
    std::string body;
    std::string peer;             ///< its address
    bool from_this_host = false;  ///< it is that of the loopback
    bool encrypted = false;

    /// The first header of this lower-case name; empty: none.
    [[nodiscard]] std::string_view header(std::string_view name) const {
        for (const Header& one : headers) {
            if (one.name == name) {
                return one.value;
            }
        }
        return {};
    }
};

/// What is sent bit by bit while it happens. `next` appends what there is by now; false: no more
/// will come. Called by one thread at a time, never waits.
struct News {
    std::function<bool(std::string& text)> next;
};

struct Response {
    int status = 200;
    std::string type = "application/json";  ///< media type; not sent where there is no body
    std::string body;
    std::vector<Header> headers;
    std::string route = "none";  ///< for the metrics: the operation, never the path as sent
    std::shared_ptr<News> news;  ///< instead of a body
    std::string event;           ///< a line of the log; empty: none
    std::string vary = "Accept, Accept-Encoding, Authorization, Cookie";
    std::string caching = "no-store";
    /// What a browser that shows it as a page may load and run.
    std::string policy =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
};

}  // namespace imdad::http
