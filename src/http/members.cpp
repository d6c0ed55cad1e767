#include "http/members.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::http {

using Json = nlohmann::ordered_json;

const Json* Members::find(const char* member) const {
    const auto found = document_->find(member);
    return found == document_->end() ? nullptr : &*found;
}

void Members::refuse(const std::string& member, const std::string& line) {
    if (!problem_) {
        problem_ = Problem{.status = 400, .code = "bad_member"};
        problem_->field = prefix_ + member;
    }
    problem_->lines.push_back(prefix_ + line);
}

void Members::add(const Members& row) {
    if (!row.problem_) {
        return;
    }
    if (!problem_) {
        problem_ = row.problem_;
        return;
    }
    problem_->lines.insert(
        problem_->lines.end(), row.problem_->lines.begin(), row.problem_->lines.end());
}

bool Members::is_null(const char* member) const {
    const Json* const found = find(member);
    return found != nullptr && found->is_null();
}

std::string Members::text(const char* member) {
    const Json* const found = find(member);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_string()) {
        refuse(member, fmt::format("{} has to be a text", member));
        return {};
    }
    return found->get<std::string>();
}

std::string Members::needed(const char* member) {
    const Json* const found = find(member);
    if (found == nullptr || !found->is_string() || found->get_ref<const std::string&>().empty()) {
        refuse(member, fmt::format("{} has to be a text", member));
        return {};
    }
    return found->get<std::string>();
}

std::optional<std::int64_t> Members::whole(const char* member,
                                           std::int64_t least,
                                           std::int64_t most) {
    const Json* const found = find(member);
    if (found == nullptr) {
        return std::nullopt;
    }
    const bool too_large = found->is_number_unsigned() &&
                           found->get<std::uint64_t>() > static_cast<std::uint64_t>(most);
    if (!found->is_number_integer() || too_large || found->get<std::int64_t>() < least ||
        found->get<std::int64_t>() > most) {
        refuse(member,
               most == std::numeric_limits<std::int64_t>::max()
                   ? fmt::format("{} has to be a whole number from {} on", member, least)
                   : fmt::format("{} has to be a whole number from {} to {}", member, least, most));
        return std::nullopt;
    }
    return found->get<std::int64_t>();
}

bool Members::yes(const char* member) {
    const Json* const found = find(member);
    if (found == nullptr) {
        return false;
    }
    if (!found->is_boolean()) {
        refuse(member, fmt::format("{} has to be true or false", member));
        return false;
    }
    return found->get<bool>();
}

std::optional<base::Day> Members::day(const char* member) {
    const std::string said = text(member);
    if (said.empty()) {
        return std::nullopt;
    }
    const auto day = base::parse_day(said);
    if (!day) {
        refuse(member, fmt::format("{} has to be a day: YYYY-MM-DD", member));
    }
    return day;
}

std::vector<std::string> Members::texts(const char* member) {
    const Json* const found = find(member);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_array() || !std::ranges::all_of(*found, &Json::is_string)) {
        refuse(member, fmt::format("{} has to be a list of texts", member));
        return {};
    }
    return found->get<std::vector<std::string>>();
}

std::vector<Members> Members::rows(const char* member,
                                   const std::vector<std::string_view>& members) {
    const Json* const found = find(member);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_array() || found->empty() || !std::ranges::all_of(*found, &Json::is_object)) {
        refuse(member, fmt::format("{} has to be a list of objects, at least one", member));
        return {};
    }
    std::vector<Members> rows;
    for (const Json& one : *found) {
        rows.push_back(Members(one, fmt::format("{}[{}].", member, rows.size())));
        for (const auto& [name, value] : one.items()) {
            if (std::ranges::find(members, name) == members.end()) {
                rows.back().refuse(
                    name,
                    fmt::format(
                        "{} is no member of it: it takes {}", name, fmt::join(members, ", ")));
            }
        }
    }
    return rows;
}

}  // namespace imdad::http
