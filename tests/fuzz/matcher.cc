// SPDX-License-Identifier: Apache-2.0
// The bytes choose a pattern and texts: the engine must find in them what the plain matcher finds.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tests/extract/rule/plain_matcher.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace newsgraph;
  std::size_t at = 0;
  plain::Maker maker([&](std::size_t n) { return at < size ? data[at++] % n : 0; });
  const bool backward = maker.below(2) == 1;
  const bool repeated = maker.below(4) == 3;
  const plain::Node pattern = repeated ? maker.repeated_pattern() : maker.pattern();
  const std::string text = plain::rules_of(pattern, backward);
  std::vector<RuleProblem> problems;
  const auto rules = RuleSet::compile({{"fuzz.rules", text}}, problems);
  if (!rules) std::abort();
  do {
    plain::Strings tokens = maker.text();
    if (repeated)
      tokens.resize(std::min<std::size_t>(tokens.size(), 4));  // the plain matcher tries every way
    if (tokens.empty()) continue;
    bool matched = false;
    const std::string difference = plain::difference(*rules, pattern, backward, tokens, matched);
    if (difference.empty()) continue;
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
  } while (at < size);
  return 0;
}
