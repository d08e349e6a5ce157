// SPDX-License-Identifier: Apache-2.0
// Brandes' algorithm with path counts of any size. 330 layers of 10 vertices, each layer wholly joined to the
// next, have 10^329 shortest paths: more than a double holds, and other libraries then answer with
// infinities, zeros or negative scores. Here a count is a fraction times a power of two with an exponent of
// its own. Only ratios of counts enter the scores, so the result is as exact as the fast kernels'. The fast
// kernels notice the overflow and come here.
#include <algorithm>
#include <cmath>
#include <limits>

#include "graph/analysis/brandes.h"

namespace newsgraph {
namespace {

struct Count {
  double fraction = 0;  // in [0.5, 1), or 0
  std::int64_t exponent = 0;

  void add(const Count& other) {
    if (fraction == 0) {
      *this = other;
      return;
    }
    const std::int64_t top = std::max(exponent, other.exponent);
    const auto shift = [top](std::int64_t e) {
      return static_cast<int>(std::max<std::int64_t>(e - top, -1100));
    };
    int up = 0;
    fraction = std::frexp(
        std::ldexp(fraction, shift(exponent)) + std::ldexp(other.fraction, shift(other.exponent)), &up);
    exponent = top + up;
  }
  [[nodiscard]] double over(const Count& other) const {
    const std::int64_t shift = std::clamp<std::int64_t>(exponent - other.exponent, -2000, 2000);
    return std::ldexp(fraction / other.fraction, static_cast<int>(shift));
  }
};

class ScaledKernel final : public BrandesKernel {
 public:
  bool run(const BrandesProblem& problem, std::span<const Vertex> sources, std::span<const double> weights,
           std::span<double> score) override {
    for (std::size_t i = 0; i < sources.size(); ++i) run_one(problem, sources[i], weights[i], score);
    return true;
  }

 private:
  void run_one(const BrandesProblem& problem, Vertex source, double weight, std::span<double> score) {
    const Vertex n = problem.vertices();
    const Adjacency rows = problem.out.view();
    std::vector<std::uint32_t> distance(n, kFar);
    std::vector<Count> sigma(n);
    std::vector<double> dependency(n, 0.0), passed_on(n);
    std::vector<Vertex> queue = {source};
    distance[source] = 0;
    sigma[source] = {0.5, 1};
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const Vertex v = queue[head];
      for (const Vertex w : rows.row(v)) {
        if (distance[w] == kFar) {
          distance[w] = distance[v] + 1;
          queue.push_back(w);
        }
        if (distance[w] == distance[v] + 1) sigma[w].add(sigma[v]);
      }
    }
    for (std::size_t i = queue.size(); i-- > 1;) {
      const Vertex v = queue[i];
      for (const Vertex w : rows.row(v))
        if (distance[w] == distance[v] + 1) dependency[v] += sigma[v].over(sigma[w]) * passed_on[w];
      const Shares shares = problem.shares(distance[v]);
      passed_on[v] = problem.multiplicity[v] * shares.target + shares.passed_on * dependency[v];
      score[problem.original[v]] += weight * (shares.dependency * dependency[v]);
    }
  }
  static constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();
};

}  // namespace

std::unique_ptr<BrandesKernel> make_scaled_kernel() {
  return std::make_unique<ScaledKernel>();
}

}  // namespace newsgraph
