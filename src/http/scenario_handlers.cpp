#include "exchange/problem_text.hpp"
#include "http/body.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/sentences.hpp"

#include <algorithm>

#include <fmt/format.h>

/// Scenarios that a server keeps: what is wrong with them, and mending it in place.

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const app::ScenarioLine& line) {
    return {{"name", line.name}, {"tables", line.tables}};
}

tl::unexpected<Problem> bad_member(app::Told told, const char* member) {
    return tl::unexpected(bad_request(std::move(told), member));
}

/// `rows`: [{line, set: {column: text}}, {set}, {line, remove: true}].
tl::expected<std::vector<app::RowEdit>, Problem> edits_of(const Json& rows) {
    if (!rows.is_array() || rows.empty()) {
        return bad_member(say("changes_no_list"), "rows");
    }
    std::vector<app::RowEdit> edits;
    for (const Json& row : rows) {
        app::RowEdit edit;
        const bool has_line = row.is_object() && row.contains("line");
        const bool removes = row.is_object() && row.contains("remove");
        if (!row.is_object() || (has_line && !row.at("line").is_number_unsigned()) ||
            (removes && (!has_line || row.at("remove") != true)) ||
            (!removes && (!row.contains("set") || !row.at("set").is_object()))) {
            return bad_member(say("change_shape"), "rows");
        }
        edit.kind = removes    ? app::RowEdit::Kind::remove
                    : has_line ? app::RowEdit::Kind::set
                               : app::RowEdit::Kind::add;
        edit.line = has_line ? row.at("line").get<std::size_t>() : 0;
        if (!removes) {
            for (const auto& [column, text] : row.at("set").items()) {
                if (!text.is_string()) {
                    return bad_member(say("inner_text", "rows", column), "rows");
                }
                edit.cells.emplace_back(column, text.get<std::string>());
            }
        }
        edits.push_back(std::move(edit));
    }
    return edits;
}

}  // namespace

Outcome list_scenarios(const Call& call) {
    const auto lines = call.plans->workspace().scenarios(call.access);
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    Json document;
    document["scenarios"] = Json::array();
    for (const app::ScenarioLine& line : *lines) {
        document["scenarios"].push_back(json_of(line));
    }
    return paged(call, document, "scenarios");
}

Outcome add_scenario(const Call& call) {
    const auto body = Body::read(call.request, {"name", "copy_of", "files"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto name = body->text("name", true);
    const auto copy_of = body->text("copy_of", false);
    if (!name || !copy_of) {
        return tl::unexpected(!name ? name.error() : copy_of.error());
    }
    std::vector<app::ScenarioFile> files;
    const Json* const given = body->member("files");
    if (given != nullptr && !given->is_object()) {
        return bad_member(say("member_object", "files"), "files");
    }
    if (given != nullptr) {
        for (const auto& [file, text] : given->items()) {
            if (!text.is_string()) {
                return bad_member(say("inner_text", "files", file), "files");
            }
            files.push_back({file, text.get<std::string>()});
        }
    }
    bool replayed = false;
    const auto line =
        call.plans->workspace().add(call.access,
                                    std::string(call.request.header("idempotency-key")),
                                    *name,
                                    *copy_of,
                                    files,
                                    replayed);
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    Response response = json_response(json_of(*line));
    if (replayed) {
        response.headers.push_back({"Idempotency-Hit", "true"});
    }
    return response;
}

Outcome check_scenario(const Call& call) {
    const auto loaded = call.plans->workspace().check(call.access, call.arguments.front());
    if (!loaded) {
        return tl::unexpected(problem_of(loaded.error()));
    }
    return Response{.body = exchange::problems_json(*loaded) + '\n'};
}

Outcome show_table(const Call& call) {
    const auto window = window_of(call);
    if (!window) {
        return tl::unexpected(window.error());
    }
    const auto page = call.plans->workspace().table(
        call.access, call.arguments.front(), call.arguments.at(1), window->from, window->limit);
    if (!page) {
        return tl::unexpected(problem_of(page.error()));
    }
    Json document{{"version", page->version},
                  {"columns", page->columns},
                  {"row_count", page->row_count},
                  {"rows", Json::array()}};
    for (std::size_t i = 0; i < page->rows.size(); ++i) {
        document["rows"].push_back({{"line", page->lines[i]}, {"cells", page->rows[i]}});
    }
    Response response = json_response(document);
    if (window->from + page->rows.size() < page->row_count) {
        response.headers.push_back(link_to_page(call, window->from + page->rows.size()));
    }
    return response;
}

Outcome edit_table(const Call& call) {
    const auto body = Body::read(call.request, {"version", "reason", "rows"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto version = body->text("version", true);
    const auto reason = body->text("reason", false);
    if (!version || !reason) {
        return tl::unexpected(!version ? version.error() : reason.error());
    }
    const Json* const rows = body->member("rows");
    const auto edits = edits_of(rows == nullptr ? Json() : *rows);
    if (!edits) {
        return tl::unexpected(edits.error());
    }
    bool replayed = false;
    const auto changed =
        call.plans->workspace().edit(call.access,
                                     std::string(call.request.header("idempotency-key")),
                                     call.arguments.front(),
                                     call.arguments.at(1),
                                     *version,
                                     *reason,
                                     *edits,
                                     replayed);
    if (!changed) {
        return tl::unexpected(problem_of(changed.error()));
    }
    Response response = json_response(Json{{"version", *changed}});
    if (replayed) {
        response.headers.push_back({"Idempotency-Hit", "true"});
    }
    return response;
}

}  // namespace imdad::http
