#pragma once

#include "report/trace_view.hpp"

#include <string>
#include <vector>

/// Where the boxes of a drawn chain stand, and which of its rows share one.

namespace imdad::report {

struct TraceBox {
    std::size_t column = 0;
    std::size_t line = 0;
    std::size_t count = 0;  ///< rows in it
    std::string kind;
    std::string label;  ///< id, of a single row
    std::string amount;
    std::string place;       ///< empty where there are several
    std::size_t places = 0;  ///< ways of its rows, where they neither begin nor end alike
    std::vector<Told> told;
    bool asked = false;
    bool way_out = false;   ///< lost, returned, cancelled
    bool reversed = false;  ///< all of it was taken back
};

struct TraceLine {
    std::size_t from = 0;  ///< box
    std::size_t to = 0;
    Grade grade = Grade::booked;  ///< the weakest of its links
};

struct TraceLayout {
    std::vector<TraceBox> boxes;
    std::vector<TraceLine> lines;
    std::vector<std::string> columns;  ///< names of the catalogue's `chain.stage.` texts
    std::size_t lines_most = 0;        ///< boxes of the longest column
};

/// Columns without boxes are left out. In a column, boxes stand by the middle of those that they
/// follow from, so that few lines cross.
[[nodiscard]] TraceLayout layout_of(const TraceView& view);

}  // namespace imdad::report
