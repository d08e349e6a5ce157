// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/program_library.h"

#include <algorithm>

namespace newsgraph {
namespace {

/// Fewer instructions than these are cheaper to write out than to call.
constexpr std::uint32_t kWorthCalling = 16;
/// A call takes a few instructions of the processor: unless it spares so many of the rules', it is not made.
constexpr std::uint32_t kWorthKeeping = 1000;

bool branches(const Instruction& in) {
  return in.op == Op::kSplit || in.op == Op::kJump;
}

/// An instruction as it is in a part that begins at `begin`.
Instruction moved(Instruction in, std::uint32_t begin) {
  if (branches(in)) in.a -= begin;
  if (in.op == Op::kSplit) in.b -= begin;
  return in;
}

std::uint64_t hash_of(const Draft& draft, std::uint32_t begin, bool backward) {
  std::uint64_t hash = backward ? 1 : 0;
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value ^ (hash >> 29U)) * 0x9E3779B97F4A7C15U;
  };
  for (std::uint32_t pc = begin; pc < draft.size(); ++pc) {
    const Instruction in = moved(draft.code[pc], begin);
    const ast::Place& place = draft.places[pc];
    mix(std::uint64_t{in.a} << 32U | in.b);
    mix(std::uint64_t{place.line} << 32U | place.column << 16U | in.capture << 8U |
        static_cast<std::uint64_t>(in.op));
  }
  return hash ^ (hash >> 32U);
}

/// Whether a part tries first to end rather than to read on, as a gap at its end does. What may follow such a
/// gap decides how far it is stepped through without a thought, and a part does not know it.
bool ends_lazily(const Draft& draft, std::uint32_t begin) {
  const std::uint32_t end = draft.size();
  for (std::uint32_t pc = begin; pc < end; ++pc) {
    if (draft.code[pc].op != Op::kSplit) continue;
    std::uint32_t to = draft.code[pc].a;
    while (to < end && draft.code[to].op == Op::kJump && draft.code[to].a > to) to = draft.code[to].a;
    if (to >= end) return true;
  }
  return false;
}

}  // namespace

void Draft::repeat(std::uint32_t begin, std::uint32_t end, std::size_t more) {
  const std::uint32_t here = size(), by = here - begin;
  code.resize(here + end - begin);
  places.resize(code.size());
  std::copy_n(places.begin() + begin, end - begin, places.begin() + here);
  for (std::uint32_t pc = begin; pc < end; ++pc) code[pc + by] = moved(code[pc], -by);
  written_out += more;
}

void Draft::clear() {
  code.clear();
  places.clear();
  written_out = 0;
}

bool ProgramLibrary::same(const Part& part, const Draft& draft, std::uint32_t begin, bool backward) const {
  if (part.size != draft.size() - begin || part.backward != backward) return false;
  for (std::uint32_t i = 0; i < part.size; ++i)
    if (code_[part.begin + i] != moved(draft.code[begin + i], begin) ||
        places_[part.begin + i] != draft.places[begin + i])
      return false;
  return true;
}

std::uint32_t ProgramLibrary::part_of(const Draft& draft, std::uint32_t begin, bool backward) {
  const std::uint64_t hash = hash_of(draft, begin, backward);
  for (auto [at, end] = by_hash_.equal_range(hash); at != end; ++at)
    if (same(parts_[at->second], draft, begin, backward)) return at->second;
  const auto id = static_cast<std::uint32_t>(parts_.size());
  Part& part = parts_.emplace_back();
  part.begin = static_cast<std::uint32_t>(code_.size());
  part.size = draft.size() - begin;
  part.backward = backward;
  for (std::uint32_t pc = begin; pc < draft.size(); ++pc) code_.push_back(moved(draft.code[pc], begin));
  places_.insert(places_.end(), draft.places.begin() + begin, draft.places.end());
  by_hash_.emplace(hash, id);
  return id;
}

void ProgramLibrary::share(Draft& draft, std::uint32_t begin, bool backward) {
  if (draft.size() - begin < kWorthCalling || ends_lazily(draft, begin)) return;
  const std::uint32_t part = part_of(draft, begin, backward);
  draft.code.resize(begin);
  draft.places.resize(begin + 1);  // the call stands where its first instruction stood
  draft.code.push_back({.op = Op::kCall, .a = part});
  ++draft.written_out;
}

Program ProgramLibrary::add(const Draft& draft, bool backward) {
  const std::uint32_t part = part_of(draft, 0, backward);
  parts_[part].whole = true;
  return {.begin = part};
}

void ProgramLibrary::count_calls(std::uint32_t part) {
  for (const Instruction& in : code_of(parts_[part]))
    if (in.op == Op::kCall && parts_[in.a].calls++ == 0) count_calls(in.a);
}

// Writes a part out, with those that it holds and does not call.
void ProgramLibrary::append(const Part& part, RuleSet::Impl& rules) {
  std::vector<std::uint32_t> at;  // where each of its instructions has come to stand
  at.reserve(part.size + 1);
  for (std::uint32_t i = 0; i < part.size; ++i) {
    const Instruction& in = code_[part.begin + i];
    at.push_back(static_cast<std::uint32_t>(rules.code.size()));
    if (in.op == Op::kCall && !parts_[in.a].called) {
      append(parts_[in.a], rules);
    } else {
      rules.code.push_back(in);
      rules.places.push_back(places_[part.begin + i]);
    }
  }
  at.push_back(static_cast<std::uint32_t>(rules.code.size()));
  for (std::uint32_t i = 0; i < part.size; ++i) {
    if (!branches(code_[part.begin + i])) continue;
    Instruction& in = rules.code[at[i]];
    in.a = at[in.a];
    if (in.op == Op::kSplit) in.b = at[in.b];
  }
}

void ProgramLibrary::place(std::uint32_t id, RuleSet::Impl& rules) {
  Part& part = parts_[id];
  Stretch stretch{static_cast<std::uint32_t>(rules.code.size()), 0, 0, part.backward};
  append(part, rules);
  if (!part.whole) {
    rules.code.push_back({.op = Op::kReturn});
    rules.places.push_back(rules.places.back());
  }
  stretch.end = static_cast<std::uint32_t>(rules.code.size());
  stretch.states = stretch.end - stretch.begin;
  for (std::uint32_t pc = stretch.begin; pc < stretch.end; ++pc) {
    Instruction& in = rules.code[pc];
    if (in.op != Op::kCall) continue;
    const Stretch& called = rules.stretches[parts_[in.a].placed];
    in.a = called.begin;
    in.b = stretch.begin + stretch.states - called.begin;
    stretch.states += called.states;
  }
  part.placed = static_cast<std::uint32_t>(rules.stretches.size());
  rules.stretches.push_back(stretch);
}

void ProgramLibrary::link(RuleSet::Impl& rules) {
  for (std::uint32_t id = 0; id < parts_.size(); ++id)
    if (parts_[id].whole) count_calls(id);
  for (Part& part : parts_) {
    for (const Instruction& in : code_of(part))
      part.placed_size += in.op == Op::kCall && !parts_[in.a].called ? parts_[in.a].placed_size : 1;
    part.called = part.calls > 1 && part.placed_size * (part.calls - 1) >= kWorthKeeping;
  }
  for (std::uint32_t id = 0; id < parts_.size(); ++id)
    if (parts_[id].whole || parts_[id].called) place(id, rules);
  rules.visit_programs([&](Program& program) {
    const Stretch& stretch = rules.stretches[parts_[program.begin].placed];
    program = {.begin = stretch.begin, .states = stretch.states};
  });
}

}  // namespace newsgraph
