// SPDX-License-Identifier: Apache-2.0
#include "extract/fact/json_writer.h"

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace newsgraph {
namespace {

std::string plainly_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20)
      out += fmt::format("\\u{:04x}", byte);
    else
      out += c;
  }
  return out;
}

TEST(JsonWriter, EscapesAsAPlainLoopDoesAtEveryLength) {
  std::mt19937 random(7);
  constexpr std::string_view kSpecial("\"\\\n\r\t\x00\x1f !\x7f\x80\xff", 12);
  const auto text = [&](std::size_t size, unsigned specials) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
      out += random() % 100 < specials ? kSpecial[random() % kSpecial.size()]
                                       : static_cast<char>('a' + random() % 26);
    }
    return out;
  };
  for (std::size_t size = 0; size < 70; ++size) {
    for (const unsigned specials : {0U, 1U, 5U, 100U}) {
      for (int round = 0; round < 20; ++round) {
        const std::string given = text(size, specials);
        std::string out = "before";
        JsonWriter json(out);
        json.string(given);
        json.finish();
        ASSERT_EQ(out, "before\"" + plainly_escaped(given) + "\"\n");
      }
    }
  }
}

TEST(JsonWriter, WritesNumbersOfEveryLength) {
  const auto written = [](std::uint32_t number) {
    std::string out;
    JsonWriter json(out);
    json.number(number);
    json.finish();
    return out;
  };
  for (std::uint32_t number = 0; number < 11'000; ++number)
    ASSERT_EQ(written(number), std::to_string(number) + "\n");
  for (std::uint32_t number = 1; number < 4'000'000'000U;
       number = number < 400'000'000U ? number * 10 : 4'000'000'000U)
    EXPECT_EQ(written(number), std::to_string(number) + "\n");
  EXPECT_EQ(written(4'294'967'295U), "4294967295\n");
}

TEST(JsonWriter, TakesBackTheCommaBehindTheLastValue) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.key("empty");
  json.open('[');
  json.close(']');
  json.key("numbers");
  json.open('[');
  for (const std::uint32_t number : {0U, 9U, 10U, 4294967295U}) json.number(number);
  json.close(']');
  json.key(std::string_view("a \"key\""));
  json.string("value");
  json.number("number", 1203);
  json.string("text", "a \"text\"");
  json.close('}');
  json.finish();
  EXPECT_EQ(
      out,
      R"({"empty":[],"numbers":[0,9,10,4294967295],"a \"key\"":"value","number":1203,"text":"a \"text\""})"
      "\n");
}

TEST(JsonWriter, MakesRoomForTextsOfAnyLength) {
  for (const std::size_t size : {1000U, 1021U, 1022U, 1023U, 1024U, 5000U, 100000U}) {
    std::string out;
    JsonWriter json(out);
    json.string(std::string(size, 'x'));
    json.string(std::string(size, '\x01'));
    json.finish();
    EXPECT_EQ(out.size(), 7 * size + 6);
  }
}

}  // namespace
}  // namespace newsgraph
