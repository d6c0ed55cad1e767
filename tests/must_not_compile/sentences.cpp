// What is said about an input file stands in the table that is translated, with as many holes as
// are filled.
#include "exchange/sentences.hpp"

#include "exchange/problem.hpp"

using imdad::exchange::Problem;
using imdad::exchange::say;

void use() {
    Problem problem;
    problem.message = say("id_twice", 3);
    problem.right = say("right.id_once");

#ifdef MUST_NOT_COMPILE_1
    problem.message = say("no_such_sentence");
#endif
#ifdef MUST_NOT_COMPILE_2
    problem.message = say("id_twice");
#endif
#ifdef MUST_NOT_COMPILE_3
    problem.message = say("id_twice", 3, 4);
#endif
#ifdef MUST_NOT_COMPILE_4
    problem.message = std::string("free text");
#endif
#ifdef MUST_NOT_COMPILE_5
    const std::string text;
    problem = {imdad::exchange::Severity::error, text, text, 0, text, text, text, text};
#endif
}
