// SPDX-License-Identifier: Apache-2.0
// The two-node graph in every format, against tests/export/golden/two_nodes/NAME. A row without a golden file
// fails; NEWSGRAPH_BLESS=1 writes them anew, and the difference is read like code.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "export/drawing.h"
#include "export/format.h"
#include "export/text_out.h"
#include "export/writers.h"
#include "tests/export/sample_graphs.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

std::string written(const Format& format, const Graph& graph, const ExportOptions& options = {}) {
  StringSink sink;
  write_graph(graph, format, options, sink);
  return sink.text;
}

std::string written(std::string_view format, const Graph& graph, const ExportOptions& options = {}) {
  return written(*find_format(format), graph, options);
}

/// Without a golden file: layouts differ with fonts and versions of Graphviz, and the page carries its whole
/// program. Their own tests look at them.
bool has_no_golden(const Format& format) {
  constexpr std::array<std::string_view, 4> kNames = {"svg", "png", "pdf", "html"};
  return std::find(kNames.begin(), kNames.end(), format.name) != kNames.end();
}

/// Every format that this build can write.
std::vector<Format> built_formats() {
  std::vector<Format> all(formats().begin(), formats().end());
  if (!has_viewer()) std::erase_if(all, [](const Format& format) { return format.name == "html"; });
  return all;
}

/// Golden file and what must be in it, one for each flavor.
void expect_golden(const Format& format, const std::string& flavor) {
  std::string name(format.name);
  if (!flavor.empty()) name += "-" + flavor;
  SCOPED_TRACE(name);
  ExportOptions options;
  options.flavor = flavor;
  options.title = "Hai nút";
  const std::string text = written(format, two_node_graph(), options);
  const fs::path path = fs::path(NEWSGRAPH_ROOT) / "tests/export/golden/two_nodes" / name;
  if (std::getenv("NEWSGRAPH_BLESS") != nullptr) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream golden(path, std::ios::binary);
  ASSERT_TRUE(golden) << "no golden file " << path << ": run with NEWSGRAPH_BLESS=1 and read what it wrote";
  std::ostringstream expected;
  expected << golden.rdbuf();
  EXPECT_EQ(text, expected.str());
}

TEST(Formats, WriteTheTwoNodeGraphAsTheirGoldenFiles) {
  for (const Format& format : built_formats()) {
    if (has_no_golden(format)) continue;
    expect_golden(format, "");
    std::istringstream flavors{std::string(format.flavors)};
    for (std::string flavor; flavors >> flavor;) expect_golden(format, flavor);
  }
}

TEST(Formats, WriteTheSameBytesAgain) {
  for (const Format& format : built_formats()) {
    EXPECT_TRUE(written(format, hostile_graph()) == written(format, hostile_graph())) << format.name;
  }
}

TEST(Formats, WriteAGraphWithoutNodes) {
  for (const Format& format : built_formats()) {
    const std::string text = written(format, Graph{});
    EXPECT_EQ(text.empty(), format.name == "nquads") << format.name;  // no statement, no line
  }
}

TEST(Formats, HoldNoByteThatBreaksReaders) {
  Graph graph = hostile_graph();
  const std::string_view bad("\x01\0\x1b\x7f\xC2\x85\xEF\xBF\xBE\xFF\r\n", 13);
  for (Node& node : graph.nodes) node.label = graph.memory->keep(std::string(node.label).append(bad));
  for (const Format& format : built_formats()) {
    if (format.name == "png" || format.name == "pdf") continue;
    const std::string text = written(format, graph);
    for (const char c : {'\x01', '\0', '\x1b', '\x7f', '\r', '\xFF'}) {
      EXPECT_EQ(text.find(c), std::string::npos) << format.name << " holds byte " << static_cast<int>(c);
    }
    const std::string u_fffe = "\xEF\xBF\xBE";
    if (format.name != "json") {
      EXPECT_EQ(text.find(u_fffe), std::string::npos) << format.name;
    }
  }
}

TEST(Formats, HaveNamesAndSuffixesOfTheirOwn) {
  std::set<std::string_view> names, suffixes;
  for (const Format& format : formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_TRUE(suffixes.insert(format.suffix).second) << format.suffix;
    EXPECT_FALSE(format.summary.empty()) << format.name;
    EXPECT_EQ(format_for_file("x" + std::string(format.suffix)), &format) << format.suffix;
    EXPECT_EQ(find_format(format.name), &format);
  }
}

TEST(Formats, NameTheFilesThatTheyWrite) {
  for (const Format& format : formats()) {
    if (!format.folder()) continue;
    std::istringstream lines(written(format, hostile_graph()));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("=== ")) continue;
      EXPECT_TRUE(format.has_file(line.substr(4))) << format.name << ": " << line;
      ++count;
    }
    EXPECT_GT(count, 1U) << format.name;
    EXPECT_FALSE(format.has_file("thesis.txt")) << format.name;
  }
}

TEST(Ladybug, GivesEachRelationAFileOfItsOwn) {
  GraphMaker make;
  for (const std::string_view type : {"A", "A_B", "B_C", "C"}) make.node(type, type, type);
  make.edge("e1", "A", "B_C", "R");
  make.edge("e2", "A_B", "C", "R");
  const std::string text = written("ladybug", make.finish());
  EXPECT_NE(text.find("=== edges_R_A_B_C.csv\n"), std::string::npos);
  EXPECT_NE(text.find("=== edges_R_A_B_C_2.csv\n"), std::string::npos);
  EXPECT_NE(text.find("FROM 'edges_R_A_B_C_2.csv' (FROM='A_B', TO='C'"), std::string::npos);
}

TEST(Dot, HandsOnWhatTheSinkThrows) {
  struct Full : Sink {
    void write(std::string_view) override { throw std::runtime_error("full"); }
  } full;
  const Graph graph = two_node_graph();
  const AgraphPointer agraph = build_agraph(graph, {}, plan_for_file(graph));
  try {
    print_agraph(agraph.get(), full);
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "full");
  }
}

TEST(Formats, AreFoundByTheLongestSuffixWhateverItsCase) {
  EXPECT_EQ(format_for_file("a.json")->name, "json");
  EXPECT_EQ(format_for_file("a.graphology.json")->name, "graphology");
  EXPECT_EQ(format_for_file("A.GRAPHML")->name, "graphml");
  EXPECT_EQ(format_for_file("out/tables.csv/")->name, "csv");
  EXPECT_EQ(format_for_file("a.json.gz")->name, "json");
  EXPECT_EQ(format_for_file("a.GraphML.ZST")->name, "graphml");
  EXPECT_EQ(format_for_file("a.csv.gz"), nullptr) << "a folder is not packed";
  EXPECT_EQ(format_for_file(".json.gz"), nullptr);
  EXPECT_EQ(format_for_file(".json"), nullptr);
  EXPECT_EQ(format_for_file("json"), nullptr);
  EXPECT_EQ(find_format("gdf"), nullptr);
}

TEST(Formats, HaveAPlaceInTheDocumentation) {
  std::ifstream file(fs::path(NEWSGRAPH_ROOT) / "docs/formats.md");
  std::ostringstream text;
  text << file.rdbuf();
  for (const Format& format : formats()) {
    EXPECT_NE(text.str().find("`" + std::string(format.suffix) + "`"), std::string::npos) << format.name;
  }
}

TEST(Formats, RefuseAFlavorTheyDoNotHave) {
  ExportOptions options;
  options.flavor = "1.1";
  EXPECT_THROW(written("gexf", two_node_graph(), options), std::invalid_argument);
  EXPECT_THROW(written("json", two_node_graph(), options), std::invalid_argument);
}

TEST(Drawings, AreTheSameInEveryTimeZone) {
  const std::string here = written("pdf", two_node_graph());
  ::setenv("TZ", "Asia/Ho_Chi_Minh", 1);
  ::tzset();
  const std::string there = written("pdf", two_node_graph());
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_TRUE(here == there);
}

TEST(Drawings, AreOfTheirKindAndNameTheNodes) {
  EXPECT_TRUE(written("png", two_node_graph()).starts_with("\x89PNG"));
  EXPECT_TRUE(written("pdf", two_node_graph()).starts_with("%PDF"));
  EXPECT_NE(written("pdf", two_node_graph()).find("/CreationDate (D:20000101000000Z)"), std::string::npos)
      << "no clock";
  const std::string svg = written("svg", two_node_graph());
  for (const std::string_view text : {"<svg", "Trịnh Xuân Trường", "Lào Cai", "giữ chức", "Nhân vật"}) {
    EXPECT_NE(svg.find(text), std::string::npos) << text;
  }
}

TEST(Drawings, KeepTheirLegendWhereATypeHasNoName) {
  GraphMaker make;
  make.node("a", "", "A");
  make.node("b", "Person", "B");
  ExportOptions options;
  options.title = "\x01";
  EXPECT_NE(written("svg", make.finish(), options).find(">Person</text>"), std::string::npos);
}

TEST(Drawings, DoNotBlameTheNodesForWhatTheSinkThrows) {
  struct Full : Sink {
    void write(std::string_view) override { throw std::runtime_error("full"); }
  } full;
  try {
    write_graph(two_node_graph(), *find_format("svg"), {}, full);
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "full");
  }
}

TEST(Drawings, OfThousandsOfNodesAreDoneInSeconds) {
  GraphMaker make;
  constexpr std::size_t kNodes = 5000;  // half of them in a component each: what took Graphviz minutes
  for (std::size_t i = 0; i < kNodes; ++i) make.node("n" + std::to_string(10'000 + i), "Person", "x");
  for (std::size_t i = 1; i < kNodes / 2; ++i)
    make.edge("e" + std::to_string(i), make.graph.nodes[i].id, make.graph.nodes[i / 3].id, "MEETS");
  ExportOptions options;
  options.layout_seconds = 60;
  const std::string svg = written("svg", make.finish(), options);
  std::size_t discs = 0;
  for (std::size_t at = svg.find("class=\"node\""); at != std::string::npos;
       at = svg.find("class=\"node\"", at + 1))
    ++discs;
  EXPECT_GE(discs, kNodes);
}

TEST(Drawings, StopAtTheTimeLimit) {
  ExportOptions options;
  options.layout_seconds = 0;
  try {
    written("svg", two_node_graph(), options);
    FAIL() << "was drawn";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(std::string(error.what()),
              "drawing 2 nodes: not done after 0 s, stopped; draw fewer nodes (filter by type, date or "
              "evidence), or write "
              "DOT or GraphML instead");
  }
}

TEST(Drawings, OfALargeGraphShowItsMostConnectedNodesAndSayso) {
  Graph graph;
  graph.nodes.resize(kMostDrawn + 1);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    graph.nodes[i].id = graph.memory->keep("n" + std::to_string(100'000 + i));
  graph.edges.resize(1);
  graph.edges[0].target = kMostDrawn;
  const DrawingPlan plan = plan_for_picture(graph);
  ASSERT_EQ(plan.nodes.size(), kDrawnOfMore);
  EXPECT_EQ(plan.nodes.front(), 0U);
  EXPECT_EQ(plan.nodes.back(), kMostDrawn);
}

TEST(Wrapping, BreaksAtSpacesAndKeepsWordsWhole) {
  EXPECT_EQ(wrapped("Lào Cai", 22), "Lào Cai");
  EXPECT_EQ(wrapped("tuyến đường sắt Lào Cai - Hà Nội - Hải Phòng", 22),
            "tuyến đường sắt Lào Cai\n- Hà Nội - Hải Phòng");
  EXPECT_EQ(wrapped("mộtchữrấtdàikhôngcódấucách", 10), "mộtchữrấtdàikhôngcódấucách");
  EXPECT_EQ(wrapped("", 10), "");
}

TEST(Aggregate, MergesEdgesOfOneTypeBetweenTheSameNodes) {
  ExportOptions options;
  options.aggregate = true;
  const std::string text = written("json", hostile_graph(), options);
  EXPECT_NE(text.find(R"("id":"e:3","type":"HOLDS_POSITION","role":"Bí thư; \\; Chủ tịch \"A\"")"),
            std::string::npos);
  EXPECT_EQ(text.find(R"("id":"e:2")"), std::string::npos);
  EXPECT_NE(text.find(R"("id":"e:1")"), std::string::npos) << "another type stays apart";
}

TEST(Dates, ArePaddedToDays) {
  EXPECT_EQ(first_day("2024"), "2024-01-01");
  EXPECT_EQ(last_day("2024"), "2024-12-31");
  EXPECT_EQ(last_day("2024-02"), "2024-02-29");
  EXPECT_EQ(last_day("2023-02"), "2023-02-28");
  EXPECT_EQ(first_day("2024-11-06"), "2024-11-06");
  for (const std::string_view wrong :
       {"", "2024-13", "2023-02-29", "6/11/2024", "2024-1", "20241106", "-2024"}) {
    EXPECT_EQ(first_day(wrong), "") << wrong;
    EXPECT_EQ(last_day(wrong), "") << wrong;
  }
}

TEST(Ids, StayTwoWhenTheyAreEscaped) {
  EXPECT_EQ(safe_id("person:trịnh"), "person:trịnh");
  EXPECT_EQ(safe_id(" a\nb "), "%20a%0Ab%20");
  EXPECT_EQ(safe_id("a%0Ab"), "a%250Ab");
  EXPECT_EQ(safe_id("100%"), "100%");
  EXPECT_EQ(safe_id("a\xC2\x85"), "a%C2%85");
  EXPECT_EQ(safe_id("a\xEF\xBF\xBF\xFF"), "a%EF%BF%BF%FF");
}

TEST(Ids, StayTwoInEveryFormat) {
  GraphMaker make;
  for (const std::string_view id : {"n", "n\x01", "n\xC2\x85", "n\xEF\xBF\xBE"}) make.node(id, "Person", "A");
  const Graph graph = make.finish();
  for (const Format& format : built_formats()) {
    if (has_no_golden(format) || format.name == "json") continue;
    const std::string text = written(format, graph);
    for (const std::string_view id : {"n%01", "n%C2%85", "n%EF%BF%BE"})
      EXPECT_NE(text.find(id), std::string::npos) << format.name << " " << id;
  }
}

TEST(Columns, LeaveTheNamesAloneThatFormatsHaveOfTheirOwn) {
  GraphMaker make;
  make.node("n", "Person", "A").attributes =
      make.graph.memory->keep(std::vector<Attribute>{{"first_day", "x"}, {"last_day", "y"}});
  const Graph graph = make.finish();
  const std::string admin = written("neo4j-admin", graph);
  EXPECT_NE(admin.find(",own_first_day:string,own_last_day:string,first_day:date,last_day:date,:LABEL"),
            std::string::npos)
      << admin;
  EXPECT_NE(written("cypher", graph).find("`own_first_day`:'x',`own_last_day`:'y'"), std::string::npos);
}

}  // namespace
}  // namespace newsgraph
