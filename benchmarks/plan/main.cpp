#include <iostream>

#include "benchmarks/plan/command_line.hpp"

int main(int argument_count, char** arguments) {
    return imdad::benchmarks::run_command_line(argument_count, arguments, std::cout, std::cerr);
}
