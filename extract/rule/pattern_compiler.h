// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/rule/anchor_finder.h"
#include "extract/rule/element_compiler.h"
#include "extract/rule/program_library.h"

namespace newsgraph {

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

  /// Call when all patterns are compiled, once: lays out their programs.
  void link() { library_.link(out_); }

  /// Labels a pattern looks at.
  static void labels_used(const ast::Pattern& pattern, std::vector<ast::Name>& out);
  static std::uint32_t specificity(const ast::Pattern& pattern);

 private:
  void emit(const ast::Pattern& pattern, bool backward, Draft& draft);
  void emit_body(const ast::Pattern& pattern, bool backward, Draft& draft, std::uint8_t capture);
  void emit_gap(const ast::Pattern& pattern, Draft& draft);
  void emit_sequence(const ast::Pattern& pattern, bool backward, Draft& draft);
  void emit_repeat(const ast::Pattern& pattern, bool backward, Draft& draft);
  /// One of the alternatives [first, end).
  void emit_choice(const ast::Pattern& pattern, std::size_t first, std::size_t end, bool backward,
                   Draft& draft);
  void emit_around(const ast::Pattern& sequence, std::size_t at, Variant& out);
  std::uint8_t capture_id(const ast::Name& name);
  Variant variant(const ast::Pattern& pattern, const ast::Name& rule);
  Anchor anchor(const ast::Pattern& pattern);

  RuleSet::Impl& out_;
  ElementCompiler& elements_;
  AnchorFinder anchors_;
  ProgramLibrary library_;
  Problems& problems_;
  std::vector<std::string>* captures_ = nullptr;
  Draft left_, right_;
  bool too_large_ = false;  ///< said so of the pattern at hand
};

}  // namespace newsgraph
