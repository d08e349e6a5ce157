// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "graph/graph.h"

namespace newsgraph {

/// A graph file that cannot be read. what(): "news.json:12:7: edge 'e4': source 'n9' is no node of this file
/// (byte 812)".
class GraphFileError : public std::runtime_error {
 public:
  GraphFileError(const std::string& message, std::uint64_t offset)
      : std::runtime_error(message), offset_(offset) {}
  /// Byte of the file where reading stopped, from 0.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  std::uint64_t offset_;
};

/// Reads the JSON export back: every field of the graph that was written. `where` names the file in messages.
/// Order does not matter (the result is sorted as graph.h says) and unknown members of the file are ignored;
/// unknown members of a node become its attributes. Memory: the graph and an index over its ids. Throws
/// GraphFileError on anything but a whole graph of this version: bad JSON, an id that is used twice, an edge
/// or a piece of evidence that refers to nothing, a weight below 1.
Graph read_graph_json(std::string_view json, std::string_view where = "graph.json");

/// The same from a file, which is mapped, not copied; "-" reads standard input.
/// Throws also std::runtime_error when the file cannot be opened.
Graph read_graph_file(const std::string& path);

}  // namespace newsgraph
