#include "http/problem.hpp"

#include "app/books_pool.hpp"
#include "base/result.hpp"

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
    {"overloaded", 503, "Send the same request again after the time in Retry-After."},
    {"no_books", 503, "Have the administrator look at where the books are."},
    {"not_a_database", 503, "Have the administrator look at where the books are."},
    {"other_database", 503, "Have the administrator look at where the books are."},
    {"newer_database", 503, "Have the administrator update this server."},
    {"empty_location", 503, "Have the administrator look at where the books are."},
});

constexpr const char* kRetryAfterSeconds = "1";

Problem fault(int status, std::string code, std::string line, std::string next) {
    Problem problem{.status = status,
                    .code = std::move(code),
                    .lines = {std::move(line)},
                    .next = std::move(next)};
    if (status == 503) {
        problem.headers.push_back({"Retry-After", kRetryAfterSeconds});
    }
    return problem;
}

Problem problem_of(const base::Failure& failure) {
    switch (failure.kind()) {
        case base::Failure::Kind::storage_full:
            return fault(
                507,
                "storage_full",
                "the disk of the books is full or read-only; nothing was written",
                "Have the administrator free some room, then send the same request again.");
        case base::Failure::Kind::interrupted:
            return fault(503,
                         "interrupted",
                         "the server is stopping; nothing was written",
                         "Send the same request again.");
        case base::Failure::Kind::io:
            // Of a commit that failed it is not known whether it took effect.
            return fault(503,
                         "storage_failed",
                         "the books could not be read or written; whether a change took effect is "
                         "not known",
                         "Send the same request with the same Idempotency-Key again.");
        case base::Failure::Kind::not_found:
            break;
    }
    return fault(500,
                 "not_found",
                 "a file of the server is not where it should be",
                 "Have the administrator look at the log.");
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
        if (refusal.code != "overloaded") {
            // Where the books are is nothing for who asks.
            problem.lines = {"the books cannot be opened"};
        }
    } else if (problem.status == 401) {
        problem.headers.push_back({"WWW-Authenticate", "Bearer realm=\"imdad\""});
    }
    return problem;
}

Problem problem_of_current_exception(std::string& told) {
    try {
        throw;
    } catch (const app::Overloaded& failure) {
        told = failure.what();
        return fault(503,
                     "overloaded",
                     "too many changes wait to be written; nothing of this one was begun",
                     "Send the same request again after the time in Retry-After.");
    } catch (const base::Failure& failure) {
        told = failure.what();
        return problem_of(failure);
    } catch (const std::bad_alloc&) {
        told = "not enough memory";
        return fault(503, "no_memory", "there is too little memory for this now", "Try again.");
    } catch (const std::exception& error) {
        told = error.what();
    } catch (...) {
        told = "something unknown was thrown";
    }
    return fault(500,
                 "unexpected",
                 "an unexpected error; nothing more is said here, the log of the server has it",
                 "Report it with the time of the request.");
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
    document["next"] = problem.next;
    return {.status = problem.status,
            .type = "application/problem+json",
            .body = document.dump(-1, ' ', false, Json::error_handler_t::replace),
            .headers = problem.headers};
}

}  // namespace imdad::http
