// SPDX-License-Identifier: Apache-2.0
// The eigenvector of the largest eigenvalue of a symmetric matrix, as the highest point of its Rayleigh
// quotient, by conjugate gradients: each round goes to the best point of the plane through where it is and a
// direction made of the slope and the last direction (Polak and Ribiere's weight for it). Where the two
// largest eigenvalues lie close together, as in a grid, power iteration needs in proportion to 1 / gap, this
// to its square root. The slope is updated, not worked out anew, so at the end one product says whether it
// has drifted.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "graph/analysis/row_sums.h"

namespace newsgraph {

/// Of the largest entry: how much no entry would move any more.
constexpr double kLeadingTolerance = 1e-12;

/// A unit vector and its product with the matrix.
struct LeadingVector {
  std::vector<double> vector, image;
  double value = 0;  ///< the eigenvalue
};

/// `Matrix` is symmetric, not negative anywhere and not 0 everywhere. It has prepare(from), called before
/// row(v) gives entry v of its product with `from`, and bounds(), the blocks of rows to share among threads.
/// Starts from equal entries; of several vectors of the same eigenvalue it finds the one nearest to that.
/// Goes on until no entry of what is left exceeds 1e-12 of the largest of the product, at most 10,000 rounds.
/// Same bits for any number of threads.
template <class Matrix>
class LeadingVectorSearch {
 public:
  LeadingVectorSearch(Matrix& matrix, std::size_t n, unsigned threads)
      : matrix_(matrix),
        threads_(threads),
        x_(n, 1 / std::sqrt(static_cast<double>(n))),
        x_image_(n),
        left_(n),
        step_(n),
        step_image_(n) {}

  LeadingVector find() {
    constexpr int kMostRounds = 10000;
    refresh();
    bool fresh = true;
    double left_when_fresh = 0;
    for (int round = 0; round < kMostRounds; ++round) {
      const Left left = find_left();
      if (fresh && left_when_fresh > 0 && left.most > left_when_fresh / 2)
        break;  // rounding, no more to gain
      if (left.most <= kLeadingTolerance * value_ * left.largest) {
        if (fresh) break;
        left_when_fresh = left.most;
        refresh();
        fresh = true;
        before_ = 0;
        continue;
      }
      improve(left);
      fresh = false;
    }
    if (!fresh) refresh();
    return {std::move(x_), std::move(x_image_), value_};
  }

 private:
  struct Left {                                                 // of the slope
    double squared = 0, along_last = 0, most = 0, largest = 0;  // `largest` of the vector
    void operator+=(const Left& other) {
      squared += other.squared;
      along_last += other.along_last;
      most = std::max(most, other.most);
      largest = std::max(largest, other.largest);
    }
  };
  struct Plane {  // products of x, step s and their images
    double x_Ms = 0, s_Ms = 0, s_s = 0, x_s = 0;
    void operator+=(const Plane& other) {
      x_Ms += other.x_Ms;
      s_Ms += other.s_Ms;
      s_s += other.s_s;
      x_s += other.x_s;
    }
  };
  struct Quotient {
    double x_Mx = 0, x_x = 0;
    void operator+=(const Quotient& other) {
      x_Mx += other.x_Mx;
      x_x += other.x_x;
    }
  };

  struct Shares {
    double of_x = 1, of_step = 0;
  };

  void refresh() {
    matrix_.prepare(x_);
    const auto sums = summed<Quotient>(threads_, matrix_.bounds(), [&](Vertex v, Quotient& here) {
      x_image_[v] = matrix_.row(v);
      here += {x_[v] * x_image_[v], x_[v] * x_[v]};
    });
    value_ = sums.x_Mx / sums.x_x;
  }

  Left find_left() {
    return summed<Left>(threads_, matrix_.bounds(), [&](Vertex v, Left& here) {
      const double now = x_image_[v] - value_ * x_[v];
      here += {now * now, now * left_[v], std::abs(now), std::abs(x_[v])};
      left_[v] = now;
    });
  }

  void improve(const Left& left) {
    const double keep = before_ > 0 ? std::max(0.0, (left.squared - left.along_last) / before_) : 0;
    before_ = left.squared;
    for (std::size_t v = 0; v < x_.size(); ++v) step_[v] = left_[v] + keep * step_[v];
    matrix_.prepare(step_);
    const auto plane = summed<Plane>(threads_, matrix_.bounds(), [&](Vertex v, Plane& here) {
      step_image_[v] = matrix_.row(v);
      here += {x_[v] * step_image_[v], step_[v] * step_image_[v], step_[v] * step_[v], x_[v] * step_[v]};
    });
    const Shares best = highest(plane);
    const auto sums = summed<Quotient>(threads_, matrix_.bounds(), [&](Vertex v, Quotient& here) {
      x_[v] = best.of_x * x_[v] + best.of_step * step_[v];
      x_image_[v] = best.of_x * x_image_[v] + best.of_step * step_image_[v];
      here += {x_[v] * x_image_[v], x_[v] * x_[v]};
    });
    value_ = sums.x_Mx / sums.x_x;
  }

  // Shares of x and step in the unit vector of their plane with the highest quotient. With t = share of step
  // / share of x the quotient's slope has the sign of c0 + c1 t + c2 t^2; the highest point is the root where
  // that falls.
  [[nodiscard]] Shares highest(const Plane& plane) const {
    const double c0 = plane.x_Ms - value_ * plane.x_s;
    const double c1 = plane.s_Ms - value_ * plane.s_s;
    const double c2 = plane.s_Ms * plane.x_s - plane.x_Ms * plane.s_s;
    const double root = std::sqrt(std::max(0.0, c1 * c1 - 4 * c0 * c2));
    const double of_x = c1 <= 0 ? root - c1 : 2 * c2;  // two forms of one root: neither subtracts likes
    const double of_step = c1 <= 0 ? 2 * c0 : -c1 - root;
    const double length =
        std::sqrt(of_x * of_x + 2 * of_x * of_step * plane.x_s + of_step * of_step * plane.s_s);
    if (!(length > 0)) return {};
    return {of_x / length, of_step / length};
  }

  Matrix& matrix_;
  unsigned threads_;
  std::vector<double> x_, x_image_, left_, step_, step_image_;
  double value_ = 0;
  double before_ = 0;  // the slope squared, a round ago; 0 to forget the last direction
};

}  // namespace newsgraph
