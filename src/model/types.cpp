#include "model/types.hpp"

namespace imdad::model {

std::string to_text(StorageClass value) {
    static constexpr std::array<const char*, kStorageClassCount> kNames = {
        "ambient", "cold", "frozen", "ultra_cold"};
    return kNames[static_cast<std::size_t>(value)];
}

std::string to_text(Policy value) {
    static constexpr std::array<const char*, 3> kNames = {"worst_first", "balanced", "most_served"};
    return kNames[static_cast<std::size_t>(value)];
}

std::string to_text(Audience value) {
    return value == Audience::public_ ? "public" : "restricted";
}

std::string to_text(const Origin& value) {
    static constexpr std::array<const char*, 4> kNames = {"", "real", "derived", "assumed"};
    const std::string kind = kNames[static_cast<std::size_t>(value.kind)];
    return value.note.empty() ? kind : kind + ": " + value.note;
}

}  // namespace imdad::model
