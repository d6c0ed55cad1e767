#include "exchange/personal_spelling.hpp"

#include "exchange/utf8.hpp"

#include <cctype>

namespace imdad::exchange {

namespace {

using Words = std::vector<std::string>;

char32_t code_point(std::string_view sequence) {
    const auto lead = static_cast<unsigned char>(sequence[0]);
    char32_t value = lead;
    if (sequence.size() == 2) {
        value = lead & 0x1FU;
    } else if (sequence.size() == 3) {
        value = lead & 0x0FU;
    } else if (sequence.size() == 4) {
        value = lead & 0x07U;
    }
    for (const char c : sequence.substr(1)) {
        value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    }
    return value;
}

/// Latin letters U+00C0 to U+017F without their marks; ' ' is no letter.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
    "nnnnnnnnoooooooorrrrrrsssssssstttttt"
    "uuuuuuuuuuuuwwyyyzzzzzzs";

static_assert(kLatin.size() == 0x180 - 0xC0);

bool is_arabic_mark(char32_t c) {
    return (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || (c >= 0x200B && c <= 0x200F) ||
           c == 0xFEFF || (c >= 0x300 && c <= 0x36F);
}

bool is_arabic_letter(char32_t c) {
    return (c >= 0x620 && c <= 0x64A && c != 0x640) || (c >= 0x671 && c <= 0x6D3);
}

/// The plain form of an Arabic or Persian letter, in UTF-8.
std::string_view arabic_letter(char32_t c, std::string_view as_written) {
    switch (c) {
        case 0x622:
        case 0x623:
        case 0x625:
        case 0x671:
            return "ا";
        case 0x624:
            return "و";
        case 0x626:
        case 0x649:
        case 0x6CC:
        case 0x6D2:
            return "ي";
        case 0x629:
        case 0x6C1:
        case 0x6D5:
            return "ه";
        case 0x6A9:
            return "ك";
        default:
            return as_written;
    }
}

/// Builds words letter by letter.
class WordBuilder {
 public:
    explicit WordBuilder(Capitals capitals) : capitals_(capitals) {}

    void letter(std::string_view text, bool upper, bool arabic) {
        upper = upper && capitals_ == Capitals::begin_words;
        if (class_ == Class::digit || (upper && last_lower_)) {
            end();
        }
        class_ = arabic ? Class::arabic : Class::letter;
        last_lower_ = !upper;
        word_ += text;
    }

    void digit(char c) {
        if (class_ != Class::digit) {
            end();
        }
        class_ = Class::digit;
        word_ += c;
    }

    void end() {
        if (word_.empty()) {
            return;
        }
        // Four letters of two bytes and the article; shorter words would lose a root letter.
        constexpr std::size_t kWithArticle = 10;
        if (class_ == Class::arabic && word_.size() >= kWithArticle && word_.starts_with("ال")) {
            word_.erase(0, std::string_view("ال").size());
        } else if (class_ == Class::arabic && word_.size() >= kWithArticle &&
                   word_.starts_with("لل")) {
            word_.erase(0, std::string_view("لل").size());
        }
        words_.push_back(std::move(word_));
        word_.clear();
        class_ = Class::none;
        last_lower_ = false;
    }

    Words finish() {
        end();
        return std::move(words_);
    }

 private:
    enum class Class : std::uint8_t { none, letter, arabic, digit };

    Capitals capitals_;
    Words words_;
    std::string word_;
    Class class_ = Class::none;
    bool last_lower_ = false;
};

void add_sequence(WordBuilder& builder, std::string_view sequence) {
    const char32_t c = code_point(sequence);
    const auto small = static_cast<unsigned char>(sequence[0]);
    if (c < 0x80) {
        if (std::isdigit(small) != 0) {
            builder.digit(sequence[0]);
        } else if (std::isalpha(small) != 0) {
            const char lower = static_cast<char>(std::tolower(small));
            builder.letter(std::string_view(&lower, 1), std::isupper(small) != 0, false);
        } else {
            builder.end();
        }
    } else if (c >= 0xC0 && c < 0x180 && kLatin[c - 0xC0] != ' ') {
        builder.letter(kLatin.substr(c - 0xC0, 1), c < 0xDF, false);
    } else if (c >= 0x660 && c <= 0x669) {
        builder.digit(static_cast<char>('0' + (c - 0x660)));
    } else if (c >= 0x6F0 && c <= 0x6F9) {
        builder.digit(static_cast<char>('0' + (c - 0x6F0)));
    } else if (is_arabic_letter(c)) {
        builder.letter(arabic_letter(c, sequence), false, true);
    } else if (c > 0x180 && !is_arabic_mark(c) && c < 0x2000) {
        builder.letter(sequence, false, false);
    } else if (!is_arabic_mark(c)) {
        builder.end();
    }
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text, Capitals capitals) {
    WordBuilder builder(capitals);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) {
            builder.end();
            ++at;
        } else {
            add_sequence(builder, text.substr(at, length));
            at += length;
        }
    }
    return builder.finish();
}

}  // namespace imdad::exchange
