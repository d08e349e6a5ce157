// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/anchor_finder.h"

#include <algorithm>
#include <bit>

#include "extract/rule/regex_bounds.h"

namespace newsgraph {

using namespace ast;

namespace {

constexpr ShapeMask kDigitShapes = kNumberShape | kCodeShape | kSymbolShape;  // of what begins with a digit
constexpr int kPunctuationScore = 30;
constexpr int kMarkedScore = 100000;

bool only_punctuation(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || std::isalnum(c); });
}

int score_of_shape(std::string_view name) {
  if (name == "Code") return 25;
  if (name == "Num") return 22;
  if (name == "Upper" || name == "Mixed") return AnchorPlace::kRare;
  return name == "Cap" || name == "Capitalized" ? 10 : 1;
}

int score_of_literal(const Pattern& p) {
  if (p.exact_case) return -1;
  if (only_punctuation(p.text)) return kPunctuationScore;
  return 100 * static_cast<int>(1 + std::count(p.text.begin(), p.text.end(), ' '));
}

}  // namespace

// Below 0: cannot be an anchor.
int AnchorFinder::score_of(const Pattern& p) {
  int score = -1;
  if (p.kind == PatternKind::kLiteral)
    score = score_of_literal(p);
  else if (p.kind == PatternKind::kList)
    score = score_of_list(p);
  else if (p.kind == PatternKind::kLabel)
    score = names_entity(p) ? 40 : 60;
  else if (p.kind == PatternKind::kShape)
    score = score_of_shape(p.names.front().text);
  else if (p.kind == PatternKind::kRegex)
    score = (bounds_of_regex(p.text).shapes & ~kDigitShapes) == 0 ? 24 : 5;
  return p.anchor && score > 0 ? score + kMarkedScore : score;
}

int AnchorFinder::score_of_list(const Pattern& p) {
  int least = 100;
  std::uint32_t entries = 0;
  for (const ListId list : out_.list_sets[elements_.list_set(p)]) {
    least = std::min(least, static_cast<int>(out_.lists[list].least_terms));
    entries += out_.lists[list].entries;
  }
  const bool marks = p.names.empty() && !p.parts.empty() &&
                     std::all_of(p.parts.begin(), p.parts.end(),
                                 [](const Pattern& part) { return only_punctuation(part.text); });
  return marks ? kPunctuationScore
               : std::max(65, 100 * least - 4 * static_cast<int>(std::bit_width(entries)));
}

bool AnchorFinder::names_entity(const Pattern& p) const {
  return std::any_of(p.names.begin(), p.names.end(), [this](const Name& name) {
    const auto at = names_.labels.find(name.text);
    return at != names_.labels.end() &&
           std::any_of(at->second.begin(), at->second.end(),
                       [this](LabelId label) { return out_.labels[label].entity; });
  });
}

AnchorPlace AnchorFinder::find(const Pattern& pattern) {
  AnchorPlace best;
  std::vector<std::size_t> path;
  search(pattern, path, best);
  return best;
}

void AnchorFinder::search(const Pattern& p, std::vector<std::size_t>& path, AnchorPlace& best) {
  if (p.kind == PatternKind::kSequence) {
    for (std::size_t i = 0; i < p.parts.size(); ++i) {
      path.push_back(i);
      search(p.parts[i], path, best);
      path.pop_back();
    }
  } else if (const int score = score_of(p); score > best.score) {
    best = {path, score};
  }
}

// The labels of which one must stand where the pattern stands; 0 when it can do without.
std::uint64_t AnchorFinder::label_bits(const Pattern& p) {
  std::uint64_t bits = 0;
  if (p.kind == PatternKind::kLabel) {
    for (const LabelId label : elements_.label_ids(p.names)) bits |= label_bit(label);
  } else if (p.kind == PatternKind::kAlternation) {
    for (const Pattern& part : p.parts) {
      const std::uint64_t of_part = label_bits(part);
      if (of_part == 0) return 0;
      bits |= of_part;
    }
  } else if (p.kind == PatternKind::kSequence || (p.kind == PatternKind::kRepeat && p.min > 0)) {
    for (const Pattern& part : p.parts)
      if (const std::uint64_t of_part = label_bits(part)) return of_part;
  }
  return bits;
}

void AnchorFinder::needed_labels(const Pattern& p, std::vector<std::uint64_t>& out) {
  if (p.kind == PatternKind::kSequence) {
    for (const Pattern& part : p.parts) needed_labels(part, out);
  } else if (const std::uint64_t bits = label_bits(p)) {
    out.push_back(bits);
  }
}

}  // namespace newsgraph
