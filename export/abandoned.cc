// SPDX-License-Identifier: Apache-2.0
#include "export/abandoned.h"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace newsgraph {
namespace {

// A process's number, or what mkdtemp puts in.
bool is_word(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), plain);
}

}  // namespace

bool lock_unfinished(int descriptor) {
  static_cast<void>(::flock(descriptor, LOCK_EX | LOCK_NB));
  struct stat info {};
  return ::fstat(descriptor, &info) == 0 && info.st_nlink > 0;
}

void remove_abandoned(const std::filesystem::path& folder, std::string_view prefix) {
  namespace fs = std::filesystem;
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) && is_word(std::string_view(name).substr(prefix.size())))
      found.push_back(entry->path());
  }
  for (const fs::path& path : found) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) continue;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) fs::remove_all(path, error);
    ::close(descriptor);
  }
}

}  // namespace newsgraph
