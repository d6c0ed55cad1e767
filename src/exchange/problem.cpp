#include "exchange/problem.hpp"

#include "exchange/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::exchange {

ProblemList::Kind& ProblemList::kind_of(const std::string& file, const std::string& code) {
    const auto found = std::ranges::find_if(
        kinds_, [&](const Kind& kind) { return kind.code == code && kind.file == file; });
    if (found != kinds_.end()) {
        return *found;
    }
    return kinds_.emplace_back(Kind{file, code, 0});
}

void ProblemList::add(Problem problem) {
    ++total_;
    ++by_severity_[static_cast<std::size_t>(problem.severity)];
    Kind& kind = kind_of(problem.file, problem.code);
    if (++kind.count <= kKept) {
        kept_.push_back(std::move(problem));
    }
}

void ProblemList::append(const ProblemList& others) {
    for (const Kind& kind : others.kinds_) {
        kind_of(kind.file, kind.code).count += kind.count;
    }
    kept_.insert(kept_.end(), others.kept_.begin(), others.kept_.end());
    for (std::size_t i = 0; i < by_severity_.size(); ++i) {
        by_severity_[i] += others.by_severity_[i];
    }
    total_ += others.total_;
}

std::size_t ProblemList::count(Severity severity) const {
    return by_severity_[static_cast<std::size_t>(severity)];
}

std::string_view to_text(Severity severity) {
    switch (severity) {
        case Severity::critical:
            return "critical";
        case Severity::error:
            return "error";
        case Severity::warning:
            break;
    }
    return "warning";
}

std::string shown(std::string_view value) {
    constexpr std::size_t kCharactersMax = 80;
    std::string result;
    std::size_t characters = 0;
    std::size_t at = 0;
    for (; at < value.size() && characters < kCharactersMax; ++characters) {
        const auto byte = static_cast<unsigned char>(value[at]);
        const std::size_t length = sequence_length(value, at);
        if (length == 0 || byte < 0x20U || byte == 0x7FU) {
            result += fmt::format("\\x{:02X}", byte);
            ++at;
        } else {
            result.append(value, at, length);
            at += length;
        }
    }
    if (at < value.size()) {
        result += "...";
    }
    return result;
}

}  // namespace imdad::exchange
