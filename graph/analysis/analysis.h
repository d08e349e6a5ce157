// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/analysis/components.h"
#include "graph/analysis/measures.h"
#include "graph/analysis/network.h"

namespace newsgraph {

struct AnalysisOptions {
  std::vector<std::string> measures;  ///< names; empty: degree, strength, pagerank, betweenness
  MeasureOptions options;
};

/// A graph, measured. Refers to the Graph it was made from.
struct Analysis {
  Network network;
  std::vector<Scores> scores;  ///< in the order asked for
  Components components;       ///< weak

  /// The scores of a measure, or null when it was not asked for.
  [[nodiscard]] const Scores* find(std::string_view measure) const;
};

/// Measures `graph`, which must outlive the result, as `view` reads it. Throws std::invalid_argument as
/// project() and measure() do.
Analysis analyze(const Graph& graph, const GraphView& view, const AnalysisOptions& options);

/// A node and why it is central.
struct CentralActor {
  Vertex vertex = 0;
  double score = 0;
  std::vector<EdgeIndex> strongest;  ///< of its edges in the network, strongest first
};

/// The `top` nodes by a measure (must have been computed), by falling score, ties by node id; only nodes of
/// `node_type` unless that is empty. Each with its `edges` strongest edges: of equal weight, those to the
/// higher scores.
std::vector<CentralActor> most_central(const Analysis& analysis, std::string_view measure, std::size_t top,
                                       std::string_view node_type = {}, std::size_t edges = 3);
std::vector<CentralActor> most_central(const Network& network, const Scores& scores, std::size_t top,
                                       std::string_view node_type = {}, std::size_t edges = 3);

/// Puts the scores into the nodes' attributes, replacing those of the same name: exports then carry them.
/// Whole numbers are written whole, others with as many digits as they need. With `community` goes
/// `community_label`, its name.
void add_attributes(const Analysis& analysis, Graph& graph);

/// A score as text: shortest form that reads back the same.
std::string score_text(double score);

}  // namespace newsgraph
