#include "app/answered_before.hpp"

#include "app/asked_sentences.hpp"
#include "app/sentences.hpp"
#include "store/answered_requests.hpp"

#include <fmt/format.h>

namespace imdad::app {

tl::unexpected<Refusal> used_for_other(const std::string& key) {
    return no(tell("key_used_before", key));
}

Answer<std::optional<std::string>> answered_before(Session& session,
                                                   const std::string& key,
                                                   const std::string& asked) {
    if (key.empty()) {
        return std::nullopt;
    }
    const auto id = ledger::parse_id(key);
    if (!id || id->empty()) {
        return no(say("bad_id", key));
    }
    const auto before = store::find_answered(session.books->connection(), *id);
    if (!before) {
        return std::nullopt;
    }
    if (before->actor != session.user.actor || before->asked != asked) {
        return used_for_other(key);
    }
    return before->answer;
}

void keep_answer(Session& session,
                 const std::string& key,
                 const std::string& asked,
                 const std::string& answer) {
    if (key.empty()) {
        return;
    }
    store::append_answered(session.books->connection(),
                           {.id = ledger::parse_id(key).value(),
                            .actor = session.user.actor,
                            .asked = asked,
                            .answer = answer,
                            .recorded_at_ms = session.access.now_ms});
}

}  // namespace imdad::app
