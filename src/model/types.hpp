#pragma once

#include "base/date.hpp"
#include "base/fixed.hpp"
#include "base/strong.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

/// Words that the tables of a scenario share: indices, classes and small enumerations.
/// Enumerators are spelled as in the files.

namespace imdad::model {

using base::Day;
using base::Fixed9;
using base::Packs;
using base::Persons;
using base::Units;
using base::VolumeCm3;

using AreaIndex = base::Index<struct AreaTag>;
using PlaceIndex = base::Index<struct PlaceTag>;
using LaneIndex = base::Index<struct LaneTag>;
using ProductIndex = base::Index<struct ProductTag>;
using ProgrammeIndex = base::Index<struct ProgrammeTag>;
using EarmarkIndex = base::Index<struct EarmarkTag>;
using BatchIndex = base::Index<struct BatchTag>;
using SupplyIndex = base::Index<struct SupplyTag>;
using NeedIndex = base::Index<struct NeedTag>;

/// Temperature class of a volume. Every store and every departure has room per class.
enum class StorageClass : std::uint8_t { ambient, cold, frozen, ultra_cold };
inline constexpr std::size_t kStorageClassCount = 4;

/// Room per class in cm3; a negative figure never occurs, `kNotStated` means that no limit is
/// known.
inline constexpr std::int64_t kNotStated = -1;

struct ClassRoom {
    std::array<std::int64_t, kStorageClassCount> cm3 = {
        kNotStated, kNotStated, kNotStated, kNotStated};

    [[nodiscard]] bool stated(std::size_t storage_class) const {
        return cm3[storage_class] != kNotStated;
    }
};

/// A date that sets no limit: the last day that the calendar type is used for.
inline constexpr Day kNoLimit = Day(std::chrono::days(1'000'000));

struct Origin {
    enum class Kind : std::uint8_t { unstated, real, derived, assumed };
    Kind kind = Kind::unstated;
    std::string note;
};

enum class Policy : std::uint8_t { worst_first, balanced, most_served };
enum class Audience : std::uint8_t { public_, restricted };

[[nodiscard]] std::string to_text(StorageClass value);
[[nodiscard]] std::string to_text(Policy value);
[[nodiscard]] std::string to_text(Audience value);
[[nodiscard]] std::string to_text(const Origin& value);

}  // namespace imdad::model
