#include "app/utc_text.hpp"

#include "base/date.hpp"

#include <chrono>

#include <fmt/format.h>

namespace imdad::app {

std::string utc_text(std::int64_t milliseconds) {
    const std::chrono::sys_seconds time{
        std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(milliseconds))};
    const base::Day day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{} {:02}:{:02}:{:02}",
                       base::to_text(day),
                       clock.hours().count(),
                       clock.minutes().count(),
                       clock.seconds().count());
}

}  // namespace imdad::app
