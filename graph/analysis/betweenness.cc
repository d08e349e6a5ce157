// SPDX-License-Identifier: Apache-2.0
// Betweenness, from the whole graph down to batches of sources for the kernels of brandes.h.
//
//   1. An undirected graph is cut at its articulation points. A shortest path between two vertices of one
//   block stays
//      in that block, so each block is solved alone, with every vertex standing for all that hangs behind it
//      (its multiplicity). Pairs that an articulation point holds apart are counted, not searched. Leaves and
//      trees need no search at all: on a news graph that is most of the vertices. (Sariyuce, Saule, Kaya,
//      Catalyurek, "Shattering and Compressing Networks for Betweenness Centrality", 2013.)
//   2. The vertices of a block are renumbered in breadth-first order from its vertex of highest degree, so
//   that what is
//      read together lies together.
//   3. Sources are taken in that order, 16 at a time: neighbours in a batch see nearly the same search.
//   Shallow blocks
//      go to the lanes kernel, deep ones (grids, chains) to the scalar one. The choice depends on the graph
//      only.
//   4. Batches are grouped into chunks of fixed content; threads take chunks, and their sums are added in
//   chunk order.
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
constexpr std::uint32_t kSourcesPerChunk = 64;  // of the whole graph; smaller blocks put more into a chunk

// A problem over `rows` whose vertex i is vertex originals[i] of the whole graph.
BrandesProblem make_problem(const Adjacency& out, const Adjacency& in, bool undirected,
                            const std::vector<Vertex>& originals, const std::vector<double>& multiplicity) {
  BrandesProblem problem;
  problem.undirected = undirected;
  const std::vector<Vertex> order = search_order(out, problem.levels);
  problem.out = renumbered_rows(out, in, order);
  if (!undirected) problem.in = renumbered_rows(in, out, order);
  problem.original.resize(order.size());
  problem.multiplicity.resize(order.size());
  for (Vertex i = 0; i < order.size(); ++i) {
    problem.original[i] = originals[order[i]];
    problem.multiplicity[i] = multiplicity[order[i]];
  }
  return problem;
}

// Cuts an undirected graph into its blocks of three vertices and more. Adds to `score`, which is doubled
// (every unordered pair counts twice here), the pairs that articulation points hold apart.
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
    std::vector<std::pair<Vertex, std::uint32_t>> of_head;
    const bool lengths = !rows.weights.empty();
    const auto add = [&](Vertex target, std::uint32_t length) {
      inside.targets.push_back(target);
      if (lengths) inside.weights.push_back(length);
    };
    for (Vertex i = 0; i < last; ++i) {
      const Vertex v = members[i];
      for (std::uint32_t k = rows.offsets[v]; k < rows.offsets[v + 1]; ++k) {
        const Vertex w = rows.targets[k];
        if (local[w] == kNone) continue;
        add(local[w], rows.weight(k));
        if (w == head) of_head.emplace_back(i, rows.weight(k));
      }
      inside.offsets.push_back(static_cast<std::uint32_t>(inside.targets.size()));
    }
    for (const auto& [target, length] : of_head) add(target, length);
    inside.offsets.push_back(static_cast<std::uint32_t>(inside.targets.size()));
    for (const Vertex v : vertices) local[v] = kNone;
    // A complete block has no vertex between two others, if every tie is as short as the next.
    if (!lengths && inside.targets.size() == vertices.size() * (vertices.size() - 1)) continue;
    problems.push_back(make_problem(inside.view(), inside.view(), true, vertices, multiplicity));
  }
  return problems;
}

struct Batch {
  std::uint32_t problem = 0;
  std::uint32_t count = 0;
  bool sampled = false;  // then the next one, or the one before, is its partner
  std::array<Vertex, kBrandesLanes> sources{};
  std::array<double, kBrandesLanes> weights{};

  void add(Vertex source, double weight) {
    sources[count] = source;
    weights[count++] = weight;
  }
};

void add_all_sources(const BrandesProblem& problem, std::uint32_t index, std::vector<Batch>& batches) {
  for (Vertex v = 0; v < problem.vertices(); ++v) {
    if (v % kBrandesLanes == 0) batches.push_back({index});
    batches.back().add(v, problem.multiplicity[v]);
  }
}

// About `pivots` sources: the order is cut into strata of equal multiplicity and one source drawn from each,
// with probability proportional to multiplicity, so that the expectation of the result is the exact sum.
// Strata fill pairs of batches; neighbouring strata look alike, so the difference between partners shows how
// much chance is in them.
void add_pivots(const BrandesProblem& problem, std::uint32_t index, double pivots, Random& random,
                std::vector<Batch>& batches) {
  const auto pairs = static_cast<std::uint32_t>(std::ceil(pivots / (2 * kBrandesLanes)));
  const std::uint32_t strata = pairs * 2 * kBrandesLanes;
  const double total = std::accumulate(problem.multiplicity.begin(), problem.multiplicity.end(), 0.0);
  const double step = total / strata;
  Vertex v = 0;
  double sum = problem.multiplicity[0];
  for (std::uint32_t stratum = 0; stratum < strata; ++stratum) {
    if (stratum % kBrandesLanes == 0) batches.push_back({index, 0, true});
    const double at = (stratum + random.uniform()) * step;
    while (sum <= at && v + 1 < problem.vertices()) sum += problem.multiplicity[++v];
    Batch& batch = batches.back();
    if (batch.count > 0 && batch.sources[batch.count - 1] == v)
      batch.weights[batch.count - 1] += step;
    else
      batch.add(v, step);
  }
}

// Chunks of batches of about the same cost: begin of each in `batches`, and the end.
std::vector<std::size_t> chunk_batches(const std::vector<Batch>& batches,
                                       const std::vector<BrandesProblem>& problems, double whole_cost) {
  std::vector<std::size_t> begins = {0};
  double cost = 0;
  bool half_pair = false;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const BrandesProblem& problem = problems[batches[i].problem];
    cost += static_cast<double>(batches[i].count) *
            (static_cast<double>(problem.vertices()) + static_cast<double>(problem.out.targets.size()));
    if (batches[i].sampled) half_pair = !half_pair;
    if (cost < kSourcesPerChunk * whole_cost || half_pair) continue;
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
    if (!problem.out.weights.empty()) wanted = Kernel::kWeighted;
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
    if (kernel == Kernel::kWeighted) return make_weighted_kernel();
    if (kernel == Kernel::kScaled) return make_scaled_kernel();
    if (kernel == Kernel::kScalar) return make_scalar_kernel();
    return make_lanes_kernel(kernel == Kernel::kBaselineLanes);
  }
  std::array<std::unique_ptr<BrandesKernel>, 6> kernels_;
};

// What one chunk needs to add up pairs of sampled batches.
struct Pair {
  std::vector<double> first, second;
};

void run_pair(Kernels& kernels, Pair& pair, const std::vector<BrandesProblem>& problems, const Batch* batch,
              BetweennessOptions::Kernel kernel, std::span<double> scores, std::span<double> variances) {
  const BrandesProblem& problem = problems[batch->problem];
  pair.first.assign(scores.size(), 0.0);
  pair.second.assign(scores.size(), 0.0);
  kernels.run(problem, batch[0], kernel, pair.first);
  kernels.run(problem, batch[1], kernel, pair.second);
  for (const Vertex v : problem.original) {
    scores[v] += pair.first[v] + pair.second[v];
    variances[v] += (pair.first[v] - pair.second[v]) * (pair.first[v] - pair.second[v]);
  }
}

}  // namespace

SampledScores sampled_betweenness(const Adjacency& all_out, const Adjacency& all_in,
                                  const BetweennessOptions& options) {
  const auto hops = [&](const Adjacency& rows) {
    return Adjacency{rows.offsets, rows.targets,
                     options.lengths ? rows.weights : std::span<const std::uint32_t>{}};
  };
  const Adjacency out = hops(all_out);
  const Adjacency in = hops(all_in);
  const Vertex n = out.vertices();
  SampledScores result;
  result.scores.assign(n, 0.0);
  if (n == 0) return result;
  std::vector<BrandesProblem> problems;
  if (options.undirected && options.split_blocks) {
    problems = split_into_blocks(out, result.scores);
  } else {
    std::vector<Vertex> all(n);
    std::iota(all.begin(), all.end(), 0);
    problems.push_back(make_problem(out, in, options.undirected, all, std::vector<double>(n, 1.0)));
  }

  Random random(options.seed);
  std::vector<Batch> batches;
  double in_problems = 0;
  for (const BrandesProblem& problem : problems) in_problems += problem.vertices();
  bool any_sampled = false;
  for (std::uint32_t p = 0; p < problems.size(); ++p) {
    // Small blocks are cheap to do wholly; the pivots are shared among the others by size.
    const double size = problems[p].vertices();
    const double share = options.pivots * size / in_problems;
    if (options.pivots == 0 || size <= std::max<double>(2 * kBrandesLanes, share)) {
      add_all_sources(problems[p], p, batches);
    } else {
      if (options.undirected)
        problems[p].sharing = problems[p].out.weights.empty() ? Sharing::kByHops : Sharing::kByLength;
      add_pivots(problems[p], p, share, random, batches);
      any_sampled = true;
    }
  }
  const double whole_cost = static_cast<double>(n) + static_cast<double>(out.arcs());
  const std::vector<std::size_t> begins = chunk_batches(batches, problems, whole_cost);
  const unsigned workers = worker_count(options.threads);
  std::vector<Kernels> kernels(workers);
  std::vector<Pair> pairs(workers);
  std::vector<double> sums(any_sampled ? 2 * std::size_t{n} : n, 0.0);  // scores, then variances
  parallel_sum(options.threads, begins.size() - 1, sums,
               [&](std::size_t chunk, unsigned worker, std::span<double> part) {
                 const auto scores = part.first(n);
                 for (std::size_t i = begins[chunk]; i < begins[chunk + 1]; ++i) {
                   if (batches[i].sampled)
                     run_pair(kernels[worker], pairs[worker], problems, &batches[i++], options.kernel, scores,
                              part.subspan(n));
                   else
                     kernels[worker].run(problems[batches[i].problem], batches[i], options.kernel, scores);
                 }
               });
  const double times = options.undirected ? 0.5 : 1;  // an unordered pair was met from both ends
  for (Vertex v = 0; v < n; ++v) result.scores[v] = times * (result.scores[v] + sums[v]);
  if (!any_sampled) return result;
  // Student's factor for so many pairs; 1.96 for many.
  const auto pairs_run = static_cast<double>(std::count_if(batches.begin(), batches.end(),
                                                           [](const Batch& b) { return b.sampled; })) /
                         2;
  const double factor = 1.96 + 2.8 / pairs_run;
  result.errors.resize(n);
  for (Vertex v = 0; v < n; ++v) result.errors[v] = times * factor * std::sqrt(sums[n + v]);
  return result;
}

std::vector<double> betweenness(const Adjacency& out, const Adjacency& in,
                                const BetweennessOptions& options) {
  return sampled_betweenness(out, in, options).scores;
}

double exact_betweenness_steps(const Adjacency& rows, bool undirected) {
  if (!undirected) return static_cast<double>(rows.vertices()) * static_cast<double>(rows.arcs());
  const Blocks blocks = find_blocks(rows);
  std::vector<double> arcs(blocks.size(), 0.0);
  for (Vertex v = 0; v < rows.vertices(); ++v)
    for (const Vertex w : rows.row(v)) arcs[blocks.block_of(v, w)] += 1;
  double steps = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b)
    if (blocks.members_of(b).size() > 1)
      steps += static_cast<double>(blocks.members_of(b).size() + 1) * arcs[b];
  return steps;
}

}  // namespace newsgraph
