// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "extract/article/byte_source.h"

namespace newsgraph {

/// Cuts a stream of JSON into its objects: the elements of an outermost array, or objects one after the
/// other. Looks at brackets and quotes only; whether an object is sound is its parser's question.
class JsonSplitter {
 public:
  enum class Found : std::uint8_t { kObject, kTooLarge, kEnd };

  /// Appends the next object to `out`. An object cut off by the end of the stream is given as it is.
  Found next(BufferedSource& source, std::string& out, std::uint64_t limit);
  /// Whether the last object was an element of an array.
  [[nodiscard]] bool in_array() const { return in_array_; }

 private:
  bool in_array_ = false;
};

}  // namespace newsgraph
