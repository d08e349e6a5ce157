// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/report.h"

#include <algorithm>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "extract/one_line.h"
#include "graph/analysis/blocks.h"
#include "graph/analysis/brokerage.h"
#include "graph/analysis/community_names.h"
#include "graph/analysis/text_table.h"

namespace newsgraph {
namespace {

std::string edge_text(const Network& network, NodeIndex self, EdgeIndex e) {
  const Edge& edge = network.graph->edges[e];
  const bool outward = edge.source == self;
  const Node& other = network.graph->nodes[outward ? edge.target : edge.source];
  const auto& types = network.graph->edge_types;
  const bool symmetric = std::any_of(types.begin(), types.end(), [&](const EdgeType& type) {
    return type.symmetric && type.name == edge.type;
  });
  return std::string(outward || symmetric ? "" : "<- ").append(edge.type) + " " + cut(other.label, 32) +
         " (" + std::to_string(edge.weight) + ")";
}

std::string head_line(const Analysis& analysis) {
  const Network& network = analysis.network;
  std::string line =
      count_of(network.graph->nodes.size(), "node") + ", " + count_of(network.edges.size(), "edge");
  if (network.denied > 0) line += " (and " + count_of(network.denied, "denied", "denied") + ", left out)";
  if (network.loops > 0) line += ", " + count_of(network.loops, "loop") + " left out";
  const auto& sizes = analysis.components.sizes;
  line += "; " + count_of(sizes.size(), "component");
  if (!sizes.empty()) line += ", the largest of " + count_of(sizes[analysis.components.largest()], "node");
  return line + "\n";
}

std::string why_central(const Network& network, const CentralActor& actor) {
  std::string why;
  for (const EdgeIndex e : actor.strongest)
    why += (why.empty() ? "" : "; ") + edge_text(network, actor.vertex, e);
  return why;
}

// A line without spaces at its end.
void write_line(std::string& out, std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  out += line + "\n";
}

void write_community_rows(std::string& out, const Network& network, const Scores& scores, std::size_t top) {
  out += "        nodes  members with the strongest ties inside\n";
  std::size_t rank = 0;
  for (const CommunityName& community : name_communities(network, scores.values)) {
    if (rank == top) break;
    out += right(std::to_string(++rank), 4) + right(std::to_string(community.size), 9) + "  " +
           community.label + "\n";
  }
}

void write_rows(std::string& out, const Analysis& analysis, const Scores& scores,
                const ReportOptions& options) {
  const Network& network = analysis.network;
  out += "         score  " + padded("type", 13) + padded("name", 37) + "strongest edges\n";
  std::size_t rank = 0;
  for (const CentralActor& actor : most_central(analysis, scores.measure, options.top, options.node_type)) {
    const Node& node = network.node(actor.vertex);
    write_line(out, right(std::to_string(++rank), 4) + right(rounded(actor.score), 10) + "  " +
                        padded(node.type, 12) + " " + padded(node.label, 36) + " " +
                        why_central(network, actor));
  }
  if (rank == 0)
    out += "  nothing: no node" + (options.node_type.empty() ? "" : " of type " + options.node_type) + "\n";
}

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void text_member(JsonWriter& json, const char* key, std::string_view value) {
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}
void score_member(JsonWriter& json, const char* key, double value) {
  json.Key(key);
  const std::string text = score_text(value);
  json.RawValue(text.data(), text.size(), rapidjson::kNumberType);
}

void write_actor(JsonWriter& json, const Network& network, const CentralActor& actor) {
  const NodeIndex self = actor.vertex;
  const Node& node = network.node(self);
  json.StartObject();
  text_member(json, "id", node.id);
  text_member(json, "type", node.type);
  text_member(json, "label", node.label);
  score_member(json, "score", actor.score);
  json.Key("strongest");
  json.StartArray();
  for (const EdgeIndex e : actor.strongest) {
    const Edge& edge = network.graph->edges[e];
    const bool outward = edge.source == self;
    const Node& other = network.graph->nodes[outward ? edge.target : edge.source];
    json.StartObject();
    text_member(json, "type", edge.type);
    text_member(json, "direction", outward ? "out" : "in");
    json.Key("weight");
    json.Uint(edge.weight);
    text_member(json, "id", other.id);
    text_member(json, "label", other.label);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

void write_communities(JsonWriter& json, const Analysis& analysis, const Scores& scores) {
  json.Key("communities");
  json.StartArray();
  for (const CommunityName& community : name_communities(analysis.network, scores.values)) {
    json.StartObject();
    json.Key("number");
    json.Uint(community.number);
    json.Key("size");
    json.Uint(community.size);
    text_member(json, "label", community.label);
    json.EndObject();
  }
  json.EndArray();
}

std::string csv_field(std::string_view words) {
  const std::string text = on_one_line(words);
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

// The `top` nodes of a type by `rank`, each with how many ties it has and the strongest.
void write_leaders(std::string& out, const Network& network, const Scores& rank, const char* title,
                   const char* type, std::size_t top) {
  auto actors = most_central(network, rank, top, type, 2);
  std::erase_if(actors, [](const CentralActor& actor) { return actor.strongest.empty(); });
  if (actors.empty()) return;
  out += "\n" + padded(title, 44) + "ties  strongest edges\n";
  for (const CentralActor& actor : actors)
    write_line(out, "  " + padded(network.node(actor.vertex).label, 40) +
                        right(std::to_string(network.ties.out().degree(actor.vertex)), 6) + "  " +
                        why_central(network, actor));
}

void write_bridges(std::string& out, const Network& network, const char* title, const char* type,
                   std::size_t top) {
  std::size_t shown = 0;
  for (const HomeBridge& bridge : home_bridges(network, homes(network, type), 3)) {
    if (shown == top) break;
    if (shown == 0) out += "\n" + padded(title, 37) + "who has ties to both (weight of the weaker side)\n";
    ++shown;
    std::string names;
    for (const auto& [actor, weight] : bridge.actors)
      names += (names.empty() ? "" : "; ") + cut(network.node(actor).label, 40) + " (" +
               std::to_string(weight) + ")";
    out += "  " +
           padded(std::string(network.node(bridge.first).label)
                      .append(" - ")
                      .append(network.node(bridge.second).label),
                  34) +
           " " + names + "\n";
  }
}

}  // namespace

std::string text_report(const Analysis& analysis, const ReportOptions& options) {
  std::string out = head_line(analysis);
  for (const Scores& scores : analysis.scores) {
    const Measure& row = measure(scores.measure);
    out += "\n" + scores.measure + ": " + std::string(row.summary);
    if (!scores.note.empty()) out += "; " + scores.note;
    out += "\n";
    if (scores.measure == "community")
      write_community_rows(out, analysis.network, scores, options.top);
    else
      write_rows(out, analysis, scores, options);
  }
  return out;
}

std::string json_report(const Analysis& analysis, const ReportOptions& options) {
  const Network& network = analysis.network;
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  const auto number = [&](const char* key, std::size_t value) {
    json.Key(key);
    json.Uint64(value);
  };
  number("nodes", network.graph->nodes.size());
  number("edges", network.edges.size());
  number("denied", network.denied);
  number("components", analysis.components.sizes.size());
  json.Key("measures");
  json.StartArray();
  for (const Scores& scores : analysis.scores) {
    json.StartObject();
    text_member(json, "name", scores.measure);
    if (!scores.note.empty()) text_member(json, "note", scores.note);
    if (scores.measure == "community") {
      write_communities(json, analysis, scores);
    } else {
      json.Key("top");
      json.StartArray();
      for (const CentralActor& actor : most_central(analysis, scores.measure, options.top, options.node_type))
        write_actor(json, network, actor);
      json.EndArray();
    }
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

std::string csv_report(const Analysis& analysis, const ReportOptions& options) {
  std::string out = "measure,rank,id,type,label,score\r\n";
  for (const Scores& scores : analysis.scores) {
    std::size_t rank = 0;
    for (const CentralActor& actor :
         most_central(analysis, scores.measure, options.top, options.node_type, 0)) {
      const Node& node = analysis.network.node(actor.vertex);
      out += scores.measure + "," + std::to_string(++rank) + "," + csv_field(node.id) + "," +
             csv_field(node.type) + "," + csv_field(node.label) + "," + score_text(actor.score) + "\r\n";
    }
  }
  return out;
}

std::string text_summary(const Analysis& analysis, const MeasureOptions& how, const ReportOptions& options) {
  const Network& network = analysis.network;
  const Adjacency rows = network.ties.out();
  std::string out = head_line(analysis);
  const Blocks blocks = find_blocks(rows);
  out += count_of(articulation_points(blocks).size(), "node holds", "nodes hold") +
         " parts together (articulation points), " + count_of(bridges(blocks).size(), "tie does", "ties do") +
         " so alone (bridges)\n";

  const Scores rank = measure("pagerank").compute(network, how);
  const std::size_t names = std::min<std::size_t>(options.top, 5);
  write_leaders(out, network, rank, "Leaders, by PageRank", "Person", names);
  write_leaders(out, network, rank, "Provinces", "Province", names);
  write_leaders(out, network, rank, "Organisations", "Organization", names);
  write_leaders(out, network, rank, "Events", "Event", names);
  write_leaders(out, network, rank, "Countries", "Country", names);
  write_bridges(out, network, "Between countries", "Country", names);
  write_bridges(out, network, "Between provinces", "Province", names);

  const Scores community = measure("community").compute(network, how);
  out += "\nCommunities: " + community.note + "\n";
  write_community_rows(out, network, community, options.top);
  return out;
}

}  // namespace newsgraph
