// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace newsgraph {

/// The bytes of a file where the system keeps them: nothing is copied, and under pressure they give way and
/// are read again. A file that becomes shorter meanwhile ends the program (cli/interrupt.h).
class MappedFile {
 public:
  /// Maps a regular file; of anything else, or what cannot be opened or mapped, `bytes` is empty.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

}  // namespace newsgraph
