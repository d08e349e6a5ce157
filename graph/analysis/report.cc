// SPDX-License-Identifier: Apache-2.0
#include "graph/analysis/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "graph/analysis/blocks.h"
#include "graph/analysis/brokerage.h"
#include "graph/analysis/communities.h"

namespace newsgraph {
namespace {

// Columns a label takes: code points that are no combining marks (U+0300 to U+036F).
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) == 0x80) continue;
    const bool combining = byte == 0xCC || (byte == 0xCD && i + 1 < text.size() &&
                                            static_cast<unsigned char>(text[i + 1]) < 0xB0);
    count += !combining;
  }
  return count;
}

std::string cut(std::string_view text, std::size_t most) {
  if (columns(text) <= most) return std::string(text);
  std::size_t end = 0;
  std::size_t count = 0;
  while (end < text.size() && count + 1 < most) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    count = columns(text.substr(0, end));
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result = cut(text, width);
  const std::size_t taken = columns(result);
  if (taken < width) result.append(width - taken, ' ');
  return result;
}

std::string right(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

// Whole numbers whole, others with four digits.
std::string rounded(double score) {
  std::array<char, 32> buffer{};
  const bool whole = std::floor(score) == score && std::abs(score) < 1e9;
  std::snprintf(buffer.data(), buffer.size(), whole ? "%.0f" : "%.4g", score);
  return buffer.data();
}

std::string count_of(std::size_t count, const char* noun, const char* plural = nullptr) {
  std::string digits = std::to_string(count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits + " " +
         (count == 1          ? std::string(noun)
          : plural != nullptr ? plural
                              : std::string(noun) + "s");
}

std::string edge_text(const Network& network, NodeIndex self, EdgeIndex e) {
  const Edge& edge = network.graph->edges[e];
  const bool outward = edge.source == self;
  const Node& other = network.graph->nodes[outward ? edge.target : edge.source];
  return (outward ? "" : "<- ") + edge.type + " " + cut(other.label, 32) + " (" +
         std::to_string(edge.weight) + ")";
}

std::string head_line(const Analysis& analysis) {
  const Network& network = analysis.network;
  std::string line = count_of(network.nodes.size(), "node") + ", " + count_of(network.edges.size(), "edge");
  if (network.edges_outside > 0)
    line += " (" + count_of(network.edges_outside, "more", "more") + " outside the view)";
  if (network.loops > 0) line += ", " + count_of(network.loops, "loop") + " left out";
  const auto& sizes = analysis.components.sizes;
  line += "; " + count_of(sizes.size(), "component");
  if (!sizes.empty()) line += ", the largest of " + count_of(sizes[analysis.components.largest()], "node");
  return line + "\n";
}

void write_community_rows(std::string& out, const Analysis& analysis, const Scores& scores, std::size_t top) {
  out += "        nodes  members of highest strength\n";
  std::size_t rank = 0;
  for (const CommunityName& community : name_communities(analysis.network, scores.values)) {
    if (rank == top) break;
    out += right(std::to_string(++rank), 4) + right(std::to_string(community.size), 9) + "  " +
           community.label + "\n";
  }
}

void write_rows(std::string& out, const Analysis& analysis, const Scores& scores,
                const ReportOptions& options) {
  const Network& network = analysis.network;
  out += "        score  " + padded("type", 13) + padded("name", 37) + "strongest edges\n";
  std::size_t rank = 0;
  for (const CentralActor& actor : most_central(analysis, scores.measure, options.top, options.node_type)) {
    const Node& node = network.node(actor.vertex);
    std::string why;
    for (const EdgeIndex e : actor.strongest)
      why += (why.empty() ? "" : "; ") + edge_text(network, network.nodes[actor.vertex], e);
    out += right(std::to_string(++rank), 4) + right(rounded(actor.score), 9) + "  " + padded(node.type, 12) +
           " " + padded(node.label, 36) + " " + why;
    while (out.back() == ' ') out.pop_back();
    out += "\n";
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
  const NodeIndex self = network.nodes[actor.vertex];
  const Node& node = network.graph->nodes[self];
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

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

// "Leaders        Phạm Minh Chính 0.031, ..."
void write_leaders(std::string& out, const Analysis& ranked, const char* title, const char* type,
                   std::size_t top) {
  std::string names;
  for (const CentralActor& actor : most_central(ranked, "pagerank", top, type, 0))
    names += (names.empty() ? "" : ", ") + ranked.network.node(actor.vertex).label;
  if (!names.empty()) out += padded(title, 16) + names + "\n";
}

void write_bridges(std::string& out, const Network& network, const char* type, std::size_t top) {
  const std::vector<Vertex> home = homes(network, type);
  std::size_t shown = 0;
  for (const HomeBridge& bridge : home_bridges(network, home, 3)) {
    if (shown == top) break;
    if (shown == 0)
      out += std::string("\nBetween ") + (std::string(type) == "Country" ? "countries" : "provinces") + "\n";
    ++shown;
    std::string names;
    for (const auto& [actor, weight] : bridge.actors)
      names += (names.empty() ? "" : ", ") + network.node(actor).label + " (" + std::to_string(weight) + ")";
    out += "  " + padded(network.node(bridge.first).label + " - " + network.node(bridge.second).label, 36) +
           " " + names + "\n";
  }
}

}  // namespace

std::vector<CommunityName> name_communities(const Network& network, const std::vector<double>& of) {
  constexpr std::size_t kNamed = 3;
  const Adjacency rows = network.ties.out();
  std::vector<std::vector<Vertex>> members;
  for (Vertex v = 0; v < of.size(); ++v) {
    const auto c = static_cast<std::size_t>(of[v]);
    if (c >= members.size()) members.resize(c + 1);
    members[c].push_back(v);
  }
  std::vector<double> strength(rows.vertices(), 0.0);
  for (Vertex v = 0; v < rows.vertices(); ++v)
    for (std::uint32_t i = rows.offsets[v]; i < rows.offsets[v + 1]; ++i) strength[v] += rows.weight(i);
  std::vector<CommunityName> result;
  for (std::uint32_t c = 0; c < members.size(); ++c) {
    if (members[c].size() < 2) continue;
    std::stable_sort(members[c].begin(), members[c].end(),
                     [&](Vertex a, Vertex b) { return strength[a] > strength[b]; });
    CommunityName name{c, static_cast<std::uint32_t>(members[c].size()), ""};
    for (std::size_t i = 0; i < std::min(kNamed, members[c].size()); ++i)
      name.label += (i == 0 ? "" : ", ") + network.node(members[c][i]).label;
    result.push_back(std::move(name));
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.size > b.size; });
  return result;
}

std::string text_report(const Analysis& analysis, const ReportOptions& options) {
  std::string out = head_line(analysis);
  for (const Scores& scores : analysis.scores) {
    const Measure& row = measure(scores.measure);
    out += "\n" + scores.measure + ": " + std::string(row.summary);
    if (!scores.note.empty()) out += "; " + scores.note;
    out += "\n";
    if (scores.measure == "community")
      write_community_rows(out, analysis, scores, options.top);
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
  number("nodes", network.nodes.size());
  number("edges", network.edges.size());
  number("edges_outside", network.edges_outside);
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
         " so alone (bridges)\n\n";

  Analysis ranked;
  ranked.network.graph = network.graph;
  ranked.network.nodes = network.nodes;
  Scores rank = measure("pagerank").compute(network, how);
  rank.measure = "pagerank";
  ranked.scores.push_back(std::move(rank));
  const std::size_t names = std::min<std::size_t>(options.top, 5);
  write_leaders(out, ranked, "Leaders", "Person", names);
  write_leaders(out, ranked, "Provinces", "Province", names);
  write_leaders(out, ranked, "Organisations", "Organization", names);
  write_leaders(out, ranked, "Events", "Event", names);
  write_leaders(out, ranked, "Countries", "Country", names);
  write_bridges(out, network, "Country", names);
  write_bridges(out, network, "Province", names);

  const Scores community = measure("community").compute(network, how);
  out += "\nCommunities: " + community.note + "\n";
  write_community_rows(out, analysis, community, options.top);
  return out;
}

}  // namespace newsgraph
