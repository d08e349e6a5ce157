// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/analysis/network.h"

namespace newsgraph {

/// What the measures of an analysis may be told.
struct MeasureOptions {
  unsigned threads = 0;        ///< 0: one a processor; no result depends on it
  std::uint64_t seed = 1;      ///< of samples and communities
  std::uint32_t pivots = 0;    ///< sources that sampled measures take; 0: exact if it fits `budget_seconds`
  double budget_seconds = 60;  ///< estimated from the size, not from a clock
  std::vector<Vertex> start;   ///< personalised PageRank: where the surfer starts
  bool boost_engine = false;   ///< take Boost.Graph's algorithm where there is one
};

/// One score a vertex.
struct Scores {
  std::string measure;
  std::vector<double> values;
  std::string note;  ///< how it was reached, if that is not plain: "sampled, 1024 pivots"; else empty
};

/// One measure: a function and its row in graph/analysis/measures.cc.
struct Measure {
  std::string_view name;     ///< "betweenness", also the key of the node attribute
  std::string_view summary;  ///< "share of shortest paths that pass the node"
  std::string_view reads;    ///< "ties, unweighted": what docs/analysis.md defines
  Scores (*compute)(const Network&, const MeasureOptions&) = nullptr;
};

/// Every measure, in the order `newsgraph analyze --list` prints them.
std::span<const Measure> measures();

/// By name. Throws std::invalid_argument when there is none ("did you mean").
const Measure& measure(std::string_view name);

}  // namespace newsgraph
