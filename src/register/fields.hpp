#pragma once

#include "register/values.hpp"

#include <charconv>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Any entity as a list of paths with text values, and back: `terms.parties[who].focal_point`.
/// The store keeps these pairs, the journal shows them as before and after, and a replay writes
/// them again; an entity is described once, in its `fields`.
///
/// A value that says nothing (no day, an empty text) has no path. An element of a list is found by
/// its key, the first of its fields, and exists as long as the key has a value.

namespace imdad::registry {

template <typename T>
concept Described = requires(T& value) { T::fields(value, [](std::string_view, auto&) {}); };

template <typename T>
concept Keyed = Described<T> && requires { T::kKey; };

/// In the order of `fields`; elements of a list in the order in which they came.
using FieldList = std::vector<std::pair<std::string, std::string>>;

namespace detail {

template <typename T>
struct IsVector : std::false_type {};

template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};

template <typename T>
struct IsOptional : std::false_type {};

template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

inline constexpr char kListSeparator = '\n';  ///< texts of a list are single lines

/// Empty: nothing to say.
template <typename T>
std::string to_value(const T& value) {
    if constexpr (std::same_as<T, std::string>) {
        return value;
    } else if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::integral<T>) {
        return std::to_string(value);
    } else if constexpr (std::same_as<T, Day>) {
        return base::to_text(value);
    } else if constexpr (std::same_as<T, Quarter>) {
        return text_of(value);
    } else if constexpr (WordedEnum<T>) {
        return std::string(word_of(value));
    } else if constexpr (IsOptional<T>::value) {
        return value ? to_value(*value) : std::string();
    } else {
        static_assert(IsVector<T>::value, "a member of an entity is of no kind known here");
        std::string text;
        for (const auto& element : value) {
            text += (text.empty() ? "" : "\n") + to_value(element);
        }
        return text;
    }
}

/// False, and nothing changed, if `text` is no value of `T`. Empty text gives the value that says
/// nothing, or that a new entity has.
template <typename T>
bool from_value(T& target, std::string_view text) {
    if constexpr (std::same_as<T, std::string>) {
        target = text;
        return true;
    } else if (text.empty()) {
        target = T();
        return true;
    } else if constexpr (std::same_as<T, bool>) {
        if (text != "true" && text != "false") {
            return false;
        }
        target = text == "true";
        return true;
    } else if constexpr (std::integral<T>) {
        T parsed{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
        if (error != std::errc() || end != text.data() + text.size()) {
            return false;
        }
        target = parsed;
        return true;
    } else if constexpr (IsOptional<T>::value) {
        typename T::value_type parsed{};
        if (!from_value(parsed, text)) {
            return false;
        }
        target = parsed;
        return true;
    } else if constexpr (IsVector<T>::value) {
        T parsed;
        while (!text.empty()) {
            const std::size_t end = text.find(kListSeparator);
            if (!from_value(parsed.emplace_back(), text.substr(0, end))) {
                return false;
            }
            text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        }
        target = std::move(parsed);
        return true;
    } else {
        const auto parsed = [&] {
            if constexpr (std::same_as<T, Day>) {
                return base::parse_day(text);
            } else if constexpr (std::same_as<T, Quarter>) {
                return parse_quarter(text);
            } else {
                return parse_word<T>(text);
            }
        }();
        if (!parsed) {
            return false;
        }
        target = *parsed;
        return true;
    }
}

template <typename T>
void append_fields(const T& value, const std::string& path, FieldList& list) {
    if constexpr (Described<T>) {
        T::fields(value, [&](std::string_view name, const auto& member) {
            append_fields(
                member, path.empty() ? std::string(name) : path + '.' + std::string(name), list);
        });
    } else {
        if constexpr (IsVector<T>::value) {
            if constexpr (Keyed<typename T::value_type>) {
                for (const auto& element : value) {
                    append_fields(element, path + '[' + element.*T::value_type::kKey + ']', list);
                }
                return;
            } else {
                if (std::string text = to_value(value); !text.empty()) {
                    list.emplace_back(path, std::move(text));
                }
            }
        } else {
            if (std::string text = to_value(value); !text.empty()) {
                list.emplace_back(path, std::move(text));
            }
        }
    }
}

template <typename T>
bool assign_at(T& target, std::string_view path, std::string_view text);

template <typename Element>
bool assign_in_list(std::vector<Element>& list, std::string_view path, std::string_view text) {
    const std::size_t close = path.find(']');
    if (!path.starts_with('[') || close == std::string_view::npos ||
        path.substr(close + 1, 1) != ".") {
        return false;
    }
    const std::string key(path.substr(1, close - 1));
    const std::string_view rest = path.substr(close + 2);
    std::string key_field;
    Element probe;
    Element::fields(probe, [&](std::string_view name, const auto&) {
        if (key_field.empty()) {
            key_field = name;
        }
    });
    auto found = std::ranges::find(list, key, Element::kKey);
    if (rest == key_field) {
        if (text.empty()) {
            if (found != list.end()) {
                list.erase(found);
            }
            return true;
        }
        if (text != key) {
            return false;
        }
    }
    if (found == list.end()) {
        if (text.empty()) {
            return assign_at(probe, rest, text);  // the element is gone; is there such a field?
        }
        if (!assign_at(probe, rest, text) || key.empty()) {
            return false;
        }
        probe.*Element::kKey = key;
        list.push_back(std::move(probe));
        return true;
    }
    return assign_at(*found, rest, text);
}

template <typename T>
bool assign_at(T& target, std::string_view path, std::string_view text) {
    if constexpr (Described<T>) {
        const std::size_t end = path.find_first_of(".[");
        const std::string_view head = path.substr(0, end);
        std::string_view rest = end == std::string_view::npos ? "" : path.substr(end);
        if (rest.starts_with('.')) {
            rest.remove_prefix(1);
        }
        bool assigned = false;
        T::fields(target, [&](std::string_view name, auto& member) {
            if (name == head) {
                assigned = assign_at(member, rest, text);
            }
        });
        return assigned;
    } else {
        if constexpr (IsVector<T>::value) {
            if constexpr (Keyed<typename T::value_type>) {
                return assign_in_list(target, path, text);
            } else {
                return path.empty() && from_value(target, text);
            }
        } else {
            return path.empty() && from_value(target, text);
        }
    }
}

/// What a value of `T` is, for somebody who wrote another.
template <typename T>
std::string kind_of_value() {
    if constexpr (WordedEnum<T>) {
        std::string text;
        for (const std::string_view word : EnumWords<T>::kWords) {
            text += (text.empty() ? "one of " : ", ") + std::string(word);
        }
        return text;
    } else if constexpr (std::same_as<T, bool>) {
        return "true or false";
    } else if constexpr (std::integral<T>) {
        return "a whole number";
    } else if constexpr (std::same_as<T, Day>) {
        return "a day such as 2022-07-24";
    } else if constexpr (std::same_as<T, Quarter>) {
        return "a quarter such as 2022-Q3";
    } else if constexpr (IsOptional<T>::value) {
        return kind_of_value<typename T::value_type>();
    } else if constexpr (IsVector<T>::value) {
        return "lines, each " + kind_of_value<typename T::value_type>();
    } else {
        return "a text";
    }
}

template <Described T>
std::string names_of_fields() {
    std::string text;
    T probe;
    T::fields(probe, [&](std::string_view name, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        std::string shown(name);
        if constexpr (IsVector<Member>::value) {
            if constexpr (Keyed<typename Member::value_type>) {
                shown += "[...]";
            }
        }
        text += (text.empty() ? "" : ", ") + shown;
    });
    return text;
}

template <typename T>
std::string fitting_at(std::string_view path) {
    if constexpr (Described<T>) {
        const std::size_t end = path.find_first_of(".[");
        const std::string_view head = path.substr(0, end);
        std::string_view rest = end == std::string_view::npos ? "" : path.substr(end);
        if (rest.starts_with('.')) {
            rest.remove_prefix(1);
        }
        std::string fitting;
        T probe;
        T::fields(probe, [&](std::string_view name, const auto& member) {
            if (name == head) {
                fitting = fitting_at<std::remove_cvref_t<decltype(member)>>(rest);
            }
        });
        return fitting.empty() ? "there is no such field; there are " + names_of_fields<T>()
                               : fitting;
    } else if constexpr (IsVector<T>::value) {
        if constexpr (Keyed<typename T::value_type>) {
            const std::size_t close = path.find(']');
            const bool one = path.starts_with('[') && close != std::string_view::npos &&
                             path.substr(close + 1, 1) == ".";
            return one ? fitting_at<typename T::value_type>(path.substr(close + 2))
                       : "it is a list: write [key] behind it, then one of ." +
                             names_of_fields<typename T::value_type>();
        } else {
            return path.empty() ? "it holds " + kind_of_value<T>() : "";
        }
    } else {
        return path.empty() ? "it holds " + kind_of_value<T>() : "";
    }
}

template <typename T>
bool plain_list_at(std::string_view path) {
    if constexpr (Described<T>) {
        const std::size_t end = path.find_first_of(".[");
        const std::string_view head = path.substr(0, end);
        std::string_view rest = end == std::string_view::npos ? "" : path.substr(end);
        if (rest.starts_with('.')) {
            rest.remove_prefix(1);
        }
        bool plain_list = false;
        T probe;
        T::fields(probe, [&](std::string_view name, const auto& member) {
            if (name == head) {
                plain_list = plain_list_at<std::remove_cvref_t<decltype(member)>>(rest);
            }
        });
        return plain_list;
    } else if constexpr (IsVector<T>::value) {
        if constexpr (Keyed<typename T::value_type>) {
            const std::size_t close = path.find("].");
            return path.starts_with('[') && close != std::string_view::npos &&
                   plain_list_at<typename T::value_type>(path.substr(close + 2));
        } else {
            return path.empty();
        }
    } else {
        return false;
    }
}

}  // namespace detail

/// True if `path` holds a list whose elements are values, written one a line.
template <Described T>
[[nodiscard]] bool holds_plain_list(std::string_view path) {
    return detail::plain_list_at<T>(path);
}

/// What may be written at `path`, or that there is no such path and which there are: the end of a
/// sentence for whoever wrote something else.
template <Described T>
[[nodiscard]] std::string what_fits(std::string_view path) {
    return detail::fitting_at<T>(path);
}

/// Paths and values of `value`.
template <Described T>
[[nodiscard]] FieldList fields_of(const T& value) {
    FieldList list;
    detail::append_fields(value, "", list);
    return list;
}

/// Writes one value. False, and `value` unchanged, if there is no such path or the text is not of
/// its type. An empty text takes the value away; of the key of an element, the element.
template <Described T>
[[nodiscard]] bool assign(T& value, std::string_view path, std::string_view text) {
    return detail::assign_at(value, path, text);
}

}  // namespace imdad::registry
