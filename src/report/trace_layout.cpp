#include "report/trace_layout.hpp"

#include "report/amounts.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <queue>
#include <set>

namespace imdad::report {

namespace {

/// A column with more boxes is told more coarsely.
constexpr std::size_t kBoxesMost = 18;
/// Steps of movements that get a column of their own; what goes on and on ends up in the last.
constexpr std::size_t kMovementColumnsMost = 12;
constexpr std::size_t kCoarsest = 3;

constexpr auto kFirstMovement = static_cast<std::size_t>(ChainStage::movement);

/// How many steps each movement is from where it entered the books.
std::vector<std::size_t> columns_of(const TraceView& view) {
    constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> columns(view.rows.size(), kUnknown);
    std::vector<std::vector<std::size_t>> next(view.rows.size());
    std::queue<std::size_t> waiting;
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        const TraceRow& row = view.rows[i];
        const auto moved_before = [&](std::size_t from) {
            return view.rows[from].stage == ChainStage::movement;
        };
        for (const std::size_t from : row.from) {
            next[from].push_back(i);
        }
        if (row.stage != ChainStage::movement) {
            columns[i] = static_cast<std::size_t>(row.stage);
        } else if (std::ranges::none_of(row.from, moved_before)) {
            columns[i] = kFirstMovement;
            waiting.push(i);
        }
    }
    for (; !waiting.empty(); waiting.pop()) {
        for (const std::size_t follower : next[waiting.front()]) {
            if (columns[follower] == kUnknown) {
                columns[follower] = std::min(columns[waiting.front()] + 1,
                                             kFirstMovement + kMovementColumnsMost - 1);
                waiting.push(follower);
            }
        }
    }
    std::ranges::replace(columns, kUnknown, kFirstMovement + kMovementColumnsMost - 1);
    return columns;
}

/// What rows of one box share; the coarser, the fewer boxes. 0: each row has its own.
std::vector<std::string> shared_by(const TraceRow& row,
                                   std::size_t number,
                                   std::size_t coarseness) {
    std::vector<std::string> key = {row.kind, row.unit, row.reversed.empty() ? "" : "reversed"};
    if (coarseness < kCoarsest) {
        key.push_back(row.to.empty() ? row.holder : row.to);
    }
    if (coarseness < 2) {
        key.push_back(row.holder);
    }
    if (coarseness == 0) {
        key.push_back(std::to_string(number));
    }
    return key;
}

bool is_way_out(const std::string& kind) {
    constexpr auto kWays = std::to_array<std::string_view>({"withdraw",
                                                            "lapse",
                                                            "cancel_balance",
                                                            "release_commitment",
                                                            "quarantine",
                                                            "recall",
                                                            "write_off",
                                                            "give_back",
                                                            "void_dispatch",
                                                            "expire_dispatch"});
    return std::ranges::find(kWays, kind) != kWays.end();
}

std::string way_text(const TraceRow& row) {
    if (row.kind == "pledge" && !row.holder.empty()) {
        return row.id + ", " + row.holder;
    }
    return row.to.empty() ? row.holder : row.holder + " \u2192 " + row.to;
}

class Layout {
 public:
    explicit Layout(const TraceView& view) : view_(view), columns_(columns_of(view)) {}

    TraceLayout run() {
        for (std::size_t column = 0; column < kFirstMovement + kMovementColumnsMost; ++column) {
            std::vector<std::size_t> rows;
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                if (columns_[i] == column) {
                    rows.push_back(i);
                }
            }
            if (!rows.empty()) {
                add_column(column, rows);
            }
        }
        add_lines();
        for (std::size_t column = 0; column < layout_.columns.size(); ++column) {
            stack(column);
        }
        return std::move(layout_);
    }

 private:
    using Groups = std::map<std::vector<std::string>, std::vector<std::size_t>>;

    void add_column(std::size_t column, const std::vector<std::size_t>& rows) {
        Groups groups;
        for (std::size_t coarseness = 0; coarseness <= kCoarsest; ++coarseness) {
            groups.clear();
            for (const std::size_t row : rows) {
                groups[shared_by(view_.rows[row], row, coarseness)].push_back(row);
            }
            if (groups.size() <= kBoxesMost) {
                break;
            }
        }
        // In the order of their first rows, which is that of the tree.
        std::vector<const std::vector<std::size_t>*> ordered;
        for (const auto& [key, members] : groups) {
            ordered.push_back(&members);
        }
        std::ranges::sort(ordered, {}, [](const auto* members) { return members->front(); });
        for (const auto* members : ordered) {
            for (const std::size_t row : *members) {
                boxes_of_rows_[row] = layout_.boxes.size();
            }
            add_box(*members);
        }
        layout_.columns.push_back(column > kFirstMovement ? "" : name_of(column));
    }

    static std::string name_of(std::size_t column) {
        constexpr auto kNames = std::to_array<std::string_view>({"consultation",
                                                                 "outcome",
                                                                 "agreement",
                                                                 "plan",
                                                                 "activity",
                                                                 "pledge",
                                                                 "commitment",
                                                                 "movement"});
        return std::string(kNames.at(column));
    }

    void add_box(const std::vector<std::size_t>& members) {
        const TraceRow& first = view_.rows[members.front()];
        TraceBox box{.column = layout_.columns.size(),
                     .count = members.size(),
                     .kind = first.kind,
                     .label = first.label.empty() ? first.id : first.label,
                     .amount = first.amount,
                     .place = way_text(first),
                     .told = first.told,
                     .way_out = is_way_out(first.kind),
                     .reversed = !first.reversed.empty()};
        base::Int128 sum = 0;
        std::set<std::string> ways;
        std::set<std::string> ends;
        for (const std::size_t row : members) {
            sum += view_.rows[row].quantity;
            ways.insert(way_text(view_.rows[row]));
            ends.insert(view_.rows[row].to);
            box.asked = box.asked || view_.rows[row].asked;
        }
        if (members.size() > 1) {
            box.label = "";
            box.told.clear();
            if (!first.unit.empty()) {
                box.amount = amount_text(sum, first.decimals) + ' ' + first.unit;
            }
        }
        if (ways.size() > 1) {
            const bool ends_alike = ends.size() == 1 && !ends.begin()->empty();
            box.place = ends_alike ? "\u2192 " + *ends.begin() : "";
            box.places = ends_alike ? 1 : ways.size();
        }
        layout_.boxes.push_back(std::move(box));
    }

    void add_lines() {
        std::map<std::pair<std::size_t, std::size_t>, Grade> lines;
        for (std::size_t i = 0; i < view_.rows.size(); ++i) {
            for (const std::size_t from : view_.rows[i].from) {
                const std::pair ends{boxes_of_rows_[from], boxes_of_rows_[i]};
                const auto [found, is_new] = lines.emplace(ends, view_.rows[i].grade);
                found->second = std::min(found->second, view_.rows[i].grade);
            }
        }
        for (const auto& [ends, grade] : lines) {
            if (ends.first != ends.second) {
                layout_.lines.push_back({ends.first, ends.second, grade});
            }
        }
    }

    /// Lines of a column, from the top: by the mean line of what its boxes follow from.
    void stack(std::size_t column) {
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
            if (layout_.boxes[i].column != column) {
                continue;
            }
            double sum = 0;
            double count = 0;
            for (const TraceLine& line : layout_.lines) {
                if (line.to == i && layout_.boxes[line.from].column < column) {
                    sum += static_cast<double>(layout_.boxes[line.from].line);
                    count += 1;
                }
            }
            order.emplace_back(count > 0 ? sum / count : 0.0, i);
        }
        std::ranges::sort(order);
        for (std::size_t line = 0; line < order.size(); ++line) {
            layout_.boxes[order[line].second].line = line;
        }
        layout_.lines_most = std::max(layout_.lines_most, order.size());
    }

    const TraceView& view_;
    std::vector<std::size_t> columns_;
    std::map<std::size_t, std::size_t> boxes_of_rows_;
    TraceLayout layout_;
};

}  // namespace

TraceLayout layout_of(const TraceView& view) {
    return Layout(view).run();
}

}  // namespace imdad::report
