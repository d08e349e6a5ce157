// SPDX-License-Identifier: Apache-2.0
// Betweenness, from the whole graph down to batches of sources for the kernels of brandes.h.
//
//   1. An undirected graph is cut at its articulation points. A shortest path between two vertices of one block stays
//      in that block, so each block is solved alone, with every vertex standing for all that hangs behind it (its
//      multiplicity). Pairs that an articulation point holds apart are counted, not searched. Leaves and trees need no
//      search at all: on a news graph that is most of the vertices.
//      (Sariyuce, Saule, Kaya, Catalyurek, "Shattering and Compressing Networks for Betweenness Centrality", 2013.)
//   2. The vertices of a block are renumbered in breadth-first order from its vertex of highest degree, so that what is
//      read together lies together.
//   3. Sources are taken in that order, 16 at a time: neighbours in a batch see nearly the same search. Shallow blocks
//      go to the lanes kernel, deep ones (grids, chains) to the scalar one. The choice depends on the graph only.
//   4. Batches are grouped into chunks of fixed content; threads take chunks, and their sums are added in chunk order.
#include "graph/analysis/betweenness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "graph/analysis/blocks.h"
#include "graph/analysis/brandes.h"
#include "graph/analysis/components.h"
#include "graph/analysis/order.h"
#include "graph/analysis/parallel.h"
#include "graph/analysis/random.h"

namespace newsgraph {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kDeep = 32;             // levels from which entries in lanes become too many
constexpr std::uint32_t kSourcesPerChunk = 64; // of the whole graph; smaller blocks put more into a chunk

// A problem over `rows` whose vertex i is vertex originals[i] of the whole graph.
BrandesProblem make_problem(const Adjacency& out, const Adjacency& in, bool undirected,
                            const std::vector<Vertex>& originals, const std::vector<double>& multiplicity) {
  BrandesProblem problem;
  problem.undirected = undirected;
  const std::vector<Vertex> order = search_order(out, problem.levels);
  problem.out = renumbered_rows(out, order);
  if (!undirected) problem.in = renumbered_rows(in, order);
  problem.original.resize(order.size());
  problem.multiplicity.resize(order.size());
  for (Vertex i = 0; i < order.size(); ++i) {
    problem.original[i] = originals[order[i]];
    problem.multiplicity[i] = multiplicity[order[i]];
  }
  return problem;
}

// Cuts an undirected graph into its blocks of three vertices and more. Adds to `score`, which is doubled (every
// unordered pair counts twice here), the pairs that articulation points hold apart.
std::vector<BrandesProblem> split_into_blocks(const Adjacency& rows, std::span<double> score) {
  const Blocks blocks = find_blocks(rows);
  const Vertex n = rows.vertices();
  std::vector<double> below(n, 1.0);  // vertices that hang from v, v included
  std::vector<double> hanging(blocks.size(), 0.0);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (const Vertex v : blocks.members_of(b)) hanging[b] += below[v];
    below[blocks.heads[b]] += hanging[b];
  }
  const Components components = weak_components(rows);
  const auto whole = [&](Vertex v) { return static_cast<double>(components.sizes[components.of[v]]); };
  // Without v its component falls into the parts below it, one a block it heads, and the rest above.
  for (Vertex v = 0; v < n; ++v) {
    const double others = whole(v) - 1;
    const double above = whole(v) - below[v];
    score[v] += others * others - above * above;
  }
  for (std::size_t b = 0; b < blocks.size(); ++b) score[blocks.heads[b]] -= hanging[b] * hanging[b];

  std::vector<BrandesProblem> problems;
  std::vector<Vertex> local(n, kNone), vertices;
  std::vector<double> multiplicity;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const auto members = blocks.members_of(b);
    if (members.size() < 2) continue;
    // The head's row may be long and belong to many blocks: it is put together from the members' rows.
    const Vertex head = blocks.heads[b];
    const auto last = static_cast<Vertex>(members.size());
    vertices.assign(members.begin(), members.end());
    vertices.push_back(head);
    multiplicity.clear();
    for (const Vertex v : members) multiplicity.push_back(below[v]);
    multiplicity.push_back(whole(head) - hanging[b]);
    for (Vertex i = 0; i <= last; ++i) local[vertices[i]] = i;
    Rows inside;
    std::vector<Vertex> of_head;
    for (Vertex i = 0; i < last; ++i) {
      for (const Vertex w : rows.row(members[i])) {
        if (local[w] == kNone) continue;
        inside.targets.push_back(local[w]);
        if (w == head) of_head.push_back(i);
      }
      inside.offsets.push_back(static_cast<std::uint32_t>(inside.targets.size()));
    }
    inside.targets.insert(inside.targets.end(), of_head.begin(), of_head.end());
    inside.offsets.push_back(static_cast<std::uint32_t>(inside.targets.size()));
    for (const Vertex v : vertices) local[v] = kNone;
    // A complete block has no vertex between two others.
    if (inside.targets.size() == vertices.size() * (vertices.size() - 1)) continue;
    problems.push_back(make_problem(inside.view(), inside.view(), true, vertices, multiplicity));
  }
  return problems;
}

struct Batch {
  std::uint32_t problem = 0;
  std::uint32_t count = 0;
  std::array<Vertex, kBrandesLanes> sources{};
  std::array<double, kBrandesLanes> weights{};
};

// Sources of a problem: all with their multiplicity, or `pivots` of them drawn from as many equal strata along the order,
// with probability proportional to multiplicity, weighted so that the expectation is the exact sum.
void add_sources(const BrandesProblem& problem, std::uint32_t index, double pivots, Random& random,
                 std::vector<Batch>& batches) {
  Batch batch;
  batch.problem = index;
  const auto add = [&](Vertex source, double weight) {
    if (batch.count == kBrandesLanes) {
      batches.push_back(batch);
      batch.count = 0;
    }
    batch.sources[batch.count] = source;
    batch.weights[batch.count++] = weight;
  };
  const Vertex n = problem.vertices();
  if (pivots >= n) {
    for (Vertex v = 0; v < n; ++v) add(v, problem.multiplicity[v]);
  } else {
    const double total = std::accumulate(problem.multiplicity.begin(), problem.multiplicity.end(), 0.0);
    const auto strata = static_cast<std::uint32_t>(std::lround(pivots));
    const double step = total / strata;
    double sum = 0;
    double next = random.uniform() * step;
    std::uint32_t stratum = 0;
    for (Vertex v = 0; v < n; ++v) {
      sum += problem.multiplicity[v];
      double weight = 0;
      for (; stratum < strata && (next < sum || v + 1 == n); next = (++stratum + random.uniform()) * step) weight += step;
      if (weight > 0) add(v, weight);
    }
  }
  if (batch.count > 0) batches.push_back(batch);
}

// Chunks of batches of about the same cost: begin of each in `batches`, and the end.
std::vector<std::size_t> chunk_batches(const std::vector<Batch>& batches, const std::vector<BrandesProblem>& problems,
                                       double whole_cost) {
  std::vector<std::size_t> begins = {0};
  double cost = 0;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const BrandesProblem& problem = problems[batches[i].problem];
    cost += static_cast<double>(batches[i].count) *
            (static_cast<double>(problem.vertices()) + static_cast<double>(problem.out.targets.size()));
    if (cost < kSourcesPerChunk * whole_cost) continue;
    begins.push_back(i + 1);
    cost = 0;
  }
  if (begins.back() != batches.size()) begins.push_back(batches.size());
  return begins;
}

// The kernels of one thread, made when first needed.
class Kernels {
 public:
  void run(const BrandesProblem& problem, const Batch& batch, BetweennessOptions::Kernel wanted,
           std::span<double> score) {
    using Kernel = BetweennessOptions::Kernel;
    if (wanted == Kernel::kAuto) wanted = problem.levels > kDeep ? Kernel::kScalar : Kernel::kLanes;
    const auto sources = std::span(batch.sources).first(batch.count);
    const auto weights = std::span(batch.weights).first(batch.count);
    auto& chosen = kernels_[static_cast<std::size_t>(wanted)];
    if (!chosen) chosen = make(wanted);
    if (chosen->run(problem, sources, weights, score)) return;
    auto& scaled = kernels_[static_cast<std::size_t>(Kernel::kScaled)];
    if (!scaled) scaled = make_scaled_kernel();
    scaled->run(problem, sources, weights, score);
  }

 private:
  static std::unique_ptr<BrandesKernel> make(BetweennessOptions::Kernel kernel) {
    using Kernel = BetweennessOptions::Kernel;
    if (kernel == Kernel::kScaled) return make_scaled_kernel();
    if (kernel == Kernel::kScalar) return make_scalar_kernel();
    return make_lanes_kernel(kernel == Kernel::kBaselineLanes);
  }
  std::array<std::unique_ptr<BrandesKernel>, 5> kernels_;
};

}  // namespace

std::vector<double> betweenness(const Adjacency& out, const Adjacency& in, const BetweennessOptions& options) {
  const Vertex n = out.vertices();
  std::vector<double> score(n, 0.0);
  if (n == 0) return score;
  std::vector<BrandesProblem> problems;
  if (options.undirected && options.split_blocks) {
    problems = split_into_blocks(out, score);
  } else {
    std::vector<Vertex> all(n);
    std::iota(all.begin(), all.end(), 0);
    problems.push_back(make_problem(out, in, options.undirected, all, std::vector<double>(n, 1.0)));
  }

  Random random(options.seed);
  std::vector<Batch> batches;
  const bool exact = options.pivots == 0 || options.pivots >= n;
  double in_problems = 0;
  for (const BrandesProblem& problem : problems) in_problems += problem.vertices();
  for (std::uint32_t p = 0; p < problems.size(); ++p) {
    // Small blocks are cheap to do wholly; the pivots are shared among the others by size.
    const double size = problems[p].vertices();
    const double share = exact ? size : std::max<double>(kSourcesPerChunk, options.pivots * size / in_problems);
    add_sources(problems[p], p, share, random, batches);
  }
  const double whole_cost = static_cast<double>(n) + static_cast<double>(out.arcs());
  const std::vector<std::size_t> begins = chunk_batches(batches, problems, whole_cost);
  std::vector<Kernels> kernels(worker_count(options.threads));
  parallel_sum(options.threads, begins.size() - 1, score,
               [&](std::size_t chunk, unsigned worker, std::span<double> part) {
                 for (std::size_t i = begins[chunk]; i < begins[chunk + 1]; ++i)
                   kernels[worker].run(problems[batches[i].problem], batches[i], options.kernel, part);
               });
  if (options.undirected)
    for (double& s : score) s /= 2;
  return score;
}

}  // namespace newsgraph
