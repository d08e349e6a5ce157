// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/rule_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "extract/rule/compiled.h"
#include "extract/rule/embedded.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

bool is_rule_file(const fs::path& path) {
  const auto suffix = path.extension();
  return suffix == ".rules" || suffix == ".csv" || suffix == ".txt";
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw std::runtime_error(fmt::format("{}: cannot be read; wanted a readable rule file", path.string()));
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

}  // namespace

RuleSet::RuleSet() = default;
RuleSet::~RuleSet() = default;
const std::vector<NodeType>& RuleSet::node_types() const {
  return impl_->node_types;
}
const std::vector<EdgeType>& RuleSet::edge_types() const {
  return impl_->edge_types;
}
const std::string& RuleSet::hash() const {
  return impl_->hash;
}
const TextSettings& RuleSet::text_settings() const {
  return impl_->settings;
}

std::string RuleSet::content_of(std::string_view file_name) const {
  std::string bytes;
  for (const auto& [path, content] : impl_->texts)
    if (fs::path(path).filename() == file_name) bytes += content;
  return bytes;
}

std::unique_ptr<RuleSet> RuleSet::load(const std::vector<std::string>& overlays, bool replace_builtin,
                                       std::vector<RuleProblem>& problems) {
  std::map<std::string, std::string_view> files;
  if (!replace_builtin)
    for (const EmbeddedFile* file = newsgraph_embedded_rules; file->path; ++file)
      files[file->path] = {file->begin, static_cast<std::size_t>(file->end - file->begin)};
  std::deque<std::string> bytes;  // a deque keeps its strings in place
  for (const std::string& overlay : overlays) {
    if (!fs::is_directory(overlay))
      throw std::runtime_error(
          fmt::format("{}: no such folder; --rules wants a folder of .rules files", overlay));
    bool any = false;
    for (const auto& entry : fs::recursive_directory_iterator(overlay)) {
      if (!entry.is_regular_file() || !is_rule_file(entry.path())) continue;
      any = true;
      files[entry.path().lexically_relative(overlay).generic_string()] =
          bytes.emplace_back(read_file(entry.path()));
    }
    if (!any)
      throw std::runtime_error(fmt::format(
          "{}: no rules in this folder; --rules wants a folder of .rules files, word lists (.txt) and "
          "gazetteers (.csv)",
          overlay));
  }
  std::vector<RuleFile> list;
  for (const auto& [path, content] : files) list.push_back({path, content});
  return compile(std::move(list), std::move(bytes), problems);
}

}  // namespace newsgraph
