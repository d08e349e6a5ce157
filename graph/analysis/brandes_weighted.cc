// SPDX-License-Identifier: Apache-2.0
// Brandes' algorithm over whole-number lengths. Whole numbers make equal paths exactly equal: with
// floating-point lengths the tie between 0.1 + 0.2 and 0.3 is decided by rounding, and with it the scores.
// They also allow Dijkstra's queue to be a ring of buckets, one a distance (Dial, "Algorithm 360:
// shortest-path forest with topological ordering", 1969), which puts and takes in constant time; where the
// longest arc would make the ring too large, a heap serves.
#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include "graph/analysis/brandes.h"

namespace newsgraph {
namespace {

constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kMostBuckets = 4096;

// Both queues give the vertices by rising distance; a vertex may stand in them more than once, with older
// distances.
class BucketQueue {
 public:
  void reset(std::uint32_t longest) {
    ring_.resize(std::max<std::size_t>(ring_.size(), std::size_t{longest} + 1));
    size_ = 0;
    at_ = place_ = 0;
  }
  void push(std::uint32_t distance, Vertex v) {
    std::size_t place = place_ + (distance - at_);
    if (place >= ring_.size()) place -= ring_.size();
    ring_[place].push_back(v);
    ++size_;
  }
  bool pop(std::uint32_t& distance, Vertex& v) {
    if (size_ == 0) return false;
    while (ring_[place_].empty()) {
      ++at_;
      if (++place_ == ring_.size()) place_ = 0;
    }
    v = ring_[place_].back();
    ring_[place_].pop_back();
    --size_;
    distance = at_;
    return true;
  }

 private:
  std::vector<std::vector<Vertex>> ring_;
  std::size_t size_ = 0, place_ = 0;
  std::uint32_t at_ = 0;  // distance of ring_[place_]
};

class HeapQueue {
 public:
  void reset(std::uint32_t) {}
  void push(std::uint32_t distance, Vertex v) { heap_.emplace(distance, v); }
  bool pop(std::uint32_t& distance, Vertex& v) {
    if (heap_.empty()) return false;
    std::tie(distance, v) = heap_.top();
    heap_.pop();
    return true;
  }

 private:
  using Entry = std::pair<std::uint32_t, Vertex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heap_;
};

class WeightedKernel final : public BrandesKernel {
 public:
  bool run(const BrandesProblem& problem, std::span<const Vertex> sources, std::span<const double> weights,
           std::span<double> score) override {
    const Vertex n = problem.vertices();
    vertex_.assign(n, {kFar, 0, 0});
    part_.assign(n, 0.0);
    settled_.resize(n);
    const auto& lengths = problem.out.weights;
    const std::uint32_t longest = lengths.empty() ? 1 : *std::max_element(lengths.begin(), lengths.end());
    if (std::uint64_t{longest} * n >= kFar)
      throw std::invalid_argument("the longest path may be " + std::to_string(longest) + " times " +
                                  std::to_string(n) + "; lengths must stay below 2^32 in all");
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const bool good = longest < kMostBuckets
                            ? run_one(problem.out.view(), problem, sources[i], weights[i], longest, buckets_)
                            : run_one(problem.out.view(), problem, sources[i], weights[i], longest, heap_);
      if (!good)
        throw std::overflow_error("more than 1e290 equally short weighted paths between two vertices");
    }
    for (Vertex v = 0; v < n; ++v) score[problem.original[v]] += part_[v];
    return true;
  }

 private:
  struct Of {
    std::uint32_t distance;
    double sigma, g;
  };

  template <class Queue>
  bool run_one(const Adjacency& rows, const BrandesProblem& problem, Vertex source, double weight,
               std::uint32_t longest, Queue& queue) {
    queue.reset(longest);
    vertex_[source] = {0, 1, 0};
    queue.push(0, source);
    std::uint32_t count = 0;
    std::uint32_t distance = 0;
    Vertex v = 0;
    while (queue.pop(distance, v)) {
      if (vertex_[v].distance != distance) continue;
      settled_[count++] = v;
      const double sigma = vertex_[v].sigma;
      for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) {
        const Vertex w = rows.targets[i];
        const std::uint32_t there = distance + rows.weight(i);
        Of& end = vertex_[w];
        if (there < end.distance) {
          end = {there, sigma, 0};
          queue.push(there, w);
        } else {
          end.sigma += there == end.distance ? sigma : 0.0;
        }
      }
    }
    bool good = true;
    for (std::uint32_t k = count; k-- > 1;) {
      v = settled_[k];
      Of& own = vertex_[v];
      double sum = 0;
      for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) {
        const Of& end = vertex_[rows.targets[i]];
        sum += end.distance == own.distance + rows.weight(i) ? end.g : 0.0;
      }
      good &= own.sigma <= kMaxPathCount;
      own.g = problem.target_weight(v, own.distance) / own.sigma + sum;
      part_[v] += weight * (problem.dependency_weight(own.distance) * (own.sigma * sum));
    }
    for (std::uint32_t k = 0; k < count; ++k) vertex_[settled_[k]] = {kFar, 0, 0};
    return good;
  }

  std::vector<Of> vertex_;
  std::vector<double> part_;
  std::vector<Vertex> settled_;
  BucketQueue buckets_;
  HeapQueue heap_;
};

}  // namespace

std::unique_ptr<BrandesKernel> make_weighted_kernel() {
  return std::make_unique<WeightedKernel>();
}

}  // namespace newsgraph
