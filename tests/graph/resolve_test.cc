// SPDX-License-Identifier: Apache-2.0
// What resolution joins and what it keeps apart, by behaviour.
#include "graph/resolve.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/extract/data_file.h"
#include "tests/graph/articles.h"

namespace newsgraph {
namespace {

using testing_articles::Draft;
using testing_articles::graph_of;
using testing_articles::items;

/// Ids of the nodes, one a line.
std::string ids(const Graph& graph) {
  std::string out;
  for (const Node& node : graph.nodes) out.append(node.id).append("\n");
  return out;
}

Draft only(const char* id, const char* type, const char* name, std::vector<std::string> aliases = {},
           std::string gazetteer = {}) {
  Draft draft(id);
  draft.entity(type, name, std::move(aliases), std::move(gazetteer));
  return draft;
}

Draft with_date(Draft draft, const char* date) {
  draft.facts.entities[0].attributes = {{"date", date}};
  return draft;
}

Draft holder(const char* id, const char* person, const char* role, const char* type, const char* body) {
  Draft draft(id);
  const auto p = draft.entity("Person", person);
  draft.fact("HOLDS_POSITION", p, draft.entity(type, body), role);
  return draft;
}

Draft village(const char* id, std::string gazetteer, const char* in) {
  Draft draft(id);
  const auto v = draft.entity("Locality", "Tân Quang", {}, std::move(gazetteer));
  draft.fact("LOCATED_IN", v, draft.entity("Locality", in));
  return draft;
}

TEST(Resolve, APlaceThatLiesElsewhereIsNotTheOneOfTheGazetteer) {
  EXPECT_EQ(ids(graph_of({village("1", "c-1", "Ninh Hòa").facts, village("2", "", "Ninh Hòa").facts})),
            "c-1\nlocality:ninh-hoa\n");
  EXPECT_EQ(ids(graph_of({village("1", "c-1", "Ninh Hòa").facts, village("2", "", "Văn Lâm").facts})),
            "c-1\nlocality:ninh-hoa\nlocality:tan-quang\nlocality:van-lam\n");
}

TEST(Resolve, NamesThatDifferInCaseOrTonePlacementAreOne) {
  const Graph graph =
      graph_of({only("1", "Locality", "Hoà Bình").facts, only("2", "Locality", "Hòa Bình").facts,
                only("3", "Locality", "HÒA BÌNH").facts, only("4", "Locality", "Hòa Bình").facts});
  ASSERT_EQ(ids(graph), "locality:hoa-binh\n");
  EXPECT_EQ(graph.nodes[0].label, "Hòa Bình");
  EXPECT_EQ(items(graph.nodes[0].aliases), (std::vector<std::string_view>{"Hoà Bình", "HÒA BÌNH"}));
}

TEST(Resolve, NamesThatDifferInToneMarksAreTwoAndTheirIdsCarryAHash) {
  const Graph graph =
      graph_of({only("1", "Person", "Nguyễn Văn Hùng").facts, only("2", "Person", "Nguyễn Văn Hưng").facts});
  ASSERT_EQ(graph.nodes.size(), 2u);
  EXPECT_EQ(graph.nodes[0].id.substr(0, 23), "person:nguyen-van-hung-");
  EXPECT_NE(graph.nodes[0].id, graph.nodes[1].id);
}

TEST(Resolve, OneNameOfTwoTypesIsTwoNodesButAProjectMayBecomeAFacility) {
  EXPECT_EQ(graph_of({only("1", "Province", "Lào Cai").facts, only("2", "Organization", "Lào Cai").facts})
                .nodes.size(),
            2u);
  const Graph graph =
      graph_of({only("1", "Project", "cầu Mỹ Thuận 2").facts, only("2", "Facility", "cầu Mỹ Thuận 2").facts,
                only("3", "Facility", "Cầu Mỹ Thuận 2").facts});
  ASSERT_EQ(graph.nodes.size(), 1u);
  EXPECT_EQ(graph.nodes[0].id, "facility:cau-my-thuan-2");
}

TEST(Resolve, GazetteerIdsJoinOtherNamesAndKeepHomonymsApart) {
  const Graph graph =
      graph_of({only("1", "Country", "Mỹ", {}, "country-US").facts,
                only("2", "Country", "Hoa Kỳ", {}, "country-US").facts, only("3", "Country", "Hoa Kì").facts,
                only("4", "Province", "Hà Nam", {}, "province-vn-ha-nam").facts,
                only("5", "Province", "Hà Nam", {}, "province-cn-ha-nam").facts,
                only("6", "Province", "Hà Nam").facts});
  EXPECT_EQ(ids(graph), "country-US\nprovince-cn-ha-nam\nprovince-vn-ha-nam\nprovince:ha-nam\n");
}

TEST(Resolve, ABareAcronymJoinsTheOnlyOrganisationThatIntroducesIt) {
  const auto vcci = only("1", "Organization", "Liên đoàn Thương mại và Công nghiệp Việt Nam", {"VCCI"});
  const auto bare = only("2", "Organization", "VCCI");
  const Graph graph = graph_of({vcci.facts, bare.facts});
  ASSERT_EQ(ids(graph), "organization:lien-doan-thuong-mai-va-cong-nghiep-viet-nam\n");
  EXPECT_EQ(items(graph.nodes[0].aliases), std::vector<std::string_view>{"VCCI"});
  const auto other = only("3", "Organization", "Viện Cơ Chế Ích", {"VCCI"});
  EXPECT_EQ(graph_of({vcci.facts, bare.facts, other.facts}).nodes.size(), 3u);
}

struct AliasCase {
  const char* what;
  const char* type;
  const char* full;
  const char* alias;
  bool one;
};

TEST(Resolve, AliasesJoinWhenTheyMeanOneThingOutsideTheirArticle) {
  const AliasCase cases[] = {
      {"a shortening that keeps the proper part", "Organization", "Tập đoàn Hưng Thịnh", "Hưng Thịnh", true},
      {"a shortening that leaves out the place", "Organization", "Sở Y tế Lào Cai", "Sở Y tế", false},
      {"a shortening down to the kind", "Organization", "Ban Tổ chức Diễn đàn", "Ban Tổ chức", false},
      {"a trade name", "Organization", "Ngân hàng Ngoại thương", "Vietcombank", true},
      {"a short word", "Organization", "Công ty Xăng dầu", "Xăng", false},
      {"a place as short form", "Organization", "Công ty Lào Cai", "Lào Cai", false},
      {"a work without its first word", "Project", "thủy điện Sông Bung 2", "Sông Bung 2", true},
      {"another edition", "Event", "Hội nghị Cấp cao lần thứ 5", "Hội nghị Cấp cao lần thứ 6", false},
      {"an event without its edition", "Event", "Diễn đàn Sông Hồng lần thứ 5", "Diễn đàn Sông Hồng", false},
      {"one given name", "Person", "Trịnh Xuân Trường", "Trường", false},
  };
  for (const AliasCase& c : cases) {
    const Graph graph = graph_of({only("1", c.type, c.full, {c.alias}).facts,
                                  only("2", c.type, c.alias).facts, only("3", "Province", "Lào Cai").facts});
    EXPECT_EQ(graph.nodes.size(), c.one ? 2u : 3u) << c.what << "\n" << ids(graph);
  }
}

TEST(Resolve, TwoEntitiesOfOneArticleAreNotJoinedByAnAlias) {
  Draft draft("1");
  draft.entity("Organization", "Tập đoàn Hưng Thịnh", {"Hưng Thịnh"});
  draft.entity("Organization", "Hưng Thịnh");
  EXPECT_EQ(graph_of({draft.facts}).nodes.size(), 2u);
}

TEST(Resolve, AUnitWordBeforeThePlaceMayBeMissingIfOneBodyCanBeMeant) {
  auto options = testing_articles::options();
  options.unit_words = {"tỉnh", "thành phố"};
  const auto place = only("0", "Province", "Cao Bằng");
  const auto bare = only("1", "Organization", "Sở Y tế Cao Bằng");
  const auto tinh = only("2", "Organization", "Sở Y tế tỉnh Cao Bằng");
  const auto city = only("3", "Organization", "Sở Y tế thành phố Cao Bằng");
  EXPECT_EQ(graph_of({place.facts, bare.facts, tinh.facts}, options).nodes.size(), 2u);
  EXPECT_EQ(graph_of({place.facts, tinh.facts, city.facts}, options).nodes.size(), 3u);
  EXPECT_EQ(graph_of({place.facts, bare.facts, tinh.facts, city.facts}, options).nodes.size(), 4u);
}

TEST(Resolve, NamesThatDifferByAWordingAreOne) {
  auto options = testing_articles::options();
  options.unit_words = {"thành phố"};
  options.wordings = {{"và", ""},
                      {"TP", "thành phố"},
                      {"TAND", "tòa án nhân dân"},
                      {"VKSND", "viện kiểm sát nhân dân"},
                      {"GD ĐT", "giáo dục đào tạo"}};
  struct Case {
    const char* what;
    const char* one;
    const char* other;
    bool same;
  };
  const Case cases[] = {
      {"an abbreviation", "TAND tỉnh Cao Bằng", "Tòa án nhân dân tỉnh Cao Bằng", true},
      {"an abbreviated unit word", "Công an TP. Cao Bằng", "Công an thành phố Cao Bằng", true},
      {"an abbreviated unit word and none", "Công an TP Cao Bằng", "Công an Cao Bằng", true},
      {"words with signs between", "Sở GD&ĐT Cao Bằng", "Sở Giáo dục và Đào tạo Cao Bằng", true},
      {"words that do not count", "Sở Khoa học Công nghệ", "Sở Khoa học và Công nghệ", true},
      {"two abbreviations of words that no name holds", "TAND Cao Bằng", "VKSND Cao Bằng", false},
      {"half of a wording", "Sở GD Cao Bằng", "Sở Giáo dục Cao Bằng", false},
      {"another place", "TAND tỉnh Cao Bằng", "Tòa án nhân dân tỉnh Lào Cai", false},
  };
  for (const Case& c : cases) {
    const Graph graph =
        graph_of({only("1", "Organization", c.one).facts, only("2", "Organization", c.other).facts,
                  only("3", "Province", "Cao Bằng").facts},
                 options);
    EXPECT_EQ(graph.nodes.size(), c.same ? 2u : 3u) << c.what << "\n" << ids(graph);
  }
}

TEST(Resolve, ADecisionKeepsWordingsApart) {
  auto options = testing_articles::options();
  options.wordings = {{"TAND", "tòa án nhân dân"}};
  const auto one = only("1", "Organization", "TAND tỉnh Cao Bằng");
  const auto other = only("2", "Organization", "Tòa án nhân dân tỉnh Cao Bằng");
  EXPECT_EQ(graph_of({one.facts, other.facts}, options).nodes.size(), 1u);
  options.decisions = parse_review(
      "different\torganization:tand-tinh-cao-bang\torganization:toa-an-nhan-dan-tinh-cao-bang\n", "review");
  EXPECT_EQ(graph_of({one.facts, other.facts}, options).nodes.size(), 2u);
  options.decisions.clear();
  EXPECT_EQ(graph_of({one.facts, other.facts}, options).nodes.size(), 1u);
}

TEST(Resolve, AWorkIsOneWithAndWithoutTheWordsBeforeItsName) {
  EXPECT_EQ(ids(graph_of({only("1", "Project", "đường sắt Lào Cai - Hà Nội - Hải Phòng").facts,
                          only("2", "Project", "tuyến đường sắt Lào Cai - Hà Nội - Hải Phòng").facts,
                          only("3", "Project", "đường sắt Lào Cai - Hà Nội - Hải Phòng").facts})),
            "project:duong-sat-lao-cai-ha-noi-hai-phong\n");
  EXPECT_EQ(
      graph_of({only("1", "Project", "cầu Nhật Tân").facts, only("2", "Project", "đường Nhật Tân").facts})
          .nodes.size(),
      2u);
}

TEST(Resolve, EditionsAndYearsKeepEventsApart) {
  const auto event = [](const char* id, const char* name, const char* date) {
    return with_date(only(id, "Event", name), date).facts;
  };
  EXPECT_EQ(graph_of({event("1", "Hội chợ Việt - Trung 2023", "2023"),
                      event("2", "Hội chợ Việt - Trung 2024", "2024")})
                .nodes.size(),
            2u);
  EXPECT_EQ(ids(graph_of({event("1", "Hội chợ quốc tế Việt - Trung", "2023-11-13"),
                          event("2", "Hội chợ quốc tế Việt - Trung", "2024-11-20"),
                          event("3", "Hội chợ quốc tế Việt - Trung", "2024-11")})),
            "event:hoi-cho-quoc-te-viet-trung--2023\nevent:hoi-cho-quoc-te-viet-trung--2024\n");
  EXPECT_EQ(graph_of({only("1", "Event", "Hội nghị 5 tỉnh Việt - Trung lần thứ X").facts,
                      only("2", "Event", "Hội nghị 5 tỉnh Việt - Trung lần thứ 10").facts})
                .nodes.size(),
            1u);
  EXPECT_EQ(graph_of({only("1", "Event", "Hội nghị 5 tỉnh Việt - Trung lần thứ X").facts,
                      only("2", "Event", "Hội nghị 5 tỉnh Việt - Trung lần thứ XI").facts})
                .nodes.size(),
            2u);
}

TEST(Resolve, SpacesAroundADashBetweenYearsDoNotCount) {
  Draft a("1"), b("2"), c("3");
  a.entity("Event", "Năm học 2013-2014");
  b.entity("Event", "Năm học 2013 - 2014");
  c.entity("Event", "Năm học 2013–2014");
  const Graph graph = graph_of({a.facts, b.facts, c.facts});
  ASSERT_EQ(graph.nodes.size(), 1u);
  EXPECT_EQ(graph.nodes[0].id, "event:nam-hoc-2013-2014");
}

TEST(Resolve, AnEventIsTheEditionThatHasItsYearInTheName) {
  struct Case {
    const char* what;
    const char *type, *name, *date, *of_article, *edition;
    const char* expected;
  };
  const Case cases[] = {
      {"an article of that year", "Event", "giải U19 Sao Biển", "", "2016-10-14", "giải U19 Sao Biển 2016",
       "event:giai-u19-sao-bien-2016\n"},
      {"held in that year", "Event", "giải U19 Sao Biển", "2016-10", "2018-03-01", "giải U19 Sao Biển 2016",
       "event:giai-u19-sao-bien-2016\n"},
      {"in quotation marks", "Event", "giải “U19 Sao Biển”", "", "2016-10-14", "giải U19 Sao Biển 2016",
       "event:giai-u19-sao-bien-2016\n"},
      {"an article of another year", "Event", "giải U19 Sao Biển", "", "2018-03-01", "giải U19 Sao Biển 2016",
       "event:giai-u19-sao-bien\nevent:giai-u19-sao-bien-2016\n"},
      {"held in another year", "Event", "giải U19 Sao Biển", "2015-09", "2016-10-14",
       "giải U19 Sao Biển 2016", "event:giai-u19-sao-bien--2015\nevent:giai-u19-sao-bien-2016\n"},
      {"no year", "Event", "giải U19 Sao Biển", "", "2016-10-14", "giải U19 Sao Biển 1206",
       "event:giai-u19-sao-bien\nevent:giai-u19-sao-bien-1206\n"},
      {"a generic name", "Event", "đại hội đồng cổ đông thường niên", "", "2016-04-01",
       "đại hội đồng cổ đông thường niên 2016",
       "event:dai-hoi-dong-co-dong-thuong-nien\nevent:dai-hoi-dong-co-dong-thuong-nien-2016\n"},
      {"a law, of which all later years speak", "Document", "Luật Sao Biển", "", "2016-10-14",
       "Luật Sao Biển 2016", "document:luat-sao-bien\ndocument:luat-sao-bien-2016\n"},
  };
  for (const Case& c : cases) {
    Draft bare("1", c.of_article), edition("2", "2016-12-01"), again("3", "2016-12-01");
    bare.entity(c.type, c.name);
    if (*c.date != 0) bare = with_date(bare, c.date);
    for (Draft* draft : {&edition, &again}) draft->entity(c.type, c.edition);  // most call it so
    EXPECT_EQ(ids(graph_of({bare.facts, edition.facts, again.facts})), c.expected) << c.what;
  }
}

TEST(Resolve, AnArticleThatNamesAnEventAndItsEditionKeepsThemApart) {
  Draft both("1", "2016-10-14");
  both.entity("Event", "giải U19 Sao Biển");
  both.entity("Event", "giải U19 Sao Biển 2016");
  EXPECT_EQ(ids(graph_of({both.facts})), "event:giai-u19-sao-bien--2016\nevent:giai-u19-sao-bien-2016\n");
}

/// Meetings of one year, of which two and two are one but for a word.
TEST(Resolve, EditionsAreJoinedHoweverManyThereAre) {
  for (const std::size_t others : {10u, 1000u}) {
    std::vector<ArticleFacts> articles;
    const auto tell = [&](const std::string& name) {
      Draft draft(fmt::format("{:06}", articles.size()));
      draft.entity("Event", name);
      articles.push_back(draft.facts);
    };
    for (std::size_t i = 0; i < others; ++i) tell(fmt::format("Hội nghị Ha{} Bo{} Ca{} 2016", i, i, i));
    tell("Lễ hội âm nhạc Gió mùa 2016");
    tell("Lễ hội âm nhạc quốc tế Gió mùa 2016");
    EXPECT_EQ(graph_of(articles).nodes.size(), others + 1) << others;
  }
}

TEST(Resolve, EditionsOfTwoPlacesOrAgesStayTwo) {
  const auto nodes = [](const char* one, const char* other) {
    Draft a("1"), b("2"), c("3");
    a.entity("Event", one);
    b.entity("Event", other);
    c.entity("Province", "Lào Cai");
    c.entity("Province", "Sơn La");
    return graph_of({a.facts, b.facts, c.facts}).nodes.size() - 2;
  };
  EXPECT_EQ(nodes("Lễ kỷ niệm ngày thành lập Đảng bộ và chính quyền nhân dân các dân tộc tỉnh Lào Cai 2016",
                  "Lễ kỷ niệm ngày thành lập Đảng bộ và chính quyền nhân dân các dân tộc tỉnh Sơn La 2016"),
            2u);
  EXPECT_EQ(nodes("Giải bóng đá nữ vô địch U19 quốc gia 2016", "Giải bóng đá nữ vô địch U21 quốc gia 2016"),
            2u);
  EXPECT_EQ(
      nodes("Giải bóng đá nữ vô địch U19 quốc gia 2016", "Giải vô địch bóng đá nữ U19 toàn quốc gia 2016"),
      1u);
}

TEST(Resolve, AGenericEventIsOneOnOneDayOnly) {
  Draft a("1", "2024-11-06");
  a.entity("Event", "lễ ký kết");
  Draft b("2", "2024-11-06");
  b.entity("Event", "Lễ ký kết");
  Draft c("3", "2024-11-07");
  c.entity("Event", "lễ ký kết");
  EXPECT_EQ(ids(graph_of({a.facts, b.facts, c.facts})),
            "event:le-ki-ket--2024-11-06\nevent:le-ki-ket--2024-11-07\n");
}

TEST(Resolve, AGenericNameThatLastsIsOneOnAllDays) {
  auto options = testing_articles::options();
  options.lasting_names = {"Hiến pháp", "luật"};
  const auto ids_of = [&](const char* name) {
    Draft a("1", "2024-11-06"), b("2", "2025-11-07"), c("3");
    for (Draft* each : {&a, &b, &c}) each->entity("Document", name);
    return ids(graph_of({a.facts, b.facts, c.facts}, options));
  };
  EXPECT_EQ(ids_of("Hiến pháp"), "document:hien-phap\n");
  EXPECT_EQ(ids_of("Luật lao động"), "document:luat-lao-dong\n");
  EXPECT_EQ(ids_of("hợp đồng mua bán"),
            "document:hop-dong-mua-ban--2024-11-06\ndocument:hop-dong-mua-ban--2025-11-07\n"
            "document:hop-dong-mua-ban--3\n");
  EXPECT_EQ(ids_of("hiến chương"),
            "document:hien-chuong--2024-11-06\ndocument:hien-chuong--2025-11-07\n"
            "document:hien-chuong--3\n")
      << "a head is whole words";
}

TEST(Resolve, ADocumentIsOneWithAndWithoutItsTitle) {
  EXPECT_EQ(graph_of({only("1", "Document", "Nghị quyết số 62/2013/QH13 về tăng cường quản lý").facts,
                      only("2", "Document", "Nghị quyết 62/2013/QH13").facts})
                .nodes.size(),
            1u);
  EXPECT_EQ(graph_of({only("1", "Document", "Nghị định 62/2013/NĐ-CP").facts,
                      only("2", "Document", "Thông tư hướng dẫn Nghị định 62/2013/NĐ-CP").facts})
                .nodes.size(),
            2u);
}

TEST(Resolve, TwoPersonsOfOneNameWithPostsInDifferentBodiesStayTwoAndSaySo) {
  const Graph graph =
      graph_of({holder("1", "Nguyễn Văn Hùng", "Giám đốc", "Organization", "Sở Y tế Hà Giang").facts,
                holder("2", "Nguyễn Văn Hùng", "Bộ trưởng", "Organization", "Bộ Văn hóa").facts,
                holder("3", "Nguyễn Văn Hùng", "bộ trưởng", "Organization", "Bộ Văn hoá").facts});
  ASSERT_EQ(ids(graph),
            "organization:bo-van-hoa\norganization:so-y-te-ha-giang\n"
            "person:nguyen-van-hung--bo-van-hoa\nperson:nguyen-van-hung--so-y-te-ha-giang\n");
  EXPECT_EQ(graph.nodes[2].attribute("distinguished_by"), "Bộ Văn hoá");
  EXPECT_EQ(graph.nodes[2].mentions, 2u);
  EXPECT_EQ(graph.edges.size(), 2u);
}

TEST(Resolve, PostsInOneProvinceAreOnePerson) {
  const Graph graph =
      graph_of({only("0", "Province", "Lào Cai").facts,
                holder("1", "Trịnh Xuân Trường", "Chủ tịch", "Organization", "UBND tỉnh Lào Cai").facts,
                holder("2", "Trịnh Xuân Trường", "Phó Bí thư", "Organization", "Tỉnh ủy Lào Cai").facts,
                only("3", "Person", "Trịnh Xuân Trường").facts});
  EXPECT_EQ(
      std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const Node& n) { return n.type == "Person"; }),
      1);
  EXPECT_NE(ids(graph).find("person:trinh-xuan-truong\n"), std::string::npos) << ids(graph);
}

TEST(Resolve, AnArticleThatGivesTwoPostsBindsThem) {
  Draft both = holder("2", "Đặng Quốc Khánh", "Bộ trưởng", "Organization", "Bộ Tài nguyên");
  both.fact("HOLDS_POSITION", 0, both.entity("Organization", "Tỉnh ủy Hà Giang"), "nguyên Bí thư");
  const Graph graph = graph_of(
      {holder("1", "Đặng Quốc Khánh", "Bí thư", "Organization", "Tỉnh ủy Hà Giang").facts, both.facts,
       holder("3", "Đặng Quốc Khánh", "Bộ trưởng", "Organization", "Bộ Tài nguyên").facts});
  EXPECT_EQ(
      std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const Node& n) { return n.type == "Person"; }),
      1);
}

TEST(Resolve, PersonsWithOtherPostsButCommonCompanyAreOne) {
  Draft a = holder("1", "Trần Đại Quang", "Bộ trưởng", "Organization", "Bộ Công an");
  a.entity("Person", "Nguyễn Phú Trọng");
  a.entity("Event", "Đại hội Đảng XII");
  Draft b = holder("2", "Trần Đại Quang", "Chủ tịch nước", "Country", "Việt Nam");
  b.entity("Person", "Nguyễn Phú Trọng");
  b.entity("Event", "Đại hội Đảng XII");
  const Graph graph = graph_of({a.facts, b.facts});
  EXPECT_NE(ids(graph).find("person:tran-dai-quang\n"), std::string::npos) << ids(graph);
}

std::size_t persons(const Graph& graph) {
  return static_cast<std::size_t>(std::count_if(graph.nodes.begin(), graph.nodes.end(),
                                                [](const Node& n) { return n.type == "Person"; }));
}

struct NamesakeCase {
  const char* what;
  const char* name;
  std::vector<const char*> bodies;
  std::size_t persons;
};

TEST(Resolve, PersonsOfARareNameAreOneUnlessPlacesContradictEachOther) {
  auto options = testing_articles::options();
  options.name_shares =
      data_of(parse_name_shares,
              "first\tNguyễn\t3000\nfirst\tĐinh\t150\nfirst\t*\t10\nmiddle\tVăn\t1500\nmiddle\tThanh\t400\n"
              "middle\t-\t400\nmiddle\t*\t20\nlast\tHùng\t150\nlast\tHương\t60\nlast\t*\t8\n");
  const NamesakeCase cases[] = {
      {"a common name", "Nguyễn Văn Hùng", {"Bộ Công an", "Bộ Y tế"}, 2},
      {"a rare name", "Đinh Kha Thăng", {"Bộ Công an", "Bộ Y tế"}, 1},
      {"a rare name, one post in a place",
       "Đinh Văn Thăng",
       {"Bộ Công an", "Sở Y tế Hà Giang", "Bộ Y tế"},
       1},
      {"a rare name, two places", "Đinh Văn Thăng", {"Sở Y tế Lào Cai", "Sở Y tế Hà Giang"}, 2},
      {"so rare that places do not count", "Đinh Kha Thăng", {"Sở Y tế Lào Cai", "Sở Y tế Hà Giang"}, 1},
      {"a name of two words", "Tim Cook", {"Apple", "Nike"}, 1},
      {"a name without its family name", "Thanh Hương", {"Apple", "Nike"}, 2},
      {"one word", "Hùng", {"Apple", "Nike"}, 2},
  };
  for (const NamesakeCase& c : cases) {
    std::vector<ArticleFacts> articles = {only("a", "Province", "Lào Cai").facts,
                                          only("b", "Province", "Hà Giang").facts};
    for (const char* body : c.bodies)
      articles.push_back(holder(body, c.name, "", "Organization", body).facts);
    for (auto& article : articles)
      for (Fact& fact : article.facts) fact.role = "trưởng";
    EXPECT_EQ(persons(graph_of(articles, options)), c.persons) << c.what;
    EXPECT_EQ(persons(graph_of(articles)), c.bodies.size()) << c.what << ", and nothing known of names";
  }
}

TEST(Resolve, APersonIsOneInABodyAndInThatWhichHoldsItUnlessPlacesContradictEachOther) {
  const auto post = [](const char* id, const char* body) {
    return holder(id, "Nguyễn Văn Hùng", "trưởng", "Organization", body).facts;
  };
  EXPECT_EQ(persons(graph_of({post("1", "Thanh tra Bộ Y tế"), post("2", "Bộ Y tế")})), 1u);
  EXPECT_EQ(persons(graph_of({post("1", "Sở Y tế"), post("2", "Bộ Y tế")})), 2u);
  EXPECT_EQ(persons(graph_of({only("0", "Country", "Việt Nam").facts, post("1", "Hội Luật gia Việt Nam"),
                              holder("2", "Nguyễn Văn Hùng", "đại sứ", "Country", "Việt Nam").facts})),
            2u);
}

TEST(Resolve, ABodyThatEveryProvinceHasIsThatOfTheProvinceOfItsArticle) {
  auto options = testing_articles::options();
  options.local_heads = {{"Sở"}, {"Sở Giao dịch", false}};
  options.wordings = {{"GD ĐT", "giáo dục đào tạo"}, {"và", ""}};
  const auto body = [](const char* id, const char* name, std::vector<const char*> provinces) {
    Draft draft(id);
    draft.entity("Organization", name);
    for (const char* province : provinces) draft.entity("Province", province);
    return draft.facts;
  };
  const auto bodies = [&](std::vector<ArticleFacts> articles) {
    const Graph graph = graph_of(std::move(articles), options);
    std::string out;
    for (const Node& node : graph.nodes) {
      if (node.type != "Organization") continue;
      out.append(node.id).append(" (").append(node.attribute("distinguished_by")).append(")\n");
    }
    return out;
  };
  EXPECT_EQ(bodies({body("1", "Sở Y tế", {"Lào Cai"}), body("2", "Sở Y tế", {"Hà Giang"}),
                    body("3", "Sở Y tế", {"Hà Giang"}), body("4", "Sở Y tế", {}),
                    body("5", "Sở Y tế", {"Hà Giang", "Lào Cai"})}),
            "organization:so-y-te ()\norganization:so-y-te--ha-giang (Hà Giang)\n"
            "organization:so-y-te--lao-cai (Lào Cai)\n")
      << "articles on no province, or on two alike, share one";
  EXPECT_EQ(bodies({body("1", "Sở GD&ĐT", {"Lào Cai"}), body("2", "Sở Giáo dục và Đào tạo", {"Hà Giang"}),
                    body("3", "Sở Giáo dục - Đào tạo", {"Hà Giang"})}),
            "organization:so-gd-dt--lao-cai (Lào Cai)\n"
            "organization:so-giao-duc-va-dao-tao--ha-giang (Hà Giang)\n")
      << "abbreviated or not";
  EXPECT_EQ(bodies({body("1", "Sở Y tế", {"Lào Cai"}), body("2", "Sở Y tế", {"Lào Cai"})}),
            "organization:so-y-te ()\n")
      << "one province: nothing to tell apart";
  EXPECT_EQ(bodies({body("1", "Sở Y tế Lào Cai", {"Lào Cai"}), body("2", "Sở Y tế Lào Cai", {"Hà Giang"})}),
            "organization:so-y-te-lao-cai ()\n")
      << "the name tells the place";
  EXPECT_EQ(bodies({body("1", "Sở Giao dịch Chứng khoán", {"Lào Cai"}),
                    body("2", "Sở Giao dịch Chứng khoán", {"Hà Giang"})}),
            "organization:so-giao-dich-chung-khoan ()\n")
      << "a longer head says that there is one";
  EXPECT_EQ(bodies({body("1", "Sở Y tế", {"Lào Cai"}), body("2", "Sở Y tế", {"Lào Cai"}),
                    body("3", "Sở Y tế", {"Hà Giang"}), body("4", "Sở Y tế tỉnh Lào Cai", {"Lào Cai"})}),
            "organization:so-y-te--ha-giang (Hà Giang)\norganization:so-y-te-tinh-lao-cai ()\n")
      << "it is the one that another article calls by its place";
  EXPECT_EQ(bodies({body("1", "Sở Y tế", {"Lào Cai"}), body("2", "Sở Y tế Lào Cai", {"Lào Cai"})}),
            "organization:so-y-te-lao-cai ()\n")
      << "also when there is but one";
  auto unsure = body("1", "Sở Y tế", {"Lào Cai", "Hà Giang"});
  unsure.mentions.push_back(unsure.mentions[1]);
  unsure.mentions.push_back(unsure.mentions[1]);
  unsure.mentions.push_back(unsure.mentions[2]);
  EXPECT_EQ(bodies({unsure, body("2", "Sở Y tế Lào Cai", {"Lào Cai"})}),
            "organization:so-y-te ()\norganization:so-y-te-lao-cai ()\n")
      << "another province is spoken of nearly as much: proposed only";
}

TEST(Resolve, PersonsAndEventsWhoseNamesDifferInSignsAreOne) {
  EXPECT_EQ(ids(graph_of({only("1", "Person", "Ban Ki-moon").facts, only("2", "Person", "Ban Ki Moon").facts,
                          only("3", "Event", "cuộc thi “Nhà sáng chế” lần thứ 2").facts,
                          only("4", "Event", "cuộc thi Nhà sáng chế lần thứ 2").facts})),
            "event:cuoc-thi-nha-sang-che-lan-thu-2\nperson:ban-ki-moon\n");
  auto options = testing_articles::options();
  options.wordings = {{"thứ hai", "thứ 2"}};
  EXPECT_EQ(ids(graph_of({only("1", "Event", "Kỳ họp thứ hai, Quốc hội khóa XIV").facts,
                          only("2", "Event", "kỳ họp thứ 2 Quốc hội khóa XIV").facts},
                         options)),
            "event:ki-hop-thu-2-quoc-hoi-khoa-xiv\n")
      << "also in other words";
  options.name_shares = data_of(parse_name_shares, "first\tNguyễn\t3000\nmiddle\tVăn\t1500\n");
  EXPECT_EQ(ids(graph_of({only("1", "Person", "Raúl Castro").facts, only("2", "Person", "Raul Castro").facts},
                         options)),
            "person:raul-castro\n")
      << "in foreign names marks are signs too";
  EXPECT_EQ(persons(graph_of(
                {only("1", "Person", "Tưởng Văn Huân").facts, only("2", "Person", "Tưởng Văn Huấn").facts},
                options)),
            2u)
      << "a word is known";
}

TEST(Resolve, LocalitiesOfOneNameInTwoProvincesAreTwo) {
  const auto in = [](const char* id, const char* province) {
    Draft draft(id);
    const auto locality = draft.entity("Locality", "Tân Thành");
    draft.fact("LOCATED_IN", locality, draft.entity("Province", province));
    return draft.facts;
  };
  EXPECT_EQ(ids(graph_of({in("1", "Đồng Tháp"), in("2", "Vĩnh Long"), in("3", "Vĩnh Long")})),
            "locality:tan-thanh--dong-thap\nlocality:tan-thanh--vinh-long\nprovince:dong-thap\nprovince:vinh-"
            "long\n");
}

TEST(Resolve, AttributesComeFromMostArticlesAndTheEnglishNameHasItsField) {
  Draft a = only("1", "Province", "Lào Cai", {}, "p10");
  a.facts.entities[0].attributes = {{"attributes", "unit=tỉnh|x=y"}, {"lat", "22.4"}, {"name_en", "Lao Cai"}};
  Draft b = only("2", "Province", "Lào Cai", {}, "p10");
  b.facts.entities[0].attributes = {{"lat", "22.5"}};
  Draft c = only("3", "Province", "Lào Cai", {}, "p10");
  c.facts.entities[0].attributes = {{"lat", "22.5"}};
  const Graph graph = graph_of({a.facts, b.facts, c.facts});
  EXPECT_EQ(graph.nodes[0].label_en, "Lao Cai");
  EXPECT_EQ(graph.nodes[0].attribute("lat"), "22.5");
  EXPECT_EQ(graph.nodes[0].attribute("unit"), "tỉnh");
  EXPECT_EQ(graph.nodes[0].attributes.size(), 3u);
}

TEST(Resolve, IdsDoNotChangeWhenOtherArticlesCome) {
  const auto articles = testing_articles::five_articles();
  const Graph few = graph_of({articles[0], articles[1]});
  const Graph all = graph_of({articles[0], articles[1], articles[2], articles[3]});
  for (const Node& node : few.nodes) {
    EXPECT_TRUE(std::any_of(all.nodes.begin(), all.nodes.end(), [&](const Node& n) {
      return n.id == node.id;
    })) << node.id;
  }
}

}  // namespace
}  // namespace newsgraph
