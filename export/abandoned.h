// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace newsgraph {

// What is being written stands under a name of its own until it is whole. A run that is killed cannot take it
// away; the next one does. Whose writer lives is told by a lock (flock), which ends with its process, on any
// machine that shares the folder; where locks are not kept, nothing is taken for abandoned.

/// Locks the open file or folder for as long as `descriptor` is open. False when it has been removed since it
/// was opened: make it anew.
bool lock_unfinished(int descriptor);

/// Removes the files and folders in `folder` whose names are `prefix` and a word of ASCII letters and digits,
/// and that no writer holds. Errors are passed over.
void remove_abandoned(const std::filesystem::path& folder, std::string_view prefix);

}  // namespace newsgraph
