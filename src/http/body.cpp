#include "http/body.hpp"

#include "http/sentences.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

/// Texts of an array, one a line, as the command line joins an option that is repeated.
std::optional<std::string> joined(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (!value.is_array() || value.empty()) {
        return std::nullopt;
    }
    std::string text;
    for (const Json& one : value) {
        if (!one.is_string()) {
            return std::nullopt;
        }
        text += (&one == &value.front() ? "" : "\n") + one.get<std::string>();
    }
    return text;
}

}  // namespace

tl::expected<Body, Problem> Body::read(const Request& request,
                                       const std::vector<std::string_view>& members) {
    const std::string_view type = request.header("content-type");
    if (type.substr(0, type.find(';')) != "application/json") {
        return tl::unexpected(problem_of(say("body_not_json")));
    }
    Body body;
    try {
        body.document_ = Json::parse(request.body);
    } catch (const Json::parse_error& error) {
        return tl::unexpected(problem_of(say("broken_json", error.byte)));
    }
    if (!body.document_.is_object()) {
        return tl::unexpected(problem_of(say("body_no_object")));
    }
    for (const auto& [name, value] : body.document_.items()) {
        if (std::ranges::find(members, name) == members.end()) {
            return tl::unexpected(
                bad_request(say("unknown_member", name, fmt::join(members, ", ")), name));
        }
    }
    return body;
}

tl::expected<std::string, Problem> Body::text(const char* member, bool needed) const {
    const auto found = document_.find(member);
    if (found == document_.end() && !needed) {
        return std::string();
    }
    if (found == document_.end() || !found->is_string() ||
        (needed && found->get_ref<const std::string&>().empty())) {
        return tl::unexpected(bad_request(say("member_text", member), member));
    }
    return found->get<std::string>();
}

tl::expected<std::vector<std::string>, Problem> Body::texts(const char* member) const {
    std::vector<std::string> list;
    const auto found = document_.find(member);
    if (found == document_.end()) {
        return list;
    }
    if (!found->is_array() || !std::ranges::all_of(*found, &Json::is_string)) {
        return tl::unexpected(bad_request(say("member_texts", member), member));
    }
    return found->get<std::vector<std::string>>();
}

tl::expected<std::int64_t, Problem> Body::whole(const char* member) const {
    const auto found = document_.find(member);
    if (found == document_.end() || !found->is_number_integer()) {
        return tl::unexpected(bad_request(say("member_whole", member), member));
    }
    return found->get<std::int64_t>();
}

tl::expected<std::int64_t, Problem> Body::whole_or(const char* member, std::int64_t absent) const {
    return document_.contains(member) ? whole(member) : absent;
}

const nlohmann::ordered_json* Body::member(const char* member) const {
    const auto found = document_.find(member);
    return found == document_.end() ? nullptr : &*found;
}

tl::expected<std::vector<app::FieldText>, Problem> Body::fields() const {
    std::vector<app::FieldText> fields;
    const auto found = document_.find("fields");
    if (found == document_.end()) {
        return fields;
    }
    if (!found->is_object()) {
        return tl::unexpected(bad_request(say("member_object", "fields"), "fields"));
    }
    fields.reserve(found->size());
    for (const auto& [path, value] : found->items()) {
        const std::optional<std::string> text = joined(value);
        if (!text) {
            return tl::unexpected(bad_request(say("inner_texts", "fields", path), path));
        }
        fields.push_back({path, *text});
    }
    return fields;
}

}  // namespace imdad::http
