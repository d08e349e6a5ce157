// SPDX-License-Identifier: Apache-2.0
// Replays the decisions of the review file. A decision speaks of units by the ids or names they have before
// any join, and these depend on the names alone; so a decision holds when articles come and go, and deleting
// it undoes it. Of several decisions on one pair the last counts, however they spell it. In three steps:
//   separate_articles  before everything: takes out what "different" with an article says is another thing
//   keep_apart         next: "different" forbids what resolution would join
//   apply_decisions    when homonyms of a kind are split, and so all ids are known, before names are joined:
//                      both verdicts, and what is wrong with a line is told
// Where lines contradict each other through a third name, "different" holds.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "extract/text/spelling.h"
#include "graph/resolver.h"

namespace newsgraph {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

/// What one side of a decision names.
struct Resolver::Reference {
  std::vector<UnitId> units;
  std::uint32_t article = kNone;  // the units are those of which this article speaks

  [[nodiscard]] bool is_one() const { return units.size() == 1; }
};

/// A decision with what it names at present.
struct Resolver::Reading {
  const Decision* decision;
  Reference first, second;

  [[nodiscard]] bool is_clear() const { return first.is_one() && second.is_one(); }
};

std::string_view Resolver::unit_type(const Unit& unit) const {
  std::vector<std::uint32_t> counts(types_.size());
  for (const auto l : unit.locals) ++counts[profile(locals_[l]).type];
  const auto most = std::max_element(counts.begin(), counts.end());
  if (most == counts.end() || *most == 0) return kinds_[unit.kind].name;
  return types_[static_cast<std::size_t>(most - counts.begin())];
}

std::string_view Resolver::unit_label(UnitId u) {
  const auto [at, is_new] = labels_.try_emplace(u);
  if (!is_new) return at->second;
  const Unit& unit = units_[u];
  std::map<std::string_view, std::uint32_t> counts;
  for (const auto l : unit.locals) {
    if (profile(locals_[l]).key == unit.key) ++counts[names_.spelling(profile(locals_[l]).name)];
  }
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  // Of a unit that is all split off no local is left to say how it is spelt.
  at->second = most == counts.end() ? store_.memory()->keep(names_.text(key(unit).text)) : most->first;
  return at->second;
}

std::string Resolver::unit_id(const Unit& unit) const {
  if (!unit.gazetteer.empty()) return std::string(unit.gazetteer);
  std::string id = lower_ascii(unit_type(unit)).append(":").append(names_.slug(unit.key));
  if (!unit.distinction.empty()) id.append("--").append(slug(unit.distinction));
  return id;
}

void Resolver::index_ids() {
  ids_.clear();
  const auto add_id = [&](std::string id, const std::string& name, std::string_view distinction, UnitId u,
                          bool with_article) {
    std::uint64_t hash = stable_hash(name);
    if (!distinction.empty()) hash = stable_hash(distinction, hash);
    ids_.emplace(std::string(id).append("-").append(hex(hash, 6)), IdUse{u, with_article});
    ids_.emplace(std::move(id), IdUse{u, with_article});
  };
  for (UnitId u = 0; u < units_.size(); ++u) {
    Unit unit = units_[u];
    if (unit.locals.empty()) continue;
    const std::string name = names_.text(key(unit).text);
    add_id(unit_id(unit), name, unit.distinction, u, false);
    ids_.emplace(std::string(unit_type(unit)).append(":").append(name), IdUse{u, false});
    if (unit.distinction.empty()) continue;
    // An article tells which of the namesakes is meant.
    unit.distinction = {};
    add_id(unit_id(unit), name, {}, u, true);
    if (const auto from = taken_from_.find(u); from != taken_from_.end() && !from->second.empty())
      ids_.emplace(from->second, IdUse{u, true});
  }
}

Resolver::Reference Resolver::look_up(std::string_view text) const {
  Reference found;
  if (const auto at = text.rfind('@'); at != std::string_view::npos) {
    const std::string_view id = text.substr(at + 1);
    const auto articles = store_.articles();
    const auto article =
        std::lower_bound(articles.begin(), articles.end(), id,
                         [&](const auto& row, std::string_view wanted) { return row.info.id < wanted; });
    if (article != articles.end() && article->info.id == id) {
      found.article = static_cast<std::uint32_t>(article - articles.begin());
      text = text.substr(0, at);
    }
  }
  auto [begin, end] = ids_.equal_range(std::string(text));
  if (begin == end) {
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
      std::string name(text.substr(0, colon + 1));
      std::tie(begin, end) =
          ids_.equal_range(name + part_figures(canonical(text.substr(colon + 1), options_.text)));
    }
  }
  for (; begin != end; ++begin) {
    const auto& [unit, with_article] = begin->second;
    const bool meant = found.article == kNone ? !with_article : speaks_of(found.article, unit);
    if (meant) found.units.push_back(unit);
  }
  std::ranges::sort(found.units);
  found.units.erase(std::unique(found.units.begin(), found.units.end()), found.units.end());
  return found;
}

bool Resolver::speaks_of(std::uint32_t article, UnitId unit) const {
  return std::ranges::any_of(units_[unit].locals,
                             [&](std::uint32_t local) { return locals_[local].article == article; });
}

/// The decisions that count: the last on each pair, "different" first, else in the order of their lines.
std::vector<Resolver::Reading> Resolver::read_decisions() {
  index_ids();
  // A pair by what it names; by its words as long as they name nothing, or several things.
  const auto side = [](const Reference& reference, const std::string& words) {
    return reference.is_one() ? fmt::format("\t{}@{}", reference.units[0], reference.article) : words;
  };
  std::vector<Reading> readings;
  std::map<std::pair<std::string, std::string>, std::size_t> last;
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Decision& decision : options_.decisions) {
    readings.push_back({&decision, look_up(decision.first), look_up(decision.second)});
    pairs.emplace_back(std::minmax(side(readings.back().first, decision.first),
                                   side(readings.back().second, decision.second)));
    last[pairs.back()] = readings.size();
  }
  std::vector<Reading> counting;
  for (const bool same : {false, true}) {
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (readings[i].decision->same == same && last[pairs[i]] == i + 1) counting.push_back(readings[i]);
    }
  }
  return counting;
}

/// "different A@1 A@2" takes what article 2 says out of A, and "different A B@2" out of B. Without an article
/// behind the second name, that of the first counts.
void Resolver::separate_articles() {
  if (options_.decisions.empty()) return;
  for (const Reading& reading : read_decisions()) {
    if (reading.decision->same || !reading.is_clear()) continue;
    const bool second = reading.second.article != kNone;
    const Reference& taken = second ? reading.second : reading.first;
    if (taken.article != kNone) take_out(taken.units.front(), taken.article);
  }
}

/// Gives what an article says of a unit a unit of its own, unless nothing would be left, or be taken.
void Resolver::take_out(UnitId unit, std::uint32_t article) {
  std::vector<std::uint32_t> moved;
  std::vector<std::uint32_t> rest;
  for (const auto l : units_[unit].locals) (locals_[l].article == article ? moved : rest).push_back(l);
  if (moved.empty() || rest.empty()) return;
  const std::string id = unit_id(units_[unit]);
  units_[unit].locals = memory_.keep(rest);
  const std::string_view by = article_id(article);
  const UnitId fresh = add_unit(Unit(units_[unit]), by, by, std::move(moved));
  units_[fresh].fixed = true;
  taken_from_.emplace(fresh, id);
  sets_.forbid(unit, fresh);
}

void Resolver::keep_apart() {
  if (options_.decisions.empty()) return;
  for (const Reading& reading : read_decisions()) {
    if (!reading.decision->same && reading.is_clear())
      sets_.forbid(reading.first.units.front(), reading.second.units.front());
  }
}

void Resolver::apply_decisions(bool persons) {
  if (options_.decisions.empty()) return;
  const auto is_person = [&](const Reference& reference) {
    return std::ranges::any_of(
        reference.units, [&](UnitId unit) { return kinds_[units_[unit].kind].policy == Policy::kPerson; });
  };
  for (const Reading& reading : read_decisions()) {
    const bool of_person = is_person(reading.first) || is_person(reading.second);
    if (reading.is_clear() && of_person != persons) continue;
    const std::string problem = reading.is_clear() ? apply(reading) : what_is_unclear(reading);
    // What names nothing yet may do so when persons are told apart.
    if (problem.empty() || (!persons && !reading.is_clear())) continue;
    problems_.push_back(fmt::format("review line {}: {}", reading.decision->line, problem));
  }
}

/// Returns what is wrong with the line, mostly nothing.
std::string Resolver::apply(const Reading& reading) {
  const Decision& decision = *reading.decision;
  const UnitId a = reading.first.units.front(), b = reading.second.units.front();
  if (decision.same ? sets_.join(a, b) : sets_.forbid(a, b)) return {};
  if (!decision.same && a == b) {
    return fmt::format("'{}' and '{}' are one name{}; the line has no effect", decision.first,
                       decision.second,
                       reading.first.article == kNone
                           ? ", write '@' and the id of an article behind one to take out what it says"
                           : " in one article");
  }
  return fmt::format("'{}' and '{}' cannot be {} by other lines; the line has no effect", decision.first,
                     decision.second, decision.same ? "the same" : "different");
}

std::string Resolver::what_is_unclear(const Reading& reading) const {
  const Decision& decision = *reading.decision;
  for (const bool first : {true, false}) {
    const auto& units = (first ? reading.first : reading.second).units;
    const std::string& name = first ? decision.first : decision.second;
    if (units.empty())
      return fmt::format("'{}' names nothing in these articles; the line has no effect", name);
    if (units.size() > 1) {
      return fmt::format("'{}' names {} nodes ({}, {}{}), write the id of one; the line has no effect", name,
                         units.size(), unit_id(units_[units[0]]), unit_id(units_[units[1]]),
                         units.size() > 2 ? " ..." : "");
    }
  }
  return {};
}

}  // namespace newsgraph
