// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "bench/graph/bench.h"
#include "graph/analysis/random.h"

namespace newsgraph::bench {
namespace {

// Ends drawn in proportion to (i + 1)^(-1 / (exponent - 1)): a power law of that exponent in the degrees.
class PowerLaw {
 public:
  PowerLaw(Vertex vertices, double exponent) : sums_(vertices) {
    double sum = 0;
    for (Vertex v = 0; v < vertices; ++v) sums_[v] = sum += std::pow(v + 1.0, -1 / (exponent - 1));
  }
  Vertex draw(Random& random) const {
    const double at = random.uniform() * sums_.back();
    return static_cast<Vertex>(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

}  // namespace

EdgeList generate(const std::string& kind, Vertex vertices, std::uint32_t edges, std::uint64_t seed) {
  Random random(seed);
  EdgeList list;
  list.vertices = vertices;
  const auto add = [&](Vertex a, Vertex b) {
    if (a != b) list.edges.push_back({std::min(a, b), std::max(a, b), 1});
  };
  if (kind == "pl" || kind == "sp") {
    const PowerLaw law(vertices, 2.3);
    while (list.edges.size() < edges) add(law.draw(random), law.draw(random));
  } else if (kind == "er") {
    while (list.edges.size() < edges) add(random.below(vertices), random.below(vertices));
  } else if (kind == "pc") {
    const Vertex size = 100;  // of a community; three quarters of the edges stay inside
    while (list.edges.size() < edges) {
      const Vertex a = random.below(vertices);
      const Vertex first = a / size * size;
      add(a, random.below(4) != 0 ? first + random.below(std::min(size, vertices - first))
                                  : random.below(vertices));
    }
  } else if (kind == "grid") {
    const auto side = static_cast<Vertex>(std::lround(std::sqrt(vertices)));
    list.vertices = side * side;
    for (Vertex r = 0; r < side; ++r)
      for (Vertex c = 0; c < side; ++c) {
        if (c + 1 < side) add(r * side + c, r * side + c + 1);
        if (r + 1 < side) add(r * side + c, r * side + side + c);
      }
  } else {
    throw std::invalid_argument("unknown kind of graph '" + kind + "'; kinds are pl, er, pc, sp, grid");
  }
  std::vector<Vertex> number(list.vertices);
  std::iota(number.begin(), number.end(), 0);
  for (Vertex i = list.vertices; i > 1; --i) std::swap(number[i - 1], number[random.below(i)]);
  for (Arc& e : list.edges) e = {number[e.source], number[e.target], 1};
  for (Arc& e : list.edges)
    if (e.source > e.target) std::swap(e.source, e.target);
  const auto key = [](const Arc& e) { return std::uint64_t{e.source} << 32 | e.target; };
  std::sort(list.edges.begin(), list.edges.end(),
            [&](const Arc& a, const Arc& b) { return key(a) < key(b); });
  list.edges.erase(std::unique(list.edges.begin(), list.edges.end(),
                               [&](const Arc& a, const Arc& b) { return key(a) == key(b); }),
                   list.edges.end());
  // Weights 1 to 10 for the weighted measures; the others do not look at them.
  for (Arc& e : list.edges) e.weight = 1 + random.below(10);
  return list;
}

}  // namespace newsgraph::bench
