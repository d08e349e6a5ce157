// SPDX-License-Identifier: Apache-2.0
#include "extract/article/problem.h"

#include <utility>

#include "extract/one_line.h"

namespace newsgraph {
namespace {

constexpr std::array<std::string_view, kProblemKinds> kNames = {
    "missing",   "unreadable",  "empty",     "binary",   "encoding",    "bad-json", "no-text",
    "truncated", "bad-archive", "too-large", "too-deep", "unsupported", "bad-date",
};

}  // namespace

std::string_view to_string(ProblemKind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

std::string Problem::to_string() const {
  return on_one_line(source) + ": " + message;
}

void Ledger::add(Problem problem) {
  ++counts_[static_cast<std::size_t>(problem.kind)];
  dropped_ += problem.dropped ? 1 : 0;
  problems_.push_back(std::move(problem));
}

}  // namespace newsgraph
