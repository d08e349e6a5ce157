// SPDX-License-Identifier: Apache-2.0
// Over ties the surfer's walk is reversible: with x a vertex's score by weight of its ties, up to a factor,
// the scores solve
//
//   weight(v) x(v) - damping * (sum of x over the ties of v) = start(v),
//
// which is symmetric and positive definite. Two steps solve it.
//
//   1. Some vertices, no two of them tied, are left out: given the others, each is a mean of its neighbours,
//   so it is worked out where it is needed and takes no part in the rest. Chosen by rising degree they are
//   nearly all of the leaves and half of a network. The system that stays is their Schur complement, better
//   conditioned than the whole: where no tie stays, as in a bipartite graph, rounds halve.
//   2. Conjugate gradients (Hestenes, Stiefel, "Methods of conjugate gradients for solving linear systems",
//   1952), divided by the diagonal. They adapt to where the eigenvalues lie: half the rounds of power
//   iteration, or fewer.
//
// Sums over all vertices are taken over fixed blocks in fixed order.
#include "graph/analysis/pagerank_ties.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/analysis/order.h"
#include "graph/analysis/row_sums.h"

namespace newsgraph {
namespace {

/// Sums over vertices, of the two that a pass may want.
struct Sums {
  double a = 0, b = 0;
  void operator+=(const Sums& other) {
    a += other.a;
    b += other.b;
  }
};

/// Adding a million like numbers one after the other would lose five digits of their sum: by halves.
double sum_of(std::span<const double> values) {
  if (values.size() <= 1024) return std::accumulate(values.begin(), values.end(), 0.0);
  const std::size_t half = values.size() / 2;
  return sum_of(values.first(half)) + sum_of(values.subspan(half));
}

class TieSystem {
 public:
  TieSystem(const Adjacency& rows, std::span<const double> start, const PageRankOptions& options)
      : options_(options) {
    choose_order(rows);
    rows_ = moved_rows(rows, order_);
    core_bounds_ = even_blocks(rows_.view(), 0, core_);
    mean_bounds_ = even_blocks(rows_.view(), core_, tied_);
    start_.resize(order_.size());
    for (Vertex v = 0; v < order_.size(); ++v) start_[v] = start[order_[v]];
    weight_.resize(tied_);
    for (Vertex v = 0; v < tied_; ++v) weight_[v] = total_weight(rows_.view(), v);
  }

  std::vector<double> scores() {
    guess();
    for (std::uint32_t round = 0; round < options_.most_rounds; ++round)
      if (is_solved() || !improve()) break;
    complete();
    return in_old_order();
  }

 private:
  // Numbers the core [0, core_), those left out [core_, tied_), and last those without ties; each of the
  // first two by falling degree (order.h says why).
  void choose_order(const Adjacency& rows) {
    order_ = degree_order(rows);
    tied_ = static_cast<Vertex>(order_.size());
    while (tied_ > 0 && rows.degree(order_[tied_ - 1]) == 0) --tied_;
    std::vector<char> stays(order_.size(), 0);  // tied to one that is left out
    for (Vertex i = tied_; i-- > 0;)
      if (stays[order_[i]] == 0)
        for (const Vertex w : rows.row(order_[i])) stays[w] = 1;
    const auto middle = std::stable_partition(order_.begin(), order_.begin() + tied_,
                                              [&](Vertex v) { return stays[v] != 0; });
    core_ = static_cast<Vertex>(middle - order_.begin());
  }

  static double total_weight(const Adjacency& rows, Vertex v) {
    if (rows.weights.empty()) return rows.degree(v);
    double sum = 0;
    for (std::uint32_t k = rows.offsets[v]; k < rows.offsets[v + 1]; ++k) sum += rows.weights[k];
    return sum;
  }

  // The part of the solution that is the same everywhere is known: it is the slowest to find.
  void guess() {
    const double reached = std::accumulate(start_.begin(), start_.begin() + tied_, 0.0);
    const double weight = std::accumulate(weight_.begin(), weight_.end(), 0.0);
    const double total = reached / (1 - options_.damping);  // of the scores of those with ties
    total_ = total + std::accumulate(start_.begin() + tied_, start_.end(), 0.0);
    const double level = tied_ > 0 ? total / weight : 0;
    value_.assign(tied_, level);
    for (Vertex v = core_; v < tied_; ++v) value_[v] = start_[v] / weight_[v] + options_.damping * level;
    step_.resize(tied_);
    find_scale();
    left_.resize(core_);
    moved_.resize(core_);
    state_ = summed<Sums>(options_.threads, core_bounds_, [&](Vertex v, Sums& sums) {
      left_[v] = start_[v] - weight_[v] * value_[v] + options_.damping * row_sum(rows_.view(), v, value_);
      step_[v] = scale_[v] * left_[v];
      sums.a += left_[v] * step_[v];
      sums.b += std::abs(left_[v]);
    });
  }

  // 1 / the Schur complement's diagonal, which is less than the weight by what comes back from those left
  // out.
  void find_scale() {
    const Adjacency rows = rows_.view();
    std::vector<double>& back = step_;  // not in use yet
    for (Vertex v = core_; v < tied_; ++v) back[v] = options_.damping * options_.damping / weight_[v];
    scale_.resize(core_);
    summed<Sums>(options_.threads, core_bounds_, [&](Vertex v, Sums&) {
      double diagonal = weight_[v];
      for (std::uint32_t k = rows.offsets[v]; k < rows.offsets[v + 1]; ++k) {
        const double weight = rows.weight(k);
        diagonal -= weight * weight * back[rows.targets[k]];
      }
      scale_[v] = 1 / diagonal;
    });
  }

  // Values of those left out, from the core's.
  void complete() {
    summed<Sums>(options_.threads, mean_bounds_, [&](Vertex v, Sums&) {
      value_[v] = (start_[v] + options_.damping * row_sum(rows_.view(), v, value_)) / weight_[v];
    });
  }

  // The error is that of one round of power iteration: how much it would still move scores that add up to 1,
  // summed. It would not move those left out.
  [[nodiscard]] bool is_solved() const { return state_.b < options_.tolerance * total_; }

  // One round of conjugate gradients; false when rounding leaves nothing to gain.
  bool improve() {
    const Adjacency rows = rows_.view();
    summed<Sums>(options_.threads, mean_bounds_, [&](Vertex v, Sums&) {
      step_[v] = options_.damping * row_sum(rows, v, step_) / weight_[v];
    });
    const double along = summed<Sums>(options_.threads, core_bounds_, [&](Vertex v, Sums& sums) {
                           moved_[v] = weight_[v] * step_[v] - options_.damping * row_sum(rows, v, step_);
                           sums.a += step_[v] * moved_[v];
                         }).a;
    if (!(along > 0)) return false;
    const double length = state_.a / along;
    const Sums next = summed<Sums>(options_.threads, core_bounds_, [&](Vertex v, Sums& sums) {
      left_[v] -= length * moved_[v];
      sums.a += left_[v] * left_[v] * scale_[v];
      sums.b += std::abs(left_[v]);
    });
    const double turn = next.a / state_.a;
    state_ = next;
    summed<Sums>(options_.threads, core_bounds_, [&](Vertex v, Sums&) {
      value_[v] += length * step_[v];
      step_[v] = left_[v] * scale_[v] + turn * step_[v];
    });
    return true;
  }

  // Scores that add up to 1, under the old numbers. Those without ties pass on nothing: start again, always.
  [[nodiscard]] std::vector<double> in_old_order() const {
    std::vector<double> result(order_.size());
    for (Vertex v = 0; v < order_.size(); ++v)
      result[order_[v]] = v < tied_ ? std::max(0.0, weight_[v] * value_[v]) : start_[v];
    const double sum = sum_of(result);
    for (double& score : result) score /= sum;
    return result;
  }

  const PageRankOptions& options_;
  std::vector<Vertex> order_;  // old number of each new one
  Vertex core_ = 0, tied_ = 0;
  Rows rows_;
  std::vector<Vertex> core_bounds_, mean_bounds_;
  std::vector<double> start_, weight_;  // weight of a vertex's ties
  std::vector<double> value_;           // the solution so far
  std::vector<double> step_;            // where to go next; of those left out, what the core's makes of it
  std::vector<double> left_;            // what the core's equations still lack
  std::vector<double> moved_;           // by how much a whole step would change that
  std::vector<double> scale_;           // 1 / diagonal
  double total_ = 0;                    // what the scores will add up to
  Sums state_;                          // a: left squared, by the diagonal's measure; b: left, without sign
};

}  // namespace

std::vector<double> pagerank_over_ties(const Adjacency& rows, std::span<const double> start,
                                       const PageRankOptions& options) {
  return TieSystem(rows, start, options).scores();
}

}  // namespace newsgraph
