#include "store/location.hpp"

namespace imdad::store {

namespace {

bool is_uri(const std::string& text) {
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

}  // namespace

std::string Location::shown() const {
    if (backend == Backend::sqlite) {
        return text;
    }
    // scheme://user:password@host/name?options: what stands between the first ':' after the scheme
    // and the '@' is the password; options may hold another.
    const std::size_t host = text.find("://") + 3;
    const std::size_t at = text.find('@', host);
    std::string shown = text.substr(0, text.find('?', host));
    const std::size_t colon = text.find(':', host);
    if (at != std::string::npos && colon != std::string::npos && colon < at && at < shown.size()) {
        shown.replace(colon + 1, at - colon - 1, "...");
    }
    return shown;
}

base::Result<Location> parse_location(const std::string& text) {
    if (text.empty()) {
        return base::fail("empty_location",
                          "no database is named; give the path of a file, or postgresql://...");
    }
    return Location{is_uri(text) ? Backend::postgresql : Backend::sqlite, text};
}

}  // namespace imdad::store
