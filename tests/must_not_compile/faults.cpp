// What the estimate of needs, the locks and the tables as a whole find wrong stands in tables that
// are translated too; each module says what is in its own.
#include "base/fault.hpp"
#include "model/sentences.hpp"
#include "plan/lock_sentences.hpp"
#include "quantify/sentences.hpp"

#include <string>

using imdad::base::Fault;

void use() {
    Fault fault{"bad_value", imdad::quantify::say("needs.not_a_share", "1.2"), "", {}};
    fault.message = imdad::model::say("tables.horizon");
    fault.right = imdad::plan::say_of_lock("right.at_most", 5);

#ifdef MUST_NOT_COMPILE_1
    fault.message = imdad::quantify::say("tables.horizon");
#endif
#ifdef MUST_NOT_COMPILE_2
    fault.message = imdad::quantify::say("needs.not_a_share");
#endif
#ifdef MUST_NOT_COMPILE_3
    fault.message = imdad::model::say("a horizon that is wrong");
#endif
#ifdef MUST_NOT_COMPILE_4
    fault.right = imdad::plan::say_of_lock("right.at_most", 5, 6);
#endif
#ifdef MUST_NOT_COMPILE_5
    fault.message = std::string("free text");
#endif
#ifdef MUST_NOT_COMPILE_6
    fault = {"bad_value", std::string("free text"), "", {}};
#endif
}
