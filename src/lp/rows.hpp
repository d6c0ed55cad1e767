#pragma once

#include "engine/problem.hpp"

#include <compare>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

/// Rows and columns of the relaxation, and their names in files.
///
/// Numbers count from 0: n places, a lanes, p products, r rows of absorption and d areas in the
/// order of the scenario; u needs in the order of the scenario, those that no week of the horizon
/// asks for left out; g groups in order of their first need; k commodities as the relaxation lists
/// them; l locks in the order of the scenario; c classes (0 ambient, 1 cold, 2 frozen, 3
/// ultra-cold); j doses and segments of coverage; t weeks.

namespace imdad::lp {

/// An entity of no row or column has the number 0.
struct Row {
    enum class Kind : std::uint8_t {
        flow,       ///< first n, second k, week     flow_n3_k1_t5
        store,      ///< first n, second c, week     store_n3_c1_t5
        maximum,    ///< first n, second p, week     maximum_n3_p0_t5
        lane,       ///< first a, second c, week     lane_a7_c1_t5
        absorb,     ///< first r, week               absorb_r0_t5
        need,       ///< first u, week               need_u9_t5
        starts,     ///< first u, week               starts_u9_t5
        waits,      ///< first u, second: first week of the span, week: last     waits_u9_a2_t5
        doses,      ///< first u, second p, third j, week     doses_u9_p0_j1_t5
        early,      ///< first u, second p, third j, week     early_u9_p0_j1_t5
        late,       ///< first u, second p, third j, week: of the dose before     late_u9_p0_j1_t5
        complete,   ///< first u, second p, third j  complete_u9_p0_j1
        group,      ///< first g                     group_g2
        area,       ///< first d                     area_d4
        lock_most,  ///< first l                    most_l0
        lock_least  ///< first l                    least_l0
    };
    Kind kind = Kind::flow;
    engine::Id first = 0;
    engine::Id second = 0;
    engine::Id third = 0;
    int week = 0;

    friend auto operator<=>(const Row&, const Row&) = default;
};

enum class Sense : std::uint8_t { at_most, at_least, equal };

/// flow and lock_least: at_least; doses and complete: equal; all others: at_most.
[[nodiscard]] Sense sense_of(Row::Kind kind);

struct Entry {
    Row row;
    double coefficient = 0;
};

struct Column {
    enum class Kind : std::uint8_t {
        start,    ///< packs; first n, second k, week     start_n3_k1_t5
        stock,    ///< packs at the end of a week; first n, second k, week     stock_n3_k1_t5
        ship,     ///< packs; first a, second k, week     ship_a7_k1_t5
        serve,    ///< persons; first u, second n, third k, fourth j, week     serve_u9_n3_k1_t5_j0
        begun,    ///< persons cumulated; first u, week     begun_u9_t5
        given,    ///< persons cumulated; first u, second p, third j, week     given_u9_p0_j1_t5
        segment,  ///< persons; first g, second j         segment_g2_j15
        worst,    ///< coverage                           worst
        kept      ///< persons; first l     kept_l0
    };
    Kind kind = Kind::start;
    engine::Id first = 0;
    engine::Id second = 0;
    engine::Id third = 0;
    engine::Id fourth = 0;
    int week = 0;
    double objective = 0;
    double upper = std::numeric_limits<double>::infinity();
    std::span<const Entry> entries;  ///< valid during the visit only
};

[[nodiscard]] std::string name_of(const Row& row);
[[nodiscard]] std::string name_of(const Column& column);

}  // namespace imdad::lp
