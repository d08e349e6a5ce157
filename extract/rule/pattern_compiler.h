// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/rule/anchor_finder.h"
#include "extract/rule/element_compiler.h"

namespace newsgraph {

/// A program that is being made.
struct Draft {
  std::vector<Instruction> code;
  std::vector<ast::Place> places;  ///< of each instruction, for explanations

  void add(const Instruction& instruction, const ast::Place& place) {
    code.push_back(instruction);
    places.push_back(place);
  }
  /// Adds the instructions [begin, end) once more; their branches lead to the new ones.
  void repeat(std::uint32_t begin, std::uint32_t end) {
    const auto here = static_cast<std::uint32_t>(code.size());
    const std::uint32_t moved = here - begin;
    code.resize(here + end - begin);
    places.resize(code.size());
    std::copy_n(places.begin() + begin, end - begin, places.begin() + here);
    for (std::uint32_t pc = begin; pc < end; ++pc) {
      Instruction& in = code[pc + moved] = code[pc];
      if (in.op == Op::kSplit || in.op == Op::kJump) in.a += moved;
      if (in.op == Op::kSplit) in.b += moved;
    }
  }
  void clear() {
    code.clear();
    places.clear();
  }
  /// Puts a copy behind the other programs of a rule set.
  [[nodiscard]] Program finished(RuleSet::Impl& rules) const {
    const Program out{static_cast<std::uint32_t>(rules.code.size()), static_cast<std::uint32_t>(code.size())};
    rules.code.insert(rules.code.end(), code.begin(), code.end());
    rules.places.insert(rules.places.end(), places.begin(), places.end());
    return out;
  }
};

/// Turns normalized patterns into programs. One object a rule set; captures are numbered by the caller's
/// table.
class PatternCompiler {
 public:
  PatternCompiler(RuleSet::Impl& out, const SymbolTable& names, ElementCompiler& elements, Problems& problems)
      : out_(out), elements_(elements), anchors_(out, names, elements), problems_(problems) {}

  /// A pattern without an anchor. `captures` gains the names met.
  Program program(const ast::Pattern& pattern, bool backward, std::vector<std::string>& captures);
  /// One variant an alternative at the top of `pattern`.
  std::vector<Variant> variants(const ast::Pattern& pattern, std::vector<std::string>& captures,
                                const ast::Name& rule);

  /// Labels a pattern looks at.
  static void labels_used(const ast::Pattern& pattern, std::vector<ast::Name>& out);
  static std::uint32_t specificity(const ast::Pattern& pattern);

 private:
  void emit(const ast::Pattern& pattern, bool backward, Draft& draft);
  void emit_body(const ast::Pattern& pattern, bool backward, Draft& draft, std::uint8_t capture);
  void emit_repeat(const ast::Pattern& pattern, bool backward, Draft& draft);
  void emit_alternation(const ast::Pattern& pattern, bool backward, Draft& draft);
  void emit_around(const ast::Pattern& sequence, std::size_t at, Variant& out);
  std::uint8_t capture_id(const ast::Name& name);
  Variant variant(const ast::Pattern& pattern, const ast::Name& rule);
  Anchor anchor(const ast::Pattern& pattern);

  RuleSet::Impl& out_;
  ElementCompiler& elements_;
  AnchorFinder anchors_;
  Problems& problems_;
  std::vector<std::string>* captures_ = nullptr;
  Draft left_, right_;
  bool too_large_ = false;  ///< said so of the pattern at hand
};

}  // namespace newsgraph
