// SPDX-License-Identifier: Apache-2.0
// Replays the decisions of the review file. A decision speaks of units by the ids or names they have before
// any join, and these depend on the names alone; so a decision holds when articles come and go, and deleting
// it undoes it. Of several decisions on one pair the last counts. A line "same" is carried out before
// everything that resolution would do by itself; a line "different" forbids it.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

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

/// What a decision names.
struct Resolver::Reference {
  std::vector<UnitId> units;
  std::uint32_t article = kNone;  // only what this article calls so
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
  for (UnitId u = 0; u < units_.size(); ++u) {
    const Unit& unit = units_[u];
    if (unit.locals.empty()) continue;
    std::string id = unit_id(unit);
    const std::string name = names_.text(key(unit).text);
    std::uint64_t hash = content_hash(name);
    if (!unit.distinction.empty()) hash = content_hash(unit.distinction, hash);
    ids_.emplace(std::string(id).append("-").append(hex(hash, 6)), u);
    ids_.emplace(std::move(id), u);
    ids_.emplace(std::string(unit_type(unit)).append(":").append(name), u);
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
      std::tie(begin, end) = ids_.equal_range(name + canonical(text.substr(colon + 1), options_.text));
    }
  }
  for (; begin != end; ++begin) {
    const auto& locals = units_[begin->second].locals;
    const bool there = found.article == kNone ||
                       std::any_of(locals.begin(), locals.end(),
                                   [&](std::uint32_t l) { return locals_[l].article == found.article; });
    if (there) found.units.push_back(begin->second);
  }
  return found;
}

/// "different A@1 A@2" takes what article 2 says out of A.
void Resolver::separate_articles() {
  if (options_.decisions.empty()) return;
  index_ids();
  for (const Decision& decision : options_.decisions) {
    if (decision.same) continue;
    const Reference first = look_up(decision.first);
    const Reference second = look_up(decision.second);
    if (second.article == kNone || first.units != second.units || second.units.size() != 1) continue;
    const UnitId unit = second.units.front();
    std::vector<std::uint32_t> moved;
    std::vector<std::uint32_t> rest;
    for (const auto l : units_[unit].locals) {
      (locals_[l].article == second.article ? moved : rest).push_back(l);
    }
    units_[unit].locals = memory_.keep(rest);
    const std::string_view article = article_id(second.article);
    const UnitId fresh = add_unit(Unit(units_[unit]), article, article, std::move(moved));
    units_[fresh].fixed = true;
    sets_.forbid(unit, fresh);
  }
}

void Resolver::apply_decisions(bool persons) {
  if (options_.decisions.empty()) return;
  index_ids();
  // The last line on a pair counts.
  std::map<std::pair<std::string_view, std::string_view>, const Decision*> last;
  for (const Decision& decision : options_.decisions)
    last[std::minmax<std::string_view>(decision.first, decision.second)] = &decision;
  for (const bool same : {true, false}) {
    for (const Decision& decision : options_.decisions) {
      if (decision.same != same ||
          last[std::minmax<std::string_view>(decision.first, decision.second)] != &decision)
        continue;
      const Reference first = look_up(decision.first);
      const Reference second = look_up(decision.second);
      const auto is_person = [&](const Reference& reference) {
        return !reference.units.empty() && kinds_[units_[reference.units[0]].kind].policy == Policy::kPerson;
      };
      if ((is_person(first) || is_person(second)) != persons &&
          !(first.units.empty() || second.units.empty()))
        continue;
      const auto complain = [&](std::string_view name, std::string_view what) {
        if (!persons) return;  // said once, when all names are known
        problems_.push_back(
            fmt::format("review line {}: '{}' {}; the line has no effect", decision.line, name, what));
      };
      if (first.units.empty()) {
        complain(decision.first, "names nothing in these articles");
      } else if (second.units.empty()) {
        complain(decision.second, "names nothing in these articles");
      } else if (first.units.size() > 1 || second.units.size() > 1) {
        const auto& many = first.units.size() > 1 ? first : second;
        problems_.push_back(fmt::format(
            "review line {}: '{}' names {} nodes ({}, {} ...), write the id of one; the line has no effect",
            decision.line, first.units.size() > 1 ? decision.first : decision.second, many.units.size(),
            unit_id(units_[many.units[0]]), unit_id(units_[many.units[1]])));
      } else if (first.article != kNone || second.article != kNone) {
        if (same) sets_.join(first.units[0], second.units[0]);
      } else if (same ? !sets_.join(first.units[0], second.units[0])
                      : !sets_.forbid(first.units[0], second.units[0])) {
        problems_.push_back(fmt::format("review line {}: '{}' and '{}' cannot be {} by the lines before",
                                        decision.line, decision.first, decision.second,
                                        same ? "the same" : "different"));
      }
    }
  }
}

}  // namespace newsgraph
