// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/article/problem.h"
#include "graph/graph_builder.h"

namespace newsgraph {

/// Tells of every input that was dropped (an error each) or repaired (a warning), a count by reason, and the
/// file of --ledger.
class DropLog {
 public:
  /// `ledger_path` empty: no file, and nothing is kept but counts.
  explicit DropLog(std::string ledger_path) : ledger_path_(std::move(ledger_path)) {}

  /// Tells, counts, keeps. After the first of a kind the rest is only counted.
  void add(const Problem& problem);
  /// Inputs that gave no article, or not all of theirs.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }
  /// Whether there are inputs that were dropped, and all for this reason.
  [[nodiscard]] bool all_are(ProblemKind kind) const;
  /// "2 empty, 1 binary"; empty if nothing was dropped.
  [[nodiscard]] std::string by_reason() const;
  /// Says how many were only counted.
  void tell_of_the_rest() const;
  /// Writes the ledger, tab separated: reason, source, message; a line for each problem, and for what
  /// `report` left out. Throws OutputError.
  void write(const GraphReport* report) const;

 private:
  struct Kind {
    std::uint64_t told = 0, dropped = 0, all = 0;
  };
  std::string ledger_path_;
  std::array<Kind, kProblemKinds> kinds_{};
  std::uint64_t dropped_ = 0;
  std::vector<Problem> kept_;
};

}  // namespace newsgraph
