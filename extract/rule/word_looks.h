// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/rule/compiled.h"

namespace newsgraph {

/// What the words of one type, which are spelt alike, are to the rules.
struct alignas(64) WordLook {
  static constexpr std::uint8_t kShape = 0x0F;    ///< mask of its shape_index()
  static constexpr std::uint8_t kNoted = 0x10;    ///< of RuleSet::Impl::noted_shapes
  static constexpr std::uint8_t kBracket = 0x20;  ///< a round or square bracket
  static constexpr std::uint8_t kUnknown = 0x40;  ///< nobody has looked yet: the rest is empty

  Automaton::Start start;  ///< the phrases that begin with it
  std::uint32_t kind = 0;  ///< of what it is alone: into RuleSet::Impl::phrase_kinds
  bool wakes_mentions = false, wakes_facts = false, breaks_clause = false;  ///< as its kind
  std::uint8_t traits = kUnknown;
  Lookahead place;  ///< what can be read there

  [[nodiscard]] bool is_unknown() const { return (traits & kUnknown) != 0; }
};
static_assert(sizeof(WordLook) == 64);

/// The looks of all types a lexer has given: what follows from the spelling of a word alone is asked once a
/// type, not once a token. Memory: 64 bytes a type, which a lexer forgets when they are many.
class WordLooks {
 public:
  explicit WordLooks(const RuleSet::Impl& rules) : rules_(&rules) {}

  /// Call when a text was cut, before its tokens are asked about.
  void make_room(const Lexer& lexer);
  /// All looks by type, known or not, for a loop over many words. Valid until room is made again.
  [[nodiscard]] WordLook* data() { return looks_.data(); }
  /// Looks at a type that is unknown. `bytes`: of the token's article.
  [[gnu::noinline]] void learn(const Token& token, std::string_view bytes);
  /// Of a type that was looked at.
  [[nodiscard]] const WordLook& operator[](TypeId type) const { return looks_[type]; }

 private:
  const RuleSet::Impl* rules_;
  std::vector<WordLook> looks_;  ///< by type
  std::uint32_t generation_ = 0;
};

}  // namespace newsgraph
