// SPDX-License-Identifier: Apache-2.0
#include "extract/article/encoding.h"

#include <random>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

using namespace std::string_literals;

// Plain decoding by the book, against which the fast check is held.
bool is_utf8_by_the_book(const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = [&](std::size_t i) {
      return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;
    if (length == 0 || at + length > bytes.size()) return false;
    unsigned code = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xc0) != 0x80) return false;
      code = code << 6 | (byte(at + i) & 0x3f);
    }
    if ((length == 3 && code < 0x800) || (length == 4 && (code < 0x10000 || code > 0x10ffff)) ||
        (code >= 0xd800 && code < 0xe000))
      return false;
    at += length;
  }
  return true;
}

TEST(Encoding, TheFastCheckAgreesWithTheBook) {
  std::mt19937 random(1);
  const std::string pieces[] = {"a",
                                "ờ",
                                "đ",
                                "\xe1\xbb",
                                "\xc0\x80",
                                "\xed\xa0\x80",
                                "\xf4\x90\x80\x80",
                                "\xf0\x9f\x98\x80",
                                "\xf0\x80\x80\x80",
                                "\xe0\x80\x80",
                                "\x80",
                                "\xff",
                                "\xef\xbf\xbd",
                                "0123456789abcdef",
                                "\xf0\x9f\x98"};
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (unsigned n = random() % 30; n > 0; --n)
      bytes += pieces[random() % (random() % 4 == 0 ? std::size(pieces) : 3)];
    EXPECT_EQ(first_invalid_utf8(bytes) == std::string::npos, is_utf8_by_the_book(bytes))
        << testing::PrintToString(bytes);
  }
}

TEST(Encoding, TheFirstBadByteIsNamed) {
  EXPECT_EQ(first_invalid_utf8("abc\xff"
                               "def"),
            3U);
  EXPECT_EQ(first_invalid_utf8("Hà Nội \xe1\xbb"), std::string("Hà Nội ").size());
}

TEST(Encoding, MarksAreTakenOff) {
  EXPECT_EQ(decode("\xef\xbb\xbfHà Nội").text, "Hà Nội");
  EXPECT_EQ(decode("\xff\xfeH\0\xe0\0"s).text, "Hà");
  EXPECT_EQ(decode("\xfe\xff\0H\0\xe0"s).text, "Hà");
}

std::string wide(const std::u32string& text, std::size_t bytes_a_unit, bool little) {
  std::string out;
  for (const char32_t code : text) {
    for (std::size_t i = 0; i < bytes_a_unit; ++i) {
      const std::size_t byte = little ? i : bytes_a_unit - 1 - i;
      out += static_cast<char>(code >> (8 * byte) & 0xff);
    }
  }
  return out;
}

TEST(Encoding, Utf16AndUtf32AreReadWithAndWithoutAMark) {
  const std::u32string text = U"Hội nghị thường niên tại thành phố Hà Nội";
  for (const auto& [name, size, little] :
       {std::tuple("UTF-16LE", 2U, true), std::tuple("UTF-16BE", 2U, false), std::tuple("UTF-32LE", 4U, true),
        std::tuple("UTF-32BE", 4U, false)}) {
    for (const std::u32string mark : {U"\ufeff", U""}) {
      const std::string bytes = wide(mark + text, size, little);
      EXPECT_EQ(wide_encoding(bytes), name);
      const Decoded out = decode(bytes);
      EXPECT_EQ(out.text, "Hội nghị thường niên tại thành phố Hà Nội") << name;
      EXPECT_EQ(out.encoding, name);
      EXPECT_EQ(out.replaced, 0U);
    }
  }
}

TEST(Encoding, ZeroBytesAloneMakeNoUtf16) {
  EXPECT_EQ(wide_encoding(""), "");
  EXPECT_EQ(wide_encoding("Hà Nội"), "");
  EXPECT_EQ(wide_encoding("a text with one \0 in it"s), "");
  EXPECT_EQ(wide_encoding("\x7f"
                          "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"s),
            "");
}

TEST(Encoding, TheFirstBadPlaceOfWideTextIsNamed) {
  // "Hà", the first half of a pair without its second half, "Nội".
  const std::string bytes = "\xff\xfe" + wide(U"Hà", 2, true) + "\x3d\xd8" + wide(U"Nội", 2, true);
  const Decoded out = decode(bytes);
  EXPECT_EQ(out.text, "Hà\xef\xbf\xbdNội");
  EXPECT_EQ(out.replaced, 1U);
  EXPECT_EQ(out.first_bad, 6U);
  EXPECT_EQ(decode("\xff\xfe" + wide(U"a\ufffd", 2, true)).replaced, 0U) << "it stood there";
}

TEST(Encoding, VietnameseWindows1258IsRecognised) {
  // "Việt Nam, thành phố Hà Nội, đường sắt": base letters with combining tone marks behind them.
  const std::string bytes =
      "Vi\xea\xf2t Nam, tha\xcc"
      "nh ph\xf4\xec Ha\xcc N\xf4\xf2i, \xf0\xfd\xf5\xcc"
      "ng s\xe3\xec"
      "t";
  const Decoded out = decode(bytes);
  EXPECT_EQ(out.encoding, "windows-1258");
  EXPECT_EQ(out.replaced, 0U);
  EXPECT_EQ(out.text,
            "Vi\xc3\xaa\xcc\xa3t Nam, tha\xcc\x80nh ph\xc3\xb4\xcc\x81 Ha\xcc\x80 N\xc3\xb4\xcc\xa3i, "
            "\xc4\x91\xc6\xb0\xc6\xa1\xcc\x80ng s\xc4\x83\xcc\x81t");
}

TEST(Encoding, ADeclaredEncodingIsBelievedWhereTheBytesAreNotUtf8) {
  EXPECT_EQ(decode("caf\xe9 au lait, \xe0 c\xf4t\xe9, d\xe9j\xe0", "iso-8859-1").text,
            "café au lait, à côté, déjà");
  EXPECT_EQ(decode("café", "iso-8859-1").text, "café");  // the declaration lies
}

TEST(Encoding, MostlyGoodUtf8IsRepairedAndCounted) {
  const Decoded out = decode("Hội nghị tại Hà N\xff\xfei đã kết thúc.");
  EXPECT_EQ(out.text, "Hội nghị tại Hà N\xef\xbf\xbdi đã kết thúc.");
  EXPECT_EQ(out.replaced, 1U);
  EXPECT_EQ(out.first_bad, std::string("Hội nghị tại Hà N").size());
}

}  // namespace
}  // namespace newsgraph
