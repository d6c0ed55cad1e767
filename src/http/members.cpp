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

void Members::refuse_by(const std::string& member, app::Told told) {
    if (!problem_) {
        problem_ = bad_request(std::move(told), prefix_ + member);
        return;
    }
    problem_->lines.push_back(std::move(told.line));
    problem_->reasons.push_back(std::move(told.reason));
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
    problem_->reasons.insert(
        problem_->reasons.end(), row.problem_->reasons.begin(), row.problem_->reasons.end());
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
        refuse(member, "member_text");
        return {};
    }
    return found->get<std::string>();
}

std::string Members::needed(const char* member) {
    const Json* const found = find(member);
    if (found == nullptr || !found->is_string() || found->get_ref<const std::string&>().empty()) {
        refuse(member, "member_text");
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
        if (most == std::numeric_limits<std::int64_t>::max()) {
            refuse(member, "member_from", least);
        } else {
            refuse(member, "member_between", least, most);
        }
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
        refuse(member, "member_yes");
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
        refuse(member, "member_day");
    }
    return day;
}

std::vector<std::string> Members::texts(const char* member) {
    const Json* const found = find(member);
    if (found == nullptr) {
        return {};
    }
    if (!found->is_array() || !std::ranges::all_of(*found, &Json::is_string)) {
        refuse(member, "member_texts");
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
        refuse(member, "member_rows");
        return {};
    }
    std::vector<Members> rows;
    for (const Json& one : *found) {
        rows.push_back(Members(one, fmt::format("{}[{}].", member, rows.size())));
        for (const auto& [name, value] : one.items()) {
            if (std::ranges::find(members, name) == members.end()) {
                rows.back().refuse(name, "member_of_row", fmt::join(members, ", "));
            }
        }
    }
    return rows;
}

}  // namespace imdad::http
