#pragma once

#include "base/sentences.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Problems of input files, one per cell or row: file, line, column, value, what would be right.

namespace imdad::exchange {

/// critical: the row is refused; error: the field is dropped; warning: kept.
enum class Severity { critical, error, warning };

struct Problem {
    Severity severity = Severity::critical;
    std::string code;  ///< stable, snake_case: see problem_codes.hpp
    std::string file;
    std::size_t line = 0;  ///< 1 = header; 0 = the file as a whole
    std::string column;    ///< of datapackage.json: the path, e.g. "$.imdad.start"
    std::string value;     ///< as found, cut to 80 characters
    base::Said message;    ///< what is wrong and why it matters
    base::Said right;      ///< what would be right
};

/// Keeps every problem up to `kKept` per (file, code) in full and counts all of them.
class ProblemList {
 public:
    static constexpr std::size_t kKept = 1000;

    /// How often one code came up in one file, those not kept included.
    struct Kind {
        std::string file;
        std::string code;
        std::size_t count = 0;
    };

    void add(Problem problem);
    void append(const ProblemList& others);

    [[nodiscard]] const std::vector<Problem>& kept() const { return kept_; }

    /// In order of first appearance.
    [[nodiscard]] const std::vector<Kind>& kinds() const { return kinds_; }

    [[nodiscard]] std::size_t count(Severity severity) const;

    [[nodiscard]] std::size_t total() const { return total_; }

 private:
    Kind& kind_of(const std::string& file, const std::string& code);

    std::vector<Problem> kept_;
    std::vector<std::size_t> by_severity_ = {0, 0, 0};
    std::vector<Kind> kinds_;
    std::size_t total_ = 0;
};

[[nodiscard]] std::string_view to_text(Severity severity);

/// `value` in a form that can be shown: valid UTF-8, no control characters, at most 80 characters.
[[nodiscard]] std::string shown(std::string_view value);

}  // namespace imdad::exchange
