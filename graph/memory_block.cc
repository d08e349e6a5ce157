// SPDX-License-Identifier: Apache-2.0
#include "graph/memory_block.h"

#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace newsgraph {

void FreeBlock::operator()(void* memory) const {
  std::free(memory);
}

MemoryBlock new_block(std::size_t bytes) {
  constexpr std::size_t kLargePage = std::size_t{1} << 21;
  void* memory = nullptr;
  if (bytes < kLargePage) {
    memory = std::malloc(bytes);
  } else {
    const std::size_t whole = (bytes + kLargePage - 1) / kLargePage * kLargePage;
    memory = std::aligned_alloc(kLargePage, whole);
#ifdef __linux__
    if (memory != nullptr) madvise(memory, whole, MADV_HUGEPAGE);  // a wish: refused, all works the same
#endif
  }
  if (memory == nullptr) throw std::bad_alloc();
  return MemoryBlock(memory);
}

}  // namespace newsgraph
