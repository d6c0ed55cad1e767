#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Writes CSV as RFC 4180 has it, with LF.
///
/// Free text is guarded against spreadsheets that would run it as a formula: a text that begins
/// with = + - @, a tab or a carriage return gets an apostrophe in front, which spreadsheets do not
/// show. So that reading undoes it for every text, one that begins with apostrophes and then such
/// a character gets one more. Ids cannot begin so (the reader refuses them) and are not changed.

namespace imdad::exchange {

/// True if `guarded` would change the text: apostrophes, any number, then one of = + - @ tab CR.
[[nodiscard]] bool needs_guard(std::string_view text);

class CsvWriter {
 public:
    /// Ends the row begun before, if any. Call for the header too.
    void row();

    void cell(std::string_view plain);      ///< ids, words, dates, numbers as text
    void text_cell(std::string_view text);  ///< free text, guarded
    void cell(std::int64_t number);

    void empty() { cell(std::string_view()); }

    /// The file; the writer is empty afterwards.
    [[nodiscard]] std::string take();

 private:
    void separate();
    void quoted(std::string_view text);

    std::string bytes_;
    bool row_open_ = false;
    bool first_cell_ = true;
};

}  // namespace imdad::exchange
