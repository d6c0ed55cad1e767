#include "register/guards.hpp"

namespace imdad::registry::guards {

Lacks reason_given(const Step& step) {
    if (step.reason.empty()) {
        return {{LackCode::reason_missing, {}}};
    }
    return {};
}

Lacks action_noted(const Step& step) {
    if (step.entity<ActionPoint>().action_taken.empty()) {
        return {{LackCode::action_note_missing, {}}};
    }
    return {};
}

Lacks high_priority_evidence(const Step& step) {
    const auto& point = step.entity<ActionPoint>();
    Lacks lacks;
    if (point.priority != ActionPoint::Priority::high) {
        return lacks;
    }
    if (!is_sha256(point.document_sha256)) {
        lacks.push_back({LackCode::evidence_missing, {}});
    }
    if (point.verifier.empty()) {
        lacks.push_back({LackCode::verifier_missing, {}});
    } else if (point.verifier == point.author || point.verifier == point.assignee) {
        lacks.push_back({LackCode::verifier_not_other,
                         {point.verifier, point.verifier == point.author ? "author" : "assignee"}});
    }
    return lacks;
}

Lacks verified_by_another(const Step& step) {
    const auto& point = step.entity<ActionPoint>();
    const std::string& actor = step.context.actor.id;
    Lacks lacks;
    if (!point.verifier.empty() && point.verifier != actor) {
        lacks.push_back({LackCode::not_the_verifier, {point.verifier, actor}});
    }
    if (actor == point.assignee) {
        lacks.push_back({LackCode::verifier_not_other, {actor, "assignee"}});
    }
    if (point.priority == ActionPoint::Priority::high && actor == point.author) {
        lacks.push_back({LackCode::verifier_not_other, {actor, "author"}});
    }
    return lacks;
}

Lacks found_adequate(const Step& step) {
    if (step.entity<ActionPoint>().adequate != true) {
        return {{LackCode::not_adequate, {}}};
    }
    return {};
}

Lacks found_inadequate(const Step& step) {
    if (step.entity<ActionPoint>().adequate != false) {
        return {{LackCode::not_inadequate, {}}};
    }
    return {};
}

}  // namespace imdad::registry::guards
