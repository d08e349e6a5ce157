// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/automaton.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace newsgraph {
namespace {

/// A cased entry wants its capitals; a headline in capitals has them all.
bool capitals_fit(std::uint64_t wanted, std::span<const Token> tokens, std::uint32_t begin) {
  for (std::uint32_t t = begin; wanted != 0; ++t, wanted >>= 1) {
    const Shape shape = tokens[t].shape;
    if ((wanted & 1) && shape != Shape::kCapitalized && shape != Shape::kUpper && shape != Shape::kMixed)
      return false;
  }
  return true;
}

}  // namespace

void Automaton::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.size() * 2, Slot{});
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.node == kNone) continue;
    std::size_t i = hash(slot.node, slot.term) & mask_;
    while (slots_[i].node != kNone) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
}

std::uint32_t Automaton::child_or_add(std::uint32_t node, TermId term) {
  const std::uint32_t found = child(node, term);
  if (found != kNone) return found;
  if (++used_ * 2 > slots_.size()) grow();
  std::size_t i = hash(node, term) & mask_;
  while (slots_[i].node != kNone) i = (i + 1) & mask_;
  const auto added = static_cast<std::uint32_t>(nodes_.size());
  slots_[i] = {node, term, added};
  nodes_[node].has_children = true;
  nodes_.push_back({});
  return added;
}

void Automaton::add(std::span<const TermId> terms, Entry entry) {
  std::uint32_t node = 0;
  for (const TermId term : terms) node = child_or_add(node, term);
  pending_.emplace_back(node, entry);
}

void Automaton::freeze(TermId vocabulary_size) {
  std::sort(pending_.begin(), pending_.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.cased, a.second.list, a.second.record) <
           std::tuple(b.first, b.second.cased, b.second.list, b.second.record);
  });
  entries_.reserve(pending_.size());
  for (const auto& [node, entry] : pending_) {
    Node& at = nodes_[node];
    const bool continues = at.phrase_count > 0 && entries_.back().cased == entry.cased;
    if (!continues) {
      if (at.phrase_count++ == 0) at.first_phrase = static_cast<std::uint32_t>(phrases_.size());
      phrases_.push_back({static_cast<std::uint32_t>(entries_.size()), 0, entry.cased});
    } else if (entries_.back().list == entry.list && entries_.back().record == entry.record) {
      continue;
    }
    entries_.push_back(entry);
    ++phrases_.back().entry_count;
  }
  pending_.clear();
  pending_.shrink_to_fit();
  root_.assign(vocabulary_size, kNone);
  std::vector<TermId> first_of(nodes_.size(), kNone);  // node of one term -> that term
  for (const Slot& slot : slots_) {
    if (slot.node != 0) continue;
    root_[slot.term] = slot.child;
    first_of[slot.child] = slot.term;
  }
  const auto width = std::max(15U, static_cast<unsigned>(std::bit_width(used_)) + 3);
  bigram_shift_ = 64 - width;
  bigrams_.assign((std::size_t{1} << width) / 64, 0);
  for (const Slot& slot : slots_) {
    if (slot.node == kNone || first_of[slot.node] == kNone) continue;
    const std::size_t bit = bigram_bit(first_of[slot.node], slot.term);
    bigrams_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

void Automaton::find(std::span<const Token> tokens, TokenSpan span, std::vector<Hit>& out,
                     std::vector<std::uint32_t>& first_hit) const {
  // In locals: as far as the compiler knows the stores could change the members.
  const Token* const text = tokens.data();
  const std::uint32_t* const root = root_.data();
  const auto known = static_cast<TermId>(root_.size());
  const Node* const nodes = nodes_.data();
  const Phrase* const phrases = phrases_.data();
  const std::uint64_t* const bigrams = bigrams_.data();
  std::uint32_t* const first = first_hit.data();
  auto hits = static_cast<std::uint32_t>(out.size());
  for (std::uint32_t begin = span.begin; begin < span.end; ++begin) {
    first[begin] = hits;
    const TermId term = text[begin].term;
    if (term >= known || root[term] == kNone) continue;
    std::uint32_t node = root[term];
    for (std::uint32_t end = begin + 1;; ++end) {
      const Node at = nodes[node];
      for (std::uint32_t p = at.first_phrase; p < at.first_phrase + at.phrase_count; ++p) {
        if (phrases[p].cased != 0 && !capitals_fit(phrases[p].cased, tokens, begin)) continue;
        out.push_back({{begin, end}, p, kNone});
        ++hits;
      }
      if (end == span.end || !at.has_children) break;
      const TermId next = text[end].term;
      if (next >= known) break;
      if (end == begin + 1) {
        const std::size_t bit = bigram_bit(term, next);
        if (!(bigrams[bit / 64] >> (bit % 64) & 1)) break;
      }
      node = child(node, next);
      if (node == kNone) break;
    }
  }
}

}  // namespace newsgraph
