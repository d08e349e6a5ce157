// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.h"

#include <algorithm>

namespace newsgraph {

std::string_view Node::attribute(std::string_view key) const {
  const auto at = std::lower_bound(
      attributes.begin(), attributes.end(), key,
      [](const Attribute& attribute, std::string_view wanted) { return attribute.key < wanted; });
  return at != attributes.end() && at->key == key ? at->value : std::string_view();
}

}  // namespace newsgraph
