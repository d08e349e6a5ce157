// SPDX-License-Identifier: Apache-2.0
// Any bytes as one JSON record, and as a stream of them.
#include "tests/fuzz/article_input.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  newsgraph::fuzz_parse(newsgraph::RawKind::kJson, data, size);
  return newsgraph::fuzz_read(data, size);
}
