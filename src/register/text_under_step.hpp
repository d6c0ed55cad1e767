#pragma once

#include "register/request.hpp"

#include <string>
#include <vector>

/// Instruments and amendments are accepted and signed alike; this is what the guards of both read.

namespace imdad::registry {

struct TextUnderStep {
    const Terms* terms = nullptr;
    const std::vector<PartyAct>* acts = nullptr;
    const std::vector<ReviewComment>* comments = nullptr;
    const std::vector<Attachment>* attachments = nullptr;
    std::string parent;
    /// Whose acceptance and signature it takes: of an amendment, also those who leave by it.
    std::vector<std::string> parties;
};

/// Requires: an instrument or amendment that exists, an amendment's instrument too.
[[nodiscard]] TextUnderStep text_of(const View& view, Kind kind, const std::string& id);

}  // namespace imdad::registry
