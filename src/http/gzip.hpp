#pragma once

#include <string>
#include <string_view>

/// Compression of answers, by zlib.

namespace imdad::http {

/// Whether the header `Accept-Encoding` lets `coding` through, such as `br`.
[[nodiscard]] bool takes(std::string_view accepted, std::string_view coding);

[[nodiscard]] bool takes_gzip(std::string_view accepted);

/// Throws `std::bad_alloc` where there is too little memory.
[[nodiscard]] std::string gzip(std::string_view text);

}  // namespace imdad::http
