// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

struct Rgb {
  std::uint8_t r = 0, g = 0, b = 0;
};

/// "#1f77b4".
std::string hex(Rgb color);
/// `color` mixed with white; 1 gives white.
Rgb lighter(Rgb color, double share_of_white);

/// How nodes of a type look, in drawings, GEXF and the page alike.
struct TypeStyle {
  std::string_view type;
  Rgb color;
  std::string_view shape;  ///< as Graphviz names it
};

/// Style of a node type. A type that the table does not know gets a colour from its name, always the same.
TypeStyle type_style(std::string_view type);
/// The types of the table.
const std::vector<TypeStyle>& type_styles();

/// "tổ chức" for HOSTS: from the graph's edge types, else from the name itself ("cooperates with").
std::string relation_label(const Graph& graph, std::string_view type, std::string_view language);
/// "Nhân vật" for Person: from the graph's node types, else the name itself.
std::string type_label(const Graph& graph, std::string_view type, std::string_view language);

/// Edges that touch each node (a loop counts twice).
std::vector<std::uint32_t> degrees(const Graph& graph);
/// What ExportOptions::size_by names for each node, scaled to 0..1 (the square root of the share of the
/// largest); `size_by` empty, or on no node a number: the degree.
std::vector<double> node_sizes(const Graph& graph, std::string_view size_by);

/// `value` with so many decimals, "." whatever the locale.
std::string fixed(double value, int decimals);

}  // namespace newsgraph
