// SPDX-License-Identifier: Apache-2.0
// Any bytes as a fact file: a record that is read must read back the same from what is written, by the
// scanner of our own form and, with a space in it, by the reader of any JSON.
#include <cstdlib>

#include "extract/fact/fact_file.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace newsgraph;
  FactChunk chunk{std::string(reinterpret_cast<const char*>(data), size), 1};
  std::vector<ArticleFacts> articles;
  try {
    articles = read_facts(chunk, "fuzz");
  } catch (const FactFileError&) {
    return 0;
  }
  for (const ArticleFacts& facts : articles) {
    std::string once;
    append_facts(facts, "", once);
    std::string record = once;
    ArticleFacts again;
    read_facts(record, "fuzz", 1, again);
    std::string twice;
    append_facts(again, "", twice);
    if (once != twice) std::abort();
    record = once;
    record.insert(1, " ");
    read_facts(record, "fuzz", 1, again);
    twice.clear();
    append_facts(again, "", twice);
    if (once != twice) std::abort();
  }
  return 0;
}
