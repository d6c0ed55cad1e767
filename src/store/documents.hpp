#pragma once

#include "store/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The bytes of attached documents. The books rest on the fingerprint alone, which is history; the
/// bytes may hold personal data, so they can be erased and nothing breaks. They are kept for each
/// entity apart: whoever knows a fingerprint gets nothing by writing it into a record of their own.

namespace imdad::store {

using DocumentHash = std::array<unsigned char, 32>;  ///< SHA-256

/// A document of one entity of the register.
struct DocumentKey {
    std::string_view kind;
    std::string_view entity;
    DocumentHash hash{};
};

class Documents {
 public:
    explicit Documents(Connection& connection) : connection_(connection) {}

    /// The same bytes again change nothing. In a write transaction of the caller's.
    void keep(const DocumentKey& key, Bytes content, std::int64_t recorded_at_ms);

    /// As they were kept; no value: nobody gave them, or they were erased.
    [[nodiscard]] std::optional<std::string> find(const DocumentKey& key);

    [[nodiscard]] bool has(const DocumentKey& key);

 private:
    Connection& connection_;
};

}  // namespace imdad::store
