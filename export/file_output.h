// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "export/format.h"

namespace newsgraph {

/// An output that cannot be written as asked. what() says which, why, and what to do.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file (or folder) that the user asked for.
struct Output {
  std::string path;                ///< "-" is standard output
  const Format* format = nullptr;  ///< never null in a result of plan_outputs
};

/// Finds the format of each path: `format_name` if it is not empty, else by suffix. Checks, before any work
/// is done, that the formats exist, no two paths name one file, and the folders are there and writable.
/// Throws OutputError.
std::vector<Output> plan_outputs(const std::vector<std::string>& paths, std::string_view format_name);

/// Whether two names mean one file or folder, there already or not: "g.json" and "./g.json", a file and a
/// link to it. "-" is only itself, and an empty name nothing.
bool is_same_file(const std::string& a, const std::string& b);

/// Throws OutputError unless a file can be written under this name, as far as can be told before: its folder
/// is there and writable, and it is no folder itself. "-" can be, and an empty name is not looked at.
void check_file(const std::string& path);

/// "json (.json), graphml (.graphml), ..."
std::string format_list();

/// What became of an output.
struct WrittenOutput {
  std::uint64_t bytes = 0;
  std::vector<std::string> notes;  ///< what the writer had to say, see Sink::note
};

/// Writes the graph under a temporary name in the same folder, checks that all bytes arrived, and renames:
/// readers see the old file or the whole new one, and after an error the old one. Folders likewise; an
/// existing folder is replaced only if it is empty or holds nothing but files of this format. Devices, pipes
/// and "-" are written as they are. Throws OutputError, and what write_graph throws.
WrittenOutput write_output(const Graph& graph, const Output& output, const ExportOptions& options);

/// The same for a file that is no export: `produce` writes its bytes.
/// Throws OutputError, and what `produce` throws.
WrittenOutput write_file(const std::string& path, const std::function<void(Sink&)>& produce);

/// The same for a folder that is no export: `produce` names each file by Sink::begin_file ("vi/hosts.rules").
/// An existing folder must be empty. Throws OutputError, and what `produce` throws.
WrittenOutput write_folder(const std::string& path, const std::function<void(Sink&)>& produce);

/// Removes the temporary files of outputs that are not finished. Safe to call in a signal handler.
void remove_unfinished_outputs() noexcept;

}  // namespace newsgraph
