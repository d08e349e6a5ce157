// SPDX-License-Identifier: Apache-2.0
// Editions written differently, documents with and without their title: the same numbers, nearly the same
// words. Only things of the same numbers are compared, pair by pair while they are few. A year of a large
// corpus has many thousands of events: of so many only pairs that are surely one are looked for, by an index,
// and none is proposed, since half the words of "Hội nghị Y tế 2024" are those of every other meeting. What
// is joined does not depend on how many there are.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "graph/resolver.h"
#include "graph/similar_sets.h"

namespace newsgraph {
namespace {

constexpr std::size_t kFew = 200;  // units that are compared pair by pair, for proposals too
constexpr double kSure = 0.75;     // of the words in common, as each_similar_pair finds them
constexpr double kLikely = 0.5;

/// "62/2013/qh13": the first word with a digit, if it is a code, and where it stands.
std::string_view code_of(const NameTable& names, Words words, std::size_t& at) {
  for (at = 0; at < words.size(); ++at) {
    const std::string_view word = names.word(words[at]);
    if (word[0] >= '0' && word[0] <= '9')
      return word.find('/') == std::string_view::npos ? std::string_view() : word;
  }
  return {};
}

/// Holds a part of four digits that may be a year.
bool has_year(std::string_view code) {
  return code.find("/19") != std::string_view::npos || code.find("/20") != std::string_view::npos;
}

template <class T>
void make_set(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Those of `set` that `other` lacks.
std::vector<WordId> own(const std::vector<WordId>& set, const std::vector<WordId>& other) {
  std::vector<WordId> result;
  std::set_difference(set.begin(), set.end(), other.begin(), other.end(), std::back_inserter(result));
  return result;
}

/// Share of common words among all words of two names.
double overlap(const std::vector<WordId>& a, const std::vector<WordId>& b) {
  const std::size_t all = b.size() + own(a, b).size();
  const std::size_t common = a.size() + b.size() - all;
  return static_cast<double>(common) / static_cast<double>(std::max<std::size_t>(1, all));
}

/// Whether the words have figures within them, and what these are: "u19" has "19".
std::string figures_of(const NameTable& names, const std::vector<WordId>& words) {
  std::string figures;
  for (const WordId word : words) {
    for (const char c : names.word(word)) {
      if (c >= '0' && c <= '9') figures += c;
    }
  }
  return figures;
}

}  // namespace

/// Things of one kind that have the same numbers.
struct Resolver::DatedBucket {
  std::vector<UnitId> units;
  std::string code;  // "nghị định 62/2013/qh13", if it is one that makes them alike
  std::vector<std::vector<WordId>> words;  // of each unit, ascending, each once
  std::vector<std::vector<KeyId>> places;  // that the name of each holds, likewise
};

/// Names that say that they are two things: of different places, or "U19" and "U21".
bool Resolver::tell_apart(const DatedBucket& bucket, std::size_t i, std::size_t j) const {
  const auto& here = bucket.places[i];
  const auto& there = bucket.places[j];
  const bool common = std::ranges::any_of(
      here, [&](KeyId place) { return std::binary_search(there.begin(), there.end(), place); });
  if (!here.empty() && !there.empty() && !common) return true;
  const std::string figures = figures_of(names_, own(bucket.words[i], bucket.words[j]));
  const std::string others = figures_of(names_, own(bucket.words[j], bucket.words[i]));
  return !figures.empty() && !others.empty() && figures != others;
}

void Resolver::compare_dated(const DatedBucket& bucket, std::size_t i, std::size_t j) {
  const UnitId a = bucket.units[i], b = bucket.units[j];
  if (sets_.find(a) == sets_.find(b) || common_articles(a, b) > 0) return;
  const double likeness = overlap(bucket.words[i], bucket.words[j]);
  const bool coded = !bucket.code.empty();
  const bool sure = coded ? has_year(bucket.code) : likeness >= kSure;
  if (!coded && (likeness < kLikely || tell_apart(bucket, i, j))) return;
  join_or_propose(a, b, sure ? Verdict::kYes : Verdict::kMaybe, std::min(0.9, likeness),
                  fmt::format("same numbers, {:.0f} % of the words shared", 100 * likeness));
}

void Resolver::join_bucket(DatedBucket& bucket) {
  for (const UnitId unit : bucket.units) {
    const Words name = key(units_[unit]).words;
    make_set(bucket.words.emplace_back(name.begin(), name.end()));
    add_places_in(name, bucket.places.emplace_back());
    make_set(bucket.places.back());
  }
  const std::size_t count = bucket.units.size();
  if (count > kFew && bucket.code.empty()) {
    each_similar_pair(bucket.words, [&](std::size_t i, std::size_t j) {
      if (overlap(bucket.words[i], bucket.words[j]) >= kSure) compare_dated(bucket, j, i);
    });
    return;
  }
  if (count > kFew && !has_year(bucket.code)) return;  // a number that each body gives once a year
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) compare_dated(bucket, i, j);
  }
}

void Resolver::join_dated() {
  std::map<std::pair<KindId, std::string>, DatedBucket> buckets;
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (kinds_[unit.kind].policy != Policy::kDated) continue;
    std::size_t at = 0;
    const NameKey& name = key(unit);
    const std::string_view code = code_of(names_, name.words, at);
    if (!code.empty()) {
      if (at == 0 || at > 3) continue;
      std::string coded = std::string(names_.word(name.words[0])).append(" ").append(code);
      DatedBucket& bucket = buckets[{unit.kind, coded}];
      bucket.units.push_back(u);
      bucket.code = std::move(coded);
    } else if (name.edition) {
      std::string numbers;
      for (const NumberId number : name.numbers) numbers.append(names_.number(number)).append(1, ' ');
      buckets[{unit.kind, std::move(numbers)}].units.push_back(u);
    }
  }
  for (auto& [numbers, bucket] : buckets) {
    if (bucket.units.size() > 1) join_bucket(bucket);
  }
}

}  // namespace newsgraph
