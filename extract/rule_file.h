// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsgraph {

/// A file of a rule set: its path below the rule folder ("vi/hosts.rules") and its bytes.
struct RuleFile {
  std::string path;
  std::string_view content;
};

/// Whether a file in a rule folder is one of its set, by its suffix.
bool is_rule_file(const std::string& path);

/// Something wrong, or doubtful, in a rule set.
struct RuleProblem {
  enum class Severity : std::uint8_t { kError, kWarning };
  Severity severity = Severity::kError;
  std::string file;          ///< as in RuleFile::path
  std::uint32_t line = 0;    ///< from 1; 0 when the whole file is meant
  std::uint32_t column = 0;  ///< from 1, in characters; 0 when the whole line is meant
  std::uint32_t length = 0;  ///< characters the caret marks
  std::string message;       ///< "unknown label 'Organisation', did you mean 'Organization'?"
  std::string source_line;   ///< the line of the file, for the caret

  /// "file:line:column: error: message", the line and a caret below.
  [[nodiscard]] std::string to_string() const;
};

/// Those of `files` that are called `file_name` in whatever folder, in the order given.
std::vector<RuleFile> files_called(std::string_view file_name, std::span<const RuleFile> files);

/// Calls `take(line)` for each line of some data files that is neither blank nor a comment ("#"). Byte order
/// marks and carriage returns at line ends are no part of a line. `take` returns what is wrong with the line,
/// or nothing; that becomes an error with its place in `problems`.
void for_each_data_line(std::span<const RuleFile> files, std::vector<RuleProblem>& problems,
                        const std::function<std::string(std::string_view line)>& take);

/// Throws std::runtime_error that says every error among `problems`, if there is one.
void throw_errors(const std::vector<RuleProblem>& problems);

}  // namespace newsgraph
