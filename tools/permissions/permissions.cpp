#include "app/permission_table.hpp"

#include <iostream>

/// Prints docs/permissions.md: `build/release/tools/permissions/imdad_permissions >
/// docs/permissions.md` after a change of the rows.

int main() {
    std::cout << imdad::app::permissions_document();
}
