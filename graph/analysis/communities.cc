// SPDX-License-Identifier: Apache-2.0
// Communities by moving single vertices, then whole groups of them.
//
// Move: a vertex goes to the community (of a neighbour, or a new one) that raises modularity most; its
// neighbours outside are then looked at again, until the queue is empty. Weights towards communities are
// added in one array over communities that is cleaned after each vertex: no hash table, one pass over the
// row. Refine (Leiden only): every community is taken apart and put together again from single vertices,
// merging only what hangs together well; what comes out are the nodes of the next level, while the moved
// partition is where they start. Louvain takes the communities themselves as nodes and so can never undo a
// merge, nor notice that a community fell apart.
//
// Vertices are renumbered in breadth-first order first, which halves the time at a million vertices. The seed
// shuffles the order of visits in runs of 64 neighbours, so that memory stays warm. All weights are whole
// numbers in doubles: sums are exact and no order of addition can change a decision.
#include "graph/analysis/communities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "graph/analysis/order.h"
#include "graph/analysis/random.h"

namespace newsgraph {
namespace {

constexpr double kLeastGain = 1e-9;  // in edge weights, which are whole
// How far ahead of the head of a queue memory is asked for, and for how many neighbours of a vertex.
constexpr std::size_t kFar = 16;
constexpr std::uint32_t kAhead = 16;

// The graph of one level: its nodes are groups of vertices.
struct Level {
  std::vector<std::uint32_t> offsets = {0};
  std::vector<Vertex> targets;
  std::vector<double> weights;   // empty: all 1
  std::vector<double> strength;  // sum of weights of all vertices inside, inner edges twice

  [[nodiscard]] Vertex size() const { return static_cast<Vertex>(strength.size()); }
};

using Groups = std::vector<std::uint32_t>;

class Solver {
 public:
  Solver(const Adjacency& rows, const CommunityOptions& options) : options_(options), random_(options.seed) {
    std::uint32_t levels = 0;
    order_ = search_order(rows, levels);
    Rows ordered = renumbered_rows(rows, rows, order_);
    base_.offsets = std::move(ordered.offsets);
    base_.targets = std::move(ordered.targets);
    base_.weights.assign(ordered.weights.begin(), ordered.weights.end());
    base_.strength.resize(order_.size());
    for (Vertex v = 0; v < base_.size(); ++v) {
      double sum = base_.offsets[v + 1] - base_.offsets[v];
      if (!base_.weights.empty())
        sum = std::accumulate(base_.weights.begin() + base_.offsets[v],
                              base_.weights.begin() + base_.offsets[v + 1], 0.0);
      base_.strength[v] = sum;
      total_ += sum;
    }
    factor_ = total_ > 0 ? options.resolution / total_ : 0;
    groups_.resize(order_.size() + 1);
    touched_.resize(order_.size() + 1);
  }

  Components run() {
    Groups group(base_.size());
    std::iota(group.begin(), group.end(), 0);
    if (total_ > 0)
      for (std::uint32_t i = 0; i < std::max(1u, options_.iterations) && pass(group); ++i) {
      }
    split_disconnected(group);
    Groups result(group.size());
    for (Vertex v = 0; v < group.size(); ++v) result[order_[v]] = group[v];
    return renumbered(result);
  }

 private:
  // One pass from vertices up. Returns whether a vertex moved.
  bool pass(Groups& group) {
    const bool leiden = options_.method == CommunityOptions::Method::kLeiden;
    const Level* graph = &base_;
    Groups part = renumbered(group).of;  // of the nodes of *graph
    Groups node(base_.size());           // of *graph, that holds each vertex
    std::iota(node.begin(), node.end(), 0);
    bool any = false;
    while (true) {
      const bool moved = move(*graph, part);
      any |= moved;
      const auto communities = compact(part);
      if (communities == graph->size() || (!moved && graph != &base_ && !leiden)) break;
      Groups refined = leiden ? refine(*graph, part, communities) : part;
      const auto nodes = leiden ? compact(refined) : communities;
      if (nodes == graph->size()) break;
      Groups next_part(nodes);
      for (Vertex v = 0; v < graph->size(); ++v) next_part[refined[v]] = part[v];
      for (auto& n : node) n = refined[n];
      Level& merged = graph == &levels_[0] ? levels_[1] : levels_[0];
      merge(*graph, refined, nodes, merged);
      graph = &merged;
      part = std::move(next_part);
    }
    for (Vertex v = 0; v < group.size(); ++v) group[v] = part[node[v]];
    return any;
  }

  // Renumbers groups 0, 1, ... by first node; returns how many.
  static std::uint32_t compact(Groups& group) {
    Components numbered = renumbered(group);
    group = std::move(numbered.of);
    return static_cast<std::uint32_t>(numbered.sizes.size());
  }

  std::vector<Vertex> visits(Vertex n) {
    constexpr Vertex kRun = 64;
    std::vector<Vertex> runs((n + kRun - 1) / kRun);
    std::iota(runs.begin(), runs.end(), 0);
    for (auto i = static_cast<Vertex>(runs.size()); i > 1; --i)
      std::swap(runs[i - 1], runs[random_.below(i)]);
    std::vector<Vertex> result;
    result.reserve(n);
    for (const Vertex run : runs)
      for (Vertex v = run * kRun; v < std::min(n, (run + 1) * kRun); ++v) result.push_back(v);
    return result;
  }

  // Asks memory for what the nodes after order[at] will read, the order taken as a ring: on a large graph
  // nearly every group of a neighbour is a miss, and the processor cannot see it coming. Always inline: GCC
  // drops calls of a function that only asks. Requires: order.size() > kFar.
  [[gnu::always_inline]] void look_ahead(const Level& graph, const Groups& group,
                                         const std::vector<Vertex>& order, std::size_t at) const {
    const auto later = [&](std::size_t steps) {
      return order[at + steps < order.size() ? at + steps : at + steps - order.size()];
    };
    const Vertex far = later(kFar);
    __builtin_prefetch(&graph.offsets[far]);
    __builtin_prefetch(&graph.strength[far]);
    __builtin_prefetch(&group[far]);
    __builtin_prefetch(graph.targets.data() + graph.offsets[later(kFar * 3 / 4)]);
    // Always as many, into the next row if need be: where a row ends cannot be predicted.
    const auto row = [&](Vertex v) {
      const auto last = static_cast<std::uint32_t>(graph.targets.size()) - kAhead;
      return graph.targets.data() + std::min(graph.offsets[v], last);
    };
    const Vertex* const far_row = row(later(kFar / 2));
    for (std::uint32_t i = 0; i < kAhead; ++i) __builtin_prefetch(&group[far_row[i]]);
    const Vertex* const near_row = row(later(kFar / 4));
    for (std::uint32_t i = 0; i < kAhead; ++i) __builtin_prefetch(&groups_[group[near_row[i]]]);
  }

  // Adds up the weight from v towards each group in groups_; lists the groups in touched_. Returns how many.
  std::uint32_t add_links(const Level& graph, Vertex v, const Groups& group) {
    std::uint32_t count = 0;
    const std::uint32_t end = graph.offsets[v + 1];
    if (graph.weights.empty()) {
      for (std::uint32_t i = graph.offsets[v]; i < end; ++i) {
        const std::uint32_t c = group[graph.targets[i]];
        touched_[count] = c;
        count += groups_[c].link == 0;
        groups_[c].link += 1;
      }
    } else {
      for (std::uint32_t i = graph.offsets[v]; i < end; ++i) {
        const std::uint32_t c = group[graph.targets[i]];
        touched_[count] = c;
        count += groups_[c].link == 0;
        groups_[c].link += graph.weights[i];
      }
    }
    return count;
  }

  // Requires: group ids below graph.size(). Returns whether a node moved.
  bool move(const Level& graph, Groups& group) {
    const Vertex n = graph.size();
    std::fill_n(groups_.begin(), n, Group{});
    for (Vertex v = 0; v < n; ++v) groups_[group[v]].strength += graph.strength[v];
    std::vector<char> used(n, 0);
    for (Vertex v = 0; v < n; ++v) used[group[v]] = 1;
    std::vector<std::uint32_t> unused;
    for (Vertex c = n; c-- > 0;)
      if (!used[c]) unused.push_back(c);
    // A ring: nobody stands in it twice.
    std::vector<Vertex> queue = visits(n);
    std::vector<char> queued(n, 1);
    bool any = false;
    std::size_t head = 0;
    std::size_t waiting = n;
    while (waiting > 0) {
      const Vertex v = queue[head];
      if (waiting > kFar && graph.targets.size() >= kAhead) look_ahead(graph, group, queue, head);
      head = head + 1 == n ? 0 : head + 1;
      --waiting;
      queued[v] = 0;
      const std::uint32_t own = group[v];
      const double strength = graph.strength[v];
      const double weight = strength * factor_;
      const std::uint32_t count = add_links(graph, v, group);
      groups_[own].strength -= strength;
      std::uint32_t best = own;
      double best_gain = groups_[own].link - weight * groups_[own].strength + kLeastGain;
      for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t c = touched_[i];
        const double gain = groups_[c].link - weight * groups_[c].strength;
        groups_[c].link = 0;
        if (gain > best_gain) {
          best_gain = gain;
          best = c;
        }
      }
      if (best_gain < 0 && groups_[own].strength > 0) {  // better alone
        best = unused.back();
        unused.pop_back();
      }
      groups_[best].strength += strength;
      if (best == own) continue;
      any = true;
      group[v] = best;
      if (groups_[own].strength == 0) unused.push_back(own);  // whole numbers, and no member has 0
      for (std::uint32_t i = graph.offsets[v]; i < graph.offsets[v + 1]; ++i) {
        const Vertex w = graph.targets[i];
        const bool fresh = static_cast<int>(queued[w] == 0) & static_cast<int>(group[w] != best);
        const std::size_t tail = head + waiting;
        queue[tail < n ? tail : tail - n] = w;  // a free place: v does not stand in the queue
        queued[w] |= static_cast<char>(fresh);
        waiting += fresh;
      }
    }
    return any;
  }

  // Splits each group of `part` (0 ... communities - 1) into parts that hang together well.
  Groups refine(const Level& graph, const Groups& part, std::uint32_t communities) {
    const Vertex n = graph.size();
    std::vector<double> whole(communities, 0.0);
    for (Vertex v = 0; v < n; ++v) whole[part[v]] += graph.strength[v];
    Groups refined(n);
    std::iota(refined.begin(), refined.end(), 0);
    std::vector<double> strength = graph.strength;  // of each refined group
    std::vector<double> outward(n, 0.0);            // weight from it to the rest of its community
    const double* weights = graph.weights.empty() ? nullptr : graph.weights.data();
    for (Vertex v = 0; v < n; ++v) {
      const std::uint32_t own = part[v];
      std::uint32_t count = 0;
      double sum = 0;
      for (std::uint32_t i = graph.offsets[v]; i < graph.offsets[v + 1]; ++i) {
        const bool inside = part[graph.targets[i]] == own;
        if (weights == nullptr)
          count += inside;
        else
          sum += weights[i] * inside;
      }
      outward[v] = sum + count;
    }
    std::vector<char> alone(n, 1);
    const auto outside = static_cast<std::uint32_t>(groups_.size() - 1);
    for (const Vertex v : visits(n)) {
      if (!alone[v]) continue;
      const double around = whole[part[v]];
      if (outward[v] < graph.strength[v] * (around - graph.strength[v]) * factor_) continue;
      std::uint32_t count = 0;
      for (std::uint32_t i = graph.offsets[v]; i < graph.offsets[v + 1]; ++i) {
        // Neighbours outside add to a place that nobody reads: whether one is outside cannot be predicted.
        const Vertex w = graph.targets[i];
        const bool inside = part[w] == part[v];
        const std::uint32_t group = refined[w];
        const std::uint32_t c = inside ? group : outside;
        touched_[count] = c;
        count += static_cast<unsigned>(inside) & static_cast<unsigned>(groups_[c].link == 0);
        groups_[c].link += weights == nullptr ? 1 : weights[i];
      }
      groups_[outside].link = 0;
      std::uint32_t best = refined[v];
      double best_gain = kLeastGain;
      double best_link = 0;
      for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t c = touched_[i];
        const double gain = groups_[c].link - graph.strength[v] * strength[c] * factor_;
        if (gain > best_gain && outward[c] >= strength[c] * (around - strength[c]) * factor_) {
          best_gain = gain;
          best = c;
          best_link = groups_[c].link;
        }
        groups_[c].link = 0;
      }
      if (best == refined[v]) continue;
      outward[best] += outward[v] - 2 * best_link;
      strength[best] += graph.strength[v];
      refined[v] = best;
      alone[best] = 0;  // group ids are their first vertices
      alone[v] = 0;
    }
    return refined;
  }

  // The graph whose nodes are the groups 0 ... nodes - 1. Weights inside a group show only in its strength.
  void merge(const Level& graph, const Groups& group, std::uint32_t nodes, Level& merged) {
    const Vertex n = graph.size();
    std::vector<std::uint32_t> begins(std::size_t{nodes} + 1, 0);
    for (Vertex v = 0; v < n; ++v) ++begins[group[v] + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<Vertex> members(n);
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    for (Vertex v = 0; v < n; ++v) members[next[group[v]]++] = v;
    merged.offsets.assign(1, 0);
    merged.targets.clear();
    merged.weights.clear();
    merged.strength.assign(nodes, 0.0);
    merged.targets.reserve(graph.targets.size());  // at most so many; pages that stay unused cost nothing
    merged.weights.reserve(graph.targets.size());
    for (std::uint32_t c = 0; c < nodes; ++c) {
      std::uint32_t count = 0;
      for (std::uint32_t k = begins[c]; k < begins[c + 1]; ++k) {
        if (n > kFar && graph.targets.size() >= kAhead) look_ahead(graph, group, members, k);
        const Vertex v = members[k];
        merged.strength[c] += graph.strength[v];
        for (std::uint32_t i = graph.offsets[v]; i < graph.offsets[v + 1]; ++i) {
          const std::uint32_t d = group[graph.targets[i]];
          touched_[count] = d;
          count += groups_[d].link == 0;
          groups_[d].link += graph.weights.empty() ? 1 : graph.weights[i];
        }
      }
      std::size_t end = merged.targets.size();
      merged.targets.resize(end + count);
      merged.weights.resize(end + count);
      for (std::uint32_t k = 0; k < count; ++k) {
        const std::uint32_t d = touched_[k];
        merged.targets[end] = d;
        merged.weights[end] = groups_[d].link;
        end += d != c;
        groups_[d].link = 0;
      }
      merged.targets.resize(end);
      merged.weights.resize(end);
      merged.offsets.push_back(static_cast<std::uint32_t>(merged.targets.size()));
    }
  }

  // A community in pieces has a higher modularity when each piece is its own.
  void split_disconnected(Groups& group) const {
    const Vertex n = base_.size();
    Groups piece(n, n);
    std::vector<Vertex> stack(std::size_t{n} + 1);
    for (Vertex v = 0; v < n; ++v) {
      if (piece[v] != n) continue;
      piece[v] = v;
      stack[0] = v;
      for (std::size_t top = 1; top > 0;) {
        const Vertex u = stack[--top];
        for (std::uint32_t i = base_.offsets[u]; i < base_.offsets[u + 1]; ++i) {
          const Vertex w = base_.targets[i];
          const bool fresh = static_cast<int>(piece[w] == n) & static_cast<int>(group[w] == group[v]);
          piece[w] = fresh ? v : piece[w];
          stack[top] = w;
          top += fresh;
        }
      }
    }
    group = std::move(piece);
  }

  CommunityOptions options_;
  Random random_;
  std::vector<Vertex> order_;
  Level base_;
  std::array<Level, 2> levels_;  // taken in turns: memory is paid for once
  double total_ = 0;             // of strengths: twice the weight of all edges
  double factor_ = 0;            // resolution / total
  // Of a group: the strength of its nodes, and the weight towards it from the node in hand. One place for
  // both, as they are read together.
  struct Group {
    double strength = 0, link = 0;
  };
  std::vector<Group> groups_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace

Components communities(const Adjacency& rows, const CommunityOptions& options) {
  return Solver(rows, options).run();
}

double modularity(const Adjacency& rows, const std::vector<std::uint32_t>& group, double resolution) {
  std::vector<double> strength(rows.vertices(), 0.0);
  double inside = 0;
  double total = 0;
  const Components numbered = renumbered(group);
  for (Vertex v = 0; v < rows.vertices(); ++v)
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) {
      const double weight = rows.weight(i);
      strength[numbered.of[v]] += weight;
      total += weight;
      if (numbered.of[v] == numbered.of[rows.targets[i]]) inside += weight;
    }
  if (total == 0) return 0;
  double expected = 0;
  for (const double s : strength) expected += (s / total) * (s / total);
  return inside / total - resolution * expected;
}

}  // namespace newsgraph
