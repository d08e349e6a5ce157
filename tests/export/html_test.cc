// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "export/format.h"
#include "export/text_out.h"
#include "export/viewer_data.h"
#include "export/writers.h"

namespace newsgraph {
namespace {

class Text : public Sink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

rapidjson::Document data_of(const Graph& graph, const ExportOptions& options = {}) {
  Text out;
  write_viewer_data(graph, options, out);
  EXPECT_EQ(out.text.find('<'), std::string::npos);
  rapidjson::Document json;
  json.Parse(out.text.data(), out.text.size());
  EXPECT_FALSE(json.HasParseError()) << out.text;
  return json;
}

Graph two_nodes() {
  Graph graph;
  graph.articles.resize(1);
  graph.articles[0].id = "a1";
  graph.nodes.resize(2);
  graph.nodes[0].id = "o";
  graph.nodes[0].type = "Organization";
  graph.nodes[1].id = "p";
  graph.nodes[1].type = "Province";
  graph.edges.resize(1);
  graph.edges[0].id = "e";
  graph.edges[0].target = 1;
  graph.edges[0].type = "HOSTS";
  return graph;
}

TEST(PageSpan, CountsUtf16UnitsOfTheCleanedText) {
  struct Row {
    std::string text;
    Span bytes;
    int begin, end;
  };
  const std::vector<Row> rows = {
      {"abc", {1, 2}, 1, 2},
      {"Lào Cai ký", {0, 8}, 0, 7},                // à has two bytes
      {"Đặng", {2, 5}, 1, 2},                      // ặ has three
      {"a\U0001F600b", {5, 6}, 3, 4},              // two units before it
      {"a\U0001F600b", {2, 3}, 1, 3},              // a cut character counts whole
      {std::string("a\x01") + "b", {2, 3}, 1, 2},  // control characters are left out
      {"a\xff"
       "b",
       {2, 3},
       2,
       3},  // a wrong byte is one U+FFFD
      {"a\r\nb", {3, 4}, 2, 3},
      {"abc", {1, 1}, -1, -1},
      {"abc", {2, 9}, -1, -1},
  };
  for (const Row& row : rows) {
    const PageSpan span = page_span(row.text, row.bytes);
    EXPECT_EQ(span.begin, row.begin) << row.text;
    EXPECT_EQ(span.end, row.end) << row.text;
  }
}

TEST(ViewerData, MovesSpansIntoTheSentence) {
  Graph graph = two_nodes();
  Evidence evidence;
  evidence.text = "Sở chủ trì.";
  evidence.sentence = {100, 100 + 15};
  evidence.source = {100, 104};   // "Sở"
  evidence.trigger = {105, 114};  // "chủ trì"
  evidence.target = {20, 26};     // in an earlier sentence
  graph.edges[0].evidence = graph.memory->keep<const Evidence*>({&evidence, &evidence});
  const rapidjson::Document json = data_of(graph);
  ASSERT_EQ(json["sentences"].Size(), 1U);  // once, however many edges cite it
  const auto& row = json["edges"][0][9][0];
  const std::vector<int> wanted = {0, 2, -1, -1, 3, 10};
  for (unsigned i = 0; i < wanted.size(); ++i) EXPECT_EQ(row[5 + i].GetInt(), wanted[i]) << i;
}

TEST(ViewerData, HostileTextStaysText) {
  Graph graph = two_nodes();
  const std::string hostile =
      "</script><script>alert(1)</script><!-- \"'\\ ]]> @@GRAPH@@ \x01\xff \xe2\x80\xa8";
  graph.nodes[0].label = hostile;
  graph.nodes[0].attributes = graph.memory->keep<Attribute>({{hostile, hostile}});
  const rapidjson::Document json = data_of(graph);
  EXPECT_EQ(json["nodes"][0][2].GetString(), cleaned(hostile));
}

TEST(ViewerData, EmptyGraph) {
  const rapidjson::Document json = data_of(Graph{});
  EXPECT_EQ(json["nodes"].Size(), 0U);
  EXPECT_EQ(json["edges"].Size(), 0U);
}

TEST(ViewerData, LargeGraphIsCutToItsBestConnectedNodes) {
  Graph graph;
  graph.nodes.resize(kPageNodes + 2);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    graph.nodes[i].id = graph.memory->keep(std::to_string(i));
    graph.nodes[i].type = "Person";
  }
  graph.edges.resize(1);
  graph.edges[0].source = kPageNodes;
  graph.edges[0].target = kPageNodes + 1;
  graph.edges[0].type = "MEETS";
  const rapidjson::Document json = data_of(graph);
  EXPECT_EQ(json["nodes"].Size(), kPageNodes);
  EXPECT_EQ(json["edges"].Size(), 1U);
  EXPECT_STREQ(json["nodes"][kPageNodes - 1][0].GetString(), std::to_string(kPageNodes + 1).c_str());
  EXPECT_EQ(json["all"][0].GetUint(), kPageNodes + 2);
}

TEST(WriteHtml, TitleIsEscapedAndDataIsInPlace) {
  ExportOptions options;
  options.title = "<b>A & B</b>";
  Text out;
  if (!has_viewer()) GTEST_SKIP() << "built without npm";
  write_html(two_nodes(), options, out);
  EXPECT_NE(out.text.find("<title>&lt;b&gt;A &amp; B&lt;/b&gt;</title>"), std::string::npos);
  EXPECT_EQ(out.text.find("@@GRAPH@@"), std::string::npos);
  EXPECT_EQ(out.text.find("@@TITLE@@"), std::string::npos);
  EXPECT_NE(out.text.find("type=\"application/json\">{\"title\":"), std::string::npos);
}

}  // namespace
}  // namespace newsgraph
