#pragma once

#include "report/markup.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Texts, numbers and days in the language of whoever reads, as the screens show them: words from
/// the catalogues of the web application, figures and days as a browser writes them in that
/// language (CLDR 48; tests/web compares them with those of Chromium).

namespace imdad::report {

/// What is put into a text: a number, written in the language, or a text, isolated from the
/// direction of the text around it.
using TextValue = std::variant<std::int64_t, std::string>;
using TextValues = std::vector<std::pair<std::string_view, TextValue>>;

class ReaderLanguage {
 public:
    /// `en`, `fr` or `ar`; no value: there is no such catalogue.
    [[nodiscard]] static std::optional<ReaderLanguage> find(std::string_view code);

    /// Codes of all languages, the first one being what is shown where nobody asks.
    [[nodiscard]] static std::span<const std::string_view> codes();

    [[nodiscard]] std::string_view code() const;
    [[nodiscard]] bool is_right_to_left() const;

    /// The text of `key`, its plural form by the value `n`. Requires: the catalogue has `key`.
    [[nodiscard]] Markup say(std::string_view key, const TextValues& values = {}) const;

    /// The same for attributes and the title of a page: isolated by characters.
    [[nodiscard]] std::string plain(std::string_view key, const TextValues& values = {}) const;

    /// A word that the API uses as a code: its text, or the code itself where there is none.
    [[nodiscard]] std::string word(std::string_view group, std::string_view code) const;

    /// The name of a field by its path: `terms.parties[WHO].focal_point`.
    [[nodiscard]] std::string field(std::string_view path) const;

    /// `1234567` as the language groups it.
    [[nodiscard]] std::string number(std::int64_t value) const;

    /// With so many places behind the point.
    [[nodiscard]] std::string number(double value, int places) const;

    /// A decimal text of the API (`-1,234.50`) in the digits of the language; anything else as it
    /// is.
    [[nodiscard]] std::string decimal(std::string_view text) const;

    /// `468,000 COV-AZ`: the amount in the language, the unit as it is.
    [[nodiscard]] std::string with_unit(std::string_view text) const;

    /// Whole smallest units, such as `-123450` with 2 places: `-1,234.50`.
    [[nodiscard]] std::string minor(std::string_view whole, int places) const;

    /// What is there but rounds to nothing is said to be little, and what is missing but rounds to
    /// all to be nearly all.
    [[nodiscard]] std::string percent(double share) const;

    /// `2022-07-24`, or what begins so; anything else as it is.
    [[nodiscard]] std::string day(std::string_view text) const;

    /// `2022-07-24 10:22:15`, UTC.
    [[nodiscard]] std::string moment(std::string_view text) const;

 private:
    struct Row;

    explicit ReaderLanguage(const Row& row) : row_(&row) {}

    [[nodiscard]] static std::span<const Row> rows();
    [[nodiscard]] std::string percent_of(double share, int places) const;

    const Row* row_;
};

}  // namespace imdad::report
