#include "engine/saddle.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <barrier>
#include <cmath>
#include <numeric>
#include <thread>

namespace imdad::engine {

namespace {

/// Rows and columns are worked on in so many fixed portions: sums do not depend on threads.
constexpr std::size_t kPortions = 64;

constexpr int kLookEvery = 8;

/// Share of the reflected point, against the anchor, in the point after so many steps of an epoch.
float weight_after(int steps) {
    return static_cast<float>(steps) / static_cast<float>(steps + 1);
}

}  // namespace

Saddle::Saddle(const SparseLp& lp) : lp_(lp) {
    transpose();
    set_steps();
    cut();
    x_bar_.assign(lp.columns(), 0);
    x_anchor_ = x_next_ = x_bar_;
    y_.assign(lp.right.size(), 0);
    y_anchor_ = y_next_ = y_;
    column_moved_.assign(kPortions, 0);
    row_moved_.assign(kPortions, 0);
}

bool Saddle::start_from(const SaddlePoint& point) {
    if (point.x.size() != x_bar_.size() || point.y.size() != y_.size()) {
        return false;
    }
    x_bar_ = x_anchor_ = x_next_ = point.x;
    y_ = y_anchor_ = y_next_ = point.y;
    omega_ = point.omega;
    epoch_ = 0;
    return true;
}

void Saddle::transpose() {
    row_begins_.assign(lp_.right.size() + 1, 0);
    for (const std::uint32_t row : lp_.rows) {
        ++row_begins_[row + 1];
    }
    std::partial_sum(row_begins_.begin(), row_begins_.end(), row_begins_.begin());
    row_columns_.resize(lp_.rows.size());
    row_values_.resize(lp_.rows.size());
    std::vector<std::size_t> at(row_begins_.begin(), row_begins_.end() - 1);
    for (std::size_t j = 0; j < lp_.columns(); ++j) {
        for (std::size_t i = lp_.begins[j]; i < lp_.begins[j + 1]; ++i) {
            const std::size_t place = at[lp_.rows[i]]++;
            row_columns_[place] = static_cast<std::uint32_t>(j);
            row_values_[place] = lp_.values[i];
        }
    }
}

/// tau = size / sum of |entry| price, sigma = price / sum of |entry| size: the operator then has
/// norm 1 at most, whatever the sizes.
void Saddle::set_steps() {
    tau_.assign(lp_.columns(), 0);
    sigma_.assign(lp_.right.size(), 0);
    std::vector<double> by_row(lp_.right.size(), 0);
    for (std::size_t j = 0; j < lp_.columns(); ++j) {
        double sum = 0;
        for (std::size_t i = lp_.begins[j]; i < lp_.begins[j + 1]; ++i) {
            const double entry = std::abs(lp_.values[i]);
            sum += entry * static_cast<double>(lp_.row_price[lp_.rows[i]]);
            by_row[lp_.rows[i]] += entry * static_cast<double>(lp_.column_size[j]);
        }
        tau_[j] = sum > 0 ? static_cast<float>(static_cast<double>(lp_.column_size[j]) / sum) : 0;
    }
    for (std::size_t i = 0; i < by_row.size(); ++i) {
        sigma_[i] = by_row[i] > 0
                        ? static_cast<float>(static_cast<double>(lp_.row_price[i]) / by_row[i])
                        : 0;
    }
}

/// Portions of about equal work.
void Saddle::cut() {
    const auto portions = [](const std::vector<std::size_t>& begins) {
        const std::size_t count = begins.size() - 1;
        std::vector<Portion> result;
        std::size_t from = 0;
        for (std::size_t p = 1; p <= kPortions; ++p) {
            const std::size_t work = (begins.back() + count) * p / kPortions;
            std::size_t to = from;
            while (to < count && begins[to + 1] + to + 1 <= work) {
                ++to;
            }
            if (p == kPortions) {
                to = count;
            }
            result.push_back({from, to});
            from = to;
        }
        return result;
    };
    column_portions_ = portions(lp_.begins);
    row_portions_ = portions(row_begins_);
}

/// The point of the last step is put together here, column by column: it is read nowhere else.
void Saddle::column_step(Portion columns, bool keep, double& moved) {
    const auto step = static_cast<float>(1 / omega_);
    const float weight = weight_after(epoch_);
    double sum = 0;
    for (std::size_t j = columns.from; j < columns.to; ++j) {
        const float x = weight * x_bar_[j] + (1 - weight) * x_anchor_[j];
        float gradient = lp_.objective[j];
        for (std::size_t i = lp_.begins[j]; i < lp_.begins[j + 1]; ++i) {
            gradient += lp_.values[i] * y_[lp_.rows[i]];
        }
        const float next = std::clamp(x + step * tau_[j] * gradient, 0.0F, lp_.upper[j]);
        const float change = next - x;
        x_bar_[j] = next + change;
        if (keep) {
            x_next_[j] = next;
            if (tau_[j] > 0) {
                sum += static_cast<double>(change) * static_cast<double>(change) /
                       static_cast<double>(tau_[j]);
            }
        }
    }
    moved = sum;
}

void Saddle::row_step(Portion rows, bool keep, double& moved) {
    const auto step = static_cast<float>(omega_);
    const float weight = weight_after(epoch_ + 1);
    double sum = 0;
    for (std::size_t i = rows.from; i < rows.to; ++i) {
        float over = -lp_.right[i];
        for (std::size_t e = row_begins_[i]; e < row_begins_[i + 1]; ++e) {
            over += row_values_[e] * x_bar_[row_columns_[e]];
        }
        const float next = std::max(0.0F, y_[i] - step * sigma_[i] * over);
        const float change = next - y_[i];
        if (keep) {
            y_next_[i] = next;
            if (sigma_[i] > 0) {
                sum += static_cast<double>(change) * static_cast<double>(change) /
                       static_cast<double>(sigma_[i]);
            }
        }
        y_[i] = weight * (next + change) + (1 - weight) * y_anchor_[i];
    }
    moved = sum;
}

void Saddle::iterate(int iterations, int threads, const std::function<bool()>& stop) {
    const int lanes = std::clamp(threads, 1, static_cast<int>(kPortions));
    int done = 0;
    bool look = false;  // whether the movement of the iteration that runs is worked out
    bool over = iterations <= 0;
    const auto begin = [&] { look = (total_ + 1) % kLookEvery == 0 || done + 1 == iterations; };
    const auto end = [&] {
        ++epoch_;
        ++total_;
        ++done;
        over = done == iterations;
        if (look) {
            after_eighth();
            over = over || (stop && stop());
        }
        begin();
    };
    begin();
    bool rows_next = true;
    // Runs once, when all have arrived: after the columns, and after the rows.
    std::barrier wait(lanes, [&]() noexcept {
        if (!rows_next) {
            end();
        }
        rows_next = !rows_next;
    });
    const auto work = [&](int lane) {
        const auto first =
            static_cast<std::size_t>(lane) * kPortions / static_cast<std::size_t>(lanes);
        const auto last =
            (static_cast<std::size_t>(lane) + 1) * kPortions / static_cast<std::size_t>(lanes);
        while (!over) {
            for (std::size_t p = first; p < last; ++p) {
                column_step(column_portions_[p], look, column_moved_[p]);
            }
            wait.arrive_and_wait();
            for (std::size_t p = first; p < last; ++p) {
                row_step(row_portions_[p], look, row_moved_[p]);
            }
            wait.arrive_and_wait();
        }
    };
    std::vector<std::jthread> others;
    for (int lane = 1; lane < lanes; ++lane) {
        others.emplace_back(work, lane);
    }
    work(0);
}

/// Restarts when the movement has fallen enough, or begins to rise, or the epoch is long.
void Saddle::after_eighth() {
    const double moved_x = std::accumulate(column_moved_.begin(), column_moved_.end(), 0.0);
    const double moved_y = std::accumulate(row_moved_.begin(), row_moved_.end(), 0.0);
    movement_ = std::sqrt(moved_x * omega_ + moved_y / omega_);
    if (first_movement_ <= 0) {
        first_movement_ = movement_;
    }
    if (epoch_ <= kLookEvery) {
        epoch_movement_ = movement_;
        last_movement_ = movement_;
        return;
    }
    const bool enough = movement_ <= 0.2 * epoch_movement_;
    const bool rising = movement_ <= 0.8 * epoch_movement_ && movement_ > last_movement_;
    const bool long_epoch = epoch_ >= 0.36 * total_ && epoch_ > 4 * kLookEvery;
    last_movement_ = movement_;
    if (enough || rising || long_epoch) {
        restart();
    }
}

void Saddle::restart() {
    double primal = 0;
    double dual = 0;
    const float weight = weight_after(epoch_);
    for (std::size_t j = 0; j < x_bar_.size(); ++j) {
        const float x = weight * x_bar_[j] + (1 - weight) * x_anchor_[j];
        const double change = static_cast<double>(x) - static_cast<double>(x_anchor_[j]);
        primal += tau_[j] > 0 ? change * change / static_cast<double>(tau_[j]) : 0;
    }
    for (std::size_t i = 0; i < y_.size(); ++i) {
        const double change = static_cast<double>(y_[i]) - static_cast<double>(y_anchor_[i]);
        dual += sigma_[i] > 0 ? change * change / static_cast<double>(sigma_[i]) : 0;
    }
    if (primal > 0 && dual > 0) {
        omega_ = std::clamp(std::sqrt(omega_ * std::sqrt(dual / primal)), 1e-6, 1e6);
    }
    for (std::size_t j = 0; j < x_bar_.size(); ++j) {
        x_bar_[j] = weight * x_bar_[j] + (1 - weight) * x_anchor_[j];
        x_anchor_[j] = x_bar_[j];
    }
    y_anchor_ = y_;
    epoch_ = 0;
    epoch_movement_ = 0;
}

}  // namespace imdad::engine
