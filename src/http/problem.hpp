#pragma once

#include "app/sentences.hpp"
#include "http/message.hpp"

#include <string>
#include <vector>

/// How the server says no: one JSON object (RFC 9457) that tells what, why and what would be right.
/// What becomes which status is one table here, as the exit codes of the command line are one.

namespace imdad::http {

struct Problem {
    int status = 500;
    std::string code;                ///< stable, snake_case, as the command line has it
    std::vector<std::string> lines;  ///< everything that stands in the way, one sentence each
    std::string next;                ///< what to do now; may be empty
    std::vector<Header> headers;     ///< `allow`, `retry-after`, ...
    std::string field;               ///< what the first line is about: a member, a parameter
    bool concealed = false;          ///< as `app::Refusal` has it: for the log, not for the answer
    std::vector<app::Reason> reasons = {};  ///< of the lines, in their order; may be fewer
};

/// The words that go with a status.
[[nodiscard]] std::string title_of(int status);

/// What `app` refused.
[[nodiscard]] Problem problem_of(const app::Refusal& refusal);

/// What the server refuses itself: the status and what to do now are those of the code.
[[nodiscard]] Problem problem_of(app::Told told);

/// 400, whatever the code means elsewhere, about a parameter or a member.
[[nodiscard]] Problem bad_request(app::Told told, std::string field);

/// web/src/refusals/en.json, what translators start from: `app::sentences_document`, the sentences
/// of the server, and what to do now, as `next.CODE`.
[[nodiscard]] std::string refusals_document();

/// What was thrown; called inside a `catch (...)`. Nothing of the machine (paths, addresses of a
/// database) goes to who asks: `told` gets the sentence for the log.
[[nodiscard]] Problem problem_of_current_exception(std::string& told);

/// `instance`: the target of the request, as sent.
[[nodiscard]] Response response_of(const Problem& problem, const std::string& instance);

}  // namespace imdad::http
