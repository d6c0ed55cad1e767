// Quantities of different units never mix, and no bare number becomes a quantity by itself.
#include "base/strong.hpp"

using imdad::base::Packs;
using imdad::base::Persons;
using imdad::base::Units;
using imdad::base::VolumeCm3;

void use() {
    Packs packs(3);
    const Persons persons(5);
    packs += Packs(2);
    [[maybe_unused]] const Packs doubled = packs * 2;

#ifdef MUST_NOT_COMPILE_1
    [[maybe_unused]] const auto sum = packs + persons;
#endif
#ifdef MUST_NOT_COMPILE_2
    packs -= persons;
#endif
#ifdef MUST_NOT_COMPILE_3
    packs = 3;
#endif
#ifdef MUST_NOT_COMPILE_4
    [[maybe_unused]] const Packs from_double = 2.5;
#endif
#ifdef MUST_NOT_COMPILE_5
    [[maybe_unused]] const auto product = packs * packs;
#endif
#ifdef MUST_NOT_COMPILE_6
    [[maybe_unused]] const bool more = packs < persons;
#endif
#ifdef MUST_NOT_COMPILE_7
    [[maybe_unused]] const Units units(packs);
#endif
#ifdef MUST_NOT_COMPILE_8
    [[maybe_unused]] const std::int64_t bare = packs;
#endif
#ifdef MUST_NOT_COMPILE_9
    [[maybe_unused]] const auto volume = VolumeCm3(1000) + packs;
#endif
#ifdef MUST_NOT_COMPILE_10
    [[maybe_unused]] const Packs fractional(2.5);
#endif
#ifdef MUST_NOT_COMPILE_11
    [[maybe_unused]] const auto one_more = packs + 1;
#endif
}
