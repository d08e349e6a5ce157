// SPDX-License-Identifier: Apache-2.0
// Closeness and harmonic centrality need the distances from every vertex to every other: n searches. Searches
// from 512 vertices run together, one bit each (Then et al., "The More the Merrier", 2014). A vertex asks its
// in-neighbours which searches stood there one level earlier: one OR of 64 bytes an arc serves 512 searches.
// How many are new is a count of bits, and count * distance goes to the vertex that was reached, so nothing
// is kept per source.
//
// Crowded levels let every unfinished vertex ask; on sparse ones (the first, and all of a grid's) the few
// active vertices push to their neighbours. Sources that lie together share most of their levels, hence the
// search order.
#include "graph/analysis/distances.h"

#include <algorithm>
#include <array>
#include <bit>

#include "graph/analysis/order.h"
#include "graph/analysis/parallel.h"

namespace newsgraph {
namespace {

constexpr Vertex kSearches = 512;
constexpr int kWords = kSearches / 64;

struct alignas(64) Bits {
  std::array<std::uint64_t, kWords> word{};
};

[[gnu::always_inline]] inline void merge(Bits& into, const Bits& from) {
  for (int k = 0; k < kWords; ++k) into.word[k] |= from.word[k];
}

// What of `met` is not in `seen`; adds it there and returns how many.
[[gnu::always_inline]] inline int settle(Bits& met, Bits& seen) {
  int count = 0;
  for (int k = 0; k < kWords; ++k) {
    met.word[k] &= ~seen.word[k];
    seen.word[k] |= met.word[k];
    count += std::popcount(met.word[k]);
  }
  return count;
}

[[gnu::always_inline]] inline bool covers(const Bits& seen, const Bits& all) {
  std::uint64_t missing = 0;
  for (int k = 0; k < kWords; ++k) missing |= all.word[k] & ~seen.word[k];
  return missing == 0;
}

[[gnu::always_inline]] inline Bits ask(const Vertex* begin, const Vertex* end, const Bits* front) {
  Bits met;
  for (const Vertex* v = begin; v != end; ++v) merge(met, front[*v]);
  return met;
}

// The sweep of a crowded level: every unfinished vertex asks its in-neighbours.
[[gnu::always_inline]] inline void sweep(const Adjacency& in, const Bits& all, const Bits* front, Bits* next,
                                         Bits* seen, std::uint32_t* counts) {
  const Vertex n = in.vertices();
  for (Vertex w = 0; w < n; ++w) {
    counts[w] = 0;
    if (covers(seen[w], all)) continue;
    Bits met = ask(in.targets.data() + in.offsets[w], in.targets.data() + in.offsets[w + 1], front);
    counts[w] = static_cast<std::uint32_t>(settle(met, seen[w]));
    if (counts[w] == 0) continue;
    next[w] = met;
  }
}

using Sweep = void (*)(const Adjacency&, const Bits&, const Bits*, Bits*, Bits*, std::uint32_t*);

void sweep_baseline(const Adjacency& in, const Bits& all, const Bits* front, Bits* next, Bits* seen,
                    std::uint32_t* counts) {
  sweep(in, all, front, next, seen, counts);
}
#if defined(__x86_64__)
[[gnu::target("avx512f,avx512bw,avx512vl,avx512dq,popcnt")]] void sweep_avx512(
    const Adjacency& in, const Bits& all, const Bits* front, Bits* next, Bits* seen, std::uint32_t* counts) {
  sweep(in, all, front, next, seen, counts);
}
#endif

Sweep choose_sweep() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
    return sweep_avx512;
#endif
  return sweep_baseline;
}

// The searches of one thread. Between levels: active_ lists the vertices whose front_ is not empty, next_ is
// empty.
class Searches {
 public:
  // Searches from `sources` (at most 512) and adds to `part`, three times n entries for reach, farness and
  // harmonic of original[v].
  void run(const Adjacency& out, const Adjacency& in, std::span<const Vertex> sources,
           const std::vector<Vertex>& original, std::span<double> part) {
    const std::size_t n = in.vertices();
    const Bits all = begin(n, sources);
    for (std::uint32_t distance = 1; !active_.empty(); ++distance) {
      std::size_t arcs = 0;
      for (const Vertex v : active_) arcs += out.degree(v);
      if (4 * arcs < out.arcs())
        push(out);
      else
        pull(in, all);
      const double inverse = 1.0 / distance;
      for (const Vertex w : active_) {
        const double count = counts_[w];
        const std::size_t at = original[w];
        part[at] += count;
        part[n + at] += count * distance;
        part[2 * n + at] += count * inverse;
      }
    }
  }

 private:
  // Returns the bits of all searches.
  Bits begin(std::size_t n, std::span<const Vertex> sources) {
    seen_.assign(n, Bits{});
    front_.assign(n, Bits{});
    next_.assign(n, Bits{});
    counts_.assign(n, 0);
    active_.assign(sources.begin(), sources.end());
    Bits all;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
      all.word[i / 64] |= std::uint64_t{1} << (i % 64);
      front_[sources[i]].word[i / 64] |= std::uint64_t{1} << (i % 64);
    }
    for (const Vertex s : active_) seen_[s] = front_[s];
    return all;
  }

  void push(const Adjacency& out) {
    touched_.clear();
    for (const Vertex v : active_)
      for (const Vertex w : out.row(v)) {
        if (counts_[w] != kTouched) {
          counts_[w] = kTouched;
          touched_.push_back(w);
        }
        merge(next_[w], front_[v]);
      }
    leave_level();
    for (const Vertex w : touched_) {
      counts_[w] = static_cast<std::uint32_t>(settle(front_[w], seen_[w]));
      if (counts_[w] != 0) active_.push_back(w);
    }
  }

  void pull(const Adjacency& in, const Bits& all) {
    sweep_(in, all, front_.data(), next_.data(), seen_.data(), counts_.data());
    leave_level();
    for (Vertex w = 0; w < in.vertices(); ++w)
      if (counts_[w] != 0) active_.push_back(w);
  }

  void leave_level() {
    for (const Vertex v : active_) front_[v] = Bits{};
    active_.clear();
    front_.swap(next_);
  }

  static constexpr std::uint32_t kTouched = 0xFFFFFFFF;
  Sweep sweep_ = choose_sweep();
  std::vector<Bits> seen_, front_, next_;
  std::vector<std::uint32_t> counts_;  // new bits of each vertex on this level
  std::vector<Vertex> active_, touched_;
};

}  // namespace

std::vector<double> DistanceSums::closeness() const {
  const auto n = static_cast<double>(reach.size());
  std::vector<double> result(reach.size(), 0.0);
  for (std::size_t v = 0; v < result.size(); ++v)
    if (farness[v] > 0) result[v] = reach[v] / (n - 1) * (reach[v] / farness[v]);
  return result;
}

DistanceSums distance_sums(const Adjacency& out, const Adjacency& in, unsigned threads, Vertex sources) {
  const Vertex n = out.vertices();
  std::uint32_t levels = 0;
  const std::vector<Vertex> order = search_order(out, levels);
  const bool undirected = out.targets.data() == in.targets.data();
  const Rows rows_out = renumbered_rows(out, in, order);
  const Rows rows_in = undirected ? Rows{} : renumbered_rows(in, out, order);
  const Adjacency forth = rows_out.view();
  const Adjacency back = undirected ? forth : rows_in.view();

  const Vertex taken = sources == 0 ? n : std::min(sources, n);
  const std::size_t batches = (std::size_t{taken} + kSearches - 1) / kSearches;
  std::vector<double> sums(3 * std::size_t{n}, 0.0);
  std::vector<Searches> workers(worker_count(threads));
  parallel_sum(threads, batches, sums, [&](std::size_t batch, unsigned worker, std::span<double> part) {
    // Whole runs of neighbours in the order, the runs spread evenly.
    const std::size_t begin = batch * kSearches;
    const std::size_t end = std::min<std::size_t>(begin + kSearches, taken);
    const std::size_t shift = batches > 1 ? batch * (n - taken) / (batches - 1) : 0;
    std::vector<Vertex> batch_sources;
    for (std::size_t i = begin; i < end; ++i) batch_sources.push_back(static_cast<Vertex>(i + shift));
    workers[worker].run(forth, back, batch_sources, order, part);
  });
  DistanceSums result;
  const auto third = static_cast<std::ptrdiff_t>(n);
  result.reach.assign(sums.begin(), sums.begin() + third);
  result.farness.assign(sums.begin() + third, sums.begin() + 2 * third);
  result.harmonic.assign(sums.begin() + 2 * third, sums.end());
  return result;
}

}  // namespace newsgraph
