// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/date.h"

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

DateParts day_month(int day, int month) {
  DateParts parts;
  parts.day = day;
  parts.month = month;
  return parts;
}

DateParts full(int day, int month, int year) {
  DateParts parts = day_month(day, month);
  parts.year = year;
  return parts;
}

TEST(Date, IsAsPreciseAsItsParts) {
  DateParts year, month, quarters, half;
  year.year = 2023;
  month.month = 11;
  month.year = 2023;
  quarters.quarter = 1;
  quarters.end_quarter = 2;
  quarters.year = 2024;
  half.half = 2;
  half.year = 2024;
  EXPECT_EQ(resolve_date(full(13, 11, 2023), ""), "2023-11-13");
  EXPECT_EQ(resolve_date(month, ""), "2023-11");
  EXPECT_EQ(resolve_date(year, ""), "2023");
  EXPECT_EQ(resolve_date(quarters, ""), "2024-01/2024-06");
  EXPECT_EQ(resolve_date(half, ""), "2024-07/2024-12");
}

TEST(Date, TakesAMissingYearFromTheArticle) {
  EXPECT_EQ(resolve_date(day_month(13, 11), "2023-11-14"), "2023-11-13");
  EXPECT_EQ(resolve_date(day_month(28, 12), "2024-01-03"), "2023-12-28") << "a report of January looks back";
  EXPECT_EQ(resolve_date(day_month(5, 1), "2023-12-28"), "2024-01-05") << "a report of December looks ahead";
  EXPECT_EQ(resolve_date(day_month(13, 11), ""), "") << "no year known, no date";
}

TEST(Date, HalvesOfARangeCompleteEachOther) {
  DateParts range;
  range.day = 6;
  range.end_day = 7;
  range.end_month = 11;
  range.end_year = 2024;
  EXPECT_EQ(resolve_date(range, ""), "2024-11-06/2024-11-07");
  DateParts over_new_year;
  over_new_year.day = 30;
  over_new_year.month = 12;
  over_new_year.end_day = 2;
  over_new_year.end_month = 1;
  EXPECT_EQ(resolve_date(over_new_year, "2023-12-20"), "2023-12-30/2024-01-02");
}

TEST(Date, CountsFromTheArticle) {
  DateParts yesterday, last_month, last_year;
  yesterday.offset_days = -1;
  last_month.offset_months = -1;
  last_year.offset_years = -1;
  EXPECT_EQ(resolve_date(yesterday, "2024-03-01"), "2024-02-29");
  EXPECT_EQ(resolve_date(last_month, "2024-01-15"), "2023-12");
  EXPECT_EQ(resolve_date(last_year, "2024-01-15"), "2023");
  EXPECT_EQ(resolve_date(yesterday, "2024-03"), "") << "the article's day is not known";
}

TEST(Date, RefusesWhatIsNoDay) {
  EXPECT_EQ(resolve_date(full(31, 2, 2024), ""), "");
  EXPECT_EQ(resolve_date(full(12, 13, 2024), ""), "");
  EXPECT_EQ(resolve_date(full(29, 2, 2024), ""), "2024-02-29");
  EXPECT_EQ(resolve_date(full(29, 2, 2023), ""), "");
  EXPECT_EQ(resolve_date({}, "2024-01-01"), "") << "nothing said, nothing resolved";
}

}  // namespace
}  // namespace newsgraph
