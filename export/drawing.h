// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "export/force_layout.h"
#include "export/format.h"

struct Agraph_s;

namespace newsgraph {

/// Which nodes are drawn, by which layout, and how much is written on them.
struct DrawingPlan {
  std::vector<NodeIndex> nodes;  ///< ascending
  std::string engine;            ///< of Graphviz: "neato", "sfdp"; "nop1" where we place the nodes
  std::vector<Place> places;     ///< of the nodes, if we place them: see place_nodes
  bool merge_parallel = false;   ///< one line from a node to another, all relations on it
  bool edge_labels = false;
  bool boxes = true;     ///< names stand inside shapes; else nodes are discs
  bool picture = false;  ///< to be rendered: long names are cut, legend and names are added by finish_layout
};

/// Everything, for a DOT file.
DrawingPlan plan_for_file(const Graph& graph);
/// For a picture: up to kMostDrawn nodes all of them, else the kDrawnOfMore with the most edges.
DrawingPlan plan_for_picture(const Graph& graph);
/// Fills `plan.places` if its engine wants them. Works on all threads; to a forked process, which has but
/// one, the locks of the others are lost. Cost: that of force_layout.
void place_nodes(const Graph& graph, const ExportOptions& options, DrawingPlan& plan);

inline constexpr std::size_t kMostDrawn = 20'000;
inline constexpr std::size_t kDrawnOfMore = 2'000;

struct AgraphClose {
  void operator()(Agraph_s* graph) const;
};
using AgraphPointer = std::unique_ptr<Agraph_s, AgraphClose>;

/// The styled cgraph graph; `plan` has its places. cgraph keeps global state: Requires: no other thread uses
/// Graphviz meanwhile.
AgraphPointer build_agraph(const Graph& graph, const ExportOptions& options, const DrawingPlan& plan);

/// Requires: `agraph` was built for a picture, its layout attached as attributes and freed. Adds what depends
/// on the size of the layout: title and legend in proportion, and on discs the names of the largest nodes
/// that do not cover each other.
void finish_layout(Agraph_s* agraph, const Graph& graph, const ExportOptions& options,
                   const DrawingPlan& plan);

/// The graph as DOT text, as agwrite prints it. The same about threads.
void print_agraph(Agraph_s* agraph, Sink& sink);

/// Breaks `label` into lines of about `width` characters at spaces, as evenly as can be.
std::string wrapped(std::string_view label, std::size_t width);

}  // namespace newsgraph
