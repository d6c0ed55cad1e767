#include "exchange/plan_public.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace imdad::exchange {
namespace {

constexpr std::size_t kLongestSecret = 400;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Bytes of other scripts do not count, so that a word may begin or end at any of them: quotes and
/// dashes beyond ASCII must not hide a name, and holding back one text too many does no harm.
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A bare number or a single letter hides nothing and would hold back every text with a figure.
bool can_be_secret(std::string_view text) {
    const bool all_digits = std::all_of(text.begin(), text.end(), is_digit);
    return text.size() >= 2 && text.size() <= kLongestSecret && !all_digits;
}

constexpr std::size_t kBeginnings = 1U << 16U;

/// The first two bytes as a number. Requires: at least two bytes.
std::size_t beginning_of(std::string_view text) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[0])) << 8U |
           static_cast<unsigned char>(text[1]);
}

/// `YYYY-MM-DD` at `at`, not part of a longer number; empty if there is none.
std::string_view date_at(std::string_view text, std::size_t at) {
    constexpr std::string_view kPattern = "0000-00-00";
    if (text.size() < at + kPattern.size() || (at > 0 && is_digit(text[at - 1]))) {
        return {};
    }
    for (std::size_t i = 0; i < kPattern.size(); ++i) {
        if (kPattern[i] == '0' ? !is_digit(text[at + i]) : text[at + i] != '-') {
            return {};
        }
    }
    return text.substr(at, kPattern.size());
}

}  // namespace

PublicView::PublicView(const model::Scenario& scenario, model::Audience audience)
    : audience_(audience),
      first_day_(base::to_text(scenario->header.start)),
      last_day_(base::to_text(scenario->header.start +
                              std::chrono::days(7 * scenario->header.weeks - 1))) {
    if (restricted()) {
        return;
    }
    const auto add = [this](std::string_view text) {
        if (can_be_secret(text)) {
            secrets_.insert(text);
        }
    };
    for (const model::Place& place : scenario->places) {
        add(place.place_id);
        if (place.sensitivity != model::Sensitivity::public_) {
            add(place.name);
        }
    }
    for (const model::Lane& lane : scenario->lanes) {
        add(lane.lane_id);
    }
    for (const model::Batch& batch : scenario->batches) {
        add(batch.lot);
    }
    for (const model::Area& area : scenario->areas) {
        secrets_.erase(area.name);
        secrets_.erase(area.pcode);
    }
    beginnings_.resize(kBeginnings);
    for (const std::string_view secret : secrets_) {
        beginnings_[beginning_of(secret)] = true;
        longest_ = std::max(longest_, secret.size());
    }
}

bool PublicView::may_show(std::string_view text) const {
    if (restricted()) {
        return true;
    }
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto date = date_at(text, i);
        if (!date.empty() && date != first_day_ && date != last_day_) {
            return false;
        }
        if (i + 1 == text.size() || is_word(text[i]) != is_word(text[i + 1]) || !is_word(text[i])) {
            ends.push_back(i + 1);
        }
    }
    auto first_end = ends.begin();
    for (std::size_t begin = 0; begin + 1 < text.size(); ++begin) {
        const bool inside_word = begin > 0 && is_word(text[begin - 1]) && is_word(text[begin]);
        if (inside_word || !beginnings_[beginning_of(text.substr(begin))]) {
            continue;
        }
        while (first_end != ends.end() && *first_end <= begin) {
            ++first_end;
        }
        for (auto end = first_end; end != ends.end() && *end - begin <= longest_; ++end) {
            if (secrets_.contains(text.substr(begin, *end - begin))) {
                return false;
            }
        }
    }
    return true;
}

std::string PublicView::shown(std::string_view text) const {
    return std::string(may_show(text) ? text : kHeldBack);
}

GeoPoint PublicView::shown_point(double lon, double lat) const {
    return restricted() ? GeoPoint{.lon = lon, .lat = lat} : public_point(lon, lat);
}

GeoPoint public_point(double lon, double lat) {
    return {.lon = std::round(lon * 10) / 10, .lat = std::round(lat * 10) / 10};
}

}  // namespace imdad::exchange
