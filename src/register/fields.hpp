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

}  // namespace detail

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
