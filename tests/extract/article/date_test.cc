// SPDX-License-Identifier: Apache-2.0
#include "extract/article/date.h"

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(Date, FieldsBecomeIsoDays) {
  const std::pair<const char*, const char*> rows[] = {
      {"23/10/2013 11:39", "2013-10-23"},
      {"2025-06-28T23:43:45+07:00", "2025-06-28"},
      {"2016-11-28, 13:59:35+07:00", "2016-11-28"},
      {"6-11-2024", "2024-11-06"},
      {"06.11.2024", "2024-11-06"},
      {"2024/11/6", "2024-11-06"},
      {"20241106", "2024-11-06"},
      {"2024-11", "2024-11"},
      {"2024", "2024"},
      {"1730860800", "2024-11-06"},     // seconds since 1970
      {"1730860800000", "2024-11-06"},  // milliseconds
      {"Thứ hai, 13/11/2023 10:21", "2023-11-13"},
      {"Wed, 06 Nov 2024 10:00:00 +0700", "2024-11-06"},  // RFC 822, as in feeds
      {"6 Nov 2024 10:00 GMT", "2024-11-06"},
      {"November 6, 2024", "2024-11-06"},
      {"31 Feb 2024", ""},
      {"6 Nov", ""},
      {"29/2/2024", "2024-02-29"},
      {"29/2/2023", ""},
      {"31/4/2024", ""},
      {"13/13/2024", ""},
      {"yesterday", ""},
      {"", ""},
  };
  for (const auto& [field, day] : rows) EXPECT_EQ(clean_date(field), day) << field;
}

TEST(Date, ADatelineIsALineThatIsNothingElse) {
  EXPECT_TRUE(is_dateline("20:42 | 04/11/2023 GMT+7"));
  EXPECT_TRUE(is_dateline("Thứ hai, 13/11/2023 10:21"));
  EXPECT_TRUE(is_dateline("Tiêu dùng 22/11/2024 23:33"));
  EXPECT_FALSE(is_dateline("Giá vàng hôm nay 23/11: vàng nhẫn đồng loạt tăng cao"));
  EXPECT_FALSE(is_dateline("Sáng 6/11/2024, tại thành phố Côn Minh diễn ra diễn đàn"));
}

TEST(Date, AddressesCarryDates) {
  EXPECT_EQ(date_of_url("http://news.example/a/b-20161023095227015.htm"), "2016-10-23");
  EXPECT_EQ(date_of_url("http://news.example/2016/10/23/title.html"), "2016-10-23");
  EXPECT_EQ(date_of_url("http://news.example/title-3487964.html"), "");
  EXPECT_EQ(date_of_url("http://news.example/title-99999999.html"), "");
}

}  // namespace
}  // namespace newsgraph
