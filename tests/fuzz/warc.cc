// SPDX-License-Identifier: Apache-2.0
// Any bytes as a web archive or another packed file, and as one HTTP response.
#include "tests/fuzz/article_input.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  newsgraph::fuzz_parse(newsgraph::RawKind::kHttp, data, size);
  return newsgraph::fuzz_read(data, size);
}
