// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "extract/article/reader.h"

namespace newsgraph {

/// Facts of earlier runs in a folder, one file an input, named by a hash of everything they depend on: the
/// input's bytes, the rules, and this program. A stale entry is never found, so a warm run equals a cold one;
/// a file that was damaged is read as absent. Entries are written under another name and renamed, so runs may
/// share a folder. Safe for any number of threads.
class FactCache {
 public:
  /// An empty `folder` makes a cache that holds nothing. Creates the folder.
  /// Throws std::runtime_error when it cannot be made.
  FactCache(std::string folder, const std::string& rules_hash);
  ~FactCache();
  FactCache(const FactCache&) = delete;
  FactCache& operator=(const FactCache&) = delete;

  [[nodiscard]] bool enabled() const { return !folder_.empty(); }
  /// The entry's name for `input`. Reads all its bytes.
  [[nodiscard]] std::string key(const RawInput& input) const;
  /// Fills `records` with what was stored under `key`; false if there is nothing sound.
  bool load(const std::string& key, std::string& records) const;
  /// Keeps `records`. A full disk or a read-only folder only costs the next run its speed.
  void store(const std::string& key, std::string_view records) const;

 private:
  [[nodiscard]] std::string path(const std::string& key) const;

  std::string folder_;
  std::string scope_;       // program and rules
  std::string unfinished_;  // folder of this run
  int lock_ = -1;           // on it
};

}  // namespace newsgraph
