// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.h"

#include <algorithm>
#include <tuple>

namespace newsgraph {

bool comes_before(const Evidence& a, const Evidence& b) {
  if (a.article != b.article) return a.article < b.article;
  if (a.in_title != b.in_title) return a.in_title;
  const auto rest = [](const Evidence& e) {
    return std::tie(e.sentence, e.rule, e.source, e.target, e.trigger, e.status, e.reporter, e.time,
                    e.rule_at, e.text);
  };
  return rest(a) < rest(b);
}

std::string_view Node::attribute(std::string_view key) const {
  const auto at = std::lower_bound(
      attributes.begin(), attributes.end(), key,
      [](const Attribute& attribute, std::string_view wanted) { return attribute.key < wanted; });
  return at != attributes.end() && at->key == key ? at->value : std::string_view();
}

}  // namespace newsgraph
