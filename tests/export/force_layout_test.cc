// SPDX-License-Identifier: Apache-2.0
#include "export/force_layout.h"

#include <cmath>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

namespace newsgraph {
namespace {

double distance(Place a, Place b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

// Two rings of five, 0..4 and 5..9, all of a ring linked with all, joined by 4-5; node 10 alone.
std::vector<LayoutLink> two_groups() {
  std::vector<LayoutLink> links;
  for (std::uint32_t group : {0U, 5U}) {
    for (std::uint32_t i = 0; i < 5; ++i) {
      for (std::uint32_t j = i + 1; j < 5; ++j) links.push_back({group + i, group + j, 1});
    }
  }
  links.push_back({4, 5, 1});
  return links;
}

TEST(ForceLayout, EmptyGraphAndSingleNode) {
  EXPECT_TRUE(force_layout({}, {}).empty());
  const std::vector<float> one = {3};
  const std::vector<Place> place = force_layout(one, {});
  ASSERT_EQ(place.size(), 1U);
  EXPECT_EQ(place[0].x, 0);
  EXPECT_EQ(place[0].y, 0);
}

TEST(ForceLayout, DrawsGroupsTogetherAndApart) {
  const std::vector<float> radius(11, 4);
  const std::vector<Place> place = force_layout(radius, two_groups());
  double within = 0;
  double between = 0;
  for (std::uint32_t i = 0; i < 5; ++i) {
    for (std::uint32_t j = 0; j < 5; ++j) {
      within += distance(place[i], place[j]) / 20;  // 20 ordered pairs of different nodes
      between += distance(place[i], place[5 + j]) / 25;
    }
  }
  EXPECT_GT(between, 1.5 * within);
}

TEST(ForceLayout, NoTwoNodesCoverEachOther) {
  std::vector<float> radius(200, 3);
  std::vector<LayoutLink> star;
  radius[0] = 18;
  for (std::uint32_t i = 1; i < 150; ++i) star.push_back({0, i, 1});  // 50 stay alone
  const std::vector<Place> place = force_layout(radius, star);
  for (std::size_t i = 0; i < place.size(); ++i) {
    for (std::size_t j = i + 1; j < place.size(); ++j) {
      EXPECT_GT(distance(place[i], place[j]), radius[i] + radius[j]) << i << " and " << j;
    }
  }
}

TEST(ForceLayout, ComponentsLieBelowTheLargest) {
  const std::vector<float> radius(11, 4);
  const std::vector<Place> place = force_layout(radius, two_groups());
  for (std::size_t i = 0; i < 10; ++i) EXPECT_LT(place[10].y, place[i].y);
}

TEST(ForceLayout, TwoLinkedNodesAtOnePlaceComeApart) {
  const std::vector<float> radius = {3, 3};
  const std::vector<LayoutLink> link = {{0, 1, 1000}};
  const std::vector<Place> place = force_layout(radius, link);
  EXPECT_GT(distance(place[0], place[1]), 6);
}

TEST(ForceLayout, SameBitsForAnyNumberOfThreads) {
  std::vector<float> radius(1500, 4);
  std::vector<LayoutLink> links;
  for (std::uint32_t i = 1; i < 1500; ++i) links.push_back({(i * 7) % i, i, 1});
  const std::vector<Place> many = force_layout(radius, links);
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  const std::vector<Place> single = force_layout(radius, links);
  for (std::size_t i = 0; i < many.size(); ++i) {
    ASSERT_EQ(many[i].x, single[i].x) << i;
    ASSERT_EQ(many[i].y, single[i].y) << i;
  }
}

}  // namespace
}  // namespace newsgraph
