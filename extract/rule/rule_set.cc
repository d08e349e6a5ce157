// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/rule_set.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "extract/article/encoding.h"
#include "extract/read_file.h"
#include "extract/rule/compiled.h"
#include "extract/rule/embedded.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

/// A name that was meant for a rule file, but has another suffix. What editors keep for themselves, hidden or
/// with a tilde, is none.
bool misses_its_suffix(const fs::path& path) {
  std::string name = path.filename().string();
  if (path.extension() == ".rules" || name.front() == '.' || name.back() == '~') return false;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool suffix = name.ends_with(".csv") || name.ends_with(".txt");
  return name.find(".rule") != std::string::npos || (suffix && !is_rule_file(path.string()));
}

/// About a whole file.
RuleProblem warning(std::string file, std::string message) {
  RuleProblem problem;
  problem.severity = RuleProblem::Severity::kWarning;
  problem.file = std::move(file);
  problem.message = std::move(message);
  return problem;
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

const BoilerplateRules& RuleSet::boilerplate() const {
  return impl_->boilerplate;
}

std::vector<RuleFile> RuleSet::files_of(std::string_view file_name) const {
  return impl_->files_of(file_name);
}

std::vector<RuleFile> RuleSet::builtin() {
  std::vector<RuleFile> files;
  for (const EmbeddedFile* file = newsgraph_embedded_rules; file->path; ++file)
    files.push_back({file->path, {file->begin, static_cast<std::size_t>(file->end - file->begin)}});
  std::sort(files.begin(), files.end(), [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
  return files;
}

std::unique_ptr<RuleSet> RuleSet::load(const std::vector<std::string>& overlays, bool replace_builtin,
                                       std::vector<RuleProblem>& problems, const DataReader& read_data) {
  std::map<std::string, std::string_view> files;
  if (!replace_builtin)
    for (const RuleFile& file : builtin()) files[file.path] = file.content;
  std::deque<std::string> bytes;  // a deque keeps its strings in place
  std::vector<RuleProblem> replacing;
  for (const std::string& overlay : overlays) {
    if (!fs::is_directory(overlay))
      throw std::runtime_error(
          fmt::format("{}: no such folder; --rules wants a folder of .rules files", overlay));
    bool any = false;
    for (const auto& entry : fs::recursive_directory_iterator(overlay)) {
      if (!entry.is_regular_file()) continue;
      const std::string path = entry.path().lexically_relative(overlay).generic_string();
      if (misses_its_suffix(entry.path()))
        problems.push_back(warning(
            path,
            "no rules are read from a file of this name; end it in .rules (lists: .txt, gazetteers: .csv)"));
      if (!is_rule_file(entry.path().string())) continue;
      any = true;
      if (files.contains(path))
        replacing.push_back(warning(
            path,
            "takes the place of the file of this name below it; call it otherwise if it should add to that"));
      files[path] = bytes.emplace_back(read_file(entry.path().string()));
    }
    if (!any)
      throw std::runtime_error(fmt::format(
          "{}: no rules in this folder; --rules wants a folder of .rules files, word lists (.txt) and "
          "gazetteers (.csv)",
          overlay));
  }
  const auto by_file = [](const RuleProblem& a, const RuleProblem& b) { return a.file < b.file; };
  std::stable_sort(problems.begin(), problems.end(), by_file);
  std::stable_sort(replacing.begin(), replacing.end(), by_file);
  std::vector<RuleFile> list;
  for (const auto& [path, content] : files) list.push_back({path, content});
  std::vector<RuleProblem> wrong_data;
  if (read_data) {
    // That a file is not UTF-8 is said by the compiler.
    std::vector<RuleFile> texts;
    std::copy_if(list.begin(), list.end(), std::back_inserter(texts), [](const RuleFile& file) {
      return file.path.ends_with(".txt") && first_invalid_utf8(file.content) == std::string_view::npos;
    });
    read_data(texts, wrong_data);
  }
  std::unique_ptr<RuleSet> set = compile(std::move(list), std::move(bytes), problems);
  if (!wrong_data.empty()) set = nullptr;
  // What a file that was replaced had declared is missed: that is told first.
  if (set == nullptr) problems.insert(problems.begin(), replacing.begin(), replacing.end());
  problems.insert(problems.end(), wrong_data.begin(), wrong_data.end());
  return set;
}

}  // namespace newsgraph
