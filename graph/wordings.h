// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "graph/graph_builder.h"
#include "graph/names.h"
#include "graph/string_pool.h"

namespace newsgraph {

/// Spells names out. A word that no name holds has a number behind those of the table.
class Wordings {
 public:
  Wordings(const NameTable& names, const GraphOptions& options) : names_(names), begins_(names.words()) {
    for (const auto& [from, to] : options.wordings) {
      const std::vector<WordId> words = numbers(canonical(from, options.text));
      const StringId entry = froms_.add(bytes_of(words));
      if (entry >= fulls_.size()) fulls_.resize(entry + 1);
      fulls_[entry] = numbers(canonical(to, options.text));
      if (!words.empty() && words[0] < begins_.size()) begins_[words[0]] = true;
      longest_ = std::max(longest_, words.size());
    }
  }

  std::vector<WordId> numbers(std::string_view canonical) {
    std::vector<WordId> result;
    while (!canonical.empty()) {
      const auto space = std::min(canonical.find(' '), canonical.size());
      const std::string_view text = canonical.substr(0, space);
      const WordId word = names_.find_word(text);
      result.push_back(word != NameTable::kNoWord ? word
                                                  : static_cast<WordId>(names_.words() + unknown_.add(text)));
      canonical.remove_prefix(std::min(space + 1, canonical.size()));
    }
    return result;
  }

  /// From the left, the longest wording first; what is put in is not looked at again.
  void spell_out(Words words, std::vector<WordId>& full) const {
    full.clear();
    while (!words.empty()) {
      const WordId first = words.front();
      std::size_t size = first < begins_.size() && begins_[first] ? std::min(longest_, words.size()) : 0;
      StringId entry = 0;
      while (size > 0 && (entry = froms_.find(bytes_of(words.first(size)))) == 0) --size;
      if (entry == 0) {
        full.push_back(first);
        size = 1;
      } else {
        full.insert(full.end(), fulls_[entry].begin(), fulls_[entry].end());
      }
      words = words.subspan(size);
    }
  }

 private:
  const NameTable& names_;
  std::vector<bool> begins_;  // words that a wording begins with
  StringPool unknown_;
  StringPool froms_;  // as bytes of word numbers
  std::vector<std::vector<WordId>> fulls_;
  std::size_t longest_ = 0;
};

}  // namespace newsgraph
