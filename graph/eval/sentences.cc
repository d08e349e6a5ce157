// SPDX-License-Identifier: Apache-2.0
#include "graph/eval/sentences.h"

#include <algorithm>

namespace newsgraph {
namespace {

/// Cuts at line ends and at full stops before a space: rough, for people to read, never for extraction.
std::vector<std::string> rough_sentences(std::string_view text) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (text[i] == '\n' || rest.starts_with("\\n")) {
      out.emplace_back();
      if (text[i] == '\\') ++i;
      continue;
    }
    if (rest.starts_with("\\\"")) continue;
    out.back() += text[i];
    if (rest.starts_with(". ")) out.emplace_back();
  }
  for (std::string& sentence : out)
    sentence.erase(0, std::min(sentence.find_first_not_of(' '), sentence.size()));
  return out;
}

bool names_one(const Syllables& sentence, const std::vector<Syllables>& names) {
  return std::ranges::any_of(names, [&](const Syllables& name) {
    return !name.empty() &&
           std::search(sentence.begin(), sentence.end(), name.begin(), name.end()) != sentence.end();
  });
}

std::vector<Syllables> folded_names(const std::vector<std::string>& names, const NameFolding& folding) {
  std::vector<Syllables> out;
  for (const std::string& name : names) out.push_back(folding.syllables(name));
  return out;
}

}  // namespace

std::string sentence_naming(std::string_view text, const std::vector<std::string>& sources,
                            const std::vector<std::string>& targets, const NameFolding& folding) {
  const std::vector<Syllables> source_names = folded_names(sources, folding);
  const std::vector<Syllables> target_names = folded_names(targets, folding);
  std::string best;
  for (const std::string& sentence : rough_sentences(text)) {
    if (!best.empty() && sentence.size() >= best.size()) continue;
    const Syllables words = folding.syllables(sentence);
    if (names_one(words, source_names) && names_one(words, target_names)) best = sentence;
  }
  return best;
}

}  // namespace newsgraph
