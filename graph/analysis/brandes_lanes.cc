// SPDX-License-Identifier: Apache-2.0
// Brandes' algorithm for 16 sources at once (Then, Kaufmann, Chirigati et al., "The More the Merrier:
// Efficient Multi-Source Graph Traversal", 2014, for the idea of sharing one search).
//
// A vertex is met by different sources on different levels, but sources that lie close together see nearly
// the same levels. So the searches run level by level together. For every vertex and level on which it lies
// for some source there is one entry: the vertex, a mask of those sources, and a row of 16 path counts, 0
// outside the mask. The row of an entry is the sum of the rows of its in-neighbours' entries one level up; a
// sum of rows is plain vector code without a branch. Which neighbours have an entry there is found by their
// masks; the hits are first gathered into a list, without a branch either. On the way back an entry's row is
// overwritten by (multiplicity + dependency) / count, and rows are summed in the same manner.
//
// Levels with few entries find the entries of the next level by pushing masks along out-arcs; crowded ones
// let every unfinished vertex look at its in-neighbours. Both give the same entries and, as a row is always
// summed in the order of the adjacency, the same bits. The vector width is chosen at run time and changes no
// bit either.
#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include "graph/analysis/brandes.h"

namespace newsgraph {
namespace {

using LaneMask = std::uint16_t;
static_assert(kBrandesLanes == 16, "one bit a lane in LaneMask");

// Row i of a table of masks for vectors of `Width` doubles: lane j all ones where bit j of i is set.
template <unsigned Width>
struct MaskTable {
  alignas(64) std::uint64_t bits[(1u << Width) * Width] = {};
  constexpr MaskTable() {
    for (unsigned i = 0; i < (1u << Width); ++i)
      for (unsigned j = 0; j < Width; ++j) bits[i * Width + j] = (i >> j) & 1 ? ~std::uint64_t{0} : 0;
  }
};
constexpr MaskTable<2> kMasks2;

#define LANE_STRUCT Lanes16
#define LANE_BYTES 16
#define LANE_TARGET
#define LANE_TABLE kMasks2.bits
#include "graph/analysis/brandes_lanes.inc"
#undef LANE_STRUCT
#undef LANE_BYTES
#undef LANE_TARGET
#undef LANE_TABLE

#if defined(__x86_64__)
constexpr MaskTable<8> kMasks8;
#define LANE_STRUCT Lanes64
#define LANE_BYTES 64
#define LANE_TARGET [[gnu::target("avx512f,avx512dq,avx512vl,avx512bw")]]
#define LANE_TABLE kMasks8.bits
#include "graph/analysis/brandes_lanes.inc"
#undef LANE_STRUCT
#undef LANE_BYTES
#undef LANE_TARGET
#undef LANE_TABLE
#endif

// Rows start on cache lines.
struct RowStore {
  static constexpr std::size_t kAlign = 64;
  double* data = nullptr;
  std::size_t capacity = 0;

  RowStore() = default;
  RowStore(const RowStore&) = delete;
  RowStore& operator=(const RowStore&) = delete;
  ~RowStore() { ::operator delete[](data, std::align_val_t{kAlign}); }
  [[nodiscard]] double* row(std::size_t i) const { return data + i * kBrandesLanes; }
  void reserve(std::size_t rows) {
    if (rows <= capacity) return;
    const std::size_t wanted = std::max(rows, capacity + capacity / 2);
    auto* larger = static_cast<double*>(
        ::operator new[](wanted* kBrandesLanes * sizeof(double), std::align_val_t{kAlign}));
    if (data != nullptr) std::memcpy(larger, data, capacity * kBrandesLanes * sizeof(double));
    ::operator delete[](data, std::align_val_t{kAlign});
    data = larger;
    capacity = wanted;
  }
};

template <class Lanes>
class LanesKernel final : public BrandesKernel {
 public:
  bool run(const BrandesProblem& problem, std::span<const Vertex> sources, std::span<const double> weights,
           std::span<double> score) override {
    begin(problem, sources, weights);
    const bool good = forward(problem, sources);
    if (good) backward(problem, score);
    for (const Entry& entry : entries_) front_[entry.vertex] = 0;
    return good;
  }

 private:
  struct Entry {
    Vertex vertex;
    LaneMask mask;
  };

  void begin(const BrandesProblem& problem, std::span<const Vertex> sources,
             std::span<const double> weights) {
    const Vertex n = problem.vertices();
    seen_.assign(n, 0);
    front_.resize(n, 0);
    next_.resize(n, 0);
    place_.resize(n);
    hits_.resize(std::size_t{n} + 1);
    weights_.reserve(1);
    for (std::uint32_t lane = 0; lane < kBrandesLanes; ++lane)
      weights_.row(0)[lane] = lane < weights.size() ? weights[lane] : 0.0;
    entries_.clear();
    level_begins_.assign(1, 0);
    rows_.reserve(std::size_t{n} + sources.size());
    for (std::uint32_t lane = 0; lane < sources.size(); ++lane) {
      double* row = rows_.row(lane);
      std::fill(row, row + kBrandesLanes, 0.0);
      row[lane] = 1;
      entries_.push_back({sources[lane], static_cast<LaneMask>(1u << lane)});
      seen_[sources[lane]] = static_cast<LaneMask>(1u << lane);
    }
  }

  // The entries of the last level become what masks and places say.
  void show_level(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      front_[entries_[i].vertex] = entries_[i].mask;
      place_[entries_[i].vertex] = static_cast<std::uint32_t>(i);
    }
  }
  void hide_level(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) front_[entries_[i].vertex] = 0;
  }

  // Gathers the places of the neighbours that have an entry for a source of `wanted`; returns how many, and
  // in `met` for which sources.
  std::uint32_t gather(std::span<const Vertex> row, LaneMask wanted, LaneMask& met) {
    std::uint32_t count = 0;
    unsigned all = 0;
    for (const Vertex v : row) {
      const unsigned here = front_[v] & wanted;
      hits_[count] = v;
      count += here != 0;
      all |= here;
    }
    met = static_cast<LaneMask>(all);
    for (std::uint32_t i = 0; i < count; ++i) hits_[i] = place_[hits_[i]];
    return count;
  }

  bool forward(const BrandesProblem& problem, std::span<const Vertex> sources) {
    const Adjacency out = problem.out.view();
    const Adjacency in = problem.rows_in();
    const Vertex n = problem.vertices();
    const auto full = static_cast<LaneMask>((1u << sources.size()) - 1);
    std::uint64_t missing = std::uint64_t{n} * sources.size() - sources.size();
    bool good = true;
    while (missing > 0 && good) {
      const std::size_t begin = level_begins_.back();
      const std::size_t end = entries_.size();
      show_level(begin, end);
      std::size_t arcs = 0;
      for (std::size_t i = begin; i < end; ++i) arcs += out.degree(entries_[i].vertex);
      level_begins_.push_back(end);
      if (arcs < out.arcs() / 8) {
        push_masks(out, begin, end);
        for (const Vertex w : candidates_) {
          good &= add_entry(in, w, next_[w]);
          next_[w] = 0;
        }
      } else {
        for (Vertex w = 0; w < n; ++w)
          if (seen_[w] != full) good &= add_entry(in, w, static_cast<LaneMask>(full & ~seen_[w]));
      }
      for (std::size_t i = end; i < entries_.size(); ++i) {
        seen_[entries_[i].vertex] |= entries_[i].mask;
        missing -= static_cast<unsigned>(std::popcount(entries_[i].mask));
      }
      hide_level(begin, end);
      if (entries_.size() == end) {
        level_begins_.pop_back();
        break;
      }
    }
    level_begins_.push_back(entries_.size());
    return good;
  }

  void push_masks(const Adjacency& out, std::size_t begin, std::size_t end) {
    candidates_.clear();
    for (std::size_t i = begin; i < end; ++i) {
      const Entry entry = entries_[i];
      for (const Vertex w : out.row(entry.vertex)) {
        const auto fresh = static_cast<LaneMask>(entry.mask & ~seen_[w]);
        if (fresh == 0) continue;
        if (next_[w] == 0) candidates_.push_back(w);
        next_[w] |= fresh;
      }
    }
  }

  bool add_entry(const Adjacency& in, Vertex w, LaneMask wanted) {
    LaneMask met = 0;
    const std::uint32_t count = gather(in.row(w), wanted, met);
    if (count == 0) return true;
    rows_.reserve(entries_.size() + 1);
    double* row = rows_.row(entries_.size());
    entries_.push_back({w, met});
    return Lanes::sum_rows(rows_.data, hits_.data(), count, met, row);
  }

  void backward(const BrandesProblem& problem, std::span<double> score) {
    const Adjacency out = problem.out.view();
    const std::size_t levels = level_begins_.size() - 1;
    for (std::size_t level = levels; level-- > 1;) {
      const std::size_t begin = level_begins_[level];
      const std::size_t end = level_begins_[level + 1];
      const bool deepest = level + 1 == levels;
      const Shares shares = problem.shares(static_cast<double>(level));
      for (std::size_t i = begin; i < end; ++i) {
        const Entry entry = entries_[i];
        LaneMask met = 0;
        const std::uint32_t count = deepest ? 0 : gather(out.row(entry.vertex), entry.mask, met);
        const double given = Lanes::back(rows_.data, hits_.data(), count, entry.mask,
                                         problem.multiplicity[entry.vertex] * shares.target, shares.passed_on,
                                         weights_.row(0), rows_.row(i));
        score[problem.original[entry.vertex]] += shares.dependency * given;
      }
      if (!deepest) hide_level(level_begins_[level + 1], level_begins_[level + 2]);
      show_level(begin, end);
    }
  }

  std::vector<LaneMask> seen_, front_, next_;
  std::vector<std::uint32_t> place_, hits_;
  std::vector<Vertex> candidates_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> level_begins_;  // of each level in entries_, and the end
  RowStore rows_, weights_;
};

}  // namespace

std::unique_ptr<BrandesKernel> make_lanes_kernel(bool baseline) {
#if defined(__x86_64__)
  if (!baseline && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    return std::make_unique<LanesKernel<Lanes64>>();
#else
  (void)baseline;
#endif
  return std::make_unique<LanesKernel<Lanes16>>();
}

}  // namespace newsgraph
