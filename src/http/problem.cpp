#include "http/problem.hpp"

#include "app/books_pool.hpp"
#include "base/assert.hpp"
#include "base/result.hpp"
#include "http/sentences.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <string_view>

#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

struct StatusRow {
    int status;
    const char* title;
};

constexpr auto kTitles = std::to_array<StatusRow>({
    {400, "The request cannot be read"},
    {401, "Who asks is not known"},
    {403, "This is not for you"},
    {404, "There is nothing here"},
    {405, "This cannot be done with it"},
    {406, "It cannot be shown in this way"},
    {408, "The request came too slowly"},
    {409, "The same is under way"},
    {412, "It was changed meanwhile"},
    {413, "The request is too long"},
    {414, "The address is too long"},
    {415, "This media type is not read here"},
    {422, "Refused by the rules of the books"},
    {429, "Too many attempts"},
    {431, "The headers are too long"},
    {500, "A fault of the server"},
    {503, "The server has too much to do"},
    {507, "The disk is full"},
});

struct CodeRow {
    std::string_view code;
    int status;
    const char* next;
};

/// Refusals that are not 422, which is what the rules of the books say.
constexpr auto kCodes = std::to_array<CodeRow>({
    {"no_user", 401, "Send `Authorization: Bearer TOKEN`."},
    {"no_session", 401, "Log in, or send `Authorization: Bearer TOKEN` with a token of yours."},
    {"unknown_token", 401, "Log in, or send `Authorization: Bearer TOKEN` with a token of yours."},
    {"csrf_missing", 403, "Read /api/v1/session and send what it has as `csrf` in X-CSRF-Token."},
    {"other_host", 403, ""},
    {"bad_request", 400, ""},
    {"bad_host", 400, ""},
    {"bad_target", 400, ""},
    {"target_too_long", 414, ""},
    {"too_slow", 408, "Send it again."},
    {"headers_too_long", 431, ""},
    {"body_too_long", 413, "Send it in parts."},
    {"stopping", 503, ""},
    {"no_such_path", 404, "GET /api/v1 lists what may be asked."},
    {"no_such_method", 405, "GET /api/v1 lists what may be asked."},
    {"unknown_parameter", 400, "GET /api/v1 lists what may be asked."},
    {"not_acceptable", 406, ""},
    {"no_workspace", 404, "Have it started with --workspace FOLDER."},
    {"no_such_file", 404, ""},
    {"not_json", 415, "Send `Content-Type: application/json`."},
    {"bad_body", 400, ""},
    {"unknown_member", 400, ""},
    {"bad_member", 400, ""},
    {"bad_parameter", 400, ""},
    {"bad_cursor", 400, ""},
    {"bad_day", 400, ""},
    {"unknown_user", 403, "Have somebody of the secretariat add this user to the books."},
    {"user_blocked", 403, "Ask somebody of the secretariat to let this user in again."},
    {"wrong_password", 401, ""},
    {"void_link", 403, "Have somebody of the secretariat make another one."},
    {"no_such_token", 404, ""},
    {"no_such_scenario", 404, ""},
    {"no_such_table", 404, ""},
    {"no_such_plan", 404, ""},
    {"role_missing", 403, "Ask somebody who has one of these roles."},
    {"role_of_party_missing", 403, "Ask somebody of that party."},
    {"field_not_for_role", 403, "Ask somebody who has one of these roles."},
    {"not_the_proposer", 403, ""},
    {"same_person", 403, "Have a second person decide."},
    {"approver_role_missing", 403, "Have somebody with one of these roles decide."},
    {"no_such_entity", 404, ""},
    {"no_such_pledge", 404, ""},
    {"no_such_proposal", 404, ""},
    {"no_such_entry", 404, ""},
    {"no_such_document", 404, ""},
    {"document_not_kept", 404, "Ask whoever attached it."},
    {"document_damaged", 500, "Report it to whoever keeps the books."},
    {"unknown_dispatch", 404, ""},
    {"unknown_name", 404, ""},
    {"unknown_id", 404, ""},
    {"unknown_state", 400, ""},
    {"bad_checkpoint", 400, "Write it as the sheet has it."},
    {"ambiguous_id", 400, "Write KIND:ID."},
    {"bad_id", 400, "Make an Idempotency-Key of 32 hexadecimal digits."},
    {"several_dispatches", 400, "Write more of its id."},
    {"bad_step_id", 400, "Make an Idempotency-Key of 32 hexadecimal digits."},
    {"changed_meanwhile", 412, "Read it again, then decide again."},
    {"document_too_long", 413, ""},
    {"unknown_media_type", 415, "Send one of these."},
    {"too_many_attempts", 429, ""},
    {"other_site", 403, ""},
    {"session_needed", 403, ""},
    {"scope_missing", 403, "Have another token made, or log in."},
    {"step_up_needed",
     403,
     "Send it to /api/v1/session/step-up, then send this again with the same Idempotency-Key."},
    {"key_missing",
     400,
     "Make 32 hexadecimal digits, and send the same ones again with the same request."},
    {"key_in_flight", 409, "Send it again in a moment."},
    {"other_media_type", 415, "Send `Content-Type: application/octet-stream`."},
    {"storage_full",
     507,
     "Have the administrator free some room, then send the same request again."},
    {"interrupted", 503, "Send the same request again."},
    {"storage_failed", 503, "Send the same request with the same Idempotency-Key again."},
    {"no_memory", 503, "Try again."},
    {"not_found", 500, "Have the administrator look at the log."},
    {"unexpected", 500, "Report it with the time of the request."},
    {"overloaded", 503, "Send the same request again after the time in Retry-After."},
    {"no_books", 503, "Have the administrator look at where the books are."},
    {"not_a_database", 503, "Have the administrator look at where the books are."},
    {"other_database", 503, "Have the administrator look at where the books are."},
    {"newer_database", 503, "Have the administrator update this server."},
    {"empty_location", 503, "Have the administrator look at where the books are."},
});

constexpr const char* kRetryAfterSeconds = "1";

/// Codes of books that cannot be opened: where they are is nothing for who asks.
constexpr auto kOfTheBooks = std::to_array<std::string_view>(
    {"no_books", "not_a_database", "other_database", "newer_database", "empty_location"});

Problem problem_of(const base::Failure& failure) {
    switch (failure.kind()) {
        case base::Failure::Kind::storage_full:
            return http::problem_of(app::tell("storage_full"));
        case base::Failure::Kind::interrupted:
            return http::problem_of(app::tell("interrupted"));
        case base::Failure::Kind::io:
            // Of a commit that failed it is not known whether it took effect.
            return http::problem_of(app::tell("storage_failed"));
        case base::Failure::Kind::not_found:
            break;
    }
    return http::problem_of(app::tell("server_file_missing"));
}

}  // namespace

std::string title_of(int status) {
    const auto* const found = std::ranges::find(kTitles, status, &StatusRow::status);
    return found == kTitles.end() ? "" : found->title;
}

Problem problem_of(const app::Refusal& refusal) {
    Problem problem{.status = 422, .code = refusal.code, .lines = refusal.lines};
    problem.field = refusal.field;
    problem.concealed = refusal.concealed;
    problem.reasons = refusal.reasons;
    const auto* const found = std::ranges::find(kCodes, refusal.code, &CodeRow::code);
    if (found != kCodes.end()) {
        problem.status = found->status;
        problem.next = found->next;
    }
    if (problem.status == 401 || problem.status == 403) {
        problem.field.clear();  // it is about who asks, not about what
    }
    if (problem.status == 503) {
        problem.headers.push_back({"Retry-After", kRetryAfterSeconds});
        if (std::ranges::find(kOfTheBooks, refusal.code) != kOfTheBooks.end()) {
            app::Told told = app::tell("books_not_open");
            problem.lines = {std::move(told.line)};
            problem.reasons = {std::move(told.reason)};
        }
    } else if (problem.status == 401) {
        problem.headers.push_back({"WWW-Authenticate", "Bearer realm=\"imdad\""});
    }
    return problem;
}

Problem problem_of(app::Told told) {
    return problem_of(app::refusal_of(std::move(told)));
}

Problem bad_request(app::Told told, std::string field) {
    Problem problem = problem_of(std::move(told));
    problem.status = 400;
    problem.field = std::move(field);
    return problem;
}

std::string refusals_document() {
    Json all = Json::parse(app::sentences_document());
    for (const app::Sentence& one : kSentences) {
        IMDAD_ASSERT(!all.contains(std::string(one.key)), "two sentences have the same key");
        all[std::string(one.key)] = base::numbered(one.text);
    }
    for (const CodeRow& row : kCodes) {
        if (*row.next != '\0') {
            all["next." + std::string(row.code)] = row.next;
        }
    }
    return all.dump(1) + '\n';
}

Problem problem_of_current_exception(std::string& told) {
    try {
        throw;
    } catch (const app::Overloaded& failure) {
        told = failure.what();
        return problem_of(app::tell("writes_wait"));
    } catch (const base::Failure& failure) {
        told = failure.what();
        return problem_of(failure);
    } catch (const std::bad_alloc&) {
        told = "not enough memory";
        return problem_of(app::tell("no_memory"));
    } catch (const std::exception& error) {
        told = error.what();
    } catch (...) {
        told = "something unknown was thrown";
    }
    return problem_of(app::tell("unexpected"));
}

Response response_of(const Problem& problem, const std::string& instance) {
    Json document;
    document["type"] = "urn:imdad:problem:" + problem.code;
    document["title"] = title_of(problem.status);
    document["status"] = problem.status;
    document["detail"] = problem.lines.empty() ? "" : problem.lines.front();
    document["instance"] = instance;
    document["code"] = problem.code;
    document["field"] = problem.field;
    document["lines"] = problem.lines;
    std::vector<app::Reason> reasons = problem.reasons;
    reasons.resize(problem.lines.size());
    document["reasons"] = app::reasons_json(reasons);
    document["next"] = problem.next;
    return {.status = problem.status,
            .type = "application/problem+json",
            .body = document.dump(-1, ' ', false, Json::error_handler_t::replace),
            .headers = problem.headers};
}

}  // namespace imdad::http
