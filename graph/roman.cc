// SPDX-License-Identifier: Apache-2.0
#include "graph/roman.h"

namespace newsgraph {
namespace {

/// The signs of one decimal place.
struct Place {
  std::string_view nine, four, five, one;
  int unit;
};
constexpr Place kTens{"XC", "XL", "L", "X", 10};
constexpr Place kOnes{"IX", "IV", "V", "I", 1};

/// Takes the figure of a place off the front of `word`; 0 if there is none.
int take_figure(std::string_view& word, const Place& place) {
  const auto take = [&word](std::string_view sign) {
    if (!word.starts_with(sign)) return false;
    word.remove_prefix(sign.size());
    return true;
  };
  if (take(place.nine)) return 9 * place.unit;
  if (take(place.four)) return 4 * place.unit;
  int figure = take(place.five) ? 5 : 0;
  for (int ones = 0; ones < 3 && take(place.one); ++ones) ++figure;
  return figure * place.unit;
}

}  // namespace

std::optional<int> roman_value(std::string_view word) {
  if (word.empty()) return std::nullopt;
  const int tens = take_figure(word, kTens);
  const int ones = take_figure(word, kOnes);
  if (!word.empty()) return std::nullopt;
  return tens + ones;
}

}  // namespace newsgraph
