// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "extract/article/article.h"

namespace newsgraph::bench {

/// Articles to measure with, at least `bytes` bytes of text if there are so many. From the JSON lines file or
/// the folder of text files that the environment variable NEWSGRAPH_CORPUS names; if it is not set,
/// generated: the same on every machine. Blocks are lines.
std::vector<Article> corpus(std::size_t bytes);

/// Four megabytes of it, read once.
const std::vector<Article>& sample();

/// Bytes of text in `articles`.
std::size_t size_of(const std::vector<Article>& articles);

}  // namespace newsgraph::bench
