#include "lp/rows.hpp"

#include "base/assert.hpp"

#include <fmt/format.h>

namespace imdad::lp {

Sense sense_of(Row::Kind kind) {
    switch (kind) {
        case Row::Kind::flow:
        case Row::Kind::lock_least:
            return Sense::at_least;
        case Row::Kind::doses:
        case Row::Kind::complete:
            return Sense::equal;
        default:
            return Sense::at_most;
    }
}

std::string name_of(const Row& row) {
    switch (row.kind) {
        case Row::Kind::flow:
            return fmt::format("flow_n{}_k{}_t{}", row.first, row.second, row.week);
        case Row::Kind::store:
            return fmt::format("store_n{}_c{}_t{}", row.first, row.second, row.week);
        case Row::Kind::maximum:
            return fmt::format("maximum_n{}_p{}_t{}", row.first, row.second, row.week);
        case Row::Kind::lane:
            return fmt::format("lane_a{}_c{}_t{}", row.first, row.second, row.week);
        case Row::Kind::absorb:
            return fmt::format("absorb_r{}_t{}", row.first, row.week);
        case Row::Kind::need:
            return fmt::format("need_u{}_t{}", row.first, row.week);
        case Row::Kind::starts:
            return fmt::format("starts_u{}_t{}", row.first, row.week);
        case Row::Kind::waits:
            return fmt::format("waits_u{}_a{}_t{}", row.first, row.second, row.week);
        case Row::Kind::doses:
            return fmt::format("doses_u{}_p{}_j{}_t{}", row.first, row.second, row.third, row.week);
        case Row::Kind::early:
            return fmt::format("early_u{}_p{}_j{}_t{}", row.first, row.second, row.third, row.week);
        case Row::Kind::late:
            return fmt::format("late_u{}_p{}_j{}_t{}", row.first, row.second, row.third, row.week);
        case Row::Kind::complete:
            return fmt::format("complete_u{}_p{}_j{}", row.first, row.second, row.third);
        case Row::Kind::group:
            return fmt::format("group_g{}", row.first);
        case Row::Kind::area:
            return fmt::format("area_d{}", row.first);
        case Row::Kind::lock_most:
            return fmt::format("most_l{}", row.first);
        case Row::Kind::lock_least:
            return fmt::format("least_l{}", row.first);
    }
    IMDAD_ASSERT(false, "every kind of row has a name");
}

std::string name_of(const Column& column) {
    switch (column.kind) {
        case Column::Kind::start:
            return fmt::format("start_n{}_k{}_t{}", column.first, column.second, column.week);
        case Column::Kind::stock:
            return fmt::format("stock_n{}_k{}_t{}", column.first, column.second, column.week);
        case Column::Kind::ship:
            return fmt::format("ship_a{}_k{}_t{}", column.first, column.second, column.week);
        case Column::Kind::serve:
            return fmt::format("serve_u{}_n{}_k{}_t{}_j{}",
                               column.first,
                               column.second,
                               column.third,
                               column.week,
                               column.fourth);
        case Column::Kind::begun:
            return fmt::format("begun_u{}_t{}", column.first, column.week);
        case Column::Kind::given:
            return fmt::format(
                "given_u{}_p{}_j{}_t{}", column.first, column.second, column.third, column.week);
        case Column::Kind::segment:
            return fmt::format("segment_g{}_j{}", column.first, column.second);
        case Column::Kind::worst:
            return "worst";
        case Column::Kind::kept:
            return fmt::format("kept_l{}", column.first);
    }
    IMDAD_ASSERT(false, "every kind of column has a name");
}

}  // namespace imdad::lp
