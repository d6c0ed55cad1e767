#pragma once

#include "verify/certificate_relaxation.hpp"

#include <array>

/// "Opened" in docs/method/certificates.md. A plan opens whole units; the part of an opened unit
/// that serves people later takes no room in the plan but does in the relaxation, which uses units
/// as persons come. So the relaxation grants that much more room.

namespace imdad::verify {

/// Rests are counted in this part of a unit or cm3, rounded up.
inline constexpr Int128 kOpenedScale = Int128{1} << 32;

struct OpenedRests {
    std::vector<CheckedSum> units;                             ///< by product
    std::array<CheckedSum, model::kStorageClassCount> volume;  ///< by class, cm3
};

/// What the rests of units opened at `place` come to at most. Seats need no room.
[[nodiscard]] OpenedRests opened_rests(const Relaxation& relaxation, PlaceIndex place);

}  // namespace imdad::verify
