#pragma once

#include "app/access.hpp"

#include <string>
#include <vector>

namespace imdad::app {

/// A line for people with its parts: several sentences where it lists what was given.
struct SaidLine {
    std::string text;
    std::vector<Reason> parts;
};

}  // namespace imdad::app
