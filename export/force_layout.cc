// SPDX-License-Identifier: Apache-2.0
// A drawing for networks of up to some ten thousand nodes, in three steps.
//   forces     each component alone: all nodes repel each other, links pull, a weak gravity holds it
//   together. Repulsion
//              goes through a quadtree: a far square acts as one body. Steps adapt: a node that swings to and
//              fro slows.
//   overlap    nodes that cover each other are pushed apart, a few rounds over a grid
//   packing    each component is turned so that its longer side lies flat; the largest is on top, the others
//   stand in rows
//              below it, large before small
// Pull grows with distance only up to a limit, so that groups with many inner links draw together and stand
// apart (the LinLog idea). Every operation is one that IEEE 754 rounds exactly (no logarithm, no sine; the
// build forbids contraction for this file), and sums run in a fixed order: hence the same bits everywhere.
#include "export/force_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace newsgraph {
namespace {

struct Vector {
  double x = 0;
  double y = 0;
};

// splitmix64, to [0, 1).
double random_unit(std::uint64_t seed) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * (1.0 / 9007199254740992.0);
}

// One connected component with its own node numbers.
struct Component {
  std::vector<std::uint32_t> nodes;  // into the caller's nodes, ascending
  std::vector<LayoutLink> links;     // local numbers
  std::vector<Vector> place;
  double width = 0;  // of the box round the origin that holds it
  double height = 0;
};

// Squares that hold bodies; a square of one body is a leaf.
class Quadtree {
 public:
  Quadtree(const std::vector<Vector>& place, const std::vector<double>& mass) : place_(place), mass_(mass) {
    Vector low = place[0];
    Vector high = place[0];
    for (const Vector& p : place) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const double side = std::max({high.x - low.x, high.y - low.y, 1e-6}) * 1.0001;
    squares_.reserve(place.size() * 2);
    squares_.emplace_back(Vector{(low.x + high.x) / 2, (low.y + high.y) / 2}, side);
    for (std::uint32_t body = 0; body < place.size(); ++body) insert(body);
    for (Square& square : squares_) {
      square.weight_point.x /= square.mass;
      square.weight_point.y /= square.mass;
    }
  }

  // Sum of repulsions on `body`: mass / distance, away from each other body.
  [[nodiscard]] Vector repulsion(std::uint32_t body) const {
    Vector force;
    std::uint32_t stack[4 * kMaxDepth];
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const Square& square = squares_[stack[--depth]];
      const double dx = place_[body].x - square.weight_point.x;
      const double dy = place_[body].y - square.weight_point.y;
      const double distance2 = dx * dx + dy * dy;
      const bool leaf =
          square.child[0] == 0 && square.child[1] == 0 && square.child[2] == 0 && square.child[3] == 0;
      if (leaf || square.side * square.side < kOpening2 * distance2) {
        if (distance2 > 0) {
          const double factor = square.mass / distance2;
          force.x += dx * factor;
          force.y += dy * factor;
        }
        continue;
      }
      for (std::uint32_t child : square.child) {
        if (child != 0) stack[depth++] = child;
      }
    }
    return force;
  }

 private:
  static constexpr int kMaxDepth = 48;
  static constexpr double kOpening2 = 0.9 * 0.9;
  static constexpr std::uint32_t kNone = 0xffffffffU;

  struct Square {
    Square(Vector middle, double length) : centre(middle), side(length) {}

    Vector centre;
    double side;
    Vector weight_point;  // sum of mass * place while building
    double mass = 0;
    std::uint32_t body = kNone;  // of a leaf
    std::uint32_t child[4] = {0, 0, 0, 0};
  };

  std::uint32_t child_for(std::uint32_t square, const Vector& p) {
    const int quarter = (p.x > squares_[square].centre.x ? 1 : 0) + (p.y > squares_[square].centre.y ? 2 : 0);
    if (squares_[square].child[quarter] == 0) {
      const double half = squares_[square].side / 2;
      const Vector centre = {squares_[square].centre.x + ((quarter & 1) != 0 ? half : -half) / 2,
                             squares_[square].centre.y + ((quarter & 2) != 0 ? half : -half) / 2};
      squares_[square].child[quarter] = static_cast<std::uint32_t>(squares_.size());
      squares_.emplace_back(centre, half);
    }
    return squares_[square].child[quarter];
  }

  void add(std::uint32_t square, std::uint32_t body) {
    squares_[square].weight_point.x += place_[body].x * mass_[body];
    squares_[square].weight_point.y += place_[body].y * mass_[body];
    squares_[square].mass += mass_[body];
  }

  void insert(std::uint32_t body) {
    std::uint32_t square = 0;
    for (int depth = 0;; ++depth) {
      const bool empty = squares_[square].mass == 0;
      const std::uint32_t resident = squares_[square].body;
      add(square, body);
      if (empty) {
        squares_[square].body = body;
        return;
      }
      if (depth + 1 == kMaxDepth) return;  // as good as the same place: one leaf for all
      if (resident != kNone) {
        squares_[square].body = kNone;
        const std::uint32_t below = child_for(square, place_[resident]);
        add(below, resident);
        squares_[below].body = resident;
      }
      square = child_for(square, place_[body]);
    }
  }

  const std::vector<Vector>& place_;
  const std::vector<double>& mass_;
  std::vector<Square> squares_;
};

constexpr double kMargin = 2.5;    // free space between two nodes
constexpr double kGap = 26;        // and between two components
constexpr double kEvenness = 0.6;  // 0: distances from the middle as the forces left them; 1: even density
constexpr double kRepulsion = 60;
constexpr double kPull = 3;
constexpr double kPullLimit =
    6;  // distance at which pull is half of its limit, times the root of the number of nodes
constexpr double kGravity = 60;

int rounds_for(std::size_t nodes) {
  if (nodes <= 500) return 600;
  if (nodes <= 2000) return 400;
  if (nodes <= 6000) return 250;
  return 120;
}

void run_forces(Component& part) {
  const std::size_t n = part.nodes.size();
  std::vector<double> mass(n, 1);
  for (const LayoutLink& link : part.links) {
    mass[link.a] += 1;
    mass[link.b] += 1;
  }
  const double spread = 10 * std::sqrt(static_cast<double>(n));
  part.place.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    part.place[i] = {(random_unit(2 * i) - 0.5) * spread, (random_unit(2 * i + 1) - 0.5) * spread};
  }
  std::vector<Vector> force(n);
  std::vector<Vector> before(n);
  const double pull_limit = kPullLimit * std::sqrt(static_cast<double>(n));
  double speed = 1;
  const int rounds = rounds_for(n);
  for (int round = 0; round < rounds; ++round) {
    std::swap(force, before);
    const Quadtree tree(part.place, mass);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, 256),
                      [&](const tbb::blocked_range<std::size_t>& range) {
                        for (std::size_t i = range.begin(); i < range.end(); ++i) {
                          const Vector push = tree.repulsion(static_cast<std::uint32_t>(i));
                          const Vector& p = part.place[i];
                          const double distance = std::sqrt(p.x * p.x + p.y * p.y);
                          const double gravity = distance > 0 ? kGravity * mass[i] / distance : 0;
                          force[i] = {kRepulsion * mass[i] * push.x - gravity * p.x,
                                      kRepulsion * mass[i] * push.y - gravity * p.y};
                        }
                      });
    for (const LayoutLink& link : part.links) {
      const double dx = part.place[link.b].x - part.place[link.a].x;
      const double dy = part.place[link.b].y - part.place[link.a].y;
      const double pull = kPull * link.weight / (1 + std::sqrt(dx * dx + dy * dy) / pull_limit);
      force[link.a].x += dx * pull;
      force[link.a].y += dy * pull;
      force[link.b].x -= dx * pull;
      force[link.b].y -= dy * pull;
    }
    double swinging = 0;
    double traction = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const Vector change = {force[i].x - before[i].x, force[i].y - before[i].y};
      const Vector along = {force[i].x + before[i].x, force[i].y + before[i].y};
      swinging += mass[i] * std::sqrt(change.x * change.x + change.y * change.y);
      traction += mass[i] * std::sqrt(along.x * along.x + along.y * along.y) / 2;
    }
    if (swinging > 0) speed = std::min(traction / swinging, speed * 1.5);
    const double cooling = 1 - 0.9 * static_cast<double>(round) / rounds;
    for (std::size_t i = 0; i < n; ++i) {
      const Vector change = {force[i].x - before[i].x, force[i].y - before[i].y};
      const double swing = mass[i] * std::sqrt(change.x * change.x + change.y * change.y);
      double step = cooling * speed / (1 + speed * std::sqrt(swing));
      const double length = std::sqrt(force[i].x * force[i].x + force[i].y * force[i].y);
      if (length * step > spread / 10) step = spread / 10 / length;
      part.place[i].x += force[i].x * step;
      part.place[i].y += force[i].y * step;
    }
  }
}

// Grid cell of a place, as a key.
std::int64_t cell_key(double x, double y, double cell) {
  const auto column = static_cast<std::int64_t>(std::floor(x / cell));
  const auto row = static_cast<std::int64_t>(std::floor(y / cell));
  return column * 2000003 + row;
}

// Scales the component so that its nodes fill a fixed share of the area they are spread over, however strong
// the forces; and, half way, spreads them evenly from the middle to the rim, so that neither a dense core nor
// a few strays rule the scale.
void fit_to_nodes(Component& part, std::span<const float> radius) {
  const auto n = static_cast<double>(part.nodes.size());
  Vector mean;
  double wanted = 0;
  for (std::size_t i = 0; i < part.nodes.size(); ++i) {
    mean = {mean.x + part.place[i].x / n, mean.y + part.place[i].y / n};
    wanted += (radius[part.nodes[i]] + kMargin) * (radius[part.nodes[i]] + kMargin);
  }
  double spread = 0;
  for (const Vector& p : part.place)
    spread += (p.x - mean.x) * (p.x - mean.x) + (p.y - mean.y) * (p.y - mean.y);
  if (spread <= 0) return;
  const double air =
      n <= 1000 ? 14 - n / 100 : 4;  // area of the drawing, in areas of its nodes with their margins
  // Points spread evenly over a disc lie at a mean square distance of half its squared radius from the
  // middle.
  const double scale = std::sqrt(air * wanted / (2 * spread / n));
  const double rim = std::sqrt(air * wanted);
  std::vector<std::pair<double, std::uint32_t>> by_distance;
  for (std::uint32_t i = 0; i < part.place.size(); ++i) {
    part.place[i] = {(part.place[i].x - mean.x) * scale, (part.place[i].y - mean.y) * scale};
    const Vector& p = part.place[i];
    by_distance.emplace_back(std::sqrt(p.x * p.x + p.y * p.y), i);
  }
  std::sort(by_distance.begin(), by_distance.end());
  for (std::size_t rank = 0; rank < by_distance.size(); ++rank) {
    const auto [distance, i] = by_distance[rank];
    if (distance <= 0) continue;
    const double even = rim * std::sqrt((static_cast<double>(rank) + 0.5) / n);
    const double factor = (kEvenness * even + (1 - kEvenness) * distance) / distance;
    part.place[i] = {part.place[i].x * factor, part.place[i].y * factor};
  }
}

// Pushes apart nodes that still touch.
void separate(Component& part, std::span<const float> radius) {
  const std::size_t n = part.nodes.size();
  double largest = 0;
  for (std::uint32_t node : part.nodes) largest = std::max(largest, static_cast<double>(radius[node]));
  const double cell = largest * 2 + kMargin;
  for (int round = 0; round < 60; ++round) {
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> grid;
    for (std::uint32_t i = 0; i < n; ++i) grid[cell_key(part.place[i].x, part.place[i].y, cell)].push_back(i);
    bool touched = false;
    std::vector<Vector> shift(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          const auto found =
              grid.find(cell_key(part.place[i].x + dx * cell, part.place[i].y + dy * cell, cell));
          if (found == grid.end()) continue;
          for (std::uint32_t j : found->second) {
            if (j <= i) continue;
            Vector away = {part.place[j].x - part.place[i].x, part.place[j].y - part.place[i].y};
            double distance = std::sqrt(away.x * away.x + away.y * away.y);
            const double wanted = radius[part.nodes[i]] + radius[part.nodes[j]] + kMargin;
            if (distance >= wanted) continue;
            if (distance < 1e-9) {
              away = {random_unit(i) - 0.5, random_unit(j) - 0.5};
              distance = std::max(std::sqrt(away.x * away.x + away.y * away.y), 1e-9);
            }
            touched = true;
            const double by = (wanted - distance) / distance * 0.5;
            shift[i].x -= away.x * by;
            shift[i].y -= away.y * by;
            shift[j].x += away.x * by;
            shift[j].y += away.y * by;
          }
        }
      }
    }
    if (!touched) break;
    for (std::size_t i = 0; i < n; ++i) {
      part.place[i].x += shift[i].x;
      part.place[i].y += shift[i].y;
    }
  }
}

// Turns the component so that its longer axis lies flat, moves the middle of its box to the origin and
// measures the box.
void lay_flat(Component& part, std::span<const float> radius) {
  const auto n = static_cast<double>(part.place.size());
  Vector mean;
  for (const Vector& p : part.place) mean = {mean.x + p.x / n, mean.y + p.y / n};
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (const Vector& p : part.place) {
    xx += (p.x - mean.x) * (p.x - mean.x);
    xy += (p.x - mean.x) * (p.y - mean.y);
    yy += (p.y - mean.y) * (p.y - mean.y);
  }
  // Eigenvector of the covariance for its larger eigenvalue.
  const double half = (xx - yy) / 2;
  Vector axis = {half + std::sqrt(half * half + xy * xy), xy};
  const double length = std::sqrt(axis.x * axis.x + axis.y * axis.y);
  axis = length > 1e-9 ? Vector{axis.x / length, axis.y / length} : yy > xx ? Vector{0, 1} : Vector{1, 0};
  Vector low = {1e300, 1e300};
  Vector high = {-1e300, -1e300};
  for (std::size_t i = 0; i < part.place.size(); ++i) {
    const Vector p = part.place[i];
    part.place[i] = {p.x * axis.x + p.y * axis.y, p.y * axis.x - p.x * axis.y};
    const double r = radius[part.nodes[i]];
    low = {std::min(low.x, part.place[i].x - r), std::min(low.y, part.place[i].y - r)};
    high = {std::max(high.x, part.place[i].x + r), std::max(high.y, part.place[i].y + r)};
  }
  for (Vector& p : part.place) p = {p.x - (low.x + high.x) / 2, p.y - (low.y + high.y) / 2};
  part.width = high.x - low.x;
  part.height = high.y - low.y;
}

std::vector<Component> components_of(std::size_t nodes, std::span<const LayoutLink> links) {
  std::vector<std::uint32_t> parent(nodes);
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&parent](std::uint32_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (const LayoutLink& link : links) {
    const std::uint32_t a = root(link.a);
    const std::uint32_t b = root(link.b);
    parent[std::max(a, b)] = std::min(a, b);
  }
  std::vector<Component> parts;
  std::vector<std::uint32_t> part_of(nodes);
  std::vector<std::uint32_t> local(nodes);
  for (std::uint32_t node = 0; node < nodes;
       ++node) {  // a root is the smallest of its component, so it comes first
    if (root(node) == node) {
      part_of[node] = static_cast<std::uint32_t>(parts.size());
      parts.emplace_back();
    }
    Component& part = parts[part_of[node] = part_of[root(node)]];
    local[node] = static_cast<std::uint32_t>(part.nodes.size());
    part.nodes.push_back(node);
  }
  for (const LayoutLink& link : links)
    parts[part_of[link.a]].links.push_back({local[link.a], local[link.b], link.weight});
  return parts;
}

// Centres of the components, which come in descending order of size: the first, and rows below it.
std::vector<Vector> pack(const std::vector<Component>& parts) {
  std::vector<Vector> centres(parts.size());
  if (parts.size() < 2) return centres;
  double area = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) area += (parts[i].width + kGap) * (parts[i].height + kGap);
  const double row_width = std::max({parts[0].width, parts[1].width, 1.6 * std::sqrt(area)});
  double top = -parts[0].height / 2 - 2 * kGap;
  for (std::size_t first = 1; first < parts.size();) {
    double width = -kGap;
    double height = 0;
    std::size_t end = first;
    for (; end < parts.size() && (end == first || width + kGap + parts[end].width <= row_width); ++end) {
      width += kGap + parts[end].width;
      height = std::max(height, parts[end].height);
    }
    double x = -width / 2;
    for (; first < end; ++first) {
      centres[first] = {x + parts[first].width / 2, top - height / 2};
      x += parts[first].width + kGap;
    }
    top -= height + kGap;
  }
  return centres;
}

}  // namespace

std::vector<Place> force_layout(std::span<const float> radius, std::span<const LayoutLink> links) {
  std::vector<Component> parts = components_of(radius.size(), links);
  for (Component& part : parts) {
    if (part.nodes.size() == 1) {
      part.place.resize(1);
    } else {
      run_forces(part);
      fit_to_nodes(part, radius);
      separate(part, radius);
    }
    lay_flat(part, radius);
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Component& a, const Component& b) { return a.nodes.size() > b.nodes.size(); });
  const std::vector<Vector> centres = pack(parts);
  std::vector<Place> points(radius.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t k = 0; k < parts[i].nodes.size(); ++k) {
      points[parts[i].nodes[k]] = {static_cast<float>(centres[i].x + parts[i].place[k].x),
                                   static_cast<float>(centres[i].y + parts[i].place[k].y)};
    }
  }
  return points;
}

}  // namespace newsgraph
