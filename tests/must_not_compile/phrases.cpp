// A reason is told in a sentence of the table, with as many things put in as it has holes.
#include "plan/explain_phrases.hpp"

using imdad::plan::phrase;

void use() {
    [[maybe_unused]] const auto told = phrase("takes_days", "nat-south", 70);

#ifdef MUST_NOT_COMPILE_1
    [[maybe_unused]] const auto unknown = phrase("takes_months", "nat-south", 70);
#endif
#ifdef MUST_NOT_COMPILE_2
    [[maybe_unused]] const auto fewer = phrase("takes_days", "nat-south");
#endif
#ifdef MUST_NOT_COMPILE_3
    [[maybe_unused]] const auto more = phrase("takes_days", "nat-south", 70, 71);
#endif
}
