// SPDX-License-Identifier: Apache-2.0
// The five real pages beside the project, where they are there: what must not be in a block, what must.
#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"

namespace newsgraph {
namespace {

const std::string kShared = NEWSGRAPH_ROOT "/../shared";

std::string covered(const Article& article) {
  std::string out;
  for (const std::string& block : blocks_of(article)) out += block.substr(2) + "\n";
  return out;
}

struct Page {
  const char* file;
  std::size_t blocks;
  std::vector<const char*> kept;
  std::vector<const char*> cut;
};

TEST(SeedPages, OnlyTheArticleIsInBlocks) {
  if (!std::filesystem::exists(kShared + "/seeds")) GTEST_SKIP() << "no pages beside the project";
  const Page pages[] = {
      {"seed-000.txt",
       16,
       {"Nguyễn Phú Trọng", "Toàn cảnh Hội nghị"},
       {"Thúc đẩy các hoạt động hợp tác", "P.Ngân", "Nên xem", "Sơn Tây", "Vũ Đại Thắng"}},
      {"seed-001.txt",
       22,
       {"Lễ ký kết Biên bản Hội nghị", "Lê Anh Quân"},
       {"|", "Tin khác", "Vạn Phúc", "22/11/2024"}},
      {"seed-002.txt",
       16,
       {"Cảng hàng không Sa Pa", "Quang cảnh diễn đàn", "Bá Sái"},
       {".jpg", "Sổ tay đảng viên", "Giàng Thị Dung", "fb yt"}},
      {"seed-003.txt",
       11,
       {"Vương Ninh", "Đặng Quốc Khánh"},
       {"Theo TTXVN", "Rất tốt", "Chú thích ảnh", "Israel",
        "Tăng cường hợp tác kinh tế giữa các tỉnh, thành phố"}},
      {"seed-004.txt",
       16,
       {"Cung Chính", "sân bay quốc tế Phố Đông"},
       {"Trang chủ", "Minh Khôi", "Thừa Thiên Huế", "Hội Hữu nghị", "tôn trọng lợi ích", "Nguồn:", "Ảnh 2"}},
  };
  for (const Page& page : pages) {
    SCOPED_TRACE(page.file);
    const Reading reading = read_all({kShared + "/seeds/" + page.file});
    ASSERT_EQ(reading.articles.size(), 1U);
    const std::string text = covered(reading.articles[0]);
    EXPECT_EQ(reading.articles[0].blocks.size(), page.blocks);
    for (const char* words : page.kept) EXPECT_NE(text.find(words), std::string::npos) << words;
    for (const char* words : page.cut) EXPECT_EQ(text.find(words), std::string::npos) << words;
  }
}

}  // namespace
}  // namespace newsgraph
