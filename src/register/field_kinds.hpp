#pragma once

#include "register/fields.hpp"

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

/// What a path of an entity holds: for whoever wrote something that it does not.

namespace imdad::registry {

namespace detail {

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

}  // namespace imdad::registry
