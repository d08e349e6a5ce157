// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include "extract/article/parser.h"
#include "extract/article/reader.h"

namespace newsgraph {

inline std::string file_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The phrases that the program is built with.
inline const BoilerplateRules& built_in_boilerplate() {
  static const BoilerplateRules rules = [] {
    const std::string vi = file_content(NEWSGRAPH_ROOT "/rules/vi/boilerplate.txt");
    const std::string en = file_content(NEWSGRAPH_ROOT "/rules/en/boilerplate.txt");
    const std::vector<RuleFile> files = {{"en/boilerplate.txt", en}, {"vi/boilerplate.txt", vi}};
    std::vector<RuleProblem> problems;
    BoilerplateRules parsed = parse_boilerplate(files, problems);
    throw_errors(problems);
    return parsed;
  }();
  return rules;
}

/// A folder that is gone when the test is over.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "newsgraph-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  std::string write(const std::string& name, const std::string& bytes) const {
    const std::filesystem::path file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

 private:
  std::string path_;
};

/// What reading gives: articles in order, and all problems.
struct Reading {
  std::vector<Article> articles;
  Ledger ledger;
};

inline Reading read_all(std::vector<std::string> inputs, ReaderOptions options = {}) {
  Reading out;
  ArticleReader reader(std::move(inputs), options, out.ledger);
  const ArticleParser parser(built_in_boilerplate(), options);
  std::vector<Problem> problems;
  while (auto raw = reader.next()) {
    for (Article& article : parser.parse(std::move(*raw), problems))
      out.articles.push_back(std::move(article));
  }
  for (Problem& problem : problems) out.ledger.add(std::move(problem));
  return out;
}

inline Reading parse_one(RawKind kind, std::string bytes, std::string url = {}) {
  Reading out;
  std::vector<Problem> problems;
  RawInput raw;
  raw.kind = kind;
  raw.source = "test";
  raw.bytes = std::move(bytes);
  raw.url = std::move(url);
  out.articles = ArticleParser(built_in_boilerplate()).parse(std::move(raw), problems);
  for (Problem& problem : problems) out.ledger.add(std::move(problem));
  return out;
}

/// "T:headline", "P:paragraph", "C:caption" in order.
inline std::vector<std::string> blocks_of(const Article& article) {
  std::vector<std::string> out;
  for (const Block& block : article.blocks) {
    std::string line(1, "TPC"[static_cast<std::size_t>(block.kind)]);
    out.push_back(line.append(1, ':').append(article.text, block.span.begin, block.span.size()));
  }
  return out;
}

}  // namespace newsgraph
