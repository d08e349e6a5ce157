// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/automaton.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace newsgraph {
namespace {

bool is_capital(Shape shape) {
  return shape == Shape::kCapitalized || shape == Shape::kUpper || shape == Shape::kMixed;
}

/// A cased entry wants its capitals; a headline in capitals has them all.
bool capitals_fit(std::uint64_t wanted, const Token* token) {
  for (; wanted != 0; ++token, wanted >>= 1)
    if ((wanted & 1) && !is_capital(token->shape)) return false;
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

std::uint32_t Automaton::add_node() {
  nodes_.push_back({});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t Automaton::root_or_add(TermId term) {
  if (term >= root_.size()) root_.resize(term + 1, kNone);
  if (root_[term] == kNone) root_[term] = add_node();
  return root_[term];
}

std::uint32_t Automaton::child_or_add(std::uint32_t node, TermId term) {
  const std::uint32_t found = child(node, term);
  if (found != kNone) return found;
  if (++used_ * 2 > slots_.size()) grow();
  std::size_t i = hash(node, term) & mask_;
  while (slots_[i].node != kNone) i = (i + 1) & mask_;
  const std::uint32_t added = add_node();
  slots_[i] = {node, term, added};
  nodes_[node].has_children = true;
  return added;
}

void Automaton::add(std::span<const TermId> terms, Entry entry) {
  std::uint32_t node = root_or_add(terms.front());
  for (const TermId term : terms.subspan(1)) node = child_or_add(node, term);
  added_.push_back({node, static_cast<std::uint32_t>(terms.size()), entry});
}

/// Puts the entries in order of their nodes, by counting. Returns where those of each node begin.
std::vector<std::uint32_t> Automaton::sort_entries() {
  std::vector<std::uint32_t> begin(nodes_.size() + 1);
  for (const Added& added : added_) ++begin[added.node + 1];
  for (std::size_t node = 0; node < nodes_.size(); ++node) begin[node + 1] += begin[node];
  entries_.resize(added_.size());
  std::vector<std::uint32_t> next = begin;
  for (const Added& added : added_) entries_[next[added.node]++] = added.entry;
  return begin;
}

/// Makes the phrases of each node; an entry that stands there twice is kept once.
void Automaton::make_phrases(const std::vector<std::uint32_t>& begin) {
  std::uint32_t kept = 0;
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    Node& at = nodes_[node];
    const auto key = [](const Entry& entry) { return std::tuple(entry.cased, entry.list, entry.record); };
    std::sort(entries_.begin() + begin[node], entries_.begin() + begin[node + 1],
              [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
    for (std::uint32_t i = begin[node]; i < begin[node + 1]; ++i) {
      const Entry entry = entries_[i];
      const bool continues = at.phrase_count > 0 && entries_[kept - 1].cased == entry.cased;
      if (continues && key(entries_[kept - 1]) == key(entry)) continue;
      if (!continues) {
        if (at.phrase_count++ == 0) at.first_phrase = static_cast<std::uint32_t>(phrases_.size());
        phrases_.push_back({kept, 0, entry.cased});
      }
      entries_[kept++] = entry;
      ++phrases_.back().entry_count;
    }
  }
  entries_.resize(kept);
}

// Which nodes lead to a phrase whose first word may be in small letters. Children are younger than parents.
std::vector<bool> Automaton::nodes_of_small_words() const {
  std::vector<std::uint32_t> parent(nodes_.size(), 0);
  for (const Slot& slot : slots_)
    if (slot.node != kNone) parent[slot.child] = slot.node;
  std::vector<bool> small(nodes_.size());
  for (std::size_t node = nodes_.size(); node-- > 1;) {
    const Node& at = nodes_[node];
    for (std::uint32_t p = at.first_phrase; p < at.first_phrase + at.phrase_count; ++p)
      if ((phrases_[p].cased & 1) == 0) small[node] = true;
    if (small[node]) small[parent[node]] = true;
  }
  return small;
}

void Automaton::mark_bigram(TermId first, bool capital, TermId second) {
  const std::size_t bit = bigram_bit(first, capital, second);
  bigrams_[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

void Automaton::make_starts() {
  starts_.resize(root_.size());
  std::vector<TermId> first_of(nodes_.size(), kNone);  // node of one term -> that term
  for (TermId term = 0; term < root_.size(); ++term) {
    if (root_[term] == kNone) continue;
    first_of[root_[term]] = term;
    const Node& at = nodes_[root_[term]];
    Start& start = starts_[term];
    start.node = root_[term];
    start.first_phrase = at.first_phrase;
    start.count = static_cast<std::uint8_t>(at.phrase_count);
    start.goes_on = at.has_children;
    for (std::uint32_t p = at.first_phrase; p < at.first_phrase + at.phrase_count; ++p)
      start.small_count += phrases_[p].cased == 0 ? 1 : 0;
  }
  const std::vector<bool> small = nodes_of_small_words();
  const auto width = std::max(15U, static_cast<unsigned>(std::bit_width(used_)) + 3);
  bigram_shift_ = 64 - width;
  bigrams_.assign((std::size_t{1} << width) / 64, 0);
  for (const Slot& slot : slots_) {
    if (slot.node == kNone || first_of[slot.node] == kNone) continue;
    const TermId first = first_of[slot.node];
    mark_bigram(first, true, slot.term);
    if (!small[slot.child]) continue;
    starts_[first].goes_on_small = true;
    mark_bigram(first, false, slot.term);
  }
}

void Automaton::freeze(TermId vocabulary_size) {
  make_phrases(sort_entries());
  std::vector<Added>().swap(added_);
  root_.resize(vocabulary_size, kNone);
  make_starts();
  std::vector<std::uint32_t>().swap(root_);
}

void Automaton::find(std::span<const Token> tokens, TokenSpan span, Hits& out,
                     std::vector<std::uint32_t>& first_hit) const {
  // In locals: as far as the compiler knows the stores could change the members.
  const Token* const text = tokens.data();
  const Start* const starts = starts_.data();
  const auto known = static_cast<TermId>(starts_.size());
  const Node* const nodes = nodes_.data();
  const Phrase* const phrases = phrases_.data();
  const std::uint64_t* const bigrams = bigrams_.data();
  std::uint32_t* const first = first_hit.data();
  Hit* hits = out.room_.data();
  std::uint32_t count = out.count_;
  auto room = static_cast<std::uint32_t>(out.room_.size());
  const auto make_room = [&] {
    hits = out.grow();
    room *= 2;
  };
  const auto put = [&](TokenSpan found, std::uint32_t phrase) {
    if (count == room) [[unlikely]]
      make_room();
    hits[count++] = {found, phrase, kNone};
  };
  for (std::uint32_t begin = span.begin; begin < span.end; ++begin) {
    first[begin] = count;
    const TermId term = text[begin].term;
    if (term >= known) continue;
    const Start& start = starts[term];
    const bool capital = is_capital(text[begin].shape);
    std::uint32_t end = begin + 1;
    // The phrases of one word are written always, kept or not: how many there are cannot be guessed.
    if (count + 2 > room) [[unlikely]]
      make_room();
    hits[count] = {{begin, end}, start.first_phrase, kNone};
    hits[count + 1] = {{begin, end}, start.first_phrase + 1, kNone};
    count += capital ? start.count : start.small_count;
    if (end == span.end || !(capital ? start.goes_on : start.goes_on_small)) continue;
    const std::size_t bit = bigram_bit(term, capital, text[end].term);
    if (!(bigrams[bit / 64] >> (bit % 64) & 1)) continue;
    std::uint32_t node = start.node;
    do {
      node = child(node, text[end++].term);
      if (node == kNone) break;
      const Node at = nodes[node];
      for (std::uint32_t p = at.first_phrase; p < at.first_phrase + at.phrase_count; ++p)
        if (phrases[p].cased == 0 || capitals_fit(phrases[p].cased, text + begin)) put({begin, end}, p);
      if (!at.has_children) break;
    } while (end < span.end);
  }
  out.count_ = count;
}

}  // namespace newsgraph
