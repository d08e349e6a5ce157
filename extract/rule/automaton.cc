// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/automaton.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

#include "extract/prefetch.h"

namespace newsgraph {
namespace {

bool is_capital(Shape shape) {
  return shape >= Shape::kCapitalized;  // or upper or mixed case
}
static_assert(Shape::kNone < Shape::kLower && Shape::kLower < Shape::kCapitalized &&
              Shape::kCapitalized < Shape::kUpper && Shape::kUpper < Shape::kMixed);

/// A cased entry wants its capitals; a headline in capitals has them all.
bool capitals_fit(std::uint64_t wanted, const Token* token) {
  for (; wanted != 0; ++token, wanted >>= 1)
    if ((wanted & 1) && !is_capital(token->shape)) return false;
  return true;
}

/// In what order the entries of a node stand.
auto key(const Entry& entry) {
  return std::tuple(entry.cased, entry.list, entry.record);
}

}  // namespace

std::uint64_t capitals_of(std::span<const Token> tokens) {
  std::uint64_t capitals = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(tokens.size(), 64); ++i)
    if (tokens[i].shape != Shape::kNone && tokens[i].shape != Shape::kLower)
      capitals |= std::uint64_t{1} << i;
  return capitals;
}

void Automaton::add(std::span<const TermId> terms, Entry entry) {
  added_.push_back({trie_.add(terms), static_cast<std::uint32_t>(terms.size()), entry});
}

/// Puts the entries in order of their nodes, by counting. Returns where those of each node begin.
std::vector<std::uint32_t> Automaton::sort_entries() {
  const std::size_t nodes = trie_.nodes().size();
  std::vector<std::uint32_t> begin(nodes + 1);
  for (const Added& added : added_) ++begin[added.node + 1];
  for (std::size_t node = 0; node < nodes; ++node) begin[node + 1] += begin[node];
  entries_.resize(added_.size());
  std::vector<std::uint32_t> next = begin;
  for (const Added& added : added_) entries_[next[added.node]++] = added.entry;
  return begin;
}

/// Makes the phrases of each node; an entry that stands there twice is kept once. Those of one word come
/// first: most of a text consists of them.
void Automaton::make_phrases(const std::vector<std::uint32_t>& begin) {
  const auto& nodes = trie_.nodes();
  std::vector<Entry> kept;
  kept.reserve(entries_.size());
  phrases_.emplace_back();  // kNoPhrase
  phrases_of_.resize(nodes.size());
  for (const bool words : {true, false}) {
    for (std::uint32_t node = 1; node < phrases_of_.size(); ++node) {
      if ((nodes[node].parent == 0) != words) continue;
      const std::span<Entry> entries(entries_.data() + begin[node], entries_.data() + begin[node + 1]);
      std::sort(entries.begin(), entries.end(),
                [](const Entry& a, const Entry& b) { return key(a) < key(b); });
      make_phrases_of(node, entries, kept);
    }
  }
  entries_ = std::move(kept);
}

void Automaton::make_phrases_of(std::uint32_t node, std::span<const Entry> entries,
                                std::vector<Entry>& kept) {
  auto& [first, count] = phrases_of_[node];
  for (const Entry& entry : entries) {
    const bool continues = count > 0 && phrases_.back().cased == entry.cased;
    if (continues && key(kept.back()) == key(entry)) continue;
    if (!continues) {
      if (count++ == 0) first = static_cast<std::uint32_t>(phrases_.size());
      // A word with a capital is all that it is in small letters, and more.
      Phrase next{static_cast<std::uint32_t>(kept.size()), 0, 0};
      if (count > 1 && trie_.nodes()[node].parent == 0) next = phrases_.back();
      next.cased = entry.cased;
      phrases_.push_back(next);
    }
    kept.push_back(entry);
    ++phrases_.back().entry_count;
  }
}

// A table is at most three quarters full, but for a single child, which fills its own: every search ends.
std::vector<Automaton::Children> Automaton::make_tables() {
  std::vector<Children> tables(trie_.nodes().size());
  std::uint32_t size = 0;
  for (std::size_t node = 1; node < tables.size(); ++node) {  // the root's are starts_
    const std::uint32_t children = trie_.nodes()[node].children;
    if (children == 0) continue;
    const std::uint32_t places = std::bit_ceil(children + children / 2);
    tables[node] = {size, static_cast<std::uint8_t>(Children::kOne - std::countr_zero(places))};
    size += places;
  }
  steps_.resize(size);
  return tables;
}

void Automaton::make_steps(const std::vector<Children>& tables) {
  std::vector<std::uint16_t> length(tables.size());  // of the phrases that end at a node
  for (std::uint32_t node = 1; node < tables.size(); ++node) {
    const auto [parent, term, children] = trie_.nodes()[node];
    length[node] = static_cast<std::uint16_t>(std::min(length[parent] + 1, 64));
    if (parent == 0) continue;
    const Children table = tables[parent];
    std::size_t at = place_of(table, term);
    while (steps_[at].term != kNone) at = next_place(table, at);
    const auto [first, count] = phrases_of_[node];
    steps_[at] = {term, first, tables[node].begin, count, tables[node].shift, Capitals::kOwn};
    if (count != 1) continue;
    const std::uint64_t cased = phrases_[first].cased;
    if (cased == 0) steps_[at].capitals = Capitals::kAny;
    if (length[node] < 64 && cased == (std::uint64_t{1} << length[node]) - 1)
      steps_[at].capitals = Capitals::kAll;
  }
}

// Which nodes lead to a phrase whose first word may be in small letters. Children are younger than parents.
std::vector<bool> Automaton::nodes_of_small_words() const {
  std::vector<bool> small(phrases_of_.size());
  for (std::size_t node = small.size(); node-- > 1;) {
    const auto [first, count] = phrases_of_[node];
    for (std::uint32_t p = first; p < first + count; ++p)
      if ((phrases_[p].cased & 1) == 0) small[node] = true;
    if (small[node]) small[trie_.nodes()[node].parent] = true;
  }
  return small;
}

void Automaton::make_starts(const std::vector<Children>& tables, TermId vocabulary_size) {
  starts_.resize(std::size_t{vocabulary_size} + 1);
  for (std::uint32_t node = 1; node < tables.size(); ++node) {
    if (trie_.nodes()[node].parent != 0) continue;
    const auto [first, count] = phrases_of_[node];
    TermStart& start = starts_[trie_.nodes()[node].term];
    if (count > 0) {
      start.word[true] = first + count - 1;
      start.word[false] = phrases_[first].cased == 0 ? first : kNoPhrase;
    }
    start.children = tables[node];
    start.goes_on[true] = tables[node].shift != Children::kNone;
  }
}

void Automaton::mark_bigram(TermId first, bool capital, TermId second) {
  const std::uint64_t bit = pairs().bit_of(pair_key(first, capital), second);
  bigrams_[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

void Automaton::mark_bigrams() {
  const auto& nodes = trie_.nodes();
  const std::vector<bool> small = nodes_of_small_words();
  const auto width = std::max(15U, static_cast<unsigned>(std::bit_width(nodes.size())) + 3);
  bigram_shift_ = 64 - width;
  bigrams_.assign((std::size_t{1} << width) / 64, 0);
  for (std::uint32_t node = 1; node < nodes.size(); ++node) {
    const std::uint32_t parent = nodes[node].parent;
    if (parent == 0 || nodes[parent].parent != 0) continue;
    mark_bigram(nodes[parent].term, true, nodes[node].term);
    if (!small[node]) continue;
    starts_[nodes[parent].term].goes_on[false] = true;
    mark_bigram(nodes[parent].term, false, nodes[node].term);
  }
}

void Automaton::freeze(TermId vocabulary_size) {
  make_phrases(sort_entries());
  std::vector<Added>().swap(added_);
  const std::vector<Children> tables = make_tables();
  make_steps(tables);
  make_starts(tables, vocabulary_size);
  mark_bigrams();
  phrases_of_ = {};
  trie_ = {};
}

Automaton::Start Automaton::start_of(const Token& token) const {
  const TermStart& start = starts_[std::min<std::size_t>(token.term, starts_.size() - 1)];
  const bool capital = is_capital(token.shape);
  return {pair_key(token.term, capital), start.word[capital], start.children, start.goes_on[capital]};
}

// First steps are asked for ahead: a step's place cannot be guessed, and to wait for each would cost more
// than all the rest.
void Automaton::follow(std::span<Walk> walks, const Token* tokens, Hits& out) const {
  constexpr std::size_t kAhead = 12;
  const Step* const steps = steps_.data();
  const auto aim = [&](Walk& walk) {
    walk.place =
        static_cast<std::uint32_t>(place_of(walk.start->children, tokens[walk.tokens.begin + 1].term));
    prefetch(steps + walk.place);
  };
  Walk* ahead = walks.data();
  Walk* const end = walks.data() + walks.size();
  for (Walk* const first = ahead + std::min(kAhead, walks.size()); ahead != first; ++ahead) aim(*ahead);
  for (const auto& [start, words, first_place] : walks) {
    if (ahead != end) aim(*ahead++);
    Children children = start->children;
    std::size_t place = first_place;
    for (std::uint32_t next = words.begin + 1;; place = place_of(children, tokens[next].term)) {
      const Step* const step = child(steps, children, tokens[next].term, place);
      if (step == nullptr) break;
      ++next;
      if (step->phrase_count != 0) put_phrases(*step, tokens, {words.begin, next}, out);
      children = {step->children_begin, step->children_shift};
      if (children.shift == Children::kNone || next == words.end) break;
    }
  }
}

inline void Automaton::put_phrases(const Step& step, const Token* tokens, TokenSpan found, Hits& out) const {
  const Phrase* const phrases = phrases_.data();
  const Token* const first = tokens + found.begin;
  Hit* const room = out.with_room(step.phrase_count);
  // The rest is written when the hit is linked.
  const auto put = [&](std::uint32_t phrase) {
    Hit& hit = room[out.count_++];
    hit.tokens = found;
    hit.phrase = phrase;
  };
  if (step.capitals == Capitals::kOwn) {
    for (std::uint32_t p = step.first_phrase; p < step.first_phrase + step.phrase_count; ++p)
      if (phrases[p].cased == 0 || capitals_fit(phrases[p].cased, first)) put(p);
  } else if (step.capitals == Capitals::kAny ||
             capitals_fit((std::uint64_t{1} << (found.end - found.begin)) - 1, first)) {
    put(step.first_phrase);
  }
}

void Automaton::find(std::span<const Token> tokens, TokenSpan span, std::uint32_t* words, Hits& out) const {
  for (; span.begin < span.end; ++span.begin) {
    const Start start = start_of(tokens[span.begin]);
    words[span.begin] = start.word;
    const bool goes_on = start.goes_on != 0 && span.begin + 1 < span.end &&
                         (pairs().may_begin(start.pair_key, tokens[span.begin + 1].term) & 1) != 0;
    Walk walk{&start, span};
    if (goes_on) follow({&walk, 1}, tokens.data(), out);
  }
}

}  // namespace newsgraph
