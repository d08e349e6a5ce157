// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

/// Takes the bytes of an export, in order. Throws nothing; a full disk shows when the file is closed.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
};

/// What a user may set for a format; each writer reads what concerns it.
struct ExportOptions {
  std::string flavor;     ///< variant of a format: "yed", "1.2", "load-csv"; empty for the usual one
  std::string size_by;    ///< node attribute that gives the size in drawings; empty: degree
  std::string title;      ///< heading of drawings and pages
  bool aggregate = false; ///< one edge per source, target and type
};

/// One export format: a file in export/ and a row in export/formats.cc.
struct Format {
  std::string_view name;      ///< "graphml"
  std::string_view suffix;    ///< ".graphml"
  std::string_view summary;   ///< "for Gephi, yEd, NetworkX, igraph and Neo4j (APOC)"
  std::string_view leaves_out;  ///< what the format cannot hold, one line; empty if nothing
  bool folder = false;        ///< writes a set of files into a folder instead of one file
  void (*write)(const Graph&, const ExportOptions&, Sink&) = nullptr;
};

/// Every format, in the order `newsgraph formats` prints them.
std::span<const Format> formats();

/// By name ("graphml"), or null.
const Format* find_format(std::string_view name);

/// By the longest matching suffix of a file name, or null.
const Format* format_for_file(std::string_view file_name);

}  // namespace newsgraph
