// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace newsgraph {

/// A file that the build put into the program (cmake/EmbedFolder.cmake).
struct EmbeddedFile {
  const char* path;  ///< below rules/; null in the last row
  const char* begin;
  const char* end;
};

}  // namespace newsgraph

extern "C" const newsgraph::EmbeddedFile newsgraph_embedded_rules[];
