#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

/// A small reader of the page's own markup, strict where browsers forgive.

namespace imdad::report::testing {

struct Tag {
    std::string name;
    std::string attributes;  ///< as written, without the name
    bool closing = false;
    bool self_closed = false;
    std::size_t end = 0;  ///< behind the `>`

    /// The value of an attribute in double quotes; empty if it is not there.
    [[nodiscard]] std::string value(const std::string& name_of_attribute) const {
        const std::string begin = " " + name_of_attribute + "=\"";
        const std::size_t at = attributes.find(begin);
        if (at == std::string::npos) {
            return {};
        }
        const std::size_t from = at + begin.size();
        return attributes.substr(from, attributes.find('"', from) - from);
    }
};

/// All tags in order. What stands inside script and style is passed over.
inline std::vector<Tag> tags_of(std::string_view page) {
    std::vector<Tag> tags;
    for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
        if (page.substr(at, 2) == "<!") {
            at = page.find('>', at);
            continue;
        }
        Tag tag;
        tag.closing = page[at + 1] == '/';
        const std::size_t name = at + (tag.closing ? 2 : 1);
        const std::size_t end = page.find('>', at);
        const std::size_t name_end = page.find_first_of(" />", name);
        tag.name = page.substr(name, name_end - name);
        tag.self_closed = page[end - 1] == '/';
        tag.attributes = page.substr(name_end, end - name_end - (tag.self_closed ? 1 : 0));
        tag.end = end + 1;
        const bool raw = !tag.closing && (tag.name == "script" || tag.name == "style");
        const std::string closing = "</" + tag.name + ">";
        tags.push_back(tag);
        at = raw ? page.find(closing, end) : end;
    }
    return tags;
}

/// Every element is closed in order, and no text holds a loose `<` or `>`.
inline void expect_well_formed(std::string_view page) {
    static const std::set<std::string> kEmpty = {"meta", "br", "input", "link", "img", "hr"};
    std::vector<std::string> open;
    for (const Tag& tag : tags_of(page)) {
        if (tag.closing) {
            ASSERT_FALSE(open.empty()) << tag.name;
            ASSERT_EQ(open.back(), tag.name);
            open.pop_back();
        } else if (!tag.self_closed && !kEmpty.contains(tag.name)) {
            open.push_back(tag.name);
        }
        ASSERT_EQ(std::count(tag.attributes.begin(), tag.attributes.end(), '"') % 2, 0)
            << tag.attributes;
        ASSERT_EQ(tag.attributes.find('<'), std::string::npos) << tag.attributes;
    }
    EXPECT_TRUE(open.empty());
}

}  // namespace imdad::report::testing
