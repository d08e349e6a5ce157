// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace newsgraph {

/// A place on the drawing, y upwards. One unit is about the radius of a small node.
struct Place {
  float x = 0;
  float y = 0;
};

/// Two nodes that attract each other. Requires: a != b, weight > 0; at most one link a pair.
struct LayoutLink {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float weight = 1;
};

/// Places every node so that neighbours lie together and no two nodes cover each other; components lie apart,
/// the largest on top, the others in rows below it. `radius` holds one radius per node, in drawing units,
/// above 0. Returns one point per node. The same input gives the same bits on every machine and for any
/// number of threads. Time O(rounds * n log n) with rounds falling from 600 to 120 as n grows: 5,000 nodes
/// and 20,000 links take about 2 s on one core. Memory O(n + links). Source: Jacomy et al., "ForceAtlas2",
/// PLoS ONE 2014; Barnes and Hut, Nature 1986.
std::vector<Place> force_layout(std::span<const float> radius, std::span<const LayoutLink> links);

}  // namespace newsgraph
