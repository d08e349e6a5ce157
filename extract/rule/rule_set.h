// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule_file.h"
#include "extract/text/text.h"

namespace newsgraph {

struct BoilerplateRules;

/// A node or edge type of types.rules, as the graph and the exports need it.
struct NodeType {
  std::string name;      ///< "Person"
  std::string label_vi;  ///< "Nhân vật"
};
struct EdgeType {
  std::string name;      ///< "HOSTS"
  std::string label_en;  ///< "hosts"
  std::string label_vi;  ///< "tổ chức"
  bool symmetric = false;
};

/// Rules, word lists and gazetteers, compiled. Immutable, shared by all threads.
class RuleSet {
 public:
  /// Compiles `files` (any order: the result is the same). On an error, returns null; `problems` holds all
  /// errors and warnings in file and line order.
  static std::unique_ptr<RuleSet> compile(std::vector<RuleFile> files, std::vector<RuleProblem>& problems);

  /// Reads those of the text files (.txt) of a set that are data for others than the compiler, as
  /// "wordings.txt" is, for their errors.
  using DataReader = std::function<void(std::span<const RuleFile> files, std::vector<RuleProblem>& problems)>;

  /// The set built into the program, with the folders of `overlays` put over it in order (a file of the same
  /// path replaces the one below). `replace_builtin`: leave the built-in set out. What `read_data` finds
  /// wrong comes behind the errors of the compiler, which it does not wait for, and fails the set as they do.
  static std::unique_ptr<RuleSet> load(const std::vector<std::string>& overlays, bool replace_builtin,
                                       std::vector<RuleProblem>& problems, const DataReader& read_data = {});

  /// The files of the set built into the program, in order of their paths.
  static std::vector<RuleFile> builtin();

  ~RuleSet();
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  [[nodiscard]] const std::vector<NodeType>& node_types() const;
  [[nodiscard]] const std::vector<EdgeType>& edge_types() const;
  /// 16 hex digits over all files: changes when a rule, list or gazetteer does, not with their order.
  [[nodiscard]] const std::string& hash() const;

  /// How names are spelt and compared (`spelling`, `abbreviation`).
  [[nodiscard]] const TextSettings& text_settings() const;
  /// What of a page is no article (`boilerplate.txt` in any folder).
  [[nodiscard]] const BoilerplateRules& boilerplate() const;
  /// The files of the set that are called `file_name` in whatever folder, in order of their paths: for data
  /// that others read, as "wordings.txt" is. Good as long as the set.
  [[nodiscard]] std::vector<RuleFile> files_of(std::string_view file_name) const;

  struct Impl;
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  RuleSet();
  /// `bytes`: the contents that `files` are views of, if they do not live as long as the program.
  static std::unique_ptr<RuleSet> compile(std::vector<RuleFile> files, std::deque<std::string> bytes,
                                          std::vector<RuleProblem>& problems);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgraph
