// SPDX-License-Identifier: Apache-2.0
// The page scanner against libxml2's parser, on pages made by chance from a fixed seed.
#include "tests/extract/article/html_oracle.h"

#include <random>

#include <gtest/gtest.h>

#include "tests/extract/article/article_files.h"

namespace newsgraph {
namespace {

class PageMaker {
 public:
  explicit PageMaker(unsigned seed) : random_(seed) {}

  std::string page() {
    std::string out = one_of({"<!DOCTYPE html>\n", "", "<!-- made by chance -->"});
    out += "<html lang=vi><head><title>Trang " + words(3) +
           "</title><META Property='og:site_name' content=\"B&aacute;o A\">"
           "<script>if (a < b && c > d) { document.write(\"<p>" +
           words(5) + "</p>\"); }</script></head><body>";
    out += "<h1 class=title>" + words(6) + "</h1>";
    for (unsigned n = random_() % 6; n > 0; --n) block(out, 0);
    return out + one_of({"</body></html>", "", "</body>"});
  }

 private:
  const char* one_of(std::initializer_list<const char*> list) {
    return *(list.begin() + random_() % list.size());
  }

  std::string words(unsigned count) {
    std::string out;
    for (; count > 0; --count) {
      out +=
          one_of({"hội", "nghị", "Lào Cai", "cầu", "đường", "ký", "&agrave;", "&#7889;", "&#xFD;", "A&amp;B",
                  "&ldquo;x&rdquo;", "2024", "<b>mới</b>", "<a href='x?a=1&amp;b=2'>liên kết</a>",
                  "<i class=\"a b\">và</i>", "<span title='a > b'>của</span>", "a &lt; b", "<!-- ẩn -->",
                  "<img src=a.jpg alt=\"ảnh\">"});
      out += one_of({" ", "\n", "  ", "\t "});
    }
    return out;
  }

  void block(std::string& out, unsigned depth) {
    const std::string attributes =
        one_of({"", " class=content", " id='main' data-x=\"1\"", " class=\"box-related\"", " HIDDEN"});
    switch (random_() % (depth > 3 ? 4 : 10)) {
      case 0:
        out += "<p" + attributes + ">" + words(4 + random_() % 20) + "</p>";
        break;
      case 1:
        out += "<p>" + words(4 + random_() % 20);
        break;  // left open
      case 2:
        out += "<h2>" + words(4) + "</h2>";
        break;
      case 3:
        out += "<script type='text/x'>var x = '<div>" + words(3) + "</div>';</script>";
        break;
      case 4:
        out += "<ul>";
        for (unsigned n = random_() % 4; n > 0; --n) out += "<li>" + words(5) + one_of({"", "</li>"});
        out += "</ul>";
        break;
      case 5:
        out += "<table><tr><td>" + words(12) + "</td><td>" + words(3) + "</td></tr></table>";
        break;
      case 6:
        out += "<figure><img src=a.jpg><figcaption>" + words(6) + "</figcaption></figure>";
        break;
      case 7:
        out += "<nav>" + words(5) + "</nav>";
        break;
      default:
        out += "<div" + attributes + ">";
        for (unsigned n = random_() % 5; n > 0; --n) block(out, depth + 1);
        out += "</div>";
    }
  }

  std::mt19937 random_;
};

TEST(HtmlOracle, ScannerAndLibxml2FindTheSameArticle) {
  std::size_t with_text = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const std::string page = PageMaker(seed).page();
    const Page ours = read_html(page, built_in_boilerplate());
    const Page theirs = oracle::read_html(page, built_in_boilerplate());
    EXPECT_EQ(ours.text, theirs.text) << "seed " << seed << "\n" << page;
    EXPECT_EQ(ours.record.title, theirs.record.title) << "seed " << seed;
    EXPECT_EQ(ours.record.outlet, theirs.record.outlet) << "seed " << seed;
    ASSERT_EQ(ours.lines.size(), theirs.lines.size()) << "seed " << seed;
    for (std::size_t i = 0; i < ours.lines.size(); ++i) EXPECT_EQ(ours.lines[i].hint, theirs.lines[i].hint);
    with_text += ours.text.empty() ? 0 : 1;
    if (HasFailure()) break;
  }
  EXPECT_GT(with_text, 1000U);
}

}  // namespace
}  // namespace newsgraph
