// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/fact/fact_record.h"

namespace newsgraph {

/// Reads records that stand as append_facts writes them, several times as fast as a reader of any JSON can:
/// what comes next is compared, not looked up. It knows nothing else, and leaves all else to that reader.
class FactScanner {
 public:
  /// Fills `record` with views of `text` (one line, without its end) and of this scanner, good until the next
  /// call. With `skip_mentions`, and entities that carry their counts, the list of mentions is neither read
  /// nor checked. Returns false, and leaves `record` in any state, when the text is not in that form, be it
  /// JSON or not. Cost: linear; no allocation once the buffers have grown.
  bool scan(std::string_view text, bool skip_mentions, FactRecord& record);

 private:
  bool scan_fields(FactRecord& record);
  bool scan_entities(FactRecord& record);
  bool scan_entity(FactRecord& record);
  bool scan_facts(FactRecord& record);
  bool scan_fact(FactRecord::FactRow& fact);
  bool scan_mentions(FactRecord& record);
  bool scan_mention(FactRecord::MentionRow& mention);

  /// Whether `words` stand here; passes over them.
  template <std::size_t size>
  bool take(const char (&words)[size]);
  bool string(std::string_view& value);
  bool escaped_string(std::size_t begin, std::size_t at, std::string_view& value);
  bool escape(std::size_t& at, char& byte) const;
  bool number(std::uint32_t& value);
  bool span(Span& value);
  template <std::size_t size>
  bool optional_string(const char (&key)[size], std::string_view& value);
  template <std::size_t size>
  bool optional_number(const char (&key)[size], std::uint32_t& value);
  template <std::size_t size>
  bool optional_span(const char (&key)[size], Span& value);
  template <std::size_t size, class Item>
  bool list(const char (&open)[size], Item item);

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<char> unescaped_;  // strings that hold escapes; does not grow within a record
  std::size_t used_ = 0;
};

}  // namespace newsgraph
