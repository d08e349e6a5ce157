// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

namespace newsgraph {

/// Graphviz keeps global state: whoever calls it holds this.
inline std::mutex& graphviz_lock() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace newsgraph
