// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/fact/fact.h"
#include "extract/rule/rule_set.h"
#include "extract/text/text.h"
#include "graph/fact_store.h"
#include "graph/graph.h"
#include "graph/name_share.h"
#include "graph/review.h"
#include "graph/wording.h"

namespace newsgraph {

/// How facts become a graph.
struct GraphOptions {
  std::vector<NodeType> node_types;  ///< RuleSet::node_types()
  std::vector<EdgeType> edge_types;  ///< RuleSet::edge_types(): says which relations are symmetric
  TextSettings text;                 ///< the spellings by which names are compared
  /// Words for a kind of place that a name may leave out before the place: "tỉnh", "thành phố". Those that
  /// places carry as their attribute "unit" are known anyway.
  std::vector<std::string> unit_words;
  /// Words of a name and what they stand for, by which names are compared, never shown: "TAND" and "Tòa án
  /// nhân dân". Nothing on the right: words that do not count. parse_wordings reads them.
  std::vector<Wording> wordings;
  /// What the names of bodies begin with that every province has ("Sở"). parse_local_heads reads them.
  std::vector<LocalHead> local_heads;
  /// What names of documents and events begin with that mean one thing whatever the day, however they are
  /// written ("luật"). parse_lasting_names reads them.
  std::vector<std::string> lasting_names;
  /// How common the words of persons' names are: parse_name_shares reads them. Without, no name is rare.
  std::vector<NameShare> name_shares;
  std::vector<Decision> decisions;  ///< of the review file, in its order
  bool keep_denied = false;         ///< facts said not to be so become edges of status denied
};

/// Lines of the files of a rule set that the graph could not read: errors in `problems`.
void check_graph_data(std::span<const RuleFile> files, std::vector<RuleProblem>& problems);
/// What a rule set says of the graph: its types, spellings, wordings, kinds of bodies, name shares. Throws
/// std::runtime_error that says all errors of its data files.
GraphOptions options_of(const RuleSet& rules);

/// What happened on the way, for the user. Sorted; does not depend on the order of the articles.
struct GraphReport {
  std::uint64_t articles = 0;         ///< in the graph
  std::uint64_t duplicates = 0;       ///< records left out because their article was there already
  std::uint64_t clashes = 0;          ///< articles left out because another article has their id
  std::vector<std::string> repeated;  ///< one line each: articles of which several records came
  std::uint64_t facts = 0;            ///< read, denied ones and loops included
  std::uint64_t denied = 0;           ///< facts left out as denied; 0 if kept
  std::uint64_t loops = 0;            ///< facts left out because both ends are one node
  std::vector<std::string> problems;  ///< one line each: article ids with two texts, decisions without effect
  std::vector<Proposal> proposals;    ///< pairs that may be one, for the review file
};

/// Collects the facts of articles, in any order and any partition, and makes one graph of them.
/// Not for use by several threads at once: give each thread a builder and merge them.
class GraphBuilder {
 public:
  /// An article that comes again counts once, wherever and whenever its text was published; of two texts
  /// under one id one is kept (the smaller hash), the other reported. Cost: the facts are packed (every
  /// string once, about 90 bytes a fact beside its sentence), mentions are counted and dropped. What the
  /// record views inside `lasting` is not copied if it is long: see hold(). `source` is where it was read,
  /// for messages.
  void add(const FactRecord& record, std::string_view lasting = {}, std::string_view source = {}) {
    store_.add(record, lasting, source);
  }
  void add(const ArticleFacts& facts);
  /// Keeps alive, as long as the builder and the graph made of it, the bytes that records were said to last
  /// in.
  void hold(std::shared_ptr<const void> owner) { store_.memory()->hold(std::move(owner)); }
  /// Adds all that `other` holds. Cost: the strings and rows of `other`; nothing is copied byte by byte.
  void merge(GraphBuilder other) { store_.merge(other.store_); }
  /// Whether no article was added yet.
  [[nodiscard]] bool empty() const { return store_.articles().empty(); }
  /// Resolves entities to nodes, joins facts to edges. The result depends on the set of articles alone.
  /// The builder is empty afterwards. Cost: linear in facts and entities, n log n in different names;
  /// memory is that of the packed facts and the graph: evidence points to the bytes of the facts.
  Graph finish(const GraphOptions& options, GraphReport* report = nullptr);

 private:
  FactStore store_;
};

}  // namespace newsgraph
