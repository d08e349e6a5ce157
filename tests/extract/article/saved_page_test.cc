// SPDX-License-Identifier: Apache-2.0
// A page as people save it as text, made up for the test: all that may stand around an article, at once.
#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"

namespace newsgraph {
namespace {

const char kTitle[] = "Hai tỉnh biên giới tăng cường hợp tác về đường sắt và du lịch";
const char kLead[] =
    "Sáng 12/5, UBND tỉnh Hà Sơn và chính quyền châu Bình Nguyên đã tổ chức Hội nghị thường niên lần thứ 4 "
    "tại "
    "thành phố Hà Sơn.";
const char kFirst[] =
    "Phát biểu tại hội nghị, Chủ tịch UBND tỉnh Hà Sơn Lê Văn Lâm đánh giá cao kết quả hợp tác giữa hai bên "
    "trong năm qua.";
const char kSecond[] =
    "Hai bên thống nhất sớm khởi công tuyến đường sắt nối hai thành phố, và mở thêm hai đường bay mới trong "
    "năm "
    "nay.";
const char kLast[] =
    "Kết thúc hội nghị, hai bên đã ký Biên bản Hội nghị thường niên lần thứ 4 và trao đổi quà lưu niệm.";
const char kCaption[] = "Quang cảnh hội nghị.";
const char kSecondCaption[] = "Lãnh đạo hai tỉnh tại lễ ký";

std::string saved_page() {
  const std::string title = kTitle;
  const std::string blank = "\n\n";
  return "Trang chủ Thời sự Kinh tế Du lịch\n20:42 | 12/05/2024 GMT+7" + blank + title + blank + "aa\n" +
         kLead + "\nTỉnh Hà Sơn mở thêm hai tuyến xe buýt đi các huyện vùng cao" + blank + title +
         " - Ảnh 1." + blank + "z6004146260410-d77c148e6e4d0e935f1cda1364bd4a44.jpg\n" + kCaption + blank +
         kFirst + blank + "Chú thích ảnh\n" + kSecondCaption + " - Ảnh: Minh Mai" + blank + kSecond + blank +
         kLast + blank +
         "Theo Báo Hà Sơn\nBạn thấy bài viết này thế nào?\nKém Bình thường ★ ★ Hứa hẹn ★★★ Tốt ★★★★ Rất tốt "
         "★★★★★" +
         blank + "Có thể bạn quan tâm" + blank + "Tin cùng chuyên mục" + blank +
         "Chợ phiên vùng cao đón hàng nghìn du khách" + blank + "Chợ phiên vùng cao đón hàng nghìn du khách" +
         blank +
         "Sáng 11/5, chợ phiên huyện Mường Sơn đón hàng nghìn du khách đến từ nhiều tỉnh, thành phố." +
         blank + "Xem thêm\n";
}

TEST(SavedPage, OnlyTheArticleIsInBlocks) {
  const Reading reading = parse_one(RawKind::kText, saved_page());
  ASSERT_EQ(reading.articles.size(), 1U);
  EXPECT_EQ(reading.articles[0].date, "2024-05-12");
  EXPECT_EQ(blocks_of(reading.articles[0]),
            (std::vector<std::string>{std::string("T:") + kTitle, std::string("P:") + kLead,
                                      std::string("C:") + kCaption, std::string("P:") + kFirst,
                                      std::string("C:") + kSecondCaption, std::string("P:") + kSecond,
                                      std::string("P:") + kLast}));
}

}  // namespace
}  // namespace newsgraph
