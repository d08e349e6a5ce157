// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/lint_aliases.h"

#include <algorithm>

#include <fmt/format.h>

#include "extract/rule/word_list.h"

namespace newsgraph {
namespace {

/// A name as it is looked for where capitals must agree.
struct Spelling {
  std::string_view text;
  std::vector<TermId> terms;
  std::uint64_t capitals;  ///< as Entry::cased

  /// Whether it is found wherever `other` is.
  [[nodiscard]] bool covers(const Spelling& other) const {
    return terms == other.terms && (capitals & ~other.capitals) == 0;
  }
};

Spelling spelling_of(std::string_view text, Vocabulary& words) {
  const std::span<const Token> tokens = words.add_phrase(text);
  Spelling spelling{text, {}, capitals_of(tokens)};
  for (const Token& token : tokens) spelling.terms.push_back(token.term);
  return spelling;
}

}  // namespace

void lint_aliases(const RuleSet::Impl& rules, Problems& problems) {
  const auto column = std::find(rules.keys.begin(), rules.keys.end(), "aliases");
  if (column == rules.keys.end()) return;
  const auto key = static_cast<KeyId>(column - rules.keys.begin());
  Vocabulary words(rules.settings);
  std::vector<std::string_view> aliases;
  std::vector<Spelling> spellings;
  for (RecordId id = 0; id < rules.records.size(); ++id) {
    const Record& record = rules.records[id];
    aliases.clear();
    if (split_aliases(rules.record_value(id, key), aliases) == 0) continue;
    spellings.assign(1, spelling_of(record.name, words));
    for (const std::string_view alias : aliases) spellings.push_back(spelling_of(alias, words));
    for (std::size_t i = 1; i < spellings.size(); ++i) {
      // Of two that find the same the first stays.
      const auto covered_by = [&](const Spelling& other) {
        return other.covers(spellings[i]) && (&other < &spellings[i] || !spellings[i].covers(other));
      };
      const auto other = std::find_if(spellings.begin(), spellings.end(), covered_by);
      if (other != spellings.end())
        problems.warn({record.file, record.line, 0, 0},
                      fmt::format("the alias '{}' finds nothing more than '{}' does; leave it out",
                                  spellings[i].text, other->text));
    }
  }
}

}  // namespace newsgraph
