#include "register/states_document.hpp"

#include <iostream>

/// Prints docs/states.md: `build/release/tools/states/imdad_states > docs/states.md` after a change
/// of the table.

int main() {
    std::cout << imdad::registry::states_document();
}
