#include "exchange/numbers.hpp"

#include "base/assert.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <span>

namespace imdad::exchange {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Appends one decimal digit; false if the number no longer fits.
bool append_digit(std::int64_t& value, int digit) {
    return !__builtin_mul_overflow(value, std::int64_t{10}, &value) &&
           !__builtin_add_overflow(value, std::int64_t{digit}, &value);
}

}  // namespace

ScaledNumber parse_scaled(std::string_view text, int digits) {
    ScaledNumber result;
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && fraction.empty())) {
        result.fault = NumberFault::not_a_number;
        return result;
    }
    bool fits = true;
    for (const char c : whole) {
        if (!is_digit(c)) {
            result.fault = NumberFault::not_a_number;
            return result;
        }
        fits = fits && append_digit(result.value, c - '0');
    }
    int written = 0;
    for (const char c : fraction) {
        if (!is_digit(c)) {
            result.fault = NumberFault::not_a_number;
            return result;
        }
        if (written < digits) {
            fits = fits && append_digit(result.value, c - '0');
            ++written;
        } else {
            result.cut = result.cut || c != '0';
        }
    }
    for (; written < digits; ++written) {
        fits = fits && append_digit(result.value, 0);
    }
    result.fault = fits ? NumberFault::none : NumberFault::too_large;
    result.value = negative ? -result.value : result.value;
    return result;
}

std::string scaled_text(std::int64_t value, int digits) {
    const bool negative = value < 0;
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::string result = std::to_string(magnitude);
    const auto places = static_cast<std::size_t>(digits);
    if (places > 0) {
        if (result.size() <= places) {
            result.insert(0, places + 1 - result.size(), '0');
        }
        result.insert(result.size() - places, 1, '.');
    }
    return negative ? "-" + result : result;
}

std::string short_scaled_text(std::int64_t value, int digits) {
    std::string result = scaled_text(value, digits);
    if (digits > 0) {
        result.erase(result.find_last_not_of('0') + 1);
        if (result.back() == '.') {
            result.pop_back();
        }
    }
    return result;
}

std::optional<double> parse_measured(std::string_view text) {
    double value = 0;
    const std::span<const char> characters(text);
    const char* const end = characters.data() + characters.size();
    const auto [stop, error] =
        std::from_chars(characters.data(), end, value, std::chars_format::fixed);
    const bool words = text.find_first_of("inIN") != std::string_view::npos;
    if (error != std::errc() || stop != end || words) {
        return std::nullopt;
    }
    return value;
}

std::string measured_text(double value) {
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    IMDAD_ASSERT(error == std::errc(), "a measured value does not fit its buffer");
    return {buffer.data(), end};
}

std::optional<int> currency_exponent(std::string_view code) {
    static constexpr std::string_view kNone =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
    static constexpr std::string_view kThree = "BHD IQD JOD KWD LYD OMR TND ";
    static constexpr std::string_view kFour = "CLF UYW ";
    static constexpr std::string_view kTwo =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN "
        "BZD "
        "CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP "
        "GBP "
        "GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK "
        "LBP "
        "LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK "
        "NPR "
        "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD "
        "SSP "
        "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER "
        "ZAR "
        "ZMW ZWL ";
    if (code.size() != 3 || code.find(' ') != std::string_view::npos) {
        return std::nullopt;
    }
    static constexpr std::array<std::pair<std::string_view, int>, 4> kLists = {
        {{kTwo, 2}, {kNone, 0}, {kThree, 3}, {kFour, 4}}};
    for (const auto& [codes, exponent] : kLists) {
        // Codes stand at every fourth character; a match elsewhere would join two neighbours.
        for (std::size_t at = 0; at < codes.size(); at += 4) {
            if (codes.substr(at, 3) == code) {
                return exponent;
            }
        }
    }
    return std::nullopt;
}

}  // namespace imdad::exchange
