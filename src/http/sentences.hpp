#pragma once

#include "app/sentences.hpp"

#include <array>
#include <string>
#include <type_traits>
#include <utility>

/// Sentences with holes of what the server says of a request that it cannot read, or of itself.
/// What is refused by the rules of the books is said by `app` (app/sentences.hpp).

namespace imdad::http {

// clang-format off
inline constexpr auto kSentences = std::to_array<app::Sentence>({
    // the transport
    {"too_slow", "too_slow", "the request did not arrive in time"},
    {"headers_too_long", "headers_too_long", "the headers are longer than 16 KiB"},
    {"body_too_long", "body_too_long", "the body is longer than 1 MiB, a document longer than 8 MiB"},
    {"documents_wait", "overloaded", "too many long documents are on their way here; nothing of this one was begun"},
    {"requests_wait", "overloaded", "too many requests wait already; nothing of this one was begun"},
    {"no_request", "bad_request", "this is no request of HTTP/1.1"},
    {"bad_host", "bad_host", "a request names one Host"},
    {"target_too_long", "target_too_long", "the address is longer than 4 KiB"},
    {"stopping", "stopping", "the server is stopping"},
    {"commit_lost", "storage_failed", "the books could not be written; whether a change took effect is not known"},
    // the address
    {"target_without_slash", "bad_target", "the target of a request begins with '/'"},
    {"broken_path", "bad_target", "the path holds a broken escape, a control character or text that is no UTF-8"},
    {"broken_query", "bad_target", "the query holds a broken escape, a control character or text that is no UTF-8"},
    {"given_twice", "bad_target", "the parameter '{}' is given twice; give it once"},
    {"no_such_path", "no_such_path", "there is nothing at this path"},
    {"no_such_method", "no_such_method", "this path takes {}"},
    {"no_parameters", "unknown_parameter", "'{}': this path takes no parameters"},
    {"unknown_parameter", "unknown_parameter", "'{}' is no parameter of this path: it takes {}"},
    {"not_acceptable", "not_acceptable", "this is shown as {}"},
    {"other_host", "other_host", "this is told to the machine of the server only"},
    {"no_workspace", "no_workspace", "this server keeps no scenarios and plans"},
    // who asks
    {"no_session", "no_session", "nobody has logged in, or the session has ended"},
    {"unknown_token", "unknown_token", "this server knows no such token"},
    {"other_site_session", "other_site", "a page of another site sent this request with the cookie of a session"},
    {"csrf_missing", "csrf_missing", "a request that writes repeats the mark of its session"},
    // parameters
    {"bad_page_size", "bad_limit", "limit '{}' is no whole number from 1 to {}"},
    {"bad_cursor", "bad_cursor", "cursor '{}' is none that this server gave: take it from the header Link"},
    {"parameter_yes", "bad_parameter", "{} is true or false"},
    {"parameter_day", "bad_day", "{}: '{}' is no day: YYYY-MM-DD"},
    {"parameter_count", "bad_parameter", "{}: '{}' is no whole number from 0 to {}"},
    {"parameter_choice", "bad_parameter", "{} is one of these: {}"},
    {"plan_to_compare", "bad_parameter", "with names the plan to compare with"},
    {"bad_shipment_number", "no_planned_shipment", "a shipment of a plan has a number from 1 on"},
    // bodies
    {"body_not_json", "not_json", "the body is read as application/json only"},
    {"broken_json", "bad_body", "the body is no JSON: see byte {}"},
    {"body_no_object", "bad_body", "the body is not one JSON object"},
    {"unknown_member", "unknown_member", "'{}' is no member of this body: it takes {}"},
    {"member_of_row", "bad_member", "{} is no member of it: it takes {}"},
    {"member_text", "bad_member", "{} has to be a text"},
    {"member_texts", "bad_member", "{} has to be a list of texts"},
    {"member_some_texts", "bad_member", "{} has to be a list of texts, at least one"},
    {"member_whole", "bad_member", "{} has to be a whole number"},
    {"member_from", "bad_member", "{} has to be a whole number from {} on"},
    {"member_between", "bad_member", "{} has to be a whole number from {} to {}"},
    {"member_yes", "bad_member", "{} has to be true or false"},
    {"member_day", "bad_member", "{} has to be a day: YYYY-MM-DD"},
    {"member_choice", "bad_member", "{} has to be one of these: {}"},
    {"member_rows", "bad_member", "{} has to be a list of objects, at least one"},
    {"member_object", "bad_member", "{} has to be an object of name: text"},
    {"inner_text", "bad_member", "{}: {} has to be a text"},
    {"inner_texts", "bad_member", "{}: {} has to be a text or a list of texts"},
    {"blocked_missing", "bad_member", "{} is missing: true, or false to let somebody in again"},
    {"emergency_reason_missing", "bad_member", "{} is missing: why it is an emergency"},
    {"threshold_amount_missing", "bad_member", "{} is missing: a whole number, or null for none"},
    {"member_missing", "bad_member", "{} is missing"},
    {"sender_missing", "bad_member", "{} is missing: the place that sends"},
    {"missing_for_shipment", "bad_member", "{} is missing: a shipment needs from, to, unit and amount, or planned, or due"},
    {"belongs_into_row", "bad_member", "{} belongs into its row"},
    {"not_of_planned", "bad_member", "{} is not said of what the plan asks for"},
    {"not_together", "bad_member", "{} and {} do not go together"},
    {"with_due_only", "bad_member", "{} is said with due only"},
    {"changes_no_list", "bad_member", "rows has to be a list of changes"},
    {"change_shape", "bad_member", "a change has line and set (column: text), set alone for a new row, or line and remove: true"},
    // plans
    {"plan_without_result", "no_such_plan", "this plan has no result yet: follow its events"},
    {"plan_without_reasons", "no_such_plan", "it is not worked out yet why people are short under this plan: wait for its end"},
    {"no_such_file", "no_such_file", "the plan has no such file to give out"},
});
// clang-format on

template <typename... Arguments>
[[nodiscard]] app::Told say(
    std::type_identity_t<base::SentenceOf<kSentences, sizeof...(Arguments)>> sentence,
    Arguments&&... arguments) {
    return app::tell_row(sentence.row(),
                         {fmt::format("{}", std::forward<Arguments>(arguments))...});
}

}  // namespace imdad::http
