// SPDX-License-Identifier: Apache-2.0
// Any bytes as a page.
#include "tests/fuzz/article_input.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return newsgraph::fuzz_parse(newsgraph::RawKind::kHtml, data, size);
}
