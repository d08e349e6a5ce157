// SPDX-License-Identifier: Apache-2.0
// Any bytes as plain text.
#include "tests/fuzz/article_input.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return newsgraph::fuzz_parse(newsgraph::RawKind::kText, data, size);
}
