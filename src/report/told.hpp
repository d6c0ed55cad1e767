#pragma once

#include "report/markup.hpp"
#include "report/reader_language.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the books tell of a row besides its columns, in parts that can be said in any language:
/// `told.lot_to` of the catalogues of the web application with a lot and a day put in. The line of
/// the command line says the same in English.

namespace imdad::report {

struct Told {
    /// Of the catalogue, behind `told.`; or `text`: words that somebody wrote, in `text`; or
    /// `title`: the same in several languages, by `en`, `fr`, `ar`; or `word`: a `code` of a
    /// `group` of the catalogue.
    std::string code;
    /// By the name of their place in the text. How one is written goes by its name as well:
    /// docs/api.md.
    std::vector<std::pair<std::string, std::string>> values;
};

/// The parts in the language, a dot between them. Requires: the catalogue has every code.
[[nodiscard]] Markup told_markup(const ReaderLanguage& language, const std::vector<Told>& told);

/// The same without elements.
[[nodiscard]] std::string told_plain(const ReaderLanguage& language, const std::vector<Told>& told);

/// `[{"code": "lot", "values": {"lot": "P1"}}]`, and back.
[[nodiscard]] nlohmann::ordered_json told_json(const std::vector<Told>& told);
[[nodiscard]] std::vector<Told> told_of(const nlohmann::ordered_json& json);

}  // namespace imdad::report
