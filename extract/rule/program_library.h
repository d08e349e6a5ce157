// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "extract/rule/compiled.h"

namespace newsgraph {

/// A program that is being made. Its branches count from its first instruction, its calls name parts of a
/// ProgramLibrary.
struct Draft {
  std::vector<Instruction> code;
  std::vector<ast::Place> places;  ///< of each instruction, for explanations
  std::size_t written_out = 0;     ///< instructions, if what is called stood where it is called

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(code.size()); }
  void add(const Instruction& instruction, const ast::Place& place) {
    code.push_back(instruction);
    places.push_back(place);
    ++written_out;
  }
  /// Adds the instructions [begin, end) once more, `written_out` of them; their branches lead to the new
  /// ones.
  void repeat(std::uint32_t begin, std::uint32_t end, std::size_t written_out);
  void clear();
};

/// All programs of a rule set, and the parts that they share: macros and repetitions put the same few
/// instructions into hundreds of places, more than a processor's caches hold. What stands in several places
/// is kept once and called.
class ProgramLibrary {
 public:
  /// Puts a call in the place of what a draft has from `begin` on, if that is worth one.
  void share(Draft& draft, std::uint32_t begin, bool backward);
  /// Keeps a program that is done. What it gives stands for the program until link().
  Program add(const Draft& draft, bool backward);
  /// Lays out all programs in RuleSet::Impl::code, where those of the rules lie from then on.
  void link(RuleSet::Impl& rules);

 private:
  /// Instructions of the pool, with branches counted from the first.
  struct Part {
    std::uint32_t begin = 0, size = 0;
    bool backward = false;
    bool whole = false;             ///< a program, not a part of one
    bool called = false;            ///< else it is written out wherever it stands
    std::uint32_t calls = 0;        ///< places at which it stands, in what is reached
    std::uint32_t placed_size = 0;  ///< instructions, with the parts that are written out in it
    std::uint32_t placed = kNone;   ///< into RuleSet::Impl::stretches
  };

  /// The part that is the same as a draft's end, made if there is none.
  std::uint32_t part_of(const Draft& draft, std::uint32_t begin, bool backward);
  [[nodiscard]] bool same(const Part& part, const Draft& draft, std::uint32_t begin, bool backward) const;
  void count_calls(std::uint32_t part);
  void place(std::uint32_t part, RuleSet::Impl& rules);
  void append(const Part& part, RuleSet::Impl& rules);
  [[nodiscard]] std::span<const Instruction> code_of(const Part& part) const {
    return std::span(code_).subspan(part.begin, part.size);
  }

  std::vector<Instruction> code_;
  std::vector<ast::Place> places_;
  std::vector<Part> parts_;  ///< what a part calls comes before it
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash_;
};

}  // namespace newsgraph
