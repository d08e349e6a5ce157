// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_builder.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/graph/articles.h"

namespace newsgraph {
namespace {

using testing_articles::Draft;
using testing_articles::graph_of;
using testing_articles::print;

TEST(GraphBuilder, NoArticlesGiveAnEmptyGraph) {
  const Graph graph = graph_of({});
  EXPECT_TRUE(graph.nodes.empty());
  EXPECT_TRUE(graph.edges.empty());
}

TEST(GraphBuilder, TwoArticlesOfOneFactGiveOneEdgeWithTwoPiecesOfEvidence) {
  const auto article = [](const char* id, const char* date) {
    Draft draft(id, date);
    const auto a = draft.entity("Person", "Trịnh Xuân Trường");
    const auto b = draft.entity("Organization", "UBND tỉnh Lào Cai");
    draft.fact("HOLDS_POSITION", a, b, "Chủ tịch");
    return draft.facts;
  };
  const Graph graph = graph_of({article("2", "2024-11-06"), article("1", "2023-05-01")});
  ASSERT_EQ(graph.edges.size(), 1u);
  const Edge& edge = graph.edges[0];
  EXPECT_EQ(edge.id, "person:trinh-xuan-truong|HOLDS_POSITION|organization:ubnd-tinh-lao-cai|chu-tich");
  EXPECT_EQ(edge.weight, 2u);
  EXPECT_EQ(edge.first_date, "2023-05-01");
  EXPECT_EQ(edge.last_date, "2024-11-06");
  EXPECT_EQ(testing_articles::items(edge.articles), (std::vector<ArticleIndex>{0, 1}));
  EXPECT_EQ(graph.nodes[1].id, "person:trinh-xuan-truong");
  EXPECT_EQ(graph.nodes[1].label, "Trịnh Xuân Trường");
  EXPECT_EQ(graph.nodes[1].label_ascii, "Trinh Xuan Truong");
  EXPECT_EQ(graph.nodes[1].mentions, 2u);
  EXPECT_EQ(graph.nodes[1].first_date, "2023-05-01");
}

TEST(GraphBuilder, SentencesCountOnceHoweverManyRulesFindThem) {
  Draft draft("a");
  const auto a = draft.entity("Person", "A B");
  const auto b = draft.entity("Person", "C D");
  draft.fact("URGES", a, b).rule = "one";
  draft.fact("URGES", a, b).rule = "two";
  draft.facts.facts[1].sentence = draft.facts.facts[0].sentence;
  draft.fact("URGES", a, b).rule = "one";
  const Graph graph = graph_of({draft.facts});
  ASSERT_EQ(graph.edges.size(), 1u);
  EXPECT_EQ(graph.edges[0].evidence.size(), 3u);
  EXPECT_EQ(graph.edges[0].weight, 2u);
}

TEST(GraphBuilder, ASymmetricRelationIsOneEdgeFromTheSmallerIdWithItsSpansInStep) {
  Draft draft("a");
  const auto z = draft.entity("Person", "Zed Young");
  const auto a = draft.entity("Person", "Ann Abel");
  draft.fact("MEETS", z, a);
  draft.facts.facts[0].source_span = {1, 2};
  draft.facts.facts[0].target_span = {3, 4};
  draft.fact("MEETS", a, z);
  const Graph graph = graph_of({draft.facts});
  ASSERT_EQ(graph.edges.size(), 1u);
  EXPECT_EQ(graph.nodes[graph.edges[0].source].label, "Ann Abel");
  EXPECT_EQ(graph.edges[0].weight, 2u);
  EXPECT_EQ(graph.edges[0].evidence[0]->source, (Span{3, 4}));
  EXPECT_EQ(graph.edges[0].evidence[0]->target, (Span{1, 2}));
}

TEST(GraphBuilder, StatusIsTheFirmestOfTheEvidence) {
  Draft draft("a");
  const auto a = draft.entity("Organization", "Bộ A");
  const auto b = draft.entity("Event", "Hội nghị B 2024");
  draft.fact("HOSTS", a, b).status = Status::kProposed;
  draft.fact("HOSTS", a, b).status = Status::kPlanned;
  EXPECT_EQ(graph_of({draft.facts}).edges[0].status, Status::kPlanned);
  draft.fact("HOSTS", a, b).status = Status::kReported;
  EXPECT_EQ(graph_of({draft.facts}).edges[0].status, Status::kReported);
}

TEST(GraphBuilder, DeniedFactsAreCountedAndLeftOutUnlessKept) {
  Draft draft("a");
  const auto a = draft.entity("Organization", "Bộ A");
  const auto b = draft.entity("Event", "Hội nghị B 2024");
  draft.fact("HOSTS", a, b).status = Status::kDenied;
  GraphBuilder builder;
  builder.add(draft.facts);
  GraphReport report;
  EXPECT_TRUE(builder.finish({}, &report).edges.empty());
  EXPECT_EQ(report.denied, 1u);
  builder.add(draft.facts);
  GraphOptions options;
  options.keep_denied = true;
  const Graph graph = builder.finish(options, &report);
  ASSERT_EQ(graph.edges.size(), 1u);
  EXPECT_EQ(graph.edges[0].status, Status::kDenied);
  EXPECT_EQ(report.denied, 0u);
}

TEST(GraphBuilder, ParallelEdgesDifferInTypeOrRoleAndRolesIgnoreCase) {
  Draft draft("a");
  const auto a = draft.entity("Person", "Lê Văn An");
  const auto b = draft.entity("Organization", "Chính phủ");
  draft.fact("HOLDS_POSITION", a, b, "Phó thủ tướng");
  draft.fact("HOLDS_POSITION", a, b, "Phó Thủ tướng");
  draft.fact("HOLDS_POSITION", a, b, "Phó Thủ tướng");
  draft.fact("HOLDS_POSITION", a, b, "Bộ trưởng");
  draft.fact("VISITS", a, b);
  const Graph graph = graph_of({draft.facts});
  ASSERT_EQ(graph.edges.size(), 3u);
  EXPECT_EQ(graph.edges[0].role, "Bộ trưởng");
  EXPECT_EQ(graph.edges[1].role, "Phó Thủ tướng");
  EXPECT_EQ(graph.edges[1].weight, 3u);
  EXPECT_EQ(graph.edges[2].type, "VISITS");
}

TEST(GraphBuilder, RolesThatDifferInToneMarksOnlyKeepTheirIdsApart) {
  Draft draft("a");
  const auto a = draft.entity("Person", "Lê Văn An");
  const auto b = draft.entity("Organization", "Chính phủ");
  draft.fact("HOLDS_POSITION", a, b, "Bí thư");
  draft.fact("HOLDS_POSITION", a, b, "Bị thu");
  const Graph graph = graph_of({draft.facts});
  ASSERT_EQ(graph.edges.size(), 2u);
  EXPECT_NE(graph.edges[0].id, graph.edges[1].id);
}

TEST(GraphBuilder, EvidenceCountsFromTheTitleOrFromTheBody) {
  Draft draft("a");
  draft.facts.title = "Tiêu đề";
  draft.facts.body_begin = 20;
  const auto a = draft.entity("Person", "Lê Văn An");
  const auto b = draft.entity("Organization", "Chính phủ");
  Fact& in_body = draft.fact("VISITS", a, b);
  in_body.sentence = {30, 90};
  in_body.source_span = {2, 8};  // carried over from the title
  in_body.target_span = {40, 50};
  Fact& in_title = draft.fact("VISITS", a, b);
  in_title.sentence = {0, 18};
  in_title.source_span = {2, 8};
  const Graph graph = graph_of({draft.facts});
  ASSERT_EQ(graph.edges[0].evidence.size(), 2u);
  const Evidence& first = *graph.edges[0].evidence[0];
  EXPECT_TRUE(first.in_title);
  EXPECT_EQ(first.sentence, (Span{0, 18}));
  EXPECT_EQ(first.source, (Span{2, 8}));
  const Evidence& second = *graph.edges[0].evidence[1];
  EXPECT_FALSE(second.in_title);
  EXPECT_EQ(second.sentence, (Span{10, 70}));
  EXPECT_EQ(second.target, (Span{20, 30}));
  EXPECT_EQ(second.source, Span{});
}

TEST(GraphBuilder, AFactWhoseEndsAreOneNodeIsCountedAndLeftOut) {
  Draft draft("a");
  const auto a = draft.entity("Organization", "Bộ Công Thương");
  const auto b = draft.entity("Organization", "Bộ công thương");
  draft.fact("COOPERATES_WITH", a, b);
  GraphBuilder builder;
  builder.add(draft.facts);
  GraphReport report;
  EXPECT_TRUE(builder.finish({}, &report).edges.empty());
  EXPECT_EQ(report.loops, 1u);
}

TEST(GraphBuilder, TheSameArticleTwiceCountsOnce) {
  const auto articles = testing_articles::five_articles();
  GraphBuilder builder;
  for (int times = 0; times < 2; ++times) {
    for (const ArticleFacts& facts : articles) builder.add(facts);
  }
  GraphReport report;
  EXPECT_EQ(print(builder.finish(testing_articles::options(), &report)), print(graph_of(articles)));
  EXPECT_EQ(report.duplicates, 5u);
  EXPECT_TRUE(report.problems.empty());
}

TEST(GraphBuilder, AnotherTextUnderTheSameIdIsReportedAndTheChoiceDoesNotDependOnTheOrder) {
  Draft one("a");
  one.facts.source_hash = "11";
  one.facts.title = "Một";
  one.facts.source = "x.json";
  one.entity("Person", "Lê Văn Một");
  Draft two("a");
  two.facts.source_hash = "22";
  two.facts.url = "https://example.org/2";
  two.facts.source = "y.json";
  two.entity("Person", "Lê Văn Hai");
  std::vector<ArticleFacts> articles = {one.facts, two.facts, two.facts};
  for (int turn = 0; turn < 3; ++turn) {
    for (std::size_t first = 0; first <= 3; ++first) {
      GraphBuilder builder, rest;
      for (std::size_t i = 0; i < 3; ++i) (i < first ? builder : rest).add(articles[i]);
      builder.merge(std::move(rest));
      GraphReport report;
      const Graph graph = builder.finish({}, &report);
      EXPECT_EQ(
          report.problems,
          std::vector<std::string>{"article 'a': 2 different articles have this id, 'Một' in x.json and "
                                   "https://example.org/2 in y.json; kept the first, give each its own id"});
      EXPECT_EQ(report.clashes, 1u);
      EXPECT_EQ(report.duplicates, 1u);
      EXPECT_EQ(report.repeated, std::vector<std::string>{"article 'a' came 3 times: 'Một' in x.json, "
                                                          "https://example.org/2 in y.json"});
      ASSERT_EQ(graph.nodes.size(), 1u);
      EXPECT_EQ(graph.nodes[0].label, "Lê Văn Một");
    }
    std::rotate(articles.begin(), articles.begin() + 1, articles.end());
  }
}

TEST(GraphBuilder, OneTextAtTwoAddressesIsOneArticle) {
  Draft one("a", "2024-11-06");
  one.facts.source_hash = "11";
  one.facts.url = "https://example.org/1";
  one.fact("VISITS", one.entity("Person", "Lê Văn Một"), one.entity("Country", "Lào")).time = "2024-11-05";
  Draft two = one;
  two.facts.source_hash = "22";
  two.facts.url = "https://example.org/2";
  two.facts.date = "2024-11-07";
  two.facts.facts[0].time = "2024-11-06";
  GraphBuilder builder;
  builder.add(two.facts);
  builder.add(one.facts);
  GraphReport report;
  EXPECT_EQ(builder.finish({}, &report).articles.at(0).url, "https://example.org/1");
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.duplicates, 1u);
  EXPECT_EQ(report.clashes, 0u);
}

TEST(GraphBuilder, EveryOrderOfFiveArticlesGivesTheSameGraph) {
  const auto articles = testing_articles::five_articles();
  const std::string expected = print(graph_of(articles));
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  int orders = 0;
  do {
    std::vector<ArticleFacts> shuffled;
    for (const std::size_t i : order) shuffled.push_back(articles[i]);
    ASSERT_EQ(print(graph_of(shuffled)), expected);
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(orders, 120);
}

TEST(GraphBuilder, EveryPartitionInTwoWithOverlapGivesTheSameGraph) {
  const auto articles = testing_articles::five_articles();
  const std::string expected = print(graph_of(articles));
  for (unsigned left = 0; left < 32; ++left) {
    GraphBuilder a;
    GraphBuilder b;
    for (unsigned i = 0; i < 5; ++i) {
      if ((left >> i & 1U) != 0) a.add(articles[i]);
      if ((left >> i & 1U) == 0 || i == 2) b.add(articles[i]);
    }
    a.merge(std::move(b));
    ASSERT_EQ(print(a.finish(testing_articles::options())), expected) << left;
  }
}

}  // namespace
}  // namespace newsgraph
