// SPDX-License-Identifier: Apache-2.0
// Every export format in one table: help, suffixes, hints and tests read it.
#include <algorithm>
#include <array>
#include <fnmatch.h>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "export/aggregate.h"
#include "export/format.h"
#include "export/packing.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

constexpr std::string_view kFlat =
    "of the evidence spans, status, reporters and times; of articles all but ids and URLs";
constexpr std::string_view kDrawn =
    "all that is not drawn: evidence, dates, aliases; of a graph over 20,000 nodes the less connected";

constexpr std::array kFormats = {
    Format{.name = "json",
           .suffix = ".json",
           .summary = "node-link JSON: everything; read by the other commands and by NetworkX",
           .write = write_json},
    Format{.name = "graphml",
           .suffix = ".graphml",
           .summary = "for Gephi, Neo4j (APOC), NetworkX, igraph, Cytoscape; flavor yed for yEd",
           .leaves_out = kFlat,
           .flavors = "yed",
           .write = write_graphml},
    Format{
        .name = "gexf",
        .suffix = ".gexf",
        .summary = "for Gephi and Gephi Lite: colours, sizes, time line; flavor 1.2 for NetworkX before 3.6",
        .leaves_out = kFlat,
        .flavors = "1.2",
        .write = write_gexf},
    Format{.name = "graphology",
           .suffix = ".graphology.json",
           .summary = "for Gephi Lite and sigma.js",
           .leaves_out = kFlat,
           .write = write_graphology},
    Format{.name = "cyjs",
           .suffix = ".cyjs",
           .summary = "for Cytoscape and Cytoscape.js",
           .leaves_out = kFlat,
           .write = write_cyjs},
    Format{.name = "cypher",
           .suffix = ".cypher",
           .summary = "script for Neo4j 5 and newer, safe to run again",
           .leaves_out = kFlat,
           .write = write_cypher},
    Format{
        .name = "neo4j-admin",
        .suffix = ".neo4j",
        .summary = "folder for neo4j-admin database import, with the command",
        .leaves_out = kFlat,
        .files = "README.txt import.sh nodes_header.csv nodes.csv relationships_header.csv relationships.csv",
        .write = write_neo4j_admin},
    Format{.name = "load-csv",
           .suffix = ".loadcsv",
           .summary = "folder for LOAD CSV in Neo4j, with the script",
           .leaves_out = kFlat,
           .files = "README.txt load.cypher nodes.csv relationships.csv",
           .write = write_load_csv},
    Format{.name = "csv",
           .suffix = ".csv",
           .summary = "folder of tables: nodes, edges, evidence, articles",
           .leaves_out = "English labels of types",
           .files = "README.txt nodes.csv edges.csv evidence.csv articles.csv",
           .write = write_csv},
    Format{.name = "ladybug",
           .suffix = ".ladybug",
           .summary = "folder for LadybugDB and Kuzu: schema, tables, import script",
           .leaves_out = kFlat,
           .files = "README.txt schema.cypher import.cypher nodes_*.csv edges_*.csv",
           .write = write_ladybug},
    Format{.name = "nquads",
           .suffix = ".nq",
           .summary = "RDF with provenance, a line a statement",
           .leaves_out = "labels of types",
           .write = write_nquads},
    Format{.name = "turtle",
           .suffix = ".ttl",
           .summary = "RDF with provenance, for people to read",
           .leaves_out = "labels of types; named graphs",
           .write = write_turtle},
    Format{
        .name = "dot",
        .suffix = ".dot",
        .summary = "for Graphviz, styled as the drawings are",
        .leaves_out =
            "aliases, attributes and dates of nodes; of the evidence all but the first sentence and its URL",
        .write = write_dot},
    Format{.name = "svg",
           .suffix = ".svg",
           .summary = "drawing for the web, text stays text",
           .leaves_out = kDrawn,
           .write = write_svg},
    Format{.name = "png",
           .suffix = ".png",
           .summary = "drawing as pixels",
           .leaves_out = kDrawn,
           .write = write_png},
    Format{.name = "pdf",
           .suffix = ".pdf",
           .summary = "drawing for print",
           .leaves_out = kDrawn,
           .write = write_pdf},
    Format{.name = "html",
           .suffix = ".html",
           .summary = "one page to look at: network, search, filters, time, sentences; needs no network",
           .leaves_out =
               "of a large graph all but its 20,000 most connected nodes; languages and hashes of articles",
           .write = write_html},
};

/// The words of `list`, which single spaces separate.
std::vector<std::string> words(std::string_view list) {
  std::istringstream in{std::string(list)};
  return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace

bool Format::has_flavor(std::string_view flavor) const {
  return std::ranges::count(words(flavors), flavor) > 0;
}

bool Format::has_file(std::string_view file_name) const {
  return std::ranges::any_of(words(files), [&](const std::string& pattern) {
    return ::fnmatch(pattern.c_str(), std::string(file_name).c_str(), 0) == 0;
  });
}

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

bool has_suffix(std::string_view file_name, std::string_view suffix) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return file_name.size() > suffix.size() &&
         std::ranges::equal(file_name.substr(file_name.size() - suffix.size()), suffix, {}, lower, lower);
}

const Format* format_for_file(std::string_view file_name) {
  while (file_name.size() > 1 && file_name.ends_with('/')) file_name.remove_suffix(1);
  const std::string_view name = unpacked_name(file_name);
  const bool packed = name.size() < file_name.size();
  const Format* best = nullptr;
  for (const Format& format : kFormats) {
    if (!has_suffix(name, format.suffix) || (packed && format.folder())) continue;
    if (best == nullptr || format.suffix.size() > best->suffix.size()) best = &format;
  }
  return best;
}

void write_graph(const Graph& graph, const Format& format, const ExportOptions& options, Sink& sink) {
  if (!options.flavor.empty() && !format.has_flavor(options.flavor)) {
    throw std::invalid_argument("format " + std::string(format.name) + " has no flavor '" + options.flavor +
                                "'" +
                                (format.flavors.empty() ? "" : "; it has " + std::string(format.flavors)));
  }
  if (options.aggregate) {
    format.write(aggregated(graph), options, sink);
  } else {
    format.write(graph, options, sink);
  }
}

}  // namespace newsgraph
