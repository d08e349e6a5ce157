// SPDX-License-Identifier: Apache-2.0
// Brandes' algorithm for one source, written for the branch predictor. In the textbook form every arc asks
// "is its end new?" and "is its end one level down?", and on a network the answers look random: half of the
// time goes into mispredictions. Here both answers are numbers that are added: the end is always written
// behind the queue, and the queue grows by 0 or 1; the path count always grows, by sigma or by 0. The arcs
// that lie on shortest paths are kept in order as they are met, so that the way back is a plain sum over a
// contiguous run.
//
// On the way back each vertex holds g(v) = (multiplicity + dependency) / sigma, and dependency(v) = sigma(v)
// * sum of g over its successors: one division a vertex instead of one an arc.
#include <bit>
#include <limits>

#include "graph/analysis/brandes.h"

namespace newsgraph {
namespace {

class ScalarKernel final : public BrandesKernel {
 public:
  bool run(const BrandesProblem& problem, std::span<const Vertex> sources, std::span<const double> weights,
           std::span<double> score) override {
    const Vertex n = problem.vertices();
    distance_.assign(n, kFar);
    sigma_.assign(n, 0.0);
    g_.resize(n);
    queue_.resize(std::size_t{n} + 1);  // one place more: written, then not kept
    successors_.resize(problem.out.targets.size() + 1);
    ends_.resize(n);
    part_.assign(n, 0.0);
    for (std::size_t i = 0; i < sources.size(); ++i)
      if (!run_one(problem, sources[i], weights[i])) return false;
    for (Vertex v = 0; v < n; ++v) score[problem.original[v]] += part_[v];
    return true;
  }

 private:
  static constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();

  bool run_one(const BrandesProblem& problem, Vertex source, double weight) {
    const Adjacency rows = problem.out.view();
    std::uint32_t tail = 1;
    std::uint32_t kept = 0;
    queue_[0] = source;
    distance_[source] = 0;
    sigma_[source] = 1;
    for (std::uint32_t head = 0; head < tail; ++head) {
      const Vertex v = queue_[head];
      const std::uint32_t below = distance_[v] + 1;
      const auto sigma_bits = std::bit_cast<std::uint64_t>(sigma_[v]);
      for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) {
        const Vertex w = rows.targets[i];
        const std::uint32_t seen = distance_[w];
        const std::uint32_t now = seen < below ? seen : below;
        const bool on_path = now == below;
        distance_[w] = now;
        queue_[tail] = w;
        tail += seen == kFar;
        // A conditional on doubles would be compiled to a jump.
        sigma_[w] += std::bit_cast<double>(sigma_bits & (std::uint64_t{0} - std::uint64_t{on_path}));
        successors_[kept] = w;
        kept += on_path;
      }
      ends_[head] = kept;
    }
    bool finite = true;
    std::uint32_t level = kFar;
    Shares shares;
    for (std::uint32_t i = tail; i-- > 1;) {
      const Vertex v = queue_[i];
      if (distance_[v] != level) shares = problem.shares(level = distance_[v]);
      double sum = 0;
      for (std::uint32_t k = ends_[i - 1]; k < ends_[i]; ++k) sum += g_[successors_[k]];
      finite &= sigma_[v] <= kMaxPathCount;
      g_[v] = problem.multiplicity[v] * shares.target / sigma_[v] + shares.passed_on * sum;
      part_[v] += weight * (shares.dependency * (sigma_[v] * sum));
    }
    for (std::uint32_t i = 0; i < tail; ++i) {
      distance_[queue_[i]] = kFar;
      sigma_[queue_[i]] = 0;
    }
    return finite;
  }

  std::vector<std::uint32_t> distance_, ends_;
  std::vector<double> sigma_, g_, part_;
  std::vector<Vertex> queue_, successors_;
};

}  // namespace

std::unique_ptr<BrandesKernel> make_scalar_kernel() {
  return std::make_unique<ScalarKernel>();
}

}  // namespace newsgraph
