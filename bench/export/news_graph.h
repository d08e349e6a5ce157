// SPDX-License-Identifier: Apache-2.0
#pragma once

// A made-up graph that looks like the news: few hubs, many leaves, names of Vietnamese shape and length.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "graph/graph.h"

namespace newsgraph {

class NewsGraphMaker {
 public:
  explicit NewsGraphMaker(std::uint64_t seed) : state_(seed) {}

  /// `nodes` nodes and about `edges` edges (parallel ones that differ in nothing are left out).
  Graph make(std::size_t nodes, std::size_t edges) {
    Graph graph;
    memory_ = graph.memory;
    graph.node_types = {{"Person", "Nhân vật"},     {"Organization", "Tổ chức"},
                        {"Country", "Quốc gia"},    {"Province", "Tỉnh, thành phố"},
                        {"Locality", "Địa phương"}, {"Event", "Sự kiện"},
                        {"Project", "Dự án"},       {"Facility", "Công trình"},
                        {"Document", "Văn bản"},    {"Programme", "Chương trình"}};
    graph.edge_types = {{"HOSTS", "hosts", "tổ chức", false},
                        {"ATTENDS", "attends", "tham dự", false},
                        {"HOLDS_POSITION", "holds a post in", "giữ chức", false},
                        {"MEETS", "meets", "gặp", true},
                        {"VISITS", "visits", "thăm", false},
                        {"PROPOSES", "proposes", "đề xuất", false},
                        {"SIGNS", "signs", "ký", false},
                        {"ISSUES", "issues", "ban hành", false},
                        {"COOPERATES_WITH", "cooperates with", "hợp tác với", true},
                        {"LOCATED_IN", "is located in", "ở", false},
                        {"CONNECTS", "connects", "kết nối", false},
                        {"PART_OF", "is part of", "thuộc", false},
                        {"DEVELOPS", "develops", "đầu tư", false}};
    const std::size_t articles = std::max<std::size_t>(1, nodes / 10);
    for (std::size_t i = 0; i < articles; ++i) graph.articles.push_back(article(i));
    for (std::size_t i = 0; i < nodes; ++i) graph.nodes.push_back(node(i, articles));
    add_edges(graph, edges);
    return graph;
  }

 private:
  std::uint64_t next() {  // SplitMix64
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  template <std::size_t size>
  std::string_view one(const std::array<std::string_view, size>& of) {
    return of[below(size)];
  }

  static std::string numbered(std::string_view prefix, std::size_t number) {
    std::string digits = std::to_string(number);
    return std::string(prefix) + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits;
  }
  std::string date() {
    std::string text = "2024-";
    const std::size_t month = 1 + below(12);
    const std::size_t day = 1 + below(28);
    text.append(month < 10 ? "0" : "").append(std::to_string(month));
    text.append(day < 10 ? "-0" : "-").append(std::to_string(day));
    return text;
  }

  ArticleInfo article(std::size_t i) {
    return {kept(numbered("a", i)),
            kept("https://example.org/tin-tuc/" + std::to_string(i) + "?muc=thoi-su&trang=1"),
            kept("Bản tin số " + std::to_string(i)),
            "Báo Ví Dụ",
            kept(date()),
            "vi",
            kept(numbered("00000000", i))};
  }

  std::string person() {
    static constexpr std::array<std::string_view, 12> kSurnames = {
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Trịnh"};
    static constexpr std::array<std::string_view, 10> kMiddle = {"Văn",  "Thị",  "Xuân",  "Đức",  "Minh",
                                                                 "Quốc", "Hồng", "Thanh", "Ngọc", "Hữu"};
    static constexpr std::array<std::string_view, 14> kGiven = {"Trường", "Hùng", "Ánh",   "Phượng", "Giang",
                                                                "Dũng",   "Thủy", "Nghĩa", "Khánh",  "Tuấn",
                                                                "Hạnh",   "Lộc",  "Quyết", "Đào"};
    std::string name(one(kSurnames));
    return name.append(" ").append(one(kMiddle)).append(" ").append(one(kGiven));
  }
  std::string place() {
    static constexpr std::array<std::string_view, 16> kPlaces = {
        "Lào Cai",           "Hà Giang", "Hải Phòng", "Quảng Ninh", "Đà Nẵng", "Cần Thơ",
        "Thừa Thiên Huế",    "Vân Nam",  "Bắc Kạn",   "Điện Biên",  "Nghệ An", "Khánh Hòa",
        "Bà Rịa - Vũng Tàu", "Lạng Sơn", "Phú Thọ",   "Sóc Trăng"};
    return std::string(one(kPlaces));
  }

  Node node(std::size_t i, std::size_t articles) {
    static constexpr std::array<std::string_view, 20> kTypes = {
        "Person",       "Person",       "Person",       "Person",    "Person",  "Person",   "Organization",
        "Organization", "Organization", "Organization", "Event",     "Event",   "Province", "Locality",
        "Project",      "Facility",     "Document",     "Programme", "Country", "Event"};
    Node made;
    made.type = i < 20 ? kTypes[(i * 7) % 20] : kTypes[below(20)];
    made.id = kept(numbered("n:", i));
    std::string label;
    const std::string number = std::to_string(1 + below(60));
    if (made.type == "Person") {
      label = person();
    } else if (made.type == "Organization") {
      static constexpr std::array<std::string_view, 6> kBodies = {"UBND tỉnh ",
                                                                  "HĐND tỉnh ",
                                                                  "Sở Giao thông vận tải ",
                                                                  "Ban Quản lý Khu kinh tế ",
                                                                  "Công ty Cổ phần Xây dựng ",
                                                                  "Tỉnh ủy "};
      label = std::string(one(kBodies)) + place();
    } else if (made.type == "Event") {
      label = "Hội nghị hợp tác hành lang kinh tế 5 tỉnh, thành phố Việt - Trung lần thứ " + number;
    } else if (made.type == "Project") {
      label = "tuyến đường sắt " + place() + " - " + place();
    } else if (made.type == "Facility") {
      label = "cửa khẩu quốc tế " + place();
    } else if (made.type == "Document") {
      label = "Quyết định số " + number + "/QĐ-UBND";
    } else if (made.type == "Programme") {
      label = "Chương trình mục tiêu quốc gia số " + number;
    } else {
      label = place();
    }
    if (i >= 60) label.append(" ").append(std::to_string(i));
    made.label = kept(label);
    made.mentions = static_cast<std::uint32_t>(1 + below(9));
    made.articles = memory_->keep<ArticleIndex>({static_cast<ArticleIndex>(below(articles))});
    made.first_date = made.last_date = kept(date());
    return made;
  }

  /// Topics: node i is of topic i mod topics. Most links stay inside; the first nodes of each topic are its
  /// hubs (an index is drawn with density falling as a power).
  NodeIndex hub(std::size_t nodes, std::size_t from) {
    const std::size_t topics = std::max<std::size_t>(1, nodes / 25);
    const std::size_t topic = below(12) == 0 ? below(topics) : from % topics;
    const std::size_t members = (nodes - topic + topics - 1) / topics;
    const auto rank = static_cast<std::size_t>(std::pow(unit(), 3.0) * static_cast<double>(members));
    return static_cast<NodeIndex>(topic + std::min(rank, members - 1) * topics);
  }

  void add_edges(Graph& graph, std::size_t count) {
    const std::size_t nodes = graph.nodes.size();
    std::vector<std::tuple<NodeIndex, NodeIndex, std::uint32_t>> ends;
    for (std::size_t i = 1; i < nodes && ends.size() < count; ++i) {  // nobody is alone, nearly
      if (below(20) != 0) ends.emplace_back(i, hub(nodes, i), below(graph.edge_types.size()));
    }
    while (ends.size() < count) {
      const std::size_t from = below(nodes);
      ends.emplace_back(from, hub(nodes, from), below(graph.edge_types.size()));
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    graph.edges.reserve(ends.size());
    for (const auto& [source, target, type] : ends) {
      Edge made;
      made.id = kept(numbered("e:", graph.edges.size()));
      made.source = source;
      made.target = target;
      made.type = kept(graph.edge_types[type].name);
      if (made.type == "HOLDS_POSITION") made.role = "Phó Chủ tịch";
      made.weight = static_cast<std::uint32_t>(1 + below(3));
      made.status = below(6) == 0 ? Status::kPlanned : Status::kStated;
      made.articles = graph.nodes[source].articles;
      made.first_date = made.last_date = graph.nodes[source].first_date;
      Evidence& evidence = memory_->make<Evidence>(1).front();
      evidence = {};
      evidence.article = made.articles.front();
      evidence.sentence = {100, 180};
      evidence.source = {100, 110};
      evidence.target = {150, 160};
      evidence.text =
          "Chiều 6/11, đoàn đại biểu đã có buổi làm việc với lãnh đạo tỉnh về hợp tác & phát triển.";
      evidence.rule = "meets.by-verb";
      evidence.rule_at = "vi/meets.rules:12";
      evidence.status = made.status;
      made.evidence = memory_->keep<const Evidence*>({&evidence});
      graph.edges.push_back(made);
    }
  }

  std::string_view kept(std::string_view text) { return memory_->keep(text); }

  std::uint64_t state_;
  std::shared_ptr<Arena> memory_;  // of the graph that is being made
};

}  // namespace newsgraph
