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

  /// Appends the next object to `out`. One that is cut off, by the end of the stream or by what may not be in
  /// an object, is given as it is.
  Found next(BufferedSource& source, std::string& out, std::uint64_t limit);
  /// Whether the last object was an element of an array.
  [[nodiscard]] bool in_array() const { return in_array_; }

  /// What is no object: another value, or no JSON.
  struct Junk {
    std::uint64_t at = 0;  ///< its first byte in the stream
    std::string words;     ///< what it begins with; empty if there is none
  };
  /// What stood between the last object and the one before it.
  [[nodiscard]] const Junk& junk() const { return junk_; }
  /// The same as a message: what was found, where, what was wanted.
  [[nodiscard]] std::string junk_message() const;

 private:
  bool find_object(BufferedSource& source);
  void take(BufferedSource& source, std::size_t size);

  bool in_array_ = false;
  std::uint64_t taken_ = 0;  // bytes of the stream
  Junk junk_;
};

}  // namespace newsgraph
