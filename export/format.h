// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

/// Takes the bytes of an export, in order.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
  /// For formats that write a folder: what follows goes into the file `name` of it. Called before the first
  /// byte.
  virtual void begin_file(std::string_view name) { static_cast<void>(name); }
  /// The same for a file that is a program to be run.
  virtual void begin_program(std::string_view name) { begin_file(name); }
  /// Something the user should know about this export: "drawn: the 400 most connected of 52000 nodes".
  virtual void note(std::string_view message) { static_cast<void>(message); }
};

/// Keeps an export in memory; the files of a folder one after the other, each under "=== name" of its own
/// line.
class StringSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text.append(bytes); }
  void begin_file(std::string_view name) override { text.append("=== ").append(name).append("\n"); }
  void note(std::string_view message) override { notes.emplace_back(message); }

  std::string text;
  std::vector<std::string> notes;
};

/// What a user may set for a format; each writer reads what concerns it.
struct ExportOptions {
  std::string flavor;             ///< variant of a format: "yed", "1.2", "load-csv"; empty for the usual one
  std::string size_by;            ///< node attribute that gives the size in drawings; empty: degree
  std::string title;              ///< heading of drawings and pages
  std::string language = "vi";    ///< of relation names and legends in drawings: "vi" or "en"
  bool aggregate = false;         ///< one edge per source, target and type
  unsigned layout_seconds = 120;  ///< a drawing whose layout takes longer fails
};

/// One export format: a file in export/ and a row in export/formats.cc.
struct Format {
  std::string_view name;             ///< "graphml"
  std::string_view suffix;           ///< ".graphml"
  std::string_view summary;          ///< "for Gephi, yEd, NetworkX, igraph and Neo4j (APOC)"
  std::string_view leaves_out = {};  ///< what the format cannot hold, one line; empty if nothing
  std::string_view flavors = {};     ///< those that ExportOptions::flavor may name, separated by spaces
  std::string_view files = {};  ///< of a format that writes a folder: what may be in it, separated by spaces,
                                ///< "*" for any characters: "README.txt nodes_*.csv"; empty for one file
  void (*write)(const Graph&, const ExportOptions&, Sink&) = nullptr;

  /// Whether it writes a set of files into a folder instead of one file.
  [[nodiscard]] bool folder() const { return !files.empty(); }
  /// Whether a file of this name is one of `files`.
  [[nodiscard]] bool has_file(std::string_view file_name) const;
  /// Whether `flavor` is one of `flavors`.
  [[nodiscard]] bool has_flavor(std::string_view flavor) const;
};

/// Writes `graph` in `format`, merged first when `options.aggregate` says so. Same graph, same options: same
/// bytes. Throws std::invalid_argument for a flavor the format does not have, std::runtime_error when a
/// drawing fails, and whatever the sink throws.
void write_graph(const Graph& graph, const Format& format, const ExportOptions& options, Sink& sink);

/// Every format, in the order `newsgraph formats` prints them.
std::span<const Format> formats();

/// By name ("graphml"), or null.
const Format* find_format(std::string_view name);

/// By the longest matching suffix of a file name, whatever its case, or null. A suffix that tells how the
/// file is packed (export/packing.h) may stand behind it, save that folders are not packed.
const Format* format_for_file(std::string_view file_name);

/// Whether a file name has `suffix` and something before it, whatever the case.
bool has_suffix(std::string_view file_name, std::string_view suffix);

}  // namespace newsgraph
