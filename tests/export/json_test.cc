// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>

#include "export/format.h"
#include "export/graph_json.h"
#include "tests/export/sample_graphs.h"

namespace newsgraph {
namespace {

std::string written(std::string_view format, const Graph& graph, const ExportOptions& options = {}) {
  StringSink sink;
  write_graph(graph, *find_format(format), options, sink);
  return sink.text;
}

TEST(Json, GivesEveryFieldBack) {
  EXPECT_EQ(difference(read_graph_json(written("json", two_node_graph())), two_node_graph()), "");
}

TEST(Json, GivesHostileTextBack) {
  EXPECT_EQ(difference(read_graph_json(written("json", hostile_graph())), hostile_graph()), "");
}

TEST(Json, GivesAnEmptyGraphBack) {
  EXPECT_EQ(difference(read_graph_json(written("json", Graph{})), Graph{}), "");
}

TEST(Json, KeepsControlCharacters) {
  Graph graph = two_node_graph();
  graph.nodes[0].label = std::string_view("a\0b\x01\x7f\r\n\xC2\x85", 9);
  EXPECT_EQ(read_graph_json(written("json", graph)).nodes[0].label, graph.nodes[0].label);
}

TEST(Json, ReplacesBytesThatAreNoUtf8) {
  Graph graph = two_node_graph();
  graph.nodes[0].label = "a\xC3(\xED\xA0\x80)\xFF";
  EXPECT_EQ(read_graph_json(written("json", graph)).nodes[0].label, "a\uFFFD(\uFFFD\uFFFD\uFFFD)\uFFFD");
}

TEST(Json, WritesTheSameBytesForTheGraphItRead) {
  const std::string first = written("json", hostile_graph());
  EXPECT_EQ(written("json", read_graph_json(first)), first);
}

TEST(Json, PutsTheListsOfRecordsInOrder) {
  const Graph graph = read_graph_json(
      R"({"format":"newsgraph","version":1,"articles":[{"id":"a1"},{"id":"a2"}],
"nodes":[{"id":"n1","label":"A","aliases":["y","x","y"],"articles":["a2","a1","a2"]},{"id":"n2","label":"B"}],
"edges":[{"id":"e1","source":"n1","target":"n2","type":"MEETS","articles":["a2","a1"],"evidence":[
{"article":"a2","sentence":[5,9],"text":"3"},{"article":"a2","sentence":[1,4],"text":"2"},
{"article":"a2","sentence":[7,9],"in_title":true,"text":"1"},{"article":"a1","text":"0"}]}]})");
  EXPECT_TRUE(std::ranges::equal(graph.nodes[0].aliases, std::vector<std::string_view>{"x", "y"}));
  EXPECT_TRUE(std::ranges::equal(graph.nodes[0].articles, std::vector<ArticleIndex>{0, 1}));
  EXPECT_TRUE(std::ranges::equal(graph.edges[0].articles, std::vector<ArticleIndex>{0, 1}));
  std::string texts;
  for (const Evidence* evidence : graph.edges[0].evidence) texts += evidence->text;
  EXPECT_EQ(texts, "0123");
}

TEST(Json, ReadsRecordsInAnyOrder) {
  const Graph graph = read_graph_json(R"({"edges": [
      {"id": "e2", "source": "b", "target": "a", "type": "MEETS", "weight": 1, "articles": ["y", "x"]},
      {"id": "e1", "source": "a", "target": "b", "type": "MEETS", "evidence": [{"article": "y"}]}],
    "nodes": [{"id": "b", "type": "Person", "label": "B"}, {"label": "A", "type": "Person", "id": "a"}],
    "articles": [{"id": "y"}, {"id": "x"}], "version": 1, "format": "newsgraph"})");
  ASSERT_EQ(graph.nodes.size(), 2U);
  EXPECT_EQ(graph.nodes[0].id, "a");
  ASSERT_EQ(graph.edges.size(), 2U);
  EXPECT_EQ(graph.edges[0].id, "e1");
  EXPECT_EQ(graph.edges[0].source, 0U);
  EXPECT_EQ(graph.articles[graph.edges[0].evidence[0]->article].id, "y");
  EXPECT_TRUE(std::ranges::equal(graph.edges[1].articles, std::vector<ArticleIndex>{0, 1}));
}

TEST(Json, TakesUnknownMembersOfANodeAsAttributes) {
  const Graph graph =
      read_graph_json(R"({"format":"newsgraph","version":1,"extra":{"deep":[[1,{"a":2}]]},"nodes":
      [{"id":"a","type":"Person","label":"A","x":0.10,"old":true,"none":null,"list":[1,2]}],"edges":[]})");
  const std::vector<Attribute> wanted = {{"old", "true"}, {"x", "0.10"}};
  EXPECT_TRUE(std::ranges::equal(graph.nodes[0].attributes, wanted));
}

struct BadFile {
  std::string name;
  std::string json;
  std::string message;  ///< between the place and the byte
  std::string before;   ///< the bytes of the file just before the place
};

void PrintTo(const BadFile& bad, std::ostream* out) {
  *out << bad.name;
}

class BadJson : public testing::TestWithParam<BadFile> {};

TEST_P(BadJson, IsRefusedWithPlaceAndReason) {
  const std::string& json = GetParam().json;
  try {
    read_graph_json(json);
    FAIL() << "was read";
  } catch (const GraphFileError& error) {
    const std::string read = json.substr(0, error.offset());
    const auto line = 1 + std::count(read.begin(), read.end(), '\n');
    const std::size_t column = error.offset() - (line == 1 ? 0 : read.rfind('\n') + 1) + 1;
    EXPECT_EQ(error.what(), "graph.json:" + std::to_string(line) + ":" + std::to_string(column) + ": " +
                                GetParam().message + " (byte " + std::to_string(error.offset()) + ")");
    EXPECT_TRUE(read.ends_with(GetParam().before)) << read;
  }
}

constexpr const char* kHead = R"({"format":"newsgraph","version":1,)";

std::string file(const std::string& nodes, const std::string& edges) {
  return std::string(kHead) + "\"nodes\":[" + nodes + "],\n\"edges\":[" + edges + "]}";
}

const std::string kA = R"({"id":"a","type":"Person","label":"A"})";

std::string edge_with(const std::string& members) {
  return file(kA, R"({"id":"e1","source":"a","target":"a","type":"MEETS",)" + members + "}");
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadJson,
    testing::Values(
        BadFile{"empty", "", "the file ends here but the graph does not: it was cut off", ""},
        BadFile{"cut", R"({"format":"newsgraph","version":1,"nodes":[)",
                "the file ends here but the graph does not: it was cut off", "\"nodes\":["},
        BadFile{"array", "[]", "a graph file is one JSON object, found an array", ""},
        BadFile{"other", R"({"nodes":[],"edges":[]})",
                "no member 'format': not a graph that this program wrote", ""},
        BadFile{"version", R"({"format":"newsgraph","version":2,"nodes":[],"edges":[]})",
                "graph version 2, this program reads version 1: build the graph again", "\"version\":2"},
        BadFile{"version_text", R"({"format":"newsgraph","version":"1","nodes":[],"edges":[]})",
                "graph: 'version' must be a number", "\"version\":\"1\""},
        BadFile{"no_edges", std::string(kHead) + "\"nodes\":[]}", "no list 'edges'", ""},
        BadFile{"two_nodes", file(kA + ",\n" + kA, ""), "two nodes have the id 'a'", "\"label\":\"A\""},
        BadFile{"no_id", file(R"({"type":"Person"})", ""), "node number 1 has no 'id'", "\"Person\""},
        BadFile{"dangling", file(kA, R"({"id":"e1","source":"a","target":"b","type":"MEETS"})"),
                "edge 'e1': target 'b' is no node of this file", "\"target\":\"b\""},
        BadFile{"shared_id", file(kA, R"({"id":"a","source":"a","target":"a","type":"MEETS"})"),
                "a node and an edge have the same id 'a'", ""},
        BadFile{"zero", edge_with(R"("weight":0)"),
                "edge 'e1': 'weight' must be a whole number from 1 to 4294967295, found '0'", "\"weight\":0"},
        BadFile{"negative", edge_with(R"("weight":-3)"),
                "edge 'e1': 'weight' must be a whole number from 1 to 4294967295, found '-3'",
                "\"weight\":-3"},
        BadFile{"nan", edge_with(R"("weight":NaN)"), "NaN is no number in JSON", "\"weight\":"},
        BadFile{"status", edge_with(R"("status":"maybe")"),
                "edge 'e1': unknown status 'maybe', wanted stated, planned, proposed, denied or reported",
                "\"maybe\""},
        BadFile{"article", edge_with(R"("evidence":[{"article":"x"}])"),
                "edge 'e1': article 'x' is no article of this file", "\"x\""},
        BadFile{"span", edge_with(R"("evidence":[{"sentence":[5,3]}])"),
                "edge 'e1': a span of evidence must be [begin, end] with begin <= end", "[5,3"},
        BadFile{"aliases", file(R"({"id":"a","aliases":{}})", ""), "node 'a': 'aliases' must be an array",
                "\"aliases\":"},
        BadFile{"role", edge_with(R"("role":["x"])"), "edge 'e1': 'role' must be text", "\"role\":"},
        BadFile{"sentence", edge_with(R"("evidence":[{"text":["x"]}])"), "edge 'e1': 'text' must be text",
                "\"text\":"},
        BadFile{"sentence_place", edge_with(R"("evidence":[{"sentence":{"begin":1}}])"),
                "edge 'e1': 'sentence' must be [begin, end]", "\"sentence\":"},
        BadFile{"url", std::string(kHead) + R"("articles":[{"id":"x","url":["y"]}],"nodes":[],"edges":[]})",
                "article 'x': 'url' must be text", "\"url\":"},
        BadFile{"edge_types", std::string(kHead) + R"("edge_types":5,"nodes":[],"edges":[]})",
                "graph: 'edge_types' must be an array", "\"edge_types\":5"},
        BadFile{"label", file(R"({"id":"a","label":7})", ""), "node 'a': 'label' must be text",
                "\"label\":7"}),
    [](const auto& test) { return test.param.name; });

TEST(Json, AByteOrderMarkCountsAmongTheBytes) {
  try {
    read_graph_json("\xEF\xBB\xBF[]");
    FAIL() << "was read";
  } catch (const GraphFileError& error) {
    EXPECT_EQ(error.offset(), 3U) << error.what();
  }
  EXPECT_EQ(read_graph_json("\xEF\xBB\xBF" + written("json", two_node_graph())).nodes.size(), 2U);
}

TEST(Json, DeepNestingIsNoDanger) {
  const std::string deep = std::string(kHead) + "\"x\":" + std::string(2'000'000, '[');
  EXPECT_THROW(read_graph_json(deep), GraphFileError);
}

TEST(Json, EveryPrefixOfAFileIsRefused) {
  const std::string whole = written("json", two_node_graph());
  for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
    EXPECT_THROW(read_graph_json(std::string_view(whole).substr(0, size)), GraphFileError) << size;
  }
}

}  // namespace
}  // namespace newsgraph
