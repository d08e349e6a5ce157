// SPDX-License-Identifier: Apache-2.0
#include "export/graph_json.h"
#include "export/mapped_file.h"
#include "export/packing.h"

namespace newsgraph {
namespace {

std::string read_unpacked(const std::string& path) {
  constexpr std::size_t kBlock = std::size_t{1} << 20;
  const std::unique_ptr<ByteSource> source = open_unpacked(path);
  std::string text;
  for (std::size_t got = kBlock; got > 0;) {
    const std::size_t size = text.size();
    text.resize(size + kBlock);
    got = source->read(text.data() + size, kBlock);
    text.resize(size + got);
  }
  return text;
}

}  // namespace

Graph read_graph_file(const std::string& path) {
  const MappedFile file(path == "-" ? "" : path);  // a file may be called "-"
  std::string_view bytes = file.bytes();
  std::string text;
  if (bytes.empty() || looks_packed(bytes)) bytes = text = read_unpacked(path);
  return read_graph_json(bytes, path == "-" ? "standard input" : path);
}

}  // namespace newsgraph
