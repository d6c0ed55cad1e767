#include "base/sentences.hpp"

#include <utility>

namespace imdad::base {

Said only_english(std::string text) {
    return {std::move(text), {}, {}};
}

Said filled(const Sentence& sentence, std::vector<std::string> arguments) {
    std::string text;
    std::string_view rest = sentence.text;
    for (const std::string& argument : arguments) {
        const std::size_t hole = rest.find("{}");
        text += rest.substr(0, hole);
        text += argument;
        rest.remove_prefix(hole + 2);
    }
    text += rest;
    return {std::move(text), sentence.key, std::move(arguments)};
}

std::string numbered(std::string_view text) {
    std::string result;
    for (std::size_t number = 0;; ++number) {
        const std::size_t hole = text.find("{}");
        result += text.substr(0, hole);
        if (hole == std::string_view::npos) {
            return result;
        }
        result += '{' + std::to_string(number) + '}';
        text.remove_prefix(hole + 2);
    }
}

}  // namespace imdad::base
