// SPDX-License-Identifier: Apache-2.0
#include "graph/name_share.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace newsgraph {
namespace {

constexpr double kPeople = 10'000;
constexpr std::array<std::string_view, 3> kPlaces = {"first", "middle", "last"};
constexpr std::string_view kAnyOther = "*";
constexpr std::string_view kNoWord = "-";

bool read_line(std::string_view line, NameShare& share) {
  const auto tab = line.find('\t');
  const auto next = line.find('\t', tab + 1);
  if (tab == std::string_view::npos || next == std::string_view::npos || next == tab + 1) return false;
  const auto place = std::find(kPlaces.begin(), kPlaces.end(), line.substr(0, tab));
  if (place == kPlaces.end()) return false;
  share.place = static_cast<NameShare::Place>(place - kPlaces.begin());
  share.word = line.substr(tab + 1, next - tab - 1);
  const std::string_view number = line.substr(next + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), share.share);
  return error == std::errc() && end == number.data() + number.size() && share.share > 0 &&
         share.share <= kPeople;
}

}  // namespace

std::vector<NameShare> parse_name_shares(std::span<const RuleFile> files,
                                         std::vector<RuleProblem>& problems) {
  std::vector<NameShare> shares;
  for_each_data_line(files, problems, [&](std::string_view line) -> std::string {
    NameShare share;
    if (!read_line(line, share)) {
      return fmt::format(
          "wanted first, middle or last, a tab, a word, a tab and how many of {} people have it there",
          kPeople);
    }
    shares.push_back(std::move(share));
    return {};
  });
  return shares;
}

NameShares::NameShares(const std::vector<NameShare>& shares, const TextSettings& settings) {
  for (const NameShare& each : shares) {
    const bool sign = each.word == kAnyOther || each.word == kNoWord;
    double& share =
        shares_[static_cast<std::size_t>(each.place)][sign ? each.word : canonical(each.word, settings)];
    share = std::max(share, each.share / kPeople);  // two languages may list one word
  }
}

double NameShares::share(NameShare::Place place, std::string_view word) const {
  const double listed = share_if_listed(place, word);
  if (listed > 0) return listed;
  const double other = share_if_listed(place, kAnyOther);
  return other > 0 ? other : 1;
}

double NameShares::share_if_listed(NameShare::Place place, std::string_view word) const {
  const auto& known = shares_[static_cast<std::size_t>(place)];
  const auto at = known.find(std::string(word));
  return at == known.end() ? 0 : at->second;
}

bool NameShares::knows(std::string_view word) const {
  return std::ranges::any_of(shares_, [&](const auto& known) { return known.contains(std::string(word)); });
}

double NameShares::of(std::span<const std::string_view> words) const {
  using enum NameShare::Place;
  if (words.size() < 2) return 1;
  if (words.size() == 2) {  // family and given name, or a name without its family name
    const double full = share(kFirst, words[0]) * share(kMiddle, kNoWord);
    return std::max(full, share_if_listed(kMiddle, words[0])) * share(kLast, words[1]);
  }
  double all = share(kFirst, words.front()) * share(kLast, words.back());
  for (const std::string_view word : words.subspan(1, words.size() - 2)) all *= share(kMiddle, word);
  return all;
}

}  // namespace newsgraph
