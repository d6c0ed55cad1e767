#pragma once

#include "report/reader_language.hpp"

#include <string>
#include <vector>

/// What somebody reads who opened the address of a page for paper and does not get it.

namespace imdad::report {

struct RefusalLink {
    std::string address;  ///< of this server: begins with a slash
    std::string key;      ///< of its text
};

struct RefusalPage {
    ReaderLanguage language;
    std::string head_key;
    std::string why_key;
    std::vector<Markup> lines;       ///< why, as far as the server says it; may be empty
    std::vector<RefusalLink> links;  ///< what to do now, the likeliest first
};

/// HTML with one `<style>` and no script. Same page, same bytes.
[[nodiscard]] std::string refusal_page(const RefusalPage& page);

}  // namespace imdad::report
