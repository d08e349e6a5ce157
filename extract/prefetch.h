// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace newsgraph {

/// Asks for the cache line at `at`, which may be any address. GCC takes a function that only prefetches for
/// one without effect and throws its calls away; the empty statement behind is an effect.
inline void prefetch(const void* at) {
  __builtin_prefetch(at);
  asm volatile("");
}

}  // namespace newsgraph
