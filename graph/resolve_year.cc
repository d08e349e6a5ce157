// SPDX-License-Identifier: Apache-2.0
// Editions that one article names by their year and another does not: "giải U19 châu Á 2016", and "giải U19
// châu Á" held in 2016 or spoken of in an article of 2016. The year keeps what has it in its name apart from
// what has it as its date until here.
#include <map>
#include <vector>

#include <fmt/format.h>

#include "graph/resolver.h"

namespace newsgraph {
namespace {

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

/// Events only: a law of a year is spoken of in all that follow.
Resolver::YearEdition Resolver::year_edition(KindId kind, KeyId key) const {
  const NameKey& name = names_.key(key);
  if (!name.edition || !name.proper || kinds_[kind].name != "Event" || name.text.size() < 2) return {};
  const std::string_view year = names_.word(name.text.back());
  if (!is_year(year)) return {};
  const KeyId found = names_.find_key(name.text.first(name.text.size() - 1));
  if (found == NameTable::kNoKey || !names_.key(found).proper || names_.key(found).edition) return {};
  return {found, year};
}

void Resolver::join_years() {
  std::map<std::pair<std::uint64_t, std::string_view>, UnitId> editions;  // by kind and name, and year
  for (UnitId u = 0; u < units_.size(); ++u) {
    const YearEdition edition = year_edition(units_[u].kind, units_[u].key);
    if (edition.name != kNone) editions[{number_of(units_[u].kind, edition.name), edition.year}] = u;
  }
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (unit.distinction.empty()) continue;
    const auto edition = editions.find({number_of(unit.kind, unit.key), unit.distinction});
    if (edition == editions.end()) continue;
    const bool apart = common_articles(u, edition->second) > 0;
    join_or_propose(u, edition->second, apart ? Verdict::kMaybe : Verdict::kYes, 0.8,
                    fmt::format("one has {} in its name, the other took place then", unit.distinction));
  }
}

}  // namespace newsgraph
