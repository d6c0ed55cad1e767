#pragma once

#include "http/problem.hpp"

/// A refusal in the shape that who asks can read. Programs get problem+json. A person who opened
/// the address of a page for paper, from a link that was sent or after the session ended, gets a
/// page that says what is wrong and leads on.

namespace imdad::http {

/// Whether this is a browser that goes to a page for paper: it lists HTML, and not JSON.
[[nodiscard]] bool wants_page(const Request& request);

/// A code of `ReaderLanguage::codes()`: `language` of the query, else what the browser likes best
/// of them, else the first.
[[nodiscard]] std::string language_of(const Request& request);

/// `has_screens`: this server has the web application, where one can log in and go on.
[[nodiscard]] Response refusal_of(const Problem& problem, const Request& request, bool has_screens);

}  // namespace imdad::http
