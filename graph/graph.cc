// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.h"

#include <algorithm>

namespace newsgraph {

std::string_view Node::attribute(std::string_view key) const {
  const auto at =
      std::lower_bound(attributes.begin(), attributes.end(), key,
                       [](const auto& pair, std::string_view wanted) { return pair.first < wanted; });
  return at != attributes.end() && at->first == key ? std::string_view(at->second) : std::string_view();
}

}  // namespace newsgraph
