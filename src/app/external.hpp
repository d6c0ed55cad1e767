#pragma once

#include "register/instrument.hpp"

/// What others gave outside the instruments of the organisation.

namespace imdad::app {

/// Gifts under such an instrument are shown apart, as external, and never as what a plan of the
/// organisation came to.
[[nodiscard]] constexpr bool is_external(registry::InstrumentType type) {
    using enum registry::InstrumentType;
    return type == bilateral_grant || type == contribution_letter ||
           type == tripartite_donation_agreement || type == response_plan;
}

}  // namespace imdad::app
