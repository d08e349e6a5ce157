// SPDX-License-Identifier: Apache-2.0
// Brandes' algorithm over whole-number lengths. Whole numbers make equal paths exactly equal: with
// floating-point lengths the tie between 0.1 + 0.2 and 0.3 is decided by rounding, and with it the scores.
// They also allow Dijkstra's queue to be a ring of buckets, one a distance (Dial, "Algorithm 360:
// shortest-path forest with topological ordering", 1969), which puts and takes in constant time; where the
// longest arc would make the ring too large, a heap serves.
//
// When a vertex is settled, all before it on its shortest paths are: a look at its row, without a branch,
// finds them and adds up their path counts. They are kept in a list, so that the way back reads them and no
// row; few arcs lie on a shortest path.
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

constexpr std::uint32_t kFar = std::uint32_t{1} << 31;  // a length more is still a number, and further
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
    distance_.assign(n, kFar);
    sigma_.resize(n, 0.0);  // finite everywhere
    sum_.assign(n, 0.0);
    part_.assign(n, 0.0);
    settled_.resize(n);
    pred_begins_.resize(std::size_t{n} + 1);
    preds_.resize(problem.out.targets.size() + 1);
    out_ = with_lengths(problem.out);
    in_ = problem.undirected ? out_ : with_lengths(problem.in);
    const auto& lengths = out_.weights;
    const std::uint32_t longest = lengths.empty() ? 1 : *std::max_element(lengths.begin(), lengths.end());
    if (std::uint64_t{longest} * n >= kFar)
      throw std::invalid_argument("the longest path may be " + std::to_string(longest) + " times " +
                                  std::to_string(n) + "; lengths must stay below 2^31 in all");
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const std::uint32_t count = longest < kMostBuckets ? forward(sources[i], longest, buckets_)
                                                         : forward(sources[i], longest, heap_);
      if (!backward(problem, count, weights[i]))
        throw std::overflow_error("more than 1e290 equally short weighted paths between two vertices");
    }
    for (Vertex v = 0; v < n; ++v) score[problem.original[v]] += part_[v];
    return true;
  }

 private:
  // The rows with a length for every arc.
  Adjacency with_lengths(const Rows& rows) {
    if (!rows.weights.empty()) return rows.view();
    if (ones_.size() < rows.targets.size()) ones_.assign(rows.targets.size(), 1);
    return {rows.offsets, rows.targets, std::span<const std::uint32_t>(ones_).first(rows.targets.size())};
  }

  // Settles what the source reaches, in settled_, and lists the predecessors of each; returns how many.
  template <class Queue>
  std::uint32_t forward(Vertex source, std::uint32_t longest, Queue& queue) {
    queue.reset(longest);
    std::uint32_t* const far = distance_.data();
    double* const sigma = sigma_.data();
    Vertex* const preds = preds_.data();
    const std::uint32_t* const out_offsets = out_.offsets.data();
    const Vertex* const targets = out_.targets.data();
    const std::uint32_t* const lengths = out_.weights.data();
    far[source] = 0;
    queue.push(0, source);
    std::uint32_t count = 0;
    std::uint32_t found = 0;
    std::uint32_t distance = 0;
    Vertex v = 0;
    while (queue.pop(distance, v)) {
      if (far[v] != distance) continue;  // a longer way, found before
      settled_[count] = v;
      pred_begins_[count++] = found;
      double sum = v == source ? 1 : 0;
      const auto gather = [&](Vertex w, std::uint32_t length, std::uint32_t known) {
        const bool before = known + length == distance;
        preds[found] = w;
        found += before;
        sum += static_cast<double>(before) * sigma[w];  // a product is no branch
      };
      const auto relax = [&](Vertex w, std::uint32_t length, std::uint32_t known) {
        if (distance + length >= known) return;
        far[w] = distance + length;
        queue.push(distance + length, w);
      };
      const std::uint32_t out_end = out_offsets[v + 1];
      if (in_.targets.data() == targets) {
        for (std::uint32_t i = out_offsets[v]; i < out_end; ++i) {
          const std::uint32_t known = far[targets[i]];
          gather(targets[i], lengths[i], known);
          relax(targets[i], lengths[i], known);
        }
      } else {
        for (std::uint32_t i = in_.offsets[v]; i < in_.offsets[v + 1]; ++i)
          gather(in_.targets[i], in_.weights[i], far[in_.targets[i]]);
        for (std::uint32_t i = out_offsets[v]; i < out_end; ++i)
          relax(targets[i], lengths[i], far[targets[i]]);
      }
      sigma[v] = sum;
    }
    pred_begins_[count] = found;
    return count;
  }

  // Adds the dependencies to part_ and forgets the search. Returns false when path counts overflow.
  bool backward(const BrandesProblem& problem, std::uint32_t count, double weight) {
    bool good = true;
    for (std::uint32_t k = count; k-- > 1;) {
      const Vertex v = settled_[k];
      const std::uint32_t distance = distance_[v];
      const double sigma = sigma_[v];
      const double sum = sum_[v];
      good &= sigma <= kMaxPathCount;
      const Shares shares = problem.shares(distance);
      const double passed_on = problem.multiplicity[v] * shares.target / sigma + shares.passed_on * sum;
      for (std::uint32_t i = pred_begins_[k]; i < pred_begins_[k + 1]; ++i) sum_[preds_[i]] += passed_on;
      part_[v] += weight * (shares.dependency * (sigma * sum));
    }
    for (std::uint32_t k = 0; k < count; ++k) {
      distance_[settled_[k]] = kFar;
      sum_[settled_[k]] = 0;
    }
    return good;
  }

  Adjacency out_, in_;
  std::vector<std::uint32_t> ones_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> sigma_, sum_;  // shortest paths to it; what its successors pass on
  std::vector<double> part_;
  std::vector<Vertex> settled_;
  std::vector<std::uint32_t> pred_begins_;  // of settled_[k], in preds_
  std::vector<Vertex> preds_;
  BucketQueue buckets_;
  HeapQueue heap_;
};

}  // namespace

std::unique_ptr<BrandesKernel> make_weighted_kernel() {
  return std::make_unique<WeightedKernel>();
}

}  // namespace newsgraph
