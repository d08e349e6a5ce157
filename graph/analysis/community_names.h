// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/analysis/network.h"

namespace newsgraph {

/// A community as people name it: its members with the most weight of ties inside, "Lào Cai; Vân Nam; Trịnh
/// Xuân Trường", each cut to 40 columns.
struct CommunityName {
  std::uint32_t number = 0;
  std::uint32_t size = 0;
  std::string label;
};
/// Communities of two and more, largest first, then by number. `of`: community of each vertex.
std::vector<CommunityName> name_communities(const Network& network, const std::vector<double>& of);

}  // namespace newsgraph
