// SPDX-License-Identifier: Apache-2.0
// Editions that one article names by their year and another does not: "giải U19 châu Á 2016", and "giải U19
// châu Á" held in 2016 or spoken of in an article of 2016. The year keeps what has it in its name apart from
// what has it as its date until here.
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "graph/resolver.h"

namespace newsgraph {
namespace {

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

/// Proper names of events only: generic ones ("đại hội thường niên 2016") are of many, and a law of a year is
/// spoken of in all that follow.
Resolver::YearEdition Resolver::year_edition(KindId kind, KeyId key) const {
  const NameKey& name = names_.key(key);
  if (!name.edition || !name.proper || kinds_[kind].name != "Event" || name.words.size() < 2) return {};
  const std::string_view year = names_.word(name.words.back());
  if (!is_year(year)) return {};
  return {name.words.first(name.words.size() - 1), year};
}

void Resolver::join_years() {
  const auto name_of = [](KindId kind, Words words, std::string_view year) {
    return std::string(bytes_of({&kind, 1})).append(bytes_of(words)).append(year);
  };
  std::unordered_map<std::string, UnitId> editions;
  for (UnitId u = 0; u < units_.size(); ++u) {
    const YearEdition edition = year_edition(units_[u].kind, units_[u].key);
    if (!edition.year.empty()) editions[name_of(units_[u].kind, edition.name, edition.year)] = u;
  }
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (unit.distinction.empty() || !key(unit).proper) continue;
    const auto edition = editions.find(name_of(unit.kind, key(unit).words, unit.distinction));
    if (edition == editions.end()) continue;
    const bool apart = common_articles(u, edition->second) > 0;
    join_or_propose(u, edition->second, apart ? Verdict::kMaybe : Verdict::kYes, 0.8,
                    fmt::format("one has {} in its name, the other is of then", unit.distinction));
  }
}

}  // namespace newsgraph
