// SPDX-License-Identifier: Apache-2.0
#include "export/graph_json.h"
#include "export/mapped_file.h"
#include "extract/read_file.h"

namespace newsgraph {

Graph read_graph_file(const std::string& path) {
  const MappedFile file(path);
  std::string_view bytes = file.bytes();
  std::string text;
  if (bytes.empty()) bytes = text = read_file(path);
  return read_graph_json(bytes, path == "-" ? "standard input" : path);
}

}  // namespace newsgraph
