// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/eval/folding.h"
#include "graph/eval/gold.h"

namespace newsgraph {

/// A node of the graph that is scored.
struct ScoredNode {
  std::string id;
  std::string type;
  std::string name;
  std::vector<std::string> aliases;
  std::string date;  ///< empty if none
};

/// An edge of the graph that is scored.
struct ScoredEdge {
  std::string type;
  std::string source;  ///< ScoredNode::id, or that of a node that was left out
  std::string target;
  std::string role;
  std::string sentence;  ///< one that says so, for listings
  std::string rule;      ///< the rule that found it there
};

/// Found and right, found but wrong, not found.
struct Counts {
  std::uint64_t right = 0;
  std::uint64_t extra = 0;
  std::uint64_t missing = 0;

  [[nodiscard]] double precision() const;  ///< 0 when nothing was found
  [[nodiscard]] double recall() const;     ///< 0 when there was nothing to find
  [[nodiscard]] double f1() const;
  Counts& operator+=(const Counts& other);
};

struct Share {
  std::uint64_t right = 0;
  std::uint64_t of = 0;
};

/// Figures over all articles scored so far, micro-averaged.
struct Tally {
  std::map<std::string, Counts> nodes;  ///< by node type
  std::map<std::string, Counts> edges;  ///< by relation
  Share types;                          ///< matched nodes with the right type
  Share roles;                          ///< found posts with the right title
  Share dates;                          ///< found events with the right date
};

/// Something missed or wrong.
struct Finding {
  std::string line;                          ///< "edge  missing Hồ Minh Lý -ATTENDS-> ..."
  std::vector<std::string> missed_names[2];  ///< of a missing edge: all names of its source, of its target
  std::string sentence;                      ///< of an extra edge: one that is said to say so
  std::string rule;                          ///< of an extra edge: the rule that took it so
};

/// Whether nodes, relations of this type count in the score; all others are not looked at.
bool is_scored_node_type(std::string_view type);
bool is_scored_relation(std::string_view type);

/// Scores the graph of one article: pairs its nodes with the gold entities (one to one, most alike first),
/// then compares the edges between them. Adds to `tally`; `findings`, sorted by line, receives what was
/// missed and what is wrong. Cost: nodes times entities. Errors: none.
void score_article(const Gold& gold, const std::vector<ScoredNode>& nodes,
                   const std::vector<ScoredEdge>& edges, const NameFolding& folding, Tally& tally,
                   std::vector<Finding>& findings);

}  // namespace newsgraph
